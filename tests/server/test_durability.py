"""What was acknowledged is there: under contention, and whoever is killed."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kg.rdf import state
from kg.store import Store
from kg.store.guest import Guest
from tests import scenarios
from tests.server.running import Running, running

COUNT = "SELECT (COUNT(*) AS ?n) { <urn:n> <urn:wrote> ?o }"
INCREMENT = """DELETE { <urn:n> <urn:is> ?old } INSERT { <urn:n> <urn:is> ?new }
    WHERE { <urn:n> <urn:is> ?old BIND(?old + 1 AS ?new) }"""
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc"),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("durable") / "store") as site:
        yield site


def test_concurrent_increments_all_count(site: Running) -> None:
    assert site.update("INSERT DATA { <urn:n> <urn:is> 0 }") == 204
    with ThreadPoolExecutor(16) as pool:
        statuses = list(pool.map(lambda _: site.update(INCREMENT), range(200)))
    assert set(statuses) == {204}
    assert site.query("SELECT ?n { <urn:n> <urn:is> ?n }")[1].split() == [b"n", b"200"]


def test_an_update_is_seen_by_the_query_after_it(site: Running) -> None:
    for number in range(20):
        assert site.update(f"INSERT DATA {{ <urn:seen> <urn:is> {number} }}") == 204
        assert site.query(f"ASK {{ <urn:seen> <urn:is> {number} }}")[1] == b"true"


def test_another_process_writes_and_reads_through_the_server(site: Running) -> None:
    with Store.open(site.folder) as store:
        assert isinstance(store, Guest)
        store.replace_article(state(scenarios.syunik().extraction()))
        assert store.query("ASK { ?claim a casus:Claim }")
    until = time.monotonic() + 5
    while b"true" not in site.query("ASK { ?claim a casus:Claim }")[1]:
        assert time.monotonic() < until
    with Store.read(site.folder) as store:
        assert isinstance(store, Guest)


@pytest.mark.parametrize("module", ["server.writer", "server.worker"])
def test_a_killed_process_loses_nothing_acknowledged(site: Running, module: str) -> None:
    assert site.update("DELETE WHERE { <urn:n> <urn:wrote> ?o }") == 204
    acknowledged, stop = [], threading.Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            if site.update(f"INSERT DATA {{ <urn:n> <urn:wrote> {number} }}") == 204:
                acknowledged.append(number)

    writer = threading.Thread(target=write)
    writer.start()
    for _ in range(4):
        time.sleep(0.5)
        for pid in site.processes(module):
            os.kill(pid, signal.SIGKILL)
        began = time.monotonic()
        before = len(acknowledged)
        while len(acknowledged) == before:
            time.sleep(0.02)
            assert time.monotonic() - began < 20
    stop.set()
    writer.join()
    found = site.query("SELECT ?o { <urn:n> <urn:wrote> ?o }")[1].split()[1:]
    assert set(acknowledged) <= set(map(int, found))


def test_a_killed_server_loses_nothing_and_opens_again(tmp_path: Path) -> None:
    with running(tmp_path / "store") as site:
        for number in range(50):
            assert site.update(f"INSERT DATA {{ <urn:n> <urn:wrote> {number} }}") == 204
        site.process.kill()
        site.process.wait()
    with running(tmp_path / "store") as again:
        assert again.query(COUNT)[1].split() == [b"n", b"50"]
        assert len(list((tmp_path / "store" / "checkpoints").iterdir())) == 1


def test_an_endless_update_is_stopped_and_changes_nothing(tmp_path: Path) -> None:
    settings = "Settings(token='secret', limits=Limits(update_seconds=1.0))"
    with running(tmp_path / "store", settings) as site:
        endless = "INSERT { <urn:a> <urn:b> 1 } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
        began = time.monotonic()
        with ThreadPoolExecutor(4) as pool:
            stopped = pool.submit(site.update, endless)
            time.sleep(0.3)
            others = [pool.submit(site.update, INCREMENT) for _ in range(3)]
            assert stopped.result() == 503
            assert time.monotonic() - began < 5
            assert [each.result() for each in others] == [204, 204, 204]
        assert site.query("ASK { <urn:a> <urn:b> ?x }")[1] == b"false"
