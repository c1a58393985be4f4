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


def single() -> list[tuple[str, ...]]:
    query = next(query for query in saved_queries() if query.name == "single-source")
    answer = whole().query(query.text)
    assert isinstance(answer, QuerySolutions)
    return [tuple(row[name].value for name in ("kind", "account", "outlet")) for row in answer]


def test_what_an_agency_alone_tells_stays_one_source_however_often_it_is_reprinted() -> None:
    found = single()
    assert ("territory change", "Armenia", "Northern Wire") in found
    assert not {row for row in found if row[2] in ("Harbour Times", "Valley Post")}


def test_what_several_outlets_tell_rests_on_no_single_source() -> None:
    assert "capture" not in {kind for kind, _, _ in single()}
