"""Which descriptions in an article speak of one event, and which event is part of which.

"The clashes" are those told of before, "the six-week conflict" is the war of the paragraph above.
A later description takes over the parties and the time of the earlier one where it has none, and
casualties, captures and lost ground take the time of the fighting they happened in. Figures of
another war stay with that war: they go where the grammar puts them ("in the clashes", "the
conflict, which left …"), or else to fighting of the same day that shares a party.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from kg.extract.casting import Cast
from kg.extract.dating import Dated
from kg.extract.factuality import is_definite
from kg.extract.keys import date_key
from kg.extract.roles import is_complete
from kg.extract.scene import Filler, Scene
from kg.extract.story import name_of
from kg.model import Attribution, Time
from kg.ontology import class_ancestors

_FIGHTING = ("ArmedClash", "ArmedConflict", "ArmedAttack")
_REAL = ("asserted", "claimed")
_PARTS = frozenset({"Casualties", "Capture", "TerritoryChange"})
_MERGING = frozenset({"ArmedClash", "ArmedConflict", "Ceasefire", "Meeting", "Negotiation"})


@dataclass(frozen=True)
class Draft:
    """A claim in the making: what a match says, in whose voice, when, and of which event."""

    scene: Scene
    cast: Cast
    factuality: str
    chain: tuple[Attribution, ...]
    dated: Dated
    roles: tuple[tuple[str, Filler], ...]
    places: tuple[Filler, ...] = ()
    first: int = 0  # where the article first speaks of the event
    within: Draft | None = field(default=None, repr=False)

    @property
    def kind(self) -> str:
        """The class of the event."""
        return self.cast.match.trigger.kind

    @property
    def head(self) -> int:
        """The token that evokes the event."""
        return self.cast.match.head

    @property
    def codes(self) -> frozenset[str]:
        """The principals of those who take part, else their own local names."""
        return frozenset(name_of(filler.entity) for _, filler in self.roles)

    @property
    def time(self) -> Time | None:
        """When it happened."""
        return self.dated.time


def link(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with what other descriptions of their events add to them, in text order.

    A bare noun that refers to nothing told of is dropped.
    """
    groups: defaultdict[str, list[_Group]] = defaultdict(list)
    of: list[_Group] = []
    for draft in drafts:
        group = next((g for g in reversed(groups[draft.kind]) if _refers(draft, g)), None)
        if group is None:
            group = _Group(draft.first, [])
            groups[draft.kind].append(group)
        group.drafts.append(draft)
        of.append(group)
    linked = [_completed(draft, group) for draft, group in zip(drafts, of, strict=True)]
    linked = [draft for draft in linked if is_complete(draft.scene, _cast(draft))]
    fighting = [draft for draft in linked if _is_fighting(draft)]
    return [_placed_within(draft, fighting) for draft in linked]


@dataclass
class _Group:
    """The descriptions of one event."""

    first: int
    drafts: list[Draft]

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(code for draft in self.drafts for code in draft.codes)

    @property
    def time(self) -> Time | None:
        """The narrowest time that a description gives, its missing bounds from the others."""
        given = [d.time for d in self.drafts if d.dated.explicit and d.time is not None]
        if not given:
            return None
        best = min(given, key=_width)

        ends = [t for t in given if t.start_earliest is None]  # "ended in November"

        def first(bound: Callable[[Time], datetime | None], others: list[Time]) -> datetime | None:
            return next((b for t in (best, *others) if (b := bound(t)) is not None), None)

        return Time(
            first(lambda t: t.start_earliest, given),
            first(lambda t: t.start_latest, given),
            first(lambda t: t.end_earliest, ends),
            first(lambda t: t.end_latest, ends),
            best.text,
        )


def _refers(draft: Draft, group: _Group) -> bool:
    """Whether a description may be of the event of a group: parties and times allow it."""
    other = group.drafts[0]
    if draft.kind not in _MERGING or draft.kind != other.kind:
        return False
    if draft.factuality not in _REAL or other.factuality not in _REAL:
        return False
    same = draft.scene is other.scene and draft.head == other.head
    if draft.cast.match.trigger.upos == "NOUN" and not is_definite(draft.scene, draft.cast.match):
        return same
    if draft.cast.match.trigger.upos == "VERB" and draft.kind not in ("Ceasefire", "ArmedConflict"):
        return same
    mine, yours = draft.codes, group.codes
    if mine and yours and not (mine <= yours or yours <= mine):
        return False
    told = group.time
    if draft.dated.explicit:
        return _overlap(draft.time, told)
    return draft.kind != "ArmedConflict" or not _is_elsewhen(draft, told)


def _is_elsewhen(draft: Draft, told: Time | None) -> bool:
    """Whether the sentence speaks of another time than that of the war told of."""
    dated = [t.time for t in draft.scene.times if t.kind not in ("duration", "since")]
    return told is not None and bool(dated) and not any(_overlap(time, told) for time in dated)


def _overlap(one: Time | None, two: Time | None) -> bool:
    if one is None or two is None:
        return True
    for first, second in ((one, two), (two, one)):
        start, end = first.start_earliest, second.end_latest
        if start is not None and end is not None and start > end:
            return False
    return True


