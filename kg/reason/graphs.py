"""An account and what follows in it, as statements in two graphs.

`graph/perspective/<code>` holds what the principal claims, `graph/inference/<code>` what follows
from it. Both are derived: they can be dropped and built again, and come out the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad
from pyoxigraph import Store as Graphs

from kg.reason.conclusions import Casus, IntraAlliance, cases, intra_alliances
from kg.reason.engine import Conclusions
from kg.reason.facts import Account
from kg.reason.words import Words
from kg.vocabulary import (
    CASUS,
    RDF,
    RDFS,
    REFERENCE_GRAPH,
    XSD,
    inference_graph,
    perspective_graph,
)


def perspective_quads(graphs: Graphs, view: Account) -> Iterator[Quad]:
    """The content of an account's claims, each statement once, without what reference says."""
    graph = perspective_graph(view.code)
    content = {
        Quad(quad.subject, quad.predicate, quad.object, graph)
        for claim in view.claims
        for quad in graphs.quads_for_pattern(None, None, None, claim)
    }
    for quad in sorted(content, key=str):
        if Quad(quad.subject, quad.predicate, quad.object, REFERENCE_GRAPH) not in graphs:
            yield quad


def account_quads(words: Words, view: Account) -> Iterator[Quad]:
    """The account itself, in its graph of inferences: whose it is, which claims it admits."""
    graph, node = inference_graph(view.code), perspective_graph(view.code)
    yield Quad(node, RDF.type, CASUS.Perspective, graph)
    yield Quad(node, RDFS.label, _text(words.account(view.principal.value)), graph)
    yield Quad(node, CASUS.perspectiveOf, view.principal, graph)
    for claim in view.claims:
        yield Quad(node, CASUS.admits, claim, graph)


def inference_quads(words: Words, found: Conclusions) -> Iterator[Quad]:
    """Everything the rules conclude, in the inference graph of the account it holds in."""
    for predicate in ("attackBy", "onTerritoryOf"):
        for view, event, party in found.rows(predicate):
            graph = inference_graph(_code(str(view)))
            yield Quad(NamedNode(str(event)), CASUS[predicate], NamedNode(str(party)), graph)
    for case in cases(found):
        yield from _conclusion(words, case, CASUS.CasusFoederis, _casus(words, case))
    for attack in intra_alliances(found):
        yield from _conclusion(words, attack, CASUS.IntraAllianceAttack, _intra_alliance(attack))


def _casus(words: Words, case: Casus) -> dict[str, NamedNode | Literal]:
    values: dict[str, NamedNode | Literal] = {
        "dueObligation": NamedNode(case.obligation),
        "owedBy": NamedNode(case.obligor),
        "owedTo": NamedNode(case.protected),
        "invoked": _flag(case.invoked),
        "requested": _flag(case.requested),
        "intraAlliance": _flag(case.intra_alliance),
    }
    agreement = words.agreement(case.obligation)
    if agreement:
        values["underAgreement"] = NamedNode(agreement)
    return values


def _intra_alliance(attack: IntraAlliance) -> dict[str, NamedNode | Literal]:
    return {
        "underAgreement": NamedNode(attack.agreement),
        "aggressor": NamedNode(attack.aggressor),
        "victimParty": NamedNode(attack.victim),
    }


def _conclusion(
    words: Words,
    found: Casus | IntraAlliance,
    kind: NamedNode,
    values: dict[str, NamedNode | Literal],
) -> Iterator[Quad]:
    """A conclusion as an individual: its kind, its sentence, where it holds, and its own values."""
    code = _code(found.view)
    node, graph = NamedNode(found.iri), inference_graph(code)
    yield Quad(node, RDF.type, kind, graph)
    yield Quad(node, RDFS.label, _text(found.sentence(words)), graph)
    values |= {
        "triggeredBy": NamedNode(found.event),
        "inPerspective": perspective_graph(code),
        "certainty": Literal("certain" if found.certain else "possible"),
    }
    for predicate, value in values.items():
        yield Quad(node, CASUS[predicate], value, graph)


def _code(view: str) -> str:
    return Account(NamedNode(view), ()).code


def _text(value: str) -> Literal:
    return Literal(value, language="en")


def _flag(value: bool) -> Literal:
    return Literal("true" if value else "false", datatype=XSD.boolean)
