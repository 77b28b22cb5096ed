"""Which reader reads which file: the formats in the order in which they are tried, a user's own first."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path, PurePosixPath

from dateline.readers import (
    documents,
    ebsco,
    email_files,
    europresse,
    factiva_files,
    feeds,
    html,
    json_files,
    mhtml,
    newsbank,
    newsml,
    nexis,
    nitf,
    pdf,
    plain,
    proquest,
    reuters,
    ris,
    tables,
    timeml,
    warc,
    web_lists,
)
from dateline.readers.archives import parts_of
from dateline.readers.companions import saved_with
from dateline.readers.formats import Format
from dateline.readers.records import Check, Item, Refusal, UnreadableError
from dateline.readers.source import Source

BUILT_IN: tuple[Format, ...] = (
    warc.WARC,
    warc.WACZ,
    # Exports before web pages and plain text: a batch looks like one long article otherwise.
    ris.RIS,
    proquest.PROQUEST_TEXT,
    proquest.PROQUEST_HTML,
    europresse.EUROPRESSE,
    ebsco.EBSCO,
    newsbank.NEWSBANK,
    # LexisNexis after ProQuest, which says "Document 1 of 25" too.
    nexis.WORD_FORMAT,
    nexis.RTF_FORMAT,
    nexis.HTML_FORMAT,
    nexis.TEXT_FORMAT,
    factiva_files.PAGE_FORMAT,
    factiva_files.RTF_FORMAT,
    factiva_files.TEXT_FORMAT,
    feeds.FEED,
    newsml.NEWSML_G2,
    newsml.NEWSML,
    nitf.NITF,
    reuters.REUTERS,
    timeml.TIMEML,
    # A saved page before the mail that it is made as.
    mhtml.MHTML,
    email_files.EMAIL,
    documents.WORD,
    documents.OPEN_TEXT,
    documents.RTF,
    pdf.PDF,
    tables.PARQUET,
    # A list of saved pages before the tables that it looks like.
    web_lists.LIST,
    json_files.JSON_LINES,
    json_files.JSON,
    html.HTML,
    tables.CSV,
    plain.PLAIN,
)
ENTRY_POINTS = "dateline.readers"
SIGNATURES = {
    b"\xd0\xcf\x11\xe0": "old-format",
    b"\x89PNG": "binary",
    b"\xff\xd8\xff": "binary",
    b"GIF8": "binary",
    b"\x7fELF": "binary",
    b"MZ\x90": "binary",
}


@cache
def formats() -> tuple[Format, ...]:
    """Return the formats in the order in which they are tried: those of installed packages, then the built-in ones."""
    own = [point.load() for point in sorted(entry_points(group=ENTRY_POINTS), key=lambda point: point.name)]
    return (*own, *BUILT_IN)


def read_file(path: Path, name: str) -> Iterator[tuple[str, Item]]:
    """Read a file with the first format that recognises it; whatever goes wrong is a refusal, never an error.

    Args:
        path: The file.
        name: What the file is called in the tables.

    Yields:
        The name of the file, or of the part of an archive, and what was found, in the order of the file; at least one
        record or refusal for every file and part.
    """
    try:
        source = Source(name, path)
    except UnreadableError as error:
        yield name, error.refusal
        return
    yield from read_source(source)


def read_source(source: Source, *, depth: int = 0) -> Iterator[tuple[str, Item]]:
    """Read a file or a part of an archive, and the parts in it.

    Args:
        source: What to read.
        depth: Number of archives that it is inside of.
    """
    said = False
    try:
        for name, item in _items(source, depth):
            said = said or not isinstance(item, Check)
            yield name, item
        if not said:
            yield source.name, Refusal(0, "empty", "there are no articles in it")
    except UnreadableError as error:
        yield source.name, error.refusal
    except OSError as error:
        yield source.name, Refusal(0, "unreadable", error.strerror or str(error))
    except Exception as error:
        # Files are hostile: whatever a reader or a library stumbles over costs this file, never the run.
        yield source.name, Refusal(0, "damaged", f"{type(error).__name__}: {str(error)[:200]}")


def _items(source: Source, depth: int) -> Iterator[tuple[str, Item]]:
    found = _recognise(source)
    if found is not None:
        yield from ((source.name, item) for item in found.read(source))
        return
    for part in parts_of(source, depth=depth):
        yield from [part] if isinstance(part, tuple) else read_source(part, depth=depth + 1)


def _recognise(source: Source) -> Format | None:
    """Return the format of a source; None where it is an archive whose parts are to be read one by one."""
    if page := saved_with(source):
        raise UnreadableError("companion", f"saved with {page}")
    if not source.head.strip():
        raise UnreadableError("empty")
    for known in formats():
        if known.recognise(source):
            return known
    if source.parts:
        return None
    reason = next((why for mark, why in SIGNATURES.items() if source.head.startswith(mark)), "")
    if not reason:
        reason = "unknown-format" if source.start or not PurePosixPath(source.name).suffix else "binary"
    raise UnreadableError(reason, f"its name ends in {source.suffix}" if source.suffix else "")
