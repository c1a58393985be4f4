"""A load of queries over HTTP, from processes of its own, with as little Python as possible."""

from __future__ import annotations

import random
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import get_context
from urllib.parse import quote, urlsplit

Asked = Callable[[random.Random], str]


@dataclass(frozen=True)
class Load:
    """What one run of a load came to."""

    per_second: float
    p50: float  # seconds
    p99: float


def request(address: str, query: str, accept: str) -> bytes:
    """A GET of a query, as the bytes that are sent."""
    parts = urlsplit(address)
    target = f"{parts.path}?query={quote(query, safe='')}"
    return f"GET {target} HTTP/1.1\r\nHost: {parts.netloc}\r\nAccept: {accept}\r\n\r\n".encode()


def connected(address: str) -> socket.socket:
    """A connection to a server."""
    parts = urlsplit(address)
    connection = socket.create_connection((parts.hostname or "", parts.port or 80), timeout=120)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def exchange(connection: socket.socket, asked: bytes) -> tuple[int, float]:
    """The size of the answer to a request, and the seconds to its first byte."""
    began = time.perf_counter()
    connection.sendall(asked)
    data = connection.recv(262_144)
    first = time.perf_counter() - began
    while (end := data.find(b"\r\n\r\n")) < 0:
        data += connection.recv(65_536)
    head, size = data[:end].lower(), len(data) - end - 4
    assert head.startswith(b"http/1.1 200"), data[:500]
    place = head.find(b"content-length:")
    if place >= 0:
        length = int(head[place + 15 :].split(b"\r", 1)[0])
        while size < length:
            size += len(connection.recv(1_048_576))
        return size, first
    tail = data[-5:]
    while tail != b"0\r\n\r\n":
        piece = connection.recv(1_048_576)
        size += len(piece)
        tail = (tail + piece)[-5:]
    return size, first


def load(address: str, asked: Asked, seconds: float, clients: int, processes: int = 2) -> Load:
    """Queries by so many clients at once, each as soon as its last was answered."""
    context = get_context("fork")
    pipes = []
    for process in range(processes):
        mine, theirs = context.Pipe()
        share = clients // processes
        arguments = (theirs, address, asked, seconds, share, process)
        context.Process(target=_clients, args=arguments, daemon=True).start()
        pipes.append(mine)
    times = sorted(each for pipe in pipes for each in pipe.recv())
    if not times:
        return Load(0.0, 0.0, 0.0)
    return Load(len(times) / seconds, times[len(times) // 2], times[int(len(times) * 0.99)])


def _clients(pipe, address, asked, seconds, clients, seed) -> None:  # type: ignore[no-untyped-def]
    found: list[list[float]] = [[] for _ in range(clients)]
    until = time.perf_counter() + seconds

    def run(times: list[float], chance: random.Random) -> None:
        connection = connected(address)
        while (began := time.perf_counter()) < until:
            exchange(connection, request(address, asked(chance), "text/csv"))
            times.append(time.perf_counter() - began)

    threads = [
        threading.Thread(target=run, args=(times, random.Random(100 * seed + number)))
        for number, times in enumerate(found)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    pipe.send([each for times in found for each in times])


def medians(rounds: list[dict[str, float]]) -> dict[str, float]:
    """The median of each measure."""
    return {name: sorted(each[name] for each in rounds)[len(rounds) // 2] for name in rounds[0]}
