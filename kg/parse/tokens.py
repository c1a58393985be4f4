"""The tokeniser: text to the words of English Universal Dependencies.

UD splits hyphenated compounds ("Russian-brokered" is three words, "anti-tank" one), possessives
and contractions; it keeps abbreviations, times, dates, numbers and addresses whole.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.model import Span

_LETTER = r"[^\W\d_]"
_DASHES = r"-‐‑‒–—―−"
_APOSTROPHE = "['’`´]"
_QUOTES = r"'\"`´‘’‚‛“”„‟«»‹›"
_CURRENCY = r"$£€¥₽₴₼֏₺₾₹₪¢₿"
_OPEN = r"(\[{<"
_CLOSE = r")\]}>"
_UNITS = (
    "km² km³ m² m³ km/h kg km cm mm nm mg ml kW MW GW kWh MWh GWh MHz GHz Hz kHz TB GB MB KB "
    "lbs lb ft mph m g k K am pm AM PM bn mn"
).split()

# UD English keeps these before a hyphen together with what follows.
_PREFIXES = (
    "e anti re pre pro co non mid cross post over semi multi ex sub counter pan mini neo "
    "socio psycho inter intra micro un meh extra ultra trans infra super hyper pseudo quasi "
    "bio geo electro eco euro proto para"
).split()

ABBREVIATIONS = (
    "Mr. Mrs. Ms. Dr. Prof. St. Mt. Ft. Sr. Jr. Gen. Col. Lt. Maj. Capt. Cpl. Sgt. Cmdr. Adm. "
    "Brig. Rep. Sen. Gov. Pres. Rev. Hon. Supt. Det. Insp. Amb. Sec. vs. v. etc. e.g. i.e. cf. "
    "al. ca. approx. a.k.a. Inc. Corp. Co. Ltd. Bros. Dept. Assn. Univ. Jan. Feb. Mar. Apr. Jun. "
    "Jul. Aug. Sep. Sept. Oct. Nov. Dec. Mon. Tue. Tues. Wed. Thu. Thurs. Fri. Sat. Ave. "
    "Blvd. Rd. No. Nos. p. pp. vol. ed. eds. fig. Fig. Figs. Art. Para. a.m. p.m. A.M. P.M. "
    "Ph.D. M.D. B.A. M.A. D.C. U.S. U.K. U.N. U.S.A. E.U. N.Y. L.A. Ala. Ariz. Calif. Colo. Conn. "
    "Del. Fla. Ga. Ill. Ind. Kan. Ky. La. Mass. Md. Mich. Minn. Miss. Mo. Mont. Neb. Nev. Okla. "
    "Ore. Pa. Tenn. Tex. Va. Vt. Wash. Wis. Wyo. op. cit. ff. est. ext. max. min. Hrs. hrs. Mgr. "
    "Msgr. Messrs. Mme. Mlle. Esq. dept. govt. Govt. Gov't. intl. Intl. int'l Int'l"
).split()

# Words that fall apart without an apostrophe to show where.
_SPLITS = (
    "can|not gon|na wan|na got|ta gim|me lem|me ought|ta do|nt does|nt did|nt is|nt was|nt are|nt "
    "were|nt wo|nt ca|nt have|nt has|nt had|nt could|nt would|nt should|nt i|m i|ve "
    "you|ve they|ve that|s"
).split()

_ADDRESS = re.compile(r"(?:https?://|ftp://|www\.)[^\s<>\"“”]*[^\s.,;:!?)\]}>\"'’”]")
_DOMAINS = "com|org|net|gov|edu|int|info|mil|am|az|ru|uk|eu|de|fr|io|tv"

# Whole once both ends are clean: addresses, U.S., 18:30 and 16/11/2021.
_SOLID = re.compile(
    r"(?:https?://|ftp://|www\.|mailto:)\S*[^\s.,;:!?)\]}>\"'’”]"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    rf"|(?:[a-z0-9-]+\.)+(?:{_DOMAINS})(?:/\S*)?"
    r"|(?:[A-Z]\.){2,}"
    r"|\d+(?:[:/.-]\d+)+(?:st|nd|rd|th)?"
)

# Two hours or small numbers, or two years: three words. Longer ones are those of a telephone.
_RANGE = re.compile(
    r"\d{1,2}(?::\d\d)?(-)\d{1,2}(?::\d\d)?|(?:1[5-9]|20)\d\d(-)(?:\d\d|(?:1[5-9]|20)\d\d)"
)

# Whole as they stand: emoticons, rulers, runs of marks, handles, words broken off.
_WHOLE = re.compile(
    r"[:;=][-o']?[)(DPp/|\]]+|\(-?[:;=]|<3|([*=_~+-])\1+|[!?]{2,}|\.+[!?]+|\[\.\.\.\]"
    r"|<<+|>>+|@\w+|#[^\W\d]\w*|[‘’]{2}|''|``|[^\W\d_]{1,3}-"
)

_PREFIXED = (
    r"\.\.+",
    r"…+",
    rf"[{_DASHES}]+(?=[^\d]|$)",
    r"''|``|‘’|’’",
    rf"[{_QUOTES}](?![dmst]$)",
    r"<+|>+",
    rf"[{_OPEN}{_CLOSE}]",
    rf"(?:US|A|C|AU|NZ|HK)?[{_CURRENCY}]+",
    r"[!?]+|\*+|~+|=+|_+(?=\w)",
    r"[,;:/&•·|%§#]",
    r"\+(?!\d)",
)

_SUFFIXED = (
    r"\.\.+",
    r"…+",
    rf"[{_DASHES}]+",
    r"''|‘’|’’",
    rf"[{_QUOTES}]",
    r"<<+|>>+",
    rf"[{_OPEN}{_CLOSE}]",
    r"\.\?",
    r"(?<![!?])[!?]+|\*+|~+|=+",
    r"[,;:/&•·|%§™®°]|(?<=°)[CF]",
    rf"[{_CURRENCY}]+",
    rf"(?<={_LETTER}){_APOSTROPHE}(?:[smd]|[SMD]|ll|LL|re|RE|ve|VE)",
    rf"(?<=[\d.{_CLOSE}]){_APOSTROPHE}s",
    rf"(?<={_LETTER})[nN]{_APOSTROPHE}[tT]",
    rf"(?<=\d)(?:{'|'.join(map(re.escape, _UNITS))})",
    # The full stop after two letters or digits, a unit or a closing mark, but not after initials.
    rf"(?<=[^\W_][^\W_])\.|(?<=[\d%²³°{_CLOSE}{_QUOTES}])\.|(?<=[^\x00-\x7f])\.",
    rf"(?<={_APOSTROPHE}[a-zA-Z])\.",
)

_KEPT = "".join(rf"(?<!\b{each})(?<!\b{each.capitalize()})" for each in _PREFIXES)
_INFIXED = (
    r"\.\.+",
    r"…+",
    rf"(?<=[a-z])\.(?=[A-Z]{_LETTER})",
    r"(?<=[^\W_])[—―]+(?=[^\W_])",
    r"--+",
    rf"(?<=[^\W_])–(?=[\w{_CURRENCY}])",
    rf"(?<=[^\W_%\)]){_KEPT}[-‐‑](?=[^\W\d_])",
    r"(?<=[A-Z]\.)-(?=[a-z])",
    rf"(?<={_LETTER}{_LETTER}){_KEPT}-(?=\d)",
    rf"(?<=[^\W_])[{_OPEN}{_CLOSE},;!?\"“”*=~|](?=[^\W\d_])",
    rf"(?<={_LETTER})[:/](?={_LETTER})",
    r"(?<=\D),(?=\d)|(?<=\d),(?=\d\d?(?!\d))",
    r"(?<=\w)[&](?=[a-z])",
    rf"(?<={_LETTER}{_LETTER})\)(?=\w)",
    r"(?<=\w)\((?=\w)",
)


def _rules() -> dict[str, tuple[int, ...]]:
    """The lengths of the parts of words that no pattern gets right."""
    rules: dict[str, tuple[int, ...]] = {word: (len(word),) for word in ABBREVIATIONS}
    for split in _SPLITS:
        left, _, right = split.partition("|")
        for first in (left, left.capitalize()):
            rules[first + right] = (len(left), len(right))
    return rules


_CHUNK = re.compile(r"\S+")
_PREFIX = re.compile("|".join(_PREFIXED))
_SUFFIX = re.compile("|".join(f"(?:{suffix})$" for suffix in _SUFFIXED))
_INFIX = re.compile("|".join(_INFIXED))
_PARTS = _rules()


def tokenise(text: str, span: Span) -> list[tuple[int, int]]:
    """Where the words of a stretch of text start and end.

    >>> text = "Russian-brokered talks didn't end."
    >>> [text[start:end] for start, end in tokenise(text, Span(0, len(text)))]
    ['Russian', '-', 'brokered', 'talks', 'did', "n't", 'end', '.']
    """
    spans: list[tuple[int, int]] = []
    for chunk in _CHUNK.finditer(text, span.start, span.end):
        at = chunk.start()
        for size in _sizes(chunk.group()):
            spans.append((at, at + size))
            at += size
    return spans


@lru_cache(maxsize=50_000)
def _sizes(chunk: str) -> tuple[int, ...]:
    """The lengths of the words that a run of characters without white space falls into."""
    first: list[int] = []
    last: list[int] = []
    if found := _ADDRESS.match(chunk):
        return (found.end(), *_sizes(chunk[found.end() :]))
    while chunk not in _PARTS and not _WHOLE.fullmatch(chunk):
        if (found := _PREFIX.match(chunk)) and found.end():
            first.append(found.end())
            chunk = chunk[found.end() :]
        elif (found := _SUFFIX.search(chunk)) and found.start() < len(chunk):
            last.append(len(chunk) - found.start())
            chunk = chunk[: found.start()]
        else:
            break
    return (*first, *_core(chunk), *reversed(last))


def _core(chunk: str) -> tuple[int, ...]:
    """The lengths of the words in what is left when both ends are clean."""
    if not chunk:
        return ()
    if chunk in _PARTS:
        return _PARTS[chunk]
    if found := _RANGE.fullmatch(chunk):
        first = found.start(found.lastindex or 0)
        return first, 1, len(chunk) - first - 1
    if _WHOLE.fullmatch(chunk) or _SOLID.fullmatch(chunk):
        return (len(chunk),)
    sizes: list[int] = []
    at = 0
    for found in _INFIX.finditer(chunk):
        sizes += [found.start() - at, found.end() - found.start()]
        at = found.end()
    return tuple(size for size in [*sizes, len(chunk) - at] if size)
