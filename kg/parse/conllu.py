"""CoNLL-U to Documents and back: how treebanks come in and how tests write sentences by hand.

The tenth column may carry `Name=B-LOC`/`I-LOC`, which become the names of the document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.errors import CasusError
from kg.model import Article, Block, Document, Name, Sentence, Token


@dataclass(frozen=True, slots=True)
class Row:
    """One word of a CoNLL-U sentence, with where its surface form lies in the sentence text."""

    form: str
    lemma: str
    upos: str
    feats: str
    head: int
    deprel: str
    misc: Mapping[str, str]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tree:
    """One CoNLL-U sentence: its comments (`text`, `newpar`, ...), its text and its words."""

    comments: Mapping[str, str]
    text: str
    rows: tuple[Row, ...]
    space_after: bool


class BadTree(CasusError):
    """A CoNLL-U sentence whose words are not in its text, or whose columns are not ten."""


def trees(source: str) -> Iterator[Tree]:
    """The sentences of a CoNLL-U text, in order."""
    lines: list[str] = []
    for line in [*source.splitlines(), ""]:
        if line.strip():
            lines.append(line.rstrip())
        elif lines:
            yield _tree(lines)
            lines = []


def read(source: str, *, title: str | None = None, published: str | None = None) -> Document:
    """One document whose text is the sentences in order; `# newpar` starts a paragraph."""
    return document(list(trees(source)), title=title, published=published)


def document(
    sentences: Iterable[Tree], *, title: str | None = None, published: str | None = None
) -> Document:
    """The document that the trees make up, paragraphs a blank line apart."""
    text, blocks = "", [0]
    placed: list[tuple[Tree, int, int]] = []
    for tree in sentences:
        new = any(key.startswith(("newpar", "newdoc")) for key in tree.comments)
        if placed and new:
            text = text.rstrip(" ") + "\n\n"
            blocks.append(len(text))
        placed.append((tree, len(text), len(blocks) - 1))
        text += tree.text + (" " if tree.space_after else "")
    text = text.rstrip(" ")
    ends = [start - 2 for start in blocks[1:]] + [len(text)]
    pairs = zip(blocks, ends, strict=True)
    article = Article(
        text=text,
        blocks=tuple(Block(start, end, "paragraph") for start, end in pairs if end > start),
        title=title,
        published=published,
    )
    return Document(
        article,
        tuple(_sentence(tree, offset, block) for tree, offset, block in placed),
        tuple(name for tree, offset, _ in placed for name in _names(tree, offset)),
    )


def documents(source: str) -> Iterator[Document]:
    """The documents of a treebank file, split at `# newdoc`."""
    batch: list[Tree] = []
    for tree in trees(source):
        if batch and any(key.startswith("newdoc") for key in tree.comments):
            yield document(batch)
            batch = []
        batch.append(tree)
    if batch:
        yield document(batch)


def write(document: Document) -> str:
    """The document in CoNLL-U."""
    labels = _bio(document.names)
    parts: list[str] = []
    block = None
    for number, sentence in enumerate(document.sentences, 1):
        if sentence.block != block:
            parts.append("# newdoc" if block is None else "# newpar")
            block = sentence.block
        parts.append(f"# sent_id = {number}")
        text = document.article.text[sentence.start : sentence.end]
        parts.append(f"# text = {' '.join(text.split())}")
        following = document.sentences[number:][:1]
        after = following[0].start if following and following[0].block == block else None
        ends = [token.start for token in sentence.tokens[1:]] + [after]
        parts.extend(
            _line(token, next_start, labels.get(token.start))
            for token, next_start in zip(sentence.tokens, ends, strict=True)
        )
        parts.append("")
    return "\n".join(parts) + "\n"


def _line(token: Token, next_start: int | None, label: str | None) -> str:
    misc = [f"Name={label}"] if label else []
    if next_start is not None and next_start <= token.end:
        misc.append("SpaceAfter=No")
    feats = "|".join(f"{key}={value}" for key, value in sorted(token.feats.items(), key=_caseless))
    columns = [
        str(token.index + 1), token.text, token.lemma, token.upos, "_", feats or "_",
        str(token.head + 1), token.deprel, "_", "|".join(misc) or "_",
    ]  # fmt: skip
    return "\t".join(columns)


def _caseless(item: tuple[str, str]) -> str:
    return item[0].lower()


def _bio(names: Iterable[Name]) -> dict[int, str]:
    """Labels by offset: `B-` at the start of a name, `I-` at every later offset in it."""
    labels: dict[int, str] = {}
    for name in names:
        labels.update(dict.fromkeys(range(name.start + 1, name.end), f"I-{name.label}"))
        labels[name.start] = f"B-{name.label}"
    return labels


def _pairs(column: str) -> dict[str, str]:
    if column == "_":
        return {}
    pairs = (item.partition("=") for item in column.split("|"))
    return {key: value for key, _, value in pairs}


def _tree(lines: list[str]) -> Tree:
    comments: dict[str, str] = {}
    columns: list[list[str]] = []
    for line in lines:
        if line.startswith("#"):
            key, _, value = line[1:].partition("=")
            comments[key.strip()] = value.strip()
        else:
            columns.append(line.split("\t"))
    bad = next((row for row in columns if len(row) != 10), None)
    if bad is not None:
        raise BadTree(f"a CoNLL-U line has {len(bad)} columns, not ten: {' '.join(bad)}")
    text = comments.get("text") or _spelled(columns)
    spans = _spans(columns, text)
    rows = tuple(
        Row(
            form=row[1], lemma=row[2], upos=row[3], feats=row[5], head=int(row[6]) - 1,
            deprel=row[7], misc=_pairs(row[9]), start=spans[row[0]][0], end=spans[row[0]][1],
        )
        for row in columns
        if row[0].isdigit()
    )  # fmt: skip
    surface = [row for row in columns if row[0].isdigit() or "-" in row[0]]
    closing = [row for row in surface if row[0].endswith(f"-{len(rows)}")] or surface[-1:]
    return Tree(comments, text, rows, "SpaceAfter=No" not in closing[-1][9])


def _spelled(columns: list[list[str]]) -> str:
    """The text of a sentence that does not give it."""
    text, covered = "", 0
    for row in columns:
        first, _, last = row[0].partition("-")
        if "." in first or int(first) <= covered:
            continue
        covered = int(last or first)
        text += row[1] + ("" if "SpaceAfter=No" in row[9] else " ")
    return text.rstrip(" ")


def _spans(columns: list[list[str]], text: str) -> dict[str, tuple[int, int]]:
    """Where each word lies; a word of a contraction that is not spelled out covers all of it."""
    spans: dict[str, tuple[int, int]] = {}
    at, contraction = 0, (0, 0, 0)
    for row in columns:
        if "." in row[0]:
            continue
        first, _, last = row[0].partition("-")
        if last:
            start = _found(row[1], text, at)
            contraction = (int(last), start, start + len(row[1]))
            continue
        limit = contraction[2] if int(first) <= contraction[0] else None
        start = text.find(row[1], at, limit)
        if limit is not None and (start < 0 or text[at:start].strip()):
            spans[first] = contraction[1:]
            at = max(at, limit if int(first) == contraction[0] else at)
            continue
        start = _found(row[1], text, at)
        at = start + len(row[1])
        spans[first] = (start, at)
    return spans


def _found(form: str, text: str, at: int) -> int:
    start = text.find(form, at)
    if start < 0 or text[at:start].strip():
        raise BadTree(f"the word {form!r} does not come next in the sentence {text!r}")
    return start


def _sentence(tree: Tree, offset: int, block: int) -> Sentence:
    tokens = tuple(
        Token(
            index=index, start=offset + row.start, end=offset + row.end, text=row.form,
            lemma=row.lemma, upos=row.upos, feats=_pairs(row.feats), head=row.head,
            deprel=row.deprel,
        )
        for index, row in enumerate(tree.rows)
    )  # fmt: skip
    return Sentence(tokens, block)


def _names(tree: Tree, offset: int) -> Iterator[Name]:
    start, end, label = 0, 0, ""
    for row in tree.rows:
        tag = row.misc.get("Name", "")
        if label and tag != f"I-{label}":
            yield Name(offset + start, offset + end, label)
            label = ""
        if tag.startswith("B-"):
            start, label = row.start, tag[2:]
        end = row.end
    if label:
        yield Name(offset + start, offset + end, label)
