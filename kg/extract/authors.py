"""Who "I" and "we" are outside quotation marks: whoever speaks there, else who publishes.

A minister's statement runs on after "the minister said:", and a government publishes in its own
name. In the text of a news agency nobody is meant, so a publisher speaks for itself only where
several sentences do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.attribution import Voice
from kg.extract.gazetteer import Gazetteer
from kg.extract.scene import Scene
from kg.model import Article, Entity, Mention
from kg.vocabulary import ID, slug

_OWN = frozenset({"i", "we", "my", "our", "us", "me"})
_FEWEST = 2  # sentences in the first person, for a publisher that speaks for itself


def first_persons(
    article: Article,
    scenes: Sequence[Scene],
    spoken: Sequence[Sequence[Voice]],
    gazetteer: Gazetteer,
) -> tuple[Mention, ...]:
    """The mentions of those who speak of themselves, where no quotation tells who they are."""
    open_ones = list(_unresolved(scenes))
    author = _author(article, scenes, spoken, open_ones, gazetteer)
    found = []
    for at, token in open_ones:
        inner = min(
            (v for v in spoken[at] if v.speakers and token in v.content),
            key=lambda voice: len(voice.content),
            default=None,
        )
        entity = inner.speakers[0].speaker if inner is not None else author
        if entity is not None:
            word = scenes[at].tokens[token]
            found.append(Mention(word.start, word.end, word.text, entity, at, token))
    return tuple(found)


def _unresolved(scenes: Sequence[Scene]) -> Iterator[tuple[int, int]]:
    for at, scene in enumerate(scenes):
        for token in scene.tokens:
            own = token.upos == "PRON" and token.text.lower() in _OWN
            if own and not scene.by_head.get(token.index):
                yield at, token.index


def _author(
    article: Article,
    scenes: Sequence[Scene],
    spoken: Sequence[Sequence[Voice]],
    pronouns: Sequence[tuple[int, int]],
    gazetteer: Gazetteer,
) -> Entity | None:
    """The publisher, where several sentences that nobody else speaks are in the first person."""
    own = {
        at
        for at, token in pronouns
        if scenes[at].tokens[token].deprel.startswith("nsubj")
        and not any(token in voice.content for voice in spoken[at])
    }
    if len(own) < _FEWEST or not article.publisher:
        return None
    iri = ID[f"outlet/{slug(article.publisher)}"].value
    return gazetteer.entities.get(iri) or Entity(iri, "MediaOrganization", article.publisher)
