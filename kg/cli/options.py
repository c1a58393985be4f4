"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from kg.settings import setting

if TYPE_CHECKING:
    from kg.read import Given

Command = TypeVar("Command", bound=Callable[..., object])

store_option = click.option(
    "--store",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path),
    default=lambda: setting("store", "./casus-store"),
    help="The folder that holds the graph (KG_STORE; ./casus-store).",
)


def article_options(command: Command) -> Command:
    """The sources of articles, and metadata that go before what the sources say."""
    for option in reversed(
        (
            click.argument("sources", nargs=-1, required=True, metavar="SOURCE..."),
            click.option("--date", metavar="DATE", help="When they appeared: 2021-11-16, 2021-11."),
            click.option("--publisher", metavar="NAME", help="The outlet that published them."),
            click.option("--title", metavar="TEXT", help="Their title."),
            click.option("--url", metavar="URL", help="Where they were published."),
            click.option("--language", metavar="CODE", help="Their language (en)."),
        )
    ):
        command = option(command)
    return command


def given(metadata: dict[str, str | None]) -> Given:
    """The metadata options as a value; a date that is none ends the command."""
    from kg.errors import CasusError
    from kg.read import Given

    try:
        return Given(**metadata).checked()
    except CasusError as error:
        raise click.BadParameter(str(error), param_hint="--date") from error
