"""The scores of the model card: `python -m kg.parse.training.evaluate --treebank DIR`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from time import process_time

from kg.parse import Parser
from kg.parse.evaluation import NOTHING, Scores, compare, compare_names
from kg.parse.training.convert import Bank, banks

COLUMNS = (
    "words", "sentences", "upos", "feats", "lemma", "uas", "las", "clas", "las_full", "names",
)  # fmt: skip


def scores(parse: Parser, sources: Iterable[Bank]) -> Scores:
    """How well a parser does on treebank documents, names included where they are annotated."""
    total = NOTHING
    for bank in sources:
        found = parse(bank.document.article)
        if bank.treed:
            total += compare(bank.document, found)
        if bank.named:
            total += compare_names(bank.document, found)
    return total


def speed(parse: Parser, sources: list[Bank], rounds: int = 3) -> float:
    """Words a second of processor time over whole documents, the best of some rounds."""
    articles = [bank.document.article for bank in sources]
    words = sum(len(s.tokens) for bank in sources for s in bank.document.sentences)
    parse(articles[0])
    best = 0.0
    for _ in range(rounds):
        start = process_time()
        for article in articles:
            parse(article)
        best = max(best, words / (process_time() - start))
    return best


def row(name: str, found: Scores) -> str:
    """A row of the table of scores."""
    return f"| {name} | " + " | ".join(f"{found.f1(column):.2f}" for column in COLUMNS) + " |"


def main() -> None:
    """Print the table of scores."""
    from kg.parse.ud import MODEL, parser_of

    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--treebank", type=Path, required=True)
    options.add_argument("--model", type=Path, default=MODEL)
    options.add_argument("--part", default="test", choices=["dev", "test"])
    chosen = options.parse_args()
    parse = parser_of(chosen.model)
    sources = {name: banks(chosen.treebank, name, chosen.part) for name in ("en_ewt", "en_gum")}
    found = {name: scores(parse, documents) for name, documents in sources.items()}
    news = [bank for bank in sources["en_gum"] if bank.genre == "news"]
    lines = [
        "| | " + " | ".join(COLUMNS) + " |",
        "|---" * (len(COLUMNS) + 1) + "|",
        *(row(name, each) for name, each in found.items()),
        row("together", found["en_ewt"] + found["en_gum"]),
        row("GUM news", scores(parse, news)),
        f"{speed(parse, sources['en_gum']):,.0f} words a second of processor time",
    ]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
