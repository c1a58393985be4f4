"""New stores without the second that it takes to fill one: copies of one made once."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.store import Store


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """Makes a store in a folder, with ontology and reference data and nothing else."""
    template = tmp_path_factory.mktemp("template") / "store"
    Store.open(template).close()

    def make(folder: Path) -> Path:
        shutil.copytree(template, folder)
        return folder

    return make
