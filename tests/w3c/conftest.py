"""One running server for all suites: an empty store of its own, a token, the writer process."""

from __future__ import annotations

import socket
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

import server
from server.settings import Settings
from tests.w3c.endpoint import TOKEN, Endpoint


@pytest.fixture(scope="session")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    folder: Path = tmp_path_factory.mktemp("w3c") / "store"
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    with server.hold(folder) as store:
        app = server.create_app(store, Settings(token=TOKEN))
        threading.Thread(target=server.serve, args=(app, "127.0.0.1", port), daemon=True).start()
        address = f"http://127.0.0.1:{port}"
        for _ in range(100):
            try:
                urllib.request.urlopen(f"{address}/health", timeout=1).close()
                break
            except OSError:
                time.sleep(0.05)
        yield Endpoint(address)
