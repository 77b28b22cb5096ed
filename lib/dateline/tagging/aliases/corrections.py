"""The user's corrections: which names are one source, which are not, and what to show."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from dateline.errors import DatelineError
from dateline.text import printable

SECTIONS = ("merge", "split", "rename")
EXAMPLE = """\
merge:                                  # these names are one source; the first is shown
  - [Ana Ruiz, Ruiz, the commissioner]
split:                                  # these are different sources: never joined
  - [Interior Ministry, Varnian Interior Ministry]
rename:                                 # show a source as
  OFA: Orrin Flood Agency
"""
MOST_SHOWN = 20
_WORD = re.compile(r"\w+")


class AliasesError(DatelineError):
    """Corrections of sources' names cannot be used; ``path`` names the file that they come from."""

    def __init__(self, message: str, *, example: bool = False, path: str = "") -> None:
        super().__init__(f"{message} Corrections look like this:\n\n{EXAMPLE}" if example else message)
        self.path = path

    def within(self, path: Path) -> AliasesError:
        """Return the same error, with the file."""
        return AliasesError(f"{path}: {self}", path=str(path))


@dataclass(frozen=True, slots=True)
class Corrections:
    """What the user knows better.

    Attributes:
        merge: Names that are one source, the one to show first.
        split: Names that are different sources.
        rename: Name → what to show for its source.
    """

    merge: Sequence[Sequence[str]] = ()
    split: Sequence[Sequence[str]] = ()
    rename: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def count(self) -> int:
        """Return how many there are."""
        return len(self.merge) + len(self.split) + len(self.rename)


def make_corrections(
    merge: Iterable[Iterable[str]] = (),
    split: Iterable[Iterable[str]] = (),
    rename: Mapping[str, str] | None = None,
) -> Corrections:
    """Make corrections of lists of names.

    Raises:
        AliasesError: A list has fewer than two names or something that is no name, or two contradict each other.

    >>> make_corrections(merge=[["Ana Ruiz", "Ruiz"]]).merge
    (('Ana Ruiz', 'Ruiz'),)
    """
    merged = tuple(_listed("merge", names) for names in merge)
    apart = tuple(_listed("split", names) for names in split)
    shown = {_name("rename", old): _name("rename", new) for old, new in (rename or {}).items()}
    list_of: dict[str, int] = {}
    for number, names in enumerate(merged):
        for name in names:
            if list_of.setdefault(name, number) != number:
                message = f'"{name:.80}" stands in two lists of merge. Put all names of that source into one list.'
                raise AliasesError(message)
    for names in apart:
        firsts: dict[int, str] = {}
        for name in names:
            other = firsts.setdefault(list_of[name], name) if name in list_of else name
            if other != name:
                message = (
                    f'merge joins "{other:.80}" and "{name:.80}", split keeps them apart. Take one of the two out.'
                )
                raise AliasesError(message)
    return Corrections(merged, apart, shown)


def _listed(section: str, names: Any) -> tuple[str, ...]:
    if isinstance(names, str) or not isinstance(names, Iterable):
        raise AliasesError(f"{section} takes lists of names, found {names!r:.80}.", example=True)
    found = tuple(_name(section, name) for name in names)
    twice = [name for name, number in Counter(found).items() if number > 1]
    if twice:
        raise AliasesError(f'"{twice[0]:.80}" stands twice in a list of {section}. Take one out.')
    if len(found) < 2:
        said = f'only "{found[0]:.80}"' if found else "none"
        raise AliasesError(f"A list of {section} takes two names or more, found {said}.", example=True)
    return found


def _name(section: str, name: Any) -> str:
    if not isinstance(name, str) or not name.strip():
        message = f"{section} holds {name!r:.80}, which is no name. Put names in quotation marks."
        raise AliasesError(message, example=True)
    return " ".join(name.split())


def check_names(corrections: Corrections, names: Mapping[str, int]) -> None:
    """Do nothing if the corrections speak of names that there are.

    Args:
        corrections: The corrections.
        names: Name of each source → number of its claims.

    Raises:
        AliasesError: A name is in no article; the message lists the nearest that are.
    """
    used = [name for listed in (*corrections.merge, *corrections.split) for name in listed]
    unknown = [name for name in dict.fromkeys([*used, *corrections.rename]) if name not in names]
    if not unknown:
        return
    known = map(printable, _nearest(unknown, names))
    wrong = ", ".join(f'"{name:.80}"' for name in unknown[:MOST_SHOWN])
    more = f" and {len(unknown) - MOST_SHOWN} more" if len(unknown) > MOST_SHOWN else ""
    what = "No source has the name" if len(unknown) == 1 else "No source has the names"
    message = f"{what} {wrong}{more}. There is: {'; '.join(known) or 'none'}. Correct the name, or take it out."
    raise AliasesError(message)


def _nearest(unknown: Sequence[str], names: Mapping[str, int]) -> list[str]:
    """Return the names that share words with unknown ones, most first, else those with most claims."""
    words = {word.casefold() for name in unknown for word in _WORD.findall(name) if len(word) > 2}
    shared = {name: len(words & {word.casefold() for word in _WORD.findall(name)}) for name in names}
    order = sorted(names, key=lambda name: (-shared[name], -names[name], name))
    near = [name for name in order if shared[name]]
    return (near or order)[:MOST_SHOWN]
