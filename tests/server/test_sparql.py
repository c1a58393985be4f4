from __future__ import annotations

import csv
import io
import json

import pytest
import rdflib
from flask.testing import FlaskClient
from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, parse, parse_query_results

SELECT = "SELECT ?c ?l { VALUES ?c { id:state/ARM } ?c rdfs:label ?l }".replace(
    "id:state/ARM", "<https://w3id.org/casus/id/state/ARM>"
)
CONSTRUCT = "CONSTRUCT { ?s casus:iso3 ?o } WHERE { ?s casus:iso3 ?o } LIMIT 3"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("application/sparql-results+json", QueryResultsFormat.JSON),
        ("application/sparql-results+xml", QueryResultsFormat.XML),
        ("text/tab-separated-values", QueryResultsFormat.TSV),
    ],
)
def test_a_table_comes_in_the_format_accepted(
    client: FlaskClient, accept: str, form: QueryResultsFormat
) -> None:
    reply = client.get("/sparql", query_string={"query": SELECT}, headers={"Accept": accept})
    assert reply.status_code == 200
    assert reply.content_type.split(";")[0] == accept
    assert "Accept" in reply.headers["Vary"]
    assert reply.headers["Access-Control-Allow-Origin"] == "*"
    results = parse_query_results(reply.data, format=form)
    assert isinstance(results, QuerySolutions)
    assert [row["l"].value for row in results] == ["Armenia"]


def test_csv_is_what_a_spreadsheet_reads(client: FlaskClient) -> None:
    reply = client.get("/sparql.csv", query_string={"query": SELECT})
    assert reply.content_type == "text/csv; charset=utf-8"
    rows = list(csv.reader(io.StringIO(reply.text)))
    assert rows == [["c", "l"], ["https://w3id.org/casus/id/state/ARM", "Armenia"]]


@pytest.mark.parametrize(
    "media_type",
    [
        "text/turtle",
        "application/n-triples",
        "application/n-quads",
        "application/trig",
        "application/rdf+xml",
        "application/ld+json",
    ],
)
def test_a_graph_comes_in_the_format_accepted(client: FlaskClient, media_type: str) -> None:
    reply = client.post(
        "/sparql",
        data=CONSTRUCT,
        content_type="application/sparql-query",
        headers={"Accept": media_type},
    )
    assert reply.status_code == 200
    assert reply.content_type.split(";")[0] == media_type
    form = RdfFormat.from_media_type(media_type)
    assert len(list(parse(reply.data, format=form))) == 3


def test_turtle_uses_the_prefixes(client: FlaskClient) -> None:
    text = client.get("/sparql", query_string={"query": CONSTRUCT, "format": "ttl"}).text
    assert "casus:iso3" in text


@pytest.mark.parametrize("name", ["json", "xml", "csv", "tsv"])
def test_ask_has_every_format_of_a_table(client: FlaskClient, name: str) -> None:
    reply = client.get("/sparql", query_string={"query": "ASK {}", "format": name})
    assert reply.status_code == 200
    assert b"true" in reply.data


def test_format_wins_over_accept_only_if_it_is_one(client: FlaskClient) -> None:
    for name, expected in (("xml", "application/sparql-results+xml"), ("mp3", "text/csv")):
        reply = client.get(
            "/sparql",
            query_string={"query": SELECT, "format": name, "output": "x"},
            headers={"Accept": "text/csv"},
        )
        assert reply.content_type.split(";")[0] == expected


