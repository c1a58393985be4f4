"""/page/graph/…: a named graph, its size and its first statements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from pyoxigraph import NamedNode

from kg.vocabulary import GRAPH
from server import links, queries
from server.accounts import number
from server.pages.page import Page, behind
from server.site import Site
from server.tables import Cell, cell


@dataclass(frozen=True, slots=True)
class GraphPage(Page):
    """A graph."""

    template: ClassVar[str] = "graph.html"

    iri: str
    triples: int
    sample: tuple[tuple[Cell | None, ...], ...]
    data: str | None


def graph_page(here: Site, node: NamedNode) -> GraphPage | None:
    """The page of a graph; None if there is no such graph."""
    sizes = queries.rows(here, "graph-size", graph=node)
    if not sizes:
        return None
    rows = queries.rows(here, "graph-sample", graph=node)
    columns = ("subject", "property", "value")
    return GraphPage(
        title=f"Graph {node.value.removeprefix(GRAPH.prefix)}",
        behind=behind("graph-sample", graph=node),
        iri=node.value,
        triples=number(sizes[0], "triples") or 0,
        sample=tuple(tuple(cell(row.get(name)) for name in columns) for row in rows),
        data=links.data(node.value, "nq"),
    )
