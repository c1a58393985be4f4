"""`kg query`, `kg export` and `kg stats`: what the graph holds."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import store_option

if TYPE_CHECKING:
    from pyoxigraph import Literal, NamedNode

    from kg.ontology import SavedQuery

    Bindings = dict[str, NamedNode | Literal]


class _Query(click.Command):
    """The command, whose help ends with the saved queries there are.

    Their parameters can be given like options: `--party ARM` is `--param party=ARM`.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        known = {name for option in self.params for name in option.opts} | set(
            ctx.help_option_names
        )
        given, rest = [], iter(args)
        for word in rest:
            name, equals, value = word.removeprefix("--").partition("=")
            if not word.startswith("--") or f"--{name}" in known or not name:
                given.append(word)
                continue
            if not equals and (value := next(rest, "")) == "":
                raise click.BadOptionUsage(word, f"{word} needs a value", ctx)
            given += ["--param", f"{name}={value}"]
        return super().parse_args(ctx, given)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from kg.ontology import saved_queries

        with formatter.section("Saved queries [and their parameters]"):
            formatter.write_dl([(each.name, _described(each)) for each in saved_queries()])


def _described(saved: SavedQuery) -> str:
    names = ", ".join(parameter.name for parameter in saved.parameters)
    return f"{saved.title} [{names}]" if names else saved.title


@click.command(cls=_Query)
@click.argument("name", required=False, metavar="NAME|FILE")
@click.option("-e", "sparql", metavar="SPARQL", help="The query itself.")
@click.option(
    "--format", "syntax", default="table", help="table, csv, tsv, json, xml, ttl, nt, jsonld."
)
@click.option("--param", "params", multiple=True, metavar="NAME=VALUE", help="Bind a variable.")
@click.option("--endpoint", metavar="URL", help="Ask this SPARQL endpoint instead of a store.")
@store_option
def query(
    name: str | None,
    sparql: str | None,
    syntax: str,
    params: tuple[str, ...],
    endpoint: str | None,
    folder: Path,
) -> None:
    """Ask the graph a saved query, or one of your own.

    NAME is a saved query (listed below), FILE holds SPARQL (- for standard input); or give the
    SPARQL itself with -e. --param binds a variable that the query declares as a parameter; so does
    an option of its name, as in `kg query obligations --party ARM --date 2021-11-16`.

    Our prefixes (casus:, id:, graph:, rdfs: and others) are known and need not be declared. The
    store is only read, and cannot be written to meanwhile.
    """
    from kg.cli.answers import FORMATS, show
    from kg.errors import UnknownChoice

    if syntax not in FORMATS:
        raise UnknownChoice("format", syntax, FORMATS)
    if (name is None) == (sparql is None):
        raise click.UsageError("give the name or file of a query, or SPARQL with -e")
    saved = _adhoc(sparql) if sparql is not None else _found(str(name))
    terms = _terms(saved, params)
    if endpoint:
        from kg.cli.endpoint import ask

        show(ask(endpoint, saved.text, terms), syntax)
        return
    from kg.store import Store

    with Store.read(folder) as store:
        show(store.query(saved.text, terms), syntax)


def _adhoc(sparql: str) -> SavedQuery:
    from kg.ontology import SavedQuery

    return SavedQuery("-e", "", "", "Table", sparql)


def _found(name: str) -> SavedQuery:
    """The saved query of that name, or the one in that file."""
    from kg.errors import CasusError, UnknownChoice
    from kg.ontology import saved_queries, saved_query

    known = {each.name: each for each in saved_queries()}
    if name in known:
        return known[name]
    if name == "-":
        return saved_query("standard input", sys.stdin.read())
    path = Path(name)
    if not path.is_file():
        raise UnknownChoice("saved query or file", name, known)
    try:
        return saved_query(path.stem, path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise CasusError(f"{path} cannot be read as a query: {error}") from error


def _terms(saved: SavedQuery, params: tuple[str, ...]) -> Bindings:
    """The values of a query's parameters: its defaults, and what the caller gives."""
    from kg.errors import UnknownChoice
    from kg.ontology import Parameter

    declared = {each.name: each for each in saved.parameters}
    terms: Bindings = {each.name: each.term() for each in saved.parameters if each.default}
    for param in params:
        name, equals, value = param.partition("=")
        if not equals:
            raise click.BadParameter(f"{param!r} is not NAME=VALUE", param_hint="--param")
        if name not in declared and saved.name != "-e":
            raise UnknownChoice(f"parameter of {saved.name}", name, declared)
        guess = Parameter(name, "iri" if _is_iri(value) else "string", "")
        terms[name] = declared.get(name, guess).term(value)
    return terms


def _is_iri(value: str) -> bool:
    from kg.vocabulary import PREFIXES

    return "://" in value or value.partition(":")[0] in PREFIXES


@click.command()
@click.option("--format", "syntax", default="nq", help="nq, trig, jsonld; nt, ttl, rdfxml (nq).")
@click.option("--graph", metavar="IRI", help="Only this graph (graph:ontology, id:claim/...).")
@click.option(
    "-o", "output", metavar="FILE", type=click.Path(path_type=Path), help="FILE[.gz|.zst]."
)
@store_option
def export(syntax: str, graph: str | None, output: Path | None, folder: Path) -> None:
    """Write the graph to a file or to standard output.

    Sorted: the same content gives the same bytes. nq, trig and jsonld hold all graphs; nt, ttl
    and rdfxml hold the default graph, which shows all but what is only claimed. A file appears
    when it is whole.
    """
    from kg.store import Store
    from kg.store.export import export as write
    from kg.store.export import opened

    with Store.read(folder) as store:
        if output is None or str(output) == "-":
            write(store, sys.stdout.buffer, syntax, graph)
        else:
            with opened(output) as file:
                count = write(store, file, syntax, graph)
            click.echo(f"{count} statements written to {output}", err=True)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
@store_option
def stats(as_json: bool, folder: Path) -> None:
    """Count what the graph holds."""
    import json

    from kg.cli.answers import table
    from kg.store import Store
    from kg.store.stats import stats as count

    with Store.read(folder) as store:
        counts = count(store)
    if as_json:
        click.echo(json.dumps(counts))
    else:
        table(("what", "how many"), [(name, f"{number:,}") for name, number in counts.items()])


COMMANDS = (query, export, stats)
