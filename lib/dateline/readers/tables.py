"""Tables: CSV, TSV and Parquet, one article a row."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from itertools import chain

from dateline.readers.formats import Format
from dateline.readers.records import Found, Record, Refusal, UnreadableError
from dateline.readers.services import adapt
from dateline.readers.source import LARGEST_LINE, Source
from dateline.readers.web_rows import open_page

SEPARATORS = (",", ";", "\t", "|")


def read_csv(source: Source) -> Found:
    """Read a table of text with a row of names; the separator is the one that splits the names best.

    Yields:
        A record for each row; a refusal for a row with more cells than there are names.

    Raises:
        UnreadableError: There is no row of names.
    """
    csv.field_size_limit(LARGEST_LINE)
    lines = source.lines()
    head = next(lines, "")
    separator = max(SEPARATORS, key=lambda mark: len(next(csv.reader([head], delimiter=mark), [])))
    rows = csv.reader(chain([head], lines), delimiter=separator)
    try:
        names = next(rows)
    except (csv.Error, StopIteration) as error:
        raise UnreadableError("damaged", f"no row of names: {error}") from error
    first = next(rows, None) if len(names) < 2 else []
    if first is None:
        raise UnreadableError("not-records", "one line only: no table of articles")
    yield from _rows(chain([first], rows), names)


def _rows(rows: Iterator[list[str]], names: Sequence[str]) -> Iterator[Record | Refusal]:
    number = 0
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            number += 1
            yield Refusal(number, "damaged", f"the row cannot be read: {error}")
            continue
        if not any(cell.strip() for cell in row):
            continue
        number += 1
        if len(row) > len(names):
            detail = f"{len(row)} cells, but {len(names)} names: is a quotation mark missing?"
            yield Refusal(number, "damaged", detail)
        else:
            yield open_page(Record(number, adapt(dict(zip(names, row, strict=False)))))


def read_parquet(source: Source) -> Found:
    """Read a Parquet file, some rows in memory at a time.

    Yields:
        A record for each row.

    Raises:
        UnreadableError: The file is damaged.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    number = 0
    try:
        with source.open() as stream, pq.ParquetFile(stream) as file:
            for batch in file.iter_batches(batch_size=500):
                for row in batch.to_pylist():
                    number += 1
                    yield open_page(Record(number, adapt(row)))
    except (pa.ArrowException, ValueError, OverflowError, EOFError) as error:
        yield Refusal(number + 1 if number else 0, "damaged", f"no whole Parquet file: {str(error)[:200]}")
    except OSError as error:
        yield Refusal(number + 1 if number else 0, "damaged", f"the file cannot be read: {str(error)[:200]}")


CSV = Format("csv", "table of text (.csv, .tsv)", lambda source: source.suffix in {".csv", ".tsv"}, read_csv)
PARQUET = Format("parquet", "Parquet", lambda source: source.head.startswith(b"PAR1"), read_parquet)
