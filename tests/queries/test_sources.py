from __future__ import annotations

from pyoxigraph import QuerySolutions

from kg.ontology import saved_queries
from tests.cluster.stories import whole


def sources() -> list[tuple[str, int, int, int]]:
    query = next(query for query in saved_queries() if query.name == "sources")
    answer = whole().query(query.text)
    assert isinstance(answer, QuerySolutions)
    return [
        (row["kind"].value, *(int(row[n].value) for n in ("sources", "outlets", "reports")))
        for row in answer
    ]


def test_eight_reports_of_what_one_ministry_says_are_one_source() -> None:
    captures = [row for row in sources() if row[0] == "capture"]
    assert [(sources, reports) for _, sources, _, reports in captures] == [(1, 8)]


def test_reprints_of_an_agency_s_report_are_not_counted_as_outlets() -> None:
    assert [(outlets, reports) for kind, _, outlets, reports in sources() if kind == "capture"] == [
        (6, 8)
    ]
