"""The language of a text, where the text is long enough to tell."""

from __future__ import annotations

from functools import cache
from typing import Any

LOOKED_AT = 1000
LEAST_LETTERS = 40
LEAST_PROBABILITY = 0.95


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
