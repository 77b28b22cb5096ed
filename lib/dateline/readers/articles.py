"""Records to articles: one row each, with an id, a day, an outlet and where they come from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from dateline.readers import dates
from dateline.readers.fields import find_fields, line, missing, people
from dateline.readers.language import find_language
from dateline.readers.records import Record, Refusal
from dateline.text import content_id, count_text, sha256


class Maker:
    """Makes rows of ``articles`` out of records, file by file, and remembers what it has seen.

    Args:
        columns: Names that the user gives: our fields to theirs.
        published: Day for articles that state none.
        outlet: Outlet for articles that state none.
    """

    def __init__(self, *, columns: Mapping[str, str], published: date | None, outlet: str | None) -> None:
        self.rows: list[dict[str, Any]] = []
        self._columns, self._published, self._outlet = columns, published, outlet
        self._fields: dict[tuple[Any, ...], dict[str, Any]] = {}
        self._places: dict[str, tuple[str, str]] = {}
        self._odd_days: list[str] = []
        self._ids_again = 0

    def make(self, found: Sequence[Record | Refusal], *, source_file: str) -> Iterator[Refusal]:
        """Add the articles of a file to ``rows``; yield what is refused.

        Args:
            found: What the file's reader gave.
            source_file: Name of the file.
        """
        values = {place: self._values(item) for place, item in enumerate(found) if isinstance(item, Record)}
        order = dates.day_first(fields.get("published") for fields in values.values())
        for place, item in enumerate(found):
            refusal: Record | Refusal | None = item
            if isinstance(item, Record):
                refusal = self._add(item, values[place], order=order, source_file=source_file)
            if isinstance(refusal, Refusal):
                yield refusal

    def _values(self, record: Record) -> dict[str, Any]:
        """Return a record's values under our names."""
        names = tuple(record.fields)
        if names not in self._fields:
            self._fields[names] = find_fields(names, self._columns)
        return {ours: record.fields.get(theirs) for ours, theirs in self._fields[names].items()}

    def _add(
        self, record: Record, values: Mapping[str, Any], *, order: bool | None, source_file: str
    ) -> Refusal | None:
        text = values.get("text")
        if not isinstance(text, str) or missing(text):
            names = ", ".join(map(str, list(record.fields)[:12]))
            return Refusal(record.number, "no-text", f"fields: {names}" if text is None else "")
        # Half characters cannot be stored; one for one, so that offsets stay.
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if _half(text) else text
        row = self._row(values, text, order=order) | {"source_file": source_file, "source_record": record.number}
        if record.text_outlet and not row["outlet"]:
            row |= {"outlet": record.text_outlet, "outlet_basis": "text"}
        return self._identify(row, line(values.get("id")), record.number)

    def _row(self, values: Mapping[str, Any], text: str, *, order: bool | None) -> dict[str, Any]:
        outlet = line(values.get("outlet"))
        basis = "metadata" if outlet else "given" if self._outlet else None
        return {
            "headline": line(values.get("headline")),
            "text": text,
            "outlet": outlet or self._outlet,
            "outlet_basis": basis,
            "authors": people(values.get("authors")),
            "published": self._day(values.get("published"), order) or self._published,
            "language": line(values.get("language")) or find_language(text),
            "url": line(values.get("url")),
            "section": line(values.get("section")),
            "agency": line(values.get("agency")),
            "sha256": sha256(text),
        }

    def _day(self, value: Any, order: bool | None) -> date | None:
        day = None if missing(value) else dates.read_day(value, order=order)
        if day is None and not missing(value):
            self._odd_days.append(str(value)[:60])
        return day

    def _identify(self, row: dict[str, Any], given: str | None, number: int) -> Refusal | None:
        """Give the article its id; refuse it where the same one was read before."""
        own = content_id(row["headline"], row["outlet"], row["published"], row["text"])
        key = given or own
        if key in self._places:
            place, other = self._places[key]
            if other == row["sha256"]:
                return Refusal(number, "duplicate", f"the same as {place}")
            self._ids_again += 1
            key = f"{key}~{row['sha256'][:8]}"
            if key in self._places:
                return Refusal(number, "duplicate", f"the same as {self._places[key][0]}")
        self._places[key] = (f"{row['source_file']}, record {row['source_record']}", row["sha256"])
        self.rows.append({"id": key, **row})
        return None

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


def _half(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False
