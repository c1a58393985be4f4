"""The organ, office or group that a common noun names, given whose it is."""

from __future__ import annotations

from kg.extract.gazetteer import Gazetteer
from kg.extract.names_words import Noun
from kg.model import Entity
from kg.vocabulary import ID, local_name, slug

_IRREGULAR = {"person": "people", "people": "people", "child": "children", "staff": "staff"}
_COLLECTIVE = frozenset({"government", "armed-forces", "security-forces", "secretariat"})


def organ_entity(owner: Entity, noun: Noun, gazetteer: Gazetteer) -> Entity | None:
    """The entity that "defence ministry" or "rebels" names beside an owner's name.

    An organisation and an armed group stand for their own officials and forces.
    """
    if noun.kind == "self":
        return owner
    if noun.kind == "group":
        return group_entity(owner, noun)
    if owner.principal is None or _is_collective(owner, noun):
        return owner
    return body_entity(owner, noun.slug, noun.type, gazetteer)


def body_entity(owner: Entity, body: str, kind: str, gazetteer: Gazetteer) -> Entity:
    """An organ of a polity or organisation; the reference graph's where it has it."""
    if owner.type == "DeFactoPolity" and body == "government":
        body = "authorities"
    if kind == "MediaOrganization":  # it may be the state's, and still does not speak for it
        iri = ID[f"outlet/{slug(owner.code or '')}-{body}"].value
        return Entity(iri, kind, f"{_label(body)} of {owner.label}", organ_of=owner.iri)
    iri = ID[f"organ/{owner.code}-{body}"].value
    known = gazetteer.entities.get(iri)
    if known:
        return known
    principal = gazetteer.entities.get(owner.principal or "", owner)
    label = f"{_label(body)} of {principal.label}"
    return Entity(iri, kind, label, owner.principal, owner.code, owner.principal)


def group_entity(owner: Entity, noun: Noun) -> Entity:
    """The rebels or separatists of a place; a polity that rules itself is its own separatists."""
    if owner.type in ("DeFactoPolity", "NonStateArmedGroup"):
        return owner
    name = owner.code or local_name(owner.iri)
    iri = ID[f"group/{slug(name)}-{noun.slug}"].value
    label = f"{noun.slug} in {owner.label}"
    return Entity(iri, "NonStateArmedGroup", label, country=country_of(owner))


def people_of(polity: Entity, noun: str, *, armed: bool) -> Entity:
    """The private persons of a polity that a noun names: "protesters in Georgia"."""
    many = _IRREGULAR.get(noun) or _plural(noun)
    iri = ID[f"group/{slug(f'{polity.code} {many}')}"].value
    kind = "NonStateArmedGroup" if armed else "Agent"
    return Entity(iri, kind, f"{many} in {polity.label}", country=country_of(polity))


def _plural(noun: str) -> str:
    """A noun for persons or bodies, in the plural.

    >>> _plural("tribesman"), _plural("party"), _plural("church"), _plural("militia")
    ('tribesmen', 'parties', 'churches', 'militias')
    """
    if noun.endswith("man"):
        return f"{noun[:-3]}men"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "ch", "sh", "x")) else f"{noun}s"


def country_of(entity: Entity) -> str | None:
    """The code of the state that an agent acts for, is based in, or that a place lies in.

    >>> country_of(Entity("https://w3id.org/casus/id/state/ARM", "State", "Armenia", code="ARM"))
    'ARM'
    """
    if entity.code and len(entity.code) == 3 and entity.code.isupper():
        return entity.code
    if entity.country:
        return entity.country
    ground = entity.iri if entity.type == "StateTerritory" else entity.organ_of or ""
    return local_name(ground) if "/territory/" in ground else None


def _is_collective(owner: Entity, noun: Noun) -> bool:
    """Whether the body is the owner itself: "EU leaders", "Houthi forces"."""
    return owner.iri == owner.principal and (
        owner.type.endswith("Organization")
        and (noun.slug in _COLLECTIVE or noun.slug.startswith("ministry"))
    )


def _label(body: str) -> str:
    """A body's slug as a name.

    >>> _label("ministry-of-defence")
    'Ministry of Defence'
    """
    small = {"of", "for", "the"}
    return " ".join(w if w in small else w.capitalize() for w in body.split("-"))
