"""`kg reason`, `kg explain`, `kg check`: what follows, and why."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kg.cli.options import store_option


@click.command()
@store_option
def reason(folder: Path) -> None:
    """Draw the inferences, in each party's account.

    Former perspectives and inferences are replaced; articles and claims are not touched.
    """
    from kg.reason import reason as infer
    from kg.store import Store

    _require(folder)
    with Store.open(folder) as store:
        click.echo(str(infer(store)))


@click.command()
@click.argument("iri")
@click.option("--json", "as_json", is_flag=True, help="The proof as JSON.")
@store_option
def explain(iri: str, as_json: bool, folder: Path) -> None:
    """Print why something holds, down to the sentences.

    IRI is an inferred obligation, an event or a claim (id:event/... for short). The proof names
    each rule, its premises, and where each premise comes from.
    """
    from kg.reason import explain as proof
    from kg.store import Store
    from kg.vocabulary import PREFIXES

    prefix, colon, rest = iri.partition(":")
    full = PREFIXES[prefix] + rest if colon and prefix in PREFIXES else iri
    with Store.read(folder) as store:
        found = proof(store, full)
        click.echo(json.dumps(found.json(), ensure_ascii=False) if as_json else found.text())


@click.command()
@store_option
@click.pass_context
def check(ctx: click.Context, folder: Path) -> None:
    """Check the graph against shapes and ontology.

    Consistency with the ontology needs Java and is left out, with a note, where there is none.
    Prints each problem on a line; the exit status is 1 if there is one.
    """
    from kg.store import Store
    from kg.validate import check as validate

    with Store.read(folder) as store:
        report = validate(store)
    click.echo(report.text())
    ctx.exit(0 if report.ok else 1)


def _require(folder: Path) -> None:
    """Raise StoreMissing rather than make an empty store to reason over."""
    from kg.store import Store

    Store.read(folder).close()


COMMANDS = (reason, explain, check)
