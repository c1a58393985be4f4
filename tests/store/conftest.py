from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.store import Store
from tests.store.fresh import fresh as fresh


@pytest.fixture
def store(tmp_path: Path, fresh: Callable[[Path], Path]) -> Iterator[Store]:
    with Store.open(fresh(tmp_path / "store")) as opened:
        yield opened
