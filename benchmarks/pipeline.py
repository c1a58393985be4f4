"""How fast and how lean the way from a file to quads is, against the parser alone.

    python -m benchmarks.pipeline [--rounds 3] [--articles 10000] [--store] [--json F] [SOURCE...]

Measures, in processor time of one core: the stages over the sources (the bundled articles where
none are given), as ratios to the bare parser in the same run; articles of growing length, made of
the same paragraphs; and the memory of this process while many
articles go all the way to quads, with --store into a store of their own too.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from kg.model import Article
from kg.read import Given, Item, read

SAMPLES = Path(__file__).parent.parent / "kg" / "samples" / "articles.jsonl"
LENGTHS = (1_000, 5_000, 10_000, 25_000, 50_000)
STEP = 500  # articles between two looks at the memory


@dataclass(frozen=True)
class Stages:
    """Seconds of each stage over the same words; `ratio` is whole pipeline to bare parser."""

    articles: int
    words: int
    read: float
    parse: float
    extract: float
    state: float
    parser_words_per_second: float
    pipeline_words_per_second: float
    ratio: float


@dataclass(frozen=True)
class Length:
    """An article of that many words: seconds, and milliseconds for each word."""

    words: int
    parse: float
    extract: float
    state: float
    milliseconds_per_word: float


@dataclass(frozen=True)
class Memory:
    """Megabytes held after so many articles of a load."""

    articles: int
    megabytes: int


def timed(work: Callable[[Any], Any], values: list[Any]) -> tuple[list[Any], float]:
    """What work makes of each value, and the seconds of processor time that it took."""
    began = time.process_time()
    results = [work(value) for value in values]
    return results, time.process_time() - began


def stages(sources: list[str], rounds: int) -> Stages:
    """The best of several rounds for each stage."""
    measured = []
    articles: list[Article] = []
    words = 0
    for _ in range(rounds + 1):  # the first warms the caches
        (articles,), reading = timed(articles_of, [sources])
        seconds, words = passed_on(articles)
        measured.append((reading, *seconds))
    best = [min(column) for column in zip(*measured, strict=True)]
    read_in, parse, extract, state = best
    return Stages(
        articles=len(articles),
        words=words,
        read=read_in,
        parse=parse,
        extract=extract,
        state=state,
        parser_words_per_second=words / parse,
        pipeline_words_per_second=words / sum(best),
        ratio=parse / sum(best),
    )


def passed_on(articles: list[Article]) -> tuple[list[float], int]:
    """The seconds of parser, extractor and statements for these articles; their words."""
    values: list[Any] = list(articles)
    seconds, words = [], 0
    for number, work in enumerate(works()):
        values, took = timed(work, values)
        seconds.append(took)
        if number == 0:
            words = sum(len(s.tokens) for document in values for s in document.sentences)
    return seconds, words


def works() -> tuple[Callable[[Any], Any], ...]:
    """The parser, the extractor, and what states claims."""
    from kg.extract import load_extractor
    from kg.parse import load_parser
    from kg.rdf import state

    return load_parser(), load_extractor(), state


def articles_of(sources: list[str]) -> list[Article]:
    return [item for item in read(sources) if isinstance(item, Article)]


def paragraphs_of(sources: list[str]) -> list[str]:
    return [
        " ".join(article.text[block.start : block.end].split())
        for article in articles_of(sources)
        for block in article.blocks
        if block.kind == "paragraph"
    ]


def lengths(sources: list[str]) -> Iterator[Length]:
    """One article after the other, each longer, of the paragraphs of the sources in turn."""
    texts = paragraphs_of(sources)
    for length in LENGTHS:
        article = Item("made", _long(texts, length)).article(Given(date="2021-11-16"))
        assert isinstance(article, Article), article
        (parse, extract, state), words = passed_on([article])
        yield Length(words, parse, extract, state, 1000 * (parse + extract + state) / words)


def _long(texts: list[str], words: int) -> str:
    found: list[str] = []
    count = 0
    for text in cycle(texts):
        if count >= words:
            return "\n\n".join(found)
        found.append(text)
        count += len(text.split())
    raise ValueError("there are no paragraphs")


def memory(sources: list[str], articles: int, store_too: bool) -> Iterator[Memory]:
    """What this process holds while many articles are stated or loaded, every one different."""
    from kg import pipeline
    from kg.store import Store

    texts = paragraphs_of(sources)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.jsonl"
        with path.open("w", encoding="utf-8") as file:
            for number in range(articles):
                some = islice(cycle(texts), number % len(texts), number % len(texts) + 2)
                text = "\n\n".join((*some, f"This is report number {number} of the day."))
                day = f"2021-{1 + number // 28 % 12:02}-{1 + number % 28:02}"
                file.write(json.dumps({"text": text, "date": day}) + "\n")
        with ExitStack() as closing:
            if store_too:
                store = closing.enter_context(Store.open(Path(folder) / "store"))
                done: Iterator[object] = pipeline.load([str(path)], store)
            else:
                done = map(pipeline.stated, read([str(path)]))
            for number, _ in enumerate(done, 1):
                if number % STEP == 0 or number == articles:
                    yield Memory(number, megabytes())


def megabytes() -> int:
    """The resident memory of this process now, or the most it ever had where that is not told."""
    status = Path("/proc/self/status")
    if status.exists():
        lines = status.read_text().splitlines()
        return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmRSS"))
    import resource

    return int(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) // 1024


def main() -> None:
    """Measure, print a table as it grows, and write the JSON."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("sources", nargs="*", default=[str(SAMPLES)])
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--articles", type=int, default=10_000, help="0: memory is not measured")
    arguments.add_argument("--store", action="store_true", help="load them into a store as well")
    arguments.add_argument("--json", type=Path)
    given = arguments.parse_args()
    found = stages(given.sources, given.rounds)
    print(f"{found.articles} articles, {found.words} words; seconds of one core")
    for name in ("read", "parse", "extract", "state"):
        print(f"  {name:8}{getattr(found, name):8.2f}")
    print(f"  parser   {found.parser_words_per_second:7.0f} words/s")
    print(f"  pipeline {found.pipeline_words_per_second:7.0f} words/s, {found.ratio:.2f} of it\n")
    print("  words   parse  extract  state   ms/word")
    long = []
    for each in lengths(given.sources):
        long.append(each)
        print(
            f"{each.words:7}{each.parse:8.2f}{each.extract:9.2f}{each.state:7.2f}"
            f"{each.milliseconds_per_word:10.3f}",
            flush=True,
        )
    held = []
    if given.articles:
        print("\narticles  MB")
        for look in memory(given.sources, given.articles, given.store):
            held.append(look)
            print(f"{look.articles:8}{look.megabytes:5}", flush=True)
    if given.json:
        report = {
            "stages": asdict(found),
            "lengths": [asdict(each) for each in long],
            "memory": [asdict(look) for look in held],
        }
        given.json.write_text(json.dumps(report, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    if os.environ.get("OPENBLAS_NUM_THREADS") != "1":  # read when numpy is loaded: too late here
        environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
        command = [sys.executable, "-m", "benchmarks.pipeline", *sys.argv[1:]]
        sys.exit(subprocess.run(command, env=environment, check=False).returncode)
    main()
