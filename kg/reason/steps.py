"""A proof put into words: each step says what holds, by which rule, on what evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.reason.content import ROLES, UNBOUNDED
from kg.reason.engine import Fact, Proof
from kg.reason.evidence import Evidence, Passage, Source
from kg.reason.facts import Value
from kg.reason.rules import labels, wording
from kg.reason.words import Words, day, period, possessive, the
from kg.vocabulary import CASUS

UNSAID = {  # true by construction
    *("account", "mode", "sovereign", "ownVoice", "plays", "span", "pulls", "askedOn"),
    *("grounded", "originalOf", "askedWhy"),
}
GUARD = "-"  # the wording of a rule that only narrows the search
PERIODS = {  # what the two variables that hold the ends of a period are called in a sentence
    ("from", "to"): "when",
    ("asked", "askedBy"): "when",
    ("out", "gone"): "end",
    ("first", "last"): "start",
}


@dataclass(frozen=True)
class Step:
    """Something that holds: by a rule from premises, or because a source says so."""

    statement: str
    rule: str | None = None
    premises: tuple[Step, ...] = ()
    source: Source | None = None
    characters: Passage | None = None

    def sources(self) -> Iterator[Source]:
        """Every source below, in the order of the steps."""
        if self.source:
            yield self.source
        for premise in self.premises:
            yield from premise.sources()


def steps(proof: Proof, evidence: Evidence) -> tuple[Step, ...]:
    """A proof as steps; a rule without wording gives way to what it rests on."""
    if proof.rule is None:
        leaf = _leaf(proof.fact, evidence)
        return (leaf,) if leaf else ()
    sentence = wording().get(proof.rule)
    if sentence == GUARD:
        return ()
    below = [step for premise in proof.premises for step in steps(premise, evidence)]
    premises = tuple(dict.fromkeys(below))
    if sentence is None:
        return premises
    said = _filled(sentence, dict(proof.values), evidence.words)
    if [said] == [premise.statement for premise in premises]:
        return premises
    return (Step(said, labels()[proof.rule], premises),)


def _filled(sentence: str, values: dict[str, Value], words: Words) -> str:
    """A rule's sentence with the names of what its variables stand for."""
    names = {name: _called(value, words) for name, value in values.items()}
    if "obligation" in names:
        names["obligation"] = words.norm(str(values["obligation"]))
    if "agreement" in names:
        names["agreement"] = the(names["agreement"])
    if "norm" in names:
        names["norm"] = words.cited(str(values["norm"]))
    if "view" in names:
        names["view"] = words.account(str(values["view"]))
    for (begin, end), called in PERIODS.items():
        if begin in values and end in values:
            names[called] = period(int(values[begin]), int(values[end]))
    if "day" in values:
        names["day"] = day(int(values["day"]))
    return sentence.format_map(names)


def _called(value: Value, words: Words) -> str:
    return words.name(value) if isinstance(value, str) else str(value)


def _leaf(fact: Fact, evidence: Evidence) -> Step | None:
    """A given fact with its source; None for what needs no saying."""
    name, values = fact.predicate, tuple(map(str, fact.values))
    if name in UNSAID or (name == "kindOf" and values[0] == values[1]):
        return None
    if name in ROLES:
        claim, _, filler = values
        called = evidence.words.cited if name == "invokes" else evidence.words.name
        said = _ROLE[name].format(called(filler))
        return Step(
            said,
            source=evidence.claim(claim),
            characters=evidence.characters(claim, name, filler),
        )
    if name == "kind":
        said = f"it was {_a(evidence.words.name(values[2]))}"
        source, characters = evidence.claim(values[0]), evidence.trigger(values[0])
        return Step(said, source=source, characters=characters)
    if name in _OF_CLAIM:
        return Step(_OF_CLAIM[name](values, evidence.words), source=evidence.claim(values[0]))
    if name in ("linked", "rival"):
        return Step(evidence.link(*values), source=evidence.linking(*values))
    return Step(_REFERENCE[name](values, evidence.words), source=evidence.row(_row(name, values)))


