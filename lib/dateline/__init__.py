"""Dateline: who claimed what, when, and who only repeats it.

>>> import dateline as dl
>>> corpus = dl.sample()
>>> corpus.claims.columns[:2].tolist()
['id', 'article']
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.analysis.bearing import claims_on
    from dateline.analysis.claims import count_sources, readable_claims, select_claims
    from dateline.analysis.collocations import collocations
    from dateline.analysis.concordance import concordance
    from dateline.analysis.cooccurrence import cooccurrence, sentence_texts
    from dateline.analysis.copies import count_copies, find_copies
    from dateline.analysis.counting import count_terms
    from dateline.analysis.dispersion import dispersion
    from dateline.analysis.keyness import keyness
    from dateline.analysis.profile import profile
    from dateline.analysis.relays import thread_relays
    from dateline.analysis.selection import select_articles
    from dateline.analysis.source_counts import count_anonymous, count_quoted
    from dateline.analysis.sources import citation_chains, network_nodes, source_network
    from dateline.analysis.splits import split_articles
    from dateline.analysis.term_table import TermTable, term_table
    from dateline.analysis.terms import frequency, tfidf, trend
    from dateline.analysis.threads.certainty import find_hardening
    from dateline.analysis.threads.days import thread_days
    from dateline.analysis.threads.disputes import find_disputes
    from dateline.analysis.threads.finding import find_threads
    from dateline.analysis.threads.selecting import select_threads
    from dateline.analysis.threads.summary import summarise_threads
    from dateline.annotating import annotate, correct
    from dateline.article_view import show
    from dateline.bundles import verify_bundle
    from dateline.bundling import bundle_report
    from dateline.cluster import use_cluster
    from dateline.corpus import Corpus, open_corpus
    from dateline.errors import DatelineError
    from dateline.exporting import export
    from dateline.intake import read_corpus
    from dateline.jobs import tag_corpus
    from dateline.methods import describe_methods
    from dateline.readers import read_articles
    from dateline.reports.saving import save_figure, save_table, say
    from dateline.samples import sample
    from dateline.tagging import tag_articles
    from dateline.tagging.aliases import apply_aliases, find_aliases
    from dateline.tagging.places import locate_places
    from dateline.terms import corpus_terms
    from dateline.threads import thread_names
    from dateline.timelines import CorpusThreads, Timeline, corpus_threads, timeline

__all__ = [
    "Corpus",
    "CorpusThreads",
    "DatelineError",
    "TermTable",
    "Timeline",
    "annotate",
    "apply_aliases",
    "bundle_report",
    "citation_chains",
    "claims_on",
    "collocations",
    "concordance",
    "cooccurrence",
    "corpus_terms",
    "corpus_threads",
    "correct",
    "count_anonymous",
    "count_copies",
    "count_quoted",
    "count_sources",
    "count_terms",
    "describe_methods",
    "dispersion",
    "export",
    "find_aliases",
    "find_copies",
    "find_disputes",
    "find_hardening",
    "find_threads",
    "frequency",
    "keyness",
    "locate_places",
    "network_nodes",
    "open_corpus",
    "profile",
    "read_articles",
    "read_corpus",
    "readable_claims",
    "sample",
    "save_figure",
    "save_table",
    "say",
    "select_articles",
    "select_claims",
    "select_threads",
    "sentence_texts",
    "show",
    "source_network",
    "split_articles",
    "summarise_threads",
    "tag_articles",
    "tag_corpus",
    "term_table",
    "tfidf",
    "thread_days",
    "thread_names",
    "thread_relays",
    "timeline",
    "trend",
    "use_cluster",
    "verify_bundle",
]

_HOME = {
    "claims_on": "analysis.bearing",
    "Corpus": "corpus",
    "DatelineError": "errors",
    "annotate": "annotating",
    "apply_aliases": "tagging.aliases",
    "correct": "annotating",
    "citation_chains": "analysis.sources",
    "bundle_report": "bundling",
    "collocations": "analysis.collocations",
    "concordance": "analysis.concordance",
    "cooccurrence": "analysis.cooccurrence",
    "corpus_terms": "terms",
    "count_anonymous": "analysis.source_counts",
    "count_copies": "analysis.copies",
    "count_quoted": "analysis.source_counts",
    "count_sources": "analysis.claims",
    "count_terms": "analysis.counting",
    "describe_methods": "methods",
    "dispersion": "analysis.dispersion",
    "export": "exporting",
    "find_aliases": "tagging.aliases",
    "find_copies": "analysis.copies",
    "find_disputes": "analysis.threads.disputes",
    "find_threads": "analysis.threads.finding",
    "find_hardening": "analysis.threads.certainty",
    "frequency": "analysis.terms",
    "keyness": "analysis.keyness",
    "locate_places": "tagging.places",
    "network_nodes": "analysis.sources",
    "open_corpus": "corpus",
    "profile": "analysis.profile",
    "read_articles": "readers",
    "read_corpus": "intake",
    "readable_claims": "analysis.claims",
    "sample": "samples",
    "save_figure": "reports.saving",
    "save_table": "reports.saving",
    "say": "reports.saving",
    "select_articles": "analysis.selection",
    "select_claims": "analysis.claims",
    "show": "article_view",
    "select_threads": "analysis.threads.selecting",
    "sentence_texts": "analysis.cooccurrence",
    "source_network": "analysis.sources",
    "split_articles": "analysis.splits",
    "summarise_threads": "analysis.threads.summary",
    "tag_articles": "tagging",
    "tag_corpus": "jobs",
    "TermTable": "analysis.term_table",
    "term_table": "analysis.term_table",
    "tfidf": "analysis.terms",
    "thread_days": "analysis.threads.days",
    "thread_names": "threads",
    "thread_relays": "analysis.relays",
    "CorpusThreads": "timelines",
    "Timeline": "timelines",
    "corpus_threads": "timelines",
    "timeline": "timelines",
    "trend": "analysis.terms",
    "verify_bundle": "bundles",
    "use_cluster": "cluster",
}


def __getattr__(name: str) -> object:
    # Names load when first used, so that `import dateline` stays quick.
    if name not in _HOME:
        raise AttributeError(f"dateline has no {name!r}. There is: {', '.join(__all__)}.")
    value = getattr(import_module(f"dateline.{_HOME[name]}"), name)
    globals()[name] = value
    return value


FIRST = (
    "annotate",
    "concordance",
    "describe_methods",
    "frequency",
    "keyness",
    "open_corpus",
    "read_corpus",
    "readable_claims",
    "sample",
    "select_articles",
    "select_claims",
    "show",
    "source_network",
    "summarise_threads",
    "tag_corpus",
    "timeline",
)
"""What completion shows: the names to begin with. All the others in ``__all__`` are there as well."""


def __dir__() -> list[str]:
    return [name for name in FIRST if name in __all__]
