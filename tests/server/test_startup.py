from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def modules_after(code: str) -> set[str]:
    """The names of the modules that a fresh interpreter has loaded after some code."""
    shown = "import sys; print('\\n'.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{shown}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return set(done.stdout.split())


def test_the_site_starts_without_the_language_side() -> None:
    loaded = modules_after(
        "from kg.store import Store; import server; "
        "from server.settings import Settings; "
        "app = server.create_app(Store.memory(), Settings(workers=0)); "
        "assert app.test_client().get('/').status_code == 200"
    )
    heavy = {"spacy", "thinc", "numpy", "nmo_python", "rdflib", "owlready2", "kg.parse"}
    assert not loaded & heavy
    assert not [name for name in loaded if name.startswith(("kg.extract", "kg.parse"))]


def test_a_query_process_loads_neither_flask_nor_casus() -> None:
    loaded = modules_after("import server.worker")
    assert "pyoxigraph" in loaded
    assert not loaded & {"flask", "waitress", "kg"}


def test_another_base_moves_every_address() -> None:
    code = """
import server
from kg.store import Store
from server.settings import Settings
client = server.create_app(Store.memory(), Settings(workers=0)).test_client()
reply = client.get("/id/state/ARM", headers={"Accept": "text/html"})
assert reply.headers["Location"] == "/page/state/ARM", reply.status_code
assert "Armenia" in client.get("/page/state/ARM").text
assert b"http://localhost:9/kg/ont/State" in client.get("/data/state/ARM.nt").data
assert client.get("/page/ont/State").status_code == 200
assert "https://w3id.org/casus/" not in client.get("/sparql", headers={"Accept": "text/html"}).text
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "KG_BASE": "http://localhost:9/kg/"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
