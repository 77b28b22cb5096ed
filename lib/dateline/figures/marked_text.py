"""An article with what was found in it: sources, cues, claims, names and times marked in the text, a legend above."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pandas as pd

from dateline.text import day_text

KINDS: Mapping[str, tuple[str, str]] = {
    "claim": ("what is claimed", "background-color: rgba(0, 114, 178, 0.22)"),
    "source": ("who claims it", "background-color: rgba(230, 159, 0, 0.36); border-radius: 2px"),
    "cue": ("reporting word", "font-weight: 700; text-decoration: underline double; text-underline-offset: 3px"),
    "PER": ("person", "border-bottom: 2px solid #009E73"),
    "ORG": ("organisation", "border-bottom: 2px dashed #CC79A7"),
    "LOC": ("place", "border-bottom: 2px dotted #D55E00"),
    "MISC": ("other name", "border-bottom: 1px solid #7A7A7A"),
    "time": ("time", "outline: 1px solid rgba(122, 122, 122, 0.75); outline-offset: 1px"),
    "topic": ("topic", "font-style: italic; text-decoration: underline wavy; text-underline-offset: 3px"),
}
"""What is marked: its name in the legend, and its look. Shapes differ too, so that no mark rests on colour alone."""
MOST = 200_000
"""Characters of a text that are shown."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters of a text with what they are.

    Attributes:
        start: First character.
        end: Character after the last.
        kind: A key of ``KINDS``.
        about: What it was resolved to, in words.
    """

    start: int
    end: int
    kind: str
    about: str


@dataclass(frozen=True)
class MarkedText:
    """An article's text with marks; a notebook shows it with a legend, a terminal as text with brackets.

    Attributes:
        title: Headline, outlet and day.
        text: The text.
        marks: What is marked, in any order.
    """

    title: str
    text: str
    marks: Sequence[Mark]

    def __repr__(self) -> str:
        counts = "; ".join(f"{name}: {number:,}" for _, name, number in self._legend())
        return f"{self.title}\n{counts or 'nothing is marked'}\n\n{self.text[:MOST]}"

    def _repr_html_(self) -> str:
        legend = " ".join(
            f'<span style="margin-right: 1em; white-space: nowrap"><span style="{KINDS[kind][1]}">'
            f"{html.escape(name)}</span> {number:,}</span>"
            for kind, name, number in self._legend()
        )
        body = "".join(self._segments()).replace("\n\n", "<br><br>").replace("\n", "<br>")
        more = f"<p>… {len(self.text) - MOST:,} more characters.</p>" if len(self.text) > MOST else ""
        return (
            f'<div class="dateline-article" style="max-width: 75ch; line-height: 1.9"><p><strong>'
            f'{html.escape(self.title)}</strong></p><p style="font-size: 0.9em">{legend or "Nothing is marked."}</p>'
            f"<p>{body}</p>{more}</div>"
        )

    def _legend(self) -> list[tuple[str, str, int]]:
        numbers = {kind: sum(mark.kind == kind for mark in self.marks) for kind in KINDS}
        return [(kind, KINDS[kind][0], number) for kind, number in numbers.items() if number]

    def _segments(self) -> Iterable[str]:
        """Yield the text, cut at each bound of a mark; what is marked several times bears all its looks."""
        shown = self.text[:MOST]
        bounds = sorted({0, len(shown), *(min(place, len(shown)) for m in self.marks for place in (m.start, m.end))})
        opening: dict[int, list[Mark]] = {}
        for mark in sorted(self.marks, key=lambda mark: (list(KINDS).index(mark.kind), mark.start, mark.end)):
            opening.setdefault(mark.start, []).append(mark)
        current: list[Mark] = []
        for start, end in pairwise(bounds):
            current = [mark for mark in current if mark.end > start] + opening.get(start, [])
            text = html.escape(shown[start:end])
            yield _marked(text, current) if current and start < end else text


def _marked(text: str, marks: Sequence[Mark]) -> str:
    looks = "; ".join(dict.fromkeys(KINDS[mark.kind][1] for mark in marks))
    about = html.escape(" | ".join(dict.fromkeys(mark.about for mark in marks)))
    return f'<span style="{looks}" title="{about}" tabindex="0">{text}</span>'


def mark_article(article: Mapping[str, Any], tags: Mapping[str, pd.DataFrame]) -> MarkedText:
    """Mark an article with its tags.

    Args:
        article: A row of the ``articles`` table.
        tags: Tables ``entities``, ``times``, ``claims`` and ``topics`` by name; rows of other articles are left out,
            tables may be missing.
    """
    key = article["id"]
    own = {
        name: table[table["article"] == key].to_dict("records") for name, table in tags.items() if "article" in table
    }
    facts = [article.get("headline"), article.get("outlet")]
    published = article.get("published")
    title = " · ".join(str(fact) for fact in facts if isinstance(fact, str))
    day = f" · {day_text(published)}" if published is not None and not pd.isna(published) else ""
    text = article["text"] if isinstance(article["text"], str) else ""
    return MarkedText((title + day) or "An article", text, [*_claims(own.get("claims", [])), *_others(own)])


def _claims(claims: Sequence[Mapping[str, Any]]) -> Iterable[Mark]:
    for number, claim in enumerate(claims, start=1):
        about = f"claim {number} of {len(claims)}: {claim_text(claim)}"
        for kind, column in (("source", "source_spans"), ("cue", "cue_spans"), ("claim", "content_spans")):
            for start, end in claim[column]:
                yield Mark(int(start), int(end), kind, about)


def claim_text(claim: Mapping[str, Any]) -> str:
    """Put a row of ``claims`` into words: who, how, when, how sure."""
    source = claim["source"] if isinstance(claim["source"], str) else "no one named"
    words = [f"{source} {claim['cue_kind']}" if isinstance(claim["cue_kind"], str) else source]
    words += [str(claim[name]) for name in ("quotation", "certainty") if isinstance(claim[name], str)]
    words += [f"via {', '.join(claim['via'])}"] if len(claim["via"]) else []
    if not pd.isna(claim["said_first"]):
        words.append(f"said {day_text(claim['said_first'])} ({claim['said_basis']})")
    return ", ".join([*words, f"confidence {claim['confidence']:.2f}"])


def _others(own: Mapping[str, Sequence[Mapping[str, Any]]]) -> Iterable[Mark]:
    for entity in own.get("entities", []):
        name = entity["name"] if isinstance(entity["name"], str) else ""
        about = f"{KINDS[entity['kind']][0]}: {name}".removesuffix(": ")
        yield Mark(int(entity["start"]), int(entity["end"]), entity["kind"], about)
    for time in own.get("times", []):
        days = [day_text(time[side]) for side in ("first", "last") if not pd.isna(time[side])]
        meant = " to ".join(dict.fromkeys(days)) or "no known day"
        yield Mark(int(time["start"]), int(time["end"]), "time", f"time: {time['value']}, {meant} ({time['basis']})")
    for topic in own.get("topics", []):
        yield Mark(int(topic["start"]), int(topic["end"]), "topic", f"topic: {topic['topic']} ({topic['term']})")
