"""What passes between this process and a query process: a kind, a length, so many bytes.

R ready, once · Q a query (JSON) · B the answer begins (its kind) · D data · E the end · and
in place of an answer N no SPARQL · A not acceptable · L too large · F failed, each with the
message.
"""

from __future__ import annotations

import struct
from typing import IO

CHUNK = 65_536  # bytes from which on data are sent; only the last frame of data holds fewer

_HEAD = struct.Struct("!cI")


class Broken(Exception):
    """The other side is gone."""


def send(pipe: IO[bytes], kind: bytes, payload: bytes = b"", *, last: bool = True) -> None:
    """Writes one frame; if it is the last for now, what was written goes out at once."""
    pipe.write(_HEAD.pack(kind, len(payload)) + payload)
    if last:
        pipe.flush()


def receive(pipe: IO[bytes]) -> tuple[bytes, bytes]:
    """Reads one frame; raises `Broken` when there is none to come."""
    head = _exactly(pipe, _HEAD.size)
    kind, size = _HEAD.unpack(head)
    return kind, _exactly(pipe, size)


def _exactly(pipe: IO[bytes], size: int) -> bytes:
    data = pipe.read(size)
    if data is None or len(data) < size:
        raise Broken
    return data
