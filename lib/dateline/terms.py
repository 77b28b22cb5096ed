"""The terms of a corpus folder: counted once, kept beside the articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from dateline.analysis.term_table import TermOptions, TermTable, count_batches, make_options, term_table
from dateline.corpus import Corpus, open_corpus
from dateline.errors import CorpusError
from dateline.storage import file_sha256
from dateline.terms_kept import keep, kept_terms

ROWS = 1000
"""Articles that are read at a time."""
BUFFER = 1 << 20
"""Bytes of the file that are read at a time."""


def corpus_terms(
    corpus: str | Path | Corpus,
    *,
    stopwords: str | Iterable[str] = "english",
    stem: bool | str = False,
    ngram: int = 1,
    min_length: int = 1,
    numbers: bool = False,
    phrases: Iterable[str] = (),
    cache: bool = True,
    progress: bool = False,
) -> TermTable:
    """Count the terms of each article of a corpus folder, or return the counts that the folder keeps from before.

    The texts are read piece by piece, so that they are never in memory together. Counts are kept in the folder under
    ``.terms``, by the content of the articles and the options; those of other articles are removed.

    Args:
        corpus: A corpus folder, "sample", or an open corpus.
        stopwords: As for ``term_table``, like all options to ``phrases``.
        stem: Language of the stemmer, or True for English.
        ngram: Number of words in a term.
        min_length: Shortest word to keep.
        numbers: Keep words that are digits alone.
        phrases: Multi-word terms that count as one word.
        cache: False neither uses nor keeps counts.
        progress: Show a progress bar.

    Raises:
        CorpusError: There is no corpus, or its articles are damaged.
        DatelineError: An option is impossible.
    """
    options = make_options(
        stopwords=stopwords, stem=stem, ngram=ngram, min_length=min_length, numbers=numbers, phrases=phrases
    )
    opened = corpus if isinstance(corpus, Corpus) else open_corpus(corpus)
    if opened.folder is None:
        return term_table(opened.articles, **options.as_dict())
    articles = opened.folder / "articles.parquet"
    if not cache:
        return _count(articles, options, progress=progress)
    try:
        content = file_sha256(articles)
    except OSError as error:
        raise CorpusError(f"{articles} cannot be read ({error}). Run dateline read.", path=str(articles)) from None
    found = kept_terms(opened.folder, content, options)
    if found is None:
        found = _count(articles, options, progress=progress)
        keep(opened.folder, content, options, found)
    return found


def _count(articles: Path, options: TermOptions, *, progress: bool) -> TermTable:
    try:
        # Read ahead, the whole file would come to stand in memory as it is on disk.
        with pq.ParquetFile(articles, pre_buffer=False, buffer_size=BUFFER) as file:
            return count_batches(_batches(file, progress=progress), options)
    except (pa.ArrowException, OSError, KeyError) as error:
        message = f"{articles} is missing or damaged ({error}). Run dateline read again."
        raise CorpusError(message, path=str(articles)) from None


def _batches(file: pq.ParquetFile, *, progress: bool) -> Iterator[tuple[pa.Array, pa.Array]]:
    from tqdm import tqdm

    with tqdm(total=file.metadata.num_rows, desc="Counting", unit=" articles", disable=not progress) as bar:
        for batch in file.iter_batches(ROWS, columns=["id", "text"], use_threads=False):
            yield batch.column("id"), batch.column("text")
            bar.update(len(batch))
