"""Exports: tables of a corpus as files that other programs open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dateline.analysis.sources import network_nodes
from dateline.cells import to_csv
from dateline.corpus import Corpus, open_corpus
from dateline.errors import CorpusError, DatelineError, UnknownNameError
from dateline.exporting.claims import make_claims, make_events
from dateline.exporting.tables import NEED_THREADS, WHAT, Tables
from dateline.exports.excel import to_excel
from dateline.exports.graphml import to_graphml
from dateline.exports.jsonld import to_claimreview
from dateline.exports.timelinejs import to_timelinejs
from dateline.folders import whole
from dateline.text import count_text

Made = tuple[bytes, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Form:
    """A format: the end of its files' names, what it can hold, and how a file of it is made from some of that."""

    suffix: str
    holds: tuple[str, ...]
    make: Callable[[Tables, Sequence[str]], Made]


@dataclass(frozen=True, slots=True)
class Export:
    """What was written: the files, and for each thing that is not in them a sentence."""

    files: tuple[Path, ...]
    notes: tuple[str, ...]


def export(
    corpus: Corpus | str | Path,
    output: str | Path,
    *,
    what: str | None = None,
    form: str | None = None,
    sources: Iterable[str] = (),
    outlets: Iterable[str] = (),
    first: date | str | None = None,
    last: date | str | None = None,
    confidence: float = 0.0,
) -> Export:
    """Write tables of a corpus as a file, or as a folder of files, that other programs open.

    Args:
        corpus: The corpus, or its folder.
        output: File to write: ``.csv``, ``.xlsx``, ``.graphml``, ``.json`` (TimelineJS) or ``.jsonld`` (claims in the
            words of schema.org, without a rating). Without such an end, a folder: a file for all that the format holds.
        what: claims, sources, network, nodes, anonymous, quoted, threads or relays (who passes on whose claims within
            threads). None: everything for Excel, the network for GraphML, else the claims; without threads where they
            have not been looked for.
        form: csv, xlsx, graphml, timelinejs or claimreview. None: as the file's name ends; CSV for a folder.
        sources: Only claims of these sources, and threads that have one; see ``select_claims``.
        outlets: Only claims in these outlets.
        first: Only claims said on this day or later.
        last: Only claims said on this day or before.
        confidence: Least confidence of a claim, 0 to 1.

    Returns:
        The files written, and what is not in them.

    Raises:
        UnknownNameError: There is no such format, table, source or outlet.
        DatelineError: The format does not hold that table, the end of the name is not known, or writing failed.
    """
    path = Path(output)
    folder = path.is_dir() or not path.suffix
    kind = FORMS[_form(path, form, folder=folder)]
    chosen = {"sources": sources, "outlets": outlets, "first": first, "last": last, "confidence": confidence}
    parts = _parts(path, what, kind, folder=folder)
    tables = Tables(open_corpus(corpus) if isinstance(corpus, str | Path) else corpus, chosen)
    notes: dict[str, None] = {}
    if what is None and (error := _without_threads(tables, parts)):
        parts = {
            target: left for target, names in parts.items() if (left := [n for n in names if n not in NEED_THREADS])
        }
        notes[f"Threads are not in it. {error}"] = None
    for target, names in parts.items():
        content, found = kind.make(tables, names)
        _write(target, content)
        notes.update(dict.fromkeys(found))
    return Export(tuple(parts), tuple(notes))


def _form(path: Path, form: str | None, *, folder: bool) -> str:
    if form is not None:
        if form not in FORMS:
            raise UnknownNameError("format", form, FORMS)
        return form
    if folder:
        return "csv"
    ends = {kind.suffix: name for name, kind in FORMS.items()}
    if path.suffix.lower() not in ends:
        known = ", ".join(f"{suffix} ({name})" for suffix, name in ends.items())
        message = f'"{path.name}": no format ends with "{path.suffix}". Known: {known}. Or say which: --format csv.'
        raise DatelineError(message)
    return ends[path.suffix.lower()]


def _parts(path: Path, what: str | None, form: Form, *, folder: bool) -> Mapping[Path, Sequence[str]]:
    """Return the files to write, and what each holds."""
    if what is not None and what not in WHAT:
        raise UnknownNameError("table to export", what, WHAT)
    if what is not None and what not in form.holds:
        message = f"A {form.suffix} file holds {' or '.join(form.holds)}, not {what}. CSV and Excel hold any table."
        raise DatelineError(message)
    names = form.holds if what is None else (what,)
    if folder:
        return {path / f"{name}{form.suffix}": (name,) for name in names}
    # Only a workbook has room for more than one table.
    return {path: names if form.suffix == ".xlsx" else names[:1]}


def _without_threads(tables: Tables, parts: Mapping[Path, Sequence[str]]) -> CorpusError | None:
    """Return why there are no threads, where some are to be written."""
    if any(name in NEED_THREADS for names in parts.values() for name in names):
        try:
            tables.corpus.table("threads")
        except CorpusError as error:
            return error
    return None


def _write(target: Path, content: bytes) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        whole(target, lambda path: path.write_bytes(content))
    except OSError as error:
        raise DatelineError(f"{target} cannot be written: {error.strerror or error}.") from None


def _csv(tables: Tables, names: Sequence[str]) -> Made:
    return to_csv(tables.table(names[0])).encode("utf-8", "replace"), ()


def _excel(tables: Tables, names: Sequence[str]) -> Made:
    return to_excel({name: tables.table(name) for name in names})


def _graphml(tables: Tables, names: Sequence[str]) -> Made:
    edges = tables.table(names[0])
    return to_graphml(edges, network_nodes(edges)), ()


def _timelinejs(tables: Tables, names: Sequence[str]) -> Made:
    events = make_events(tables, names[0])
    articles = count_text(tables.readable["article"].nunique(), "article")
    subtitle = f"{count_text(len(events), names[0].removesuffix('s'))} in {articles}, as they attribute them."
    return to_timelinejs(events, title="Who claimed what, when", subtitle=subtitle)


def _claimreview(tables: Tables, names: Sequence[str]) -> Made:
    claims, appearances = make_claims(tables, names[0])
    name = f"{count_text(len(claims), names[0].removesuffix('s'))} in news articles"
    note = "No claim is rated: there is no ClaimReview and no reviewRating in the file."
    return to_claimreview(claims, appearances, name=name), (note,)


FORMS: Mapping[str, Form] = {
    "csv": Form(".csv", tuple(WHAT), _csv),
    "xlsx": Form(".xlsx", tuple(WHAT), _excel),
    "timelinejs": Form(".json", ("claims", "threads"), _timelinejs),
    "graphml": Form(".graphml", ("network", "relays"), _graphml),
    "claimreview": Form(".jsonld", ("claims", "threads"), _claimreview),
}
