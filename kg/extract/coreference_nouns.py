"""What "the ministry", "the two sides", "the enemy" and "his counterpart in Baku" mean."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from kg.extract.coreference_discourse import Discourse, is_agent, is_person
from kg.extract.names_organs import body_entity
from kg.extract.names_words import Noun, phrases
from kg.model import Entity, Mention, Token
from kg.vocabulary import local_name

Found = tuple[int, int, tuple[Entity, ...]]

_SIDES = frozenset(
    "side party country nation neighbour neighbor foe rival adversary government state "
    "republic belligerent".split()
)
_PAIRING = frozenset("two both warring rival conflicting opposing".split())
_ALWAYS_PAIRED = frozenset({"foe", "archfoe", "archrival", "belligerent"})
_BODIES = {
    "military": "-armed-forces",
    "army": "-armed-forces",
    "parliament": "-parliament",
    "government": "-government",
    "regime": "-government",
    "presidency": "-presidency",
    "police": "-police",
    "authorities": "-government",
}
_KINDS = {
    "group": ("NonStateArmedGroup",),
    "movement": ("NonStateArmedGroup",),
    "militia": ("NonStateArmedGroup",),
    "organisation": ("InternationalOrganization", "CollectiveDefenceOrganization"),
    "organization": ("InternationalOrganization", "CollectiveDefenceOrganization"),
    "alliance": ("CollectiveDefenceOrganization",),
    "bloc": ("InternationalOrganization", "CollectiveDefenceOrganization"),
    "agency": ("MediaOrganization",),
    "newspaper": ("MediaOrganization",),
    "rebel": ("NonStateArmedGroup", "DeFactoPolity"),
    "separatist": ("NonStateArmedGroup", "DeFactoPolity"),
    "militant": ("NonStateArmedGroup",),
    "insurgent": ("NonStateArmedGroup",),
}
_OFFICES = frozenset(
    "president minister premier secretary chancellor ambassador general spokesman spokeswoman "
    "spokesperson envoy commander leader king chief governor commissioner representative".split()
)


def definite(discourse: Discourse, sentence: int, at: int) -> Found | None:
    """Whom "the ministry", "the president" or "the group" means: who was last called so."""
    tokens = discourse.document.sentences[sentence].tokens
    token = tokens[at]
    first = _the_before(discourse, sentence, at)
    if first is None or discourse.covering(sentence, at):
        return None
    lemma, word = token.lemma.lower(), token.text.lower()
    entity: Entity | None = None
    if first + 1 < at and (body := discourse.organ_at(sentence, at)):
        entity = specific_body(discourse, sentence, at, body)
    elif lemma == "ministry":
        entity = _last(discourse, sentence, at, lambda m: m.entity.type == "Ministry")
    elif lemma == "service":
        entity = _last(discourse, sentence, at, lambda m: m.text.lower().endswith(" service"))
    elif word in _BODIES:
        entity = _only_body(discourse, sentence, at, _BODIES[word])
    elif lemma in _KINDS:
        entity = _only_kind(discourse, sentence, at, _KINDS[lemma])
    elif token.text in ("North", "South"):
        entity = _half(discourse, sentence, at, token.text)
    elif lemma in _OFFICES and token.feats.get("Number") != "Plur":
        title = " ".join(t.text.lower() for t in tokens[first + 1 : at + 1])
        entity = _titled(discourse, sentence, at, title)
    return (first + 1, at, (entity,)) if entity else None


def specific_body(discourse: Discourse, sentence: int, at: int, body: Noun) -> Entity | None:
    """The body of "In Yerevan, the defence ministry": of the capital before it, else as before.

    As before: the last body of that kind; of a kind not yet named, that of the last ministry.
    """
    ending = f"-{body.slug}"
    for mention in discourse.of(sentence):
        polity = discourse.gazetteer.capitals.get(mention.entity.iri)
        start = discourse.document.sentences[sentence].tokens[at].start
        if polity and mention.end <= start:
            return body_entity(polity, body.slug, body.type, discourse.gazetteer)
    known = _last(discourse, sentence, at, lambda m: m.entity.iri.endswith(ending))
    if known or body.type != "Ministry":
        return known
    near = (m.entity for m in discourse.before(sentence, at, reach=2))
    last = next((entity for entity in near if entity.type == "Ministry"), None)
    owner = discourse.principal(last) if last else None
    return body_entity(owner, body.slug, body.type, discourse.gazetteer) if owner else None


def owned(discourse: Discourse, sentence: int, at: int) -> Found | None:
    """The body of whoever a pronoun means: "its border service", "its army"."""
    body = discourse.organ_at(sentence, at)
    if body is None:
        return None
    tree = discourse.tree(sentence)
    for owner in tree.below(at, "nmod:poss"):
        if tree.tokens[owner].upos != "PRON" or at - owner > 4:
            continue
        sides = [discourse.side(m.entity) for m in discourse.covering(sentence, owner)]
        bodies = [
            body_entity(side, body.slug, body.type, discourse.gazetteer)
            for side in sides
            if side and side.principal
        ]
        if bodies:
            return owner, at, tuple(bodies)
    return None


def several(discourse: Discourse, sentence: int, at: int) -> Found | None:
    """Whom "the two sides" and "both countries" mean: the two parties of the conflict."""
    tokens = discourse.document.sentences[sentence].tokens
    lemma = _singular(tokens[at])
    before = [t.text.lower() for t in tokens[max(0, at - 4) : at]]
    if lemma in _OFFICES and before[-1:] in (["two"], ["both"]):
        people = _two_people(discourse, sentence, at)
        return (at - 1, at, people) if people else None
    if lemma not in _SIDES or not tokens[at].text.endswith("s"):
        return None
    foes = lemma in _ALWAYS_PAIRED or (lemma in ("foe", "rival", "neighbour", "neighbor"))
    paired = bool(_PAIRING & set(before)) or (foes and ("the" in before or "arch" in before))
    everyone = lemma == "party" and "all" in before
    if not paired and not everyone:
        return None
    parties = discourse.parties
    if not parties and paired:
        parties = _last_pair(discourse, sentence, at)
    first = at - next(
        (
            n
            for n, word in enumerate(reversed(before), 1)
            if word in (*_PAIRING, "all", "the", "arch")
        ),
        0,
    )
    return (first, at, parties) if len(parties) == 2 else None


def _singular(token: Token) -> str:
    """The lemma, also of a plural that the tagger takes for a name."""
    lemma = token.lemma.lower()
    if token.upos == "PROPN" and lemma.endswith("ies"):
        return lemma[:-3] + "y"
    return lemma.removesuffix("s") if token.upos == "PROPN" else lemma


def _two_people(discourse: Discourse, sentence: int, at: int) -> tuple[Entity, ...]:
    """The two people named so far in this sentence and the two before, if just two."""
    near = discourse.before(sentence, at, reach=2)
    found = {m.entity.iri: m.entity for m in near if is_person(m.entity)}
    return tuple(found[iri] for iri in sorted(found)) if len(found) == 2 else ()


def opponent(discourse: Discourse, sentence: int, at: int) -> Found | None:
    """Whom a party calls "the enemy": the other party."""
    token = discourse.document.sentences[sentence].tokens[at]
    if token.lemma.lower() not in ("enemy", "adversary") or token.feats.get("Number") == "Plur":
        return None
    speaker = discourse.speaker_at(sentence, at)
    side = discourse.side(speaker) if speaker else None
    others = tuple(p for p in discourse.parties if side and p.iri != side.iri)
    return (at, at, others) if len(others) == 1 else None


def counterparts(discourse: Discourse, sentence: int, at: int) -> Found | None:
    """Whom "his counterparts in Baku and Yerevan" means: who holds the same office there."""
    token = discourse.document.sentences[sentence].tokens[at]
    if token.lemma.lower() != "counterpart" or any(
        is_person(m.entity) for m in discourse.covering(sentence, at)
    ):
        return None
    body = _body_of_subject(discourse, sentence, at)
    owners, first, last = _owners(discourse, sentence, at)
    if body is None or not owners:
        return None
    found = [_counterpart(discourse, owner, body) for owner in owners]
    return first, last, tuple(found)


def _body_of_subject(discourse: Discourse, sentence: int, at: int) -> str | None:
    """The slug and type of the body whose head speaks or calls: "ministry-of-defence"."""
    tree = discourse.tree(sentence)
    for verb in tree.ancestors(at):
        for subject in discourse.subjects(sentence, verb):
            for mention in discourse.headed(sentence, subject):
                organ = mention.entity.organ_of if is_person(mention.entity) else mention.entity.iri
                if organ and "/organ/" in organ and mention.entity.code:
                    return local_name(organ).removeprefix(f"{mention.entity.code}-")
    return None


def _owners(discourse: Discourse, sentence: int, at: int) -> tuple[list[Entity], int, int]:
    """The states before a counterpart ("Turkish") or the cities after it ("in Baku")."""
    tokens = discourse.document.sentences[sentence].tokens
    polities, first, last = [], at, at
    for mention in sorted(discourse.of(sentence), key=lambda m: m.start):
        inside = [t.index for t in tokens if mention.start <= t.start and t.end <= mention.end]
        entity = discourse.gazetteer.capitals.get(mention.entity.iri, mention.entity)
        if entity.iri != entity.principal:
            continue
        if at - 4 <= inside[-1] < at and _joined(tokens[inside[-1] + 1 : at]):
            polities.append(entity)
            first = min(first, inside[0])
        elif at < inside[0] <= last + 3 and _joined(tokens[last + 1 : inside[0]], "in", "from"):
            polities.append(entity)
            last = inside[-1]
    return polities, first, last


def _joined(between: Iterable[object], *prepositions: str) -> bool:
    words = {getattr(token, "text", "").lower() for token in between}
    return words <= {"and", ",", "the", "'s", "’s", *prepositions}


def _counterpart(discourse: Discourse, owner: Entity, body: str) -> Entity:
    kind = "Ministry" if body.startswith("ministry") else "GovernmentBody"
    return body_entity(owner, body, kind, discourse.gazetteer)


def _the_before(discourse: Discourse, sentence: int, at: int) -> int | None:
    """The index of "the" where only words of the title stand between: "the prime minister"."""
    tokens = discourse.document.sentences[sentence].tokens
    for back in range(at - 1, max(-1, at - 4), -1):
        if tokens[back].text.lower() == "the":
            return back
        if tokens[back].upos not in ("ADJ", "NOUN", "PROPN") or discourse.covering(sentence, back):
            return None
    return None


def _half(discourse: Discourse, sentence: int, at: int, word: str) -> Entity | None:
    """The state of which the article speaks as "North Korea", when it says "the North"."""
    return _last(
        discourse,
        sentence,
        at,
        lambda m: m.entity.type == "State" and m.entity.label.startswith(word),
    )


def _last(discourse: Discourse, sentence: int, at: int, test: object) -> Entity | None:
    fits = (m.entity for m in discourse.before(sentence, at) if callable(test) and test(m))
    return next(fits, None)


def _only_body(discourse: Discourse, sentence: int, at: int, ending: str) -> Entity | None:
    """The body of that kind, where the article so far names one state's only."""
    bodies = {
        m.entity.iri: m.entity
        for m in discourse.before(sentence, at)
        if m.entity.iri.endswith(ending)
    }
    return next(iter(bodies.values())) if len(bodies) == 1 else None