def _completed(draft: Draft, group: _Group) -> Draft:
    """A description with the parties, time and places that the others of its event give."""
    if len(group.drafts) == 1:
        return draft
    fullest = max(group.drafts, key=lambda d: len(d.codes))
    roles = draft.roles
    if not draft.codes or draft.codes < fullest.codes:
        have = {filler.entity.iri for _, filler in roles}
        roles += tuple((r, f) for r, f in fullest.roles if f.entity.iri not in have)
    time = group.time
    dated = Dated(time, True) if time is not None else draft.dated
    if dated.time is None:
        dated = next((d.dated for d in group.drafts if d.time is not None), dated)
    places = draft.places or next((d.places for d in group.drafts if d.places), ())
    return replace(draft, roles=roles, dated=dated, places=places, first=group.first)


def _cast(draft: Draft) -> Cast:
    return replace(draft.cast, roles=draft.roles, places=draft.places)


def _width(time: Time) -> float:
    """How exactly the beginning is known, in seconds."""
    if time.start_earliest is None or time.start_latest is None:
        return float("inf")
    return (time.start_latest - time.start_earliest).total_seconds()


# Part and whole


def _placed_within(draft: Draft, fighting: Sequence[Draft]) -> Draft:
    whole = _whole(draft, fighting)
    if whole is None:
        return _during(draft, fighting)
    dated = draft.dated
    if not dated.explicit and whole.time is not None:
        dated = Dated(whole.time, whole.dated.explicit)
    return replace(draft, within=whole, dated=dated)


def _during(draft: Draft, fighting: Sequence[Draft]) -> Draft:
    """An event "during the war" with the time of the war, if it has none of its own."""
    if draft.dated.explicit:
        return draft
    tree = draft.scene.tree
    for other in fighting:
        here = other.scene is draft.scene and other.head in tree.children[draft.head]
        during = here and tree.prepositions[other.head] in ("during", "in")
        if during and other.dated.explicit:
            return replace(draft, dated=other.dated)
    return draft


def _whole(draft: Draft, fighting: Sequence[Draft]) -> Draft | None:
    """The fighting that an event is part of."""
    if "ArmedAction" not in class_ancestors(draft.kind) or draft.kind == "ArmedConflict":
        return None
    if draft.factuality not in ("asserted", "claimed"):
        return None
    here = [d for d in fighting if d.scene is draft.scene and d is not draft]
    by_grammar = [d for d in here if _governed(draft, d)]
    if by_grammar:
        return by_grammar[0]
    if not _is_part(draft):
        return None
    return _same_day(draft, [d for d in fighting if d.first <= draft.first])


def _is_part(draft: Draft) -> bool:
    """Whether an event is what fighting leads to: losses, captures, ground that changes hands."""
    return bool(_PARTS & {draft.kind, *class_ancestors(draft.kind)})


def _is_fighting(draft: Draft) -> bool:
    if draft.factuality not in ("asserted", "claimed"):
        return False
    return draft.kind in _FIGHTING or "ArmedAttack" in class_ancestors(draft.kind)


def _governed(part: Draft, whole: Draft) -> bool:
    """Whether the grammar puts the part in the whole: "in the clashes", "the war, which left"."""
    return any(_governed_by(part, whole, noun) for noun in _nouns(whole))


def _nouns(whole: Draft) -> list[int]:
    """The nouns that name an event: its trigger, or what is fought: "fought a war"."""
    tree, tokens = whole.scene.tree, whole.scene.tokens
    words = [whole.head, *sorted(whole.cast.match.parts), *tree.objects(whole.head)]
    evoking = whole.scene.frames.triggers
    nouns = [i for i in words if tokens[i].upos == "NOUN"]
    return [i for i in nouns if i == whole.head or (tokens[i].lemma.lower(), "NOUN") in evoking]


def _governed_by(part: Draft, whole: Draft, noun: int) -> bool:
    tree, tokens = part.scene.tree, part.scene.tokens
    around = {part.head, *part.cast.match.parts}
    above = set(tree.ancestors(part.head))
    if tree.prepositions[noun] in ("in", "during", "by", "from") and tokens[noun].head in around | {
        part.cast.match.carrier
    }:
        return True
    if noun in above and any(
        tokens[t].deprel in ("acl", "acl:relcl") and tokens[t].head == noun
        for t in {part.head, *above}
    ):
        return True
    hung = tokens[part.head].deprel == "advcl" and tokens[part.head].head == whole.head
    if hung and any(tokens[t].lemma == "which" for t in tree.below(part.head, "obl")):
        return True  # "fought a war in 2020 in which … were killed"
    if noun < part.head and _is_part(part):
        between = tokens[noun + 1 : min(around)]
        if not any(t.upos in ("VERB", "AUX") or t.text == "," for t in between):
            return True
    subjects = [s for t in around | above if tokens[t].upos == "VERB" for s in tree.agents(t)]
    return noun in subjects and _is_part(part)


def _same_day(draft: Draft, fighting: Sequence[Draft]) -> Draft | None:
    """Fighting of the same day that shares a party, clashes before attacks."""
    day = date_key(draft.time)
    if not day or draft.within is not None:
        return None
    same = [d for d in fighting if date_key(d.time) == day and d.codes & draft.codes]
    for kind in ("ArmedClash", "ArmedAttack"):
        for candidate in reversed(same):
            if candidate.kind == kind:
                return candidate
    return None
