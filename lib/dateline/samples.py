"""The sample corpus: about forty invented articles that come with the kit."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from dateline import schema
from dateline.corpus import Corpus
from dateline.errors import CorpusError
from dateline.storage import file_sha256, read_table, write_json, write_table
from dateline.text import content_id, folder_id

HERE = Path(__file__).resolve().parent
KEPT = "tables"
"""Folder of the sample with its tables as the engines made them, so that the first look need not wait for them."""
ENGINES = ("readers", "tagging", "analysis/copies", "analysis/threads")
TABLES = ("articles", "rejected", *schema.TAGS, *schema.NAMES, "copies", *schema.THREADS)


def sample_folder() -> Path:
    """Return the folder with the sample's articles, its keyword dictionary and its truth.

    Raises:
        CorpusError: The sample is not installed.
    """
    for folder in (HERE.parents[1] / "data" / "sample", HERE / "_sample"):
        if (folder / "articles").is_dir():
            return folder
    raise CorpusError("The sample articles are not installed. Install the kit from its repository.", path=str(HERE))


@cache
def sample() -> Corpus:
    """Return the sample corpus, read and tagged: invented articles about an invented affair, in memory.

    Its tables come with the kit. Where the engines, the articles or the dictionary are not those that made them, the
    articles are read and tagged anew, which takes some seconds.

    Returns:
        A ``Corpus`` with the tables ``articles``, ``rejected``, ``sentences``, ``entities``, ``times``, ``claims``,
        ``topics``, ``article_names``, ``aliases``, ``copies``, ``links`` and ``threads``.

    >>> import dateline as dl
    >>> dl.sample().claims["source"].notna().any()
    np.True_
    """
    folder = sample_folder()
    return kept_sample(folder) or tag_sample(folder)


def kept_sample(folder: Path) -> Corpus | None:
    """Return the sample from the tables that come with it; nothing where others would be made today.

    Args:
        folder: The sample's folder.
    """
    try:
        made = json.loads((folder / KEPT / "made.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if made != _made(folder):
        return None
    return Corpus({name: read_table(folder / KEPT, name) for name in TABLES})


def _made(folder: Path) -> dict[str, object]:
    """Return what the kept tables depend on, and their files' hashes."""
    engines = content_id(*(folder_id(HERE / engine) for engine in ENGINES), file_sha256(HERE / "schema.py"))
    articles = content_id(folder_id(folder / "articles"), file_sha256(folder / "topics.yaml"))
    files = {path.stem: file_sha256(path) for path in sorted((folder / KEPT).glob("*.parquet"))}
    return {"articles": articles, "engines": engines, "tables": files}


def keep_sample(folder: Path) -> None:
    """Write the tables of the sample as the engines make them now, for ``sample`` to open.

    Args:
        folder: The sample's folder, with its articles and its keyword dictionary.
    """
    corpus = tag_sample(folder)
    (folder / KEPT).mkdir(exist_ok=True)
    for name in TABLES:
        write_table(folder / KEPT, corpus.table(name), name)
    write_json(folder / KEPT / "made.json", _made(folder))


def tag_sample(folder: Path) -> Corpus:
    """Read and tag the articles of the sample, and find copies and threads, in memory.

    Args:
        folder: The sample's folder, with its articles and its keyword dictionary.
    """
    from dateline.analysis.copies import find_copies
    from dateline.analysis.threads.finding import find_threads
    from dateline.readers import read_articles
    from dateline.tagging import tag_articles
    from dateline.tagging.aliases import apply_aliases, find_aliases
    from dateline.tagging.topics import load_topics

    articles, rejected = read_articles([folder / "articles"])
    tags = tag_articles(articles, topics=load_topics(folder / "topics.yaml"))
    claims = tags["claims"]
    aliases = find_aliases(claims, entities=tags["entities"], articles=articles)
    names = {
        "aliases": aliases,
        "article_names": schema.conform(claims.rename(columns={"id": "claim"}), "article_names"),
        "claims": apply_aliases(claims, aliases),
    }
    copies = find_copies(articles)
    found = find_threads(names["claims"], articles, entities=tags["entities"], copies=copies)
    threads = {"links": found.links, "threads": found.threads}
    return Corpus({"articles": articles, "rejected": rejected, **tags, **names, "copies": copies, **threads})


def write_sample(folder: Path) -> Corpus:
    """Read, tag and compare the sample's articles into a corpus folder, as the commands do it for any articles.

    Args:
        folder: A new folder.
    """
    from dateline.copies import mark_copies
    from dateline.intake import read_corpus
    from dateline.jobs import tag_corpus
    from dateline.threads import mark_threads

    place = sample_folder()
    read_corpus(place / "articles", folder)
    tag_corpus(folder, topics=place / "topics.yaml")
    mark_copies(folder)
    return mark_threads(folder)
