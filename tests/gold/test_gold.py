"""The annotated articles are sound, and extraction does not fall below what it has reached."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.evaluate import GoldArticle, Report, evaluate_gold, gold_paths, read_gold
from kg.evaluate.checks import problems

pytestmark = pytest.mark.xdist_group("gold")  # one worker reads the articles once
HERE = Path(__file__).parent
PATHS = gold_paths((str(HERE),))


@pytest.fixture(scope="module")
def report() -> Report:
    return evaluate_gold([str(HERE)])


@pytest.fixture(scope="module")
def articles() -> list[GoldArticle]:
    return [read_gold(path) for path in PATHS]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_every_quote_occurs_once_and_every_name_denotes_something(path: Path) -> None:
    assert list(problems(read_gold(path))) == []


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_every_article_has_a_title_a_date_and_an_outlet(path: Path) -> None:
    article = read_gold(path).article
    assert all((article.title, article.published, article.publisher))


def test_there_are_25_articles_and_400_claims(articles: list[GoldArticle]) -> None:
    assert len(articles) >= 25
    assert sum(not claim.optional for gold in articles for claim in gold.claims) >= 400


def test_as_many_articles_are_held_back_as_may_be_looked_at() -> None:
    assert len(list((HERE / "held").glob("*.gold"))) == len(list((HERE / "dev").glob("*.gold")))


@pytest.mark.parametrize(
    ("part", "precision", "recall"),
    [
        ("claim", 0.91, 0.51),
        ("sound claim", 0.65, 0.37),
        ("whole claim", 0.53, 0.29),
        ("factuality", 0.90, 0.90),
        ("role", 0.84, 0.77),
        ("attribution", 0.71, 0.67),
        ("time", 0.77, 0.54),
        ("place", 0.90, 0.54),
        ("figure", 0.89, 0.88),
    ],
)
def test_quality_does_not_fall(report: Report, part: str, precision: float, recall: float) -> None:
    score = report.tables[0].scores[part]
    assert score.precision >= precision
    assert score.recall >= recall
