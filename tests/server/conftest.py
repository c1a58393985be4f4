"""One store on disk for all tests of the server: the scenarios, and an article that attacks it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kg.model import Article, Attribution, Block, Claim, Entity, Extraction, Mention, Role, Span
from kg.rdf import state as stated
from kg.reason import reason
from kg.store import Store
from kg.vocabulary import ID
from server import create_app
from server.settings import Settings
from tests import scenarios

ATTACK = '<script>alert("x")</script>'
HOSTILE_TEXT = (
    f"{ATTACK} Ruritania shelled the 'Nowhere \" onmouseover=alert(1) village', an official said. "
    "Café naïve 🕊️ ended."
)
AppOf = Callable[..., Flask]


def hostile() -> Extraction:
    """An article whose every part tries to become markup."""
    article = Article(
        HOSTILE_TEXT,
        (Block(0, len(HOSTILE_TEXT), "paragraph"),),
        title=f"Title {ATTACK}",
        published="2020-02-30<b>",
        publisher=f'Outlet "><img src=x onerror=alert(1)>{ATTACK}',
        url="javascript:alert(1)",
        licence=ATTACK,
        language='en"><script>alert(1)</script>',
    )
    someone = Entity(ID["person/an-official"].value, "Person", ATTACK)
    trigger = HOSTILE_TEXT.index("shelled")
    said = HOSTILE_TEXT.index("an official")
    claim = Claim(
        event=ID["event/hostile"].value,
        type="Shelling",
        trigger=Span(trigger, trigger + 7),
        evidence=Span(0, HOSTILE_TEXT.index(" Café")),
        roles=(Role("attacker", someone, ATTACK, 0, len(ATTACK)),),
        factuality="denied",
        confidence=0.5,
        attribution=(Attribution(someone, ATTACK, said, said + 11, None, "denied"),),
    )
    mentions = (
        Mention(0, len(ATTACK), ATTACK, someone, 0, 0),
        Mention(trigger - 10, trigger + 7, "Ruritania shelled", someone, 0, 0),
    )
    return Extraction(article, mentions, (claim,))


def with_mentions(extraction: Extraction) -> Extraction:
    """The extraction with a mention for each filler of a role."""
    roles = {(role.start, role.end): role for claim in extraction.claims for role in claim.roles}
    mentions = tuple(
        Mention(start, end, role.text, role.entity, 0, 0) for (start, end), role in roles.items()
    )
    return replace(extraction, mentions=mentions)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the store; copy it to write to it."""
    folder = tmp_path_factory.mktemp("server") / "store"
    with Store.open(folder) as store:
        for story in scenarios.STORIES:
            store.replace_article(stated(with_mentions(story().extraction())))
        store.replace_article(stated(hostile()))
        reason(store)
    return folder


def copied(built: Path, folder: Path) -> Path:
    """A copy of a store, to write to; the files themselves may still be changing."""
    with Store.read(built) as store:
        store.backup(folder)
    return folder


@pytest.fixture(scope="session")
def store(built: Path) -> Iterator[Store]:
    with Store.read(built) as store:
        yield store


@pytest.fixture(scope="session")
def app(store: Store) -> Flask:
    """The site over the store, queries in the process of the test."""
    return create_app(store, Settings(workers=0))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def own_store(built: Path, tmp_path: Path) -> Iterator[Store]:
    """A copy of the store, for writing."""
    copied(built, tmp_path / "store")
    with Store.open(tmp_path / "store") as store:
        yield store
