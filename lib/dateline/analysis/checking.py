"""What people corrected: put into the claims, and compared with what the kit had found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd

LEAST_ARTICLES = 5
"""Articles under which no interval is given: it would promise too much."""
DRAWS = 2_000
CORRECTED = "corrected"
"""The basis of a day that a person gave."""
_SAME = 0.5
"""Share of characters that two contents must have in common to be the same claim, found by other engines."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person says of one claim.

    Attributes:
        claim: Id of the claim.
        wrong: It is no claim, and is left out.
        fields: Columns of ``claims`` with their right values: ``source``, ``said`` (a day or None for unknown),
            ``certainty``, ``cue_kind``.
        article: Id of its article, and
        content: first and last character of its content, by which it is found again when other engines give it
            another id.
        note: Why.
    """

    claim: str
    wrong: bool = False
    fields: Mapping[str, Any] = field(default_factory=dict)
    article: str = ""
    content: tuple[int, int] | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Checks:
    """What people corrected and checked in a corpus.

    Attributes:
        corrections: By the claim's id.
        missed: Articles that were read to the end, with the number of claims in them that were not found.
    """

    corrections: Mapping[str, Correction] = field(default_factory=dict)
    missed: Mapping[str, int] = field(default_factory=dict)


def fit_corrections(
    claims: pd.DataFrame, corrections: Mapping[str, Correction]
) -> tuple[dict[str, Correction], list[str]]:
    """Find the claim that each correction is about.

    Args:
        claims: The ``claims`` table as found.
        corrections: By the id of the claim that they were made for.

    Returns:
        Corrections by the id of a claim in the table, and the ids of those that fit none any more.
    """
    fits, lost, known = {}, [], set(claims["id"])
    for key, correction in corrections.items():
        if key in known:
            fits[key] = correction
        elif (other := _same_place(claims, correction)) is not None:
            fits[other] = replace(correction, claim=other)
        else:
            lost.append(key)
    return fits, lost


def _same_place(claims: pd.DataFrame, correction: Correction) -> str | None:
    if correction.content is None:
        return None
    start, end = correction.content
    best, found = _SAME, None
    own = claims[claims["article"] == correction.article]
    for key, spans in zip(own["id"].tolist(), own["content_spans"].tolist(), strict=True):
        first, last = min((a for a, _ in spans), default=0), max((b for _, b in spans), default=0)
        share = max(0, min(end, last) - max(start, first)) / max(end - start, last - first, 1)
        if share > best:
            best, found = share, str(key)
    return found


def apply_corrections(claims: pd.DataFrame, corrections: Mapping[str, Correction]) -> pd.DataFrame:
    """Return the claims as people corrected them: wrong ones left out, right values in place of those found.

    Args:
        claims: The ``claims`` table.
        corrections: By the claim's id; those that fit no claim change nothing.

    Returns:
        A table like ``claims``; a corrected day has the basis "corrected".
    """
    fits, _ = fit_corrections(claims, corrections)
    if not fits:
        return claims
    out = claims.copy()
    places = {key: place for place, key in enumerate(out["id"])}
    for key, correction in fits.items():
        row = out.index[places[key]]
        for name, value in correction.fields.items():
            if name == "said":
                day = pd.NaT if value is None else pd.Timestamp(value)
                out.loc[row, ["said_first", "said_last"]] = day
                out.loc[row, "said_basis"] = CORRECTED
            else:
                out.loc[row, name] = value
    wrong = {key for key, correction in fits.items() if correction.wrong}
    kept = out[~out["id"].isin(wrong)].reset_index(drop=True)
    # A claim within one that is left out stands on its own.
    kept["parent"] = kept["parent"].where(~kept["parent"].isin(wrong))
    return kept


def list_corrections(claims: pd.DataFrame, corrections: Mapping[str, Correction]) -> pd.DataFrame:
    """List what was corrected, for a report.

    Args:
        claims: The ``claims`` table as found.
        corrections: By the claim's id.

    Returns:
        ``claim``, ``article``, ``what`` (wrong, source, said, certainty or cue_kind; "fits no claim" where the claim
        is not there any more), ``found``, ``corrected``, ``note``; one row for each value.
    """
    fits, lost = fit_corrections(claims, corrections)
    found = {row["id"]: row for row in claims[claims["id"].isin(list(fits))].to_dict("records")}
    rows = []
    for key, correction in fits.items():
        before = found[key]
        values = {"wrong": "yes"} if correction.wrong else dict(correction.fields)
        for name, value in values.items():
            old = before.get("said_first" if name == "said" else name, "") if name != "wrong" else "a claim"
            corrected = "no claim" if name == "wrong" else _shown(value)
            rows.append((key, before["article"], name, _shown(old), corrected, correction.note))
    rows += [(key, corrections[key].article, "fits no claim", "", "", corrections[key].note) for key in lost]
    return pd.DataFrame(rows, columns=["claim", "article", "what", "found", "corrected", "note"], dtype="str")


def _shown(value: Any) -> str:
    if value is None or value != value:  # noqa: PLR0124 - only NaN and NaT differ from themselves
        return "unknown"
    return f"{value:%Y-%m-%d}" if hasattr(value, "strftime") else str(value)


def measure_checks(claims: pd.DataFrame, checks: Checks) -> pd.DataFrame:
    """Measure the kit on the articles that people read to the end.

    A claim of such an article that no one corrected counts as right. The intervals come from drawing articles, not
    claims, with replacement (a cluster bootstrap with a fixed seed; Efron and Tibshirani 1993, *An Introduction to the
    Bootstrap*, chapter 8), since claims of one article fail together.

    Args:
        claims: The ``claims`` table as found.
        checks: What people said.

    Returns:
        ``measure`` (claims that are claims, claims with the right source, claims with the right day, claims right in
        all of it, claims that were found), ``right``, ``of``, ``share``, ``low``, ``high`` (95 %; missing under five
        articles), ``articles``.
    """
    fits, _ = fit_corrections(claims, checks.corrections)
    rows = claims[claims["article"].isin(list(checks.missed))]
    counts = {article: np.zeros(6) for article in checks.missed}
    for key, article in zip(rows["id"], rows["article"], strict=True):
        correction = fits.get(key, Correction(key))
        real = not correction.wrong
        source, day = (real and name not in correction.fields for name in ("source", "said"))
        counts[article] += [1, real, source, day, real and not correction.fields, 0]
    for article, missed in checks.missed.items():
        counts[article][5] = missed
    table = np.array(list(counts.values())).reshape(-1, 6)
    measures = {
        "claims that are claims": (1, (0,)),
        "claims with the right source": (2, (0,)),
        "claims with the right day": (3, (0,)),
        "claims right in all of it": (4, (0,)),
        "claims that were found": (1, (1, 5)),
    }
    return pd.DataFrame([_measure(name, table, right, of) for name, (right, of) in measures.items()])


def _measure(name: str, table: np.ndarray[Any, Any], right: int, of: Sequence[int]) -> dict[str, Any]:
    hits, totals = table[:, right], table[:, list(of)].sum(axis=1)
    low = high = np.nan
    if len(table) >= LEAST_ARTICLES and totals.sum():
        drawn = np.random.default_rng(0).integers(0, len(table), (DRAWS, len(table)))
        sums = totals[drawn].sum(axis=1)
        shares = hits[drawn].sum(axis=1)[sums > 0] / sums[sums > 0]
        low, high = np.quantile(shares, [0.025, 0.975])
    share = hits.sum() / totals.sum() if totals.sum() else np.nan
    return {
        "measure": name,
        "right": int(hits.sum()),
        "of": int(totals.sum()),
        "share": share,
        "low": low,
        "high": high,
        "articles": len(table),
    }
