"""News agencies that articles credit: in the dateline, the byline and the last lines, each under one name."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pandas as pd
import pytest

from dateline.readers import read_articles
from dateline.readers.agencies import agency_named
from dateline.readers.newswire import credited_agency

BODY = "The mill on the Ostrel is shut, and nobody knows for how long."
MORE = "It may open in spring, the Quill Office said.\n\nThe reed is cut."


@pytest.mark.parametrize(
    ("name", "agency"),
    [
        ("Reuters", "Reuters"),
        ("REUTERS", "Reuters"),
        ("Reuters Staff", "Reuters"),
        ("The Associated Press", "AP"),
        ("Associated Press Writer", "AP"),
        ("Agence France-Presse", "AFP"),
        ("DPA", "dpa"),
        ("dpa/lby", "dpa"),
        ("Deutsche Presse-Agentur", "dpa"),
        ("Interfax", "Interfax"),
        ("Interfax-Ukraine", "Interfax-Ukraine"),
        ("Xinhua News Agency", "Xinhua"),
        ("(AP)", "AP"),
        ("Ani", None),
        ("Pa", None),
        ("Ada Brook", None),
        ("Apa Reuters-Brook", None),
        ("", None),
    ],
)
def test_each_agency_has_one_name(name: str, agency: str | None) -> None:
    """Long names, large letters and desks become the name that the agency goes by; names of people are none."""
    assert agency_named(name) == agency


@pytest.mark.parametrize(
    ("first", "agency"),
    [
        ("(Reuters) - ", "Reuters"),
        ("ALMAR, March 4 (Reuters) - ", "Reuters"),
        ("ALMAR (AFP) – ", "AFP"),
        ("ALMAR, Varnia (AP) — ", "AP"),
        ("ALMAR. March 4 (Interfax) - ", "Interfax"),
        ("Almar (dpa) - ", "dpa"),
        ("Almar (dpa/lby) - ", "dpa"),
        ("ALMAR (VPA) — ", "VPA"),
        ("ALMAR (2025) — ", ""),
        ("ALMAR (WREE) -- ", ""),
        ("ALMAR — ", ""),
        ("The bridge (AP-12) at ", ""),
    ],
)
def test_datelines(first: str, agency: str) -> None:
    """The agency stands in brackets before the dash; an agency that is not known keeps its name."""
    assert credited_agency(f"{first}{BODY}\n\n{MORE}") == agency


@pytest.mark.parametrize(
    ("last", "agency"),
    [
        ("(Reporting by Ada Brook in Almar; Editing by Tom Quill)", "Reuters"),
        ("Reporting by Ada Brook; Writing by Tom Quill; Editing by Mira Reed", "Reuters"),
        ("Reporting by Ada Brook", ""),
        ("— With files from The Canadian Press", "Canadian Press"),
        ("With files from Ada Brook and The Associated Press", "AP"),
        ("With files from Ada Brook", ""),
        ("dpa/ab/cd", "dpa"),
        ("Source: Interfax", "Interfax"),
        ("© Agence France-Presse", "AFP"),
        ("Copyright 2025 The Associated Press. All rights reserved.", "AP"),
        ("© Thomson Reuters 2025", "Reuters"),
        ("(AP)", "AP"),
        ("Copyright 2025 The Reed", ""),
        ("The mill told Reuters that it would open.", ""),
        ("Reuters could not reach the mill.", ""),
    ],
)
def test_last_lines(last: str, agency: str) -> None:
    """A sign-off, a credit or a copyright at the end; an agency that a sentence only mentions is none."""
    assert credited_agency(f"{BODY}\n\n{MORE}\n\n{last}") == agency


@pytest.mark.parametrize(
    ("fields", "agency"),
    [
        ({"author": "Ada Brook, Reuters"}, "Reuters"),
        ({"author": "Reuters Staff"}, "Reuters"),
        ({"author": "Ada Brook"}, None),
        ({"outlet": "Agence France Presse -- English"}, "AFP"),
        ({"outlet": "The Reed"}, None),
        ({"agency": "Agence France-Presse", "author": "Ada Brook, Reuters"}, "AFP"),
        ({"agency": "Varnia Press"}, "Varnia Press"),
        ({"text": f"{BODY} (Reuters)"}, None),
        ({"text": None}, None),
    ],
)
def test_every_format_has_its_agency_filled(tmp_path: Path, fields: dict[str, str], agency: str | None) -> None:
    """What the file states comes first, under its one name; then outlet, byline and text."""
    row = {"headline": "Mill shut", "text": f"{BODY}\n\n{MORE}", "date": "2025-03-04"} | fields
    (tmp_path / "a.json").write_text(json.dumps([row]))
    found = read_articles(tmp_path).articles.iloc[0].agency
    assert (None if pd.isna(found) else found) == agency


@pytest.mark.parametrize(
    "line", ["Reporting by " + "a; " * 5000, "© " * 5000, "With files from " + ", " * 5000, "(" * 9000]
)
def test_hostile_lines_take_no_time(line: str) -> None:
    """Lines made to confuse the patterns are read in a moment."""
    start = time.process_time()
    assert credited_agency(line) == credited_agency(f"{BODY}\n{line}") == ""
    assert time.process_time() - start < 1
