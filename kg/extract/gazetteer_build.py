"""The gazetteer from the reference graph, and from the list of the world's larger places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cached_property

from pyoxigraph import Literal, NamedNode, Quad

from kg.extract.gazetteer import (
    Gazetteer,
    Holding,
    KnownAgreement,
    Sense,
    Spelling,
    split_name,
)
from kg.extract.gazetteer_places import listed_places
from kg.model import Entity
from kg.ontology import class_ancestors
from kg.vocabulary import CASUS, RDF, RDFS, SKOS, local_name

_POLITIES = frozenset({"State", "DeFactoPolity", "PoliticalEntity"})
_ORDER = ("PoliticalEntity", "InternationalOrganization", "Organization", "Person", "Norm", "Place")


class Facts:
    """The statements of the reference graph, by subject and property."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self.values: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for quad in quads:
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
                self.values[quad.subject.value][quad.predicate.value].append(quad.object.value)

    def all(self, subject: str, term: NamedNode) -> list[str]:
        """Every value of a property."""
        return self.values[subject].get(term.value, [])

    def one(self, subject: str, term: NamedNode) -> str | None:
        """The first value of a property, None where there is none."""
        return next(iter(self.all(subject, term)), None)

    def type_of(self, subject: str) -> str | None:
        """The local name of the most special class of a thing, if it is one of ours."""
        types = [
            value.removeprefix(CASUS.prefix)
            for value in self.all(subject, RDF.type)
            if value.startswith(CASUS.prefix)
        ]
        above = {ancestor for name in types for ancestor in class_ancestors(name)}
        return next((name for name in sorted(types) if name not in above), None)

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """The agents, places and norms that have a label."""
        made = {}
        for subject in list(self.values):
            label, kind = self.one(subject, RDFS.label), self.type_of(subject)
            if label and kind and _is_named(kind):
                made[subject] = self._entity(subject, label, kind)
        return made

    def _entity(self, subject: str, label: str, kind: str) -> Entity:
        owner = self.one(subject, CASUS.organOf)
        principal = self.principal(subject)
        code = local_name(principal) if principal else None
        return Entity(subject, kind, label, principal, code, owner, self._country(subject))

    def _country(self, subject: str) -> str | None:
        """The code of the state that an organisation or a place is in, or a polity's own."""
        seat = self.one(subject, CASUS.basedIn)
        around: list[str] = []
        at = self.one(subject, CASUS.within)
        while at and at not in around:
            around.append(at)
            at = self.one(at, CASUS.within)
        seat = seat or next((one for one in around if "/territory/" in one), None)
        return local_name(seat) if seat else self.one(subject, CASUS.iso3)

    def principal(self, subject: str) -> str | None:
        """The polity or international organisation that an agent acts for, itself if it is one.

        The outermost, where one organisation is an organ of another.
        """
        chain = [subject]
        while (owner := self.one(chain[-1], CASUS.organOf)) and owner not in chain:
            chain.append(owner)
        principals = [iri for iri in chain if _is_principal(self.type_of(iri) or "")]
        return principals[-1] if principals else None


def build_gazetteer(quads: Iterable[Quad]) -> Gazetteer:
    """The gazetteer that these statements of reference give, with the list of places."""
    facts = Facts(quads)
    capitals = _capitals(facts)
    spellings: dict[tuple[tuple[str, str], ...], list[Sense]] = defaultdict(list)
    for name, sense in sorted(
        _reference_senses(facts, capitals),
        key=lambda pair: (pair[0], _rank(pair[1]), pair[1].entity.iri),
    ):
        words = joined_e(split_name(name))
        if words and all(sense.entity != other.entity for other in spellings[words]):
            spellings[words].append(sense)
    return Gazetteer(
        spellings=_by_first_word(spellings),
        places=listed_places(facts.entities),
        entities=facts.entities,
        holdings=tuple(_holdings(facts)),
        agreements=tuple(_agreements(facts)),
        capitals=capitals,
        founding=_founding(facts),
        borders=_borders(facts),
    )


