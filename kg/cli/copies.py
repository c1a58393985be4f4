"""`kg backup` and `kg restore`: whole copies of a store."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import store_option

_FOLDER = click.Path(path_type=Path)


@click.command()
@click.argument("target", metavar="DIR", type=_FOLDER)
@store_option
def backup(target: Path, folder: Path) -> None:
    """Copy the store to a new folder.

    The copy is a store itself. On the same file system it takes no time and next to no space.
    """
    from kg.store import Store

    with Store.read(folder) as store:
        store.backup(target)
    click.echo(f"{folder} is backed up in {target}")


@click.command()
@click.argument("source", metavar="DIR", type=_FOLDER)
@store_option
def restore(source: Path, folder: Path) -> None:
    """Make a store from a backup.

    The backup is read through first. A store that exists is never overwritten.
    """
    from kg.store import Store
    from kg.store.copies import restore as copy

    copy(source, folder)
    with Store.read(folder) as store:
        count = len(store.oxigraph)
    click.echo(f"{folder} is restored from {source} ({count} statements)")


COMMANDS = (backup, restore)