def _row(name: str, values: tuple[str, ...]) -> str:
    """The individual whose description carries the source of a reference fact."""
    return values[1] if name in ("kindOf", "spokeAs") else values[0]


def _a(noun: str) -> str:
    return f"an {noun}" if noun[:1] in "aeiou" else f"a {noun}"


_ROLE = {
    "attacker": "{} attacked",
    "attackTarget": "{} was attacked",
    "occurredAt": "it happened at {}",
    "speaker": "{} appealed",
    "addressee": "the appeal went to {}",
    "invokes": "the appeal named {}",
    "supporter": "{} gave help",
    "supported": "{} was helped",
    "party": "{} took part",
    "mediator": "{} mediated",
}


def _joined(middle: str) -> Callable[[tuple[str, ...], Words], str]:
    return lambda values, words: f"{words.name(values[0])} {middle} {words.name(values[1])}"


def _defence(values: tuple[str, ...], words: Words) -> str:
    discretion = words.value(values[0], CASUS.discretion)
    notes = [discretion] if discretion else []
    if words.value(values[0], CASUS.requestNeeded) == "true" and "request" not in "".join(notes):
        notes.append("at the request of the state attacked")
    said = f"{words.norm(values[0])} lays down a duty of assistance against armed attack"
    return f"{said} ({'; '.join(notes)})" if notes else said


def _participation(values: tuple[str, ...], words: Words) -> str:
    first, last, out, gone = map(int, values[3:])
    until = f"until {period(out, gone)}" if day(gone) != "no known end" else "with no known end"
    bound = f"{words.name(values[1])} was bound by {the(words.name(values[2]))}"
    latest = f", at the latest {day(last)}" if day(last) != day(first) else ""
    return f"{bound} from {day(first)}{latest}, {until}"


def _figure(values: tuple[str, ...], words: Words) -> str:
    least, most = int(values[4]), int(values[5])
    number = f"{least} to {most}" if most < UNBOUNDED else f"at least {least}"
    number = str(least) if least == most else number
    return f"{number} of {words.name(values[3])} {values[2]}"


_OF_CLAIM: dict[str, Callable[[tuple[str, ...], Words], str]] = {
    "began": lambda values, words: f"it began on {period(int(values[2]), int(values[3]))}",
    "refusal": lambda values, words: f"{words.name(values[1])} says that it did not happen",
    "figure": _figure,
    "hostile": lambda values, words: (
        f"{words.account(values[0])} tells of attacks between "
        f"{words.name(values[1])} and {words.name(values[2])}"
    ),
}


def _duty(values: tuple[str, ...], words: Words) -> str:
    return f"{words.norm(values[0])} lays down a {words.name(values[1])}"


_REFERENCE: dict[str, Callable[[tuple[str, ...], Words], str]] = {
    "organOf": _joined("is an organ of"),
    "represents": _joined("speaks for"),
    "within": _joined("lies in"),
    "territoryOf": lambda values, words: (
        f"{words.name(values[0])} is recorded as {possessive(words.name(values[1]))}"
    ),
    "borderOf": _joined("is a border of"),
    "constitutedBy": _joined("is founded by"),
    "kindOf": lambda values, words: f"{_a(words.name(values[0]))} is {_a(words.name(values[1]))}",
    "participation": _participation,
    "defence": _defence,
    "duty": _duty,
    "spokeAs": lambda values, words: (
        f"{words.name(values[1])} held the office of {words.name(values[2])}"
    ),
    "claimedBy": _joined("is claimed by"),
    "truceArea": lambda values, words: f"it covers {words.name(values[1])}",
    "imposes": lambda values, words: f"that is the duty of {words.norm(values[1])}",
    "obligor": lambda values, words: f"it is owed by {words.name(values[1])}",
    "beneficiary": lambda values, words: f"it protects {words.name(values[1])}",
    "locationScope": lambda values, words: f"it covers attacks in {words.name(values[1])}",
}
