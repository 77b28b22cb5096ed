"""The sample corpus: about forty invented articles that come with the kit."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from dateline import schema
from dateline.corpus import Corpus
from dateline.errors import CorpusError


def sample_folder() -> Path:
    """Return the folder with the sample's articles, its keyword dictionary and its truth.

    Raises:
        CorpusError: The sample is not installed.
    """
    here = Path(__file__).resolve().parent
    for folder in (here.parents[1] / "data" / "sample", here / "_sample"):
        if (folder / "articles").is_dir():
            return folder
    raise CorpusError("The sample articles are not installed. Install the kit from its repository.", path=str(here))


@cache
def sample() -> Corpus:
    """Read and tag the sample corpus: invented articles about an invented affair, in memory.

    Returns:
        A ``Corpus`` with the tables ``articles``, ``rejected``, ``sentences``, ``entities``, ``times``, ``claims``,
        ``topics``, ``article_names``, ``aliases``, ``copies``, ``links`` and ``threads``.

    >>> import dateline as dl
    >>> dl.sample().claims["source"].notna().any()
    np.True_
    """
    from dateline.analysis.copies import find_copies
    from dateline.analysis.threads.finding import find_threads
    from dateline.readers import read_articles
    from dateline.tagging import tag_articles
    from dateline.tagging.aliases import apply_aliases, find_aliases
    from dateline.tagging.topics import load_topics

    folder = sample_folder()
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
