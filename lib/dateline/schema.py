"""The tables: their columns, types, meanings and row order. They are declared here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pyarrow as pa

from dateline.errors import SchemaError, UnknownNameError

VERSION = 1
"""Version of the corpus folder; a folder of another version is refused with a message."""

ARROW: Mapping[str, pa.DataType] = {
    "text": pa.string(),
    "number": pa.int64(),
    "share": pa.float64(),
    "day": pa.timestamp("us"),
    "texts": pa.list_(pa.string()),
    "spans": pa.list_(pa.list_(pa.int64())),
}
PANDAS: Mapping[str, str] = {
    "text": "str",
    "number": "int64",
    "share": "float64",
    "day": "datetime64[us]",
    "texts": "object",
    "spans": "object",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its kind (a key of ``ARROW``) and what it means."""

    name: str
    kind: str
    meaning: str


def _columns(*rows: tuple[str, str, str]) -> tuple[Column, ...]:
    return tuple(Column(*row) for row in rows)


TABLES: Mapping[str, tuple[Column, ...]] = {
    "articles": _columns(
        ("id", "text", "hash of the content, or the id that the input gave"),
        ("headline", "text", "headline; missing where there is none"),
        (
            "text",
            "text",
            "the article's text, never changed after reading: all spans count its characters; missing where the input "
            "has none",
        ),
        ("outlet", "text", "who published it"),
        (
            "outlet_basis",
            "text",
            "where the outlet comes from: given, metadata, URL (its site), or text (a candidate only)",
        ),
        ("authors", "texts", "names in the byline"),
        ("published", "day", "day of publication as the outlet states it; missing where the input has none"),
        (
            "published_time",
            "text",
            "moment of publication with its zone (ISO 8601); missing where only a day is stated",
        ),
        (
            "published_basis",
            "text",
            "where the day comes from: metadata (or which: JSON-LD, meta, ...), URL, text, file name or given",
        ),
        ("language", "text", "ISO 639-1 code"),
        ("url", "text", "address"),
        ("section", "text", "section or desk of the outlet"),
        ("agency", "text", "news agency credited with the story"),
        (
            "completeness",
            "text",
            "how much the input gave: whole, excerpt, paywall (what is before one) or missing",
        ),
        ("source_file", "text", "file it was read from, relative to the folder given; a part of an archive after it"),
        ("source_record", "number", "number of the record in that file, from 1"),
        ("sha256", "text", "SHA-256 of the text in UTF-8"),
    ),
    "rejected": _columns(
        ("source_file", "text", "file that was refused, or that holds the refused record"),
        ("source_record", "number", "number of the record from 1; 0 for the whole file"),
        ("reason", "text", "short code of the reason, stable between versions"),
        ("detail", "text", "what was found, and what to do"),
    ),
    "sentences": _columns(
        ("article", "text", "id of the article"),
        ("start", "number", "first character"),
        ("end", "number", "character after the last"),
    ),
    "entities": _columns(
        ("article", "text", "id of the article"),
        ("start", "number", "first character"),
        ("end", "number", "character after the last"),
        ("kind", "text", "PER, ORG, LOC or MISC"),
        ("name", "text", "fullest name of the same entity in the article"),
        ("place_id", "text", "GeoNames id of a place, where one is known"),
    ),
    "times": _columns(
        ("article", "text", "id of the article"),
        ("start", "number", "first character"),
        ("end", "number", "character after the last"),
        ("type", "text", "TIMEX3 type: DATE, TIME, DURATION or SET"),
        ("value", "text", "TIMEX3 value; X for each digit that is not known"),
        ("first", "day", "first day meant; missing where it cannot be known"),
        ("last", "day", "last day meant"),
        (
            "basis",
            "text",
            "rule that gave the value and what it counted from: the publication date, its own words, the time at "
            "(start of another row of the article), a known event (9/11), or no known date",
        ),
        ("mod", "text", "TIMEX3 modifier (START, MID, END, APPROX, BEFORE, ON_OR_AFTER, ...); missing where none"),
    ),
    "claims": _columns(
        ("id", "text", "hash of article, spans and roles"),
        ("article", "text", "id of the article"),
        ("source_spans", "spans", "characters that name who claims"),
        ("cue_spans", "spans", "characters of the reporting words"),
        ("content_spans", "spans", "characters of what is claimed"),
        ("source", "text", "canonical name of the source in the corpus; missing where the text names none"),
        ("source_kind", "text", "person, organisation, government, group, document, anonymous or unknown"),
        ("via", "texts", "who passes the claim on, the outlet's side first"),
        ("cue", "text", "the reporting word in its base form"),
        ("cue_kind", "text", "states, denies, warns, demands, promises, predicts, believes, asks, confirms, withdraws"),
        ("quotation", "text", "direct, mixed or indirect"),
        ("certainty", "text", "plain, hedged (by the speaker), hedged by reporter, conditional or negated"),
        ("said_first", "day", "first day on which it can have been said"),
        ("said_last", "day", "last day on which it can have been said"),
        ("said_basis", "text", "where that comes from: stated, dateline, publication, unknown, or corrected (by hand)"),
        ("about_first", "day", "first day that the content speaks of"),
        ("about_last", "day", "last day that the content speaks of"),
        ("parent", "text", "id of the claim that this one is nested in"),
        ("confidence", "share", "estimated probability that claim and source are right, 0 to 1"),
    ),
    "article_names": _columns(
        ("claim", "text", "id of the claim"),
        ("source", "text", "fullest name of the source in the claim's own article; missing where it names none"),
        ("via", "texts", "who passes the claim on, by the names of that article"),
    ),
    "aliases": _columns(
        ("source", "text", "canonical name, which claims show"),
        ("name", "text", "name that articles give it"),
        ("kind", "text", "commonest kind of source under that name; of who only passes claims on, what the name is"),
        ("claims", "number", "claims whose source bears that name"),
        ("articles", "number", "articles whose sources, or those who pass claims on, bear it"),
        ("reason", "text", "why it is the same source; empty for the canonical name itself"),
    ),
    "topics": _columns(
        ("article", "text", "id of the article"),
        ("start", "number", "first character"),
        ("end", "number", "character after the last"),
        ("topic", "text", "topic in the user's dictionary"),
        ("term", "text", "pattern of the dictionary that matched"),
    ),
    "copies": _columns(
        ("article", "text", "id of the article; each article has a row"),
        ("cluster", "text", "id of the story: that of its earliest copy, or of the article itself where it has none"),
        (
            "similarity",
            "share",
            "share of the shorter text's sequences of four words that this article and the earliest copy share, 0 to "
            "1; 1 for the earliest itself",
        ),
        ("earliest", "text", "id of the earliest copy"),
    ),
    "links": _columns(
        ("claim", "text", "id of the later of two claims that say the same, deny or change it"),
        ("other", "text", "id of the earlier one"),
        ("score", "share", "estimated probability that the two belong together, 0 to 1"),
        ("basis", "text", "what the link rests on, in words: what the two share"),
    ),
    "threads": _columns(
        ("thread", "text", "id of the thread: that of its first claim; each claim has a row, alone or not"),
        ("claim", "text", "id of the claim"),
        ("role", "text", "first, repeat, amend, deny, confirm or withdraw"),
        ("origin", "text", "who stands at the end of the chain of attribution; missing where no one is named"),
        ("score", "share", "score of the claim's best link in the thread, 0 to 1; 1 for the first"),
    ),
}

