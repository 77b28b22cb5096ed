"""How well claims are linked: on the sample's threads, on pairs of claims judged by hand, and how fast.

Beside it stands a baseline: the cosine of tf-idf vectors of the claims' words (idf from the same claims), with the same
way of joining threads. The thresholds of both are those that are best on the pairs for tuning.

Run: .venv/bin/python benchmarks/threads.py --eval ../shared/eval
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks import pairs  # noqa: E402
from benchmarks.invented_claims import invented_claims  # noqa: E402
from benchmarks.thread_pairs import Judged, judge  # noqa: E402
from benchmarks.thread_scores import b_cubed, best_threshold, join_in_order, lexical, pair_scores, pairwise  # noqa: E402
from benchmarks.thread_truth import gold_claims, matched  # noqa: E402

from dateline import schema  # noqa: E402
from dateline.analysis.threads.contents import bare, read_contents  # noqa: E402
from dateline.analysis.threads.disputes import find_disputes  # noqa: E402
from dateline.analysis.threads.finding import find_threads  # noqa: E402
from dateline.analysis.threads.summary import summarise_threads  # noqa: E402
from dateline.samples import sample  # noqa: E402

SIZES = (10_000, 30_000, 100_000)
WORKERS = 2
"""Processes that read claims."""
SECTION = """## Threads

Links on pairs of claims of PolNeAR's dev articles, judged by hand (tests/data/pairs_polnear.md): does the pair belong
together (the same, denied, changed, confirmed)? Precision, recall and F1 in per cent, at the threshold that is best on
the pairs for tuning ({tuning} pairs of the train articles). "As drawn": {drawn} pairs drawn at random from strata of
likeness, {together} of which belong together. "With those found by reading": {added} more, which were looked for.

| links by | threshold | as drawn | with those found by reading |
| --- | ---: | ---: | ---: |
{pairs}

{users}
Threads of the sample corpus against its truth, {marked} claims in six threads; precision / recall / F1 in per cent.
"Of marked claims": the claims as marked by hand. "As found": those that the tagger finds, matched by at least half of
their characters ({matched} of {marked}); a claim that it misses counts as alone. "All claims": the {all} marked claims,
of which those in none of the six threads count as alone, where their words are not the same.

| | pairs of claims | B-cubed | B-cubed, all claims |
| --- | ---: | ---: | ---: |
{sample}

    .venv/bin/python benchmarks/threads.py --eval FOLDER
"""
SPEED = """## Threads, time and memory

Time and memory of linking invented claims, read by two processes: processor time of all, time on the clock, and the
most memory that they had together. "Answers": processor time of ``summarise_threads`` and ``find_disputes`` on these
threads.

