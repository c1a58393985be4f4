"""What one claim tells of its event, read from the store: all that comparing events needs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pyoxigraph as ox
from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg.cluster.kinds import dated_by_year, is_participant, root, side
from kg.cluster.knowledge import Knowledge
from kg.cluster.remembered import remembered
from kg.vocabulary import CASUS, RDF, article_graph, local_name

HELD = frozenset({"asserted", "claimed"})
REFUSED = frozenset({"denied", "negated"})
LEAD = 400  # characters: the headline news of an article stands in its first paragraph or two
MOST = 40  # claims of one event that are read: more add nothing new, and a war has thousands
_DAYS = timedelta(days=3)
_BOUNDS = ("startEarliest", "startLatest", "endEarliest", "endLatest")
_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True, order=True)
class Count:
    """A figure of a claim; None is no bound."""

    effect: str
    unit: str
    least: int
    most: int | None


@dataclass(frozen=True, slots=True)
class Window:
    """When an event began: `first` to `last` are days, or one month, or one year ("2020").

    `explicit` where the text gives a time; else it is the day of publication or the day before.
    `open` where the event is only known to be no later than its telling.
    """

    first: str
    last: str
    explicit: bool
    open: bool = False

    @property
    def is_day(self) -> bool:
        """Whether the day is known."""
        return self.first == self.last and len(self.first) == 10

    def meets(self, other: Window) -> bool:
        """Whether both can be of one moment; a day never meets a bare month or year."""
        if len(self.first) != len(other.first):
            return False
        return self.first <= other.last and other.first <= self.last

    def units(self) -> Iterator[str]:
        """Each day of it, or its month or year."""
        if len(self.first) < 10:
            yield self.first
            return
        day = datetime.fromisoformat(self.first)
        while (shown := day.date().isoformat()) <= self.last:
            yield shown
            day += timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Telling:
    """One claim's content. Agents are IRIs; principals, places and norms are named by IRI too."""

    claim: str
    sha256: str
    kind: str
    held: bool
    window: Window | None
    agents: tuple[tuple[str, str], ...]  # side and agent
    places: frozenset[str]
    norms: frozenset[str]
    counts: frozenset[Count]
    clock: tuple[str, str] | None
    teller: str
    words: frozenset[str]
    names: frozenset[str]
    lead: bool

    @property
    def day(self) -> str:
        """The day to ask offices for."""
        return f"{self.window.last}-12-31"[:10] if self.window else "9999-12-31"


