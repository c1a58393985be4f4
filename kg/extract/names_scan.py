"""One sentence's noun phrases that name somebody: organs, offices, groups, and people with titles.

Owners stand before ("Azerbaijan's defence ministry", "Armenian troops") or after ("the government
of Syria", "the defence ministry in Yerevan"). What is found here swallows the owner's own name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kg.extract.gazetteer import Gazetteer, Hit, Sense, fold
from kg.extract.names_organs import organ_entity
from kg.extract.names_words import Noun, Phrase, phrases
from kg.model import Entity, Token

_PARTICLES = frozenset(
    "al el bin ibn abu de la van von der da di dos del dela du le ben abd".split()
)
_HYPHENS = frozenset("-‐‑–")
_HONORIFICS = frozenset(
    "mr mrs ms mr. mrs. ms. dr dr. sir dame lord sheikh ayatollah imam pope sayyid hajji mullah "
    "archbishop patriarch reverend".split()
)
NOT_NAMES = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April June "
    "July August September October November December Twitter Facebook Telegram Islam Related "
    "Ramadan Christmas Reuters North South East West".split()
)
_DIRECTIONS = frozenset({"North", "South", "East", "West"})
_OWNING = frozenset({"compound", "nmod", "nmod:poss", "amod", "nmod:desc", "flat", "nmod:unmarked"})
_BETWEEN = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "X"})
_ARMED = frozenset({"ArmedForce", "PeacekeepingForce"})
_LOCAL = frozenset({"police", "governor", "supreme-court", "minister", "prosecutor-general"})
_ELSEWHERE = frozenset({"embassy", "ambassador", "spokesman", "side", "peacekeepers"})
_CIVIL = frozenset({"passenger", "civilian", "commercial", "cargo", "airline"})


@dataclass(frozen=True, slots=True)
class Seen:
    """A noun phrase that names somebody, before people are told apart.

    A thing has its `entity`; a person or a holder of an office has a `name`, an `office`, or both,
    and the `owner` of the office.
    """

    first: int
    last: int
    head: int
    entity: Entity | None = None
    name: str | None = None
    office: Noun | None = None
    owner: Entity | None = None


@dataclass
class Scan:
    """The reading of one sentence: its known names, and what was seen so far."""

    tokens: Sequence[Token]
    gazetteer: Gazetteer
    people: Sequence[tuple[int, int]]  # first and last token of names that a tagger calls people
    hits: tuple[Hit, ...] = ()
    ending: dict[int, Hit] = field(default_factory=dict)
    starting: dict[int, Hit] = field(default_factory=dict)
    seen: list[Seen] = field(default_factory=list)

    def add_hit(self, hit: Hit) -> None:
        """Let a phrase own others, as a name does: "the defence ministry spokesman"."""
        self.ending[hit.last] = hit
        self.starting[hit.first] = hit


def scan(tokens: Sequence[Token], gazetteer: Gazetteer, people: Sequence[tuple[int, int]]) -> Scan:
    """The names, organs, offices and people of a sentence."""
    hits = (*gazetteer.find(tokens), *_halves(tokens, gazetteer))
    state = Scan(tokens, gazetteer, people, hits)
    for hit in hits:
        state.add_hit(hit)
    covered = {at for hit in hits for at in range(hit.first, hit.last + 1)}
    for phrase in phrases(tokens):
        compounded = phrase.last + 1 < len(tokens) and tokens[phrase.last + 1].text in _HYPHENS
        if compounded or (phrase.first in covered and phrase.last in covered):
            continue  # "state-owned", "government-backed"
        _read_phrase(state, phrase)
    return state


def _halves(tokens: Sequence[Token], gazetteer: Gazetteer) -> list[Hit]:
    """The first of two names that share a word: "North and South Korea"."""
    found = []
    for at, token in enumerate(tokens[:-3]):
        if token.text in _DIRECTIONS and tokens[at + 1].text.lower() in ("and", "or"):
            if tokens[at + 2].text in _DIRECTIONS and tokens[at + 3].text[0].isupper():
                sense = gazetteer.named(f"{token.text} {tokens[at + 3].text}")
                if sense:
                    found.append(Hit(at, at, (sense,)))
    return found


def _read_phrase(state: Scan, phrase: Phrase) -> None:
    owners, first, last = owners_of(state, phrase)
    noun = phrase.noun
    if noun.type == "Person":
        _read_office(state, phrase, owners, first, last)
        return
    head = head_of(state.tokens, phrase.first, phrase.last)
    entities = [organ_entity(owner, noun, state.gazetteer) for owner in owners]
    for entity in entities:
        if entity:
            state.seen.append(Seen(first, last, head, entity))
            state.add_hit(Hit(first, last, (Sense(entity),)))


def _read_office(state: Scan, phrase: Phrase, owners: list[Entity], first: int, last: int) -> None:
    office = _past(phrase.noun) if _is_former(state.tokens, first) else phrase.noun
    name = _name_after(state, last)
    if name is None and owners and last == phrase.last:
        name = _name_after_post(state, last)
    if name:
        _read_titled(state, office, owners, first, name)
        return
    head = head_of(state.tokens, phrase.first, phrase.last)
    for owner in owners:
        state.seen.append(Seen(first, last, head, office=office, owner=owner))
    if not owners and phrase.noun.kind == "office":
        state.seen.append(Seen(first, last, head, office=office))
    if len(owners) == 1:
        state.add_hit(Hit(first, last, (Sense(owners[0]),)))


def _read_titled(
    state: Scan, office: Noun, owners: list[Entity], first: int, name: tuple[int, int]
) -> None:
    """A person with a title before the name, and perhaps the owner after it."""
    begin, end = name
    text = spelled(state.tokens, begin, end)
    after = None if owners else _owner_after(state, end, office)
    if after:
        owners, end = after
    owner = owners[0] if owners else None
    head = head_of(state.tokens, first, end)
    state.seen.append(Seen(first, end, head, name=text, office=office, owner=owner))
    if owner:
        state.add_hit(Hit(first, end, (Sense(owner),)))


def _is_former(tokens: Sequence[Token], first: int) -> bool:
    before = [token.text.lower() for token in tokens[max(0, first - 2) : first]]
    return any(word in ("former", "ex", "late", "ousted", "deposed", "then") for word in before)


def _past(noun: Noun) -> Noun:
    """An office that is no longer held: who held it speaks for nobody."""
    return replace(noun, kind="private", slug=f"former-{noun.slug}")


def owners_of(state: Scan, phrase: Phrase) -> tuple[list[Entity], int, int]:
    """Whose a phrase is, and the first and last token with the owners' words."""
    after = _owner_after(state, phrase.last, phrase.noun)
    before = _owner_before(state, phrase)
    if before and not (after and phrase.noun.kind == "group"):
        return before[0], before[1], phrase.last
    if after:
        return after[0], phrase.first, after[1]
    return [], phrase.first, phrase.last


