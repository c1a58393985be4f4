"""How the parts of a found claim compare with those of the gold claim that it answers.

Right is what a user may rely on; `near` is stated beside it:

role         the role or one above or below it, played by the same principal, or, where there is
             none, by the same entity; near: the right player in another role
attribution  the innermost speaker has the same principal or is the same; near: the speaker is
             one of the chain
time         the same days; near: a day in common
place        the most specific place is the same; near: it is named, but another comes first
figure       effect, bounds and operator; near: effect and one bound
"""

from __future__ import annotations

from kg.evaluate.days import Days
from kg.evaluate.gold import ANY, UNNAMED, Count, GoldArticle, GoldClaim, Said
from kg.evaluate.names import known, principal_of, tail
from kg.evaluate.scores import Score
from kg.model import Attribution, Claim, Entity, Figure, Role
from kg.ontology import property_ancestors
from kg.vocabulary import slug

_UNSCORED = frozenset({"allegedEvent"})


def same_entity(name: str, found: Role | Attribution) -> bool:
    """Whether a name of a gold file is that of the entity, or spells the words that name it."""
    return name in (tail(_entity(found).iri), slug(found.text))


def _entity(found: Role | Attribution) -> Entity:
    return found.entity if isinstance(found, Role) else found.speaker


def same_player(gold: GoldArticle, name: str, found: Role | Attribution) -> bool:
    """Whether a name of a gold file acts for the same principal, or has none and is the same."""
    principal = known().principal(name, gold.declared)
    if principal is None or same_entity(name, found):
        return same_entity(name, found)
    return principal_of(_entity(found)) == principal


def same_role(name: str, role: str) -> bool:
    """Whether two roles are one, or one is above the other."""
    return name == role or name in property_ancestors(role) or role in property_ancestors(name)


def roles_score(
    gold: GoldArticle, asked: GoldClaim, claim: Claim
) -> tuple[Score, list[tuple[str, str]], list[Role]]:
    """The score of the roles, with those that are missing and those that are wrong."""
    found = [role for role in claim.roles if role.role not in _UNSCORED]
    missing: list[tuple[str, str]] = []
    for name, player in asked.roles:
        fits = [r for r in found if same_role(name, r.role) and same_player(gold, player, r)]
        best = next((r for r in fits if same_entity(player, r)), fits[0] if fits else None)
        if best is None:
            missing.append((name, player))
        else:
            found.remove(best)
    found = [r for r in found if not _repeats(gold, asked, r)]
    near = sum(any(same_player(gold, player, r) for r in found) for _, player in missing)
    hits = len(asked.roles) - len(missing)
    near = min(near, len(found))
    return Score(hits, len(found), len(missing), near), missing, found


def _repeats(gold: GoldArticle, asked: GoldClaim, role: Role) -> bool:
    """Whether a role only says again what the gold has: of an organ, or as the place."""
    if same_entity(asked.place or "", role) and "involvedPlace" in property_ancestors(role.role):
        return True
    return any(
        same_role(name, role.role) and same_player(gold, player, role)
        for name, player in asked.roles
    )


def exact_entities(asked: GoldClaim, claim: Claim) -> Score:
    """The score of the roles with the entities themselves, not their principals."""
    found = [role for role in claim.roles if role.role not in _UNSCORED]
    hits = 0
    for name, player in asked.roles:
        fit = next((r for r in found if name == r.role and same_entity(player, r)), None)
        if fit is not None:
            found.remove(fit)
            hits += 1
    return Score(hits, len(found), len(asked.roles) - hits)


# Attribution


def speaker_fits(gold: GoldArticle, asked: GoldClaim, claim: Claim) -> bool:
    """Whether the innermost speaker is the one asked for; nobody, in the outlet's own voice."""
    if not asked.voices or not claim.attribution:
        return not asked.voices and not claim.attribution
    return _says(gold, asked.voices[0], claim.attribution[0])


def _says(gold: GoldArticle, said: Said, link: Attribution) -> bool:
    if said.speaker == UNNAMED:
        return "/agent/" in link.speaker.iri
    return same_player(gold, said.speaker, link)


def speaker_score(gold: GoldArticle, asked: GoldClaim, claim: Claim) -> Score:
    """The score of the innermost speaker."""
    if asked.voices is None:
        return Score()
    if speaker_fits(gold, asked, claim):
        return Score(hits=1) if asked.voices else Score()
    near = bool(asked.voices) and any(
        _says(gold, said, link) for said in asked.voices for link in claim.attribution
    )
    return Score(0, int(bool(claim.attribution)), int(bool(asked.voices)), int(near))


def chain_score(gold: GoldArticle, asked: GoldClaim, claim: Claim) -> Score:
    """The score of whole chains of several links."""
    if asked.voices is None or max(len(asked.voices), len(claim.attribution)) < 2:
        return Score()
    fits = len(asked.voices) == len(claim.attribution) and all(
        _says(gold, said, link) for said, link in zip(asked.voices, claim.attribution, strict=True)
    )
    long_found, long_asked = len(claim.attribution) > 1, len(asked.voices) > 1
    return Score(int(fits), int(long_found and not fits), int(long_asked and not fits))


def stance_score(gold: GoldArticle, asked: GoldClaim, claim: Claim) -> Score:
    """The score of the stance, where the speaker is right."""
    if not asked.voices or not claim.attribution or not speaker_fits(gold, asked, claim):
        return Score()
    if asked.voices[0].stance in (ANY, claim.attribution[0].stance):
        return Score(hits=1)
    return Score(wrong=1, missed=1)


# Time, place, figure


def time_score(asked: GoldClaim, claim: Claim) -> Score:
    """The score of the time, where the text gives one."""
    if asked.days is None:
        return Score()
    found = Days.of(claim.time) if claim.time else None
    if found is None:
        return Score(missed=1)
    if found == asked.days:
        return Score(hits=1)
    return Score(wrong=1, missed=1, near=int(found.meets(asked.days)))


def places_score(asked: GoldClaim, claim: Claim) -> Score:
    """The score of the most specific place, where the text gives one."""
    if asked.place is None:
        return Score()
    if not claim.places:
        return Score(missed=1)
    if same_entity(asked.place, claim.places[0]):
        return Score(hits=1)
    near = any(same_entity(asked.place, place) for place in claim.places)
    return Score(wrong=1, missed=1, near=int(near))


def figure_score(asked: GoldClaim, claim: Claim) -> Score:
    """The score of the figure."""
    if asked.count is None or claim.figure is None:
        return Score(wrong=int(claim.figure is not None), missed=int(asked.count is not None))
    if same_figure(asked.count, claim.figure):
        return Score(hits=1)
    near = asked.count.effect == claim.figure.effect and (
        asked.count.minimum is not None and asked.count.minimum == claim.figure.minimum
    )
    return Score(wrong=1, missed=1, near=int(near))


def same_figure(count: Count, figure: Figure | None) -> bool:
    """Whether a figure has the effect, the bounds and the operator of a count."""
    if figure is None or figure.effect != count.effect:
        return False
    bounds = (figure.minimum, figure.maximum) == (count.minimum, count.maximum)
    word = figure.operator == count.operator or count.operator == "atLeast"
    return count.open or (bounds and word)
