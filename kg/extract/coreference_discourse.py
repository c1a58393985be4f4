"""What an article has said so far: its mentions by place, its quotations, its two parties."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import combinations

from kg.extract.gazetteer import Gazetteer
from kg.extract.names_words import Noun, phrases
from kg.extract.quotes import quotations
from kg.extract.times import TimeExpression, resolve_times
from kg.extract.tree import Tree
from kg.model import Document, Entity, Mention, Span

_AGENTS = ("/state/", "/polity/", "/org/", "/organ/", "/group/", "/person/", "/outlet/")
_FIGHTING = frozenset(
    "clash attack war fight fighting ceasefire truce border shell shelling conflict hostility "
    "battle strike fire aggression invade invasion offensive kill capture retaliate troops".split()
)
_ENOUGH = 4


class Discourse:
    """The mentions of an article, those found by coreference included."""

    def __init__(
        self, document: Document, mentions: Iterable[Mention], gazetteer: Gazetteer
    ) -> None:
        self.document = document
        self.gazetteer = gazetteer
        self._given = tuple(mentions)
        self._by_sentence: dict[int, list[Mention]] = defaultdict(list)
        for mention in self._given:
            self._by_sentence[mention.sentence].append(mention)
        self._trees: dict[int, Tree] = {}
        self._organs: dict[int, dict[int, Noun]] = {}

    def mentions(self) -> tuple[Mention, ...]:
        """All mentions in text order."""
        every = (mention for found in self._by_sentence.values() for mention in found)
        return tuple(sorted(every, key=lambda m: (m.start, -m.end, m.entity.iri)))

    def add(self, sentence: int, first: int, last: int, entities: Sequence[Entity]) -> None:
        """Let a span of tokens denote entities; names inside it give way."""
        tokens = self.document.sentences[sentence].tokens
        start, end = tokens[first].start, tokens[last].end
        kept = [m for m in self.of(sentence) if not (start <= m.start and m.end <= end)]
        inside = [t for t in tokens[first : last + 1] if not first <= t.head <= last]
        nouns = [t for t in inside if t.upos in ("NOUN", "PROPN", "PRON")] or inside
        head = nouns[-1].index if nouns else last
        text = self.document.article.text[start:end]
        kept += [Mention(start, end, text, entity, sentence, head) for entity in entities]
        self._by_sentence[sentence] = kept

    def of(self, sentence: int) -> list[Mention]:
        """The mentions of a sentence."""
        return self._by_sentence.get(sentence, [])

    def covering(self, sentence: int, at: int) -> list[Mention]:
        """The mentions whose span covers a token."""
        token = self.document.sentences[sentence].tokens[at]
        return [m for m in self.of(sentence) if m.start <= token.start and token.end <= m.end]

    def headed(self, sentence: int, at: int) -> list[Mention]:
        """The mentions of agents at a token: those it heads, else those that cover it."""
        covering = [m for m in self.covering(sentence, at) if is_agent(m.entity)]
        return [m for m in covering if m.head == at] or covering

    def tree(self, sentence: int) -> Tree:
        """The sentence as a tree."""
        if sentence not in self._trees:
            self._trees[sentence] = Tree(self.document.sentences[sentence])
        return self._trees[sentence]

    def before(self, sentence: int, at: int, reach: int = 400) -> Iterator[Mention]:
        """The mentions before a token, the nearest first, over so many sentences back."""
        for index in range(sentence, max(-1, sentence - reach - 1), -1):
            start = self.document.sentences[sentence].tokens[at].start
            for mention in sorted(self.of(index), key=lambda m: -m.start):
                if mention.end <= start:
                    yield mention

    def subjects(self, sentence: int, verb: int) -> list[int]:
        """The subjects of a verb with their conjuncts, as tokens; a relative's is its noun."""
        tree = self.tree(sentence)
        found: list[int] = []
        for subject in tree.below(verb, "nsubj", "nsubj:pass", "nsubj:outer"):
            token = tree.tokens[subject]
            if token.text.lower() in ("who", "which", "that") and token.upos in ("PRON", "SCONJ"):
                noun = tree.tokens[verb].head
                found += [noun] if noun >= 0 and "relcl" in tree.tokens[verb].deprel else []
            else:
                found += tree.conjuncts(subject)
        return found

    def quotation_at(self, offset: int) -> Span | None:
        """The quotation around a character of the article."""
        return next((q for q in self._quotations if q.start <= offset < q.end), None)

    @cached_property
    def _quotations(self) -> tuple[Span, ...]:
        return quotations(self.document.article)

    def organ_at(self, sentence: int, at: int) -> Noun | None:
        """The kind of body that a noun phrase ending in a token names: "border service"."""
        if sentence not in self._organs:
            tokens = self.document.sentences[sentence].tokens
            found = {p.last: p.noun for p in phrases(tokens) if p.noun.kind == "organ"}
            self._organs[sentence] = found
        return self._organs[sentence].get(at)

    def speaker_at(self, sentence: int, at: int) -> Entity | None:
        """Whose words a token belongs to: the subject of the verb of saying above or beside it."""
        tree = self.tree(sentence)
        above = [verb for verb in tree.ancestors(at) if tree.tokens[verb].lemma in SAYING]
        beside = [t.index for t in tree.tokens if t.lemma in SAYING and t.upos == "VERB"]
        for verb in (*above, *beside):
            if verb == at or self.quotation_at(tree.tokens[verb].start):
                continue
            speakers = self.subjects(sentence, verb) or self._inverted(sentence, verb)
            found = {m.entity.iri: m.entity for s in speakers for m in self.headed(sentence, s)}
            if found:
                return next(iter(found.values())) if len(found) == 1 else None
        return None

    def _inverted(self, sentence: int, verb: int) -> list[int]:
        """The noun right after a verb of saying, which parsers may take for its object."""
        tree = self.tree(sentence)
        return [at for at in tree.below(verb, "obj", "obl", "dep") if verb < at <= verb + 6]

    @cached_property
    def times(self) -> tuple[TimeExpression, ...]:
        """The time expressions of the article."""
        return resolve_times(self.document)

    @cached_property
    def parties(self) -> tuple[Entity, ...]:
        """The two states, polities or armed groups whose conflict the article is about, if clear.

        They are the pair that most sentences name together, twice as much where these speak of
        fighting; no other pair may come near.
        """
        together: Counter[tuple[str, str]] = Counter()
        entities: dict[str, Entity] = {}
        for index, sentence in enumerate(self.document.sentences):
            sides = {}
            for mention in self._given:
                if mention.sentence == index and (side := self.side(mention.entity)):
                    sides[side.iri] = side
            entities.update(sides)
            weight = 2 if any(t.lemma in _FIGHTING for t in sentence.tokens) else 1
            together.update(dict.fromkeys(combinations(sorted(sides), 2), weight))
        best = sorted(together.items(), key=lambda item: (-item[1], item[0]))[:2]
        if not best or best[0][1] < _ENOUGH:
            return ()
        if len(best) == 2 and best[1][1] * 3 > best[0][1] * 2:
            return ()
        return tuple(entities[iri] for iri in best[0][0])

    def side(self, entity: Entity) -> Entity | None:
        """The state, polity or armed group on whose side an agent stands."""
        if entity.type == "NonStateArmedGroup":
            return entity
        if not is_agent(entity) or entity.principal is None or "/org/" in entity.principal:
            return None
        if entity.iri == entity.principal:
            return entity
        return self.principal(entity)

    def principal(self, entity: Entity) -> Entity | None:
        """The polity or organisation that an agent acts for."""
        known = self.gazetteer.entities.get(entity.principal or "")
        if known:
            return known
        same = (m.entity for m in self._given if m.entity.iri == entity.principal)
        return next(same, None)


SAYING = frozenset(
    "say tell state announce report add claim declare insist argue warn note stress accuse deny "
    "allege confirm write continue explain reply respond claim comment call describe assert "
    "acknowledge admit tweet post quote".split()
)


def is_agent(entity: Entity) -> bool:
    """Whether an entity can act: no place, no treaty."""
    return any(kind in entity.iri for kind in _AGENTS)


def is_person(entity: Entity) -> bool:
    """Whether an entity is a person."""
    return "/person/" in entity.iri
