"""Words that shade a time: early, late, about, more than."""

from __future__ import annotations

MODS = {
    "early": "START", "late": "END", "mid": "MID", "earlier": "START", "later": "END", "end": "END", "close": "END",
    "start": "START", "beginning": "START", "middle": "MID",
}  # fmt: skip

APPROXIMATE = {
    "about": "APPROX", "around": "APPROX", "roughly": "APPROX", "approximately": "APPROX", "some": "APPROX",
    "nearly": "LESS_THAN", "almost": "LESS_THAN", "less than": "LESS_THAN", "under": "LESS_THAN",
    "just under": "LESS_THAN", "more than": "MORE_THAN", "just over": "MORE_THAN", "well over": "MORE_THAN",
    "at least": "EQUAL_OR_MORE", "no less than": "EQUAL_OR_MORE", "up to": "EQUAL_OR_LESS", "at most": "EQUAL_OR_LESS",
    "no more than": "EQUAL_OR_LESS", "a little more than": "MORE_THAN", "slightly more than": "MORE_THAN",
    "a little over": "MORE_THAN", "over": "MORE_THAN", "slightly over": "MORE_THAN", "close to": "LESS_THAN",
    "as long as": "EQUAL_OR_LESS", "as much as": "EQUAL_OR_LESS", "as many as": "EQUAL_OR_LESS",
}  # fmt: skip
LIMITS = "|".join(sorted(APPROXIMATE.keys() - {"over"}, key=len, reverse=True))
APPROX = rf"(?:(?P<mod>{LIMITS}|over) )?"


def read_mod(lead: str | None) -> str:
    """Return the TIMEX3 modifier of "early", "mid", "the end of", or nothing."""
    words = (lead or "").lower().removeprefix("the ").split()
    return MODS.get(words[0].strip("-"), "") if words else ""
