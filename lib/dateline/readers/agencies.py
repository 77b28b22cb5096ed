"""News agencies by the names that databases give to their services."""

from __future__ import annotations

import re

_SERVICES = (
    ("AFP", r"agence france[ -]presse|afp"),
    ("AP", r"(?:the )?associated press|ap(?: online| worldstream| news)?"),
    ("Reuters", r"(?:thomson )?reuters"),
    ("UPI", r"united press international|upi"),
    ("dpa", r"deutsche presse[ -]agentur|dpa(?:-afx)?"),
    ("TASS", r"itar[ -]tass|tass"),
    ("Interfax", r"interfax"),
    ("Xinhua", r"xinhua"),
    ("ANSA", r"ansa"),
    ("EFE", r"(?:agencia )?efe"),
    ("PA", r"press association|pa (?:news|media|newswire)"),
    ("Kyodo", r"kyodo|japan economic newswire"),
    ("RIA Novosti", r"ria[ -]novosti"),
    ("Ukrinform", r"ukrinform"),
    ("PTI", r"press trust of india|pti"),
    ("ANI", r"asian news international|ani"),
    ("IANS", r"indo[ -]asian news service|ians"),
    ("Anadolu", r"anadolu"),
    ("BELGA", r"(?:agence )?belga"),
    ("ANP", r"anp|algemeen nederlands persbureau"),
    ("APA", r"apa|austria presse agentur"),
    ("TT", r"tt nyhetsbyrån"),
    ("Ritzau", r"ritzau"),
    ("Yonhap", r"yonhap"),
    ("Bloomberg", r"bloomberg news"),
    ("Dow Jones", r"dow jones(?: institutional news| newswires?| news service| international news)"),
    ("SDA", r"schweizerische depeschenagentur|sda"),
    ("Canadian Press", r"(?:the )?canadian press"),
    ("AAP", r"australian associated press|aap"),
)
_PATTERNS = tuple((name, re.compile(rf"(?:{names})(?![\w-]|\s*\.\w)", re.IGNORECASE)) for name, names in _SERVICES)


def agency_of(outlet: str) -> str | None:
    """Return the agency whose service an outlet is, such as AFP for "Agence France Presse -- English".

    Args:
        outlet: The outlet as the database states it.
    """
    return next((name for name, pattern in _PATTERNS if pattern.match(outlet.strip())), None)
