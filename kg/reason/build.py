"""Perspectives and inferences: built from scratch, or brought up to date where articles changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from time import perf_counter

from pyoxigraph import Literal, NamedNode, Quad

from kg.reason.accounts import Account, Told, accounts, all_told, told
from kg.reason.background import add_background
from kg.reason.conclusions import EVERY_GOAL
from kg.reason.content import content_facts
from kg.reason.engine import Conclusions
from kg.reason.facts import Facts, Graphs, subjects
from kg.reason.graphs import account_quads, admission_quads, inference_quads, perspective_quads
from kg.reason.near import claims_about, facts_near, linked, touched
from kg.reason.rules import program
from kg.reason.words import Words
from kg.store import Store
from kg.store.outdated import derived_from
from kg.vocabulary import CASUS, DCTERMS, RDF, REASONING_GRAPH, inference_graph, perspective_graph

MOST = 5_000  # events to reason over again; where more wait, all is built from scratch

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Counts:
    """What the graphs of perspectives and inferences hold, built from scratch."""

    accounts: int
    claims: int
    casus: int
    intra_alliance: int
    contradictions: int
    seconds: float
    events: None = None  # all of them

    def __str__(self) -> str:
        """The counts as one line."""
        return (
            f"{_counted(self.accounts, 'account')} of {_counted(self.claims, 'claim')}: "
            f"{_counted(self.casus, 'obligation')} that would apply, "
            f"{_counted(self.intra_alliance, 'attack')} inside an alliance, "
            f"{_counted(self.contradictions, 'contradiction')} ({self.seconds:.1f} s)"
        )


@dataclass(frozen=True, slots=True)
class Update:
    """How many events were reasoned over anew; counting all there is would take longer."""

    events: int
    seconds: float

    def __str__(self) -> str:
        """The update as one line."""
        return f"{_counted(self.events, 'event')} reasoned over anew ({self.seconds:.1f} s)"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def reason(store: Store, progress: Progress | None = None) -> Counts | Update:
    """Bring every account and what follows in it up to date; the same as from scratch."""
    graphs = store.oxigraph
    if _mark() not in graphs:
        return rebuild(store, progress)
    waiting = _waiting(graphs)
    if len(waiting) > MOST:
        return rebuild(store, progress)
    start = perf_counter()
    events = _update(store, waiting) if waiting else 0
    return Update(events, perf_counter() - start)


def rebuild(store: Store, progress: Progress | None = None) -> Counts:
    """Build every account and what follows in it; graphs built before are replaced."""
    start, graphs = perf_counter(), store.oxigraph
    say = progress or (lambda _: None)
    say("reading the claims")
    claims = list(all_told(graphs))
    found = content_facts(graphs, claims)
    add_background(found, graphs)
    say(f"applying the rules to {sum(map(len, found.values()))} facts")
    store.replace_derived(_everything(graphs, accounts(claims), found, say))
    store.change_derived((), [_mark()])
    return _counts(store.oxigraph, start)


def _everything(
    graphs: Graphs, views: tuple[Account, ...], facts: Facts, say: Progress
) -> Iterator[Quad]:
    words, found = Words(graphs), Conclusions(program(*EVERY_GOAL), facts)
    say("writing what follows")
    yield from inference_quads(words, found)
    say("writing the accounts")
    for view in views:
        yield from account_quads(words, view)
        yield from admission_quads(view, view.claims)
        yield from perspective_quads(graphs, view, view.claims)


def _update(store: Store, waiting: set[NamedNode]) -> int:
    """Reason anew over the events that wait and those that may depend on them; how many."""
    graphs = store.oxigraph
    marked = linked(graphs, waiting)
    events = marked | touched(graphs, claims_about(graphs, marked))
    claims = list(told(graphs, claims_about(graphs, events)))
    old = set(derived_from(graphs, events, (each.claim for each in claims)))
    old.update(graphs.quads_for_pattern(None, CASUS.awaitsReasoning, None, REASONING_GRAPH))
    new = set(_anew(graphs, events, claims))
    for principal in {*waiting, *(each.principal for each in claims)}:
        old.update(_account(graphs, principal))
        if subjects(graphs, CASUS.claimantPrincipal, principal):
            new.update(account_quads(Words(graphs), Account(principal, ())))
    store.change_derived(old, new)
    return len(events)


def _anew(graphs: Graphs, events: set[NamedNode], claims: list[Told]) -> Iterator[Quad]:
    for view in accounts(claims):
        yield from admission_quads(view, view.claims)
        yield from perspective_quads(graphs, view, view.claims)
    found = Conclusions(program(*EVERY_GOAL), facts_near(graphs, events))
    yield from inference_quads(Words(graphs), found, frozenset(each.value for each in events))


def _account(graphs: Graphs, principal: NamedNode) -> Iterator[Quad]:
    """What describes an account, apart from what it admits."""
    code = Account(principal, ()).code
    for quad in graphs.quads_for_pattern(
        perspective_graph(code), None, None, inference_graph(code)
    ):
        if quad.predicate != CASUS.admits:
            yield quad


def _waiting(graphs: Graphs) -> set[NamedNode]:
    """The events and principals of articles that came or went since."""
    found = graphs.quads_for_pattern(None, CASUS.awaitsReasoning, None, REASONING_GRAPH)
    return {quad.subject for quad in found if isinstance(quad.subject, NamedNode)}


@cache
def _mark() -> Quad:
    """By which rules and which code was reasoned: others make everything out of date."""
    files = sorted(Path(__file__).parent.glob("*.py"))
    digest = sha256(program().encode())
    for file in files:
        digest.update(file.read_bytes())
    return Quad(REASONING_GRAPH, DCTERMS.identifier, Literal(digest.hexdigest()), REASONING_GRAPH)


def _counts(graphs: Graphs, start: float) -> Counts:
    def number(kind: str) -> int:
        return sum(1 for _ in graphs.quads_for_pattern(None, RDF.type, CASUS[kind], None))

    return Counts(
        accounts=number("Perspective"),
        claims=sum(1 for _ in graphs.quads_for_pattern(None, CASUS.admits, None, None)),
        casus=number("CasusFoederis"),
        intra_alliance=number("IntraAllianceAttack"),
        contradictions=number("Contradiction"),
        seconds=perf_counter() - start,
    )
