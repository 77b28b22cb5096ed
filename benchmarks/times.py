"""How well and how fast time expressions are found and resolved, beside libraries that do the same.

Gold: TimeBank and AQUAINT as cleaned for TempEval-3, in ``timebank/`` of the gold folder, and sixty articles of
PolNeAR's dev set that were marked by hand for this project (tests/data/times_polnear.md says how, and what the engine
had there at first sight). AQUAINT, the half of TimeBank whose sha256(id) begins with 0 to 7 and the text of PolNeAR's
training articles served to write the rules; of the half with 8 to f only scores were looked at. Figures are those of
the gold folder's own score_times.py.
Peers: dateparser's search_dates, and recognizers-text-date-time where ``--peer-python`` names an interpreter that has
it (make bench makes one, .venv-peers, from benchmarks/peers.txt).

Run: .venv/bin/python benchmarks/times.py --eval ../shared/eval [--peer-python .venv-peers/bin/python] [--json]
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any

from gold import load_scorer, read_rows
from measured import keep

ROOT = Path(__file__).parents[1]
MARKED = ROOT / "tests/data/times_polnear.jsonl"
LEAST_RUNS = 5
SPEED_ARTICLES = 20
SETS = ("dev half of TimeBank", "AQUAINT", "held-back half of TimeBank", "60 articles of 2016")
FIGURES = ("relaxed", "strict", "type", "value", "day")
Row = dict[str, Any]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print scores and speeds; return 0, or 2 where there is no gold data."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--eval", type=Path, default=ROOT / "../shared/eval", help="folder with gold data and scorers")
    parser.add_argument("--peer-python", help="an interpreter with recognizers-text-date-time")
    parser.add_argument("--runs", type=int, default=LEAST_RUNS, help="alternating timed runs, at least 5")
    parser.add_argument("--json", action="store_true", help="print JSON instead of Markdown")
    options = parser.parse_args(arguments)
    if not (options.eval / "timebank/timebank.jsonl.gz").is_file():
        print(f"No gold times in {options.eval}. Say where timebank/ is: --eval FOLDER", file=sys.stderr)
        return 2
    results = measure(options.eval, peer_python=options.peer_python, runs=max(options.runs, LEAST_RUNS))
    print(json.dumps(results) if options.json else as_markdown(results))
    return 0


def section(gold: Path, *, peer_python: str | None = None) -> str:
    """Return the section of BENCHMARKS.md on times."""
    results = measure(gold, peer_python=peer_python)
    keep("times", results["scores"]["Dateline"][SETS[2]])
    return as_markdown(results)


def measure(gold: Path, *, peer_python: str | None = None, runs: int = LEAST_RUNS) -> Row:
    """Return scores of every system on every set, and words a second with the ratio to ours in alternating runs."""
    scorer, sets = load_scorer(gold, "score_times"), load_sets(gold)
    systems = {"Dateline": sys.executable, "dateparser": sys.executable}
    if peer_python:
        systems["recognizers-text"] = peer_python
    scores = {
        system: {name: score(scorer, rows, found_by(system, rows, python=python)[0]) for name, rows in sets.items()}
        for system, python in systems.items()
    }
    texts = [row for rows in sets.values() for row in rows[:SPEED_ARTICLES]]
    return {
        "scores": scores,
        "speed": speeds(systems, texts, runs=runs),
        "articles": {k: len(v) for k, v in sets.items()},
    }


def load_sets(gold: Path) -> dict[str, list[Row]]:
    """Return the gold rows (id, published, text, times) of each set; the marked articles' texts are PolNeAR's."""
    timebank = read_rows(gold / "timebank/timebank.jsonl.gz")
    halves = [[row for row in timebank if (digest(row["id"]) < "8") == first] for first in (True, False)]
    articles = {row["id"]: row for row in read_rows(gold / "polnear/dev.jsonl.gz")}
    marked = [articles[row["id"]] | row for row in map(json.loads, MARKED.read_text("utf8").splitlines())]
    for row in marked:
        if digest(row["text"]) != row["sha256"]:
            sys.exit(f"The text of {row['id']} is not the one that was marked, so its marks do not fit.")
    return dict(zip(SETS, (halves[0], read_rows(gold / "timebank/aquaint.jsonl.gz"), halves[1], marked), strict=True))


def digest(text: str) -> str:
    """Return the SHA-256 of a text, in hexadecimal."""
    return sha256(text.encode()).hexdigest()


def score(scorer: ModuleType, rows: Sequence[Row], found: Sequence[list[Row]]) -> dict[str, float]:
    """Return the F1 of each figure."""
    gold = {row["id"]: row for row in rows}
    predicted = {row["id"]: {"times": times} for row, times in zip(rows, found, strict=True)}
    return {name: values[2] for name, values in scorer.score(gold, predicted).items()}


def found_by(system: str, rows: Sequence[Row], *, python: str) -> tuple[list[list[Row]], float]:
    """Run a system over articles in a process of its own; return what it found and its seconds, imports apart."""
    lines = "".join(json.dumps([row["text"], row["published"]]) + "\n" for row in rows)
    command = [python, str(Path(__file__).with_name("time_finders.py")), system]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=True)
    answer = json.loads(done.stdout)
    return answer["found"], answer["seconds"]


def speeds(systems: dict[str, str], rows: Sequence[Row], *, runs: int) -> dict[str, Row]:
    """Return each system's words a second (median, least, greatest) and how many times slower than ours it is."""
    words = sum(len(row["text"].split()) for row in rows)
    seconds: dict[str, list[float]] = {system: [] for system in systems}
    for _ in range(runs):
        for system, python in systems.items():
            seconds[system].append(found_by(system, rows, python=python)[1])
    ours = seconds["Dateline"]
    return {
        system: {
            "words_a_second": spread([words / second for second in taken]),
            "times_slower": spread([second / own for second, own in zip(taken, ours, strict=True)]),
        }
        for system, taken in seconds.items()
    }


def spread(values: Sequence[float]) -> list[float]:
    """Return median, least and greatest."""
    return [statistics.median(values), min(values), max(values)]


def as_markdown(results: Row) -> str:
    """Return the results as a section with two tables."""
    method = __doc__.partition("\n\n")[2].partition("\n\nRun:")[0].replace("``", "`")
    lines = ["## Times", "", method, "", f"| system | articles | {' | '.join(FIGURES)} |"]
    lines.append("| --- | --- |" + " --- |" * len(FIGURES))
    for system, sets in results["scores"].items():
        for name, figures in sets.items():
            lines.append(f"| {system} | {name} | " + " | ".join(f"{figures[key]:.1f}" for key in FIGURES) + " |")
    lines += [
        "",
        "Words a second of one process, median (least to greatest) of alternating runs over the same articles:",
        "",
    ]
    lines += ["| system | words a second | times slower than Dateline |", "| --- | --- | --- |"]
    for system, speed in results["speed"].items():
        words, ratio = speed["words_a_second"], speed["times_slower"]
        shown = f"{ratio[0]:.1f} ({ratio[1]:.1f} to {ratio[2]:.1f})" if system != "Dateline" else "1"
        lines.append(f"| {system} | {words[0]:,.0f} ({words[1]:,.0f} to {words[2]:,.0f}) | {shown} |")
    command = ".venv/bin/python benchmarks/times.py --eval ../shared/eval --peer-python .venv-peers/bin/python"
    lines += ["", f"Command: `{command}`"]
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    sys.exit(main())
