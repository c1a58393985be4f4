"""The site and the SPARQL endpoint over a store: `create_app(store, settings)`, `serve(app)`.

Nothing is imported before it is called: query processes import this package without Flask.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from kg.store import Store
    from kg.store.guest import Guest
    from server.settings import Settings

__all__ = ["create_app", "hold", "serve"]


def hold(folder: Path) -> Guest:
    """The store of a folder for a server; a process of its own writes to it."""
    from server.writing import hold

    return hold(folder)


def create_app(store: Store, settings: Settings | None = None) -> Flask:
    """The WSGI application that serves a store."""
    from server.app import create_app

    return create_app(store, settings)


def serve(app: Flask, host: str = "127.0.0.1", port: int = 8000) -> None:
    """Serves the application until the process is told to stop."""
    from server.app import serve

    serve(app, host, port)
