"""A query process: reads queries from its input, writes answers to its output, until it is killed.

Run as `python -m server.worker MEMORY_MB [network]`. It opens a checkpoint of the store for
reading alone, imports neither Flask nor the rest of Casus, and ends when the process that started
it is gone.
"""

from __future__ import annotations

import io
import json
import os
import sys
import threading
import time
from typing import IO

from pyoxigraph import Store

from server.evaluation import Failed, NoQuery, NotAcceptable, Query, evaluate
from server.frames import CHUNK, Broken, receive, send
from server.measure import TooLarge
from server.sandbox import confine


class _Frames(io.RawIOBase):
    """Where an answer is written: gathered into frames of some size."""

    def __init__(self, pipe: IO[bytes]) -> None:
        self._pipe = pipe
        self._held = bytearray()

    def writable(self) -> bool:
        """Always."""
        return True

    def write(self, data: bytes, /) -> int:  # type: ignore[override]
        """Takes some bytes; sends them when there are enough."""
        self._held += data
        if len(self._held) >= CHUNK:
            self._pass_on(last=True)
        return len(data)

    def end(self) -> None:
        """Sends what is held, and that it was all."""
        if self._held:
            self._pass_on(last=False)
        send(self._pipe, b"E")

    def _pass_on(self, *, last: bool) -> None:
        send(self._pipe, b"D", bytes(self._held), last=last)
        self._held.clear()


def main(memory_mb: int, *, network: bool) -> None:
    """Answers one query after the other."""
    requests = os.fdopen(os.dup(0), "rb")
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing else may write among the frames
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    confine(memory_mb, network=network)
    opened, store = "", Store()
    send(replies, b"R")
    while True:
        try:
            _, payload = receive(requests)
            path, *asked = json.loads(payload)
            if path != opened:
                opened, store = path, Store.read_only(path)
            _answer(store, Query(*asked), replies)
        except (Broken, BrokenPipeError):
            return


def _answer(store: Store, query: Query, replies: IO[bytes]) -> None:
    output = _Frames(replies)
    try:
        evaluate(
            store,
            query,
            lambda kind: send(replies, b"B", kind.encode(), last=False),
            output,  # type: ignore[arg-type]
        )
        output.end()
    except NoQuery as error:
        send(replies, b"N", str(error).encode())
    except NotAcceptable as error:
        send(replies, b"A", str(error).encode())
    except TooLarge as error:
        send(replies, b"L", str(error).encode())
    except Failed as error:
        send(replies, b"F", str(error).encode())
    except (RuntimeError, ValueError, OSError) as error:
        if isinstance(error, BrokenPipeError):
            raise
        send(replies, b"F", str(error).encode())


def _end_with(parent: int) -> None:
    """Ends this process, even amid a query, when its parent has ended."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(0)


if __name__ == "__main__":
    main(int(sys.argv[1]), network="network" in sys.argv)
