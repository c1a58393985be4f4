"""What the rules conclude about obligations, as values and in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from kg.reason.engine import Conclusions, Fact
from kg.reason.words import Words, the
from kg.vocabulary import ID, local_name


@dataclass(frozen=True, slots=True)
class Casus:
    """In one account: an obligation, by whom and to whom, whose conditions an event meets."""

    view: str
    event: str
    obligation: str
    obligor: str
    protected: str
    certain: bool
    invoked: bool
    requested: bool
    intra_alliance: bool

    @property
    def iri(self) -> str:
        """Its identifier, a function of account, event, obligation and the two parties."""
        return _iri(self.view, self.event, self.obligation, self.obligor, self.protected)

    @property
    def fact(self) -> Fact:
        """What the rules concluded."""
        parties = (self.obligation, self.obligor, self.protected, _mode(self.certain))
        return Fact("casus", (self.view, self.event, *parties))

    def sentence(self, words: Words) -> str:
        """What would apply according to whom; never what anybody must do."""
        apply = "would apply" if self.certain else "might apply"
        return (
            f"According to {words.account(self.view)}, {words.norm(self.obligation)} {apply}: "
            f"{words.name(self.obligor)} to assist {words.name(self.protected)}"
        )


@dataclass(frozen=True, slots=True)
class IntraAlliance:
    """In one account: an attack by one party of an agreement on another."""

    view: str
    event: str
    agreement: str
    aggressor: str
    victim: str
    certain: bool

    @property
    def iri(self) -> str:
        """Its identifier, a function of account, event, agreement and the two parties."""
        return _iri(self.view, self.event, self.agreement, self.aggressor, self.victim)

    @property
    def fact(self) -> Fact:
        """What the rules concluded."""
        parties = (self.agreement, self.aggressor, self.victim, _mode(self.certain))
        return Fact("intraAlliance", (self.view, self.event, *parties))

    def sentence(self, words: Words) -> str:
        """Who attacked whom inside which agreement, and that nobody is taken to owe anything."""
        return (
            f"According to {words.account(self.view)}, {words.name(self.aggressor)} attacked "
            f"{words.name(self.victim)}, and both were parties to "
            f"{the(words.name(self.agreement))}: by it nobody is taken to owe anything"
        )


def cases(found: Conclusions) -> Iterator[Casus]:
    """Every casus foederis, in order; one that is certain is not listed as possible too."""
    rows = [tuple(map(str, row)) for row in found.rows("casus")]
    certain = {row[:5] for row in rows if row[5] == "certain"}
    invoked, requested, flagged = (
        set(found.rows(name)) for name in ("invoked", "requested", "flagged")
    )
    for row in sorted({row[:5] for row in rows}):
        view, event, obligation, obligor, protected = row
        yield Casus(
            *(view, event, obligation, obligor, protected),
            certain=row in certain,
            invoked=(view, event, obligation, protected) in invoked,
            requested=(view, event, obligor, protected) in requested,
            intra_alliance=(view, event, obligation) in flagged,
        )


def intra_alliances(found: Conclusions) -> Iterator[IntraAlliance]:
    """Every attack inside an alliance, in order."""
    rows = [tuple(map(str, row)) for row in found.rows("intraAlliance")]
    certain = {row[:5] for row in rows if row[5] == "certain"}
    for row in sorted({row[:5] for row in rows}):
        view, event, agreement, aggressor, victim = row
        yield IntraAlliance(view, event, agreement, aggressor, victim, certain=row in certain)


def _mode(certain: bool) -> str:
    return "certain" if certain else "possible"


def _iri(view: str, *parts: str) -> str:
    key = sha256("\n".join([view, *parts]).encode()).hexdigest()[:16]
    return ID[f"casus/{local_name(view)}-{key}"].value
