"""Annotated articles: the text, then a line for each claim that a careful reader finds in it.

A file of gold has three parts. First the metadata, one `name: value` a line; `entity:` declares
somebody or some place that the text invents, by local name, class and, where it has one,
the principal it acts for. After an empty line comes the text, after a line `== claims` the claims:

    Azerbaijani troops [opened fire] | ArmedAttack claimed attacker=AZE by=ARM/said on=2023-05-12

Before the bar stand words that occur in the text exactly once, the trigger in brackets; a leading
`?` marks what a reader may find or leave out: it is neither asked for nor held against anybody.
After the bar come the kind and the factuality (`a|b` where two readings are fair), then

    role=entity                    the local name of a role and of who or what plays it
    by=speaker/stance<reporter/…   who says so, the innermost first; `by=*`: not scored;
                                   a second `by=` makes a second claim of the same content;
                                   the speaker `unnamed` is one without a name; `*` any stance
    on=2023-05-12, on=2020..2021   when, as far as the text tells: day, month, year, or a span
    at=place                       where, the most specific place
    figure=effect:count:unit       how many: 12, >=12, >12, <=12, <12, ~12, 3-5, dozens, *
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import Unreadable
from kg.evaluate.days import Days
from kg.model import Article, Span
from kg.read.blocks import blocks

ANY = "*"
UNNAMED = "unnamed"
_VAGUE = {"dozens": 24, "scores": 40, "tens": 20, "hundreds": 200, "thousands": 2000}
_SIGNS = {
    ">=": "atLeast",
    ">": "moreThan",
    "<=": "atMost",
    "<": "fewerThan",
    "~": "about",
    "": "exactly",
}


class BadGold(Unreadable):
    """A line of a gold file that cannot be understood."""

    def __init__(self, path: str, line: int, reason: str) -> None:
        super().__init__(f"{path}, line {line}: {reason}")


@dataclass(frozen=True, slots=True)
class Declared:
    """An entity that only this article knows: its class, and the local name of its principal."""

    type: str
    principal: str | None


@dataclass(frozen=True, slots=True)
class Said:
    """A link of an attribution: the local name of the speaker, and the stance of the cue."""

    speaker: str
    stance: str


@dataclass(frozen=True, slots=True)
class Count:
    """A quantity as annotated; `minimum` and `maximum` as in kg.model.Figure, `unit` may be ""."""

    effect: str
    minimum: int | None
    maximum: int | None
    operator: str
    unit: str
    open: bool = False  # any count will do: the text gives none in figures


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """A claim that a careful reader finds; the first kind and factuality are the preferred ones.

    `voices` is None where attribution is not scored, empty in the outlet's own voice.
    """

    line: int
    optional: bool
    trigger: Span
    kinds: tuple[str, ...]
    factualities: tuple[str, ...]
    roles: tuple[tuple[str, str], ...]
    voices: tuple[Said, ...] | None
    days: Days | None
    place: str | None
    count: Count | None


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An annotated article."""

    source: str
    article: Article
    claims: tuple[GoldClaim, ...]
    declared: Mapping[str, Declared] = field(default_factory=dict)


def gold_paths(sources: tuple[str, ...]) -> list[Path]:
    """The gold files among the sources: files, and folders with all `*.gold` below them."""
    found: list[Path] = []
    for source in sources:
        path = Path(source)
        inside = sorted(path.rglob("*.gold")) if path.is_dir() else [path]
        if not path.exists() or not inside:
            raise Unreadable(f"{source} is no file of gold annotation and no folder that holds any")
        found += inside
    return list(dict.fromkeys(found))


def read_gold(path: Path) -> GoldArticle:
    """The annotated article of a file; BadGold says which line is at fault."""
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Unreadable(f"{path} cannot be read as text: {error}") from error
    return parse_gold(text, path.name)


def parse_gold(text: str, source: str) -> GoldArticle:
    """The annotated article that the lines of a file describe."""
    head, empty, rest = text.partition("\n\n")
    body, bar, claims = rest.partition("\n== claims\n")
    if not empty or not bar:
        raise BadGold(source, 1, "no line '== claims' after the text, or no metadata before it")
    fields, declared = _metadata(head, source)
    body = body.strip("\n")
    article = Article(
        body,
        blocks(body),
        title=fields.get("title"),
        published=fields.get("date"),
        date_basis="given",
        publisher=fields.get("publisher"),
        source=source,
    )
    first = text[: len(text) - len(claims)].count("\n") + 1
    found = _claims(claims, first, body, source)
    return GoldArticle(source, article, tuple(found), declared)


