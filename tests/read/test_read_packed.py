from __future__ import annotations

import bz2
import gzip
import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from kg.model import Article
from kg.read import Skipped, packed, read
from tests.read.samples import FIRST, OK, SECOND, URL, html, warc, zipped

Items = Callable[[bytes], list[Article | Skipped]]
Reasons = Callable[[bytes], list[str]]


def zstd(content: bytes) -> bytes:
    return zstandard.ZstdCompressor().compress(content)


@pytest.mark.parametrize(
    "content",
    [
        gzip.compress(FIRST.encode()),
        zstd(FIRST.encode()),
        zstd(gzip.compress(FIRST.encode())),
        zipped(a_txt=FIRST.encode()),
        zipped(a_txt_gz=gzip.compress(FIRST.encode())),
        gzip.compress(zipped(a_txt=FIRST.encode())),
        zipped(b_zip=zipped(a_txt=FIRST.encode())),
    ],
    ids=["gzip", "zstd", "gzip in zstd", "zip", "gzip in zip", "zip in gzip", "zip in zip"],
)
def test_packed_files_are_seen_through(read_bytes: Items, content: bytes) -> None:
    assert [getattr(item, "text", item) for item in read_bytes(content)] == [FIRST]


def test_of_a_zip_the_members_are_read_that_a_folder_would_give(read_bytes: Items) -> None:
    content = zipped(a_txt=FIRST.encode(), b_html=html(), notes_md=b"Not news.", c_txt=b"")
    found = read_bytes(content)
    assert [(item.source or "").rpartition("/")[2] for item in found] == [
        "a.txt",
        "b.html",
        "c.txt",
    ]
    assert [type(item).__name__ for item in found] == ["Article", "Article", "Skipped"]


def test_a_packed_web_archive_is_read(read_bytes: Items) -> None:
    records = warc((URL, OK, html()))
    assert [type(item) for item in read_bytes(gzip.compress(records))] == [Article]


def test_a_file_packed_into_itself_too_often_is_refused(reasons: Reasons) -> None:
    content = FIRST.encode()
    for _ in range(4):
        content = gzip.compress(content)
    assert reasons(content) == ["is packed more than 3 times over"]


def test_a_bomb_is_refused_as_soon_as_it_is_seen(
    reasons: Reasons, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packed, "FREE", 1_000_000)
    record = b'{"text": "x"}\n'
    bomb = gzip.compress(b"".join([record, b" " * 3_000_000, b"\n", record]))
    assert reasons(bomb) == ["unpacks to more than 200 times its size, which no news does"]
    assert reasons(zipped(a_jsonl=record + b"\n" * 3_000_000)) == [
        "unpacks to more than 200 times its size, which no news does"
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (gzip.compress(os.urandom(90_000).hex().encode())[:-9_000], "is a damaged gzip file"),
        (zstd(FIRST.encode())[:-9], "is empty: it holds no text"),
        (zipped(a_txt=FIRST.encode())[:-9], "is a damaged zip file"),
        (zipped(), "holds no file named .warc"),
        (bz2.compress(FIRST.encode()), "is not text: it is a binary file"),
    ],
)
def test_damaged_files_are_named(reasons: Reasons, content: bytes, reason: str) -> None:
    (said,) = reasons(content)
    assert said.startswith(reason)


def test_what_a_broken_file_held_before_the_break_is_kept(read_bytes: Items) -> None:
    line = b'{"text": "%b"}\n'
    whole = b"".join(line % (b"%d %b" % (n, os.urandom(3000).hex().encode())) for n in range(60))
    found = read_bytes(gzip.compress(whole)[:-20_000])
    assert isinstance(found[0], Article)
    assert [item.reason for item in found if isinstance(item, Skipped)] == [
        "is a damaged gzip file"
    ]


def test_a_zip_that_points_before_its_beginning_is_damaged(reasons: Reasons) -> None:
    content = b"PK\x03\x04" + zipped(a_txt=FIRST.encode())[40:]
    assert reasons(content) == ["is damaged inside its zip file"]


def test_a_zip_under_a_password_is_named(reasons: Reasons) -> None:
    content = bytearray(zipped(a_txt=FIRST.encode()))
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1
    assert reasons(bytes(content)) == ["is locked by a password"]


def test_folders_are_searched_for_every_format(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(html())
    (tmp_path / "b.jsonl.zst").write_bytes(zstd(b'{"text": "%b"}' % SECOND.encode()))
    (tmp_path / "c.zip").write_bytes(zipped(a_txt=FIRST.encode()))
    assert sum(isinstance(item, Article) for item in read([str(tmp_path)])) == 3


def test_how_much_was_taken_is_told_as_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "%b"}\n' % FIRST.encode() * 2000)
    taken = list[int]()
    list(read([str(path)], watch=taken.append))
    assert sum(taken) == path.stat().st_size
    assert len([part for part in taken if part]) > 1


def test_a_zip_from_a_pipe_is_read(tmp_path: Path) -> None:
    inner = io.BytesIO(zipped(a_txt=FIRST.encode()))
    assert [item.name for item in _opened(inner)] == ["pipe/a.txt"]


def _opened(stream: io.BytesIO) -> list[packed.Opened]:
    class Pipe(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            return stream.readinto(buffer)

    opened = packed.Opened("pipe", packed.buffered(Pipe()))
    found = packed.unpacked(opened, packed.Meter(taken=1), (".txt",))
    return [each for each in found if isinstance(each, packed.Opened)]
