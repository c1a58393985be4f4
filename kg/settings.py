"""Settings by precedence: command-line flag, `KG_*` environment variable, `casus.toml`, default."""

from __future__ import annotations

import os
import tomllib
from functools import cache
from pathlib import Path

from kg.errors import CasusError


@cache
def _file() -> dict[str, str]:
    """What `casus.toml` in the working directory says, keys as written."""
    path = Path("casus.toml")
    if not path.is_file():
        return {}
    try:
        return {key: str(value) for key, value in tomllib.loads(path.read_text("utf-8")).items()}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CasusError(f"casus.toml is not valid TOML: {error}") from error


def setting(key: str, default: str) -> str:
    """The value of a setting: `KG_KEY` if set, else `key` in casus.toml, else the default."""
    return os.environ.get(f"KG_{key.upper()}") or _file().get(key, default)
