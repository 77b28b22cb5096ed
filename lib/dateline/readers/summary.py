"""What came out of a reading, counted while it goes by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from dateline.readers.records import Check
from dateline.text import count_text

AGREES = 0.1
"""Share by which a stated number of words may differ from the counted one."""
SHOWN = 5


class Summary:
    """Counts of articles and refusals, and where files state another number of articles or words than was found."""

    def __init__(self) -> None:
        self.notes: tuple[str, ...] = ()
        self.reasons: Counter[str] = Counter()
        self._articles: Counter[str] = Counter()
        self._stated: Counter[str] = Counter()
        self._differ: dict[str, list[str]] = {"articles": [], "words": []}

    @property
    def articles(self) -> int:
        """Number of articles."""
        return self._articles["read"]

    @property
    def refused(self) -> int:
        """Number of files and records refused."""
        return self.reasons.total()

    def count(self, table: str, row: Mapping[str, Any]) -> None:
        """Count a row of ``articles`` or ``rejected``."""
        if table == "rejected":
            self.reasons[row["reason"]] += 1
            return
        outlet = row["outlet_basis"]
        self._articles.update(
            {
                "read": 1,
                "dated": row["published"] is not None,
                "outlet": outlet in {"given", "metadata", "URL"},
                "text outlet": outlet == "text",
                "authors": bool(row["authors"]),
                row["completeness"]: 1,
            }
        )

    def check(self, name: str, check: Check) -> None:
        """Compare a number that a file states with what was found.

        Args:
            name: Name of the file.
            check: What it states and what was found.
        """
        self._stated[check.what] += 1
        allowed = AGREES * check.stated if check.what == "words" else 0
        if abs(check.stated - check.found) > allowed:
            place = f"{name}, record {check.number}" if check.number else name
            self._differ[check.what].append(f"{place} ({check.stated:,} stated, {check.found:,} found)")

    def reasons_text(self) -> str:
        """Return how many were refused for which reason: "2 damaged, 1 empty"."""
        return ", ".join(f"{number:,} {reason}" for reason, number in sorted(self.reasons.items()))

    def __str__(self) -> str:
        total, have = self.articles, self._articles
        refused = f" ({self.reasons_text()}): see rejected.parquet" if self.reasons else ""
        lines = [
            f"{total:>7,} read",
            f"{self.refused:>7,} refused{refused}",
            f"{have['dated']:>7,} with a publication day, {total - have['dated']:,} without",
            f"{have['outlet']:>7,} with an outlet, {have['text outlet']:,} where only the text names one,"
            f" {total - have['outlet'] - have['text outlet']:,} without",
            f"{have['authors']:>7,} with an author, {total - have['authors']:,} without",
        ]
        if partial := total - have["whole"]:
            lines.append(
                f"{partial:>7,} not whole: {have['missing']:,} without text, {have['excerpt']:,} excerpts,"
                f" {have['paywall']:,} cut by a paywall"
            )
        notes = [*self._checks(), *self.notes]
        return "\n".join([*lines, *(f"Note: {note}" for note in notes)])

    def _checks(self) -> list[str]:
        said = []
        for what, thing in (("articles", "export"), ("words", "article")):
            number, differ = self._stated[what], self._differ[what]
            if not number:
                continue
            agree = "within 10 %" if what == "words" else "exactly"
            text = (
                f"{count_text(number, thing)} {'states' if number == 1 else 'state'} a number of {what};"
                f" {number - len(differ):,} agree {agree} with what was found"
            )
            rest = f" and {len(differ) - SHOWN:,} more" if len(differ) > SHOWN else ""
            said.append(text + (f", not {'; '.join(differ[:SHOWN])}{rest}" if differ else ""))
        return said
