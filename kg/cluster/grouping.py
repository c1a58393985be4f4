"""Events grouped by likeness, so that the result depends on the events alone, in whatever order.

Average linkage would let a vague telling bridge two events that cannot be one. Here a group forms
only of events that are all compatible with each other (complete linkage, as in the hierarchical
clustering of Sneath and Sokal, 1973, with vetoes in place of distances), and an event that could
belong to either of two that exclude each other joins neither, unless one is clearly closer.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from kg.cluster.likeness import Likeness

CLEARLY = 0.5  # points by which one must be closer than its rival


@dataclass(frozen=True, slots=True)
class Edge:
    """Two events that may be one, and why; `one` sorts before `two`."""

    one: str
    two: str
    likeness: Likeness


Neighbours = Callable[[str], Mapping[str, Likeness]]
Compatible = Callable[[str, str], bool]


def edge_holds(one: str, two: str, neighbours: Neighbours, compatible: Compatible) -> bool:
    """Whether neither of two alike events has another that excludes this one and is as close."""
    for event, other in ((one, two), (two, one)):
        near = neighbours(event)
        closeness = near[other].points
        rivals = [r for r, why in near.items() if why.points > closeness - CLEARLY and r != other]
        if not all(compatible(rival, other) for rival in rivals):
            return False
    return True


def region(
    start: Iterable[str], neighbours: Neighbours, compatible: Compatible
) -> tuple[frozenset[str], tuple[Edge, ...]]:
    """The events that hang together with the given ones, and the edges that hold among them."""
    met: set[str] = set()
    edges: dict[tuple[str, str], Edge] = {}
    ahead = sorted(set(start), reverse=True)
    while ahead:
        event = ahead.pop()
        if event in met:
            continue
        met.add(event)
        for other, likeness in sorted(neighbours(event).items(), key=lambda item: item[0]):
            pair = min(event, other), max(event, other)
            if pair not in edges and edge_holds(*pair, neighbours, compatible):
                edges[pair] = Edge(*pair, likeness)
                ahead.append(other)
    return frozenset(met), tuple(edges[pair] for pair in sorted(edges))


def joined(edges: Collection[Edge], compatible: Compatible) -> tuple[Edge, ...]:
    """The edges that join events into groups, strongest first, one fewer than a group has events.

    An edge is passed over where anything in one group excludes anything in the other.
    """
    groups: dict[str, frozenset[str]] = {}
    kept = []
    for edge in sorted(edges, key=lambda e: (-e.likeness.points, e.one, e.two)):
        first = groups.get(edge.one, frozenset({edge.one}))
        second = groups.get(edge.two, frozenset({edge.two}))
        if first is second or first & second:
            continue
        if all(compatible(a, b) for a in first for b in second):
            whole = first | second
            groups.update(dict.fromkeys(whole, whole))
            kept.append(edge)
    return tuple(kept)
