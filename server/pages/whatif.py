"""/whatif: a form to suppose facts otherwise, and what would follow; nothing is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from flask import Blueprint, Response, jsonify, render_template, request

from kg.errors import CasusError
from server.negotiate import HTML, prefers_html
from server.pages.page import Page, behind
from server.problem import Problem
from server.site import site

blueprint = Blueprint("whatif", __name__)

EXAMPLE = """# What if Armenia's participation in the Collective Security Treaty had ended in 2021?
<participation/collective-security-treaty-ARM-1992>
    casus:endEarliest "2021-01-01T00:00:00Z"^^xsd:dateTime ;
    casus:endLatest "2021-01-01T23:59:59Z"^^xsd:dateTime .
"""


@dataclass(frozen=True, slots=True)
class WhatIfPage(Page):
    """What is supposed, and what would no longer follow, follow, or follow otherwise."""

    template: ClassVar[str] = "whatif.html"

    text: str
    asked: bool
    gone: list[str]
    new: list[str]
    changed: list[str]


@blueprint.get("/whatif")
def form() -> Response:
    """The form, with a supposition to begin with."""
    return _shown(WhatIfPage("What if?", behind("terms"), EXAMPLE, False, [], [], []))


@blueprint.post("/whatif")
def answer() -> Response:
    """What would follow if the statements sent were so."""
    from kg.reason import supposition, what_if  # loads the rule engine, which few pages need

    text = request.form.get("text") or request.get_data(as_text=True)
    try:
        found = what_if(site().store, supposition(site().store.oxigraph, text, "the text"))
    except CasusError as error:
        raise Problem(400, f"{error}.") from error
    if not prefers_html(request.headers.get("Accept")):
        return jsonify(found.json())
    return _shown(
        WhatIfPage(
            *("What if?", behind("terms"), text, True),
            *(list(found.gone), list(found.new), list(found.changed)),
        )
    )


def _shown(page: WhatIfPage) -> Response:
    reply = Response(render_template(page.template, page=page), mimetype=HTML)
    reply.vary.add("Accept")
    return reply
