"""What code is told about the ontology and the saved queries."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode

from kg.errors import BadQuery, UnknownChoice
from kg.ontology import (
    Parameter,
    class_ancestors,
    classes_under,
    data_path,
    is_a,
    module_quads,
    ontology_quads,
    property_ancestors,
    saved_queries,
    saved_query,
    turtle,
)
from kg.vocabulary import CASUS, ONTOLOGY_GRAPH, XSD


def test_two_reads_of_a_module_give_the_same_quads() -> None:
    first, second = module_quads("treaty"), module_quads("treaty")
    assert first == second
    assert any(isinstance(quad.subject, BlankNode) for quad in first)


def test_blank_nodes_of_two_modules_never_meet() -> None:
    labels = [
        {quad.subject for quad in module_quads(name) if isinstance(quad.subject, BlankNode)}
        for name in ("actor", "treaty")
    ]
    assert labels[0]
    assert labels[1]
    assert not labels[0] & labels[1]


def test_the_ontology_lies_in_its_own_graph() -> None:
    assert {quad.graph_name for quad in ontology_quads()} == {ONTOLOGY_GRAPH}


def test_the_dl_axioms_are_not_loaded_with_the_data() -> None:
    assert not set(module_quads("axioms-dl")) & set(ontology_quads())


def test_ancestors_come_nearest_first() -> None:
    assert class_ancestors("AirStrike") == ("ArmedAttack", "ArmedAction", "Event")
    assert property_ancestors("attacker") == ("initiator", "participant")


def test_classes_of_others_are_no_ancestors() -> None:
    assert class_ancestors("Event") == ()


def test_a_class_is_itself_and_what_is_above_it() -> None:
    assert is_a("Ministry", "Agent")
    assert is_a("Ministry", "Ministry")
    assert not is_a("Agent", "Ministry")


def test_classes_under_a_class_include_it() -> None:
    assert classes_under("Treaty") == ("DefenceTreaty", "Treaty")


def test_an_unknown_module_is_answered_with_the_choices() -> None:
    with pytest.raises(UnknownChoice, match=r"unknown ontology module 'acter'.*\bactor\b"):
        turtle("acter")


def test_a_configured_base_moves_every_term() -> None:
    code = "from kg.ontology import *; print({t.predicate.value for t in module_quads('core')})"
    environment = {**os.environ, "KG_BASE": "http://localhost/kg/"}
    shown = subprocess.run(
        [sys.executable, "-c", f"{code}; print(is_a('Ministry', 'Agent'), turtle('core'))"],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "w3id.org/casus" not in shown
    assert "http://localhost/kg/ont/" in shown
    assert "True" in shown


QUERY = """#defaultView:Timeline
# title: Calls before a truce
# description: Who called whom,
# description: and when.
# param: party iri state/ARM
# param: before dateTime 2021-11-17
SELECT * { ?s ?p ?party }
"""


def test_a_saved_query_says_what_it_is_in_its_header() -> None:
    query = saved_query("calls", QUERY)
    assert (query.name, query.title, query.view) == ("calls", "Calls before a truce", "Timeline")
    assert query.description == "Who called whom, and when."
    assert query.parameters == (
        Parameter("party", "iri", "state/ARM"),
        Parameter("before", "dateTime", "2021-11-17"),
    )


def test_without_a_header_a_query_is_a_table_named_after_its_file() -> None:
    query = saved_query("all", "SELECT * { ?s ?p ?o }")
    assert (query.title, query.view, query.parameters) == ("all", "Table", ())


@pytest.mark.parametrize(
    ("kind", "text", "term"),
    [
        ("iri", "state/ARM", NamedNode("https://w3id.org/casus/id/state/ARM")),
        ("iri", "casus:ArmedAttack", CASUS.ArmedAttack),
        ("iri", "https://example.org/x", NamedNode("https://example.org/x")),
        ("string", '" } DROP ALL', Literal('" } DROP ALL')),
        ("integer", "7", Literal(7)),
        ("dateTime", "2021-11-16", Literal("2021-11-16T00:00:00Z", datatype=XSD.dateTime)),
        (
            "dateTime",
            "2021-11-16T18:30:00+04:00",
            Literal("2021-11-16T18:30:00+04:00", datatype=XSD.dateTime),
        ),
    ],
)
def test_a_parameter_is_bound_as_a_term(kind: str, text: str, term: NamedNode | Literal) -> None:
    assert Parameter("x", kind, "").term(text) == term


@pytest.mark.parametrize(("kind", "text"), [("integer", "x"), ("dateTime", "2021"), ("iri", "a b")])
def test_a_value_of_the_wrong_type_is_refused(kind: str, text: str) -> None:
    with pytest.raises(BadQuery, match=f"'{text}' is no {kind} for parameter 'x'"):
        Parameter("x", kind, "").term(text)


def test_an_unknown_view_or_parameter_type_is_refused() -> None:
    with pytest.raises(UnknownChoice, match=r"view in queries/q\.rq 'Pie'"):
        saved_query("q", "#defaultView:Pie\nASK {}")
    with pytest.raises(UnknownChoice, match=r"type of parameter 'who'"):
        saved_query("q", "# param: who person x\nASK {}")


def test_every_saved_query_has_a_title_and_a_description() -> None:
    for query in saved_queries():
        assert query.title != query.name, query.name
        assert query.description, query.name


def test_every_parameter_is_a_variable_of_its_query_and_has_a_default() -> None:
    for query in saved_queries():
        body = re.sub(r"^#.*$", "", query.text, flags=re.MULTILINE)
        for parameter in query.parameters:
            assert f"?{parameter.name}" in body, query.name
            assert parameter.term()


def test_the_data_files_lie_in_the_checkout() -> None:
    assert data_path("ontology", "core.ttl").is_file()
