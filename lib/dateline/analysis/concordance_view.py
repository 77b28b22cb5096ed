"""A concordance for the eye: aligned lines as HTML and as plain text, from articles that may hold anything."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pandas as pd

from dateline.text import count_text, day_text, printable

LONGEST_MATCH = 200
"""Characters of a hit that are shown; the table has all of them."""
SEEN_MATCH = 40
"""Columns of a terminal for the hits, at most."""
MOST_ABOUT = 40
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")
"""Signs that are not seen or turn the direction of what follows; what joins letters of a script is kept."""
_ADDRESS = re.compile(r"https?://[^\s\x00-\x20\x7f<>\"\\]{1,2000}", re.IGNORECASE)
_MARK = "background-color: rgba(255, 193, 7, 0.38); color: inherit; font-weight: 600"
_ORDERS = {"article": "", "left": ", sorted by the words before", "right": ", sorted by the words after"}


def summary(pattern: str, lines: int, *, sort: str, counts: tuple[int, int, int] | None) -> str:
    """Say what was looked for and how much of it is shown.

    Args:
        pattern: What was looked for.
        lines: Number of lines shown.
        sort: Their order.
        counts: Hits, articles with a hit, and all articles, where they are known.
    """
    name, order = f"“{pattern:.100}”", _ORDERS[sort]
    if counts is None:
        return f"{name}: the first {count_text(lines, 'hit')}{order}; there may be more"
    hits, articles, total = counts
    if not hits:
        return f"{name} does not occur in the {count_text(total, 'article')}"
    found = f"{count_text(hits, 'hit')} in {articles:,} of {count_text(total, 'article')}"
    return f"{name}: {found}{order if lines == hits else f'; {lines:,} of them{order}'}"


def cut_left(text: str, width: int) -> str:
    """Return the last characters of a text, without a word that would be cut."""
    if len(text) <= width:
        return text
    kept = text[len(text) - width :]
    return kept if not kept or text[-width - 1].isspace() else _after_first_blank(kept)


def cut_right(text: str, width: int) -> str:
    """Return the first characters of a text, without a word that would be cut."""
    if len(text) <= width or text[width].isspace():
        return text[:width]
    return _after_first_blank(text[:width][::-1])[::-1]


def _after_first_blank(text: str) -> str:
    _, blank, rest = text.partition(" ")
    return rest if blank and rest.strip() else text


def to_html(lines: pd.DataFrame, *, caption: str) -> str:
    """Return lines as a table in which every value is text; only web addresses become links.

    Args:
        lines: The table of a concordance.
        caption: What it shows.
    """
    heads = (("right", "before"), ("center", "hit"), ("left", "after"), ("left", "article"))
    head = "".join(
        f'<th scope="col" role="columnheader" style="text-align: {side}">{name}</th>' for side, name in heads
    )
    body = "\n".join(_row(line) for line in lines.to_dict("records"))
    # Said here, since JupyterLab would make all columns as wide as each other.
    layout = "width: 100%; border-collapse: collapse; table-layout: auto"
    table = (
        f'<table role="table" aria-label="{_escaped(caption)}" style="{layout}">'
        '<thead role="rowgroup">'
        f'<tr role="row">{head}</tr></thead>\n<tbody role="rowgroup">\n{body}\n</tbody></table>'
    )
    return (
        f'<figure class="dateline-concordance"><figcaption>{_escaped(caption)}</figcaption>'
        f"{table if len(lines) else ''}</figure>"
    )


def _row(line: dict[Any, Any]) -> str:
    match = line["match"] if len(line["match"]) <= LONGEST_MATCH else f"{line['match'][:LONGEST_MATCH]}…"
    whole = "; white-space: nowrap" if len(match) <= SEEN_MATCH else ""
    cells = (
        f'<td role="cell" style="text-align: right; vertical-align: top">{_context(line["left"])}</td>',
        f'<td role="cell" style="text-align: center; vertical-align: top{whole}">'
        f'<mark style="{_MARK}">{_bdi(match)}</mark></td>',
        f'<td role="cell" style="text-align: left; vertical-align: top">{_context(line["right"])}</td>',
        f'<td role="cell" style="text-align: left; vertical-align: top">{_about(line)}</td>',
    )
    return f'<tr role="row">{"".join(cells)}</tr>'


def _context(text: str) -> str:
    return _bdi(re.sub(r"^ | $", "\u00a0", text)) if text else ""


def _about(line: dict[Any, Any]) -> str:
    headline = "" if pd.isna(line["headline"]) else f' title="{_escaped(line["headline"])}"'
    name, address = _bdi(_article(line)), "" if pd.isna(line["url"]) else str(line["url"])
    if not web_address(address):
        return f"<span{headline}>{name}</span>"
    return f'<a href="{html.escape(address)}" rel="noopener noreferrer" target="_blank"{headline}>{name}</a>'


def web_address(address: str) -> bool:
    """Tell whether an address is one of the web that may be linked: http or https, with a host."""
    if not _ADDRESS.fullmatch(address) or _CONTROLS.search(address):
        return False
    try:
        return bool(urlsplit(address).hostname)
    except ValueError:
        return False


def _article(line: dict[Any, Any]) -> str:
    """Return day and outlet, or the id where both are missing."""
    facts = [] if pd.isna(line["published"]) else [day_text(line["published"])]
    facts += [] if pd.isna(line["outlet"]) else [" ".join(str(line["outlet"]).split())]
    return ", ".join(facts) or " ".join(str(line["article"]).split())


def _bdi(text: str) -> str:
    return f"<bdi>{_escaped(text)}</bdi>"


def _escaped(text: str) -> str:
    return html.escape(_CONTROLS.sub("\ufffd", text))


def to_text(lines: pd.DataFrame, width: int, *, mark: Callable[[str], str] = str) -> str:
    """Return lines as aligned text for a terminal; signs that do not print become \ufffd.

    Args:
        lines: The table of a concordance.
        width: Columns to fill.
        mark: What is done to each hit once it is aligned, such as making it bold.
    """
    rows = [
        (*(printable(line[name]) for name in ("left", "match", "right")), printable(_article(line)))
        for line in lines.to_dict("records")
    ]
    about = min(max((_size(row[3]) for row in rows), default=0), MOST_ABOUT, width // 4)
    side = max((width - about - 2) // 2 - 5, 10)
    after = max(width - side - about - 2, 10)
    shown = []
    for left, match, right, article in rows:
        hit = match if _size(match) <= SEEN_MATCH else f"{_fit(match, SEEN_MATCH - 1)}…"
        rest = _fit(right, max(after - _size(hit), 0))
        shown.append(f"{_fit(left, side, last=True)}{mark(hit)}{rest}  {_fit(article, about)}".rstrip())
    return "\n".join(shown)


def _fit(text: str, columns: int, *, last: bool = False) -> str:
    """Return the first or last signs of a text that fit into so many columns of a terminal, and blanks for the rest."""
    kept, used = [], 0
    for sign in reversed(text) if last else text:
        size = _size(sign)
        if used + size > columns:
            break
        kept.append(sign)
        used += size
    if last:
        return " " * (columns - used) + "".join(reversed(kept))
    return "".join(kept) + " " * (columns - used)


def _size(text: str) -> int:
    """Return the columns that a text takes in a terminal: two for a wide sign, none for a combining one."""
    return sum(0 if unicodedata.combining(sign) else 1 + (unicodedata.east_asian_width(sign) in "WF") for sign in text)
