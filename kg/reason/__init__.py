"""Reasoning inside each account: what would follow if what a party says were so, and why.

`reason(store)` builds, for every principal, the graph of what it claims and the graph of what
follows; `explain(store, iri)` gives the proof of a conclusion down to the characters of an article.
"""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter

from kg.reason.conclusions import Casus, IntraAlliance, cases, intra_alliances
from kg.reason.engine import Conclusions
from kg.reason.explain import explain
from kg.reason.explanation import Explanation
from kg.reason.facts import accounts, facts
from kg.reason.graphs import account_quads, inference_quads, perspective_quads
from kg.reason.rules import program
from kg.reason.words import Words
from kg.store import Store

__all__ = ["Casus", "Counts", "Explanation", "IntraAlliance", "explain", "reason"]


@dataclass(frozen=True, slots=True)
class Counts:
    """How much was reasoned over and concluded."""

    accounts: int
    claims: int
    casus: int
    intra_alliance: int
    seconds: float

    def __str__(self) -> str:
        """The counts as one line."""
        return (
            f"{_counted(self.accounts, 'account')} of {_counted(self.claims, 'claim')}: "
            f"{_counted(self.casus, 'obligation')} that would apply, "
            f"{_counted(self.intra_alliance, 'attack')} inside an alliance ({self.seconds:.1f} s)"
        )


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def reason(store: Store) -> Counts:
    """Build every account and what follows in it; graphs built before are replaced."""
    start = perf_counter()
    graphs, views = store.oxigraph, accounts(store.oxigraph)
    words, found = Words(graphs), Conclusions(program(), facts(graphs, views))
    quads = [quad for view in views for quad in perspective_quads(graphs, view)]
    quads += [quad for view in views for quad in account_quads(words, view)]
    quads += inference_quads(words, found)
    store.replace_derived(quads)
    return Counts(
        accounts=len(views),
        claims=sum(len(view.claims) for view in views),
        casus=len(list(cases(found))),
        intra_alliance=len(list(intra_alliances(found))),
        seconds=perf_counter() - start,
    )
