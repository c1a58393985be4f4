"""An account and what follows in it, as statements in two graphs.

`graph/perspective/<code>` holds what the principal claims, `graph/inference/<code>` what follows
from it, and `graph/inference/between-accounts` what holds between several. All are derived: they
can be dropped and built again, and come out the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.reason.accounts import Account
from kg.reason.conclusions import BETWEEN, Conclusion, conclusions, corroborations
from kg.reason.engine import Conclusions
from kg.reason.facts import Graphs
from kg.reason.words import Words
from kg.vocabulary import (
    CASUS,
    RDF,
    RDFS,
    REFERENCE_GRAPH,
    XSD,
    inference_graph,
    local_name,
    perspective_graph,
)

TRUE = Literal("true", datatype=XSD.boolean)
RDF_TYPE, LABEL = RDF.type, RDFS.label
TRIGGERED_BY, IN_PERSPECTIVE = CASUS.triggeredBy, CASUS.inPerspective
CERTAIN_OR_NOT, UNDER_AGREEMENT = CASUS.certainty, CASUS.underAgreement
CERTAINTY = {True: Literal("certain"), False: Literal("possible")}


def perspective_quads(graphs: Graphs, view: Account, claims: Iterable[NamedNode]) -> Iterator[Quad]:
    """The content of claims of an account, each statement once, without what reference says."""
    graph = perspective_graph(view.code)
    for triple in content(graphs, claims):
        yield Quad(triple.subject, triple.predicate, triple.object, graph)


def content(graphs: Graphs, claims: Iterable[NamedNode]) -> Iterator[Triple]:
    """What claims say happened, each statement once, without what reference says."""
    known: dict[object, bool] = {}  # whether reference describes a subject: of events, never
    for triple in _stated(graphs, claims):
        subject, predicate, value = triple.subject, triple.predicate, triple.object
        if subject not in known:
            told = graphs.quads_for_pattern(subject, None, None, REFERENCE_GRAPH)
            known[subject] = next(told, None) is not None
        if not (known[subject] and Quad(subject, predicate, value, REFERENCE_GRAPH) in graphs):
            yield triple


def _stated(graphs: Graphs, claims: Iterable[NamedNode]) -> set[Triple]:
    return {
        quad.triple
        for claim in claims
        for quad in graphs.quads_for_pattern(None, None, None, claim)
    }


def account_quads(words: Words, view: Account) -> Iterator[Quad]:
    """The account itself, in its graph of inferences: whose it is."""
    graph, node = inference_graph(view.code), perspective_graph(view.code)
    yield Quad(node, RDF.type, CASUS.Perspective, graph)
    yield Quad(node, RDFS.label, _text(words.account(view.principal.value)), graph)
    yield Quad(node, CASUS.perspectiveOf, view.principal, graph)


def admission_quads(view: Account, claims: Iterable[NamedNode]) -> Iterator[Quad]:
    """Which claims an account admits."""
    graph, node = inference_graph(view.code), perspective_graph(view.code)
    for claim in claims:
        yield Quad(node, CASUS.admits, claim, graph)


def inference_quads(
    words: Words, found: Conclusions, events: frozenset[str] | None = None
) -> Iterator[Quad]:
    """What the rules conclude from some events (None: from all), where it holds."""
    for predicate in ("attackBy", "onTerritoryOf"):
        for view, event, party in found.rows(predicate):
            if events is None or event in events:
                graph = inference_graph(local_name(str(view)))
                yield Quad(_node(str(event)), CASUS[predicate], _node(str(party)), graph)
    for each in conclusions(found):
        if events is None or each.event in events or _leads_to(each, events):
            yield from conclusion_quads(words, each)
    yield from _corroboration_quads(found, events)


def _leads_to(each: Conclusion, events: frozenset[str]) -> bool:
    return each.view is None and any(value in events for _, value in each.links)


def conclusion_quads(words: Words, each: Conclusion) -> Iterator[Quad]:
    """A conclusion as an individual: its kind, its sentence, where it holds, and its own values."""
    node, graph = NamedNode(each.iri), _inferences(each.code)
    yield Quad(node, RDF_TYPE, _term(each.kind), graph)
    yield Quad(node, LABEL, _text(each.sentence(words)), graph)
    yield Quad(node, TRIGGERED_BY, _node(each.event), graph)
    if each.view:
        yield Quad(node, IN_PERSPECTIVE, _perspective(each.code), graph)
        yield Quad(node, CERTAIN_OR_NOT, CERTAINTY[each.certain], graph)
    if each.kind == "Contradiction":
        yield from _contradiction_quads(each, graph)
    else:
        for name, value in each.values:
            yield Quad(node, _term(name), _node(value), graph)
    for name, value in each.links:
        yield Quad(node, _term(name), _node(value), graph)
    for mark in sorted(each.marks):
        yield Quad(node, _term(mark), TRUE, graph)
    if each.kind == "CasusFoederis":
        agreement = words.agreement(each.value("dueObligation"))
        if agreement:
            yield Quad(node, UNDER_AGREEMENT, _node(agreement), graph)


def _contradiction_quads(each: Conclusion, graph: NamedNode) -> Iterator[Quad]:
    node = NamedNode(each.iri)
    one, other = NamedNode(each.value("betweenClaim")), NamedNode(each.value("andClaim"))
    yield Quad(node, CASUS.contradictionGround, Literal(each.value("contradictionGround")), graph)
    for claim, rival in ((one, other), (other, one)):
        yield Quad(node, CASUS.betweenClaim, claim, graph)
        yield Quad(claim, CASUS.contradicts, rival, graph)
        yield Quad(claim, RDF.type, CASUS.ContestedClaim, graph)


def _corroboration_quads(found: Conclusions, events: frozenset[str] | None) -> Iterator[Quad]:
    graph, about = inference_graph(BETWEEN), None
    if events is not None:
        about = {str(claim) for claim, event, _ in found.given("kind") if event in events}
    for claim, other in corroborations(found):
        if about is None or claim in about or other in about:
            yield Quad(NamedNode(claim), CASUS.corroborates, NamedNode(other), graph)


@cache
def _term(name: str) -> NamedNode:
    return CASUS[name]


@lru_cache(maxsize=1024)
def _inferences(code: str) -> NamedNode:
    return inference_graph(code)


@lru_cache(maxsize=1024)
def _perspective(code: str) -> NamedNode:
    return perspective_graph(code)


@lru_cache(maxsize=65536)
def _node(iri: str) -> NamedNode:
    return NamedNode(iri)


def _text(value: str) -> Literal:
    return Literal(value, language="en")
