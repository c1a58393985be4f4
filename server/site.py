"""What the parts of the running application share: settings, engine, writer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from flask import current_app

from kg.vocabulary import BASE, PREFIXES
from server.engine import Answer, Engine
from server.evaluation import Query
from server.settings import Settings

if TYPE_CHECKING:
    from kg.store import Store
    from server.relay import Relay
    from server.writing import Writer

KEY = "casus"
PREFIX_PAIRS = tuple(PREFIXES.items())


@dataclass(frozen=True, slots=True)
class Site:
    """One application's settings, its store, what queries it and what writes to it."""

    settings: Settings
    store: Store
    engine: Engine
    writer: Writer
    relay: Relay | None = None

    def ask(
        self,
        text: str,
        *,
        table: str | None = "application/sparql-results+json",
        graph: str | None = "text/turtle",
        terms: Mapping[str, str] | None = None,
    ) -> Answer:
        """The answer to one of our own queries."""
        return self.engine.query(
            Query(
                text,
                table,
                graph,
                terms=tuple((terms or {}).items()),
                base=BASE,
                prefixes=PREFIX_PAIRS,
            )
        )


def site() -> Site:
    """The site of the request being answered."""
    return cast(Site, current_app.extensions[KEY])
