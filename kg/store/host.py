"""The process that holds a store writes for all others: one write at a time, on disk before "done".

A guest connects to the address in the store's lock file, sends a write or asks for a checkpoint.
Writes are carried out in the order they come. What is done is first synced to disk, then put into
a new checkpoint for each follower (a server), and only then acknowledged; writes that follow each
other closely share both. Killed at any moment, the host loses nothing that it acknowledged.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Iterable
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, Listener
from pathlib import Path
from queue import Empty, SimpleQueue

from kg.errors import CasusError
from kg.store import ROCKSDB, Store
from kg.store.messages import Gone, receive, send
from kg.store.writes import ONE_TRANSACTION, Changed, Value, Write, write

CHECKPOINTS = "checkpoints"
PAUSE = 0.2  # seconds between two checkpoints that nobody waits for: each costs readers some time

_log = logging.getLogger(__name__)


@dataclass
class _Asked:
    """A write that waits for its turn, and then for its acknowledgement."""

    write: Write
    seen: bool  # whether followers must see it before it is acknowledged
    connection: Connection
    outcome: dict[str, Value] = field(default_factory=dict)


class Host:
    """Writes to a store on behalf of guests until it is closed."""

    def __init__(self, store: Store) -> None:
        assert store.path is not None, "a store in memory has no guests"
        self._store = store
        self._folder = store.path
        self._began = f"{time.time_ns():x}"
        self._commits = 0
        self._waiting: SimpleQueue[_Asked] = SimpleQueue()
        self._done: SimpleQueue[_Asked] = SimpleQueue()
        self._followers: dict[Connection, int] = {}
        self._writing = threading.Lock()
        self._whole = threading.Lock()  # held while a checkpoint would show half of a write
        self._listener = Listener()
        for work in (self._accept, self._apply, self._acknowledge):
            threading.Thread(target=work, daemon=True).start()
        self._announce(None)

    @property
    def version(self) -> str:
        """The name of the state that the store is in."""
        return f"{self._began}.{self._commits}"

    def close(self) -> None:
        """Take no more guests, and let a write that is under way end."""
        self._listener.close()
        with self._writing:
            self._store.close()

    def _announce(self, endpoint: str | None) -> None:
        self._store.announce(endpoint, str(self._listener.address))

    def _accept(self) -> None:
        while True:
            try:
                connection = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: Connection) -> None:
        """Answers one guest until it leaves."""
        try:
            while True:
                head, data = receive(connection)
                ask = head.pop("ask")
                if ask == "write":
                    self._waiting.put(_asked(head, data, connection))
                elif ask == "checkpoint":
                    send(connection, self._checkpoint(_pid(head)))
                elif ask == "follow":
                    self._follow(connection, _pid(head))
                elif ask == "announce":
                    self._announce(str(head["endpoint"]))
                    send(connection, {})
        except Gone:
            self._followers.pop(connection, None)
            connection.close()

    def _follow(self, connection: Connection, pid: int) -> None:
        send(connection, self._checkpoint(pid))
        self._followers[connection] = pid

    def _apply(self) -> None:
        """Carries out one write after the other."""
        while True:
            asked = self._waiting.get()
            try:
                send(asked.connection, {"began": True})
            except Gone:
                continue  # who asked has given up before it began
            with self._writing:
                asked.outcome = self._outcome(asked.write)
            with suppress(Gone):
                send(asked.connection, {"ended": True})
            self._done.put(asked)

    def _outcome(self, asked: Write) -> dict[str, Value]:
        try:
            if asked.expects not in (None, self.version):
                raise Changed(f"the store is in state {self.version}, not {asked.expects}")
            with nullcontext() if asked.name in ONE_TRANSACTION else self._whole:
                said = write(self._store, asked)
        except Exception as error:  # whatever one write does, the next has its turn
            if not isinstance(error, CasusError | RuntimeError | ValueError | OSError):
                _log.exception("%s", asked.name)
            return {"error": type(error).__name__, "message": str(error), "version": self.version}
        self._commits += 1
        return {"said": said, "version": self.version}

    def _acknowledge(self) -> None:
        """Syncs what has been done, shows it to the followers, tells those who asked."""
        shown, last = self._commits, 0.0
        while True:
            done = self._finished(None if shown == self._commits else last + PAUSE)
            if any("said" in asked.outcome for asked in done):
                sync(self._folder / ROCKSDB)
            problem: dict[str, Value] = {}
            if shown != self._commits and (_awaited(done) or time.monotonic() >= last + PAUSE):
                shown, problem = self._commits, self._show()
                last = time.monotonic()
            for asked in done:
                with suppress(Gone):  # who asked may have left before it was done
                    send(asked.connection, {**asked.outcome, **problem})

    def _finished(self, until: float | None) -> list[_Asked]:
        """The writes carried out since the last look; none if a moment passes before there are."""
        done: list[_Asked] = []
        with suppress(Empty):
            wait = None if until is None else max(0.0, until - time.monotonic())
            done.append(self._done.get(timeout=wait))
            while True:
                done.append(self._done.get_nowait())
        return done

    def _show(self) -> dict[str, Value]:
        """A new checkpoint for each follower; what went wrong, if anything did."""
        try:
            for connection, pid in list(self._followers.items()):
                with suppress(Gone):
                    send(connection, self._checkpoint(pid))
        except (OSError, RuntimeError) as error:
            _log.exception("no checkpoint of the store can be made")
            return {"unseen": str(error)}
        return {}

    def _checkpoint(self, pid: int) -> dict[str, Value]:
        """A copy of the store as it is, for a process to read and to delete."""
        with self._whole:
            return self._copied(pid)

    def _copied(self, pid: int) -> dict[str, Value]:
        version = self.version
        (self._folder / CHECKPOINTS).mkdir(exist_ok=True)
        path = self._folder / CHECKPOINTS / f"{version}.{time.time_ns():x}-{pid}"
        self._store.oxigraph.backup(str(path))
        return {"checkpoint": str(path), "version": version}


def sync(rocksdb: Path) -> None:
    """Force the logs of a store's database to the disk: RocksDB leaves that to the system."""
    for log in _newest(rocksdb.glob("*.log")):
        descriptor = os.open(log, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _newest(logs: Iterable[Path]) -> list[Path]:
    """The two last: a write may have gone into the one and have opened the other."""
    return sorted(logs, key=lambda log: int(log.stem))[-2:]


def _awaited(done: Iterable[_Asked]) -> bool:
    return any(asked.seen and "said" in asked.outcome for asked in done)


def _asked(head: dict[str, Value], data: tuple[bytes, ...], connection: Connection) -> _Asked:
    name, expects, seen = head.pop("write"), head.pop("expects"), bool(head.pop("seen"))
    write = Write(str(name), head, data, None if expects is None else str(expects))
    return _Asked(write, seen, connection)


def _pid(head: dict[str, Value]) -> int:
    pid = head["pid"]
    assert isinstance(pid, int)
    return pid
