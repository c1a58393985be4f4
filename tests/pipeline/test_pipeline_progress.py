"""What a terminal sees of a load."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pytest

from tests.read.samples import FIRST

pty = pytest.importorskip("pty", reason="this system has no terminals to pretend")
termios = pytest.importorskip("termios")


def _read(terminal: BinaryIO) -> bytes:
    try:
        return terminal.read(1 << 12)
    except OSError:  # how Linux says that the other end is closed
        return b""


def test_a_terminal_shows_how_far_a_load_is(tmp_path: Path, fresh: Callable[[Path], Path]) -> None:
    store = fresh(tmp_path / "store")
    (tmp_path / "a.txt").write_text(FIRST, "utf-8")
    (tmp_path / "b.txt").write_bytes(b"\x89PNG\0")
    command = ["load", str(tmp_path / "*.txt"), "--store", str(store)]
    code = "import sys; from kg.cli import main; main(sys.argv[1:])"
    mine, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 100))
    done = subprocess.run(
        [sys.executable, "-c", code, *command],
        stderr=theirs,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(theirs)
    with os.fdopen(mine, "rb", buffering=0) as terminal:
        shown = b"".join(iter(lambda: _read(terminal), b"")).decode()
    assert done.returncode == 1
    assert "1 skipped" in done.stdout
    assert "b.txt is not text: it is a binary file" in shown
    assert "/149" in shown  # bytes of both files
