from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from kg.errors import CasusError, UnknownChoice
from kg.model import Article
from kg.read import Given, Skipped, load_reader, read

TEXT = "Armenia attacked Azerbaijan on Tuesday."
RECORD = {
    "id": "1",
    "title": "Attack",
    "date": "2021-11-16",
    "publisher": "Test Wire",
    "url": "https://example.org/1",
    "licence": "CC0",
    "text": TEXT,
}


def articles(*sources: object, **given: str) -> list[Article]:
    found = list(read(map(str, sources), Given(**given)))
    assert not [item for item in found if isinstance(item, Skipped)]
    return [item for item in found if isinstance(item, Article)]


def reasons(*sources: object) -> list[str]:
    return [item.reason for item in read(map(str, sources)) if isinstance(item, Skipped)]


def lines(path: Path, *records: object) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    return path


def test_a_text_is_kept_but_for_byte_order_mark_and_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbf  One.\r\n\r\nTwo \xe2\x80\x94 three. \r\n")
    assert articles(path)[0].text == "  One.\n\nTwo — three. \n"


def test_text_in_utf_16_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("One — two.".encode("utf-16"))
    assert articles(path)[0].text == "One — two."


def test_control_characters_become_blanks_and_offsets_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"One\x07two\x0c\rthree.\x1b")
    assert articles(path)[0].text == "One two\n\nthree. "


def test_a_record_gives_text_and_metadata(tmp_path: Path) -> None:
    article = articles(lines(tmp_path / "a.jsonl", RECORD))[0]
    assert (article.text, article.title, article.published) == (TEXT, "Attack", "2021-11-16")
    assert (article.publisher, article.licence) == ("Test Wire", "CC0")
    assert (article.url, article.date_basis) == ("https://example.org/1", "metadata")


@pytest.mark.parametrize("content", ["{}", "[{}]", "[\n  {}\n]", "{}\n{}"])
def test_json_is_known_by_its_content_not_its_name(tmp_path: Path, content: str) -> None:
    path = tmp_path / "news"
    path.write_text(content.replace("{}", json.dumps(RECORD, indent=None)), "utf-8")
    assert {article.text for article in articles(path)} == {TEXT}


def test_a_record_may_be_spread_over_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(RECORD, indent=2), "utf-8")
    assert articles(path)[0].title == "Attack"


def test_a_source_that_is_an_address_is_the_url_and_its_site_the_publisher(tmp_path: Path) -> None:
    record = {"text": TEXT, "source": "https://www.gov.uk/news/1"}
    article = articles(lines(tmp_path / "a.jsonl", record))[0]
    assert (article.url, article.publisher) == ("https://www.gov.uk/news/1", "gov.uk")


