"""Graphs over HTTP: the Graph Store Protocol, its conditions, and what the W3C does not test."""

from __future__ import annotations

import gzip

import pytest
import zstandard
from flask import Flask
from flask.testing import FlaskClient

from kg.store import Store
from server import create_app
from server.settings import Settings

TOKEN = {"Authorization": "Bearer secret"}
TURTLE = {**TOKEN, "Content-Type": "text/turtle"}
GRAPH = "/rdf-graph-store?graph=urn:g"
NT = {"Accept": "application/n-triples"}


@pytest.fixture
def site(own_store: Store) -> FlaskClient:
    app: Flask = create_app(own_store, Settings(workers=0, token="secret"))
    return app.test_client()


def test_a_graph_is_put_read_added_to_and_deleted(site: FlaskClient) -> None:
    assert site.put(GRAPH, data="<urn:a> <urn:b> 1 .", headers=TURTLE).status_code == 201
    assert site.put(GRAPH, data="<urn:a> <urn:b> 2 .", headers=TURTLE).status_code == 204
    assert site.post(GRAPH, data="<urn:a> <urn:b> 3 .", headers=TURTLE).status_code == 204
    lines = site.get(GRAPH, headers=NT).text.splitlines()
    assert sorted(line.split('"')[1] for line in lines) == ["2", "3"]
    assert site.head(GRAPH).status_code == 200
    assert site.delete(GRAPH, headers=TOKEN).status_code == 204
    assert site.get(GRAPH).status_code == site.delete(GRAPH, headers=TOKEN).status_code == 404


def test_an_empty_graph_exists(site: FlaskClient) -> None:
    assert site.put(GRAPH, data="", headers=TURTLE).status_code == 201
    assert site.get(GRAPH).status_code == 200


def test_triple_terms_and_strange_literals_survive(site: FlaskClient) -> None:
    data = r"""<urn:a> <urn:b> <<( <urn:s> <urn:p> "x\\u0041\n\"'" )>>, "é \\ 🕊️"@fr--ltr ."""
    site.put(GRAPH, data=data.encode(), headers=TURTLE)
    found = site.get(GRAPH, headers=NT).data
    site.put(GRAPH, data=found, headers={**TOKEN, "Content-Type": "application/n-triples"})
    assert sorted(site.get(GRAPH, headers=NT).text.splitlines()) == sorted(
        found.decode().splitlines()
    )
    assert r'"x\\u0041\n\"' in found.decode()


def test_a_patch_sees_and_changes_its_graph_alone(site: FlaskClient) -> None:
    site.put(GRAPH, data="<urn:a> <urn:b> 1 .", headers=TURTLE)
    headers = {**TOKEN, "Content-Type": "application/sparql-update"}
    update = "DELETE { ?s ?p ?o } INSERT { ?s ?p 2 } WHERE { ?s ?p ?o }"
    assert site.patch(GRAPH, data=update, headers=headers).status_code == 204
    assert site.get(GRAPH, headers=NT).text.count("\n") == 1
    elsewhere = "INSERT DATA { GRAPH <urn:h> { <urn:a> <urn:b> 1 } }"
    assert site.patch(GRAPH, data=elsewhere, headers=headers).status_code == 400
    assert site.patch(GRAPH, data="DELETE", headers=headers).status_code == 400
    assert site.patch(GRAPH, data="x", headers=TURTLE).status_code == 415


def test_a_write_meant_for_another_state_is_refused(site: FlaskClient) -> None:
    etag = site.put(GRAPH, data="<urn:a> <urn:b> 1 .", headers=TURTLE).headers["ETag"]
    then = {**TURTLE, "If-Match": etag}
    reply = site.put(GRAPH, data="<urn:a> <urn:b> 2 .", headers=then)
    assert reply.status_code == 204
    assert site.put(GRAPH, data="<urn:a> <urn:b> 3 .", headers=then).status_code == 412
    assert site.delete(GRAPH, headers={**TOKEN, "If-Match": etag}).status_code == 412
    assert '"2"' in site.get(GRAPH, headers=NT).text
    read = site.get(GRAPH, headers=NT).headers["ETag"]
    assert site.delete(GRAPH, headers={**TOKEN, "If-Match": read}).status_code == 204


