"""Joining the counts of parts of a corpus, as if all had been counted together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pandas as pd
import pyarrow as pa

from dateline.analysis.term_table.table import TermParts, TermTable, sparse


def join_parts(parts: Sequence[Callable[[], TermParts]]) -> TermParts:
    """Join counts of different articles; in memory are all terms, and the counts of some articles at a time.

    Args:
        parts: Each returns counts by the same options, in the order of their articles.

    Returns:
        The counts that all these articles have when they are counted together.
    """
    known = dict[str, None]()
    for part in parts:
        known.update(dict.fromkeys(part().terms))
    index: pd.Index = pd.Index(pd.array(pa.array(sorted(known), pa.large_string()), dtype="str"))

    def tables() -> Iterator[TermTable]:
        for part in parts:
            some = part()
            # Both lists of terms are sorted, so that columns that were in order still are.
            places = index.get_indexer(some.terms).astype(np.int32)
            for table in some.tables():
                counts, rows = table.counts, table.counts.indptr.astype(np.int64)
                matrix = sparse(counts.data, places[counts.indices], rows, terms=len(index))
                yield TermTable(matrix, terms=index, articles=table.articles, words=table.words)

    return TermParts(index, tables)
