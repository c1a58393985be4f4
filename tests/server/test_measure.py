"""Limits on the rows and bytes of an answer: with more it is refused or broken off, never short."""

from __future__ import annotations

import io
from http.client import HTTPConnection, IncompleteRead
from pathlib import Path
from urllib.parse import urlencode

import pytest
from pyoxigraph import QueryResultsFormat, QuerySolutions, Store

from kg.store import Store as OurStore
from server import create_app
from server.measure import Counter
from server.settings import Limits, Settings
from tests.server.conftest import copied
from tests.server.running import running

TABLES = (
    QueryResultsFormat.JSON,
    QueryResultsFormat.XML,
    QueryResultsFormat.CSV,
    QueryResultsFormat.TSV,
)
ODD = r"""
SELECT ?x ?y {
  VALUES (?x ?y) {
    ("}},{" "a,{b[{") ("\\" "\\\"") ("\r\n\n" "<result>") (UNDEF UNDEF) ("" '","') ("[" "<")
    (<urn:a> "ends\\") (UNDEF 1) ("\"\r\n,{\"" "\r\n")
  }
}"""
FIVE = "SELECT ?x { VALUES ?x { 1 2 3 4 5 } }"


@pytest.mark.parametrize("form", TABLES, ids=lambda form: form.file_extension)
@pytest.mark.parametrize("step", [1, 2, 3, 7, 10_000])
def test_rows_are_counted_whatever_they_hold(form: QueryResultsFormat, step: int) -> None:
    output = io.BytesIO()
    results = Store().query(ODD)
    assert isinstance(results, QuerySolutions)
    results.serialize(output, form)
    counter = Counter(form.media_type.split(";")[0])
    data = output.getvalue()
    for start in range(0, len(data), step):
        counter.feed(data[start : start + step])
    assert counter.rows == 9


@pytest.mark.parametrize("suffix", ["json", "xml", "csv", "tsv"])
def test_an_answer_of_too_many_rows_is_refused(store: OurStore, suffix: str) -> None:
    for rows, status in ((4, 503), (5, 200), (0, 200)):
        settings = Settings(workers=0, limits=Limits(answer_rows=rows))
        client = create_app(store, settings).test_client()
        reply = client.get(f"/sparql.{suffix}", query_string={"query": FIVE})
        assert reply.status_code == status
        if status == 503:
            assert "more than 4 rows" in reply.text


def test_the_triples_of_a_graph_are_its_rows(store: OurStore) -> None:
    client = create_app(store, Settings(workers=0, limits=Limits(answer_rows=3))).test_client()
    for most, status in ((3, 200), (4, 503)):
        query = f"CONSTRUCT {{ ?s a ?o }} WHERE {{ ?s a ?o }} LIMIT {most}"
        assert client.get("/sparql.nt", query_string={"query": query}).status_code == status
    assert client.get("/data/graph/reference.nt").status_code == 503
    assert client.get("/dump.nq").status_code == 200


def test_an_answer_of_too_many_bytes_is_refused(store: OurStore) -> None:
    client = create_app(store, Settings(workers=0, limits=Limits(answer_bytes=20))).test_client()
    assert client.get("/sparql.csv", query_string={"query": FIVE}).status_code == 200
    reply = client.get("/sparql.json", query_string={"query": FIVE})
    assert reply.status_code == 503
    assert "more than 20 bytes" in reply.text


def test_an_answer_that_has_begun_is_broken_off(built: Path, tmp_path: Path) -> None:
    limits = "Limits(answer_rows=20_000)"
    with running(copied(built, tmp_path / "store"), f"Settings(limits={limits})") as site:
        assert site.query(FIVE)[0] == 200
        connection = HTTPConnection("127.0.0.1", site.port, timeout=60)
        query = urlencode({"query": "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 20001"})
        connection.request("GET", f"/sparql?{query}", headers={"Accept": "text/csv"})
        reply = connection.getresponse()
        assert reply.status == 200
        with pytest.raises(IncompleteRead):
            reply.read()
        assert site.query("SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 20000")[0] == 200
