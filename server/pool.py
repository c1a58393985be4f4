"""The engine of a running site: each query in a process of its own, which can be killed.

Some processes are kept warm, more are started under load; a watcher kills those that pass their
deadline or whose client has left, and starts others in their place. No query can take the site
down: too slow, too big, or fatal to the engine, it ends with its process.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from server.checkpoints import Checkpoints
from server.engine import Answer, Whole, always_there, refusal
from server.evaluation import FIELDS, Failed, NoQuery, NotAcceptable, Query
from server.frames import CHUNK, Broken
from server.lanes import Lanes, Room
from server.measure import TooLarge
from server.problem import Problem, busy, out_of_memory, out_of_time
from server.process import Process
from server.settings import Settings

TICK = 0.05  # seconds between two looks of the watcher
IDLE = 60.0  # seconds after which a process beyond the warm ones ends
SLOW = 1.0  # seconds after which a query makes room for others

_REFUSALS = {b"N": NoQuery, b"A": NotAcceptable, b"L": TooLarge, b"F": Failed}


class PoolEngine:
    """Queries run in a pool of processes over checkpoints of the store."""

    def __init__(self, checkpoints: Checkpoints, settings: Settings) -> None:
        self._checkpoints = checkpoints
        self._settings = settings
        self._lanes = Lanes(_room(settings.burst))
        self._lock = threading.Lock()
        self._idle: list[Process] = []  # the one used last is used first
        self._busy: set[Process] = set()
        self._starting = 0
        self._closed = False
        self._watcher = threading.Thread(target=self._watch, name="query-watcher", daemon=True)
        self._watcher.start()

    @property
    def version(self) -> str:
        """The version of the data that queries read."""
        return self._checkpoints.version

    @property
    def modified(self) -> float:
        """When the checkpoint that queries read was made."""
        return self._checkpoints.modified

    def query(
        self, query: Query, gone: Callable[[], bool] = always_there, client: str = ""
    ) -> Answer:
        """The answer as it comes, its first 64 kB being there."""
        self._lanes.enter(client, self._settings.limits.queue_seconds, gone)
        try:
            process = self._take(query.remote)
        except BaseException:
            self._lanes.leave(client, slow=False)
            raise
        limits = self._settings.limits
        process.work(limits.dump_seconds if query.dump else limits.seconds, gone, client)
        stream = Stream(self, process, self._checkpoints.acquire())
        try:
            return stream.begin(query)
        except BaseException:
            stream.close()
            raise

    def processes(self) -> dict[str, int]:
        """How many processes are busy and idle."""
        with self._lock:
            return {"busy": len(self._busy), "idle": len(self._idle)}

    def close(self) -> None:
        """Ends every process and deletes the checkpoints."""
        with self._lock:
            self._closed = True
            processes = [*self._idle, *self._busy]
            self._idle.clear()
            self._busy.clear()
        for process in processes:
            process.kill()
        self._watcher.join(timeout=5)
        self._checkpoints.close()

    def give_back(self, process: Process, path: Path, *, usable: bool) -> None:
        """Takes a process back from a query that has ended, or away if it cannot go on."""
        usable = process.rest() and usable
        with self._lock:
            self._busy.discard(process)
            usable = usable and not self._closed
            if usable:
                self._idle.append(process)
        self._lanes.leave(process.client, slow=process.slow)
        if not usable:
            process.kill()
        self._checkpoints.release(path)

    def problem(self, process: Process) -> Problem:
        """Why a process ended amid its query."""
        if process.late:
            return out_of_time(process.seconds)
        if process.left:
            return Problem(503, "The client has left before the end.")
        if process.crowded:
            return busy(SLOW)
        return out_of_memory(self._settings.limits.memory_mb)

    def _take(self, remote: bool) -> Process:
        """A process for one query; one that asks other hosts gets one of its own."""
        with self._lock:
            found = None if remote else self._waiting()
            if found:
                self._busy.add(found)
                return found
            self._starting += 1
        try:
            process = Process(self._settings.limits.memory_mb, network=remote)
            with self._lock:
                self._busy.add(process)
            return process
        finally:
            with self._lock:
                self._starting -= 1

    def _waiting(self) -> Process | None:
        """An idle process that is alive."""
        while self._idle:
            if (process := self._idle.pop()).is_alive():
                return process
        return None

    def _watch(self) -> None:
        while not self._closed:
            with self._lock:
                working, waiting = list(self._busy), list(self._idle)
                missing = len(waiting) + len(working) + self._starting < self._settings.workers
                self._starting += missing
            for process in working:
                process.kill_if_due()
                if process.runs_for() > SLOW and not process.slow:
                    self._slow_down(process)
            if missing:
                self._warm()
            elif len(waiting) > self._settings.workers:
                self._cool(waiting[0])
            time.sleep(TICK)

    def _slow_down(self, process: Process) -> None:
        if not process.slow_down(self._lanes.slow_down) and self._lanes.contended():
            process.crowd_out()

    def _warm(self) -> None:
        """One more process, ready before it is asked for."""
        process = Process(self._settings.limits.memory_mb)
        with self._lock:
            self._starting -= 1
            if not self._closed:
                self._idle.append(process)
                return
        process.kill()

    def _cool(self, process: Process) -> None:
        """One process fewer, if it has had nothing to do for long."""
        with self._lock:
            if process not in self._idle or process.idle_for() < IDLE:
                return
            self._idle.remove(process)
        process.kill()


def _room(burst: int) -> Room:
    """Some of what may run at once is never one client's alone."""
    return Room(burst, burst, max(1, burst - burst // 4), 3 * burst, 2 * burst)


class Stream:
    """The bytes of an answer as a process sends them; closed early, it costs the process."""

    def __init__(self, pool: PoolEngine, process: Process, path: Path) -> None:
        self._pool = pool
        self._process = process
        self._path = path
        self._first: bytes | None = None
        self._open = True

    def begin(self, query: Query) -> Answer:
        """The answer, once its first data are there; all of it at once if it is small."""
        asked = json.dumps([str(self._path), *(getattr(query, name) for name in FIELDS)]).encode()
        kind, payload = self._exchange(asked)
        if kind in _REFUSALS:
            self._end(usable=True)
            raise refusal(_REFUSALS[kind](payload.decode()), query.text)
        first = self._data(query.text)
        if first is not None and len(first) >= CHUNK:
            self._first = first
            return Answer(payload.decode(), self)
        if first is not None and self._data(query.text) is not None:
            raise AssertionError("only the last frame of an answer is small")
        return Answer(payload.decode(), Whole(first or b""))

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        first, self._first = self._first, None
        if first is not None:
            return first
        if not self._open:
            raise StopIteration
        try:
            data = self._data("")
        except Problem as problem:
            self.close()
            # The status is sent: break the connection, so that nobody takes this for the whole.
            raise ConnectionAbortedError(problem.detail) from problem
        if data is None:
            raise StopIteration
        return data

    def close(self) -> None:
        """Kills the process if it is not at its end."""
        self._end(usable=False)

    def _exchange(self, asked: bytes) -> tuple[bytes, bytes]:
        try:
            self._process.send(asked)
            return self._process.receive()
        except (Broken, OSError) as error:
            raise self._pool.problem(self._process) from error

    def _data(self, text: str) -> bytes | None:
        """The next data, None at the end."""
        try:
            kind, payload = self._process.receive()
        except (Broken, OSError) as error:
            raise self._pool.problem(self._process) from error
        if kind == b"D":
            return payload
        self._end(usable=True)
        if kind == b"E":
            return None
        raise refusal(_REFUSALS[kind](payload.decode()), text)

    def _end(self, *, usable: bool) -> None:
        if self._open:
            self._open = False
            with suppress(OSError):
                self._pool.give_back(self._process, self._path, usable=usable)
