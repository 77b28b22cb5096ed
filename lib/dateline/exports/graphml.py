"""A network as GraphML, which Gephi, Cytoscape, yEd, igraph and networkx read."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dateline.cells import is_missing, plain, valid


def to_graphml(edges: pd.DataFrame, nodes: pd.DataFrame) -> bytes:
    """Return a network as GraphML: directed, with all columns as attributes.

    Nodes are called n0, n1, … in the order of their table, with the name as the attribute ``label``; an edge has its
    number of claims as ``weight`` too. Names are escaped, and characters that XML cannot hold become \\ufffd; missing
    values are left out.

    Args:
        edges: ``citing``, ``cited``, and other columns.
        nodes: ``name``, and other columns; each name of ``edges`` has a row.

    Returns:
        The file's content in UTF-8, the same for the same tables.
    """
    import networkx as nx

    graph = nx.DiGraph()
    ids = {name: f"n{number}" for number, name in enumerate(nodes["name"])}
    for row in nodes.to_dict("records"):
        label = valid(str(row["name"]))
        graph.add_node(ids[row["name"]], label=label, **_attributes(row, without=("name",)))
    for row in edges.to_dict("records"):
        weight = {"weight": int(row["claims"])} if "claims" in row else {}
        graph.add_edge(ids[row["citing"]], ids[row["cited"]], **weight, **_attributes(row, without=("citing", "cited")))
    return ("\n".join(nx.generate_graphml(graph)) + "\n").encode()


def _attributes(row: dict[Any, Any], *, without: tuple[str, ...]) -> dict[str, Any]:
    """Return the values of a row that GraphML has types for; others as text."""
    return {
        valid(str(name)): value if type(value) in (int, float, bool) else valid(plain(value))
        for name, value in row.items()
        if name not in without and not is_missing(value)
    }
