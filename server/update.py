"""/update: SPARQL Update for whoever has the token, one at a time, all or nothing."""

from __future__ import annotations

import hmac

from flask import Blueprint, Response, request

from kg.errors import BadQuery, CasusError
from kg.store.writes import Changed, NoGraph, NoUpdate, Write
from kg.vocabulary import BASE
from server.federation import has_service, loaded
from server.guard import check
from server.negotiate import GRAPHS
from server.outside import fetch
from server.problem import Problem
from server.protocol import Operand, operand
from server.requests import envelope, expected, tagged
from server.site import site
from server.syntax import explained
from server.tokens import normal
from server.upload import statements
from server.using import with_dataset

blueprint = Blueprint("update", __name__)


@blueprint.route("/update", methods=["POST"])
def update() -> Response:
    """Runs an update; what it wrote is on disk, and seen by all, before it is answered."""
    authorise()
    asked = operand(envelope(), "update")
    if asked is None:
        raise Problem(400, "Exactly one parameter 'update' is needed; there is none.")
    return run(asked)


def run(asked: Operand) -> Response:
    """The answer to an update by someone who may write."""
    check(asked.text, site().settings.limits, others=True)
    if has_service(asked.text):
        raise Problem(403, "SERVICE is switched off in updates.")
    text = with_dataset(normal(asked.text), asked.default_graphs, asked.named_graphs)
    text = loaded(text, site().settings.outside, _fetched)
    written(Write("update", {"text": text, "base": BASE}, expects=expected()), asked.text)
    return tagged(Response(status=204))


def _fetched(url: str) -> str:
    """The statements at an address of another host."""
    offered = ", ".join(form.media_type for form in GRAPHS)
    found = fetch(site().settings.outside, url, {"Accept": offered})
    if found.status != 200:
        raise Problem(502, f"{url} answered {found.status}.")
    return statements(found.body, found.content_type, url).decode()


def written(asked: Write, text: str = "") -> object:
    """What a write says; raises the problem that keeps it from being done."""
    try:
        return site().writer.write(asked)
    except NoUpdate as error:
        raise explained(str(error), text) from error
    except NoGraph as error:
        raise Problem(404, f"{error}.") from error
    except Changed as error:
        raise Problem(412, f"Nothing was changed: {error}.") from error
    except Problem:
        raise
    except BadQuery as error:
        raise Problem(400, f"{error}.") from error
    except (
        CasusError,
        RuntimeError,
        ValueError,
        OSError,
    ) as error:  # as things are, it cannot be done
        raise Problem(
            409, f"The update failed and changed nothing: {str(error).rstrip('.')}."
        ) from error


def authorise() -> None:
    """Raises the problem that keeps the client from writing, if any."""
    token = site().settings.token
    if token is None:
        raise Problem(403, "This server is read-only: it was started without a token for writing.")
    kind, _, given = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not hmac.compare_digest(given.encode(), token.encode()):
        raise Problem(
            401,
            "Writing needs the header 'Authorization: Bearer TOKEN' with this server's token.",
            headers={"WWW-Authenticate": 'Bearer realm="casus"'},
        )
    if not site().store.writable:
        raise Problem(403, "This server is read-only: its store was opened for reading.")
