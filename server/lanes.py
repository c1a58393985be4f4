"""Who may run a query now: so many at once, in turn, no client before the others.

A query begins in the quick lane. One that runs on for long moves to the slow lane, so that it
keeps nobody waiting; where that lane is full it has to end. Whoever waits is let in by how little
its client has running, then by how long it has waited.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from threading import Condition

from server.problem import busy, too_many

LOOK = 0.25  # seconds between two looks whether who waits is still there


@dataclass(frozen=True, slots=True)
class Room:
    """How many queries may run in each lane, of one client, and wait."""

    quick: int
    slow: int
    client: int
    waiting: int
    waiting_client: int


@dataclass(frozen=True, slots=True, eq=False)
class _Ticket:
    client: str
    since: float


class Lanes:
    """The queries that run and wait."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._changed = Condition()
        self._quick: Counter[str] = Counter()
        self._slow: Counter[str] = Counter()
        self._waiting: list[_Ticket] = []

    def enter(self, client: str, seconds: float, gone: Callable[[], bool]) -> None:
        """Waits for room in the quick lane; raises the problem if there is none in time."""
        ticket = _Ticket(client, time.monotonic())
        with self._changed:
            self._queue(ticket)
            try:
                while self._next() is not ticket:
                    left = ticket.since + seconds - time.monotonic()
                    if left <= 0 or gone():
                        raise busy(seconds)
                    self._changed.wait(min(left, LOOK))
                self._quick[client] += 1
            finally:
                self._waiting.remove(ticket)
                self._changed.notify_all()

    def slow_down(self, client: str) -> bool:
        """Moves a query of a client to the slow lane; whether there is room."""
        with self._changed:
            if self._slow.total() >= self._room.slow:
                return False
            self._quick[client] -= 1
            self._slow[client] += 1
            self._changed.notify_all()
            return True

    def contended(self) -> bool:
        """Whether anyone waits."""
        with self._changed:
            return bool(self._waiting)

    def leave(self, client: str, *, slow: bool) -> None:
        """Makes room again."""
        with self._changed:
            lane = self._slow if slow else self._quick
            lane[client] -= 1
            if not lane[client]:
                del lane[client]
            self._changed.notify_all()

    def _queue(self, ticket: _Ticket) -> None:
        own = sum(each.client == ticket.client for each in self._waiting)
        if own >= self._room.waiting_client:
            raise too_many(own)
        if len(self._waiting) >= self._room.waiting:
            raise busy(0)
        self._waiting.append(ticket)

    def _next(self) -> _Ticket | None:
        """Who is to be let in now, if anyone."""
        if self._quick.total() >= self._room.quick:
            return None
        able = [each for each in self._waiting if self._quick[each.client] < self._room.client]
        return min(able, key=self._place, default=None)

    def _place(self, ticket: _Ticket) -> tuple[int, float]:
        return self._quick[ticket.client] + self._slow[ticket.client], ticket.since
