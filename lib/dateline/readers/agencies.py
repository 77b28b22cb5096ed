"""News agencies by the names that databases give to their services."""

from __future__ import annotations

import re

_SERVICES = (
    ("AFP", "agence france[ -]presse"),
    ("AP", "(?:the )?associated press"),
    ("Reuters", "(?:thomson )?reuters"),
    ("UPI", "united press international"),
    ("dpa", "deutsche presse[ -]agentur|dpa-afx"),
    ("TASS", "itar[ -]tass|tass"),
    ("Interfax", "interfax"),
    ("Xinhua", "xinhua"),
    ("ANSA", "agenzia ansa"),
    ("EFE", "agencia efe"),
    ("PA", "press association|pa (?:news|media|newswire)"),
    ("Kyodo", "kyodo|japan economic newswire"),
    ("RIA Novosti", "ria[ -]novosti"),
    ("Ukrinform", "ukrinform"),
    ("PTI", "press trust of india"),
    ("ANI", "asian news international"),
    ("IANS", "indo[ -]asian news service"),
    ("Anadolu", "anadolu"),
    ("BELGA", "agence belga|belga"),
    ("ANP", "algemeen nederlands persbureau"),
    ("APA", "austria presse agentur"),
    ("TT", "tt nyhetsbyrån"),
    ("Ritzau", "ritzau"),
    ("Yonhap", "yonhap"),
    ("Bloomberg", "bloomberg news"),
    ("Dow Jones", "dow jones (?:institutional|newswires?|news service|international)"),
    ("SDA", "schweizerische depeschenagentur"),
    ("Canadian Press", "(?:the )?canadian press"),
    ("AAP", "australian associated press"),
)
_PATTERNS = tuple((name, re.compile(rf"(?:{names})(?![\w-]|\s*\.\w)", re.IGNORECASE)) for name, names in _SERVICES)
_SHORT = re.compile(
    r"(?P<name>AFP|AP|UPI|dpa|ANSA|EFE|PTI|ANI|IANS|ANP|APA|SDA|AAP)"
    r"(?:\s*(?:[-–(].*|(?:news|online|worldstream|newswires?|wire|service|alert|english|international|general|"
    r"financial|economic|basisdienst|state)\b.*))?$",
    re.IGNORECASE,
)
"""Short names, which other outlets have too: they count alone or before a word for a service."""
_NAMES = {name.lower(): name for name, _ in _SERVICES}


def agency_of(outlet: str) -> str | None:
    """Return the agency whose service an outlet is, such as AFP for "Agence France Presse -- English".

    Args:
        outlet: The outlet as the database states it.
    """
    stated = outlet.strip()[:200]
    if short := _SHORT.match(stated):
        return _NAMES[short["name"].lower()]
    return next((name for name, pattern in _PATTERNS if pattern.match(stated)), None)
