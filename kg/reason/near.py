"""What the conclusions from an event can depend on, found without reading the whole store.

A conclusion has one event, or two that are linked. It rests on the claims about these, on reports
of public acts (appeals, help, talks, truces) by or to the same parties shortly before or after, and
on the reference graph. `facts_near` gathers that, generously; the rules decide what matters. The
other way round `touched` finds the events whose conclusions may depend on some claims.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode

from kg.reason.accounts import told
from kg.reason.background import ABOVE, add_background_of_parties
from kg.reason.content import AGENTS, ARMED, PUBLIC, ROLES, began, content_facts, kinds_of
from kg.reason.facts import DAY, Facts, Graphs, objects, subjects, upward
from kg.vocabulary import CASUS

BEFORE, AFTER = 60 * DAY, 150 * DAY  # one span before and three after, wherever spans begin
LINKS = (CASUS.sameEventAs, CASUS.rivalAccountOf)


def facts_near(graphs: Graphs, events: Iterable[NamedNode]) -> Facts:
    """All facts that the conclusions from some events can depend on."""
    reports = linked(graphs, events)
    claims = set(claims_about(graphs, reports))
    acts = {event for event, _ in _acts_near(graphs, claims)}
    claims |= set(claims_about(graphs, linked(graphs, acts)))
    found = content_facts(graphs, told(graphs, claims))
    add_background_of_parties(found, graphs)
    return found


def touched(graphs: Graphs, claims: Iterable[NamedNode]) -> set[NamedNode]:
    """The events whose conclusions may depend on some claims of the store."""
    known = set(claims)
    events = {event for claim in known for event in objects(graphs, claim, CASUS.about)}
    events = linked(graphs, events)
    told_of = {*known, *claims_about(graphs, events)}
    return linked(graphs, {*events, *_attacks_near(graphs, told_of)})


def linked(graphs: Graphs, events: Iterable[NamedNode], rivals: bool = True) -> set[NamedNode]:
    """Some events and all that links lead to, either way and on; rival reports too, or not."""
    met: set[NamedNode] = set()
    ahead = list(events)
    while ahead:
        event = ahead.pop()
        if event not in met:
            met.add(event)
            for link in LINKS if rivals else LINKS[:1]:
                ahead += [*objects(graphs, event, link), *subjects(graphs, link, event)]
    return met


def claims_about(graphs: Graphs, events: Iterable[NamedNode]) -> Iterator[NamedNode]:
    """The claims about some events."""
    for event in events:
        yield from subjects(graphs, CASUS.about, event)


def _acts_near(
    graphs: Graphs, claims: Iterable[NamedNode]
) -> Iterator[tuple[NamedNode, NamedNode]]:
    """(event, claim) of public acts by or to the parties of armed actions, about their time."""
    roles = ("speaker", "supporter", "supported", "party", "mediator")
    for parties, times in _groups(graphs, claims, ARMED):
        first, last = times
        yield from _claims_of(graphs, parties, roles, PUBLIC, (first - BEFORE, last + AFTER))


def _attacks_near(graphs: Graphs, claims: Iterable[NamedNode]) -> Iterator[NamedNode]:
    """Armed actions by or on the parties of public acts, about their time."""
    for parties, (first, last) in _groups(graphs, claims, PUBLIC):
        when = (first - AFTER, last + BEFORE)
        fillers = {*parties, *_places_of(graphs, parties)}
        roles = ("attacker", "attackTarget", "occurredAt")
        for event, _ in _claims_of(graphs, fillers, roles, ARMED, when):
            yield event


def _groups(
    graphs: Graphs, claims: Iterable[NamedNode], kinds: frozenset[str]
) -> Iterator[tuple[set[NamedNode], tuple[int, int]]]:
    """Everybody who acts for the parties of claims of some kinds, with the time of each."""
    acting: dict[str, set[NamedNode]] = {}
    for states, times in _parties_and_times(graphs, claims, kinds):
        for state in states - acting.keys():
            acting[state] = _agents_of(graphs, NamedNode(state))
        yield set().union(*(acting[state] for state in states)), times


def _parties_and_times(
    graphs: Graphs, claims: Iterable[NamedNode], kinds: frozenset[str]
) -> set[tuple[frozenset[str], tuple[int, int]]]:
    found: set[tuple[frozenset[str], tuple[int, int]]] = set()
    for claim in claims:
        for event, kind in kinds_of(graphs, claim):
            times = began(graphs, event, claim)
            if kind in kinds and times:
                found.add((frozenset(_parties(graphs, event, claim)), times))
    return found


def _parties(graphs: Graphs, event: NamedNode, claim: NamedNode) -> Iterator[str]:
    """Whoever a claim gives a part in its event, those behind them, and whose places it names."""
    agents: set[str] = set()
    places: set[str] = set()
    for role in ROLES:
        for quad in graphs.quads_for_pattern(event, CASUS[role], None, claim):
            if isinstance(quad.object, NamedNode):
                (agents if role in AGENTS else places).add(quad.object.value)
    yield from upward(graphs, {*agents, *_offices(graphs, agents)}, ABOVE, Facts())
    for place in upward(graphs, places, {CASUS.within: "within"}, Facts()):
        for name in (CASUS.territoryOf, CASUS.borderOf):
            yield from (state.value for state in objects(graphs, NamedNode(place), name))


def _offices(graphs: Graphs, agents: Iterable[str]) -> Iterator[str]:
    for agent in agents:
        for holding in subjects(graphs, CASUS.holder, NamedNode(agent)):
            yield from (post.value for post in objects(graphs, holding, CASUS.heldOffice))


def _agents_of(graphs: Graphs, principal: NamedNode) -> set[NamedNode]:
    """A principal and everybody who acts for it: organs, their organs, those in office."""
    below = tuple(ABOVE)
    met: set[NamedNode] = set()
    ahead = [principal]
    while ahead:
        node = ahead.pop()
        if node not in met:
            met.add(node)
            ahead += [agent for name in below for agent in subjects(graphs, name, node)]
            for holding in subjects(graphs, CASUS.heldOffice, node):
                ahead += objects(graphs, holding, CASUS.holder)
    return met


def _places_of(graphs: Graphs, states: Iterable[NamedNode]) -> set[NamedNode]:
    """All places within the territories and at the borders of states."""
    met: set[NamedNode] = set()
    ahead = [
        place
        for state in states
        for name in (CASUS.territoryOf, CASUS.borderOf)
        for place in subjects(graphs, name, state)
    ]
    while ahead:
        place = ahead.pop()
        if place not in met:
            met.add(place)
            ahead += subjects(graphs, CASUS.within, place)
    return met


def _claims_of(
    graphs: Graphs,
    fillers: Iterable[NamedNode],
    roles: tuple[str, ...],
    kinds: frozenset[str],
    when: tuple[int, int],
) -> Iterator[tuple[NamedNode, NamedNode]]:
    """(event, claim) where one of some individuals plays a part in an event of some kinds then."""
    for filler in fillers:
        for role in roles:
            for quad in graphs.quads_for_pattern(None, CASUS[role], filler, None):
                event, claim = quad.subject, quad.graph_name
                if isinstance(event, NamedNode) and isinstance(claim, NamedNode):
                    times = began(graphs, event, claim)
                    meets = times and times[1] >= when[0] and times[0] <= when[1]
                    if meets and any(kind in kinds for _, kind in kinds_of(graphs, claim)):
                        yield event, claim
