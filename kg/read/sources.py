"""Where articles come from: files, folders, patterns, standard input; packed ones seen through."""

from __future__ import annotations

import io
import logging
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from glob import glob, has_magic
from pathlib import Path

from kg.errors import Unreadable
from kg.read.items import Skipped
from kg.read.packed import HEAD, Counted, Meter, Opened, buffered, is_wanted, unpacked

LARGEST_UTF16 = 32_000_000
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_SAYS_UTF16 = re.compile(r"encoding\s*=\s*[\"']utf-?16\w*[\"']", re.IGNORECASE)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Source:
    """A stream of bytes that is opened when its turn comes."""

    name: str
    path: Path | None  # None: standard input

    def streams(
        self, suffixes: tuple[str, ...], watch: Callable[[int], object]
    ) -> Iterator[Opened | Skipped]:
        """The unpacked streams inside, each good until the next is asked for.

        `watch` is told how many bytes of the file were taken. What goes wrong while a stream is
        read is raised as Unreadable.
        """
        meter = Meter()
        with buffered(Counted(self._raw(), meter, watch)) as stream:
            for each in unpacked(Opened(self.name, stream), meter, suffixes):
                yield each if isinstance(each, Skipped) else _in_utf8(each)

    def size(self) -> int:
        """The bytes that the file has, 0 where that is not known."""
        try:
            return self.path.stat().st_size if self.path else 0
        except OSError:
            return 0

    def _raw(self) -> io.FileIO:
        if self.path is None:
            return io.FileIO(sys.stdin.fileno(), closefd=False)
        try:
            return io.FileIO(self.path)
        except FileNotFoundError as error:
            raise Unreadable("does not exist") from error
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else error
            raise Unreadable(f"cannot be read: {reason or error}") from error


def _in_utf8(opened: Opened) -> Opened:
    """The same in UTF-8 where a byte order mark says UTF-16: readers then know what it is."""
    if not opened.stream.peek(2).startswith(_UTF16):
        return opened
    raw = opened.stream.read(LARGEST_UTF16 + 1)
    if len(raw) > LARGEST_UTF16:
        raise Unreadable("is UTF-16 and large: convert it to UTF-8 first")
    try:
        text = raw.decode("utf-16")
    except UnicodeDecodeError as error:
        raise Unreadable(f"is not valid UTF-16 (at byte {error.start:,})") from error
    text = _SAYS_UTF16.sub('encoding="utf-8"', text[:200]) + text[200:]
    return Opened(opened.name, io.BufferedReader(io.BytesIO(text.encode()), HEAD))


def expand(names: Iterable[str], suffixes: tuple[str, ...]) -> Iterator[Source | Skipped]:
    """The sources that names stand for: "-", files, folders (searched), patterns."""
    for name in names:
        path = Path(name)
        if name == "-":
            yield Source("standard input", None)
        elif _is_folder(path):
            yield from _folder(path, suffixes)
        elif has_magic(name) and not path.exists():
            yield from _matching(name, suffixes)
        else:
            yield Source(name, path)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):  # a name too long, or with a NUL in it
        return False


def _folder(folder: Path, suffixes: tuple[str, ...]) -> Iterator[Source | Skipped]:
    found = False
    for path in sorted(folder.rglob("*")):
        if path.name.startswith(".") or not path.is_file():
            continue
        if is_wanted(path.name, suffixes):
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
