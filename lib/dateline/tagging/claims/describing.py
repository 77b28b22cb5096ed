"""From attributions to claims: who, through whom, how firmly, when, and one within the other."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date

from dateline.tagging.claims.attribution import Attribution, Span
from dateline.tagging.claims.certainty import Quoted, certainty
from dateline.tagging.claims.claim import Claim
from dateline.tagging.claims.dating import Calendar, TimeSpan
from dateline.tagging.claims.mentions import Mentions, Name
from dateline.tagging.claims.nesting import Nested, nest
from dateline.tagging.claims.quotes import find_quotations
from dateline.tagging.claims.sources import Source, Sources
from dateline.tagging.claims.verbs import read_cue
from dateline.text import content_id

READ = 500
"""Characters of each content that are read for how firmly it is claimed."""


def describe(
    article_id: str,
    text: str,
    attributions: Sequence[Attribution],
    *,
    sentences: Sequence[Span],
    entities: Sequence[Name],
    times: Sequence[TimeSpan],
    published: date | None,
) -> list[Claim]:
    """Make claims of attributions.

    Args:
        article_id: Id of the article.
        text: The whole article.
        attributions: What an engine proposes, in any order.
        sentences: The article's sentences.
        entities: Its names, each with the fullest name of the same in the article.
        times: Its time expressions, resolved as far as they can be.
        published: Day of publication.

    Returns:
        Claims in the order of their contents, none twice.
    """
    nested = nest(attributions, text)
    calendar = Calendar(text, times, published=published)
    quoted = Quoted(text, find_quotations(text))
    found = _sources(nested, Mentions(text, entities, sentences=sentences))
    ids = [content_id(article_id, *_spans(one.attribution)) for one in nested]
    starts = [start for start, _ in sentences]
    claims = []
    for one, key, (source, via) in zip(nested, ids, found, strict=True):
        spans = one.attribution
        cue_span = (spans.cue_spans[0][0], spans.cue_spans[-1][1]) if spans.cue_spans else None
        cue_words = text[slice(*cue_span)] if cue_span else ""
        cue, cue_kind = read_cue(cue_words[:READ], following=_first_words(text, spans))
        words = _flat(text, spans.source_spans)
        said_first, said_last, basis = calendar.said(
            cue=cue_span,
            source=spans.source_spans[0] if spans.source_spans else None,
            contents=spans.content_spans,
            sentence=_sentence(starts, sentences, cue_span or spans.content_spans[0]),
        )
        about_first, about_last = calendar.about(spans.content_spans)
        claims.append(
            Claim(
                id=key,
                article=article_id,
                source_spans=[list(span) for span in spans.source_spans],
                cue_spans=[list(span) for span in spans.cue_spans],
                content_spans=[list(span) for span in spans.content_spans],
                source=source.name,
                source_kind=source.kind,
                via=via,
                cue=cue,
                cue_kind=cue_kind,
                quotation=quoted.manner(spans.content_spans, cue=cue_span, source=words),
                certainty=certainty(
                    cue_words[:READ], [text[a : min(b, a + READ)] for a, b in spans.content_spans], asks=cue_kind == "asks"
                ),
                said_first=said_first,
                said_last=said_last,
                said_basis=basis,
                about_first=about_first,
                about_last=about_last,
                parent=ids[one.parent] if one.parent is not None else None,
                confidence=spans.confidence,
            )
        )
    return claims


def _sources(nested: Sequence[Nested], mentions: Mentions) -> list[tuple[Source, list[str]]]:
    """Return the source of each claim and who passes it on, read in the order of the text: pronouns look back."""
    sources = Sources(mentions)
    found: list[Source | None] = [None] * len(nested)
    order = sorted(range(len(nested)), key=lambda i: (_place(nested[i].attribution), i))
    for i in order:
        parent = nested[i].parent
        found[i] = sources.find(nested[i].attribution.source_spans, speaker=found[parent] if parent is not None else None)
    relays = [[sources.find([span]).name for span in one.relays] for one in nested]
    return [
        (source or Source(None, "unknown"), [name for name in via if name is not None])
        for source, via in zip(found, relays, strict=True)
    ]


def _place(attribution: Attribution) -> int:
    return (attribution.source_spans or attribution.cue_spans or attribution.content_spans)[0][0]


def _spans(attribution: Attribution) -> tuple[object, ...]:
    return "source", attribution.source_spans, "cue", attribution.cue_spans, "content", attribution.content_spans


def _sentence(starts: Sequence[int], sentences: Sequence[Span], span: Span) -> Span:
    number = bisect_right(starts, span[0]) - 1
    return sentences[number] if number >= 0 else span


def _first_words(text: str, attribution: Attribution) -> str:
    """Return the content's first words where it follows the cue."""
    start, end = attribution.content_spans[0]
    after = attribution.cue_spans and start >= attribution.cue_spans[-1][1]
    return text[start : min(end, start + 40)] if after else ""


def _flat(text: str, spans: Sequence[Span]) -> str:
    return " ".join(text[spans[0][0] : min(spans[-1][1], spans[0][0] + READ)].split()) if spans else ""
