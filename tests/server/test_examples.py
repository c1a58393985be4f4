"""The saved queries in the description of the service, as tools that offer examples read them."""

from __future__ import annotations

import pytest
import rdflib
from flask.testing import FlaskClient
from rdflib.namespace import RDF, RDFS, SH

from kg.ontology import saved_queries

SCHEMA = rdflib.Namespace("https://schema.org/")


def described(client: FlaskClient, address: str) -> rdflib.Graph:
    reply = client.get(address, headers={"Accept": "application/n-triples"})
    return rdflib.Graph().parse(data=reply.data, format="nt")


@pytest.mark.parametrize("address", ["/sparql", "/void", "/.well-known/void"])
def test_saved_queries_without_parameters_are_examples(client: FlaskClient, address: str) -> None:
    graph = described(client, address)
    examples = set(graph.subjects(RDF.type, SH.SPARQLExecutable))
    assert examples == set(graph.subjects(RDF.type, SH.SPARQLSelectExecutable))
    assert {str(graph.value(example, SH.select)) for example in examples} == {
        query.text for query in saved_queries() if not query.parameters
    }
    for example in examples:
        assert graph.value(example, RDFS.comment)
        assert str(graph.value(example, SCHEMA.target)) == "http://localhost/sparql"


def test_an_example_answers_what_its_saved_query_answers(client: FlaskClient) -> None:
    graph = described(client, "/sparql")
    example = rdflib.URIRef("http://localhost/void#query-accounts")
    text = str(graph.value(example, SH.select))
    saved = str(graph.value(example, RDFS.seeAlso)).removeprefix("http://localhost")
    answer = client.get("/sparql.csv", query_string={"query": text})
    assert answer.status_code == 200
    assert answer.text == client.get(f"{saved}.csv").text


def test_the_prefixes_of_the_examples_are_declared(client: FlaskClient) -> None:
    graph = described(client, "/sparql")
    (declared,) = set(graph.objects(None, SH.prefixes))
    prefixes = {
        str(graph.value(each, SH.prefix)): graph.value(each, SH.namespace)
        for each in graph.objects(declared, SH.declare)
    }
    ours = rdflib.Literal("https://w3id.org/casus/ont/", datatype=rdflib.XSD.anyURI)
    assert prefixes["casus"] == ours
