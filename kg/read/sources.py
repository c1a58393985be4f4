"""Where articles come from: files, folders, patterns, standard input, gzip seen through."""

from __future__ import annotations

import gzip
import io
import logging
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from glob import glob, has_magic
from pathlib import Path
from typing import BinaryIO, cast

from kg.errors import Unreadable
from kg.read.items import Skipped

HEAD = 1 << 16
_GZIP = b"\x1f\x8b"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Source:
    """A stream of bytes that is opened when its turn comes."""

    name: str
    path: Path | None  # None: standard input

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """The bytes, unpacked; what goes wrong while they are read is raised as Unreadable."""
        try:
            with io.BufferedReader(self._raw(), HEAD) as stream:
                if stream.peek(2).startswith(_GZIP):
                    # GzipFile reads like a RawIOBase; typeshed declares only its base class
                    unpacked = cast(io.RawIOBase, gzip.GzipFile(fileobj=stream, mode="rb"))
                    yield io.BufferedReader(unpacked, HEAD)
                else:
                    yield stream
        except FileNotFoundError as error:
            raise Unreadable("does not exist") from error
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise Unreadable("is a damaged gzip file") from error
        except OSError as error:
            raise Unreadable(f"cannot be read: {error.strerror or error}") from error

    def head(self, stream: BinaryIO) -> bytes:
        """The first bytes, which stay in the stream; raises Unreadable if they are no text."""
        assert isinstance(stream, io.BufferedReader)
        start = stream.peek(HEAD)
        if not start:
            raise Unreadable("is empty: it holds no text")
        if start.startswith(_UTF16):
            raise Unreadable("is UTF-16: convert it to UTF-8 first")
        if b"\0" in start or start.startswith(b"%PDF-"):
            raise Unreadable("is not text: it is a binary file")
        return start

    def _raw(self) -> io.RawIOBase:
        if self.path is not None:
            return self.path.open("rb", buffering=0)
        return io.FileIO(sys.stdin.fileno(), closefd=False)


def expand(names: Iterable[str], suffixes: tuple[str, ...]) -> Iterator[Source | Skipped]:
    """The sources that names stand for: "-", files, folders (searched), patterns."""
    for name in names:
        path = Path(name)
        if name == "-":
            yield Source("standard input", None)
        elif path.is_dir():
            yield from _folder(path, suffixes)
        elif has_magic(name) and not path.exists():
            yield from _matching(name, suffixes)
        else:
            yield Source(name, path)


def _folder(folder: Path, suffixes: tuple[str, ...]) -> Iterator[Source | Skipped]:
    found = False
    for path in sorted(folder.rglob("*")):
        if path.name.startswith(".") or not path.is_file():
            continue
        if path.name.lower().removesuffix(".gz").endswith(suffixes):
            found = True
            yield Source(str(path), path)
        else:
            _log.info("%s is left out: folders are searched for %s", path, " ".join(suffixes))
    if not found:
        yield Skipped(str(folder), f"holds no file named {' '.join(suffixes)}")


def _matching(pattern: str, suffixes: tuple[str, ...]) -> Iterator[Source | Skipped]:
    matches = sorted(glob(pattern, recursive=True))
    if not matches:
        yield Skipped(pattern, "matches no file")
    yield from expand((match for match in matches if not has_magic(match)), suffixes)
    yield from (Source(match, Path(match)) for match in matches if has_magic(match))
