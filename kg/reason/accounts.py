"""Whose account holds which claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.reason.facts import Graphs, objects, shown, subjects
from kg.vocabulary import CASUS, local_name

HELD = (CASUS.asserted, CASUS.claimed)  # what is denied, planned or supposed is no one's account
REFUSED = (CASUS.denied, CASUS.negated)


@dataclass(frozen=True, slots=True)
class Account:
    """Everything one principal says happened, as claims in order."""

    principal: NamedNode
    claims: tuple[NamedNode, ...]

    @property
    def code(self) -> str:
        """The name of the account's graphs."""
        return local_name(self.principal.value)


@dataclass(frozen=True, slots=True)
class Told:
    """A claim, on whose behalf it was made, and how it presents its content."""

    claim: NamedNode
    principal: NamedNode
    factuality: NamedNode

    @property
    def is_held(self) -> bool:
        """Whether the principal says that it happened."""
        return self.factuality in HELD

    @property
    def is_refused(self) -> bool:
        """Whether the principal says that it did not happen."""
        return self.factuality in REFUSED


def all_told(graphs: Graphs) -> Iterator[Told]:
    """Every claim of the store."""
    factuality = {quad.subject: quad.object for quad in shown(graphs, None, CASUS.factuality)}
    for quad in shown(graphs, None, CASUS.claimantPrincipal):
        how = factuality.get(quad.subject)
        if (
            isinstance(quad.subject, NamedNode)
            and isinstance(quad.object, NamedNode)
            and isinstance(how, NamedNode)
        ):
            yield Told(quad.subject, quad.object, how)


def told(graphs: Graphs, claims: Iterable[NamedNode]) -> Iterator[Told]:
    """Some claims, in order."""
    for claim in sorted(set(claims), key=lambda claim: claim.value):
        principals = objects(graphs, claim, CASUS.claimantPrincipal)
        for how in objects(graphs, claim, CASUS.factuality):
            for principal in principals:
                yield Told(claim, principal, how)


def accounts(claims: Iterable[Told]) -> tuple[Account, ...]:
    """Every principal's account, by name; one who only denies things has an empty account."""
    held: dict[NamedNode, list[NamedNode]] = {}
    for each in claims:
        own = held.setdefault(each.principal, [])
        if each.is_held:
            own.append(each.claim)
    return tuple(
        Account(principal, tuple(sorted(held[principal], key=lambda claim: claim.value)))
        for principal in sorted(held, key=lambda principal: principal.value)
    )


def account(graphs: Graphs, principal: NamedNode) -> Account:
    """One principal's account."""
    own = told(graphs, subjects(graphs, CASUS.claimantPrincipal, principal))
    claims = tuple(each.claim for each in own if each.is_held and each.principal == principal)
    return Account(principal, claims)
