"""Alliances as the Correlates of War and ATOP code them: agreements, obligations, participations.

Sources: Gibler 2009, "International Military Alliances, 1648-2008", version 4.1, by member; Leeds,
Ritter, Mitchell and Long 2002, "Alliance Treaty Obligations and Provisions", version 5.1, alliance
and member level. A month or day they do not know leaves the bound as wide as the year or month.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.datasets.actors import state_by_cow
from kg.datasets.table import BadRow, Dataset, Row, needed, number
from kg.datasets.triples import (
    IDENTIFIER,
    TYPE,
    Node,
    bounds,
    coded,
    described,
    integer,
    line,
    node,
    span,
    term,
    text,
    thing,
)

Date = tuple[str, str, str]  # the columns of year, month and day


@dataclass(frozen=True)
class Scheme:
    """How one of the tables names its columns."""

    dataset: str
    alliance: str
    member: str
    obligations: str  # the annotation that says which columns are obligations
    start: Date
    end: Date
    still: str = ""  # the column that says an alliance still stood when the data ends


COW = Scheme(
    dataset="cow-alliance",
    alliance="version4id",
    member="ccode",
    obligations="cowColumn",
    start=("mem_st_year", "mem_st_month", "mem_st_day"),
    end=("mem_end_year", "mem_end_month", "mem_end_day"),
    still="right_censor",
)
ATOP_MEMBER = Scheme(
    dataset="atop",
    alliance="atopid",
    member="member",
    obligations="atopColumn",
    start=("yrent", "moent", "dayent"),
    end=("yrexit", "moexit", "dayexit"),
)
ATOP_ALLIANCE = Scheme(
    dataset="atop",
    alliance="atopid",
    member="",
    obligations="atopColumn",
    start=("begyr", "begmo", "begday"),
    end=("endyr", "endmo", "endday"),
)


def _reading(*schemes: Scheme) -> Callable[[], Callable[[Row], Iterator[str]]]:
    """What rows say, by the first scheme whose columns they have.

    The agreement of a row is described once a file.
    """

    def start() -> Callable[[Row], Iterator[str]]:
        said: set[str] = set()

        def read(row: Row) -> Iterator[str]:
            scheme = next(each for each in schemes if not each.member or each.member in row)
            number_ = _identifier(row, scheme.alliance)
            agreement = thing(scheme.dataset, number_)
            if number_ not in said:
                said.add(number_)
                label = f"alliance {number_} of {scheme.dataset.split('-')[0].upper()}"
                yield from described(agreement, "Agreement", label)
                yield line(agreement, IDENTIFIER, text(number_))
            yield from _obligations(scheme, agreement, number_, row, said)
            if scheme.member:
                yield from _participation(scheme, agreement, number_, row)
            else:
                yield from bounds(agreement, "start", span(row, *scheme.start))
                yield from bounds(agreement, "end", span(row, *scheme.end))

        return read

    return start


def _obligations(
    scheme: Scheme, agreement: Node, number_: str, row: Row, said: set[str]
) -> Iterator[str]:
    """The duties that a row codes, each once an agreement: tables repeat them for each member."""
    for column, kind in sorted(coded(scheme.obligations).items()):
        if number(row, column) and (key := f"{number_}/{column}") not in said:
            said.add(key)
            duty = Node(f"{agreement[:-1]}/{column}>")
            yield from described(duty, kind, f"{column} coded for alliance {number_}")
            yield line(agreement, term("imposes"), duty)


def _participation(scheme: Scheme, agreement: Node, number_: str, row: Row) -> Iterator[str]:
    code = _identifier(row, scheme.member)
    began = span(row, *scheme.start)
    if not began:
        raise BadRow(f"{scheme.start[0]} is empty")
    ended = None if number(row, scheme.still) == 1 else span(row, *scheme.end)
    if ended and ended[1] < began[0]:
        raise BadRow("ends before it starts")
    known = state_by_cow(code, began[1])
    party = node(known) if known else thing("cow-state", code)
    own = thing(f"{scheme.dataset}-participation", f"{number_}-{code}-{began[0]}")
    if not known:
        yield from described(party, "State", row.get("state_name") or f"COW state {code}")
        yield line(party, term("cowCode"), integer(int(code)))
    yield line(own, TYPE, term("TreatyParticipation"))
    yield line(own, term("boundParty"), party)
    yield line(own, term("bindingAgreement"), agreement)
    yield from bounds(own, "start", began)
    yield from bounds(own, "end", ended)


def _identifier(row: Row, column: str) -> str:
    value = number(row, column)
    if value is None:
        raise BadRow(f"{column} is {needed(row, column)!r}, no number")
    return str(value)


COW_ALLIANCES = Dataset(
    name="cow-alliances",
    title="the alliance data of the Correlates of War, by member (4.1)",
    publisher="Correlates of War Project",
    url="https://correlatesofwar.org/data-sets/formal-alliances/",
    terms="free for research; cite Gibler 2009",
    columns=(frozenset({"version4id", "ccode", *COW.start, *COW.end, "defense"}),),
    statements=_reading(COW),
)
ATOP = Dataset(
    name="atop",
    title="ATOP (5.1), alliance or member level",
    publisher="Alliance Treaty Obligations and Provisions Project",
    url="http://www.atopdata.org",
    terms="free for research; cite Leeds et al. 2002",
    columns=(
        frozenset({"atopid", "member", *ATOP_MEMBER.start, *ATOP_MEMBER.end}),
        frozenset({"atopid", *ATOP_ALLIANCE.start, *ATOP_ALLIANCE.end, "defense", "consul"}),
    ),
    statements=_reading(ATOP_MEMBER, ATOP_ALLIANCE),
)
DATASETS = (ATOP, COW_ALLIANCES)
