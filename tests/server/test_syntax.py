from __future__ import annotations

import pytest
from pyoxigraph import Store

from server.syntax import explained


def problem_of(query: str) -> tuple[object, object, object, str]:
    with pytest.raises(SyntaxError) as wrong:
        Store().query(query)
    problem = explained(str(wrong.value), query)
    assert problem.status == 400
    members = problem.members
    return members["line"], members["column"], members["token"], problem.detail


@pytest.mark.parametrize(
    ("query", "line", "column", "token"),
    [
        ("SELECT * WHRE { ?s ?p ?o }", 1, 10, "WHRE"),
        ("SELECT *\nWHERE {\n  ?s ?p ?o .\n  FILTR(?o > 1)\n}", 4, 3, "FILTR"),
        ("SELECT ?s WHERE { ?s ?p }", 1, 25, "}"),
        ("SELECT ?s { ?s ex:p ?o }", 1, 16, "ex:p"),
        ("SELECT ?s { ?s ?p ?o }}", 1, 23, "}"),
        ("SELECT ?s { ?s ?p ?o ", 1, 11, "{"),
        ('SELECT ?s {\n ?s ?p "never ends }', 2, 8, '"'),
        ("SELECT ?s { ?s ?p ?o } LIMIT ten", 1, 30, "ten"),
        ("INSERT DATA { <urn:a> <urn:b> 1 }", 1, 8, "DATA"),
        ("", 1, 1, ""),
        ("SELECT", 1, 7, ""),
    ],
)
def test_a_broken_query_is_told_where_it_breaks(
    query: str, line: int, column: int, token: str
) -> None:
    assert problem_of(query)[:3] == (line, column, token)


def test_a_misspelt_keyword_is_told_the_right_one() -> None:
    assert problem_of("SELECT * WHRE { ?s ?p ?o }")[3] == (
        "Line 1, column 10: 'WHRE' is no keyword; did you mean WHERE?"
    )


def test_an_undeclared_prefix_is_named() -> None:
    assert problem_of("ASK { ?s ex:p ?o }")[3].endswith("the prefix ex: is not declared.")


def test_the_place_is_pointed_to() -> None:
    problem = explained("error at 1:16: expected DISTINCT", "SELECT * WHRE { ?s ?p ?o }")
    assert problem.members["excerpt"] == "SELECT * WHRE { ?s ?p ?o }\n         ^"
