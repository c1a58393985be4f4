"""What "he", "it", "they" and a quotation's "we" mean."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.coreference_discourse import SAYING, Discourse, is_agent, is_person
from kg.model import Entity, Mention, Span, Token

Found = tuple[int, int, tuple[Entity, ...]]

_PLURAL = frozenset({"they", "their", "them", "themselves"})
_POSSESSIVE = frozenset({"his", "her", "its", "their"})
_SEEMING = frozenset({"seem", "appear", "happen", "turn", "remain", "take", "rain"})
_DIRECTING = frozenset(
    "call urge ask order tell oblige force allow press appeal demand request instruct warn "
    "persuade encourage invite require command".split()
)
_HOSTILE = frozenset(
    "attack invade shell bomb bombard strike hit violate enter seize occupy capture target "
    "threaten cross fire destroy raid kill wound injure shoot damage infiltrate".split()
)
_MANY = frozenset({"ArmedForce", "PeacekeepingForce", "NonStateArmedGroup", "Organization"})


def person(discourse: Discourse, sentence: int, at: int) -> Found | None:
    """Whom "he" or "she" means: the subject before, or the only person before."""
    quotation = _quotation(discourse, sentence, at)
    for subjects in _subjects_above(discourse, sentence, at):
        people = _people(discourse, sentence, subjects, quotation)
        if people:
            return _one(at, people)
    if quotation:
        return None
    start = discourse.document.sentences[sentence].tokens[at].start
    here = [m for m in discourse.of(sentence) if m.end <= start and is_person(m.entity)]
    if here:
        return _one(at, here)
    token = discourse.document.sentences[sentence].tokens[at]
    after = _people(discourse, sentence, _main_subjects(discourse, sentence), None)
    if after and token.text.lower() in _POSSESSIVE:  # "In his statement, the minister said"
        return _one(at, after)
    if not _is_leading(discourse, sentence, token):
        return None
    for back in range(sentence - 1, max(-1, sentence - 4), -1):
        people = _people(discourse, back, _main_subjects(discourse, back), None)
        people = people or [m for m in discourse.of(back) if is_person(m.entity)]
        if people:
            return _one(at, people)
    return None


def thing(discourse: Discourse, sentence: int, at: int) -> Found | None:
    """What "it" or "they" means: a subject above it in the sentence, or the last one's subject."""
    token = discourse.document.sentences[sentence].tokens[at]
    if token.deprel == "expl" or _is_empty(discourse, sentence, token):
        return None
    if token.text.lower() == "it" and token.deprel in ("obl", "nmod", "obl:agent"):
        return None  # "denied any role in it": a thing rather than an agent
    quotation = _quotation(discourse, sentence, at)
    seen_noun = False
    for subjects in _subjects_above(discourse, sentence, at):
        found = [m for s in subjects for m in discourse.headed(sentence, s)]
        found = [m for m in found if _shares(discourse, quotation, m)]
        if found and _agrees(discourse, token, found):
            return _several(at, found)
        seen_noun = seen_noun or not found
        if seen_noun and token.text.lower() not in _PLURAL:
            return None  # "The deal ... it": the subject is a thing that no mention names
    if quotation:
        return None
    if token.text.lower() in _POSSESSIVE and _is_victim(discourse, sentence, token.index):
        return _struck_before(discourse, sentence, token)
    alone = None
    if not seen_noun:
        alone = _only_agent(discourse, sentence, token) or _near_subject(discourse, sentence, token)
    return alone or _from_before(discourse, sentence, token)


def _struck_before(discourse: Discourse, sentence: int, token: Token) -> Found | None:
    """Whose what suffers is: not its striker's, but that of the last one named before it."""
    tree = discourse.tree(sentence)
    verbs = [at for at in tree.ancestors(token.index) if tree.tokens[at].upos == "VERB"][:1]
    doers = [m for v in verbs for s in tree.subjects(v) for m in discourse.headed(sentence, s)]
    strikers = {mention.entity.iri for mention in doers}
    before = [m for m in discourse.of(sentence) if m.end <= token.start and is_agent(m.entity)]
    last = [m for m in before if m.entity.iri not in strikers][-1:]
    return _several(token.index, last) if last else None


