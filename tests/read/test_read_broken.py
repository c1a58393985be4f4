"""Whatever is wrong with a file, it is read or skipped, in time and in little memory."""

from __future__ import annotations

import re
import tempfile
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from kg.model import Article
from kg.pipeline import stated
from kg.read import Skipped, read
from tests.read.mutations import SAMPLES, broken_files

LONGEST = 30.0  # seconds for one file, on a busy machine
MOST_MEMORY = 1 << 30
PROCESS = Path("/proc/self")


def check(content: bytes, whole_pipeline: bool) -> None:
    began, before = time.monotonic(), memory("VmRSS")
    forget_peak()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "news"
        path.write_bytes(content)
        for item in read([str(path)]):
            assert isinstance(item, Article | Skipped)
            if isinstance(item, Article):
                check_article(item)
            if whole_pipeline:
                stated(item)
    assert time.monotonic() - began < LONGEST
    assert memory("VmHWM") - before < MOST_MEMORY


def memory(what: str) -> int:
    """Bytes that this process holds (VmRSS) or held at most (VmHWM); 0 where no one tells."""
    status = PROCESS / "status"
    found = (
        re.search(rf"^{what}:\s+(\d+) kB", status.read_text(), re.M) if status.exists() else None
    )
    return int(found[1]) * 1024 if found else 0


def forget_peak() -> None:
    """From here on the peak counts anew: other tests ran in this process."""
    peak = PROCESS / "clear_refs"
    if peak.exists():
        peak.write_text("5")


def check_article(article: Article) -> None:
    article.text.encode()
    assert "\0" not in article.text
    assert article.blocks
    assert all(above.end <= below.start for above, below in pairwise(article.blocks))
    for block in article.blocks:
        words = article.text[block.start : block.end]
        assert words
        assert words == words.strip()


@pytest.mark.parametrize("content", SAMPLES)
def test_the_samples_themselves_are_read(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "news"
    path.write_bytes(content)
    assert any(isinstance(item, Article) for item in read([str(path)]))


@settings(
    max_examples=100,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(broken_files())
def test_a_broken_file_is_read_or_skipped(content: bytes) -> None:
    check(content, whole_pipeline=False)


@pytest.mark.slow
@settings(
    max_examples=2_000,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(broken_files())
def test_two_thousand_broken_files_go_through_the_whole_pipeline(content: bytes) -> None:
    check(content, whole_pipeline=True)
