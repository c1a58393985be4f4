"""Why something holds: the tree from a conclusion down to claim, article and characters."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import DefaultGraph, NamedNode

from kg.errors import CasusError
from kg.reason.conclusions import GOALS, Conclusion, conclusions
from kg.reason.engine import Conclusions, Fact
from kg.reason.evidence import Evidence
from kg.reason.explanation import Explanation
from kg.reason.facts import Graphs
from kg.reason.near import facts_near
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
    events = _triggers(graphs, node)
    if events:
        return _conclusion(graphs, evidence, events, iri)
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


def proven(found: Conclusions, fact: Fact, evidence: Evidence) -> tuple[Step, ...]:
    """The steps of the proof of a fact; none where it does not hold."""
    proof = found.proof(fact)
    return steps(proof, evidence) if proof else ()


def _node(iri: str) -> NamedNode:
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise NothingToExplain(f"{iri!r} is no IRI") from error


def _triggers(graphs: Graphs, conclusion: NamedNode) -> list[NamedNode]:
    """The events a conclusion follows from; none where it is no conclusion."""
    quads = graphs.quads_for_pattern(conclusion, CASUS.triggeredBy, None, None)
    return [quad.object for quad in quads if isinstance(quad.object, NamedNode)]


def _conclusion(
    graphs: Graphs, evidence: Evidence, events: list[NamedNode], iri: str
) -> Explanation:
    """The proof of a conclusion, from the facts that it can depend on."""
    kinds = {quad.object for quad in graphs.quads_for_pattern(NamedNode(iri), RDF.type, None, None)}
    goals = [goal for kind in GOALS if CASUS[kind] in kinds for goal in GOALS[kind]]
    found = Conclusions(program(*goals), facts_near(graphs, events))
    for each in conclusions(found):
        if each.iri == iri:
            return explained(each, found, evidence)
    raise NothingToExplain(f"{iri} no longer follows from what the store holds; run `kg reason`")


def explained(each: Conclusion, found: Conclusions, evidence: Evidence) -> Explanation:
    """One conclusion put into words, with all its proofs."""
    told = dict.fromkeys(step for fact in each.facts for step in proven(found, fact, evidence))
    statement = each.sentence(evidence.words)
    return Explanation(each.iri, statement, tuple(_remarks(each, evidence.words)), tuple(told))


def _remarks(each: Conclusion, words: Words) -> Iterator[str]:
    if each.view is None:
        yield "Which of them is right is not decided here"
        return
    if each.certain:
        yield "Certain within this account: it follows under every reading of the dates"
    else:
        yield "Possible within this account: it depends on dates or places not exactly known"
    if each.kind != "CasusFoederis":
        return
    yield from _remarks_on_case(each, words)
    yield "This reads treaty text under a stated account; it finds no fact and no duty"


def _remarks_on_case(case: Conclusion, words: Words) -> Iterator[str]:
    protected, obligor = words.name(case.value("owedTo")), words.name(case.value("owedBy"))
    needed = words.value(case.value("dueObligation"), CASUS.requestNeeded) == "true"
    asked = "asked" if "requested" in case.marks else "is not reported to have asked"
    clause = "; the article acts at the request of the state attacked" if needed else ""
    yield f"{protected} {asked} {obligor} for help{clause}"
    if "invoked" in case.marks:
        yield f"{protected} invoked this agreement"
    if "performed" in case.marks:
        yield f"{obligor} is reported to have helped"
    if "contested" in case.marks:
        yield "Contested: somebody denies the attack or swaps the sides, or the place is disputed"
    if "intraAlliance" in case.marks:
        yield "The attacker may itself have been a party"
    for name, what in (("alsoAlliedTo", "an ally of"), ("alsoBoundTo", "bound to")):
        for link, attacker in case.links:
            if link == name:
                yield f"{obligor} was {what} {words.name(attacker)}, the attacker, too"


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
