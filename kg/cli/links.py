"""`kg link`: everything that spans articles, judged anew."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import store_option


@click.command()
@store_option
def link(folder: Path) -> None:
    """Judge anew which events of different articles are one.

    Loading keeps these links up to date by itself; this is for a store whose links were made by
    another version of the software. Also rival accounts of one occurrence, and articles that
    repeat another. Nothing else is touched; the same links come out as by loading.
    """
    from kg.store import Store
    from kg.store.links import counts

    Store.read(folder).close()  # rather than make an empty store
    with Store.open(folder) as store:
        store.relink()
        click.echo(described(counts(store.oxigraph)))


def described(counts: dict[str, int]) -> str:
    """How many links of each kind there are, in one line."""
    return "; ".join(f"{name}: {number}" for name, number in counts.items())


COMMANDS = (link,)
