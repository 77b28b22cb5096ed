"""Compiled loops over bytes: splitting text into words. Imported only where there is enough to count."""

from __future__ import annotations

from dateline.compiled import Numbers, compiled

OTHER, LETTER, SPACE, LINK = 0, 1, 2, 3
"""Kinds of signs: letters and digits; white space; apostrophes and hyphens, which link where letters follow."""
PACKED = 8
"""Words of so many bytes are their own keys, one byte after another; a longer one has a hash for its key."""


@compiled
def _sign(data: Numbers, place: int, end: int, kinds: Numbers) -> tuple[int, int]:
    """Return the kind of the sign at a place and its number of bytes; damaged UTF-8 is no letter."""
    byte = data[place]
    if byte < 0x80:
        return kinds[byte], 1
    if byte < 0xC0 or byte > 0xF4:
        return OTHER, 1
    size = 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
    if place + size > end:
        return OTHER, 1
    code = byte & (0x7F >> size)
    for more in range(1, size):
        code = (code << 6) | (data[place + more] & 0x3F)
    return kinds[code] if code < kinds.size else OTHER, size


@compiled
def _put(data: Numbers, place: int, size: int, letters: Numbers, first: int, used: int, key: int, salt: int) -> int:
    """Append the bytes of a sign, A to Z as a to z, and return the key that goes on from ``key``."""
    for more in range(size):
        byte = data[place + more]
        low = byte + 32 if 65 <= byte <= 90 else byte
        letters[used + more] = low
        key = (key << 8) | low if used + more - first < PACKED else (key ^ (key >> 31)) * salt + low
    return key


@compiled
def _read(
    data: Numbers, place: int, end: int, kinds: Numbers, lower: Numbers, letters: Numbers, first: int, salt: int
) -> tuple[int, int, int]:
    """Append the word that begins at a place; return the place after it, the end of its letters, and its key."""
    key, used = 0, first
    while True:
        # Most letters are ASCII: nothing to decode, and to call nothing for each saves half of the time.
        while place < end:
            low = lower[data[place]]
            if low == 0:
                break
            letters[used] = low
            key = (key << 8) | low if used - first < PACKED else (key ^ (key >> 31)) * salt + low
            used += 1
            place += 1
        if place >= end or (data[place] < 0x80 and kinds[data[place]] != LINK):
            break
        kind, size = _sign(data, place, end, kinds)
        if kind == LINK and place + size < end:
            # Any sign before this one is a letter, as a word begins with one.
            kind = _sign(data, place + size, end, kinds)[0]
        if kind != LETTER:
            break
        key = _put(data, place, size, letters, first, used, key, salt)
        used += size
        place += size
    return place, used, key


@compiled
def _same(letters: Numbers, one: int, other: int, length: int) -> bool:
    more = 0
    while more < length and letters[one + more] == letters[other + more]:
        more += 1
    return more == length


@compiled
def _find(slots: Numbers, key: int, long: bool, slot: int) -> int:
    """Return the next place of the hash table, from one on, that holds a key or is free."""
    mask = slots.shape[0] - 1
    slot &= mask
    while slots[slot, 1] >= 0 and (slots[slot, 0] != key or slots[slot, 1] & 1 != long):
        slot = (slot + 1) & mask
    return slot


@compiled
def _find_long(letters: Numbers, stop: int, key: int, slots: Numbers, starts: Numbers, words: int, slot: int) -> int:
    """Return the place of a long word, whose letters are compared, or a free one."""
    first = starts[words]
    while True:
        slot = _find(slots, key, True, slot)
        word = slots[slot, 1] >> 1
        if word < 0:
            return slot
        start = starts[word]
        if starts[word + 1] - start == stop - first and _same(letters, start, first, stop - first):
            return slot
        slot += 1


@compiled
def _slot(key: int, salt: int) -> int:
    # The second product brings the first letters into the bits that count.
    mixed = key * salt
    return ((mixed ^ (mixed >> 32)) * salt) >> 24


@compiled
def fill(slots: Numbers, keys: Numbers, starts: Numbers, words: int, salt: int) -> None:
    """Put the words that are known into an empty hash table."""
    mask = slots.shape[0] - 1
    for word in range(words):
        slot = _slot(keys[word], salt) & mask
        while slots[slot, 1] >= 0:
            slot = (slot + 1) & mask
        slots[slot, 0] = keys[word]
        slots[slot, 1] = 2 * word + (starts[word + 1] - starts[word] > PACKED)


@compiled
def split(
    data: Numbers,
    offsets: Numbers,
    first: int,
    kinds: Numbers,
    lower: Numbers,
    slots: Numbers,
    keys: Numbers,
    starts: Numbers,
    letters: Numbers,
    ids: Numbers,
    joined: Numbers,
    ends: Numbers,
    state: Numbers,
) -> int:
    """Split articles into words, and return the number of the first article for which there is no more room.

    Args:
        data: UTF-8 of all articles.
        offsets: Where each article begins, and the end of the last.
        first: Article to begin with.
        kinds: Kind of each Unicode sign.
        lower: Small letter of each ASCII letter or digit, by the byte; 0 for other bytes.
        slots: Hash table: key, and twice the number of the word, plus 1 where it is long; -1 where free.
        keys: Key of each word; as many as there is room for.
        starts: Where the letters of each word begin, and the end of the last.
        letters: Letters of all words, ASCII in small letters.
        ids: Where the words' numbers go.
        joined: Where it goes whether only white space is between a word and the one before it.
        ends: Where it goes how many words there are up to the end of each article.
        state: Number of known words and of tokens written, brought up to date, and an odd number to hash with.
    """
    words, tokens, salt = state[0], state[1], state[2]
    article = first
    while article < offsets.size - 1:
        place, end = offsets[article], offsets[article + 1]
        if words + (end - place + 1) // 2 > keys.size or starts[words] + end - place > letters.size:
            break
        blank = False
        while place < end:
            if lower[data[place]] == 0:
                kind, size = _sign(data, place, end, kinds)
                if kind != LETTER:
                    blank = blank and kind == SPACE
                    place += size
                    continue
            place, stop, key = _read(data, place, end, kinds, lower, letters, starts[words], salt)
            long = stop - starts[words] > PACKED
            if long:
                slot = _find_long(letters, stop, key, slots, starts, words, _slot(key, salt))
            else:
                slot = _find(slots, key, False, _slot(key, salt))
            if slots[slot, 1] < 0:
                slots[slot, 0], slots[slot, 1] = key, 2 * words + long
                keys[words], starts[words + 1] = key, stop
                words += 1
            ids[tokens] = slots[slot, 1] >> 1
            joined[tokens] = blank
            tokens += 1
            blank = True
        ends[article] = tokens
        article += 1
    state[0], state[1] = words, tokens
    return article
