"""/page/claim/…: one claim, what it says, who says it, on which words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from pyoxigraph import NamedNode

from server.accounts import ClaimShown, claims
from server.pages.event import Conclusion, conclusions
from server.pages.page import Page, behind
from server.site import Site


@dataclass(frozen=True, slots=True)
class ClaimPage(Page):
    """A claim, and what follows from the event it is about."""

    template: ClassVar[str] = "claim.html"

    iri: str
    claim: ClaimShown
    conclusions: tuple[Conclusion, ...]


def claim_page(here: Site, node: NamedNode) -> ClaimPage | None:
    """The page of a claim; None if the IRI is no claim."""
    found = claims(here, claim=node)
    if not found:
        return None
    claim = found[0]
    follows = conclusions(here, NamedNode(claim.event.iri))
    return ClaimPage(
        title=f"{claim.kind.label.capitalize()}: {claim.factuality} by {claim.claimant.label}"
        if claim.factuality in ("claimed", "denied")
        else f"{claim.kind.label.capitalize()}, {claim.factuality}",
        behind=behind("claims", claim=node),
        iri=node.value,
        claim=claim,
        conclusions=tuple(each for each in follows if each.principal == claim.principal),
    )
