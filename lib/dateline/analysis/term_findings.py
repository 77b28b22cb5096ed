"""What term tables and profiles say, in a sentence: titles of figures and their captions, computed from the data."""

from __future__ import annotations

import pandas as pd

from dateline.analysis.profile import NO_OUTLET, Profile
from dateline.analysis.splits import Split
from dateline.text import MONTHS, count_text, day_text

LONGEST_LIST = 3
MOST_CHANGES = 2
"""Changes of a term that a title names."""


def frequency_finding(table: pd.DataFrame) -> str:
    """Return which term is commonest and in what share of the articles.

    Args:
        table: The table from ``frequency`` without groups.
    """
    if table.empty:
        return "No terms were counted"
    top = table.sort_values(["count", "term"], ascending=[False, True], kind="stable").iloc[0]
    times = count_text(int(top["count"]), "time")
    return f"{quoted(top['term'])} is the commonest term: {times}, in {percent(top['share'])} of the articles"


def trend_finding(table: pd.DataFrame) -> str:
    """Return when the share of articles with a term clearly rises or falls, or that there is no clear change.

    Of several terms that is the one with the clearest change; ``mark_changes`` says what a change is.

    Args:
        table: The table from ``trend``.
    """
    dated = table[table["period"].notna()]
    names = [quoted(term) for term in dated["term"].drop_duplicates()]
    if not names:
        return "No dated articles to follow terms in"
    if not dated["articles"].sum():
        return f"{_listed(names)} {'does' if len(names) == 1 else 'do'} not occur in the dated articles"
    clearest = dated["change_p"].min()
    if pd.isna(clearest):
        return f"No clear change for {_listed(names)}"
    term = dated.loc[dated["change_p"] == clearest, "term"].iloc[0]
    return f"{quoted(term)} {_changes(dated[dated['term'] == term])}"


def terms_caption(articles: pd.DataFrame) -> str:
    """Return what a figure of terms covers: articles, outlets, days, and the articles without a day.

    Args:
        articles: The ``articles`` table that the terms were counted in.
    """
    days = articles["published"].dropna()
    undated = len(articles) - len(days)
    period = f", {day_text(days.min())} to {day_text(days.max())}" if len(days) else ""
    outlets = count_text(articles["outlet"].nunique(), "outlet")
    covered = f"{count_text(len(articles), 'article')} of {outlets}{period}."
    left_out = f" {count_text(undated, 'article')} without a day {'is' if undated == 1 else 'are'} in no period."
    return covered + (left_out if undated else "")


def keyness_finding(table: pd.DataFrame, split: Split) -> str:
    """Return which term marks each sub-corpus off from the other, or that none does clearly.

    Args:
        table: The table from ``keyness``.
        split: The split that it was asked for.
    """
    if not all(_sizes(split)):
        return f"Nothing to compare: all articles are of {split.first if _sizes(split)[0] else split.second}"
    marks = table[table["clear"]]
    first, second = (marks[marks["more_in"] == name].head(1) for name in ("first", "second"))
    parts = [_marked(first, split.first, split.second, "first")] if len(first) else []
    parts += [_marked(second, split.second, split.first, "second")] if len(second) else []
    return "; ".join(parts) or f"No term clearly marks {split.first} off from {split.second}"


def keyness_caption(articles: pd.DataFrame, table: pd.DataFrame, split: Split) -> str:
    """Return what a figure of keyness covers: both sub-corpora, days, the terms tested, the articles left out.

    Args:
        articles: The ``articles`` table that was split.
        table: The table from ``keyness``.
        split: The split.
    """
    first, second = _sizes(split)
    inside = articles[split.members.notna().to_numpy()]
    days = inside["published"].dropna()
    period = f", {day_text(days.min())} to {day_text(days.max())}" if len(days) else ""
    outlets = count_text(inside["outlet"].nunique(), "outlet")
    name = split.first[:1].upper() + split.first[1:]
    covered = f"{name}: {count_text(first, 'article')}; {split.second}: {second:,}. {outlets}{period}."
    tested = f" {count_text(len(table), 'term')} tested, {int(table['clear'].sum()):,} with a clear difference."
    aside = len(articles) - first - second
    left_out = f" {count_text(aside, 'article')} {'is' if aside == 1 else 'are'} in neither."
    return covered + tested + (left_out if aside else "")


def profile_finding(described: Profile) -> str:
    """Return how many articles a corpus has, from how many outlets, and what is missing most.

    Args:
        described: The corpus's profile.
    """
    total = int(described.outlets["articles"].sum())
    if not total:
        return "The corpus holds no articles"
    outlets = described.outlets[described.outlets["outlet"] != NO_OUTLET]
    start = f"{count_text(total, 'article')} from {count_text(len(outlets), 'outlet')}"
    undated = int(described.outlets["without_day"].sum())
    without = "every one has a day" if not undated else f"{undated} {'has' if undated == 1 else 'have'} no day"
    return f"{start}; {without}"


def quoted(term: str) -> str:
    """Return a term in quotation marks, an ellipsis in place of an asterisk: “evacuat…”."""
    return f"“{term.replace('*', '…')}”"


def percent(share: float) -> str:
    """Return a share as a whole percentage; less than half a percent is said so."""
    if pd.isna(share):
        return "an unknown share"
    number = round(100 * share)
    return "under 1 %" if number == 0 and share > 0 else f"{number} %"


def _sizes(split: Split) -> tuple[int, int]:
    return int(split.members.sum()), int((~split.members).sum())


def _marked(row: pd.DataFrame, here: str, there: str, side: str) -> str:
    """Say by how much a term marks one sub-corpus off from the other."""
    term = row.iloc[0]
    other = "second" if side == "first" else "first"
    if not term[f"{other}_count"]:
        much = f"{count_text(int(term[f'{side}_count']), 'time')}, never in {there}"
    else:
        much = f"{term[f'{side}_per_million'] / term[f'{other}_per_million']:.1f} times as frequent as in {there}"
    return f"{quoted(term['term'])} marks {here} ({much})"


def _listed(names: list[str]) -> str:
    if len(names) > LONGEST_LIST:
        return f"{', '.join(names[: LONGEST_LIST - 1])} and {len(names) - LONGEST_LIST + 1} other terms"
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


def _changes(rows: pd.DataFrame) -> str:
    """Say in which periods a term rises and falls, and from which share of the articles to which."""
    counted = rows[rows["total"] > 0]
    before = counted["level"].shift()
    said = list[str]()
    for row in counted.index[counted["change"].notna()]:
        verb = "rises" if counted.loc[row, "change"] == "rise" else "falls"
        level = "to " + percent(counted.loc[row, "level"])
        reach = level if said else f"{percent(before[row])} {level} of articles"
        said.append(f"{verb} from {_when(counted.loc[row, 'period'], rows)} ({reach})")
    more = len(said) - MOST_CHANGES
    return (
        " and ".join(said)
        if more <= 0
        else f"{', '.join(said[:MOST_CHANGES])} and changes {count_text(more, 'more time')}"
    )


def _when(start: pd.Timestamp, table: pd.DataFrame) -> str:
    starts = table["period"].dropna().drop_duplicates().sort_values()
    step = (starts.iloc[1] - starts.iloc[0]).days
    year = f" {start.year}" if starts.dt.year.nunique() > 1 else ""
    if step == 1:
        return f"{start.day} {MONTHS[start.month - 1]}{year}"
    if step == 7:
        return f"the week of {start.day} {MONTHS[start.month - 1]}{year}"
    return f"{MONTHS[start.month - 1]} {start.year}"
