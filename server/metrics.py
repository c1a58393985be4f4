"""/metrics: what the site does, in the text format that Prometheus reads."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Lock

from flask import Blueprint, Flask, Response, current_app, g, request

from server.site import site

blueprint = Blueprint("metrics", __name__)

KEY = "casus-metrics"
BOUNDS = (0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 10.0, 30.0)  # seconds


@dataclass
class Tally:
    """Requests counted since the process started."""

    requests: Counter[tuple[str, int]] = field(default_factory=Counter)
    within: Counter[float] = field(default_factory=Counter)
    queries: int = 0
    seconds: float = 0.0
    lock: Lock = field(default_factory=Lock)

    def add(self, area: str, status: int, seconds: float) -> None:
        """Counts one request; those that run a query also by their seconds to the first byte."""
        with self.lock:
            self.requests[area, status] += 1
            if area in ("sparql", "saved"):
                self.queries += 1
                self.seconds += seconds
                self.within.update(bound for bound in BOUNDS if seconds <= bound)

    def lines(self) -> Iterator[str]:
        """The counts as Prometheus reads them."""
        with self.lock:
            yield "# TYPE casus_requests_total counter"
            for (area, status), count in sorted(self.requests.items()):
                yield f'casus_requests_total{{area="{area}",status="{status}"}} {count}'
            yield "# TYPE casus_query_seconds histogram"
            for bound in BOUNDS:
                yield f'casus_query_seconds_bucket{{le="{bound:g}"}} {self.within[bound]}'
            yield f'casus_query_seconds_bucket{{le="+Inf"}} {self.queries}'
            yield f"casus_query_seconds_sum {self.seconds:.6f}"
            yield f"casus_query_seconds_count {self.queries}"


def prepare(app: Flask) -> None:
    """Counts every request of the application."""
    app.extensions[KEY] = Tally()
    app.before_request(_begin)
    app.after_request(_end)


def _begin() -> None:
    g.began = time.perf_counter()


def _end(reply: Response) -> Response:
    tally: Tally = current_app.extensions[KEY]
    seconds = time.perf_counter() - g.get("began", time.perf_counter())
    tally.add(request.blueprint or "none", reply.status_code, seconds)
    return reply


@blueprint.get("/metrics")
def metrics() -> Response:
    """The counts, and the processes that answer queries."""
    tally: Tally = current_app.extensions[KEY]
    lines = list(tally.lines())
    lines.append("# TYPE casus_query_processes gauge")
    for state, count in site().engine.processes().items():
        lines.append(f'casus_query_processes{{state="{state}"}} {count}')
    body = "\n".join(lines) + "\n"
    return Response(body, content_type="text/plain; version=0.0.4; charset=utf-8")
