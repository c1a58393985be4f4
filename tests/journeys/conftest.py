"""A store of the bundled articles, made by the commands a user types, and a server over it."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
SAMPLES = ROOT / "kg" / "samples" / "articles.jsonl"
COMMAND = (sys.executable, "-c", "from kg.cli import main; main()")

Kg = Callable[..., subprocess.CompletedProcess[str]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the journeys in one worker, which builds their store once."""
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.xdist_group("journeys"))


def run(folder: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *map(str, words)],
        cwd=folder,
        text=True,
        capture_output=True,
        timeout=300,
        check=False,
    )


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose casus-store holds the bundled articles, reasoned over; for reading only."""
    folder = tmp_path_factory.mktemp("journey")
    for words in (("load", SAMPLES), ("reason",)):
        done = run(folder, *words)
        assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def kg(built: Path) -> Kg:
    """The command line over the store of the bundled articles."""
    return lambda *words: run(built, *words)


@pytest.fixture
def own(built: Path, tmp_path: Path) -> Path:
    """A folder with a copy of the store, to change."""
    shutil.copytree(built / "casus-store", tmp_path / "casus-store")
    return tmp_path


@pytest.fixture(scope="session")
def site(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server over a copy of the store."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(built / "casus-store", folder / "casus-store")
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [*COMMAND, "serve", "--port", str(port)],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            if process.poll() is not None:
                pytest.fail(process.stderr.read().decode() if process.stderr else "no server")
            try:
                urllib.request.urlopen(f"{address}/health", timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)
