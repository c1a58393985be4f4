"""What kind of thing a noun phrase names: @military and the other classes of frames.ttl."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kg.extract.home import crowd
from kg.extract.scene import PARTS_OF, Scene


def is_class(scene: Scene, token: int, name: str) -> bool:
    """Whether a token names something of a class of the mini-language ("military")."""
    return _CLASSES[name](scene, token)


def _agent(scene: Scene, token: int) -> bool:
    named = scene.fillers(token) or crowd(scene, token)
    return any(scene.as_agent(filler.entity) for filler in named)


def _number(scene: Scene, token: int) -> bool:
    return scene.tokens[token].upos == "NUM" or any(
        token == q.head or token in q.numbers for q in scene.quantities
    )


def _person(scene: Scene, token: int) -> bool:
    organ = scene.person_organ(token)
    if organ not in (None, "bodies") or scene.any_is(token, "Person", "ArmedForce"):
        return True
    if scene.any_is(token, "NonStateArmedGroup"):
        return True
    if scene.parts(token):
        return any(_person(scene, part) for part in scene.parts(token))
    return _number(scene, token) and not scene.is_thing(token)


def _military(scene: Scene, token: int) -> bool:
    organ = scene.person_organ(token)
    if organ in ("armed-forces", "fighters", "border-guard"):
        return True
    if scene.tokens[token].upos == "NUM":
        return any(_military(scene, part) for part in scene.parts(token))
    return scene.any_is(token, "ArmedForce", "NonStateArmedGroup", "PeacekeepingForce")


def _people(scene: Scene, token: int) -> bool:
    return scene.person_organ(token) == "people" or scene.any_is(token, "Person")


def _official(scene: Scene, token: int) -> bool:
    if scene.person_organ(token) == "government" or scene.any_is(token, "Person"):
        return True
    return scene.any_is(token, "GovernmentBody")


def _ground(scene: Scene, token: int) -> bool:
    at = scene.tokens[token]
    if scene.person_organ(token) is not None:
        return False
    if at.upos in ("NUM", "NOUN") and at.lemma.lower() in PARTS_OF and scene.parts(token):
        return any(_ground(scene, part) for part in scene.parts(token))
    if (at.lemma.lower(), "NOUN") in scene.frames.words["groundNoun"] and at.upos == "NOUN":
        return True
    return scene.any_is(token, "Place", "PoliticalEntity")


def _asset(scene: Scene, token: int) -> bool:
    at = scene.tokens[token]
    return (at.lemma.lower(), "NOUN") in scene.frames.words["assetNoun"]


_CLASSES: Mapping[str, Callable[[Scene, int], bool]] = {
    "agent": _agent,
    "person": _person,
    "military": _military,
    "people": _people,
    "civil": _people,
    "official": _official,
    "ground": _ground,
    "asset": _asset,
    "number": _number,
    "place": lambda scene, token: scene.any_is(token, "Place", "PoliticalEntity"),
    "state": lambda scene, token: scene.any_is(token, "PoliticalEntity"),
    "council": lambda scene, token: scene.any_is(
        token, "InternationalOrganization", "GovernmentBody"
    ),
    "league": lambda scene, token: scene.any_is(token, "InternationalOrganization"),
    "norm": lambda scene, token: scene.any_is(token, "Norm"),
    "way": lambda scene, token: scene.any_is(token, "Corridor", "BorderSegment"),
    "prisoner": _person,
    "other": lambda scene, token: True,
}
