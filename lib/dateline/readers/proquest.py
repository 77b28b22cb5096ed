"""ProQuest: exports as text and as HTML, older and newer, in the languages of the interface."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from dateline.readers.fields import turn_names
from dateline.readers.formats import Format
from dateline.readers.markup import outermost, paragraphs, parse_markup
from dateline.readers.newswire import find_agency
from dateline.readers.records import Check, Found, Item, Record
from dateline.readers.source import Source
from dateline.readers.text_exports import body_text, fields_in, first_paragraph, label_of, text_end
from dateline.text import WORD, normalise

_NAMES = """
title: title, título, titre, titel, titolo
authors: author, authors, autor, autores, auteur, auteurs, autoren, verfasser
outlet!: publication title, título de publicación, título de la publicación, título da publicação,
  titre de la publication, titre de publication, titel der publikation, publikationstitel
info!: publication info, información de publicación, informações da publicação, informations de publication,
  informations sur la publication, publikationsinfo
published!: publication date, fecha de publicación, data de publicação, date de publication, publikationsdatum,
  veröffentlichungsdatum
text: full text, texto completo, texte intégral, texte complet, volltext
abstract: abstract, resumen, resumo, résumé, abstrakt, zusammenfassung
id!: proquest document id, id del documento de proquest, id do documento do proquest, id do documento proquest,
  identifiant de document proquest, id de document proquest, proquest-dokument-id, dokument-id von proquest
url!: document url, url del documento, url do documento, url du document, dokument-url
section: section, sección, seção, rubrique, abschnitt
language!: language of publication, idioma de la publicación, idioma de publicación, idioma da publicação,
  langue de publication, sprache der publikation, publikationssprache
known!: publication year, place of publication, country of publication, publication subject, source type,
  document type, document types, company / organization, identifier / keyword, identifiers / keywords,
  business indexing term, first page, text word count, año de publicación, ano de publicação, année de publication,
  lugar de publicación, país de publicación, tipo de fuente, tipo de documento, type de source, type de document
weak: subject, subjects, subject term, location, locations, people, person, classification, pages, page,
  number of pages, volume, issue, publisher, issn, eissn, isbn, copyright, last updated, database, links, url,
  dateline, edition, column, alternate title, document feature, materia, lugar, editorial, sujet, lieu, éditeur,
  base de datos, base de données, base de dados, datenbank, assunto, local, editora, última actualización
