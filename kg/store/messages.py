"""What passes between a store's host and its guests: a head in JSON, then blocks of bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from multiprocessing.connection import Connection

from kg.store.writes import Value

Head = Mapping[str, Value]


class Gone(Exception):
    """The other side has closed the connection or ended."""


def send(connection: Connection, head: Head, data: tuple[bytes, ...] = ()) -> None:
    """Send one message."""
    try:
        connection.send_bytes(json.dumps({**head, "blocks": len(data)}).encode())
        for block in data:
            connection.send_bytes(block)
    except OSError as error:
        raise Gone from error


def receive(connection: Connection) -> tuple[dict[str, Value], tuple[bytes, ...]]:
    """The next message."""
    try:
        head: dict[str, Value] = json.loads(connection.recv_bytes())
        blocks = head.pop("blocks")
        assert isinstance(blocks, int)
        return head, tuple(connection.recv_bytes() for _ in range(blocks))
    except (OSError, EOFError) as error:
        raise Gone from error
