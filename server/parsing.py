"""RDF from outside as N-Triples, by way of a process that may be killed without harm."""

from __future__ import annotations

import subprocess
import sys

from server.problem import Problem
from server.process import environment
from server.settings import Limits


def parsed(data: bytes, media_type: str, base: str, limits: Limits) -> bytes:
    """The statements of an RDF document, as N-Triples."""
    command = [sys.executable, "-m", "server.parser", media_type, base, str(limits.parser_mb)]
    try:
        done = subprocess.run(
            command,
            input=data,
            capture_output=True,
            timeout=limits.parse_seconds,
            env=environment(),
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Problem(
            400, f"The data could not be parsed in {limits.parse_seconds:g} s; send less at a time."
        ) from error
    except (OSError, ValueError) as error:  # a NUL in the base IRI, say
        raise Problem(400, f"The data cannot be parsed: {error}.") from error
    if done.returncode == 0:
        return done.stdout
    if done.returncode == 1 and done.stderr:
        raise Problem(400, f"The data are not {media_type}: {done.stderr.decode()}.")
    raise Problem(
        400, f"The data nest too deep, or need more than {limits.parser_mb} MB to be parsed."
    )