def test_what_the_caller_gives_goes_first(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", RECORD)
    article = articles(path, date="2020-01", publisher="Other")[0]
    assert (article.published, article.date_basis) == ("2020-01", "given")
    assert article.publisher == "Other"


@pytest.mark.parametrize("date", [None, "2016-10", "2016", 2016])
def test_a_date_may_be_missing_or_partial(tmp_path: Path, date: object) -> None:
    article = articles(lines(tmp_path / "a.jsonl", {"text": TEXT, "date": date}))[0]
    assert article.published == (str(date) if date else None)


def test_a_dateline_gives_the_date_where_nothing_else_does(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "Wednesday, January 23, 2019\n\nGermany on Monday banned an airline.\n", "utf-8"
    )
    assert (articles(path)[0].published, articles(path)[0].date_basis) == ("2019-01-23", "dateline")


def test_a_dateline_with_the_wrong_weekday_is_not_believed(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Monday, January 23, 2019\n\nGermany banned an airline.\n", "utf-8")
    assert articles(path)[0].published is None


def test_folders_patterns_and_packed_files_are_searched_in_order(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("Two.", "utf-8")
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"One."))
    (tmp_path / "notes.md").write_text("Not news.", "utf-8")
    assert [article.text for article in articles(tmp_path)] == ["One.", "Two."]
    assert [article.text for article in articles(tmp_path / "*.txt*")] == ["One.", "Two."]


def test_standard_input_is_read() -> None:
    code = "from kg.read import read; print([a.text for a in read(['-'])])"
    done = subprocess.run(
        [sys.executable, "-c", code], input="One.", capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "['One.']"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty: it holds no text"),
        (b" \n \n", "is empty: it holds no text"),
        (b"\x89PNG\r\n\x1a\n\0\0", "is not text: it is a binary file"),
        (b"%PDF-1.7\n", "is a damaged PDF file"),
        (b"\xff\xfeA\0\0\xd8", "is not valid UTF-16 (at byte 4)"),
        (
            b"Armenia \xff",
            "is not valid UTF-8 (byte 0xFF at position 8): convert it to UTF-8 first",
        ),
        (b"\x1f\x8b\x08\0broken", "is a damaged gzip file"),
        (b'{"title": "x"}', "has no text"),
        (b'{"text": ""}', "has no text"),
        (b'{"text": "\\ud800"}', "holds half a character (U+D800); encode it anew"),
        (b'{"text": "a", }', "is not valid JSON: Illegal trailing comma before end of object"),
    ],
)
def test_what_cannot_be_read_is_named_with_one_reason(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    path = tmp_path / "bad"
    path.write_bytes(content)
    found = reasons(path)
    assert len(found) == 1
    assert found[0] == reason or found[0].startswith("is not valid JSON: ") == ("JSON" in reason)


def test_a_missing_file_is_named() -> None:
    assert [str(item) for item in read(["no-such-file.txt"])] == ["no-such-file.txt does not exist"]


def test_bad_lines_are_named_by_number_and_the_others_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    good = json.dumps(RECORD).encode()
    parts = [good, b"{broken", b'{"text": "\xff"}', b"7", b'{"text": "Two.", "date": "soon"}', good]
    path.write_bytes(b"\n".join(parts))
    found = list(read([str(path)]))
    assert [item.source.rsplit(":")[-1] for item in found if isinstance(item, Skipped)] == [
        *("2", "3", "4", "5")
    ]
    assert sum(isinstance(item, Article) for item in found) == 2


def test_a_broken_first_line_does_not_hide_the_others(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"broken\n' + json.dumps(RECORD), "utf-8")
    assert [type(item).__name__ for item in read([str(path)])] == ["Skipped", "Article"]


def test_a_line_of_fifty_megabytes_is_skipped_and_the_next_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("wb") as file:
        file.write(b'{"text": "')
        for _ in range(50):
            file.write(b"a" * 1_000_000)
        file.write(b'"}\n' + json.dumps(RECORD).encode() + b"\n")
    found = list(read([str(path)]))
    assert [type(item).__name__ for item in found] == ["Skipped", "Article"]
    assert "longer than" in str(found[0])


def test_a_text_longer_than_any_article_is_skipped(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"word " * 1_000_000)
    assert reasons(path) == ["is longer than 2,000,000 bytes, which no article is"]


def test_an_unknown_date_is_refused_before_anything_is_read() -> None:
    with pytest.raises(CasusError, match="unknown date 'soon': write it as 2021-11-16"):
        list(read([], Given(date="soon")))


def test_a_reader_is_found_by_name() -> None:
    assert load_reader("json").suffixes == (".json", ".jsonl", ".ndjson")
    with pytest.raises(
        UnknownChoice, match="choose one of: feed, html, json, newsml, pdf, text, warc"
    ):
        load_reader("docx")


def test_the_first_article_of_the_project_falls_into_its_paragraphs() -> None:
    path = Path("../shared/articles/2021-11-16-armenia-azerbaijan-ceasefire.txt")
    if not path.exists():
        pytest.skip("the article belongs to its publisher and is not part of the repository")
    kinds = Counter(block.kind for block in articles(path)[0].blocks)
    assert kinds == {"paragraph": 23, "heading": 1, "boilerplate": 1}
