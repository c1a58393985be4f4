"""`kg import`: what users already have, beside the curated facts and never among them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import store_option

if TYPE_CHECKING:
    from kg.datasets.load import Imported

_FILE = click.Path(path_type=Path)


@click.command(name="import")
@click.argument("dataset", metavar="DATASET")
@click.argument(
    "files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path)
)
@click.option("--forget", is_flag=True, help="Take the graphs of these files out again.")
@store_option
@click.pass_context
def import_(
    ctx: click.Context, /, dataset: str, files: tuple[Path, ...], forget: bool, folder: Path
) -> None:
    """Import a dataset of others as its publisher gives it.

    DATASET is acled, atop, cow-alliances, gdelt or ucdp-ged; FILE a CSV or TSV file, packed or not
    (.gz, .zst, .zip). Each file becomes a graph of its own, which says where it is from. Nothing
    else changes: no account and no inference uses it, and only queries that name the graph see it.
    A file that is there already is left alone. Rows that cannot be stated are counted and named,
    and the exit status is then 1.
    """
    from tqdm import tqdm

    from kg import datasets
    from kg.datasets.load import forget_file, import_file
    from kg.store import Store

    chosen = datasets.dataset(dataset)
    skipped = False
    with Store.open(folder) as store:
        for path in files:
            if forget:
                gone = forget_file(store, chosen, path)
                click.echo(f"{path}: {'taken out' if gone else 'is not in the store'}")
                continue
            size = path.stat().st_size if path.is_file() else None
            with tqdm(
                total=size, unit="B", unit_scale=True, disable=not sys.stderr.isatty(), leave=False
            ) as bar:
                done = import_file(store, chosen, path, bar.update)
            skipped |= _told(path, done)
    ctx.exit(1 if skipped else 0)


def _told(path: Path, done: Imported) -> bool:
    """Say what became of a file; True if something was left out."""
    for reason in done.reasons:
        click.echo(f"kg: {reason}: skipped", err=True)
    if done.known:
        click.echo(f"{path} is in the store already: {done.graph.value}")
    else:
        left = f", {done.skipped} skipped" if done.skipped else ""
        click.echo(
            f"{path}: {done.rows} rows{left}, {done.statements} statements in {done.graph.value}"
        )
    return bool(done.skipped)


COMMANDS = (import_,)
