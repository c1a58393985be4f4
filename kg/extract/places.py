"""State or territory, government or city: what a name of a place or polity means where it stands.

"Baku said" and "appealed to Moscow" speak of states, "in Baku" and "flew to Moscow" of cities,
"in Armenia" of a territory. The case and the governor of the name decide.
"""

from __future__ import annotations

from kg.extract.gazetteer import Gazetteer, Hit
from kg.model import Entity, Sentence, Token
from kg.vocabulary import ID, local_name

_INSIDE = frozenset(
    "in inside within across throughout into near at outside around through over above along "
    "onto toward towards via beneath surrounding".split()
)
_MOVING = frozenset(
    "fly travel arrive return move head go come walk drive flee airlift flight trip visit journey "
    "march advance withdraw depart leave land sail transfer road route way ship relocate "
    "deport extradite evacuate redirect rush send".split()
)
_LEAVING = frozenset(
    "fly travel arrive return flee depart withdraw come drive evacuate airlift retreat flight "
    "originate deport expel move road".split()
)
_OBJECT_PLACE = frozenset(
    "visit leave reach enter hit shell bomb bombard strike capture seize liberate retake besiege "
    "occupy recapture surround storm cross tour control overrun encircle".split()
)
_HAPPENING = frozenset("hit shell bomb bombard strike besiege storm rock capture".split())
_CITY_NOUNS = frozenset(
    "airport suburb street mayor resident neighborhood neighbourhood centre center hospital "
    "university hotel court stadium outskirts district station metro square downtown "
    "international port road police region province area".split()
)
_LOCALS = frozenset("prosecutor mayor bishop archbishop patriarch imam chief general".split())
_PLACES = frozenset({"Settlement", "CapitalCity", "AdministrativeArea", "Region"})
_CITY_WORDS = frozenset({"capital", "city", "town", "village", "suburb", "outskirts", "district"})
_LAND_NOUNS = frozenset("territory soil land airspace border north south east west".split())


def territory_of(state: Entity, gazetteer: Gazetteer) -> Entity:
    """The territory of a state."""
    iri = ID[f"territory/{local_name(state.iri)}"].value
    known = gazetteer.entities.get(iri)
    return known or Entity(iri, "StateTerritory", f"territory of {state.label}")


def state_of(place: Entity, gazetteer: Gazetteer) -> Entity | None:
    """The state whose territory a place is, None where it is no state's territory."""
    if place.type != "StateTerritory":
        return None
    return gazetteer.entities.get(ID[f"state/{local_name(place.iri)}"].value)


def is_border(entity: Entity) -> bool:
    """Whether an entity is a border."""
    return entity.type == "BorderSegment"


def land_after(sentence: Sentence, hit: Hit) -> int | None:
    """The index of "territory" in "Armenia's sovereign territory" or "Armenian soil"."""
    tokens = sentence.tokens
    for token in tokens[hit.last + 1 : hit.last + 6]:
        if token.lemma in ("territory", "soil", "airspace", "land") and token.upos == "NOUN":
            return token.index
        if token.upos not in ("PART", "ADJ") and token.text not in ("'s", "’s"):
            return None
    return None


def meaning(sentence: Sentence, hit: Hit, gazetteer: Gazetteer) -> Entity:
    """What a known name means in its sentence."""
    sense = hit.sense
    if sense.form == "demonym":
        return sense.entity
    if sense.stands_for and sense.stands_for.type == "DeFactoPolity":
        acts = _head(sentence.tokens, hit).deprel in ("nsubj", "obl:agent")
        return (
            sense.stands_for
            if acts and not means_place(sentence, hit, gazetteer, city=True)
            else sense.entity
        )
    if sense.stands_for:
        return (
            sense.entity if means_place(sentence, hit, gazetteer, city=True) else sense.stands_for
        )
    if sense.entity.type == "State" and means_place(sentence, hit, gazetteer, city=False):
        return territory_of(sense.entity, gazetteer)
    return sense.entity


def means_place(sentence: Sentence, hit: Hit, gazetteer: Gazetteer, *, city: bool) -> bool:
    """Whether the name of a capital (`city`) or of a state is meant as a place."""
    tokens = sentence.tokens
    head = _leader(sentence, _head(tokens, hit))
    governor = tokens[head.head] if head.head >= 0 else None
    case = _case(sentence, head)
    if _is_base(tokens, hit) or (city and _before_country(tokens, hit)):
        return True
    if _after_city(tokens, hit, gazetteer) or (city and _called_city(sentence, hit)):
        return True
    if case in _INSIDE:
        return not (case == "in" and governor is not None and governor.lemma == "interest")
    if governor is None:
        return False
    if case == "to" or (case == "for" and governor.lemma in ("head", "leave", "depart")):
        return governor.lemma in _MOVING
    if case == "from":
        return governor.lemma in _LEAVING
    if not city:
        return False
    return _city_by_governor(head, governor)


