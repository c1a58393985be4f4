"""The endpoint under test, as the suites see it."""

from __future__ import annotations

import http.client
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from pyoxigraph import DefaultGraph, Quad, RdfFormat, parse

from kg.store.writes import sparql
from tests.w3c.answers import in_graph

TOKEN = "secret"


@dataclass(frozen=True)
class Reply:
    """What a request was answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Endpoint:
    """An endpoint over one connection that stays open."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
        self._holds: object = None

    def send(
        self, method: str, path: str, headers: Mapping[str, str] | None = None, body: bytes = b""
    ) -> Reply:
        """The reply to any request."""
        allowed = {"Authorization": f"Bearer {TOKEN}", **(headers or {})}
        for attempt in (1, 2):  # the server may close a connection that stays open
            try:
                self._connection.request(method, path, body or None, allowed)
                reply = self._connection.getresponse()
                found = {name.lower(): value for name, value in reply.getheaders()}
                return Reply(reply.status, found, reply.read())
            except (http.client.HTTPException, OSError):
                self._connection.close()
                if attempt == 2:
                    raise
        raise AssertionError

    def query(self, text: str, accept: str) -> Reply:
        """The reply to a query."""
        headers = {"Content-Type": "application/sparql-query", "Accept": accept}
        return self.send("POST", "/sparql", headers, text.encode())

    def update(self, text: str) -> Reply:
        """The reply to an update."""
        self._holds = None
        headers = {"Content-Type": "application/sparql-update"}
        return self.send("POST", "/update", headers, text.encode())

    def hold(self, key: object, quads: Collection[Quad], graphs: Sequence[str] = ()) -> None:
        """Makes the store hold these quads and no others; `key` names them."""
        if key == self._holds:
            return
        made = [f"CREATE SILENT GRAPH <{name}>" for name in graphs]
        inserted = [f"INSERT DATA {{ {''.join(map(_pattern, quads))} }}"] if quads else []
        reply = self.update(" ;\n".join(["DROP ALL", *made, *inserted]))
        assert reply.status == 204, reply.body
        self._holds = key

    def held(self) -> list[Quad]:
        """All that the store holds, graph by graph."""
        rows = self.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", "text/csv").body
        names = rows.decode().split()[1:]
        found = []
        for name in [None, *names]:
            query = urlencode({"graph": name}) if name else "default"
            reply = self.send("GET", f"/rdf-graph-store?{query}", {"Accept": "application/n-quads"})
            found += in_graph(parse(reply.body, RdfFormat.N_QUADS), name)
        return found


def _pattern(quad: Quad) -> str:
    triple = f"{quad.subject} {quad.predicate} {sparql(quad.object)} .\n"
    graph = quad.graph_name
    return triple if isinstance(graph, DefaultGraph) else f"GRAPH {graph} {{ {triple} }}\n"
