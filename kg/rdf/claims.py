"""What is said of a claim in the article graph, and what it says in a graph of its own."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad

from kg.model import Article, Attribution, Claim, Figure, Role
from kg.rdf.names import (
    article_iri,
    claim_iri,
    decimal,
    integer,
    moment,
    outlet_iri,
    place_iri,
    span_iri,
    stance_iri,
)
from kg.rdf.run import Run
from kg.vocabulary import CASUS, ID, RDF, XSD, article_graph

CASUALTIES = {"killed", "wounded", "captured", "missing", "displaced"}


def claim_quads(article: Article, number: int, claim: Claim, run: Run) -> Iterator[Quad]:
    """A claim whole: who says it, where, how sure, on which words; then its content."""
    graph, node = article_graph(article.sha256), claim_iri(article.sha256, number)
    yield Quad(node, RDF.type, CASUS.Claim, graph)
    yield Quad(node, CASUS.about, NamedNode(claim.event), graph)
    yield Quad(node, CASUS.reportedIn, article_iri(article.sha256), graph)
    yield Quad(node, CASUS.producedBy, run.iri, graph)
    yield Quad(node, CASUS.factuality, CASUS[claim.factuality], graph)
    yield Quad(node, CASUS.confidence, decimal(claim.confidence), graph)
    yield from _grounding(article, node, claim)
    yield from _claimant(article, node, claim)
    for order, attribution in enumerate(claim.attribution, 1):
        yield from _attribution(article, number, order, attribution)
    for order, role in enumerate((*claim.roles, *claim.places), 1):
        yield from _role_filler(article, number, order, role, role in claim.places)
    if claim.figure:
        yield from _figure(article, number, claim.figure)
    yield from _content(node, claim)


def _grounding(article: Article, node: NamedNode, claim: Claim) -> Iterator[Quad]:
    graph = article_graph(article.sha256)
    evidence, trigger = claim.evidence, claim.trigger
    sha256 = article.sha256
    yield Quad(node, CASUS.groundedIn, span_iri(sha256, evidence.start, evidence.end), graph)
    yield Quad(node, CASUS.triggerSpan, span_iri(sha256, trigger.start, trigger.end), graph)


def _claimant(article: Article, node: NamedNode, claim: Claim) -> Iterator[Quad]:
    """The innermost speaker and on whose behalf; in the article's own voice, its outlet."""
    graph = article_graph(article.sha256)
    if not claim.attribution:
        yield Quad(node, CASUS.claimant, outlet_iri(article), graph)
        yield Quad(node, CASUS.claimantPrincipal, outlet_iri(article), graph)
        return
    said = claim.attribution[0]
    speaker = said.speaker
    yield Quad(node, CASUS.claimant, NamedNode(speaker.iri), graph)
    yield Quad(node, CASUS.claimantPrincipal, NamedNode(speaker.principal or speaker.iri), graph)
    yield Quad(node, CASUS.stance, stance_iri(said.stance), graph)
    if said.cue:
        cue = span_iri(article.sha256, said.cue.start, said.cue.end)
        yield Quad(node, CASUS.cueSpan, cue, graph)


def _attribution(article: Article, number: int, order: int, said: Attribution) -> Iterator[Quad]:
    graph = article_graph(article.sha256)
    node = ID[f"attribution/{article.sha256}-{number}-{order}"]
    yield Quad(claim_iri(article.sha256, number), CASUS.attribution, node, graph)
    yield Quad(node, RDF.type, CASUS.Attribution, graph)
    yield Quad(node, CASUS.attributedTo, NamedNode(said.speaker.iri), graph)
    yield Quad(node, CASUS.attributionOrder, integer(order), graph)
    yield Quad(node, CASUS.stance, stance_iri(said.stance), graph)
    yield from _grounded(article, node, said.start, said.end)
    if said.cue:
        cue = span_iri(article.sha256, said.cue.start, said.cue.end)
        yield Quad(node, CASUS.cueSpan, cue, graph)


def _role_filler(
    article: Article, number: int, order: int, role: Role, is_place: bool
) -> Iterator[Quad]:
    graph = article_graph(article.sha256)
    node = ID[f"role/{article.sha256}-{number}-{order}"]
    filler = place_iri(role.entity) if is_place else NamedNode(role.entity.iri)
    yield Quad(claim_iri(article.sha256, number), CASUS.hasRoleFiller, node, graph)
    yield Quad(node, RDF.type, CASUS.RoleFiller, graph)
    yield Quad(node, CASUS.roleProperty, CASUS[role.role], graph)
    yield Quad(node, CASUS.filler, filler, graph)
    yield from _grounded(article, node, role.start, role.end)


def _figure(article: Article, number: int, figure: Figure) -> Iterator[Quad]:
    graph = article_graph(article.sha256)
    node = ID[f"figure/{article.sha256}-{number}"]
    kind = CASUS.CasualtyFigure if figure.effect in CASUALTIES else CASUS.Figure
    yield Quad(claim_iri(article.sha256, number), CASUS.givesFigure, node, graph)
    yield Quad(node, RDF.type, kind, graph)
    yield Quad(node, CASUS.countOperator, Literal(figure.operator), graph)
    yield Quad(node, CASUS.effect, Literal(figure.effect), graph)
    if figure.minimum is not None:
        yield Quad(node, CASUS.countMin, integer(figure.minimum), graph)
    if figure.maximum is not None:
        yield Quad(node, CASUS.countMax, integer(figure.maximum), graph)
    if figure.unit:
        yield Quad(node, CASUS.unit, Literal(figure.unit), graph)
    if figure.side:
        yield Quad(node, CASUS.sideAffected, NamedNode(figure.side.iri), graph)
    if figure.start is not None and figure.end is not None:
        yield from _grounded(article, node, figure.start, figure.end)


def _grounded(article: Article, node: NamedNode, start: int, end: int) -> Iterator[Quad]:
    """The characters of a node, where it has any of its own."""
    if 0 <= start < end:
        span, graph = span_iri(article.sha256, start, end), article_graph(article.sha256)
        yield Quad(node, CASUS.groundedIn, span, graph)


def _content(graph: NamedNode, claim: Claim) -> Iterator[Quad]:
    """What happened, if the claim is true; true of nothing but the claim's own graph."""
    event = NamedNode(claim.event)
    yield Quad(event, RDF.type, CASUS[claim.type], graph)
    for role in claim.roles:
        yield Quad(event, CASUS[role.role], NamedNode(role.entity.iri), graph)
    for place in claim.places:
        yield Quad(event, CASUS[place.role], place_iri(place.entity), graph)
    if claim.within:
        yield Quad(event, CASUS.subEventOf, NamedNode(claim.within), graph)
    if claim.time is None:
        return
    bounds = (
        (CASUS.startEarliest, claim.time.start_earliest),
        (CASUS.startLatest, claim.time.start_latest),
        (CASUS.endEarliest, claim.time.end_earliest),
        (CASUS.endLatest, claim.time.end_latest),
    )
    for predicate, bound in bounds:
        if bound is not None:
            yield Quad(event, predicate, Literal(moment(bound), datatype=XSD.dateTime), graph)
    if claim.time.text:
        yield Quad(event, CASUS.timeText, Literal(claim.time.text), graph)
