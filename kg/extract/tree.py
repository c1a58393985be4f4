"""A sentence as a tree: who does what to whom, whatever the voice, and which clause hangs where.

Everything here is Universal Dependencies alone; no word of English but prepositions of the passive.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from kg.model import Sentence, Token

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass"})
CLAUSES = frozenset(
    {"ccomp", "xcomp", "advcl", "advcl:relcl", "acl", "acl:relcl", "parataxis", "csubj"}
)
OBLIQUES = frozenset({"obl", "obl:agent", "obl:arg", "nmod", "obl:unmarked", "obl:npmod"})
_WHO = frozenset({"who", "whom", "which"})
_COMPOUND = frozenset("according due because out prior close next along together".split())
MODIFIERS = frozenset({"amod", "compound", "nmod:unmarked", "nmod:npmod", "obl:unmarked"})


class Tree:
    """A parsed sentence with its dependents, subjects, objects and obliques by token index."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.children = sentence.children

    def below(self, index: int, *relations: str) -> list[int]:
        """The dependents of a token by one of the relations, subtypes not included."""
        tokens = self.tokens
        return [child for child in self.children[index] if tokens[child].deprel in relations]

    def subtree(self, index: int) -> list[int]:
        """A token and all that hangs below it."""
        found, at = [index], 0
        while at < len(found):
            found.extend(self.children[found[at]])
            at += 1
        return found

    def ancestors(self, index: int) -> Iterator[int]:
        """The heads above a token, nearest first."""
        steps, at = 0, self.tokens[index].head
        while at >= 0 and steps <= len(self.tokens):
            yield at
            at = self.tokens[at].head
            steps += 1

    def first_conjunct(self, index: int) -> int:
        """The head of the coordination that a token belongs to; itself if in none."""
        while self.tokens[index].deprel == "conj" and self.tokens[index].head >= 0:
            index = self.tokens[index].head
        return index

    def conjuncts(self, index: int) -> list[int]:
        """A token and those coordinated with it, in text order; appositions are none."""
        found, at = [index], 0
        while at < len(found):
            found.extend(self.below(found[at], "conj"))
            at += 1
        return sorted(found)

    @cached_property
    def prepositions(self) -> tuple[str, ...]:
        """For each token the preposition it stands under ("of", "according to"), or ""."""
        found: list[str] = []
        for token in self.tokens:
            cases = self.below(token.index, "case")
            words = [self._words(case) for case in cases]
            words = [word for word in words if word not in ("'s", "'", "’s", "’")]
            if not words and token.deprel == "conj":
                first = self.first_conjunct(token.index)
                found.append(found[first] if first < len(found) else "")
            else:
                compound = len(words) == 2 and words[0] in _COMPOUND
                found.append(" ".join(words) if compound else words[-1] if words else "")
        return tuple(found)

    def _words(self, index: int) -> str:
        parts = [index, *self.below(index, "fixed")]
        return " ".join(self.tokens[part].text.lower() for part in parts)

    @cached_property
    def bare(self) -> frozenset[int]:
        """Infinitives taken for words before a noun: "saw Armenia cede swathes of territory"."""
        found = []
        for token in self.tokens[2:]:
            before, verb = self.tokens[token.index - 1], self.tokens[token.index - 2]
            beside = before.deprel == "compound" and token.head == before.head
            beside = beside or (before.deprel in ("obj", "iobj") and before.head == verb.index)
            hung = token.deprel in ("compound", "amod") and token.upos in ("NOUN", "ADJ", "VERB")
            taken = hung and beside and before.upos == "PROPN"
            if taken and verb.lemma in ("see", "let", "make", "watch", "help"):
                found.append(token.index)
        return frozenset(found)

    def is_passive(self, index: int) -> bool:
        """Whether a verb stands in the passive, as a finite verb or as a past participle."""
        token = self.tokens[index]
        if self.below(index, "nsubj:pass", "aux:pass", "csubj:pass"):
            return True
        if token.deprel == "amod":
            return token.feats.get("VerbForm") == "Part" and token.feats.get("Tense") != "Pres"
        if self.below(index, "nsubj", "aux", "obj") or token.feats.get("VerbForm") != "Part":
            return False
        if token.deprel == "conj":
            return not self.below(index, "obj") and self.is_passive(token.head)
        past = token.feats.get("Tense") == "Past" or token.feats.get("Voice") == "Pass"
        return past and token.deprel in ("acl", "amod", "acl:relcl", "advcl", "xcomp", "ccomp")

    def subjects(self, index: int) -> list[int]:
        """The subject of a verb: its own, shared, controlled, or the noun that it modifies."""
        if index in self.bare:
            return [index - 1]
        own = self.below(index, *SUBJECTS)
        if self.tokens[index].feats.get("VerbForm") in ("Ger", "Part"):
            own = [child for child in own if not self.prepositions[child]]
        for auxiliary in () if own else self.below(index, "aux", "aux:pass"):
            own = own or self.below(auxiliary, *SUBJECTS)
        own = own or self._before_auxiliary(index)
        if own:
            return [self._antecedent(index, child) for child in own]
        token = self.tokens[index]
        head = token.head
        if head < 0:
            return []
        if token.deprel == "conj":
            return self._shared_subjects(index, head)
        if token.deprel in ("ccomp", "parataxis") and not self._is_infinite(index):
            return [child for child in self.below(head, "obj") if head < child < index]
        if token.deprel in ("acl", "amod", "acl:relcl") and self.tokens[head].upos != "VERB":
            return self._modified(index, head)
        if token.deprel == "xcomp" or (token.deprel == "ccomp" and self._is_infinite(index)):
            objects = self.below(head, "obj", "iobj") or self.marked(head, "on", "upon", "for")
            return objects or self.subjects(head)
        if token.deprel == "advcl" and self._is_infinite(index):
            return self._controller(index, head)
        return []

    def _before_auxiliary(self, index: int) -> list[int]:
        """The noun right before "were", where it was hung as something else than the subject."""
        if not self.below(index, "aux:pass"):
            return []
        for auxiliary in self.below(index, "aux", "aux:pass")[:1]:
            before = auxiliary - 1
            token = self.tokens[max(before, 0)]
            counted = before >= 0 and token.upos == "NUM"  # "at least 20 were killed"
            if before < 0 or (token.head != index and not counted):
                continue
            if counted or (token.upos in ("NOUN", "PROPN") and not self.prepositions[before]):
                return [before]
        return []

    def _shared_subjects(self, index: int, head: int) -> list[int]:
        """The subject of the verb coordinated with, in either voice."""
        if self.tokens[head].upos not in ("VERB", "AUX", "ADJ", "NOUN"):
            return []
        if self.tokens[index].upos not in ("VERB", "AUX", "ADJ"):
            return []
        told = [c for c in self.below(head, "ccomp", "parataxis") if head < c < index]
        if told and self.below(index, "aux") and not self.below(head, "aux"):
            return self.subjects(told[-1])  # "said they crossed … and had dropped …"
        return self.subjects(head)

    def _modified(self, index: int, noun: int) -> list[int]:
        """The noun that a participle or a relative clause describes; none for an infinitive."""
        if self.below(index, "mark") and self.tokens[index].feats.get("VerbForm") == "Inf":
            return []
        governor = self.tokens[noun].head
        if self.prepositions[noun] == "on" and governor >= 0:
            return self.subjects(governor)  # "posted on the site, blaming …"
        if self.tokens[index].deprel == "acl:relcl" and not self._has_relative_gap(index):
            return []
        return [noun]

    def _has_relative_gap(self, index: int) -> bool:
        """Whether a relative clause without subject of its own leaves the subject to its noun."""
        return not any(self.tokens[child].deprel in SUBJECTS for child in self.children[index])

    def _controller(self, index: int, head: int) -> list[int]:
        """Whose doing an adverbial participle is: the accused in "accused X of …", else subject."""
        marks = {self.tokens[mark].text.lower() for mark in self.below(index, "mark", "case")}
        if "to" in marks and (asked := self.marked(head, "on", "upon")):
            return asked
        if marks & {"of", "for", "from"} and (objects := self.patients(head)):
            return objects
        if self.is_passive(head):
            return self.patients(head)
        return self.subjects(head)

    def _is_infinite(self, index: int) -> bool:
        token = self.tokens[index]
        return token.feats.get("VerbForm") in ("Inf", "Ger", "Part") and not any(
            self.tokens[child].feats.get("VerbForm") == "Fin"
            for child in self.below(index, "aux", "aux:pass", "cop")
        )

    def _antecedent(self, verb: int, subject: int) -> int:
        """The noun that a relative pronoun stands for, else the token itself."""
        token = self.tokens[subject]
        if token.feats.get("PronType") != "Rel" and token.text.lower() not in _WHO:
            return subject
        for clause in (verb, *self.ancestors(verb)):
            if self.tokens[clause].deprel == "acl:relcl":
                return self.tokens[clause].head
        return self._noun_before(subject)

    def _noun_before(self, pronoun: int) -> int:
        """The noun before ", which", where the clause was hung elsewhere; else the pronoun."""
        if pronoun >= 2 and self.tokens[pronoun - 1].text == ",":
            at = pronoun - 2
            if self.tokens[at].upos in ("NOUN", "PROPN"):
                head = self.tokens[at].head
                flat = self.tokens[at].deprel in ("flat", "compound") and head >= 0
                return head if flat else at
        return pronoun

    def objects(self, index: int) -> list[int]:
        """The direct object of an active verb; for a relative clause without one, its noun."""
        if index in self.bare:
            return [self.tokens[index].head]
        own = self.below(index, "obj") or self._reciprocal(index)
        if own:
            return [self._antecedent(index, child) for child in own]
        token = self.tokens[index]
        if token.deprel == "acl:relcl" and self.below(index, "nsubj"):
            subject = self.below(index, "nsubj")[0]
            if self._antecedent(index, subject) == subject:
                return [token.head]
        later = [child for child in self.below(index, "conj") if child > index]
        if token.deprel == "conj":
            later += [child for child in self.below(token.head, "conj") if child > index]
            shared = [obj for obj in self.below(token.head, "obj") if obj > index]
            if shared:
                return shared
        for verb in later:
            if self.tokens[verb].upos == "VERB" and not self.below(verb, *SUBJECTS):
                return self.below(verb, "obj")
        return []

    def _reciprocal(self, index: int) -> list[int]:
        """The words "each other", which parsers hang in several ways."""
        return [
            child
            for child in self.below(index, "xcomp", "obl", "advmod")
            if self.tokens[child].lemma == "other"
            and child
            and self.tokens[child - 1].lemma in ("each", "one")
        ]

    def agents(self, index: int) -> list[int]:
        """Who does what a verb says, in either voice."""
        if self.is_passive(index):
            return self.marked(index, "by")
        return self.subjects(index)

    def patients(self, index: int) -> list[int]:
        """To whom it is done, in either voice."""
        if self.is_passive(index):
            return self.subjects(index)
        return self.objects(index)

    def marked(self, index: int, *prepositions: str) -> list[int]:
        """The obliques or nominal modifiers of a token that stand under a preposition."""
        return [
            child
            for child in self.children[index]
            if self.tokens[child].deprel in OBLIQUES and self.prepositions[child] in prepositions
        ]

    def possessors(self, index: int) -> list[int]:
        """Whose a noun is: "its", "Armenia's"."""
        return self.below(index, "nmod:poss")

    def modifiers(self, index: int) -> list[int]:
        """The adjectives and nouns before a noun."""
        return self.below(index, *MODIFIERS)

    def has_word(self, index: int, relations: frozenset[str], words: frozenset[str]) -> bool:
        """Whether a dependent by one of the relations is one of the words."""
        return any(
            self.tokens[child].deprel in relations and self.tokens[child].text.lower() in words
            for child in self.children[index]
        )

    def phrase(self, index: int) -> tuple[Token, Token]:
        """The first and last token of a noun phrase without the clauses that follow it."""
        found, at = [index], 0
        while at < len(found):
            found.extend(
                child
                for child in self.children[found[at]]
                if self.tokens[child].deprel not in CLAUSES
                and self.tokens[child].deprel not in ("conj", "punct", "appos", "case", "cc")
            )
            at += 1
        return self.tokens[min(found)], self.tokens[max(found)]