ROW_ORDER: Mapping[str, tuple[str, ...]] = {
    "articles": ("source_file", "source_record", "id"),
    "rejected": ("source_file", "source_record", "reason"),
}
"""Sort keys of the tables that reading writes. Tags follow the order of ``articles``, then start and end."""

TAGS = ("sentences", "entities", "times", "claims", "topics")
NAMES = ("article_names", "aliases")
"""Tables that are made of the tags of the whole corpus, when each source gets one name."""
THREADS = ("links", "threads")
"""Tables that are made of claims when these are linked."""


def columns(table: str) -> tuple[Column, ...]:
    """Return the declared columns of a table.

    Raises:
        UnknownNameError: There is no such table.
    """
    if table not in TABLES:
        raise UnknownNameError("table", table, TABLES)
    return TABLES[table]


def arrow_schema(table: str) -> pa.Schema:
    """Return the Arrow schema of a table, as written to Parquet."""
    return pa.schema([(column.name, ARROW[column.kind]) for column in columns(table)])


def frame(table: str, rows: Iterable[Mapping[str, Any] | Sequence[Any]] = ()) -> pd.DataFrame:
    """Make a table from rows, with the declared columns, types and order of columns.

    Args:
        table: Name of the table.
        rows: Mappings (a column left out is missing) or sequences in the order of the columns.
    """
    declared = columns(table)
    names = [column.name for column in declared]
    dicts = [row if isinstance(row, Mapping) else dict(zip(names, row, strict=True)) for row in rows]
    return conform(pd.DataFrame({name: [row.get(name) for row in dicts] for name in names}, dtype=object), table)


def conform(table_frame: pd.DataFrame, table: str) -> pd.DataFrame:
    """Return a copy with exactly the declared columns and types; other columns are left out.

    Raises:
        SchemaError: A declared column is missing.
    """
    declared = columns(table)
    for column in declared:
        if column.name not in table_frame.columns:
            found = ", ".join(map(str, table_frame.columns)) or "none"
            message = f'No column "{column.name}" in the table "{table}" (found: {found}).'
            raise SchemaError(message, table=table, column=column.name)
    out = pd.DataFrame({column.name: _typed(table_frame[column.name], column.kind) for column in declared})
    return out.reset_index(drop=True)


def _typed(values: pd.Series, kind: str) -> pd.Series:
    if kind == "texts":
        return pd.Series([_list(value) for value in values], index=values.index, dtype=object)
    if kind == "spans":
        spans = [[[int(a), int(b)] for a, b in _list(value)] for value in values]
        return pd.Series(spans, index=values.index, dtype=object)
    if kind == "day":
        return pd.to_datetime(values).astype("datetime64[us]")
    return values.astype(PANDAS[kind])  # type: ignore[call-overload, no-any-return]


def _list(value: Any) -> list[Any]:
    """Parquet gives arrays, rows give lists or nothing: make all of them lists."""
    if value is None or isinstance(value, float):
        return []
    return list(value)
