"""Whatever is sent: the server stays up, answers others, reads no file and asks no other host."""

from __future__ import annotations

import socket
import threading
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import IncompleteRead
from pathlib import Path

import pytest

from tests.server import hostile
from tests.server.conftest import copied
from tests.server.running import Running, running

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc"),
]
LIMITS = "Limits(seconds=2.0, update_seconds=2.0, memory_mb=1024)"
SETTINGS = f"Settings(token='secret', limits={LIMITS})"
WRITTEN = "SELECT * { { ?s <urn:b> ?o } UNION { GRAPH <urn:g> { ?s ?p ?o } } }"
SLOWLY = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nquery="
TOKENS = ("", "Secret", "secret2", "secre", "s" * 10_000, "sécret", "null")
ACCEPT = ("a" * 50_000, "text/csv;q=" + "9" * 5_000, ",;=/" * 9_000, "\t*/*;q=nan")
SECRET = b"nobody-may-read-this"


@dataclass
class Canary:
    """A listener that nobody may contact, and a file that nobody may read."""

    address: str
    file: Path
    contacts: list[object] = field(default_factory=list)

    def told(self, text: str) -> str:
        return text.replace("{canary}", self.address).replace("{secret}", str(self.file))


@pytest.fixture(scope="module")
def canary(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Canary]:
    file = tmp_path_factory.mktemp("secret") / "secret.ttl"
    file.write_bytes(b"<urn:a> <urn:b> '" + SECRET + b"' .")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        canary = Canary(f"http://127.0.0.1:{listener.getsockname()[1]}", file)

        def listen() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                canary.contacts.append(connection.recv(100))
                connection.close()

        threading.Thread(target=listen, daemon=True).start()
        yield canary


