"""Which names differ only in capitals, marks, accents, titles, "the" and possessive endings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from dateline.tagging.aliases.groups import Groups
from dateline.tagging.aliases.names import Name, alike, is_acronym

POLITE = re.compile(r"(?:Mr|Mrs|Ms)\b")


def join_spellings(names: Sequence[Name], groups: Groups) -> dict[str, Name]:
    """Join names that are spelt alike.

    Args:
        names: Names, those that should be shown first in front.
        groups: Where they are joined.

    Returns:
        For each name the one that stands for its spellings.
    """
    gathered: defaultdict[tuple[str, ...], list[Name]] = defaultdict(list)
    for name in names:
        # Mr. King is not Mrs. King: surnames with a title are for the rules about people.
        gathered[*name.words, f"({name.title})"].append(name)
    leaders: dict[str, Name] = {}
    for spelt in gathered.values():
        both = len({title[0] for name in spelt if (title := POLITE.match(name.text))}) > 1
        firsts: list[Name] = []
        # A name of unknown kind may be either of two others, so those whose kind is known come first.
        for name in sorted(spelt, key=lambda name: (name.kind == "unknown", name.rank)):
            for first in firsts:
                fits = not (both and name.altered) and _same(first, name)
                if fits and groups.join(name.text, first.text, reason="spelling"):
                    leaders[name.text] = first
                    break
            else:
                firsts.append(name)
                leaders[name.text] = name
    return leaders


def _same(first: Name, second: Name) -> bool:
    """Tell whether two names with the same words are one source's."""
    capitals = [any(sign.isupper() for sign in name.text) for name in (first, second)]
    if capitals[0] != capitals[1]:
        # WHO is not who, the House no house.
        acronym = is_acronym(first.text) or is_acronym(second.text)
        return first.kind == second.kind and not acronym
    if first.is_owner != second.is_owner:
        return first.kind == second.kind
    # An engine may take PolitiFact for a person in one article: the same letters are the same name.
    return alike(first.kind, second.kind) or not (first.altered or second.altered)
