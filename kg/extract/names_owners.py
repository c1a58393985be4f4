"""Whose an organ, an office or a group is: "Armenian troops", "the government of Syria".

Owners stand before ("Azerbaijan's defence ministry") or after ("the defence ministry in Yerevan"),
several before a noun they share or in a list after it.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.gazetteer import Hit
from kg.extract.names_sentence import Scan, head_of, is_genitive
from kg.extract.names_words import Noun, Phrase
from kg.model import Entity

_OWNING = frozenset({"compound", "nmod", "nmod:poss", "amod", "nmod:desc", "flat", "nmod:unmarked"})
_BETWEEN = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "X"})
_ARMED = frozenset({"ArmedForce", "PeacekeepingForce"})
_LOCAL = frozenset({"police", "governor", "supreme-court", "minister", "prosecutor-general"})
_ELSEWHERE = frozenset({"embassy", "ambassador", "spokesman", "side", "peacekeepers"})
_CIVIL = frozenset(
    "passenger civilian commercial cargo airline political labor labour work market social "
    "economic democratic".split()
)


@dataclass(frozen=True, slots=True)
class Owned:
    """A phrase with whose it is, and the first and last token with the owners' words."""

    phrase: Phrase
    owners: tuple[Entity, ...]
    first: int
    last: int


def owners_of(state: Scan, phrase: Phrase) -> Owned:
    """Whose a phrase is: no owners where the sentence does not say so."""
    after = owner_after(state, phrase.last, phrase.noun)
    before = _owner_before(state, phrase)
    if before and not (after and phrase.noun.kind == "group"):
        return Owned(phrase, tuple(before[0]), before[1], phrase.last)
    if after:
        return Owned(phrase, tuple(after[0]), phrase.first, after[1])
    return Owned(phrase, (), phrase.first, phrase.last)


def _owner_before(state: Scan, phrase: Phrase) -> tuple[list[Entity], int] | None:
    at = phrase.first - 1
    for _ in range(5):
        if at < 0:
            return None
        hit = state.ending.get(at)
        if hit and hit.first and state.tokens[hit.first - 1].text.lower() == "ethnic":
            return None
        if hit and hit.is_listed:
            return None
        if hit and hit.sense.form == "holder" and phrase.noun.type != "Person":
            return None
        if hit and hit.sense.form == "holder":  # "Chancellor Angela Merkel's spokesman"
            return ([hit.sense.entity], phrase.first) if at < phrase.first - 1 else None
        if hit and _may_own(state, hit, phrase):
            return _with_conjuncts(state, hit, phrase.noun)
        if state.tokens[at].text.lower() in _CIVIL:
            return None
        if hit or not (is_genitive(state.tokens[at]) or state.tokens[at].upos in _BETWEEN):
            return None
        at -= 1
    return None


def _may_own(state: Scan, hit: Hit, phrase: Phrase) -> bool:
    """Whether a name before a phrase is in its noun phrase ("gave Ukraine tanks" is not)."""
    following = state.tokens[hit.last + 1]
    if hit.sense.form == "demonym" or is_genitive(following):
        return True
    adjacent = hit.last + 1 == phrase.first
    if adjacent and (phrase.noun.type == "Person" or state.tokens[phrase.first].text[0].isupper()):
        return True
    head = state.tokens[head_of(state.tokens, hit.first, hit.last)]
    if adjacent:  # parsers err on "United States military forces"
        owned = state.tokens[head_of(state.tokens, phrase.first, phrase.last)]
        return head.deprel not in ("obj", "iobj") or head.head != owned.head
    return head.deprel in _OWNING or head.head in range(phrase.first, phrase.last + 1)


def _with_conjuncts(state: Scan, hit: Hit, noun: Noun) -> tuple[list[Entity], int] | None:
    owners = [owner_entity(hit, noun)]
    first = hit.first
    while first >= 2 and hit.sense.form == "demonym" and state.tokens[first - 1].upos == "CCONJ":
        other = state.ending.get(first - 2)
        if other is None or other.sense.form != "demonym":
            break
        owners.insert(0, owner_entity(other, noun))
        first = other.first
    found = [owner for owner in owners if owner]
    return (found, first) if found else None


def owner_after(state: Scan, last: int, noun: Noun) -> tuple[list[Entity], int] | None:
    """The owners after a noun ("of Syria", "in Yerevan"), and the last token of their words."""
    tokens = state.tokens
    at = last + 1
    if at + 1 >= len(tokens) or tokens[at].text not in ("of", "in", "for"):
        return None
    preposition = tokens[at].text
    if preposition == "in" and (noun.type in _ARMED or noun.slug in _ELSEWHERE):
        return None
    if preposition == "for" and noun.kind != "spokesman":
        return None
    at += 1
    while at < len(tokens) and tokens[at].upos in ("DET", "ADJ") and at not in state.starting:
        at += 1
    hit = state.starting.get(at)
    if hit and hit.last + 2 < len(tokens) and is_genitive(tokens[hit.last + 1]):
        hit = state.starting.get(hit.last + 2) or hit  # "head of Iran's Quds Force"
    if hit is None or hit.sense.form != "name":
        return None
    owner = owner_entity(hit, noun)
    local = hit.sense.stands_for and noun.kind == "office" and preposition == "of"
    if (
        owner is None
        or local
        or (preposition == "in" and noun.kind == "office" and not owner.principal)
    ):
        return None
    if not state.tokens[last].text.lower().endswith("s"):
        return [owner], hit.last
    return _with_list(state, owner, hit, noun)


def _with_list(state: Scan, owner: Entity, hit: Hit, noun: Noun) -> tuple[list[Entity], int]:
    """The owner and, after a plural, the others of its list: "of Iran, Egypt and Lebanon"."""
    owners, last = [owner], hit.last
    at = last + 1
    while at < len(state.tokens) and state.tokens[at].text in (",", "and", "the"):
        following = state.starting.get(at + 1)
        if following:
            other = owner_entity(following, noun)
            if other is None or following.sense.form != "name":
                break
            owners.append(other)
            last = following.last
            at = last + 1
        else:
            at += 1
    return owners, last


def owner_entity(hit: Hit, noun: Noun) -> Entity | None:
    """The agent that a name before or after an organ's noun stands for, if it can own organs."""
    sense = hit.sense
    if sense.stands_for and noun.slug not in _LOCAL:
        return sense.stands_for
    entity = sense.entity
    if entity.type == "Person":
        return None
    if noun.type == "ArmedForce" and not (entity.principal or entity.type == "NonStateArmedGroup"):
        return None  # "a Boeing jet"
    agentive = entity.principal or entity.type in ("NonStateArmedGroup", "MediaOrganization")
    if agentive or entity.type.endswith("Organization"):
        return entity
    return entity if noun.kind == "group" else None
