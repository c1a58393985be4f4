"""How things are called when conclusions are put into words."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg.reason.facts import EVER, NEVER, Graphs
from kg.vocabulary import CASUS, RDFS, local_name


class Words:
    """The names of what a store describes."""

    def __init__(self, graphs: Graphs) -> None:
        self._graphs = graphs
        self._names: dict[str, str] = {}
        self._norms: dict[str, str] = {}
        self._agreements: dict[str, str | None] = {}

    def name(self, iri: str) -> str:
        """The English label of an individual, or else the last part of its IRI."""
        if ":" not in iri:
            return iri
        if iri not in self._names:
            self._names[iri] = self._label(iri)
        return self._names[iri]

    def _label(self, iri: str) -> str:
        labels = [
            quad.object
            for quad in self._graphs.quads_for_pattern(
                NamedNode(iri), RDFS.label, None, DefaultGraph()
            )
            if isinstance(quad.object, Literal)
        ]
        english = sorted(label.value for label in labels if label.language in ("en", None))
        return english[0] if english else local_name(iri)

    def label_in(self, node: NamedNode, graph: NamedNode) -> str:
        """The label that one graph gives an individual."""
        quads = self._graphs.quads_for_pattern(node, RDFS.label, None, graph)
        return next((q.object.value for q in quads if isinstance(q.object, Literal)), node.value)

    def value(self, iri: str, predicate: NamedNode) -> str | None:
        """One value of a property, as text."""
        values = self.values(iri, predicate)
        return values[0] if values else None

    def values(self, iri: str, predicate: NamedNode) -> list[str]:
        """The values of a property, as text, in order."""
        quads = self._graphs.quads_for_pattern(NamedNode(iri), predicate, None, DefaultGraph())
        return sorted(
            quad.object.value for quad in quads if isinstance(quad.object, NamedNode | Literal)
        )

    def account(self, principal: str) -> str:
        """Whose account it is.

        >>> from pyoxigraph import Store
        >>> Words(Store()).account("https://w3id.org/casus/id/state/Armenia")
        "Armenia's account"
        """
        return f"{possessive(self.name(principal))} account"

    def principal(self, claim: str) -> str:
        """On whose behalf a claim was made, by name."""
        return self.name(self.value(claim, CASUS.claimantPrincipal) or claim)

    def norm(self, obligation: str) -> str:
        """The article and the agreement that lay an obligation down: "Art. 4 of the … Treaty"."""
        if obligation not in self._norms:
            self._norms[obligation] = self._norm(obligation)
        return self._norms[obligation]

    def _norm(self, obligation: str) -> str:
        agreement, article = self.agreement(obligation), self.article(obligation)
        called = the(self.name(agreement)) if agreement else self.name(obligation)
        number = self.value(article, CASUS.articleNumber) if article else None
        return _numbered(number, called) if number else called

    def cited(self, norm: str) -> str:
        """An agreement, an article or an obligation as one refers to it."""
        whole = self._whole(norm)
        number = self.value(norm, CASUS.articleNumber)
        if whole and number:
            return _numbered(number, the(self.name(whole)))
        return self.norm(norm) if self.agreement(norm) else the(self.name(norm))

    def article(self, obligation: str) -> str | None:
        """The provision that imposes an obligation."""
        return next(
            (norm for norm in self._subjects(CASUS.imposes, obligation) if self._whole(norm)), None
        )

    def agreement(self, obligation: str) -> str | None:
        """The agreement that an obligation belongs to."""
        if obligation not in self._agreements:
            norm = next(iter(self._subjects(CASUS.imposes, obligation)), None)
            self._agreements[obligation] = (self._whole(norm) or norm) if norm else None
        return self._agreements[obligation]

    def _whole(self, norm: str) -> str | None:
        return next(iter(self._subjects(CASUS.hasProvision, norm)), None)

    def _subjects(self, predicate: NamedNode, value: str) -> list[str]:
        quads = self._graphs.quads_for_pattern(None, predicate, NamedNode(value), DefaultGraph())
        return sorted(quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode))


def _numbered(number: str, called: str) -> str:
    """An article by its number; a clause without one by what it is about."""
    numbered = re.match(r"[0-9IVX]+\b", number)
    return f"Art. {number} of {called}" if numbered else f"the {number} of {called}"


def possessive(name: str) -> str:
    """A name as owner.

    >>> possessive("Armenia"), possessive("the United States")
    ("Armenia's", "the United States'")
    """
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def the(name: str) -> str:
    """A name with its article.

    >>> the("Collective Security Treaty"), the("The Hague Convention")
    ('the Collective Security Treaty', 'the Hague Convention')
    """
    return f"the {name.removeprefix('The ').removeprefix('the ')}"


def day(second: int) -> str:
    """The day of a moment, or in words that there is none.

    >>> day(1637020800), day(NEVER)
    ('2021-11-16', 'no known end')
    """
    if second >= NEVER:
        return "no known end"
    if second <= EVER:
        return "an unknown day"
    return datetime.fromtimestamp(second, UTC).date().isoformat()


def period(first: int, last: int) -> str:
    """The days between two moments.

    >>> period(1637020800, 1637107199), period(1637020800, 1637193600)
    ('2021-11-16', '2021-11-16 to 2021-11-18')
    """
    begin, end = day(first), day(last)
    return begin if begin == end else f"{begin} to {end}"
