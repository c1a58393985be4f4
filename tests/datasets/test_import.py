"""Datasets of others: in graphs of their own, in our terms, saying no more than they say."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import Literal, NamedNode, QuerySolutions

from kg.cli import cli
from kg.datasets import DATASETS, dataset
from kg.datasets.load import Imported, forget_file, import_file
from kg.errors import CasusError, UnknownChoice
from kg.store import Store
from kg.vocabulary import ID
from tests.datasets import tables

GED = "https://w3id.org/casus/id/ucdp-ged/"


@pytest.fixture
def store() -> Store:
    return Store.memory()


def imported(store: Store, folder: Path, name: str, table: str) -> Imported:
    return import_file(store, dataset(name), tables.written(folder, f"{name}.csv", table))


def rows(store: Store, graph: NamedNode, pattern: str, *names: str) -> list[tuple[str, ...]]:
    answer = store.query(f"SELECT DISTINCT * WHERE {{ GRAPH {graph} {{ {pattern} }} }}")
    assert isinstance(answer, QuerySolutions)
    return sorted(tuple(short(solution[name]) for name in names) for solution in answer)


def short(value: object) -> str:
    assert isinstance(value, NamedNode | Literal)
    return value.value.removeprefix(ID.prefix)


def test_each_file_becomes_a_graph_that_says_where_it_is_from(store: Store, tmp_path: Path) -> None:
    done = imported(store, tmp_path, "ucdp-ged", tables.UCDP)
    about = f"{done.graph} a casus:ImportedDataset ; dcterms:publisher ?publisher ; "
    about += "dcterms:extent ?rows ; prov:wasDerivedFrom ?page"
    assert rows(store, done.graph, about, "publisher", "rows", "page") == [
        ("Uppsala Conflict Data Program", "2", "https://ucdp.uu.se/downloads/")
    ]


def test_nothing_imported_is_shown_among_what_is_known(store: Store, tmp_path: Path) -> None:
    before = len(list(store.oxigraph.quads_for_pattern(None, None, None, None)))
    done = imported(store, tmp_path, "cow-alliances", tables.COW)
    outside = [q for q in store.quads() if q.graph_name != done.graph]
    assert len(outside) == before


def test_a_file_is_imported_once(store: Store, tmp_path: Path) -> None:
    first = imported(store, tmp_path, "acled", tables.ACLED)
    size = len(store.oxigraph)
    again = imported(store, tmp_path, "acled", tables.ACLED)
    assert (again.known, again.graph, len(store.oxigraph)) == (True, first.graph, size)


def test_an_import_that_was_stopped_is_begun_anew(store: Store, tmp_path: Path) -> None:
    done = imported(store, tmp_path, "acled", tables.ACLED)
    size = len(store.oxigraph)
    mark = next(q for q in store.quads(done.graph) if short(q.object).endswith("ImportedDataset"))
    store.oxigraph.remove(mark)
    again = imported(store, tmp_path, "acled", tables.ACLED)
    assert not again.known
    assert len(store.oxigraph) == size


def test_a_file_can_be_taken_out_again(store: Store, tmp_path: Path) -> None:
    size = len(store.oxigraph)
    imported(store, tmp_path, "acled", tables.ACLED)
    assert forget_file(store, dataset("acled"), tmp_path / "acled.csv")
    assert len(store.oxigraph) == size


# Alliances


def test_cow_states_are_ours_and_russia_before_1991_is_the_soviet_union(
    store: Store, tmp_path: Path
) -> None:
    done = imported(store, tmp_path, "cow-alliances", tables.COW)
    pattern = "?p casus:boundParty ?party ; casus:bindingAgreement ?alliance"
    assert rows(store, done.graph, pattern, "alliance", "party") == [
        ("cow-alliance/901", "state/AZE"),
        ("cow-alliance/901", "state/RUS"),
        ("cow-alliance/902", "state/SUN"),
        ("cow-alliance/903", "cow-state/300"),
    ]


def test_a_month_without_a_day_stays_a_month(store: Store, tmp_path: Path) -> None:
    done = imported(store, tmp_path, "cow-alliances", tables.COW)
    pattern = "?p casus:boundParty id:state\\/AZE ; casus:startEarliest ?a ; casus:startLatest ?b"
    assert rows(store, done.graph, pattern, "a", "b") == [
        ("1993-09-01T00:00:00Z", "1993-09-30T23:59:59Z")
    ]


def test_an_alliance_that_stood_when_the_data_ends_has_no_end(store: Store, tmp_path: Path) -> None:
    done = imported(store, tmp_path, "cow-alliances", tables.COW)
    ended = rows(store, done.graph, "?p casus:boundParty ?who ; casus:endLatest ?end", "who")
    assert ended == [("cow-state/300",), ("state/AZE",), ("state/SUN",)]


@pytest.mark.parametrize("table", [tables.ATOP_MEMBER, tables.ATOP_ALLIANCE])
def test_atop_is_read_by_member_and_by_alliance(store: Store, tmp_path: Path, table: str) -> None:
    done = imported(store, tmp_path, "atop", table)
    assert rows(store, done.graph, "?a casus:imposes/a ?duty", "duty") == [
        ("https://w3id.org/casus/ont/ConsultationObligation",),
        ("https://w3id.org/casus/ont/DefenceObligation",),
    ]


# Events


def test_fighting_between_states_names_no_attacker(store: Store, tmp_path: Path) -> None:
    done = imported(store, tmp_path, "ucdp-ged", tables.UCDP)
    clash = f"<{GED}70001>"
    assert rows(store, done.graph, f"{clash} casus:party ?side", "side") == [
        ("state/ARM",),
        ("state/AZE",),
    ]
    assert not rows(store, done.graph, f"{clash} casus:attacker ?who", "who")


def test_one_sided_violence_has_an_attacker(store: Store, tmp_path: Path) -> None:
    done = imported(store, tmp_path, "ucdp-ged", tables.UCDP)
    pattern = f"<{GED}70002> casus:attacker/rdfs:label ?who"
    assert rows(store, done.graph, pattern, "who") == [("Example Front",)]


def test_deaths_keep_their_bounds_and_the_best_estimate(store: Store, tmp_path: Path) -> None:
    done = imported(store, tmp_path, "ucdp-ged", tables.UCDP)
    pattern = f"<{GED}70001> casus:givesFigure ?f . ?f casus:countMin ?low ; casus:countBest ?best"
    pattern += " ; casus:countMax ?high"
    assert rows(store, done.graph, pattern, "low", "best", "high") == [("10", "12", "15")]


def test_forces_of_a_state_are_its_organs(store: Store, tmp_path: Path) -> None:
    done = imported(store, tmp_path, "acled", tables.ACLED)
    pattern = "?e a casus:Shelling ; casus:attacker ?who . ?who casus:organOf ?state"
    assert rows(store, done.graph, pattern, "who", "state") == [
        ("organ/AZE-armed-forces", "state/AZE")
    ]


def test_a_date_known_to_the_month_bounds_the_month(store: Store, tmp_path: Path) -> None:
    done = imported(store, tmp_path, "acled", tables.ACLED)
    pattern = "?e a casus:Shelling ; casus:startEarliest ?a ; casus:endLatest ?b"
    assert rows(store, done.graph, pattern, "a", "b") == [
        ("2021-11-01T00:00:00Z", "2021-11-30T23:59:59Z")
    ]


@pytest.mark.parametrize("version", [1, 2])
def test_gdelt_rows_keep_initiator_and_target_as_coded(
    store: Store, tmp_path: Path, version: int
) -> None:
    table = tables.gdelt(tables.GDELT_ROW, version=version)
    done = imported(store, tmp_path, "gdelt", table)
    pattern = "?e a casus:Shelling ; casus:initiator ?who ; casus:target ?whom ; dcterms:source ?p"
    assert rows(store, done.graph, pattern, "who", "whom", "p") == [
        ("organ/AZE-armed-forces", "state/ARM", "https://news.example/clash")
    ]
    assert not rows(store, done.graph, "?e casus:attacker ?who", "who")


# Bad input


@pytest.mark.parametrize(
    ("name", "table", "reason"),
    [
        ("acled", tables.UCDP, "is not ACLED: it has no column actor1"),
        ("gdelt", tables.ACLED, "has 1 columns where GDELT events (1.0 or 2.0) has 61 or 58 or 57"),
        ("atop", "", "is empty"),
        ("acled", tables.ACLED.splitlines()[0] + "\n", "holds no row that can be stated"),
    ],
)
def test_a_wrong_file_is_refused_and_leaves_no_graph(
    store: Store, tmp_path: Path, name: str, table: str, reason: str
) -> None:
    before = store.graphs()
    with pytest.raises(CasusError) as error:
        imported(store, tmp_path, name, table)
    assert reason in str(error.value)
    assert store.graphs() == before


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("2021-11-16 00:00:00.000,2021-11-16", "soon,2021-11-16", "date_start is 'soon', no date"),
        ("39.6,46.6", "396,46.6", "latitude is '396', not between -90 and 90"),
        ("12,15,10", "9,15,10", "best is 9, not between low 10 and high 15"),
        ("12,15,10", "many,15,10", "best is 'many', no number"),
        ("70001,2021,1", "70001,2021,4", "type_of_violence is '4', none of 1, 2, 3"),
        ("12,15,10", "12,15,10,7", "has 20 cells where the header has 19"),
    ],
)
def test_a_bad_row_is_named_counted_and_skipped(
    store: Store, tmp_path: Path, old: str, new: str, reason: str
) -> None:
    assert old in tables.UCDP
    done = imported(store, tmp_path, "ucdp-ged", tables.UCDP.replace(old, new, 1))
    assert (done.rows, done.skipped) == (1, 1)
    assert done.reasons[0].endswith(f"line 2: {reason}")


def test_an_unknown_dataset_names_the_choices() -> None:
    with pytest.raises(UnknownChoice, match="acled, atop, cow-alliances, gdelt, ucdp-ged"):
        dataset("icews")


def test_every_code_of_every_scheme_means_a_term_of_ours() -> None:
    from kg.datasets.triples import coded
    from kg.ontology import is_a

    for scheme in ("ucdpViolence", "acledCode", "cameoPrefix"):
        assert all(is_a(kind, "Event") for kind in coded(scheme).values())
    assert all(is_a(kind, "Obligation") for kind in coded("atopColumn").values())


def test_the_command_reads_packed_files_and_says_what_it_did(tmp_path: Path) -> None:
    path = tmp_path / "ged.csv.gz"
    path.write_bytes(gzip.compress(tables.UCDP.replace("12,15,10", "9,15,10").encode()))
    arguments = ["import", "ucdp-ged", str(path), "--store", str(tmp_path / "store")]
    first = CliRunner().invoke(cli, arguments, standalone_mode=True)
    assert first.exit_code == 1
    assert "1 rows, 1 skipped" in first.output
    assert "line 2: best is 9" in first.output
    assert "is in the store already" in CliRunner().invoke(cli, arguments).output
    out = CliRunner().invoke(cli, [*arguments, "--forget"])
    assert (out.exit_code, "taken out" in out.output) == (0, True)


def test_the_help_names_every_dataset() -> None:
    told = " ".join(CliRunner().invoke(cli, ["import", "--help"]).output.split())
    assert all(name in told for name in DATASETS)
