from __future__ import annotations

import gzip
import io
import json
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from pyoxigraph import DefaultGraph, Literal, Quad

from kg.errors import BadQuery, CasusError, StoreBusy, StoreMissing, UnknownChoice
from kg.rdf import state
from kg.store import Store
from kg.store.copies import restore
from kg.store.export import FORMATS, export, opened
from kg.store.stats import stats
from kg.vocabulary import CASUS, DCTERMS, GRAPH, ONTOLOGY_GRAPH, RDFS, XSD
from tests.store.articles import PLAIN, RUN, SAID, claimed_shelling, shelling

Fresh = Callable[[Path], Path]


def dump(store: Store, syntax: str = "nq", graph: str | None = None) -> bytes:
    stream = io.BytesIO()
    export(store, stream, syntax, graph)
    return stream.getvalue()


def test_the_first_opening_brings_ontology_and_reference_data(store: Store) -> None:
    answer = store.query(r"ASK { id:state\/ARM rdfs:label ?label . casus:State a owl:Class }")
    assert bool(answer)


def test_a_newer_ontology_takes_the_place_of_the_old(tmp_path: Path, fresh: Fresh) -> None:
    folder = fresh(tmp_path / "store")
    with Store.open(folder) as store:
        store.replace_article(state(shelling(PLAIN), RUN))
        clean = dump(store)
        store.replace_derived([Quad(CASUS.a, CASUS.b, CASUS.c, GRAPH["inference/ARM"])])
        old = Quad(CASUS.State, RDFS.label, Literal("an older word"), ONTOLOGY_GRAPH)
        (mark,) = store.oxigraph.quads_for_pattern(
            ONTOLOGY_GRAPH, DCTERMS.identifier, None, ONTOLOGY_GRAPH
        )
        for quad in (old, Quad(*old.triple, DefaultGraph())):
            store.oxigraph.add(quad)
        store.oxigraph.remove(mark)
    with Store.open(folder) as store:
        assert dump(store) == clean


def test_a_store_that_is_held_names_its_holder(tmp_path: Path, fresh: Fresh) -> None:
    folder = fresh(tmp_path / "store")
    with Store.open(folder) as store:
        with pytest.raises(StoreBusy, match=r"is held by process \d+ .*; wait until it ends"):
            Store.open(folder)
        store.announce("http://127.0.0.1:8000/sparql")
        with pytest.raises(
            StoreBusy, match="stop it first, or ask it a query with --endpoint http:"
        ):
            Store.read(folder)
    Store.open(folder).close()


def test_several_may_read_and_nobody_writes_meanwhile(tmp_path: Path, fresh: Fresh) -> None:
    folder = fresh(tmp_path / "store")
    Store.open(folder).close()
    with Store.read(folder) as one, Store.read(folder) as two:
        assert len(one.oxigraph) == len(two.oxigraph)
        with pytest.raises(StoreBusy):
            Store.open(folder)


def test_there_must_be_a_store_to_read(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing, match="load something first"):
        Store.read(tmp_path / "nothing")
    assert not (tmp_path / "nothing").exists()


def test_a_file_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(CasusError, match="is a file; a store is a folder"):
        Store.open(tmp_path / "file")


@pytest.mark.parametrize("syntax", FORMATS)
def test_every_format_holds_the_same_statements(store: Store, syntax: str) -> None:
    store.replace_article(state(claimed_shelling(SAID), RUN))
    content = dump(store, syntax)
    read = list(ox.parse(content, format=FORMATS[syntax]))
    whole = list(
        store.quads() if FORMATS[syntax].supports_datasets else store.quads(DefaultGraph())
    )
    assert len(set(read)) == len(whole)


def test_one_graph_can_be_exported_by_its_short_name(store: Store) -> None:
    lines = dump(store, "nt", "graph:ontology").splitlines()
    assert len(lines) == len(list(store.quads(ONTOLOGY_GRAPH)))
    with pytest.raises(CasusError, match="holds no graph"):
        dump(store, "nt", "graph:nothing")
    with pytest.raises(UnknownChoice, match="unknown format 'docx'"):
        dump(store, "docx")


def test_two_stores_with_the_same_content_export_the_same_bytes(
    tmp_path: Path, fresh: Fresh
) -> None:
    first, second = shelling(PLAIN), claimed_shelling(SAID)
    for name, order in (("a", (first, second)), ("b", (second, first, second))):
        with Store.open(fresh(tmp_path / name)) as store:
            for found in order:
                store.replace_article(state(found, RUN))
            with opened(tmp_path / f"{name}.nq.gz") as file:
                export(store, file, "nq")
    packed = [(tmp_path / f"{name}.nq.gz").read_bytes() for name in "ab"]
    assert packed[0] == packed[1]
    assert gzip.decompress(packed[0]).startswith(b"<http")


