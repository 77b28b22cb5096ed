"""Make the sample corpus and its truth from the annotated articles, to the same bytes every time.

    .venv/bin/python data/sample/make.py [FOLDER]

``annotated-*.txt`` hold each article once, with its truth marked in the text: ``{s1 NAME|…}`` the source of claim 1 and
its canonical name, ``{c1 KIND|…}`` its cue, ``{k1 ATTRIBUTES|…}`` its content, ``{v1 NAME|…}`` who passes it on,
``{t VALUE|…}`` a time expression. Marks nest. Attributes of a content: certainty, ``THREAD.ROLE``, ``said=DAY``.
"""

from __future__ import annotations

import csv
import gzip
import html
import json
import re
import sys
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

HERE = Path(__file__).parent
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
KINDS = {
    "Institute for Water Security": "organisation",
    "Ostrel Energy Ministry": "organisation",
    "Varnian Interior Ministry": "organisation",
    "Ostrel Meteorological Office": "organisation",
    "Ilva River Commission": "organisation",
    "Dolna Farmers' Union": "organisation",
    "Dolna Town Hall": "organisation",
    "Dolna Valley Post": "organisation",
    "Relief Corps": "organisation",
    "Ostrel Government": "government",
    "Varnian Interior Ministry and Ostrel Energy Ministry": "group",
    "anonymous": "anonymous",
}
CERTAINTIES = ("hedged", "conditional", "negated")
MARK = re.compile(r"\{([sckv])(\d+)((?: [^|{}]*)?)\||\{t ([^|{}]*)\||\}")


@dataclass
class Mark:
    """A marked span: its role, claim number, attributes and characters."""

    role: str
    number: int
    attributes: str
    start: int
    end: int = 0
    parents: tuple[int, ...] = ()


@dataclass
class Article:
    """An article: where it goes, what its file says about it, and its text with marks."""

    file: str
    record: int
    outlet: str
    published: str
    authors: list[str]
    options: dict[str, str]
    headline: str
    body: str
    marks: list[Mark] = field(default_factory=list)
    text: str = ""

    @property
    def day(self) -> date | None:
        """The day of publication, where there is one."""
        return date.fromisoformat(self.published) if self.published else None


def strip_marks(annotated: str) -> tuple[str, list[Mark]]:
    """Return the text without marks, and the marks with their characters."""
    plain, marks, opened, position = "", [], [], 0
    for found in MARK.finditer(annotated):
        plain += annotated[position : found.start()]
        position = found.end()
        if found[0] == "}":
            opened.pop().end = len(plain)
            continue
        role, number = (found[1], int(found[2])) if found[1] else ("t", 0)
        parents = tuple(mark.number for mark in opened if mark.role == "k")
        mark = Mark(role, number, (found[3] or found[4] or "").strip(), len(plain), parents=parents)
        opened.append(mark)
        marks.append(mark)
    assert not opened, annotated[:60]
    return plain + annotated[position:], marks


def read_articles(folder: Path) -> list[Article]:
    """Read the annotated articles."""
    articles = []
    for path in sorted(folder.glob("annotated-*.txt")):
        for block in path.read_text(encoding="utf8").split("\n=== ")[0:]:
            head, headline, body = block.removeprefix("=== ").split("\n", 2)
            place, outlet, published, authors, options = (part.strip() for part in head.rstrip("= ").split("|"))
            file, _, record = place.partition("#")
            pairs = dict(option.split("=", 1) for option in options.split(" ") if option)
            names = [name.strip() for name in authors.split(";") if name.strip()]
            articles.append(
                Article(file, int(record or 1), outlet, published, names, pairs, headline.strip(), body.strip())
            )
    return articles


def complete(article: Article) -> Article:
    """Set the text as the reader gives it, and the marks with offsets into it."""
    before, after = "", ""
    if article.file.endswith(".txt"):
        by = f"By {' and '.join(article.authors)}"
        lines = [article.headline]
        lines += [by] if article.options.get("byline") == "top" else []
        lines += [f"Source: {article.outlet}"]
        lines += [f"Published: {long_day(article.day)}"] if article.day else []
        before = "\n".join(lines) + "\n\n"
        after = f"\n\n{by}\n" if article.options.get("byline") == "bottom" else "\n"
    plain, marks = strip_marks(article.body)
    for mark in marks:
        mark.start, mark.end = mark.start + len(before), mark.end + len(before)
    article.text, article.marks = before + plain + after, marks
    return article


