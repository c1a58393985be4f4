"""Which descriptions in an article speak of one event, and which event is part of which.

"The clashes" are those told of before, "the six-week conflict" is the war of the paragraph above.
A later description takes over the parties and the time of the earlier one where it has none, and
casualties, captures and lost ground take the time of the fighting they happened in. Figures of
another war stay with that war: they go where the grammar puts them ("in the clashes", "the
conflict, which left …"), or else to fighting of the same day that shares a party.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kg.extract.dating import Dated
from kg.extract.keys import Identity, date_key, event_iri
from kg.extract.roles import Cast
from kg.extract.scene import Filler, Scene
from kg.model import Article, Attribution, Time
from kg.ontology import class_ancestors, property_ancestors
from kg.vocabulary import local_name

_FIGHTING = ("ArmedClash", "ArmedConflict", "ArmedAttack")
_PARTS = frozenset({"Casualties", "Capture", "TerritoryChange"})
_MERGING = frozenset({"ArmedClash", "ArmedConflict", "Ceasefire", "Meeting", "Negotiation"})
_LOOSE = frozenset({"Denial", "Rejection", "Statement", "Condemnation", "Commitment", "Concession"})


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
        return frozenset(name_of(filler) for _, filler in self.roles)

    @property
    def time(self) -> Time | None:
        """When it happened."""
        return self.dated.time


def name_of(filler: Filler) -> str:
    """The code of an agent's principal, else the local name of the agent itself."""
    return filler.entity.code or local_name(filler.entity.iri)


