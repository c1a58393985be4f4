"""The W3C test suites of SPARQL as values, read from their manifests.

https://github.com/w3c/rdf-tests; set W3C_RDF_TESTS to a copy of it:
git clone --depth 1 https://github.com/w3c/rdf-tests
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store, Triple

from kg.vocabulary import RDF, RDFS, Namespace

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
DAWGT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-dawg#")
ADDRESS = "https://w3c.github.io/rdf-tests/"  # where the files are published: their base IRI

Term = NamedNode | BlankNode | Literal | Triple
Node = NamedNode | BlankNode

# What the checks are about, one manifest each; entailment and federation have their own.
GROUPS = (
    "sparql10/manifest-evaluation.ttl",
    "sparql10/manifest-syntax.ttl",
    "sparql11/manifest-sparql11-query.ttl",
    "sparql11/syntax-fed/manifest.ttl",
    "sparql11/manifest-sparql11-results.ttl",
    "sparql11/manifest-sparql11-update.ttl",
    "sparql12/manifest.ttl",
)
LEFT_OUT = ("entailment/", "extended-manifest")


def root() -> Path | None:
    """The copy of the suites on this machine, if there is one."""
    given = os.environ.get("W3C_RDF_TESTS")
    return Path(given) if given and (Path(given) / "sparql").is_dir() else None


@dataclass(frozen=True)
class Case:
    """One test: its kind, its files, what it expects."""

    iri: str
    kind: str
    action: Path
    data: tuple[Path, ...] = ()
    graphs: tuple[tuple[str, Path], ...] = ()
    result: Path | None = None
    result_data: tuple[Path, ...] = ()
    result_graphs: tuple[tuple[str, Path], ...] = field(default=())

    @property
    def name(self) -> str:
        """The file and the name of the test, as its IRI ends."""
        return self.iri.removeprefix(ADDRESS + "sparql/").replace("/manifest", "")


class Manifest:
    """A manifest and what it includes."""

    def __init__(self, folder: Path, path: Path) -> None:
        self._folder = folder
        self.graph = Store()
        self.address = address(folder, path)
        self.graph.load(path=str(path), format=RdfFormat.TURTLE, base_iri=self.address)
        (self.node,) = self.subjects(RDF.type, MF.Manifest)

    def subjects(self, predicate: NamedNode, value: Term) -> list[Node]:
        found = [quad.subject for quad in self.graph.quads_for_pattern(None, predicate, value)]
        return [node for node in found if isinstance(node, NamedNode | BlankNode)]

    def values(self, node: Node, *predicates: NamedNode) -> list[Term]:
        return [
            quad.object
            for predicate in predicates
            for quad in self.graph.quads_for_pattern(node, predicate, None)
        ]

    def value(self, node: Node, *predicates: NamedNode) -> Term | None:
        return next(iter(self.values(node, *predicates)), None)

    def listed(self, head: Term | None) -> Iterator[Node]:
        while isinstance(head, NamedNode | BlankNode) and head != RDF.nil:
            item = self.value(head, RDF.first)
            if isinstance(item, NamedNode | BlankNode):
                yield item
            head = self.value(head, RDF.rest)

    def path(self, term: Term | None) -> Path:
        assert isinstance(term, NamedNode), term
        return self._folder / term.value.removeprefix(ADDRESS)

    def paths(self, node: Node, predicate: NamedNode) -> tuple[Path, ...]:
        return tuple(map(self.path, self.values(node, predicate)))

    def named(self, node: Node, predicate: NamedNode) -> tuple[tuple[str, Path], ...]:
        """Named graphs: an IRI of a file, or a node with a file and the name as its label."""
        found = []
        for each in self.values(node, predicate):
            if isinstance(each, NamedNode):
                found.append((each.value, self.path(each)))
            elif isinstance(each, BlankNode):
                label = self.value(each, RDFS.label)
                assert isinstance(label, Literal)
                found.append((label.value, self.path(self.value(each, UT.graph))))
        return tuple(found)


def address(folder: Path, path: Path) -> str:
    """Where a file of the suites is published."""
    return ADDRESS + path.relative_to(folder).as_posix()


@cache
def cases() -> tuple[Case, ...]:
    """Every test of the groups that is approved, or not said to be rejected."""
    folder = root()
    if folder is None:
        return ()
    found: dict[str, Case] = {}
    for group in GROUPS:
        for case in _cases(folder, folder / "sparql" / group):
            found.setdefault(case.iri, case)
    return tuple(found.values())


def _cases(folder: Path, path: Path) -> Iterator[Case]:
    manifest = Manifest(folder, path)
    for each in manifest.listed(manifest.value(manifest.node, MF.include)):
        assert isinstance(each, NamedNode)
        if not any(part in each.value for part in LEFT_OUT):
            yield from _cases(folder, manifest.path(each))
    for entry in manifest.listed(manifest.value(manifest.node, MF.entries)):
        kind = manifest.value(entry, RDF.type)
        assert isinstance(kind, NamedNode)
        if isinstance(entry, NamedNode):
            yield _case(manifest, entry, kind.value.rpartition("#")[2])


def _case(manifest: Manifest, entry: NamedNode, kind: str) -> Case:
    action = manifest.value(entry, MF.action)
    result = manifest.value(entry, MF.result)
    iri = f"{manifest.address}#{_last(entry)}"
    if isinstance(action, NamedNode):
        return Case(iri, kind, manifest.path(action), result=_file(manifest, result))
    assert isinstance(action, BlankNode)
    case = Case(
        iri,
        kind,
        manifest.path(manifest.value(action, QT.query, UT.request)),
        manifest.paths(action, QT.data) + manifest.paths(action, UT.data),
        manifest.named(action, QT.graphData) + manifest.named(action, UT.graphData),
        _file(manifest, result),
    )
    if not isinstance(result, BlankNode):
        return case
    return Case(
        case.iri,
        case.kind,
        case.action,
        case.data,
        case.graphs,
        None,
        manifest.paths(result, UT.data),
        manifest.named(result, UT.graphData),
    )


def _file(manifest: Manifest, term: Term | None) -> Path | None:
    return manifest.path(term) if isinstance(term, NamedNode) else None


def _last(entry: NamedNode) -> str:
    return entry.value.rpartition("#")[2]
