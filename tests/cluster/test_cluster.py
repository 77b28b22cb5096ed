"""A corpus folder on real worker processes: the same tables however many, killed in the middle, or unfit."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import dask
import pandas as pd
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from distributed import LocalCluster
from tests.cluster import faults

import dateline
from dateline import schema
from dateline.cli import main
from dateline.cluster import LOCAL, Cluster, ClusterError, use_cluster
from dateline.corpus import open_corpus, write_corpus
from dateline.errors import CorpusError
from dateline.folders import as_folder
from dateline.intake import read_corpus
from dateline.jobs import tag_corpus
from dateline.parts import PartsError
from dateline.terms import corpus_terms

HERE = Path(__file__).parent
TEXT = (
    "“The {place} will hold,” Ada Brook, the mayor of Ostrel, said on Tuesday.\n\n"
    "The Varnian Water Office denied on 1{n}/03/2025 that the {place} was damaged. Brook said that Orrin Flood Agency"
    " had warned of a flood in {n} days."
)
PLACES = ("Tarrow Dam", "Dolna bridge", "mill of Sedge", "old lock")


def articles(*, with_words: dict[int, str] | None = None) -> pd.DataFrame:
    rows = []
    for n in range(8):
        text = TEXT.format(place=PLACES[n % 4], n=n) + " " + (with_words or {}).get(n, "")
        rows.append(
            {
                "id": f"a{n}",
                "text": text,
                "sha256": f"{n} {text}",
                "published": "2025-03-05",
                "outlet": f"Quill {n % 3}",
            }
            | {"language": "en", "source_file": "x", "source_record": n + 1}
        )
    return schema.frame("articles", rows)


def make(folder: Path, **words: dict[int, str]) -> Path:
    write_corpus(folder, articles=articles(**words), rejected=schema.frame("rejected"))
    return folder


def content(folder: Path) -> dict[str, bytes]:
    """Return all files under a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def begun(log: Path) -> list[str]:
    """Return the articles whose tagging was begun, one for each time."""
    return log.read_text().split()


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("log") / "begun.txt"


@pytest.fixture(scope="module")
def local(log: Path) -> Iterator[LocalCluster]:
    """Two worker processes in which things can go wrong."""
    options = {"threads_per_worker": 1, "host": "127.0.0.1", "dashboard_address": None, "silence_logs": 50}
    os.environ[faults.LOG] = str(log)
    with (
        dask.config.set(LOCAL | {"distributed.worker.preload": [str(HERE / "faults.py")]}),
        LocalCluster(n_workers=2, processes=True, **options) as found,
    ):
        yield found
    del os.environ[faults.LOG]


