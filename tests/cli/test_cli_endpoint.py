from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pyoxigraph as ox
import pytest

from kg.errors import BadQuery
from kg.ontology import saved_queries
from kg.store import Store
from tests.cli.conftest import Kg


class _Endpoint(BaseHTTPRequestHandler):
    """A SPARQL endpoint of twenty lines over a store, without our prefixes."""

    store: ox.Store

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        try:
            answer = self.store.query(parse_qs(body)["query"][0])
        except SyntaxError as error:
            return self._reply(400, "text/plain", f"mistake: {error}".encode())
        if isinstance(answer, ox.QueryTriples):
            content = ox.serialize(answer, format=ox.RdfFormat.N_TRIPLES)
            return self._reply(200, "application/n-triples", content or b"")
        content = answer.serialize(format=ox.QueryResultsFormat.JSON)
        return self._reply(200, "application/sparql-results+json", content or b"")

    def _reply(self, status: int, kind: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def endpoint(filled: Path) -> Iterator[str]:
    with Store.read(filled) as store:
        handler = type("Handler", (_Endpoint,), {"store": store.oxigraph})
        server = HTTPServer(("127.0.0.1", 0), handler)
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/sparql"
        server.shutdown()
        thread.join()
        server.server_close()


def test_an_endpoint_gives_the_same_answers_as_the_store(kg: Kg, endpoint: str) -> None:
    for query in (
        "SELECT ?attacker { ?event casus:attacker ?attacker }",
        "ASK { ?event a casus:Shelling }",
        "CONSTRUCT { ?e casus:attacker ?a } WHERE { ?e casus:attacker ?a }",
    ):
        there = kg("query", "-e", query, "--endpoint", endpoint)
        assert there.status == 0, there.err
        assert there.out == kg("query", "-e", query).out


def test_parameters_are_bound_at_an_endpoint_too(kg: Kg, endpoint: str, tmp_path: Path) -> None:
    path = tmp_path / "who.rq"
    path.write_text("# param: by iri state/ARM\nSELECT ?by ?e WHERE { ?e casus:attacker ?by }")
    assert "0 rows" in kg("query", path, "--endpoint", endpoint).err
    given = kg("query", path, "--endpoint", endpoint, "--param", "by=state/AZE")
    assert "1 row" in given.err


def test_every_saved_query_with_parameters_answers_the_same_at_an_endpoint(
    kg: Kg, endpoint: str
) -> None:
    names = [each.name for each in saved_queries() if each.parameters]
    assert names
    for name in names:
        there = kg("query", name, "--format", "csv", "--endpoint", endpoint)
        here = kg("query", name, "--format", "csv")
        assert sorted(there.out.splitlines()) == sorted(here.out.splitlines()), name


def test_what_an_endpoint_says_against_a_query_is_passed_on(kg: Kg, endpoint: str) -> None:
    done = kg("query", "-e", "SELEKT", "--endpoint", endpoint)
    assert done.status == 2
    assert done.err.startswith(f"kg: {endpoint} answered 400: mistake: error at 1:")


def test_an_endpoint_that_does_not_answer_is_one_sentence(kg: Kg) -> None:
    done = kg("query", "-e", "ASK {}", "--endpoint", "http://127.0.0.1:9/sparql")
    assert done.status == 1
    assert done.err.startswith("kg: http://127.0.0.1:9/sparql cannot be asked:")


def test_an_endpoint_needs_a_place_to_bind_parameters() -> None:
    from kg.cli.endpoint import ask

    with pytest.raises(BadQuery, match="needs the word WHERE"):
        ask("http://127.0.0.1:9/sparql", "SELECT * { ?s ?p ?o }", {"s": ox.NamedNode("http://s")})