def test_only_a_new_graph_is_put_if_none_may_match(site: FlaskClient) -> None:
    new = {**TURTLE, "If-None-Match": "*"}
    assert site.put(GRAPH, data="<urn:a> <urn:b> 1 .", headers=new).status_code == 201
    assert site.put(GRAPH, data="<urn:a> <urn:b> 1 .", headers=new).status_code == 412


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/rdf-graph-store", 400),
        ("/rdf-graph-store?graph=relative", 400),
        ("/rdf-graph-store?graph=urn:a&graph=urn:b", 400),
        ("/rdf-graph-store?graph=urn:a&default", 400),
        ("/rdf-graph-store?default=urn:a", 400),
        ("/rdf-graph-store/x?graph=urn:a", 400),
        ("/rdf-graph-store?graph=urn:nothing", 404),
        ("/rdf-graph-store/nothing", 404),
    ],
)
def test_a_graph_that_is_not_named_rightly_is_refused(
    site: FlaskClient, address: str, status: int
) -> None:
    assert site.get(address).status_code == status


def test_writing_needs_the_token(site: FlaskClient) -> None:
    for method in ("PUT", "POST", "DELETE", "PATCH"):
        assert site.open(GRAPH, method=method).status_code == 401


def test_what_has_not_changed_is_not_sent_again(site: FlaskClient) -> None:
    for address in ("/sparql?query=ASK{}", "/rdf-graph-store?default", "/queries/members.csv"):
        etag = site.get(address).headers["ETag"]
        assert site.get(address, headers={"If-None-Match": etag}).status_code == 304
        assert site.get(address, headers={"If-None-Match": '"other"'}).status_code == 200
    site.put(GRAPH, data="<urn:a> <urn:b> 1 .", headers=TURTLE)
    assert site.get(address, headers={"If-None-Match": etag}).status_code == 200


def test_what_changes_by_itself_has_no_tag(site: FlaskClient) -> None:
    assert "ETag" not in site.get("/sparql?query=SELECT(NOW() AS ?n){}").headers


@pytest.mark.parametrize(
    ("accepted", "unpack"),
    [
        ("gzip", gzip.decompress),
        ("zstd, gzip", lambda data: zstandard.ZstdDecompressor().decompressobj().decompress(data)),
    ],
)
def test_a_long_answer_is_packed_for_who_wants_it(site: FlaskClient, accepted, unpack) -> None:  # type: ignore[no-untyped-def]
    address = "/sparql.csv?query=SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 2000"
    plain = site.get(address)
    packed = site.get(address, headers={"Accept-Encoding": accepted})
    assert packed.headers["Content-Encoding"] == accepted.split(",")[0]
    assert unpack(packed.data) == plain.data
    assert packed.headers["ETag"] != plain.headers["ETag"]
    assert "Accept-Encoding" in packed.headers["Vary"]


def test_the_dataset_of_an_update_comes_with_its_request(site: FlaskClient) -> None:
    site.put(GRAPH, data="<urn:a> <urn:b> 1 .", headers=TURTLE)
    headers = {**TOKEN, "Content-Type": "application/sparql-update"}
    update = "INSERT { GRAPH <urn:h> { ?s ?p ?o } } WHERE { ?s ?p ?o }"
    address = "/update?using-graph-uri=urn:g"
    assert site.post(address, data=update, headers=headers).status_code == 204
    found = site.get("/rdf-graph-store?graph=urn:h", headers=NT).text
    assert found.count("\n") == 1
    conflict = f"WITH <urn:g> {update}"
    assert site.post(address, data=conflict, headers=headers).status_code == 400
