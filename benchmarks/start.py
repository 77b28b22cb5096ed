"""How long a newcomer waits: the import, the sample, and from a new kernel to the first figure.

Every run is a new process or a new kernel. Run: .venv/bin/python benchmarks/start.py [--runs 5]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from dateline.samples import kept_sample, sample_folder  # noqa: E402

STEPS = {
    "`import dateline`": "import dateline as dl",
    "`dl.sample()`": "c = dl.sample()",
    "the first figure, `dl.timeline(c)`": "data = dl.timeline(c)._repr_mimebundle_()",
}
WHOLE = "import dateline as dl\nc = dl.sample()\ndl.timeline(c)"
SECTION = """## Start

Seconds until a newcomer sees something, median of {runs} runs, each in a new process; the sample's tables are {kept}.

| step | seconds |
| --- | --- |
{rows}
"""


def measure_steps() -> list[float]:
    """Return the seconds of each step, one after the other in a new interpreter."""
    code = "import time\n" + "".join(
        f"begin = time.perf_counter()\n{step}\nprint('took', time.perf_counter() - begin)\n" for step in STEPS.values()
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return [float(line.split()[1]) for line in done.stdout.splitlines() if line.startswith("took ")]


def measure_tagging() -> float:
    """Return the seconds that the sample takes where its tables are not kept."""
    code = (
        "import time; from dateline.samples import sample_folder, tag_sample; begin = time.perf_counter(); "
        "tag_sample(sample_folder()); print(time.perf_counter() - begin)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return float(done.stdout.splitlines()[-1])


def measure_kernel() -> float:
    """Return the seconds from asking for a kernel to the picture in its output."""
    from jupyter_client.manager import start_new_kernel

    begin = time.perf_counter()
    manager, client = start_new_kernel(kernel_name="python3")
    try:
        kinds: list[str] = []
        reply = client.execute_interactive(
            WHOLE, timeout=300, output_hook=lambda message: kinds.extend(message["content"].get("data", {}))
        )
        took = time.perf_counter() - begin
        if reply["content"]["status"] != "ok" or "image/png" not in kinds:
            raise RuntimeError(f"No figure came: {reply['content']}")
        return took
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def section(runs: int) -> str:
    """Return the section for BENCHMARKS.md."""
    steps = [measure_steps() for _ in range(runs)]
    found = dict(zip(STEPS, zip(*steps, strict=True), strict=True))
    found["new kernel to first figure, all of these"] = tuple(measure_kernel() for _ in range(runs))
    found["`dl.sample()` where the tables are not kept"] = tuple(measure_tagging() for _ in range(runs))
    rows = "\n".join(f"| {name} | {spread(values)} |" for name, values in found.items())
    kept = "kept" if kept_sample(sample_folder()) else "stale, so that it is tagged first (run make sample)"
    return SECTION.format(runs=runs, kept=kept, rows=rows)


def spread(values: tuple[float, ...]) -> str:
    """Return the median with the least and the greatest."""
    return f"{median(values):.2f} ({min(values):.2f} to {max(values):.2f})"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    print(section(parser.parse_args().runs))
