"""A graph asked from a notebook."""

from __future__ import annotations

import csv
from pathlib import Path
from xml.etree import ElementTree

import pytest

from kg import Graph
from kg.errors import BadQuery
from kg.vocabulary import ID
from tests.scenarios import golden


@pytest.fixture
def graph() -> Graph:
    return Graph(golden())


def test_a_saved_query_is_answered_by_name_with_its_parameters(graph: Graph) -> None:
    answer = graph.query("members", organisation="org/CSTO", date="2021-11-16")
    assert "https://w3id.org/casus/id/state/ARM" in {row["party"] for row in answer}


def test_sparql_gives_numbers_and_truth_values_as_such(graph: Graph) -> None:
    answer = graph.query("SELECT (1 AS ?one) (true AS ?yes) (1.5 AS ?half) ?none {}")
    assert answer.rows == ((1, True, 1.5, None),)


def test_an_answer_is_a_data_frame(graph: Graph) -> None:
    pandas = pytest.importorskip("pandas")
    frame = graph.query("casus-foederis").df()
    assert isinstance(frame, pandas.DataFrame)
    assert set(frame[frame.account == "Azerbaijan's account"].owedBy) == {"Turkey"}


def test_an_answer_is_written_as_csv(graph: Graph, tmp_path: Path) -> None:
    graph.query("casus-foederis").csv(tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 7
    assert rows[0]["owedTo"] == "Armenia"


def test_a_network_is_written_as_graphml(graph: Graph, tmp_path: Path) -> None:
    network = graph.network("obligations-matrix", "owedBy", "owedTo")
    network.graphml(tmp_path / "a.graphml")
    root = ElementTree.parse(tmp_path / "a.graphml").getroot()
    found = {(edge.get("source"), edge.get("target")) for edge in root.iter() if edge.get("source")}
    assert ("Russia", "Armenia") in found
    assert ("Turkey", "Azerbaijan") in found


def test_an_event_is_explained(graph: Graph) -> None:
    assert "1 claim about the event syunik" in graph.explain(ID["event/syunik"].value).statement


@pytest.mark.parametrize(
    ("question", "values", "said"),
    [
        ("casus-foederis", {"when": "2021"}, "has no parameter 'when'"),
        ("ASK {}", {}, "gives no rows"),
    ],
)
def test_a_wrong_question_is_answered_in_one_sentence(
    graph: Graph, question: str, values: dict[str, str], said: str
) -> None:
    with pytest.raises(BadQuery, match=said):
        graph.query(question, **values)


def test_a_column_that_is_not_there_is_named(graph: Graph) -> None:
    with pytest.raises(BadQuery, match="has no column 'from'"):
        graph.network("casus-foederis", "from", "owedTo")
