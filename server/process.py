"""One query process as its parent sees it: started, asked, watched, killed."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from server import frames
from server.engine import always_there
from server.frames import Broken

_ROOT = str(Path(__file__).parent.parent)


def environment() -> dict[str, str]:
    """The variables of a process that must find this package."""
    paths = [_ROOT, *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "MALLOC_ARENA_MAX": "2"}


class Process:
    """A running `server.worker`, used by one query at a time."""

    def __init__(self, memory_mb: int, *, network: bool = False) -> None:
        self._popen = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "server.worker",
                str(memory_mb),
                *(["network"] if network else []),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(),
        )
        self._lock = threading.Lock()
        self._deadline: float | None = None
        self._began = self._rested = time.monotonic()
        self._gone: Callable[[], bool] = always_there
        self._killed = False
        self._network = network
        self.client = ""
        self.seconds = 0.0  # that its query may take
        self.late = self.left = self.crowded = self.slow = False
        with suppress(Broken):  # else the first query learns of it
            self.receive()  # that it is ready; to start must not count as time of a query

    def work(self, seconds: float, gone: Callable[[], bool], client: str) -> None:
        """Begins a query of a client that may take so long."""
        with self._lock:
            self._began, self.seconds = time.monotonic(), seconds
            self._deadline, self._gone, self.client = self._began + seconds, gone, client

    def rest(self) -> bool:
        """Ends a query; whether the process can take another."""
        with self._lock:
            self._deadline, self._gone = None, always_there
            self._rested = time.monotonic()
            return not (self._killed or self.slow or self._network)

    def runs_for(self) -> float:
        """Seconds since its query began, 0 if it has none."""
        with self._lock:
            return 0.0 if self._deadline is None else time.monotonic() - self._began

    def slow_down(self, make_room: Callable[[str], bool]) -> bool:
        """Lets other processes go first from now on; whether there was room to go on at all."""
        with self._lock:
            if self._deadline is None:
                return True
            self.slow = make_room(self.client)
            if self.slow and sys.platform != "win32":
                with suppress(OSError):
                    os.setpriority(os.PRIO_PROCESS, self._popen.pid, 10)
            return self.slow

    def crowd_out(self) -> None:
        """Kills the process for want of room."""
        with self._lock:
            self.crowded = self._killed = True
            self._deadline = None
            self._popen.kill()

    def is_alive(self) -> bool:
        """Whether it runs."""
        return self._popen.poll() is None

    def idle_for(self) -> float:
        """Seconds since the last query ended."""
        return time.monotonic() - self._rested

    def send(self, asked: bytes) -> None:
        """Asks a query."""
        assert self._popen.stdin is not None
        frames.send(self._popen.stdin, b"Q", asked)

    def receive(self) -> tuple[bytes, bytes]:
        """The next frame of the answer."""
        assert self._popen.stdout is not None
        return frames.receive(self._popen.stdout)

    def kill_if_due(self) -> None:
        """Kills the process if its query is late or nobody waits for it; reading it then ends."""
        with self._lock:
            if self._deadline is None:
                return
            if time.monotonic() >= self._deadline:
                self.late = True
            elif self._gone():
                self.left = True
            else:
                return
            self._deadline, self._killed = None, True
            self._popen.kill()

    def kill(self) -> None:
        """Ends the process and waits until it is gone."""
        self._popen.kill()
        for pipe in (self._popen.stdin, self._popen.stdout):
            with suppress(OSError):
                if pipe:
                    pipe.close()
        self._popen.wait()
