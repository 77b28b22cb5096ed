"""What becomes of a story when others print it: cut, edited, with more around it, under another headline."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from benchmarks.invented import Writer, sentences

Change = Callable[[str, Writer], str]


def cut(text: str, share: float, *, front: bool = False) -> str:
    """Return the first sentences of a text (or the last) that have about a share of its words."""
    parts = sentences(text)
    if front:
        parts.reverse()
    wanted, kept = share * len(text.split()), list[str]()
    for part in parts:
        if kept and sum(len(one.split()) for one in kept) + len(part.split()) / 2 > wanted:
            break
        kept.append(part)
    return "".join(reversed(kept) if front else kept).strip()


def edit(text: str, share: float, writer: Writer) -> str:
    """Put other words in place of a share of a text's words, anywhere."""
    parts = text.split(" ")
    number = round(share * len(parts))
    places = writer.rng.choice(len(parts), size=number, replace=False)
    for place, word in zip(places.tolist(), writer.words(number), strict=True):
        parts[place] = word + parts[place][len(parts[place].rstrip("\n")) :]
    return " ".join(parts)


def requote(text: str) -> str:
    """Set quotation marks, apostrophes and dashes in another way, and half the letters of the first line large."""
    for one, other in ('“"', '”"', "’'", "—-"):
        text = text.replace(one, other)
    first, rest = text[:40], text[40:]
    return first.upper() + rest


def around(text: str, writer: Writer, *, before: bool, share: float = 0.3) -> str:
    """Add a paragraph with a share of the text's words before or behind it."""
    added = writer.text(max(round(share * len(text.split())), 12)).replace("\n\n", " ")
    return f"{added}\n\n{text}" if before else f"{text}\n\n{added}"


CHANGES: Mapping[str, Change] = {
    "headline changed, credit added": lambda text, _: f"PORT ALMAR (Reuters) - {text}\n\n(Reporting by Ada Brook)",
    "quotation marks and capitals": lambda text, _: requote(text),
    "cut to 70 %": lambda text, _: cut(text, 0.7),
    "cut to 50 %": lambda text, _: cut(text, 0.5),
    "cut to 30 %": lambda text, _: cut(text, 0.3),
    "cut to the last 50 %": lambda text, _: cut(text, 0.5, front=True),
    "paragraph added before": lambda text, writer: around(text, writer, before=True),
    "paragraph added behind": lambda text, writer: around(text, writer, before=False),
    "5 % of words changed": lambda text, writer: edit(text, 0.05, writer),
    "10 % of words changed": lambda text, writer: edit(text, 0.1, writer),
    "cut to 50 %, 5 % changed, added": lambda text, writer: around(
        edit(cut(text, 0.5), 0.05, writer), writer, before=False
    ),
}
"""Ways in which a copy differs, by name; every copy has another headline too."""