def _only_kind(
    discourse: Discourse, sentence: int, at: int, kinds: tuple[str, ...]
) -> Entity | None:
    """The last of that kind, where the last three sentences name no other."""
    near = {
        m.entity.iri: m.entity
        for m in discourse.before(sentence, at, reach=3)
        if m.entity.type in kinds
    }
    return next(iter(near.values())) if len(near) == 1 else None


def _titled(discourse: Discourse, sentence: int, at: int, title: str) -> Entity | None:
    """The person last given that title, in the article's own spelling."""
    people = [m for m in discourse.before(sentence, at) if is_person(m.entity)]
    for mention in people:
        words = mention.text.lower().replace("defense", "defence")
        if title.replace("defense", "defence") in words:
            return mention.entity
    return _officer(people, title.split())


def _officer(people: list[Mention], title: list[str]) -> Entity | None:
    """The only person of whom no title was said and whose body the title belongs to."""
    tokens = _words(" ".join(title))
    office = next((p.noun for p in phrases(tokens) if p.last == len(title) - 1), None)
    if office is None or office.organ is None:
        return None
    found = {
        m.entity.iri: m.entity
        for m in people
        if (m.entity.organ_of or "").endswith(f"-{office.organ}")
        and not any(phrase.noun.type == "Person" for phrase in phrases(_words(m.text)))
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _words(text: str) -> list[Token]:
    return [Token(n, 0, 0, w, w, "NOUN", {}, -1, "root") for n, w in enumerate(text.split())]


def _last_pair(discourse: Discourse, sentence: int, at: int) -> tuple[Entity, ...]:
    """The two states or polities last named with "and" between them, or as whose officials."""
    text = discourse.document.article.text
    limit = discourse.document.sentences[sentence].tokens[at].start
    for back in range(sentence, max(-1, sentence - 3), -1):
        named = sorted((m for m in discourse.of(back) if m.end <= limit), key=lambda m: -m.start)
        for later, earlier in pairwise(named):
            between = text[earlier.end : later.start].split()
            pair = [_principal(discourse, mention) for mention in (earlier, later)]
            sides = {entity.iri: entity for entity in pair if entity and "/org/" not in entity.iri}
            if between in (["and"], ["and", "the"]) and len(sides) == 2:
                return tuple(sides[iri] for iri in sorted(sides))
    return ()


def _principal(discourse: Discourse, mention: Mention) -> Entity | None:
    return discourse.side(mention.entity) if is_agent(mention.entity) else None
