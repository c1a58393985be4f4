"""The application factory: settings and engine first, then one blueprint per area."""

from __future__ import annotations

import logging
import signal
import sys
import threading
from typing import TYPE_CHECKING

from flask import Flask, request
from waitress import serve as waitress_serve

from server import (
    dataset,
    dump,
    graphstore,
    links,
    metrics,
    pages,
    replies,
    resource,
    saved,
    sparql,
    status,
    tables,
    update,
)
from server.direct import RAISED, Direct
from server.relay import Relay
from server.settings import Settings, from_environment
from server.sides import sides
from server.site import KEY, Site

if TYPE_CHECKING:
    from kg.store import Store


def create_app(store: Store, settings: Settings | None = None) -> Flask:
    """The WSGI application that serves a store."""
    settings = from_environment() if settings is None else settings
    app = Flask("server", template_folder="templates", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = settings.limits.body_bytes
    app.config["MAX_FORM_MEMORY_SIZE"] = settings.limits.body_bytes
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(page_of=links.page, data_of=links.data, coded=tables.coded)
    relay = Relay(settings.outside) if settings.outside.origins else None
    app.extensions[KEY] = Site(settings, store, *sides(store, settings), relay)
    app.before_request(_raise)
    metrics.prepare(app)
    replies.prepare(app)
    reading = (sparql, graphstore, dataset, dump, resource, saved, pages)
    for area in (*reading, update, status, metrics):
        app.register_blueprint(area.blueprint)
    return app


def _raise() -> None:
    """Raises what has gone wrong with a query on the short way."""
    if problem := request.environ.get(RAISED):
        raise problem


def serve(app: Flask, host: str = "127.0.0.1", port: int = 8000) -> None:
    """Serves the application until the process is told to stop."""
    site: Site = app.extensions[KEY]
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _end)  # so that what follows the serving is done
    logging.getLogger("waitress").addFilter(_without_trace)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    try:
        waitress_serve(
            Direct(app),
            host=host,
            port=port,
            threads=5 * site.settings.burst + 16,  # running, waiting, and all that needs no query
            connection_limit=500,
            channel_timeout=60,
            channel_request_lookahead=1,  # so that a query learns that its client has left
            max_request_body_size=site.settings.limits.body_bytes,
            ident="casus",
            trusted_proxy=site.settings.trusted_proxy,
            trusted_proxy_headers={"x-forwarded-for", "x-forwarded-proto", "x-forwarded-host"}
            if site.settings.trusted_proxy
            else set(),
            clear_untrusted_proxy_headers=True,
        )
    finally:
        site.engine.close()
        site.writer.close()


def _without_trace(record: logging.LogRecord) -> bool:
    """An answer cut off on purpose is one line of the log, not a trace."""
    if record.exc_info and record.exc_info[0] is ConnectionAbortedError:
        record.msg, record.args = f"{record.getMessage()}: {record.exc_info[1]}", ()
        record.exc_info = None
    return True


def _end(*_: object) -> None:
    sys.exit(0)
