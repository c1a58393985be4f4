"""What follows from what is said, and why: `kg reason`, `kg explain`, `kg whatif` and others."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TextIO

import click

from kg.cli.options import store_option


@click.command()
@click.option("--all", "afresh", is_flag=True, help="Build everything anew.")
@store_option
def reason(afresh: bool, folder: Path) -> None:
    """Draw the inferences, in each party's account.

    Only what articles that came or went since can have changed is reasoned over again; all of it
    where rules, ontology or software changed. Articles and claims are not touched.
    """
    from kg.reason import reason as infer
    from kg.reason import rebuild
    from kg.store import Store

    _require(folder)
    with Store.open(folder) as store:
        click.echo(str((rebuild if afresh else infer)(store, _progress)))


@click.command()
@click.argument("iri")
@click.option("--json", "as_json", is_flag=True, help="The proof as JSON.")
@click.option("--why-not", "state", help="Why an event obliges this state to nothing (state/RUS).")
@store_option
def explain(iri: str, as_json: bool, state: str | None, folder: Path) -> None:
    """Print why something holds, down to the sentences.

    IRI is a conclusion, an event or a claim (id:event/... for short). The proof names each rule,
    its premises, and where each premise comes from. With --why-not, the conditions that fail.
    """
    from kg.reason import explain as proof
    from kg.reason import why_not
    from kg.store import Store

    with Store.read(folder) as store:
        found = why_not(store, _iri(iri), _iri(state)) if state else proof(store, _iri(iri))
        click.echo(json.dumps(found.json(), ensure_ascii=False) if as_json else found.text())


@click.command()
@click.argument("file", type=click.File("r", encoding="utf-8"))
@click.option("--event", "events", multiple=True, help="Ask about this event alone. Repeatable.")
@click.option("--json", "as_json", is_flag=True, help="The difference as JSON.")
@store_option
def whatif(file: TextIO, events: tuple[str, ...], as_json: bool, folder: Path) -> None:
    """Show what would follow if some facts were otherwise.

    FILE holds statements that would be so, in Turtle, or in TriG with those that would not be in
    graph:retracted; - reads TriG from standard input. A bound of a period, and any other property
    of one value, takes the place of the former value. Nothing is written.
    """
    from pyoxigraph import NamedNode

    from kg.reason import supposition, what_if
    from kg.store import Store

    with Store.read(folder) as store:
        supposed = supposition(store.oxigraph, file.read(), file.name)
        found = what_if(store, supposed, [NamedNode(_iri(event)) for event in events])
    click.echo(json.dumps(found.json(), ensure_ascii=False) if as_json else found.text())


@click.command()
@click.argument("one")
@click.argument("other")
@click.option("--date", "day", required=True, help="The day asked about (2021-11-16).")
@store_option
def paths(one: str, other: str, day: str, folder: Path) -> None:
    """Print the chains of alliances between two states.

    ONE and OTHER are states (state/USA). Each chain, of up to three steps, comes with the treaties
    and participations behind its steps. A chain obliges nobody.
    """
    from kg.reason import alliance_paths
    from kg.store import Store

    with Store.read(folder) as store:
        found = alliance_paths(store, _iri(one), _iri(other), day)
    click.echo(found.text())


@click.command()
@click.argument("principals", nargs=-1, required=True, metavar="PRINCIPAL...")
@click.option("--common", is_flag=True, help="Only what both of two principals say.")
@click.option("--format", "syntax", default="table", help="table, ttl, nt, jsonld, xml.")
@store_option
def perspective(principals: tuple[str, ...], common: bool, syntax: str, folder: Path) -> None:
    """Print what some principals say happened.

    PRINCIPAL is a state, organisation or outlet by its code (ARM) or its name (state/ARM). Of
    several, the statements that at least one of them claims; with --common, those that two of them
    both claim, reports linked as one event counting as one. Denials and plans are no one's
    account. Nothing is written, and `kg reason` need not have run.
    """
    from kg.cli.answers import TRIPLES, show_triples
    from kg.errors import UnknownChoice
    from kg.reason import common_ground, joint, principal
    from kg.store import Store

    if syntax not in TRIPLES:
        raise UnknownChoice("format", syntax, TRIPLES)
    if common and len(principals) != 2:
        raise click.UsageError("--common compares two principals")
    with Store.read(folder) as store:
        graphs = store.oxigraph
        chosen = [principal(graphs, _iri(name) if "/" in name else name) for name in principals]
        said = common_ground(graphs, *chosen) if common else joint(graphs, chosen)
    show_triples(sorted(said, key=str), syntax)
    click.echo(f"({len(said)} {'statement' if len(said) == 1 else 'statements'})", err=True)


@click.command()
@click.option("--date", "day", required=True, help="The day of the alliances (2021-11-16).")
@store_option
def balance(day: str, folder: Path) -> None:
    """Print which triads of a conflict are balanced.

    Adversaries are those between whom an account tells of attacks; run `kg reason` first.
    """
    from kg.reason import balance as triads
    from kg.store import Store

    with Store.read(folder) as store:
        click.echo(triads(store, day).text())


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


def _progress(step: str) -> None:
    if sys.stderr.isatty():
        click.echo(f"{step} ...", err=True)


def _iri(name: str) -> str:
    """An IRI written in full: by its prefix if it has one of ours, else below id: (state/RUS)."""
    from kg.vocabulary import ID, PREFIXES

    prefix, colon, rest = name.partition(":")
    if colon:
        return PREFIXES[prefix] + rest if prefix in PREFIXES else name
    return ID.prefix + name


def _require(folder: Path) -> None:
    """Raise StoreMissing rather than make an empty store to reason over."""
    from kg.store import Store

    Store.read(folder).close()


COMMANDS = (reason, explain, whatif, paths, perspective, balance, check)
