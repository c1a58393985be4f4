"""SERVICE and LOAD: only to hosts on the list, at addresses that were checked."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from server.federation import loaded, relayed
from server.outside import Outside, fetch
from server.problem import Problem
from tests.server.conftest import copied
from tests.server.running import Running, running

LISTED = Outside(("https://example.org", "http://127.0.0.1:8000"))
ROWS = b"""{"head": {"vars": ["x"]}, "results": {"bindings":
    [{"x": {"type": "literal", "value": "from afar"}}]}}"""


class _Other(BaseHTTPRequestHandler):
    """Another host: an endpoint with one row, a file of Turtle, a redirect, something endless."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self._reply(200, "application/sparql-results+json", ROWS)

    def do_GET(self) -> None:
        if self.path == "/moved":
            self._reply(302, "text/plain", b"")
        elif self.path == "/endless":
            self.send_response(200)
            self.end_headers()
            while True:
                self.wfile.write(b"x" * 65_536)
        else:
            self._reply(200, "text/turtle", b"<urn:far> <urn:b> 'loaded' .")

    def _reply(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Location", "http://127.0.0.1:1/")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None: ...


@pytest.fixture(scope="module")
def other() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Other)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def site(built: Path, other: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = copied(built, tmp_path_factory.mktemp("federation") / "store")
    outside = f"Outside(({other!r},), private=True, seconds=2, max_bytes=1_000_000)"
    with running(folder, f"Settings(token='secret', outside={outside})") as site:
        yield site


@pytest.mark.slow
def test_a_listed_host_is_asked_and_loaded(site: Running, other: str) -> None:
    query = f"SELECT ?x {{ SERVICE <{other}/sparql> {{ ?s ?p ?x }} }}"
    assert site.query(query) == (200, b"x\r\nfrom afar\r\n")
    assert site.update(f"LOAD <{other}/data.ttl> INTO GRAPH <urn:g>") == 204
    assert site.query("SELECT ?o { GRAPH <urn:g> { ?s ?p ?o } }")[1] == b"o\r\nloaded\r\n"


@pytest.mark.slow
@pytest.mark.parametrize("path", ["/moved", "/endless"])
def test_a_redirect_or_too_much_is_an_error_unless_silent(
    site: Running, other: str, path: str
) -> None:
    assert site.update(f"LOAD <{other}{path}>") in (502, 504)
    assert site.update(f"LOAD SILENT <{other}{path}>") == 204


@pytest.mark.slow
def test_another_host_is_refused(site: Running) -> None:
    status, told = site.query("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "*/*")
    assert status == 403
    assert b"not among the hosts" in told
    assert site.update("LOAD <http://127.0.0.1:1/>") == 403


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/",
        "https://example.org:8443/",
        "https://example.org.evil.example/",
        "https://example.org@evil.example/",
        "https://evil.example/?https://example.org",
        "https://EXAMPLE.ORG\\@evil.example/",
        "file:///etc/passwd",
        "ftp://example.org/",
        "//example.org/",
        "https://example.org:0/",
        "https://[example.org]/",
        "",
    ],
)
def test_what_only_looks_like_a_listed_host_is_not(url: str) -> None:
    assert not LISTED.allows(url)


@pytest.mark.parametrize("url", ["https://example.org", "https://Example.org:443/a?b=c"])
def test_an_origin_is_listed_with_all_its_paths(url: str) -> None:
    assert LISTED.allows(url)


@pytest.mark.parametrize("host", ["localhost", "127.1", "2130706433", "0x7f000001", "[::1]"])
def test_a_listed_name_that_leads_into_a_private_network_is_refused(host: str) -> None:
    with pytest.raises(Problem) as refused:
        fetch(Outside((f"http://{host}:9",)), f"http://{host}:9/", {})
    assert refused.value.status in (403, 502)
    assert "private" in refused.value.detail or "not known" in refused.value.detail


def test_every_service_of_a_query_goes_through_the_relay() -> None:
    query = "SELECT * { SERVICE SILENT <https://example.org/a> { ?s ?p '<https://example.org>' } }"
    found = relayed(query, LISTED, lambda url: f"relay:{url}")
    assert found == query.replace("<https://example.org/a>", "<relay:https://example.org/a>")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE ?x { ?s ?p ?o } }",
        "SELECT * { SERVICE <https://other.example/> { ?s ?p ?o } }",
        "SELECT * { SERVICE <https://example.org/> { ?s ?p '\\u0041' } }",
        "SELECT * { SERVICE <https://example.org/> {} SERVICE <https://other.example/> {} }",
    ],
)
def test_what_cannot_be_read_with_certainty_is_refused(query: str) -> None:
    with pytest.raises(Problem) as refused:
        relayed(query, LISTED, str)
    assert refused.value.status == 403


def test_a_load_becomes_what_was_fetched() -> None:
    update = "LOAD <https://example.org/a> ; CLEAR DEFAULT ; load silent <urn:x> into graph <urn:g>"
    assert loaded(update, LISTED, lambda url: "<urn:a> <urn:b> 1 .") == (
        "INSERT DATA { <urn:a> <urn:b> 1 . } ; CLEAR DEFAULT ; INSERT DATA {}"
    )
