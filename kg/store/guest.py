"""A store that another process holds: read from a checkpoint, written through that process."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Client, Connection
from pathlib import Path
from threading import RLock

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad

from kg.errors import BadQuery, CasusError, StoreBusy
from kg.store import Store
from kg.store.lock import Hold
from kg.store.messages import Gone, receive, send
from kg.store.writes import Changed, NoGraph, NoUpdate, Value, Write, encoded

PATIENCE = 10.0  # seconds to wait for a host that is being started anew
UNREPEATABLE = frozenset({"update", "put", "post", "delete", "patch"})  # not the same twice
_ERRORS = {error.__name__: error for error in (BadQuery, Changed, NoGraph, NoUpdate)}


class Late(CasusError):
    """A write that had begun did not end in time."""


class Unsure(CasusError):
    """The host ended amid a write: it may have been carried out, whole, or not at all."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """A write that is on disk: what it said, and the state that shows it."""

    said: Value
    version: str


class Guest(Store):
    """The store by way of its host; what is read is what it held at the last own write."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.writable = True
        self._graph: ox.Store | None = None
        self._checkpoints: list[Path] = []
        self._lock = RLock()

    @property
    def oxigraph(self) -> ox.Store:
        """The store as it was at a moment after the last own write, for reading."""
        with self._lock:
            if self._graph is None:
                self._checkpoints.append(self.checkpoint())
                self._graph = ox.Store.read_only(str(self._checkpoints[-1]))
                for old in self._checkpoints[:-2]:  # someone may still read from the last but one
                    shutil.rmtree(old, ignore_errors=True)
                    self._checkpoints.remove(old)
            return self._graph

    @oxigraph.setter
    def oxigraph(self, _: ox.Store) -> None:
        raise CasusError("a guest of a store cannot choose it")

    def refresh(self) -> None:
        """Lets the next reader see what has been written until then."""
        with self._lock:
            self._graph = None

    def close(self) -> None:
        """Delete the checkpoints of this guest."""
        with self._lock:
            self._graph = None
            for old in self._checkpoints:
                shutil.rmtree(old, ignore_errors=True)
            self._checkpoints.clear()

    def announce(self, endpoint: str | None = None, guests: str | None = None) -> None:
        """Tell those who find the store busy where it answers queries."""
        with self.connected() as connection:
            send(connection, {"ask": "announce", "endpoint": endpoint})
            receive(connection)

    # Reading

    def checkpoint(self) -> Path:
        """A new copy of the store as it is now, for this process to delete."""
        with self.connected() as connection:
            send(connection, {"ask": "checkpoint", "pid": os.getpid()})
            return Path(str(receive(connection)[0]["checkpoint"]))

    def follow(self) -> Iterator[tuple[str, Path]]:
        """Each state of the store from now on: its version, and a copy for this process to delete.

        Ends when the host ends.
        """
        try:
            with self.connected() as connection:
                send(connection, {"ask": "follow", "pid": os.getpid()})
                while True:
                    head, _ = receive(connection)
                    yield str(head["version"]), Path(str(head["checkpoint"]))
        except Gone:
            return

    # Writing

    def write(self, asked: Write, seconds: float | None = None, seen: bool = False) -> Receipt:
        """Have a write carried out, and `seen` by all followers before it counts as done.

        Raises Late if it has begun and takes longer than `seconds`.
        """
        until = time.monotonic() + PATIENCE
        while True:
            began = False
            try:
                with self.connected() as connection:
                    _ask(connection, asked, seen)
                    receive(connection)
                    began = True
                    if seconds is not None and not connection.poll(seconds):
                        raise Late(f"the write took longer than {seconds:g} s")
                    receive(connection)  # it is carried out
                    receipt = _receipt(receive(connection)[0])  # and on disk
            except Gone as gone:
                if began and asked.name in UNREPEATABLE:
                    raise Unsure("the process that writes ended amid this write") from gone
                if time.monotonic() > until:
                    raise StoreBusy(f"the process that writes to {self.path} ended") from gone
                time.sleep(0.1)
                continue
            self.refresh()
            return receipt

    def replace_article(self, quads: Collection[Quad]) -> bool:
        """Put the graphs of one article in the place of what it stated before."""
        return bool(self.write(Write("replace_article", data=(encoded(quads),))).said)

    def replace_articles(self, articles: Iterable[Collection[Quad]]) -> None:
        """The same for several."""
        data = tuple(map(encoded, articles))
        if data:
            self.write(Write("replace_articles", data=data))

    def withdraw_article(self, sha256: str) -> bool:
        """Take an article out, with all that no other article supports."""
        return bool(self.write(Write("withdraw_article", {"sha256": sha256})).said)

    def relink(self) -> None:
        """Judge all links across articles anew."""
        self.write(Write("relink"))

    def replace_graphs(self, drop: Iterable[NamedNode], quads: Iterable[Quad]) -> None:
        """Clear derived graphs and write others."""
        names: list[str] = [name.value for name in drop]
        self.write(Write("replace_graphs", {"drop": names}, (encoded(quads),)))

    def replace_derived(self, quads: Iterable[Quad]) -> None:
        """Put these derived graphs in the place of all there are."""
        self.write(Write("replace_derived", data=(encoded(quads),)))

    def change_derived(self, gone: Iterable[Quad], new: Iterable[Quad]) -> None:
        """Take statements out of the derived graphs and put others in, at once."""
        self.write(Write("change_derived", data=(encoded(gone), encoded(new))))

    @contextmanager
    def connected(self) -> Iterator[Connection]:
        """A connection to the host, for one exchange."""
        address = Hold.guests(self.path_of_store)
        try:
            if address is None:
                raise Gone
            connection = Client(address)
        except (OSError, EOFError) as error:
            raise Gone from error
        with connection:
            yield connection

    @property
    def path_of_store(self) -> Path:
        """The folder of the store."""
        assert self.path is not None
        return self.path


def _ask(connection: Connection, asked: Write, seen: bool) -> None:
    about = {"ask": "write", "write": asked.name, "expects": asked.expects, "seen": seen}
    head: dict[str, Value] = {**asked.values, **about}
    send(connection, head, asked.data)


def _receipt(head: dict[str, Value]) -> Receipt:
    """What the host says; raises what went wrong there."""
    if "error" in head:
        error = _ERRORS.get(str(head["error"]), CasusError)
        raise error(str(head["message"]))
    return Receipt(head["said"], str(head["version"]))
