"""The two sides of a running site: what answers queries and what carries out writes.

Three cases: a store that a writer process holds (`kg serve`), a store that this process holds
itself (tools), a store in memory, or without query processes (tests).
"""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from kg.errors import CasusError
from server.cache import CachedEngine
from server.checkpoints import Checkpoints
from server.engine import Engine, LocalEngine
from server.pool import PoolEngine
from server.settings import Settings

if TYPE_CHECKING:
    from kg.store import Store
    from kg.store.guest import Guest
    from server.writing import Writer

START = 30.0  # seconds until the first checkpoint must be there


def sides(store: Store, settings: Settings) -> tuple[Engine, Writer]:
    """What answers queries over a store, and what writes to it."""
    from kg.store.guest import Guest
    from server.writing import HostedWriter, LocalWriter

    if isinstance(store, Guest):
        checkpoints = _followed(store)
        writer = HostedWriter(store, checkpoints.wait_for, settings.limits.update_seconds)
        return _pool(checkpoints, settings), writer
    if settings.workers == 0 or store.path is None:
        local = LocalEngine(store.oxigraph)
        return local, LocalWriter(store, lambda: local.version, local.renew)
    checkpoints = Checkpoints(store.path)
    checkpoints.publish(store.oxigraph)
    engine = _pool(checkpoints, settings)

    def publish() -> None:
        checkpoints.publish(store.oxigraph)

    return engine, LocalWriter(store, lambda: checkpoints.version, publish)


def _pool(checkpoints: Checkpoints, settings: Settings) -> Engine:
    return CachedEngine(PoolEngine(checkpoints, settings), settings.cache_bytes)


def _followed(store: Guest) -> Checkpoints:
    """Checkpoints that follow what the host of a store writes."""
    checkpoints = Checkpoints(store.path_of_store)
    threading.Thread(
        target=_follow, args=(store, checkpoints), name="store-follower", daemon=True
    ).start()
    if not checkpoints.wait_for("0.0", START):
        raise CasusError(f"the process that holds {store.path} does not answer")
    return checkpoints


def _follow(store: Guest, checkpoints: Checkpoints) -> None:
    while True:
        for _, path in store.follow():
            checkpoints.adopt(path)
            store.refresh()
        time.sleep(0.05)  # the host has ended, and another is being started
