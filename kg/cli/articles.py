"""`kg load` and `kg extract`: from articles to the graph, or to JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from kg.cli.links import described
from kg.cli.options import article_options, given, store_option

if TYPE_CHECKING:
    from tqdm import tqdm

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

    SOURCE is a file, a folder, a pattern or - for standard input: text, HTML, PDF, JSON, JSON
    Lines, ninjs, NewsML-G2, RSS, Atom or WARC, known by its content, also in .gz, .zst or .zip.
    Each article goes in whole or not at all, and takes the place of its former version; one that
    is already there is left alone, so that a load that was stopped can be run again. What cannot
    be read, or is in a language without a parser, is named and skipped, and the exit status is
    then 1. Where `kg reason` was run before, what follows is brought up to date.
    """
    fixed = given(metadata)  # a wrong date ends the command before a store is made
    from kg import pipeline
    from kg.reason import reason
    from kg.store import Store
    from kg.store.links import counts
    from kg.store.outdated import is_reasoned

    with Store.open(folder) as store, progress(sources) as bar:
        outcomes = pipeline.load(sources, store, fixed, workers, watch=bar.update)
        report = follow(outcomes, bar)
        reasoned = is_reasoned(store.oxigraph)
        inferred = reason(store) if report.loaded and reasoned else None
        links = counts(store.oxigraph)
    click.echo(str(report))
    click.echo(described(links))
    if inferred:
        click.echo(f"Reasoned: {inferred}")
    elif not reasoned:
        click.echo("Run `kg reason` to draw the inferences.")
    ctx.exit(1 if report.skipped else 0)


def progress(sources: Iterable[str]) -> tqdm[NoReturn]:
    """A bar over the bytes of the sources, which is shown to a terminal only."""
    from tqdm import tqdm

    from kg.read import size

    shown = sys.stderr.isatty()
    total = size(sources) if shown else 0
    return tqdm(total=total or None, unit="B", unit_scale=True, disable=not shown, leave=False)


def follow(outcomes: Iterator[Outcome], bar: tqdm[NoReturn]) -> Report:
    """The report of a load; what is skipped is said at once."""
    from kg.pipeline import Report
    from kg.read import Skipped

    report = Report()
    for outcome in outcomes:
        if isinstance(outcome, Skipped):
            bar.write(f"kg: {outcome}", file=sys.stderr)
        report += outcome
        bar.set_postfix_str(f"{report.read} read, {len(report.skipped)} skipped", refresh=False)
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
