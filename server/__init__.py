"""The site and the SPARQL endpoint over a store: `create_app(store, settings)`, `serve(app)`.

Nothing is imported before it is called: query processes import this package without Flask.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from kg.store import Store
    from server.settings import Settings

__all__ = ["create_app", "serve"]


def create_app(store: Store, settings: Settings | None = None) -> Flask:
    """The WSGI application that serves a store."""
    from server.app import create_app

    return create_app(store, settings)


def serve(app: Flask, host: str = "127.0.0.1", port: int = 8000) -> None:
    """Serves the application until the process is told to stop."""
    from server.app import serve

    serve(app, host, port)
