"""Files of news, broken in every way: a strategy of hypothesis."""

from __future__ import annotations

import gzip
import json

import zstandard
from hypothesis import strategies as st

from tests.read.samples import (
    ATOM,
    FIRST,
    GERMAN,
    NINJS_1,
    NINJS_2,
    OK,
    SCHEMA_ORG,
    SECOND,
    THIRD,
    TITLE,
    URL,
    column,
    html,
    json_ld,
    newsml,
    pdf,
    rss,
    warc,
    zipped,
)

_TEXT = "\n\n".join((TITLE, f"YEREVAN, November 16, 2021 - {FIRST}", SECOND, THIRD)).encode()
_RECORDS = b"".join(
    json.dumps(record).encode() + b"\n"
    for record in (SCHEMA_ORG, NINJS_1, NINJS_2, {"text": FIRST})
)
_PDF = pdf([(50, 760, 20, TITLE), *column(50, 700, FIRST[:60], FIRST[60:], SECOND[:60])])
SAMPLES = (
    _TEXT,
    _RECORDS,
    json.dumps([SCHEMA_ORG, NINJS_1], indent=1).encode(),
    html(json_ld()),
    html(body=(GERMAN, FIRST, f"<div><p>{SECOND}</div></p><br>")),
    _PDF,
    newsml(),
    rss(FIRST, SECOND, ""),
    ATOM,
    warc((f"{URL}/1", OK, html(json_ld())), (f"{URL}/2", OK, html())),
    gzip.compress(_RECORDS, mtime=0),
    zstandard.ZstdCompressor().compress(_TEXT),
    zipped(a_txt=_TEXT, b_jsonl=_RECORDS, c_html=html()),
)
_BOMB = (
    b'<!DOCTYPE a [<!ENTITY x0 "boom">'
    + b"".join(
        b'<!ENTITY x%d "%b">' % (level, b"&x%d;" % (level - 1) * 10) for level in range(1, 9)
    )
    + b"]>&x8;"
)
NASTY = (
    *(b"\0", b"\x01\x02\x1b\x7f", b"\x0c", b"\r", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc3\x28"),
    *(b'"\\ud800"', b'"\\u0000"', "\u202e\u2066\u200f".encode(), b"\xed\xa0\x80"),
    *(b"[" * 50_000, b'{"a":' * 20_000, b"<div>" * 5_000, b"<b>" * 5_000, b"<![CDATA[", b"]]>"),
    *(b"9" * 5_000, b"1e999999", b"-" * 5_000, b"A" * 100_000, b"a " * 50_000, b"\n" * 50_000),
    *(b"said " * 5_000, b"(" * 2_000, b'"' * 2_000, b". " * 5_000, b"Armenia " * 3_000),
    *(_BOMB, b"<!--", b"-->", b"<script>", b"</article>", b"&#xD800;", b"&#0;", b"&unknown;"),
    *(b"\r\n\r\n", b"WARC/1.0\r\n", b"Content-Length: 99999999999\r\n", b"Content-Length: -1\r\n"),
    *(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n", b"charset=utf-7", b"charset=idna"),
    *(b"endstream", b"/Length 999999999", b"obj", b"%PDF-1.7", b"PK\x03\x04", b"\x1f\x8b\x08\0"),
    *("\u0301".encode() * 5_000, "👩‍👩‍👧‍👦".encode() * 500, "ʼ’‘`´".encode() * 500),
)
_ENCODINGS = ("utf-16", "utf-16-be", "utf-32", "cp1252", "utf-7", "cp500")


@st.composite
def broken_files(draw: st.DrawFn) -> bytes:
    """A sample after some accidents."""
    content = draw(st.sampled_from(SAMPLES))
    for _ in range(draw(st.integers(1, 6))):
        content = draw(_accident(content))
    if draw(st.integers(0, 9)) == 0:
        content = gzip.compress(content, mtime=0)
    if draw(st.integers(0, 9)) == 0:
        content = zipped(a_txt=content, b_html=content)
    return content


def _accident(content: bytes) -> st.SearchStrategy[bytes]:
    place = st.integers(0, len(content))
    return st.one_of(
        place.map(lambda at: content[:at]),
        st.tuples(place, st.sampled_from(NASTY)).map(
            lambda pair: content[: pair[0]] + pair[1] + content[pair[0] :]
        ),
        st.tuples(place, st.binary(max_size=40)).map(
            lambda pair: content[: pair[0]] + pair[1] + content[pair[0] + len(pair[1]) :]
        ),
        st.tuples(place, place).map(lambda pair: content[: min(pair)] + content[max(pair) :]),
        st.tuples(place, place).map(lambda pair: content + content[min(pair) : max(pair)]),
        st.tuples(place, st.sampled_from(SAMPLES)).map(lambda pair: content[: pair[0]] + pair[1]),
        st.sampled_from(_ENCODINGS).map(
            lambda name: content.decode("utf-8", "replace").encode(name, "replace")
        ),
    )
