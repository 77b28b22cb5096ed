"""The day on which a web page was published: what kinds of evidence say so, and what they agree on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import unquote

from dateline.readers.dates import read_day
from dateline.readers.web_facts import Page, one_line, split_address
from dateline.readers.web_jsonld import text_of
from dateline.readers.web_tree import Block, Element

META = (
    "article:published_time", "og:article:published_time", "article:published", "og:published_time", "datepublished",
    "article:published_date", "rnews:datepublished", "pubdate", "publishdate", "publish_date", "publish-date",
    "publication_date", "published_date", "published-date", "published_time", "parsely-pub-date", "article.published",
    "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "bt:pubdate", "article_date_original",
    "originalpublicationdate", "release:date", "dc.date.issued", "dcterms.issued", "dcterms.date", "dc.date",
    "citation_date", "citation_publication_date", "sailthru.date", "date", "dcterms.created", "dc.date.created",
)  # fmt: skip
"""Names of meta elements that state the day of publication, the surest first."""
IN_PATH = (
    re.compile(r"(?:^|/)((?:19|20)\d\d)/(0?[1-9]|1[0-2])/(0?[1-9]|[12]\d|3[01])(?=[/\-_.]|$)"),
    re.compile(r"(?:^|[/\-_])((?:19|20)\d\d)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?=[/\-_.]|$)"),
    re.compile(r"(?:^|[/\-_])((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=[/\-_.]|$)"),
    re.compile(r"(?:^|/)((?:19|20)\d\d)/(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=[/\-_.]|$)"),
)
STAMP = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d{1,9})?\s?(Z|UTC|GMT|[+-]\d\d:?\d\d)?", re.IGNORECASE
)
MARKED = re.compile(r"publi|pubdate|entry-date|post-date|posted|created|dateline|byline", re.IGNORECASE)
CHANGED = re.compile(
    r"updated?|modified|edited|actuali[sz]|aktualisiert|stand:|mis à jour|modifi|aggiornat|atualizad|gewijzigd|"
    r"bijgewerkt|opdateret|uppdaterad|oppdatert|обновл|оновл|изменен|zaktualiz|güncelle|更新|修正|수정",
    re.IGNORECASE,
)
DAY = re.compile(
    r"(?<!\d)(?:(?:19|20)\d\d ?[.\-/年] ?\d{1,2} ?[.\-/月] ?\d{1,2}(?!\d)|\d{1,2}[./\-]\d{1,2}[./\-](?:19|"
    r"20)\d\d(?!\d)|\d{1,2}(?:\.|er|st|nd|rd|th|º)?,? (?:de |of )?[^\W\d_]{3,14}\.?,? (?:de |del )?(?:19|"
    r"20)\d\d(?!\d)|[^\W\d_]{3,14}\.? \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d\d(?!\d))"
)
NUMBER = re.compile(r"\d+")
OF_OTHERS = frozenset({"li", "dl", "aside", "nav", "blockquote", "footer"})
NEAR, LONGEST = 8, 160
RANKS = ("JSON-LD", "meta", "URL", "time element", "text")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one part of a page says of its day: which part, what it states, the day, and whether that is one in UTC."""

    kind: str
    stated: str
    day: date
    universal: bool


def find_published(page: Page, blocks: Sequence[Block]) -> tuple[str, str]:
    """Return when a page was published, as it states it, and the evidence; two empty texts where it does not say.

    Two kinds of evidence that agree win; kinds that contradict each other by more than a day leave it empty unless
    there are two on one side. A time in UTC may be the day after or before the outlet's own: another kind of evidence
    that states a day beside it is believed.

    Args:
        page: The page.
        blocks: Its blocks of text, in which a day beside the headline is looked for.
    """
    found = [piece for piece in (_json_ld(page), _meta(page), _url(page), _time_element(page)) if piece]
    if len(found) < 2 or all(piece.universal for piece in found):
        found += [piece for piece in [_text(page, blocks)] if piece]
    if not found:
        return "", ""
    votes = {piece.day: sum(_agree(piece.day, other) for other in found) for piece in found}
    best = max(votes.values())
    if best == 1 and (len(found) > 1 or _is_night(found[0])):
        return "", ""
    # A day that a time in UTC gives yields to one beside it that the outlet itself writes.
    winners = [piece for piece in found if votes[piece.day] == best]
    chosen = next((piece for piece in winners if not piece.universal), winners[0])
    first = next(piece for piece in found if _agree(chosen.day, piece))
    same = next((piece for piece in found if piece.day == chosen.day), chosen)
    return same.stated, first.kind if first.day == chosen.day else same.kind


