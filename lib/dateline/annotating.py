"""Correcting and checking claims in a notebook: a table of choices that writes ``corrections.yaml`` as one goes."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from dateline.analysis.checking import Checks, Correction, fit_corrections, measure_checks
from dateline.analysis.claims import readable_claims
from dateline.checks import CORRECTIONS, with_article, with_correction, write_checks
from dateline.corpus import Corpus, open_corpus
from dateline.errors import CorpusError, DatelineError
from dateline.text import count_text


class Annotator:
    """Pages of claims to be corrected; what is chosen is in the file at once.

    Args:
        corpus: The corpus; changes go into its folder, or stay in memory where it has none.
        pages: Lists of claims' ids, each with the id of the article that is shown above and whose claims these are, or
            None.
    """

    def __init__(self, corpus: Corpus, pages: Sequence[tuple[str | None, list[str]]]) -> None:
        self.corpus, self.pages, self.page = corpus, pages, 0
        found = corpus.table("claims")
        self.claims = found.set_index("id", drop=False)
        chosen = found[found["id"].isin([claim for _, claims in pages for claim in claims])]
        self.words = readable_claims(chosen, corpus.articles, sentences=corpus.sentences).set_index("claim")
        # Corrections made for another engine's ids belong to the claims in the same place now.
        fits, _ = fit_corrections(found, corpus.checks.corrections)
        kept = {key: one for key, one in corpus.checks.corrections.items() if key not in fits}
        self.checks = Checks({**kept, **fits}, corpus.checks.missed)

    def correct(self, claim: str, *, wrong: bool = False, note: str = "", **fields: Any) -> None:
        """Correct a claim; called with nothing but its id, it takes an earlier correction back.

        Args:
            claim: Its id.
            wrong: It is no claim.
            note: Why.
            fields: ``source``, ``said`` (a day, or None), ``certainty`` or ``cue_kind``.
        """
        row = self.claims.loc[claim]
        spans = row["content_spans"]
        place = (min(start for start, _ in spans), max(end for _, end in spans)) if len(spans) else None
        self._keep(
            with_correction(self.checks, Correction(claim, wrong, fields, str(row["article"]), place, note=note))
        )

    def finish(self, article: str, missed: int | None) -> None:
        """Say that an article was read to the end, and how many of its claims were not found; None takes it back."""
        self._keep(with_article(self.checks, article, missed))

    def results(self) -> pd.DataFrame:
        """Return how good the kit is on the articles read so far, see ``analysis.checking.measure_checks``."""
        return measure_checks(self.corpus.table("claims"), self.checks)

    def _keep(self, checks: Checks) -> None:
        if self.corpus.folder is not None:
            write_checks(self.corpus.folder, checks)
        self.checks = checks

    def __repr__(self) -> str:
        place = self.corpus.folder / CORRECTIONS if self.corpus.folder is not None else "memory only"
        claims = sum(len(claims) for _, claims in self.pages)
        return (
            f"{count_text(claims, 'claim')} on {count_text(len(self.pages), 'page')} to look at; "
            f"{count_text(len(self.checks.corrections), 'correction')}, "
            f"{count_text(len(self.checks.missed), 'article')} read to the end, kept in {place}"
        )

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        """Give the table of choices where a notebook has widgets; a sentence where it has none."""
        still = {"text/plain": repr(self), "text/html": f"<p>{html.escape(repr(self))}</p>"}
        return {**self.widget()._repr_mimebundle_(), **still}

    def widget(self) -> Any:
        """Return the table of choices as a Jupyter widget."""
        from dateline.annotating_widget import pages_widget

        return pages_widget(self)


def annotate(corpus: Corpus | str | None = None, *, n: int = 50, seed: int = 0) -> Annotator:
    """Draw articles to be checked by hand, so that a report can say how good the kit is on them.

    For each article, say of each claim whether it is right, count those that were not found, and tick "read to the
    end". Everything goes into ``corrections.yaml`` in the corpus folder at once; reports then state precision and
    recall with an interval, and later runs leave out what was wrong.

    Args:
        corpus: The corpus, or its folder; the sample, in memory, where none is given.
        n: Number of articles; all of them where the corpus has fewer.
        seed: Another number draws other articles.

    Raises:
        CorpusError: The corpus is not tagged.

    >>> import dateline as dl
    >>> dl.annotate(n=3).pages[0][0] in dl.sample().articles["id"].tolist()
    True
    """
    opened = _opened(corpus)
    if n < 1:
        raise DatelineError(f"{n} articles cannot be drawn; n is 1 or more.")
    articles = opened.articles["id"].tolist()
    drawn = np.random.default_rng(seed).permutation(len(articles))[:n]
    by_article = opened.table("claims").groupby("article")["id"].agg(list).to_dict()
    return Annotator(opened, [(articles[place], by_article.get(articles[place], [])) for place in sorted(drawn)])


def correct(claims: pd.DataFrame | Iterable[str], corpus: Corpus | str | None = None, *, page: int = 20) -> Annotator:
    """Correct claims in a notebook: which are none, who the source is, which day.

    Args:
        claims: Rows of ``corpus.claims`` or of ``readable_claims``, or ids.
        corpus: The corpus that they are from, or its folder; the sample, in memory, where none is given.
        page: Claims shown at a time.

    Raises:
        CorpusError: The corpus is not tagged, or has no such claims.

    >>> import dateline as dl
    >>> len(dl.correct(dl.sample().claims.head(2)).pages)
    1
    """
    opened = _opened(corpus)
    column = "claim" if isinstance(claims, pd.DataFrame) and "claim" in claims else "id"
    wanted = claims[column].tolist() if isinstance(claims, pd.DataFrame) else list(claims)
    known = set(opened.table("claims")["id"])
    if strangers := [claim for claim in wanted if claim not in known]:
        raise CorpusError(f"The corpus has no claim {strangers[0]!r} ({len(strangers)} of {len(wanted)} are unknown).")
    return Annotator(opened, [(None, wanted[i : i + page]) for i in range(0, len(wanted), max(page, 1))])


def _opened(corpus: Corpus | str | None) -> Corpus:
    opened = corpus if isinstance(corpus, Corpus) else open_corpus(corpus or "sample")
    opened.check_tagged()
    return opened
