"""One sentence's noun phrases that name somebody: organs, offices, groups, and people with titles.

What is found here swallows the owner's own name: "Azerbaijan's defence ministry" is one mention.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.gazetteer import Gazetteer, Hit, Sense
from kg.extract.names_organs import organ_entity
from kg.extract.names_owners import Owned, owner_after, owners_of
from kg.extract.names_sentence import HYPHENS, Scan, Seen, head_of, spelled
from kg.extract.names_titles import name_after, name_after_post
from kg.extract.names_words import Noun, Phrase, phrases
from kg.model import Token

_DIRECTIONS = frozenset({"North", "South", "East", "West"})


def scan(tokens: Sequence[Token], gazetteer: Gazetteer, people: Sequence[tuple[int, int]]) -> Scan:
    """The names, organs, offices and people of a sentence."""
    hits = (*gazetteer.find(tokens), *_halves(tokens, gazetteer))
    state = Scan(tokens, gazetteer, people, hits)
    for hit in hits:
        state.add_hit(hit)
    covered = {at for hit in hits for at in range(hit.first, hit.last + 1)}
    for phrase in sorted(phrases(tokens), key=lambda phrase: phrase.noun.type == "Person"):
        compounded = phrase.last + 1 < len(tokens) and tokens[phrase.last + 1].text in HYPHENS
        if compounded or (phrase.first in covered and phrase.last in covered):
            continue  # "state-owned", "government-backed"
        _read_phrase(state, phrase)
    return state


def _halves(tokens: Sequence[Token], gazetteer: Gazetteer) -> list[Hit]:
    """The first of two names that share a word: "North and South Korea"."""
    found = []
    for at, (one, joint, other, shared) in enumerate(
        zip(*(tokens[n:] for n in range(4)), strict=False)
    ):
        halves = one.text in _DIRECTIONS and other.text in _DIRECTIONS
        if halves and joint.text.lower() in ("and", "or") and shared.text[0].isupper():
            sense = gazetteer.named(f"{one.text} {shared.text}")
            found += [Hit(at, at, (sense,))] if sense else []
    return found


def _read_phrase(state: Scan, phrase: Phrase) -> None:
    owned = owners_of(state, phrase)
    if phrase.noun.type == "Person":
        _read_office(state, owned)
        return
    head = head_of(state.tokens, phrase.first, phrase.last)
    for owner in owned.owners:
        entity = organ_entity(owner, phrase.noun, state.gazetteer)
        if entity:
            state.seen.append(Seen(owned.first, owned.last, head, entity))
            state.add_hit(Hit(owned.first, owned.last, (Sense(entity),)))


def _read_office(state: Scan, owned: Owned) -> None:
    phrase, first, last = owned.phrase, owned.first, owned.last
    office = _past(phrase.noun) if _is_former(state.tokens, first) else phrase.noun
    name = name_after(state, last)
    if name is None and owned.owners and last == phrase.last:
        name = name_after_post(state, last)
    if name:
        _read_titled(state, office, owned, name)
        return
    head = head_of(state.tokens, phrase.first, phrase.last)
    for owner in owned.owners:
        state.seen.append(Seen(first, last, head, office=office, owner=owner))
    if not owned.owners and phrase.noun.kind == "office":
        state.seen.append(Seen(first, last, head, office=office))
    if len(owned.owners) == 1:
        state.add_hit(Hit(first, last, (Sense(owned.owners[0]),)))


def _read_titled(state: Scan, office: Noun, owned: Owned, name: tuple[int, int]) -> None:
    """A person with a title before the name, and perhaps the owner after it."""
    begin, end = name
    text = spelled(state.tokens, begin, end)
    owners = owned.owners
    after = None if owners else owner_after(state, end, office)
    if after:
        owners, end = tuple(after[0]), after[1]
    owner = owners[0] if owners else None
    head = head_of(state.tokens, owned.first, end)
    state.seen.append(Seen(owned.first, end, head, name=text, office=office, owner=owner))
    if owner:
        state.add_hit(Hit(owned.first, end, (Sense(owner, "holder"),)))


def _is_former(tokens: Sequence[Token], first: int) -> bool:
    before = [token.text.lower() for token in tokens[max(0, first - 2) : first]]
    return any(word in ("former", "ex", "late", "ousted", "deposed", "then") for word in before)


def _past(noun: Noun) -> Noun:
    """An office that is no longer held: who held it speaks for nobody."""
    return replace(noun, kind="private", slug=f"former-{noun.slug}")