def _agree(day: date, other: Evidence) -> bool:
    return day == other.day or (other.universal and abs(day - other.day) <= timedelta(days=1))


def _is_night(piece: Evidence) -> bool:
    """Tell whether a time in UTC is one at which it is the evening of the day before in the Americas."""
    return piece.universal and "T00" <= piece.stated[10:13] <= "T05"


def _evidence(kind: str, value: str) -> Evidence | None:
    match = STAMP.search(value)
    if match is None:
        day = read_day(value)
        return Evidence(kind, day.isoformat(), day, universal=False) if day else None
    zone = (match[3] or "").upper()
    universal = zone in {"Z", "UTC", "GMT", "+00:00", "+0000"}
    day = read_day(match[1])
    stated = f"{match[1]}T{match[2]}{'+00:00' if universal else zone}" if zone else f"{match[1]}T{match[2]}"
    return Evidence(kind, stated, day, universal) if day else None


def _json_ld(page: Page) -> Evidence | None:
    return _evidence("JSON-LD", text_of(page.article.get("datePublished")))


def _meta(page: Page) -> Evidence | None:
    found = (_evidence("meta", page.meta[name]) for name in META if name in page.meta)
    pieces = [piece for piece in found if piece]
    if pieces and pieces[0].universal:
        # Beside a time in UTC there is often the same moment in the outlet's own zone.
        return next((piece for piece in pieces if not piece.universal and _agree(piece.day, pieces[0])), pieces[0])
    return pieces[0] if pieces else None


def _url(page: Page) -> Evidence | None:
    for address in dict.fromkeys((page.url, page.address)):
        path = unquote(split_address(address)[1])[:2000]
        for pattern in IN_PATH:
            if (match := pattern.search(path)) and (
                day := read_day("-".join(part.zfill(2) for part in match.groups()))
            ):
                return Evidence("URL", day.isoformat(), day, universal=False)
    return None


def _time_element(page: Page) -> Evidence | None:
    """Return what elements that are marked as the day of publication say, where they say one day only."""
    found: dict[date, Evidence] = {}
    for element in page.root.iter("time", "abbr", "span", "div", "p"):
        stated = element.get("datetime") or (element.get("content") if element.get("itemprop") else None) or ""
        if element.tag == "time" and not stated:
            stated = one_line(element.text_content()[:200])
        if not stated or any(above.tag in OF_OTHERS for above in element.iterancestors()):
            continue
        names = " ".join(filter(None, (element.get(name) for name in ("itemprop", "class", "pubdate", "property"))))
        parent = element.getparent()
        around = (parent.get("class") or "") if parent is not None else ""
        if MARKED.search(f"{names} {around}") and not CHANGED.search(element.get("itemprop") or ""):
            piece = _evidence("time element", stated)
            if piece:
                found.setdefault(piece.day, piece)
    return next(iter(found.values())) if len(found) == 1 else None


def _text(page: Page, blocks: Sequence[Block]) -> Evidence | None:
    """Return the day that stands beside the headline, where only one does."""
    days = {}
    for block in _near(page, blocks):
        for text in [] if CHANGED.search(block.text) else DAY.findall(block.text):
            if day := read_day(
                "-".join(part.zfill(2) for part in NUMBER.findall(text)) if text[:4].isdigit() else text
            ):
                days[day] = text
    if len(days) != 1:
        return None
    day = next(iter(days))
    return Evidence("text", day.isoformat(), day, universal=False)


def _near(page: Page, blocks: Sequence[Block]) -> Iterator[Block]:
    shown = page.shown
    place = next((block.place for block in blocks if shown is not None and block.element is shown), None)
    if place is not None:
        for block in blocks[max(0, place - 1) : place + NEAR]:
            if len(block.text) < LONGEST and block.element is not shown and not _in_list(block.element):
                yield block


def _in_list(element: Element) -> bool:
    return any(each.tag in OF_OTHERS for each in (element, *element.iterancestors()))
