"""What is known of agents and places when events are compared: on whose behalf, within what.

Only the reference graph and the article's own graph are asked, so that what one article says of
somebody never changes how another one is read.
"""

from __future__ import annotations

from datetime import datetime
from functools import cache

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode

from kg.cluster.remembered import remembered
from kg.ontology import classes_under
from kg.vocabulary import CASUS, RDF, REFERENCE_GRAPH, article_graph, local_name

_UPWARD = (CASUS.organOf, CASUS.officeOf, CASUS.actsFor, CASUS.hasRepresented)
_WIDE = ("StateTerritory", "BorderSegment", "Region")  # where a place no longer tells events apart


class Knowledge:
    """Answers about agents and places, each looked up once."""

    def __init__(self, graphs: ox.Store) -> None:
        self._graphs = graphs

    @remembered
    def chain(self, agent: str, sha256: str, day: str) -> frozenset[str]:
        """An agent and all that it belongs to or acts for on a day ("2021-11-16")."""
        met: set[str] = set()
        ahead = [agent]
        while ahead:
            node = ahead.pop()
            if node not in met:
                met.add(node)
                held = self._offices(node, day)
                ahead += held or [up for each in _UPWARD for up in self._up(node, each, sha256)]
        return frozenset(met)

    @remembered
    def principals(self, agent: str, sha256: str, day: str) -> frozenset[str]:
        """The names of those for whom an agent acts in the end; itself if for nobody else."""
        chain = self.chain(agent, sha256, day)
        ends = {
            node
            for node in chain
            if not self._offices(node, day)
            and not any(self._up(node, each, sha256) for each in _UPWARD)
        }
        return frozenset(local_name(node) for node in ends)

    @remembered
    def around(self, place: str, sha256: str) -> frozenset[str]:
        """A place and all that it lies in."""
        met: set[str] = set()
        ahead = [place]
        while ahead:
            node = ahead.pop()
            if node not in met:
                met.add(node)
                ahead += self._up(node, CASUS.within, sha256)
        return frozenset(met)

    def states_of(self, place: str, sha256: str) -> frozenset[str]:
        """The codes of the states in whose recorded territory a place lies."""
        return frozenset(
            local_name(state)
            for node in self.around(place, sha256)
            for state in self._up(node, CASUS.territoryOf, sha256)
        )

    @remembered
    def is_narrow(self, place: str, sha256: str) -> bool:
        """Whether a place is smaller than a country, so that it can tell two events apart."""
        kinds = self._up(place, RDF.type, sha256)
        return bool(kinds) and not any(local_name(kind) in _wide() for kind in kinds)

    @remembered
    def _offices(self, person: str, day: str) -> list[str]:
        """The offices that a person held on a day."""
        found = []
        for holding in self._graphs.quads_for_pattern(
            None, CASUS.holder, NamedNode(person), REFERENCE_GRAPH
        ):
            if not isinstance(holding.subject, NamedNode) or not self._held(holding.subject, day):
                continue
            found += self._up(holding.subject.value, CASUS.heldOffice, "")
        return sorted(found)

    def _held(self, holding: NamedNode, day: str) -> bool:
        def bound(predicate: NamedNode) -> str | None:
            quads = self._graphs.quads_for_pattern(holding, predicate, None, REFERENCE_GRAPH)
            return next((q.object.value for q in quads if isinstance(q.object, Literal)), None)

        begun, gone = bound(CASUS.startEarliest), bound(CASUS.endLatest)
        moment = datetime.fromisoformat(f"{day}T12:00:00+00:00")
        if begun and datetime.fromisoformat(begun) > moment:
            return False
        return not gone or datetime.fromisoformat(gone) > moment

    @remembered
    def _up(self, node: str, predicate: NamedNode, sha256: str) -> list[str]:
        """What one property leads to, as the reference graph or the article says."""
        found = set()
        for graph in (REFERENCE_GRAPH, article_graph(sha256)):
            for quad in self._graphs.quads_for_pattern(NamedNode(node), predicate, None, graph):
                if isinstance(quad.object, NamedNode):
                    found.add(quad.object.value)
        return sorted(found)


@cache
def _wide() -> frozenset[str]:
    return frozenset(kind for wide in _WIDE for kind in classes_under(wide))