def _city_by_governor(head: Token, governor: Token) -> bool:
    if head.deprel in ("compound", "nmod:poss", "nmod", "amod"):
        return governor.lemma in _CITY_NOUNS or governor.lemma in _LOCALS
    if head.deprel == "obj":
        return governor.lemma in _OBJECT_PLACE
    if head.deprel == "nsubj:pass":
        return governor.lemma in _HAPPENING
    return False


def _is_base(tokens: tuple[Token, ...], hit: Hit) -> bool:
    """Whether a name says where something sits: "Yemen-based"."""
    return [token.text for token in tokens[hit.last + 1 : hit.last + 3]] == ["-", "based"]


def _before_country(tokens: tuple[Token, ...], hit: Hit) -> bool:
    """Whether a city's country follows it: "to Berlin, Germany"."""
    after = tokens[hit.last + 1 : hit.last + 3]
    return (
        len(after) == 2
        and after[0].text == ","
        and after[1].upos == "PROPN"
        and tokens[hit.last + 1].head in range(hit.first, hit.last + 3)
        and after[1].deprel in ("appos", "nmod", "nmod:unmarked", "flat", "list", "conj")
        and (hit.last + 3 >= len(tokens) or tokens[hit.last + 3].upos == "PUNCT")
    )


def _called_city(sentence: Sentence, hit: Hit) -> bool:
    """Whether the text calls it one: "the capital, Riyadh", "the city of Omsk"."""
    before = [token.text.lower() for token in sentence.tokens[max(0, hit.first - 2) : hit.first]]
    return len(before) == 2 and before[0] in _CITY_WORDS and before[1] in (",", "of")


def _head(tokens: tuple[Token, ...], hit: Hit) -> Token:
    inside = range(hit.first, hit.last + 1)
    outer = [tokens[at] for at in inside if tokens[at].head not in inside]
    return outer[-1] if outer else tokens[hit.last]


def _leader(sentence: Sentence, token: Token) -> Token:
    """The first conjunct, or what an apposition stands beside: it bears the case for all."""
    for _ in range(4):
        if token.deprel not in ("conj", "appos") or token.head < 0 or _case(sentence, token):
            return token
        between = sentence.tokens[token.head + 1 : token.index]
        if any(t.upos in ("VERB", "AUX") or t.text.lower() == "but" for t in between):
            return token
        token = sentence.tokens[token.head]
    return token


def _case(sentence: Sentence, head: Token) -> str | None:
    marks = [
        sentence.tokens[child].text.lower()
        for child in sentence.children[head.index]
        if sentence.tokens[child].deprel == "case" and child < head.index
    ]
    return marks[0] if marks else None


def _after_city(tokens: tuple[Token, ...], hit: Hit, gazetteer: Gazetteer) -> bool:
    """Whether the name closes a place name: "Berlin, Germany", "in Mindanao, Philippines"."""
    if hit.first < 2 or tokens[hit.first - 1].text != ",":
        return False
    before = tokens[hit.first - 2]
    known = gazetteer.named(before.text)
    kind = known.entity.type if known else ""
    closed = hit.last + 1 >= len(tokens) or tokens[hit.last + 1].upos == "PUNCT"
    governed = tokens[hit.last].deprel not in ("nsubj", "obj", "root", "conj", "nsubj:pass")
    placed = before.upos == "PROPN" and _stands_in_place(tokens, hit.first - 2)
    return closed and placed and kind != "State" and (governed or kind in _PLACES)


def _stands_in_place(tokens: tuple[Token, ...], at: int) -> bool:
    while at >= 0 and tokens[at].upos in ("PROPN", "ADJ", "DET"):
        at -= 1
    return at >= 0 and tokens[at].text.lower() in (*_INSIDE, "of", "from", "to", "district")


def in_place_context(sentence: Sentence, hit: Hit) -> bool:
    """Whether a name that may also be a word or a surname is surely a place here."""
    tokens = sentence.tokens
    head = _leader(sentence, _head(tokens, hit))
    case = _case(sentence, head)
    before = tokens[hit.first - 1].text.lower() if hit.first else ""
    if case in _INSIDE or before in _INSIDE:
        return True
    if case in ("from", "to", "of", "on", "off", "for", "between", "toward") or before == "of":
        return _is_plain_name(tokens, hit) and tokens[hit.first].upos == "PROPN"
    governor = tokens[head.head].lemma if head.head >= 0 else ""
    return head.deprel in ("compound", "nmod:poss", "obj") and (
        governor in _CITY_NOUNS or governor in _OBJECT_PLACE or governor in _LAND_NOUNS
    )


def _is_plain_name(tokens: tuple[Token, ...], hit: Hit) -> bool:
    """Whether no further capitalised word belongs to the name ("of Aden Hassan")."""
    around = [*tokens[max(0, hit.first - 1) : hit.first], *tokens[hit.last + 1 : hit.last + 2]]
    return not any(t.upos == "PROPN" and t.text[0].isupper() for t in around)
