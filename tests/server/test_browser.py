"""What a browser makes of the pages; skipped where there is neither Playwright nor Chromium."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from flask import Flask

from tests.server.conftest import hostile

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine"),
    pytest.mark.slow,
]
PAGES = (
    "/",
    "/articles",
    "/events",
    "/queries",
    "/queries/members",
    "/queries/claims",
    "/sparql",
    "/sparql?query=SELECT * { ?s ?p ?o } LIMIT 50",
    "/page/event/syunik",
    "/page/state/ARM",
    "/page/ont/",
    "/page/ont/Claim",
    "/page/graph/reference",
    f"/page/article/{hostile().article.sha256}",
    f"/page/claim/{hostile().article.sha256}-1",
    "/page/nothing/at-all",
)


class _Silent(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def address(app: Flask) -> Iterator[str]:
    with make_server("127.0.0.1", 0, app, handler_class=_Silent) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[sync_api.Browser]:
    with sync_api.sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield chromium
        chromium.close()


@pytest.mark.parametrize("width", [360, 1600])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_fit_the_screen_and_ask_no_other_host(
    browser: sync_api.Browser, address: str, width: int, scheme: str
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    asked, complaints = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("dialog", lambda dialog: complaints.append(f"a script ran: {dialog.message}"))
    wide = []
    for path in PAGES:
        page.goto(address + path)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(path)
    page.close()
    assert wide == []
    assert [url for url in asked if not url.startswith(address)] == []
    assert [text for text in complaints if "404" not in text] == []


def test_the_pages_can_be_used_with_the_keyboard(browser: sync_api.Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/page/article/{hostile().article.sha256}")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
    page.close()


def test_a_query_is_typed_and_run(browser: sync_api.Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/sparql")
    page.fill("#query", "SELECT (6 * 7 AS ?answer) {}")
    page.click("text=Run")
    assert page.inner_text("table") == "answer\n42"
    page.close()
