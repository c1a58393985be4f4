from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.ontology import data_path, ontology_quads
from kg.reference import BrokenRow, reference_quads
from kg.reference.build import build
from kg.reference.tables import TABLES
from kg.validate import check
from tests.reference.facts import ask


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A copy of the tables that a test may break."""
    for table in TABLES:
        shutil.copy(data_path("ontology", "reference", table.file), tmp_path)
    return tmp_path


def broken(folder: Path, file: str, old: str, new: str) -> str:
    """What the builder says once a table has been changed."""
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(BrokenRow) as caught:
        build(folder)
    return str(caught.value)


def row_of(folder: Path, file: str, start: str) -> int:
    lines = (folder / file).read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if line.startswith(start))


def test_two_builds_are_identical() -> None:
    code = "from kg.reference import reference_quads; print(*reference_quads(), sep='\\n')"
    runs = [
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for _ in range(2)
    ]
    assert runs[0] == runs[1]
    assert build(data_path("ontology", "reference")) == reference_quads()


def test_the_reference_graph_is_built_in_half_a_second() -> None:
    start = time.process_time()
    build(data_path("ontology", "reference"))
    assert time.process_time() - start < 0.5


def test_no_statement_is_made_twice() -> None:
    assert len(reference_quads()) == len(set(reference_quads()))


def test_every_row_has_a_source() -> None:
    assert (
        ask("""
        SELECT DISTINCT ?thing {
          ?thing a ?type FILTER (?type != casus:InformationObject)
          FILTER NOT EXISTS { ?thing dcterms:source ?source }
        }""")
        == []
    )


def test_every_source_says_under_what_terms_it_is_used() -> None:
    assert (
        ask("""
        SELECT ?source {
          ?source a casus:InformationObject FILTER NOT EXISTS { ?source dcterms:rights ?licence }
        }""")
        == []
    )


def test_every_source_is_used() -> None:
    assert (
        ask("""
        SELECT ?source {
          ?source a casus:InformationObject FILTER NOT EXISTS { ?row dcterms:source ?source }
        }""")
        == []
    )


def test_the_reference_graph_conforms_to_the_ontology() -> None:
    report = check([*ontology_quads(), *reference_quads()], owl=False)
    assert [str(problem) for problem in report.problems] == []


def test_a_code_of_the_wrong_form_is_named_with_file_row_and_rule(tables: Path) -> None:
    row = row_of(tables, "states.csv", "ARM")
    assert broken(tables, "states.csv", "ARM,AM,", "ARM,A1,") == (
        f"ontology/reference/states.csv, row {row}: iso2: "
        "'A1' is not two capital letters (ISO 3166-1 alpha-2)"
    )


def test_a_date_that_is_none_is_named(tables: Path) -> None:
    message = broken(tables, "holdings.csv", "2018-05-08", "8 May 2018")
    assert message.endswith("'8 May 2018' is not a date such as 1992, 1992-05 or 1992-05-15")


def test_a_day_that_no_calendar_has_is_named(tables: Path) -> None:
    assert "day is out of range" in broken(tables, "holdings.csv", "2018-05-08", "2018-05-32")


def test_an_interval_that_ends_before_it_starts_is_named(tables: Path) -> None:
    message = broken(tables, "memberships.csv", "2012-06-28/2012-12-19", "2012-12-19/2012-06-28")
    assert message.endswith("end: '2012-12-19/2012-06-28' ends before it starts")


def test_an_empty_cell_that_must_be_filled_is_named(tables: Path) -> None:
    row = row_of(tables, "groups.csv", "hamas")
    message = broken(tables, "groups.csv", "hamas,Hamas,", "hamas,,")
    assert message == f"ontology/reference/groups.csv, row {row}: label is empty"


def test_a_link_to_nothing_is_named(tables: Path) -> None:
    message = broken(tables, "places.csv", "territory/KGZ", "territory/KGX")
    assert "places.csv, row" in message
    assert message.endswith("/id/territory/KGX is described nowhere in ontology/reference/")


def test_a_thing_described_twice_is_named(tables: Path) -> None:
    message = broken(tables, "groups.csv", "\nfatah,", "\nhamas,")
    assert message.endswith("/id/group/hamas is already described in this table")


def test_a_class_that_the_table_does_not_hold_is_named(tables: Path) -> None:
    message = broken(tables, "places.csv", "lachin-corridor,Corridor", "lachin-corridor,Tunnel")
    assert "'Tunnel' is none of: AdministrativeArea, BorderSegment, Corridor" in message


def test_an_alias_given_twice_is_named(tables: Path) -> None:
    message = broken(tables, "states.csv", "UK|U.K.", "UK|UK")
    assert message.endswith("has an empty or a repeated entry")


def test_a_row_with_a_cell_too_many_is_named(tables: Path) -> None:
    message = broken(tables, "groups.csv", "hamas,Hamas,", "hamas,Hamas,,")
    assert message.endswith("more or fewer cells than the header has columns")


def test_a_missing_column_is_named(tables: Path) -> None:
    message = broken(tables, "groups.csv", "slug,label,abbreviation", "slug,label,short")
    assert message.startswith(
        "ontology/reference/groups.csv, row 1: the columns must be slug, label"
    )