def long_day(day: date | None) -> str:
    """Return a day in words."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else ""


def paragraphs(article: Article) -> str:
    """Return the body without marks, paragraphs apart."""
    return strip_marks(article.body)[0]


PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{headline} – {outlet}</title>
{meta}
<style>nav {{ color: grey }}</style>
<script>var visits = 1; if (visits < 2) {{ console.log("{outlet}"); }}</script>
</head>
<body>
<nav><a href="/">Home</a> <a href="/politics">Politics</a> <a href="/weather">Weather</a></nav>
<main><article>
<h1>{headline}</h1>
<p class="byline">By {authors}</p>
{body}
</article></main>
<aside><h2>Most read</h2><ul><li><a href="/1">Tide tables</a></li><li><a href="/2">Crossword</a></li></ul></aside>
<footer>© 2025 {outlet}. All invented.</footer>
</body>
</html>
"""


def page(article: Article) -> str:
    """Return a saved web page, with JSON-LD or Open Graph metadata."""
    headline, outlet = html.escape(article.headline), html.escape(article.outlet)
    if article.options["html"] == "ld":
        facts = {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": article.headline,
            "datePublished": f"{article.published}T06:00:00+01:00",
            "author": [{"@type": "Person", "name": name} for name in article.authors],
            "publisher": {"@type": "Organization", "name": article.outlet},
        }
        meta = f'<script type="application/ld+json">{json.dumps(facts, ensure_ascii=False)}</script>\n'
        meta += f'<meta property="og:site_name" content="{outlet}">'
    else:
        meta = (
            f'<meta property="og:title" content="{headline}">\n<meta property="og:site_name" content="{outlet}">\n'
            f'<meta property="article:published_time" content="{article.published}T06:00:00+01:00">\n'
            f'<meta name="author" content="{html.escape(", ".join(article.authors))}">'
        )
    body = "\n".join(f"<p>{html.escape(part, quote=False)}</p>" for part in paragraphs(article).split("\n\n"))
    authors = html.escape(", ".join(article.authors))
    return PAGE.format(headline=headline, outlet=outlet, meta=meta, authors=authors, body=body)


NAMES = {
    "courier/courier.json": "title=headline date=published author=names source=outlet section content=text",
    "tribune/tribune.csv": "headline publication_date=day_first outlet byline=by section agency body=text",
    "channel/channel.jsonl": "title=headline publish_date=published media_name=outlet authors content=text",
    "dolna/post.tsv": "Title=headline Date=published Publication=outlet Author=names Section=section Text=text",
    "herald/herald.parquet": "headline published=day outlet section text",
    "herald/notices.jsonl.gz": "id title=headline published_at=moment publisher=object section body=text",
    "vpa/wire.json": "headline date=in_words agency author=names source=object text",
}
"""The field names of each file, as theirs=ours."""


def fields(article: Article) -> dict[str, object]:
    """Return an article under the field names of its file."""
    names = "; ".join(article.authors)
    values: dict[str, object] = {
        "id": f"notice-{article.record}",
        "headline": article.headline,
        "text": paragraphs(article),
        "outlet": article.outlet,
        "object": {"name": article.outlet},
        "names": names,
        "by": f"By {names}",
        "authors": article.authors,
        "published": article.published,
        "day": article.day,
        "day_first": f"{article.day:%d/%m/%Y}",
        "in_words": long_day(article.day),
        "moment": f"{article.published}T18:30:00+01:00",
        "section": article.options.get("section", ""),
        "agency": article.options.get("agency", ""),
    }
    pairs = [pair.partition("=") for pair in NAMES[article.file].split()]
    return {theirs: values[ours or theirs] for theirs, _, ours in pairs}


