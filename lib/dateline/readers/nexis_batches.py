"""Batches of LexisNexis and Nexis Uni: where each article begins and ends, and how many there should be."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.readers.blocks import Block
from dateline.readers.nexis_words import (
    BODY,
    COPYRIGHT,
    COUNT,
    COUNTER,
    COVER,
    END,
    LISTED,
    SELECTED,
    label_of,
    words_stated,
)
from dateline.readers.spoken_dates import starts_with_date

HUNDRED = 100
MOST_LISTED = 20_000
"""Paragraphs between the list of contents and the first date, at most."""
LONGEST_HEADER = 14
"""Paragraphs before the first field of an article, at most."""


@dataclass(slots=True)
class Batch:
    """The articles of an export.

    Attributes:
        articles: The paragraphs of each article, its header first, without cover, list of contents and marks.
        stated: The number of articles that the file states; None where it does not.
        classic: Whether it has the layout of classic LexisNexis: outlet, date, headline.
    """

    articles: list[list[Block]] = field(default_factory=list)
    stated: int | None = None
    classic: bool = False


def split_batch(blocks: Sequence[Block]) -> Batch:
    """Find the articles among the paragraphs of an export.

    Args:
        blocks: All paragraphs of the file.
    """
    starts = [place for place, block in enumerate(blocks) if COUNTER.match(block.text)]
    ends = [place for place, block in enumerate(blocks) if END.match(block.text)]
    if starts and len(starts) >= len(ends):
        return _split_classic(blocks, starts, set(ends))
    cover, articles = _split_uni(blocks, ends)
    return Batch(articles, _stated_by_cover(cover))


def _split_classic(blocks: Sequence[Block], starts: list[int], ends: set[int]) -> Batch:
    articles = [
        [blocks[place] for place in range(start + 1, after) if place not in ends]
        for start, after in zip(starts, [*starts[1:], len(blocks)], strict=True)
    ]
    counters = [COUNTER.match(blocks[start].text) for start in starts]
    numbers = [int(counter["number"]) for counter in counters if counter]
    total = Counter(int(counter["of"]) for counter in counters if counter).most_common(1)[0][0]
    stated = _stated_by_cover(blocks[: starts[0]])
    if stated is None:
        # Searches are handed out in files of some hundreds: such a file may end before the total.
        last = numbers[-1] if numbers[-1] % HUNDRED == 0 and numbers[-1] < total else total
        stated = max(last - numbers[0] + 1, 1)
    return Batch(articles, stated, classic=True)


def _split_uni(blocks: Sequence[Block], ends: list[int]) -> tuple[list[Block], list[list[Block]]]:
    """Return the cover and the articles of Nexis Uni, each closed by "End of Document"; the last one may be cut off."""
    starts = [0, *(end + 1 for end in ends)]
    parts = [list(blocks[start:end]) for start, end in zip(starts, [*ends, len(blocks)], strict=True)]
    first = _header_start(parts[0])
    cover = parts[0][:first]
    articles = [parts[0][first:], *parts[1:]]
    if not _is_article(articles[-1]):
        articles.pop()
    return cover, [article for article in articles if article]


def _header_start(blocks: list[Block]) -> int:
    """Return where the first article begins, after the cover and the list of contents."""
    listed = _listed(blocks)
    covered = [place for place, block in enumerate(blocks) if COVER.match(block.text) or COUNT.match(block.text)]
    if not covered and not listed:
        return 0
    least = max([*covered, *(place for place, _ in listed)], default=-1) + 1
    opening = [place for place in range(least, len(blocks)) if blocks[place].opens]
    date = next((place for place in range(least, len(blocks))[:MOST_LISTED] if _is_date(blocks, place)), None)
    before = [place for place in opening if date is None or place < date]
    if before:
        return before[-1]
    titles = {_flat(title) for _, title in listed}
    named = [place for place in range(least, len(blocks)) if _flat(blocks[place].text) in titles]
    if named:
        return named[0]
    return least if date is None else max(least, date - 2)


def _listed(blocks: list[Block]) -> list[tuple[int, str]]:
    """Return the entries of the list of contents: 1, 2, 3 and so on, from the start."""
    entries: list[tuple[int, str]] = []
    for place, block in enumerate(blocks):
        found = LISTED.match(block.text)
        if found and int(found["number"]) == len(entries) + 1:
            entries.append((place, found["title"]))
    known = any(COVER.match(block.text) or COUNT.match(block.text) for block in blocks[:200])
    return entries if known else []


def _is_date(blocks: list[Block], place: int) -> bool:
    """Tell whether a paragraph is the date in the header of an article: fields follow."""
    if len(blocks[place].text) > 120 or not starts_with_date(blocks[place].text):
        return False
    after = blocks[place + 1 : place + 9]
    return any(label_of(block.text) or BODY.match(block.text) or COPYRIGHT.match(block.text) for block in after)


def _is_article(blocks: list[Block]) -> bool:
    """Tell whether what follows the last "End of Document" is an article that was cut off."""
    labels = [label_of(block.text) for block in blocks[:LONGEST_HEADER]]
    if any(label and label[0] == "length" and words_stated(label[1]) for label in labels):
        return True
    return any(_is_date(blocks, place) for place in range(1, min(len(blocks), LONGEST_HEADER)))


def _stated_by_cover(cover: Sequence[Block]) -> int | None:
    for line in (line for block in cover for line in block.text.split("\n")):
        if found := COUNT.match(line):
            return int(found["of"])
        if found := SELECTED.match(line):
            return _count(found["ranges"])
    return len(_listed(list(cover))) or None


def _count(ranges: str) -> int | None:
    """Return how many numbers there are in "1-10, 12"."""
    count = 0
    for found in re.finditer(r"(\d{1,6})(?:\s*[-–]\s*(\d{1,6}))?", ranges):
        count += max(int(found[2] or found[1]) - int(found[1]), 0) + 1
    return count or None


def _flat(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.lower())[:200]
