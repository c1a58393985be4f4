"""/page/ont/: the ontology at a glance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from pyoxigraph import NamedNode

from kg.vocabulary import local_name
from server import queries
from server.accounts import Link, link, named, value
from server.pages.page import Page, behind
from server.site import Site


@dataclass(frozen=True, slots=True)
class TermShown:
    """A class or property, what it means, what it is a kind of."""

    term: Link
    kind: str
    definition: str | None
    above: Link | None


@dataclass(frozen=True, slots=True)
class TermsPage(Page):
    """All classes and properties."""

    template: ClassVar[str] = "terms.html"

    iri: str
    terms: tuple[TermShown, ...]


def terms_page(here: Site, node: NamedNode) -> TermsPage:
    """The page of the ontology."""
    found: dict[str, TermShown] = {}
    for row in queries.rows(here, "terms"):
        iri = value(row, "term") or ""
        term = named(iri, value(row, "label"))
        kind = local_name(value(row, "kind") or "")
        shown = TermShown(term, kind, value(row, "definition"), link(row, "above"))
        found.setdefault(iri, shown)
    return TermsPage("Ontology", behind("terms"), node.value, tuple(found.values()))
