"""What the interfaces of LexisNexis and Nexis Uni print around articles, in their languages."""

from __future__ import annotations

import re
from collections.abc import Mapping

_LABELS: Mapping[str, str] = {
    "headline": "headline title titel titre titulo título titolo kop schlagzeile überschrift titular",
    "length": "length länge laenge longueur lengte longitud extensión extension lunghezza comprimento extensão omfang",
    "byline": "byline autor auteur autore author autoren verfasser auteurs autores door",
    "section": "section rubrik rubrique sectie sección seccion sezione seção secção secao ressort rubriek",
    "highlight": "highlight encart accroche vorspann insert",
    "dateline": "dateline ort lieu ortszeile origine",
    "language": "language sprache langue taal idioma lingua lenguaje língua",
    "load": "load-date update date-chargement ladedatum laaddatum laad-datum aktualisierung fecha-de-carga fecha-carga "
    "data-di-caricamento data-caricamento data-de-carregamento date-de-chargement mise-à-jour hochladedatum",
    "type": "publication-type type-publication type-de-publication publikationstyp publicatietype publicatie-type "
    "tipo-de-publicación tipo-di-pubblicazione tipo-de-publicação document-type dokument-typ type art-der-publikation",
    "code": "journal-code zeitungs-code code-revue code-journal journal-code tijdschriftcode código-de-revista",
    "graphic": "graphic grafik graphique graphics grafiek gráfico grafico illustration image bild foto",
    "correction": "correction korrektur correctie corrección correzione correction-date",
    "note": "note notes notice anmerkung opmerking editors-note editor-note",
    "subject": "subject sujet thema onderwerp tema materia soggetto assunto themen sujets",
    "other": "company organization organisation person geographic country state city ticker industry series "
    "distribution pub-log acc-no accession-number cr-date copyright-date isbn issn memo doc-id document-id "
    "geo-localization localisation-geo societe société symbole-boursier secteur-activite firma unternehmen bedrijf "
    "name names branche land personne lieux entreprise personen bedrijven spotlight edition ausgabe édition editie "
    "edición distribución organización compañía empresa geográfico persona enhancement paragraph topic terms "
    "cycle column correction-appended cat doi volume issue pages page",
    "url": "url",
    "copyright": "copyright",
    "date": "date datum fecha data",
    "body": "body text texte haupttext hauptteil corps cuerpo corpo tekst inhalt body-text",
}  # fmt: skip
LABELS: Mapping[str, str] = {name: key for key, names in _LABELS.items() for name in names.split()}
"""Labels of fields, in small letters with hyphens, and what they mean."""

HEADER = frozenset(
    ("headline", "length", "byline", "section", "highlight", "dateline", "date", "copyright", "url", "other", "body")
)
"""Fields that stand before the text; the language and the date of loading do too in some interfaces."""
SURE = frozenset(("load", "language", "type", "code"))
"""Fields after the text that no newspaper writes itself."""

