"""One name per source in a corpus folder: written, corrected, taken back, and never half applied."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
import yaml

from dateline import aliases, schema
from dateline.aliases import describe_aliases, name_sources
from dateline.aliases_file import ALIASES, MARK, list_sources
from dateline.corpus import Corpus, open_corpus, write_corpus
from dateline.errors import CorpusError, DatelineError
from dateline.jobs import tag_corpus

TEXTS = (
    "“The mill is shut,” the mayor, Ada Brook, said on Tuesday. Ada Brook said that it may open again.",
    "The mill is shut, Ada J. Brook said on Tuesday. The Reed Office denied that it is shut.",
    "The mill will open again, Ada Brook said. The Reed Office said that it will not.",
)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    rows = [
        {
            "id": f"a{n}",
            "text": text,
            "sha256": str(n),
            "published": "2025-03-05",
            "source_file": "x",
            "source_record": n,
        }
        for n, text in enumerate(TEXTS, 1)
    ]
    write_corpus(tmp_path / "mill", articles=schema.frame("articles", rows), rejected=schema.frame("rejected"))
    tag_corpus(tmp_path / "mill")
    return tmp_path / "mill"


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def correct(folder: Path, corrections: str) -> None:
    """Put corrections in place of the user's part."""
    listing = (folder / ALIASES).read_text().partition(MARK)[2]
    (folder / ALIASES).write_text(f"{corrections}\n{MARK}{listing}")


def sources(corpus: Corpus) -> set[str]:
    return set(corpus.claims["source"].dropna())


def test_claims_bear_one_name_and_keep_their_ids(corpus: Path) -> None:
    """After tagging, one person has one name; what each article says is kept, claim by claim."""
    tagged = open_corpus(corpus)
    assert sources(tagged) == {"Ada Brook", "Reed Office"}
    assert set(tagged.article_names["source"].dropna()) == {"Ada Brook", "Ada J. Brook", "Reed Office"}
    assert tagged.article_names["claim"].tolist() == tagged.claims["id"].tolist()


def test_the_file_lists_sources_with_their_names(corpus: Path) -> None:
    """The file is YAML: each source with kind and claims, and each of its names with why."""
    found = yaml.safe_load((corpus / ALIASES).read_text())
    assert found["merge"] is found["split"] is found["rename"] is None
    assert list(found["sources"]) == ["Ada Brook", "Reed Office"]
    names = found["sources"]["Ada Brook"]["names"]
    assert names["Ada J. Brook"] == {"claims": 1, "articles": 1, "kind": "person", "because": "person"}
    assert found["sources"]["Reed Office"] == {"kind": "organisation", "claims": 2, "articles": 2}


def test_a_correction_is_applied_and_taken_back_without_a_trace(corpus: Path) -> None:
    """A corpus whose corrections are taken out again is the same to the byte."""
    before = content(corpus)
    user = before[ALIASES].decode().partition(MARK)[0]
    correct(corpus, "split:\n  - [Ada Brook, Ada J. Brook]\nrename:\n  Reed Office: The Office\n")
    assert sources(name_sources(corpus)) == {"Ada Brook", "Ada J. Brook", "The Office"}
    correct(corpus, user)
    name_sources(corpus)
    assert content(corpus) == before