"""
"""Fields and their labels; the labels of a field with "!" hardly occur in the text of an article."""


def _labels() -> tuple[dict[str, str], frozenset[str]]:
    labels: dict[str, str] = {}
    strong: set[str] = set()
    for line in re.sub(r",\s*\n\s+", ", ", _NAMES.strip()).splitlines():
        field, names = line.split(":")
        for name in names.split(","):
            labels[name.strip()] = field.rstrip("!")
            strong.update({name.strip()} if field.endswith("!") else ())
    return labels, frozenset(strong)


LABELS, STRONG = _labels()
STRONG_LABELS = {label: LABELS[label] for label in STRONG}
_SEPARATOR = re.compile(r"[ \t]*_{20,}[ \t]*")
_COUNTED = re.compile(r"\s*(?:Document|Documento|Dokument)\s+\d{1,6}\s+(?:of|de|sur|von)\s+(\d{1,6})\s*", re.IGNORECASE)
_OLD_TEXT = re.compile(r"[ \t]*Full Text[ \t]*\((\d[\d,]{0,8}) words\)[ \t]*:?[ \t]*(.*)", re.IGNORECASE)
_LISTED = re.compile(r"\s{0,8}(\d{1,5})\.\s+\S")
_NONE = re.compile(r"\[?(?:full text )?(?:none|not) available\.?\]?|no disponible\.?|non disponible\.?", re.IGNORECASE)
_INFO_DAY = re.compile(r"\d{1,2}\.?\s+[^\W\d_]{3,12}\.?\s+\d{4}|[^\W\d_]{3,12}\.?\s+\d{1,2},\s+\d{4}")
_LINK = re.compile(r"https?://\S+")
_HEADER = re.compile(r"Report Information from ProQuest|Database copyright ©? ?\d{4} ProQuest", re.IGNORECASE)
_RIGHTS = re.compile(r"\s*\(?(?:copyright|©|\(c\))", re.IGNORECASE)
_ARTEFACTS = frozenset({"enlarge this image.", "enlarge this image", "agrandir cette image."})


def read_text(source: Source) -> Found:
    """Read an export as text; its header, list of contents and bibliography are no articles.

    Yields:
        A record for each article; last the number of articles that the file states, and the words that articles state.
    """
    chunks = _chunks(normalise(source.text).split("\n"))
    stated = _stated(chunks)
    articles = [chunk for chunk in chunks if _is_article(chunk)]
    for number, chunk in enumerate(articles, 1):
        yield from _article(chunk, number)
    if stated is not None:
        yield Check(0, "articles", stated, len(articles))


def _chunks(lines: Sequence[str]) -> list[list[str]]:
    """Divide a file at its lines of underscores; what such a line inside of an article divides is put together."""
    chunks: list[list[str]] = [[]]
    for line in lines:
        if _SEPARATOR.fullmatch(line):
            chunks.append([])
        else:
            chunks[-1].append(line)
    joined: list[list[str]] = []
    begun: int | None = None
    for chunk in chunks:
        if begun is not None and _goes_on(chunk):
            joined[begun:] = [[line for piece in [*joined[begun:], chunk] for line in piece]]
            begun = None
        elif any(line.strip() for line in chunk):
            begun = len(joined) if _is_open(chunk) else None if _is_article(chunk) else begun
            joined.append(chunk)
    return joined


def _is_open(chunk: list[str]) -> bool:
    """Tell whether an article has begun its text and not yet stated what follows it."""
    begun = next((number for number, line in enumerate(chunk) if _begins_text(line)), None)
    return begun is not None and not any(label_of(line, STRONG_LABELS) for line in chunk[begun:])


def _goes_on(chunk: list[str]) -> bool:
    """Tell whether a piece is the second half of an article: it ends with what follows a text, and begins none."""
    if any(_begins_text(line) or _COUNTED.fullmatch(line) for line in chunk):
        return False
    return any(label_of(line, STRONG_LABELS) for line in chunk)


def _begins_text(line: str) -> bool:
    found = label_of(line, LABELS)
    return (found is not None and found[0] == "text") or _OLD_TEXT.fullmatch(line) is not None


def _is_article(chunk: list[str]) -> bool:
    return any(_begins_text(line) or label_of(line, STRONG_LABELS) for line in chunk)


def _stated(chunks: list[list[str]]) -> int | None:
    """Return the number of articles that "Document 1 of 25" or the list of contents states."""
    for chunk in chunks:
        for line in chunk[:5]:
            if counted := _COUNTED.fullmatch(line):
                return int(counted[1])
        if not _is_article(chunk):
            numbers = [int(match[1]) for line in chunk if (match := _LISTED.match(line))]
            if numbers and numbers == list(range(1, len(numbers) + 1)):
                return len(numbers)
    return None


def _article(lines: list[str], number: int) -> Iterator[Item]:
    begin = next((place for place, line in enumerate(lines) if _begins_text(line)), len(lines))
    end = text_end(lines, begin, LABELS, STRONG_LABELS)
    text, words = None, None
    if begin < len(lines):
        old = _OLD_TEXT.fullmatch(lines[begin])
        words = int(old[1].replace(",", "")) if old else None
        first = old[2] if old else (label_of(lines[begin], LABELS) or ("", ""))[1]
        rest = lines[begin + 1 : end]
        text = _body([first, *(rest[1:] if old and rest and _RIGHTS.match(rest[0]) else rest)])
    before = [line for line in lines[:begin] if not _COUNTED.fullmatch(line)]
    yield Record(number, _fields(before, lines[end:], text))
    if words is not None and text:
        yield Check(number, "words", words, len(WORD.findall(text)))


def _body(lines: list[str]) -> str | None:
    text = body_text(line for line in lines if line.strip().lower() not in _ARTEFACTS)
    return None if not text or _NONE.fullmatch(text) else text


def _fields(before: list[str], after: list[str], text: str | None) -> dict[str, Any]:
    top, below = fields_in(before, LABELS), fields_in(after, LABELS)
    found = {name: first_paragraph(lines) for name, lines in {**top, **below}.items()}
    heading = [line for line in top[""] if not _LINK.match(line) and line.lower() != "proquest document link"]
    link = next((match[0] for line in top[""] if (match := _LINK.match(line))), None)
    info, outlet = found.get("info") or "", found.get("outlet") or ""
    day = _INFO_DAY.search(info) or _INFO_DAY.search(outlet)
    abstract = _body(below.get("abstract") or top.get("abstract") or [])
    return {
        "headline": found.get("title") or first_paragraph(heading),
        "text": text or abstract,
        "completeness": "whole" if text else "excerpt",
        "outlet": _outlet(outlet or info),
        "authors": turn_names(found.get("authors")),
        "published": found.get("published") or (day[0] if day else None),
        "section": found.get("section"),
        "language": found.get("language"),
        "url": found.get("url") or link,
        "id": found.get("id"),
        "agency": find_agency(text.split("\n")[:4]) if text else "",
    }


def _outlet(stated: str) -> str | None:
    """Return the outlet without its town: "The Reed; Almar", "The Reed [Almar]04 Mar 2025: A.1."."""
    name = re.split(r"\s*[;\[]|\.\s+[^:.]{2,40}:\s", stated, maxsplit=1)[0]
    return name.strip(" .,") or None


def read_html(source: Source) -> Found:
    """Read an export as HTML.

    Yields:
        A record for each article; last the number of articles that the list of contents states, and the words that
        articles state.
    """
    root = parse_markup(source.text)
    articles = [] if root is None else _containers(root)
    for number, article in enumerate(articles, 1):
        yield from _html_article(article, number)
    listed = set() if root is None else set(root.xpath("//a[starts-with(@href, '#DocID_')]/@href"))
    if listed:
        yield Check(0, "articles", len(listed), len(articles))


def _containers(root: Any) -> list[Any]:
    for path in ("//a[starts-with(@name, 'DocID_')]/ancestor::div[1]", "//div[contains(@style, 'border-bottom:2px')]"):
        found = [element for element in outermost(root.xpath(path)) if _is_article(paragraphs(element))]
        if found:
            return found
    return [root] if _is_article(paragraphs(root)) else []


def _html_article(article: Any, number: int) -> Iterator[Item]:
    inside = article.find(".//text")
    if inside is None:
        yield from _article(paragraphs(article), number)
        return
    text = _body(paragraphs(inside))
    words = inside.get("wordcount", "")
    inside.drop_tree()
    lines = paragraphs(article)
    begin = next((place for place, line in enumerate(lines) if _begins_text(line)), 0)
    yield Record(number, _fields(lines[:begin], lines[begin + 1 :], text))
    if text and words.isascii() and words.isdigit():
        yield Check(number, "words", int(words[:9]), len(WORD.findall(text)))


def _is_text(source: Source) -> bool:
    start = source.start
    if start.lstrip()[:1] in {"<", "{", "["} or not start:
        return False
    return _is_proquest(start.split("\n"))


def _is_html(source: Source) -> bool:
    start = source.start
    if not start.lstrip().startswith("<") or "proquest" not in start.lower():
        return False
    return "DocID_" in start or "<strong>ProQuest document ID" in start or "<strong>Full text" in start


def _is_proquest(lines: list[str]) -> bool:
    found = {field[0] for line in lines if (field := label_of(line, LABELS))}
    if {"id", "text"} <= found or {"id", "outlet"} <= found:
        return True
    if any(_HEADER.search(line) for line in lines[:40]):
        return True
    return "text" in found and any(_COUNTED.fullmatch(line) for line in lines[:40])


PROQUEST_TEXT = Format("proquest-text", "ProQuest, text (.txt)", _is_text, read_text)
PROQUEST_HTML = Format("proquest-html", "ProQuest, HTML (.html)", _is_html, read_html)
