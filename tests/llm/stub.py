"""A server on loopback that answers chat completions with what a test has prepared."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread


class Stub:
    """What to answer, and what was asked."""

    def __init__(self, *replies: tuple[int, bytes]) -> None:
        self.replies = list(replies)
        self.asked: list[dict[str, object]] = []
        self.headers: list[dict[str, str]] = []
        self.endpoint = ""


def completion(answer: object, tokens: int = 100) -> tuple[int, bytes]:
    content = answer if isinstance(answer, str) else json.dumps(answer)
    choices = [{"message": {"role": "assistant", "content": content}}]
    return 200, json.dumps({"choices": choices, "usage": {"total_tokens": tokens}}).encode()


@contextmanager
def serving(stub: Stub) -> Iterator[Stub]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            stub.asked.append({"path": self.path, **json.loads(body)})
            stub.headers.append(dict(self.headers))
            status, reply = stub.replies.pop(0) if stub.replies else completion({"claims": []})
            self.send_response(status)
            self.send_header("Content-Length", str(len(reply)))
            self.end_headers()
            self.wfile.write(reply)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    stub.endpoint = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield stub
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
