"""The sides of an event once its slots are filled: whom else it concerns, and who is no target."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.extract.scene import Filler, Scene, kind_of
from kg.extract.triggers import Match, governed
from kg.ontology import property_ancestors


def without_strays(
    found: Mapping[tuple[str, str], Filler],
) -> Iterator[tuple[str, Filler]]:
    """The roles without those who would do something to themselves or to their own side.

    One's own side is a stray where others are named beside it: "threatens Japan if its crew ...".
    """
    doing = {(iri, f.token) for (role, iri), f in found.items() if _is_doing(role)}
    codes = {f.entity.code for (role, _), f in found.items() if _is_doing(role)} - {None}
    foreign = {role for (role, _), f in found.items() if f.entity.code not in (*codes, None)}
    for (role, iri), filler in found.items():
        own = filler.entity.code in codes and (role in foreign or role == "target")
        if not _is_done_to(role) or not (own or (iri, filler.token) in doing):
            yield role, filler


def _is_done_to(role: str) -> bool:
    return role == "target" or "target" in property_ancestors(role)


def _is_doing(role: str) -> bool:
    return role == "initiator" or "initiator" in property_ancestors(role)


def others_named(
    scene: Scene, match: Match, found: Mapping[tuple[str, str], Filler]
) -> Iterator[tuple[str, Filler]]:
    """Whoever else is named in what a trigger governs, for a role that nothing else fills."""
    slot = next((s for s in match.trigger.slots if s.path[0].functions == ("rest",)), None)
    if slot is None or not found or any(role == slot.role for role, _ in found):
        return
    taken = {iri for _, iri in found} | {f.entity.code for f in found.values() if f.entity.code}
    others = [
        filler
        for token in governed(scene, match)
        if scene.tree.prepositions[token] != "for"
        for filler in scene.fillers(token, owners=False)
        if kind_of(filler.entity.type, "Agent")
        and not {filler.entity.iri, filler.entity.code} & taken
    ]
    if not others:
        return
    together = set(scene.tree.conjuncts(others[0].token))
    if all(f.token in together or f.entity.code == others[0].entity.code for f in others):
        yield from ((slot.role, filler) for filler in others)
