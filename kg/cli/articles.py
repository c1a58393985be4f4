"""`kg load` and `kg extract`: from articles to the graph, or to JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import article_options, given, store_option

if TYPE_CHECKING:
    from kg.pipeline import Outcome, Report


@click.command()
@article_options
@click.option("--workers", metavar="N", type=click.IntRange(1), default=1, help="Processes (1).")
@store_option
@click.pass_context
def load(
    ctx: click.Context,
    /,
    sources: tuple[str, ...],
    workers: int,
    folder: Path,
    **metadata: str | None,
) -> None:
    """Load articles into the graph.

    SOURCE is a text, JSON or JSON Lines file (also .gz), a folder, a pattern or - for standard
    input. Each article goes in whole or not at all, and takes the place of its former version;
    one that is already there is left alone, so that a load that was stopped can be run again.
    What cannot be read is named and skipped, and the exit status is then 1. A change drops the
    inferences: run `kg reason` afterwards.
    """
    fixed = given(metadata)  # a wrong date ends the command before a store is made
    from kg import pipeline
    from kg.store import Store

    with Store.open(folder) as store:
        report = follow(pipeline.load(sources, store, fixed, workers))
        stale = report.loaded and not store.derived_graphs()
    click.echo(str(report))
    if stale:
        click.echo("Run `kg reason` to draw the inferences.")
    ctx.exit(1 if report.skipped else 0)


def follow(outcomes: Iterator[Outcome]) -> Report:
    """The report of a load; what is skipped is said at once, progress only to a terminal."""
    from tqdm import tqdm

    from kg.pipeline import Report
    from kg.read import Skipped

    report = Report()
    with tqdm(outcomes, unit=" articles", disable=not sys.stderr.isatty(), leave=False) as bar:
        for outcome in bar:
            if isinstance(outcome, Skipped):
                bar.write(f"kg: {outcome}", file=sys.stderr)
            report += outcome
    return report


@click.command()
@article_options
@click.pass_context
def extract(ctx: click.Context, /, sources: tuple[str, ...], **metadata: str | None) -> None:
    """Print what articles say as JSON lines.

    One object an article: its mentions, and its claims with their characters, speakers and
    factuality. No store is touched.
    """
    fixed = given(metadata)
    from kg import pipeline
    from kg.rdf import record
    from kg.read import Skipped

    skipped = False
    for found in pipeline.extract(sources, fixed):
        if isinstance(found, Skipped):
            skipped = True
            click.echo(f"kg: {found}", err=True)
        else:
            click.echo(json.dumps(record(found), ensure_ascii=False))
    ctx.exit(1 if skipped else 0)


COMMANDS = (load, extract)