@pytest.fixture
def two(local: LocalCluster, log: Path) -> Iterator[Cluster]:
    log.write_text("")
    with Cluster(local.scheduler_address) as cluster:
        with suppress(TimeoutError):
            cluster.client.wait_for_workers(2, timeout=10)
        if len(cluster.client.nthreads()) < 2:
            # A nanny gives up a worker that dies while it starts, as one does in a test before: start both anew.
            local.scale(0)
            local.scale(2)
            cluster.client.wait_for_workers(2, timeout=60)
        yield cluster


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus tagged in this process in one part."""
    folder = make(tmp_path_factory.mktemp("alone") / "c")
    tag_corpus(folder)
    return folder


@pytest.mark.parametrize("size", [8, 4, 1], ids=["1 part", "2 parts", "8 parts"])
def test_two_workers_give_the_same_bytes(two: Cluster, alone: Path, tmp_path: Path, size: int) -> None:
    """Tagged in 1, 2 or 8 parts by two workers, every file of a corpus is what one process makes in one part."""
    tag_corpus(make(tmp_path / "c"), cluster=two, articles_a_part=size)
    assert content(tmp_path / "c") == content(alone)


@pytest.mark.parametrize("size", [8, 4, 1], ids=["1 part", "2 parts", "8 parts"])
def test_this_process_gives_the_same_bytes(alone: Path, tmp_path: Path, size: int) -> None:
    """Tagged in 1, 2 or 8 parts by this process, every file of a corpus is the same."""
    tag_corpus(make(tmp_path / "c"), articles_a_part=size)
    assert content(tmp_path / "c") == content(alone)


@pytest.mark.parametrize("size", [4, 1], ids=["2 parts", "8 parts"])
def test_a_worker_killed_in_the_middle_changes_nothing(two: Cluster, tmp_path: Path, log: Path, size: int) -> None:
    """A worker killed while it tags costs that part only: it is done again, and finished parts are not."""
    words = {3: faults.DEADLY_ONCE}
    tag_corpus(make(tmp_path / "one", with_words=words))
    tag_corpus(make(tmp_path / "c", with_words=words), cluster=two, articles_a_part=size)
    assert content(tmp_path / "c") == content(tmp_path / "one")
    part = [f"a{n}" for n in range(8) if n // size == 3 // size]
    assert sorted(begun(log)) == sorted([f"a{n}" for n in range(8)] + part)


def test_a_part_that_kills_its_workers_is_named_when_the_others_are_done(
    two: Cluster, tmp_path: Path, log: Path
) -> None:
    """The error names the articles of the deadly part; the next run does this part only."""
    corpus = make(tmp_path / "c", with_words={5: faults.DEADLY})
    with pytest.raises(PartsError, match=r"1 of 8 parts failed: articles 6 to 6 \(ids a5\): .*died.*goes on") as caught:
        tag_corpus(corpus, cluster=two, articles_a_part=1)
    assert [name for name, _ in caught.value.failed] == ["articles 6 to 6 (ids a5)"]
    assert set(begun(log)) == {f"a{n}" for n in range(8)}
    log.write_text("")
    tag_corpus(corpus, articles_a_part=1)
    assert begun(log) == []
    tag_corpus(make(tmp_path / "one", with_words={5: faults.DEADLY}))
    assert content(corpus) == content(tmp_path / "one")


@pytest.mark.parametrize("size", [8, 4, 1], ids=["1 part", "2 parts", "8 parts"])
def test_terms_counted_in_parts_are_those_counted_at_once(two: Cluster, alone: Path, tmp_path: Path, size: int) -> None:
    """Counted in 1, 2 or 8 parts by two workers, what a corpus keeps of its terms is the same, byte for byte."""
    options = {"ngram": 2, "phrases": ["old lock"], "stem": True}
    for folder, where in ((tmp_path / "one", {}), (tmp_path / "c", {"cluster": two, "articles_a_part": size})):
        make(folder)
        assert len(corpus_terms(folder, **options, **where).terms) > 5
    assert content(tmp_path / "c") == content(tmp_path / "one")


def test_a_worker_killed_between_parts_changes_no_counts(two: Cluster, tmp_path: Path) -> None:
    """Killed while others count, a worker costs no more than its part."""
    killed = threading.Thread(target=kill_a_worker_when_a_part_is_there, args=(two, tmp_path / "c"))
    make(tmp_path / "c")
    killed.start()
    found = corpus_terms(tmp_path / "c", cluster=two, articles_a_part=1)
    killed.join()
    assert found.counts.sum() == corpus_terms(make(tmp_path / "one")).counts.sum()
    assert content(tmp_path / "c") == content(tmp_path / "one")


def kill_a_worker_when_a_part_is_there(cluster: Cluster, corpus: Path) -> None:
    process = next(iter(cluster.client.run(os.getpid).values()))
    while not list(corpus.glob(".terms-parts/*/*/*/counts.parquet")):
        time.sleep(0.001)
    os.kill(process, signal.SIGKILL)


def test_files_read_on_workers_give_the_same_bytes(
    two: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read by workers or by this process: the same tables; a file that kills its reader is refused, no other."""
    monkeypatch.setattr("dateline.readers.reading.FILES", 2)
    exports = tmp_path / "exports"
    exports.mkdir()
    for n in range(5):
        facts = {"headline": f"Dam {n}", "text": TEXT.format(place="weir", n=n), "published": "2025-03-05"}
        (exports / f"{n}.json").write_text(json.dumps([facts]), encoding="utf-8")
    read_corpus(exports, tmp_path / "one")
    read_corpus(exports, tmp_path / "c", cluster=two)
    for name in ("articles.parquet", "rejected.parquet", "corpus.json"):
        assert (tmp_path / "c" / name).read_bytes() == (tmp_path / "one" / name).read_bytes()
    shutil.copy(exports / "1.json", exports / f"{faults.DEADLY}.json")
    corpus, _ = read_corpus(exports, tmp_path / "c2", cluster=two)
    assert len(corpus.articles) == 5
    refused = corpus.rejected[["source_file", "reason"]].to_numpy().tolist()
    assert refused == [[f"exports/{faults.DEADLY}.json", "damaged"]]


