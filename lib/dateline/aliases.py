"""One name per source in a corpus folder: found, corrected by the user in ``aliases.yaml``, and put into the claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from dateline import schema
from dateline.aliases_file import ALIASES, HEADER, by_source, list_sources, read_aliases
from dateline.corpus import DESCRIPTION, Corpus, describe, open_corpus
from dateline.corrections_file import fingerprint, refuse_edited_list
from dateline.errors import CorpusError, UnknownNameError
from dateline.folders import as_folder, whole
from dateline.partitions import ROWS_A_GROUP, ByArticle, columns_by, rechunked, row_groups, split_rows
from dateline.storage import file_sha256, write_json, write_table
from dateline.tagging.aliases import AliasesError, Corrections, find_aliases_by_part, rename_all
from dateline.tagging.aliases.reading import parse_corrections
from dateline.text import count_text, printable

MOST_SHOWN = 40
ARTICLES = 5_000
"""Articles whose names are in memory at a time."""
FACTS = ("id", "article", "source_kind")


def load_corrections(folder: Path) -> Corrections:
    """Read the corrections of a corpus folder's ``aliases.yaml``; there are none where the file is missing.

    Raises:
        AliasesError: They cannot be understood, or contradict each other.
        CorpusError: The file cannot be read.
    """
    try:
        return parse_corrections(read_aliases(folder)[0])
    except AliasesError as error:
        raise error.within(folder / ALIASES) from None


def keep_article_names(folder: Path) -> dict[str, Any]:
    """Write the names that claims have from their articles as the table ``article_names``, from freshly tagged claims.

    Returns:
        What ``corpus.json`` says of the table.
    """
    target, rows = folder / "article_names.parquet", 0

    def write(path: Path) -> None:
        nonlocal rows
        with pq.ParquetWriter(path, schema.arrow_schema("article_names"), compression="zstd") as writer:
            for claims in row_groups(folder / "claims.parquet", ["id", "source", "via"]):
                rows += len(claims)
                writer.write_table(claims.rename_columns(["claim", "source", "via"]))

    whole(target, write)
    return {"rows": rows, "sha256": file_sha256(target)}


def name_sources(folder: str | Path) -> Corpus:
    """Give each source of a tagged corpus folder one name, as ``aliases.yaml`` corrects it.

    Writes ``aliases.yaml`` and the table ``aliases``, and puts the names into ``source`` and ``via`` of the claims.
    It starts from the names in ``article_names``, so that a correction taken back leaves no trace, and takes seconds,
    since nothing is tagged again. Where nothing has changed, nothing is written.

    Args:
        folder: The corpus folder.

    Returns:
        The corpus with the names.

    Raises:
        AliasesError: A correction cannot be understood, contradicts another or names no source. All is as it was.
        CorpusError: The folder holds no tagged corpus, or the part of ``aliases.yaml`` that dateline writes was edited.
    """
    path = as_folder(folder)
    corpus = open_corpus(path)
    if corpus.folder is None:
        return corpus
    corpus.check_tagged()
    corrections = load_corrections(path)
    own, listed = read_aliases(path)
    done = corpus.about["tags"].get("aliases")
    if done == fingerprint(own, listed) and (path / "aliases.parquet").exists():
        return corpus
    if done:
        refuse_edited_list(
            path / ALIASES,
            listed=listed,
            written=done["listing_sha256"],
            section="sources",
            use="merge, split or rename",
        )
    try:
        aliases = find_aliases_by_part(_parts(path), corrections)
    except AliasesError as error:
        raise error.within(path / ALIASES) from None
    _write(path, aliases, own=own)
    return open_corpus(path)


def _parts(folder: Path) -> Iterator[tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]]:
    """Yield claims with the names that their articles give, entities and articles, some articles in memory at a time.

    Raises:
        CorpusError: ``article_names`` does not fit the claims, or a file is missing or damaged.
    """
    names = row_groups(folder / "article_names.parquet")
    claims = ByArticle(_with_names(folder, row_groups(folder / "claims.parquet", FACTS), names))
    entities = ByArticle(row_groups(folder / "entities.parquet"))
    for _, articles in columns_by(split_rows(folder, ARTICLES), ["id", "text"]):
        ids = articles["id"].combine_chunks()
        own, mentioned = claims.take(ids), entities.take(ids)
        yield (
            schema.frame("claims") if own is None else own.to_pandas(),
            schema.frame("entities") if mentioned is None else schema.conform(mentioned.to_pandas(), "entities"),
            articles.to_pandas(),
        )


def _with_names(folder: Path, claims: Iterable[pa.Table], names: Iterable[pa.Table]) -> Iterator[pa.Table]:
    for some, own in zip_longest(rechunked(claims, ROWS_A_GROUP), rechunked(names, ROWS_A_GROUP)):
        if some is None or own is None or not some["id"].equals(own["claim"]):
            wrong = folder / "article_names.parquet"
            message = f"{wrong} belongs to other claims. Delete it and run: dateline tag {folder}"
            raise CorpusError(message, path=str(folder))
        yield some.append_column("source", own["source"]).append_column("via", own["via"])


def _write(folder: Path, aliases: pd.DataFrame, *, own: str) -> None:
    """Write names into the claims, then the table, the file, and last what ``corpus.json`` says of them."""
    about = describe(folder)
    tags = {key: value for key, value in about["tags"].items() if key != "aliases"}
    # From here until the end the corpus counts as one whose names are not settled: its files may not fit together.
    write_json(folder / DESCRIPTION, about | {"tags": tags})
    shown = dict(zip(aliases["name"], aliases["source"], strict=True))
    tables = dict(tags["tables"])
    tables["claims"] = tables["claims"] | {"sha256": _rename_claims(folder, shown)}
    tables["aliases"] = {"rows": len(aliases), "sha256": write_table(folder, aliases, "aliases")}
    own = f"{own.rstrip()}\n\n" if own.strip() else HEADER
    listing = list_sources(aliases)
    content = (own + listing).encode()
    whole(folder / ALIASES, lambda path: path.write_bytes(content))
    write_json(folder / DESCRIPTION, about | {"tags": tags | {"tables": tables, "aliases": fingerprint(own, listing)}})


def _rename_claims(folder: Path, shown: dict[str, str]) -> str:
    """Put names into the claims, some thousands in memory at a time, and return the file's SHA-256."""
    target = folder / "claims.parquet"

    def write(path: Path) -> None:
        names = rechunked(row_groups(folder / "article_names.parquet"), ROWS_A_GROUP)
        with pq.ParquetWriter(path, schema.arrow_schema("claims"), compression="zstd") as writer:
            for claims in rechunked(row_groups(target), ROWS_A_GROUP):
                writer.write_table(_renamed(claims, next(names), shown))

    whole(target, write)
    return file_sha256(target)


