"""How fast and in how much memory articles are read into a corpus folder.

Each reading is a process of its own, ``dateline read`` as a user calls it, on JSON Lines made from ``corpus.py``; then
the same again with nothing new. Nexis batches are Word files made here, of ten articles each.

Run: .venv/bin/python benchmarks/reading.py [--articles 100000]
"""

from __future__ import annotations

import argparse
import io
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pyarrow.parquet as pq

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.corpus import write_corpus  # noqa: E402

SECTION = """## Reading

`dateline read` on {articles:,} invented articles ({size:.2f} GB of JSON Lines): {first:.0f} s of processor time
({wall:.0f} s by the clock), peak memory {peak:,.0f} MB. Again with nothing new: {again:.0f} s, {again_peak:,.0f} MB.
Nexis Uni batches as Word files, {batches} of ten articles each: {nexis:,.0f} articles a second of processor time.
"""
BATCHES = 200


def section(articles: int) -> str:
    """Measure and return the section of BENCHMARKS.md.

    Args:
        articles: Number of invented articles to read.
    """
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / "articles.jsonl"
        _write_lines(Path(folder), lines, articles)
        first, wall, peak = _read(lines, Path(folder) / "corpus")
        again, _, again_peak = _read(lines, Path(folder) / "corpus")
        batches = Path(folder) / "nexis"
        texts = [json.loads(line)["text"] for line in _head(lines, 10 * BATCHES)]
        _write_batches(batches, texts)
        empty, _, _ = _read(_one(batches), Path(folder) / "one")
        nexis, _, _ = _read(batches, Path(folder) / "many")
        return SECTION.format(
            articles=articles,
            size=lines.stat().st_size / 1e9,
            first=first,
            wall=wall,
            peak=peak,
            again=again,
            again_peak=again_peak,
            batches=BATCHES,
            # Starting the program, which one file shows, is not reading.
            nexis=10 * (BATCHES - 1) / max(nexis - empty, 0.01),
        )


def _read(what: Path, corpus: Path) -> tuple[float, float, float]:
    """Return processor seconds, seconds by the clock and peak memory in MB of ``dateline read``."""
    code = "import sys; from dateline.cli import main; sys.argv[0] = 'dateline'; main()"
    began = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-c", code, "read", str(what), "-o", str(corpus)], stdout=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"dateline read {what} ended with {status}")
    return usage.ru_utime + usage.ru_stime, time.monotonic() - began, _megabytes(usage)


def _megabytes(usage: resource.struct_rusage) -> float:
    return usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def _write_lines(folder: Path, lines: Path, articles: int) -> None:
    write_corpus(articles, folder / "articles.parquet")
    names = ["headline", "text", "outlet", "published", "url"]
    with pq.ParquetFile(folder / "articles.parquet") as file, lines.open("w", encoding="utf8") as out:
        for batch in file.iter_batches(1000, columns=names):
            for row in batch.to_pylist():
                out.write(json.dumps(row | {"published": row["published"].isoformat()}, ensure_ascii=False) + "\n")


def _head(lines: Path, number: int) -> list[str]:
    with lines.open(encoding="utf8") as file:
        return [line for _, line in zip(range(number), file, strict=False)]


def _one(batches: Path) -> Path:
    return sorted(batches.iterdir())[0]


def _write_batches(folder: Path, texts: Sequence[str]) -> None:
    folder.mkdir()
    for number in range(0, len(texts), 10):
        (folder / f"batch-{number:05}.docx").write_bytes(_batch(texts[number : number + 10]))


def _batch(texts: Sequence[str]) -> bytes:
    """Return a Word file as Nexis Uni hands it out: a list of contents, then the articles with their fields."""
    lines = [f"User Name: Ada Brook\nDate and Time: 4 March 2025\nJob Number: 1\nDocuments ({len(texts)})"]
    lines += [f"{n}. Story {n} of the day\nClient/Matter: -None-" for n in range(1, len(texts) + 1)]
    for n, text in enumerate(texts, 1):
        words = len(text.split())
        lines.append(
            f"Story {n} of the day\nThe Reed\nMarch 4, 2025 Tuesday\nCopyright 2025 The Reed All Rights Reserved"
            f"\nSection: NEWS\nLength: {words} words\nByline: Ada Brook\nBody\n{text}"
            "\nLoad-Date: March 4, 2025\nEnd of Document"
        )
    escaped = "\n".join(lines).replace("&", "&amp;").replace("<", "&lt;").split("\n")
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in escaped)
    names = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
        )
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{names}"><w:body>{body}</w:body></w:document>')
    return out.getvalue()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000)
    print(section(parser.parse_args().articles))
