"""The threads in a corpus folder: found once, corrected by the user in ``threads.yaml``, found again after a change."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, cast

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from dateline import schema
from dateline.analysis.claims import readable_claims
from dateline.analysis.threads.corrections import Corrections, ThreadsError
from dateline.analysis.threads.embedding import WIDTH, encoder_id
from dateline.analysis.threads.finding import LEAST, engine_version, find_threads
from dateline.copies import mark_copies
from dateline.corpus import DESCRIPTION, Corpus, describe, open_corpus
from dateline.corrections_file import fingerprint, refuse_edited_list
from dateline.errors import UnknownNameError
from dateline.folders import open_parquet, whole
from dateline.storage import write_json, write_table
from dateline.text import count_text, printable
from dateline.threads_file import (
    HEADER,
    SECTION,
    THREADS,
    claims_by_thread,
    describe_claim,
    list_threads,
    load_thread_corrections,
    made_from,
    read_threads_file,
    within,
)

Row = Mapping[Hashable, Any]
VECTORS = ".vectors.parquet"
"""Vectors of texts, so that a run after a few more articles reads only these."""
MOST_NAMES = 20


def mark_threads(folder: str | Path, *, least: float | None = None, workers: int = 1, progress: bool = False) -> Corpus:
    """Find the threads among the claims of a tagged corpus folder, as ``threads.yaml`` corrects them.

    Writes the tables ``links`` and ``threads`` and the list in ``threads.yaml``. Copies are looked for first, where
    they were not. Where nothing has changed since, nothing is done; after a few more articles only their claims are
    read anew. A correction that is taken out leaves no trace.

    Args:
        folder: The corpus folder.
        least: Least mean score of a claim to the first claims of its thread; None for that of the run before, or 0.4.
        workers: Number of processes that read claims.
        progress: Show a progress bar.

    Returns:
        The corpus with its threads.

    Raises:
        CorpusError: There is no tagged corpus in the folder, or the list in ``threads.yaml`` was edited.
        ThreadsError: A correction cannot be understood, names no claim or contradicts another. All is as it was.
        DatelineError: ``least`` is not above 0 and at most 1.
    """
    corpus = open_corpus(folder)
    if corpus.folder is None:
        return corpus
    corpus.check_tagged()
    corpus.check_named()
    path = corpus.folder
    corrections = load_thread_corrections(path)
    if "copies" not in corpus.about:
        corpus = mark_copies(path, progress=progress)
    done = corpus.about.get("threads", {})
    # Nothing is written where no one chose: a corpus of an earlier version follows what the kit knows better now.
    least = done.get("least") if least is None else least
    wanted = made_from(path, corpus.about) | {"engine": engine_version(), "least": least}
    own, listed = read_threads_file(path)
    if done:
        use = "merge, split or name"
        refuse_edited_list(path / THREADS, listed=listed, written=done["listing_sha256"], section=SECTION, use=use)
    if {name: done.get(name) for name in wanted} == wanted and listed and _complete(path):
        return corpus
    own = f"{own.rstrip()}\n\n" if own.strip() else HEADER
    _find_and_write(corpus, corrections, wanted, own=own, workers=workers, progress=progress)
    return open_corpus(path)


def _find_and_write(
    corpus: Corpus, corrections: Corrections, wanted: Mapping[str, Any], *, own: str, workers: int, progress: bool
) -> None:
    path = cast(Path, corpus.folder)
    kept = _read_vectors(path)
    try:
        found = find_threads(
            *(corpus.claims, corpus.articles),
            entities=corpus.entities,
            copies=corpus.copies,
            corrections=corrections,
            least=LEAST if wanted["least"] is None else wanted["least"],
            kept=kept,
            workers=workers,
            progress=progress,
        )
    except ThreadsError as error:
        raise within(error, path) from None
    _write_vectors(path, kept)
    readable = readable_claims(corpus.claims, corpus.articles, sentences=corpus.sentences)
    listing = list_threads(found.threads, readable, found.names)
    _write(path, {"links": found.links, "threads": found.threads}, wanted, own=own, listing=listing)


def thread_names(corpus: Corpus) -> dict[str, str]:
    """Return what the user calls threads in ``threads.yaml``, by the threads' ids.

    Args:
        corpus: A corpus with its threads.

    >>> import dateline as dl
    >>> dl.thread_names(dl.sample())
    {}
    """
    if corpus.folder is None:
        return {}
    thread = dict(zip(corpus.threads["claim"], corpus.threads["thread"], strict=True))
    names = load_thread_corrections(corpus.folder).name
    return {thread[claim]: name for claim, name in names.items()}


def _complete(folder: Path) -> bool:
    return all((folder / f"{table}.parquet").exists() for table in schema.THREADS)


def _write(
    folder: Path, tables: Mapping[str, pd.DataFrame], wanted: Mapping[str, Any], *, own: str, listing: str
) -> None:
    """Write the tables and the file, and last what ``corpus.json`` says of them."""
    # From here until the end the corpus counts as one without threads: its files may not fit together.
    about = {key: value for key, value in describe(folder).items() if key != "threads"}
    write_json(folder / DESCRIPTION, about)
    made = {name: {"rows": len(table), "sha256": write_table(folder, table, name)} for name, table in tables.items()}
    content = (own + listing).encode("utf-8", "replace")
    whole(folder / THREADS, lambda path: path.write_bytes(content))
    written = dict(wanted) | fingerprint(own, content.decode()[len(own) :]) | {"tables": made}
    write_json(folder / DESCRIPTION, about | {"threads": written})


def _read_vectors(folder: Path) -> dict[str, bytes]:
    """Return the vectors that an earlier run kept; none where another encoder made them, or they are damaged."""
    try:
        with open_parquet(folder / VECTORS) as file:
            table = file.read()
        if (table.schema.metadata or {}).get(b"encoder") != encoder_id().encode():
            return {}
        pairs = zip(table["key"].to_pylist(), table["vector"].to_pylist(), strict=True)
        return {key: vector for key, vector in pairs if isinstance(vector, bytes) and len(vector) == WIDTH}
    except (OSError, KeyError, pa.ArrowException):
        return {}


def _write_vectors(folder: Path, vectors: Mapping[str, bytes]) -> None:
    keys = sorted(vectors)
    columns = {"key": pa.array(keys, pa.string()), "vector": pa.array([vectors[key] for key in keys], pa.binary())}
    table = pa.table(columns).replace_schema_metadata({"encoder": encoder_id()})
    whole(folder / VECTORS, lambda path: pq.write_table(table, path, compression="zstd"))


def describe_threads(corpus: Corpus, *, wanted: Iterable[str] = (), top: int = 10) -> str:
    """Return threads as text, the largest first: their first report, how many claims they have and where.

    Args:
        corpus: A corpus with its threads.
        wanted: Show only threads that have one of these texts in their words, sources or ids, in any case, with all
            their claims.
        top: Number of threads to show.

    Raises:
        UnknownNameError: No thread has one of the texts; the message lists the sources with most claims.
    """
    readable = readable_claims(corpus.claims, corpus.articles, sentences=corpus.sentences)
    said = {row["claim"]: row for row in readable.to_dict("records")}
    texts = [text.casefold() for text in wanted]
    names = thread_names(corpus)
    threads = sorted(claims_by_thread(corpus.threads), key=lambda item: -len(item[1]))
    chosen = [item for item in threads if _fits(item, said, texts)]
    if texts and not chosen:
        known = readable["source"].value_counts().head(MOST_NAMES).index
        raise UnknownNameError("thread with", ", ".join(texts), map(printable, known))
    lines: list[str] = []
    for thread, claims in chosen[:top]:
        name = f"{printable(names[thread])}: " if thread in names else ""
        lines.append(f"{thread}  {name}{_size(claims, said)}")
        lines += _listed(claims, said) if texts else [f"    {describe_claim(said[claims[0]])}"]
    if len(chosen) > top:
        lines.append(f"… and {len(chosen) - top:,} more (--top shows more)")
    return "\n".join(lines)


def _fits(item: tuple[str, list[str]], said: Mapping[str, Row], texts: list[str]) -> bool:
    if not texts:
        return len(item[1]) > 1
    rows = [said[claim] for claim in item[1]]
    words = "\n".join(f"{row['claim']} {row['source']} {row['content']}" for row in rows).casefold()
    return any(text in words for text in texts)


def _size(claims: list[str], said: Mapping[str, Row]) -> str:
    found = {noun: {said[claim][noun] for claim in claims} for noun in ("article", "outlet")}
    return ", ".join([count_text(len(claims), "claim"), *(count_text(len(found[noun]), noun) for noun in found)])


def _listed(claims: list[str], said: Mapping[str, Row]) -> Iterator[str]:
    yield from (f"    {claim}  {describe_claim(said[claim])}" for claim in claims)