def test_a_packed_export_unpacks_to_the_plain_one(store: Store, tmp_path: Path) -> None:
    import zstandard

    with opened(tmp_path / "all.trig.zst") as file:
        export(store, file, "trig")
    reader = zstandard.ZstdDecompressor().stream_reader(
        io.BytesIO((tmp_path / "all.trig.zst").read_bytes())
    )
    assert reader.read() == dump(store, "trig")


def test_a_bad_query_is_explained(store: Store) -> None:
    with pytest.raises(BadQuery, match="no SPARQL at line 1, column 9, after 'SELEKT"):
        store.query("SELEKT *")


def test_a_variable_can_be_bound_to_a_term(store: Store) -> None:
    found = store.query("SELECT ?s ?label { ?s rdfs:label ?label }", {"s": CASUS.State})
    assert isinstance(found, ox.QuerySolutions)
    assert {row["label"].value for row in found} == {"state"}


def test_a_backup_is_a_store_and_can_be_restored(store: Store, tmp_path: Path) -> None:
    store.replace_article(state(shelling(PLAIN), RUN))
    store.backup(tmp_path / "copy")
    with pytest.raises(CasusError, match="exists; a backup needs a new folder"):
        store.backup(tmp_path / "copy")
    restore(tmp_path / "copy", tmp_path / "again")
    with Store.read(tmp_path / "again") as again:
        assert dump(again) == dump(store)
    with pytest.raises(CasusError, match="holds a store already"):
        restore(tmp_path / "copy", tmp_path / "again")


def test_a_damaged_backup_is_not_restored(store: Store, tmp_path: Path) -> None:
    store.backup(tmp_path / "copy")
    for table in (tmp_path / "copy" / "graph").glob("*.sst"):
        table.write_bytes(b"damaged")
    with pytest.raises(CasusError):
        restore(tmp_path / "copy", tmp_path / "again")
    assert not (tmp_path / "again" / "graph").exists()


def test_statistics_count_articles_and_claims_by_factuality(store: Store) -> None:
    store.replace_article(state(shelling(PLAIN), RUN))
    store.replace_article(state(claimed_shelling(SAID), RUN))
    counts = stats(store)
    assert (counts["articles"], counts["claims"], counts["events"]) == (2, 2, 1)
    assert (counts["claims, asserted"], counts["claims, claimed"]) == (1, 1)


LOAD = """
import sys
from kg.rdf import state
from kg.store import Store
from tests.store.articles import RUN, shelling, claimed_shelling

with Store.open(sys.argv[1]) as store:
    for number in range(30):
        text = f"Azerbaijan shelled Nowhere and killed two soldiers, the ministry said; {number}."
        make = claimed_shelling if number % 2 else shelling
        for event in ("old", f"new-{number % 4}"):
            store.replace_article(state(make(text, event=event), RUN))
        print(number, flush=True)
"""


@pytest.mark.parametrize("after", [0, 17])
def test_a_load_killed_at_any_moment_and_run_again_gives_the_clean_graph(
    tmp_path: Path, after: int, clean_load: bytes
) -> None:
    loading = subprocess.Popen([sys.executable, "-c", LOAD, tmp_path], stdout=subprocess.PIPE)
    assert loading.stdout
    for _ in range(after):
        loading.stdout.readline()
    loading.send_signal(signal.SIGKILL)
    loading.wait()
    loading.stdout.close()
    subprocess.run([sys.executable, "-c", LOAD, tmp_path], check=True, stdout=subprocess.DEVNULL)
    with Store.read(tmp_path) as store:
        assert dump(store) == clean_load


@pytest.fixture(scope="module")
def clean_load(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("clean")
    subprocess.run([sys.executable, "-c", LOAD, folder], check=True, stdout=subprocess.DEVNULL)
    with Store.read(folder) as store:
        return dump(store)


def test_the_lock_file_is_empty_when_nobody_writes(tmp_path: Path, fresh: Fresh) -> None:
    folder = fresh(tmp_path / "store")
    with Store.open(folder):
        assert json.loads((folder / "lock").read_text())["pid"]
    assert (folder / "lock").read_text() == ""


def test_dates_are_kept_as_exactly_as_they_are_known(store: Store) -> None:
    quad = Quad(CASUS.a, CASUS.b, Literal("2016-10", datatype=XSD.gYearMonth), ONTOLOGY_GRAPH)
    store.oxigraph.add(quad)
    assert quad in store.oxigraph
