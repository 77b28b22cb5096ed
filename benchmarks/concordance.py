"""How quickly a concordance shows its first page of 50 lines, and counts all hits.

The corpus is one of ``corpus.py``; the words are those of its vocabulary at the ranks that the table names. Each figure
is the median of alternating runs, each in a process of its own, imports apart; "folder" reads the articles from the
corpus folder as they are needed, the others have the texts in memory already ("opening"). pandas filters by
``str.contains`` and counts by ``str.count``; polars, where ``--peer-python`` names an interpreter that has it, by
``str.contains`` and ``str.count_matches``.

Run: .venv/bin/python benchmarks/concordance.py [--articles 100000] [--peer-python .venv-peers/bin/python]
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.corpus import write_corpus  # noqa: E402
from benchmarks.invented import vocabulary  # noqa: E402

from dateline import schema  # noqa: E402
from dateline.corpus import describe_tables, new_folder  # noqa: E402
from dateline.storage import file_sha256, write_table  # noqa: E402

RANKS = (0, 300, 50_000)
OURS = ("Dateline, folder", "Dateline, table")
Row = dict[str, Any]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the section."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000, help="articles of the corpus")
    parser.add_argument("--corpus", type=Path, help="a corpus folder to search instead of a new one")
    parser.add_argument("--peer-python", help="an interpreter with polars")
    parser.add_argument("--runs", type=int, default=5, help="alternating runs")
    options = parser.parse_args(arguments)
    found = {"peer_python": options.peer_python, "runs": options.runs}
    if options.corpus:
        print(as_markdown(measure(options.corpus, **found), options.articles))
    else:
        print(section(options.articles, **found))
    return 0


def section(articles: int, *, peer_python: str | None = None, runs: int = 5) -> str:
    """Return the section on concordances of ``BENCHMARKS.md``."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = new_folder(Path(temporary) / "corpus")
        write_corpus(articles, folder / "articles.parquet")
        write_table(folder, schema.frame("rejected"), "rejected")
        hashes = {name: file_sha256(folder / f"{name}.parquet") for name in ("articles", "rejected")}
        describe_tables(folder, {name: {"rows": 0, "sha256": value} for name, value in hashes.items()})
        return as_markdown(measure(folder, peer_python=peer_python, runs=runs), articles)


def measure(folder: Path, *, peer_python: str | None = None, runs: int = 5) -> list[Row]:
    """Return a row for each word and system: medians of seconds and of the peak of memory, and the hits.

    Args:
        folder: The corpus folder.
        peer_python: An interpreter with polars; without one polars is left out.
        runs: Runs of each system.
    """
    systems = dict.fromkeys((*OURS, "pandas"), sys.executable)
    if (
        peer_python
        and subprocess.run([peer_python, "-c", "import polars"], check=False, capture_output=True).returncode == 0
    ):
        systems["polars"] = peer_python
    rows = []
    for rank in RANKS:
        word = vocabulary()[rank]
        done: dict[str, list[Row]] = {name: [] for name in systems}
        for _ in range(runs):
            for name, python in systems.items():
                done[name].append(run(python, name, folder, word))
        rows += [{"rank": rank, "word": word, "system": name, **medians(found)} for name, found in done.items()]
    return rows


def run(python: str, system: str, folder: Path, word: str) -> Row:
    """Return what one system took in a process of its own."""
    command = [python, str(Path(__file__).with_name("concordance_finders.py")), system, str(folder), word]
    answer: Row = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return answer


def medians(rows: Sequence[Row]) -> Row:
    """Return the median of each figure."""
    return {name: statistics.median(row[name] for row in rows) for name in rows[0]}


def as_markdown(rows: Sequence[Row], articles: int) -> str:
    """Return the results as a section with a table."""
    method = __doc__.partition("\n\n")[2].partition("\n\nRun:")[0].replace("``", "`")
    lines = ["## Concordances", "", f"A corpus of {articles:,} articles. {method}", ""]
    lines += ["| rank of the word | system | hits | opening, s | first page, ms | counting all, s | peak memory, MB |"]
    lines += ["| --- |" + " --- |" * 6]
    lines += [
        f"| {row['rank']:,} | {row['system']} | {row['hits']:,.0f} | {row['open']:.2f} | {1000 * row['page']:,.0f}"
        f" | {row['count']:.2f} | {row['peak']:,.0f} |"
        for row in rows
    ]
    command = f".venv/bin/python benchmarks/concordance.py --articles {articles} --peer-python .venv-peers/bin/python"
    return "\n".join([*lines, "", f"Command: `{command}`", ""])


if __name__ == "__main__":
    sys.exit(main())
