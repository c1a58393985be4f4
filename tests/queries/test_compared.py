"""Questions that set imported datasets beside what is curated and what articles claim."""

from __future__ import annotations

import pytest

from kg.datasets import dataset
from kg.datasets.load import import_file
from kg.store import Store
from tests.datasets import tables
from tests.queries.test_queries import rows
from tests.scenarios import golden


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store, folder = Store.memory(), tmp_path_factory.mktemp("tables")
    store.oxigraph.extend(golden().quads())
    for name, table in {
        "atop": tables.ATOP_MEMBER,
        "ucdp-ged": tables.UCDP,
        "acled": tables.ACLED,
    }.items():
        import_file(store, dataset(name), tables.written(folder, f"{name}.csv", table))
    return store


def test_armenia_and_azerbaijan_owe_each_other_defence_in_atop_alone(compared: Store) -> None:
    found = rows("defence-partners-compared", "first", "second", "saidBy", store=compared)
    assert ("Armenia", "Azerbaijan", "ATOP") in found
    assert ("Armenia", "Russia", "curated") in found


def test_without_an_imported_file_there_is_nothing_to_compare() -> None:
    assert rows("defence-partners-compared", "first") == []


def test_a_coded_clash_stands_beside_what_both_sides_claim(compared: Store) -> None:
    found = rows("events-compared", "dataset", "day", "killed", "account", store=compared)
    assert ("ucdp-ged", "2021-11-16", "12", "Armenia") in found
    assert ("acled", "2021-11-16", "6", "Azerbaijan") in found
