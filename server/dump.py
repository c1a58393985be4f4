"""/dump.nq: everything the store holds, with its graphs, in the state of one moment."""

from __future__ import annotations

import time
from datetime import UTC, datetime

from flask import Blueprint, Response, request

from server.engine import always_there
from server.evaluation import Query
from server.negotiate import NQUADS
from server.packing import packed
from server.requests import is_known, packing, tag
from server.site import site
from server.sparql import conditional

blueprint = Blueprint("dump", __name__)

PATH = "/dump.nq"


@blueprint.get(PATH)
def dump() -> Response:
    """All quads as N-Quads while they are read; for who has this state already, a 304."""
    engine = site().engine
    modified = _second(engine.modified)
    etag = tag(engine.version, "dump", packing())
    if _is_held(etag, modified):
        return _told(Response(status=304), etag, modified)
    if request.method == "HEAD":
        head = Response(content_type=NQUADS.media_type)
        head.automatically_set_content_length = False  # it is not known, and not 0
        return _told(head, etag, modified)
    answer = engine.query(
        Query("", dump=True),
        request.environ.get("waitress.client_disconnected", always_there),
        request.remote_addr or "",
    )
    return _told(packed(answer.chunks, NQUADS.media_type), etag, modified)


def _second(modified: float) -> datetime | None:
    """The second of a change once it is over: until then another may come, of the same date."""
    second = int(modified)
    return datetime.fromtimestamp(second, UTC) if time.time() >= second + 1 else None


def _is_held(etag: str, modified: datetime | None) -> bool:
    """Whether the client has this state; a tag says more than a date (RFC 9110, 13.2.2)."""
    if "If-None-Match" in request.headers:
        return is_known(etag)
    since = request.if_modified_since
    return since is not None and modified is not None and modified <= since


def _told(reply: Response, etag: str, modified: datetime | None) -> Response:
    if modified is not None:
        reply.last_modified = modified
    return conditional(reply, etag)
