"""Tagging a corpus folder part by part, so that an interrupted run goes on where it was and memory stays flat."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq

from dateline import schema
from dateline.aliases import keep_article_names, load_corrections, name_sources
from dateline.corpus import DESCRIPTION, Corpus, describe
from dateline.storage import file_sha256, read_rows, read_table, whole, write_json, write_table
from dateline.tagging import day_order, engine_version, tag_articles
from dateline.tagging.topics import load_topics
from dateline.text import content_id, sha256

PARTS = ".parts"
ARTICLES_A_PART = 200
"""Small enough that little is lost on an interruption, large enough that files and processes cost little."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some articles in a row, and the folder that their tags go to."""

    corpus: Path
    start: int
    end: int
    folder: Path
    topics: Path | None
    day_first: Mapping[str, bool] | bool


def tag_corpus(
    folder: str | Path,
    *,
    topics: str | Path | None = None,
    day_first: bool | None = None,
    workers: int = 1,
    progress: bool = False,
) -> Corpus:
    """Tag the articles of a corpus folder and write the tables beside them.

    Parts that an earlier, interrupted run finished are not tagged again; a corpus whose tags fit its articles, the
    engines and the dictionary is left as it is, but for corrections in ``aliases.yaml``, which are applied.

    Args:
        folder: A corpus folder.
        topics: A keyword dictionary (YAML). It is copied into the folder as ``topics.yaml`` and used again next time.
        day_first: How to read 12/06/2021; None lets each outlet's own dates decide.
        workers: Number of processes.
        progress: Show a progress bar.

    Returns:
        The tagged corpus.

    Raises:
        CorpusError: There is no corpus in the folder.
        DatelineError: The dictionary or ``aliases.yaml`` cannot be read. Where a correction names no source, the
            tags are kept, and the next run goes on with the names.
    """
    path = Path(folder)
    about = describe(path)
    load_corrections(path)
    dictionary = _keep_topics(path, topics)
    articles = read_table(path, "articles")
    made_from = {
        "articles_sha256": file_sha256(path / "articles.parquet"),
        "engines": engine_version(),
        "topics_sha256": file_sha256(dictionary) if dictionary else "",
        "day_first": "by outlet" if day_first is None else str(day_first).lower(),
    }
    if {key: about.get("tags", {}).get(key) for key in made_from} == made_from and _complete(path):
        return name_sources(path)
    order = day_order(articles) if day_first is None else day_first
    parts = list(_parts(path, articles, made_from=made_from, topics=dictionary, day_first=order))
    _run([part for part in parts if not part.folder.exists()], workers=workers, done=len(articles), progress=progress)
    # From here until the description is written again the folder counts as untagged: its tables may not fit together.
    write_json(path / DESCRIPTION, {key: value for key, value in about.items() if key != "tags"})
    tables = {table: _merge(path, parts, table) for table in schema.TAGS}
    tables["article_names"] = keep_article_names(path)
    write_json(path / DESCRIPTION, about | {"tags": made_from | {"tables": tables}})
    shutil.rmtree(path / PARTS)
    return name_sources(path)


def _keep_topics(corpus: Path, topics: str | Path | None) -> Path | None:
    kept = corpus / "topics.yaml"
    if topics is not None:
        load_topics(topics)
        content = Path(topics).read_bytes()
        whole(kept, lambda path: path.write_bytes(content))
    return kept if kept.exists() else None


def _complete(corpus: Path) -> bool:
    return all((corpus / f"{table}.parquet").exists() for table in (*schema.TAGS, "article_names"))


def _parts(
    corpus: Path,
    articles: pd.DataFrame,
    *,
    made_from: Mapping[str, Any],
    topics: Path | None,
    day_first: Mapping[str, bool] | bool,
) -> Iterator[Part]:
    order = sorted(day_first.items()) if isinstance(day_first, Mapping) else day_first
    for start in range(0, max(len(articles), 1), ARTICLES_A_PART):
        chunk = articles.iloc[start : start + ARTICLES_A_PART]
        content = sha256(chunk[["id", "sha256", "outlet", "authors", "language", "published"]].to_csv(index=False))
        key = content_id(start, content, made_from["engines"], made_from["topics_sha256"], order)
        yield Part(corpus, start, start + len(chunk), corpus / PARTS / key, topics, day_first)


def _run(parts: list[Part], *, workers: int, done: int, progress: bool) -> None:
    from tqdm import tqdm

    todo = sum(part.end - part.start for part in parts)
    with tqdm(total=done, initial=done - todo, desc="Tagging", unit=" articles", disable=not progress) as bar:
        if workers <= 1 or len(parts) <= 1:
            for part in parts:
                bar.update(_tag_part(part))
            return
        with ProcessPoolExecutor(workers) as pool:
            for count in pool.map(_tag_part, parts):
                bar.update(count)


def _tag_part(part: Part) -> int:
    articles = read_rows(part.corpus, "articles", part.start, part.end)
    topics = load_topics(part.topics) if part.topics else None
    beside = part.folder.with_name(f"{part.folder.name}.{os.getpid()}.part")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    for table, found in tag_articles(articles, topics=topics, day_first=part.day_first).items():
        write_table(beside, found, table)
    beside.replace(part.folder)
    return part.end - part.start


def _merge(corpus: Path, parts: list[Part], table: str) -> dict[str, Any]:
    """Join the parts of a table, one in memory at a time."""
    target = corpus / f"{table}.parquet"
    rows = 0

    def write(path: Path) -> None:
        nonlocal rows
        with pq.ParquetWriter(path, schema.arrow_schema(table), compression="zstd") as writer:
            for part in parts:
                found = pq.read_table(part.folder / f"{table}.parquet")
                rows += len(found)
                writer.write_table(found)

    whole(target, write)
    return {"rows": rows, "sha256": file_sha256(target)}
