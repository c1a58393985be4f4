"""When: which time expression dates an event, and what the telling gives where none does.

An event takes the time expression nearest to it in its own clause. What is planned or imagined
takes only a time that hangs on its own words: "announced on Sunday a withdrawal" dates the
announcement. What has happened happened before publication.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from kg.extract.clauses import governor, is_participial
from kg.extract.scene import Scene
from kg.extract.times import TimeExpression
from kg.extract.triggers import Match
from kg.extract.undated import Telling, undated
from kg.model import Time

_NOMINAL = ("obl", "nmod", "obj", "nsubj", "appos", "conj", "compound", "amod", "iobj")
_SHARING = ("conj", "xcomp", "advcl")  # clauses that share the time of the verb above
_WEEKS = timedelta(weeks=3)
_HAPPENED = frozenset({"asserted", "claimed"})


@dataclass(frozen=True, slots=True)
class Dated:
    """The time of an event, and whether the text gives it (not only the tense)."""

    time: Time | None
    explicit: bool


def date(scene: Scene, match: Match, telling: Telling, factuality: str) -> Dated:
    """The time of the event that a match evokes."""
    expression = (
        expression_of(scene, match)
        or _of_clause_beside(scene, match)
        or _when(scene, match)
        or _at_the_front(scene, match)
    )
    if factuality in ("planned", "conditional", "hypothetical"):
        if expression is None or governor(scene, expression) not in (match.head, *match.parts):
            return Dated(None, False)
        return Dated(_bounds(scene, match, expression), True)
    if expression is None:
        return Dated(undated(scene, match, telling), False)
    time = _bounds(scene, match, expression)
    return Dated(_before(time, telling.story.published) if factuality in _HAPPENED else time, True)


def _before(time: Time, published: Time | None) -> Time:
    """The part of a time before the end of publication: "this month" is so far only its part."""
    end = published.end_latest if published is not None else None
    if end is None or time.start_earliest is None or time.start_earliest > end:
        return time
    latest = [min(bound, end) if bound else bound for bound in (time.start_latest, time.end_latest)]
    return replace(time, start_latest=latest[0], end_latest=latest[1])


def _when(scene: Scene, match: Match) -> TimeExpression | None:
    """The date that a clause describes: "in April, when 18 people died"."""
    for index in (match.head, *scene.tree.ancestors(match.head)):
        token = scene.tokens[index]
        if token.deprel == "acl:relcl":
            return next((e for e in scene.times if e.tokens[0] <= token.head <= e.tokens[1]), None)
    return None


def _at_the_front(scene: Scene, match: Match) -> TimeExpression | None:
    """The date that opens the sentence, for what its main clause tells: "In 2015, …"."""
    opening = [e for e in scene.times if e.tokens[0] <= 1 and e.kind in ("date", "instant")]
    if not opening:
        return None
    verb = match.head if match.carrier is None else match.carrier
    for index in (verb, *scene.tree.ancestors(verb)):
        relation = scene.tokens[index].deprel
        if relation == "advcl" and _is_long(opening[0]) and not is_participial(scene, index):
            continue  # "In March, after troops attacked, …" dates both
        if relation in ("acl:relcl", "ccomp", "advcl", "parataxis"):
            return None
    return opening[0]


def _is_long(expression: TimeExpression) -> bool:
    """Whether words mean a month or more, in which one thing may follow another."""
    start, latest = expression.time.start_earliest, expression.time.start_latest
    return start is not None and latest is not None and latest - start > _WEEKS


def expression_of(scene: Scene, match: Match) -> TimeExpression | None:
    """The time expression in the event's own clause that stands nearest to it."""
    anchors = _anchors(scene, match)
    found = []
    for expression in scene.times:
        if expression.kind == "duration" or _dates_another(scene, match, expression):
            continue
        verb = governor(scene, expression)
        if verb in anchors:
            distance = abs(expression.start - scene.tokens[match.head].start)
            rank = 0 if expression.kind == "instant" else 1
            found.append((rank, anchors.index(verb), distance, expression))
    return min(found, key=lambda entry: entry[:3])[3] if found else None


def _dates_another(scene: Scene, match: Match, expression: TimeExpression) -> bool:
    """Whether a time belongs to a thing named, not to what is done: "revoked a decree of 2012"."""
    first = expression.tokens[0]
    of = first > 0 and scene.tokens[first - 1].text.lower() == "of"
    return of and governor(scene, expression) in match.parts


def _of_clause_beside(scene: Scene, match: Match) -> TimeExpression | None:
    """The time of what happened meanwhile: "as the union collapsed in 1991"."""
    for clause in scene.tree.below(match.head, "advcl"):
        marks = {scene.tokens[m].lemma.lower() for m in scene.tree.below(clause, "mark", "advmod")}
        for expression in scene.times if marks & {"as", "when", "while"} else ():
            if expression.kind == "date" and governor(scene, expression) == clause:
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
        if scene.tokens[head].upos in ("VERB", "AUX") and token.deprel not in _SHARING:
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
    if relation == "xcomp" or (relation == "advcl" and is_participial(scene, at)):
        return True
    if relation == "conj":
        return not scene.tree.below(at, "nsubj", "nsubj:pass") and scene.tokens[at].upos == "VERB"
    return relation.split(":")[0] in _NOMINAL and relation != "conj"


def _bounds(scene: Scene, match: Match, expression: TimeExpression) -> Time:
    """The bounds of the event: the expression's, or the end alone of what "ended in November"."""
    time = expression.time
    if match.carrier is not None:
        lemma = scene.tokens[match.carrier].lemma.lower()
        if scene.frames.meaning("eventVerb", lemma, "VERB") == "end":
            return Time(None, time.end_latest, time.start_earliest, time.end_latest, time.text)
    return time
