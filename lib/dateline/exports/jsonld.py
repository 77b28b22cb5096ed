"""Claims in the words of schema.org, as JSON-LD: Claim with author, appearance and firstAppearance."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

import pandas as pd

from dateline.cells import is_missing, plain, valid
from dateline.exports.timelinejs import is_web, json_bytes

AUTHORS = {"person": "Person", "organisation": "Organization", "government": "GovernmentOrganization"}
"""Types of authors by kind of source. Groups and the unknown are things: schema.org has no better word."""
NO_RATING = (
    "Claims as articles attribute them. Nothing here says whether a claim is true: there is no ClaimReview and no"
    " reviewRating."
)
"""The kit does not judge truth."""


def to_claimreview(claims: pd.DataFrame, appearances: pd.DataFrame, *, name: str) -> bytes:
    """Return claims as JSON-LD: a Dataset that says what this is, and a Claim for each row.

    A ClaimReview of somebody's own can point to a claim as its ``itemReviewed``, by ``@id``. No claim has a rating.

    Args:
        claims: ``id``, ``text``, ``author``, ``author_kind``, ``said`` (day, where it is certain).
        appearances: ``id`` of the claim, ``headline``, ``url``, ``outlet``, ``published``, ``language``, and ``first``,
            whether it is the first known appearance of the claim; in order.
        name: Name of the data set.

    Returns:
        The file's content in UTF-8, the same for the same tables.
    """
    where: dict[str, list[Mapping[Hashable, Any]]] = {}
    for row in appearances.to_dict("records"):
        where.setdefault(row["id"], []).append(row)
    data = {"@type": "Dataset", "name": valid(name), "description": NO_RATING}
    rows = [_claim(row, where.get(row["id"], [])) for row in claims.to_dict("records")]
    return json_bytes({"@context": "https://schema.org", "@graph": [data, *rows]})


def _claim(row: Mapping[Hashable, Any], appearances: Sequence[Mapping[Hashable, Any]]) -> dict[str, Any]:
    claim: dict[str, Any] = {"@type": "Claim", "@id": f"urn:dateline:claim:{quote(valid(row['id']), safe='')}"}
    claim["text"] = valid(plain(row["text"]))
    kind = row["author_kind"]
    if not is_missing(row["author"]):
        author = {"@type": AUTHORS.get(kind, "Thing"), "name": valid(row["author"])}
        # A report is what a claim stands in, not who makes it.
        claim.update({"isBasedOn": author | {"@type": "CreativeWork"}} if kind == "document" else {"author": author})
    if not is_missing(row["said"]):
        claim["dateCreated"] = plain(row["said"])
    claim["appearance"] = [_article(one) for one in appearances]
    if first := [one for one in appearances if one["first"]]:
        claim["firstAppearance"] = _article(first[0])
    return claim


def _article(row: Mapping[Hashable, Any]) -> dict[str, Any]:
    article: dict[str, Any] = {"@type": "NewsArticle"}
    for key, column in (("headline", "headline"), ("datePublished", "published"), ("inLanguage", "language")):
        if not is_missing(row[column]):
            article[key] = valid(plain(row[column]))
    if is_web(row["url"]):
        article["url"] = row["url"].strip()
    if not is_missing(row["outlet"]):
        article["publisher"] = {"@type": "Organization", "name": valid(row["outlet"])}
    return article
