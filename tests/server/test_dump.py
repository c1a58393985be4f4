"""The dump: all there is, in one state, and not again for who has it."""

from __future__ import annotations

import gzip
import time
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from pyoxigraph import RdfFormat, parse

from kg.store import Store
from server import create_app
from server.settings import Settings
from server.site import KEY
from tests.server.conftest import copied
from tests.server.running import running

INSERT = "INSERT DATA { GRAPH <urn:g> { <urn:s> <urn:p> 'o' } }"


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """The dump is asked for some seconds after the last write."""
    now = time.time() + 2
    monkeypatch.setattr("server.dump.time.time", lambda: now)


def test_the_dump_holds_every_statement_with_its_graph(client: FlaskClient, store: Store) -> None:
    reply = client.get("/dump.nq")
    assert reply.status_code == 200
    assert reply.content_type == "application/n-quads"
    assert reply.headers["Access-Control-Allow-Origin"] == "*"
    assert len(list(parse(reply.data, format=RdfFormat.N_QUADS))) == len(store.oxigraph)


def test_head_tells_the_same_without_the_dump(client: FlaskClient, later: None) -> None:
    whole, head = client.get("/dump.nq"), client.head("/dump.nq")
    assert (head.status_code, head.data) == (200, b"")
    assert "Content-Length" not in head.headers
    for name in ("ETag", "Content-Type", "Last-Modified"):
        assert head.headers.get(name) == whole.headers.get(name)


def test_a_client_that_has_this_state_is_told_so(client: FlaskClient, later: None) -> None:
    head = client.head("/dump.nq").headers
    for header, value in (
        ("If-None-Match", head["ETag"]),
        ("If-Modified-Since", head["Last-Modified"]),
    ):
        reply = client.get("/dump.nq", headers={header: value})
        assert (reply.status_code, reply.data) == (304, b"")
        assert reply.headers["ETag"] == head["ETag"]


def test_an_older_state_is_not_enough(client: FlaskClient, later: None) -> None:
    old = {"If-Modified-Since": "Sun, 06 Nov 1994 08:49:37 GMT"}
    assert client.get("/dump.nq", headers=old).status_code == 200


def test_a_tag_decides_before_a_date(client: FlaskClient, later: None) -> None:
    date = client.head("/dump.nq").headers["Last-Modified"]
    both = {"If-None-Match": '"another"', "If-Modified-Since": date}
    assert client.get("/dump.nq", headers=both).status_code == 200


def test_a_state_has_no_date_before_its_second_is_over(
    own_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = create_app(own_store, Settings(workers=0))
    second = int(app.extensions[KEY].engine.modified)
    monkeypatch.setattr("server.dump.time.time", lambda: second + 0.999)
    assert "Last-Modified" not in app.test_client().head("/dump.nq").headers
    monkeypatch.setattr("server.dump.time.time", lambda: second + 1.0)
    assert "Last-Modified" in app.test_client().head("/dump.nq").headers


def test_a_running_server_streams_it_and_a_write_makes_another(built: Path, tmp_path: Path) -> None:
    with running(copied(built, tmp_path / "store")) as site:
        status, headers, first = site.send("/dump.nq")
        assert status == 200
        assert site.send("/dump.nq", headers={"If-None-Match": headers["ETag"]})[0] == 304
        assert site.send("/dump.nq", method="HEAD")[1]["ETag"] == headers["ETag"]
        packed = site.send("/dump.nq", headers={"Accept-Encoding": "gzip"})[2]
        assert gzip.decompress(packed) == first
        assert site.update(INSERT) == 204
        status, _, second = site.send("/dump.nq", headers={"If-None-Match": headers["ETag"]})
        assert status == 200
        assert set(second.splitlines()) - set(first.splitlines()) == {
            b'<urn:s> <urn:p> "o" <urn:g> .'
        }
