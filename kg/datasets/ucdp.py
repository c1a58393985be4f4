"""The UCDP Georeferenced Event Dataset: events of organised violence with deaths, by place and day.

Source: Sundberg and Melander 2013, "Introducing the UCDP Georeferenced Event Dataset"; columns of
versions 18.1 to 26.1. Fighting between organised actors names no attacker there, and gets none
here; side A of one-sided violence is the attacker of civilians.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.datasets.actors import Actors
from kg.datasets.table import BadRow, Dataset, Row, needed, number
from kg.datasets.triples import (
    IDENTIFIER,
    LABEL,
    TYPE,
    Node,
    coded,
    day,
    decimal,
    during,
    integer,
    line,
    term,
    text,
    thing,
)

DEATHS = ("low", "best", "high")
STATE_BASED, ONE_SIDED = "1", "3"


def _start() -> Callable[[Row], Iterator[str]]:
    actors = Actors("ucdp")

    def read(row: Row) -> Iterator[str]:
        event = thing("ucdp-ged", needed(row, "id"))
        violence = needed(row, "type_of_violence")
        kind = coded("ucdpViolence").get(violence)
        if kind is None:
            raise BadRow(f"type_of_violence is {violence!r}, none of 1, 2, 3")
        first, last = (day(needed(row, each), each) for each in ("date_start", "date_end"))
        if last < first:
            raise BadRow("ends before it starts")
        sides = list(_sides(actors, event, violence, row))
        deaths, where = list(_deaths(event, row)), list(_place(event, row))
        yield line(event, TYPE, term(kind))
        yield line(event, IDENTIFIER, text(row["id"]))
        yield line(event, LABEL, text(row.get("dyad_name") or row.get("conflict_name") or kind))
        yield from (*during(event, first, last), *sides, *where, *deaths)

    return read


def _sides(actors: Actors, event: Node, violence: str, row: Row) -> Iterator[str]:
    roles = ("attacker", "attackTarget") if violence == ONE_SIDED else ("party", "party")
    for side, role in zip(("side_a", "side_b"), roles, strict=True):
        organised = violence != ONE_SIDED or side == "side_a"
        kind = "NonStateArmedGroup" if organised else "Agent"
        if violence == STATE_BASED and row[side].startswith("Government of "):
            kind = "State"
        agent, described = actors.called(needed(row, side), row.get(f"{side}_new_id", ""), kind)
        yield from described
        yield line(event, term(role), agent)


def _place(event: Node, row: Row) -> Iterator[str]:
    latitude = decimal(needed(row, "latitude"), "latitude", 90)
    longitude = decimal(needed(row, "longitude"), "longitude", 180)
    place = Node(f"{event[:-1]}/place>")
    yield line(event, term("occurredAt"), place)
    yield line(place, TYPE, term("Place"))
    yield line(place, LABEL, text(row.get("where_coordinates") or row.get("country") or "place"))
    yield line(place, term("latitude"), latitude)
    yield line(place, term("longitude"), longitude)


def _deaths(event: Node, row: Row) -> Iterator[str]:
    low, best, high = (number(row, column) for column in DEATHS)
    if low is None or high is None or best is None:
        raise BadRow("low, best or high is empty")
    if not low <= best <= high:
        raise BadRow(f"best is {best}, not between low {low} and high {high}")
    figure = Node(f"{event[:-1]}/deaths>")
    yield line(event, term("givesFigure"), figure)
    yield line(figure, TYPE, term("CasualtyFigure"))
    yield line(figure, term("effect"), text("killed"))
    yield line(figure, term("countMin"), integer(low))
    yield line(figure, term("countBest"), integer(best))
    yield line(figure, term("countMax"), integer(high))


UCDP_GED = Dataset(
    name="ucdp-ged",
    title="the UCDP Georeferenced Event Dataset",
    publisher="Uppsala Conflict Data Program",
    url="https://ucdp.uu.se/downloads/",
    terms="CC BY 4.0",
    columns=(
        frozenset(
            {
                *("id", "type_of_violence", "side_a", "side_b", "date_start", "date_end"),
                *("latitude", "longitude", *DEATHS),
            }
        ),
    ),
    statements=_start,
)
