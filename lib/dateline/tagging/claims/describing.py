"""From attributions to claims: chains, names, kinds, manner and days."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.tagging.claims.attribution import Attribution, Span
from dateline.tagging.claims.chains import Chain, find_chains
from dateline.tagging.claims.claim import Claim
from dateline.tagging.claims.clauses import Saying
from dateline.tagging.claims.cue_words import describe_cue
from dateline.tagging.claims.manner import certainty_of, quotation_of
from dateline.tagging.claims.mentions import UNKNOWN, EntityLike, Mentions, Named
from dateline.tagging.claims.occasions import Uttered, days_said
from dateline.tagging.claims.quotes import find_quotations
from dateline.tagging.claims.saying import Calendar, Said, TimeLike
from dateline.tagging.claims.source_words import SPEAKER
from dateline.tagging.claims.sources import name_source
from dateline.tagging.claims.tidying import tidy
from dateline.text import content_id

_PASSING = re.compile(r",? ((?:the )?(?:[A-Z][\w.\-]* ?){1,5}?) (?:reports|reported|writes|wrote)\b(?! that)")
LONGEST = 1000
"""Characters around a cue within which its sentence says when it was uttered."""
REACH = 25
"""Characters around a cue within which "reportedly" and "not" qualify it."""


@dataclass(frozen=True, slots=True)
class _Article:
    """What describing a claim needs of its article."""

    id: str
    text: str
    sentences: Sequence[Span]
    quotations: Sequence[Span]
    mentions: Mentions
    calendar: Calendar
    author: str | None


def describe(
    article_id: str,
    text: str,
    *,
    attributions: Sequence[Attribution],
    sentences: Sequence[Span],
    entities: Sequence[EntityLike],
    times: Sequence[TimeLike],
    published: date | None,
    authors: Sequence[str] = (),
) -> list[Claim]:
    """Return the claims of an article, in the order of their contents.

    Args:
        article_id: Id of the article.
        text: Its text.
        attributions: What an engine proposed; those without content are left out, doubles come once.
        sentences: Sentences as [start, end), in order.
        entities: Names, each with the fullest name in the article.
        times: Time expressions with their first and last day.
        published: Day of publication; None where it is not known.
        authors: Names in the byline: where there is one, "I" outside of quotations is that person.
    """
    mentions = Mentions(text, entities, sentences=sentences)
    calendar = Calendar(text, times, published=published)
    quotations = find_quotations(text)
    author = authors[0] if len(authors) == 1 else None
    article = _Article(article_id, text, sentences, quotations, mentions, calendar, author)
    chains = find_chains(text, tidy(attributions, length=len(text)), quotations=quotations)
    names = _name_all(article, chains)
    ids = [_id(article, chain) for chain in chains]
    days = days_said(calendar, [_uttered(article, chain, names) for chain in chains])
    return [
        _claim(article, chain, id_=id_, named=names, said=said, parent=None if above is None else ids[above])
        for chain, id_, said, above in zip(chains, ids, days, (chain.parent for chain in chains), strict=True)
    ]


def _id(article: _Article, chain: Chain) -> str:
    found = chain.attribution
    return content_id(article.id, found.source_spans, found.cue_spans, found.content_spans)


def _name_all(article: _Article, chains: Sequence[Chain]) -> dict[Span, Named]:
    """Return who each source stands for, by its first span.

    Sources are named in the order of the text, since "he" and "the ministry" go back to those before; "I" and "we"
    last, since they are who speaks the quotation around them.
    """
    phrases: dict[Span, tuple[Span, ...]] = {}
    for part in (part for chain in chains for part in (chain.attribution, *chain.via) if part.source_spans):
        phrases.setdefault(part.source_spans[0], part.content_spans)
    # Who only passes a claim on is no author: "the report" after it is another's.
    speaking = {chain.attribution.source_spans[0] for chain in chains if chain.attribution.source_spans}
    names: dict[Span, Named] = {}
    for span in sorted(phrases):
        if not _speaks(article, span):
            named = article.calendar.without_time(span)
            names[span] = name_source(article.mentions, named, contents=phrases[span])
            if span in speaking:
                article.mentions.note(span[0], names[span])
    for chain in chains:
        spans = chain.attribution.source_spans
        if spans and spans[0] not in names:
            above = chains[chain.parent].attribution.source_spans if chain.parent is not None else ()
            names[spans[0]] = names.get(above[0], UNKNOWN) if above else _author(article, spans[0])
    return names


def _author(article: _Article, span: Span) -> Named:
    """Return who "I" is where nobody is quoted: the author, where the byline names one."""
    number = bisect_right(article.quotations, (span[0], len(article.text))) - 1
    quoted = number >= 0 and article.quotations[number][1] > span[0]
    alone = article.text[span[0] : span[1]].lower() in ("i", "me", "my", "myself")
    return Named(article.author, "person") if article.author and alone and not quoted else UNKNOWN


def _speaks(article: _Article, span: Span) -> bool:
    return article.text[span[0] : span[1]].lower() in SPEAKER


def _uttered(article: _Article, chain: Chain, named: Mapping[Span, Named]) -> Uttered:
    found = chain.attribution
    at = (found.cue_spans or found.source_spans or found.content_spans)[0]
    sentence = _sentence(article, at)
    # A sentence of a megabyte is none; without the limit the time would grow with its square.
    near = max(sentence[0], at[0] - LONGEST), min(sentence[1], at[1] + LONGEST)
    sources = tuple(article.calendar.without_time(span) for span in found.source_spans)
    saying = Saying(at, near, found.content_spans, sources)
    source = named[found.source_spans[0]].name if found.source_spans else None
    return Uttered(saying, source, article.calendar.said(saying))


def _claim(
    article: _Article, chain: Chain, *, id_: str, named: Mapping[Span, Named], said: Said, parent: str | None
) -> Claim:
    found, text = chain.attribution, article.text
    cue = " ".join(text[start:end] for start, end in found.cue_spans)
    content = " ".join(text[start:end] for start, end in found.content_spans)
    lemma, cue_kind = describe_cue(cue, content=content)
    about_first, about_last = article.calendar.about(found.content_spans)
    before, after = _around(article, found)
    source = named[found.source_spans[0]] if found.source_spans else UNKNOWN
    return Claim(
        id=id_,
        article=article.id,
        source_spans=[list(span) for span in found.source_spans],
        cue_spans=[list(span) for span in found.cue_spans],
        content_spans=[list(span) for span in found.content_spans],
        source=source.name,
        source_kind=source.kind,
        via=_via(chain, named, passing=None if chain.via else _passing(article, found)),
        cue=lemma,
        cue_kind=cue_kind,
        quotation=quotation_of(text, found.content_spans, quotations=article.quotations),
        certainty=certainty_of(cue, content, lemma=lemma, before=before, after=after),
        said_first=said[0],
        said_last=said[1],
        said_basis=said[2],
        about_first=about_first,
        about_last=about_last,
        parent=parent,
        confidence=round(found.confidence, 4),
    )


def _via(chain: Chain, named: Mapping[Span, Named], *, passing: str | None) -> list[str]:
    """Return who passes the claim on, the outlet's side first, each once."""
    names = [named[part.source_spans[0]].name for part in chain.via if part.source_spans]
    return list(dict.fromkeys(name for name in (*names, passing) if name is not None))


