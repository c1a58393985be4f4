"""What several principals say together, and what two of them both say."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode, Triple

from kg.reason.accounts import account
from kg.reason.facts import Graphs
from kg.reason.graphs import content
from kg.reason.near import linked


def joint(graphs: Graphs, principals: Iterable[NamedNode]) -> frozenset[Triple]:
    """The joint perspective: everything that at least one of some principals claims."""
    views = (account(graphs, principal) for principal in principals)
    return frozenset(triple for view in views for triple in content(graphs, view.claims))


def common_ground(graphs: Graphs, one: NamedNode, other: NamedNode) -> frozenset[Triple]:
    """What two principals both claim; reports linked as one event count as that event."""
    mine, theirs = (_by_event(graphs, principal) for principal in (one, other))
    return frozenset(mine & theirs)


def _by_event(graphs: Graphs, principal: NamedNode) -> set[Triple]:
    """What a principal claims, each event under the first name of those linked with it."""
    names: dict[NamedNode, NamedNode] = {}
    found = set()
    for triple in content(graphs, account(graphs, principal).claims):
        event = triple.subject
        if isinstance(event, NamedNode):
            if event not in names:
                same = linked(graphs, [event], rivals=False)
                names[event] = min(same, key=lambda each: each.value)
            found.add(Triple(names[event], triple.predicate, triple.object))
    return found
