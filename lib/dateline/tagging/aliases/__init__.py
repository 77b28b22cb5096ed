"""Aliases: one name per source across a corpus, though its articles give it several."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from dateline import schema
from dateline.tagging.aliases.bodies import join_bodies
from dateline.tagging.aliases.corrections import AliasesError, Corrections, check_names, make_corrections
from dateline.tagging.aliases.evidence import Evidence, Gathering
from dateline.tagging.aliases.groups import Groups
from dateline.tagging.aliases.names import Name, make_name
from dateline.tagging.aliases.people import join_people
from dateline.tagging.aliases.spelling import join_spellings

__all__ = ["AliasesError", "Corrections", "apply_aliases", "find_aliases", "find_aliases_by_part"]

KINDS = {frozenset({"PER"}): "person", frozenset({"ORG"}): "organisation"}
"""Kinds of entity that tell the kind of source."""


def find_aliases(
    claims: pd.DataFrame,
    *,
    entities: pd.DataFrame,
    articles: pd.DataFrame,
    merge: Iterable[Iterable[str]] = (),
    split: Iterable[Iterable[str]] = (),
    rename: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Find which names of sources in different articles are one source's.

    Names are joined that differ only in capitals, marks, titles, "the" or possessive endings; that are one person's
    with and without middle name; a surname with the one person of the corpus who bears it; an acronym with the long
    name that an article gives it; a shorter name of an organisation with the only longer one. Where two could be
    meant, names stay apart.

    Args:
        claims: The ``claims`` table with the names as each article has them; only ``article``, ``source``,
            ``source_kind`` and ``via`` are used.
        entities: The ``entities`` table of the same articles.
        articles: The ``articles`` table, for ``id`` and ``text``.
        merge: Lists of names that are one source, the one to show first.
        split: Lists of names that are different sources.
        rename: Name → what to show for its source.

    Returns:
        The ``aliases`` table: ``source`` (the name to show), ``name`` (as articles have it), ``kind``, ``claims``,
        ``articles`` and ``reason``; one row a name, the sources with most claims first. The order of the rows of the
        input changes nothing.

    Raises:
        AliasesError: A correction names a source that is in no article, or contradicts another.

    >>> import dateline as dl
    >>> corpus = dl.sample()
    >>> tables = {"entities": corpus.entities, "articles": corpus.articles}
    >>> aliases = dl.find_aliases(corpus.claims, **tables, merge=[["Odra Venn", "Ana Verrin"]])
    >>> aliases.loc[aliases["source"] == "Odra Venn", "name"].tolist()
    ['Odra Venn', 'Ana Verrin']
    """
    return find_aliases_by_part([(claims, entities, articles)], make_corrections(merge, split, rename))


def find_aliases_by_part(
    parts: Iterable[tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]], corrections: Corrections
) -> pd.DataFrame:
    """Find aliases as ``find_aliases`` does, with some articles in memory at a time.

    Args:
        parts: Claims, entities and articles of some articles; no article comes in two parts.
        corrections: What the user corrects.
    """
    gathering, mentions = Gathering(), _Mentions()
    for claims, entities, articles in parts:
        gathering.add(entities, articles)
        mentions.add(claims)
    evidence = gathering.finish()
    names = {name.text: name for name in mentions.names(evidence)}
    check_names(corrections, {name.text: name.claims for name in names.values()})
    groups = Groups(names, apart=corrections.split)
    for first, *others in corrections.merge:
        for other in others:
            groups.join(other, first, reason="by hand")
    leaders = join_spellings(list(names.values()), groups)
    spelt = [name for name in names.values() if leaders[name.text] is name]
    join_people(spelt, evidence, groups=groups)
    join_bodies(spelt, evidence, groups=groups)
    return _table(names, groups, leaders=leaders, corrections=corrections)


class _Mentions:
    """Counts the names of sources and of those who pass claims on, some whole articles at a time."""

    def __init__(self) -> None:
        self._kinds: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._articles: Counter[str] = Counter()

    def add(self, claims: pd.DataFrame) -> None:
        where: defaultdict[str, set[str]] = defaultdict(set)
        columns = (claims[column] for column in ("article", "source", "source_kind", "via"))
        for article, source, kind, via in zip(*columns, strict=True):
            if isinstance(source, str) and source.strip():
                self._kinds[source][kind if isinstance(kind, str) else "unknown"] += 1
                where[source].add(article)
            for name in via:
                if name.strip():
                    where[name].add(article)
        self._articles.update({name: len(articles) for name, articles in where.items()})

    def names(self, evidence: Evidence) -> list[Name]:
        """Return the names, those that should be shown first in front."""
        found = []
        for name, articles in self._articles.items():
            kinds = self._kinds.get(name, Counter())
            kind = _commonest(kinds)
            if kind == "unknown" and not kinds:
                # Who only passes claims on has no kind of source but may be known as a name.
                kind = KINDS.get(evidence.kinds.get(name, frozenset()), "unknown")
            found.append(make_name(name, kind=kind, claims=kinds.total(), articles=articles))
        return sorted(found, key=lambda name: name.rank)


