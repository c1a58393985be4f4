"""A server as `kg serve` runs it: a process of its own, its writer, its query processes."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
TOKEN = "secret"
_SERVE = """
import sys
from pathlib import Path
import server
from server.settings import Limits, Settings, Outside
with server.hold(Path(sys.argv[1])) as store:
    settings = eval(sys.argv[3])
    server.serve(server.create_app(store, settings), "127.0.0.1", int(sys.argv[2]))
"""


@dataclass
class Running:
    """A server and where it answers."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def send(
        self,
        path: str,
        data: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        method: str | None = None,
    ) -> tuple[int, Mapping[str, str], bytes]:
        """Status, headers and body of the reply to a request."""
        allowed = {"Authorization": f"Bearer {TOKEN}", **(headers or {})}
        request = urllib.request.Request(f"{self.address}{path}", data, allowed, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as reply:
                return reply.status, reply.headers, reply.read()
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read()

    def query(self, text: str, accept: str = "text/csv") -> tuple[int, bytes]:
        headers = {"Content-Type": "application/sparql-query", "Accept": accept}
        status, _, body = self.send("/sparql", text.encode(), headers)
        return status, body

    def update(self, text: str) -> int:
        return self.send("/update", text.encode(), {"Content-Type": "application/sparql-update"})[0]

    def processes(self, module: str) -> list[int]:
        """The processes below the server that run a module."""
        found = []
        for folder in Path("/proc").iterdir():
            if folder.name.isdigit() and _parent(folder) == self.process.pid:
                command = (folder / "cmdline").read_bytes().split(b"\0")
                found += [int(folder.name)] if module.encode() in command else []
        return found

    def wait(self, seconds: float = 30.0) -> float:
        """Waits until it answers; how long that took."""
        began = time.monotonic()
        while time.monotonic() - began < seconds:
            try:
                urllib.request.urlopen(f"{self.address}/health", timeout=1).close()
                return time.monotonic() - began
            except OSError:
                assert self.process.poll() is None, "the server has ended"
                time.sleep(0.02)
        raise AssertionError("the server does not answer")


def _parent(process: Path) -> int:
    try:
        return int((process / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


@contextmanager
def running(folder: Path, settings: str = f"Settings(token={TOKEN!r})") -> Iterator[Running]:
    """A server over a store, until the block ends."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-c", _SERVE, str(folder), str(port), settings]
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)})
    site = Running(folder, port, process)
    try:
        site.wait()
        yield site
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)
