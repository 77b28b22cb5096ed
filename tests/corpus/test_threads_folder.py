"""Threads in a corpus folder: found once, corrected, taken back, found again after a change, and never half written."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
import yaml
from click.testing import CliRunner, Result

from dateline import schema, threads
from dateline.analysis.threads.corrections import ThreadsError
from dateline.cli import main
from dateline.corpus import Corpus, open_corpus, write_corpus
from dateline.corrections_file import MARK
from dateline.errors import CorpusError, DatelineError
from dateline.jobs import tag_corpus
from dateline.threads import VECTORS, mark_threads, thread_names
from dateline.threads_file import THREADS, parse_thread_corrections

TEXTS = (
    "The Tarrow Dam has cracks and could fail within weeks, the Water Institute said on Tuesday.",
    "The Tarrow Dam could fail within a few weeks, Ada Brook said on Wednesday.",
    "The school of Dolna will open a second sports hall, Mira Kaskel said.",
)


def articles(*texts: str) -> pd.DataFrame:
    rows = [
        {"id": f"a{n}", "text": text, "sha256": text, "published": f"2025-03-0{n}"} for n, text in enumerate(texts, 1)
    ]
    facts = {"outlet": "The Reed", "source_file": "x"}
    return schema.frame("articles", [row | facts | {"source_record": n} for n, row in enumerate(rows)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_corpus(tmp_path / "dam", articles=articles(*TEXTS), rejected=schema.frame("rejected"))
    tag_corpus(tmp_path / "dam")
    return tmp_path / "dam"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], catch_exceptions=False)


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def correct(folder: Path, corrections: str) -> None:
    """Put corrections in place of the user's part."""
    listing = (folder / THREADS).read_text().partition(MARK)[2]
    (folder / THREADS).write_text(f"{corrections}\n{MARK}{listing}")


def thread_of(corpus: Corpus) -> dict[str, str]:
    return dict(zip(corpus.threads["claim"], corpus.threads["thread"], strict=True))


def test_threads_are_written_beside_the_claims(folder: Path) -> None:
    """The folder has both tables and a file that lists the thread of two claims by their first words."""
    corpus = mark_threads(folder)
    assert sorted(corpus.threads["thread"].value_counts()) == [1, 2]
    assert len(corpus.links) == 1
    listed = yaml.safe_load((folder / THREADS).read_text())["threads"]
    thread = corpus.threads["thread"].value_counts().index[0]
    assert listed == {thread: corpus.threads.loc[corpus.threads["thread"] == thread, "claim"].tolist()}
    assert "Ada Brook: The Tarrow Dam could fail" in (folder / THREADS).read_text()
    assert json.loads((folder / "corpus.json").read_text())["threads"]["tables"]["links"]["rows"] == 1


def test_threads_that_were_not_looked_for_are_an_error(folder: Path) -> None:
    """The error says what to run; a corpus in memory says what to call."""
    with pytest.raises(CorpusError, match=f"Run: dateline threads {folder}"):
        _ = open_corpus(folder).threads
    with pytest.raises(CorpusError, match=r"dl\.find_threads"):
        _ = Corpus({"articles": articles()}).links


