"""When: which time expression dates an event, and what its tense tells where none does.

An event takes the time expression nearest to it in its own clause. Without one, an event told in
the simple past or the progressive belongs to the day the news is about (the day its first
sentences name, else the day of publication); what is told in the perfect, before the first
flashback, or beside a "since", happened before publication and nothing more is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from kg.extract.factuality import is_definite
from kg.extract.scene import Scene
from kg.extract.story import Story
from kg.extract.times import TimeExpression
from kg.extract.triggers import Match
from kg.model import Time
from kg.ontology import class_ancestors

_NOMINAL = ("obl", "nmod", "obj", "nsubj", "appos", "conj", "compound", "amod", "iobj")
_UNITS = frozenset({"minute", "hour", "day", "week", "month", "year", "decade"})
_LASTING = frozenset({"ArmedConflict", "Support", "Cooperation"})  # older than the day's news
_OLD = timedelta(days=8)


@dataclass(frozen=True, slots=True)
class Dated:
    """The time of an event, and whether the text gives it (not only the tense)."""

    time: Time | None
    explicit: bool


def date(scene: Scene, match: Match, story: Story, flashback: bool, reported: bool) -> Dated:
    """The time of the event that a match evokes.

    `flashback` tells that the paragraph has gone back in time before; `reported` that the event
    stands in reported speech, where the past perfect is only the past.
    """
    expression = (
        expression_of(scene, match)
        or _of_clause_beside(scene, match)
        or _at_the_front(scene, match)
    )
    if expression is not None:
        return Dated(_bounds(scene, match, expression), True)
    flashback = flashback or _is_told_of_another_day(scene, match, story)
    if "own" in match.trigger.flags or _is_days_after(scene, match):
        return Dated(None, False)
    tense = _tense(scene, match)
    if any(e.kind == "duration" and _governor(scene, e) == match.head for e in scene.times):
        return Dated(None, False)  # "for several days"
    if match.trigger.kind in _LASTING or _is_aside(scene, match):
        return Dated(None, False)
    told = _of_telling(scene, match, story) if reported else None
    if told is not None and tense in ("past", "pluperfect"):
        return Dated(told, False)
    if tense == "past" or (tense == "pluperfect" and reported) or tense == "progressive":
        return Dated(None if flashback else _usual(match, story), False)
    if tense in ("perfect", "pluperfect") and story.published is not None:
        return Dated(Time(None, None, None, story.published.end_latest), False)
    return Dated(None, False)


def _is_days_after(scene: Scene, match: Match) -> bool:
    """Whether an event is only a mark to count from: "twelve days after an attack killed …"."""
    tokens = scene.tokens
    for at in range(match.head - 1, 0, -1):
        if tokens[at].upos == "VERB":
            return False
        if tokens[at].text.lower() in ("after", "before", "since"):
            return tokens[at - 1].lemma.lower() in _UNITS
    return False


def _usual(match: Match, story: Story) -> Time | None:
    """When things without a time of their own happened.

    Force was used between the day of the news and publication; words and deals are of the day of
    publication, whatever night the fighting of the first sentence took place in.
    """
    day, published = story.day, story.published
    if day is None or published is None or day == published:
        return day
    if "ArmedAction" in class_ancestors(match.trigger.kind):
        first, last = day.start_earliest, published.end_latest
        return Time(first, last, first, last)
    return published


def _is_aside(scene: Scene, match: Match) -> bool:
    """Whether a noun speaks of several occasions ("attacks on citizens") or of one told before."""
    if match.trigger.upos != "NOUN" or match.carrier is not None:
        return False
    if is_definite(scene, match):
        return True
    aside = scene.tree.prepositions[match.head] in ("after", "since", "before", "following")
    return aside or scene.tokens[match.head].feats.get("Number") == "Plur"


def is_flashback(scene: Scene, story: Story) -> bool:
    """Whether a sentence takes the reader back in time."""
    return any(_is_old(expression, story) for expression in scene.times)


def _is_old(expression: TimeExpression, story: Story) -> bool:
    if story.day is None or story.day.start_earliest is None or expression.kind == "duration":
        return False
    latest = expression.time.start_latest
    return latest is not None and latest < story.day.start_earliest - _OLD


def _is_other_day(expression: TimeExpression, story: Story) -> bool:
    """Whether an expression names a time that the day of the news is not in."""
    start, end = expression.time.start_earliest, expression.time.end_latest
    if story.day is None or expression.kind == "duration" or start is None or end is None:
        return False
    first, last = story.day.start_earliest, story.day.end_latest
    return first is not None and last is not None and (end < first or last < start)


def _is_told_of_another_day(scene: Scene, match: Match, story: Story) -> bool:
    """Whether the sentence, up to where reported speech or a relative clause ends it, is old."""
    tree = scene.tree
    for expression in scene.times:
        if not _is_other_day(expression, story):
            continue
        governor = _governor(scene, expression)
        if governor < 0 or scene.tokens[governor].upos in ("NOUN", "PROPN", "ADJ"):
            continue
        path = [governor, *tree.ancestors(governor)]
        if not any(scene.tokens[i].deprel.startswith("acl") for i in path):
            return True
        if match.head in path or any(i in path for i in tree.ancestors(match.head)):
            return True
    return False


def _of_telling(scene: Scene, match: Match, story: Story) -> Time | None:
    """The day on which an event was told, if not that of the news: "The day before, X said …"."""
    cues = [
        index
        for index in scene.tree.ancestors(match.head)
        if scene.frames.meaning("cue", scene.tokens[index].lemma.lower(), "VERB") is not None
    ]
    for expression in scene.times:
        if expression.kind != "date" or not _is_other_day(expression, story):
            continue
        if _governor(scene, expression) in cues or (expression.tokens[0] <= 1 and cues):
            return expression.time
    return None


def _at_the_front(scene: Scene, match: Match) -> TimeExpression | None:
    """The date that opens the sentence, for what its main clause tells: "In 2015, …"."""
    opening = [e for e in scene.times if e.tokens[0] <= 1 and e.kind in ("date", "instant")]
    if not opening:
        return None
    verb = match.head if match.carrier is None else match.carrier
    for index in (verb, *scene.tree.ancestors(verb)):
        relation = scene.tokens[index].deprel
        if relation in ("acl:relcl", "ccomp", "advcl", "parataxis"):
            return None
    return opening[0]


def expression_of(scene: Scene, match: Match) -> TimeExpression | None:
    """The time expression in the event's own clause that stands nearest to it."""
    anchors = _anchors(scene, match)
    found = []
    for expression in scene.times:
        if expression.kind == "duration":
            continue
        governor = _governor(scene, expression)
        if governor in anchors:
            distance = abs(expression.start - scene.tokens[match.head].start)
            rank = 0 if expression.kind == "instant" else 1
            found.append((rank, anchors.index(governor), distance, expression))
    return min(found, key=lambda entry: entry[:3])[3] if found else None


