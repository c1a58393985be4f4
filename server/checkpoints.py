"""Read-only copies of the store as it was at a moment, made of hard links in some milliseconds.

Query processes read checkpoints, never the store that is being written. The newest is current;
an older one is deleted when no query reads it any more.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections import Counter
from pathlib import Path
from threading import Lock

from pyoxigraph import Store

FOLDER = "checkpoints"


class Checkpoints:
    """The checkpoints of one store, made by this process."""

    def __init__(self, store: Store, folder: Path) -> None:
        self._store = store
        self._folder = folder / FOLDER
        self._lock = Lock()
        self._readers: Counter[Path] = Counter()
        self._current: Path | None = None
        self._folder.mkdir(parents=True, exist_ok=True)
        self._sweep()
        self.publish()

    @property
    def version(self) -> str:
        """The name of the current checkpoint."""
        return self._current.name if self._current else "none"

    def publish(self) -> None:
        """Makes a checkpoint of the store as it is now, and makes it current."""
        path = self._folder / f"{time.time_ns():x}-{os.getpid()}"
        self._store.backup(str(path))
        with self._lock:
            old, self._current = self._current, path
        if old is not None:
            self._delete_unread(old)

    def acquire(self) -> Path:
        """The current checkpoint, kept until it is released."""
        with self._lock:
            assert self._current is not None, "closed"
            self._readers[self._current] += 1
            return self._current

    def release(self, path: Path) -> None:
        """One reader fewer."""
        with self._lock:
            self._readers[path] -= 1
        self._delete_unread(path)

    def close(self) -> None:
        """Deletes everything this process made."""
        with self._lock:
            self._current = None
        for path in self._folder.glob(f"*-{os.getpid()}"):
            shutil.rmtree(path, ignore_errors=True)

    def _delete_unread(self, path: Path) -> None:
        with self._lock:
            if path == self._current or self._readers[path] > 0:
                return
            del self._readers[path]
        shutil.rmtree(path, ignore_errors=True)

    def _sweep(self) -> None:
        """Deletes what processes that were killed left behind."""
        for path in self._folder.iterdir():
            if not _alive(path.name.rpartition("-")[2]):
                shutil.rmtree(path, ignore_errors=True)


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
