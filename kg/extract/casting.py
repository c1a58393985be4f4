"""Who takes part in a match, and how many: a reading for each noun phrase that a trigger counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.figures import Quantity
from kg.extract.frames import parse_path
from kg.extract.scene import Filler, Scene
from kg.extract.triggers import Match, follow

_NOBODY = frozenset({"nobody", "none", "no-one"})
_PATIENT = parse_path("patient")


@dataclass(frozen=True, slots=True)
class Cast:
    """The fillers of a match by role, the places it names, and who is counted."""

    match: Match
    roles: tuple[tuple[str, Filler], ...]
    places: tuple[Filler, ...] = ()
    quantity: Quantity | None = None
    counted: int | None = None

    def filled(self, role: str) -> list[Filler]:
        """The fillers of one role."""
        return [filler for name, filler in self.roles if name == role]


def counted_apart(
    scene: Scene, match: Match, roles: tuple[tuple[str, Filler], ...]
) -> Iterator[Cast]:
    """A cast for each noun phrase that the trigger counts, with its own sufferers."""
    flag = next((f[6:] for f in sorted(match.trigger.flags) if f.startswith("count=")), None)
    tokens = follow(scene, match, parse_path(flag) if flag else _PATIENT)
    if flag == "self":
        tokens = [match.head]
    if not tokens:
        tokens = [part for part in sorted(match.parts) if _quantity(scene, part)][:1]
    if not tokens:
        yield Cast(match, roles)
        return
    for token in tokens:
        own = [
            (role, filler)
            for role, filler in roles
            if filler.token == token or filler.token not in tokens
        ]
        yield Cast(match, tuple(own), (), _quantity(scene, token), token)


def _quantity(scene: Scene, token: int) -> Quantity | None:
    """The count of a noun phrase, also of its "of": "one of its soldiers"."""
    tree = scene.tree
    near = {token, *tree.below(token, "nummod"), *tree.marked(token, "of")}
    for quantity in scene.quantities:
        if quantity.head in near or token in quantity.numbers:
            return quantity
    return None


def counts_one(scene: Scene, cast: Cast) -> bool:
    """Whether a single person is spoken of: "captured a pilot"."""
    if cast.counted is None or "figure" not in cast.match.trigger.needs:
        return False
    if scene.tokens[cast.counted].lemma.lower() in _NOBODY:
        return True
    return scene.person_organ(cast.counted) is not None
