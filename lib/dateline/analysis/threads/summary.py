"""A row for each thread: what it says, who said it first, how many stand behind it, who denies it, what changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from dateline.analysis.threads.certainty import describe_certainty, is_hedged
from dateline.analysis.threads.facts import Fact, by_thread, gather
from dateline.analysis.threads.origins import find_relays, group_origins
from dateline.analysis.threads.polarity import stems
from dateline.analysis.threads.roles import AFFIRMING
from dateline.text import day_text

COLUMNS: Mapping[str, str] = {
    **{"thread": "str", "says": "str", "claims": "int64", "articles": "int64", "outlets": "int64"},
    **{"first_day": "datetime64[us]", "first_article": "str", "first_outlet": "str", "first_source": "str"},
    **{"first_claim": "str", "same_day": "str", "origins": "str", "independent_origins": "int64", "at_most": "bool"},
    **{"relays": "str", "repeats": "int64", "confirmations": "int64", "denials": "int64", "denied_by": "str"},
    **{"amendments": "int64", "withdrawals": "int64", "withdrawn_by": "str", "last_day": "datetime64[us]"},
    "certainty": "str",
}
ASKS = "asks"
JOINT = "; "
CROWDS = frozenset(["anonymous", "group", "unknown"])
"""Kinds of sources that are no one in particular."""


def summarise_threads(
    threads: pd.DataFrame,
    claims: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    copies: pd.DataFrame | None = None,
    names: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Answer for each thread who said it first, who only passes it on, how many stand behind it and who denies it.

    *Independent origins* are counted among the claims that say what the thread says (first, repeat, amend, confirm).
    Claims count once together when their origins are the same source or speak for the same one ("Pavel Drust of the
    Energy Ministry" and "the Energy Ministry"); when they stand in copies of one story and neither names its origin, or
    both have the same words; and when one names no origin of its own but cites the outlet of the other, in its chain,
    as its source or as its agency. Chains of such claims count once too. Whoever no article names counts once a story,
    and may be someone who is counted already, as may a group without a name of its own ("critics"): ``at_most`` is
    True where such origins are counted.

    Args:
        threads: The table ``threads``.
        claims: The ``claims`` table.
        articles: The ``articles`` table.
        copies: The ``copies`` table; None where each article counts as a story of its own.
        names: Names that the user gives to threads, by their ids.

    Returns:
        One row a thread, those in most outlets first, then those in most articles: ``thread``, ``says`` (its name, or
        the content whose words most others have too), ``claims``, ``articles``, ``outlets`` (numbers), ``first_day``
        (missing where no claim has one), ``first_article``, ``first_outlet``, ``first_source``, ``first_claim``,
        ``same_day`` (other outlets that were as early, as far as days and times tell), ``origins`` (names; in brackets
        who speaks for the same; who only asks is none), ``independent_origins`` (number), ``at_most``, ``relays`` (who
        only passes it on), ``repeats``, ``confirmations``, ``denials``, ``denied_by``, ``amendments``, ``withdrawals``,
        ``withdrawn_by``, ``last_day`` and ``certainty`` (in words). Several names are joined by "; ".

    >>> import dateline as dl
    >>> c = dl.sample()
    >>> answers = dl.summarise_threads(c.threads, c.claims, c.articles, copies=c.copies)
    >>> len(answers) == c.threads["thread"].nunique()
    True
    """
    given = names or {}
    rows = [
        _row(thread, facts, given.get(thread)) for thread, facts in by_thread(gather(threads, claims, articles, copies))
    ]
    table = pd.DataFrame(rows, columns=list(COLUMNS)).astype(dict(COLUMNS))
    order = {"outlets": False, "articles": False, "claims": False, "first_day": True, "thread": True}
    return table.sort_values(list(order), ascending=list(order.values()), ignore_index=True)


