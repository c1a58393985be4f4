"""A store made from a backup."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import mkdtemp

from kg.errors import CasusError
from kg.store import ROCKSDB, Store


def restore(source: Path, target: Path) -> None:
    """Copy a backup to where no store is; it is opened and read through before it counts."""
    if not (source / ROCKSDB / "CURRENT").is_file():
        raise CasusError(f"{source} is no backup of a store")
    if (target / ROCKSDB).exists():
        raise CasusError(f"{target} holds a store already; move it away or name another --store")
    target.mkdir(parents=True, exist_ok=True)
    part = Path(mkdtemp(prefix="restore-", dir=target))
    try:
        with Store.read(source):  # nobody writes to it meanwhile
            shutil.copytree(source / ROCKSDB, part / ROCKSDB)
        with Store.read(part) as copy:
            _read_through(copy, source)
        (part / ROCKSDB).rename(target / ROCKSDB)
    except OSError as error:
        raise CasusError(f"{source} cannot be restored: {error}") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _read_through(store: Store, source: Path) -> None:
    """Raise CasusError unless every statement can be read and there are any."""
    try:
        count = sum(1 for _ in store.quads())
    except (OSError, RuntimeError) as error:
        raise CasusError(f"the backup {source} is damaged: {error}") from error
    if not count:
        raise CasusError(f"the backup {source} holds nothing")