def _passing(article: _Article, found: Attribution) -> str | None:
    """Return who is said to pass a claim on right after it, where no attribution says so: ", the Herald reported"."""
    if not found.source_spans or not found.cue_spans:
        return None
    end = max(found.source_spans[-1][1], found.cue_spans[-1][1], found.content_spans[-1][1])
    match = _PASSING.match(article.text, end, min(end + 2 * REACH + 50, len(article.text)))
    return name_source(article.mentions, match.span(1)).name if match else None


def _sentence(article: _Article, place: Span) -> Span:
    number = bisect_right(article.sentences, (place[0], len(article.text))) - 1
    return article.sentences[number] if number >= 0 else (0, len(article.text))


def _around(article: _Article, found: Attribution) -> tuple[str, str]:
    """Return the words right before and after the cue that belong to no other role of the attribution."""
    if not found.cue_spans:
        return "", ""
    start, end = found.cue_spans[0]
    sentence = _sentence(article, found.cue_spans[0])
    others = (*found.source_spans, *found.content_spans)
    low = max([sentence[0], start - REACH, *(b for _, b in others if b <= start)])
    high = min([sentence[1], end + REACH, *(a for a, _ in others if a >= end)])
    # "appears" hedges with the "to" that follows it, which may belong to the content.
    return article.text[low:start], article.text[start : max(high, end + len(" to "))]