def _renamed(claims: pa.Table, names: pa.Table, shown: dict[str, str]) -> pa.Table:
    kept = schema.arrow_schema("claims")
    columns = {
        "source": [shown.get(name, name) for name in names["source"].to_pylist()],
        "via": [rename_all(via, shown) for via in names["via"].to_pylist()],
    }
    for column, values in columns.items():
        number = kept.get_field_index(column)
        claims = claims.set_column(number, kept.field(number), pa.array(values, type=kept.field(number).type))
    return claims


def describe_aliases(aliases: pd.DataFrame, *, wanted: Iterable[str] = (), everything: bool = False) -> str:
    """Return sources with their names as text, those with most claims first.

    Args:
        aliases: The ``aliases`` table.
        wanted: Show only sources that have one of these texts in a name, in any case; else those with several names.
        everything: Show all of them, not the first forty.

    Raises:
        UnknownNameError: A text is in no name.
    """
    texts = [text.casefold() for text in wanted]
    folded = aliases["name"].str.casefold() + "\n" + aliases["source"].str.casefold()
    for text in texts:
        if not folded.str.contains(text, regex=False).any():
            known = aliases["source"].drop_duplicates().head(MOST_SHOWN // 2)
            raise UnknownNameError("source", text, map(printable, known))
    lines, hidden = [], 0
    for number, (source, names) in enumerate(_chosen(aliases, texts)):
        if number >= MOST_SHOWN and not everything:
            hidden += 1
            continue
        lines.append(printable(source))
        for name, kind, claims, articles, reason in names:
            facts = f"{count_text(claims, 'claim')} in {count_text(articles, 'article')}, {kind}"
            lines.append(f"    {printable(name)}: {facts}{f' ({reason})' if reason else ''}")
    return "\n".join([*lines, *([f"… and {hidden:,} more (--all shows them)"] if hidden else [])])


def _chosen(aliases: pd.DataFrame, texts: list[str]) -> Iterator[tuple[str, list[tuple[str, str, int, int, str]]]]:
    for source, names in by_source(aliases):
        own = [source.casefold(), *(name[0].casefold() for name in names)]
        if any(text in name for text in texts for name in own) or (not texts and own[1:] != own[:1]):
            yield source, names
