"""What is read from saved web pages, beside trafilatura alone: article text, day of publication, headline.

Text is measured as the article-extraction-benchmark does: sequences of four words (``\\w+``), precision and recall of
each page, their averages, F1 of the averages. A day counts as right if it is the one in the truth; a page without one
in the truth is left out. Headlines are compared by their letters and digits; their truth is a JSON file of page →
headline.

Run: .venv/bin/python benchmarks/web_pages.py --samples ../shared/samples [--titles titles.json]
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
WORD = re.compile(r"\w+")
LENGTH = 4
Read = Callable[[bytes], Mapping[str, str]]
"""A system: the bytes of a page to its ``text``, ``published`` and ``headline``, each "" where it gives none."""
COMMAND = ".venv/bin/python benchmarks/web_pages.py --samples ../shared/samples"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the section; return 0, or 2 where there are no pages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--samples", type=Path, default=ROOT / "../shared/samples", help="folder with web/, web-dates/")
    parser.add_argument("--titles", type=Path, help="JSON file of page (name without .html.gz) → headline")
    options = parser.parse_args(arguments)
    if not (options.samples / "web/ground-truth.json").is_file():
        print(f"No pages in {options.samples}. Say where web/ground-truth.json is: --samples FOLDER", file=sys.stderr)
        return 2
    print(section(options.samples, titles=options.titles))
    return 0


def section(samples: Path, *, titles: Path | None = None) -> str:
    """Return the section of BENCHMARKS.md on web pages.

    Args:
        samples: Folder with the pages and their truth.
        titles: File with true headlines; without one they are left out.
    """
    method = str(__doc__).partition("\n\n")[2].partition("\n\nRun:")[0]
    names = "| system | pages | precision | recall | F1 | days given | days right | headlines right | pages a second |"
    truth = json.loads(titles.read_text("utf8")) if titles else {}
    rows = [_row(name, read, samples, truth) for name, read in (("Dateline", ours), ("trafilatura alone", peer))]
    lines = ["## Web pages", "", method, "", names, "| --- |" + " --- |" * 8, *rows, "", f"Command: `{COMMAND}`", ""]
    return "\n".join(lines)


def _row(system: str, read: Read, samples: Path, titles: Mapping[str, str]) -> str:
    bodies, days = _load(samples / "web"), _load(samples / "web-dates")
    read(next(iter(bodies.values()))[0])  # What is loaded on first use is no part of the speed.
    start = time.process_time()
    found = {name: read(data) for name, (data, _) in (bodies | days).items()}
    seconds = time.process_time() - start
    precision, recall = text_scores(
        [(str(true["articleBody"]), found[name]["text"]) for name, (_, true) in bodies.items()]
    )
    known = {name: str(true["date"]) for name, (_, true) in days.items() if re.match(r"\d{4}", str(true["date"]))}
    given = {name: found[name]["published"][:10] for name in known if found[name]["published"]}
    right = sum(given[name] == known[name] for name in given)
    heads = sum(_key(found[name]["headline"]) == _key(title) for name, title in titles.items() if name in found)
    asked = sum(name in found for name in titles)
    return (
        f"| {system} | {len(bodies)} + {len(known)} | {precision:.3f} | {recall:.3f} | "
        f"{2 * precision * recall / (precision + recall):.3f} | {_share(len(given), len(known))} | "
        f"{_share(right, len(given))} | {_share(heads, asked)} | {len(found) / seconds:.0f} |"
    )


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({100 * part / whole:.1f} %)" if whole else "–"


def _key(text: str) -> str:
    return "".join(WORD.findall(text)).lower()


def _load(folder: Path) -> dict[str, tuple[bytes, Mapping[str, Any]]]:
    """Return the pages of a folder with their truth, by their names without .html.gz."""
    truth = json.loads((folder / "ground-truth.json").read_text("utf8"))
    pages = {name.removesuffix(".html"): row for name, row in truth.items()}
    return {
        name: (gzip.decompress((folder / f"{name}.html.gz").read_bytes()), row) for name, row in sorted(pages.items())
    }


def text_scores(pairs: Sequence[tuple[str, str]]) -> tuple[float, float]:
    """Return precision and recall of texts, each the average over the pages.

    Args:
        pairs: The true text and the one found, for each page.
    """
    scores = []
    for true, found in pairs:
        wanted, there = _sequences(true), _sequences(found)
        common = sum((wanted & there).values())
        scores.append((common / there.total() if there else 0.0, common / wanted.total() if wanted else 0.0))
    return statistics.mean(score[0] for score in scores), statistics.mean(score[1] for score in scores)


def _sequences(text: str) -> Counter[tuple[str, ...]]:
    words = WORD.findall(text)
    return Counter(tuple(words[start : start + LENGTH]) for start in range(max(1, len(words) - LENGTH + 1)))


def ours(data: bytes) -> Mapping[str, str]:
    """Read a page as the kit does."""
    from dateline.readers.html import page_text
    from dateline.readers.records import Record
    from dateline.readers.web_page import read_page

    found = read_page(page_text(data))
    fields = found.fields if isinstance(found, Record) else {}
    return {name: str(fields.get(name) or "") for name in ("text", "published", "headline")}


def peer(data: bytes) -> Mapping[str, str]:
    """Read a page with trafilatura alone, which guesses a day where none is stated."""
    import trafilatura

    body: Any = trafilatura.bare_extraction(data, include_comments=False, favor_precision=True)
    facts = trafilatura.extract_metadata(data)
    stated = {"published": facts.date, "headline": facts.title} if facts else {"published": "", "headline": ""}
    return {"text": (body.text if body else "") or ""} | {name: value or "" for name, value in stated.items()}


if __name__ == "__main__":
    sys.exit(main())
