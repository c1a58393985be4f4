"""The people of one article: which names are one person, and for whom each of them acts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from kg.extract.gazetteer import Gazetteer, Holding, fold
from kg.extract.names_organs import organ_entity
from kg.extract.names_sentence import Seen
from kg.extract.names_words import Noun
from kg.model import Entity
from kg.vocabulary import ID, local_name, slug

_TITLES = frozenset(
    "mr mrs ms dr sir dame lord sheikh ayatollah imam pope sayyid general gen col colonel admiral "
    "president minister prime secretary king queen prince emir sultan major captain lieutenant "
    "commander hajji mullah ambassador chancellor lt maj capt adm brig brigadier senator "
    "superintendent commandant inspector sergeant judge justice archbishop bishop patriarch rabbi "
    "speaker governor mayor congressman congresswoman professor chief deputy".split()
)
_MINISTER = {
    "foreign-secretary": "minister-of-foreign-affairs",
    "defence-secretary": "minister-of-defence",
}
_SECRETARIES = frozenset({"GBR", "USA", "PHL"})  # whose ministers are called secretaries
_SAME_SOUND = (
    (r"(?:iyy?|yy|ij|ii|ey|y)$", "i"),
    (r"ian$", "yan"),
    (r"ou|oo", "u"),
    (r"ee", "i"),
    (r"kh", "h"),
    (r"dzh|dj", "j"),
    (r"(.)\1", r"\1"),
)


@lru_cache(maxsize=1 << 14)
def sound(word: str) -> str:
    """A name's word as all its usual spellings share it.

    >>> sound("Pashinyan") == sound("Pashinian"), sound("Zelenskyy") == sound("Zelensky")
    (True, True)
    """
    key = fold(word)
    for pattern, replacement in _SAME_SOUND:
        key = re.sub(pattern, replacement, key)
    return key


def name_key(name: str) -> tuple[str, ...]:
    """The sounds of a name's words, without titles and particles."""
    words = [word for word in re.split(r"[\s\-‐‑–]+", name) if fold(word)]
    while len(words) > 1 and fold(words[0]) in _TITLES:
        words.pop(0)
    kept = [word for word in words if fold(word) not in ("al", "el", "s")] or words
    return tuple(sound(word) for word in kept)


@dataclass(frozen=True, slots=True)
class Member:
    """A person of the article: the fullest name, and the phrases that name it."""

    key: tuple[str, ...]
    name: str
    seen: tuple[Seen, ...]


class Cast:
    """The people of one article, told apart once all of it has been read."""

    def __init__(self, named: Sequence[Seen], gazetteer: Gazetteer, when: datetime | None) -> None:
        self.gazetteer = gazetteer
        self.when = when
        self.members = _members(named)
        self.entities = {member.key: self._entity(member) for member in self.members}

    def person(self, seen: Seen) -> Entity | None:
        """Whom a phrase with a name denotes."""
        key = name_key(seen.name or "")
        if not key:
            return None
        if len(key) == 1 and seen.office is None and not self._is_introduced(key, seen):
            return None
        member = next((m for m in self.members if m.key == key), None) or next(
            (m for m in self.members if _part_of(key, m.key)), None
        )
        return self.entities[member.key] if member else None

    def _is_introduced(self, key: tuple[str, ...], seen: Seen) -> bool:
        """Whether a single word is somebody's name: a known one, or elsewhere with more to it."""
        member = next((m for m in self.members if _part_of(key, m.key)), None)
        if member is None or len(member.key) > 1:
            return member is not None
        titled = any(s.office or " " in (s.name or "") or s.last > s.first for s in member.seen)
        return titled or self._known(member) is not None

    def holder(self, noun: Noun, owner: Entity) -> Entity | None:
        """Whom an office without a name denotes: its holder, else the body that it speaks for."""
        if noun.kind == "private":
            return None
        for member in self.members:
            for seen in member.seen:
                same = seen.office and seen.office.slug == noun.slug and noun.slug != "spokesman"
                if same and seen.owner and seen.owner.code == owner.code is not None:
                    return self.entities[member.key]
        offices = {f"{owner.code}-{name}" for name in (noun.slug, _MINISTER.get(noun.slug, ""))}
        if noun.slug in _MINISTER and owner.code not in _SECRETARIES:
            offices = {f"{owner.code}-{noun.slug}"}  # a civil servant elsewhere
        for holding in self.gazetteer.holdings:
            if local_name(holding.office) in offices and self._current(holding):
                return _as_holder(holding.person, holding.of)
        return _speaker_for(owner, noun, self.gazetteer)

    def _current(self, holding: Holding) -> bool:
        return self.when is not None and holding.certain_at(self.when)

    def _entity(self, member: Member) -> Entity:
        known = self._known(member)
        person = known or Entity(ID[f"person/{slug(member.name)}"].value, "Person", member.name)
        for holding in self.gazetteer.holdings if known else ():
            if known and holding.person.iri == known.iri and self._current(holding):
                return _as_holder(person, holding.of)
        for seen in member.seen:
            if seen.office and seen.owner and seen.office.kind != "private":
                body = _speaker_for(seen.owner, seen.office, self.gazetteer)
                return _as_holder(person, body or seen.owner)
        only = {h.of.principal for h in self.gazetteer.holdings if h.person.iri == person.iri}
        if known and self.when is None and len(only) == 1:
            of = next(h.of for h in self.gazetteer.holdings if h.person.iri == person.iri)
            return _as_holder(person, of)
        return person

    def _known(self, member: Member) -> Entity | None:
        found = self.gazetteer.people.get(member.key, ())
        if len(member.key) > 1:
            return found[0] if len(found) == 1 else None
        current = [
            person
            for person in found
            if any(
                h.person.iri == person.iri and (self.when is None or self._current(h))
                for h in self.gazetteer.holdings
            )
        ]
        return current[0] if len(current) == 1 else None


def _members(named: Iterable[Seen]) -> tuple[Member, ...]:
    """The people, fuller names first; a shorter name joins the first fuller one that has it."""
    members: list[Member] = []
    order = [(name_key(seen.name or ""), seen) for seen in named]
    for key, seen in sorted(order, key=lambda pair: -len(pair[0])):
        if not key:
            continue  # no letter that an IRI could show
        at = next((n for n, m in enumerate(members) if _part_of(key, m.key)), None)
        if at is None:
            members.append(Member(key, _bare(seen.name or ""), (seen,)))
        else:
            members[at] = replace(members[at], seen=(*members[at].seen, seen))
    return tuple(members)


def _part_of(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether the words of one name follow one another in the other."""
    size = len(short)
    return bool(short) and any(full[n : n + size] == short for n in range(len(full) - size + 1))


def _bare(name: str) -> str:
    words = name.split()
    while len(words) > 1 and fold(words[0]) in _TITLES:
        words.pop(0)
    return " ".join(words)


def _as_holder(person: Entity, of: Entity) -> Entity:
    return replace(person, principal=of.principal, code=of.code, organ_of=of.iri)


def _speaker_for(owner: Entity, noun: Noun, gazetteer: Gazetteer) -> Entity | None:
    """The body that an office speaks for: the owner's organ, or the owner where it is one."""
    if noun.kind == "spokesman" or owner.iri != owner.principal:
        return owner
    if noun.organ is None:
        return None
    return organ_entity(owner, Noun("organ", noun.organ, _body_type(noun.organ)), gazetteer)


def _body_type(body: str) -> str:
    if body.startswith("ministry"):
        return "Ministry"
    return "ArmedForce" if body == "armed-forces" else "GovernmentBody"
