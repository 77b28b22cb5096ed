"""The file ``aliases.yaml``: the user's corrections above, the sources with their names as found below."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import pandas as pd

from dateline.corrections_file import MARK, read_parts

ALIASES = "aliases.yaml"
HEADER = """\
# The names of sources. Below, under "sources", stands each source with all the names that articles give it.
# Correct them here, then run: dateline aliases CORPUS   (dateline tag applies corrections too)
#
# merge:                                    these names are one source; the first is shown
#   - [Ana Ruiz, Ruiz, the commissioner]
# split:                                    these are different sources: never joined
#   - [Interior Ministry, Varnian Interior Ministry]
# rename:                                   show a source as
#   OFA: Orrin Flood Agency

merge:

split:

rename:

"""
_PLAIN = re.compile(r"[^\W\d_](?:[\w .’'()\-]*[\w.’')])?")
_WORDS = frozenset({"yes", "no", "on", "off", "true", "false", "null", "y", "n"})
"""What YAML takes for something else than text."""


def read_aliases(folder: Path) -> tuple[str, str]:
    """Return the user's part of a corpus folder's ``aliases.yaml`` and the part that dateline wrote; empty if missing.

    Raises:
        CorpusError: The file cannot be read, is too large, or is no text in UTF-8.
    """
    return read_parts(folder / ALIASES, section="sources")


def list_sources(aliases: pd.DataFrame) -> str:
    """Return the part of ``aliases.yaml`` that lists sources and their names.

    Args:
        aliases: The ``aliases`` table, in its order.
    """
    lines = [MARK, "sources:" if len(aliases) else "sources: {}"]
    for source, names in by_source(aliases):
        kind, claims = names[0][1], sum(name[2] for name in names)
        if [name[0] for name in names] == [source]:
            lines.append(f"  {_scalar(source)}: {{kind: {kind}, claims: {claims}, articles: {names[0][3]}}}")
            continue
        lines += [f"  {_scalar(source)}:", f"    kind: {kind}", f"    claims: {claims}", "    names:"]
        for name, kind, number, articles, reason in names:
            facts = [f"claims: {number}", f"articles: {articles}", f"kind: {kind}"]
            facts += [f"because: {reason}"] if reason else []
            lines.append(f"      {_scalar(name)}: {{{', '.join(facts)}}}")
    return "\n".join(lines) + "\n"


def by_source(aliases: pd.DataFrame) -> Iterator[tuple[str, list[tuple[str, str, int, int, str]]]]:
    """Yield each source with its names: name, kind, claims, articles and reason, in the order of the table."""
    columns = (aliases[column].tolist() for column in ("source", "name", "kind", "claims", "articles", "reason"))
    for source, rows in groupby(zip(*columns, strict=True), key=itemgetter(0)):
        yield source, [row[1:] for row in rows]


def _scalar(text: str) -> str:
    """Return a name as it can be copied into a correction: in quotation marks where YAML would misread it."""
    if _PLAIN.fullmatch(text) and text.casefold() not in _WORDS:
        return text
    return json.dumps(text, ensure_ascii=not text.isprintable())
