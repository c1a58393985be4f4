"""Small answers kept by their query for as long as the data stay the same."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Iterator
from threading import Lock

from server.engine import CHUNK, Answer, Chunks, Engine, always_there
from server.evaluation import Query

_CHANGES = re.compile(r"\b(rand|now|uuid|struuid|bnode)\s*\(", re.IGNORECASE)


class CachedEngine:
    """An engine that remembers: answers of one chunk, up to a number of bytes in all."""

    def __init__(self, engine: Engine, size: int) -> None:
        self._engine = engine
        self._size = size
        self._lock = Lock()
        self._kept: OrderedDict[tuple[str, Query], tuple[str, bytes]] = OrderedDict()
        self._held = 0

    @property
    def version(self) -> str:
        """The version of the engine behind."""
        return self._engine.version

    def query(self, query: Query, gone: Callable[[], bool] = always_there) -> Answer:
        """The answer as it was given before, or a new one."""
        key = (self._engine.version, query)
        with self._lock:
            if known := self._kept.get(key):
                self._kept.move_to_end(key)
                return Answer(known[0], Whole(known[1]))
        answer = self._engine.query(query, gone)
        first = next(answer.chunks, b"")
        if len(first) >= CHUNK or _CHANGES.search(query.text):
            return Answer(answer.kind, Resumed(first, answer.chunks))
        rest = next(answer.chunks, b"")  # a short chunk is the last: this is the end
        if rest or key[0] != self._engine.version:
            return Answer(answer.kind, Resumed(first + rest, answer.chunks))
        self._keep(key, answer.kind, first)
        return Answer(answer.kind, Whole(first))

    def renew(self) -> None:
        """Renews the engine behind; what was kept is of another version now."""
        self._engine.renew()
        with self._lock:
            self._kept.clear()
            self._held = 0

    def processes(self) -> dict[str, int]:
        """The processes of the engine behind."""
        return self._engine.processes()

    def close(self) -> None:
        """Closes the engine behind."""
        self._engine.close()

    def _keep(self, key: tuple[str, Query], kind: str, body: bytes) -> None:
        with self._lock:
            if key in self._kept:
                return
            self._kept[key] = (kind, body)
            self._held += _cost(key, body)
            while self._held > self._size:
                old, (_, gone) = self._kept.popitem(last=False)
                self._held -= _cost(old, gone)


def _cost(key: tuple[str, Query], body: bytes) -> int:
    return len(key[1].text) + len(body) + 1000  # roughly what the objects weigh


class Whole:
    """The chunks of an answer that is all there."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        if not self._body:
            raise StopIteration
        body, self._body = self._body, b""
        return body

    def close(self) -> None:
        """Nothing to let go of."""


class Resumed:
    """The chunks of an answer whose first one was looked at."""

    def __init__(self, first: bytes, rest: Chunks) -> None:
        self._first = first
        self._rest = rest

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        first, self._first = self._first, b""
        return first or next(self._rest)

    def close(self) -> None:
        """Lets go of the rest."""
        self._rest.close()