def _only_agent(discourse: Discourse, sentence: int, token: Token) -> Found | None:
    """The only agent before a possessive, or in front of "announced it", in a broken tree."""
    before = [
        m
        for m in discourse.of(sentence)
        if m.end <= token.start and is_agent(m.entity) and discourse.quotation_at(m.start) is None
    ]
    found = {m.entity.iri for m in before}
    leads = bool(before) and before[0].start - discourse.document.sentences[sentence].start < 5
    tree = discourse.tree(sentence)
    told = any(tree.tokens[verb].lemma in SAYING for verb in tree.ancestors(token.index))
    if len(found) == 1 and leads and (told or token.text.lower() in _POSSESSIVE):
        return _several(token.index, before) if _agrees(discourse, token, before) else None
    return None


def _near_subject(discourse: Discourse, sentence: int, token: Token) -> Found | None:
    """The nearest subject before a pronoun: "that Armenia said left one of its soldiers dead"."""
    if token.text.lower() not in _POSSESSIVE and not token.deprel.startswith("nsubj"):
        return None
    tokens = discourse.document.sentences[sentence].tokens
    before = [
        m
        for m in discourse.of(sentence)
        if m.end <= token.start
        and is_agent(m.entity)
        and tokens[m.head].deprel.startswith("nsubj")
        and discourse.quotation_at(m.start) is None
    ]
    nearest = [m for m in before if m.start == max(other.start for other in before)]
    if nearest and _agrees(discourse, token, nearest):
        return _several(token.index, nearest)
    return None


def speaker(discourse: Discourse, sentence: int, at: int) -> Found | None:
    """Who says "we" inside a quotation: the subject of its verb of saying."""
    if _quotation(discourse, sentence, at) is None:
        return None
    entity = discourse.speaker_at(sentence, at)
    return (at, at, (entity,)) if entity else None


def _subjects_above(discourse: Discourse, sentence: int, at: int) -> Iterator[list[int]]:
    """The subjects of the clauses around a pronoun, the inner first, its own left out.

    The subject of the pronoun's own clause can be meant by a possessive only.
    """
    tree = discourse.tree(sentence)
    token = tree.tokens[at]
    suffers = token.text.lower() in _POSSESSIVE and _is_victim(discourse, sentence, at)
    own = token.text.lower() not in _POSSESSIVE or suffers
    above = set(tree.ancestors(at))
    doers: set[int] = set()
    for verb in tree.ancestors(at):
        subjects = [
            s
            for s in discourse.subjects(sentence, verb)
            if s < at and (s not in above or discourse.headed(sentence, s))
        ]  # "one of its soldiers" is not what "its" takes up
        if token.text.lower() in _POSSESSIVE and (told := _told(discourse, sentence, verb)):
            yield told
        if (
            own
            and tree.tokens[verb].upos in ("VERB", "AUX", "ADJ", "NOUN")
            and _governs(discourse, sentence, verb)
        ):
            own = False
            doers = set(tree.subjects(verb)) if suffers else doers
            continue
        relative = "relcl" in tree.tokens[verb].deprel and tree.tokens[verb].head in subjects
        subjects = [one for one in subjects if one not in doers]  # "hit a jet, captured its pilot"
        if subjects and not (relative and not discourse.headed(sentence, subjects[0])):
            yield subjects


def _told(discourse: Discourse, sentence: int, verb: int) -> list[int]:
    """Who is to do what an infinitive says: "called on X to withdraw", "obliges X to protect"."""
    tree = discourse.tree(sentence)
    above = tree.tokens[verb].head
    infinitive = tree.tokens[verb].deprel in ("xcomp", "advcl", "ccomp")
    if above < 0 or not infinitive or tree.tokens[above].lemma not in _DIRECTING:
        return []
    objects = tree.below(above, "obj", "obl", "iobj")
    return [one for one in objects if above < one < verb and discourse.headed(sentence, one)][:1]


def _is_victim(discourse: Discourse, sentence: int, at: int) -> bool:
    """Whether a possessive's noun suffers its clause: nobody "attacks its territory" himself."""
    tree = discourse.tree(sentence)
    noun = tree.tokens[at].head
    for above in tree.ancestors(at):
        if tree.tokens[above].upos == "VERB":
            subjects = tree.below(above, "nsubj", "nsubj:pass")
            return tree.tokens[above].lemma in _HOSTILE and noun not in subjects
    return False


def _governs(discourse: Discourse, sentence: int, verb: int) -> bool:
    """Whether a word has a subject of its own, and so makes a clause."""
    tree = discourse.tree(sentence)
    return tree.tokens[verb].upos == "VERB" or bool(tree.below(verb, "nsubj", "nsubj:pass"))