def test_nothing_is_done_twice(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second run writes nothing."""
    mark_threads(folder)
    before = content(folder)
    monkeypatch.setattr(threads, "find_threads", lambda *_, **__: pytest.fail("looked for again"))
    mark_threads(folder)
    assert content(folder) == before


def test_more_articles_read_only_their_claims(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Vectors are kept by their texts, and what they give is what a new folder gives."""
    mark_threads(folder)
    more = "The cracked dam at Tarrow may fail in weeks, Odra Venn said."
    for place in (folder, folder.with_name("new")):
        write_corpus(place, articles=articles(*TEXTS, more), rejected=schema.frame("rejected"))
        tag_corpus(place)
    with pytest.raises(CorpusError, match="dateline threads"):
        _ = open_corpus(folder).threads
    mark_threads(folder.with_name("new"))
    read: list[str] = []
    from dateline.analysis.threads import embedding

    encode = embedding.encode
    monkeypatch.setattr(embedding, "encode", lambda texts: read.extend(texts) or encode(texts))
    grown = mark_threads(folder)
    assert read == ["The cracked dam at Tarrow may fail in weeks"]
    assert content(folder)["threads.parquet"] == content(folder.with_name("new"))["threads.parquet"]
    assert content(folder)[VECTORS] == content(folder.with_name("new"))[VECTORS]
    assert len(grown.threads) == 4


@pytest.mark.parametrize("damage", [b"", b"PAR1 no parquet", None])
def test_kept_vectors_that_are_damaged_are_made_again(folder: Path, damage: bytes | None) -> None:
    """Neither a cut file nor vectors of another length do harm."""
    mark_threads(folder)
    before = content(folder)
    if damage is None:
        table = threads.pq.read_table(folder / VECTORS)
        short = threads.pa.array([b"x"] * len(table), threads.pa.binary())
        threads.pq.write_table(table.set_column(1, "vector", short), folder / VECTORS)
    else:
        (folder / VECTORS).write_bytes(damage)
    (folder / "links.parquet").unlink()
    mark_threads(folder)
    assert content(folder) == before


def test_corrections_are_followed_and_leave_no_trace(folder: Path) -> None:
    """Merged, split and named threads stand in the tables and the list; taken out again, all bytes are as before."""
    corpus = mark_threads(folder)
    before = content(folder)
    ids = corpus.claims["id"].tolist()
    correct(folder, f"split:\n  - [{ids[0]}, {ids[1]}]\nmerge:\n  - [{ids[1]}, {ids[2]}]\nname:\n  {ids[2]}: The hall")
    with pytest.raises(CorpusError, match=r"threads\.yaml have changed"):
        _ = open_corpus(folder).threads
    assert thread_of(mark_threads(folder)) == {ids[0]: ids[0], ids[1]: ids[1], ids[2]: ids[1]}
    assert f"  {ids[1]}: # The hall" in (folder / THREADS).read_text()
    assert thread_names(open_corpus(folder)) == {ids[1]: "The hall"}
    assert f"{ids[1]}  The hall: 2 claims" in run("threads", folder).output
    correct(folder, before[THREADS].decode().partition(MARK)[0])
    mark_threads(folder)
    assert content(folder) == before


def test_corrections_stay_when_articles_are_read_again(folder: Path) -> None:
    """The user's part of the file outlives new articles."""
    ids = mark_threads(folder).claims["id"].tolist()
    correct(folder, f"split:\n  - [{ids[0]}, {ids[1]}]")
    write_corpus(
        folder, articles=articles(*TEXTS, "The mill is shut, Ada Brook said."), rejected=schema.frame("rejected")
    )
    tag_corpus(folder)
    thread = thread_of(mark_threads(folder))
    assert thread[ids[1]] == ids[1]
    assert (folder / THREADS).read_text().startswith(f"split:\n  - [{ids[0]}, {ids[1]}]\n")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("merge:\n  - [a]\n", "takes two ids or more"),
        ("merge:\n  - [a, a]\n", "takes two ids or more"),
        ("merge: a\n", "takes lists of ids"),
        ("name:\n  - a\n", "takes lines of the form ID: NAME TO SHOW"),
        ("rename:\n  a: b\n", 'begins the section "rename". There is: merge, split, name'),
        ("merge:\n  - [&a x, *a]\n", "an anchor"),
        ("merge: !!python/object:os.system [a]\n", "the tag"),
        ("merge:\n  - [a, b\n", "no YAML"),
        ("merge: " + "[" * 100_000, "lists in lists"),
    ],
)
def test_what_is_no_correction_is_an_error(folder: Path, text: str, message: str) -> None:
    """Whatever the file holds, the error names it, and the tables stay as they were."""
    mark_threads(folder)
    before = content(folder)["threads.parquet"]
    correct(folder, text)
    with pytest.raises(ThreadsError) as error:
        mark_threads(folder)
    assert message in str(error.value)
    assert str(folder / THREADS) in str(error.value)
    assert content(folder)["threads.parquet"] == before