def _metadata(head: str, source: str) -> tuple[dict[str, str], dict[str, Declared]]:
    fields: dict[str, str] = {}
    declared: dict[str, Declared] = {}
    for number, line in enumerate(head.splitlines(), start=1):
        name, colon, value = line.partition(": ")
        if not colon:
            raise BadGold(source, number, "metadata is written 'name: value'")
        if name == "entity":
            local, kind, principal = (*value.split(), None, None)[:3]
            if not local or not kind:
                raise BadGold(source, number, "an entity is written 'entity: name Class [CODE]'")
            declared[local] = Declared(kind, principal)
        else:
            fields[name] = value.strip()
    return fields, declared


def _claims(lines: str, first: int, body: str, source: str) -> Iterator[GoldClaim]:
    for number, line in enumerate(lines.splitlines(), start=first):
        if line.strip() and not line.startswith("#"):
            try:
                yield from _claim(line, number, body)
            except ValueError as error:
                raise BadGold(source, number, str(error)) from error


def _claim(line: str, number: int, body: str) -> Iterator[GoldClaim]:
    quote, bar, said = line.rpartition(" | ")
    kind, factuality, *fields = said.split()
    if not bar or any("=" not in part for part in fields):
        raise ValueError("a claim is written 'words [trigger] words | Kind factuality role=entity'")
    optional = quote.startswith("? ")
    values: dict[str, list[str]] = {"by": [], "on": [], "at": [], "figure": []}
    roles = []
    for part in fields:
        name, _, value = part.partition("=")
        if name in values:
            values[name].append(value)
        else:
            roles.append((name, value))
    for voice in values["by"] or [""]:
        yield GoldClaim(
            number,
            optional,
            _anchor(quote.removeprefix("? "), body),
            tuple(kind.split("|")),
            tuple(factuality.split("|")),
            tuple(roles),
            _voices(voice),
            Days.read(values["on"][0]) if values["on"] else None,
            values["at"][0] if values["at"] else None,
            _count(values["figure"][0]) if values["figure"] else None,
        )


def _anchor(quote: str, body: str) -> Span:
    """Where the bracketed words of a quote stand in the text."""
    marked = re.fullmatch(r"([^\[\]]*)\[([^\[\]]+)\]([^\[\]]*)", quote)
    if not marked:
        raise ValueError(
            f"one trigger is put in brackets, as in 'troops [shelled] the town': {quote}"
        )
    before, trigger, after = marked.groups()
    words = before + trigger + after
    times = body.count(words)
    if times != 1:
        raise ValueError(f"{words!r} stands {times} times in the text, not once")
    start = body.index(words) + len(before)
    return Span(start, start + len(trigger))


def _voices(text: str) -> tuple[Said, ...] | None:
    if text.partition("/")[0] == ANY:
        return None
    links = [link.partition("/") for link in text.split("<") if link]
    if any(not stance for _, _, stance in links):
        raise ValueError(f"an attribution is written by=speaker/stance, not {text!r}")
    return tuple(Said(speaker, stance) for speaker, _, stance in links)


def _count(text: str) -> Count:
    effect, _, rest = text.partition(":")
    number, _, unit = rest.partition(":")
    if number == ANY:
        return Count(effect, None, None, "exactly", unit, open=True)
    if number in _VAGUE:
        return Count(effect, _VAGUE[number], None, "atLeast", unit)
    written = re.fullmatch(r"(>=|>|<=|<|~|)(\d+)(?:-(\d+))?", number)
    if not written:
        raise ValueError(f"a count is written 12, >=12, >12, <=12, <12, ~12, 3-5, not {number!r}")
    operator, low, high = _SIGNS[written[1]], int(written[2]), int(written[3] or written[2])
    minimum = None if operator in ("atMost", "fewerThan") else low
    maximum = None if operator in ("atLeast", "moreThan") else high
    return Count(effect, minimum, maximum, operator, unit)
