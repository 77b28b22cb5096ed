"""What a concordance says, in a sentence, and in which share of the articles its hits are, period by period."""

from __future__ import annotations

import pandas as pd

from dateline.analysis.changes import mark_changes
from dateline.analysis.concordance import Concordance
from dateline.analysis.term_findings import percent, quoted
from dateline.text import count_text


def concordance_finding(found: Concordance) -> str:
    """Return how often a pattern occurs, in how many articles, and in which outlet most often.

    Args:
        found: The concordance.
    """
    name, total = quoted(_term(found)), len(found.tally)
    if not found.hits:
        return f"{name} does not occur in the {count_text(total, 'article')}"
    share = percent(found.articles / total)
    times = f"{name} occurs {count_text(found.hits, 'time')}, in {found.articles:,} of {total:,} articles ({share})"
    outlets = found.counts("outlet").dropna(subset="outlet")
    most = outlets[outlets["hits"] == outlets["hits"].max()]
    if len(outlets) < 2 or len(most) != 1:
        return times
    return f"{times}, most often in {most['outlet'].iloc[0]} ({count_text(int(most['hits'].iloc[0]), 'time')})"


def concordance_trend(found: Concordance, *, period: str = "month") -> pd.DataFrame:
    """Return in which share of the articles a pattern occurs, period by period, as ``trend`` does for terms.

    Args:
        found: The concordance.
        period: "day", "week" (from Monday) or "month".

    Returns:
        ``period`` (first day; missing in a last row for articles without a day), ``term`` (the pattern), ``count``
        (hits), ``articles`` (number with a hit), ``total``, ``share`` (0 to 1), ``low`` and ``high`` (its 95 % Wilson
        interval), ``level``, ``change`` and ``change_p`` (see ``mark_changes``).

    Raises:
        UnknownNameError: There is no such period.
    """
    counts = found.counts(period).rename(columns={period: "period", "hits": "count"})
    counts.insert(1, "term", _term(found))
    return mark_changes(counts)


def _term(found: Concordance) -> str:
    # In a phrase an asterisk stands for letters and is shown as an ellipsis; in a regular expression it is a sign.
    return found.question.pattern.replace("*", "∗") if found.question.regex else found.question.pattern
