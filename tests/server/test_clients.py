"""Clients just work: each asks the running server what its users would ask."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server.conftest import copied
from tests.server.running import Running, running

pytestmark = pytest.mark.slow
LABEL = (
    "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
    "SELECT ?l { <https://w3id.org/casus/id/state/ARM> rdfs:label ?l }"
)
COMUNICA = os.environ.get("COMUNICA") or shutil.which("comunica-sparql")


@pytest.fixture(scope="module")
def site(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(copied(built, tmp_path_factory.mktemp("clients") / "store")) as site:
        yield site


def printed(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_curl(site: Running) -> None:
    address = f"{site.address}/sparql"
    accept = ("-H", "Accept: text/csv", "--compressed")
    asked = printed("curl", "-s", *accept, address, "--data-urlencode", f"query={LABEL}")
    assert asked.split() == ["l", "Armenia"]
    posted = ("-X", "PUT", "-H", "Authorization: Bearer secret", "-H", "Content-Type: text/turtle")
    graph = f"{site.address}/rdf-graph-store?graph=urn:g"
    printed("curl", "-sf", *posted, "--data-binary", "<urn:a> <urn:b> 'c' .", graph)
    assert "<urn:a> <urn:b>" in printed("curl", "-sf", graph)


def test_pandas(site: Running) -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    found = pandas.read_csv(f"{site.address}/queries/members.csv?organisation=org/CSTO")
    assert len(found) > 3
    zipped = pandas.read_csv(
        f"{site.address}/queries/members.csv", storage_options={"Accept-Encoding": "gzip"}
    )
    assert len(zipped) > 3


def test_sparqlwrapper(site: Running) -> None:
    wrapper = pytest.importorskip("SPARQLWrapper", reason="SPARQLWrapper is not installed")
    client = wrapper.SPARQLWrapper(f"{site.address}/sparql", f"{site.address}/update")
    client.setReturnFormat(wrapper.JSON)
    client.setQuery(LABEL)
    assert client.queryAndConvert()["results"]["bindings"][0]["l"]["value"] == "Armenia"
    client.addCustomHttpHeader("Authorization", "Bearer secret")
    client.setMethod(wrapper.POST)
    client.setQuery("INSERT DATA { <urn:wrapped> <urn:b> 1 }")
    client.query()
    assert site.query("ASK { <urn:wrapped> ?p ?o }")[1] == b"true"


@pytest.mark.skipif(COMUNICA is None, reason="COMUNICA names no comunica-sparql")
def test_comunica(site: Running) -> None:
    source = f"sparql@{site.address}/sparql"
    assert "Armenia" in printed(str(COMUNICA), source, "-q", LABEL, "-t", "text/csv")
