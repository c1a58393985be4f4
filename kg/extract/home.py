"""Where those are at home whom the text calls after no state: "students", "the opposition".

What stands in the phrase itself counts most ("demonstrators in Baghdad"), then where the event
happened, then the body of a state that deals with them ("Turkish police ... students"). Where
these say nothing, or not the same, nobody is meant.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.extract.names_organs import country_of
from kg.extract.scene import PRIVATE, Filler, Scene, kind_of
from kg.extract.tree import CLAUSES, MODIFIERS
from kg.model import Entity, Mention
from kg.vocabulary import ID

_OF_THE_COUNTRY = PRIVATE | {"police", "government"}
_VAGUE = frozenset(
    "people person man woman child other member victim life hundred thousand dozen score ten "
    "million national side mission counterpart group relative family leader official "
    "party organisation organization community majority minority staff company firm".split()
)
_DOMESTIC_NAMES = frozenset(
    "party union front movement coalition alliance league congress assembly association council "
    "federation opposition committee bloc church university".split()
)


def crowd(scene: Scene, token: int, *, vague: bool = False) -> list[Filler]:
    """The people whom a common noun alone names: protesters of the country they are in.

    With `vague`, "people" and "thousands" count too.
    """
    at = scene.tokens[token]
    if at.upos not in ("NOUN", "NUM") or scene.person_organ(token) not in _OF_THE_COUNTRY:
        return []
    if at.deprel in MODIFIERS:
        return []  # "terrorist attacks"
    named = [token, *(part for part in scene.parts(token) if scene.person_organ(part))]
    noun = next((one for one in named if _is_telling(scene, one)), named[-1] if vague else None)
    state = _home(scene, token) if noun is not None else None
    if noun is None or state is None:
        return []
    group = scene.group(noun, state)
    organ = scene.person_organ(noun) or ""
    entity = scene.organ(state, organ) if group is state else group
    first, _ = scene.tree.phrase(token)
    return [Filler(token, entity, first.start, at.end, owner=True)]


def _is_telling(scene: Scene, token: int) -> bool:
    """Whether a noun says what its persons are: "students", not "people"."""
    lemma = scene.tokens[token].lemma.lower()
    return lemma not in _VAGUE and scene.person_organ(token) in _OF_THE_COUNTRY


def settled(scene: Scene, entity: Entity) -> Entity:
    """An organisation that no reference knows, with the only country its sentence speaks of."""
    if entity.type != "Organization" or country_of(entity):
        return entity
    words = {word.lower().strip(".,") for word in entity.label.split()}
    own = {code for word in entity.label.split() if (code := _code_named(scene, word))}
    if len(own) != 1 and words & _DOMESTIC_NAMES:
        own = _countries(scene.mentions)
    return replace(entity, country=min(own)) if len(own) == 1 else entity


def _code_named(scene: Scene, word: str) -> str | None:
    """The country that a word of a name names: "Nigerian" in "Nigerian Union of Teachers"."""
    sense = scene.gazetteer.named(word) if word[:1].isupper() else None
    return country_of(sense.entity) if sense and sense.form != "surname" else None


def _home(scene: Scene, token: int) -> Entity | None:
    """The state that those named by a noun live in, as far as the sentence tells."""
    verbs = (a for a in scene.tree.ancestors(token) if scene.tokens[a].upos in ("VERB", "AUX"))
    around = _within(scene, next(verbs, token))
    bodies = [m for m in around if m.entity.type in ("GovernmentBody", "Ministry")]
    for near in (
        _within(scene, token),
        _places(scene, around),
        bodies,
        _places(scene, scene.mentions),
    ):
        if codes := _countries(near):
            return _state(scene, codes)
    return None


def _places(scene: Scene, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions of places, and of polities that something happens in: "in Hong Kong"."""
    return [
        mention
        for mention in mentions
        if kind_of(mention.entity.type, "Place") or scene.tree.prepositions[mention.head] == "in"
    ]


def _within(scene: Scene, top: int) -> list[Mention]:
    """The mentions in a phrase or clause, those in the clauses below it left out."""
    tokens, found, at = scene.tokens, [top], 0
    while at < len(found):
        found += [
            child
            for child in scene.tree.children[found[at]]
            if tokens[child].deprel not in CLAUSES and tokens[child].deprel != "conj"
        ]
        at += 1
    inside = set(found)
    return [mention for mention in scene.mentions if mention.head in inside]


def _countries(mentions: Iterable[Mention]) -> set[str]:
    return {code for mention in mentions if (code := country_of(mention.entity))}


def _state(scene: Scene, codes: set[str]) -> Entity | None:
    if len(codes) != 1:
        return None
    code = next(iter(codes))
    polity = next((m.entity for m in scene.mentions if m.entity.country == code), None)
    return scene.gazetteer.entities.get(ID[f"state/{code}"].value, polity)
