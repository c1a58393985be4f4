"""The reader of web archives (WARC): one page that was fetched with success, one article.

Requests, redirects, pictures and the like are no articles and are passed over. A page cannot have
appeared after it was fetched: a later date is not believed.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from io import UnsupportedOperation
from typing import TYPE_CHECKING, BinaryIO

from kg.errors import Unreadable
from kg.read.html import MAX_PAGE, page
from kg.read.items import MAX_FILE, Item, Reader, Skipped
from kg.read.pdf import printed

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_PAGES = ("text/html", "application/xhtml+xml")
_SLACK = timedelta(days=1)  # time zones
_log = logging.getLogger(__name__)


class _Forwards:
    """A stream that knows where it is, which FastWARC asks even of those that cannot seek."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._at = stream, 0

    def read(self, size: int = -1) -> bytes:
        found = self._stream.read(size)
        self._at += len(found)
        return found

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = 0) -> int:
        raise UnsupportedOperation("seek")

    def close(self) -> None:
        """The stream is closed by whom it belongs to."""


def _items(stream: BinaryIO, source: str) -> Iterator[Item | Skipped]:
    found = False
    for record in _records(stream):
        found = True
        yield from _record(record, source)
    if not found:
        raise Unreadable("is a web archive without a page")


def _records(stream: BinaryIO) -> Iterator[WarcRecord]:
    """What was fetched; after a broken record, reading goes on with the next that is whole."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    kinds = WarcRecordType.response | WarcRecordType.resource
    try:
        yield from ArchiveIterator(
            _Forwards(stream),
            record_types=kinds,
            parse_http=True,
            auto_decode="all",
            quirks_mode=True,
        )
    except (OSError, ValueError, EOFError) as error:
        raise Unreadable(f"is damaged as a web archive: {error}") from error
    except Unreadable:
        raise
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # of Rust, which is no Exception
            raise Unreadable("is damaged as a web archive") from error
        raise


def _record(record: WarcRecord, source: str) -> Iterator[Item | Skipped]:
    address = (record.headers.get("WARC-Target-URI") or "").strip("<>") or None
    name = f"{source}:{address or record.record_id}"
    try:
        item = _page(record, name, address)
    except Unreadable as error:
        yield Skipped(name, str(error))
    except Exception as error:  # one bad page of a million
        _log.exception("%s", name)
        yield Skipped(name, f"cannot be read: {type(error).__name__}: {error}")
    else:
        yield from [item] if item else []


def _page(record: WarcRecord, name: str, address: str | None) -> Item | Skipped | None:
    """The article of a record; None where it is no page, or was not found."""
    http = record.http_headers
    if http is not None and http.status_code != 200:
        return None
    kind = (record.http_content_type if http else record.headers.get("Content-Type")) or ""
    kind = kind.partition(";")[0].strip().lower()
    if kind == "application/pdf":
        item: Item | Skipped = printed(record.reader.read(MAX_FILE + 1), name, address)
    elif kind in _PAGES:
        item = page(record.reader.read(MAX_PAGE + 1), name, address, record.http_charset)
    else:
        return None
    return _before(item, record.record_date) if isinstance(item, Item) else item


def _before(item: Item, fetched: datetime | None) -> Item:
    """The item without the dates that lie after it was fetched."""
    if fetched is None:
        return item
    last = (fetched + _SLACK).date().isoformat()
    date = item.date if not item.date or item.date[:10] <= last else None
    return replace(item, date=date, guess=item.guess if (item.guess or "") <= last else None)


WARC = Reader("warc", (".warc",), lambda head: head.lstrip().startswith(b"WARC/"), _items)
