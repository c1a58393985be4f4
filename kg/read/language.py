"""Which language a text is in, told offline: by its commonest words, else by py3langid.

English is told by its function words alone, which needs no model. Everything else is asked of
py3langid (BSD-3-Clause, its model inside the package). A text too short or too mixed to tell is
taken for what its source says: an article is refused only where its language is beyond doubt.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Protocol

ENGLISH = "en"
SAMPLE = 4_000  # characters, of which more would tell no more
ENOUGH = 60  # letters, of which fewer tell nothing
SURE = 0.5  # of py3langid's probability that it is this language
HARDLY = 0.001  # and of its probability that it is English after all
SHARE = 0.15  # of English function words in an English text: 0.2 and more in 258 news texts

_WORD = re.compile(r"[^\W\d_]+")
_FUNCTION_WORDS = frozenset(
    "the of and to that for with said by from has were have been which will would their its it not "
    "after is are this his they but who had its be as at on".split()
)


class _Identifier(Protocol):
    def rank(self, text: str) -> list[tuple[str, float]]: ...


def language_of(text: str, said: str) -> str:
    """The ISO 639 code of a text's language; `said` is believed where the text does not tell.

    >>> language_of("Die Regierung in Eriwan hat am Dienstag mitgeteilt, dass sie den Angriff "
    ...     "auf ihre Grenze verurteilt.", "en")
    'de'
    >>> language_of("Armenia, Azerbaijan: ceasefire", "en")
    'en'
    """
    sample = text[:SAMPLE]
    words = _WORD.findall(sample.lower())
    if sum(word in _FUNCTION_WORDS for word in words) > SHARE * len(words):
        return ENGLISH
    if sum(map(len, words)) < ENOUGH:
        return _main(said)
    ranked = _identifier().rank(sample)
    found, probability = ranked[0]
    sure = probability >= SURE and (found == ENGLISH or dict(ranked).get(ENGLISH, 0.0) < HARDLY)
    return found if sure else _main(said)


def _main(tag: str) -> str:
    """The language of a language tag.

    >>> _main("en-GB")
    'en'
    """
    return re.split(r"[-_]", tag.strip().lower())[0] or ENGLISH


@cache
def _identifier() -> _Identifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier: _Identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    return identifier
