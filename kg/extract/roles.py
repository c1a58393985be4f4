"""Who plays which part in a match: the slots of its trigger, filled under the ontology's ranges."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extract.casting import Cast, counted_apart, counts_one
from kg.extract.frames import Slot
from kg.extract.home import crowd, settled
from kg.extract.locations import named_places, place_at, places_of
from kg.extract.names_organs import people_of
from kg.extract.scene import Filler, Scene, kind_of
from kg.extract.sides import others_named, without_strays
from kg.extract.triggers import Match, follow
from kg.model import Entity, Token
from kg.ontology import property_ancestors

REFERRING = frozenset({"ArmedClash", "ArmedConflict", "Ceasefire"})
_BY_PERSONS = frozenset({"Protest", "ArmedAttack", "Bombing", "Casualties", "Closure", "Abduction"})
_OTHER = frozenset({"other", "another"})


def casts(scene: Scene, match: Match) -> list[Cast]:
    """The readings of a match: none where too little is known, several where several are counted.

    "Two soldiers and a child were killed" is two reports of casualties.
    """
    if _is_aftermath(scene, match):
        return []
    roles = _filled(scene, match)
    if match.trigger.effect is None:
        found = [Cast(match, roles)]
    else:
        found = list(counted_apart(scene, match, roles))
    found = [replace(cast, places=places_of(scene, match, cast.roles)) for cast in found]
    return [cast for cast in found if _is_enough(scene, cast)]


def _is_aftermath(scene: Scene, match: Match) -> bool:
    """Whether a truce is spoken of as in being: "the truce collapsed", "was not observed"."""
    token = scene.tokens[match.head]
    if match.trigger.kind != "Ceasefire" or match.trigger.upos != "NOUN" or token.head < 0:
        return False
    verb = scene.tokens[token.head]
    if token.deprel not in ("nsubj", "nsubj:pass", "obj"):
        return False
    return scene.frames.meaning("aftermath", verb.lemma.lower(), verb.upos) is not None


def _filled(scene: Scene, match: Match) -> tuple[tuple[str, Filler], ...]:
    found: dict[tuple[str, str], Filler] = {}
    for role, filler in [*_in_slots(scene, match), *_described_by(scene, match)]:
        found.setdefault((role, filler.entity.iri), filler)
    for role, filler in others_named(scene, match, found):
        found.setdefault((role, filler.entity.iri), filler)
    if not any(role == "speaker" for role, _ in found):
        for filler in _who_said_before(scene, match):
            found.setdefault(("speaker", filler.entity.iri), filler)
    if "mutual" in match.trigger.flags:
        said = [(iri, filler) for (role, iri), filler in found.items() if role == "speaker"]
        for iri, filler in said:
            found.setdefault(("accused", iri), filler)
    agent = None if _has_initiator(found) else _first_agent_role(match)
    for filler in _accused_of(scene, match) if agent else ():
        found.setdefault((agent or "", filler.entity.iri), filler)
    if "mutual" in match.trigger.flags:
        return tuple((role, filler) for (role, _), filler in found.items())
    return tuple(without_strays(found))


def _who_said_before(scene: Scene, match: Match) -> list[Filler]:
    """Who speaks on in "The ministry said … and called on …", where "called" was hung too low."""
    token = scene.tokens[match.head]
    speaks = any(slot.role == "speaker" for slot in match.trigger.slots)
    if not speaks or match.trigger.upos != "VERB" or token.deprel != "conj":
        return []
    if scene.tokens[match.head - 1].upos not in ("CCONJ", "ADV"):
        return []
    for cue in scene.tree.ancestors(match.head):
        verb = scene.tokens[cue]
        if scene.frames.meaning("cue", verb.lemma.lower(), verb.upos) is not None:
            agents = [t for a in scene.tree.agents(cue) for t in scene.tree.conjuncts(a)]
            fillers = [f for agent in agents for f in scene.fillers(agent)]
            return [f for f in fillers if kind_of(f.entity.type, "Agent")]
    return []


def _in_slots(scene: Scene, match: Match) -> Iterator[tuple[str, Filler]]:
    for slot in match.trigger.slots:
        tokens = follow(scene, match, slot.path) if slot.path[0].functions != ("rest",) else ()
        for token in tokens:
            for filler in _fitting(scene, match, slot, token):
                yield slot.role, filler


def _has_initiator(found: dict[tuple[str, str], Filler]) -> bool:
    return any("initiator" in property_ancestors(role) for role, _ in found)


def _first_agent_role(match: Match) -> str | None:
    slots = match.trigger.slots
    return next(
        (s.role for s in slots if "agent" in s.path[0].functions and len(s.path) == 1), None
    )


def _accused_of(scene: Scene, match: Match) -> list[Filler]:
    """Whose doing an act is that somebody is accused of: "accused X of an aggression"."""
    noun = scene.tree.first_conjunct(match.head)
    token = scene.tokens[noun]
    if match.trigger.upos != "NOUN" or scene.tree.prepositions[noun] not in ("of", "for", "over"):
        return []
    above = [scene.tokens[head] for head in scene.tree.ancestors(noun)][:3]
    accusing = [verb for verb in above if _accuses(scene, verb)]
    if not accusing or (token.head != accusing[0].index and above[1:2] != accusing[:1]):
        return []
    verb = accusing[0]
    tokens = [part for one in scene.tree.patients(verb.index) for part in scene.tree.conjuncts(one)]
    return [filler for token in tokens for filler in scene.fillers(token)]


def _accuses(scene: Scene, verb: Token) -> bool:
    meaning = scene.frames.meaning("cue", verb.lemma.lower(), verb.upos)
    return meaning is not None and meaning.endswith(" of")


def _described_by(scene: Scene, match: Match) -> Iterator[tuple[str, Filler]]:
    """Roles that a participle adds: "Russia-brokered", "brokered by Russia"."""
    tree = scene.tree
    for noun in (match.head, *sorted(match.parts)):
        for child in tree.below(noun, "amod", "acl", "acl:relcl"):
            lemma = scene.tokens[child].lemma.lower()
            role = scene.frames.meaning("participle", lemma.rsplit("-", 1)[-1], "VERB")
            if role is None:
                continue
            relations = ("compound", "obl:unmarked", "obl:npmod", "nsubj", "nmod", "obl:agent")
            near = [*tree.below(child, *relations), *tree.marked(child, "by")]
            if tree.is_passive(child) or scene.tokens[child].deprel != "acl:relcl":
                near += _before_hyphen(scene, child)
            for token in dict.fromkeys(near):
                for part in tree.conjuncts(token):
                    for filler in scene.fillers(part, owners=False):
                        if kind_of(filler.entity.type, "Agent") and not _reports(filler.entity):
                            yield role, filler


def _reports(entity: Entity) -> bool:
    return entity.type == "MediaOrganization"


def _before_hyphen(scene: Scene, token: int) -> list[int]:
    """The word joined to a participle by a hyphen, wherever the parser hung it."""
    if token >= 2 and scene.tokens[token - 1].text in ("-", "–"):
        return [token - 2]
    return [token] if "-" in scene.tokens[token].text else []


def _fitting(scene: Scene, match: Match, slot: Slot, token: int) -> Iterator[Filler]:
    """The fillers at a token that the range of the role admits."""
    wanted = scene.frames.ranges.get(slot.role, "Agent")
    if _is_other_side(scene, match, token):
        yield from _other_side(scene, match, slot, token)
        return
    fillers = scene.fillers(token, owners=wanted != "Norm") or _sharers(scene, token)
    if not fillers and wanted == "Agent" and slot.role != "victim" and token not in match.parts:
        fillers = crowd(scene, token, vague=slot.role == "protester")
    if "clause" in slot.path[0].functions and _is_own(scene, token):
        fillers = []
    for filler in fillers:
        if wanted == "Agent":
            entity = _agent(scene, slot.role, filler.entity)
            if entity is not None and filler.owner and _is_own_doing(match, slot.role):
                entity = scene.group(token, entity)
            entity = entity and settled(scene, _as_people(scene, match, slot.role, token, entity))
        elif wanted == "Place":
            entity = place_at(scene, token, filler)
        else:
            entity = filler.entity if kind_of(filler.entity.type, wanted) else None
        if entity is not None and not _is_misplaced(match, slot, entity):
            yield replace(filler, entity=entity)
    if wanted == "Place" and not scene.entities(token):
        yield from named_places(scene, token)


def _as_people(scene: Scene, match: Match, role: str, token: int, entity: Entity) -> Entity:
    """Those who riot or shoot, where the text calls them by their people: "Serbs", not Serbia."""
    word = scene.tokens[token]
    many = word.text.endswith("s") and not entity.label.endswith("s") and word.upos != "ADJ"
    acting = _is_own_doing(match, role) and match.trigger.kind in _BY_PERSONS
    if entity.type != "State" or not many or not acting or "." in word.text:
        return entity
    return people_of(entity, "people", armed=False)


def _is_own_doing(match: Match, role: str) -> bool:
    """Whether who plays a part acts: private persons do so for themselves, not for their state."""
    fighting = role == "party" and match.trigger.kind in ("ArmedClash", "ArmedConflict")
    return fighting or "initiator" in property_ancestors(role)


def _is_own(scene: Scene, token: int) -> bool:
    """Whether an undertaking concerns one's own: "agreed to withdraw their troops"."""
    return any(scene.tokens[owner].upos == "PRON" for owner in scene.tree.possessors(token))


