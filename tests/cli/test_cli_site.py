from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.cli.conftest import Kg


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as held:
        return int(held.getsockname()[1])


@contextmanager
def demo(folder: Path, port: int) -> Iterator[float]:
    """`kg demo` in a process of its own, from the moment it serves; how long that took."""
    code = "from kg.cli import main; main()"
    command = [sys.executable, "-c", code, "demo", "--port", str(port), "--store", str(folder)]
    start = time.perf_counter()
    serving = subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ})
    try:
        while not _answers(port):
            assert serving.poll() is None
            assert time.perf_counter() - start < 120
            time.sleep(0.02)
        yield time.perf_counter() - start
    finally:
        serving.send_signal(signal.SIGINT)
        assert serving.wait(60) == 0


def _answers(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/health", timeout=5) as reply:
            return bool(reply.status == 200)
    except (URLError, OSError):
        return False


@pytest.mark.parametrize("command", ["demo", "serve"])
def test_a_port_in_use_is_said_before_anything_is_built(
    kg: Kg, tmp_path: Path, command: str
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as held:
        port = held.getsockname()[1]
        done = kg(command, "--port", port)
    assert done.status == 1
    assert done.err == f"kg: port {port} of 127.0.0.1 is in use; choose another with --port\n"
    assert not (tmp_path / "store").exists()


def test_a_store_that_was_never_loaded_is_not_served(kg: Kg) -> None:
    done = kg("serve", "--port", free_port())
    assert done.status == 1
    assert "load something first" in done.err


@pytest.mark.slow
def test_the_demo_serves_and_its_second_start_builds_nothing(kg: Kg, tmp_path: Path) -> None:
    port, folder = free_port(), tmp_path / "store"
    with demo(folder, port):
        there = kg("query", "claims", "--endpoint", f"http://127.0.0.1:{port}/sparql")
        assert there.status == 0, there.err
        assert there.out == kg("query", "claims").out
        done = kg("load", "kg/samples/articles.jsonl")
        assert done.status == 0, done.err
        assert "9 unchanged" in done.out
    with demo(folder, port) as seconds:
        assert seconds < 5
