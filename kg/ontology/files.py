"""Where the files of ontology/ and queries/ lie, and their text under the configured base."""

from __future__ import annotations

from pathlib import Path

from kg.errors import UnknownChoice
from kg.vocabulary import BASE, DEFAULT_BASE


def data_path(*parts: str) -> Path:
    """Where a file of ontology/ or queries/ lies, in a checkout as in an installed package.

    >>> data_path("ontology", "core.ttl").is_file()
    True
    """
    package = Path(__file__).parent.parent
    checkout = package.parent
    root = checkout if (checkout / "ontology").is_dir() else package / "_data"
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
