"""Answers to queries as streams of bytes: the one seam between HTTP and the triple store.

Two engines: this module's runs in the calling thread (tests, tools), `pool` runs each query in a
process that can be stopped. Both raise `Problem`; a result object of the store never leaves the
thread or the process that made it, because the store aborts the process otherwise.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO, Protocol

from pyoxigraph import Store

from server.evaluation import Failed, NoQuery, NotAcceptable, Query, evaluate
from server.measure import TooLarge
from server.problem import Problem
from server.syntax import explained

CHUNK = 65_536


class Chunks(Protocol):
    """Bytes that come as they are ready; whoever stops before the end must close them."""

    def __iter__(self) -> Iterator[bytes]:
        """The chunks themselves."""

    def __next__(self) -> bytes:
        """The next bytes."""

    def close(self) -> None:
        """Lets go of what makes them."""


class Whole:
    """The chunks of an answer that is all there."""

    def __init__(self, body: bytes) -> None:
        self.body = body
        self._given = False

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        if self._given or not self.body:
            raise StopIteration
        self._given = True
        return self.body

    def close(self) -> None:
        """Gives no more of it."""
        self._given = True


@dataclass(frozen=True, slots=True)
class Answer:
    """A running answer: "table" or "graph", and its bytes."""

    kind: str
    chunks: Chunks

    def read(self) -> bytes:
        """All the bytes."""
        return b"".join(self.chunks)

    def close(self) -> None:
        """Lets go of the rest."""
        self.chunks.close()


def always_there() -> bool:
    """A client that never leaves."""
    return False


class Engine(Protocol):
    """Something that answers queries."""

    @property
    def version(self) -> str:
        """What changes with every change of the data: the tag of every answer."""

    @property
    def modified(self) -> float:
        """Since when the data are in this version, at the latest, in seconds since 1970."""

    def query(
        self, query: Query, gone: Callable[[], bool] = always_there, client: str = ""
    ) -> Answer:
        """The answer, or a `Problem` before its first byte; given up when the client has gone."""

    def processes(self) -> dict[str, int]:
        """How many query processes are busy and idle."""

    def close(self) -> None:
        """Lets go of processes and files."""


def refusal(error: Exception, text: str) -> Problem:
    """The problem that an error of the evaluation is for the client."""
    if isinstance(error, NoQuery):
        return explained(str(error), text)
    if isinstance(error, NotAcceptable):
        kinds = {
            "table": "a table (JSON, XML, CSV or TSV)",
            "graph": "a graph (Turtle, N-Triples, N-Quads, TriG, RDF/XML or JSON-LD)",
        }
        return Problem(406, f"The answer to this query is {kinds[str(error)]}.")
    if isinstance(error, TooLarge):
        return Problem(
            503, f"The answer has more than {error}, the most that is given; add a LIMIT."
        )
    return Problem(400, f"The query cannot be answered: {error}.")


class LocalEngine:
    """Queries run in the calling thread, with no limit of time or memory."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._version = 1
        self._modified = time.time()

    @property
    def version(self) -> str:
        """A count of the writes made through this engine."""
        return f"local-{self._version}"

    @property
    def modified(self) -> float:
        """When the last write through this engine was made."""
        return self._modified

    def query(
        self, query: Query, gone: Callable[[], bool] = always_there, client: str = ""
    ) -> Answer:
        """The answer, complete before its first byte."""
        kinds: list[str] = []
        spool = SpooledTemporaryFile(max_size=8_000_000)  # noqa: SIM115 - closed when read
        try:
            evaluate(self._store, query, kinds.append, spool)
        except (NoQuery, NotAcceptable, TooLarge, Failed) as error:
            spool.close()
            raise refusal(error, query.text) from error
        spool.seek(0)
        return Answer(kinds[0], _Spooled(spool))

    def renew(self) -> None:
        """Counts a write."""
        self._version += 1
        self._modified = time.time()

    def processes(self) -> dict[str, int]:
        """There are none."""
        return {}

    def close(self) -> None:
        """Nothing to let go of."""


class _Spooled:
    """The chunks of an answer that is complete."""

    def __init__(self, spool: IO[bytes]) -> None:
        self._spool = spool

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        chunk = b"" if self._spool.closed else self._spool.read(CHUNK)
        if not chunk:
            self.close()
            raise StopIteration
        return chunk

    def close(self) -> None:
        """Gives the memory back."""
        self._spool.close()
