"""The IRIs and literals of one article: names from its digest and a number, never a blank node."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from kg.model import Article, Entity
from kg.ontology import is_a
from kg.vocabulary import CASUS, ID, XSD, slug


def article_iri(sha256: str) -> NamedNode:
    """The article with that digest."""
    return ID[f"article/{sha256}"]


def claim_iri(sha256: str, number: int) -> NamedNode:
    """The claim with that number, from 1, of an article; also the name of its graph."""
    return ID[f"claim/{sha256}-{number}"]


def span_iri(sha256: str, start: int, end: int) -> NamedNode:
    """A run of characters of an article."""
    return ID[f"span/{sha256}-{start}-{end}"]


def outlet_iri(article: Article) -> NamedNode:
    """Who published the article; each article of an unnamed outlet has one of its own."""
    name = slug(article.publisher or "")
    return ID[f"outlet/{name or 'unnamed-' + article.sha256[:16]}"]


def place_iri(entity: Entity) -> NamedNode:
    """A place; where a state is named as one, its territory."""
    return ID[f"territory/{entity.code}"] if entity.type == "State" else NamedNode(entity.iri)


def stance_iri(stance: str) -> NamedNode:
    """The concept for what a cue makes of what is said.

    >>> stance_iri("denied").value
    'https://w3id.org/casus/ont/stanceDenied'
    """
    return CASUS["stance" + stance[:1].upper() + stance[1:]]


def is_place(entity: Entity) -> bool:
    """Whether the entity is somewhere rather than someone."""
    return is_a(entity.type, "Place")


def integer(value: int) -> Literal:
    """A count or an offset."""
    return Literal(str(value), datatype=XSD.integer)


def decimal(value: float) -> Literal:
    """A confidence, to three decimals, in the canonical form of xsd:decimal.

    >>> decimal(0.9).value, decimal(1.0).value
    ('0.9', '1')
    """
    number = Decimal(f"{value:.3f}").normalize()
    return Literal(f"{number:f}", datatype=XSD.decimal)


def moment(value: datetime) -> str:
    """A moment in UTC, as xsd:dateTime writes it."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def issued(published: str) -> Literal:
    """When an article appeared, as exactly as that is known.

    >>> str(issued("2016-10"))
    '"2016-10"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>'
    """
    types = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}
    if len(published) in types:
        return Literal(published, datatype=types[len(published)])
    return Literal(published.replace("+00:00", "Z"), datatype=XSD.dateTime)
