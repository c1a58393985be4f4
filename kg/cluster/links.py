"""Links as statements: each in a graph of its own, with its reason and its confidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kg.rdf.names import decimal
from kg.vocabulary import CASUS, ID, RDF, local_name

LINKS = ID["link/"].value
PREDICATES = (CASUS.sameEventAs, CASUS.rivalAccountOf)


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """That one thing is linked to another by a property (its IRI), how surely, and why."""

    how: str
    one: str
    two: str
    confidence: float
    reason: str

    @property
    def iri(self) -> NamedNode:
        """The link and its graph: the same for the same two things."""
        name = f"{local_name(self.how)} {self.one} {self.two}"
        return ID[f"link/{sha256(name.encode()).hexdigest()[:32]}"]

    def quads(self) -> Iterator[Quad]:
        """What the link states, and the link itself, in its graph."""
        node = self.iri
        yield Quad(NamedNode(self.one), NamedNode(self.how), NamedNode(self.two), node)
        yield Quad(node, RDF.type, CASUS.Link, node)
        yield Quad(node, CASUS.confidence, decimal(self.confidence), node)
        yield Quad(node, CASUS.reason, Literal(self.reason), node)


def is_link(graph: object) -> bool:
    """Whether a graph is that of a link."""
    return isinstance(graph, NamedNode) and graph.value.startswith(LINKS)


def words(term: NamedNode | BlankNode | Literal | Triple) -> str:
    """The characters of a term: an IRI, or what a literal says."""
    return str(term) if isinstance(term, Triple) else term.value
