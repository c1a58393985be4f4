"""What goes wrong in a request: RFC 9457 problems, which every part of the server may raise."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from kg.errors import CasusError


class Problem(CasusError):
    """A failure with an HTTP status, a sentence for the reader and members for a machine."""

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        headers: Mapping[str, str] | None = None,
        members: Mapping[str, str | int | list[str]] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.headers = dict(headers or {})
        self.members = dict(members or {})

    @property
    def title(self) -> str:
        """The name of the status."""
        return HTTPStatus(self.status).phrase

    def json(self) -> dict[str, object]:
        """The members of application/problem+json."""
        return {"status": self.status, "title": self.title, "detail": self.detail, **self.members}


def busy(seconds: float) -> Problem:
    """503: every query process is taken."""
    return Problem(
        503,
        f"Too many queries are running (room was waited for {seconds:g} s); try again shortly.",
        headers={"Retry-After": "5"},
    )


def too_many(waiting: int) -> Problem:
    """429: this client has had its share."""
    return Problem(
        429,
        f"{waiting} queries of this client wait already; send fewer at a time.",
        headers={"Retry-After": "2"},
    )


def out_of_time(seconds: float) -> Problem:
    """503: the query was stopped."""
    return Problem(
        503,
        f"The query took longer than {seconds:g} s and was stopped; "
        "narrow it down, add a LIMIT, or run it on a copy of the data.",
        headers={"Retry-After": "30"},
    )


def out_of_memory(megabytes: int) -> Problem:
    """503: the query process died, which so far only memory has made it do."""
    return Problem(
        503,
        f"The query process failed, most likely because it needed more than {megabytes} MB; "
        "narrow the query down or add a LIMIT.",
    )
