"""Where: the places that the words around an event name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.scene import Filler, Scene, kind_of
from kg.extract.triggers import Match
from kg.model import Entity
from kg.vocabulary import ID, slug

_BESIDE = frozenset({"near", "around", "outside", "off"})  # only places have surroundings
_SETTLED = {
    **dict.fromkeys(("village", "town", "city", "hamlet", "settlement", "suburb"), True),
    **dict.fromkeys(("district", "province", "region", "outskirts", "area", "camp"), False),
    **dict.fromkeys(("temple", "island", "crossing", "neighbourhood", "county", "port"), False),
}
_PLACE_RANK = {"StateTerritory": 3, "BorderSegment": 2, "Region": 1, "DisputedArea": 1}


def places_of(
    scene: Scene, match: Match, roles: Sequence[tuple[str, Filler]]
) -> tuple[Filler, ...]:
    """The places that the words around a match name, the most specific first."""
    starts = [match.head, *sorted(match.parts)]
    if match.carrier is not None:
        starts.append(match.carrier)
    found: dict[str, Filler] = {}
    for start in starts:
        for place in _at(scene, start):
            found.setdefault(place.entity.iri, place)
    for role, filler in roles:
        if role in ("attackTarget", "territory"):
            near = [*named_places(scene, filler.token), *_at(scene, filler.token)]
            for place in near:
                found.setdefault(place.entity.iri, place)
    for thing in () if found else _things(scene, match):
        for place in _at(scene, thing):
            found.setdefault(place.entity.iri, place)
    if match.trigger.upos == "NOUN":
        for modifier in scene.tree.modifiers(match.head):
            for filler in scene.fillers(modifier, owners=False):
                if kind_of(filler.entity.type, "Place"):
                    found.setdefault(filler.entity.iri, filler)
    return tuple(sorted(found.values(), key=lambda f: _PLACE_RANK.get(f.entity.type, 0)))


def _things(scene: Scene, match: Match) -> list[int]:
    """What an event is done to, and what that is part of: "attacked the command of the army in"."""
    found = [t for start in (match.head, *sorted(match.parts)) for t in scene.tree.patients(start)]
    for at in found:
        found += [of for of in scene.tree.marked(at, "of") if of not in found]
    return found


def _at(scene: Scene, start: int) -> Iterator[Filler]:
    """The places in obliques and modifiers of a word."""
    for child in scene.tree.children[start]:
        if not scene.tokens[child].deprel.startswith(("obl", "nmod")):
            continue
        preposition = scene.tree.prepositions[child]
        if scene.frames.meaning("placePreposition", preposition, "ADP") is None:
            continue
        for part in scene.tree.conjuncts(child):
            named = list(named_places(scene, part))
            yield from (p for p in named if p.owner or kind_of(p.entity.type, "Place"))
            if not named and (unknown := _unknown(scene, part, preposition)) is not None:
                yield unknown


def _unknown(scene: Scene, token: int, preposition: str) -> Filler | None:
    """A place that no list knows: "the village of Verin Tandzut", "Poonch district", "near X"."""
    tree, tokens = scene.tree, scene.tokens
    around = [token] if preposition in _BESIDE else []
    if tokens[token].lemma.lower() in _SETTLED:
        around = tree.marked(token, "of") + tree.modifiers(token)
    for name in around:
        if tokens[name].upos != "PROPN" or scene.by_head.get(name) or name in scene.named:
            continue
        last = max([name, *tree.below(name, "flat")])
        first = name
        while (
            first and tokens[first - 1].upos == "PROPN" and tokens[first - 1].head in (name, last)
        ):
            first -= 1
        label = " ".join(token.text for token in tokens[first : last + 1])
        kind = "Settlement" if _SETTLED.get(tokens[token].lemma.lower()) else "Place"
        iri = ID[f"place/{slug(label)}"].value
        return Filler(name, Entity(iri, kind, label), tokens[first].start, tokens[last].end)
    return None


def named_places(scene: Scene, token: int) -> Iterator[Filler]:
    """The place that a noun phrase names, or the places that its "of" or "in" names."""
    direct = [f for f in scene.fillers(token) if _is_place(scene, token, f)]
    for filler in direct:
        entity = place_at(scene, token, filler)
        if entity is not None:
            yield replace(filler, entity=entity)
    if not direct and scene.tokens[token].upos == "NOUN":
        inner = [
            *scene.tree.marked(token, "of", "in", "near", "at"),
            *scene.tree.modifiers(token),
            *scene.tree.below(token, "appos"),
            *_ways_below(scene, token),
        ]
        for child in inner:
            for part in scene.tree.conjuncts(child):
                for filler in scene.fillers(part, owners=False):
                    if kind_of(filler.entity.type, "Place"):
                        yield filler


def _is_place(scene: Scene, token: int, filler: Filler) -> bool:
    """Whether a filler is a place, or the owner of soil; a state's name alone is an agent."""
    if kind_of(filler.entity.type, "Place"):
        return True
    return filler.owner and place_at(scene, token, filler) is not None


def _ways_below(scene: Scene, token: int) -> list[int]:
    """The corridors and borders that a phrase about a road names somewhere."""
    heads = [m.head for m in scene.mentions if m.entity.type in ("Corridor", "BorderSegment")]
    return [head for head in heads if head in scene.tree.subtree(token)]


def place_at(scene: Scene, token: int, filler: Filler) -> Entity | None:
    """A place; a state counts as its territory, and so does ground that is called its soil."""
    if kind_of(filler.entity.type, "Place"):
        return filler.entity
    lemma = scene.tokens[token].lemma.lower()
    if not filler.owner or scene.frames.meaning("soilNoun", lemma, "NOUN") is not None:
        return scene.territory(filler.entity)
    return None
