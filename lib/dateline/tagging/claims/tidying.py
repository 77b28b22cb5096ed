"""Attributions made fit to describe: within the text, in order, each once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.tagging.claims.attribution import Attribution, Span


def tidy(attributions: Iterable[Attribution], *, length: int) -> list[Attribution]:
    """Join attributions that share cue and source, and leave out what has no content and what is there twice.

    An interrupted quotation is one attribution with several contents, whichever way an engine gives it.

    Args:
        attributions: As proposed, in any order.
        length: Characters of the text; spans are cut to it.
    """
    joined: dict[object, Attribution] = {}
    for attribution in sorted(attributions, key=_order):
        roles = [_cut(spans, length) for spans in _roles(attribution)]
        source, cue, contents = roles
        if not contents:
            continue
        key = (source, cue) if cue else (source, contents)
        earlier = joined.get(key)
        if earlier is not None:
            contents = _cut((*earlier.content_spans, *contents), length)
        sure = max(attribution.confidence, earlier.confidence if earlier else 0.0)
        joined[key] = Attribution(source, cue, contents, min(max(sure, 0.0), 1.0))
    return list(joined.values())


def _roles(attribution: Attribution) -> tuple[tuple[Span, ...], ...]:
    return attribution.source_spans, attribution.cue_spans, attribution.content_spans


def _order(attribution: Attribution) -> tuple[tuple[Span, ...], ...]:
    return attribution.content_spans, attribution.cue_spans, attribution.source_spans


def _cut(spans: Sequence[Span], length: int) -> tuple[Span, ...]:
    """Return spans in order, cut to the text, overlapping ones made one."""
    kept: list[Span] = []
    for start, end in sorted((max(a, 0), min(b, length)) for a, b in spans):
        if start >= end:
            continue
        if kept and start < kept[-1][1]:
            kept[-1] = (kept[-1][0], max(kept[-1][1], end))
        else:
            kept.append((start, end))
    return tuple(kept)
