"""Tagging a corpus folder part by part, so that an interrupted run goes on where it was and memory stays flat."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from dateline import schema
from dateline.aliases import keep_article_names, load_corrections, name_sources
from dateline.cluster import Cluster, ClusterError, chosen_cluster
from dateline.corpus import DESCRIPTION, Corpus, describe
from dateline.errors import CorpusError
from dateline.folders import absolute, as_folder, open_parquet, remove_folder, whole
from dateline.partitions import (
    ROWS_A_GROUP,
    Rows,
    articles_sha256,
    columns_by,
    read_articles,
    read_rows,
    rechunked,
    split_rows,
)
from dateline.parts import run_parts
from dateline.storage import file_sha256, write_json, write_table
from dateline.tagging import day_votes, decide_order, engine_version, tag_articles, unread
from dateline.tagging.topics import Topics, load_topics
from dateline.text import content_id, sha256

PARTS = ".parts"
MANIFEST = "part.json"
"""Written last: a part is whole where it is there."""
ARTICLES_A_PART = 200
"""Small enough that little is lost on an interruption, large enough that files and processes cost little."""
ARTICLES_TO_DATE = 5_000
"""Articles in which numeric dates are looked at together."""
KEY = ("id", "sha256", "outlet", "authors", "language", "published")
"""Columns of articles that tags depend on; the hash stands for the text."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some articles in a row, and the folder that their tags go to.

    Attributes:
        rows: The articles.
        folder: Where their tags go.
        topics: The keyword dictionary.
        day_first: How to read numeric dates, for all outlets or by outlet.
        engines: Version of the engines that every worker must have.
        ids: Ids of the first and the last article.
    """

    rows: Rows
    folder: Path
    topics: Topics | None
    day_first: Mapping[str, bool] | bool
    engines: str
    ids: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.rows} (ids {' to '.join(self.ids)})"


def tag_corpus(
    folder: str | Path,
    *,
    topics: str | Path | None = None,
    day_first: bool | None = None,
    workers: int = 1,
    cluster: str | Cluster | None = None,
    articles_a_part: int = ARTICLES_A_PART,
    progress: bool = False,
) -> Corpus:
    """Tag the articles of a corpus folder and write the tables beside them.

    Parts that an earlier, interrupted run finished are not tagged again; a corpus whose tags fit its articles, the
    engines and the dictionary is left as it is, but for corrections in ``aliases.yaml``, which are applied. The tables
    are the same whatever the parts, the workers and the cluster are.

    Args:
        folder: A corpus folder, on a disk or where fsspec finds it ("s3://bucket/corpus").
        topics: A keyword dictionary (YAML). It is copied into the folder as ``topics.yaml`` and used again next time.
        day_first: How to read 12/06/2021; None lets each outlet's own dates decide.
        workers: Number of worker processes on this machine; 1 for what ``use_cluster`` chose.
        cluster: Address of a Dask scheduler whose workers see the folder under the same path.
        articles_a_part: Articles that are tagged together.
        progress: Show a progress bar.

    Returns:
        The tagged corpus.

    Raises:
        CorpusError: There is no corpus in the folder.
        ClusterError: The cluster does not answer, or a worker is not fit for the work.
        PartsError: Some parts could not be tagged; all others are, and are kept.
        DatelineError: The dictionary or ``aliases.yaml`` cannot be read. Where a correction names no source, the
            tags are kept, and the next run goes on with the names.

    >>> import dateline as dl, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "a.txt").write_text("The dam is safe, the mayor said.")
    ...     _ = dl.read_corpus([Path(folder, "a.txt")], Path(folder, "corpus"))
    ...     len(dl.tag_corpus(Path(folder, "corpus")).claims)
    1
    """
    path = absolute(as_folder(folder))
    about = describe(path)
    load_corrections(path)
    dictionary = _keep_topics(path, topics)
    made_from = {
        "articles_sha256": articles_sha256(path),
        "engines": engine_version(),
        "topics_sha256": file_sha256(dictionary) if dictionary else "",
        "day_first": "by outlet" if day_first is None else str(day_first).lower(),
    }
    if {key: about.get("tags", {}).get(key) for key in made_from} == made_from and _complete(path):
        return name_sources(path)
    with chosen_cluster(cluster, workers=workers) as chosen:
        order = _order(path, chosen) if day_first is None else day_first
        words = load_topics(dictionary) if dictionary else None
        rows = list(split_rows(path, articles_a_part))
        parts = list(_parts(path, rows, made_from=made_from, topics=words, day_first=order))
        _run(path, parts, cluster=chosen, progress=progress)
    # From here until the description is written again the folder counts as untagged: its tables may not fit together.
    write_json(path / DESCRIPTION, {key: value for key, value in about.items() if key != "tags"})
    tables = {table: _merge(path, parts, table) for table in schema.TAGS}
    tables["article_names"] = keep_article_names(path)
    write_json(path / DESCRIPTION, about | {"tags": made_from | {"tables": tables}})
    remove_folder(path / PARTS)
    return name_sources(path)


def count_unread(corpus: Path) -> int:
    """Return the number of articles that the engines do not read because their language is not English."""
    columns = columns_by(split_rows(corpus, ARTICLES_TO_DATE), ["language"])
    return sum(len(unread(languages.to_pandas())) for _, languages in columns)


def _keep_topics(corpus: Path, topics: str | Path | None) -> Path | None:
    kept = corpus / "topics.yaml"
    if topics is not None:
        load_topics(topics)
        content = Path(topics).read_bytes()
        whole(kept, lambda path: path.write_bytes(content))
    return kept if kept.exists() else None


def _complete(corpus: Path) -> bool:
    return all((corpus / f"{table}.parquet").exists() for table in (*schema.TAGS, "article_names"))


def _order(corpus: Path, cluster: Cluster) -> dict[str, bool]:
    """Return for each outlet whether its numeric dates put the day first, as ``day_order`` does for a table."""
    total: Counter[str] = Counter()
    parts = list(split_rows(corpus, ARTICLES_TO_DATE))
    for _, votes in run_parts(_votes, parts, cluster=cluster, check=lambda: cluster.check(corpus, tagger=True)):
        for outlet, number in votes.items():
            total[outlet] += number
    return decide_order(total)


def _votes(rows: Rows) -> Counter[str]:
    return day_votes(read_rows(rows, ["outlet", "text"]).to_pandas())


def _parts(
    corpus: Path,
    rows: list[Rows],
    *,
    made_from: Mapping[str, Any],
    topics: Topics | None,
    day_first: Mapping[str, bool] | bool,
) -> Iterator[Part]:
    engines = made_from["engines"]
    for some, facts in columns_by(rows, KEY):
        frame = facts.to_pandas()
        order = _own_order(day_first, frame["outlet"]) if isinstance(day_first, Mapping) else day_first
        content = sha256(frame.to_csv(index=False))
        key = content_id(some.first, content, engines, made_from["topics_sha256"], order)
        ids = tuple(frame["id"].iloc[[0, -1] if len(frame) > 1 else slice(1)])
        yield Part(some, corpus / PARTS / key, topics, order, engines, ids)


def _own_order(day_first: Mapping[str, bool], outlets: Iterable[Any]) -> dict[str, bool]:
    names = {outlet if isinstance(outlet, str) else "" for outlet in outlets}
    return {name: day_first[name] for name in sorted(names) if name in day_first}


def _run(corpus: Path, parts: list[Part], *, cluster: Cluster, progress: bool) -> None:
    from tqdm import tqdm

    there = {found.parent.name for found in (corpus / PARTS).glob(f"*/{MANIFEST}")}
    todo = [part for part in parts if part.folder.name not in there]
    total, left = (sum(len(part.rows) for part in some) for some in (parts, todo))
    with tqdm(total=total, initial=total - left, desc="Tagging", unit=" articles", disable=not progress) as bar:
        check = lambda: cluster.check(corpus, tagger=True)  # noqa: E731
        for part, _ in run_parts(_tag_part, todo, cluster=cluster, check=check, total=len(parts)):
            bar.update(len(part.rows))


@cache
def _engines() -> str:
    return engine_version()


def _tag_part(part: Part) -> None:
    """Tag some articles into their folder; called on workers."""
    if _engines() != part.engines:
        raise ClusterError(f"A worker has another version of the engines ({_engines()}, not {part.engines}).")
    if (part.folder / MANIFEST).exists():
        # Dask does again what a worker had finished that died since.
        return
    part.folder.mkdir(parents=True, exist_ok=True)
    found = tag_articles(read_articles(part.rows), topics=part.topics, day_first=part.day_first)
    hashes = {table: write_table(part.folder, frame, table) for table, frame in found.items()}
    write_json(part.folder / MANIFEST, {"articles": len(part.rows), "sha256": hashes})


def _merge(corpus: Path, parts: list[Part], table: str) -> dict[str, Any]:
    """Join the parts of a table, one in memory at a time."""
    target = corpus / f"{table}.parquet"
    rows = 0

    def write(path: Path) -> None:
        nonlocal rows
        with pq.ParquetWriter(path, schema.arrow_schema(table), compression="zstd") as writer:
            for found in rechunked((_part_table(part, table) for part in parts), ROWS_A_GROUP):
                rows += len(found)
                writer.write_table(found)

    whole(target, write)
    return {"rows": rows, "sha256": file_sha256(target)}


def _part_table(part: Part, table: str) -> pa.Table:
    """Read a table of a part; a damaged part is forgotten.

    Raises:
        CorpusError: A file is missing or is not what the manifest says.
    """
    path = part.folder / f"{table}.parquet"
    try:
        wanted = json.loads((part.folder / MANIFEST).read_bytes())["sha256"][table]
        if file_sha256(path) != wanted:
            raise OSError("its content has changed")
        with open_parquet(path) as file:
            return file.read()
    except (OSError, pa.ArrowException, ValueError, KeyError, TypeError) as error:
        (part.folder / MANIFEST).unlink(missing_ok=True)
        message = f"The tags of {part} in {part.folder} are damaged ({error}). Run this again: they are made anew."
        raise CorpusError(message, path=str(path)) from None
