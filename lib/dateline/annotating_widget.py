"""The table of choices with which claims are corrected in a notebook."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

import ipywidgets as widgets
import pandas as pd

from dateline.analysis.checking import Correction
from dateline.article_view import show
from dateline.checks import parse_said

if TYPE_CHECKING:
    from dateline.annotating import Annotator

RIGHT, WRONG, OTHER = "right", "no claim", "corrected"
_LONGEST = 400
"""Characters of a sentence that are shown."""


def pages_widget(annotator: Annotator) -> Any:
    """Return a widget that shows an annotator's pages one at a time.

    Args:
        annotator: What is to be looked at; each choice goes to it at once.
    """
    box = widgets.VBox()
    _fill(box, annotator)
    return box


def _fill(box: Any, annotator: Annotator) -> None:
    article, claims = annotator.pages[annotator.page] if annotator.pages else (None, [])
    parts = [widgets.HTML(show(article, annotator.corpus)._repr_html_())] if article else []
    parts += [ClaimRow(annotator, claim).widget for claim in claims]
    parts += [_end(annotator, article)] if article else []
    box.children = [_turner(box, annotator), *parts]


def _turner(box: Any, annotator: Annotator) -> Any:
    where = widgets.HTML(f"<b>Page {annotator.page + 1} of {len(annotator.pages)}</b>")
    buttons = [widgets.Button(description=text) for text in ("Back", "Next")]
    for button, step in zip(buttons, (-1, 1), strict=True):
        button.disabled = not 0 <= annotator.page + step < len(annotator.pages)

        def turn(_: Any, step: int = step) -> None:
            annotator.page += step
            _fill(box, annotator)

        button.on_click(turn)
    return widgets.HBox([*buttons, where])


class ClaimRow:
    """A claim with its sentence, a verdict, and its source and day to be corrected.

    Args:
        annotator: Where the choices go.
        claim: Id of the claim.
    """

    def __init__(self, annotator: Annotator, claim: str) -> None:
        self.annotator, self.claim = annotator, claim
        words, now = annotator.words.loc[claim], annotator.checks.corrections.get(claim, Correction(claim))
        self.found_source = str(words["source"])
        said = words["said_first"]
        self.found_day: str = "unknown" if pd.isna(said) else f"{said:%Y-%m-%d}"
        source, day = now.fields.get("source", self.found_source), now.fields.get("said", self.found_day)
        verdict = WRONG if now.wrong else OTHER if now.fields else RIGHT
        self.verdict = widgets.ToggleButtons(options=[RIGHT, WRONG, OTHER], value=verdict)
        self.source = widgets.Text(value=source or "", description="source")
        self.day = widgets.Text(value=str(day or "unknown"), description="said")
        self.trouble = widgets.HTML()
        self._enable()
        for one in (self.verdict, self.source, self.day):
            one.observe(self._keep, "value")

    @property
    def widget(self) -> Any:
        """The row as a widget."""
        words = self.annotator.words.loc[self.claim]
        content, sentence = (html.escape(str(words[name])[:_LONGEST]) for name in ("content", "sentence"))
        choices = widgets.HBox([self.verdict, self.source, self.day], layout=widgets.Layout(flex_flow="row wrap"))
        frame = widgets.Layout(border_top="1px solid #999", padding="0.5em 0")
        shown = widgets.HTML(f"<b>{content}</b><br><small>{sentence}</small>")
        return widgets.VBox([shown, choices, self.trouble], layout=frame)

    def _enable(self) -> None:
        self.source.disabled = self.day.disabled = self.verdict.value != OTHER

    def _keep(self, _: Any) -> None:
        self._enable()
        self.trouble.value = ""
        fields: dict[str, Any] = {}
        if self.verdict.value == OTHER:
            if self.source.value.strip() != self.found_source:
                fields["source"] = self.source.value.strip() or None
            if self.day.value.strip() != self.found_day:
                try:
                    fields["said"] = parse_said(self.day.value)
                except ValueError:
                    self.trouble.value = "A day is written as 2025-03-12; or: unknown"
                    return
        self.annotator.correct(self.claim, wrong=self.verdict.value == WRONG, **fields)


def _end(annotator: Annotator, article: str) -> Any:
    missed = widgets.BoundedIntText(value=annotator.checks.missed.get(article, 0), max=100_000)
    done = widgets.Checkbox(value=article in annotator.checks.missed, description="read to the end")

    def keep(_: Any) -> None:
        annotator.finish(article, missed.value if done.value else None)

    for one in (missed, done):
        one.observe(keep, "value")
    return widgets.HBox([widgets.HTML("Claims in the article that are not listed:"), missed, done])
