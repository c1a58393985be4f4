"""One annotated article, and claims about it as an extractor might find them."""

from __future__ import annotations

from kg.evaluate import GoldArticle, parse_gold
from kg.model import Attribution, Claim, Entity, Figure, Role, Span
from kg.vocabulary import ID

TEXT = "Azerbaijan shelled Goris on Friday, killing two soldiers, Armenia said. Baku denied it."
HEAD = "title: Shelling\ndate: 2023-05-12\npublisher: Wire\nentity: jane-doe Person ARM"


def gold(*lines: str) -> GoldArticle:
    return parse_gold("\n".join([HEAD, "", TEXT, "", "== claims", *lines]), "test.gold")


def entity(path: str, code: str | None = None, kind: str = "State") -> Entity:
    return Entity(ID[path].value, kind, path, ID[f"state/{code}"].value if code else None, code)


ARM, AZE = entity("state/ARM", "ARM"), entity("state/AZE", "AZE")
AZE_ARMY = entity("organ/AZE-armed-forces", "AZE", "ArmedForce")
GORIS = entity("place/goris", kind="Settlement")


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def role(name: str, who: Entity) -> Role:
    return Role(name, who, who.label, 0, 1)


def said(who: Entity, stance: str = "said") -> Attribution:
    return Attribution(who, who.label, 0, 1, None, stance)


def claim(
    words: str,
    kind: str,
    *roles: Role,
    factuality: str = "claimed",
    by: tuple[Attribution, ...] = (),
    figure: Figure | None = None,
    places: tuple[Role, ...] = (),
) -> Claim:
    whole = Span(0, len(TEXT))
    return Claim("e", kind, span(words), whole, roles, factuality, 0.9, None, places, figure, by)
