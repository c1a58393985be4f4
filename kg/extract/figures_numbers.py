"""Numbers in words and digits, and the words before them that bound them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Token

_UNITS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_VAGUE = {  # the fewest that the plural can mean; the most is open
    "dozens": 24,
    "scores": 40,
    "tens": 20,
    "hundreds": 200,
    "thousands": 2_000,
    "millions": 2_000_000,
}
_OPERATORS = (
    (("at", "least"), "atLeast"),
    (("no", "fewer", "than"), "atLeast"),
    (("no", "less", "than"), "atLeast"),
    (("a", "minimum", "of"), "atLeast"),
    (("more", "than"), "moreThan"),
    (("over",), "moreThan"),
    (("above",), "moreThan"),
    (("exceeding",), "moreThan"),
    (("up", "to"), "atMost"),
    (("as", "many", "as"), "atMost"),
    (("at", "most"), "atMost"),
    (("no", "more", "than"), "atMost"),
    (("fewer", "than"), "fewerThan"),
    (("less", "than"), "fewerThan"),
    (("under",), "fewerThan"),
    (("almost",), "about"),
    (("nearly",), "about"),
    (("around",), "about"),
    (("about",), "about"),
    (("some",), "about"),
    (("roughly",), "about"),
    (("approximately",), "about"),
    (("an", "estimated"), "about"),
    (("estimated",), "about"),
    (("close", "to"), "about"),
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a sentence; both token indices are included. `vague` has no upper bound."""

    first: int
    last: int
    minimum: int
    maximum: int
    vague: bool = False


def number_at(tokens: Sequence[Token], at: int) -> Number | None:
    """The number that begins at a token: "12", "twenty-four", "a dozen", "3 to 5", "dozens"."""
    number = _between(tokens, at) or _vague(tokens, at) or _plain(tokens, at)
    if number is None or number.vague:
        return number
    return _range(tokens, number) or number


def preceding_operator(tokens: Sequence[Token], number: Number) -> tuple[str, int, bool]:
    """The operator before a number, the token where its words begin, and "another"."""
    before = [token.text.lower() for token in tokens[: number.first]]
    another = before[-1:] == ["another"]
    if another:
        before.pop()
    for words, operator in _OPERATORS:
        if tuple(before[-len(words) :]) == words:
            return operator, len(before) - len(words), another
    if tokens[number.last + 1 : number.last + 3] and _follows_at_least(tokens, number.last):
        return "atLeast", number.first, another
    return ("atLeast" if number.vague else "exactly"), number.first - another, another


def _follows_at_least(tokens: Sequence[Token], last: int) -> bool:
    return [t.text.lower() for t in tokens[last + 1 : last + 3]] == ["or", "more"]


def _between(tokens: Sequence[Token], at: int) -> Number | None:
    if tokens[at].text.lower() != "between":
        return None
    low = _plain(tokens, at + 1)
    if low is None or _word(tokens, low.last + 1) != "and":
        return None
    high = _plain(tokens, low.last + 2)
    return Number(at, high.last, low.minimum, high.maximum) if high else None


def _range(tokens: Sequence[Token], low: Number) -> Number | None:
    if _word(tokens, low.last + 1) not in ("to", "or", "-", "–"):
        return None
    high = _plain(tokens, low.last + 2)
    if high is None or high.minimum <= low.minimum or low.minimum == 0:
        return None
    return Number(low.first, high.last, low.minimum, high.maximum)


def _vague(tokens: Sequence[Token], at: int) -> Number | None:
    word = _word(tokens, at)
    if word in ("a", "several", "many") and _word(tokens, at + 1) in _SCALES and word != "a":
        return None
    if word not in _VAGUE or tokens[at].upos in ("VERB", "PROPN"):
        return None
    last, value = at, _VAGUE[word]
    while True:  # "tens of thousands", "tens or hundreds of thousands"
        following = _word(tokens, last + 1), _word(tokens, last + 2)
        if following[0] in ("of", "or") and following[1] in _VAGUE:
            scale = _VAGUE[following[1]] // 2
            value = value * scale if following[0] == "of" else value
            last += 2
        else:
            return Number(at, last, value, value, vague=True)


def _plain(tokens: Sequence[Token], at: int) -> Number | None:
    """A number without "or" and "between"."""
    word = _word(tokens, at)
    if word == "half" and _word(tokens, at + 1) == "a" and _word(tokens, at + 2) in _SCALES:
        value = _SCALES[_word(tokens, at + 2)] // 2
        return Number(at, at + 2, value, value)
    if word in ("a", "an", "half") and _word(tokens, at + 1) in ("dozen", *_SCALES):
        value = 12 if _word(tokens, at + 1) == "dozen" else _SCALES[_word(tokens, at + 1)]
        value //= 2 if word == "half" else 1
        return Number(at, at + 1, value, value)
    if at < len(tokens) and word[:1].isdigit():
        return _digits(tokens, at)
    if word == "a" and _word(tokens, at + 1) in ("couple", "handful"):
        return Number(at, at + 1, 2, 2 if _word(tokens, at + 1) == "couple" else 9)
    return _words(tokens, at)


def _digits(tokens: Sequence[Token], at: int) -> Number | None:
    text = tokens[at].text.replace(",", "")
    try:
        value = float(text)
    except ValueError:
        return None
    scale = _SCALES.get(_word(tokens, at + 1), 1)
    dozen = 12 if _word(tokens, at + 1) == "dozen" else 1
    if scale * dozen == 1 and not value.is_integer():
        return None
    last = at + (scale * dozen > 1)
    whole = round(value * scale * dozen)
    return Number(at, last, whole, whole)


def _words(tokens: Sequence[Token], at: int) -> Number | None:
    """A number in words: "twenty-four", "three hundred and six", "two thousand"."""
    total = current = 0
    last: int | None = None
    here = at
    while here < len(tokens):
        word = _word(tokens, here)
        if word in _UNITS or word in _TENS:
            current += _UNITS.get(word, 0) + _TENS.get(word, 0)
        elif last is not None and word in _SCALES:
            current = max(current, 1) * _SCALES[word]
            if word != "hundred":
                total, current = total + current, 0
        elif last is not None and word == "dozen":
            current *= 12
        elif last is not None and word in ("-", "and") and _continues(tokens, here):
            here += 1
            continue
        else:
            break
        last = here
        here += 1
    if last is None or (last == at and _is_pronoun(tokens, at)):
        return None
    return Number(at, last, total + current, total + current)


def _continues(tokens: Sequence[Token], at: int) -> bool:
    """Whether the number goes on after a hyphen or after "hundred and"."""
    before, after = _word(tokens, at - 1), _word(tokens, at + 1)
    joined = before in _TENS if tokens[at].text == "-" else before in _SCALES
    return joined and (after in _UNITS or after in _TENS)


def _is_pronoun(tokens: Sequence[Token], at: int) -> bool:
    """Whether "one" stands for a thing: "no one", "the only one", "this one", "one another"."""
    if _word(tokens, at) != "one":
        return False
    before, after = _word(tokens, at - 1) if at else "", _word(tokens, at + 1)
    if after == "of":
        return before in ("as", "is", "was", "the") and tokens[at].upos == "PRON"
    if after in ("another", "day", "side") or tokens[at].upos == "PRON":
        return True
    return before in ("no", "this", "that", "only", "the", "another", "each", "every", "any", "-")


def _word(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].text.lower() if 0 <= at < len(tokens) else ""