@pytest.fixture(scope="module")
def site(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = copied(built, tmp_path_factory.mktemp("hostile") / "store")
    with running(folder, SETTINGS) as site:
        yield site


@pytest.fixture(autouse=True)
def unharmed(site: Running, canary: Canary) -> Iterator[None]:
    yield
    began = time.monotonic()
    with urllib.request.urlopen(f"{site.address}/health", timeout=10) as reply:
        assert reply.status == 200
    assert time.monotonic() - began < 2
    assert site.process.poll() is None
    assert canary.contacts == []
    for _ in range(20):  # a process that was killed is being replaced
        if site.query("ASK {}") == (200, b"true"):
            return
        time.sleep(0.2)
    raise AssertionError("others are not answered")


@pytest.mark.parametrize("name", hostile.REACHING)
def test_a_query_reaches_nothing_outside(site: Running, canary: Canary, name: str) -> None:
    status, body = site.query(canary.told(hostile.REACHING[name]), "*/*")
    assert status in (200, 400, 403)
    assert SECRET not in body
    assert status != 200 or b'"bindings":[{' not in body


@pytest.mark.parametrize("name", hostile.REACHING_UPDATES)
def test_an_update_reaches_nothing_outside(site: Running, canary: Canary, name: str) -> None:
    assert site.update(canary.told(hostile.REACHING_UPDATES[name])) in (204, 400, 403)
    assert SECRET not in site.query(WRITTEN)[1]


@pytest.mark.parametrize("name", hostile.NESTED)
def test_a_query_of_any_shape_is_answered_or_refused(site: Running, name: str) -> None:
    status, _ = site.query(hostile.NESTED[name])
    assert status in (200, 400, 403, 413, 503)


@pytest.mark.parametrize("name", ["groups", "negations", "sums", "triple terms", "blank nodes"])
def test_an_update_of_any_shape_is_done_or_refused(site: Running, name: str) -> None:
    group = hostile.NESTED[name].removeprefix("ASK").removeprefix("SELECT *")
    assert site.update(f"INSERT {{}} WHERE {group}") in (204, 400, 403, 413, 503)


@pytest.mark.parametrize("name", hostile.HEAVY)
def test_a_heavy_query_ends_within_its_limits(site: Running, name: str) -> None:
    began = time.monotonic()
    with suppress(IncompleteRead):  # cut off, as a long answer must be
        assert site.query(hostile.HEAVY[name], "*/*")[0] in (200, 400, 503)
    assert time.monotonic() - began < 6


@pytest.mark.parametrize("name", hostile.DATA)
def test_data_of_any_shape_are_refused_and_change_nothing(
    site: Running, canary: Canary, name: str
) -> None:
    media_type, data = hostile.DATA[name]
    body = canary.told(data).encode()
    status, _, told = site.send(
        "/rdf-graph-store?graph=urn:hostile", body, {"Content-Type": media_type}, "PUT"
    )
    assert status in (400, 413, 415, 503), told
    assert site.send("/rdf-graph-store?graph=urn:hostile")[0] == 404


@pytest.mark.parametrize("name", hostile.RAW)
def test_a_broken_request_gets_an_error_or_nothing(site: Running, name: str) -> None:
    with socket.create_connection(("127.0.0.1", site.port), timeout=10) as connection:
        connection.settimeout(1)
        reply = b""
        try:
            connection.sendall(hostile.RAW[name])
            while piece := connection.recv(65_536):
                reply += piece
        except OSError:
            pass
    assert b"\r\nX-Injected" not in reply
    assert b"root:" not in reply
    assert not reply or reply.split(b" ", 2)[1][:1] in (b"2", b"3", b"4", b"5")


@pytest.mark.parametrize(
    "token", ["", "Secret", "secret2", "secre", "s" * 10_000, "sécret", "null"]
)
def test_a_token_cannot_be_guessed_or_broken(site: Running, token: str) -> None:
    headers = {"Authorization": f"Bearer {token}", "Content-Type": hostile.UPDATE}
    assert site.send("/update", b"CLEAR ALL", headers)[0] in (400, 401)
    assert site.send("/rdf-graph-store?default", None, headers, "DELETE")[0] in (400, 401)


@pytest.mark.parametrize("accept", ACCEPT)
def test_a_strange_accept_header_is_borne(site: Running, accept: str) -> None:
    headers = {"Accept": accept, "Content-Type": hostile.QUERY}
    assert site.send("/sparql", b"ASK {}", headers)[0] in (200, 400, 406, 431)


def test_slow_senders_keep_nobody_waiting(site: Running) -> None:
    slow = [socket.create_connection(("127.0.0.1", site.port)) for _ in range(200)]
    for connection in slow:
        connection.sendall(
            b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nquery="
        )
    began = time.monotonic()
    assert site.query("ASK {}") == (200, b"true")
    assert time.monotonic() - began < 2
    for connection in slow:
        connection.close()


def test_slow_readers_keep_nobody_waiting(site: Running) -> None:
    asked = b"GET /sparql?query=SELECT+*+%7B?a+?b+?c.?d+?e+?f%7D HTTP/1.1\r\nHost: x\r\n\r\n"
    slow = [socket.create_connection(("127.0.0.1", site.port)) for _ in range(40)]
    for connection in slow:
        connection.sendall(asked)
    time.sleep(0.5)
    began = time.monotonic()
    while site.query("ASK { <urn:reader> ?p ?o }")[0] != 200:
        assert time.monotonic() - began < 5
        time.sleep(0.1)
    for connection in slow:
        connection.close()


def test_two_hundred_heavy_queries_leave_health_and_memory_alone(site: Running) -> None:
    heavy = hostile.HEAVY["product"]
    slowest, done = 0.0, threading.Event()
    with ThreadPoolExecutor(200) as pool:
        asked = [pool.submit(site.query, heavy) for _ in range(200)]
        threading.Thread(target=lambda: [each.result() for each in asked] and done.set()).start()
        while not done.wait(0.1):
            began = time.monotonic()
            urllib.request.urlopen(f"{site.address}/health", timeout=10).close()
            slowest = max(slowest, time.monotonic() - began)
    assert {each.result()[0] for each in asked} <= {429, 503}
    assert slowest < 2  # half a second where nothing else runs
    assert len(site.processes("server.worker")) <= 20
