"""The terms of a corpus folder: counted once, kept beside the articles."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Unpack

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
from dateline.cluster import Cluster, chosen_cluster
from dateline.corpus import Corpus, open_corpus
from dateline.partitions import articles_sha256
from dateline.terms_counted import ARTICLES_A_PART, article_batches, count_on_workers
from dateline.terms_kept import DAMAGES, keep, kept_parts, kept_terms, whole_table


def corpus_terms(
    corpus: str | Path | Corpus,
    *,
    cache: bool = True,
    workers: int = 1,
    cluster: str | Cluster | None = None,
    articles_a_part: int = ARTICLES_A_PART,
    progress: bool = False,
    **options: Unpack[TermChoices],
) -> TermTable:
    """Count the terms of each article of a corpus folder, or return the counts that the folder keeps from before.

    The texts are read piece by piece, so that they are never in memory together. Counts are kept in the folder under
    ``.terms``, by the content of the articles and the options; those of other articles are removed.

    Args:
        corpus: A corpus folder, "sample", or an open corpus.
        cache: False neither uses nor keeps counts.
        workers: Number of worker processes on this machine; 1 for what ``use_cluster`` chose.
        cluster: Address of a Dask scheduler whose workers see the folder under the same path.
        articles_a_part: Articles that a worker counts together; the counts do not depend on it.
        progress: Show a progress bar.
        options: As for ``term_table``: ``stopwords``, ``stem``, ``ngram``, ``min_length``, ``numbers``, ``phrases``.

    Raises:
        CorpusError: There is no corpus, or its articles are damaged.
        ClusterError: The cluster does not answer, or a worker is not fit for the work.
        PartsError: Some parts could not be counted; all others are, and are kept.
        DatelineError: An option is impossible.
    """
    choices = make_options(**options)
    opened = corpus if isinstance(corpus, Corpus) else open_corpus(corpus)
    if opened.folder is None:
        return term_table(opened.articles, **options)
    content = articles_sha256(opened.folder)
    found = kept_terms(opened.folder, content, choices) if cache else None
    if found is not None:
        return found
    how: dict[str, Any] = {"content": content, "size": articles_a_part, "progress": progress}
    with chosen_cluster(cluster, workers=workers) as chosen:
        if chosen.in_process:
            counted = count_batches(article_batches(opened.folder, progress=progress), choices)
        else:
            with count_on_workers(opened.folder, choices, cluster=chosen, **how) as parts:
                counted = whole_table(parts, sum(table.counts.nnz for table in parts.tables()))
    if cache:
        keep(opened.folder, content, choices, TermParts(counted.terms, lambda: iter([counted])))
    return counted


@contextmanager
def term_parts(
    corpus: Corpus,
    options: TermOptions,
    *,
    file: BinaryIO,
    cache: bool = True,
    cluster: Cluster,
    articles_a_part: int = ARTICLES_A_PART,
    progress: bool = False,
) -> Iterator[TermParts]:
    """Count the terms of each article of a corpus, as ``corpus_terms`` does, without ever having all counts in memory.

    Args:
        corpus: The corpus.
        options: What counts as a term.
        file: An empty file, open for writing and reading, for counts that are not kept yet.
        cache: False neither uses nor keeps counts.
        cluster: Where they are counted.
        articles_a_part: Articles that a worker counts together.
        progress: Show a progress bar.

    Raises:
        CorpusError: The articles are damaged.
        ClusterError: The cluster does not answer, or a worker is not fit for the work.
        PartsError: Some parts could not be counted; all others are, and are kept.
    """
    if corpus.folder is None:
        table = term_table(corpus.articles, **options.as_dict())
        yield TermParts(table.terms, lambda: iter([table]))
        return
    content = articles_sha256(corpus.folder)
    parts = kept_parts(corpus.folder, content, options) if cache else None
    if parts is not None and _is_whole(parts):
        yield parts
        return
    how: dict[str, Any] = {"content": content, "size": articles_a_part, "progress": progress}
    with ExitStack() as stack:
        if cluster.in_process:
            parts = count_to_disk(article_batches(corpus.folder, progress=progress), options, file)
        else:
            parts = stack.enter_context(count_on_workers(corpus.folder, options, cluster=cluster, **how))
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