def _people(
    discourse: Discourse, sentence: int, subjects: list[int], quotation: Span | None
) -> list[Mention]:
    found = [m for s in subjects for m in discourse.headed(sentence, s) if is_person(m.entity)]
    return [m for m in found if _shares(discourse, quotation, m)]


def _quotation(discourse: Discourse, sentence: int, at: int) -> Span | None:
    return discourse.quotation_at(discourse.document.sentences[sentence].tokens[at].start)


def _shares(discourse: Discourse, quotation: Span | None, mention: Mention) -> bool:
    """Whether a mention may be meant from there: from inside a quotation, only what it names."""
    if quotation is None:
        return discourse.quotation_at(mention.start) is None
    return quotation.start <= mention.start < quotation.end


def _agrees(discourse: Discourse, token: Token, found: list[Mention]) -> bool:
    entities = {m.entity.iri for m in found}
    if any(is_person(m.entity) for m in found):
        return token.text.lower() in _PLURAL and len(entities) > 1
    if token.text.lower() not in _PLURAL:
        return len(entities) == 1 and not _is_plural(discourse, found[0])
    if len(entities) > 1:
        return True
    mention = found[0]
    if mention.entity.iri == mention.entity.principal:
        return False
    return _is_plural(discourse, mention) or mention.entity.type in _MANY


def _is_plural(discourse: Discourse, mention: Mention) -> bool:
    """Whether the words are a plural noun: "troops", "officials"."""
    head = discourse.document.sentences[mention.sentence].tokens[mention.head]
    return head.upos == "NOUN" and head.feats.get("Number") == "Plur"


def _is_empty(discourse: Discourse, sentence: int, token: Token) -> bool:
    """Whether "it" only fills the place of a subject: "it is possible that"."""
    if token.text.lower() != "it" or token.deprel not in ("nsubj", "nsubj:pass", "expl"):
        return False
    tree = discourse.tree(sentence)
    governor = tree.tokens[token.head]
    clause = tree.below(governor.index, "ccomp", "csubj", "csubj:pass", "xcomp", "advcl")
    adjective = governor.upos in ("ADJ", "ADV") or bool(tree.below(governor.index, "cop"))
    stands = governor.upos in ("ADJ", "NOUN") and bool(tree.below(governor.index, "cop"))
    return governor.lemma in _SEEMING or (adjective and bool(clause)) or stands


def _from_before(discourse: Discourse, sentence: int, token: Token) -> Found | None:
    """The subject of the sentence before, for a pronoun at the start of this one."""
    if not _is_leading(discourse, sentence, token):
        return None
    back = sentence - 1
    while back >= 0 and len(discourse.document.sentences[back].tokens) < 3:
        back -= 1
    if back < 0:
        return None
    found = [m for s in _main_subjects(discourse, back) for m in discourse.headed(back, s)]
    found = [m for m in found if discourse.quotation_at(m.start) is None]
    return _several(token.index, found) if found and _agrees(discourse, token, found) else None


def _is_leading(discourse: Discourse, sentence: int, token: Token) -> bool:
    """Whether a pronoun takes up what was spoken of before the sentence: as or in its subject."""
    tokens = discourse.document.sentences[sentence].tokens
    main = tokens[token.head] if token.head >= 0 else token
    if token.text.lower() not in _POSSESSIVE and not token.deprel.startswith("nsubj"):
        return token.index < 2
    return main.deprel in ("root", "nsubj", "nsubj:pass", "parataxis") or token.index < 4


def _main_subjects(discourse: Discourse, sentence: int) -> list[int]:
    """The subjects of the main clause, or of the verb of saying outside its quotation."""
    tree = discourse.tree(sentence)
    roots = [t.index for t in tree.tokens if t.deprel == "root"]
    for verb in (*roots, *(t.index for t in tree.tokens if t.deprel == "parataxis")):
        outside = discourse.quotation_at(tree.tokens[verb].start) is None
        subjects = discourse.subjects(sentence, verb) if outside else []
        if subjects:
            return subjects
    return []


def _one(at: int, found: list[Mention]) -> Found | None:
    entities = {m.entity.iri: m.entity for m in found}
    return (at, at, tuple(entities.values())) if len(entities) == 1 else None


def _several(at: int, found: list[Mention]) -> Found | None:
    entities = {m.entity.iri: m.entity for m in found}
    return (at, at, tuple(entities[iri] for iri in sorted(entities)))
