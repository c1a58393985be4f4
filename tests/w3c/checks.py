"""What it takes to pass a test: one check each, and one for each further format of its answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tests.w3c.answers import Answer, Table, distinct, in_graph, load, lossy, read, read_file, same
from tests.w3c.answers import Graph as Quads
from tests.w3c.endpoint import Endpoint
from tests.w3c.suite import Case, address, root

JSON = "application/sparql-results+json"
FORMATS = {
    ".srx": "application/sparql-results+xml",
    ".tsv": "text/tab-separated-values",
    ".csv": "text/csv",
}
REFUSED = (403, 409)  # understood, but not to be fetched, or of a graph that is not there
_FROM = re.compile(r"\bFROM\s+(?:NAMED\s+)?<([^>:]+)>", re.IGNORECASE)


def base(path: Path) -> str:
    folder = root()
    assert folder is not None
    return address(folder, path)


def check(endpoint: Endpoint, case: Case) -> Iterator[tuple[str, str | None]]:
    """The name of each check of a test, and what is wrong, None if nothing."""
    if "Syntax" in case.kind:
        yield case.name, _syntax(endpoint, case)
    elif "Update" in case.kind:
        yield case.name, _update(endpoint, case)
    else:
        yield from _query(endpoint, case)


def _syntax(endpoint: Endpoint, case: Case) -> str | None:
    endpoint.hold("nothing", [])
    text = f"BASE <{base(case.action)}>\n" + case.action.read_bytes().decode(
        "utf-8", "surrogateescape"
    )
    is_update = "Update" in case.kind
    headers = {"Content-Type": f"application/sparql-{'update' if is_update else 'query'}"}
    raw = text.encode("utf-8", "surrogateescape")
    endpoint._holds = None if is_update else endpoint._holds
    reply = endpoint.send("POST", "/update" if is_update else "/sparql", headers, raw)
    positive = "Positive" in case.kind
    if reply.status < 400 if positive else reply.status >= 400:
        return None
    if positive and reply.status in REFUSED:
        return None
    return f"{reply.status} {reply.body[:200].decode('utf-8', 'replace')}"


def _quads(data: tuple[Path, ...], graphs: tuple[tuple[str, Path], ...]) -> Quads:
    quads = [quad for path in data for quad in load(path, base(path))]
    for name, path in graphs:
        quads += in_graph(load(path, base(path)), name)
    return Quads(tuple(quads))


def _hold(endpoint: Endpoint, case: Case, text: str) -> None:
    data, graphs = case.data, case.graphs
    if not data and not graphs:
        names = dict.fromkeys(_FROM.findall(text))
        graphs = tuple((base(case.action.parent / n), case.action.parent / n) for n in names)
    quads = _quads(data, graphs).quads
    endpoint.hold((data, graphs), quads, [name for name, _ in graphs])


def _query(endpoint: Endpoint, case: Case) -> Iterator[tuple[str, str | None]]:
    text = case.action.read_text("utf-8")
    _hold(endpoint, case, text)
    text = f"BASE <{base(case.action)}>\n{text}"
    assert case.result is not None
    expected = read_file(case.result, base(case.result))
    graph = isinstance(expected, Quads)
    suffix = case.result.suffix if case.result.suffix in (".csv", ".tsv") else ".srj"
    suffix = ".nt" if graph else suffix
    accept = {".nt": "application/n-triples", ".srj": JSON, **FORMATS}[suffix]
    wrong = _compared(endpoint, text, accept, suffix, expected)
    yield case.name, wrong
    if wrong is None and not graph and suffix == ".srj":
        for other, media_type in FORMATS.items():
            if isinstance(expected, Table) or other == ".srx":
                shown = (
                    lossy(expected) if other == ".csv" and isinstance(expected, Table) else expected
                )
                yield f"{case.name} {other}", _compared(endpoint, text, media_type, other, shown)


def _compared(
    endpoint: Endpoint, text: str, accept: str, suffix: str, expected: Answer
) -> str | None:
    reply = endpoint.query(text, accept)
    if reply.status != 200:
        return f"{reply.status} {reply.body[:200].decode('utf-8', 'replace')}"
    if not reply.headers["content-type"].startswith(accept):
        return f"it is {reply.headers['content-type']}"
    found = read(reply.body, suffix, "urn:x")
    if suffix == ".csv" and isinstance(expected, Table):
        expected = lossy(expected)
    if "REDUCED" in text:
        found, expected = distinct(found), distinct(expected)
    return None if same(found, expected) else f"found {found}, expected {expected}"


def _update(endpoint: Endpoint, case: Case) -> str | None:
    _hold(endpoint, case, "")
    reply = endpoint.update(f"BASE <{base(case.action)}>\n{case.action.read_text('utf-8')}")
    if reply.status != 204:
        return f"{reply.status} {reply.body[:200].decode('utf-8', 'replace')}"
    found = Quads(tuple(endpoint.held()))
    expected = _quads(case.result_data, case.result_graphs)
    return None if same(found, expected) else f"found {found}, expected {expected}"
