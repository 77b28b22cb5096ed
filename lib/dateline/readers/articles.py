"""Records to articles: one row each, with an id, a day, an outlet and where they come from."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from dateline.readers import dates
from dateline.readers.agencies import agency_named
from dateline.readers.fields import find_fields, line, missing, people
from dateline.readers.language import find_language, iso_code
from dateline.readers.newswire import credited_agency
from dateline.readers.records import COMPLETENESS, Record, Refusal
from dateline.text import content_id, count_text, sha256

_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d{2})[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")


def prepare(record: Record, columns: Mapping[str, str]) -> dict[str, Any] | Refusal:
    """Return what a record says under our names, as values that JSON can hold; a refusal where it says nothing.

    Whatever depends on other records (the order of day and month, ids used twice) or on what the user gives for
    articles that state nothing is left to ``Finisher``.

    Args:
        record: What a reader gave.
        columns: Names that the user gives: our fields to theirs.
    """
    names = find_fields(tuple(record.fields), columns)
    values = {ours: record.fields.get(theirs) for ours, theirs in names.items()}
    text, headline = values.get("text"), line(values.get("headline"))
    if not isinstance(text, str) or missing(text):
        if headline is None or not (text is None or isinstance(text, str)):
            there = ", ".join(map(str, list(record.fields)[:12]))
            return Refusal(record.number, "no-text", f"fields: {there}" if text is None else "")
        text = None
    elif _half(text):
        # Half characters cannot be stored; one for one, so that offsets stay.
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    completeness = values.get("completeness")
    return {
        "id": line(values.get("id")),
        "headline": headline,
        "text": text,
        "outlet": line(values.get("outlet")),
        "outlet_basis": "URL" if values.get("outlet_basis") == "URL" else None,
        "text_outlet": record.text_outlet or None,
        "authors": people(values.get("authors")),
        "published": _plain(values.get("published")),
        "published_basis": line(values.get("published_basis")),
        "language": iso_code(line(values.get("language"))) or find_language(text or headline or ""),
        "url": line(values.get("url")),
        "section": line(values.get("section")),
        "agency": _agency(values, text or ""),
        "completeness": "missing" if text is None else completeness if completeness in COMPLETENESS else "whole",
        "sha256": None if text is None else sha256(text),
        "source_record": record.number,
    }


def _agency(values: Mapping[str, Any], text: str) -> str | None:
    stated = line(values.get("agency"))
    if stated:
        return agency_named(stated) or stated
    outlet, authors = line(values.get("outlet")) or "", people(values.get("authors"))
    return credited_agency(text, outlet=outlet, authors=authors) or None


def _plain(value: Any) -> str | float | None:
    """Return a date as a file gives it, as text or a number."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    if hasattr(value, "item") and not isinstance(value, str):
        value = value.item()
    if missing(value) or isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return value if math.isfinite(value) else None
    return line(value)


def _half(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False


class Finisher:
    """Makes rows of ``articles`` out of what ``prepare`` gave, in the order of the files, and remembers what it saw.

    Args:
        published: Day for articles that state none.
        outlet: Outlet for articles that state none.
    """

    def __init__(self, *, published: date | None, outlet: str | None) -> None:
        self._published, self._outlet = published, outlet
        self._places: dict[str, tuple[str, int, str | None]] = {}
        self._odd_days: list[str] = []
        self._ids_again = 0

    def finish(
        self, values: Mapping[str, Any], *, source_file: str, day_first: bool | None
    ) -> dict[str, Any] | Refusal:
        """Return a row of ``articles``, or a refusal where the same article was read before.

        Args:
            values: What ``prepare`` gave.
            source_file: Name of the file.
            day_first: Whether 04/05/2025 means 4 May in this file; None where it does not show.
        """
        row = {key: value for key, value in values.items() if key != "text_outlet"} | {"source_file": source_file}
        basis = row["outlet_basis"] or "metadata" if row["outlet"] else "given" if self._outlet else None
        row |= {"outlet": row["outlet"] or self._outlet, "outlet_basis": basis}
        if values["text_outlet"] and not row["outlet"]:
            row |= {"outlet": values["text_outlet"], "outlet_basis": "text"}
        return self._identify(row | self._day(values, source_file, day_first))

    def _day(self, values: Mapping[str, Any], source_file: str, order: bool | None) -> dict[str, Any]:
        stated = values["published"]
        if stated is not None:
            if day := dates.read_day(stated, order=order):
                basis = values["published_basis"] or "metadata"
                return {"published": day, "published_time": dates.read_time(stated), "published_basis": basis}
            self._odd_days.append(str(stated)[:60])
        found = _IN_NAME.search(source_file.rsplit("/", 1)[-1])
        if found and (day := dates.read_day("-".join(found.groups()))):
            return {"published": day, "published_time": None, "published_basis": "file name"}
        basis = "given" if self._published else None
        return {"published": self._published, "published_time": None, "published_basis": basis}

    def _identify(self, row: dict[str, Any]) -> dict[str, Any] | Refusal:
        """Give the article its id; refuse it where the same one was read before."""
        number = row["source_record"]
        # Without a text, what else is known tells articles apart.
        whole = row["text"] if row["text"] is not None else f"\x00{row['url'] or ''}"
        key = row["id"] or content_id(row["headline"], row["outlet"], row["published"], whole)
        if key in self._places:
            if self._places[key][2] == row["sha256"]:
                return Refusal(number, "duplicate", self._same(key))
            self._ids_again += 1
            key = f"{key}~{(row['sha256'] or content_id(row['headline']))[:8]}"
            if key in self._places:
                return Refusal(number, "duplicate", self._same(key))
        self._places[key] = (row["source_file"], number, row["sha256"])
        return row | {"id": key}

    def _same(self, key: str) -> str:
        file, number, _ = self._places[key]
        return f"the same as {file}, record {number}"

    def notes(self) -> tuple[str, ...]:
        """Return sentences about what was read but needs a look."""
        notes = []
        if self._odd_days:
            number = count_text(len(self._odd_days), "date")
            notes.append(f'{number} not understood and left empty, such as "{self._odd_days[0]}"')
        if self._ids_again:
            number = count_text(self._ids_again, "article")
            notes.append(f"{number} had the id of another one; a mark was added to theirs (id~1a2b3c4d)")
        return tuple(notes)
