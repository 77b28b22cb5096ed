"""What a report must say of itself: what was read and refused, how claims were found, how good that is, how to cite."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pandas as pd

from dateline.analysis.checking import measure_checks
from dateline.corpus import Corpus
from dateline.errors import CorpusError
from dateline.readers.records import REASONS
from dateline.reports.tables import to_html
from dateline.tagging import unread
from dateline.text import count_text, day_text, sha256

MEASURED = Path(__file__).with_name("measured.json")
"""Figures of the kit's own accuracy: ``make bench`` writes them when it measures."""


@dataclass(frozen=True, slots=True)
class Methods:
    """Paragraphs on a corpus and the kit, each with a heading of a few words.

    Attributes:
        paragraphs: Pairs of heading and text.
        corrections: What people corrected, a row a value; None where the corpus is not tagged.
    """

    paragraphs: tuple[tuple[str, str], ...]
    corrections: pd.DataFrame | None = None

    def __str__(self) -> str:
        return "\n\n".join(f"{heading}. {text}" for heading, text in self.paragraphs)

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        words = "".join(
            f"<p><strong>{html.escape(heading)}.</strong> {html.escape(text)}</p>" for heading, text in self.paragraphs
        )
        if self.corrections is None or self.corrections.empty:
            return words
        return words + to_html(self.corrections, caption="What people corrected", show=200)


def describe_methods(corpus: Corpus) -> Methods:
    """Put into words what a corpus holds, how its claims were found, and how good that is known to be.

    Args:
        corpus: A corpus, tagged or not.

    Returns:
        Paragraphs that a notebook shows as they are: what was read, what was refused, how it was tagged, how good
        that is, what a figure cannot show, how to cite. Every figure is the corpus's own or was measured by
        ``make bench``.

    >>> import dateline as dl
    >>> print(str(dl.describe_methods(dl.sample()))[:26])
    What was read. 41 articles
    """
    tagged = corpus.folder is None or "tags" in corpus.about
    parts = [("What was read", _read(corpus)), ("What was refused", _refused(corpus))]
    if tagged:
        parts += [("How it was tagged", _tagged(corpus)), ("How good that is", _accuracy())]
        parts += [("What people checked", checked)] if (checked := _checked(corpus)) else []
    parts += [("What it cannot show", LIMITS), ("How to cite", _citation(corpus))]
    return Methods(tuple(parts), corpus.corrections if tagged else None)


LIMITS = (
    "That someone claims a thing does not make it true, and this report does not say who is right. It shows what these "
    "articles report, not what was said elsewhere or left out. Claims are found by a program: read the sentence before "
    "you quote a row."
)


def _read(corpus: Corpus) -> str:
    articles = corpus.articles
    days = articles["published"].dropna()
    period = f", published from {day_text(days.min())} to {day_text(days.max())}" if len(days) else ""
    outlets = count_text(articles["outlet"].nunique(), "outlet")
    words = [f"{count_text(len(articles), 'article')} of {outlets}{period}"]
    undated = int(articles["published"].isna().sum())
    words += [f"{count_text(undated, 'article')} without a day"] if undated else []
    short = articles["completeness"].isin(["excerpt", "paywall"]).sum() if "completeness" in articles else 0
    words += (
        [f"{count_text(int(short), 'article')} only in part (an excerpt, or what stands before a paywall)"]
        if short
        else []
    )
    languages = articles["language"].fillna("unknown").value_counts()
    shown = ", ".join(f"{name} ({number:,})" for name, number in sorted(languages.items(), key=lambda x: (-x[1], x[0])))
    return f"{'; '.join(words)}. Languages: {shown or 'none'}."


def _refused(corpus: Corpus) -> str:
    reasons = corpus.rejected["reason"].value_counts()
    if reasons.empty:
        return "Nothing."
    listed = "; ".join(
        f"{number:,} × {REASONS.get(str(reason), str(reason)).split(':')[0]}"
        for reason, number in sorted(reasons.items(), key=lambda x: (-x[1], x[0]))
    )
    number = len(corpus.rejected)
    return f"{number:,} {'file or record' if number == 1 else 'files or records'}: {listed}."


def _tagged(corpus: Corpus) -> str:
    foreign = len(unread(corpus.articles))
    left_out = f" {count_text(foreign, 'article')} in other languages than English were not tagged." if foreign else ""
    return (
        "A neural network that comes with the kit marks who says what in English news; rules join its marks into "
        "claims, name the source by its fullest name, and read the day. Names of one source in different articles are "
        f"joined and can be corrected in aliases.yaml. {count_text(len(corpus.claims), 'claim')} were found.{left_out}"
    )


def _accuracy() -> str:
    claims, names, times = (measured()[part] for part in ("claims", "names", "times"))
    return (
        f"On {claims['articles']} news articles with {claims['gold']:,} claims marked by hand (PolNeAR, dev), "
        f"{claims['precision']:.0f} of 100 claims that the kit gives have the right words and the right source, and it "
        f"finds {claims['recall']:.0f} of 100 (F1 {claims['claim+source']:.1f}; two people agree with each other at "
        f"74.0). It finds {claims['quoted recall']:.0f} of 100 quotations, {claims['indirect recall']:.0f} of 100 "
        f"paraphrases. Names: F1 {names['f1']:.1f} on CoNLL-2003 (dev). Times: {times['value']:.0f} of 100 values are "
        "right on the half of TimeBank kept back. Other articles than these may give other figures."
    )


def _checked(corpus: Corpus) -> str:
    """Say what people corrected, and how good the kit is on the articles that they read; nothing where they did not."""
    checks, words = corpus.checks, []
    if checks.corrections:
        wrong = sum(correction.wrong for correction in checks.corrections.values())
        lost = int((corpus.corrections["what"] == "fits no claim").sum())
        words.append(
            f"{count_text(len(checks.corrections), 'claim')} corrected by hand, {wrong:,} of them left out as no claims"
            + (f"; {lost:,} of the corrections fit no claim any more" if lost else "")
        )
    if checks.missed:
        for row in measure_checks(corpus.table("claims"), checks).to_dict("records"):
            words.append(f"{row['measure']}: {row['right']:,} of {row['of']:,}{_interval(row)}")
        words[-5] = f"{count_text(len(checks.missed), 'article')} read to the end; {words[-5]}"
    return f"{'; '.join(words)}." if words else ""


def _interval(row: Mapping[Any, Any]) -> str:
    if not row["of"]:
        return ""
    if pd.isna(row["low"]):
        return f" ({100 * row['share']:.0f} %; too few articles for an interval)"
    return f" ({100 * row['share']:.0f} %, 95 % interval {100 * row['low']:.0f} to {100 * row['high']:.0f})"


def _citation(corpus: Corpus) -> str:
    content = sha256("\n".join(sorted(map(str, corpus.articles["sha256"]))))
    return (
        f"Dateline {version('dateline')}, a research kit for news articles; corpus of "
        f"{count_text(len(corpus.articles), 'article')}, content {content[:16]} (SHA-256 over the articles' own)."
    )


@cache
def measured() -> dict[str, Any]:
    """Return the kit's measured accuracy by part.

    Raises:
        CorpusError: The file is missing or damaged.
    """
    try:
        found: dict[str, Any] = json.loads(MEASURED.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CorpusError(f"{MEASURED.name} is missing or damaged: install the package again.") from error
    return found