def write_file(path: Path, rows: list[Article]) -> None:
    """Write the articles of one file in its format."""
    path.parent.mkdir(parents=True, exist_ok=True)
    values = [] if path.suffix in (".txt", ".html") else [fields(row) for row in rows]
    lines = (
        "".join(json.dumps(value, ensure_ascii=False) + "\n" for value in values) if path.suffix != ".parquet" else ""
    )
    match "".join(path.suffixes):
        case ".txt":
            path.write_text(rows[0].text, encoding="utf8")
        case ".html":
            path.write_text(page(rows[0]), encoding="utf8")
        case ".json":
            shape: object = {"articles": values} if path.stem == "wire" else values
            path.write_text(json.dumps(shape, ensure_ascii=False, indent=1) + "\n", encoding="utf8")
        case ".jsonl":
            path.write_text(lines, encoding="utf8")
        case ".jsonl.gz":
            path.write_bytes(gzip.compress(lines.encode(), mtime=0))
        case ".parquet":
            pq.write_table(pa.Table.from_pylist(values), path, compression="zstd")
        case _:
            write_table(path, [list(values[0]), *(list(value.values()) for value in values)])


def write_table(path: Path, rows: list[list[object]]) -> None:
    """Write rows as CSV, or TSV where the name says so."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf8", newline="") as file:
        csv.writer(file, delimiter="\t" if path.suffix == ".tsv" else ",", lineterminator="\n").writerows(rows)


def sentence(text: str, place: int) -> tuple[int, int]:
    """Return the sentence around a place, well enough for these articles."""
    ends = [m.end() for m in re.finditer(r"[.?!][”\"]?(?=\s+[A-Z“\"{]|\s*$)|\n", text)]
    start = max((end for end in ends if end <= place), default=0)
    return start, min((end for end in ends if end > place), default=len(text))


def said(article: Article, spans: list[Mark], cues: list[Mark], content: Mark) -> tuple[str, str]:
    """Return the day on which a claim was said, and whether the text states it."""
    given = re.search(r"said=(\S+)", content.attributes)
    if given:
        return given[1], "publication"
    cue = (cues or spans)[0]
    start, end = sentence(article.text, cue.start)
    inside = [(mark.start, mark.end) for mark in article.marks if mark.role == "k"]
    days = [
        (abs(mark.start - cue.start), mark.attributes)
        for mark in article.marks
        if mark.role == "t"
        and start <= mark.start < end
        and re.fullmatch(r"\d{4}-\d\d-\d\d|\d{4}-W\d\d", mark.attributes)
        and not any(a <= mark.start < b for a, b in inside)
    ]
    if days:
        value = min(days)[1]
        if "W" in value:
            monday = date.fromisocalendar(int(value[:4]), int(value[6:]), 1)
            return f"{monday}/{monday + timedelta(days=6)}", "stated"
        return value, "stated"
    return article.published, "publication" if article.published else "unknown"


def quotation(article: Article, spans: list[Mark]) -> str:
    """Return direct where all the words are in quotation marks, mixed where some are, else indirect."""
    quoted = [article.text[mark.start] == "“" and article.text[mark.end - 1] == "”" for mark in spans]
    if all(quoted):
        return "direct"
    return "mixed" if any("“" in article.text[mark.start : mark.end] for mark in spans) else "indirect"


def claim_rows(article: Article) -> list[list[object]]:
    """Return the rows of an article in claims.csv."""
    rows: list[list[object]] = []
    for number in sorted({mark.number for mark in article.marks if mark.role in "sck"}):
        of = {role: [m for m in article.marks if m.role == role and m.number == number] for role in "sckv"}
        assert of["k"], (article.file, article.record, number)
        words = of["k"][0].attributes.split()
        thread, _, role = next((word for word in words if re.fullmatch(r"[A-Z]\.\w+", word)), "..").partition(".")
        name = of["s"][0].attributes if of["s"] else ""
        day, basis = said(article, of["k"], of["c"], of["k"][0])
        rows.append(
            [article.file, article.record, number]
            + [cell for role in "sck" for cell in (spans(of[role]), words_of(article, of[role]))]
            + ["" if name == "anonymous" else name, KINDS.get(name, "person") if name else "unknown"]
            + ["; ".join(mark.attributes for mark in of["v"]), of["c"][0].attributes or "states"]
            + [quotation(article, of["k"]), next((word for word in words if word in CERTAINTIES), "plain")]
            + [day, basis, of["k"][0].parents[-1] if of["k"][0].parents else "", thread.strip("."), role.strip(".")]
        )
    return rows


def spans(marks: list[Mark]) -> str:
    """Return spans as start-end, apart by semicolons."""
    return "; ".join(f"{mark.start}-{mark.end}" for mark in marks)


def words_of(article: Article, marks: list[Mark]) -> str:
    """Return the words of spans, apart by an ellipsis."""
    return " … ".join(article.text[mark.start : mark.end] for mark in marks)


CLAIMS = [
    *("file", "record", "n"),
    *("source_spans", "source_text", "cue_spans", "cue_text", "content_spans", "content_text"),
    *("source", "source_kind", "via", "cue_kind", "quotation", "certainty"),
    *("said_on", "said_basis", "parent", "thread", "role"),
]
THREADS = {
    "A": "The Tarrow Dam has cracks and could fail",
    "B": "How many houses were flooded in Dolna",
    "C": "Ostrel opened the gates on purpose",
    "D": "2,000 people were evacuated from Dolna",
    "E": "Varnia was warned before the gates were opened",
    "F": "Ostrel will pay 30 million crowns",
}
ORIGINS = {
    "A": "Institute for Water Security; Ilva River Commission",
    "B": "Varnian Interior Ministry; Dolna Town Hall",
    "C": "Tessa Brand; anonymous",
    "D": "Mira Kaskel",
    "E": "Ostrel Energy Ministry = Ostrel Government; Ilva River Commission",
    "F": "Aldo Marsk = Ostrel Government",
}
"""Who stands behind each thread, as a careful reader counts: a president and a ministry speak for their state."""


def truth(articles: list[Article], folder: Path) -> None:
    """Write the tables of truth."""
    place = [[a.file, a.record] for a in articles]
    facts = [
        [
            a.headline,
            a.outlet,
            a.published,
            "; ".join(a.authors),
            a.options.get("agency", ""),
            a.options.get("section", ""),
        ]
        for a in articles
    ]
    names = ["file", "record", "headline", "outlet", "published", "authors", "agency", "section"]
    write_table(folder / "articles.csv", [names, *(where + fact for where, fact in zip(place, facts, strict=True))])
    claims = [row for article in articles for row in claim_rows(article)]
    write_table(folder / "claims.csv", [list(CLAIMS), *claims])
    times = [
        [a.file, a.record, m.start, m.end, a.text[m.start : m.end], *timex(m)]
        for a in articles
        for m in a.marks
        if m.role == "t"
    ]
    write_table(folder / "times.csv", [["file", "record", "start", "end", "text", "type", "value"], *times])
    copies = [
        [*a.options["story"].split(":")[:1], a.file, a.record, a.options["story"].split(":")[1]]
        for a in articles
        if "story" in a.options
    ]
    write_table(folder / "copies.csv", [["story", "file", "record", "change"], *copies])
    write_table(
        folder / "threads.csv",
        [["thread", "says", "first_file", "first_record", "first_day", "origins"], *threads(claims, articles)],
    )


def timex(mark: Mark) -> list[str]:
    """Return type and value of a time expression."""
    value = mark.attributes.removeprefix("SET ")
    if mark.attributes.startswith("SET "):
        return ["SET", value]
    return ["DURATION" if value.startswith("P") else "TIME" if "T" in value else "DATE", value]


def threads(claims: list[list[object]], articles: list[Article]) -> list[list[object]]:
    """Return for each thread what it says, where it was first reported and who stands behind it."""
    rows = []
    for thread, says in THREADS.items():
        first = [dict(zip(CLAIMS, row, strict=True)) for row in claims if row[-2:] == [thread, "first"]]
        assert len(first) == 1, (thread, first)
        where = next(a for a in articles if (a.file, a.record) == (first[0]["file"], first[0]["record"]))
        rows.append([thread, says, where.file, where.record, where.published, ORIGINS[thread]])
    return rows


def main(folder: Path) -> None:
    """Write articles, truth and the broken file below a folder."""
    articles = [complete(article) for article in read_articles(HERE)]
    files: dict[str, list[Article]] = {}
    for article in articles:
        files.setdefault(article.file, []).append(article)
    for name, rows in files.items():
        assert [row.record for row in rows] == list(range(1, len(rows) + 1)), name
        write_file(folder / "articles" / name, rows)
    broken = json.dumps([fields(files["vpa/wire.json"][0])], ensure_ascii=False)
    (folder / "articles" / "vpa" / "broken.json").write_text(broken[: len(broken) // 2], encoding="utf8")
    truth(articles, folder / "truth")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
