"""Annotation of others: JSON objects, one a line."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from kg.errors import Unreadable

Row = Mapping[str, object]


def read_rows(path: str, fields: Sequence[str]) -> list[Row]:
    """The objects of a file, each with all of the fields."""
    try:
        lines = Path(path).read_text("utf-8").splitlines()
        rows = [json.loads(line) for line in lines if line.strip()]
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise Unreadable(f"{path} holds no JSON lines: {error}") from error
    for number, row in enumerate(rows, start=1):
        lacking = [f for f in fields if not isinstance(row, dict) or f not in row]
        if lacking:
            raise Unreadable(f"{path}: object {number} lacks {', '.join(lacking)}")
    if not rows:
        raise Unreadable(f"{path} holds no annotation")
    return rows
