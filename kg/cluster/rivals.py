"""Rival accounts: two events that seem to be one occurrence told in ways that exclude each other.

Each of two sides says that the other attacked it on one day; or both tell of one clash, first thing
in their articles, in places that do not lie in each other. The two are never merged.
"""

from __future__ import annotations

from kg.cluster.descriptions import Description
from kg.cluster.kinds import can_be_one
from kg.cluster.likeness import Likeness
from kg.ontology import is_a
from kg.vocabulary import local_name


def rivalry(one: Description, two: Description) -> Likeness | None:
    """Why two events are rival accounts of one occurrence; None if they are not."""
    alike = all(can_be_one(a, b) for a in one.kinds for b in two.kinds)
    if not (alike and one.held and two.held and one.window.meets(two.window)):
        return None
    return _each_blames_the_other(one, two) or _in_another_place(one, two)


def _each_blames_the_other(one: Description, two: Description) -> Likeness | None:
    if not all(is_a(kind, "ArmedAttack") for kind in one.kinds | two.kinds):
        return None
    mine = one.principals.get("initiator", frozenset())
    yours = two.principals.get("initiator", frozenset())
    if not mine or not yours or mine & yours:
        return None
    hit = one.principals.get("target", one.hit)
    hit_back = two.principals.get("target", two.hit)
    if not (mine & hit_back and yours & hit):
        return None
    if not (one.tellers & yours and two.tellers & mine):
        return None
    sides = ", ".join(sorted((mine & hit_back) | (yours & hit)))
    near = one.places & two.around or two.places & one.around
    points = 2.25 + (1 if near else 0) + (0.5 if one.window.is_day and two.window.is_day else 0)
    words = f"each side says that the other attacked ({sides}); same time ({one.window.last})"
    if near:
        words += f"; same place ({', '.join(sorted(map(local_name, near)))})"
    return Likeness(points, words)


def _in_another_place(one: Description, two: Description) -> Likeness | None:
    if not all(kind == "ArmedClash" for kind in one.kinds | two.kinds):
        return None
    if not (one.lead and two.lead and one.window == two.window) or one.window.open:
        return None
    if one.parties != two.parties or len(one.parties) < 2 or one.articles & two.articles:
        return None
    if not one.places or not two.places or one.places & two.around or two.places & one.around:
        return None
    places = [", ".join(sorted(map(local_name, each.places))) for each in (one, two)]
    words = f"same parties ({', '.join(sorted(one.parties))}) and time ({one.window.last})"
    return Likeness(2.25, f"{words}; another place ({places[0]}; {places[1]})")
