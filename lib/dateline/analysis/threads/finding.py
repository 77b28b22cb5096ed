"""Threads: claims that say the same thing, deny or change it, over articles and weeks."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from dateline import schema
from dateline.analysis.publication import publication_order
from dateline.analysis.threads import basis
from dateline.analysis.threads.contents import Contents, read_contents
from dateline.analysis.threads.corrections import Corrections, merge_threads, name_threads, number_claims, pairs_apart
from dateline.analysis.threads.embedding import embed_texts, stack
from dateline.analysis.threads.grouping import Grouping, group
from dateline.analysis.threads.kernels import CORE, Data
from dateline.analysis.threads.roles import give_roles
from dateline.analysis.threads.scoring import make_data, measure_pairs, score_pairs
from dateline.errors import DatelineError
from dateline.text import folder_id

LEAST = 0.4
"""Least mean score of a claim to the first claims of a thread that it joins.

BENCHMARKS.md, Threads, says how many of the links that it lets through are right."""
ARTICLE_COLUMNS = (
    *("id", "text", "headline", "outlet", "agency", "published", "published_time", "source_file", "source_record"),
)
"""Columns of ``articles`` that threads are found by."""


class Threads(NamedTuple):
    """The threads of some claims.

    Attributes:
        links: The table ``links``.
        threads: The table ``threads``.
        names: What the user calls threads, by their ids.
    """

    links: pd.DataFrame
    threads: pd.DataFrame
    names: Mapping[str, str]


def find_threads(
    claims: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    entities: pd.DataFrame,
    copies: pd.DataFrame | None = None,
    corrections: Corrections | None = None,
    least: float = LEAST,
    kept: MutableMapping[str, bytes] | None = None,
    workers: int = 1,
    progress: bool = False,
) -> Threads:
    """Link the claims that say the same thing, deny or change it, and put them into threads.

    Each claim is compared with the earlier ones that are nearest in meaning, by a sentence encoder that ships with the
    kit. A logistic regression, fitted on pairs of claims judged by hand, says how probable it is that two belong
    together: by meaning, words, names, numbers, days and source. In the order of their reports, each claim then joins
    the thread whose first claims it fits best, or begins a new one; so later articles leave earlier threads as they
    are. Claims in copies of an article are with those of the earliest copy.

    Args:
        claims: The ``claims`` table.
        articles: The ``articles`` table.
        entities: The ``entities`` table.
        copies: The ``copies`` table, where copies were looked for.
        corrections: What the user merges, splits and names.
        least: Least mean score of a claim to the first claims of its thread, above 0 and at most 1. A lower one gives
            larger threads with more in them that does not belong there.
        kept: Vectors of texts that an earlier run made; replaced by those of this one.
        workers: Number of processes that read claims.
        progress: Show a progress bar.

    Returns:
        ``Threads``: the tables ``links`` (``claim``, ``other``, ``score``, ``basis``) and ``threads`` (``thread``,
        ``claim``, ``role``, ``origin``, ``score``; thread by thread), and the names that the user gave.

    Raises:
        DatelineError: ``least`` is not above 0 and at most 1.
        ThreadsError: A correction names no claim, or contradicts another.

    >>> find_threads(schema.frame("claims"), schema.frame("articles"), entities=schema.frame("entities")).links.empty
    True
    """
    if not 0 < least <= 1:
        raise DatelineError(f"least must be above 0 and at most 1 (found: {least}).")
    contents = read_contents(claims, articles, entities=entities, copies=copies)
    ids = claims["id"].to_numpy(dtype=object)[contents.rows]
    corrections = corrections or Corrections()
    numbers = number_claims(corrections, ids)
    data = _data(contents, articles, kept=kept, workers=workers, progress=progress)
    data = data._replace(apart=np.array(pairs_apart(corrections, numbers), np.int64).reshape(-1, 2))
    grouping = group(data, least=least)
    threads, joined = merge_threads(grouping.threads, corrections, numbers)
    links = _links(contents, data, grouping, ids, joined)
    order = np.argsort(threads, kind="stable")
    best = links.groupby("claim")["score"].max()
    table = pd.DataFrame({"thread": ids[threads[order]], "claim": ids[order]})
    table["score"] = np.where(threads[order] == order, 1.0, table["claim"].map(best).fillna(1.0))
    names = {str(ids[thread]): name for thread, name in name_threads(threads, corrections, numbers).items()}
    table = table.astype({"thread": "str", "claim": "str"})
    return Threads(links, give_roles(table, claims, articles, copies=copies), names)


def engine_version() -> str:
    """Return an id of what finds threads, so that those that another version found are known to be stale."""
    return folder_id(Path(__file__).parent)


def _data(
    contents: Contents,
    articles: pd.DataFrame,
    *,
    kept: MutableMapping[str, bytes] | None,
    workers: int,
    progress: bool,
) -> Data:
    headlines = articles["headline"].fillna("").to_numpy(dtype=object)[publication_order(articles)].tolist()
    vectors = embed_texts([*contents.texts, *headlines], kept=kept or {}, workers=workers, progress=progress)
    if kept is not None:
        kept.clear()
        kept.update(vectors)
    return make_data(contents, stack(contents.texts, vectors), headlines=stack(headlines, vectors))


def _links(
    contents: Contents, data: Data, grouping: Grouping, ids: np.ndarray, joined: list[tuple[int, int]]
) -> pd.DataFrame:
    """Return the links of claims to the first claims of their threads, and to the one that each is nearest to."""
    claims = np.arange(len(ids))
    in_thread = grouping.best >= 0
    pairs = [np.stack([claims, grouping.best], axis=1)[in_thread & (contents.same < 0)]]
    for place in range(CORE):
        members = grouping.cores[grouping.threads, place]
        fits = (members >= 0) & (members < claims) & (contents.same < 0)
        pairs.append(np.stack([claims, members], axis=1)[fits])
    found = np.unique(np.concatenate(pairs), axis=0)
    signs = measure_pairs(data, found)
    scores = score_pairs(data, found)
    is_best = grouping.best[found[:, 0]] == found[:, 1]
    rows = [
        (one, other, score, basis.describe(contents, one, other, own))
        for (one, other), score, own, shown in zip(found.tolist(), scores, signs.tolist(), is_best, strict=True)
        if shown or score >= LEAST
    ]
    twins = np.flatnonzero((contents.same >= 0) & in_thread)
    rows += [(int(one), int(grouping.best[one]), 1.0, basis.COPY) for one in twins]
    rows += [(one, other, 1.0, basis.MERGED) for one, other in joined]
    rows.sort(key=lambda row: (row[0], -row[2], row[1]))
    return schema.frame("links", [(ids[one], ids[other], score, words) for one, other, score, words in rows])
