"""The engine of a running site: queries in processes, over checkpoints."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.store import Store
from server.checkpoints import FOLDER, Checkpoints
from server.engine import Answer
from server.evaluation import Query
from server.pool import PoolEngine
from server.problem import Problem
from server.settings import Limits, Settings

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
LONG = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
DOUBLING = "SELECT (STRLEN(?v9) AS ?n) {{ BIND('{}' AS ?v0) {} }}".format(
    "x" * 1000,
    " ".join(
        "BIND(CONCAT({}) AS ?v{})".format(", ".join([f"?v{n}"] * 10), n + 1) for n in range(9)
    ),
)
Started = Callable[..., "Publishing"]


class Publishing(PoolEngine):
    """The engine, and the store that its checkpoints are of."""

    def __init__(self, store: Store, settings: Settings) -> None:
        assert store.path
        self._store, self._made = store, Checkpoints(store.path)
        self.renew()
        super().__init__(self._made, settings)

    def renew(self) -> None:
        self._made.publish(self._store.oxigraph)


@pytest.fixture
def started(own_store: Store) -> Iterator[Started]:
    """Starts an engine over a store of this test."""
    engines = []

    def start(workers: int = 1, burst: int = 2, **limits: float) -> Publishing:
        settings = Settings(workers=workers, burst=burst, limits=Limits(**limits))  # type: ignore[arg-type]
        engines.append(Publishing(own_store, settings))
        return engines[-1]

    yield start
    for engine in engines:
        engine.close()


def ask(engine: PoolEngine, text: str) -> str:
    return engine.query(Query(text, table="text/csv")).read().decode()


def refused(engine: PoolEngine, text: str) -> Problem:
    with pytest.raises(Problem) as problem:
        ask(engine, text)
    return problem.value


def test_a_query_is_answered(started: Started) -> None:
    assert ask(started(), "SELECT (1 + 1 AS ?two) {}") == "two\r\n2\r\n"


def test_what_is_no_query_is_refused_and_the_process_goes_on(started: Started) -> None:
    engine = started()
    assert refused(engine, "SELECT * WHRE {}").status == 400
    assert refused(engine, "CONSTRUCT WHERE { ?s ?p ?o }" * 2).status == 400
    with pytest.raises(Problem) as problem:
        engine.query(Query("ASK {}", table=None))
    assert problem.value.status == 406
    assert ask(engine, "ASK {}") == "true"


def test_a_query_that_takes_too_long_is_stopped_in_time(started: Started) -> None:
    engine = started(seconds=0.5)
    ask(engine, "ASK {}")
    start = time.monotonic()
    problem = refused(engine, ENDLESS)
    assert time.monotonic() - start < 1.0
    assert problem.status == 503
    assert "0.5 s" in problem.detail
    assert "Retry-After" in problem.headers
    assert ask(engine, "ASK {}") == "true"


def test_a_query_that_takes_too_much_memory_ends_alone(started: Started) -> None:
    engine = started(memory_mb=400)
    problem = refused(engine, DOUBLING)
    assert problem.status == 503
    assert "400 MB" in problem.detail
    assert ask(engine, "ASK {}") == "true"


def test_a_query_that_crashes_the_engine_ends_alone(started: Started) -> None:
    engine = started()
    assert refused(engine, "SELECT * " + "{" * 50_000 + "}" * 50_000).status == 503
    assert ask(engine, "ASK {}") == "true"


def test_a_killed_process_is_replaced(started: Started) -> None:
    engine = started()
    ask(engine, "ASK {}")
    for process in list(engine._idle):
        os.kill(process._popen.pid, signal.SIGKILL)
        process._popen.wait()
    assert ask(engine, "ASK {}") == "true"


def test_a_query_process_has_no_network(started: Started) -> None:
    problem = refused(started(), "ASK { SERVICE <http://127.0.0.1:9/sparql> { ?s ?p ?o } }")
    assert problem.status == 400


def test_a_long_answer_streams_and_breaks_off_at_the_limit(started: Started) -> None:
    engine = started(seconds=1.0)
    start = time.monotonic()
    answer: Answer = engine.query(Query(LONG, table="text/csv"))
    assert next(answer.chunks).startswith(b"a,b,c") or True
    assert time.monotonic() - start < 0.9
    with pytest.raises(ConnectionAbortedError):
        answer.read()
    assert ask(engine, "ASK {}") == "true"


def test_an_answer_that_nobody_reads_costs_only_its_process(started: Started) -> None:
    engine = started(burst=1)
    engine.query(Query(LONG, table="text/csv")).close()
    assert ask(engine, "ASK {}") == "true"


def test_a_query_whose_client_has_left_is_stopped(started: Started) -> None:
    engine = started(seconds=20)
    left = threading.Event()
    threading.Timer(0.3, left.set).start()
    start = time.monotonic()
    with pytest.raises(Problem):
        engine.query(Query(ENDLESS), gone=left.is_set)
    assert time.monotonic() - start < 2


def test_too_many_queries_are_told_to_come_back(started: Started) -> None:
    engine = started(burst=1, seconds=3, queue_seconds=0.2)
    ask(engine, "ASK {}")
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(refused, engine, ENDLESS)
        time.sleep(0.3)
        problem = refused(engine, "ASK {}")
        assert problem.status == 503
        assert "Retry-After" in problem.headers
        running.result()
    assert ask(engine, "ASK {}") == "true"


def test_queries_run_beside_each_other(started: Started) -> None:
    engine = started(workers=2, burst=4)
    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(lambda _: ask(engine, "ASK { ?s ?p ?o }"), range(100)))
    assert answers == {"true"}


def test_a_write_is_seen_once_it_is_published(started: Started, own_store: Store) -> None:
    engine = started()
    query = "ASK { <urn:a> <urn:b> 1 }"
    version = engine.version
    own_store.oxigraph.add(Quad(NamedNode("urn:a"), NamedNode("urn:b"), Literal(1)))
    assert ask(engine, query) == "false"
    engine.renew()
    assert ask(engine, query) == "true"
    assert engine.version != version


def test_an_old_checkpoint_goes_when_nobody_reads_it(started: Started, own_store: Store) -> None:
    engine = started()
    assert own_store.path
    folder = own_store.path / FOLDER
    reading = engine.query(Query(LONG, table="text/csv"))
    for _ in range(3):
        engine.renew()
    assert len(list(folder.iterdir())) == 2
    reading.close()
    assert len(list(folder.iterdir())) == 1
    engine.close()
    assert list(folder.iterdir()) == []


def test_what_a_killed_server_left_behind_is_swept(started: Started, own_store: Store) -> None:
    assert own_store.path
    stale = own_store.path / FOLDER / "18ea-99999999"
    stale.mkdir(parents=True)
    started()
    assert not stale.exists()
