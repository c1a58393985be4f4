"""/page/event/…: what is said of an event, one column for each party that speaks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from pyoxigraph import Literal, NamedNode

from kg.vocabulary import XSD
from server import queries
from server.accounts import AGENTS, ClaimShown, Link, acting_for, claims_about, link, named, value
from server.pages.page import Page, behind
from server.site import Site

BESIDE = 12  # other events of the day that are shown


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What would follow from the event in one account."""

    label: str
    iri: str
    href: str | None
    principal: Link


@dataclass(frozen=True, slots=True)
class Account:
    """What one principal says: of this event, of others between the same parties that day."""

    principal: Link
    about: tuple[ClaimShown, ...]
    beside: tuple[ClaimShown, ...]
    articles: int
    conclusions: tuple[Conclusion, ...]


@dataclass(frozen=True, slots=True)
class EventPage(Page):
    """An event as the claims about it tell it."""

    template: ClassVar[str] = "event.html"

    iri: str
    kinds: tuple[Link, ...]
    times: tuple[str, ...]
    parties: tuple[Link, ...]
    within: tuple[Link, ...]
    articles: tuple[Link, ...]
    accounts: tuple[Account, ...]
    conclusions: tuple[Conclusion, ...]  # in accounts that have no column


def event_page(here: Site, node: NamedNode) -> EventPage | None:
    """The page of an event; None if no claim is about it."""
    told = claims_about(here, node)
    if not told:
        return None
    parts = [
        claim
        for row in queries.rows(here, "parts-of-event", event=node)
        if (iri := value(row, "part"))
        for claim in claims_about(here, NamedNode(iri))
    ]
    about = (*told, *(claim for claim in parts if claim.within and claim.within.iri == node.value))
    beside = _beside(here, about)
    follows = conclusions(here, node)
    accounts = _accounts(about, beside, follows)
    shown = {account.principal.iri for account in accounts}
    return EventPage(
        title=_title(told),
        behind=behind("claims", event=node),
        iri=node.value,
        kinds=_distinct(claim.kind for claim in told),
        times=tuple(dict.fromkeys(claim.time for claim in told if claim.time)),
        parties=parties(told),
        within=_distinct(claim.within for claim in told if claim.within),
        articles=_distinct(claim.article for claim in about),
        accounts=accounts,
        conclusions=tuple(each for each in follows if each.principal.iri not in shown),
    )


def conclusions(here: Site, event: NamedNode) -> tuple[Conclusion, ...]:
    """What follows from an event in each account, as reasoning found it."""
    found: dict[str, Conclusion] = {}
    for row in queries.rows(here, "conclusions", event=event):
        iri = value(row, "conclusion") or ""
        principal = link(row, "principal")
        if principal and iri not in found:
            address = named(iri).href
            found[iri] = Conclusion(value(row, "label") or "", iri, address, principal)
    return tuple(found.values())


def parties(told: Iterable[ClaimShown]) -> tuple[Link, ...]:
    """The agents that have a part, most often named first; places are none."""
    counts: Counter[str] = Counter()
    names: dict[str, Link] = {}
    for claim in told:
        for part in claim.parts:
            party = part.party or part.filler
            if party.iri.startswith(AGENTS):
                counts[party.iri] += 1
                names.setdefault(party.iri, party)
    return tuple(names[iri] for iri, _ in counts.most_common())


def _title(told: tuple[ClaimShown, ...]) -> str:
    kind = Counter(claim.kind.label for claim in told).most_common(1)[0][0]
    who = ", ".join(party.label for party in parties(told)[:3])
    when = next((claim.time for claim in told if claim.time), "")
    return ": ".join(part for part in (kind.capitalize(), who) if part) + (
        f", {when}" if when else ""
    )


def _beside(here: Site, about: tuple[ClaimShown, ...]) -> tuple[ClaimShown, ...]:
    """Claims about other events between two of the same parties that began at the same time."""
    ours = {claim.event.iri for claim in about}
    between = {party.iri for party in parties(about)}
    starts = {claim.bounds.start_earliest for claim in about} - {None}
    others: dict[str, set[str]] = {}
    for start in sorted(filter(None, starts)):
        term = Literal(start, datatype=XSD.dateTime)
        for row in queries.rows(here, "same-day", start=term):
            event, party = value(row, "event"), acting_for(row) or link(row, "filler")
            if event and party and event not in ours:
                others.setdefault(event, set()).add(party.iri)
    same = sorted(event for event, named_ in others.items() if len(named_ & between) >= 2)
    return tuple(claim for event in same[:BESIDE] for claim in claims_about(here, NamedNode(event)))


def _accounts(
    about: tuple[ClaimShown, ...],
    beside: tuple[ClaimShown, ...],
    follows: tuple[Conclusion, ...],
) -> tuple[Account, ...]:
    """A column for each principal: the parties first, the outlets in their own voice last."""
    principals = _distinct(claim.principal for claim in (*about, *beside))
    between = [party.iri for party in parties((*about, *beside))]

    speaking = {claim.principal.iri for claim in about}

    def rank(principal: Link) -> tuple[bool, bool, int, str]:
        known = principal.iri in between
        place = between.index(principal.iri) if known else len(between)
        beside_only = principal.iri not in speaking
        return (beside_only, "/outlet/" in principal.iri, place, principal.label)

    return tuple(
        Account(
            principal,
            mine := tuple(claim for claim in about if claim.principal == principal),
            others := tuple(claim for claim in beside if claim.principal == principal),
            len({claim.article.iri for claim in (*mine, *others)}),
            tuple(each for each in follows if each.principal == principal),
        )
        for principal in sorted(principals, key=rank)
    )


def _distinct(found: Iterable[Link]) -> tuple[Link, ...]:
    return tuple(dict.fromkeys(found))
