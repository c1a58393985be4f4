"""Whether two descriptions are of one event: what forbids it, and what speaks for it.

What forbids it is never outweighed. What speaks for it adds up in points; parties and a day are
enough where they tell events of the kind apart, not where the kind recurs.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from kg.cluster.descriptions import Description
from kg.cluster.kinds import can_be_one, is_personal, recurs
from kg.vocabulary import local_name

ENOUGH, ENOUGH_WHERE_IT_RECURS, ENOUGH_OF_OLD_NEWS = 2.25, 2.75, 3.0
GROUNDED = 1.5  # of these, so many from who, where, how many and which: a day alone tells nothing
_WORDS = ((0.9, 1.25), (0.6, 0.75), (0.4, 0.4))  # share of common words, points
_MILITARY = frozenset(
    "soldier serviceman servicewoman troop officer fighter militant conscript guard police "
    "policeman pilot sailor marine peacekeeper personnel".split()
)
_CIVILIAN = frozenset(
    "civilian resident villager child woman passenger journalist student protester".split()
)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much speaks for it that two descriptions are of one event, and what."""

    points: float
    reason: str

    @property
    def confidence(self) -> float:
        """The points on the scale from 0 to 1."""
        return round(1 - 0.35 * math.exp(-0.7 * (self.points - ENOUGH)), 2)


def likeness(one: Description, two: Description) -> Likeness | None:
    """What speaks for one event; None if that is too little or something forbids it."""
    if not compatible(one, two):
        return None
    grounds = [*_parties(one, two), *_place(one, two), *_counts(one, two)]
    rest: list[tuple[float, str]] = []
    if not one.articles & two.articles:  # what an article has in common with itself proves nothing
        grounds += _shared(one, two)
        rest += _circumstances(one, two)
    grounded = sum(points for points, _ in grounds)
    points = grounded + sum(points for points, _ in rest)
    kinds = one.kinds | two.kinds
    if grounded < GROUNDED or points < _enough(one, two):
        return None
    kind = f"same kind ({', '.join(sorted(kinds))})"
    return Likeness(points, "; ".join([kind, *(words for _, words in (*grounds, *rest))]))


def _enough(one: Description, two: Description) -> float:
    """How many points it takes: more where the kind recurs or the time is not the same for sure."""
    recurrent = any(map(recurs, one.kinds | two.kinds)) or bool(one.articles & two.articles)
    if one.window.open or two.window.open:
        return ENOUGH_OF_OLD_NEWS
    return ENOUGH_WHERE_IT_RECURS if recurrent or not _same_time(one, two) else ENOUGH


def _same_time(one: Description, two: Description) -> bool:
    return one.window == two.window or (one.window.is_day and two.window.is_day)


def compatible(one: Description, two: Description) -> bool:
    """Whether nothing forbids that two descriptions are of one event."""
    return (
        all(can_be_one(a, b) for a, b in product(one.kinds, two.kinds))
        and one.window.meets(two.window)
        and not swapped(one, two)
        and _nested_sides(one, two)
        and not _other_persons(one, two)
        and not _elsewhere(one, two)
        and not (one.norms and two.norms and not one.norms & two.norms)
        and not _counts_others(one, two)
    )


def swapped(one: Description, two: Description) -> bool:
    """Whether somebody acts in one description and suffers in the other, not both in both."""
    for first, second in ((one, two), (two, one)):
        acting = first.principals.get("initiator", frozenset())
        acting -= first.principals.get("target", frozenset())
        suffering = second.principals.get("target", frozenset())
        suffering -= second.principals.get("initiator", frozenset())
        if acting & suffering:
            return True
    return False


def _nested_sides(one: Description, two: Description) -> bool:
    """Whether on each side that both tell of, one names all that the other names."""
    sides = one.principals.keys() & two.principals.keys()
    return all(
        one.principals[s] <= two.principals[s] or two.principals[s] <= one.principals[s]
        for s in sides
    )


def _other_persons(one: Description, two: Description) -> bool:
    """Whether different persons or bodies of one principal took part, where that matters."""
    if not any(is_personal(kind) for kind in one.kinds):
        return False
    for side in one.agents.keys() & two.agents.keys():
        for first, second in ((one, two), (two, one)):
            for agent in first.agents[side]:
                whole = {local_name(each) for each in first.chains[agent]}
                rivals = [a for a in second.agents[side] if _acts_for(second, a) & whole]
                if rivals and not any(_belongs(agent, r, first, second) for r in rivals):
                    return True
    return False


