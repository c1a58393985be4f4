"""The endpoint beside the Oxigraph server and rdflib-endpoint: same data, same machine, in turn.

    pip install oxigraph rdflib-endpoint uvicorn
    python -m benchmarks.http_endpoint [--events 110000] [--rounds 5] [--seconds 3] [--bin DIR]

Prints, for each kind of query, the medians of the rounds and their ratio to the Oxigraph server;
ratios alone mean something on a machine that does other things besides. An event is nine
statements: 110,000 of them are a million.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from benchmarks.http_client import connected, exchange, load, medians, request

ROOT = Path(__file__).parent.parent
KG = "http://kg.example/"
PREFIXES = f"PREFIX o: <{KG}o#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
_CASUS = """
import sys
from pathlib import Path
import server
from server.settings import Limits, Settings
with server.hold(Path(sys.argv[1])) as store:
    settings = Settings(token="secret", limits=Limits(seconds=300))
    server.serve(server.create_app(store, settings), "127.0.0.1", int(sys.argv[2]))
"""
_RDFLIB = """
import sys, uvicorn
from rdflib import Graph
from rdflib_endpoint import SparqlEndpoint
app = SparqlEndpoint(graph=Graph().parse(sys.argv[1], format="nt"), path="/sparql")
uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[2]), log_level="error")
"""


def events(count: int) -> Iterator[str]:
    """Lines of N-Triples: events with a kind, two actors, a place, a date, a label."""
    chance = random.Random(42)
    for actor in range(500):
        yield f"<{KG}actor/{actor}> <{KG}o#of> <{KG}state/{chance.randrange(195)}> ."
    for number in range(count):
        event = f"<{KG}event/{number}>"
        day = f"{2000 + number % 20}-{1 + number % 12:02d}-{1 + number % 28:02d}"
        yield f"{event} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{KG}o#E{number % 20}> ."
        for role in ("actor", "target", "third"):
            yield f"{event} <{KG}o#{role}> <{KG}actor/{int(500 * chance.random() ** 3)}> ."
        yield f"{event} <{KG}o#place> <{KG}place/{int(9000 * chance.random() ** 3)}> ."
        yield f'{event} <{KG}o#date> "{day}"^^<http://www.w3.org/2001/XMLSchema#date> .'
        yield f'{event} <{KG}o#mentions> "{chance.randrange(50)}" .'
        yield f"{event} <{KG}o#article> <{KG}article/{chance.randrange(count // 3 + 1)}> ."
        label = f"Event {number}: something happened {chance.randrange(10**9)}"
        yield f'{event} <http://www.w3.org/2000/01/rdf-schema#label> "{label}"@en .'


class Workload:
    """The kinds of queries over so many events."""

    def __init__(self, count: int) -> None:
        self._count = count

    def point(self, chance: random.Random) -> str:
        return f"SELECT ?p ?o {{ <{KG}event/{chance.randrange(self._count)}> ?p ?o }}"

    def join(self, chance: random.Random) -> str:
        event = f"<{KG}event/{chance.randrange(self._count)}>"
        return f"{PREFIXES} SELECT ?a ?s ?l {{ {event} o:actor ?a ; rdfs:label ?l . ?a o:of ?s }}"

    def repeat(self, _: random.Random) -> str:
        return f"SELECT ?p ?o {{ <{KG}event/7> ?p ?o }}"

    def aggregate(self) -> str:
        return f"{PREFIXES} SELECT ?t (COUNT(?e) AS ?n) {{ ?e a ?t ; o:actor ?a }} GROUP BY ?t #"

    def rows(self) -> str:
        return f"{PREFIXES} SELECT ?e ?d ?l {{ ?e o:date ?d ; rdfs:label ?l }} LIMIT 93000 #"


def measured(server: Server, work: Workload, seconds: float) -> dict[str, float]:
    """One round over one server: answers a second, and what each costs it of all cores."""
    address, found = server.address, {}
    for name in ("point", "join", "repeat"):
        before = server.cpu()
        done = load(address, getattr(work, name), seconds, clients=4)
        found[name] = done.per_second
        found[f"{name} cpu us"] = 1e6 * (server.cpu() - before) / max(1, done.per_second * seconds)
    for name in ("aggregate", "rows"):
        text = f"{getattr(work, name)()} {time.time()}"  # never from a cache
        with connected(address) as connection:
            began = time.perf_counter()
            _, first = exchange(connection, request(address, text, "text/csv"))
            found[f"{name} ms"] = 1000 * (time.perf_counter() - began)
            found[f"{name} first byte ms"] = 1000 * first
    return found


def visible(address: str, times: int) -> list[float]:
    """Milliseconds from an update being sent to a query seeing it."""
    found = []
    for number in range(times):
        began = time.perf_counter()
        text = f"INSERT DATA {{ <{KG}new> <{KG}o#is> {number} }}".encode()
        headers = {"Content-Type": "application/sparql-update", "Authorization": "Bearer secret"}
        place = address.replace("/sparql", "/update")
        urllib.request.urlopen(urllib.request.Request(place, text, headers)).close()
        with connected(address) as connection:
            asked = f"SELECT ?o {{ <{KG}new> <{KG}o#is> ?o FILTER(?o = {number}) }}"
            size, _ = exchange(connection, request(address, asked, "text/csv"))
        assert size > 4, "an update that was acknowledged is not seen"
        found.append(1000 * (time.perf_counter() - began))
    return sorted(found)


@dataclass(frozen=True)
class Server:
    """A running server and its process."""

    address: str
    pid: int

    def cpu(self) -> float:
        """Seconds of processor time of the process and of all below it, so far."""
        stats = {}
        for path in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):
                values = path.read_text().rpartition(")")[2].split()
                used = sum(map(int, values[11:15]))  # its own, and of children that have ended
                stats[int(path.parent.name)] = (int(values[1]), used)
        below = {self.pid}
        for _ in range(3):
            below |= {pid for pid, (parent, _) in stats.items() if parent in below}
        ticks = sum(stats[pid][1] for pid in below if pid in stats)
        return ticks / os.sysconf("SC_CLK_TCK")


@contextmanager
def served(command: list[str], port: int, path: str) -> Iterator[Server]:
    """A server that is started and ended here."""
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    try:
        for _ in range(1200):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield Server(f"http://127.0.0.1:{port}{path}", process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def _port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=110_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--bin", type=Path, default=Path(sys.executable).parent)
    parser.add_argument("--without-rdflib", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        servers = _started(Path(folder), given, stack)
        work = Workload(given.events)
        rounds: dict[str, list[dict[str, float]]] = {name: [] for name in servers}
        for _ in range(given.rounds):
            for name, server in servers.items():
                rounds[name].append(measured(server, work, given.seconds))
        found = {name: medians(each) for name, each in rounds.items()}
        times = visible(servers["casus"].address, 100)
    for name, each in found.items():
        ratios = {key: round(value / found["oxigraph"][key], 2) for key, value in each.items()}
        print(json.dumps({"server": name, **{k: round(v, 1) for k, v in each.items()}}))
        print(json.dumps({"server": name, "to oxigraph": ratios}))
    print(json.dumps({"commit visible ms": {"p50": times[50], "p95": times[95]}}))


def _started(folder: Path, given: argparse.Namespace, stack: ExitStack) -> dict[str, Server]:
    """The endpoints of the servers, all over the same data."""
    data = folder / "data.nt"
    data.write_text("\n".join(events(given.events)) + "\n", "utf-8")
    for place in (folder / "oxigraph", folder / "casus" / "graph"):
        place.parent.mkdir(exist_ok=True)
        store = ox.Store(str(place))
        store.bulk_load(path=str(data), format=ox.RdfFormat.N_TRIPLES)
        store.optimize()
        del store
    servers = {}
    port = _port()
    command = [str(given.bin / "oxigraph"), "serve-read-only", "--location"]
    command += [str(folder / "oxigraph"), "--bind", f"127.0.0.1:{port}"]
    servers["oxigraph"] = stack.enter_context(served(command, port, "/query"))
    port = _port()
    command = [sys.executable, "-c", _CASUS, str(folder / "casus"), str(port)]
    servers["casus"] = stack.enter_context(served(command, port, "/sparql"))
    if not given.without_rdflib:
        port = _port()
        command = [str(given.bin / "python"), "-c", _RDFLIB, str(data), str(port)]
        servers["rdflib"] = stack.enter_context(served(command, port, "/sparql"))
    return servers


if __name__ == "__main__":
    main()
