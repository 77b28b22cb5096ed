"""Sentences that an outlet prints again and again: copyright lines, newsletter prompts, standing background."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from dateline.analysis.copies.shingles import Flags, Numbers, Words, batches, hash_words, mix
from dateline.text import sha256

DAYS = 5
"""Days on which an outlet prints a sentence under different headlines, for it to be standing."""
LEAST_WORDS = 4
"""Shorter sentences ("He declined to comment.") are no passages."""


class Standing:
    """The standing sentences of each outlet.

    Args:
        keys: Hashes of sentence and outlet, sorted.
        outlets: For each text a hash of its outlet; 0 where none is known.
    """

    def __init__(self, keys: Numbers, outlets: Numbers) -> None:
        self._keys, self._outlets = keys, outlets

    def free(self, words: Words, first: int) -> Flags | None:
        """Tell for each word whether it is in no standing sentence; None where there is none at all.

        Args:
            words: Words of some texts in a row.
            first: Number of the first of these texts.
        """
        if not len(self._keys) or not len(words.hashes):
            return None
        hashes, texts, lengths = words.hash_sentences()
        keys = mix(hashes ^ self._outlets[first + texts])
        places = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        return np.repeat(self._keys[places] != keys, lengths)


def find_standing(texts: Iterable[str], facts: pd.DataFrame) -> Standing:
    """Find the sentences that an outlet prints on five days or more, each time under another headline.

    The headline tells a standing sentence from an article that was collected again every day, the days from a story
    with many updates.

    Args:
        texts: The texts.
        facts: ``headline``, ``outlet`` and ``published`` of each; texts without outlet or day are left out.
    """
    names, codes = np.unique(facts["outlet"].fillna("").astype("str").to_numpy(dtype=object), return_inverse=True)
    hashes = np.array([int(sha256(name)[:16], 16) if name else 0 for name in names], dtype=np.uint64)
    outlets = hashes[codes] if len(codes) else np.empty(0, np.uint64)
    usable = (outlets != 0) & facts["published"].notna().to_numpy()
    keys, places = _sentences(texts, outlets, usable)
    order = np.argsort(keys, kind="stable")
    keys, places = keys[order], places[order]
    starts = np.flatnonzero(np.diff(keys, prepend=keys[:1] + np.uint64(1)))
    lengths = np.diff(starts, append=len(keys))
    often = np.repeat(lengths >= DAYS, lengths)
    days = facts["published"].to_numpy()[places[often]]
    headlines = facts["headline"].to_numpy(dtype=object)[places[often]]
    found = pd.DataFrame({"key": keys[often], "headline": headlines, "day": days})
    # Of articles under the same headline the first day counts; those without a headline count as one.
    firsts = found.groupby(["key", "headline"], dropna=False)["day"].min().reset_index()
    counts = firsts.groupby("key")["day"].nunique()
    return Standing(counts.index[counts >= DAYS].to_numpy(dtype=np.uint64), outlets)


def _sentences(texts: Iterable[str], outlets: Numbers, usable: Flags) -> tuple[Numbers, np.ndarray]:
    """Return for each sentence a hash of it and its outlet, and the number of its text."""
    keys, places = [np.empty(0, np.uint64)], [np.empty(0, np.int64)]
    for first, batch in batches(texts):
        hashes, numbers, lengths = hash_words(batch).hash_sentences()
        numbers = numbers + first
        kept = (lengths >= LEAST_WORDS) & usable[numbers]
        keys.append(mix(hashes ^ outlets[numbers])[kept])
        places.append(numbers[kept].astype(np.int32))
    return np.concatenate(keys), np.concatenate(places)
