"""Read-only copies of the store as it was at a moment, made of hard links in some milliseconds.

Query processes read checkpoints, never the store that is being written. The newest is current;
an older one is deleted when no query reads it any more. The name of a checkpoint begins with the
version of the data it shows and ends with the process that deletes it.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections import Counter
from pathlib import Path
from threading import Condition

from pyoxigraph import Store

FOLDER = "checkpoints"


class Checkpoints:
    """The checkpoints of one store that this process reads and deletes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / FOLDER
        self._changed = Condition()
        self._readers: Counter[Path] = Counter()
        self._current: Path | None = None
        self._folder.mkdir(parents=True, exist_ok=True)
        self._sweep()

    @property
    def version(self) -> str:
        """The version of the data that the current checkpoint shows."""
        return version_of(self._current) if self._current else "none"

    @property
    def modified(self) -> float:
        """When the current checkpoint was made, in seconds since 1970."""
        return made_at(self._current) if self._current else time.time()

    def publish(self, store: Store) -> None:
        """Makes a checkpoint of a store of this process as it is now, and makes it current."""
        now = f"{time.time_ns():x}"
        path = self._folder / f"{now}.0.{now}-{os.getpid()}"
        store.backup(str(path))
        self.adopt(path)

    def adopt(self, path: Path) -> None:
        """Makes a checkpoint current."""
        with self._changed:
            old, self._current = self._current, path
            self._changed.notify_all()
        if old is not None:
            self._delete_unread(old)

    def wait_for(self, version: str, seconds: float = 2.0) -> bool:
        """Waits until a state of the data, or a later one, is shown; whether it is."""
        with self._changed:
            return self._changed.wait_for(
                lambda: self._current is not None and _order(self.version) >= _order(version),
                seconds,
            )

    def acquire(self) -> Path:
        """The current checkpoint, kept until it is released."""
        with self._changed:
            assert self._current is not None, "closed"
            self._readers[self._current] += 1
            return self._current

    def release(self, path: Path) -> None:
        """One reader fewer."""
        with self._changed:
            self._readers[path] -= 1
        self._delete_unread(path)

    def close(self) -> None:
        """Deletes everything that is this process's."""
        with self._changed:
            self._current = None
        for path in self._folder.glob(f"*-{os.getpid()}"):
            shutil.rmtree(path, ignore_errors=True)

    def _delete_unread(self, path: Path) -> None:
        with self._changed:
            if path == self._current or self._readers[path] > 0:
                return
            del self._readers[path]
        shutil.rmtree(path, ignore_errors=True)

    def _sweep(self) -> None:
        """Deletes what processes that were killed left behind."""
        for path in self._folder.iterdir():
            if not _alive(path.name.rpartition("-")[2]):
                shutil.rmtree(path, ignore_errors=True)


def version_of(checkpoint: Path) -> str:
    """The version of the data that a checkpoint shows.

    >>> version_of(Path("18ea.7.18eb-4711"))
    '18ea.7'
    """
    return checkpoint.name.rpartition(".")[0]


def made_at(checkpoint: Path) -> float:
    """When a checkpoint was made, in seconds since 1970.

    >>> made_at(Path("18ea.7.174876e800-4711"))
    100.0
    """
    return int(checkpoint.name.rpartition(".")[2].partition("-")[0], 16) / 1e9


def _order(version: str) -> tuple[int, int]:
    """When a host began, how many writes later."""
    began, _, commits = version.partition(".")
    return int(began, 16), int(commits)


def _alive(pid: str) -> bool:
    """Whether a process still runs; in doubt it does."""
    if not pid.isdigit():
        return False
    if sys.platform == "win32":  # where os.kill would end the process it is asked about
        return True
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return int(pid) != os.getpid()
