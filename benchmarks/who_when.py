"""How often a claim's source, kind, days and manner are right, on 200 gold attributions marked by hand.

tests/data/claims_polnear.md says how they were drawn and marked. They are described twice: from the gold spans, so that
finding them is not mixed in, and as the tagger finds them, where its claim shares at least half of the content's words
with the gold one (the rule of score_claims.py). The half "learn" served to make rules; of "check" only scores were
looked at.

Run: .venv/bin/python benchmarks/who_when.py --eval ../shared/eval
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any

from gold import load_scorer, read_rows

from dateline.tagging.claims import Attribution, Claim, Propose, find_claims
from dateline.tagging.entities import find_entities
from dateline.tagging.relays import propose
from dateline.tagging.sentences import find_sentences
from dateline.tagging.times import find_times

ROOT = Path(__file__).parents[1]
MARKED = ROOT / "tests/data/claims_polnear.jsonl"
HALVES = ("learn", "check")
Row = dict[str, Any]
Pair = tuple[Row, Claim | None]
INITIAL = re.compile(r"(?<=\w) [a-z]\.(?= )")
HONORIFIC = re.compile(r"^(?:the |mr\.? |mrs\.? |ms\.? |dr\.? |president |sen\.? |senator |rep\.? |gov\.? )+")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the section; return 0, or 2 where there is no gold data."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--eval", type=Path, default=ROOT / "../shared/eval", help="folder with polnear/dev.jsonl.gz")
    options = parser.parse_args(arguments)
    if not (options.eval / "polnear/dev.jsonl.gz").is_file():
        message = f"No gold articles in {options.eval}. Give the folder that holds polnear/dev.jsonl.gz with --eval."
        print(message, file=sys.stderr)
        return 2
    print(section(options.eval))
    return 0


def section(eval_folder: Path) -> str:
    """Return the section of ``BENCHMARKS.md`` on who said it and when."""
    described, found = measure(eval_folder)
    rows = "\n".join(
        f"| {name} | "
        + " | ".join(share(pairs, right, counts, half=half) for pairs in (described, found) for half in HALVES)
        + " |"
        for name, right, counts in FIGURES
    )
    matched = {half: sum(c is not None for row, c in found if row["half"] == half) for half in HALVES}
    drawn = {half: sum(row["half"] == half for row, _ in found) for half in HALVES}
    return f"""## Who said it, and when

{len(described)} gold attributions of PolNeAR's dev articles, marked by one reader for this project
(tests/data/claims_polnear.md). Right in per cent, with the number of attributions that count in brackets. "Gold spans":
the gold attributions are described, so nothing but the description can be wrong. "As found": the tagger's own claims,
of those that match a gold one ({matched["learn"]} of {drawn["learn"]} and {matched["check"]} of {drawn["check"]}).
Rules were made from the half "learn"; of the half "check" only scores were looked at. Names are compared in small
letters without "the", titles and middle initials.

| | gold spans, learn | gold spans, check | as found, learn | as found, check |
| --- | ---: | ---: | ---: | ---: |
{rows}

    .venv/bin/python benchmarks/who_when.py --eval FOLDER
