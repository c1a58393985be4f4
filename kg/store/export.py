"""The graph as a file: the same bytes for the same content."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import pyoxigraph as ox
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat

from kg.errors import CasusError, UnknownChoice
from kg.store import Store
from kg.vocabulary import PREFIXES

FORMATS = {
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "nt": RdfFormat.N_TRIPLES,
    "ttl": RdfFormat.TURTLE,
    "rdfxml": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
}


def export(store: Store, output: BinaryIO, format: str, graph: str | None = None) -> int:
    """Write the store, or one graph, sorted; the number of statements written.

    Formats of triples (nt, ttl, rdfxml) take the default graph where no other is named.
    """
    if format not in FORMATS:
        raise UnknownChoice("format", format, FORMATS)
    syntax, count = FORMATS[format], 0

    def counted() -> Iterator[Quad]:
        nonlocal count
        for quad in _sorted(store, _graphs(store, graph, syntax)):
            count += 1
            yield quad if syntax.supports_datasets else Quad(*quad.triple)

    ox.serialize(counted(), output, format=syntax, prefixes=_prefixes(syntax))
    return count


def _graphs(store: Store, graph: str | None, syntax: RdfFormat) -> list[NamedNode | DefaultGraph]:
    if graph is None:
        return [DefaultGraph(), *(store.graphs() if syntax.supports_datasets else [])]
    try:
        name = NamedNode(_full(graph))
    except ValueError as error:
        raise CasusError(f"{graph!r} is no IRI of a graph") from error
    if not store.oxigraph.contains_named_graph(name):
        raise CasusError(f"the store holds no graph {name.value}")
    return [name]


def _full(name: str) -> str:
    """An IRI, its prefix written out where it has one of ours."""
    prefix, colon, rest = name.partition(":")
    return PREFIXES[prefix] + rest if colon and prefix in PREFIXES else name


def _sorted(store: Store, graphs: list[NamedNode | DefaultGraph]) -> Iterator[Quad]:
    """The quads graph by graph, so that memory is needed for one graph at a time."""
    for graph in graphs:
        yield from sorted(store.quads(graph), key=str)


def _prefixes(syntax: RdfFormat) -> dict[str, str] | None:
    return PREFIXES if syntax in (RdfFormat.TURTLE, RdfFormat.TRIG, RdfFormat.RDF_XML) else None


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """A file to write to, packed as its name says (.gz, .zst), there only when it is whole."""
    partial = path.with_name(path.name + ".part")
    try:
        with partial.open("wb") as raw, _packed(raw, path.suffix) as packed:
            yield packed
        partial.replace(path)
    except OSError as error:
        raise CasusError(f"{path} cannot be written: {error.strerror or error}") from error
    finally:
        partial.unlink(missing_ok=True)


@contextmanager
def _packed(raw: BinaryIO, suffix: str) -> Iterator[BinaryIO]:
    if suffix == ".gz":  # no name and no time inside, so that the bytes depend on content alone
        with gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0) as packed:
            yield io.BufferedWriter(packed)
    elif suffix == ".zst":
        import zstandard

        with zstandard.ZstdCompressor(level=10).stream_writer(raw, closefd=False) as stream:
            yield stream
    else:
        yield raw
