"""Files with the user's corrections above and a list that dateline writes below: ``aliases.yaml``, ``threads.yaml``."""

from __future__ import annotations

import re
from pathlib import Path

from dateline.errors import CorpusError
from dateline.text import sha256

LARGEST = 200_000_000
"""Bytes of the largest file that is read; a million names take half of it."""
MARK = "# ---- dateline writes what follows; corrections go above this line ----"


def read_parts(path: Path, *, section: str) -> tuple[str, str]:
    """Return the user's part of a file and the part that dateline wrote; empty where it is missing.

    Args:
        path: The file.
        section: The section that dateline's part begins with, where the mark before it is gone.

    Raises:
        CorpusError: The file cannot be read, is too large, or is no text in UTF-8.
    """
    try:
        size = path.stat().st_size
        if size > LARGEST:
            message = f"{path} has {size:,} bytes; at most {LARGEST:,} are read. Delete what does not belong there."
            raise CorpusError(message, path=str(path))
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return "", ""
    except UnicodeDecodeError:
        raise CorpusError(f"{path} is no text in UTF-8. Save it as UTF-8.", path=str(path)) from None
    except OSError as error:
        raise CorpusError(f"{path} cannot be read ({error.strerror}).", path=str(path)) from None
    found = re.search(rf"^(?:{re.escape(MARK)}|{section}:)", text, re.MULTILINE)
    return (text[: found.start()], text[found.start() :]) if found else (text, "")


def fingerprint(own: str, listed: str) -> dict[str, str]:
    """Return the hashes of both parts, by which a later run knows whether they were changed."""
    return {"corrections_sha256": sha256(own.rstrip()), "listing_sha256": sha256(listed)}


def refuse_edited_list(path: Path, *, listed: str, written: str, section: str, use: str) -> None:
    """Do nothing if the part that dateline wrote is as it was written.

    Raises:
        CorpusError: It was edited: what it says would be lost.
    """
    if listed and sha256(listed) != written:
        message = (
            f'{path}: the part under "{section}" was changed, which dateline writes anew each time. '
            f'Say it under {use}, delete everything from "{section}:" on, and run this again.'
        )
        raise CorpusError(message, path=str(path))
