"""Make a corpus of invented articles for measuring, the same for the same seed, with the truth about its copies.

    .venv/bin/python benchmarks/corpus.py 100000 articles.parquet

Writes the table ``articles`` and, beside it, ``articles.truth.parquet``: article, story (id of the original), change.
15 % of the articles are copies of one of the 300 originals before, changed in one of the ways of ``changes.py``.
A quarter of the originals have a paragraph of background that others of their subject have too, and every article ends
with its outlet's copyright line and newsletter prompt. Lengths are lognormal, 5 KB at the mean.
"""

from __future__ import annotations

import argparse
import sys
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.changes import CHANGES  # noqa: E402
from benchmarks.invented import Writer  # noqa: E402

from dateline import schema  # noqa: E402
from dateline.text import sha256  # noqa: E402

COPIES, BACKGROUND, RECENT, OUTLETS, SUBJECTS = 0.15, 0.25, 300, 40, 50
MEDIAN, SPREAD, SHORTEST = 640, 0.6, 60
BATCH = 1000
START = datetime(2025, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Story:
    """An original: what its copies are made of."""

    id: str
    moment: datetime
    body: str


def main() -> None:
    """Write the corpus and its truth."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("number", type=int, help="number of articles")
    parser.add_argument("output", type=Path, help="Parquet file to write")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    write_corpus(options.number, options.output, seed=options.seed)


def write_corpus(number: int, output: Path, *, seed: int = 1) -> Path:
    """Write a corpus of articles and its truth, some in memory at a time; return the path of the truth."""
    truth = output.with_suffix(".truth.parquet")
    fields = pa.schema([("article", pa.string()), ("story", pa.string()), ("change", pa.string())])
    articles = schema.arrow_schema("articles")
    with pq.ParquetWriter(output, articles, compression="zstd") as one, pq.ParquetWriter(truth, fields) as other:
        rows, facts = list[dict[str, Any]](), list[dict[str, str]]()
        for row, fact in make_articles(number, seed=seed):
            rows.append(row)
            facts.append(fact)
            if len(rows) == BATCH or row["source_record"] == number:
                frame = schema.frame("articles", rows)
                one.write_table(pa.Table.from_pandas(frame, schema=articles, preserve_index=False))
                other.write_table(pa.Table.from_pylist(facts, schema=fields))
                rows, facts = [], []
    return truth


def make_articles(number: int, *, seed: int = 1) -> Iterator[tuple[dict[str, Any], dict[str, str]]]:
    """Yield rows of ``articles``, each with its truth, in the order of publication of the originals."""
    writer = Writer(np.random.default_rng(seed))
    rng = writer.rng
    backgrounds = [writer.text(70).replace("\n\n", " ") for _ in range(SUBJECTS)]
    prompts = [f"{writer.text(16)}\n\n© 2025 Outlet {n}. {writer.text(12)}" for n in range(OUTLETS)]
    recent: deque[Story] = deque(maxlen=RECENT)
    for place in range(number):
        if recent and rng.random() < COPIES:
            story = recent[int(len(recent) * rng.random())]
            change = list(CHANGES)[int(rng.integers(len(CHANGES)))]
            body, moment = CHANGES[change](story.body, writer), story.moment + timedelta(hours=30 * rng.random())
        else:
            moment = START + timedelta(days=365 * place / number)
            story = Story(f"a{place:07}", moment, original(writer, backgrounds))
            recent.append(story)
            change, body = "", story.body
        outlet = int(rng.integers(OUTLETS))
        row = _row(f"a{place:07}", place, writer.headline(), f"{body}\n\n{prompts[outlet]}")
        row |= {
            "outlet": f"Outlet {outlet}",
            "published": moment.replace(tzinfo=None, hour=0, minute=0, second=0, microsecond=0),
        }
        row["published_time"] = moment.isoformat(timespec="seconds") if rng.random() < 0.6 else None
        yield row, {"article": row["id"], "story": story.id, "change": change}


def original(writer: Writer, backgrounds: list[str]) -> str:
    """Return the text of a story, a quarter of the longer ones with one of the backgrounds."""
    words = max(int(writer.rng.lognormal(np.log(MEDIAN), SPREAD)), SHORTEST)
    body = writer.text(words)
    if backgrounds and words > 150 and writer.rng.random() < BACKGROUND:
        body += "\n\n" + backgrounds[int(writer.rng.integers(len(backgrounds)))]
    return body


def _row(name: str, place: int, headline: str, text: str) -> dict[str, Any]:
    return {
        "id": name,
        "headline": headline,
        "text": text,
        "outlet_basis": "metadata",
        "authors": ["Ada Brook"],
        "published_basis": "metadata",
        "language": "en",
        "completeness": "whole",
        "source_file": "invented.parquet",
        "source_record": place + 1,
        "sha256": sha256(text),
    }


if __name__ == "__main__":
    main()
