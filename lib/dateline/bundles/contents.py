"""What a bundle is made of, before it is packed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dateline.bundles.people import Credits
from dateline.text import count_text


@dataclass(frozen=True, slots=True)
class Given:
    """A parameter of the run: its name, type and value as text, and its line of help."""

    name: str
    type: str
    value: str
    help: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What the words in a bundle are made from: its description, its page, its README.

    Attributes:
        name: The folder in the archive.
        credits: Title, authors, licence and day.
        run: What ``run.json`` of the report holds.
        parameters: The parameters of the run, those with their defaults included.
        rows: Rows of each table of the corpus.
        version: Version of the kit.
        wheel: Name of the kit's wheel; empty where the bundle is without it.
        text: Whether the articles' text is inside.
        withheld: Files of the report that hold text of articles and are therefore left out, with their hashes.
        model: Hashes of the model's files.
        figures: What each figure shows, in words, and its caption, by the name of its file in the report.
    """

    name: str
    credits: Credits
    run: Mapping[str, Any]
    parameters: Sequence[Given]
    rows: Mapping[str, int]
    version: str
    wheel: str
    text: bool = True
    withheld: Mapping[str, str] = field(default_factory=dict)
    model: Mapping[str, str] = field(default_factory=dict)
    figures: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def summary(self) -> str:
        """What the bundle is, in two sentences."""
        notebook, articles = self.run["notebook"]["name"], count_text(self.rows.get("articles", 0), "article")
        inside = "the articles" if self.text else "the articles' hashes, addresses and offsets (not their text)"
        return (
            f"A report made with Dateline {self.version} by the notebook {notebook} from {articles}"
            f", with all that is needed to make it again: {inside}, the tags, the parameters, the notebook and"
            " the exact versions of the software. It is made to come out the same elsewhere, byte for byte."
        )
