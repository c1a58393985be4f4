"""`kg evaluate`: how right the extractor and the parser are."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from kg.errors import UnknownChoice

if TYPE_CHECKING:
    from kg.evaluate import Report

Item = TypeVar("Item")
_SHIPPED = Path(__file__).parents[2] / "tests" / "gold"  # there in a checkout, not when installed

_format = click.option(
    "--format",
    "layout",
    type=click.Choice(["table", "json"]),
    default="table",
    help="How to print the scores (table).",
)
_errors = click.option("--errors", is_flag=True, help="List what is wrong, with its sentence.")


class _GoldByDefault(click.Group):
    """A group whose first argument may be a file of gold instead of a command."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The arguments, with the command `gold` before them if they name none."""
        if not args or args[0] not in (*self.commands, "-h", "--help"):
            args = ["gold", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_GoldByDefault)
def evaluate() -> None:
    """Measure extraction and parsing against annotation.

    `kg evaluate [PATH...]` measures claims against annotated articles; the other commands read
    annotation of others. Nothing is written, no store is touched.
    """


@evaluate.command()
@click.argument("paths", nargs=-1, metavar="[PATH...]")
@_errors
@_format
def gold(paths: tuple[str, ...], errors: bool, layout: str) -> None:
    """Measure claims against annotated articles (the command that is meant without a name).

    PATH is a `.gold` file or a folder of them; without one, the articles of this checkout. Scores
    claims, then the parts of those that were found; a wrong claim costs more than a missing one,
    so read the precision first.
    """
    from kg.evaluate import evaluate_gold

    _show(evaluate_gold(_known(paths) or _shipped(), _watched), errors, layout)


@evaluate.command()
@click.argument("paths", nargs=-1, metavar="[PATH...]")
@_format
def confidence(paths: tuple[str, ...], layout: str) -> None:
    """Measure whether the confidence of claims means what it says.

    Among claims of confidence .7, seven of ten should say nothing wrong. PATH as for gold; the
    numbers of articles that the scale was fitted on flatter it.
    """
    from kg.evaluate import evaluate_confidence

    found = evaluate_confidence(_known(paths) or _shipped(), _watched)
    click.echo(json.dumps(found.json(), indent=1) if layout == "json" else str(found))


@evaluate.command()
@click.argument("path", metavar="FILE")
@_errors
@_format
def plover(path: str, errors: bool, layout: str) -> None:
    """Measure event types and states on sentences annotated with PLOVER events.

    FILE holds one JSON object a line: id, text, event, and the codes of source and target.
    """
    from kg.evaluate import evaluate_plover

    _show(evaluate_plover(path, _watched), errors, layout)


@evaluate.command()
@click.argument("path", metavar="FILE")
@_errors
@_format
def meantime(path: str, errors: bool, layout: str) -> None:
    """Measure the words that name events on annotated documents, such as MEANTIME's.

    FILE holds one JSON object a line: id, tokens, token_sentence, annotated_sentences, events.
    """
    from kg.evaluate import evaluate_meantime

    _show(evaluate_meantime(path, _watched), errors, layout)


@evaluate.command()
@click.argument("paths", nargs=-1, metavar="FILE...")
@_format
def parser(paths: tuple[str, ...], layout: str) -> None:
    """Measure the parser on treebanks and on annotated names.

    FILE is a treebank in CoNLL-U (.conllu) or names in IOB2 (.iob2), also packed as .xz. The
    parser gets the running text. Names are measured of the parser alone and with the gazetteer.
    """
    _measure_parser(paths, layout)


@evaluate.command()
@click.argument("paths", nargs=-1, metavar="FILE...")
@_format
def names(paths: tuple[str, ...], layout: str) -> None:
    """Measure the names that parser and gazetteer find.

    FILE holds names in IOB2 (.iob2), also packed as .xz: the same as `kg evaluate parser`.
    """
    _measure_parser(paths, layout)


def _measure_parser(paths: Sequence[str], layout: str) -> None:
    if not paths:
        raise click.UsageError(
            "name a treebank (.conllu) or a file of names (.iob2); none comes with Casus, but "
            "github.com/UniversalDependencies and github.com/UniversalNER have some of English"
        )
    from kg.evaluate.parsing import evaluate_parser

    _show(evaluate_parser(paths, _watched), False, layout)


def _known(paths: Sequence[str]) -> Sequence[str]:
    """The paths; a word that is neither a path nor a command ends the run with the choices."""
    for path in paths:
        if not Path(path).exists() and not Path(path).suffix:
            raise UnknownChoice("measurement or path", path, evaluate.commands)
    return paths


def _shipped() -> Sequence[str]:
    if not _SHIPPED.is_dir():
        raise click.UsageError(
            "no annotated articles come with an installed package; name a .gold file or a folder"
        )
    return (str(_SHIPPED),)


def _watched(items: Sequence[Item], /) -> Iterator[Item]:
    """The items, counted on a terminal as they go by."""
    from tqdm import tqdm

    yield from tqdm(items, unit=" texts", disable=not sys.stderr.isatty(), leave=False)


def _show(report: Report, errors: bool, layout: str) -> None:
    if layout == "json":
        found = report.json()
        if not errors:
            del found["errors"]
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
        return
    click.echo(str(report))
    if errors:
        click.echo("\n" + "\n\n".join(map(str, report.mistakes)))


COMMANDS = (evaluate,)
