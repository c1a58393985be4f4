"""The whole server over HTTP, as clients meet it."""

from __future__ import annotations

import json
import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.client import IncompleteRead
from pathlib import Path
from urllib.parse import urlencode

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore

from tests.server.conftest import copied
from tests.server.running import Running, running

HEAVY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture(scope="module")
def server(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server with a token, whose queries may take two seconds."""
    folder = copied(built, tmp_path_factory.mktemp("site") / "store")
    settings = "Settings(workers=2, burst=3, token='secret', limits=Limits(seconds=2))"
    with running(folder, settings) as server:
        yield server


@pytest.fixture
def site(server: Running) -> str:
    """Its address."""
    return server.address


def post(site: str, query: str, accept: str = "text/csv") -> bytes:
    data = urlencode({"query": query}).encode()
    request = urllib.request.Request(f"{site}/sparql", data, {"Accept": accept})
    with urllib.request.urlopen(request, timeout=30) as reply:
        body: bytes = reply.read()
    return body


def test_a_plain_request_is_answered(site: str) -> None:
    assert post(site, "SELECT (1 AS ?one) {}") == b"one\r\n1\r\n"


def test_sparqlwrapper_gets_what_it_asks_for(site: str) -> None:
    wrapper = pytest.importorskip("SPARQLWrapper", reason="SPARQLWrapper is not installed")
    client = wrapper.SPARQLWrapper(f"{site}/sparql", returnFormat=wrapper.JSON)
    client.setQuery("SELECT ?l { <https://w3id.org/casus/id/state/ARM> rdfs:label ?l }")
    found = client.queryAndConvert()
    assert [row["l"]["value"] for row in found["results"]["bindings"]] == ["Armenia"]


def test_rdflib_reads_and_writes(site: str) -> None:
    reading = rdflib.Graph(SPARQLStore(f"{site}/sparql"))
    iso3 = rdflib.URIRef("https://w3id.org/casus/ont/iso3")
    armenia = rdflib.URIRef("https://w3id.org/casus/id/state/ARM")
    assert str(reading.value(armenia, iso3)) == "ARM"
    store = SPARQLUpdateStore(
        f"{site}/sparql", f"{site}/update", headers={"Authorization": "Bearer secret"}
    )
    writing = rdflib.Graph(store, rdflib.URIRef("urn:g"))
    writing.add((armenia, iso3, rdflib.Literal("written")))
    asked = post(site, 'ASK { GRAPH <urn:g> { ?s ?p "written" } }')
    assert asked == b"true"


def test_dereferencing_follows_the_redirect(site: str) -> None:
    graph = rdflib.Graph().parse(f"{site}/id/state/ARM")
    iso3 = rdflib.URIRef("https://w3id.org/casus/ont/iso3")
    assert rdflib.Literal("ARM") in set(graph.objects(None, iso3))


def test_a_heavy_query_is_stopped_and_others_go_on(site: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as stopped:
        post(site, HEAVY, "application/json")
    assert stopped.value.code == 503
    assert stopped.value.headers["Retry-After"]
    assert json.loads(stopped.value.read())["status"] == 503
    assert post(site, "ASK {}") == b"true"


def test_an_answer_cut_off_never_looks_whole(site: str) -> None:
    with pytest.raises(IncompleteRead):
        post(site, "SELECT * { ?a ?b ?c . ?d ?e ?f }")


def test_health_answers_while_heavy_queries_fill_the_pool(site: str) -> None:
    threads = [threading.Thread(target=_suffer, args=(site,)) for _ in range(12)]
    for thread in threads:
        thread.start()
    slowest = 0.0
    for _ in range(10):
        start = time.monotonic()
        urllib.request.urlopen(f"{site}/health", timeout=10).close()
        slowest = max(slowest, time.monotonic() - start)
    for thread in threads:
        thread.join()
    assert slowest < 0.5
    assert post(site, "ASK {}") == b"true"


def _suffer(site: str) -> None:
    with pytest.raises(urllib.error.HTTPError):
        post(site, HEAVY)


@pytest.mark.parametrize(
    "raw",
    [
        b"GET /sparql?query=%FF HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /sparql?query=\xff\xfe HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /id/state/%00 HTTP/1.1\r\nHost: x\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n",
        b"GET /sparql?query=ASK{} HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        b"NONSENSE\r\n\r\n",
    ],
)
def test_a_broken_request_never_reaches_a_query(site: str, raw: bytes) -> None:
    host, port = site.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall(raw)
        status = connection.recv(64).split(b" ", 2)[1:2]
    assert status
    assert status[0][:1] in (b"2", b"4", b"5")
    assert post(site, "ASK {}") == b"true"