def _commonest(kinds: Counter[str]) -> str:
    known = [(-number, kind) for kind, number in kinds.items() if kind != "unknown"]
    return min(known)[1] if known else "unknown"


def _table(
    names: Mapping[str, Name], groups: Groups, *, leaders: Mapping[str, Name], corrections: Corrections
) -> pd.DataFrame:
    by_hand = {listed[0] for listed in corrections.merge}
    rows = []
    taken: dict[str, str] = {}
    for members in groups.members().values():
        first = _shown(members, by_hand, groups=groups, leaders=leaders)
        shown = _renamed(members, corrections.rename, names=names) or first
        if taken.setdefault(shown, first) != first:
            message = (
                f'rename shows "{taken[shown]}" and "{first}" both as "{shown}". If they are one, put them under merge.'
            )
            raise AliasesError(message)
        total = sum(names[name].claims for name in members)
        for name in sorted(members, key=lambda name: (name != first, -names[name].claims, name)):
            found = names[name]
            reason = _reason(name, first, groups=groups, leaders=leaders)
            rows.append((-total, shown, (shown, name, found.kind, found.claims, found.articles, reason)))
    rows.sort(key=lambda row: row[:2])
    return schema.frame("aliases", [row for *_, row in rows])


def _renamed(members: Sequence[str], rename: Mapping[str, str], *, names: Mapping[str, Name]) -> str | None:
    """Return what the user wants to be shown for a source.

    Raises:
        AliasesError: That is two things, or the name of another source.
    """
    wanted = {name: rename[name] for name in members if name in rename}
    new = sorted(set(wanted.values()))
    if len(new) > 1:
        pairs = ", ".join(f'"{name}" as "{shown}"' for name, shown in sorted(wanted.items()))
        raise AliasesError(f"rename shows one source under two names: {pairs}. Take one out.")
    if new and new[0] in names and new[0] not in members:
        message = f'rename shows "{next(iter(wanted))}" as "{new[0]}", which is the name of another source.'
        raise AliasesError(f"{message} If both are one, put them under merge.")
    return new[0] if new else None


def _reason(name: str, shown: str, *, groups: Groups, leaders: Mapping[str, Name]) -> str:
    if name == shown:
        return ""
    spelt, leader = leaders[name].text, leaders[shown].text
    same = "spelling" if spelt == leader else None
    return groups.reasons.get(name) or same or groups.reasons.get(spelt) or groups.reasons.get(leader, "spelling")


def _shown(members: Sequence[str], by_hand: set[str], *, groups: Groups, leaders: Mapping[str, Name]) -> str:
    """Return the name to show: the user's, else the commonest that only stands for no fuller one."""
    chosen = [name for name in members if name in by_hand]
    full = [name for name in members if leaders[name].text not in groups.lesser and name not in groups.lesser]
    return (chosen or full or list(members))[0]


def apply_aliases(claims: pd.DataFrame, aliases: pd.DataFrame) -> pd.DataFrame:
    """Give every source of claims its one name.

    Args:
        claims: The ``claims`` table with the names as each article has them; it stays as it is.
        aliases: The table from ``find_aliases``.

    Returns:
        The claims with the names of ``aliases`` in ``source`` and ``via``; names that it does not have stay.
    """
    shown = dict(zip(aliases["name"], aliases["source"], strict=True))
    sources = [shown.get(name, name) if isinstance(name, str) else None for name in claims["source"]]
    via = [rename_all(names, shown) for names in claims["via"]]
    return claims.assign(
        source=pd.Series(sources, index=claims.index, dtype="str"),
        via=pd.Series(via, index=claims.index, dtype="object"),
    )


def rename_all(names: Sequence[str], shown: Mapping[str, str]) -> list[str]:
    """Return names as they are shown, in their order, each once."""
    return list(dict.fromkeys(shown.get(name, name) for name in names))
