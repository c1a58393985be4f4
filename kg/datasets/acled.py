"""ACLED: political violence and protest, one event a day, place and pair of actors.

Source: ACLED codebook (Raleigh, Kishi and Linke 2023). Its first actor is the one that attacks in
remote violence and in violence against civilians; in battles neither is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from kg.datasets.actors import Actors, by_name
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
    month_of,
    term,
    text,
    thing,
)

ONE_SIDED = ("Explosions/Remote violence", "Violence against civilians")
IN_WEEK, IN_MONTH = 2, 3  # values of time_precision
ORGANS = {
    "Military Forces of": ("armed-forces", "ArmedForce"),
    "Police Forces of": ("police", "GovernmentBody"),
}
_ORGAN = re.compile(r"(Military Forces of|Police Forces of) (.+?) \(\d{4}-\d*\)")


def _start() -> Callable[[Row], Iterator[str]]:
    actors = Actors("acled")

    def read(row: Row) -> Iterator[str]:
        event = thing("acled", needed(row, "event_id_cnty"))
        kind, (first, last) = _kind(row), _days(row)
        said = [*_roles(actors, event, kind, row), *_place(event, row), *_deaths(event, row)]
        yield line(event, TYPE, term(kind))
        yield line(event, IDENTIFIER, text(row["event_id_cnty"]))
        yield line(event, LABEL, text(row.get("sub_event_type") or row["event_type"]))
        yield from (*during(event, first, last), *said)

    return read


def _kind(row: Row) -> str:
    kinds = coded("acledCode")
    kind = kinds.get(row.get("sub_event_type", "")) or kinds.get(needed(row, "event_type"))
    if kind is None:
        raise BadRow(f"event_type is {row['event_type']!r}, which is no type of ACLED")
    return kind


def _days(row: Row) -> tuple[date, date]:
    """The days between which an event lies, as wide as ACLED's precision says."""
    on = day(needed(row, "event_date"), "event_date")
    precision = number(row, "time_precision")
    if precision == IN_MONTH:
        return month_of(on.year, on.month)
    around = timedelta(days=6 if precision == IN_WEEK else 0)
    return on - around, on + around


def _roles(actors: Actors, event: Node, kind: str, row: Row) -> Iterator[str]:
    first, second = (
        ("party", "party") if row["event_type"] == "Battles" else ("initiator", "target")
    )
    if row["event_type"] in ONE_SIDED and kind != "Capture":
        first, second = "attacker", "attackTarget"
    for column, role in (("actor1", first), ("actor2", second)):
        if row.get(column):
            agent, described = _actor(actors, row[column])
            yield from described
            yield line(event, term(role), agent)


def _actor(actors: Actors, name: str) -> tuple[Node, list[str]]:
    """An actor; the forces of a state are the organ that the loader would name."""
    organ = _ORGAN.match(name)
    state = by_name().get(organ[2].casefold()) if organ else None
    if organ and state:
        suffix, kind = ORGANS[organ[1]]
        return actors.organ(state, suffix, kind, f"{organ[1]} {organ[2]}")
    return actors.called(name, "", "Agent")


def _place(event: Node, row: Row) -> Iterator[str]:
    latitude = decimal(needed(row, "latitude"), "latitude", 90)
    longitude = decimal(needed(row, "longitude"), "longitude", 180)
    place = Node(f"{event[:-1]}/place>")
    yield line(event, term("occurredAt"), place)
    yield line(place, TYPE, term("Place"))
    yield line(place, LABEL, text(row.get("location") or needed(row, "country")))
    yield line(place, term("latitude"), latitude)
    yield line(place, term("longitude"), longitude)


def _deaths(event: Node, row: Row) -> Iterator[str]:
    count = number(row, "fatalities")
    if count:
        figure = Node(f"{event[:-1]}/deaths>")
        yield line(event, term("givesFigure"), figure)
        yield line(figure, TYPE, term("CasualtyFigure"))
        yield line(figure, term("effect"), text("killed"))
        yield line(figure, term("countBest"), integer(count))


ACLED = Dataset(
    name="acled",
    title="ACLED",
    publisher="Armed Conflict Location & Event Data",
    url="https://acleddata.com",
    terms="ACLED terms of use: attribution, no redistribution of the data",
    columns=(
        frozenset(
            {
                *("event_id_cnty", "event_date", "event_type", "actor1", "actor2"),
                *("latitude", "longitude", "fatalities"),
            }
        ),
    ),
    statements=_start,
)
