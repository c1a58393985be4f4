"""Borders and territories that the text names by whose they are."""

from __future__ import annotations

from kg.extract.coreference_discourse import Discourse
from kg.extract.places import is_border, territory_of
from kg.model import Entity
from kg.vocabulary import ID, local_name

Found = tuple[int, int, tuple[Entity, ...]]

_LAND = frozenset({"territory", "soil", "land", "airspace"})


def border(discourse: Discourse, sentence: int, at: int) -> Found | None:
    """The border that is meant: "their border", "Turkey's border with Syria", "the border"."""
    tokens = discourse.document.sentences[sentence].tokens
    token = tokens[at]
    if token.lemma.lower() not in ("border", "frontier") or token.deprel == "compound":
        return None
    if any(is_border(m.entity) for m in discourse.covering(sentence, at)):
        return None
    states, first, last = _states_beside(discourse, sentence, at)
    parties = [p for p in discourse.parties if p.type in ("State", "DeFactoPolity")]
    if len(states) == 1 and len(parties) == 2 and states[0].iri in {p.iri for p in parties}:
        states = parties
    if not states and len(parties) == 2 and _border_named(discourse, parties):
        states = parties
    if len({state.iri for state in states}) != 2:
        return None
    return first, last, (border_of(discourse, states),)


def border_of(discourse: Discourse, states: list[Entity]) -> Entity:
    """The border between two states: the reference graph's, or one named after both."""
    known = discourse.gazetteer.borders.get(frozenset(state.iri for state in states))
    if known:
        return known
    one, other = sorted(states, key=lambda state: local_name(state.iri))
    iri = ID[f"place/border-{local_name(one.iri)}-{local_name(other.iri)}"].value
    return Entity(iri, "BorderSegment", f"border of {one.label} and {other.label}")


def own_territory(discourse: Discourse, sentence: int, at: int) -> Found | None:
    """The territory of whoever "its territory" or "our soil" belongs to."""
    tree = discourse.tree(sentence)
    token = tree.tokens[at]
    if token.lemma.lower() not in _LAND:
        return None
    for owner in tree.below(at, "nmod:poss"):
        for mention in discourse.covering(sentence, owner):
            state = discourse.side(mention.entity)
            if state and state.type == "State" and tree.tokens[owner].upos == "PRON":
                return owner, at, (territory_of(state, discourse.gazetteer),)
    return None


def _states_beside(discourse: Discourse, sentence: int, at: int) -> tuple[list[Entity], int, int]:
    """The states before a border ("their", "Syrian - Turkish") and after it ("with Syria")."""
    tree = discourse.tree(sentence)
    tokens = tree.tokens
    found: dict[str, Entity] = {}
    first = last = at
    for mention in discourse.of(sentence):
        state = discourse.side(mention.entity)
        if state is None or mention.entity.iri not in (state.iri, state.principal):
            continue
        head = mention.head
        before = head < at and all(
            t.upos in ("ADJ", "PUNCT", "CCONJ", "PART", "PROPN", "NOUN")
            for t in tokens[head + 1 : at]
        )
        above = tokens[head].head == at or tokens[tokens[head].head].head == at
        after = (
            head > at and above and _case(discourse, sentence, head) in ("with", "between", "of")
        )
        if (before and at - head <= 5) or after:
            found[state.iri] = state
            first, last = min(first, head), max(last, head)
    return [found[iri] for iri in sorted(found)], first, last


def _case(discourse: Discourse, sentence: int, at: int) -> str:
    prepositions = discourse.tree(sentence).prepositions
    return prepositions[at]


def _border_named(discourse: Discourse, parties: list[Entity]) -> bool:
    """Whether the article has already spoken of the border between its parties."""
    iri = border_of(discourse, parties).iri
    return any(m.entity.iri == iri for m in discourse.mentions())
