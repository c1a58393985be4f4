"""Names annotated in IOB2 (number, word, label, ... in columns; `# text` above) to Documents."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Document
from kg.parse.conllu import BadTree, documents


def named_documents(source: str) -> Iterator[Document]:
    """The documents of a file in IOB2, split at `# newdoc`; their words carry no labels or trees.

    Raises BadTree where a line does not have the three columns or its label is none.
    """
    return documents("\n".join(_conllu(line) for line in source.splitlines()))


def _conllu(line: str) -> str:
    if not line.strip() or line.startswith("#"):
        return line
    columns = line.split("\t")
    if len(columns) < 3 or columns[2][:2] not in {"O", "B-", "I-"}:
        raise BadTree(f"a line of IOB2 is number, word and label (O, B-PER, …), not: {line!r}")
    number, form, label = columns[:3]
    return "\t".join([number, form, "_", "X", "_", "_", "0", "dep", "_", f"Name={label}"])
