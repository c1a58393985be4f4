"""What the rules conclude, as values and in words: one kind of conclusion a line of a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from kg.reason.engine import Conclusions, Fact
from kg.reason.facts import Row
from kg.reason.words import Words, the
from kg.vocabulary import ID, local_name

BETWEEN = "between-accounts"  # where conclusions stand that hold in no single account


@dataclass(frozen=True, slots=True)
class Conclusion:
    """Something that follows in one account, or between accounts, from one event.

    `values` are its own properties; `marks` are flags that are true of it; `facts` are what its
    proof consists of: the conclusion itself, then what each mark rests on.
    """

    kind: str
    view: str | None
    event: str
    values: tuple[tuple[str, str], ...]
    certain: bool
    facts: tuple[Fact, ...]
    marks: frozenset[str] = frozenset()
    links: tuple[tuple[str, str], ...] = ()

    def value(self, name: str) -> str:
        """What one of its own properties leads to."""
        return dict(self.values)[name]

    @property
    def code(self) -> str:
        """The name of the account it holds in."""
        return local_name(self.view) if self.view else BETWEEN

    @property
    def iri(self) -> str:
        """Its identifier, a function of account, event and its own properties."""
        parts = [self.view or "", self.event, *(value for _, value in self.values)]
        if self.kind not in _ELDEST:
            parts.append(self.kind)
        key = sha256("\n".join(parts).encode()).hexdigest()[:16]
        return ID[f"casus/{self.code}-{key}"].value

    def sentence(self, words: Words) -> str:
        """What would apply, or was done, according to whom; never what anybody must do."""
        told = _SENTENCES[self.kind](self, words)
        return f"According to {words.account(self.view)}, {told}" if self.view else told


_ELDEST = ("CasusFoederis", "IntraAllianceAttack")  # whose identifiers name no kind


GOALS: dict[str, tuple[str, ...]] = {  # what each kind rests on, first the conclusion itself
    "CasusFoederis": (
        *("casus", "requested", "invoked", "flagged", "contested", "openTitle"),
        *("performed", "responded", "boundToo", "alliedToo"),
    ),
    "IntraAllianceAttack": ("intraAlliance",),
    "PromiseBreach": ("breach",),
    "CeasefireBreach": ("violates",),
    "TreatyMismatch": ("namedInVain", "namedOtherwise"),
    "Contradiction": ("contradicts",),
}
EVERY_GOAL = (
    *("attackBy", "onTerritoryOf", "corroborates"),
    *(goal for goals in GOALS.values() for goal in goals),
)


def conclusions(found: Conclusions) -> Iterator[Conclusion]:
    """Everything concluded, in order."""
    yield from cases(found)
    yield from intra_alliances(found)
    yield from breaches(found)
    yield from ceasefire_breaches(found)
    yield from mismatches(found)
    yield from contradictions(found)


def cases(found: Conclusions) -> Iterator[Conclusion]:
    """Every casus foederis; one that is certain is not listed as possible too."""
    about = _Marks(found)
    for row, certain in _by_mode(found, "casus"):
        view, event, obligation, obligor, protected = row
        marks = about.of_case(row)
        yield Conclusion(
            kind="CasusFoederis",
            view=view,
            event=event,
            values=(("dueObligation", obligation), ("owedBy", obligor), ("owedTo", protected)),
            certain=certain,
            facts=(Fact("casus", (*row, _mode(certain))), *(fact for _, fact, _ in marks)),
            marks=frozenset(mark for mark, _, _ in marks if mark),
            links=tuple(sorted({link for _, _, link in marks if link})),
        )


def intra_alliances(found: Conclusions) -> Iterator[Conclusion]:
    """Every attack inside an alliance."""
    for row, certain in _by_mode(found, "intraAlliance"):
        names = ("underAgreement", "aggressor", "victimParty")
        fact = Fact("intraAlliance", (*row, _mode(certain)))
        yield _plain("IntraAllianceAttack", row, names, fact, certain)


def breaches(found: Conclusions) -> Iterator[Conclusion]:
    """Every attack or help against a promise of non-aggression or neutrality."""
    for row in found.rows("breach"):
        names = ("breachedObligation", "breachedBy", "promisedTo", "breachingAct")
        yield _plain("PromiseBreach", tuple(map(str, row)), names, Fact("breach", row))


def ceasefire_breaches(found: Conclusions) -> Iterator[Conclusion]:
    """Every attack under a ceasefire."""
    agreements = {row[2] for row in found.given("duty")}
    for row in found.rows("violates"):
        ceasefire = "brokenAgreement" if row[2] in agreements else "brokenTruce"
        names = (ceasefire, "aggressor", "victimParty")
        yield _plain("CeasefireBreach", tuple(map(str, row)), names, Fact("violates", row))


def mismatches(found: Conclusions) -> Iterator[Conclusion]:
    """Every appeal under a treaty that is not met, or that another report names differently."""
    for row in found.rows("namedInVain"):
        names = ("mismatchedAppeal", "namedAgreement")
        yield _plain("TreatyMismatch", tuple(map(str, row)), names, Fact("namedInVain", row))
    for row in found.rows("namedOtherwise"):
        names = ("namedAgreement", "otherAgreement")
        yield _plain("TreatyMismatch", tuple(map(str, row)), names, Fact("namedOtherwise", row))


def contradictions(found: Conclusions) -> Iterator[Conclusion]:
    """Every pair of claims that cannot both be true, once, with the reason."""
    events = _events_of_claims(found)
    seen: set[tuple[frozenset[str], str]] = set()
    for row in found.rows("contradicts"):
        claim, other, ground = map(str, row)
        pair = frozenset((claim, other)), ground
        if pair not in seen:
            seen.add(pair)
            first, second = sorted((claim, other))
            own = ("betweenClaim", first), ("andClaim", second), ("contradictionGround", ground)
            yield Conclusion(
                kind="Contradiction",
                view=None,
                event=events[first],
                values=own,
                certain=True,
                facts=(Fact("contradicts", row),),
                links=(("triggeredBy", events[second]),),
            )


def corroborations(found: Conclusions) -> Iterator[tuple[str, str]]:
    """Every pair of claims that bear each other out, both ways."""
    for claim, other in found.rows("corroborates"):
        yield str(claim), str(other)


def _plain(
    kind: str, row: tuple[str, ...], names: tuple[str, ...], fact: Fact, certain: bool = True
) -> Conclusion:
    return Conclusion(
        kind, row[0], row[1], tuple(zip(names, row[2:], strict=True)), certain, (fact,)
    )


class _Marks:
    """What else holds of cases, by what they have in common with it."""

    def __init__(self, found: Conclusions) -> None:
        self._by_obligation = self._index(found, "flagged", "intraAlliance", 3)
        self._by_invocation = self._index(found, "invoked", "invoked", 4, ("invokedIn", 4))
        self._by_request = self._index(found, "requested", "requested", 4, ("requestedIn", 4))
        self._by_event = self._index(found, "contested", "contested", 2, ("contestedBy", 2))
        self._by_area = self._index(found, "openTitle", "contested", 2, ("contestedArea", 2))
        self._by_act = self._index(found, "performed", "performed", 5)
        self._by_response = self._index(found, "responded", None, 4, ("answeredBy", 4))
        self._by_obligor = self._index(found, "boundToo", None, 3, ("alsoBoundTo", 3))
        self._by_ally = self._index(found, "alliedToo", None, 3, ("alsoAlliedTo", 3))

    @staticmethod
    def _index(
        found: Conclusions,
        predicate: str,
        mark: str | None,
        keys: int,
        link: tuple[str, int] | None = None,
    ) -> dict[Row, list[_Mark]]:
        index: dict[Row, list[_Mark]] = {}
        for row in found.rows(predicate):
            leads = (link[0], str(row[link[1]])) if link else None
            index.setdefault(row[:keys], []).append((mark, Fact(predicate, row), leads))
        return index

    def of_case(self, row: tuple[str, ...]) -> list[_Mark]:
        """The marks of one case: its flag, the fact behind it, what it leads to."""
        view, event, obligation, obligor, protected = row
        return [
            *self._by_request.get((view, event, obligor, protected), ()),
            *self._by_invocation.get((view, event, obligation, protected), ()),
            *self._by_obligation.get((view, event, obligation), ()),
            *self._by_event.get((view, event), ()),
            *self._by_area.get((view, event), ()),
            *self._by_act.get(row, ()),
            *self._by_response.get((view, event, obligor, protected), ()),
            *self._by_obligor.get((view, event, obligor), ()),
            *self._by_ally.get((view, event, obligor), ()),
        ]


_Mark = tuple[str | None, Fact, tuple[str, str] | None]


def _by_mode(found: Conclusions, predicate: str) -> Iterator[tuple[tuple[str, ...], bool]]:
    """The rows without their last column, each once, and whether they are certain."""
    modes: dict[tuple[str, ...], bool] = {}
    for row in found.rows(predicate):
        key = tuple(map(str, row[:-1]))
        modes[key] = modes.get(key, False) or row[-1] == "certain"
    yield from modes.items()


def _events_of_claims(found: Conclusions) -> dict[str, str]:
    events = {str(claim): str(event) for claim, event, _ in found.given("kind")}
    events.update((str(claim), str(event)) for claim, _, event in found.given("refusal"))
    return events


def _mode(certain: bool) -> str:
    return "certain" if certain else "possible"


# In words


def _casus(case: Conclusion, words: Words) -> str:
    apply = "would apply" if case.certain else "might apply"
    obligor, protected = words.name(case.value("owedBy")), words.name(case.value("owedTo"))
    return f"{words.norm(case.value('dueObligation'))} {apply}: {obligor} to assist {protected}"


def _intra_alliance(attack: Conclusion, words: Words) -> str:
    aggressor, victim = (
        words.name(attack.value("aggressor")),
        words.name(attack.value("victimParty")),
    )
    agreement = the(words.name(attack.value("underAgreement")))
    return (
        f"{aggressor} attacked {victim}, and both were parties to {agreement}: "
        "by it nobody is taken to owe anything"
    )


def _breach(breach: Conclusion, words: Words) -> str:
    who, whom = words.name(breach.value("breachedBy")), words.name(breach.value("promisedTo"))
    return (
        f"{who} acted against {whom} contrary to {words.norm(breach.value('breachedObligation'))}"
    )


def _ceasefire_breach(breach: Conclusion, words: Words) -> str:
    who, whom = words.name(breach.value("aggressor")), words.name(breach.value("victimParty"))
    return f"{who} attacked {whom} under {_ceasefire(breach, words)}"


def _ceasefire(breach: Conclusion, words: Words) -> str:
    agreement = dict(breach.values).get("brokenAgreement")
    return the(words.name(agreement)) if agreement else "a truce that was reported"


def _mismatch(found: Conclusion, words: Words) -> str:
    named = the(words.name(found.value("namedAgreement")))
    other = dict(found.values).get("otherAgreement")
    if other:
        return f"one appeal is reported under {named} and under {the(words.name(other))}"
    return f"the appeal named {named}, under which the attack meets no obligation"


def _contradiction(found: Conclusion, words: Words) -> str:
    one, other = (words.principal(found.value(name)) for name in ("betweenClaim", "andClaim"))
    return (
        f"{one} and {other} contradict each other: {_GROUNDS[found.value('contradictionGround')]}"
    )


_GROUNDS = {
    "denial": "one says that it happened, the other that it did not",
    "count": "their counts exclude each other",
    "role": "each names the other as the attacker",
    "place": "they put it in the territories of different states",
}

_SENTENCES: dict[str, Callable[[Conclusion, Words], str]] = {
    "CasusFoederis": _casus,
    "IntraAllianceAttack": _intra_alliance,
    "PromiseBreach": _breach,
    "CeasefireBreach": _ceasefire_breach,
    "TreatyMismatch": _mismatch,
    "Contradiction": _contradiction,
}