LABEL = re.compile(r"(?P<label>[^\W\d_][\w'’\- /]{1,28}?)\s?:(?:\s+|$)(?P<value>.*)", re.DOTALL)
BODY = re.compile(
    r"(?:body|text|texte|haupttext|hauptteil|corps|corps du texte|corps de l['’]article|cuerpo|corpo|tekst|inhalt|"
    r"volltext|artikeltext|texto|testo|textkörper|texte de l['’]article|hoofdtekst|inhoud|contenu|contenido|conteúdo|"
    r"contenuto)\s*:?$",
    re.IGNORECASE,
)
AFTER = re.compile(
    r"(?:classification|classificatie|klassifizierung|klassifikation|clasificación|classificazione|classificação|"
    r"graphic|grafik|graphique|graphisme|grafiek|gráfico|grafico|load-date|notes?|correction|correction-date)\s*:?$",
    re.IGNORECASE,
)
"""Headings, alone in their paragraph, that end the text."""
END = re.compile(
    r"(?:end of documents?|fin du document|ende (?:des dokuments|des dokumentes|vom dokument)|dokumentende|"
    r"einde van (?:het )?document|einde document|fi(?:n|m|ne) d(?:el|o|e) documento|slut på dokument(?:et)?|"
    r"конец документа|文档结尾|文書の終わり)\W*$",
    re.IGNORECASE,
)
COUNTER = re.compile(
    r"(?:focus\s?[-–]\s?|level \d{1,2}\s?[-–]\s?)?(?:(?P<word>(?:document|documento|dokument)o?)\s?:?\s+)?"
    r"(?P<number>\d{1,6})\s+(?:of|de|von|van|di|sur|su|av|af)\s+(?P<of>\d{1,6})"
    r"(?(word)|\s+(?:do[ck]ument(?:e|en|s|os|i)?|stor(?:y|ies)))\s*$",
    re.IGNORECASE,
)
""" "1 of 10 DOCUMENTS", "Dokument 1 von 10": the first line of an article in classic LexisNexis."""
COUNT = re.compile(r"^(?:do[ck]ument(?:\(s\)|s|e|en|os|i|er)?)\s*\((?P<of>\d{1,6})\)\s*$", re.IGNORECASE | re.MULTILINE)
""" "Documents (10)" on the cover of Nexis Uni."""
SELECTED = re.compile(
    r"[^\n:]{3,40}:[^\n:]{0,30}(?:item|do[ck]ument|élément|elemento|articol|artikel)[^\n:\d]{0,20}:\s*"
    r"(?P<ranges>\d[\d\s,\-–]{0,2000})$",
    re.IGNORECASE,
)
""" "Download Request: Selected Items: 1-10" on the cover of classic LexisNexis."""
COVER = re.compile(
    r"(?:user name|date and time|job number|client/matter|search terms?|search type|narrowed by|content type|"
    r"nom d['’]utilisateur|date et heure|numéro de (?:tâche|travail)|client/(?:dossier|affaire)|termes? de (?:la )?"
    r"recherche|type de recherche|benutzername|datum und (?:uhr)?zeit|auftragsnummer|jobnummer|suchbegriffe?|suchtyp|"
    r"mandant|gebruikersnaam|datum en tijd|taaknummer|zoektermen|zoektype|nombre de usuario|fecha y hora|"
    r"número de trabajo|"
    r"términos de búsqueda|tipo de búsqueda|nome utente|data e ora|numero processo|termini di ricerca|tipo di ricerca|"
    r"nome do usuário|data e hora|número do trabalho|termos de pesquisa|tipo de pesquisa)\s*:?(?:\s|$)",
    re.IGNORECASE,
)
LISTED = re.compile(r"(?P<number>\d{1,5})\.\s+(?P<title>\S.{0,1000})$", re.DOTALL)
""" "1. Headline" in the list of contents."""
WORDS = re.compile(
    r"(?P<number>\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3})+|\d{1,7})\s*(?:words?|mots?|wörter|worte?|woorden|woord|palabras?|"
    r"parole|palavras?|ord|слов\w*|字|語|sanaa|słów|wyrazów|slov|kelime|cuvinte|paraules)\b",
    re.IGNORECASE,
)
COPYRIGHT = re.compile(
    r"(?:copyright\b|©|\(c\)|all rights reserved|tous droits|alle re(?:chte|chten)|(?:todos los )?derechos "
    r"reservados|tutti i diritti|todos os direitos)",
    re.IGNORECASE,
)
FURNITURE = re.compile(
    r"(?:(?:page|seite|pagina|página|blz\.?|pág\.?)\s\d{1,5}(?:\s(?:of|de|von|van|di|sur)\s\d{1,5})?|return to list|"
    r"retour à la liste|zurück zur (?:treffer)?liste|terug naar lijst|volver a la lista|torna all['’]elenco)\s*$",
    re.IGNORECASE,
)
""" "Page 3 of 40": what the printer adds to each page."""
EDITION = re.compile(
    r"(?:\b(?:edition|ausgabe|édition|editie|edición|edizione|edição)\b|correction appended|late city|final$)",
    re.IGNORECASE,
)
NO_HEADLINE = re.compile(r"no headline in original|\(no headline\)|sans titre|ohne titel", re.IGNORECASE)
SORRY = re.compile(r"we are sorry but there is an error in this document", re.IGNORECASE)


def label_of(text: str) -> tuple[str, str] | None:
    """Return what a field's label means, and its value; None where a paragraph begins with no known label."""
    found = LABEL.match(text)
    if found is None:
        return None
    key = LABELS.get("-".join(found["label"].lower().replace("’", "'").split()))
    return None if key is None else (key, found["value"].strip())


def words_stated(text: str) -> int | None:
    """Return the number in "1,234 words", in any language; None where there is none."""
    found = WORDS.search(text[:200])
    return int(re.sub(r"\D", "", found["number"])) if found else None
