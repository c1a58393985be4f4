"""The events and articles around those that changed: found through the index, never by a scan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice

import pyoxigraph as ox
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg.cluster.copies import CONTAINED, SHARED, Text, containment, fingerprints, shingles
from kg.cluster.descriptions import Description, Descriptions, keys
from kg.cluster.likeness import Likeness, compatible, likeness
from kg.cluster.links import words
from kg.cluster.remembered import remembered
from kg.cluster.rivals import rivalry
from kg.vocabulary import CASUS, DCTERMS, GRAPH, ID, article_graph

_ARTICLES = ID["article/"].value
COMMON = 300  # claims or articles that share a key: from then on it tells nothing apart


def index_graph(sha256: str) -> NamedNode:
    """The graph of an article's blocking keys and those of its claims."""
    return GRAPH[f"linking/{sha256}"]


class Neighbourhood:
    """What lies near an event or an article in a store; everything is read once."""

    def __init__(self, graphs: ox.Store) -> None:
        self._graphs = graphs
        self._descriptions = Descriptions(graphs)

    # The index

    def index(self, sha256: str) -> set[Quad]:
        """The index entries of an article that the store holds; none if it does not."""
        article, graph = ID[f"article/{sha256}"], article_graph(sha256)
        index = index_graph(sha256)
        entries = {
            Quad(claim.subject, CASUS.blockingKey, Literal(key), index)
            for claim in self._graphs.quads_for_pattern(None, CASUS.reportedIn, article, graph)
            if isinstance(claim.subject, NamedNode)
            and (told := self._descriptions.tellings.of_claim(claim.subject.value))
            for key in keys(self._descriptions.tellings, told)
        }
        for text in self._graphs.quads_for_pattern(article, CASUS.text, None, graph):
            if isinstance(text.object, Literal):
                for key in fingerprints(shingles(text.object.value)):
                    entries.add(Quad(article, CASUS.blockingKey, Literal(key), index))
        return entries

    @remembered
    def is_common(self, key: str, without: frozenset[NamedNode] = frozenset()) -> bool:
        """Whether so many share a key, those in some graphs of the index left out, that it is void.

        Every mention of a war and every imprint would else be compared with all others.
        """
        others = (entry for entry in self._entries(None, key) if entry.graph_name not in without)
        return next(islice(others, COMMON, None), None) is not None

    def events_under(self, key: str) -> set[str]:
        """The events that have a blocking key."""
        return {
            about.object.value
            for entry in self._entries(None, key)
            for about in self._quads(entry.subject, CASUS.about)
            if isinstance(about.object, NamedNode)
        }

    def articles_under(self, key: str) -> set[str]:
        """The articles that have a fingerprint."""
        nodes = (e.subject for e in self._entries(None, key) if isinstance(e.subject, NamedNode))
        return {node.value for node in nodes if node.value.startswith(_ARTICLES)}

    def _keys(self, node: object) -> set[str]:
        return {words(entry.object) for entry in self._entries(node, None)}

    def _entries(self, node: object, key: str | None) -> Iterator[Quad]:
        subject = node if isinstance(node, NamedNode) else None
        wanted = Literal(key) if key is not None else None
        yield from self._graphs.quads_for_pattern(subject, CASUS.blockingKey, wanted, None)

    def _quads(self, subject: object, predicate: NamedNode) -> Iterator[Quad]:
        if isinstance(subject, NamedNode):
            yield from self._graphs.quads_for_pattern(subject, predicate, None, DefaultGraph())

    # Events

    def _beside(self, event: str) -> Iterator[Description]:
        """The other events that share a blocking key."""
        claims = self._graphs.quads_for_pattern(None, CASUS.about, NamedNode(event), DefaultGraph())
        shared = {key for quad in claims for key in self._keys(quad.subject)}
        telling = {key for key in shared if not self.is_common(key)}
        others = {other for key in telling for other in self.events_under(key)} - {event}
        for other in sorted(others):
            if description := self._descriptions.of(other):
                yield description

    @remembered
    def neighbours(self, event: str) -> Mapping[str, Likeness]:
        """Events that may be the same, by IRI, with how alike they are."""
        mine = self._descriptions.of(event)
        if mine is None:
            return {}
        found = ((other.event, _alike(mine, other)) for other in self._beside(event))
        return {other: alike for other, alike in found if alike}

    @remembered
    def rivals(self, event: str) -> Mapping[str, Likeness]:
        """Events that may be rival accounts of this one, with how alike they are."""
        mine = self._descriptions.of(event)
        if mine is None:
            return {}
        found = ((o.event, rivalry(*sorted((mine, o), key=_name))) for o in self._beside(event))
        return {other: rival for other, rival in found if rival}

    @remembered
    def compatible(self, one: str, two: str) -> bool:
        """Whether nothing told of two events keeps them from being one."""
        first, second = self._descriptions.of(one), self._descriptions.of(two)
        return first is not None and second is not None and compatible(first, second)

    # Articles

    @remembered
    def text(self, article: str) -> Text | None:
        """The text of an article, prepared for comparison; None where there is none."""
        node = NamedNode(article)
        text = next((words(q.object) for q in self._quads(node, CASUS.text)), None)
        issued = min((words(q.object) for q in self._quads(node, DCTERMS.issued)), default="")
        return Text(article, issued, frozenset(shingles(text))) if text is not None else None

    @remembered
    def similar(self, article: str) -> frozenset[str]:
        """Articles whose text this one repeats, or that repeat it."""
        mine = self.text(article)
        shared = Counter(
            other
            for key in self._keys(NamedNode(article))
            if not self.is_common(key)
            for other in self.articles_under(key)
            if other != article
        )
        return frozenset(
            other
            for other, count in shared.items()
            if count >= SHARED
            and mine
            and (theirs := self.text(other))
            and containment(mine, theirs) >= CONTAINED
        )


def _alike(one: Description, two: Description) -> Likeness | None:
    return likeness(*sorted((one, two), key=_name))


def _name(description: Description) -> str:
    return description.event