class Tellings:
    """The tellings of a store, each read once."""

    def __init__(self, graphs: ox.Store) -> None:
        self.known = Knowledge(graphs)
        self._graphs = graphs

    def of_event(self, event: str) -> tuple[Telling, ...]:
        """What is told of an event as a fact or as untrue, claim by claim."""
        found = self._graphs.quads_for_pattern(None, CASUS.about, NamedNode(event), DefaultGraph())
        claims = sorted(q.subject.value for q in found if isinstance(q.subject, NamedNode))
        return tuple(telling for claim in claims[:MOST] if (telling := self.of_claim(claim)))

    @remembered
    def of_claim(self, claim: str) -> Telling | None:
        """None for what is planned or supposed: that is no event yet."""
        node, sha256 = NamedNode(claim), local_name(claim).rpartition("-")[0]
        factuality = local_name(self._value(node, CASUS.factuality) or "")
        content = self._content(node)
        kinds = sorted(local_name(kind) for kind in content.get("type", ()))
        if factuality not in HELD | REFUSED or not kinds:
            return None
        agents = sorted(
            (side(role), who)
            for role, values in content.items()
            if role != "type" and is_participant(role)
            for who in values
        )
        start, quote = self._evidence(node)
        norms = {n for role in ("invokes", "concerns", "violates") for n in content.get(role, ())}
        places = {p for role in ("occurredAt", "territory") for p in content.get(role, ())}
        own = {*(who for _, who in agents), *places, *norms}
        return Telling(
            claim,
            sha256,
            kinds[0],
            factuality in HELD,
            window(kinds[0], content),
            tuple(agents),
            frozenset(places),
            frozenset(norms),
            frozenset(self._counts(node)),
            clock(content),
            self._value(node, CASUS.claimantPrincipal) or "",
            frozenset(word.lower() for word in _WORD.findall(quote)),
            frozenset(n for at, n in self._named(sha256) if start <= at < start + len(quote)) - own,
            start < LEAD,
        )

    def _content(self, claim: NamedNode) -> dict[str, set[str]]:
        """What the claim's own graph says of its event: values by property."""
        about = self._value(claim, CASUS.about)
        content: dict[str, set[str]] = {}
        for quad in self._graphs.quads_for_pattern(None, None, None, claim):
            subject, value = quad.subject, quad.object
            if not isinstance(subject, NamedNode) or subject.value != about:
                continue
            if isinstance(value, NamedNode | Literal):
                name = "type" if quad.predicate == RDF.type else local_name(quad.predicate.value)
                content.setdefault(name, set()).add(value.value)
        return content

    def _evidence(self, claim: NamedNode) -> tuple[int, str]:
        """Where the sentence stands, and its words."""
        span = self._value(claim, CASUS.groundedIn)
        if span is None:
            return 0, ""
        begin = self._value(NamedNode(span), CASUS.beginIndex)
        return int(begin or 0), self._value(NamedNode(span), CASUS.quote) or ""

    def _counts(self, claim: NamedNode) -> Iterator[Count]:
        for quad in self._graphs.quads_for_pattern(claim, CASUS.givesFigure, None, DefaultGraph()):
            if isinstance(quad.object, NamedNode):
                effect, unit, least, most = (
                    self._value(quad.object, predicate)
                    for predicate in (CASUS.effect, CASUS.unit, CASUS.countMin, CASUS.countMax)
                )
                bound = int(most) if most is not None else None
                yield Count(effect or "", unit or "", int(least or 0), bound)

    @remembered
    def _named(self, sha256: str) -> tuple[tuple[int, str], ...]:
        """Where an article names persons and narrow places, which few other articles do."""
        found = set()
        for quad in self._graphs.quads_for_pattern(
            None, CASUS.denotes, None, article_graph(sha256)
        ):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
                entity, at = quad.object.value, int(quad.subject.value.rsplit("-", 2)[1])
                place = "/place/" in entity and self.known.is_narrow(entity, sha256)
                if place or "/person/" in entity or "/agreement/" in entity:
                    found.add((at, entity))
        return tuple(sorted(found))

    def _value(self, node: NamedNode, predicate: NamedNode) -> str | None:
        found = self._graphs.quads_for_pattern(node, predicate, None, DefaultGraph())
        values = [q.object.value for q in found if isinstance(q.object, NamedNode | Literal)]
        return min(values, default=None)


def window(kind: str, content: Mapping[str, set[str]]) -> Window | None:
    """When an event began, as days, a month or a year; None where that is not known."""
    bounds = [min(content[name]) if name in content else None for name in _BOUNDS]
    first = bounds[0] or bounds[2]
    last = bounds[1] or bounds[3]
    if dated_by_year(root(kind)):
        years = {bound[:4] for bound in bounds if bound}
        return Window(min(years), min(years), True) if len(years) == 1 else None
    explicit = "timeText" in content
    if last is None or (first or "") > last or (explicit and first is None):
        return None
    if first is None or (not explicit and first[:10] == last[:10]):
        before = datetime.fromisoformat(last) - timedelta(days=1)
        return Window(before.date().isoformat(), last[:10], False, first is None)
    if datetime.fromisoformat(last) - datetime.fromisoformat(first) <= _DAYS:
        return Window(first[:10], last[:10], explicit)
    for length in (7, 4):
        if first[:length] == last[:length]:
            return Window(first[:length], last[:length], explicit)
    return None


def clock(content: Mapping[str, set[str]]) -> tuple[str, str] | None:
    """The time of day at which it began, if that is known to the hour."""
    first, last = (min(content.get(name, ()), default="") for name in _BOUNDS[:2])
    if not first or not last:
        return None
    length = datetime.fromisoformat(last) - datetime.fromisoformat(first)
    midnight = datetime.fromisoformat(first).astimezone(UTC).strftime("%H%M") == "0000"
    exact = length <= timedelta(hours=1) and not (midnight and first == last)
    return (first, last) if exact else None


def common(windows: list[Window]) -> Window | None:
    """What several tellings of one event together say of its beginning: the narrowest."""
    known = [each for each in windows if not each.open] or windows
    explicit = [each for each in known if each.explicit] or known
    days = [each for each in explicit if len(each.first) == 10] or explicit
    if not days:
        return None
    first, last = max(each.first for each in days), min(each.last for each in days)
    agree = first <= last and all(len(a.first) == len(b.first) for a, b in pairwise(days))
    narrowest = min(days, key=_width)
    return replace(narrowest, first=first, last=last) if agree else narrowest


def _width(window: Window) -> tuple[int, str, str]:
    return len(list(window.units())), window.first, window.last
