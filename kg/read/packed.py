"""Packed files seen through: gzip, Zstandard and zip, each inside the other, within limits.

A file may unpack to any size, as long as that is no absurd multiple of its own: a reader holds
one article at a time, so only time is at stake, and a bomb is told by its ratio.
"""

from __future__ import annotations

import gzip
import io
import logging
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import BinaryIO, Protocol

import zstandard

from kg.errors import Unreadable
from kg.read.items import Skipped

HEAD = 1 << 16
DEEPEST = 3  # packings inside each other
FREE = 64_000_000  # bytes that anything may unpack to
MOST = 200  # times its size, beyond that; news packs to a tenth, the same line repeated to a 200th
PACKED_SUFFIXES = (".gz", ".zst")
ZIP_SUFFIX = ".zip"

_GZIP = b"\x1f\x8b"
_ZSTANDARD = b"\x28\xb5\x2f\xfd"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_DAMAGED = (
    EOFError,
    zlib.error,
    OSError,  # of which BadGzipFile is one, and a place before the beginning another
    zstandard.ZstdError,
    zipfile.BadZipFile,
    NotImplementedError,  # a way of packing that zipfile does not know
    RuntimeError,  # a member under a password
    ValueError,
    OverflowError,
)
_log = logging.getLogger(__name__)


class _Bytes(Protocol):
    """Anything that gives bytes."""

    def read(self, size: int, /) -> bytes:
        """At most that many of them; none at the end."""


@dataclass
class Meter:
    """Bytes taken from a file and bytes that came out of it by unpacking, at every depth."""

    taken: int = 0
    unpacked: int = 0


@dataclass(frozen=True, slots=True)
class Opened:
    """A stream of unpacked bytes and the name of where it came from."""

    name: str
    stream: io.BufferedReader


def buffered(raw: io.RawIOBase) -> io.BufferedReader:
    """The stream with enough of it at hand to tell what it is."""
    return io.BufferedReader(raw, HEAD)


class Counted(io.RawIOBase):
    """The bytes of a file, counted; what goes wrong below is raised as Unreadable."""

    def __init__(self, raw: io.FileIO, meter: Meter, watch: Callable[[int], object]) -> None:
        self._raw, self._meter, self._watch = raw, meter, watch

    def readable(self) -> bool:  # noqa: D102
        return True

    def seekable(self) -> bool:  # noqa: D102
        return self._raw.seekable()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:  # noqa: D102
        return self._raw.seek(offset, whence)

    def tell(self) -> int:  # noqa: D102
        return self._raw.tell()

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # noqa: D102
        try:
            taken = self._raw.readinto(buffer) or 0
        except OSError as error:
            raise Unreadable(f"cannot be read: {error.strerror or error}") from error
        self._meter.taken += taken
        self._watch(taken)
        return taken

    def close(self) -> None:  # noqa: D102
        self._raw.close()
        super().close()


class _Unpacked(io.RawIOBase):
    """What a packing gives, counted and held against what was taken for it."""

    def __init__(self, packing: _Bytes, kind: str, meter: Meter) -> None:
        self._packing, self._kind, self._meter = packing, kind, meter

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            found = self._packing.read(len(buffer))
        except _DAMAGED as error:
            raise Unreadable(f"is a damaged {self._kind} file") from error
        meter = self._meter
        meter.unpacked += len(found)
        if meter.unpacked > FREE and meter.unpacked > MOST * meter.taken:
            raise Unreadable(f"unpacks to more than {MOST} times its size, which no news does")
        buffer[: len(found)] = found
        return len(found)


def unpacked(opened: Opened, meter: Meter, suffixes: tuple[str, ...]) -> Iterator[Opened | Skipped]:
    """The streams inside: the stream itself where it is not packed, else what it holds.

    Of a zip, the members are given whose names end in one of the suffixes, as in a folder. Each
    stream is good until the next is asked for.
    """
    yield from _inside(opened, meter, suffixes, 0)


def _inside(
    opened: Opened, meter: Meter, suffixes: tuple[str, ...], depth: int
) -> Iterator[Opened | Skipped]:
    head = opened.stream.peek(4)[:4]
    if not head.startswith((_GZIP, _ZSTANDARD, *_ZIP)):
        yield opened
    elif depth == DEEPEST:
        yield Skipped(opened.name, f"is packed more than {DEEPEST} times over")
    elif head.startswith(_ZIP):
        yield from _members(opened, meter, suffixes, depth)
    else:
        packing, kind = _unpacker(opened.stream, head)
        stream = buffered(_Unpacked(packing, kind, meter))
        yield from _inside(Opened(opened.name, stream), meter, suffixes, depth + 1)


def _unpacker(stream: io.BufferedReader, head: bytes) -> tuple[_Bytes, str]:
    if head.startswith(_GZIP):
        return gzip.GzipFile(fileobj=stream, mode="rb"), "gzip"
    window = zstandard.ZstdDecompressor(max_window_size=1 << 27)  # what `zstd --ultra` may ask for
    return window.stream_reader(stream, read_across_frames=True), "Zstandard"


def _members(
    opened: Opened, meter: Meter, suffixes: tuple[str, ...], depth: int
) -> Iterator[Opened | Skipped]:
    with ExitStack() as closing:
        seekable: BinaryIO = opened.stream
        if not seekable.seekable():
            seekable = closing.enter_context(tempfile.TemporaryFile())
            _copy(opened.stream, seekable)
        try:
            archive = closing.enter_context(zipfile.ZipFile(seekable))
        except _DAMAGED as error:
            raise Unreadable("is a damaged zip file") from error
        members = [each for each in archive.infolist() if is_wanted(each.filename, suffixes)]
        if not members:
            yield Skipped(opened.name, f"holds no file named {' '.join(suffixes)}")
        for member in members:
            name = f"{opened.name}/{member.filename}"
            try:
                yield from _member(archive, member, name, meter, suffixes, depth)
            except Unreadable as error:
                yield Skipped(name, str(error))


def _member(
    archive: zipfile.ZipFile,
    member: zipfile.ZipInfo,
    name: str,
    meter: Meter,
    suffixes: tuple[str, ...],
    depth: int,
) -> Iterator[Opened | Skipped]:
    if member.flag_bits & 1:
        raise Unreadable("is locked by a password")
    try:
        packing = archive.open(member)
    except _DAMAGED as error:
        raise Unreadable("is damaged inside its zip file") from error
    with packing:
        stream = buffered(_Unpacked(packing, "zip", meter))
        yield from _inside(Opened(name, stream), meter, suffixes, depth + 1)


def _copy(stream: BinaryIO, file: BinaryIO) -> None:
    """Copy a stream that can only be read forwards: a zip is read from its end."""
    while chunk := stream.read(HEAD):
        file.write(chunk)
    file.seek(0)


def is_wanted(name: str, suffixes: tuple[str, ...]) -> bool:
    """Whether a file in a folder or in a zip is looked into: by its name, packed or not.

    >>> is_wanted("news/2021.jsonl.gz", (".jsonl",)), is_wanted("news/notes.md", (".jsonl",))
    (True, False)
    """
    last = name.lower().rpartition("/")[2]
    if not last or last.startswith(".") or name.startswith("__MACOSX/"):
        return False
    for packed in PACKED_SUFFIXES:
        last = last.removesuffix(packed)
    return last.endswith((*suffixes, ZIP_SUFFIX))
