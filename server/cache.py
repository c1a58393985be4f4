"""Small answers kept by their query for as long as the data stay the same."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Iterator
from threading import Lock

from server.engine import Answer, Chunks, Engine, Whole, always_there
from server.evaluation import Query

LARGEST = 1_000_000  # bytes of an answer that is kept
_CHANGES = re.compile(r"\b(rand|now|uuid|struuid|bnode)\s*\(", re.IGNORECASE)


def changes(query: str) -> bool:
    """Whether a query may answer differently each time, though the data stay the same.

    >>> changes("SELECT (NOW() AS ?now) {}"), changes("SELECT * { ?now ?p ?o }")
    (True, False)
    """
    return _CHANGES.search(query) is not None


class CachedEngine:
    """An engine that remembers small answers, up to a number of bytes in all."""

    def __init__(self, engine: Engine, size: int) -> None:
        self._engine = engine
        self._size = size
        self._lock = Lock()
        self._kept: OrderedDict[tuple[str, Query], tuple[str, bytes]] = OrderedDict()
        self._held = 0
        self._of = engine.version  # the state of the data that the answers kept are of

    @property
    def version(self) -> str:
        """The version of the engine behind."""
        return self._engine.version

    @property
    def modified(self) -> float:
        """The time of the engine behind."""
        return self._engine.modified

    def query(
        self, query: Query, gone: Callable[[], bool] = always_there, client: str = ""
    ) -> Answer:
        """The answer as it was given before, or a new one."""
        key = (self._engine.version, query)
        with self._lock:
            if key[0] != self._of:
                self._kept.clear()
                self._held, self._of = 0, key[0]
            if known := self._kept.get(key):
                self._kept.move_to_end(key)
                return Answer(known[0], Whole(known[1]))
        answer = self._engine.query(query, gone, client)
        if query.remote or changes(query.text):
            return answer

        if isinstance(answer.chunks, Whole):
            self._keep(key, answer.kind, answer.chunks.body)
            return answer

        def keep(body: bytes) -> None:
            self._keep(key, answer.kind, body)

        return Answer(answer.kind, Overheard(answer.chunks, keep))

    def processes(self) -> dict[str, int]:
        """The processes of the engine behind."""
        return self._engine.processes()

    def close(self) -> None:
        """Closes the engine behind."""
        self._engine.close()

    def _keep(self, key: tuple[str, Query], kind: str, body: bytes) -> None:
        with self._lock:
            if key in self._kept or key[0] != self._of:
                return
            self._kept[key] = (kind, body)
            self._held += _cost(key, body)
            while self._held > self._size:
                old, (_, gone) = self._kept.popitem(last=False)
                self._held -= _cost(old, gone)


def _cost(key: tuple[str, Query], body: bytes) -> int:
    return len(key[1].text) + len(body) + 1000  # roughly what the objects weigh


class Overheard:
    """The chunks of an answer as they pass; at its end, if it was small, it is remembered."""

    def __init__(self, chunks: Chunks, keep: Callable[[bytes], None]) -> None:
        self._chunks = chunks
        self._keep = keep
        self._heard: list[bytes] = []
        self._size = 0
        self._whole = True

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        try:
            chunk = next(self._chunks)
        except StopIteration:
            if self._whole and self._size <= LARGEST:
                self._keep(b"".join(self._heard))
            raise
        except BaseException:
            self._whole = False
            raise
        self._size += len(chunk)
        if self._size <= LARGEST:
            self._heard.append(chunk)
        else:
            self._heard.clear()
        return chunk

    def close(self) -> None:
        """Lets go of the rest."""
        self._whole = False
        self._chunks.close()
