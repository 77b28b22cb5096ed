"""A corpus folder on real worker processes: the same tables however many, killed in the middle, or unfit."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import dask
import pandas as pd
import pytest
from distributed import LocalCluster
from tests.cluster import faults

from dateline import schema
from dateline.cluster import LOCAL, Cluster
from dateline.corpus import write_corpus
from dateline.jobs import tag_corpus
from dateline.parts import PartsError

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
        cluster.client.wait_for_workers(2)
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