| claims | threads | processor, s | s for 1,000 claims | clock, s | answers, s | memory, MB |
| ---: | ---: | ---: | ---: | ---: | ---: | ---: |
{speed}

    .venv/bin/python benchmarks/run.py --only threads_speed
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the section, or be a process that is measured."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--eval", type=Path, default=ROOT / "../shared/eval", help="folder with polnear/dev.jsonl.gz")
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES, help="numbers of invented claims")
    parser.add_argument("--worker", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.worker:
        return work(options.worker)
    if not (options.eval / "polnear/dev.jsonl.gz").is_file():
        print(f"No gold articles in {options.eval}. Give the folder that holds polnear with --eval.", file=sys.stderr)
        return 2
    print(section(options.eval))
    print(speed_section(options.sizes))
    return 0


def section(eval_folder: Path) -> str:
    """Return the section of ``BENCHMARKS.md`` on threads.

    Args:
        eval_folder: Folder with ``polnear/train.jsonl.gz`` and ``polnear/dev.jsonl.gz``.
    """
    tuning = judge(eval_folder / "polnear/train.jsonl.gz", ["train", "words"])
    measured = judge(eval_folder / "polnear/dev.jsonl.gz", ["dev"])
    drawn = measured.drawn()
    thresholds = {name: best_threshold(tuning.scores[name], tuning.together) for name in tuning.scores}
    marked, found, all_marked, number = sample_scores(thresholds["tf-idf"])
    return SECTION.format(
        tuning=len(tuning.together),
        drawn=len(drawn.together),
        together=sum(drawn.together),
        added=len(measured.together) - len(drawn.together),
        pairs="\n".join(_pair_row(name, thresholds[name], drawn, measured) for name in thresholds),
        users=pairs.section(eval_folder),
        marked=number,
        all=len(gold_claims()[0]),
        matched=len(set(matched(gold_claims()[0], sample().claims)) & set(gold_claims()[1])),
        sample="\n".join([*marked, *found, *all_marked]),
    )


def speed_section(sizes: Sequence[int] = SIZES) -> str:
    """Return the section of ``BENCHMARKS.md`` on how long threads take.

    Args:
        sizes: Numbers of invented claims.
    """
    rows = [measure(size) for size in sizes]
    return SPEED.format(
        speed="\n".join(
            f"| {row['claims']:,} | {row['threads']:,} | {row['cpu']:.0f} | {1000 * row['cpu'] / row['claims']:.1f} |"
            f" {row['wall']:.0f} | {row['answers']:.0f} | {row['peak']:,.0f} |"
            for row in rows
        ),
    )


def _pair_row(name: str, least: float, *judged: Judged) -> str:
    cells = (_three(pair_scores(one.scores[name], one.together, least=least)) for one in judged)
    return f"| {name} | {least:.2f} | {' | '.join(cells)} |"


def _three(scores: tuple[float, float, float]) -> str:
    return " / ".join(f"{100 * score:.1f}" for score in scores)


def sample_scores(least: float) -> tuple[list[str], list[str], list[str], int]:
    """Return the rows on the sample, and how many claims its threads hold.

    Args:
        least: Threshold of the baseline.
    """
    corpus, (gold, truth) = sample(), gold_claims()
    contents = read_contents(gold, corpus.articles, entities=corpus.entities, copies=None)
    ids = gold["id"].to_numpy(dtype=object)[contents.rows].tolist()
    numbers = join_in_order(len(ids), lexical(contents.texts), least=least)
    found = find_threads(gold, corpus.articles, entities=corpus.entities, copies=corpus.copies).threads
    ways = {
        "dateline": dict(zip(found["claim"], found["thread"], strict=True)),
        "tf-idf": dict(zip(ids, map(str, numbers), strict=True)),
    }
    whole = {id: truth.get(id, bare(text)) for id, text in zip(ids, contents.texts, strict=True)}
    rows = []
    for name, threads in ways.items():
        own = {claim: threads[claim] for claim in truth}
        scores = (pairwise(truth, own), b_cubed(truth, own), b_cubed(whole, threads))
        rows.append(f"| {name}, of marked claims | {' | '.join(map(_three, scores))} |")
    pairs = matched(gold, corpus.claims)
    thread = dict(zip(corpus.threads["claim"], corpus.threads["thread"], strict=True))
    own = {claim: thread[pairs[claim]] if claim in pairs else claim for claim in truth}
    end = f"| dateline, as found | {_three(pairwise(truth, own))} | {_three(b_cubed(truth, own))} | |"
    return rows[:1], [end], rows[1:], len(truth)


def measure(count: int) -> dict[str, Any]:
    """Link invented claims in a process of its own, and return time and memory."""
    command = [sys.executable, __file__, "--worker", str(count)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ.copy())
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def work(count: int) -> int:
    """Be the process that links invented claims; print what it took."""
    tables = invented_claims(count)
    start, clock = time.process_time(), time.perf_counter()
    found = find_threads(tables["claims"], tables["articles"], entities=tables["entities"], workers=WORKERS)
    wall, own = time.perf_counter() - clock, time.process_time() - start
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = own + children.ru_utime + children.ru_stime
    start = time.process_time()
    threads, claims, articles = found.threads, tables["claims"], tables["articles"]
    summarise_threads(threads, claims, articles)
    find_disputes(threads, claims, articles, sentences=schema.frame("sentences"))
    answers = time.process_time() - start
    peak = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss + WORKERS * children.ru_maxrss) / 1024
    facts = {"claims": count, "threads": int(found.threads["thread"].nunique())}
    print(json.dumps(facts | {"cpu": cpu, "wall": wall, "answers": answers, "peak": peak}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