"""


def measure(eval_folder: Path) -> tuple[list[Pair], list[Pair]]:
    """Return each marked attribution with its claim as described from gold spans, and as found by the tagger."""
    scorer = load_scorer(eval_folder, "score_claims")
    articles = {row["id"]: row for row in read_rows(eval_folder / "polnear/dev.jsonl.gz")}
    marked = load_marked()
    described: list[Pair] = []
    found: list[Pair] = []
    for article in dict.fromkeys(row["article"] for row in marked):
        rows = [row for row in marked if row["article"] == article]
        gold = articles[article]
        if any(row["sha256"] != sha256(gold["text"].encode()).hexdigest() for row in rows):
            raise SystemExit(f"{article} is not the text that was marked; mark it again in {MARKED}.")
        described += match(scorer, gold, rows, claims=claims_of(gold, gold_attributions(gold)))
        found += match(scorer, gold, rows, claims=claims_of(gold, propose))
    return described, found


def claims_of(article: Row, engine: Propose) -> list[Claim]:
    """Return the claims of an article, its attributions proposed by an engine."""
    text, published = article["text"], date.fromisoformat(article["published"])
    return find_claims(
        article["id"],
        text,
        sentences=find_sentences(text),
        entities=find_entities(text),
        times=find_times(text, published=published),
        published=published,
        propose=engine,
        authors=[article["author"]] if article["author"] else [],
    )


def match(scorer: ModuleType, article: Row, rows: Sequence[Row], *, claims: Sequence[Claim]) -> list[Pair]:
    """Return each marked attribution of an article with the claim that matches it, None where none does."""
    words = [found.span() for found in scorer.WORD.finditer(article["text"])]
    numbers = [number for number, one in enumerate(article["attributions"]) if one["content"]]
    gold = [{"content": scorer.words_touched(words, article["attributions"][number]["content"])} for number in numbers]
    ours = [{"content": scorer.words_touched(words, claim.content_spans)} for claim in claims]
    right = {numbers[i]: claims[j] for i, j in scorer.matches(gold, ours)}
    return [(row, right.get(row["number"])) for row in rows]


def load_marked() -> list[Row]:
    """Return the attributions marked by hand."""
    with MARKED.open(encoding="utf8") as lines:
        return [json.loads(line) for line in lines]


def plain_name(name: str | None) -> str | None:
    """Return a name in small letters with straight apostrophes, each part without "the", titles and middle initials."""
    if name is None:
        return None
    low = " ".join(name.casefold().replace("’", "'").split())
    return " and ".join(INITIAL.sub("", HONORIFIC.sub("", part)) for part in low.split(" and "))


def share(
    pairs: Sequence[Pair], right: Callable[[Row, Claim], bool], counts: Callable[[Row], bool], *, half: str
) -> str:
    """Return the share of a half's claims that are right, in per cent, with how many count."""
    results = [right(row, claim) for row, claim in pairs if claim is not None and row["half"] == half and counts(row)]
    return f"{100 * sum(results) / len(results):.1f} ({len(results)})" if results else "–"


def gold_attributions(article: Row) -> Propose:
    """Return an engine that proposes the gold attributions of an article."""
    spans = [
        tuple(tuple((start, end) for start, end in one[role]) for role in ("source", "cue", "content"))
        for one in article["attributions"]
        if one["content"]
    ]
    return lambda text, sentences: [Attribution(*roles, 1.0) for roles in spans]


def _days(first: date | None, last: date | None) -> list[str | None]:
    return [first.isoformat() if first else None, last.isoformat() if last else None]


def _source(row: Row, claim: Claim) -> bool:
    return plain_name(claim.source) in {plain_name(name) for name in row["source"]}


def _said(row: Row, claim: Claim) -> bool:
    return any(_days(claim.said_first, claim.said_last) == days[:2] for days in row["said"])


def _about(row: Row, claim: Claim) -> bool:
    return _days(claim.about_first, claim.about_last) in row["about"]


def _elsewhen(row: Row) -> bool:
    return all(basis in ("stated", "unknown") for *_, basis in row["said"])


def _field(name: str) -> Callable[[Row, Claim], bool]:
    return lambda row, claim: getattr(claim, name) in row[name]


def _all(_: Row) -> bool:
    return True


FIGURES: tuple[tuple[str, Callable[[Row, Claim], bool], Callable[[Row], bool]], ...] = (
    ("source", _source, _all),
    ("source, where it has a name", _source, lambda row: row["named"]),
    ("source, where it has none", _source, lambda row: not row["named"]),
    ("kind of source", _field("source_kind"), _all),
    ("first and last day said", _said, _all),
    ("the same, where the text puts it on a day or in an undated past", _said, _elsewhen),
    ("basis of that day", lambda row, claim: claim.said_basis in [basis for *_, basis in row["said"]], _all),
    ("first and last day spoken of", _about, _all),
    ("the same, where there is one", _about, lambda row: row["about"][0][0] is not None),
    ("certainty", _field("certainty"), _all),
    ("quotation", _field("quotation"), _all),
    ("kind of cue", _field("cue_kind"), _all),
)


if __name__ == "__main__":
    sys.exit(main())
