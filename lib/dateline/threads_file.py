"""The file ``threads.yaml``: the user's corrections of threads above, the threads as found below."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import pandas as pd

from dateline.analysis.threads.corrections import Corrections, ThreadsError
from dateline.corrections_file import MARK, read_parts
from dateline.errors import CorpusError
from dateline.tagging.aliases.reading import Form, read_lists, read_pairs, read_sections
from dateline.text import printable, sha256

THREADS = "threads.yaml"
SECTION = "threads"
LONGEST = 100
"""Characters of a claim that are shown beside its id."""
HEADER = """\
# Threads: claims that say the same thing, deny or change it. Below, under "threads", stands each thread of several
# claims, under the id of its first claim, with the ids of all of them and their first words.
# Correct them here, by any of these ids, then run: dateline threads CORPUS
#
# merge:                                    the threads of these claims are one
#   - [1f0c2d3e4a5b6c7d, 9a8b7c6d5e4f3a2b]
# split:                                    these claims say different things: each in a thread of its own
#   - [1f0c2d3e4a5b6c7d, 0123456789abcdef]
# name:                                     call the thread of this claim
#   1f0c2d3e4a5b6c7d: Cracks in the Tarrow Dam

merge:

split:

name:

"""
EXAMPLE = """\
merge:                                  # the threads of these claims are one
  - [1f0c2d3e4a5b6c7d, 9a8b7c6d5e4f3a2b]
split:                                  # these claims say different things
  - [1f0c2d3e4a5b6c7d, 0123456789abcdef]
name:                                   # call the thread of this claim
  1f0c2d3e4a5b6c7d: Cracks in the Tarrow Dam
"""


def _error(message: str, *, example: bool = False) -> ThreadsError:
    return ThreadsError(f"{message} Corrections look like this:\n\n{EXAMPLE}" if example else message)


FORM = Form(("merge", "split", "name"), "an id or a name", "ids", "ID: NAME TO SHOW", _error)


def parse_thread_corrections(text: str) -> Corrections:
    """Read corrections of threads in YAML: sections ``merge``, ``split`` and ``name``, each of which may be missing.

    Args:
        text: The YAML.

    Raises:
        ThreadsError: It is no YAML, holds anything but these sections, or a list has fewer than two ids.
    """
    sections = read_sections(text, FORM)
    merge, split = (read_lists(name, sections.get(name), FORM) for name in ("merge", "split"))
    for name, lists in (("merge", merge), ("split", split)):
        short = next((listed for listed in lists if len(set(listed)) < 2), None)
        if short is not None:
            found = f'only "{short[0]:.40}"' if short else "none"
            raise _error(f"A list of {name} takes two ids or more, found {found}.", example=True)
    names = read_pairs("name", sections.get("name"), FORM)
    return Corrections(
        merge=tuple(tuple(id.strip() for id in listed) for listed in merge),
        split=tuple(tuple(id.strip() for id in listed) for listed in split),
        name={id.strip(): " ".join(name.split()) for id, name in names.items()},
    )


def load_thread_corrections(folder: Path) -> Corrections:
    """Read the corrections of a corpus folder's ``threads.yaml``; there are none where the file is missing.

    Raises:
        ThreadsError: They cannot be understood.
        CorpusError: The file cannot be read.
    """
    try:
        return parse_thread_corrections(read_threads_file(folder)[0])
    except ThreadsError as error:
        raise within(error, folder) from None


def within(error: ThreadsError, folder: Path) -> ThreadsError:
    """Return the same error, with the file."""
    return ThreadsError(f"{folder / THREADS}: {error}", path=str(folder / THREADS))


def read_threads_file(folder: Path) -> tuple[str, str]:
    """Return the user's part of a corpus folder's ``threads.yaml`` and the part that dateline wrote; empty if missing.

    Raises:
        CorpusError: The file cannot be read.
    """
    return read_parts(folder / THREADS, section=SECTION)


def check_threads(folder: Path, about: Mapping[str, Any]) -> None:
    """Do nothing if the threads in a corpus folder are of its claims, and as ``threads.yaml`` corrects them.

    Raises:
        CorpusError: They were not looked for, or something has changed since.
    """
    done = about.get("threads")
    run = f"Run: dateline threads {folder}"
    if done is None:
        raise CorpusError(f"Threads are not looked for yet in {folder}. {run}", path=str(folder))
    if any(done.get(name) != value for name, value in made_from(folder, about).items()):
        what = f"Claims, names, copies or {THREADS} have changed since threads were looked for in {folder}."
        raise CorpusError(f"{what} {run}, then open the corpus again.", path=str(folder))


def made_from(folder: Path, about: Mapping[str, Any]) -> dict[str, str]:
    """Return the hashes of what threads are made from, as ``corpus.json`` and ``threads.yaml`` stand."""
    tables = about["tables"] | about.get("tags", {}).get("tables", {}) | about.get("copies", {}).get("tables", {})
    names = ("articles", "claims", "entities", "copies")
    found = {f"{name}_sha256": str(tables.get(name, {}).get("sha256", "")) for name in names}
    return found | {"corrections_sha256": sha256(read_threads_file(folder)[0].rstrip())}


def list_threads(threads: pd.DataFrame, readable: pd.DataFrame, names: Mapping[str, str]) -> str:
    """Return the part of ``threads.yaml`` that lists threads of several claims, with their first words.

    Args:
        threads: The table ``threads``, thread by thread.
        readable: The claims in words, from ``readable_claims``.
        names: What the user calls threads.
    """
    said = {row["claim"]: row for row in readable.to_dict("records")}
    lines = []
    for thread, claims in claims_by_thread(threads):
        if len(claims) > 1:
            name = printable(names[thread]) if thread in names else f"{len(claims)} claims"
            lines.append(f"  {thread}: # {name}")
            lines += [f"    - {claim} # {describe_claim(said[claim])}" for claim in claims]
    return "\n".join([MARK, f"{SECTION}:" if lines else f"{SECTION}: {{}}", *lines]) + "\n"


def claims_by_thread(threads: pd.DataFrame) -> Iterator[tuple[str, list[str]]]:
    """Yield each thread with its claims, in the order of the table."""
    pairs = zip(threads["thread"], threads["claim"], strict=True)
    for thread, rows in groupby(pairs, key=itemgetter(0)):
        yield thread, [claim for _, claim in rows]


def describe_claim(row: Mapping[Hashable, Any]) -> str:
    """Return day, outlet, source and first words of a claim in words, on one line."""
    day = f"{row['published']:%Y-%m-%d}" if pd.notna(row["published"]) else "no day"
    outlet = row["outlet"] if pd.notna(row["outlet"]) else "no outlet"
    content = row["content"]
    content = f"{content[:LONGEST].rsplit(' ', 1)[0]} …" if len(content) > LONGEST else content
    return printable(f"{day} {outlet}, {row['source']}: {content}")