def link(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with what earlier descriptions of their events add to them, in text order."""
    linked: list[Draft] = []
    for draft in drafts:
        earlier = _antecedent(draft, linked)
        linked.append(_joined(draft, earlier) if earlier is not None else draft)
    linked = _with_known_times(linked)
    return [_placed_within(draft, linked) for draft in linked]


def _antecedent(draft: Draft, earlier: Sequence[Draft]) -> Draft | None:
    """The earlier description of the same event, the nearest first."""
    if draft.kind not in _MERGING or draft.factuality not in ("asserted", "claimed"):
        return None
    if draft.cast.match.trigger.upos == "VERB" and draft.kind not in ("Ceasefire", "ArmedConflict"):
        return None
    for other in reversed(earlier):
        if other.kind == draft.kind and other.factuality in ("asserted", "claimed"):
            if _agree(draft, other):
                return other
    return None


def _agree(draft: Draft, other: Draft) -> bool:
    """Whether two descriptions may be of one event: their parties and their times allow it."""
    mine, yours = draft.codes, other.codes
    if mine and yours and not (mine <= yours or yours <= mine):
        return False
    if draft.kind == "ArmedConflict" and _is_elsewhen(draft, other):
        return False
    if draft.dated.explicit and other.dated.explicit:
        return _overlap(draft.time, other.time)
    return True


def _is_elsewhen(draft: Draft, other: Draft) -> bool:
    """Whether the sentence speaks of a time that is not the other war's."""
    if draft.dated.explicit or not draft.scene.times or other.time is None:
        return False
    dated = [t.time for t in draft.scene.times if t.kind != "duration"]
    return bool(dated) and not any(_overlap(time, other.time) for time in dated)


def _overlap(one: Time | None, two: Time | None) -> bool:
    if one is None or two is None:
        return True
    for first, second in ((one, two), (two, one)):
        start, end = first.start_earliest, second.end_latest
        if start is not None and end is not None and start > end:
            return False
    return True


def _joined(draft: Draft, earlier: Draft) -> Draft:
    """A later description with the parties, time and places that the earlier one gives."""
    have = {(role, filler.entity.iri) for role, filler in draft.roles}
    more = [(r, f) for r, f in earlier.roles if (r, f.entity.iri) not in have]
    roles = draft.roles + tuple(more) if not draft.codes or draft.codes < earlier.codes else draft.roles
    dated = draft.dated if draft.dated.explicit else earlier.dated
    return replace(
        draft,
        roles=roles,
        dated=dated if dated.time is not None else draft.dated,
        places=draft.places or earlier.places,
        first=earlier.first,
    )


def _with_known_times(drafts: list[Draft]) -> list[Draft]:
    """Descriptions of one event all with the time that one of them gives."""
    known: dict[int, list[Draft]] = {}
    for draft in drafts:
        known.setdefault(draft.first, []).append(draft)
    found = []
    for draft in drafts:
        group = [d for d in known[draft.first] if d.kind == draft.kind and d.dated.explicit]
        if len(known[draft.first]) > 1 and group and draft.kind in _MERGING:
            draft = replace(draft, dated=Dated(_merged([d.time for d in group]), True))
        parties = max((d for d in known[draft.first]), key=lambda d: len(d.roles))
        if draft.kind in _MERGING and not draft.roles and parties.kind == draft.kind:
            draft = replace(draft, roles=parties.roles)
        found.append(draft)
    return found


def _merged(times: Sequence[Time | None]) -> Time | None:
    given = [time for time in times if time is not None]
    if not given:
        return None

    def first(bound: str) -> object:
        return next((getattr(t, bound) for t in given if getattr(t, bound) is not None), None)

    best = min(given, key=_width)
    if best.start_earliest is not None and best.end_latest is not None and len(given) == 1:
        return best
    text = best.text
    return Time(
        best.start_earliest or first("start_earliest"),  # type: ignore[arg-type]
        best.start_latest or first("start_latest"),  # type: ignore[arg-type]
        best.end_earliest or first("end_earliest"),  # type: ignore[arg-type]
        best.end_latest or first("end_latest"),  # type: ignore[arg-type]
        text,
    )


def _width(time: Time) -> float:
    if time.start_earliest is None or time.end_latest is None:
        return float("inf")
    return (time.end_latest - time.start_earliest).total_seconds()


# Part and whole


def _placed_within(draft: Draft, drafts: Sequence[Draft]) -> Draft:
    whole = _whole(draft, drafts)
    if whole is None:
        return draft
    dated = draft.dated
    if not dated.explicit and whole.time is not None:
        dated = Dated(whole.time, whole.dated.explicit)
    return replace(draft, within=whole, dated=dated)


def _whole(draft: Draft, drafts: Sequence[Draft]) -> Draft | None:
    """The fighting that an event is part of."""
    if "ArmedAction" not in class_ancestors(draft.kind) or draft.kind == "ArmedConflict":
        return None
    if draft.factuality not in ("asserted", "claimed"):
        return None
    here = [d for d in drafts if d.scene is draft.scene and d is not draft and _is_fighting(d)]
    by_grammar = [d for d in here if _governed(draft, d)]
    if by_grammar:
        return by_grammar[0]
    if draft.kind not in _PARTS:
        return None
    return _same_day(draft, [d for d in drafts if d.first <= draft.first and _is_fighting(d)])


def _is_fighting(draft: Draft) -> bool:
    if draft.factuality not in ("asserted", "claimed"):
        return False
    return draft.kind in _FIGHTING or "ArmedAttack" in class_ancestors(draft.kind)


def _governed(part: Draft, whole: Draft) -> bool:
    """Whether the grammar puts the part in the whole: "in the clashes", "the war, which left"."""
    tree, tokens = part.scene.tree, part.scene.tokens
    noun = whole.head
    if tokens[noun].upos != "NOUN":
        return False
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
    subjects = [s for t in around | above if tokens[t].upos == "VERB" for s in tree.agents(t)]
    return noun in subjects and part.kind in _PARTS


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


# Identity


def iri_of(draft: Draft, article: Article, alleged: str = "") -> str:
    """The IRI of the event that a draft speaks of."""
    return event_iri(_identity(draft, alleged), _key_time(draft), article, draft.first)


def _key_time(draft: Draft) -> Time | None:
    if draft.factuality in ("conditional", "hypothetical", "planned") and not draft.dated.explicit:
        return None
    if draft.kind in _LOOSE and not any("target" in property_ancestors(r) for r, _ in draft.roles):
        return None
    return draft.time


def _identity(draft: Draft, alleged: str) -> Identity:
    speech = "SpeechAct" in class_ancestors(draft.kind)
    counted = draft.kind == "Casualties"
    actors, others = set(), set()
    for role, filler in draft.roles:
        if counted and role != "victim":
            continue
        name = local_name(filler.entity.iri) if speech else name_of(filler)
        targeted = "target" in property_ancestors(role)
        (others if targeted else actors).add(name)
    detail = draft.cast.match.trigger.effect or "" if counted else alleged
    unit = draft.cast.quantity.unit if counted and draft.cast.quantity else None
    place = "" if speech or counted else _spot(draft)
    return Identity(
        draft.kind,
        frozenset(actors),
        frozenset(others - actors if not speech else others),
        "-".join(part for part in (detail, unit or "") if part),
        place,
    )


def _spot(draft: Draft) -> str:
    """The slug of the most specific place, unless it is a country or a border."""
    for place in draft.places:
        if place.entity.type not in ("StateTerritory", "BorderSegment"):
            return local_name(place.entity.iri)
    return ""
