"""The terms of a corpus folder: counted once, kept beside the articles."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Unpack

import pyarrow as pa
import pyarrow.parquet as pq

from dateline.analysis.term_table import (
    TermChoices,
    TermOptions,
    TermParts,
    TermTable,
    count_batches,
    count_to_disk,
    make_options,
    term_table,
)
from dateline.corpus import Corpus, open_corpus
from dateline.errors import CorpusError
from dateline.storage import file_sha256
from dateline.terms_kept import DAMAGES, keep, kept_parts, kept_terms

ROWS = 1000
"""Articles that are read at a time."""
BUFFER = 1 << 20
"""Bytes of the file that are read at a time."""


def corpus_terms(
    corpus: str | Path | Corpus, *, cache: bool = True, progress: bool = False, **options: Unpack[TermChoices]
) -> TermTable:
    """Count the terms of each article of a corpus folder, or return the counts that the folder keeps from before.

    The texts are read piece by piece, so that they are never in memory together. Counts are kept in the folder under
    ``.terms``, by the content of the articles and the options; those of other articles are removed.

    Args:
        corpus: A corpus folder, "sample", or an open corpus.
        cache: False neither uses nor keeps counts.
        progress: Show a progress bar.
        options: As for ``term_table``: ``stopwords``, ``stem``, ``ngram``, ``min_length``, ``numbers``, ``phrases``.

    Raises:
        CorpusError: There is no corpus, or its articles are damaged.
        DatelineError: An option is impossible.
    """
    choices = make_options(**options)
    opened = corpus if isinstance(corpus, Corpus) else open_corpus(corpus)
    if opened.folder is None:
        return term_table(opened.articles, **options)
    content = _content(opened.folder) if cache else ""
    found = kept_terms(opened.folder, content, choices) if cache else None
    if found is None:
        with _articles(opened.folder, progress=progress) as batches:
            found = counted = count_batches(batches, choices)
        if cache:
            keep(opened.folder, content, choices, TermParts(counted.terms, lambda: iter([counted])))
    return found


@contextmanager
def term_parts(
    corpus: Corpus, options: TermOptions, *, file: BinaryIO, cache: bool = True, progress: bool = False
) -> Iterator[TermParts]:
    """Count the terms of each article of a corpus, as ``corpus_terms`` does, without ever having all counts in memory.

    Args:
        corpus: The corpus.
        options: What counts as a term.
        file: An empty file, open for writing and reading, for counts that are not kept yet.
        cache: False neither uses nor keeps counts.
        progress: Show a progress bar.

    Raises:
        CorpusError: The articles are damaged.
    """
    if corpus.folder is None:
        table = term_table(corpus.articles, **options.as_dict())
        yield TermParts(table.terms, lambda: iter([table]))
        return
    content = _content(corpus.folder) if cache else ""
    parts = kept_parts(corpus.folder, content, options) if cache else None
    if parts is not None and not _is_whole(parts):
        parts = None
    if parts is None:
        with _articles(corpus.folder, progress=progress) as batches:
            parts = count_to_disk(batches, options, file)
        if cache:
            keep(corpus.folder, content, options, parts)
    yield parts


def _is_whole(parts: TermParts) -> bool:
    """Tell whether kept counts can be read to their end; a damaged page would otherwise be met halfway."""
    try:
        for _ in parts.tables():
            pass
    except DAMAGES:
        return False
    return True


def _content(folder: Path) -> str:
    articles = folder / "articles.parquet"
    try:
        return file_sha256(articles)
    except OSError as error:
        raise CorpusError(f"{articles} cannot be read ({error}). Run dateline read.", path=str(articles)) from None


@contextmanager
def _articles(folder: Path, *, progress: bool) -> Iterator[Iterator[tuple[pa.Array, pa.Array]]]:
    """Open the articles for reading batch by batch."""
    articles = folder / "articles.parquet"
    try:
        # Read ahead, the whole file would come to stand in memory as it is on disk.
        with pq.ParquetFile(articles, pre_buffer=False, buffer_size=BUFFER) as file:
            yield _batches(file, progress=progress)
    except (pa.ArrowException, OSError, KeyError) as error:
        message = f"{articles} is missing or damaged ({error}). Run dateline read again."
        raise CorpusError(message, path=str(articles)) from None


def _batches(file: pq.ParquetFile, *, progress: bool) -> Iterator[tuple[pa.Array, pa.Array]]:
    from tqdm import tqdm

    with tqdm(total=file.metadata.num_rows, desc="Counting", unit=" articles", disable=not progress) as bar:
        for batch in file.iter_batches(ROWS, columns=["id", "text"], use_threads=False):
            yield batch.column("id"), batch.column("text")
            bar.update(len(batch))