def _is_misplaced(match: Match, slot: Slot, entity: Entity) -> bool:
    """Whether a person would be a party of a clash, or a ministry be wounded."""
    if slot.role == "victim" and entity.type in ("Ministry", "MediaOrganization"):
        return True
    fighting = match.trigger.kind in ("ArmedClash", "ArmedConflict")
    return fighting and slot.role == "party" and entity.type == "Person"


def _sharers(scene: Scene, token: int) -> list[Filler]:
    """The two states behind "their border"."""
    at = scene.tokens[token]
    if at.deprel != "nmod:poss" or at.head < 0:
        return []
    lines = {e.iri for e in scene.entities(at.head) if e.type == "BorderSegment"}
    states = [pair for pair, line in scene.gazetteer.borders.items() if line.iri in lines]
    found = [scene.gazetteer.entities.get(iri) for pair in states for iri in sorted(pair)]
    return [Filler(token, state, at.start, at.end) for state in found if state is not None]


def _agent(scene: Scene, role: str, entity: Entity) -> Entity | None:
    if kind_of(entity.type, "Agent"):
        return entity
    if "target" in property_ancestors(role):
        return scene.as_agent(entity)
    return None


def _is_other_side(scene: Scene, match: Match, token: int) -> bool:
    """Whether a token is "each other", "one another" or "the other"."""
    at = scene.tokens[token]
    if at.lemma.lower() not in _OTHER or at.upos not in ("ADJ", "PRON", "DET", "NOUN"):
        return at.lemma.lower() == "each" and at.deprel in ("obj", "nsubj:pass")
    before = scene.tokens[token - 1].lemma.lower() if token else ""
    return before in ("each", "one", "the")


