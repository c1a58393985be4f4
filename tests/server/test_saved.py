from __future__ import annotations

import csv
import io

import pytest
from flask.testing import FlaskClient

from kg.ontology import saved_queries

WITH_PARAMETERS = next(query for query in saved_queries() if query.parameters)
NAMES = [query.name for query in saved_queries()]


def test_the_list_tells_what_each_answers_and_takes(client: FlaskClient) -> None:
    listed = client.get("/queries.json").json
    assert listed is not None
    assert [each["name"] for each in listed["queries"]] == NAMES
    described = next(each for each in listed["queries"] if each["name"] == WITH_PARAMETERS.name)
    assert described["parameters"][0]["type"] in ("iri", "string", "integer", "dateTime")
    page = client.get("/queries", headers={"Accept": "text/html"}).text
    assert all(f'href="/queries/{name}"' in page for name in NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_saved_query_has_a_stable_address(client: FlaskClient, name: str) -> None:
    table = client.get(f"/queries/{name}.csv")
    assert table.status_code == 200
    assert table.content_type == "text/csv; charset=utf-8"
    header = next(csv.reader(io.StringIO(table.text)))
    answer = client.get(f"/queries/{name}.json").json
    assert answer is not None
    assert answer["head"]["vars"] == header
    page = client.get(f"/queries/{name}", headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert "The query behind this page" in page.text


def test_a_parameter_is_bound_as_a_term(client: FlaskClient) -> None:
    members = client.get("/queries/members.csv?organisation=org/CSTO").text
    assert client.get("/queries/members.csv?organisation=org/EU").text != members
    full = "https://w3id.org/casus/id/org/CSTO"
    assert client.get(f"/queries/members.csv?organisation={full}").text == members


@pytest.mark.parametrize(
    "value",
    ["org/CSTO> ?x } DROP ALL #", "org/CSTO} UNION {?s ?p ?o", "a b", '"', "<x>", "urn:%00"],
)
def test_a_parameter_cannot_change_the_query(client: FlaskClient, value: str) -> None:
    reply = client.get("/queries/members.csv", query_string={"organisation": value})
    assert reply.status_code in (200, 400)
    if reply.status_code == 200:
        assert reply.text.count("\n") == 1


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/queries/nothing", 404),
        ("/queries/nothing.csv", 404),
        ("/queries/members.exe", 404),
        ("/queries/members.csv?who=ARM", 400),
        ("/queries/members.csv?date=yesterday", 400),
        ("/queries/members.ttl", 406),
    ],
)
def test_what_is_not_there_is_said(client: FlaskClient, address: str, status: int) -> None:
    reply = client.get(address)
    assert reply.status_code == status
    assert reply.content_type == "application/problem+json"
