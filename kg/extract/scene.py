"""A sentence with all that is known of it: its tree, who is mentioned, how many, when.

What a noun phrase denotes is answered here: an entity by name ("the ministry"), the side whose
persons or things it names ("Azerbaijani positions", "one of its soldiers"), or nobody known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from kg.extract.figures import Quantity
from kg.extract.frames import Frames
from kg.extract.gazetteer import Gazetteer
from kg.extract.names_organs import body_entity, people_of
from kg.extract.times import TimeExpression
from kg.extract.tree import Tree
from kg.model import Entity, Mention, Sentence
from kg.ontology import is_a
from kg.vocabulary import ID, local_name

_ORGAN_TYPES = {"armed-forces": "ArmedForce", "border-guard": "ArmedForce"}
PRIVATE = frozenset({"people", "fighters", "bodies"})  # who act for themselves, not for a state
PARTS_OF = frozenset(
    "one some many most all each third half quarter majority part number group rest dozens scores "
    "hundreds thousands couple handful tens dozen score hundred thousand series string spate wave "
    "piece form kind sort range lot".split()
)
_NAMING = frozenset({"appos", "flat", "nmod:unmarked", "nmod:npmod", "compound", "nmod:desc"})


@lru_cache(maxsize=4096)
def kind_of(entity_type: str, ancestor: str) -> bool:
    """Whether an entity of that type falls under a class of the ontology."""
    return is_a(entity_type, ancestor)


@dataclass(frozen=True, slots=True)
class Filler:
    """What fills a role: the entity, and the token at which the text says so."""

    token: int
    entity: Entity
    start: int
    end: int
    owner: bool = False  # the entity owns what the token names


class Scene:
    """One sentence, with lookups of what its tokens denote."""

    def __init__(
        self,
        index: int,
        sentence: Sentence,
        mentions: Iterable[Mention],
        quantities: tuple[Quantity, ...],
        times: tuple[TimeExpression, ...],
        frames: Frames,
        gazetteer: Gazetteer,
    ) -> None:
        self.index = index
        self.tree = Tree(sentence)
        self.tokens = sentence.tokens
        self.sentence = sentence
        self.mentions = tuple(mentions)
        self.quantities = quantities
        self.times = times
        self.frames = frames
        self.gazetteer = gazetteer
        self.by_head: Mapping[int, list[Mention]] = self._mentions_by_head()
        self.named = self._named_tokens()

    def _mentions_by_head(self) -> Mapping[int, list[Mention]]:
        found: dict[int, list[Mention]] = defaultdict(list)
        for mention in self.mentions:
            found[mention.head].append(mention)
        return found

    def _named_tokens(self) -> frozenset[int]:
        """The tokens inside proper names, which evoke no event."""
        return frozenset(
            token.index
            for token in self.tokens
            for mention in self.mentions
            if mention.start <= token.start and token.end <= mention.end
        )

    # What a token denotes

    def fillers(self, token: int, *, owners: bool = True) -> list[Filler]:
        """The entities that a noun phrase denotes, or else those whose things it names."""
        named = self._direct(token)
        if named or not owners:
            return named
        return self._owners(token)

    def _direct(self, token: int) -> list[Filler]:
        found = self.by_head.get(token, [])
        if not found and self.tokens[token].upos in ("NOUN", "PROPN"):
            found = [
                mention
                for child in self.tree.below(token, *_NAMING)
                for mention in self.by_head.get(child, [])
                if mention.entity.type == "Person"
                or self.tokens[child].deprel in ("appos", "flat")
                or self._is_body(token, mention)
            ]
        if not found:
            at = self.tokens[token]
            covering = [m for m in self.mentions if m.start <= at.start and at.end <= m.end]
            found = [m for m in covering if self._is_loose_head(m, token)][:1]
        named = [Filler(token, m.entity, m.start, m.end) for m in found]
        return [*named, *(partner for m in found for partner in self._partners(token, m))]

    def _is_body(self, token: int, mention: Mention) -> bool:
        """Whether a noun only says what an organisation is: "the Shining Path movement"."""
        named = kind_of(mention.entity.type, "Organization")
        return named and (self.tokens[token].lemma.lower(), "NOUN") in self.frames.words["bodyNoun"]

    def _partners(self, token: int, mention: Mention) -> Iterator[Filler]:
        """Who is named beside somebody after "and", where the parser hung the name on the other."""
        for other in self.mentions:
            between = [t for t in self.tokens if mention.end <= t.start and t.end <= other.start]
            if not between or between[0].text != "and" or len(between) > 2:
                continue
            head = self.tokens[other.head]
            above = self.tokens[head.head] if head.head >= 0 else head
            hung = mention.start <= above.start and above.end <= mention.end
            if hung and head.deprel != "conj" and between[-1].upos in ("CCONJ", "DET"):
                yield Filler(token, other.entity, other.start, other.end)

    def _is_loose_head(self, mention: Mention, token: int) -> bool:
        """Whether a token inside a name is as good as its head: it hangs outside the name."""
        head = self.tokens[token].head
        if head < 0:
            return True
        above = self.tokens[head]
        return not (mention.start <= above.start and above.end <= mention.end)

    def _owners(self, token: int) -> list[Filler]:
        at = self.tokens[token]
        person = self.person_organ(token)
        organ = person or self._thing_organ(token)
        if at.lemma.lower() in PARTS_OF and self.parts(token):
            return [f for of in self.parts(token) for f in self.fillers(of)]
        if organ is None and not self.is_thing(token):
            parts = self.parts(token) if at.upos == "NUM" else []
            return [filler for of in parts for filler in self.fillers(of)]
        found = []
        leaving = self._is_leaving(at.head)  # "the withdrawal of forces from Panama"
        places = ("of", "from", "in") if person is not None and not leaving else ("of",)
        around = [
            *self.tree.possessors(token),
            *self.tree.modifiers(token),
            *self.tree.marked(token, *places),
        ]
        for child in around:
            for part in self.tree.conjuncts(child):
                owners = self._direct(part) or self._reporter(part)
                found += [self._owned(token, filler, organ) for filler in owners]
        return [filler for filler in found if filler is not None]

    def _is_leaving(self, head: int) -> bool:
        """Whether a word tells of a withdrawal."""
        if head < 0:
            return False
        word = self.tokens[head]
        triggers = self.frames.triggers.get((word.lemma.lower(), word.upos), ())
        return any(trigger.kind == "Withdrawal" for trigger in triggers)

    def parts(self, token: int) -> list[int]:
        """What a number or a group is made up of: "dozens of villages"."""
        return [part for of in self.tree.marked(token, "of") for part in self.tree.conjuncts(of)]

    def _reporter(self, pronoun: int) -> list[Filler]:
        """Who is meant by "its" in what "the ministry said": the one who says it."""
        if self.tokens[pronoun].text.lower() not in ("its", "their"):
            return []
        for cue in reversed(self.tokens[:pronoun]):
            if self.frames.meaning("cue", cue.lemma.lower(), cue.upos) is None:
                continue
            for subject in self.tree.below(cue.index, "nsubj"):
                if subject < cue.index and (said := self._direct(subject)):
                    return said[:1]
        return []

    def _owned(self, token: int, owner: Filler, organ: str | None) -> Filler | None:
        entity = self.as_agent(owner.entity)
        if entity is None:
            return None
        if entity.type == "Person" and organ and not entity.principal:
            return None  # "my neighbour", "his men"
        if organ and entity.principal:
            entity = self.gazetteer.entities.get(entity.principal, entity)
        if organ and entity.code and kind_of(entity.type, "PoliticalEntity"):
            entity = self.organ(entity, organ)
        first, _ = self.tree.phrase(token)
        return Filler(token, entity, first.start, self.tokens[token].end, owner=True)

    def _thing_organ(self, token: int) -> str | None:
        """The organ that holds such ground or things ("positions": armed-forces), if any."""
        lemma = self.tokens[token].lemma.lower()
        for listed in ("groundNoun", "assetNoun"):
            if organ := self.frames.meaning(listed, lemma, "NOUN"):
                return organ
        return None

    def organ(self, polity: Entity, organ: str) -> Entity:
        """The organ of a polity that persons of a kind belong to; people are the polity's own."""
        if organ not in ("armed-forces", "police", "border-guard"):
            return polity
        return body_entity(polity, organ, _ORGAN_TYPES.get(organ, "GovernmentBody"), self.gazetteer)

    def group(self, token: int, polity: Entity) -> Entity:
        """Who acts where private persons do: not their state, but "protesters" in it."""
        if self.person_organ(token) not in PRIVATE or not polity.code:
            return polity
        if not kind_of(polity.type, "PoliticalEntity"):
            return polity
        lemma = self.tokens[token].lemma.lower()
        return people_of(polity, lemma, armed=self.person_organ(token) == "fighters")

    def as_agent(self, entity: Entity) -> Entity | None:
        """The agent itself; of a state's territory or a place in it, the state; else None."""
        if kind_of(entity.type, "Agent"):
            return entity
        if not kind_of(entity.type, "Place"):
            return None
        territory = entity.iri if entity.type == "StateTerritory" else entity.organ_of
        if not territory or "/territory/" not in territory:
            return None
        return self.gazetteer.entities.get(ID[f"state/{local_name(territory)}"].value)

    def territory(self, entity: Entity) -> Entity | None:
        """The territory of a state, for ground that the text calls its soil."""
        if not entity.principal or entity.type not in ("State", "PoliticalEntity"):
            return None
        iri = ID[f"territory/{local_name(entity.principal)}"].value
        known = self.gazetteer.entities.get(iri)
        return known or Entity(iri, "StateTerritory", f"territory of {entity.label}")

    def anonymous(self, token: int, article: str) -> Entity:
        """Somebody whom the text does not name: "security sources", bound to this article."""
        first, last = self.tree.phrase(token)
        label = " ".join(
            part.text for part in self.tokens[first.index : last.index + 1] if part.upos != "PUNCT"
        )
        iri = ID[f"agent/{article[:16]}-{first.start}"].value
        return Entity(iri, "Agent", label)

    def writers(self, noun: int) -> list[int]:
        """Who acts through a thing: who "posted a message blaming …"; else the noun itself."""
        token = self.tokens[noun]
        if token.upos == "NOUN" and token.deprel == "obj" and not self.fillers(noun):
            return self.tree.agents(token.head) or [noun]
        return [noun]

    # What kind of thing a token names

    def person_organ(self, token: int) -> str | None:
        """The organ that persons so called belong to ("soldiers": armed-forces), if any."""
        at = self.tokens[token]
        if at.upos == "PROPN":
            return None
        return self.frames.meaning("personNoun", at.lemma.lower(), "NOUN")

    def is_thing(self, token: int) -> bool:
        """Whether a token names ground or some other thing that has an owner."""
        lemma = self.tokens[token].lemma.lower()
        words = self.frames.words
        return (lemma, "NOUN") in words["groundNoun"] or (lemma, "NOUN") in words["assetNoun"]

    def entities(self, token: int) -> list[Entity]:
        """The entities that the token itself names."""
        return [filler.entity for filler in self._direct(token)]

    def any_is(self, token: int, *classes: str) -> bool:
        """Whether the token names an entity of one of the classes."""
        return any(kind_of(e.type, name) for e in self.entities(token) for name in classes)
