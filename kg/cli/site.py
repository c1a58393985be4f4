"""`kg serve` and `kg demo`: the site and the endpoint."""

from __future__ import annotations

import errno
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import store_option
from kg.errors import CasusError

if TYPE_CHECKING:
    from kg.store import Store

FIRST_QUERY = "who-attacked-whom"
_host = click.option("--host", default="127.0.0.1", help="The address to listen on (127.0.0.1).")
_port = click.option("--port", type=click.IntRange(1, 65535), default=8000, help="(8000)")


@click.command()
@_host
@_port
@click.option("--timeout", type=click.FloatRange(0.1), help="Seconds that a query may take.")
@click.option(
    "--token-file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A file with the token that updates must carry; without it, nobody can update.",
)
@store_option
def serve(
    host: str, port: int, timeout: float | None, token_file: Path | None, folder: Path
) -> None:
    """Serve the site and the SPARQL endpoint.

    Other commands go on working on the store, `kg load` included: a process of the server writes
    for all of them, and what is written is served at once. With a token the store can be updated
    over HTTP, too.
    """
    import server
    from kg.store import Store

    _free(host, port)
    token = token_file.read_text("utf-8").strip() if token_file else None
    Store.read(folder).close()
    with server.hold(folder) as store:
        _serve(store, host, port, token, timeout)


@click.command()
@_host
@_port
@store_option
def demo(host: str, port: int, folder: Path) -> None:
    """Try it all on the bundled articles.

    Loads them into the store, reasons, and serves the site on this machine until stopped. The
    second time only what changed is built. Other articles in the store stay.
    """
    import server
    from kg.store import Store

    _free(host, port)
    with Store.open(folder) as store:
        _build(store)
    with server.hold(folder) as store:
        _serve(store, host, port, None, None)


def _build(store: Store) -> None:
    """Bring the bundled articles into the store, and reason over what changed."""
    from kg import pipeline
    from kg.cli.articles import follow, progress

    samples = Path(__file__).parent.parent / "samples" / "articles.jsonl"
    with progress([str(samples)]) as bar:
        report = follow(pipeline.load([str(samples)], store, watch=bar.update), bar)
    click.echo(f"Bundled articles: {report}")
    from kg.reason import reason

    counts = reason(store)
    if counts.events != 0:
        click.echo(f"Reasoned: {counts}")


def _serve(store: Store, host: str, port: int, token: str | None, timeout: float | None) -> None:
    import server
    from server.settings import from_environment

    site = f"http://{host}:{port}"
    store.announce(f"{site}/sparql")
    app = server.create_app(store, from_environment(token, timeout))
    click.echo(f"Serving {site} (stop with Ctrl-C). A first query, in another terminal:")
    click.echo(f"  {sys.argv[0]} query {FIRST_QUERY} --endpoint {site}/sparql")
    try:
        server.serve(app, host, port)
    except OSError as error:
        raise CasusError(f"{host}:{port} cannot be served: {error.strerror or error}") from error


def _free(host: str, port: int) -> None:
    """Raise CasusError if the port is taken: before anything is built, not after."""
    try:
        with socket.create_server((host, port)):
            pass
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE
        reason = "is in use" if taken else f"cannot be used ({error.strerror or error})"
        raise CasusError(f"port {port} of {host} {reason}; choose another with --port") from error


COMMANDS = (serve, demo)