def joined_e(words: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """The words of a name as the tokeniser cuts them: "Jaish-e-Mohammed" into two.

    >>> joined_e((("jaish", "first"), ("e", "any"), ("mohammed", "first")))
    (('jaish', 'first'), ('emohammed', 'any'))
    """
    for at, (word, _) in enumerate(words[:-1]):
        if at and word == "e":
            return (*words[:at], ("e" + words[at + 1][0], "any"), *words[at + 2 :])
    return words


def _is_named(kind: str) -> bool:
    lines = {kind, *class_ancestors(kind)}
    return bool(lines & {"Agent", "Place", "Agreement"}) and "Situation" not in lines


def _is_principal(kind: str) -> bool:
    lines = {kind, *class_ancestors(kind)}
    return bool(lines & {"PoliticalEntity", "InternationalOrganization"})


def _rank(sense: Sense) -> tuple[bool, int]:
    lines = {sense.entity.type, *class_ancestors(sense.entity.type)}
    place = next((n for n, kind in enumerate(_ORDER) if kind in lines), len(_ORDER))
    return sense.form == "surname", place


def _reference_senses(facts: Facts, capitals: dict[str, Entity]) -> Iterator[tuple[str, Sense]]:
    for iri, entity in facts.entities.items():
        if entity.type == "StateTerritory":
            continue  # "Armenia" as a place is decided in the sentence
        twin = facts.entities.get(iri.replace("/place/", "/polity/")) if "/place/" in iri else None
        polity = capitals.get(iri) or twin
        for name in (
            entity.label,
            *facts.all(iri, SKOS.altLabel),
            *facts.all(iri, CASUS.abbreviation),
        ):
            yield name, Sense(entity, stands_for=polity)
        for name in facts.all(iri, CASUS.demonym):
            yield name, Sense(entity, "demonym")
        if entity.type == "Person":
            yield entity.label.split()[-1], Sense(entity, "surname")


def _by_first_word(
    spellings: dict[tuple[tuple[str, str], ...], list[Sense]],
) -> dict[str, tuple[Spelling, ...]]:
    by_first: dict[str, list[Spelling]] = defaultdict(list)
    for words, senses in spellings.items():
        folded, cases = zip(*words, strict=True)
        by_first[folded[0]].append(Spelling(folded, cases, _with_metonym(senses)))
    return {
        word: tuple(sorted(found, key=lambda s: (-len(s.words), s.words, s.cases)))
        for word, found in by_first.items()
    }


def _with_metonym(senses: list[Sense]) -> tuple[Sense, ...]:
    """The senses, where one name denotes a place and a polity: the place that may stand for it."""
    polity = next((s for s in senses if s.entity.type == "DeFactoPolity"), None)
    place = next((s for s in senses if "Place" in class_ancestors(s.entity.type)), None)
    if polity is None or place is None or polity.form == "demonym":
        return tuple(senses)
    both = Sense(place.entity, "name", stands_for=polity.entity)
    return (both, *(s for s in senses if s not in (polity, place)))


def _capitals(facts: Facts) -> dict[str, Entity]:
    found = {}
    for iri in facts.entities:
        for term in (CASUS.capitalOf, CASUS.metonymFor):
            polity = facts.entities.get(facts.one(iri, term) or "")
            if polity:
                found[iri] = polity
                break
    return found


def _moment(value: str | None, end: bool = False) -> datetime | None:
    if value is None:
        return None
    text = value if "T" in value else f"{value}T{'23:59:59' if end else '00:00:00'}+00:00"
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def _holdings(facts: Facts) -> Iterator[Holding]:
    for iri in sorted(facts.values):
        person = facts.entities.get(facts.one(iri, CASUS.holder) or "")
        office = facts.one(iri, CASUS.heldOffice)
        if person and office:
            of = facts.entities.get(facts.one(office, CASUS.officeOf) or "")
            if of:
                since = facts.one(iri, CASUS.startLatest) or facts.one(iri, CASUS.startEarliest)
                until = facts.one(iri, CASUS.endEarliest) or facts.one(iri, CASUS.endLatest)
                yield Holding(person, office, of, _moment(since), _moment(until, end=True))


def _agreements(facts: Facts) -> Iterator[KnownAgreement]:
    parties: dict[str, set[str]] = defaultdict(set)
    for iri in list(facts.values):
        for bound in facts.all(iri, CASUS.boundParty):
            for agreement in facts.all(iri, CASUS.bindingAgreement):
                parties[agreement].add(bound)
    for iri, entity in sorted(facts.entities.items()):
        if "/agreement/" in iri:
            signed = facts.one(iri, CASUS.signedOn)
            yield KnownAgreement(entity, _moment(signed), frozenset(parties[iri]))


def _founding(facts: Facts) -> dict[str, Entity]:
    """The agreement that each organisation rests on."""
    found = {}
    for iri in facts.entities:
        agreement = facts.entities.get(facts.one(iri, CASUS.constitutedBy) or "")
        if agreement:
            found[iri] = agreement
    return found


def _borders(facts: Facts) -> dict[frozenset[str], Entity]:
    found = {}
    for iri, entity in facts.entities.items():
        states = frozenset(facts.all(iri, CASUS.borderOf))
        if len(states) == 2:
            found[states] = entity
    return found
