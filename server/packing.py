"""Answers on their way out: whole with their length if small, else in chunks, packed if wanted."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Protocol

import zstandard
from flask import Response

from server.engine import Chunks
from server.requests import packing

SMALL = 1400  # bytes that fit into one packet anyway


class _Packer(Protocol):
    def compress(self, data: bytes, /) -> bytes: ...

    def flush(self) -> bytes: ...


class Packed:
    """The chunks of an answer, packed as they pass; broken off where the answer is."""

    def __init__(self, chunks: Chunks, packer: _Packer) -> None:
        self._chunks = chunks
        self._packer = packer
        self._ended = False

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        while not self._ended:
            chunk = next(self._chunks, None)
            if chunk is None:
                self._ended = True
                return self._packer.flush()
            if data := self._packer.compress(chunk):
                return data
        raise StopIteration

    def close(self) -> None:
        """Lets go of the rest."""
        self._chunks.close()


def packed(chunks: Chunks, content_type: str) -> Response:
    """A reply with these chunks."""
    body: bytes | None = getattr(chunks, "body", None)
    coding = packing() if body is None or len(body) > SMALL else None
    if coding is None:
        return Response(chunks if body is None else body, content_type=content_type)
    reply = Response(Packed(chunks, packer(coding)), content_type=content_type)
    reply.headers["Content-Encoding"] = coding
    return reply


def packer(coding: str) -> _Packer:
    """What packs bytes in a content coding."""
    if coding == "zstd":
        return zstandard.ZstdCompressor(level=3).compressobj()
    return zlib.compressobj(6, zlib.DEFLATED, 31)  # with the head and tail of a gzip file