def _of_clause_beside(scene: Scene, match: Match) -> TimeExpression | None:
    """The time of what happened meanwhile: "as the union collapsed in 1991"."""
    for clause in scene.tree.below(match.head, "advcl"):
        marks = {scene.tokens[m].lemma.lower() for m in scene.tree.below(clause, "mark", "advmod")}
        for expression in scene.times if marks & {"as", "when", "while"} else ():
            if expression.kind == "date" and _governor(scene, expression) == clause:
                return expression
    return next((e for e in scene.times if _is_meanwhile(scene, match, e)), None)


def _is_meanwhile(scene: Scene, match: Match, expression: TimeExpression) -> bool:
    """Whether only an "as" or "when" clause lies between an event and a date, in that order."""
    if expression.kind != "date" or scene.tokens[match.head].deprel != "root":
        return False
    between = scene.tokens[match.head + 1 : expression.tokens[0]]
    words = {token.text.lower() for token in between}
    if not words & {"as", "when", "while"} or words & {"and", "but", ",", '"'}:
        return False
    return sum(token.upos == "VERB" for token in between) == 1


def _anchors(scene: Scene, match: Match) -> list[int]:
    """The words whose time is the event's: the trigger, its other words, the verb it hangs on."""
    anchors = [match.head, *sorted(match.parts)]
    if match.carrier is not None:
        anchors.append(match.carrier)
    at = match.head
    for head in scene.tree.ancestors(match.head):
        token = scene.tokens[at]
        if not _same_clause(scene, at, match):
            break
        anchors.append(head)
        if scene.tokens[head].upos in ("VERB", "AUX") and token.deprel not in ("conj", "xcomp"):
            break
        at = head
    return list(dict.fromkeys(anchors))


