"""Write docs/reference.md and docs/tables.md from the code; ``make docs`` runs this first, a test compares."""

from __future__ import annotations

from pathlib import Path

import dateline
from dateline import schema

HERE = Path(__file__).parent
GROUPS = {
    "Begin": ("sample", "open_corpus", "read_corpus", "read_articles", "tag_corpus", "tag_articles", "use_cluster"),
    "Claims": ("readable_claims", "select_claims", "count_sources", "correct", "annotate", "describe_methods", "show"),
}


def reference() -> str:
    """Return the page with every public name, grouped."""
    lines = ["# Functions", "", "Everything below is in `dateline`: `import dateline as dl`.", ""]
    grouped = {name for names in GROUPS.values() for name in names}
    rest = tuple(name for name in dateline.__all__ if name not in grouped)
    for title, names in (*GROUPS.items(), ("All others, by name", rest)):
        lines += [f"## {title}", ""]
        for name in names:
            home = dateline._HOME.get(name)
            path = f"dateline.{home}.{name}" if home else f"dateline.errors.{name}"
            lines += [f"::: {path}", ""]
    return "\n".join(lines)


def tables() -> str:
    """Return the page with every table and column."""
    lines = [
        "# Tables",
        "",
        "A corpus folder holds one Parquet file a table; each column is declared in one place.",
        "",
    ]
    for name in schema.TABLES:
        lines += [f"## {name}", "", "| column | kind | meaning |", "| --- | --- | --- |"]
        lines += [f"| `{one.name}` | {one.kind} | {one.meaning} |" for one in schema.columns(name)]
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    (HERE / "reference.md").write_text(reference(), encoding="utf8")
    (HERE / "tables.md").write_text(tables(), encoding="utf8")
