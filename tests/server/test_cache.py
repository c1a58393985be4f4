from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.store import Store
from server.cache import CachedEngine
from server.engine import Answer, LocalEngine, always_there
from server.evaluation import Query
from server.problem import Problem


class Counting(LocalEngine):
    """The engine of this process, and how often it was asked."""

    asked = 0

    def query(
        self, query: Query, gone: Callable[[], bool] = always_there, client: str = ""
    ) -> Answer:
        self.asked += 1
        return super().query(query, gone)


@pytest.fixture
def engine(store: Store) -> Counting:
    return Counting(store.oxigraph)


def test_a_small_answer_is_made_once(engine: Counting) -> None:
    cached = CachedEngine(engine, 100_000)
    for _ in range(3):
        answer = cached.query(Query("SELECT (1 AS ?a) {}", table="text/csv"))
        assert (answer.kind, answer.read()) == ("table", b"a\r\n1\r\n")
    assert engine.asked == 1


def test_another_format_or_other_terms_are_another_answer(engine: Counting) -> None:
    cached = CachedEngine(engine, 100_000)
    text = "SELECT ?a { BIND(1 AS ?b) }"
    assert cached.query(Query(text, "text/csv", terms=(("a", '"x"'),))).read() == b"a\r\nx\r\n"
    assert cached.query(Query(text, "text/csv", terms=(("a", '"y"'),))).read() == b"a\r\ny\r\n"
    assert cached.query(Query(text, terms=(("a", '"y"'),))).read().startswith(b"{")
    assert engine.asked == 3


def test_a_write_makes_every_answer_new(engine: Counting) -> None:
    cached = CachedEngine(engine, 100_000)
    for _ in range(2):
        cached.query(Query("ASK {}")).read()
        engine.renew()
    assert engine.asked == 2


@pytest.mark.parametrize("call", ["RAND()", "now()", "STRUUID( )", "uuid()"])
def test_what_changes_by_itself_is_not_kept(engine: Counting, call: str) -> None:
    cached = CachedEngine(engine, 100_000)
    for _ in range(2):
        cached.query(Query(f"SELECT ({call} AS ?a) {{}}")).read()
    assert engine.asked == 2


def test_a_long_answer_is_whole_and_not_kept(engine: Counting) -> None:
    cached = CachedEngine(engine, 100_000_000)
    query = Query("SELECT * { ?s ?p ?o }", "text/csv")
    assert cached.query(query).read() == engine.query(query).read() == cached.query(query).read()
    assert engine.asked == 3


def test_an_answer_broken_off_is_not_kept(engine: Counting) -> None:
    cached = CachedEngine(engine, 100_000)
    for _ in range(2):
        answer = cached.query(Query("SELECT * { ?s ?p ?o } LIMIT 10"))
        answer.close()
        assert answer.read() == b""
    assert engine.asked == 2


def test_a_problem_is_not_kept(engine: Counting) -> None:
    cached = CachedEngine(engine, 100_000)
    for _ in range(2):
        with pytest.raises(Problem):
            cached.query(Query("SELECT"))
    assert engine.asked == 2


def test_the_oldest_answers_make_room(engine: Counting) -> None:
    cached = CachedEngine(engine, 5_000)
    for number in (*range(10), 9, 0):
        cached.query(Query(f"SELECT ({number} AS ?a) {{}}")).read()
    assert engine.asked == 11