def test_one_worker_gives_the_same_bytes_killed_or_not(
    local: LocalCluster, two: Cluster, alone: Path, tmp_path: Path
) -> None:
    """One worker process alone, killed in the middle or not, gives what this process gives."""
    local.scale(1)
    wait_for(lambda: len(two.client.nthreads()) == 1)
    tag_corpus(make(tmp_path / "c"), cluster=two, articles_a_part=4)
    assert content(tmp_path / "c") == content(alone)
    words = {6: faults.DEADLY_ONCE}
    tag_corpus(make(tmp_path / "one", with_words=words))
    tag_corpus(make(tmp_path / "killed", with_words=words), cluster=two, articles_a_part=4)
    assert content(tmp_path / "killed") == content(tmp_path / "one")
    local.scale(2)


def wait_for(holds: Callable[[], bool]) -> None:
    for _ in range(600):
        if holds():
            return
        time.sleep(0.05)
    raise TimeoutError("It never came to hold.")


@contextmanager
def stranger(cluster: Cluster, path: Path) -> Iterator[None]:
    """Let a worker join whose Python looks for modules in a folder first."""
    number = len(cluster.client.nthreads())
    command = ["-m", "distributed.cli.dask_worker", "--no-nanny", "--nthreads", "1", "--no-dashboard"]
    environment = os.environ | {"PYTHONPATH": str(path)}
    with subprocess.Popen(
        [sys.executable, *command, str(cluster.address)],
        env=environment,
        cwd=path,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            wait_for(lambda: len(cluster.client.nthreads()) > number)
            yield
        finally:
            process.terminate()
            process.wait()
            wait_for(lambda: len(cluster.client.nthreads()) == number)


NO_KIT = """
import sys
class Nothing:
    def find_spec(self, name, path=None, target=None):
        if name == "dateline":
            raise ModuleNotFoundError("No module named 'dateline'", name="dateline")
sys.meta_path.insert(0, Nothing())
"""


def test_a_worker_without_the_kit_is_named_before_work_begins(two: Cluster, tmp_path: Path) -> None:
    """A worker that has no dateline is an error that says so and what to do; nothing is begun."""
    corpus, kit = make(tmp_path / "c"), tmp_path / "empty"
    kit.mkdir()
    (kit / "sitecustomize.py").write_text(NO_KIT)
    before = content(corpus)
    with stranger(two, kit), pytest.raises(ClusterError, match=r"1 of 3 workers .*has no dateline.*requirements\.lock"):
        tag_corpus(corpus, cluster=two)
    assert content(corpus) == before


def test_a_worker_without_the_model_is_named_before_work_begins(two: Cluster, tmp_path: Path) -> None:
    """A worker whose tagger is missing is an error that says so; counting, which needs none, says what differs."""
    corpus, kit = make(tmp_path / "c"), tmp_path / "kit"
    leave_out = shutil.ignore_patterns("tagger.onnx", "__pycache__")
    shutil.copytree(Path(dateline.__file__).parent, kit / "dateline", ignore=leave_out)
    with stranger(two, kit):
        with pytest.raises(ClusterError, match=r"the tagger: The tagger's file tagger\.onnx is missing"):
            tag_corpus(corpus, cluster=two)
        with pytest.raises(ClusterError, match=r"dateline's engines: .* there, .* here"):
            corpus_terms(corpus, cluster=two)
    assert not (corpus / ".parts").exists()


def test_a_full_disk_on_a_worker_ends_the_job_with_nothing_half_written(two: Cluster, tmp_path: Path) -> None:
    """Where workers cannot write more, the error says where; what has a final name is whole, and the job goes on."""
    corpus = make(tmp_path / "c")
    two.client.run(resource.setrlimit, resource.RLIMIT_FSIZE, (4000, resource.RLIM_INFINITY))
    try:
        with pytest.raises(PartsError, match=r"No space is left for .*\.parquet on .*run this again, and it goes on"):
            tag_corpus(corpus, cluster=two, articles_a_part=1)
    finally:
        two.client.run(resource.setrlimit, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    check_whole(corpus)
    assert list(corpus.glob(".parts/*/*"))
    tag_corpus(corpus, cluster=two, articles_a_part=1)
    tag_corpus(make(tmp_path / "one"))
    assert content(corpus) == content(tmp_path / "one")


def check_whole(corpus: Path) -> None:
    """Every file under a corpus is whole under a final name."""
    for path in corpus.rglob("*"):
        assert not path.name.endswith(".part")
        if path.suffix == ".parquet":
            pq.read_table(path)


@pytest.mark.skipif(os.geteuid() != 0 or not sys.platform.startswith("linux"), reason="only root may mount")
def test_a_really_full_disk_ends_the_job_with_nothing_half_written(two: Cluster, tmp_path: Path) -> None:
    """On a file system without room, the error says so and no half file is left."""
    place = tmp_path / "small"
    place.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=96k", "tmpfs", place], check=False).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        corpus = make(place / "c")
        with pytest.raises(PartsError, match=r"No space is left .*No space left on device"):
            tag_corpus(corpus, cluster=two, articles_a_part=1)
        check_whole(corpus)
        assert "tags" not in json.loads((corpus / "corpus.json").read_text())
    finally:
        subprocess.run(["umount", place], check=True)


@pytest.mark.parametrize("address", ["file://{folder}", "memory://{folder}"])
def test_a_corpus_may_lie_where_fsspec_finds_it(two: Cluster, alone: Path, tmp_path: Path, address: str) -> None:
    """Through fsspec, on workers or in this process, tables and terms are those of a folder on the disk."""
    where = address.format(folder=tmp_path / "c")
    write_corpus(where, articles=articles(), rejected=schema.frame("rejected"))
    # What is in one process's memory no other process sees.
    cluster = two if where.startswith("file") else None
    tagged = tag_corpus(where, cluster=cluster, articles_a_part=3)
    found = {path.name: path.read_bytes() for path in as_folder(where).iterdir()}
    assert found == content(alone)
    opened = open_corpus(where)
    assert opened.claims.equals(tagged.claims)
    assert (
        corpus_terms(where, cluster=cluster, articles_a_part=3).counts.sum()
        == corpus_terms(alone, cache=False).counts.sum()
    )
    assert corpus_terms(where).terms.equals(corpus_terms(alone, cache=False).terms)


def test_an_address_that_nothing_knows_is_an_error() -> None:
    """An unknown protocol, or one whose package is missing, is named."""
    with pytest.raises(CorpusError, match="nowhere://corpus cannot be opened"):
        open_corpus("nowhere://corpus")


def test_a_cluster_that_does_not_answer_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No scheduler at the address: said within the time that is waited."""
    monkeypatch.setattr("dateline.cluster.SECONDS", 1)
    result = CliRunner().invoke(main, ["tag", str(make(tmp_path / "c")), "--cluster", "tcp://127.0.0.1:9"])
    assert result.exit_code == 1
    assert "No Dask scheduler answers at tcp://127.0.0.1:9" in result.output


def test_commands_work_on_worker_processes_of_this_machine(alone: Path, tmp_path: Path) -> None:
    """``--workers 2`` tags, and what ``use_cluster`` chose counts, on the loopback interface, with the same result."""
    corpus = make(tmp_path / "c")
    done = CliRunner().invoke(main, ["tag", str(corpus), "--workers", "2", "--part", "4"], catch_exceptions=False)
    assert (done.exit_code, content(corpus)) == (0, content(alone))
    with use_cluster(workers=2) as cluster:
        found = corpus_terms(corpus, cache=False, articles_a_part=4)
        assert cluster.client.scheduler.address.startswith("tcp://127.0.0.1:")
        assert all(worker.startswith("tcp://127.0.0.1:") for worker in cluster.client.nthreads())
    assert Cluster.chosen is None
    assert found.counts.sum() == corpus_terms(alone, cache=False).counts.sum()
