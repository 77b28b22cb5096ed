"""Counting once, asking often: the terms of each article as a sparse matrix."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, Unpack

import numpy as np
import pandas as pd
import pyarrow as pa

from dateline.analysis.term_table.counter import Matrix, count_compiled, count_plainly
from dateline.analysis.term_table.file_matrix import FileMatrix
from dateline.analysis.term_table.merging import join_parts
from dateline.analysis.term_table.options import TermChoices, TermOptions, english_stopwords, make_options
from dateline.analysis.term_table.table import TermParts, TermTable
from dateline.text import folder_id

__all__ = [
    "TermChoices",
    "TermOptions",
    "TermParts",
    "TermTable",
    "count_batches",
    "count_to_disk",
    "engine_version",
    "english_stopwords",
    "join_parts",
    "make_options",
    "term_table",
]

Numbers = np.ndarray[Any, np.dtype[Any]]
PIECE = 8 << 20
"""Bytes of text that are split into words at a time."""
SMALL = 5 << 20
"""Bytes of text that Python counts in the time in which compiled code is loaded (measured: about 900 articles)."""


def term_table(articles: pd.DataFrame, **options: Unpack[TermChoices]) -> TermTable:
    """Count the terms of each article once, as a sparse matrix that every later question is asked of.

    A word is letters and digits of any script with inner apostrophes and hyphens (``dateline.text.WORD``), in small
    letters (Unicode case folding), without a possessive 's: "Ministry’s" counts as "ministry".

    Args:
        articles: The ``articles`` table; ``id`` and ``text`` are used.
        options: What counts as a term:

            - ``stopwords="english"``: Words to leave out: the list of a language that the package ships, or words of
              your own; ``()`` leaves out none. A sequence is left out where it begins or ends with one.
            - ``stem=False``: Count word stems by the Snowball stemmer of a language (Porter 2001), such as "evacu" for
              "evacuation"; True is English.
            - ``ngram=1``: Number of words in a term: 1 for words, 2 for pairs. Words of a term have nothing but white
              space between them.
            - ``min_length=1``: Shortest word to keep, in characters.
            - ``numbers=False``: Keep words that are digits alone, such as "2025".
            - ``phrases=()``: Multi-word terms that count as one word, such as "white house"; the longest that fits
              counts, and its words do not count besides.

    Returns:
        The counts; see ``TermTable``.

    Raises:
        DatelineError: An option is impossible.

    >>> import dateline as dl
    >>> table = dl.term_table(dl.sample().articles)
    >>> table.counts.shape == (len(table.articles), len(table.terms))
    True
    """
    return count_batches([(_ids(articles["id"]), _texts(articles["text"]))], make_options(**options))


def count_batches(
    batches: Iterable[tuple[pa.Array, pa.Array]], options: TermOptions, *, piece: int = PIECE
) -> TermTable:
    """Count the terms of articles that come in batches, of which one is in memory at a time.

    Args:
        batches: Ids and texts.
        options: What counts as a term.
        piece: Bytes of text to split at a time; the counts do not depend on it.
    """
    matrix = Matrix()
    labels, articles, words = _count(batches, options, matrix, piece=piece)
    counts, terms = matrix.finish(labels)
    return TermTable(counts, terms=_index(terms), articles=articles, words=words)


def count_to_disk(
    batches: Iterable[tuple[pa.Array, pa.Array]], options: TermOptions, file: BinaryIO, *, piece: int = PIECE
) -> TermParts:
    """Count the terms of articles of which even the counts need not fit into memory.

    Args:
        batches: Ids and texts.
        options: What counts as a term.
        file: An empty file, open for writing and reading, that holds the counts; 8 bytes for each term of each article.
        piece: Bytes of text to split at a time.

    Returns:
        The counts, as long as the file is open.
    """
    matrix = FileMatrix(file)
    labels, articles, words = _count(batches, options, matrix, piece=piece)
    terms, ranks = matrix.close_file(labels)
    index = _index(terms)

    def tables() -> Iterator[TermTable]:
        row = 0
        for counts in matrix.matrices(ranks, terms=len(index)):
            rows = slice(row, row + counts.shape[0])
            yield TermTable(counts, terms=index, articles=articles[rows], words=words[rows])
            row = rows.stop

    return TermParts(index, tables)


def _count(
    batches: Iterable[tuple[pa.Array, pa.Array]], options: TermOptions, matrix: Matrix, *, piece: int
) -> tuple[pa.Array, pd.Index, Numbers]:
    """Fill a matrix; return the terms by their labels, the articles, and the number of words of each."""
    ids: list[pa.Array] = []
    texts = _pieces(_noted(batches, ids), piece)
    first, size = list[pa.Array](), 0
    for text in texts:
        first.append(text)
        size += text.nbytes
        if size > SMALL:
            break
    few = size <= SMALL and options.ngram == 1 and not options.phrases
    labels, words = (count_plainly if few else count_compiled)(chain(first, texts), options, matrix)
    return labels, _index(pa.chunked_array(ids, pa.large_string())), words


def engine_version() -> str:
    """Return an id of what counts terms, so that counts that another version made are known to be stale."""
    return folder_id(Path(__file__).parent)


def _noted(batches: Iterable[tuple[pa.Array, pa.Array]], ids: list[pa.Array]) -> Iterator[pa.Array]:
    for names, texts in batches:
        ids.append(names.cast(pa.large_string()))
        yield texts


def _pieces(texts: Iterable[pa.Array], size: int) -> Iterator[pa.Array]:
    """Yield texts as arrays of large strings without missing ones, each of about so many bytes."""
    for array in texts:
        whole = array.cast(pa.large_string()).fill_null("")
        offsets = np.frombuffer(whole.buffers()[1] or b"", dtype=np.int64)[whole.offset : whole.offset + len(whole) + 1]
        start = 0
        while start < len(whole):
            end = int(np.searchsorted(offsets, offsets[start] + size, side="right")) - 1
            end = min(max(end, start + 1), len(whole))
            yield whole.slice(start, end - start)
            start = end


def _ids(values: pd.Series) -> pa.Array:
    return pa.array(values.astype("str"), type=pa.large_string())


def _texts(values: pd.Series) -> pa.Array:
    try:
        return pa.array(values, type=pa.large_string(), from_pandas=True)
    except UnicodeEncodeError:
        # A lone surrogate is no letter and no white space; neither is what takes its place.
        whole = [None if pd.isna(text) else text.encode("utf-8", "surrogatepass") for text in values]
        return pa.array(
            [text if text is None else text.decode("utf-8", "replace") for text in whole], pa.large_string()
        )


def _index(names: pa.Array | pa.ChunkedArray) -> pd.Index:
    index: pd.Index = pd.Index(pd.array(names, dtype="str"))
    return index
