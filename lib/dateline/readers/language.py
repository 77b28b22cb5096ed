"""The language of an article: what its file states, or what the text shows where it is long enough to tell."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from dateline.readers.languages import language_code

LOOKED_AT = 1000
LEAST_LETTERS = 40
LEAST_PROBABILITY = 0.95

_LONG_CODES = {
    "ara": "ar", "bul": "bg", "cat": "ca", "ces": "cs", "chi": "zh", "cze": "cs", "dan": "da", "deu": "de", "dut": "nl",
    "ell": "el", "eng": "en", "est": "et", "fas": "fa", "fin": "fi", "fra": "fr", "fre": "fr", "ger": "de", "gre": "el",
    "heb": "he", "hin": "hi", "hrv": "hr", "hun": "hu", "ind": "id", "isl": "is", "ita": "it", "jpn": "ja", "kor": "ko",
    "lav": "lv", "lit": "lt", "nld": "nl", "nob": "no", "nor": "no", "per": "fa", "pol": "pl", "por": "pt", "ron": "ro",
    "rum": "ro", "rus": "ru", "slk": "sk", "slo": "sk", "slv": "sl", "spa": "es", "srp": "sr", "swe": "sv", "tha": "th",
    "tur": "tr", "ukr": "uk", "urd": "ur", "vie": "vi", "zho": "zh",
}  # fmt: skip
"""Codes of three letters (ISO 639-2, both kinds) to those of two."""


def iso_code(stated: str | None) -> str | None:
    """Return the ISO 639-1 code that a field states as a code, with a region or not, or as a name; else None.

    Args:
        stated: "fr", "fr-CA", "fra", "French", "Français".
    """
    if stated is None:
        return None
    if name := language_code(stated):
        return name
    code = re.match(r"([A-Za-z]{2,3})(?:[-_][A-Za-z]{2,8}){0,2}\Z", stated.strip())
    if code is None:
        return None
    short = code[1].lower()
    return _LONG_CODES.get(short, short if len(short) == 2 else None)


def find_language(text: str) -> str | None:
    """Return the ISO 639-1 code of a text's language; None where the text is too short or the answer is not sure.

    Args:
        text: An article; its first 1,000 characters are looked at.
    """
    start = text[:LOOKED_AT]
    if sum(map(str.isalpha, start)) < LEAST_LETTERS:
        return None
    language, probability = _identifier().classify(start)
    return str(language) if probability >= LEAST_PROBABILITY else None


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
