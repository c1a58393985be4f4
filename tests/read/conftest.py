from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.model import Article
from kg.read import Skipped, read

Read = Callable[[bytes], list[Article | Skipped]]


@pytest.fixture
def read_bytes(tmp_path: Path) -> Read:
    """What a file of these bytes gives, whose name tells nothing."""

    def items(content: bytes) -> list[Article | Skipped]:
        path = tmp_path / "news"
        path.write_bytes(content)
        return list(read([str(path)]))

    return items


@pytest.fixture
def article(read_bytes: Read) -> Callable[[bytes], Article]:
    """The one article of a file of these bytes."""

    def only(content: bytes) -> Article:
        (found,) = read_bytes(content)
        assert isinstance(found, Article), found
        return found

    return only


@pytest.fixture
def reasons(read_bytes: Read) -> Callable[[bytes], list[str]]:
    """Why a file of these bytes gives no article, or not all."""

    def skipped(content: bytes) -> list[str]:
        return [item.reason for item in read_bytes(content) if isinstance(item, Skipped)]

    return skipped
