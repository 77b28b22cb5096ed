"""The copies in a corpus folder: found once, kept beside the articles, found again when these have changed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from dateline.analysis.copies import NEEDED, THRESHOLD, count_copies, engine_version, find_copies
from dateline.corpus import DESCRIPTION, Corpus, describe, open_corpus
from dateline.errors import CorpusError
from dateline.storage import file_sha256, write_json, write_table
from dateline.text import count_text, day_text, printable


def mark_copies(folder: str | Path, *, threshold: float = THRESHOLD, progress: bool = False) -> Corpus:
    """Find the copies among the articles of a corpus folder and write the table ``copies`` beside them.

    Where nothing has changed since, nothing is done.

    Args:
        folder: The corpus folder.
        threshold: Least similarity of a copy, above 0 and at most 1; see ``find_copies``.
        progress: Show a progress bar.

    Returns:
        The corpus with its copies.

    Raises:
        CorpusError: There is no corpus in the folder, or its articles are missing or damaged.
        DatelineError: The threshold is not above 0 and at most 1.
    """
    corpus = open_corpus(folder)
    if corpus.folder is None:
        return corpus
    path = corpus.folder
    if not (path / "articles.parquet").is_file():
        raise CorpusError(f"{path / 'articles.parquet'} is missing. Run dateline read again.", path=str(path))
    made_from = {
        "articles_sha256": file_sha256(path / "articles.parquet"),
        "engine": engine_version(),
        "threshold": threshold,
    }
    done = corpus.about.get("copies", {})
    if {key: done.get(key) for key in made_from} == made_from and (path / "copies.parquet").exists():
        return corpus
    table = find_copies(_read_articles(path), threshold=threshold, progress=progress)
    # From here until the description is written again the folder counts as one without copies.
    about = {key: value for key, value in describe(path).items() if key != "copies"}
    write_json(path / DESCRIPTION, about)
    kept = {"copies": {"rows": len(table), "sha256": write_table(path, table, "copies")}}
    write_json(path / DESCRIPTION, about | {"copies": made_from | {"tables": kept}})
    return open_corpus(path)


def describe_copies(corpus: Corpus, *, top: int = 10) -> str:
    """Say how many stories and copies a corpus has, and which stories most articles print.

    Args:
        corpus: A corpus with its copies.
        top: Number of stories to show.
    """
    facts = ["id", "outlet", "headline", "published"]
    articles = corpus.articles if corpus.folder is None else _read_articles(corpus.folder, facts)
    stories, several = corpus.copies["cluster"].nunique(), count_copies(corpus.copies, articles)
    lines = [
        f"{len(articles):>9,} articles",
        f"{stories:>9,} stories, {len(several):,} of them in more than one article",
        f"{len(articles) - stories:>9,} copies of an earlier article",
    ]
    for row in several.head(top).to_dict("records"):
        day = day_text(row["published"]) if pd.notna(row["published"]) else "no day"
        outlet, headline = (row[name] if pd.notna(row[name]) else f"no {name}" for name in ("outlet", "headline"))
        size = f"{count_text(row['articles'], 'article')} in {count_text(row['outlets'], 'outlet')}"
        lines.append(printable(f"{size}, first {day}, {outlet}: {headline}"))
    return "\n".join(lines)


def _read_articles(folder: Path, columns: Sequence[str] = NEEDED) -> pd.DataFrame:
    path = folder / "articles.parquet"
    try:
        with pq.ParquetFile(path) as file:
            # Part by part: the whole file at once would stand in memory twice.
            empty = pa.schema([file.schema_arrow.field(name) for name in columns]).empty_table()
            parts = (
                file.read_row_group(number, columns=list(columns), use_threads=False)
                for number in range(file.num_row_groups)
            )
            table = pa.concat_tables([empty, *parts])
    except (pa.ArrowException, OSError, KeyError) as error:
        raise CorpusError(f"{path} is damaged ({error}). Run dateline read again.", path=str(path)) from None
    found: pd.DataFrame = table.to_pandas()
    return found
