"""Questions that the specification of the reference graph asks of its quads."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from kg.reference import reference_quads
from kg.vocabulary import CASUS, ID, PREFIXES

_PREFIXES = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())


@cache
def graph() -> Store:
    store = Store()
    store.extend(Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in reference_quads())
    return store


def ask(question: str) -> list[tuple[str, ...]]:
    """The rows of a SPARQL query, each term as its text; IRIs below `id/` by their path."""
    rows = graph().query(_PREFIXES + f"BASE <{ID.prefix}>\n" + question)
    return sorted(tuple(text(term) for term in row) for row in rows)


def text(term: object) -> str:
    value = getattr(term, "value", "")
    return value.removeprefix(ID.prefix) if isinstance(term, NamedNode) else value


def certainly_bound(agreement: str, day: str) -> set[str]:
    """The parties that an agreement bound on a day whatever the unknown dates turn out to be."""
    rows = ask(f"""
        SELECT ?party {{
          ?spell casus:bindingAgreement <agreement/{agreement}> ; casus:boundParty ?party ;
                 casus:startLatest ?since .
          FILTER (?since < "{day}T00:00:00Z"^^xsd:dateTime)
          OPTIONAL {{ ?spell casus:endEarliest ?until }}
          FILTER (!BOUND(?until) || ?until > "{day}T23:59:59Z"^^xsd:dateTime)
        }}""")
    return {party.removeprefix("state/") for (party,) in rows}


def certainly_member(organisation: str, state: str, day: str) -> set[str]:
    """The kinds of membership that a state certainly had in an organisation on a day."""
    rows = ask(f"""
        SELECT ?kind {{
          ?spell a ?kind ; casus:memberOrganization <org/{organisation}> ;
                 casus:memberParty <state/{state}> ; casus:startLatest ?since .
          FILTER (?since < "{day}T00:00:00Z"^^xsd:dateTime)
          OPTIONAL {{ ?spell casus:endEarliest ?until }}
          FILTER (!BOUND(?until) || ?until > "{day}T23:59:59Z"^^xsd:dateTime)
        }}""")
    return {kind.removeprefix(CASUS.prefix) for (kind,) in rows}


def duties(agreement: str) -> set[str]:
    """The kinds of obligation that an agreement lays down."""
    rows = ask(f"""
        SELECT DISTINCT ?kind {{
          <agreement/{agreement}> casus:hasProvision/casus:imposes ?duty . ?duty a ?kind
        }}""")
    return {kind.removeprefix(CASUS.prefix) for (kind,) in rows}


def holders(office: str, day: str) -> Iterator[str]:
    """Who certainly held an office on a day, as far as the ends of terms are known."""
    rows = ask(f"""
        SELECT ?holder {{
          ?term casus:heldOffice <office/{office}> ; casus:holder ?holder ;
                casus:startLatest ?since .
          FILTER (?since < "{day}T23:59:59Z"^^xsd:dateTime)
          OPTIONAL {{ ?term casus:endEarliest ?until }}
          FILTER (!BOUND(?until) || ?until > "{day}T23:59:59Z"^^xsd:dateTime)
        }}""")
    return (holder.removeprefix("person/") for (holder,) in rows)
