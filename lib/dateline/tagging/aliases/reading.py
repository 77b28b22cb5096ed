"""Corrections in YAML: read as text and nothing else, whatever the file holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dateline.errors import DatelineError
from dateline.tagging.aliases.corrections import SECTIONS, AliasesError, Corrections, make_corrections

LARGEST = 2_000_000
"""Characters of corrections that are read: some ten thousand lines."""
DEEPEST = 4
"""The sections, one of them, a list in it; and one more, for which there is a plainer message."""


@dataclass(frozen=True, slots=True)
class Form:
    """What a file of corrections may hold.

    Attributes:
        sections: Its sections, each of which may be missing.
        item: What lists in them hold, with its article.
        items: The same in the plural.
        line: The form of the lines of a section of pairs.
        error: Makes the error of a message, with an example of how corrections look where ``example`` is True.
    """

    sections: tuple[str, ...]
    item: str
    items: str
    line: str
    error: Callable[..., DatelineError]

    @property
    def quote(self) -> str:
        """Return what mostly helps."""
        return f"Put {self.items} in quotation marks."


ALIASES = Form(SECTIONS, "a name", "names", "NAME: NAME TO SHOW", AliasesError)


def parse_corrections(text: str) -> Corrections:
    """Read corrections in YAML: the sections ``merge``, ``split`` and ``rename``, each of which may be missing.

    All names are read as text, so that ``No`` and ``1984`` need no quotation marks.

    Args:
        text: The YAML.

    Raises:
        AliasesError: It is no YAML, holds anything but these sections, or is larger or deeper than corrections are.
    """
    sections = read_sections(text, ALIASES)
    merge, split = (read_lists(name, sections.get(name), ALIASES) for name in ("merge", "split"))
    return make_corrections(merge, split, read_pairs("rename", sections.get("rename"), ALIASES))


def read_sections(text: str, form: Form) -> dict[str, Any]:
    """Return the sections of a file of corrections as nodes of YAML.

    Raises:
        DatelineError: As ``form.error`` makes it: it is no YAML, holds anything but the sections, or is too large.
    """
    import yaml

    if len(text) > LARGEST:
        message = f"These corrections have {len(text):,} characters; at most {LARGEST:,} are read. Take some out."
        raise form.error(message)
    try:
        _refuse_tricks(text, form)
        node = yaml.compose(text, Loader=_loader())
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        where = f"Line {mark.line + 1} is" if mark else "This is"
        reason = getattr(error, "problem", None) or getattr(error, "reason", None) or type(error).__name__
        raise form.error(f"{where} no YAML ({reason}). {form.quote}") from None
    return {} if node is None else _sections(node, form)


def _loader() -> Any:
    import yaml

    # The loader in C, where PyYAML has it, reads the same much sooner.
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _refuse_tricks(text: str, form: Form) -> None:
    """Refuse what corrections never need and what makes small files large: anchors, tags, depth, several documents."""
    import yaml

    depth = 0
    for event in yaml.parse(text, Loader=_loader()):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        tag = getattr(event, "tag", None)
        trick = (
            "an anchor (&) or a reference (*)"
            if getattr(event, "anchor", None)
            else f"the tag {tag}"
            if tag and tag != "!"
            else "lists in lists"
            if depth > DEEPEST
            else "a mark that ends the file (...)"
            if isinstance(event, yaml.DocumentEndEvent) and event.explicit
            else ""
        )
        if trick:
            line = event.start_mark.line + 1 if event.start_mark else 1
            message = f"Line {line} holds {trick}, which corrections never do."
            raise form.error(f"{message} {form.quote}", example=True)


def _sections(node: Any, form: Form) -> dict[str, Any]:
    import yaml

    if not isinstance(node, yaml.MappingNode) or node.flow_style:
        message = f"Line {node.start_mark.line + 1} begins no section."
        raise form.error(message, example=True)
    found: dict[str, Any] = {}
    for key, value in node.value:
        name, line = str(key.value), key.start_mark.line + 1
        if name not in form.sections:
            message = f'Line {line} begins the section "{name}". There is: {", ".join(form.sections)}.'
            raise form.error(message)
        if name in found:
            message = f"Line {line} begins the section {name} again. Put its lines under the first one."
            raise form.error(message)
        found[name] = value
    return found


def _empty(node: Any) -> bool:
    return node is None or (isinstance(node.value, str) and node.value in ("", "~", "null") and not node.style)


def read_lists(section: str, node: Any, form: Form) -> list[list[str]]:
    """Return the lists of a section."""
    import yaml

    if _empty(node):
        return []
    if not isinstance(node, yaml.SequenceNode) or not all(isinstance(one, yaml.SequenceNode) for one in node.value):
        message = f"{section} (line {node.start_mark.line + 1}) takes lists of {form.items}, each with - before it."
        raise form.error(message, example=True)
    return [[_text(name, form) for name in one.value] for one in node.value]


def read_pairs(section: str, node: Any, form: Form) -> dict[str, str]:
    """Return the pairs of a section."""
    import yaml

    if _empty(node):
        return {}
    if not isinstance(node, yaml.MappingNode):
        message = f"{section} (line {node.start_mark.line + 1}) takes lines of the form {form.line}."
        raise form.error(message, example=True)
    found: dict[str, str] = {}
    for key, value in node.value:
        name = _text(key, form)
        if name in found:
            message = f'Line {key.start_mark.line + 1} {section}s "{name}" again. Take one of the two out.'
            raise form.error(message)
        found[name] = _text(value, form)
    return found


def _text(node: Any, form: Form) -> str:
    import yaml

    if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
        message = f"Line {node.start_mark.line + 1} holds {_kind(node)} where {form.item} should stand."
        raise form.error(f"{message} {form.quote}", example=True)
    return str(node.value)


def _kind(node: Any) -> str:
    import yaml

    kinds = {yaml.SequenceNode: "a list", yaml.MappingNode: "a pair with a colon"}
    return kinds.get(type(node), "nothing")
