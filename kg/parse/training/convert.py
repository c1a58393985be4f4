"""Treebank files to documents with names: GUM's own, and those of UNER for EWT."""

from __future__ import annotations

import lzma
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from kg.model import Document
from kg.parse.conllu import Row, Tree, document, trees
from kg.parse.iob2 import named_documents

_LABELS = {"person": "PER", "place": "LOC", "organization": "ORG"}
_TITLES = frozenset(
    "Mr. Mrs. Ms. Miss Dr. Prof. Professor President Vice Prime Minister Foreign Defence Defense "
    "Secretary State General Gen. Col. Lt. Sgt. Capt. Captain Colonel Major Maj. Admiral King "
    "Queen Prince Princess Pope Sir Lord Lady Senator Sen. Rep. Representative Governor Gov. Mayor "
    "Judge Justice Chief Chairman Chancellor Ambassador Sheikh Sheriff Officer "
    "Father Rev. Saint St. Attorney Congressman Councilman Coach Premier "
    "Director Deputy of -".split()
)
_ENTITY = re.compile(r"\((\d+)-(\w+)-([^()]*)(\)?)|(\d+)\)")


@dataclass(frozen=True)
class Bank:
    """A document of a treebank: where it is from, whether its names and trees are annotated."""

    genre: str
    document: Document
    named: bool
    treed: bool = True


def text_of(path: Path) -> str:
    """The text of a file, `.xz` or plain."""
    if path.suffix == ".xz":
        return lzma.open(path, "rt", encoding="utf-8").read()
    return path.read_text("utf-8")


def banks(folder: Path, treebank: str, part: str) -> list[Bank]:
    """The documents of one section of one treebank ("en_ewt", "dev")."""
    iob = folder / f"uner_ewt-{part}.iob2.xz"
    tags = _iob_tags(text_of(iob)) if treebank == "en_ewt" and iob.exists() else {}
    return _banks(text_of(folder / f"{treebank}-{part}.conllu.xz"), tags)


def banks_in(path: Path) -> list[Bank]:
    """The documents of a file in CoNLL-U."""
    return _banks(text_of(path), {})


def _banks(source: str, tags: dict[str, list[str]]) -> list[Bank]:
    result: list[Bank] = []
    batch: list[Tree] = []
    for tree in trees(source):
        if batch and any(key.startswith("newdoc") for key in tree.comments):
            result.append(_bank(batch, tags))
            batch = []
        batch.append(tree)
    return [*result, _bank(batch, tags)]


def named_in(path: Path) -> list[Bank]:
    """The documents of a file in IOB2, whose names are annotated and whose trees are not."""
    found = named_documents(text_of(path))
    return [Bank(path.name, document, named=True, treed=False) for document in found]


def _bank(batch: list[Tree], tags: dict[str, list[str]]) -> Bank:
    first = batch[0].comments
    name = first.get("newdoc id", "")
    genre = first.get("meta::genre") or name.partition("-")[0]
    if "meta::genre" in first:
        return Bank(genre, document(_gum_named(batch)), True)
    tagged = [_with_tags(tree, tags.get(tree.comments.get("sent_id", ""))) for tree in batch]
    return Bank(genre, document(tagged), bool(tags))


def _iob_tags(source: str) -> dict[str, list[str]]:
    """The tags of each sentence of a UNER file, by sentence id."""
    tags: dict[str, list[str]] = {}
    key = ""
    for line in source.splitlines():
        if line.startswith("# sent_id = "):
            key = line.removeprefix("# sent_id = ")
            tags[key] = []
        elif line and not line.startswith("#"):
            tags[key].append(line.split("\t")[2])
    return tags


def _with_tags(tree: Tree, tags: list[str] | None) -> Tree:
    if tags is None or len(tags) != len(tree.rows):
        return tree
    rows = (
        replace(row, misc={**row.misc, "Name": tag}) if tag[2:] in _LABELS.values() else row
        for row, tag in zip(tree.rows, tags, strict=True)
    )
    return replace(tree, rows=tuple(rows))


def _gum_named(batch: list[Tree]) -> list[Tree]:
    """GUM's entities that are names: their head is a proper noun."""
    return [_with_tags(tree, _gum_tags(tree.rows)) for tree in batch]


def _gum_tags(rows: tuple[Row, ...]) -> list[str]:
    tags = ["O"] * len(rows)
    for start, end, label in sorted(_gum_spans(rows), key=lambda span: span[0] - span[1]):
        narrow = _name_in(rows, start, end)
        if narrow and label == "PER":
            narrow = _without_title(rows, *narrow)
        if narrow is None or any(tags[at] != "O" for at in range(narrow[0], narrow[1] + 1)):
            continue
        tags[narrow[0]] = f"B-{label}"
        for at in range(narrow[0] + 1, narrow[1] + 1):
            tags[at] = f"I-{label}"
    return tags


def _gum_spans(rows: tuple[Row, ...]) -> Iterator[tuple[int, int, str]]:
    """The person, place and organisation mentions of a sentence, first and last word."""
    open_spans: list[tuple[str, str, int]] = []
    for at, row in enumerate(rows):
        for key, kind, _, closed, closing in _ENTITY.findall(row.misc.get("Entity", "")):
            if key and closed:
                if kind in _LABELS:
                    yield at, at, _LABELS[kind]
            elif key:
                open_spans.append((key, kind, at))
            else:
                found = next((span for span in reversed(open_spans) if span[0] == closing), None)
                if found:
                    open_spans.remove(found)
                    if found[1] in _LABELS:
                        yield found[2], at, _LABELS[found[1]]


def _name_in(rows: tuple[Row, ...], start: int, end: int) -> tuple[int, int] | None:
    """The run of proper nouns around the head of a mention."""
    inside = range(start, end + 1)
    head = next((at for at in inside if rows[at].head not in inside), start)
    if rows[head].upos != "PROPN":
        return None
    first = last = head
    while first > start and _named(rows, first - 1, head):
        first -= 1
    while last < end and _named(rows, last + 1, head):
        last += 1
    while first < head and rows[first].upos in {"ADP", "DET", "PUNCT", "CCONJ", "PART"}:
        first += 1
    while last > head and rows[last].upos in {"ADP", "DET", "PUNCT", "CCONJ", "PART"}:
        last -= 1
    return first, last


def _without_title(rows: tuple[Row, ...], first: int, last: int) -> tuple[int, int]:
    """The name after "President", "Dr.", ..., which UNER does not count to it."""
    while first < last and rows[first].form in _TITLES:
        first += 1
    return first, last


def _named(rows: tuple[Row, ...], at: int, head: int) -> bool:
    row = rows[at]
    if row.upos in {"PROPN", "X"} or row.form in {"of", "for", "the", "-", "and", "&"}:
        return row.deprel not in {"conj", "appos"} and row.form not in {",", "("}
    return row.form[:1].isupper() and row.deprel in {"amod", "compound", "flat", "nummod"}
