"""The file ``corrections.yaml`` beside a corpus: what people who read the articles know better than the kit."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dateline.analysis.checking import Checks, Correction
from dateline.errors import DatelineError, UnknownNameError
from dateline.folders import whole
from dateline.text import printable

CORRECTIONS = "corrections.yaml"
LARGEST = 50_000_000
"""Bytes of the largest file that is read."""
FIELDS = ("wrong", "source", "said", "certainty", "cue_kind", "article", "content", "note")
EXAMPLE = """\
claims:                                   # by the id of the claim, which the tables show
  0a1b2c3d4e5f6071: {wrong: yes}          # no claim: left out
  1b2c3d4e5f607182: {source: Ana Ruiz, said: 2025-03-12, note: second page}
  2c3d4e5f60718293: {said: unknown, certainty: hedged}
articles:                                 # read to the end: so many claims in it were not found
  "9f8e7d6c5b4a3928": {missed: 2}
"""
HEADER = """\
# What you know better than the kit; it is applied whenever the corpus is opened, and reports list it.
# Names of sources are corrected in aliases.yaml. Example:
#
""" + "".join(f"#   {line}\n" for line in EXAMPLE.splitlines())
_NUMBER = re.compile(r"[0-9]{1,9}")
_WORDS = {"yes": True, "true": True, "no": False, "false": False}
_CERTAINTIES = ("plain", "hedged", "hedged by reporter", "conditional", "negated")
_CUE_KINDS = [
    "states",
    "denies",
    "warns",
    "demands",
    "promises",
    "predicts",
    "believes",
    "asks",
    "confirms",
    "withdraws",
]


class CorrectionsError(DatelineError):
    """``corrections.yaml`` cannot be used."""

    def __init__(self, message: str) -> None:
        super().__init__(f"{message} The file looks like this:\n\n{EXAMPLE}")


def read_checks(folder: Path) -> Checks:
    """Read what people corrected and checked in a corpus folder; nothing where the file is missing.

    Args:
        folder: The corpus folder.

    Raises:
        CorrectionsError: It cannot be read, or says what cannot be.
    """
    import yaml

    path = folder / CORRECTIONS
    try:
        if path.stat().st_size > LARGEST:
            raise CorrectionsError(f"{path} is larger than {LARGEST:,} bytes.")
        # Everything as text: an id of digits alone is no number, least of all an octal one.
        content = yaml.load(path.read_text(encoding="utf-8-sig"), Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    except FileNotFoundError:
        return Checks()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "no text in UTF-8"
        raise CorrectionsError(f"{path} cannot be read ({reason}).") from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise CorrectionsError(f"{path} is no YAML: {printable(' '.join(str(error).split())[:200])}.") from None
    return parse_checks(content or {}, path)


def parse_checks(content: Any, path: Path) -> Checks:
    """Make corrections of what a file holds.

    Args:
        content: What YAML gives.
        path: The file, for messages.

    Raises:
        CorrectionsError: Something in it cannot be understood.
    """
    if not isinstance(content, dict):
        raise CorrectionsError(f"{path} has no sections.")
    for section in content:
        if section not in ("claims", "articles"):
            raise UnknownNameError(f"section in {path}", str(section), ("claims", "articles"))
    claims, articles = content.get("claims") or {}, content.get("articles") or {}
    if not isinstance(claims, dict) or not isinstance(articles, dict):
        raise CorrectionsError(f"{path}: claims and articles have an id on each line.")
    corrections = {str(key): _correction(path, str(key), given) for key, given in claims.items()}
    return Checks(corrections, {str(key): _missed(path, key, given) for key, given in articles.items()})


def _correction(path: Path, key: str, given: Any) -> Correction:
    if not isinstance(given, dict):
        raise CorrectionsError(f"{path}: the claim {key} has no values.")
    for name in given:
        if name not in FIELDS:
            raise UnknownNameError(f"value of the claim {key} in {path}", str(name), FIELDS)
    wrong = str(given.get("wrong", "no")).lower()
    if wrong not in _WORDS:
        raise CorrectionsError(f'{path}: claim {key}: "wrong" is yes or no.')
    fields = {name: _value(path, key, name, given[name]) for name in FIELDS[1:5] if name in given}
    place = _place(path, key, given["content"]) if "content" in given else None
    return Correction(key, _WORDS[wrong], fields, str(given.get("article", "")), place, str(given.get("note", "")))


def _place(path: Path, key: str, given: Any) -> tuple[int, int]:
    if isinstance(given, list) and len(given) == 2 and all(_NUMBER.fullmatch(str(place)) for place in given):
        return int(given[0]), int(given[1])
    raise CorrectionsError(f'{path}: claim {key}: "content" is a first and a last character.')


def _value(path: Path, key: str, name: str, value: Any) -> Any:
    if not isinstance(value, str):
        raise CorrectionsError(f'{path}: claim {key}: "{name}" is a text.')
    if name == "said":
        try:
            return parse_said(value)
        except ValueError:
            message = f'{path}: claim {key}: "said" is a day such as 2025-03-12, or unknown.'
            raise CorrectionsError(message) from None
    known = {"certainty": _CERTAINTIES, "cue_kind": _CUE_KINDS}.get(name)
    if known and value not in known:
        raise UnknownNameError(f"{name} (claim {key} in {path})", value, known)
    return None if name == "source" and value in ("", "unknown") else value


def parse_said(text: str) -> datetime.date | None:
    """Return the day that a text such as 2025-03-12 says; None for "unknown".

    Raises:
        ValueError: It says none.
    """
    return None if text.strip() in ("", "unknown") else datetime.date.fromisoformat(text.strip())


def _missed(path: Path, key: Any, given: Any) -> int:
    missed = given.get("missed", "0") if isinstance(given, dict) else given
    if not isinstance(missed, str) or not _NUMBER.fullmatch(missed):
        raise CorrectionsError(f"{path}: article {key}: missed is the number of claims that were not found.")
    return int(missed)


def write_checks(folder: Path, checks: Checks) -> None:
    """Write ``corrections.yaml``, the whole file or nothing.

    Args:
        folder: The corpus folder.
        checks: Everything that the file is to hold; comments of an earlier file are not kept.
    """
    lines = [HEADER, "claims:" if checks.corrections else "claims: {}"]
    for key, correction in checks.corrections.items():
        facts: dict[str, Any] = {"wrong": "yes"} if correction.wrong else {}
        facts |= {name: _written(name, value) for name, value in correction.fields.items()}
        facts |= {"article": scalar(correction.article)} if correction.article else {}
        facts |= {"content": f"[{correction.content[0]}, {correction.content[1]}]"} if correction.content else {}
        facts |= {"note": scalar(correction.note)} if correction.note else {}
        lines.append(f"  {scalar(key)}: {{{', '.join(f'{name}: {value}' for name, value in facts.items())}}}")
    lines.append("articles:" if checks.missed else "articles: {}")
    lines += [f"  {scalar(key)}: {{missed: {missed}}}" for key, missed in checks.missed.items()]
    text = "\n".join(lines) + "\n"
    whole(folder / CORRECTIONS, lambda path: path.write_text(text, encoding="utf-8"))


def _written(name: str, value: Any) -> str:
    if name == "said":
        return "unknown" if value is None else f"{value:%Y-%m-%d}"
    return '""' if value is None else scalar(value)


def scalar(text: str) -> str:
    """Return a text as YAML: in quotation marks, with what does not print escaped (JSON is YAML)."""
    return json.dumps(text, ensure_ascii=not text.isprintable())


def with_correction(checks: Checks, correction: Correction) -> Checks:
    """Return the checks with one more correction; one that says nothing takes an earlier one back."""
    kept: Mapping[str, Correction] = {key: one for key, one in checks.corrections.items() if key != correction.claim}
    says = correction.wrong or correction.fields or correction.note
    return Checks({**kept, correction.claim: correction} if says else kept, checks.missed)


def with_article(checks: Checks, article: str, missed: int | None) -> Checks:
    """Return the checks with an article read to the end; None takes it back."""
    kept = {key: number for key, number in checks.missed.items() if key != article}
    return Checks(checks.corrections, kept if missed is None else {**kept, article: missed})
