"""News agencies: one name for each, however databases, bylines and texts credit it."""

from __future__ import annotations

import re

_SERVICES = (
    ("AFP", "agence[ -]france[ -]presse"),
    ("AP", "(?:the )?associated press"),
    ("Reuters", "(?:thomson )?reuters(?: foundation)?"),
    ("Interfax-Ukraine", "interfax[ -]ukraine"),
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
    ("Canadian Press", "(?:the )?canadian press|(?:la )?presse canadienne"),
    ("AAP", "australian associated press"),
)
_PATTERNS = tuple((name, re.compile(rf"(?:{names})(?![\w-]|\s*\.\w)", re.IGNORECASE)) for name, names in _SERVICES)
_SHORT = re.compile(
    r"(?P<name>AFP|AP|UPI|dpa|ANSA|EFE|PTI|ANI|IANS|ANP|APA|SDA|AAP)"
    r"(?:\s*(?:[-–(/].*|(?:news|online|worldstream|newswires?|wire|service|alert|english|international|general|"
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


_KNOWN = {name.casefold(): name for name, _ in _SERVICES}
_WHOLE = tuple((name, re.compile(names, re.IGNORECASE)) for name, names in _SERVICES)
_AFTER = re.compile(
    r"[ ,]+(?:(?:news )?agenc(?:y|ies)|staff|(?:staff )?(?:writers?|reporters?)|correspondents?|newsroom|bureau)$",
    re.IGNORECASE,
)


def agency_named(name: str) -> str | None:
    """Return the agency that a name is, where it is nothing else: AFP for "Agence France-Presse", dpa for "dpa/lby".

    Args:
        name: A name as a byline, a credit or an address gives it. Short names count in the letters that agencies write
            them in, or all large, since "Ani" and "Pa" are names of people too.
    """
    plain = _AFTER.sub("", name.strip(" .,;:()[]–—-|\u00a0")[:100]).strip()
    plain = plain.split("/")[0].removesuffix(".com").removeprefix("www.").strip()
    known = _KNOWN.get(plain.casefold())
    if known and (len(known) > 4 or plain in {known, known.upper()}):
        return known
    return next((agency for agency, pattern in _WHOLE if pattern.fullmatch(plain)), None)
