"""Seasons: last spring, the winter of 1994."""

from __future__ import annotations

import re

from dateline.tagging.times.dates import full_year
from dateline.tagging.times.days import year_value
from dateline.tagging.times.grammar import SEASONS, compile_pattern
from dateline.tagging.times.modifiers import read_mod
from dateline.tagging.times.reading import Context, Reading, Rule
from dateline.tagging.times.relative import LEAD
from dateline.tagging.times.tense import direction

IN_THE = re.compile(r"\b(?:in|during|over|this|of|through) the (?:summer|winter|autumn)$", re.IGNORECASE)


def read_season(match: re.Match[str], context: Context) -> Reading | None:
    """Last spring, this summer, the winter of 1994, spring 2020; its days differ by hemisphere, so none are given."""
    which, season = " ".join((match["which"] or "").lower().split()[-1:]), match["season"].lower()
    mod = read_mod(match["lead"])
    code = SEASONS[season]
    if match["year"]:
        return Reading("DATE", f"{full_year(match['year'], context)}-{code}", "season@text", mod)
    if not which and not IN_THE.search(context.text[max(0, match.start() - 8) : match.end()]):
        return None
    if context.published is None:
        return Reading("DATE", f"XXXX-{code}", "season@text", mod)
    day = context.published
    begins = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code]
    year = day.year
    if not which:
        year += nearest_season(day.month, begins, direction(context.text, match.start(), match.end()))
    elif which in {"last", "past"}:
        year -= day.month <= begins
    elif which in {"next", "coming"}:
        year += day.month >= begins
    return Reading("DATE", f"{year_value(year)}-{code}", f"{which or 'the'}-season@published", mod)


def nearest_season(month: int, begins: int, look: str) -> int:
    """Return 0, -1 or 1 for a season of this year, the last or the next, by the verb where it is not under way."""
    if look == "future":
        return 1 if month > begins + 2 else 0
    return -1 if month < begins else 0


SEASON_RULE = Rule(
    compile_pattern(
        LEAD + r"(?:the )?(?:(?P<which>last|past|this|next|coming|this past|this coming) )?(?P<season>{SEASON})"
        r"(?:,? (?:of )?(?P<year>{YEAR}|{SPOKEN_YEAR})(?:[-–/]\d\d(?!\d))?)?(?![\w])"
    ),
    read_season,
)
RULES = {"lead": [SEASON_RULE], "which": [SEASON_RULE], "the": [SEASON_RULE], "season": [SEASON_RULE]}