def _row(thread: str, facts: Sequence[Fact], name: str | None) -> dict[str, Any]:
    first, roles = facts[0], [fact.role for fact in facts]
    days = [fact.day for fact in facts if fact.day is not None]
    origins, unnamed = _origins(facts)
    return {
        "thread": thread,
        "says": name or _says(facts),
        "claims": len(facts),
        "articles": len({fact.article for fact in facts}),
        "outlets": len({fact.outlet for fact in facts if fact.outlet}),
        "first_day": first.day,
        "first_article": first.article,
        "first_outlet": first.outlet,
        "first_source": first.source,
        "first_claim": first.claim,
        "same_day": JOINT.join(_as_early(facts)),
        "origins": JOINT.join(origins),
        "independent_origins": len(origins),
        "at_most": unnamed,
        "relays": JOINT.join(find_relays([fact for fact in facts if fact.role in AFFIRMING])),
        "repeats": roles.count("repeat"),
        "confirmations": roles.count("confirm"),
        "denials": roles.count("deny"),
        "denied_by": JOINT.join(_by(facts, "deny")),
        "amendments": roles.count("amend"),
        "withdrawals": roles.count("withdraw"),
        "withdrawn_by": JOINT.join(_by(facts, "withdraw")),
        "last_day": max(days, default=None),
        "certainty": describe_certainty(facts),
    }


def _says(facts: Sequence[Fact]) -> str:
    """Return the content whose words most others have too; a thread that begins with a denial keeps its cue."""
    first = facts[0]
    if first.cue_kind == "denies":
        return " ".join(f"{first.cue} {first.content}".split())
    saying = [fact for fact in facts if fact.role in AFFIRMING and fact.cue_kind != "denies"]
    words = {fact.content: stems(fact.content) for fact in saying}
    # Copies have the same words: each wording counts once.
    shared = Counter(stem for found in words.values() for stem in found)
    best = max(saying, key=lambda fact: (sum(shared[stem] - 1 for stem in words[fact.content]), not is_hedged(fact)))
    return _headed(best.content)


def _headed(content: str) -> str:
    """Return a content as it stands by itself: without "that", with a capital."""
    content = re.sub(r"^that\s+", "", content)
    return content[:1].upper() + content[1:]


def _as_early(facts: Sequence[Fact]) -> Iterable[str]:
    """Return the outlets that nothing tells to be later than the first: no day, time, copy or citation."""
    first, found = facts[0], dict[str, None]()
    for fact in facts[1:]:
        if fact.day != first.day or fact.published != first.published or first.day is None:
            break
        later = (first.timed and fact.timed) or fact.copied or bool(fact.cited)
        if fact.outlet and fact.outlet != first.outlet and not later:
            found[fact.outlet] = None
    return found


def _origins(facts: Sequence[Fact]) -> tuple[list[str], bool]:
    """Return the independent origins of those who say it, by name, and whether one of them is no one in particular."""
    members: dict[int, dict[str, None]] = {}
    heads: dict[int, Fact] = {}
    known: set[int] = set()
    # Who only asks whether it is so stands for nothing, as long as anyone says it.
    said = any(fact.role in AFFIRMING and fact.cue_kind != ASKS for fact in facts)
    for fact, group in zip(facts, group_origins(facts), strict=True):
        if fact.role in AFFIRMING and not (said and fact.cue_kind == ASKS):
            heads.setdefault(group, fact)
            members.setdefault(group, {}).update({fact.origin: None} if fact.origin else {})
            known |= {group} if fact.origin and fact.source_kind not in CROWDS else set()
    shown = [_shown(list(names), heads[group]) for group, names in members.items()]
    return shown, known != members.keys()


def _shown(names: Sequence[str], head: Fact) -> str:
    if names:
        return names[0] + (f" ({', '.join(names[1:])})" if names[1:] else "")
    where = ", ".join(
        [*([head.outlet] if head.outlet else []), *([day_text(head.day)] if head.day is not None else [])]
    )
    return f"not named ({where})" if where else "not named"


def _by(facts: Sequence[Fact], role: str) -> Iterable[str]:
    return dict.fromkeys(fact.source or "not named" for fact in facts if fact.role == role)
