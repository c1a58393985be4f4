"""The writer process: the only one that holds a served store; all others write through it.

Run as `python -m server.writer FOLDER MEMORY_MB`. It says on its output "ready", or why it cannot
be; it ends, after the write that is under way, when its input ends: when its server is gone.
"""

from __future__ import annotations

import json
import signal
import sys
from pathlib import Path

from kg.errors import CasusError, StoreBusy
from kg.store import Store
from kg.store.guest import Guest
from kg.store.host import Host
from server.sandbox import confine


def main(folder: str, memory_mb: int) -> None:
    """Holds a store until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which ends the input
    try:
        store = Store.open(Path(folder))
        if isinstance(store, Guest):  # of another server's writer process, which is enough
            raise StoreBusy(f"the store {folder} is held by another server")
        host = Host(store)
    except CasusError as error:
        print(json.dumps({"error": type(error).__name__, "message": str(error)}), flush=True)
        return
    confine(memory_mb)
    print(json.dumps({"ready": True}), flush=True)
    sys.stdin.buffer.read()
    host.close()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