def _acts_for(description: Description, agent: str) -> set[str]:
    whole = frozenset().union(*description.principals.values())
    return {local_name(each) for each in description.chains[agent]} & whole


def _belongs(agent: str, other: str, one: Description, two: Description) -> bool:
    return other in one.chains[agent] or agent in two.chains[other]


def _elsewhere(one: Description, two: Description) -> bool:
    """Whether both name narrow places, none of which lies in one of the other's."""
    if not one.places or not two.places:
        return False
    return not (one.places & two.around or two.places & one.around)


def _counts_others(one: Description, two: Description) -> bool:
    """Whether both count, but other effects or other groups of people."""
    if not one.counts or not two.counts:
        return False
    if not {c.effect for c in one.counts} & {c.effect for c in two.counts}:
        return True
    groups = [{_group(count.unit) for count in each.counts} for each in (one, two)]
    return not ("" in groups[0] | groups[1] or groups[0] & groups[1])


def _group(unit: str) -> str:
    if unit in _MILITARY:
        return "military"
    return "civilian" if unit in _CIVILIAN else ""


def _parties(one: Description, two: Description) -> Iterator[tuple[float, str]]:
    shared = {
        who
        for side in one.principals.keys() & two.principals.keys()
        for who in one.principals[side] & two.principals[side]
    }
    if shared:
        yield min(len(shared), 2), f"same parties ({', '.join(sorted(shared))})"
    for first, second in ((one, two), (two, one)):
        hit = second.principals.get("target", second.principals.get("party", frozenset()))
        if "target" not in first.principals and first.hit & hit - shared - first.parties:
            names = ", ".join(sorted(first.hit & hit - shared))
            yield 0.75, f"on the ground of or reported by the other's side ({names})"
            break
    both = one.hit & two.hit - shared
    if both and not {"target", "party"} & (one.principals.keys() | two.principals.keys()):
        yield 0.5, f"both on the ground of or reported by one side ({', '.join(sorted(both))})"
    exact = {
        agent
        for side in one.agents.keys() & two.agents.keys()
        for agent in one.agents[side] & two.agents[side]
        if local_name(agent) not in shared
    }
    if exact:
        named = ", ".join(sorted(map(local_name, exact)))
        yield 0.25 * min(len(exact), 2), f"the very same agents ({named})"


def _place(one: Description, two: Description) -> Iterator[tuple[float, str]]:
    if same := one.places & two.places:
        yield 1, f"same place ({', '.join(sorted(map(local_name, same)))})"
    elif within := (one.places & two.around) | (two.places & one.around):
        yield 0.5, f"one place within the other ({', '.join(sorted(map(local_name, within)))})"


def _counts(one: Description, two: Description) -> Iterator[tuple[float, str]]:
    mine = {(c.effect, c.least, c.most) for c in one.counts}
    same = mine & {(c.effect, c.least, c.most) for c in two.counts}
    if same:
        effect, least, _ = max(same, key=lambda count: (count[1], count[0]))
        sizes = ((1000, 1.75), (100, 1.25), (10, 1.0), (3, 0.75), (0, 0.5))
        points = next(points for size, points in sizes if least >= size)
        yield points, f"same figure ({least} {effect})"


def _shared(one: Description, two: Description) -> Iterator[tuple[float, str]]:
    if norms := one.norms & two.norms:
        yield 1, f"same agreement ({', '.join(sorted(map(local_name, norms)))})"
    if names := one.names & two.names:
        points = 0.5 * min(len(names), 2)
        yield points, f"same rare names ({', '.join(sorted(map(local_name, names)))})"


def _circumstances(one: Description, two: Description) -> Iterator[tuple[float, str]]:
    if _same_time(one, two) and not one.window.open:
        explicit = one.window.explicit and two.window.explicit
        yield (0.5 if explicit else 0.25), f"same time ({one.window.last})"
    if clocks := one.clocks & two.clocks:
        yield 1, f"same hour ({min(clocks)[0][11:16]} UTC)"
    if one.lead and two.lead:
        yield 0.25, "both told first in their articles"
    overlap = max(_overlap(a, b) for a in one.words for b in two.words)
    points = next((points for least, points in _WORDS if overlap >= least), 0)
    if points:
        yield points, f"told in the same words ({overlap:.0%})"


def _overlap(one: frozenset[str], two: frozenset[str]) -> float:
    """How much of the shorter sentence is in the longer; 0 where it is too short to tell."""
    shorter = min(len(one), len(two))
    return len(one & two) / shorter if shorter >= 5 else 0
