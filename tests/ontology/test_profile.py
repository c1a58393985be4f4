"""What runs over data is OWL 2 RL; the rest is OWL 2 DL and free of contradictions."""

from __future__ import annotations

from collections.abc import Iterable

import pyhornedowl
import pytest
from pyhornedowl.profile import check_profile
from pyoxigraph import Quad, RdfFormat, parse, serialize

from kg.ontology import NoJava, consistency, module_quads, ontology_quads
from kg.vocabulary import CASUS, ONTOLOGY_GRAPH, OWL, RDFS, XSD

DL_AXIOMS = module_quads("axioms-dl")
PREFIXES = """
@prefix casus: <https://w3id.org/casus/ont/> .
@prefix id: <https://w3id.org/casus/id/> .
"""


def violations(quads: Iterable[Quad], profile: str) -> list[str]:
    triples = [quad.triple for quad in quads if quad.predicate != OWL.imports]
    xml = serialize(triples, format=RdfFormat.RDF_XML).decode()
    report = check_profile(pyhornedowl.open_ontology_from_string(xml, "owl"), profile)
    return [str(violation) for violation in report.violations]


def contradictions(quads: Iterable[Quad]) -> list[str]:
    try:
        return consistency(quads)
    except NoJava as error:
        pytest.skip(str(error))


def facts(turtle: str) -> list[Quad]:
    triples = parse((PREFIXES + turtle).encode(), format=RdfFormat.TURTLE)
    return [Quad(*quad.triple, ONTOLOGY_GRAPH) for quad in triples]


def test_the_modules_are_owl_2_rl() -> None:
    assert violations(ontology_quads(), "RL") == []


def test_with_the_dl_axioms_the_ontology_is_owl_2_dl() -> None:
    everything = (*ontology_quads(), *DL_AXIOMS)
    assert violations(everything, "DL") == []
    assert violations(everything, "RL") != []


def test_no_range_is_a_datatype_outside_the_owl_2_map() -> None:
    outside = {XSD.date, XSD.gYear, XSD.gYearMonth, XSD.duration, XSD.time}
    ranges = {quad.object for quad in ontology_quads() if quad.predicate == RDFS.range}
    assert ranges & outside == set()


@pytest.mark.parametrize(
    "turtle",
    [
        "id:x casus:contradicts id:y ; casus:corroborates id:y .",
        "id:x casus:about id:y . id:y a casus:Situation .",
    ],
)
def test_a_contradiction_is_found(turtle: str) -> None:
    found = contradictions((*ontology_quads(), *DL_AXIOMS, *facts(turtle)))
    assert found == [
        "the statements contradict each other (HermiT finds the ontology inconsistent)"
    ]


def test_a_class_that_can_have_no_member_is_found() -> None:
    turtle = """@prefix owl: <http://www.w3.org/2002/07/owl#> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    casus:Both a owl:Class ; rdfs:subClassOf casus:Agent , casus:Place ."""
    found = contradictions((*ontology_quads(), *facts(turtle)))
    assert found == [f"no individual can belong to {CASUS.Both.value}"]


def test_every_class_can_have_members_and_rival_accounts_are_no_contradiction() -> None:
    turtle = """
    id:e a casus:ArmedAttack ; casus:attacker id:a , id:b ; casus:attackTarget id:b , id:a .
    id:a a casus:State ; casus:iso3 "AAA" . id:b a casus:State ; casus:iso3 "BBB" .
    id:c1 a casus:Claim ; casus:about id:e ; casus:contradicts id:c2 .
    id:c2 a casus:Claim ; casus:about id:e ."""
    assert contradictions((*ontology_quads(), *DL_AXIOMS, *facts(turtle))) == []