def _owner_before(state: Scan, phrase: Phrase) -> tuple[list[Entity], int] | None:
    at = phrase.first - 1
    for _ in range(5):
        if at < 0:
            return None
        hit = state.ending.get(at)
        if hit and hit.first and state.tokens[hit.first - 1].text.lower() == "ethnic":
            return None
        if hit and hit.is_listed:
            return None
        if hit and _may_own(state, hit, phrase):
            return _with_conjuncts(state, hit, phrase.noun)
        if state.tokens[at].text.lower() in _CIVIL:
            return None
        if hit or not (_is_genitive(state.tokens[at]) or state.tokens[at].upos in _BETWEEN):
            return None
        at -= 1
    return None


def _may_own(state: Scan, hit: Hit, phrase: Phrase) -> bool:
    """Whether a name before a phrase is in its noun phrase ("gave Ukraine tanks" is not)."""
    following = state.tokens[hit.last + 1]
    if hit.sense.form == "demonym" or _is_genitive(following):
        return True
    adjacent = hit.last + 1 == phrase.first
    if adjacent and (phrase.noun.type == "Person" or state.tokens[phrase.first].text[0].isupper()):
        return True
    head = state.tokens[head_of(state.tokens, hit.first, hit.last)]
    return head.deprel in _OWNING or head.head in range(phrase.first, phrase.last + 1)


