"""What the article graph says of the article itself: metadata, spans, mentions, new entities."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from pyoxigraph import Literal, NamedNode, Quad

from kg.model import Article, Claim, Entity, Extraction
from kg.ontology import is_a
from kg.rdf.names import article_iri, integer, is_place, issued, outlet_iri, span_iri
from kg.rdf.run import Run
from kg.reference import reference_quads
from kg.vocabulary import CASUS, DCTERMS, RDF, RDFS, article_graph

LABEL_LENGTH = 80


def metadata(article: Article, run: Run) -> Iterator[Quad]:
    """Everything whose subject is the article: by this a store knows it needs no second reading."""
    node, graph = article_iri(article.sha256), article_graph(article.sha256)
    yield Quad(node, RDF.type, CASUS.Article, graph)
    yield Quad(node, RDFS.label, Literal(_label(article)), graph)
    yield Quad(node, CASUS.sha256, Literal(article.sha256), graph)
    yield Quad(node, CASUS.text, Literal(article.text), graph)
    yield Quad(node, CASUS.publisher, outlet_iri(article), graph)
    yield Quad(node, CASUS.producedBy, run.iri, graph)
    yield Quad(node, DCTERMS.language, Literal(article.language), graph)
    if article.published:
        yield Quad(node, DCTERMS.issued, issued(article.published), graph)
    optional = (
        (DCTERMS.title, article.title),
        (CASUS.dateBasis, article.date_basis),
        (DCTERMS.rights, article.licence),
    )
    for predicate, value in optional:
        if value:
            yield Quad(node, predicate, Literal(value), graph)
    if article.url:
        yield Quad(node, DCTERMS.source, _url(article.url), graph)


def outlet(article: Article) -> Iterator[Quad]:
    """The outlet that published the article."""
    node, graph = outlet_iri(article), article_graph(article.sha256)
    yield Quad(node, RDF.type, CASUS.MediaOrganization, graph)
    if node.value not in _described():  # one thing, one label
        yield Quad(node, RDFS.label, Literal(article.publisher or "unnamed outlet"), graph)


def spans(extraction: Extraction) -> Iterator[Quad]:
    """Every run of characters that a mention or a claim rests on."""
    article = extraction.article
    graph = article_graph(article.sha256)
    used = {(each.start, each.end) for each in extraction.mentions}
    used.update(pair for claim in extraction.claims for pair in _of_claim(claim))
    for start, end in sorted(used):
        node = span_iri(article.sha256, start, end)
        yield Quad(node, RDF.type, CASUS.TextSpan, graph)
        yield Quad(node, CASUS.spanOf, article_iri(article.sha256), graph)
        yield Quad(node, CASUS.beginIndex, integer(start), graph)
        yield Quad(node, CASUS.endIndex, integer(end), graph)
        yield Quad(node, CASUS.quote, Literal(article.text[start:end]), graph)


def mentions(extraction: Extraction) -> Iterator[Quad]:
    """Which span denotes what."""
    sha256 = extraction.article.sha256
    graph = article_graph(sha256)
    for mention in extraction.mentions:
        node = span_iri(sha256, mention.start, mention.end)
        yield Quad(node, RDF.type, CASUS.Mention, graph)
        yield Quad(node, CASUS.denotes, NamedNode(mention.entity.iri), graph)


def entities(extraction: Extraction) -> Iterator[Quad]:
    """What the text says there is and the reference graph lacks.

    An event is never described here: that it is an attack is for claims to say, denied ones too.
    """
    graph = article_graph(extraction.article.sha256)
    seen = {entity.iri: entity for entity in _entities(extraction)}
    for iri, entity in sorted(seen.items()):
        if iri not in _described() and not is_a(entity.type, "Event"):
            yield from _description(entity, graph)


def _description(entity: Entity, graph: NamedNode) -> Iterator[Quad]:
    node = NamedNode(entity.iri)
    yield Quad(node, RDF.type, CASUS[entity.type], graph)
    yield Quad(node, RDFS.label, Literal(entity.label, language="en"), graph)
    if entity.organ_of and entity.organ_of != entity.iri:
        relation = CASUS[_belonging(entity)]
        yield Quad(node, relation, NamedNode(entity.organ_of), graph)
    if entity.principal not in (None, entity.iri) and is_a(entity.type, "Agent"):
        yield Quad(node, CASUS.actsFor, NamedNode(entity.principal), graph)


def _belonging(entity: Entity) -> str:
    """The property that leads from a body, a post or a person to what it belongs to."""
    if is_a(entity.type, "Person"):
        return "hasRepresented"
    if is_place(entity):
        return "within"
    return "officeOf" if is_a(entity.type, "Office") else "organOf"


def _entities(extraction: Extraction) -> Iterator[Entity]:
    for mention in extraction.mentions:
        yield mention.entity
    for claim in extraction.claims:
        yield from (role.entity for role in (*claim.roles, *claim.places))
        yield from (each.speaker for each in claim.attribution)
        if claim.figure and claim.figure.side:
            yield claim.figure.side


def _of_claim(claim: Claim) -> Iterator[tuple[int, int]]:
    """The spans of a claim; what has no characters of its own has no span."""
    found = [(claim.evidence.start, claim.evidence.end), (claim.trigger.start, claim.trigger.end)]
    found += [(role.start, role.end) for role in (*claim.roles, *claim.places)]
    found += [(each.start, each.end) for each in claim.attribution]
    found += [(each.cue.start, each.cue.end) for each in claim.attribution if each.cue]
    figure = claim.figure
    if figure and figure.start is not None and figure.end is not None:
        found.append((figure.start, figure.end))
    yield from (pair for pair in found if 0 <= pair[0] < pair[1])


@cache
def _described() -> frozenset[str]:
    """The IRIs that the reference graph describes."""
    subjects = (quad.subject for quad in reference_quads() if quad.predicate == RDF.type)
    return frozenset(node.value for node in subjects if isinstance(node, NamedNode))


def _label(article: Article) -> str:
    """The title or, where there is none, how the text begins."""
    if article.title:
        return article.title
    first = next((b for b in article.blocks if b.kind != "boilerplate"), article.blocks[0])
    words = " ".join(article.text[first.start : first.end].split())
    return words if len(words) <= LABEL_LENGTH else words[: LABEL_LENGTH - 1].rstrip() + "…"


def _url(url: str) -> NamedNode | Literal:
    """The address as an IRI, or as a string where it is none."""
    try:
        return NamedNode(url)
    except ValueError:
        return Literal(url)
