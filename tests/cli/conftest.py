from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from kg.cli import main
from kg.rdf import state
from kg.store import Store
from tests.store.articles import PLAIN, RUN, SAID, claimed_shelling, shelling
from tests.store.fresh import fresh as fresh


class Done(NamedTuple):
    status: int
    out: str
    err: str


Kg = Callable[..., Done]


@pytest.fixture
def kg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Kg:
    """Runs `kg` with arguments, on a store in a folder of the test's own."""
    monkeypatch.setenv("KG_STORE", str(tmp_path / "store"))

    def run(*arguments: object) -> Done:
        with pytest.raises(SystemExit) as exit:
            main(list(map(str, arguments)))
        said = capsys.readouterr()
        return Done(int(exit.value.code or 0), said.out, said.err)

    return run


@pytest.fixture
def filled(tmp_path: Path, fresh: Callable[[Path], Path]) -> Path:
    """A store with two articles: one asserts a shelling, one quotes a ministry about it."""
    folder = fresh(tmp_path / "store")
    with Store.open(folder) as store:
        store.replace_article(state(shelling(PLAIN), RUN))
        store.replace_article(state(claimed_shelling(SAID), RUN))
    return folder
