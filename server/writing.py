"""Writing to the store of a running site: through its writer process, or in this process.

The writer process is started anew when it ends, and killed when a write takes too long: the
store then is as it was before that write.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from kg.errors import CasusError, StoreBusy
from kg.store import Store
from kg.store.guest import Guest, Late, Unsure
from kg.store.lock import Hold
from kg.store.writes import Changed, Write, write
from server.problem import Problem
from server.process import environment


class Writer(Protocol):
    """What carries out writes."""

    def write(self, asked: Write) -> object:
        """What a write says, once it is on disk and every query that follows sees it."""

    def close(self) -> None:
        """Ends it."""


class LocalWriter:
    """Writes to a store of this process, one after the other."""

    def __init__(self, store: Store, version: Callable[[], str], renew: Callable[[], None]) -> None:
        self._store = store
        self._version = version
        self._renew = renew
        self._lock = threading.Lock()

    def write(self, asked: Write) -> object:
        """Carries out a write."""
        with self._lock:
            if asked.expects not in (None, self._version()):
                raise Changed(f"the store is in state {self._version()}, not {asked.expects}")
            said = write(self._store, asked)
            self._renew()
            return said

    def close(self) -> None:
        """Nothing to end."""


class WriterProcess:
    """A running `server.writer`, started anew whenever it ends."""

    def __init__(self, folder: Path, memory_mb: int) -> None:
        self._command = [sys.executable, "-m", "server.writer", str(folder), str(memory_mb)]
        self._closed = False
        self._popen = self._started()
        threading.Thread(target=self._watch, name="writer-watcher", daemon=True).start()

    @property
    def pid(self) -> int:
        """The process that holds the store now."""
        return self._popen.pid

    def kill(self) -> None:
        """Ends the process amid its write; another takes its place."""
        self._popen.kill()

    def close(self) -> None:
        """Ends the process after the write that is under way."""
        self._closed = True
        assert self._popen.stdin is not None
        self._popen.stdin.close()
        try:
            self._popen.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self._popen.kill()
            self._popen.wait()

    def _started(self) -> subprocess.Popen[bytes]:
        popen = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment(),
        )
        assert popen.stdout is not None
        said = json.loads(popen.stdout.readline() or b"{}")
        if not said.get("ready"):
            popen.wait()
            busy = said.get("error") == StoreBusy.__name__
            kind = StoreBusy if busy else CasusError
            raise kind(said.get("message", "the process that writes to the store did not start"))
        return popen

    def _watch(self) -> None:
        while True:
            self._popen.wait()
            if self._closed:
                return
            try:
                self._popen = self._started()
            except CasusError:
                time.sleep(1)


class Held(Guest):
    """A store whose host this process has started, and ends."""

    def __init__(self, folder: Path, memory_mb: int) -> None:
        super().__init__(folder)
        self._process = WriterProcess(folder, memory_mb)

    @property
    def writer_pid(self) -> int:
        """The process that holds the store now."""
        return self._process.pid

    def stop_write(self) -> None:
        """Ends the host amid its write; another takes its place."""
        self._process.kill()

    def close(self) -> None:
        """Ends the host after the write that is under way."""
        super().close()
        self._process.close()


def hold(folder: Path, memory_mb: int = 4096) -> Guest:
    """The store of a folder for a server: through a writer process of its own if none runs yet."""
    try:
        return Held(folder, memory_mb)
    except StoreBusy:
        if Hold.guests(folder) is None:
            raise
        return Guest(folder)


class HostedWriter:
    """Writes through the process that holds the store."""

    def __init__(self, guest: Guest, shown: Callable[[str], bool], seconds: float) -> None:
        self._guest = guest
        self._shown = shown
        self._seconds = seconds

    def write(self, asked: Write) -> object:
        """Has a write carried out."""
        try:
            receipt = self._guest.write(asked, self._seconds, seen=True)
        except Late as error:
            if isinstance(self._guest, Held):
                self._guest.stop_write()
            raise Problem(
                503,
                f"The update took longer than {self._seconds:g} s and was stopped; "
                "it changed nothing. Do it in smaller steps.",
            ) from error
        except Unsure as error:
            raise Problem(
                503,
                "The process that writes ended amid this update, most likely because it needed "
                "too much memory; whether it was carried out is unknown: look before trying again.",
                headers={"Retry-After": "5"},
            ) from error
        except StoreBusy as error:
            raise Problem(503, f"{error}.", headers={"Retry-After": "5"}) from error
        if not self._shown(receipt.version):
            raise Problem(500, "The update is on disk, but queries cannot see it yet.")
        return receipt.said

    def close(self) -> None:
        """Lets go of the store."""
        self._guest.close()
