"""The scripts of a page: those of the package, by their hash, and none that a notebook brings."""

from __future__ import annotations

import base64
import copy
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import lxml.html
import pandas as pd
import pytest

from dateline.reports import scripts
from dateline.reports.frames import framed
from dateline.reports.interactive import TIMELINE, checked
from dateline.reports.tables import to_html

from .timeline_notebooks import HOSTILE, PIXEL, page_of, timeline_output

FOLDER = Path(scripts.__file__).parent
FILES = sorted(FOLDER.glob("*.js"))


def source(name: str) -> str:
    return (FOLDER / f"{name}.js").read_text(encoding="utf-8")


def elements(page: str) -> tuple[list[str], list[str]]:
    """Return what a page would run, and what it holds as data."""
    found = lxml.html.document_fromstring(page).iter("script")
    run, data = [], []
    for script in found:
        (data if script.get("type") == "application/json" else run).append(script.text)
    return run, data


def policy_of(page: str) -> str:
    (meta,) = lxml.html.document_fromstring(page).xpath('//meta[@http-equiv="Content-Security-Policy"]')
    return str(meta.get("content"))


def test_a_page_without_a_timeline_has_no_script() -> None:
    """Where there is nothing for a script to do, the page has none and its policy allows none."""
    page = page_of({"text/plain": "1", "text/html": "<p>1</p>"})
    assert elements(page) == ([], [])
    assert "script-src" not in policy_of(page)


def test_the_policy_names_the_hash_of_the_one_script_there_is() -> None:
    """A page with a timeline holds the package's script as it is in its file, and the policy allows its hash alone."""
    page = page_of(timeline_output(), timeline_output())
    run, data = elements(page)
    assert run == [source("timeline")]
    assert len(data) == 2
    digest = base64.b64encode(hashlib.sha256(run[0].encode()).digest()).decode()
    assert re.findall(r"script-src ([^;]*);", policy_of(page)) == [f"'sha256-{digest}'"]
    assert policy_of(page).startswith("default-src 'none';")


@pytest.mark.parametrize(("rows", "expected"), [(0, []), (5, []), (6, ["tables"]), (60, ["tables"])])
def test_a_page_with_a_long_table_has_the_script_that_sorts_it(rows: int, expected: list[str]) -> None:
    """Only a table with more rows than are seen at a glance brings the script, which the policy names by its hash."""
    page = page_of({"text/html": to_html(pd.DataFrame({"a": range(rows)}))})
    assert elements(page) == ([source(name) for name in expected], [])
    assert policy_of(page).count("sha256-") == len(expected)


def test_a_page_has_each_script_it_needs_once() -> None:
    """Two tables and two timelines bring two scripts, in the same order whichever comes first."""
    table = {"text/html": to_html(pd.DataFrame({"a": range(9)}))}
    pages = [page_of(table, timeline_output(), table), page_of(timeline_output(), timeline_output(), table)]
    assert [elements(page)[0] for page in pages] == [[source("tables"), source("timeline")]] * 2


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_script_can_stand_in_a_page_and_makes_no_markup_of_text(path: Path) -> None:
    """No script of the package ends its element early, or has a way to make markup or code of what it is given."""
    code = source(path.stem)
    assert not re.search(r"</script|<!--", code, re.IGNORECASE)
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|Function\(|fetch\(", code)


def test_hostile_claims_stay_data() -> None:
    """Words that would end the element stay inside of it, and are the same words when it is read."""
    page = page_of(timeline_output(words=HOSTILE, url="javascript:alert(3)"))
    run, data = elements(page)
    assert len(run) == 1
    assert len(data) == 1
    assert "alert(1)" not in page.replace(data[0], "")
    assert json.loads(data[0])["columns"]["sentence"]["values"] == [HOSTILE]
    assert not set("<>&\u2028") & set(data[0])


@pytest.mark.parametrize(
    "kind", ["text/html", "text/markdown", "image/svg+xml", "application/javascript", "text/plain", "text/latex"]
)
def test_no_output_of_a_notebook_gets_a_script_to_run(kind: str) -> None:
    """Beside a timeline too, scripts, frames and data of other outputs are left out of the page or are text."""
    markup = (
        '<script>alert(1)</script><iframe srcdoc="<script>alert(2)</script>"></iframe><p onclick="alert(3)">p</p>'
        '<div class="dateline-timeline"><script type="application/json">{"rows": 1}</script></div>'
    )
    run, data = elements(page_of(timeline_output(), {kind: markup}))
    assert len(run) == 1
    assert len(data) == 1
    shown = lxml.html.document_fromstring(page_of(timeline_output(), {kind: markup}))
    assert shown.xpath("//iframe | //*[@onclick]") == []


def damaged(change: str) -> Any:
    data = copy.deepcopy(timeline_output()[TIMELINE])
    columns = data["columns"]
    changes: dict[str, Any] = {
        "no columns": lambda: data.pop("columns"),
        "a column less": lambda: columns.pop("link"),
        "rows as a text": lambda: data.update(rows="2"),
        "rows as a truth": lambda: data.update(rows=True),
        "too few codes": lambda: columns["day"].update(codes="0"),
        "a code too high": lambda: columns["day"].update(codes="0 9"),
        "a code too low": lambda: columns["day"].update(codes="0 -2"),
        "codes with markup": lambda: columns["day"].update(codes="0 <script>"),
        "a value that is none": lambda: columns["day"].update(values=[{"toString": "x"}]),
    }
    changes[change]()
    return data


@pytest.mark.parametrize(
    "change",
    [
        *("no columns", "a column less", "rows as a text", "rows as a truth", "too few codes", "a code too high"),
        *("a code too low", "codes with markup", "a value that is none"),
    ],
)
def test_data_that_is_not_a_timelines_leaves_the_picture(change: str) -> None:
    """Data that someone changed is not handed to the script; the page shows the figure beside it."""
    page = page_of({TIMELINE: damaged(change), "image/png": PIXEL})
    assert elements(page) == ([], [])
    assert page.count("data:image/png;base64,") == 1


@pytest.mark.parametrize("data", [None, [], "x", 1, {"columns": []}, {"columns": {}, "rows": 0}])
def test_other_things_are_no_timeline(data: Any) -> None:
    """What is no timeline's data at all is refused without an error."""
    assert checked(data) is None


def test_what_is_added_to_the_data_is_left_out() -> None:
    """Keys that do not belong there do not reach the page."""
    output = timeline_output()
    output[TIMELINE] |= {"more": "surplus"}
    output[TIMELINE]["columns"]["more"] = {"values": ["surplus"], "codes": "0 0"}
    assert "surplus" not in page_of(output)


def test_a_frame_can_reach_nothing_around_it() -> None:
    """In an output cell the timeline stands in a frame without an origin, under the same policy, and is data there."""
    data = timeline_output(words=HOSTILE)[TIMELINE]
    shown = lxml.html.fragment_fromstring(framed(data, png=b"png", alt='A "timeline"'))
    (frame,) = shown.iter("iframe")
    assert set(frame.get("sandbox").split()) == {"allow-scripts", "allow-popups", "allow-popups-to-escape-sandbox"}
    run, held = elements(frame.get("srcdoc"))
    assert run == [source("timeline")]
    assert json.loads(held[0])["columns"]["sentence"]["values"] == [HOSTILE]
    assert policy_of(frame.get("srcdoc")) == policy_of(page_of(timeline_output()))
