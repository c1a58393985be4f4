"""The frames: how news words each kind of event, read from ontology/frames.ttl.

The mini-language, in short (frames.ttl's header has it with examples):

    trigger  :=  lemma{|lemma}/UPOS { " " path } [ " : " slots ] [ " ! " flag{ flag} ]
    slots    :=  path=role{; path=role}
    path     :=  step{>step}
    step     :=  function{|function}[ "[" lemma{|lemma} "]" ]

The paths after the head word must be there for the trigger to fire, and their words belong to it.
Functions are `agent`, `patient`, `obj`, `poss`, `mod`, `prt`, `clause`, `self`, or a preposition.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import CasusError
from kg.ontology import module_quads
from kg.vocabulary import CASUS, RDFS, local_name


class BadFrame(CasusError):
    """A line of frames.ttl that the mini-language does not allow."""

    def __init__(self, line: str) -> None:
        super().__init__(f"frames.ttl: cannot read the pattern {line!r}")


@dataclass(frozen=True, slots=True)
class Step:
    """One move in the tree, by any of the functions, to any of the lemmas (None: to any word)."""

    functions: tuple[str, ...]
    lemmas: frozenset[str] | None = None


Path = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """Where the filler of a role stands."""

    path: Path
    role: str


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that evoke an event: a head word, what must stand with it, where its roles stand."""

    kind: str
    lemmas: tuple[str, ...]
    upos: str
    parts: tuple[Path, ...]
    slots: tuple[Slot, ...]
    flags: frozenset[str]
    needs: frozenset[str]

    @property
    def effect(self) -> str | None:
        """What befell those counted ("killed"), where the trigger says so."""
        return next((flag[7:] for flag in sorted(self.flags) if flag.startswith("effect=")), None)


@dataclass(frozen=True, slots=True)
class Code:
    """The PLOVER type and mode and the CAMEO code of an event kind; empty where it has none."""

    plover: str = ""
    mode: str = ""
    cameo: str = ""


Words = Mapping[tuple[str, str], str]  # (lemma, UPOS) -> what it means


@dataclass(frozen=True)
class Frames:
    """All triggers by head lemma and UPOS, the codes of the kinds, and the lists of words.

    `ranges` says what may fill a role: Agent, Place, Norm or Event.
    """

    triggers: Mapping[tuple[str, str], tuple[Trigger, ...]]
    codes: Mapping[str, Code]
    words: Mapping[str, Words]
    ranges: Mapping[str, str] = field(default_factory=dict)

    def meaning(self, listed: str, lemma: str, upos: str) -> str | None:
        """What a list says of a word, None where the word is not in it."""
        return self.words.get(listed, {}).get((lemma, upos))


_LISTS = (
    *("cue", "cuePreposition", "context", "lightVerb", "undergoVerb", "eventVerb"),
    *("personNoun", "groundNoun", "assetNoun", "soilNoun", "bodyNoun", "placePreposition"),
    "aftermath",
    *("participle", "background"),
)


@cache
def load_frames() -> Frames:
    """The frames of the shipped ontology, read once per process."""
    return frames_of((*module_quads("frames"), *module_quads("event")))


def frames_of(quads: Iterable[Quad]) -> Frames:
    """The frames that a set of statements describes."""
    values: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    ranges: dict[str, str] = {}
    for quad in quads:
        if not isinstance(quad.subject, NamedNode):
            continue
        if quad.predicate == RDFS.range and isinstance(quad.object, NamedNode):
            ranges[local_name(quad.subject.value)] = local_name(quad.object.value)
        if isinstance(quad.object, Literal):
            subject = local_name(quad.subject.value)
            if quad.predicate.value.startswith(CASUS.prefix):
                values[subject][local_name(quad.predicate.value)].append(quad.object.value)
    return Frames(
        _index(trigger for kind in sorted(values) for trigger in _triggers(kind, values[kind])),
        {kind: _code(said) for kind, said in values.items() if "plover" in said or "cameo" in said},
        {name: _words(line for said in values.values() for line in said[name]) for name in _LISTS},
        ranges,
    )


