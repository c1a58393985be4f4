"""Which software, model and ontology made a statement: what an article must be read again for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

import kg
from kg.ontology import data_path
from kg.settings import setting
from kg.vocabulary import BASE, CASUS, ID, RDF

_CODE = (
    "model.py",
    "vocabulary.py",
    "ontology.py",
    "reference*",
    "read",
    "parse",
    "extract",
    "llm",
    "rdf",
)


@dataclass(frozen=True, slots=True)
class Run:
    """The versions of everything that an extraction depends on beside the article."""

    software: str
    model: str
    ontology: str

    @property
    def iri(self) -> NamedNode:
        """The same for the same versions; no clock takes part."""
        return ID[f"run/{_digest([self.software, self.model, self.ontology])}"]

    def quads(self, graph: NamedNode) -> Iterator[Quad]:
        """The run described."""
        yield Quad(self.iri, RDF.type, CASUS.ExtractionRun, graph)
        yield Quad(self.iri, CASUS.softwareVersion, Literal(self.software), graph)
        yield Quad(self.iri, CASUS.modelVersion, Literal(self.model), graph)
        yield Quad(self.iri, CASUS.ontologyVersion, Literal(self.ontology), graph)


@cache
def this_run() -> Run:
    """The run of the software as installed; the model is not loaded for it."""
    return Run(f"casus-kg {kg.__version__} ({code_digest()})", _model(), knowledge_digest())


@cache
def knowledge_digest() -> str:
    """What ontology and reference data are made from, as sixteen hex digits."""
    folder = data_path("ontology")
    files = (path for path in folder.rglob("*") if path.suffix in {".ttl", ".csv", ".tsv", ".json"})
    here = Path(kg.__file__).parent
    return _digest(
        [BASE, *_contents(files), *_contents(_sources(here, ("ontology.py", "reference*")))]
    )


@cache
def code_digest() -> str:
    """The source of the stages from article to quads, as sixteen hex digits."""
    return _digest(_contents(_sources(Path(kg.__file__).parent, _CODE)))


def _sources(folder: Path, patterns: Iterable[str]) -> Iterator[Path]:
    for pattern in patterns:
        for path in folder.glob(pattern):
            yield from path.rglob("*.py") if path.is_dir() else [path]


def _contents(paths: Iterable[Path]) -> Iterator[str]:
    """Name and content of files, in the order of their names."""
    for path in sorted(set(paths)):
        yield path.name
        yield sha256(path.read_bytes()).hexdigest()


def _digest(parts: Iterable[str]) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()[:16]


def _model() -> str:
    """The shipped model, known by its content; with it the extractor, where one was chosen."""
    chosen, asked = setting("extractor", "frames"), setting("llm_model", "unnamed")
    if chosen == "frames":
        return _parser()
    return f"{_parser()}; {chosen}" + (f": {asked}" if chosen == "llm" else "")


def _parser() -> str:
    files = Path(kg.__file__).parent.joinpath("parse", "model").rglob("*")
    return f"ud ({_digest(_contents(path for path in files if path.is_file()))})"
