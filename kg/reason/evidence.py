"""Where the leaves of a proof stand: characters of an article, rows of the reference graph."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.reason.facts import Graphs
from kg.reason.near import LINKS
from kg.reason.words import Words
from kg.vocabulary import CASUS, DCTERMS, ONTOLOGY_GRAPH, REFERENCE_GRAPH


@dataclass(frozen=True, slots=True)
class Passage:
    """Characters of an article, by code points; the end is exclusive."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Source:
    """What a leaf rests on: a claim in an article, or a curated row with the source it names.

    `node` is the claim or the row, `graph` the graph it stands in, `citation` who says so where,
    `passage` the sentence of a claim, `text` the wording of a treaty article.
    """

    node: str
    graph: str
    citation: str
    article: str | None = None
    passage: Passage | None = None
    text: str | None = None


class Evidence:
    """The sources of a store's claims and reference rows."""

    def __init__(self, graphs: Graphs) -> None:
        self._graphs = graphs
        self.words = Words(graphs)

    def claim(self, claim: str) -> Source:
        """The sentence a claim rests on, who said it, and who reported that."""
        words = self.words
        article = words.value(claim, CASUS.reportedIn)
        span = words.value(claim, CASUS.groundedIn)
        return Source(
            node=claim,
            graph=claim,
            citation=self._claimant(claim)
            + self._report(article, words.value(claim, CASUS.claimant)),
            article=article,
            passage=self.passage(span) if span else None,
        )

    def row(self, node: str) -> Source:
        """A curated individual, with the sources it names."""
        words = self.words
        named = [words.name(source) for source in words.values(node, DCTERMS.source)]
        kind, cited = self._kind(node), "; ".join(named)
        return Source(
            node=node,
            graph=self._graph(node),
            citation=f"{kind}: {cited}" if cited else kind,
            text=self._wording(node),
        )

    def link(self, event: str, other: str) -> str:
        """That two events are linked, in the words of whatever linked them."""
        node = self._link(event, other)
        reason = self.words.value(node, CASUS.reason) if node else None
        return f"the reports are linked{f': {reason}' if reason else ''}"

    def linking(self, event: str, other: str) -> Source | None:
        """The graph of the link between two events, with how sure it is."""
        node = self._link(event, other)
        if node is None:
            return None
        sure = self.words.value(node, CASUS.confidence)
        return Source(node, node, f"linked with confidence {sure}" if sure else "linked")

    def _link(self, event: str, other: str) -> str | None:
        for one, two in ((event, other), (other, event)):
            for quad in self._graphs.quads_for_pattern(NamedNode(one), None, NamedNode(two), None):
                if isinstance(quad.graph_name, NamedNode) and quad.predicate in LINKS:
                    return quad.graph_name.value
        return None

    def characters(self, claim: str, role: str, filler: str) -> Passage | None:
        """The characters of a claim that give one role to one filler."""
        for node in self.words.values(claim, CASUS.hasRoleFiller):
            if (
                self.words.value(node, CASUS.roleProperty) == CASUS[role].value
                and self.words.value(node, CASUS.filler) == filler
            ):
                span = self.words.value(node, CASUS.groundedIn)
                return self.passage(span) if span else None
        return None

    def trigger(self, claim: str) -> Passage | None:
        """The words of a claim that tell of the event."""
        span = self.words.value(claim, CASUS.triggerSpan)
        return self.passage(span) if span else None

    def passage(self, span: str) -> Passage | None:
        """The characters that a span covers."""
        start, end, quote = (
            self.words.value(span, CASUS[name]) for name in ("beginIndex", "endIndex", "quote")
        )
        return Passage(int(start), int(end), quote or "") if start and end else None

    def _claimant(self, claim: str) -> str:
        """Who says so, and on whose behalf."""
        words = self.words
        claimant = words.value(claim, CASUS.claimant) or ""
        principal = words.value(claim, CASUS.claimantPrincipal)
        behind = f" ({words.name(principal)})" if principal not in (None, claimant) else ""
        return words.name(claimant) + behind

    def _report(self, article: str | None, claimant: str | None) -> str:
        """Who published it and when; nothing where the outlet itself is the claimant."""
        if article is None:
            return ""
        issued = self.words.value(article, DCTERMS.issued)
        outlet = self.words.value(article, CASUS.publisher)
        told = [self.words.name(outlet) if outlet else None, issued]
        if outlet and outlet == claimant:
            return f", {issued}" if issued else ""
        return ", in " + ", ".join(part for part in told if part)

    def _wording(self, node: str) -> str | None:
        """The wording of the article that lays an obligation down."""
        article = self.words.article(node) or node
        return self.words.value(article, CASUS.provisionText)

    def _kind(self, node: str) -> str:
        """What sort of curated source a node stands in."""
        graph = self._graph(node)
        kinds = {REFERENCE_GRAPH.value: "reference data", ONTOLOGY_GRAPH.value: "ontology"}
        return kinds.get(graph, "named in an article")

    def _graph(self, node: str) -> str:
        """The reference graph, the ontology's, or the article graph that describes a node."""
        found = sorted(
            quad.graph_name.value
            for quad in self._graphs.quads_for_pattern(NamedNode(node), None, None, None)
            if isinstance(quad.graph_name, NamedNode)
        )
        first = (REFERENCE_GRAPH.value, ONTOLOGY_GRAPH.value)
        return next((graph for graph in first if graph in found), found[0] if found else "")