def test_an_edited_list_is_an_error(folder: Path) -> None:
    """What is written below the mark would be lost, so the user is told where to write."""
    mark_threads(folder)
    text = (folder / THREADS).read_text()
    (folder / THREADS).write_text(text.replace("    - ", "    - no", 1))
    with pytest.raises(CorpusError, match="Say it under merge, split or name"):
        mark_threads(folder)


def test_names_of_ids_are_read_as_text() -> None:
    """An id that YAML would take for a number is an id."""
    assert parse_thread_corrections("name:\n  1234567890123456: 1984\n").name == {"1234567890123456": "1984"}


def test_a_claim_cannot_break_out_of_its_comment(tmp_path: Path) -> None:
    """Line ends and other signs in an article's words stay within the line that shows them."""
    text = "The Tarrow Dam has cracks\u2028merge: and could fail\u0085 within weeks, Ada Brook said."
    write_corpus(tmp_path / "c", articles=articles(text, text), rejected=schema.frame("rejected"))
    tag_corpus(tmp_path / "c")
    mark_threads(tmp_path / "c")
    listing = (tmp_path / "c" / THREADS).read_text().partition(MARK)[2]
    assert set(yaml.safe_load(listing)) == {"threads"}


def test_the_command_shows_threads_with_their_first_report(folder: Path) -> None:
    """It prints the largest thread, what is asked for by a word, and how to correct."""
    shown = run("threads", folder).output
    assert "2 claims, 2 articles, 1 outlet" in shown
    assert "2025-03-01 The Reed, Water Institute: The Tarrow Dam has cracks" in shown
    assert "3 claims, 1 thread of several claims, which hold 2 of them." in shown
    assert f"edit {folder / THREADS} and run this again" in shown
    assert "second sports hall" in run("threads", folder, "kaskel").output


def test_an_unknown_word_lists_the_sources(folder: Path) -> None:
    """The error names what there is."""
    failed = run("threads", folder, "Nobody Such")
    assert failed.exit_code == 1
    assert "Mira Kaskel" in failed.stderr


def test_an_untagged_folder_is_an_error(tmp_path: Path) -> None:
    """The message says what to run first."""
    write_corpus(tmp_path / "c", articles=articles(*TEXTS), rejected=schema.frame("rejected"))
    with pytest.raises(DatelineError, match="dateline tag"):
        mark_threads(tmp_path / "c")


def test_names_given_to_threads_are_in_what_is_exported(folder: Path) -> None:
    """A name in threads.yaml says what its thread says, in a table as in a timeline."""
    ids = list(thread_of(mark_threads(folder)))
    correct(folder, f"name:\n  {ids[0]}: The dam may fail\n")
    mark_threads(folder)
    run("export", folder, "-o", folder.parent / "t.csv", "--what", "threads")
    assert pd.read_csv(folder.parent / "t.csv")["says"].tolist() == ["The dam may fail"]


def test_a_chosen_score_is_kept_and_the_kits_own_is_not(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a choice the corpus follows the kit, whose own value may change; what someone chose stays."""

    def least_used() -> float:
        used: list[float] = []
        real = threads.find_threads
        with monkeypatch.context() as patch:
            patch.setattr(threads, "find_threads", lambda *a, **k: used.append(k["least"]) or real(*a, **k))
            patch.setattr(threads, "engine_version", lambda: f"engine {next(versions)}")
            mark_threads(folder)
        return used[0]

    versions = iter(range(9))
    assert least_used() == threads.LEAST
    monkeypatch.setattr(threads, "LEAST", 0.55)
    assert least_used() == 0.55
    mark_threads(folder, least=0.7)
    assert least_used() == 0.7
