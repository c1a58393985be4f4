"""Who holds a store: one process that writes, or several that only read."""

from __future__ import annotations

import json
import os
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import Self

from kg.errors import StoreBusy

if sys.platform != "win32":
    import fcntl

LOCK = "lock"


class Hold:
    """A lock on a store's folder, given back by `release` or when the process ends.

    The lock file says which process writes, so that others can be told.
    """

    def __init__(self, path: Path, file: TextIOWrapper | None, exclusive: bool) -> None:
        self.path = path
        self.exclusive = exclusive
        self._file = file

    @classmethod
    def take(cls, path: Path, *, exclusive: bool) -> Self:
        """Hold the store in `path`; raises StoreBusy, naming the holder, if someone else does."""
        file = _lock_file(path, exclusive)
        hold = cls(path, file, exclusive)
        if file is not None:
            try:
                _flock(file, exclusive)
            except OSError as error:
                file.close()
                raise cls.busy(path) from error
        if exclusive:
            hold.announce(None)
        return hold

    def announce(self, endpoint: str | None, guests: str | None = None) -> None:
        """Write down who holds the store, where it answers queries and where it takes guests."""
        told = {"pid": os.getpid(), "command": _command(), "endpoint": endpoint, "guests": guests}
        self._write(json.dumps(told))

    @staticmethod
    def guests(path: Path) -> str | None:
        """Where the holder of a store takes guests, if it does."""
        address = _holder(path).get("guests")
        return None if address is None else str(address)

    def release(self) -> None:
        """Let others have the store."""
        if self._file is not None and not self._file.closed:
            if _holder(self.path).get("pid") == os.getpid():
                self._write("")
            self._file.close()

    def _write(self, text: str) -> None:
        if self._file is not None:
            self._file.seek(0)
            self._file.truncate()
            self._file.write(text)
            self._file.flush()

    @staticmethod
    def busy(path: Path) -> StoreBusy:
        """The error that says who holds the store, as far as can be known."""
        holder = _holder(path)
        who = f"process {holder['pid']} ({holder['command']})" if holder else "another process"
        endpoint = holder.get("endpoint")
        remedy = "wait until it ends"
        if endpoint:
            remedy = f"stop it first, or ask it a query with --endpoint {endpoint}"
        return StoreBusy(f"the store {path} is held by {who}; {remedy}")


def _holder(path: Path) -> dict[str, object]:
    """What the lock file says of the holder; nothing where it says nothing that makes sense."""
    try:
        holder = json.loads((path / LOCK).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return holder if isinstance(holder, dict) and {"pid", "command"} <= holder.keys() else {}


def _lock_file(path: Path, exclusive: bool) -> TextIOWrapper | None:
    """The open lock file; None for a reader of a folder that it cannot write to."""
    try:
        return (path / LOCK).open("a+", encoding="utf-8")
    except OSError:
        if exclusive:
            raise
        return None


def _flock(file: TextIOWrapper, exclusive: bool) -> None:
    if sys.platform != "win32":
        fcntl.flock(file, (fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH) | fcntl.LOCK_NB)


def _command() -> str:
    """How the process was started, in short: "kg serve"."""
    return " ".join([Path(sys.argv[0]).name or "python", *sys.argv[1:2]])