def _same_clause(scene: Scene, at: int, match: Match) -> bool:
    """Whether a word and its head share a clause, and so a time."""
    token = scene.tokens[at]
    relation = token.deprel
    if match.trigger.upos == "NOUN" and at == match.head and token.head != match.carrier:
        verb = scene.tokens[token.head] if token.head >= 0 else None
        if verb is not None and verb.upos == "VERB":
            return relation in ("obj", "nsubj", "nsubj:pass", "obl", "obl:agent")
    if relation == "xcomp":
        return True
    if relation == "conj":
        return not scene.tree.below(at, "nsubj", "nsubj:pass") and scene.tokens[at].upos == "VERB"
    return relation.split(":")[0] in _NOMINAL and relation != "conj"


def _governor(scene: Scene, expression: TimeExpression) -> int:
    """The word that a time expression hangs on."""
    first, last = expression.tokens
    for index in range(last, first - 1, -1):
        head = scene.tokens[index].head
        if head < first or head > last:
            while head >= 0 and _only_carries(scene, head):
                head = scene.tokens[head].head
            return head
    return -1


def _only_carries(scene: Scene, index: int) -> bool:
    """Whether a word that a time hangs on has none itself: "Syria on Wednesday"."""
    token = scene.tokens[index]
    if token.upos in ("NUM", "ADV", "ADP", "DET", "PROPN"):
        return token.head >= 0
    evokes = (token.lemma.lower(), "NOUN") in scene.frames.triggers
    return token.upos == "NOUN" and token.head >= 0 and not evokes


def _bounds(scene: Scene, match: Match, expression: TimeExpression) -> Time:
    """The bounds of the event: the expression's, or the end alone of what "ended in November"."""
    time = expression.time
    if match.carrier is not None:
        lemma = scene.tokens[match.carrier].lemma.lower()
        if scene.frames.meaning("eventVerb", lemma, "VERB") == "end":
            return Time(None, time.end_latest, time.start_earliest, time.end_latest, time.text)
    return time


def _tense(scene: Scene, match: Match) -> str:
    """The tense of the clause: past, present, progressive, perfect, pluperfect, or none."""
    verb = match.head if match.carrier is None else match.carrier
    for index in (verb, *scene.tree.ancestors(verb)):
        tense = _tense_of(scene, index)
        if tense:
            return tense
        if scene.tokens[index].deprel == "acl:relcl":
            break
    return "none"


def _tense_of(scene: Scene, index: int) -> str:
    token = scene.tokens[index]
    auxiliaries = [scene.tokens[a] for a in scene.tree.below(index, "aux", "aux:pass", "cop")]
    have = [a for a in auxiliaries if a.lemma == "have"]
    if have:
        past = any(a.feats.get("Tense") == "Past" for a in have)
        return "pluperfect" if past else "perfect"
    for auxiliary in auxiliaries:
        if auxiliary.lemma == "be" and token.feats.get("VerbForm") in ("Ger", "Part"):
            if auxiliary.feats.get("Tense") == "Past":
                return "past"
            return "progressive" if token.feats.get("Tense") != "Past" else "past"
        if auxiliary.feats.get("Tense") in ("Past", "Pres"):
            return "past" if auxiliary.feats["Tense"] == "Past" else "present"
    if token.feats.get("VerbForm") == "Part" and token.deprel in ("root", "conj", "ccomp"):
        return "past" if token.feats.get("Tense") == "Past" else ""
    if token.feats.get("VerbForm") == "Fin" or token.feats.get("Mood") == "Ind":
        return "past" if token.feats.get("Tense") == "Past" else "present"
    return ""
