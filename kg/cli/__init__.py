"""The command `kg`: the only part that prints.

Every command is safe to repeat. It exits with 0 when done, 1 when something was skipped or found
wrong, 2 when it was not understood. Heavy imports wait inside the commands that need them.
"""

from __future__ import annotations

import logging
import os
import sys

import click

from kg import __version__
from kg.cli import articles, copies, datasets, links, measuring, queries, reasoning, site
from kg.errors import BadQuery, CasusError, UnknownChoice


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="kg")
@click.option("-v", "--verbose", is_flag=True, help="Log one line for each article.")
def cli(verbose: bool) -> None:
    """A knowledge graph of states, alliances and events, built from news.

    Start with `kg demo`, or load articles of your own with `kg load`.
    """
    level = logging.INFO if verbose else logging.CRITICAL
    logging.basicConfig(level=level, format="%(levelname)s %(name)s: %(message)s")


for _module in (articles, links, queries, reasoning, site, copies, datasets, measuring):
    for _command in _module.COMMANDS:
        cli.add_command(_command)


def main(arguments: list[str] | None = None) -> None:
    """Run `kg`; whatever goes wrong becomes one sentence and an exit status."""
    for library in ("OPENBLAS", "OMP", "MKL", "VECLIB"):  # the parser's matrices are small: more
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")  # threads made it 16 times slower
    try:
        status = cli.main(arguments, prog_name="kg", standalone_mode=False)
        sys.exit(status if isinstance(status, int) else 0)
    except click.UsageError as error:
        where = error.ctx.command_path if error.ctx else "kg"
        _fail(f"{where}: {error.format_message()} (see {where} --help)", 2)
    except click.ClickException as error:
        _fail(f"kg: {error.format_message()}", 1)
    except (UnknownChoice, BadQuery) as error:
        _fail(f"kg: {error}", 2)
    except CasusError as error:
        _fail(f"kg: {error}", 1)
    except (click.Abort, KeyboardInterrupt):
        _fail("kg: stopped; what was loaded until now is kept", 130)
    except BrokenPipeError:  # the reader of a pipe, such as head, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


def _fail(sentence: str, status: int) -> None:
    click.echo(" ".join(sentence.split()), err=True)
    sys.exit(status)
