"""Who made a bundle and what others may do with it: authors, ORCID, licence, and how to cite it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.errors import BundleError

ORCID = "https://orcid.org/"
_ORCID = re.compile(r"(?:https?://orcid\.org/)?([0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X])")
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]{1,500}")
NO_LICENCE = "No licence given"
RESERVED = (
    "No licence was given: all rights in this bundle stay with those who hold them. You may check it and run it again;"
    " ask its authors before you pass it on."
)
NOT_NAMED = "Not named"


@dataclass(frozen=True, slots=True)
class Author:
    """A person, with an ORCID or without."""

    name: str
    orcid: str = ""

    @property
    def id(self) -> str:
        """What the crate calls the person."""
        return f"{ORCID}{self.orcid}" if self.orcid else f"#author-{_slug(self.name)}"


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence: its name, and its address where it has one."""

    name: str
    address: str = ""
    spdx: str = ""


@dataclass(frozen=True, slots=True)
class Credits:
    """What a bundle is called, who made it and under which licence.

    Attributes:
        date: Day of the run, as 2025-03-04.
    """

    title: str
    date: str
    authors: Sequence[Author] = field(default_factory=tuple)
    licence: Licence = field(default_factory=lambda: Licence(NO_LICENCE))


def _slug(name: str) -> str:
    return re.sub(r"[^\w]+", "-", name.casefold()).strip("-") or "unnamed"


def read_authors(names: Sequence[str], orcids: Sequence[str]) -> list[Author]:
    """Return authors from names and ORCIDs in the same order.

    Raises:
        BundleError: There are more ORCIDs than names, or one is none.
    """
    if len(orcids) > len(names):
        message = (
            f"There are {len(orcids)} ORCIDs and {len(names)} authors. Give an --author for each --orcid, in order."
        )
        raise BundleError(message)
    if any(not name.strip() for name in names):
        raise BundleError("An --author has no name. Write: --author 'Ana Ruiz'")
    padded = [*map(read_orcid, orcids), *[""] * (len(names) - len(orcids))]
    return [Author(" ".join(name.split()), orcid) for name, orcid in zip(names, padded, strict=True)]


def read_orcid(text: str) -> str:
    """Return an ORCID without its address, after a look at its check digit (ISO 7064, MOD 11-2).

    Raises:
        BundleError: It is none.

    >>> read_orcid("https://orcid.org/0000-0002-1825-0097")
    '0000-0002-1825-0097'
    """
    found = _ORCID.fullmatch(text.strip())
    if found:
        total = 0
        for digit in found[1].replace("-", "")[:-1]:
            total = (total + int(digit)) * 2
        check = (12 - total % 11) % 11
        if found[1][-1] == ("X" if check == 10 else str(check)):
            return found[1]
    raise BundleError(f'"{text[:100]}" is no ORCID. Write it like this: --orcid 0000-0002-1825-0097')


def read_licence(text: str | None) -> Licence:
    """Return the licence that an SPDX identifier or an address names.

    Raises:
        BundleError: It is neither.
    """
    if text is None:
        return Licence(NO_LICENCE)
    if _ADDRESS.fullmatch(text):
        return Licence(text, text)
    from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

    try:
        name = str(canonicalize_license_expression(text))
    except InvalidLicenseExpression:
        name = " "
    if " " in name:
        message = f'"{text[:100]}" is no licence. Give an SPDX identifier, such as CC-BY-4.0 or MIT, or an address.'
        raise BundleError(message)
    return Licence(name, f"https://spdx.org/licenses/{name}", name)


def citation(credits: Credits, *, version: str) -> str:
    """Return the content of ``CITATION.cff`` (Citation File Format 1.2.0).

    Args:
        credits: What the bundle is called, by whom, when.
        version: Version of the kit that made it.
    """
    lines = [
        "cff-version: 1.2.0",
        "type: dataset",
        "message: If you use this bundle, please cite it as below.",
        f"title: {_quoted(credits.title)}",
        f"date-released: {_quoted(credits.date)}",
        f"abstract: {_quoted(f'A research bundle, made with Dateline {version}.')}",
        "authors:",
    ]
    for author in credits.authors or [Author(NOT_NAMED)]:
        lines.append(f"  - name: {_quoted(author.name)}")
        lines += [f"    orcid: {_quoted(author.id)}"] if author.orcid else []
    lines += [f"license: {credits.licence.spdx}"] if credits.licence.spdx else []
    lines += [f"license-url: {_quoted(credits.licence.address)}"] if credits.licence.address else []
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """Return a text in quotation marks: JSON is YAML, whatever stands in it."""
    return json.dumps(text, ensure_ascii=not text.isprintable())
