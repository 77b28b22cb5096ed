"""Articles and claims about the invented world, made of short descriptions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import pytest

from dateline import schema


@dataclass
class Pile:
    """Articles of one sentence a claim: ``add`` gives the id of the claim that it makes."""

    articles: list[dict[str, Any]] = field(default_factory=list)
    claims: list[dict[str, Any]] = field(default_factory=list)
    clusters: dict[str, str] = field(default_factory=dict)

    def add(self, content: str, **facts: Any) -> str:
        """Add an article with one claim; ``by`` names its source as the article does, ``copy_of`` an article's id."""
        number = str(len(self.claims) + 1)
        by, cue = facts.pop("by", "Ada Brook"), facts.pop("said", "said")
        text = f"{content}, {by} {cue}."
        day = facts.pop("day", "2025-03-12")
        article = {"id": f"a{number}", "text": text, "published": day, "source_file": f"{number}.txt"}
        article |= {"outlet": facts.pop("outlet", "Tribune"), "source_record": 1, "headline": "Dam"}
        article |= {name: facts.pop(name) for name in ("agency", "published_time") if name in facts}
        self.articles.append(article)
        self.clusters[article["id"]] = facts.pop("copy_of", article["id"])
        start = len(content) + 2
        spans = {
            "content_spans": [[0, len(content)]],
            "source_spans": [[start, start + len(by)]],
            "cue_spans": [[start + len(by) + 1, len(text) - 1]],
        }
        usual = {"id": number, "article": article["id"], "source": by, "source_kind": "person", "cue_kind": "states"}
        usual |= {"quotation": "indirect", "certainty": "plain", "said_first": day, "said_last": day, "confidence": 1.0}
        self.claims.append(usual | spans | facts)
        return number

    def tables(self) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
        """Return the tables claims, articles and copies."""
        copies = [
            {"article": article, "cluster": cluster, "similarity": 1.0, "earliest": cluster}
            for article, cluster in self.clusters.items()
        ]
        return (
            schema.frame("claims", self.claims),
            schema.frame("articles", self.articles),
            schema.frame("copies", copies),
        )

    def grouping(self) -> pd.DataFrame:
        """Return all claims as one thread."""
        return pd.DataFrame({"thread": "t", "claim": [claim["id"] for claim in self.claims], "score": 0.8})

    def sentences(self) -> pd.DataFrame:
        """Return each text as one sentence."""
        return schema.frame("sentences", [(a["id"], 0, len(a["text"])) for a in self.articles])


@pytest.fixture
def pile() -> Pile:
    return Pile()