def _other_side(scene: Scene, match: Match, slot: Slot, token: int) -> Iterator[Filler]:
    at = scene.tokens[token]
    for slot_ in match.trigger.slots:
        if slot_.role == slot.role or "agent" not in slot_.path[0].functions:
            continue
        for agent in follow(scene, match, slot_.path):
            for filler in scene.fillers(agent):
                yield Filler(token, filler.entity, at.start, at.end)


# Is it enough


def _is_enough(scene: Scene, cast: Cast) -> bool:
    trigger = cast.match.trigger
    if "two" in trigger.flags and len({f.entity.iri for _, f in cast.roles}) < 2:
        return False
    return is_complete(scene, cast) or _may_refer(scene, cast)


def is_complete(scene: Scene, cast: Cast) -> bool:
    """Whether one of the roles that the kind needs is filled."""
    trigger = cast.match.trigger
    if not trigger.needs:
        return True
    filled = {role for role, _ in cast.roles}
    if cast.quantity is not None:
        filled.add("figure")
    if cast.places:
        filled.add("place")
    if scene.times:
        filled.add("time")
    return bool(trigger.needs & filled) or counts_one(scene, cast)


def _may_refer(scene: Scene, cast: Cast) -> bool:
    """Whether a bare noun ("the clashes") may speak of an event told of elsewhere."""
    return cast.match.trigger.upos == "NOUN" and cast.match.trigger.kind in REFERRING
