"""A light check of a bundle's crate: what RO-Crate 1.1 and the profile Process Run Crate 0.5 require.

The tests check bundles with the validator of the RO-Crate community as well, which is too large to come with the kit.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from dateline.bundles.layout import METADATA

SPECIFICATION = "https://w3id.org/ro/crate/1.1"
PROCESS = "https://w3id.org/ro/wfrun/process/"
ACTIONS = frozenset({"CreateAction", "ActivateAction", "UpdateAction"})
TOOLS = frozenset({"SoftwareApplication", "SoftwareSourceCode", "ComputationalWorkflow"})
LARGEST = 100_000_000
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9:.]{5,20}(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")

Entity = Mapping[str, Any]


def find_breaches(content: bytes, files: Collection[str]) -> list[str]:
    """Return what the description of a crate lacks, each in a sentence; nothing where it conforms.

    Args:
        content: ``ro-crate-metadata.json``.
        files: The files of the crate, relative to its folder.
    """
    try:
        described = json.loads(content)
        graph = {entity["@id"]: entity for entity in described["@graph"]}
        context = json.dumps(described["@context"])
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        return [f"{METADATA} cannot be understood as JSON-LD ({type(error).__name__})."]
    if not all(isinstance(name, str) for name in graph):
        return [f"{METADATA} has an entity whose @id is no text."]
    breaches = [] if SPECIFICATION in context else [f"{METADATA} does not use the context {SPECIFICATION}."]
    descriptor, root = graph.get(METADATA, {}), graph.get("./", {})
    return [
        *breaches,
        *_descriptor(descriptor),
        *_root(root, graph),
        *_run(graph),
        *_files(graph, root, files),
    ]


def _types(entity: Entity) -> set[str]:
    found = entity.get("@type", [])
    return {kind for kind in (found if isinstance(found, list) else [found]) if isinstance(kind, str)}


def _ids(value: Any) -> list[str]:
    """Return the ids that a property refers to."""
    values = value if isinstance(value, list) else [value]
    return [one["@id"] for one in values if isinstance(one, dict) and isinstance(one.get("@id"), str)]


def _descriptor(descriptor: Entity) -> Iterator[str]:
    if "CreativeWork" not in _types(descriptor):
        yield f"There is no entity {METADATA} of type CreativeWork."
    if _ids(descriptor.get("about")) != ["./"]:
        yield f"{METADATA} is not about ./, the crate."
    if SPECIFICATION not in _ids(descriptor.get("conformsTo")):
        yield f"{METADATA} does not conform to {SPECIFICATION}."


def _root(root: Entity, graph: Mapping[str, Entity]) -> Iterator[str]:
    if "Dataset" not in _types(root):
        yield "There is no entity ./ of type Dataset."
    for name in ("name", "description", "license"):
        if not root.get(name):
            yield f"The crate has no {name}."
    if not _DAY.fullmatch(str(root.get("datePublished"))):
        yield "The crate has no datePublished as in ISO 8601, such as 2025-03-04."
    profiles = [name for name in _ids(root.get("conformsTo")) if name.startswith(PROCESS)]
    if not any("CreativeWork" in _types(graph.get(name, {})) for name in profiles):
        yield f"The crate does not conform to the profile {PROCESS}0.5."


def _run(graph: Mapping[str, Entity]) -> Iterator[str]:
    actions = {name: entity for name, entity in graph.items() if _types(entity) & ACTIONS}
    if not actions:
        yield "The crate describes no run: there is no CreateAction."
    for name, action in actions.items():
        tools = [graph.get(tool, {}) for tool in _ids(action.get("instrument"))]
        if not any(_types(tool) & TOOLS for tool in tools):
            yield f"The run {name} names no software that is described in the crate."
        for role in ("object", "result"):
            for one in _ids(action.get(role)):
                if one not in graph:
                    yield f"The run {name} has {one} as its {role}, which the crate does not describe."


def _files(graph: Mapping[str, Entity], root: Entity, files: Collection[str]) -> Iterator[str]:
    parts = set(_ids(root.get("hasPart")))
    for name, entity in graph.items():
        if "File" in _types(entity) and name != METADATA and not _ADDRESS.match(name):
            if unquote(name) not in files:
                yield f"The crate describes {name}, which is not there."
            if name not in parts:
                yield f"The crate describes {name}, but does not list it under hasPart."
