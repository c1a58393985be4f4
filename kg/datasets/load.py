"""A file of a dataset into its graph: streamed, repeatable, whole or not there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat

from kg.datasets.table import BadRow, Dataset, WrongTable, rows
from kg.errors import CasusError, Unreadable
from kg.read.items import Skipped
from kg.read.sources import Source
from kg.store import Store
from kg.vocabulary import CASUS, DCTERMS, GRAPH, PROV, RDF, RDFS, XSD

SUFFIXES = (".csv", ".tsv", ".txt", ".tab")
BATCH = 100_000  # lines that are written at once
MOST_NAMED = 20  # rows that are named when skipped; the rest are counted


@dataclass
class Imported:
    """What became of a file."""

    graph: NamedNode
    known: bool = False
    rows: int = 0
    statements: int = 0
    skipped: int = 0
    reasons: list[str] = field(default_factory=list)

    def skip(self, reason: str) -> None:
        """Count what was left out, and keep the first reasons."""
        self.skipped += 1
        if len(self.reasons) < MOST_NAMED:
            self.reasons.append(reason)


def import_file(
    store: Store, dataset: Dataset, path: Path, watch: Callable[[int], object] = lambda _: None
) -> Imported:
    """Put a file into a graph of its own, named by its content.

    A file that is there already is left alone. The mark that it is whole comes last: an import that
    was stopped is begun anew. `watch` is told how many bytes were read. Raises CasusError where the
    file is not a table of the dataset or holds no row that can be stated.
    """
    digest = _digest(path)
    done = Imported(_graph(dataset, digest))
    mark = Quad(done.graph, RDF.type, CASUS.ImportedDataset, done.graph)
    if mark in store.oxigraph:
        done.known = True
        return done
    store.oxigraph.clear_graph(done.graph)
    try:
        for batch in _batches(_lines(dataset, path, done, watch)):
            store.oxigraph.bulk_load(
                batch, format=RdfFormat.N_TRIPLES, to_graph=done.graph, lenient=False
            )
        if not done.statements:
            raise CasusError(f"{path} holds no row that can be stated{_first(done)}")
    except BaseException:
        store.oxigraph.remove_graph(done.graph)
        raise
    store.oxigraph.extend([*_provenance(dataset, path, digest, done), mark])
    store.oxigraph.flush()
    return done


def forget_file(store: Store, dataset: Dataset, path: Path) -> bool:
    """Take the graph of a file out; False if it was not there."""
    graph = _graph(dataset, _digest(path))
    there = store.oxigraph.contains_named_graph(graph)
    store.oxigraph.remove_graph(graph)
    return there


def _graph(dataset: Dataset, digest: str) -> NamedNode:
    return GRAPH[f"import/{dataset.name}/{digest[:16]}"]


def _lines(
    dataset: Dataset, path: Path, done: Imported, watch: Callable[[int], object]
) -> Iterator[str]:
    """What the rows of a file say; rows that say nothing are counted and named."""
    read = dataset.statements()
    try:
        for opened in Source(str(path), path).streams(SUFFIXES, watch):
            if isinstance(opened, Skipped):
                raise CasusError(str(opened))
            for number, row in rows(dataset, opened.stream):
                try:
                    if isinstance(row, BadRow):
                        raise row
                    said = list(read(row))
                except BadRow as reason:
                    done.skip(f"{opened.name}, line {number}: {reason}")
                    continue
                done.rows += 1
                done.statements += len(said)
                yield from said
    except (Unreadable, WrongTable) as error:
        raise CasusError(f"{path} {error}") from error


def _batches(lines: Iterator[str]) -> Iterator[bytes]:
    batch: list[str] = []
    for each in lines:
        batch.append(each)
        if len(batch) >= BATCH:
            yield "".join(batch).encode()
            batch.clear()
    if batch:
        yield "".join(batch).encode()


def _provenance(dataset: Dataset, path: Path, digest: str, done: Imported) -> Iterator[Quad]:
    """Where the graph is from, in the graph."""
    graph = done.graph
    facts = (
        (RDFS.label, Literal(f"{dataset.title}: {path.name}", language="en")),
        (DCTERMS.identifier, Literal(dataset.name)),
        (DCTERMS.publisher, Literal(dataset.publisher)),
        (DCTERMS.rights, Literal(dataset.terms)),
        (PROV.wasDerivedFrom, NamedNode(dataset.url)),
        (CASUS.sha256, Literal(digest)),
        (DCTERMS.extent, Literal(f"{done.rows}", datatype=XSD.integer)),
    )
    yield from (Quad(graph, predicate, value, graph) for predicate, value in facts)


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            found = sha256()
            while chunk := file.read(1 << 20):
                found.update(chunk)
    except OSError as error:
        raise CasusError(f"{path} cannot be read: {error.strerror or error}") from error
    return found.hexdigest()


def _first(done: Imported) -> str:
    return f": {done.reasons[0]}" if done.reasons else ""
