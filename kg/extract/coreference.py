"""Who is meant: pronouns and definite descriptions, resolved where the article leaves no doubt.

Sentences are read in order, words from left to right, so that what one word was found to mean can
be taken up by the next. What has no clear antecedent stays unresolved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.extract.coreference_discourse import Discourse
from kg.extract.coreference_norms import agreement, provision
from kg.extract.coreference_nouns import counterparts, definite, opponent, owned, several
from kg.extract.coreference_places import border, own_territory
from kg.extract.coreference_pronouns import person, speaker, thing
from kg.extract.gazetteer import Gazetteer, load_gazetteer
from kg.model import Document, Entity, Mention

Reading = Callable[[Discourse, int, int], "Found | None"]
Found = tuple[int, int, tuple[Entity, ...]]  # first and last token, and who is meant

_PRONOUNS: dict[str, Reading] = {
    **dict.fromkeys(("he", "she", "his", "her", "him", "himself", "herself"), person),
    **dict.fromkeys(("it", "its", "itself", "they", "their", "them", "themselves"), thing),
    **dict.fromkeys(("i", "we", "my", "our", "us"), speaker),
}
_NOUNS: tuple[Reading, ...] = (
    counterparts,
    provision,
    agreement,
    border,
    own_territory,
    owned,
    several,
    opponent,
    definite,
)


def resolve(
    document: Document, mentions: tuple[Mention, ...], gazetteer: Gazetteer | None = None
) -> tuple[Mention, ...]:
    """The mentions given, and those of pronouns and descriptions, in text order.

    A description of several entities ("the two sides") yields one mention for each, at one span.
    Names inside a description that was resolved as a whole ("counterparts in Baku") give way to it.
    """
    discourse = Discourse(document, mentions, gazetteer or load_gazetteer())
    for at, sentence in enumerate(document.sentences):
        for token in sentence.tokens:
            for found in _meanings(discourse, at, token.index):
                discourse.add(at, *found)
    return discourse.mentions()


def _meanings(discourse: Discourse, sentence: int, at: int) -> Iterator[Found]:
    token = discourse.document.sentences[sentence].tokens[at]
    if token.upos == "PRON" or token.text.lower() in _PRONOUNS:
        reading = _PRONOUNS.get(token.text.lower())
        if (
            reading
            and not discourse.covering(sentence, at)
            and not token.text.isupper() | (token.text == "I")
        ):
            found = reading(discourse, sentence, at)
            if found:
                yield found
    elif token.upos in ("NOUN", "PROPN"):
        for reading in _NOUNS:
            found = reading(discourse, sentence, at)
            if found:
                yield found
                return
