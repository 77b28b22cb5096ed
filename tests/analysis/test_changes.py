"""Change points of shares: what clearly changes is found where it does, chance and waves of coverage are left alone."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from dateline.analysis.changes import find_changes, mark_changes

COAL = """4 5 4 1 0 4 3 4 0 6 3 3 4 0 2 6 3 3 5 4 5 3 1 4 4 1 5 5 3 4 2 5 2 2 3 4 2 1 3 2 2 1 1 1 1 3 0 0 1 0 1 1 0 0 3
1 0 3 2 2 0 1 1 1 0 1 0 1 0 0 0 2 1 0 0 0 1 1 0 2 3 3 1 1 2 1 1 1 1 2 4 2 0 0 0 1 4 0 0 0 1 0 0 0 0 0 1 0 0 1 0 1"""
"""British coal-mining disasters by year, 1851 to 1962 (Jarrett 1979, Biometrika 66, 191-193)."""


def places(hits: list[int], totals: list[int]) -> list[int]:
    return [change.place for change in find_changes(np.array(hits), np.array(totals))]


def test_the_change_in_coal_mining_disasters_is_found() -> None:
    """The literature puts the one change at about 1890 (Raftery & Akman 1986, Biometrika 73, 85-89)."""
    disasters = [int(number) for number in COAL.split()]
    [change] = places(disasters, [1000] * len(disasters))
    assert 1851 + change in range(1886, 1896)


@pytest.mark.parametrize(
    ("hits", "totals", "expected"),
    [
        ([1, 0, 2, 9, 8, 9], [10] * 6, [3]),
        ([0, 5, 0, 0, 0], [7, 10, 8, 7, 8], [1, 2]),
        ([1, 2, 20, 19, 1, 0, 2], [20] * 7, [2, 4]),
        ([1, 1, 1, 9], [10, 10, 10, 90], []),
        ([3], [5], []),
        ([0, 0, 0], [5, 5, 5], []),
        ([5, 5, 5], [5, 5, 5], []),
        ([2, 2, 2, 2], [5, 5, 5, 5], []),
        ([1, 0], [1, 1], []),
        ([], [], []),
    ],
)
def test_only_clear_changes_are_found(hits: list[int], totals: list[int], expected: list[int]) -> None:
    """Steps and bursts are found where they begin; more articles, one period, one level and one article are none."""
    assert places(hits, totals) == expected


@pytest.mark.parametrize("periods", [5, 13, 52])
@pytest.mark.parametrize("alike", [False, True], ids=["chance", "waves"])
def test_flat_and_noisy_series_rarely_have_a_change(periods: int, alike: bool) -> None:
    """Of 200 series without a change, by chance alone and with correlated articles, at most a tenth are given one."""
    rng = np.random.default_rng(6)
    found = 0
    for _ in range(200):
        totals = rng.poisson(20, periods) + 1
        share = rng.beta(4, 16, periods) if alike else 0.2
        found += bool(find_changes(rng.binomial(totals, share), totals))
    assert found <= 20


def test_long_series_are_searched_too() -> None:
    """In ten years of days a lasting change is found within a week of its day."""
    rng = np.random.default_rng(6)
    totals = rng.poisson(30, 3650) + 1
    hits = rng.binomial(totals, np.where(np.arange(3650) < 2000, 0.1, 0.2))
    [change] = find_changes(hits, totals)
    assert abs(change.place - 2000) <= 7


def test_changes_are_marked_in_the_table() -> None:
    """Each term has its levels and its change; periods without articles and without a day have none."""
    weeks = pd.to_datetime(["2025-03-03", "2025-03-10", "2025-03-17", "2025-03-24", None]).as_unit("us")
    table = pd.DataFrame(
        {
            "period": [*weeks, *weeks],
            "term": ["dam"] * 5 + ["mill"] * 5,
            "articles": [1, 0, 28, 30, 1, 5, 0, 5, 5, 0],
            "total": [30, 0, 30, 30, 1] * 2,
        }
    )
    before = table.copy(deep=True)
    marked = mark_changes(table)
    pd.testing.assert_frame_equal(table, before)
    assert marked["change"].fillna("").tolist() == ["", "", "rise", "", "", "", "", "", "", ""]
    assert marked["level"].round(3).fillna(-1).tolist() == [0.033, -1, 0.967, 0.967, -1, 0.167, -1, 0.167, 0.167, -1]
    assert (marked["change_p"] < 0.05).tolist() == marked["change"].notna().tolist()
