"""Europresse (and Eureka): exports as HTML, of three generations, with a French or English interface."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from dateline.readers.bylines import names_in
from dateline.readers.formats import Format
from dateline.readers.markup import line_of, paragraphs, parse_markup
from dateline.readers.newswire import find_agency
from dateline.readers.records import Check, Found, Item, Record, Refusal
from dateline.readers.source import Source
from dateline.readers.spoken_dates import read_date
from dateline.text import WORD, normalise

_DAYS = (
    "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday|friday|saturday|sunday|"
    "montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
)
_DATE = re.compile(
    rf"(?:\b(?:{_DAYS}),?\s+)?(?:\d{{1,2}}(?:er|\.)?\s+[^\W\d_]{{3,12}}\.?\s+\d{{4}}"
    rf"|[^\W\d_]{{3,12}}\.?\s+\d{{1,2}},?\s+\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}})",
    re.IGNORECASE,
)
_WORDS = re.compile(r"\b(\d{1,3}(?:[ \xa0,.]\d{3})+|\d{1,7})\s+(?:mots?|words?)\b")
_ISSUE = re.compile(r"\s*,\s*(?:no\b|n°|nº|vol\b|numéro|issue|édition).*", re.IGNORECASE | re.DOTALL)
_NUMBER = re.compile(r"\b(?:news|web|biblio|tv|radio|social)[·.](\d{4})(\d{2})(\d{2})[·.][\w\-·.]{3,80}")
_RIGHTS = re.compile(r"\s*(?:©|copyright\b|\(c\)|tous droits réservés|all rights reserved)", re.IGNORECASE)
_NOTICE = re.compile(
    r"\s*(?:numéro de document|document number|date d['’]émission|issue date|ce certificat est émis|this certificate is"
    r"|le présent document est protégé|this document is protected|nom de la source|name of source|source name)\b",
    re.IGNORECASE,
)
_APPEARED = re.compile(r"\s*(?:cet article est paru dans|this article (?:was published|appeared) in)\b", re.IGNORECASE)
_SPOKEN_BY = re.compile(r"^(?:propos recueillis|recueilli|interview|entretien)\s+(?:par|by)\s+", re.IGNORECASE)
_COUNT = re.compile(r"(\d{1,6}) (?:documents?|articles?)(?: sauvegardés?| saved)?", re.IGNORECASE)
BYLINE_WORDS = 12
_MARKS = frozenset({"DocPublicationName", "DocHeader", "TitreArticleVisu"})
_WITHOUT = frozenset({"aside", "footer", "header", "nav"})


def read_europresse(source: Source) -> Found:
    """Read an export; notices, certificates and lists of where else an article stood are no text.

    Yields:
        A record for each article, a refusal for what is marked as one and has neither outlet nor title; the number of
        articles and of words where the file states them.
    """
    root = parse_markup(normalise(source.text))
    if root is None:
        return
    articles = root.xpath("//article[not(ancestor::article)]")
    if not articles:
        for number, title in enumerate(root.xpath("//span[@class='TitreArticleVisu']"), 1):
            yield from _old_article(title, number)
        return
    for number, article in enumerate(articles, 1):
        yield from _article(article, number)
    counts = [match for line in paragraphs(root, without=frozenset({"article"})) if (match := _COUNT.fullmatch(line))]
    if counts:
        yield Check(0, "articles", int(counts[0][1]), len(articles))


def _article(article: Any, number: int) -> Iterator[Item]:
    outlet = _find(article, "DocPublicationName")
    title = _find(article, "titreArticleVisu")
    title = _find(article, "titreArticle") if title is None else title
    if outlet is None and title is None:
        yield Refusal(number, "no-article", "neither outlet nor title is marked")
        return
    header = " ".join(line_of(element) for element in _all(article, "DocHeader"))
    sub_section = _find(article, "DocTitreSousSection")
    if not _DATE.search(header) and sub_section is not None:
        header = line_of(sub_section.getnext())
    if not _DATE.search(header) and (head := article.find("./header")) is not None:
        header = next((line for line in paragraphs(head) if _DATE.search(line)), header)
    text, url = _body(article)
    fields = _facts(outlet, header, line_of(article.find(".//footer")) + line_of(_find(article, "publiC-lblNodoc")))
    fields |= {"headline": line_of(title), "text": text, "url": url, "authors": _authors(article, title)}
    yield from _record(fields, number, header)


def _body(article: Any) -> tuple[str, str | None]:
    """Return the text, and the address that a last line gives."""
    body = _find(article, "docOcurrContainer")
    if body is None or not line_of(body):
        body = _find(article, "DocText")
    if body is None:
        return "", None
    for box in [*_all(body, "apd-wrapper"), *_all(body, "Doc-LegalInfo"), *_all(body, "publiC-lblNodoc")]:
        box.drop_tree()
    links = [link.get("href") for link in body.iter("a") if _APPEARED.match(link.getparent().text or link.text or "")]
    lines = paragraphs(body, without=_WITHOUT)
    return _text(line for line in lines if not _APPEARED.match(line)), links[0] if links else None


def _text(lines: Any) -> str:
    """Return paragraphs as text, without the rights and notices behind it."""
    kept = [line for line in lines if not _NOTICE.match(line)]
    while kept and _RIGHTS.match(kept[-1]) and len(kept[-1]) < 200:
        kept.pop()
    return "\n\n".join(kept)


def _authors(article: Any, title: Any) -> list[str]:
    inside = set() if title is None else set(title.iter())
    candidates = [*_all(article, "docAuthors"), *_all(article, "sm-margin-bottomNews")]
    for element in candidates:
        line = line_of(element)
        if line and element not in inside and len(line.split()) <= BYLINE_WORDS and not _DATE.search(line):
            return names_in(_SPOKEN_BY.sub("", line))
    return []


def _facts(outlet: Any, header: str, footer: str) -> dict[str, Any]:
    names = paragraphs(outlet) if outlet is not None else []
    date = _DATE.search(header)
    number = _NUMBER.search(footer)
    day = read_date(date[0]) if date else None
    in_number = "-".join(number.groups()) if number and day is None else None
    section = header[: date.start()].strip(" ,;-–") if date else ""
    return {
        "outlet": _ISSUE.sub("", names[0]).strip(" ,") if names else None,
        "published": day or in_number,
        "published_basis": "document number" if in_number else None,
        "section": section or None,
        "id": number[0].replace(".", "·") if number else None,
    }


def _record(fields: dict[str, Any], number: int, header: str) -> Iterator[Item]:
    text = fields["text"]
    yield Record(number, fields | {"agency": find_agency(text.split("\n")[:4])})
    if text and (words := _WORDS.search(header)):
        yield Check(number, "words", int(re.sub(r"\D", "", words[1])), len(WORD.findall(text)))


def _old_article(title: Any, number: int) -> Iterator[Item]:
    """Read an article of the oldest generation, where a byline and text follow the title without marks of their own."""
    headline, cell = line_of(title), title.getparent()
    while (
        title.getnext() is None and not (title.tail or "").strip() and cell.tag != "td" and cell.getparent() is not None
    ):
        title, cell = cell, cell.getparent()
    before = _before(title)
    outlet = next((element for element in before if element.get("class") == "DocPublicationName"), None)
    header = " ".join(line_of(element) for element in before if element.get("class") == "DocHeader")
    byline, lines, notes = _behind(title)
    fields = _facts(outlet, header, notes)
    fields |= {"headline": headline, "text": _text(lines), "authors": names_in(_SPOKEN_BY.sub("", byline))}
    yield from _record(fields, number, header)


def _before(title: Any) -> list[Any]:
    """Return the marked elements between the title before and this one, in their order."""
    found: list[list[Any]] = []
    for element in title.itersiblings(preceding=True):
        if element.get("class") == "TitreArticleVisu":
            break
        inside = [element, *_all(element, "DocPublicationName"), *_all(element, "DocHeader")]
        found.append([one for one in inside if one.get("class") in _MARKS])
    return [element for inside in reversed(found) for element in inside]


def _behind(title: Any) -> tuple[str, list[str], str]:
    """Return the byline behind a title, the paragraphs of the text, and the notices at the end."""
    pieces = [title.tail or ""]
    for element in title.itersiblings():
        if element.tag == "table" or element.get("class") in _MARKS:
            break
        mark = {"br": "\n", "p": "\x1f"}.get(element.tag, "")
        pieces.append(mark + " ".join(element.itertext()) + (element.tail or "") if mark else _inline(element))
    parts = [[" ".join(line.split()) for line in part.split("\n")] for part in "".join(pieces).split("\x1f")]
    byline, lines = "", [line for part in parts for line in part if line]
    first = [line for line in parts[0] if line]
    # A byline ends with a line break of its own, text does not.
    if len(first) == 1 and not parts[0][-1] and len(first[0].split()) <= BYLINE_WORDS and first[0][-1] not in ".!?…»":
        byline, lines = first[0], lines[1:]
    return byline, lines, " ".join(line for line in lines if _NOTICE.match(line))


def _inline(element: Any) -> str:
    return "".join(element.itertext()) + (element.tail or "")


def _all(element: Any, name: str) -> list[Any]:
    """Return the elements of a class inside of an element."""
    return list(element.xpath(".//*[contains(concat(' ', normalize-space(@class), ' '), $name)]", name=f" {name} "))


def _find(element: Any, name: str) -> Any:
    return next(iter(_all(element, name)), None)


def _recognise(source: Source) -> bool:
    start = source.start
    if not start.lstrip().startswith("<"):
        return False
    if "DocPublicationName" in start:
        return True
    # Styles at the start may be longer than what is looked at.
    named = "europresse" in start.lower() or "cedrom-sni" in start or "rdp__" in start
    return named and b"DocPublicationName" in source.data


EUROPRESSE = Format("europresse", "Europresse (.html)", _recognise, read_europresse)
