"""Claims as the JSON that TimelineJS shows (timeline.knightlab.com/docs/json-format.html)."""

from __future__ import annotations

import html
import json
from collections.abc import Hashable, Mapping
from typing import Any
from urllib.parse import urlsplit

import pandas as pd

from dateline.cells import is_missing, plain, valid

OTHERS = "Others"
MANY = 100
"""Events from which TimelineJS, which makes a slide of each, is slow and hard to read."""


def to_timelinejs(events: pd.DataFrame, *, title: str, subtitle: str = "", groups: int = 6) -> tuple[bytes, list[str]]:
    """Return events as TimelineJS JSON, and what was left out.

    All texts are escaped, since TimelineJS shows them as HTML; addresses become links only if they begin with http: or
    https:. Texts of articles are not searched for links.

    Args:
        events: ``id``, ``first`` and ``last`` (days), ``headline``, ``text``, ``note`` (what stands below the text),
            ``url`` (its link) and ``group`` (its row).
        title: Headline of the first slide.
        subtitle: Text of the first slide.
        groups: Most rows; the groups with fewer events share one, "Others".

    Returns:
        The file's content in UTF-8, the same for the same events; and sentences about what to know: events without a
        day are left out, since TimelineJS has no place for them.
    """
    dated = events[events["first"].notna()].sort_values(["first", "id"], kind="stable")
    counts = dated["group"].dropna().value_counts()
    ranked = sorted(counts.index, key=lambda name: (-counts[name], name))
    shown = set(ranked if len(ranked) <= groups else ranked[: groups - 1])
    slides = [_slide(row, shown) for row in dated.to_dict("records")]
    first = {"text": {"headline": _html(title), "text": _html(subtitle)}, "autolink": False}
    content = {"title": first, "events": slides, "scale": "human"}
    notes = []
    if left_out := len(events) - len(dated):
        notes.append(f"{left_out:,} without a day {'is' if left_out == 1 else 'are'} left out: TimelineJS needs one.")
    if len(dated) > MANY:
        notes.append(f"TimelineJS is made for some dozens of events; these are {len(dated):,}.")
    return json_bytes(content), notes


def _slide(row: Mapping[Hashable, Any], shown: set[str]) -> dict[str, Any]:
    body = [f"<p>{_html(row['text'])}</p>"]
    link = f' <a href="{html.escape(row["url"])}" rel="noopener">Article</a>' if is_web(row["url"]) else ""
    if not is_missing(row["note"]) or link:
        body.append(f"<p>{_html(row['note'])}{link}</p>")
    slide = {
        "unique_id": valid(str(row["id"])),
        "start_date": _day(row["first"]),
        "text": {"headline": _html(row["headline"]), "text": "".join(body)},
        "autolink": False,
    }
    if not is_missing(row["last"]) and row["last"] > row["first"]:
        slide["end_date"] = _day(row["last"])
    if not is_missing(row["group"]):
        slide["group"] = _html(_unmarked(row["group"]) if row["group"] in shown else OTHERS)
    return slide


def _day(day: pd.Timestamp) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}


def _html(value: Any) -> str:
    return html.escape(valid(plain(value)))


def _unmarked(group: str) -> str:
    """Return a group's name without the signs of markup: TimelineJS 3.9 undoes their escaping before it shows them."""
    return group.translate({ord("<"): "‹", ord(">"): "›"})


def is_web(address: Any) -> bool:
    """Tell whether an address is of the web: nothing else becomes a link."""
    if not isinstance(address, str) or valid(address) != address:
        return False
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def json_bytes(content: Any) -> bytes:
    """Return JSON in UTF-8 that ends no script element when it is put into a page."""
    text = json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False)
    for sign in "<\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return (text + "\n").encode()