def _with_conjuncts(state: Scan, hit: Hit, noun: Noun) -> tuple[list[Entity], int] | None:
    owners = [owner_entity(hit, noun)]
    first = hit.first
    while first >= 2 and hit.sense.form == "demonym" and state.tokens[first - 1].upos == "CCONJ":
        other = state.ending.get(first - 2)
        if other is None or other.sense.form != "demonym":
            break
        owners.insert(0, owner_entity(other, noun))
        first = other.first
    found = [owner for owner in owners if owner]
    return (found, first) if found else None


def _owner_after(state: Scan, last: int, noun: Noun) -> tuple[list[Entity], int] | None:
    tokens = state.tokens
    at = last + 1
    if at + 1 >= len(tokens) or tokens[at].text not in ("of", "in", "for"):
        return None
    preposition = tokens[at].text
    if preposition == "in" and (noun.type in _ARMED or noun.slug in _ELSEWHERE):
        return None
    if preposition == "for" and noun.kind != "spokesman":
        return None
    at += 1
    while at < len(tokens) and tokens[at].upos in ("DET", "ADJ") and at not in state.starting:
        at += 1
    hit = state.starting.get(at)
    if hit and hit.last + 2 < len(tokens) and _is_genitive(tokens[hit.last + 1]):
        hit = state.starting.get(hit.last + 2) or hit  # "head of Iran's Quds Force"
    if hit is None or hit.sense.form != "name":
        return None
    owner = owner_entity(hit, noun)
    local = hit.sense.stands_for and noun.kind == "office" and preposition == "of"
    if (
        owner is None
        or local
        or (preposition == "in" and noun.kind == "office" and not owner.principal)
    ):
        return None
    return _with_list(state, owner, hit, noun)


def _with_list(state: Scan, owner: Entity, hit: Hit, noun: Noun) -> tuple[list[Entity], int]:
    """The owner and, after a plural, the others of its list: "of Iran, Egypt and Lebanon"."""
    owners, last = [owner], hit.last
    at = last + 1
    while at < len(state.tokens) and state.tokens[at].text in (",", "and", "the"):
        following = state.starting.get(at + 1)
        if following:
            other = owner_entity(following, noun)
            if other is None or following.sense.form != "name":
                break
            owners.append(other)
            last = following.last
            at = last + 1
        else:
            at += 1
    plural = state.tokens[hit.first - 1].head >= 0 and noun.type == "Person"
    return (owners, last) if plural and len(owners) > 1 else ([owner], hit.last)


def owner_entity(hit: Hit, noun: Noun) -> Entity | None:
    """The agent that a name before or after an organ's noun stands for, if it can own organs."""
    sense = hit.sense
    if sense.stands_for and noun.slug not in _LOCAL:
        return sense.stands_for
    entity = sense.entity
    if entity.type == "Person":
        return None
    agentive = entity.principal or entity.type in ("NonStateArmedGroup", "MediaOrganization")
    if agentive or entity.type.endswith("Organization"):
        return entity
    return entity if noun.kind == "group" else None


def _name_after(state: Scan, last: int) -> tuple[int, int] | None:
    """The person's name right after a title, or after "the Foreign Minister, "."""
    tokens = state.tokens
    run = name_run(state, last + 1)
    if run is None and last + 2 < len(tokens) and tokens[last + 1].text == ",":
        run = name_run(state, last + 2)
        if run and (run[1] == run[0] or not _closes(tokens, run[1] + 1)):
            return None
    return run


def _name_after_post(state: Scan, last: int) -> tuple[int, int] | None:
    """The name after where an envoy is posted: "US Ambassador to Germany Richard Grenell"."""
    tokens, at = state.tokens, last + 1
    if at >= len(tokens) or tokens[at].text not in ("to", "for"):
        return None
    at += 1
    while at < len(tokens) and tokens[at].upos == "DET":
        at += 1
    hit = state.starting.get(at)
    return _name_after(state, hit.last) if hit else None


def _closes(tokens: Sequence[Token], at: int) -> bool:
    return at >= len(tokens) or tokens[at].upos in ("PUNCT", "VERB", "AUX", "ADP", "CCONJ")


