"""Stanza as the parser of languages other than English: its documents become ours.

Stanza gives Universal Dependencies too, so nothing needs translating but the places of words. Its
models are read from where `stanza.download` put them; nothing is fetched here. The claims of a
language need its trigger words in `ontology/frames.ttl` beside its parser.
Source: Qi et al., Stanza: A Python Natural Language Processing Toolkit for Many Human Languages,
ACL 2020.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.util import find_spec
from typing import Protocol

from kg.errors import Unreadable
from kg.model import Article, Document, Name, Sentence, Token
from kg.parse.languages import language_name

_PROCESSORS = "tokenize,mwt,pos,lemma,depparse,ner"
_WITHOUT_NAMES = "tokenize,mwt,pos,lemma,depparse"
_LABELS = {"PERSON": "PER", "GPE": "LOC", "FAC": "LOC"} | {x: x for x in ("PER", "LOC", "ORG")}


class Word(Protocol):
    """A word of Stanza: `id` counts from 1, `head` is 0 at the root."""

    id: int
    text: str
    lemma: str | None
    upos: str
    feats: str | None
    head: int
    deprel: str


class Surface(Protocol):
    """A token of Stanza: one word as written, which may be several of grammar ("du")."""

    start_char: int
    end_char: int
    words: Sequence[Word]


class Named(Protocol):
    """A name that Stanza found."""

    type: str
    start_char: int
    end_char: int


class Parsed(Protocol):
    """A sentence of Stanza."""

    tokens: Sequence[Surface]
    ents: Sequence[Named]


class Paragraph(Protocol):
    """A document of Stanza, which here is one paragraph."""

    sentences: Sequence[Parsed]


def is_installed() -> bool:
    """Whether the package is there; nothing of it is loaded."""
    return find_spec("stanza") is not None


def stanza_parser(language: str) -> Callable[[Article], Document]:
    """The parser of a language; raises Unreadable where Stanza or its model is not installed."""
    if not is_installed():
        raise Unreadable(
            f'is in {language_name(language)}: only English is read without pip install "casus-kg'
            f'[stanza]" and its model (python -c "import stanza; stanza.download({language!r})"); '
            "where that is not its language, give --language en"
        )
    pipeline = _pipeline(language)
    return lambda article: document(article, pipeline)


def _pipeline(language: str) -> Callable[[str], Paragraph]:
    import stanza

    for processors in (_PROCESSORS, _WITHOUT_NAMES):  # not every language has a model for names
        try:
            found: Callable[[str], Paragraph] = stanza.Pipeline(
                language, processors=processors, download_method=None, verbose=False
            )
        except Exception as error:  # of many kinds, for a missing file or language
            reason = error
        else:
            return found
    raise Unreadable(
        f"is in {language_name(language)}, for which Stanza finds no model: python -c "
        f'"import stanza; stanza.download({language!r})" fetches it'
    ) from reason


def document(article: Article, parse: Callable[[str], Paragraph]) -> Document:
    """The article with each paragraph parsed; offsets are those of the article."""
    sentences: list[Sentence] = []
    names: list[Name] = []
    for number, block in enumerate(article.blocks):
        if block.kind != "paragraph":
            continue
        text = article.text[block.start : block.end].replace("\n", " ")
        for parsed in parse(text).sentences:
            tokens = tuple(_tokens(parsed.tokens, block.start))
            if tokens:
                sentences.append(Sentence(tokens, number))
            names.extend(_names(parsed.ents, block.start))
    return Document(article, tuple(sentences), tuple(names))


def _tokens(surfaces: Iterable[Surface], offset: int) -> Iterator[Token]:
    """The words of grammar; those that are written as one share its characters."""
    for surface in surfaces:
        for word in surface.words:
            yield Token(
                index=word.id - 1,
                start=offset + surface.start_char,
                end=offset + surface.end_char,
                text=word.text,
                lemma=word.lemma or word.text,
                upos=word.upos,
                feats=_features(word.feats),
                head=word.head - 1,
                deprel=word.deprel,
            )


def _features(column: str | None) -> dict[str, str]:
    pairs = (pair.partition("=") for pair in (column or "").split("|") if "=" in pair)
    return {name: value for name, _, value in pairs}


def _names(entities: Iterable[Named], offset: int) -> Iterator[Name]:
    for entity in entities:
        label = _LABELS.get(entity.type)
        if label:
            yield Name(offset + entity.start_char, offset + entity.end_char, label)
