from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from kg.store import Store
from server import create_app
from server.settings import Settings

UPDATE = "application/sparql-update"
TOKEN = {"Authorization": "Bearer secret"}


@pytest.fixture
def writing(own_store: Store) -> Flask:
    return create_app(own_store, Settings(workers=0, token="secret"))


def update(client: FlaskClient, text: str, headers: dict[str, str] = TOKEN) -> TestResponse:
    return client.post("/update", data=text, content_type=UPDATE, headers=headers)


def test_without_a_configured_token_nobody_writes(client: FlaskClient) -> None:
    reply = update(client, "CLEAR ALL", {"Authorization": "Bearer "})
    assert reply.status_code == 403
    assert reply.json is not None
    assert "without a token" in reply.json["detail"]


@pytest.mark.parametrize(
    "headers", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": "Basic secret"}]
)
def test_a_wrong_token_is_told_what_is_needed(writing: Flask, headers: dict[str, str]) -> None:
    reply = update(writing.test_client(), "CLEAR ALL", headers)
    assert reply.status_code == 401
    assert reply.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_store_opened_for_reading_is_not_written(store: Store) -> None:
    app = create_app(store, Settings(workers=0, token="secret"))
    assert update(app.test_client(), "INSERT DATA { <urn:a> <urn:b> 1 }").status_code == 403


def test_an_update_is_seen_by_the_next_query(writing: Flask) -> None:
    client = writing.test_client()
    before = client.get("/health").json
    assert update(client, "INSERT DATA { <urn:a> <urn:b> 1 }").status_code == 204
    answer = client.get("/sparql", query_string={"query": "ASK { <urn:a> <urn:b> 1 }"}).json
    assert answer == {"head": {}, "boolean": True}
    assert client.get("/health").json != before


def test_an_update_is_all_or_nothing(writing: Flask) -> None:
    client = writing.test_client()
    broken = (
        "INSERT DATA { <urn:a> <urn:b> 2 } ; CREATE GRAPH <https://w3id.org/casus/graph/reference>"
    )
    assert update(client, broken).status_code == 409
    answer = client.get("/sparql", query_string={"query": "ASK { <urn:a> <urn:b> 2 }"}).json
    assert answer == {"head": {}, "boolean": False}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("LOAD <http://127.0.0.1/>", 403),
        ("INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", 403),
        ("INSERT DATA {", 400),
        ("SELECT * { ?s ?p ?o }", 400),
    ],
)
def test_a_bad_update_changes_nothing(writing: Flask, text: str, status: int) -> None:
    client = writing.test_client()
    before = client.get("/health").json
    assert update(client, text).status_code == status
    assert client.get("/health").json == before


def test_concurrent_updates_lose_nothing(writing: Flask) -> None:
    update(writing.test_client(), "INSERT DATA { <urn:n> <urn:is> 0 }")
    increment = """DELETE { <urn:n> <urn:is> ?old } INSERT { <urn:n> <urn:is> ?new }
        WHERE { <urn:n> <urn:is> ?old BIND(?old + 1 AS ?new) }"""
    with ThreadPoolExecutor(8) as pool:
        replies = pool.map(lambda _: update(writing.test_client(), increment), range(40))
    assert {reply.status_code for reply in replies} == {204}
    query = {"query": "SELECT ?n { <urn:n> <urn:is> ?n }", "format": "csv"}
    answer = writing.test_client().get("/sparql", query_string=query)
    assert answer.text.split() == ["n", "40"]