def name_run(state: Scan, start: int) -> tuple[int, int] | None:
    """The first and last token of the capitalised words that start here, none of them known."""
    tokens, at, last = state.tokens, start, None
    while at < len(tokens) and at - start < 6:
        token = tokens[at]
        hit = state.starting.get(at)
        if hit and not is_person(hit) and not hit.is_listed:
            break
        if hit:
            at, last = hit.last + 1, hit.last
            continue
        if (
            token.text[0].isupper()
            and token.text[-1].isalpha()
            and token.upos not in ("DET", "PRON")
        ):
            last = at
        elif token.text.lower() not in _PARTICLES and token.text not in _HYPHENS:
            break
        at += 1
    return None if last is None else (start, last)


def is_person(hit: Hit) -> bool:
    """Whether a known name is a person's."""
    return hit.sense.entity.type == "Person"


def titled_names(state: Scan) -> list[Seen]:
    """The names after "Mr", "Sheikh" and the like, and those that the tagger or we know."""
    found = []
    for at, token in enumerate(state.tokens[:-1]):
        if token.text.lower() in _HONORIFICS and token.text[0].isupper():
            run = name_run(state, at + 1)
            if run:
                found.append(_named(state, at, run[1], spelled(state.tokens, *run)))
    for hit in state.hits:
        if is_person(hit):
            first, last = _widened(state, hit)
            found.append(_named(state, first, last))
    covered = {
        at for hit in state.hits if not is_person(hit) for at in range(hit.first, hit.last + 1)
    }
    for first, last in state.people:
        first, last = _without_known(state, first, last)
        if not all(at in covered for at in range(first, last + 1)) and _is_name(state, first, last):
            found.append(_named(state, first, last))
    return found


def _named(state: Scan, first: int, last: int, name: str | None = None) -> Seen:
    head = head_of(state.tokens, first, last)
    return Seen(first, last, head, name=name or spelled(state.tokens, first, last))


def _without_known(state: Scan, first: int, last: int) -> tuple[int, int]:
    """A name without the possessive after it and the known name before it."""
    hit = state.starting.get(first)
    if hit and not is_person(hit) and not hit.is_listed and hit.last < last:
        first = hit.last + 1
    while first < last and fold(state.tokens[last].text) in ("", "s"):
        last -= 1
    return first, last


def _is_name(state: Scan, first: int, last: int) -> bool:
    """Whether a run that the tagger calls a person looks like a name, not like a day or a title."""
    words = state.tokens[first : last + 1]
    named = [t for t in words if t.upos == "PROPN" and t.text[0].isupper() and len(t.text) > 1]
    return bool(named) and not any(t.text in NOT_NAMES or t.text.isupper() for t in words)


def _widened(state: Scan, hit: Hit) -> tuple[int, int]:
    """A known person's name with the given name before it, as the tagger sees it."""
    for first, last in state.people:
        if first <= hit.first and hit.last <= last:
            return first, last
    return hit.first, hit.last


def spelled(tokens: Sequence[Token], first: int, last: int) -> str:
    """The words as written, one space where there was any."""
    parts = [tokens[first].text]
    for at in range(first + 1, last + 1):
        gap = " " if tokens[at].start > tokens[at - 1].end else ""
        parts.append(gap + tokens[at].text)
    return "".join(parts)


def head_of(tokens: Sequence[Token], first: int, last: int) -> int:
    """The token of the span whose head lies outside; the last such, punctuation aside."""
    heads = [
        at
        for at in range(first, last + 1)
        if not first <= tokens[at].head <= last and tokens[at].upos not in ("PUNCT", "DET", "PART")
    ]
    return heads[-1] if heads else last


def with_apposition(state: Scan, seen: Sequence[Seen]) -> list[Seen]:
    """People with the office that follows their name: "Ban Ki-moon, the UN Secretary-General"."""
    offices = [item for item in seen if item.office and item.name is None]
    joined = []
    for item in seen:
        follower = next((o for o in offices if _follows(state.tokens, item, o)), None)
        if item.name and item.office is None and follower:
            item = replace(item, office=follower.office, owner=follower.owner)
        joined.append(item)
    return joined


def _follows(tokens: Sequence[Token], name: Seen, office: Seen) -> bool:
    between = tokens[name.last + 1 : office.first]
    return (
        1 <= len(between) <= 4
        and between[0].text == ","
        and all(token.upos in ("DET", "ADJ", "VERB") for token in between[1:])
    )


def _is_genitive(token: Token) -> bool:
    return token.text in ("'s", "’s", "'", "’") and token.upos in ("PART", "PUNCT", "AUX")