@pytest.mark.parametrize(
    ("query", "accept", "status"),
    [
        (SELECT, "text/turtle", 406),
        (CONSTRUCT, "text/csv", 406),
        (SELECT, "image/png", 406),
        ("SELECT * WHRE {}", "*/*", 400),
        ("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", "*/*", 403),
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", "*/*", 400),
    ],
)
def test_what_cannot_be_answered_is_a_problem(
    client: FlaskClient, query: str, accept: str, status: int
) -> None:
    reply = client.get("/sparql", query_string={"query": query}, headers={"Accept": accept})
    assert reply.status_code == status
    assert reply.content_type == "application/problem+json"
    assert reply.json is not None
    assert reply.json["status"] == status
    assert reply.json["detail"][-1] in ".?"


def test_a_parse_error_says_where(client: FlaskClient) -> None:
    query = {"query": "SELECT *\nWHRE { ?s ?p ?o }"}
    problem = client.get("/sparql", query_string=query).json
    assert problem is not None
    assert (problem["line"], problem["column"], problem["token"]) == (2, 1, "WHRE")
    text = client.get("/sparql", query_string=query, headers={"Accept": "text/plain"}).text
    assert text.startswith("Line 2, column 1: ")
    page = client.get("/sparql", query_string=query, headers={"Accept": BROWSER})
    assert page.status_code == 400
    assert "Line 2, column 1: " in page.text


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_not_allowed(client: FlaskClient, method: str) -> None:
    reply = client.open("/sparql", method=method.upper())
    assert reply.status_code == 405
    assert "GET" in reply.headers["Allow"]


def test_a_body_of_another_type_is_not_supported(client: FlaskClient) -> None:
    reply = client.post("/sparql", data="ASK {}", content_type="text/plain")
    assert reply.status_code == 415
    assert "application/sparql-query" in reply.headers["Accept-Post"]


def test_an_empty_result_keeps_its_columns(client: FlaskClient) -> None:
    query = {"query": "SELECT ?a ?b { ?a <urn:none> ?b }", "format": "csv"}
    assert client.get("/sparql", query_string=query).data == b"a,b\r\n"


def test_head_has_the_headers_of_get(client: FlaskClient) -> None:
    reply = client.head("/sparql", query_string={"query": SELECT, "format": "csv"})
    assert reply.status_code == 200
    assert reply.content_type == "text/csv; charset=utf-8"
    assert reply.data == b""


def test_the_dataset_of_the_request_is_what_is_queried(client: FlaskClient) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    reference = "https://w3id.org/casus/graph/reference"
    inside = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"

    def asked(query: str, **dataset: str) -> int:
        given = {"query": query, "format": "csv", **dataset}
        return int(client.get("/sparql", query_string=given).text.split()[1])

    only = asked(count, **{"default-graph-uri": reference})
    assert 0 < only < asked(count)
    assert asked(inside, **{"default-graph-uri": reference}) == 0
    assert asked(count, **{"named-graph-uri": reference}) == 0
    assert asked(inside, **{"named-graph-uri": reference}) == only
    bad = client.get("/sparql", query_string={"query": count, "default-graph-uri": "no iri"})
    assert bad.status_code == 400


def test_an_unknown_function_is_an_error_of_its_expression_alone(client: FlaskClient) -> None:
    query = {"query": "SELECT ?a (<urn:f>(?a) AS ?b) { VALUES ?a { 1 } }", "format": "csv"}
    assert client.get("/sparql", query_string=query).data == b"a,b\r\n1,\r\n"


def test_without_a_query_programs_get_the_service_description(client: FlaskClient) -> None:
    reply = client.get("/sparql", headers={"Accept": "text/turtle"})
    graph = rdflib.Graph().parse(data=reply.data, format="turtle")
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    (service,) = graph.subjects(rdflib.RDF.type, sd.Service)
    assert (service, sd.supportedLanguage, sd.SPARQL11Query) in graph
    assert (service, sd.supportedLanguage, sd.SPARQL11Update) not in graph
    assert str(graph.value(service, sd.endpoint)).endswith("/sparql")


def test_without_a_query_people_get_a_form_and_the_saved_queries(client: FlaskClient) -> None:
    page = client.get("/sparql", headers={"Accept": BROWSER}).text
    assert "<textarea" in page
    assert 'href="/queries/' in page


def test_a_browser_sees_the_answer_as_a_table_with_links(client: FlaskClient) -> None:
    reply = client.get("/sparql", query_string={"query": SELECT}, headers={"Accept": BROWSER})
    assert reply.content_type == "text/html; charset=utf-8"
    assert '<a href="/page/state/ARM"' in reply.text
    assert "Armenia" in reply.text


def test_a_long_answer_is_cut_on_the_page_and_says_so(client: FlaskClient) -> None:
    query = {"query": "SELECT * { ?s ?p ?o }"}
    page = client.get("/sparql", query_string=query, headers={"Accept": BROWSER}).text
    assert "200 rows shown; there are more" in page


def test_a_preflight_request_is_answered(client: FlaskClient) -> None:
    reply = client.options("/sparql", headers={"Origin": "https://example.org"})
    assert reply.status_code == 200
    assert "POST" in reply.headers["Access-Control-Allow-Methods"]
    assert "Content-Type" in reply.headers["Access-Control-Allow-Headers"]


def test_void_counts_classes_and_properties(client: FlaskClient) -> None:
    for address in ("/void", "/.well-known/void"):
        reply = client.get(address, headers={"Accept": "application/n-triples"})
        graph = rdflib.Graph().parse(data=reply.data, format="nt")
        void = rdflib.Namespace("http://rdfs.org/ns/void#")
        article = rdflib.URIRef("https://w3id.org/casus/ont/Article")
        (part,) = graph.subjects(void["class"], article)
        assert int(str(graph.value(part, void.entities))) == 5


def test_openapi_describes_the_saved_queries(client: FlaskClient) -> None:
    document = client.get("/openapi.json").json
    assert document is not None
    assert document["paths"]["/queries/members"]["get"]["responses"]["200"]
    assert json.dumps(document).count('"$ref"') > 5


def test_metrics_count_the_queries(client: FlaskClient) -> None:
    client.get("/sparql", query_string={"query": "ASK {}"})
    client.get("/sparql", query_string={"query": "ASK"})
    text = client.get("/metrics").text
    assert 'casus_requests_total{area="sparql",status="400"}' in text
    assert 'casus_query_seconds_bucket{le="+Inf"}' in text


def test_health_names_the_state_of_the_data(client: FlaskClient) -> None:
    reply = client.get("/health")
    assert reply.json is not None
    assert reply.json["status"] == "ok"
    assert reply.json["data"]
