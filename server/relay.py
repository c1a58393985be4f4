"""The way of federated queries to other hosts: a small proxy that only this machine can reach.

A query process that runs SERVICE knows no other address than this one. What it sends is passed on
to the host named in the path, if that is on the list, and the answer is passed back.
"""

from __future__ import annotations

import secrets
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import quote, unquote

from server.outside import Outside, fetch
from server.problem import Problem

_PASSED_ON = ("Accept", "Content-Type")


class Relay:
    """A running proxy to the hosts on a list."""

    def __init__(self, outside: Outside) -> None:
        self._key = secrets.token_urlsafe(24)
        handler = type("Handler", (_Handler,), {"outside": outside, "key": self._key})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, name="relay", daemon=True).start()

    def address(self, url: str) -> str:
        """Where a query process finds another host."""
        return f"http://127.0.0.1:{self._server.server_port}/{self._key}/{quote(url, safe='')}"

    def close(self) -> None:
        """Ends it."""
        self._server.shutdown()
        self._server.server_close()


class _Handler(BaseHTTPRequestHandler):
    outside: Outside
    key: str
    timeout = 10

    def do_POST(self) -> None:
        """Passes a query on."""
        _, key, url = (*self.path.split("/", 2), "", "")[:3]
        if not secrets.compare_digest(key.encode(), self.key.encode()):
            return self._reply(404, "text/plain", b"")
        length = int(self.headers.get("Content-Length", 0))
        headers = {name: self.headers[name] for name in _PASSED_ON if name in self.headers}
        try:
            found = fetch(self.outside, unquote(url), headers, self.rfile.read(length))
        except Problem as problem:
            return self._reply(problem.status, "text/plain", problem.detail.encode())
        return self._reply(found.status, found.content_type, found.body)

    def _reply(self, status: int, content_type: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing: the request that asked is logged."""
