"""What the operator decides about the server, and the limits that guard it."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

from kg.errors import CasusError
from kg.settings import setting
from server.outside import Outside


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one request may ask for."""

    seconds: float = 30.0  # of wall clock for one query
    memory_mb: int = 2048  # of address space for one query process
    query_length: int = 1_000_000  # characters
    depth: int = 200  # nested brackets; the engine's stack overflows at some thousands
    operators: int = 4096  # UNION, OPTIONAL, FILTER, &&, ...
    answer_rows: int = 0  # of one answer, triples if it is a graph; 0 is no limit
    answer_bytes: int = 0  # of one answer before it is packed; 0 is no limit
    body_bytes: int = 20_000_000
    dump_seconds: float = 600.0  # for one dump, which takes as long as its reader
    queue_seconds: float = 5.0  # to wait for a free query process before 503
    update_seconds: float = 120.0  # of wall clock for one update
    parse_seconds: float = 20.0  # for RDF that a client sends
    parser_mb: int = 1024  # of address space for the process that parses it


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one running site.

    `workers` query processes are kept warm and up to `burst` run at once; with no workers,
    queries run inside this process, where no limit of time or memory can be kept.
    """

    workers: int = 2
    burst: int = 8
    token: str | None = None
    limits: Limits = Limits()
    cache_bytes: int = 32_000_000  # of small answers, kept until the data change
    outside: Outside = field(default_factory=Outside)  # the hosts that may be asked: none
    trusted_proxy: str | None = None  # the address of a proxy whose X-Forwarded-* are believed
    page_rows: int = 200  # rows that a page shows before it says that there are more


def from_environment(token: str | None = None, timeout: float | None = None) -> Settings:
    """The settings that `KG_*` variables and casus.toml give; flags win over both."""
    cores = os.cpu_count() or 2
    workers = int(_number("workers", cores))
    return Settings(
        workers=workers,
        burst=max(4 * cores, workers),
        token=token or setting("token", "") or None,
        trusted_proxy=setting("trusted_proxy", "") or None,
        outside=Outside(
            tuple(setting("federation", "").replace(",", " ").split()),
            private=bool(_number("federation_private", 0)),
        ),
        limits=Limits(
            seconds=_number("timeout", 30.0) if timeout is None else timeout,
            memory_mb=int(_number("query_memory", 2048)),
            answer_rows=int(_number("answer_rows", 0)),
            answer_bytes=int(_number("answer_bytes", 0)),
        ),
    )


def _number(key: str, default: float) -> float:
    text = setting(key, str(default))
    try:
        number = float(text)
    except ValueError as error:
        raise CasusError(f"KG_{key.upper()} must be a number, not {text!r}") from error
    if number < 0:
        raise CasusError(f"KG_{key.upper()} must not be negative, but is {text}")
    return number
