"""Everything that is told of one event, put together for comparison with others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg.cluster.kinds import root
from kg.cluster.remembered import remembered
from kg.cluster.tellings import Count, Telling, Tellings, Window, common
from kg.ontology import is_a

Sides = tuple[tuple[str, frozenset[str]], ...]
_RARE = 100  # a count so large that another event hardly has the same


@dataclass(frozen=True)
class Description:
    """An event as its claims tell it. Principals are local names ("ARM"), all else IRIs.

    `chains` has for each agent of a side all that it belongs to; `hit` are the principals on whose
    ground it happened or who report it of others; `around` are the narrow places with all narrow
    places that they lie in.
    """

    event: str
    kinds: frozenset[str]
    window: Window
    principals: dict[str, frozenset[str]]
    agents: dict[str, frozenset[str]]
    chains: dict[str, frozenset[str]]
    hit: frozenset[str]
    tellers: frozenset[str]
    places: frozenset[str]
    around: frozenset[str]
    norms: frozenset[str]
    counts: frozenset[Count]
    clocks: frozenset[tuple[str, str]]
    words: tuple[frozenset[str], ...]
    names: frozenset[str]
    articles: frozenset[str]
    held: bool
    lead: bool

    @property
    def root(self) -> str:
        """The widest kind that still tells what happened."""
        return root(min(self.kinds))

    @property
    def parties(self) -> frozenset[str]:
        """The principals of all sides but those who only mediate or stand by."""
        return frozenset().union(
            *(who for side, who in self.principals.items() if side not in ("mediator", "ally"))
        )


class Descriptions:
    """The descriptions of the events of a store, each put together once."""

    def __init__(self, graphs: ox.Store) -> None:
        self.tellings = Tellings(graphs)

    @remembered
    def of(self, event: str) -> Description | None:
        """None where the day is unknown or nothing is told as a fact or as untrue."""
        told = self.tellings.of_event(event)
        when = common([telling.window for telling in told if telling.window])
        if not told or when is None:
            return None
        known = self.tellings.known
        agents: dict[str, set[str]] = {}
        principals: dict[str, set[str]] = {}
        chains: dict[str, frozenset[str]] = {}
        for telling in told:
            for side, agent in telling.agents:
                agents.setdefault(side, set()).add(agent)
                chains[agent] = known.chain(agent, telling.sha256, telling.day)
                for whole in known.principals(agent, telling.sha256, telling.day):
                    principals.setdefault(side, set()).add(whole)
        narrow = {(p, t.sha256) for t in told for p in t.places if known.is_narrow(p, t.sha256)}
        held = [telling for telling in told if telling.held]
        tellers = {who for telling in held for who in self._teller(telling)}
        return Description(
            event,
            frozenset(telling.kind for telling in told),
            when,
            {side: frozenset(who) for side, who in principals.items()},
            {side: frozenset(who) for side, who in agents.items()},
            chains,
            frozenset(self._hit(told, tellers)),
            frozenset(tellers),
            frozenset(place for place, _ in narrow),
            frozenset(
                up for p, sha in narrow for up in known.around(p, sha) if known.is_narrow(up, sha)
            ),
            frozenset(norm for telling in told for norm in telling.norms),
            frozenset(count for telling in told for count in telling.counts),
            frozenset(telling.clock for telling in told if telling.clock),
            tuple(telling.words for telling in told),
            frozenset(name for telling in told for name in telling.names),
            frozenset(telling.sha256 for telling in told),
            bool(held),
            any(telling.lead for telling in told),
        )

    def _teller(self, telling: Telling) -> frozenset[str]:
        """Who answers for the words; nobody where it is an outlet."""
        if "/outlet/" in telling.teller:
            return frozenset()
        return self.tellings.known.principals(telling.teller, telling.sha256, telling.day)

    def _hit(self, told: tuple[Telling, ...], tellers: set[str]) -> Iterator[str]:
        """On whose ground it happened; who reports of fighting with others has a part in it."""
        known = self.tellings.known
        for telling in told:
            for place in sorted(telling.places):
                yield from known.states_of(place, telling.sha256)
        if _is_fighting(told[0].kind):
            yield from sorted(tellers)


def keys(tellings: Tellings, telling: Telling) -> Iterator[str]:
    """Under which keys the event of a claim is compared with others: kind, day, party or place.

    A function of the claim, its article and the reference graph alone.
    """
    if telling.window is None:
        return
    known, sha256 = tellings.known, telling.sha256
    parties = {
        whole
        for _, agent in telling.agents
        for whole in known.principals(agent, sha256, telling.day)
    }
    if _is_fighting(telling.kind) and "/outlet/" not in telling.teller:
        parties |= known.principals(telling.teller, sha256, telling.day)
    for place in telling.places:
        parties |= known.states_of(place, sha256)
        parties |= {up for up in known.around(place, sha256) if known.is_narrow(up, sha256)}
    rare = {f"{c.effect} {c.least}" for c in telling.counts if c.least >= _RARE}
    for unit in telling.window.units():
        for shared in sorted(parties | rare):
            yield f"{root(telling.kind)} {unit} {shared}"


def _is_fighting(kind: str) -> bool:
    return is_a(kind, "ArmedAttack") or is_a(kind, "ArmedClash")
