"""Imports run one way, from the values at the bottom to the command line at the top."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LAYERS = (
    {"model", "vocabulary", "errors", "settings"},
    {"ontology"},
    {"reference"},
    {"read", "parse", "extract"},
    {"rdf", "cluster"},
    {"store"},
    {"reason", "validate", "datasets"},
    {"backends", "pipeline", "evaluate", "llm", "notebook"},
    {"cli"},
)
SERVER_MAY_IMPORT = {*LAYERS[0], "ontology", "store", "reason"}


def imported_parts(path: Path) -> Iterator[str]:
    """The part of `kg` that each import of a file names, wherever in the file it stands."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names = [node.module]
            if node.module == "kg":
                names = [f"kg.{alias.name}" for alias in node.names]
        for name in names:
            if name.startswith("kg."):
                yield name.split(".")[1]


def rank(part: str) -> int:
    return next(level for level, parts in enumerate(LAYERS) if part in parts)


def files(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


@pytest.mark.parametrize("path", files("kg"), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_imports_nothing_above_itself(path: Path) -> None:
    part = path.relative_to(ROOT / "kg").parts[0].removesuffix(".py")
    if part == "__init__":
        pytest.skip("the package itself offers the notebook interface")
    for other in imported_parts(path):
        if other != part and not other.startswith("__"):
            assert rank(other) <= rank(part), f"{path.name} imports kg.{other}"


def test_siblings_of_the_language_side_do_not_import_each_other() -> None:
    for part in ("read", "parse", "extract"):
        for path in files(f"kg/{part}"):
            others = set(imported_parts(path)) & {"read", "parse", "extract"} - {part}
            assert not others, f"{path} imports {others}"


@pytest.mark.parametrize("path", files("server"), ids=lambda path: str(path.relative_to(ROOT)))
def test_the_server_never_imports_the_language_side(path: Path) -> None:
    assert set(imported_parts(path)) <= SERVER_MAY_IMPORT


@pytest.mark.parametrize("module", ["kg.cli", "server"])
def test_starting_up_does_not_load_the_parser(module: str) -> None:
    code = f"import sys, {module}; sys.exit('kg.parse' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


@pytest.mark.parametrize(
    "path", files("kg") + files("server"), ids=lambda p: str(p.relative_to(ROOT))
)
def test_a_file_fits_in_the_head(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 330
