"""Why something holds: the tree from a conclusion down to claim, article and characters."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import DefaultGraph, NamedNode
from pyoxigraph import Store as Graphs

from kg.errors import CasusError
from kg.reason.conclusions import Casus, IntraAlliance, cases, intra_alliances
from kg.reason.engine import Conclusions, Fact
from kg.reason.evidence import Evidence
from kg.reason.explanation import Explanation
from kg.reason.facts import account, facts
from kg.reason.rules import program
from kg.reason.steps import Step, steps
from kg.reason.words import Words
from kg.store import Store
from kg.vocabulary import CASUS, RDF, local_name


class NothingToExplain(CasusError):
    """An IRI that is no conclusion, claim or event of the store."""


def explain(store: Store, iri: str) -> Explanation:
    """Why a conclusion holds; for an event or a claim, what supports it and what follows."""
    graphs, node = store.oxigraph, _node(iri)
    evidence = Evidence(graphs)
    principal = _whose(graphs, node)
    if principal:
        return _conclusion(graphs, evidence, principal, iri)
    claims = [
        quad.subject.value
        for quad in graphs.quads_for_pattern(None, CASUS.about, node, DefaultGraph())
        if isinstance(quad.subject, NamedNode)
    ]
    if claims:
        return _event(graphs, evidence, iri, sorted(claims))
    if CASUS.Claim.value in evidence.words.values(iri, RDF.type):
        step = _claim(evidence, iri)
        about = evidence.words.value(iri, CASUS.about)
        return Explanation(iri, step.statement, tuple(sorted(_following(graphs, about))), (step,))
    raise NothingToExplain(
        f"{iri} is no conclusion, claim or event of this store; "
        "conclusions appear after `kg reason`"
    )


def _node(iri: str) -> NamedNode:
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise NothingToExplain(f"{iri!r} is no IRI") from error


def _whose(graphs: Graphs, conclusion: NamedNode) -> NamedNode | None:
    """The principal in whose account a conclusion holds; None where it is no conclusion."""
    for quad in graphs.quads_for_pattern(conclusion, CASUS.inPerspective, None, None):
        if isinstance(quad.object, NamedNode):
            for owner in graphs.quads_for_pattern(quad.object, CASUS.perspectiveOf, None, None):
                if isinstance(owner.object, NamedNode):
                    return owner.object
    return None


def _conclusion(graphs: Graphs, evidence: Evidence, principal: NamedNode, iri: str) -> Explanation:
    """The proof of a casus foederis or of an attack inside an alliance."""
    found = Conclusions(program(), facts(graphs, [account(graphs, principal)]))
    conclusions: list[Casus | IntraAlliance] = [*cases(found), *intra_alliances(found)]
    for conclusion in conclusions:
        if conclusion.iri == iri:
            proven = [
                step for fact in _shown(conclusion) for step in _proven(found, fact, evidence)
            ]
            statement = conclusion.sentence(evidence.words)
            remarks = tuple(_remarks(conclusion, evidence.words))
            return Explanation(iri, statement, remarks, tuple(proven))
    raise NothingToExplain(f"{iri} no longer follows from what the store holds; run `kg reason`")


def _shown(conclusion: Casus | IntraAlliance) -> Iterator[Fact]:
    """The facts whose proofs make up the explanation."""
    yield conclusion.fact
    if isinstance(conclusion, Casus):
        view, event, protected = conclusion.view, conclusion.event, conclusion.protected
        if conclusion.requested:
            yield Fact("requested", (view, event, conclusion.obligor, protected))
        if conclusion.invoked:
            yield Fact("invoked", (view, event, conclusion.obligation, protected))


def _proven(found: Conclusions, fact: Fact, evidence: Evidence) -> tuple[Step, ...]:
    proof = found.proof(fact)
    return steps(proof, evidence) if proof else ()


def _remarks(conclusion: Casus | IntraAlliance, words: Words) -> Iterator[str]:
    if conclusion.certain:
        yield "Certain within this account: it follows under every reading of the dates"
    else:
        yield "Possible within this account: it depends on dates or places not exactly known"
    if isinstance(conclusion, IntraAlliance):
        return
    protected, obligor = words.name(conclusion.protected), words.name(conclusion.obligor)
    needed = words.value(conclusion.obligation, CASUS.requestNeeded) == "true"
    asked = "asked" if conclusion.requested else "is not reported to have asked"
    clause = "; the article acts at the request of the state attacked" if needed else ""
    yield f"{protected} {asked} {obligor} for help{clause}"
    if conclusion.invoked:
        yield f"{protected} invoked this agreement"
    if conclusion.intra_alliance:
        yield "The attacker may itself have been a party"
    yield "This reads treaty text under a stated account; it finds no fact and no duty"


def _event(graphs: Graphs, evidence: Evidence, iri: str, claims: list[str]) -> Explanation:
    told = tuple(_claim(evidence, claim) for claim in claims)
    kinds = sorted({evidence.words.name(kind) for kind in _kinds(graphs, iri, claims)})
    number = "1 claim" if len(claims) == 1 else f"{len(claims)} claims"
    statement = f"{number} about the event {local_name(iri)}: {', '.join(kinds)}"
    return Explanation(iri, statement, tuple(sorted(_following(graphs, iri))), told)


def _kinds(graphs: Graphs, event: str, claims: list[str]) -> Iterator[str]:
    for claim in claims:
        for quad in graphs.quads_for_pattern(NamedNode(event), RDF.type, None, NamedNode(claim)):
            if isinstance(quad.object, NamedNode):
                yield quad.object.value


def _claim(evidence: Evidence, claim: str) -> Step:
    """A claim with the characters of each of its roles."""
    words, source = evidence.words, evidence.claim(claim)
    factuality = words.name(words.value(claim, CASUS.factuality) or "")
    roles = []
    for node in words.values(claim, CASUS.hasRoleFiller):
        role, filler = (words.value(node, CASUS[name]) for name in ("roleProperty", "filler"))
        span = words.value(node, CASUS.groundedIn)
        if role and filler:
            said = f"{words.name(role)}: {words.name(filler)}"
            passage = evidence.passage(span) if span else None
            roles.append(Step(said, source=source, characters=passage))
    said = f"{source.citation}: {factuality}"
    return Step(said, None, tuple(roles), source, evidence.trigger(claim))


def _following(graphs: Graphs, event: str | None) -> Iterator[str]:
    """What the accounts conclude from an event, each with the IRI to explain next."""
    if event is None:
        return
    words = Words(graphs)
    found = graphs.quads_for_pattern(None, CASUS.triggeredBy, NamedNode(event), None)
    for quad in found:
        node, graph = quad.subject, quad.graph_name
        if isinstance(node, NamedNode) and isinstance(graph, NamedNode):
            yield f"{words.label_in(node, graph)} <{node.value}>"
