"""The tokeniser: text to the words of English Universal Dependencies.

UD splits hyphenated compounds ("Russian-brokered" is three words, "anti-tank" one), possessives
and contractions; it keeps abbreviations, times, dates, numbers and addresses whole.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

_LETTER = r"[^\W\d_]"
_DASHES = r"-‐‑‒–—―−"
_QUOTES = r"'\"`´‘’‚‛“”„‟«»‹›"
_CURRENCY = r"$£€¥₽₴₼֏₺₾₹₪¢₿"
_OPEN = r"(\[{<"
_CLOSE = r")\]}>"
_UNITS = (
    "km² km³ m² m³ km/h kg km cm mm nm mg ml kW MW GW kWh MWh GWh MHz GHz Hz kHz TB GB MB KB "
    "lbs lb ft mph m g am pm AM PM bn mn"
).split()

# UD English keeps these before a hyphen together with what follows.
_PREFIXES = (
    "e anti re pre pro co non mid cross post over semi multi ex sub counter pan mini neo socio psycho "
    "inter intra micro un meh extra ultra trans infra super hyper pseudo quasi bio geo electro "
    "eco euro proto para"
).split()

_ABBREVIATIONS = (
    "Mr. Mrs. Ms. Dr. Prof. St. Mt. Ft. Sr. Jr. Gen. Col. Lt. Maj. Capt. Cpl. Sgt. Cmdr. Adm. Brig. "
    "Rep. Sen. Gov. Pres. Rev. Hon. Supt. Det. Insp. Amb. Sec. vs. v. etc. e.g. i.e. cf. al. ca. "
    "approx. a.k.a. Inc. Corp. Co. Ltd. Bros. Dept. Assn. Univ. Jan. Feb. Mar. Apr. Jun. Jul. Aug. "
    "Sep. Sept. Oct. Nov. Dec. Mon. Tue. Tues. Wed. Thu. Thurs. Fri. Sat. Ave. Blvd. Rd. No. "
    "Nos. p. pp. vol. ed. eds. fig. Fig. Figs. Art. Para. a.m. p.m. A.M. P.M. "
    "Ph.D. M.D. B.A. M.A. D.C. U.S. U.K. U.N. U.S.A. E.U. N.Y. L.A. Ala. Ariz. Calif. Colo. Conn. "
    "Del. Fla. Ga. Ill. Ind. Kan. Ky. La. Mass. Md. Mich. Minn. Miss. Mo. Mont. Neb. Nev. Okla. "
    "Ore. Pa. Tenn. Tex. Va. Vt. Wash. Wis. Wyo. op. cit. ff. est. ext. max. min. Hrs. hrs. Mgr. Msgr. "
    "Messrs. Mme. Mlle. Esq. dept. govt. Govt. Gov't. intl. Intl. int'l Int'l"
).split()

# Words that fall apart without an apostrophe to show where.
_SPLITS = (
    "can|not gon|na wan|na got|ta gim|me lem|me ought|ta do|nt does|nt did|nt is|nt was|nt are|nt were|nt wo|nt "
    "ca|nt have|nt has|nt had|nt could|nt would|nt should|nt i|m i|ve you|ve they|ve that|s thats|"
).split()

_BE_AND_HAVE = ("s", "S", "m", "M", "d", "D", "ll", "LL", "re", "RE", "ve", "VE")
_URL = re.compile(
    r"(?:https?://|ftp://|www\.|mailto:)\S*[^\s.,;:!?)\]}>\"'’”]"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?:[a-z0-9-]+\.)+(?:com|org|net|gov|edu|int|info|mil|am|az|ru|uk|eu|de|fr|io|tv)(?:/\S*[^\s.,;:!?)\]}>\"'’”])?"
    r"|(?:[A-Z]\.){2,}(?:'s)?(?<!'s)"
    r"|\d+(?:[:/.-]\d+)+(?:st|nd|rd|th)?"
)
# Emoticons, rulers and the like, whole before anything is peeled off.
_WHOLE = re.compile(
    r"[:;=8][-o']?[)(DPp/|\]]+|\(-?[:;=]|<3|([=_~+-])\1+|[!?]{2,}|\.+[!?]+|\[\.\.\.\]|<<+|>>+|[@]\w+"
    r"|[‘’]{2}|''|``"
)


def _either(words: tuple[str, ...] | list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _prefixes() -> list[str]:
    return [
        r"\.\.+", "…+", rf"[{_DASHES}]+(?=[^\d]|$)", "''|``|‘’|’’", rf"[{_QUOTES}](?![dmst]$)",
        "<<+", ">>+", rf"[{_OPEN}{_CLOSE}]", rf"(?:US|A|C|AU|NZ|HK)?[{_CURRENCY}]",
        r"[!?]+", r"[,;:/&*•·~|%§]", r"#", r"\+(?!\d)", r"=+", r"_+(?=\w)", "<+", ">+",
    ]  # fmt: skip


def _suffixes() -> list[str]:
    apostrophe = "['’`´]"
    return [
        r"\.\.+", "…+", rf"[{_DASHES}]+", "''|‘’|’’", f"[{_QUOTES}]", "<<+", ">>+", rf"[{_OPEN}{_CLOSE}]",
        r"(?<![!?])[!?]+", r"[,;:/&*•·~|%§™®°]", rf"[{_CURRENCY}]", "=+",
        *(f"(?<={_LETTER}){apostrophe}{end}" for end in _BE_AND_HAVE),
        rf"(?<=\d){apostrophe}s", rf"(?<=[.{_CLOSE}]){apostrophe}s",
        f"(?<={_LETTER})[nN]{apostrophe}[tT]",
        rf"(?<=\d)(?:{_either(_UNITS)})", rf"(?<=[^\W_][^\W_])\.", r"(?<=[\d%²³°])\.",
        rf"(?<=[{_CLOSE}{_QUOTES}])\.", r"(?<=[^\x00-\x7f])\.",
    ]  # fmt: skip


def _infixes() -> list[str]:
    kept = "".join(rf"(?<!\b{prefix})(?<!\b{prefix.capitalize()})" for prefix in _PREFIXES)
    return [
        r"\.\.+", "…+", rf"(?<={_LETTER})\.(?=[A-Z]{_LETTER})".replace("(?<=", "(?<=[a-z])(?<="),
        r"(?<=[^\W_])[—―]+(?=[^\W_])", r"--+", rf"(?<=[\d{_LETTER[1:-1]}])–(?=[\w{_CURRENCY}])",
        rf"(?<=[^\W_.%\)]){kept}[-‐‑](?=[^\W\d_])", rf"(?<={_LETTER}{_LETTER}){kept}-(?=\d)",
        rf"(?<=[^\W_])[{_OPEN}{_CLOSE},;!?\"“”*=~|]+?(?=[^\W\d_])", rf"(?<={_LETTER}):(?={_LETTER})",
        rf"(?<={_LETTER})/(?={_LETTER})", r"(?<=\D),(?=\d)", r"(?<=\w)[&](?=[a-z])",
        rf"(?<={_LETTER}{_LETTER})\)(?=\w)", rf"(?<=\w)\((?=\w)",
    ]  # fmt: skip


def equip(nlp: Language) -> None:
    """Give the pipeline the tokeniser of English UD."""
    from spacy.tokenizer import Tokenizer
    from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

    tokenizer = Tokenizer(
        nlp.vocab,
        rules=_rules(),
        prefix_search=compile_prefix_regex(_prefixes()).search,
        suffix_search=compile_suffix_regex(_suffixes()).search,
        infix_finditer=compile_infix_regex(_infixes()).finditer,
        token_match=_WHOLE.fullmatch,
        url_match=_URL.fullmatch,
    )
    nlp.tokenizer = tokenizer


def _rules() -> dict[str, list[dict[int | str, str]]]:
    rules: dict[str, list[dict[int | str, str]]] = {}
    for word in _ABBREVIATIONS:
        rules[word] = [{"ORTH": word}]
    for split in _SPLITS:
        left, right = split.split("|")
        if right:
            for first in {left, left.capitalize()}:
                rules[first + right] = [{"ORTH": first}, {"ORTH": right}]
    return rules
