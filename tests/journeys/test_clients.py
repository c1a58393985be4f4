"""SPARQL clients, linked-data people and readers of pages meet the running server."""

from __future__ import annotations

import csv
import io
import json
import urllib.error
import urllib.parse
import urllib.request

import pytest
import rdflib

STATE = "https://w3id.org/casus/id/state/ARM"


def get(url: str, accept: str | None = None, data: bytes | None = None) -> tuple[int, str, str]:
    headers = {"Accept": accept} if accept else {}
    request = urllib.request.Request(url, data=data, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.headers["Content-Type"], answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.headers["Content-Type"], error.read().decode()


def ask(site: str, query: str, accept: str) -> tuple[int, str, str]:
    return get(f"{site}/sparql?{urllib.parse.urlencode({'query': query})}", accept)


def test_a_select_comes_as_json_csv_and_xml(site: str) -> None:
    query = "SELECT (COUNT(DISTINCT ?a) AS ?n) WHERE { ?a a <https://w3id.org/casus/ont/Article> }"
    status, kind, body = ask(site, query, "application/sparql-results+json")
    assert (status, kind.split(";")[0]) == (200, "application/sparql-results+json")
    assert json.loads(body)["results"]["bindings"][0]["n"]["value"] == "9"
    status, kind, body = ask(site, query, "text/csv")
    assert (status, kind.split(";")[0]) == (200, "text/csv")
    assert list(csv.reader(io.StringIO(body))) == [["n"], ["9"]]
    status, kind, _ = ask(site, query, "application/sparql-results+xml")
    assert (status, kind.split(";")[0]) == (200, "application/sparql-results+xml")


def test_a_query_can_be_posted_as_a_form(site: str) -> None:
    form = urllib.parse.urlencode({"query": "ASK { ?s ?p ?o }"}).encode()
    status, _, body = get(f"{site}/sparql", "application/sparql-results+json", form)
    assert (status, json.loads(body)["boolean"]) == (200, True)


def test_the_default_graph_counts_each_triple_once(site: str) -> None:
    query = """SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?d)
        WHERE { ?s a <https://w3id.org/casus/ont/State> }"""
    body = ask(site, query, "text/csv")[2]
    (count, distinct) = body.split("\r\n")[1].split(",")
    assert count == distinct


def test_a_broken_query_is_the_clients_fault_and_says_where(site: str) -> None:
    status, _, body = ask(site, "SELECT ?s WHERE { ?s ?p }", "application/json")
    assert status == 400
    assert "1" in body


def test_an_iri_leads_to_a_page_for_people_and_turtle_for_machines(site: str) -> None:
    status, kind, body = get(f"{site}/id/state/ARM", "text/html")
    assert (status, kind.split(";")[0]) == (200, "text/html")
    assert "Armenia" in body
    status, kind, body = get(f"{site}/id/state/ARM", "text/turtle")
    assert (status, kind.split(";")[0]) == (200, "text/turtle")
    graph = rdflib.Graph().parse(data=body, format="turtle")
    labels = {str(label) for label in graph.objects(rdflib.URIRef(STATE), rdflib.RDFS.label)}
    assert "Armenia" in labels
    assert get(f"{site}/id/state/NOWHERE", "text/turtle")[0] == 404


def test_rdflib_reads_the_endpoint_as_a_store(site: str) -> None:
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    graph = rdflib.Graph(SPARQLStore(f"{site}/sparql"))
    found = graph.query(
        f"SELECT ?code WHERE {{ <{STATE}> <https://w3id.org/casus/ont/iso3> ?code }}"
    )
    assert [str(row[0]) for row in found] == ["ARM"]


@pytest.mark.parametrize("page", ["/", "/sparql", "/queries", "/void", "/openapi.json", "/health"])
def test_the_front_doors_open(site: str, page: str) -> None:
    assert get(f"{site}{page}", "text/html,*/*;q=0.1")[0] == 200


def test_a_reader_finds_every_article_with_its_claims_marked(site: str) -> None:
    query = "SELECT ?a WHERE { ?a a <https://w3id.org/casus/ont/Article> }"
    articles = ask(site, query, "text/csv")[2].split()[1:]
    assert len(articles) == 9
    for article in articles:
        digest = article.rsplit("/", 1)[1]
        status, _, body = get(f"{site}/page/article/{digest}", "text/html")
        assert status == 200
        assert "<mark" in body


def test_writing_needs_a_token(site: str) -> None:
    form = urllib.parse.urlencode({"update": "CLEAR ALL"}).encode()
    assert get(f"{site}/update", None, form)[0] == 403
