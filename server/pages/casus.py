"""/page/casus/…: what would follow in one account, and its proof down to the sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, cast

from pyoxigraph import NamedNode

from kg.errors import CasusError
from server.pages.page import Page, behind
from server.site import Site


@dataclass(frozen=True, slots=True)
class CasusPage(Page):
    """A conclusion with its remarks and the steps it rests on, as `kg explain` gives them."""

    template: ClassVar[str] = "casus.html"

    iri: str
    remarks: list[str]
    steps: list[dict[str, object]]


def casus_page(here: Site, node: NamedNode) -> CasusPage | None:
    """The page of a conclusion; None if it cannot be explained."""
    from kg.reason import explain  # loads the rule engine, which no other page needs

    try:
        proof = explain(here.store, node.value)
    except CasusError:
        return None
    return CasusPage(
        title=proof.statement,
        behind=behind("facts", thing=node),
        iri=node.value,
        remarks=list(proof.remarks),
        steps=cast(list[dict[str, object]], proof.outline().json()["steps"]),
    )