def test_applied_again_nothing_changes(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second run writes nothing and looks for no names."""
    correct(corpus, "merge:\n  - [Reed Office, Ada Brook]\n")
    name_sources(corpus)
    before = content(corpus)
    monkeypatch.setattr(aliases, "find_aliases_by_part", None)
    name_sources(corpus)
    assert content(corpus) == before


def test_tagging_applies_corrections_without_tagging_again(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`dateline tag` on a tagged corpus only takes the new corrections in."""
    correct(corpus, "merge:\n  - [Reed Office, Ada Brook]\n")
    monkeypatch.setattr("dateline.jobs.tag_articles", None)
    assert sources(tag_corpus(corpus)) == {"Reed Office"}


def test_corrections_survive_tagging_again(corpus: Path) -> None:
    """Tagged anew, the user's part stays as it was written, comments included."""
    correct(corpus, "rename:\n  Reed Office: The Office   # its own name\n")
    name_sources(corpus)
    before = content(corpus)
    (corpus / "claims.parquet").unlink()
    tag_corpus(corpus)
    assert content(corpus) == before
    assert "# its own name" in (corpus / ALIASES).read_text()


def test_claims_are_not_given_out_before_corrections_are_applied(corpus: Path) -> None:
    """A changed file makes the claims stale, and says what to run; other tables are as good as before."""
    correct(corpus, "rename:\n  Reed Office: The Office\n")
    opened = open_corpus(corpus)
    assert len(opened.times) > 0
    with pytest.raises(CorpusError, match=f"Run: dateline aliases {corpus}"):
        _ = opened.claims


def test_a_wrong_correction_leaves_the_corpus_as_it_was(corpus: Path) -> None:
    """An unknown name is an error with the file and the names there are, and nothing is written."""
    correct(corpus, "merge:\n  - [Reed Ofice, Ada Brook]\n")
    before = content(corpus)
    with pytest.raises(DatelineError) as error:
        name_sources(corpus)
    assert str(error.value).startswith(f'{corpus / ALIASES}: No source has the name "Reed Ofice". There is: ')
    assert content(corpus) == before


def test_a_broken_file_stops_tagging_before_it_begins(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An hour of tagging is not spent first."""
    (corpus / "claims.parquet").unlink()
    (corpus / ALIASES).write_text("merge: [")
    monkeypatch.setattr("dateline.jobs.tag_articles", None)
    with pytest.raises(DatelineError, match="no YAML"):
        tag_corpus(corpus)


def test_an_unknown_name_costs_no_tagging(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where tagging ends with a correction that names no source, the next run only does the names."""
    correct(corpus, "rename:\n  Reed Ofice: The Office\n")
    (corpus / "claims.parquet").unlink()
    with pytest.raises(DatelineError):
        tag_corpus(corpus)
    with pytest.raises(CorpusError):
        _ = open_corpus(corpus).claims
    monkeypatch.setattr("dateline.jobs.tag_articles", None)
    correct(corpus, "rename:\n  Reed Office: The Office\n")
    assert sources(tag_corpus(corpus)) == {"Ada Brook", "The Office"}


def test_changes_in_the_part_that_dateline_writes_are_not_lost_in_silence(corpus: Path) -> None:
    """They are an error that says where corrections go; without that part the file is written anew."""
    text = (corpus / ALIASES).read_text()
    (corpus / ALIASES).write_text(text.replace("  Reed Office: {", "  The Office: {"))
    with pytest.raises(CorpusError, match="merge, split or rename"):
        name_sources(corpus)
    (corpus / ALIASES).write_text(text.partition(MARK)[0])
    name_sources(corpus)
    assert (corpus / ALIASES).read_text() == text


def test_an_interruption_leaves_a_corpus_that_says_so(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed between two files, the corpus gives out no claims, and the next run completes it."""
    expected = content(corpus)
    correct(corpus, "rename:\n  Reed Office: The Office\n")

    def stop(table: pd.DataFrame) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(aliases, "list_sources", stop)
    with pytest.raises(KeyboardInterrupt):
        name_sources(corpus)
    with pytest.raises(CorpusError, match="is not applied yet"):
        _ = open_corpus(corpus).claims
    monkeypatch.setattr(aliases, "list_sources", list_sources)
    (corpus / ALIASES).unlink()
    name_sources(corpus)
    assert content(corpus) == expected


@pytest.mark.parametrize("raw", [b"\xff\xfe\x00", b"merge:\n  - [\xe9, b]\n"])
def test_a_file_in_another_encoding_is_an_error(corpus: Path, raw: bytes) -> None:
    """What is no UTF-8 says so."""
    (corpus / ALIASES).write_bytes(raw)
    with pytest.raises(CorpusError, match="is no text in UTF-8"):
        name_sources(corpus)


def test_a_file_too_large_is_not_read(corpus: Path) -> None:
    """A file of a terabyte (with a hole in it) is refused by its size."""
    with (corpus / ALIASES).open("wb") as file:
        file.truncate(10**12)
    with pytest.raises(CorpusError, match="at most 200,000,000 are read"):
        name_sources(corpus)


def test_windows_line_ends_and_a_byte_order_mark_are_understood(corpus: Path) -> None:
    """What Notepad saves is read as it is meant."""
    correct(corpus, "rename:\n  Reed Office: The Office\n")
    text = (corpus / ALIASES).read_text()
    (corpus / ALIASES).write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert sources(name_sources(corpus)) == {"Ada Brook", "The Office"}


def test_names_can_do_nothing_to_a_terminal() -> None:
    """Signs from an article's text that would move the cursor or colour the screen are not printed."""
    table = schema.frame("aliases", [("Reed\x1b[2J", "Reed\x1b[2J", "person", 1, 1, "")])
    shown = describe_aliases(table, wanted=["reed"])
    assert "\x1b" not in shown
    assert shown.startswith("Reed\ufffd[2J\n")


AWKWARD = [
    "No",
    "null",
    "Reed: a farm",
    "#1",
    "[Reed]",
    "*",
    "1984",
    "'Reed'",
    "Reed\u2028Office",
    " Reed",
    "O’Brien, Pat",
    "é",
]


def test_any_name_can_be_listed_and_copied() -> None:
    """Names that YAML would misread stand in quotation marks, so that a list of them is read as it was."""
    rows = [(name, name, "person", 1, 1, "") for name in AWKWARD]
    found = yaml.safe_load(list_sources(schema.frame("aliases", rows)))
    assert list(found["sources"]) == AWKWARD
