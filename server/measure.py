"""An answer measured as it is written, and refused when it has too many rows or bytes.

Imports the standard library alone, as query processes do. Rows of a table are counted in its
serialisation, which the engine writes without handing out the rows.
"""

from __future__ import annotations

import io
from typing import IO

_FIRST = b"\\,[\r<result"  # the bytes that a mark may begin with: escapes, `,{`, `<result>`, ...


class TooLarge(Exception):
    """The answer has more rows or bytes than it may; the message says how many it may."""


class Measured(io.RawIOBase):
    """Passes bytes on until there are more, or more rows, than there may be; 0 is no limit."""

    def __init__(self, output: IO[bytes], rows: int, size: int) -> None:
        self._output = output
        self._rows = rows
        self._size = self._left = size
        self._counter: Counter | None = None

    def count(self, media_type: str) -> None:
        """Has the rows of a table in this format counted."""
        self._counter = Counter(media_type) if self._rows else None

    def writable(self) -> bool:
        """Always."""
        return True

    def write(self, data: bytes, /) -> int:  # type: ignore[override]
        """Takes some bytes; raises `TooLarge` instead of passing on one too many."""
        self._left -= len(data)
        if self._size and self._left < 0:
            raise TooLarge(f"{self._size:,} bytes")
        if self._counter and self._counter.feed(bytes(data)) > self._rows:
            raise too_many(self._rows)
        self._output.write(data)
        return len(data)

    def flush(self) -> None:
        """Passes on that all was written for now."""
        self._output.flush()


def too_many(rows: int) -> TooLarge:
    """What is wrong with an answer of more rows."""
    return TooLarge(f"{rows:,} rows")


class Counter:
    """Counts the rows of a table in one of the formats that the engine writes."""

    def __init__(self, media_type: str) -> None:
        self._media_type = media_type
        self._held = b""  # what may be the first part of a mark
        self._quoted = False
        self.rows = -1 if media_type.startswith("text/") else 0  # the header is a line, too

    def feed(self, data: bytes) -> int:
        """Counts some more bytes; how many rows there were until now."""
        data = self._held + data
        whole = data.rstrip(_FIRST)
        data, self._held = whole, data[len(whole) :]
        if self._media_type == "application/sparql-results+xml":
            self.rows += data.count(b"<result>")
        elif self._media_type == "text/tab-separated-values":
            self.rows += data.count(b"\n")
        elif self._media_type == "text/csv":
            self.rows += sum(part.count(b"\r\n") for part in self._unquoted(data))
        else:
            plain = data.replace(b"\\\\", b"").replace(b'\\"', b"")
            rows = (part.count(b",{") + part.count(b"[{") for part in self._unquoted(plain))
            self.rows += sum(rows)
        return self.rows

    def _unquoted(self, data: bytes) -> list[bytes]:
        """The parts between quoted strings, which may go on from the bytes before."""
        parts = data.split(b'"')
        outside = parts[1 if self._quoted else 0 :: 2]
        self._quoted ^= len(parts) % 2 == 0
        return outside
