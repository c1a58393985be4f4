"""What several principals say together, and what two of them both say."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode, Triple

from kg.errors import CasusError
from kg.reason.accounts import account
from kg.reason.facts import DEFAULT, Graphs
from kg.reason.graphs import content
from kg.reason.near import linked
from kg.vocabulary import CASUS, ID, local_name


class NoSuchPrincipal(CasusError):
    """A name that is not that of one principal."""


def principal(graphs: Graphs, name: str) -> NamedNode:
    """The principal of that IRI, or of that code (ARM, as in graph/perspective/ARM).

    NoSuchPrincipal where nobody of the name makes a claim, or where a code is that of several.
    """
    found = {each for each in _principals(graphs) if name in (each.value, local_name(each.value))}
    if len(found) == 1:
        return found.pop()
    if not found:
        raise NoSuchPrincipal(
            f"no claim is made on behalf of {name!r}; `kg query speakers` lists who speaks for whom"
        )
    choices = ", ".join(sorted(each.value.removeprefix(ID.prefix) for each in found))
    raise NoSuchPrincipal(f"{name!r} is the code of several principals; say which: {choices}")


def _principals(graphs: Graphs) -> set[NamedNode]:
    """Everybody on whose behalf a claim is made."""
    quads = graphs.quads_for_pattern(None, CASUS.claimantPrincipal, None, DEFAULT)
    return {quad.object for quad in quads if isinstance(quad.object, NamedNode)}


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
