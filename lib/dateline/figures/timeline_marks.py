"""What the marks of a timeline say: the kind of claim, the thread that it belongs to, and which claim was first."""

from __future__ import annotations

import pandas as pd

SHAPES = {
    "statement": ("o", ""),
    "denial": ("s", "Denial"),
    "amendment": ("^", "Amendment"),
    "confirmation": ("D", "Confirmation"),
    "withdrawal": ("v", "Withdrawal"),
}
"""Marks that can be told apart in grey: a letter of matplotlib's for each, and what it stands for."""
ROLES = {"deny": "denial", "amend": "amendment", "confirm": "confirmation", "withdraw": "withdrawal"}
CUES = {"denies": "denial", "confirms": "confirmation", "withdraws": "withdrawal"}
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
LONGEST_NAME = 90
"""Characters of a thread's name: more is no name but a text."""


def describe_marks(readable: pd.DataFrame) -> pd.DataFrame:
    """Add what a timeline shows of each claim beside its day.

    Args:
        readable: The table from ``timeline_days``; ``thread``, ``role`` and ``thread_name`` are used where they are.
            A thread of a single claim counts as none.

    Returns:
        The same in order of the day, undated claims last, with ``mark`` (a key of ``SHAPES``), ``letter`` (of the
        thread: A for that with most claims; missing where the claim is alone), ``thread_name`` (that given, or the
        words of its first claim), ``role``, ``first`` (whether the claim is the first report of its thread) and
        ``lead`` (that first report, or the earliest of the thread's claims where it is not among the rows).
    """
    missing = pd.Series(None, index=readable.index, dtype="str")
    table = readable.assign(
        thread=readable.get("thread", missing), role=readable.get("role", missing), order=range(len(readable))
    )
    alone = ~table["thread"].duplicated(keep=False)
    table.loc[alone, ["thread", "role"]] = None
    table["first"] = table["role"] == "first"
    table = table.sort_values(["day", "first", "order"], ascending=[True, False, True], ignore_index=True)
    leads = table.sort_values("first", ascending=False, kind="stable").drop_duplicates("thread").index
    table["lead"] = table["thread"].notna() & table.index.isin(leads)
    table["mark"] = table["role"].map(ROLES).fillna(table["cue_kind"].map(CUES)).fillna("statement")
    threads = list_threads(table)
    table["letter"] = table["thread"].map(threads["letter"]).astype("str")
    table["thread_name"] = table["thread"].map(threads["name"]).astype("str")
    return table.drop(columns="order")


def list_threads(table: pd.DataFrame) -> pd.DataFrame:
    """List the threads of a table of claims in order of the day: ``letter``, ``name`` and ``claims``, by ``thread``."""
    threaded = table[table["thread"].notna()]
    groups = threaded.groupby("thread", sort=False)
    sizes = groups.size()
    names = groups["thread_name"].first() if "thread_name" in table else _first_words(threaded)
    # Rows are in order of the day, so that of two threads of one size the earlier one comes first.
    ranked = sizes.sort_values(ascending=False, kind="stable").index
    return pd.DataFrame(
        {
            "letter": [letter(number) for number in range(len(ranked))],
            "name": [short(str(names[thread])) for thread in ranked],
            "claims": [int(sizes[thread]) for thread in ranked],
        },
        index=pd.Index(ranked, name="thread"),
    )


def _first_words(threaded: pd.DataFrame) -> pd.Series:
    """Return the words of each thread's first claim; of its earliest where the first is not among the rows."""
    ordered = threaded.sort_values("first", ascending=False, kind="stable")
    return ordered.drop_duplicates("thread").set_index("thread")["content"]


def letter(number: int) -> str:
    """Return the name of a thread by its rank from 0.

    >>> letter(0), letter(26), letter(53)
    ('A', 'A2', 'B3')
    """
    turn, place = divmod(number, len(ALPHABET))
    return ALPHABET[place] + (str(turn + 1) if turn else "")


def short(text: str) -> str:
    """Return a text that is no longer than a thread's name may be; an ellipsis shows where it was cut."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_NAME else line[: LONGEST_NAME - 1].rsplit(" ", 1)[0] + "…"
