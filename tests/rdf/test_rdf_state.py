from __future__ import annotations

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from kg.rdf import article_iri, claim_iri, span_iri, state
from kg.vocabulary import CASUS, DCTERMS, ID, RDF, RDFS, XSD, article_graph
from tests.store.articles import (
    MINISTRY,
    PLAIN,
    RUN,
    SAID,
    claimed_shelling,
    entity,
    role,
    shelling,
)

EVENT = ID["event/shelling-1"]


def values(quads: tuple[Quad, ...], subject: NamedNode, predicate: NamedNode) -> list[str]:
    found = [q.object for q in quads if (q.subject, q.predicate) == (subject, predicate)]
    return [getattr(term, "value", str(term)) for term in found]


def value(quads: tuple[Quad, ...], subject: NamedNode, predicate: NamedNode) -> str:
    (only,) = values(quads, subject, predicate)
    return only


def test_the_article_graph_describes_the_article() -> None:
    found = shelling(PLAIN)
    quads, node = state(found, RUN), article_iri(found.article.sha256)
    assert value(quads, node, CASUS.text) == PLAIN
    assert value(quads, node, CASUS.publisher) == ID["outlet/test-wire"].value
    assert value(quads, node, RDFS.label) == PLAIN
    assert value(quads, node, CASUS.producedBy) == RUN.iri.value


def test_the_content_of_a_claim_is_in_a_graph_of_its_own_and_nowhere_else() -> None:
    found = shelling(PLAIN)
    claim = claim_iri(found.article.sha256, 1)
    content = [quad for quad in state(found, RUN) if quad.subject == EVENT]
    assert {quad.graph_name for quad in content} == {claim}
    assert {(quad.predicate.value.split("/")[-1], quad.object.value) for quad in content} == {
        ("22-rdf-syntax-ns#type", CASUS.Shelling.value),
        ("attacker", ID["state/AZE"].value),
        ("occurredAt", ID["place/nowhere-in-particular"].value),
        ("startEarliest", "2021-11-16T00:00:00Z"),
        ("startLatest", "2021-11-16T23:59:59Z"),
        ("endEarliest", "2021-11-16T00:00:00Z"),
        ("endLatest", "2021-11-16T23:59:59Z"),
        ("timeText", "Tuesday"),
    }


def test_a_claim_leads_to_the_characters_it_rests_on() -> None:
    found = shelling(PLAIN)
    sha256 = found.article.sha256
    quads, claim = state(found, RUN), claim_iri(sha256, 1)
    evidence = span_iri(sha256, 0, len(PLAIN))
    assert value(quads, claim, CASUS.groundedIn) == evidence.value
    assert value(quads, evidence, CASUS.quote) == PLAIN
    assert value(quads, evidence, CASUS.endIndex) == str(len(PLAIN))
    trigger = NamedNode(value(quads, claim, CASUS.triggerSpan))
    assert value(quads, trigger, CASUS.quote) == "shelled"


def test_each_role_has_characters_of_its_own() -> None:
    found = shelling(PLAIN)
    quads, sha256 = state(found, RUN), found.article.sha256
    fillers = values(quads, claim_iri(sha256, 1), CASUS.hasRoleFiller)
    attacker = NamedNode(fillers[0])
    assert value(quads, attacker, CASUS.roleProperty) == CASUS.attacker.value
    assert value(quads, attacker, CASUS.groundedIn) == span_iri(sha256, 0, 10).value


def test_in_its_own_voice_the_outlet_is_the_claimant() -> None:
    found = shelling(PLAIN)
    quads, claim = state(found, RUN), claim_iri(found.article.sha256, 1)
    assert value(quads, claim, CASUS.claimant) == ID["outlet/test-wire"].value
    assert value(quads, claim, CASUS.claimantPrincipal) == ID["outlet/test-wire"].value
    assert values(quads, claim, CASUS.stance) == []


def test_a_quoted_claim_is_the_speakers_and_its_principals() -> None:
    found = claimed_shelling(SAID)
    sha256 = found.article.sha256
    quads, claim = state(found, RUN), claim_iri(sha256, 1)
    assert value(quads, claim, CASUS.claimant) == MINISTRY.iri
    assert value(quads, claim, CASUS.claimantPrincipal) == ID["state/ARM"].value
    assert value(quads, claim, CASUS.factuality) == CASUS.claimed.value
    assert value(quads, claim, CASUS.stance) == CASUS.stanceSaid.value
    said = NamedNode(value(quads, claim, CASUS.attribution))
    assert value(quads, said, CASUS.attributionOrder) == "1"
    assert value(quads, said, CASUS.attributedTo) == MINISTRY.iri


def test_a_figure_says_how_many_of_whom() -> None:
    found = claimed_shelling(SAID)
    quads = state(found, RUN)
    figure = NamedNode(value(quads, claim_iri(found.article.sha256, 1), CASUS.givesFigure))
    assert value(quads, figure, RDF.type) == CASUS.CasualtyFigure.value
    assert value(quads, figure, CASUS.countMin) == value(quads, figure, CASUS.countMax) == "2"
    assert value(quads, figure, CASUS.sideAffected) == ID["state/ARM"].value


def test_what_the_reference_graph_lacks_is_described_and_nothing_else() -> None:
    quads = state(claimed_shelling(SAID), RUN)
    ministry = NamedNode(MINISTRY.iri)
    assert value(quads, ministry, RDF.type) == CASUS.Ministry.value
    assert value(quads, ministry, CASUS.organOf) == ID["state/ARM"].value
    assert value(quads, ministry, CASUS.actsFor) == ID["state/ARM"].value
    assert values(quads, ID["state/AZE"], RDFS.label) == []


def test_an_event_that_somebody_alleges_is_not_described_as_one() -> None:
    alleged = entity("event/attack-1", "ArmedAttack", "attack")
    accusation = shelling(
        PLAIN, type="Accusation", roles=(role("allegedEvent", alleged, PLAIN, "shelled"),)
    )
    subjects = {quad.subject for quad in state(accusation, RUN)}
    assert NamedNode(alleged.iri) not in subjects


@pytest.mark.parametrize(
    ("published", "kind"),
    [("2016", "gYear"), ("2016-10", "gYearMonth"), ("2021-11-16", "date")],
)
def test_a_date_is_no_more_exact_than_it_is_known(published: str, kind: str) -> None:
    from dataclasses import replace

    found = shelling(PLAIN)
    dated = replace(found, article=replace(found.article, published=published))
    (quad,) = [quad for quad in state(dated, RUN) if quad.predicate == DCTERMS.issued]
    assert quad.object == Literal(published, datatype=XSD[kind])


def test_nothing_is_nameless_and_every_quad_has_a_graph() -> None:
    found = claimed_shelling(SAID)
    own = {article_graph(found.article.sha256), claim_iri(found.article.sha256, 1)}
    for quad in state(found, RUN):
        assert not isinstance(quad.subject, BlankNode)
        assert not isinstance(quad.object, BlankNode)
        assert quad.graph_name in own


def test_the_same_extraction_gives_the_same_quads_in_the_same_order() -> None:
    assert state(claimed_shelling(SAID), RUN) == state(claimed_shelling(SAID), RUN)


def test_a_state_that_is_a_place_is_its_territory() -> None:
    from tests.store.articles import ARMENIA, role

    text = "Azerbaijan shelled Armenia and Nowhere."
    found = shelling(text, places=(role("occurredAt", ARMENIA, text, "Armenia"),))
    assert value(state(found, RUN), EVENT, CASUS.occurredAt) == ID["territory/ARM"].value
