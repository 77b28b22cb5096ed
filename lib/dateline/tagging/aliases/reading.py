"""Corrections in YAML: read as names and nothing else, whatever the file holds."""

from __future__ import annotations

from typing import Any

from dateline.tagging.aliases.corrections import SECTIONS, AliasesError, Corrections, make_corrections

LARGEST = 2_000_000
"""Characters of corrections that are read: some ten thousand lines."""
DEEPEST = 4
"""The sections, one of them, a list in it; and one more, for which there is a plainer message."""


def parse_corrections(text: str) -> Corrections:
    """Read corrections in YAML: the sections ``merge``, ``split`` and ``rename``, each of which may be missing.

    All names are read as text, so that ``No`` and ``1984`` need no quotation marks.

    Args:
        text: The YAML.

    Raises:
        AliasesError: It is no YAML, holds anything but these sections, or is larger or deeper than corrections are.
    """
    import yaml

    if len(text) > LARGEST:
        message = f"These corrections have {len(text):,} characters; at most {LARGEST:,} are read. Take some out."
        raise AliasesError(message)
    try:
        _refuse_tricks(text)
        node = yaml.compose(text, Loader=_loader())
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        where = f"Line {mark.line + 1} is" if mark else "This is"
        reason = getattr(error, "problem", None) or getattr(error, "reason", None) or type(error).__name__
        raise AliasesError(f"{where} no YAML ({reason}). Put names in quotation marks.") from None
    if node is None:
        return make_corrections()
    sections = _sections(node)
    merge, split = (_lists(name, sections.get(name)) for name in ("merge", "split"))
    return make_corrections(merge, split, _renames(sections.get("rename")))


def _loader() -> Any:
    import yaml

    # The loader in C, where PyYAML has it, reads the same much sooner.
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _refuse_tricks(text: str) -> None:
    """Refuse what names never need and what makes small files large: anchors, tags, depth, several documents."""
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
            raise AliasesError(f"{message} Put names in quotation marks.", example=True)


def _sections(node: Any) -> dict[str, Any]:
    import yaml

    if not isinstance(node, yaml.MappingNode) or node.flow_style:
        message = f"Line {node.start_mark.line + 1} begins no section."
        raise AliasesError(message, example=True)
    found: dict[str, Any] = {}
    for key, value in node.value:
        name, line = str(key.value), key.start_mark.line + 1
        if name not in SECTIONS:
            message = f'Line {line} begins the section "{name}". There is: {", ".join(SECTIONS)}.'
            raise AliasesError(message)
        if name in found:
            message = f"Line {line} begins the section {name} again. Put its lines under the first one."
            raise AliasesError(message)
        found[name] = value
    return found


def _empty(node: Any) -> bool:
    return node is None or (isinstance(node.value, str) and node.value in ("", "~", "null") and not node.style)


def _lists(section: str, node: Any) -> list[list[str]]:
    import yaml

    if _empty(node):
        return []
    if not isinstance(node, yaml.SequenceNode) or not all(isinstance(one, yaml.SequenceNode) for one in node.value):
        message = f"{section} (line {node.start_mark.line + 1}) takes lists of names, each with - before it."
        raise AliasesError(message, example=True)
    return [[_text(name) for name in one.value] for one in node.value]


def _renames(node: Any) -> dict[str, str]:
    import yaml

    if _empty(node):
        return {}
    if not isinstance(node, yaml.MappingNode):
        message = f"rename (line {node.start_mark.line + 1}) takes lines of the form NAME: NAME TO SHOW."
        raise AliasesError(message, example=True)
    found: dict[str, str] = {}
    for key, value in node.value:
        name = _text(key)
        if name in found:
            message = f'Line {key.start_mark.line + 1} renames "{name}" again. Take one of the two out.'
            raise AliasesError(message)
        found[name] = _text(value)
    return found


def _text(node: Any) -> str:
    import yaml

    if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
        message = f"Line {node.start_mark.line + 1} holds {_kind(node)} where a name should stand."
        raise AliasesError(f"{message} Put names in quotation marks.", example=True)
    return str(node.value)


def _kind(node: Any) -> str:
    import yaml

    kinds = {yaml.SequenceNode: "a list", yaml.MappingNode: "a pair with a colon"}
    return kinds.get(type(node), "nothing")