def _code(said: Mapping[str, list[str]]) -> Code:
    plover, mode, cameo = (
        (said.get(name) or [""])[0] for name in ("plover", "ploverMode", "cameo")
    )
    return Code(plover, mode, cameo)


def _triggers(kind: str, said: Mapping[str, list[str]]) -> Iterable[Trigger]:
    slots = parse_slots("; ".join(said.get("slots", ())))
    needs = frozenset(role for line in said.get("needs", ()) for role in line.split())
    return (parse_trigger(kind, line, slots, needs) for line in sorted(said.get("trigger", ())))


def _index(triggers: Iterable[Trigger]) -> dict[tuple[str, str], tuple[Trigger, ...]]:
    """The triggers by head word, those that ask for most words first."""
    found: dict[tuple[str, str], list[Trigger]] = defaultdict(list)
    for trigger in triggers:
        for lemma in trigger.lemmas:
            found[lemma, trigger.upos].append(trigger)
    return {key: tuple(sorted(group, key=_breadth)) for key, group in found.items()}


def _breadth(trigger: Trigger) -> tuple[int, str]:
    words = [step.lemmas for path in trigger.parts for step in path]
    told = sum(3 if lemmas and not min(lemmas).startswith("@") else 1 for lemmas in words)
    return -told, trigger.kind


def _words(lines: Iterable[str]) -> dict[tuple[str, str], str]:
    """Lines such as "fear|worry/NOUN = hypothetical" as a table."""
    table = {}
    for line in sorted(lines):
        match = re.fullmatch(r"(.+)/([A-Z]+)(?: = (.+))?", line)
        if not match:
            raise BadFrame(line)
        for lemma in match[1].split("|"):
            table[lemma.strip(), match[2]] = match[3] or ""
    return table


def parse_trigger(
    kind: str, line: str, default: tuple[Slot, ...] = (), needs: frozenset[str] = frozenset()
) -> Trigger:
    """A trigger as its line in frames.ttl describes it.

    >>> parse_trigger("Ceasefire", "cease/VERB obj[fire] : agent=party").lemmas
    ('cease',)
    """
    body, _, flags = line.partition(" ! ")
    pattern, _, slots = body.partition(" : ")
    head, *parts = pattern.split()
    match = re.fullmatch(r"([^/]+)/([A-Z]+)", head)
    if not match:
        raise BadFrame(line)
    own = parse_slots(slots)
    taken = {function for slot in own for function in slot.path[0].functions if len(slot.path) == 1}
    kept = tuple(slot for slot in default if not taken & set(slot.path[0].functions))
    return Trigger(
        kind,
        tuple(match[1].split("|")),
        match[2],
        tuple(parse_path(part) for part in parts),
        tuple(slot for slot in own + kept if slot.role != "-"),
        frozenset(flags.split()),
        needs,
    )


def parse_slots(text: str) -> tuple[Slot, ...]:
    """The slots of a list such as "agent=attacker; on|against=attackTarget"."""
    slots = []
    for part in filter(None, (part.strip() for part in text.split(";"))):
        path, equals, role = part.rpartition("=")
        if not equals:
            raise BadFrame(text)
        slots.append(Slot(parse_path(path), role))
    return tuple(slots)


def parse_path(text: str) -> Path:
    """The path that a text such as "under[mediation]>of" describes."""
    steps = []
    for part in text.split(">"):
        match = re.fullmatch(r"([\w|+]+)(?:\[([^\]]+)\])?", part)
        if not match:
            raise BadFrame(text)
        lemmas = frozenset(match[2].split("|")) if match[2] else None
        functions = tuple(match[1].replace("+", " ").split("|"))
        steps.append(Step(functions, lemmas))
    return tuple(steps)
