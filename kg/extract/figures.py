"""How many: the quantities of a sentence, with their bounds and the noun they count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.figures_numbers import Number, number_at, preceding_operator
from kg.model import Sentence, Token

_MONTHS = frozenset(
    "january february march april may june july august september october november december "
    "jan. feb. mar. apr. jun. jul. aug. sept. sep. oct. nov. dec.".split()
)
_NOT_COUNTED = frozenset(
    "% percent per cent km kilometer kilometre mile meter metre m cm ton tonne kg square degree "
    "a.m. p.m. am pm gmt utc hour minute second day week month year decade century o'clock "
    "dollar euro ruble rouble pound billion-dollar barrel th point".split()
)
_LABELS = frozenset(
    "article chapter section resolution paragraph no. no number protocol page room boeing group "
    "channel post posts flight unit day phase point".split()
)
_MONEY = frozenset("$ € £ ¥ ₽ us$ usd eur".split())
_AFFECTED = frozenset("dead killed wounded injured missing hurt captured displaced".split())


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count: "more than 6,500 dead", "a dozen others", "one of its soldiers".

    `head` is the token of what is counted (the number itself where no noun follows), `numbers` the
    tokens that say how many, `unit` the lemma of the counted noun or None. `operator` is one of
    exactly, atLeast, moreThan, about, atMost, fewerThan. `another` marks "another 12".
    """

    head: int
    numbers: tuple[int, ...]
    minimum: int | None
    maximum: int | None
    operator: str
    unit: str | None
    text: str
    start: int
    end: int
    another: bool = False


def quantities(sentence: Sentence) -> tuple[Quantity, ...]:
    """The quantities of the sentence in text order; dates and clock times are none."""
    return tuple(_read(sentence))


def _read(sentence: Sentence) -> Iterator[Quantity]:
    tokens = sentence.tokens
    at = 0
    while at < len(tokens):
        number = number_at(tokens, at)
        if number is None:
            at += 1
            continue
        at = number.last + 1
        if not _is_count(tokens, number):
            continue
        yield _quantity(sentence, number)


def _quantity(sentence: Sentence, number: Number) -> Quantity:
    tokens = sentence.tokens
    head, unit = _counted(sentence, number)
    operator, first, another = preceding_operator(tokens, number)
    minimum, maximum = _bounds(number, operator)
    last = max(number.last, head) if number.first <= head else number.last
    text = " ".join(token.text for token in tokens[first : last + 1])
    return Quantity(
        head,
        tuple(range(number.first, number.last + 1)),
        minimum,
        maximum,
        operator,
        unit,
        text,
        tokens[first].start,
        tokens[last].end,
        another,
    )


def _bounds(number: Number, operator: str) -> tuple[int | None, int | None]:
    """The stated number as a bound; "more than 6,500" has the minimum 6,500 and an open end."""
    if operator in ("atLeast", "moreThan"):
        return number.minimum, None
    if operator in ("atMost", "fewerThan"):
        return None, number.maximum
    return number.minimum, number.maximum


def _counted(sentence: Sentence, number: Number) -> tuple[int, str | None]:
    """The token that is counted and its lemma: by the tree, else the noun that follows."""
    tokens = sentence.tokens
    governor = tokens[number.last].head
    partitive = _partitive(tokens, number)
    if partitive is not None:
        return partitive, _unit(tokens[partitive])
    if governor > number.last and tokens[number.last].deprel in (
        "nummod",
        "amod",
        "det",
        "compound",
    ):
        return governor, _unit(tokens[governor])
    for token in tokens[number.last + 1 : number.last + 5]:
        if token.upos in ("NOUN", "PROPN") and token.deprel != "compound":
            return token.index, _unit(token)
        if token.text.lower() in _AFFECTED or token.text.lower() in ("other", "others", "more"):
            return (token.index, None)
        if token.upos not in ("ADJ", "NUM", "NOUN", "PROPN", "DET"):
            break
    return number.last, None


def _unit(token: Token) -> str | None:
    if token.text.lower() in _AFFECTED or token.lemma in ("other", "more", "dead"):
        return None
    if token.upos not in ("NOUN", "PROPN"):
        return None
    return token.lemma[:-2] + "an" if token.lemma.endswith("men") else token.lemma


def _partitive(tokens: tuple[Token, ...], number: Number) -> int | None:
    """The noun after "of": "one of its soldiers", "dozens of villages"."""
    at = number.last + 1
    if at >= len(tokens) or tokens[at].text.lower() != "of":
        return None
    for token in tokens[at + 1 : at + 7]:
        following = tokens[token.index + 1] if token.index + 1 < len(tokens) else None
        if token.upos in ("NOUN", "PROPN") and (
            following is None or following.upos not in ("NOUN", "PART")
        ):
            return token.index
        if token.upos in ("VERB", "PUNCT", "ADP") and token.text != "-":
            return None
    return None


def _is_count(tokens: tuple[Token, ...], number: Number) -> bool:
    """Whether a number counts something, rather than dating, timing, pricing or labelling it."""
    before = tokens[number.first - 1].text.lower() if number.first else ""
    after = tokens[number.last + 1] if number.last + 1 < len(tokens) else None
    if before in _MONTHS or before in _MONEY or _labels(tokens, number):
        return False
    if after and (after.text.lower() in _MONTHS or after.text in ("%", "°")):
        return False
    if after and after.lemma.lower() in _NOT_COUNTED and number.maximum < 10**9:
        return False
    if after and after.text == "-":
        following = tokens[number.last + 2 : number.last + 3]
        if not following or following[0].lemma in _NOT_COUNTED:
            return False
    return not _is_year_or_age(tokens, number, before, after)


def _labels(tokens: tuple[Token, ...], number: Number) -> bool:
    """Whether a number names one of a row: "Article 4", "posts 542 and 543"."""
    token = tokens[number.first]
    first = tokens[token.head] if token.deprel == "conj" and token.head >= 0 else token
    before = tokens[first.index - 1].text.lower() if first.index else ""
    return before in _LABELS or before.rstrip("s") in _LABELS


def _is_year_or_age(
    tokens: tuple[Token, ...], number: Number, before: str, after: Token | None
) -> bool:
    digits = tokens[number.first].text
    yearlike = number.first == number.last and digits.isdigit() and 1500 <= int(digits) <= 2100
    counted = after is not None and after.upos in ("NOUN", "ADJ") and before not in ("in", "since")
    if yearlike and not (counted and tokens[number.first].deprel == "nummod"):
        return True
    age = before == "," and after is not None and after.text == "," and number.maximum < 120
    return age and not tokens[number.first].deprel.startswith("conj")
