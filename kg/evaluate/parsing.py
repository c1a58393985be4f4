"""How right the parser is: words, sentences, labels and trees on treebanks, names on IOB2."""

from __future__ import annotations

import lzma
from collections.abc import Mapping, Sequence
from pathlib import Path

from kg.errors import CasusError, Unreadable
from kg.evaluate.named import with_known_names
from kg.evaluate.runs import Watch, unwatched
from kg.evaluate.scores import Report, Score, Table
from kg.extract.gazetteer import load_gazetteer
from kg.model import Article, Document
from kg.parse import load_parser
from kg.parse.conllu import documents
from kg.parse.evaluation import MEASURES, Scores, score, score_names
from kg.parse.iob2 import named_documents

_CALLED = {
    "sentences": "sentences",
    "words": "words",
    "upos": "parts of speech",
    "feats": "features",
    "lemma": "lemmas",
    "uas": "heads (UAS)",
    "las": "heads and relations (LAS)",
    "clas": "of content words (CLAS)",
    "las_full": "with subtypes",
}
_NAMES = {"names": "names", "PER": "PER", "LOC": "LOC", "ORG": "ORG"}


def evaluate_parser(paths: Sequence[str], watch: Watch = unwatched) -> Report:
    """The report on treebanks (`.conllu`) and on names (`.iob2`), plain or packed as `.xz`.

    The parser gets the running text of each document, not its words. Raises Unreadable where a
    file is neither.
    """
    parse = load_parser()
    tables: list[Table] = []
    for path in paths:
        gold = _annotated(path)
        if _kind(path) == ".conllu":
            counts = [score(parse, [each]) for each in watch(gold)]
            tables.append(Table(Path(path).name, _table(counts, {m: _CALLED[m] for m in MEASURES})))
            continue
        found = {each.article: parse(each.article) for each in watch(gold)}
        tables.append(_names(f"{Path(path).name}: parser alone", gold, found))
        gazetteer = load_gazetteer()
        known = {article: with_known_names(each, gazetteer) for article, each in found.items()}
        tables.append(_names(f"{Path(path).name}: with gazetteer", gold, known))
    return Report(f"{len(paths)} files", tables)


def _names(title: str, gold: Sequence[Document], found: Mapping[Article, Document]) -> Table:
    return Table(title, _table([score_names(found.__getitem__, gold)], _NAMES))


def _table(counts: Sequence[Scores], called: Mapping[str, str]) -> dict[str, Score]:
    return {name: _sum(counts, measure) for measure, name in called.items()}


def _sum(counts: Sequence[Scores], measure: str) -> Score:
    right, gold, found = (
        sum(count[measure] for count in each)
        for each in zip(*((c.right, c.gold, c.found) for c in counts), strict=True)
    )
    return Score(right, found - right, gold - right)


def _annotated(path: str) -> list[Document]:
    """The documents of a file."""
    readers = {".conllu": documents, ".iob2": named_documents}
    if _kind(path) not in readers:
        raise Unreadable(f"{path} is no annotation: a name ends in .conllu or .iob2, or in .xz")
    try:
        found = list(readers[_kind(path)](_text(Path(path))))
    except (OSError, UnicodeDecodeError, lzma.LZMAError, ValueError, CasusError) as error:
        raise Unreadable(f"{path} cannot be read: {error}") from error
    if not found:
        raise Unreadable(f"{path} holds no sentence")
    return found


def _kind(path: str) -> str:
    return Path(path.removesuffix(".xz")).suffix


def _text(path: Path) -> str:
    if path.suffix == ".xz":
        return lzma.decompress(path.read_bytes()).decode("utf-8")
    return path.read_text("utf-8")
