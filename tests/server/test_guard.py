from __future__ import annotations

import time

import pytest

from server.guard import check
from server.problem import Problem
from server.settings import Limits

LIMITS = Limits(query_length=100_000, depth=100, operators=500)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * WHERE { ?s ?p ?o }",
        'SELECT * { ?s ?p "SERVICE <http://example.org/> LOAD" }',
        "SELECT * { ?s ?p '''a ' quote, SERVICE \\''' inside''' }",
        "# SERVICE <http://example.org/>\nASK {}",
        "SELECT * { ?s <http://example.org/#SERVICE> ?o }",
        "PREFIX service: <urn:s> SELECT * { ?service service:load ?load }",
        "SELECT * { ?a ?b ?c FILTER(?a<?b && ?c>?a) }",
        'SELECT * { ?s ?p "\\u0022 SERVICE" }'.replace("SERVICE", "service desk")[:20] + '" }',
    ],
)
def test_what_only_looks_dangerous_passes(query: str) -> None:
    check(query, LIMITS)


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("SELECT * { SERVICE <http://10.0.0.1/> { ?s ?p ?o } }", 403),
        ("SELECT * { service silent <http://10.0.0.1/> { ?s ?p ?o } }", 403),
        ("SELECT * { SERVICE ?where { ?s ?p ?o } }", 403),
        ("SELECT * {SERVICE<http://10.0.0.1/>{?s ?p ?o}}", 403),
        ("SELECT * { \\u0053ERVICE <http://10.0.0.1/> { ?s ?p ?o } }", 403),
        ("SELECT * { \\U00000053ERVICE <http://10.0.0.1/> { ?s ?p ?o } }", 403),
        ('SELECT * { ?s ?p "\\u0022 SERVICE <http://10.0.0.1/> { } # " }', 403),
        ("PREFIX a: <urn:#> SELECT * { # {\nSERVICE a:b {} }", 403),
        ("LOAD <http://10.0.0.1/>", 403),
        ("CLEAR ALL; load silent <file:///etc/passwd> INTO GRAPH <urn:g>", 403),
        ("SELECT * " + "{" * 101 + "}" * 101, 400),
        ("ASK { FILTER(" + "(" * 200 + "1" + ")" * 200 + ") }", 400),
        ("ASK { FILTER(" + "!" * 600 + "true) }", 400),
        ("ASK {" + "{} UNION " * 600 + "{} }", 400),
        ("SELECT * { ?s " + "<urn:p>/" * 600 + "<urn:q> ?o }", 400),
        ("ASK { # " + "x" * 100_000 + "\n }", 413),
    ],
)
def test_what_is_dangerous_does_not(query: str, status: int) -> None:
    with pytest.raises(Problem) as refused:
        check(query, LIMITS)
    assert refused.value.status == status


@pytest.mark.parametrize("piece", ['"', "'''", "<", '"""a""', "\\u", "((((", "a:", "?", "{[("])
def test_the_check_takes_time_in_proportion_to_the_query(piece: str) -> None:
    limits = Limits(depth=10**9, operators=10**9)
    start = time.perf_counter()
    check("ASK { " + piece * (200_000 // len(piece)), limits)
    assert time.perf_counter() - start < 3
