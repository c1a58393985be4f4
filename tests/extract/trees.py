"""Sentences as tests write them: `form|lemma|UPOS|head|relation|verb form`, one word after another.

The verb form is short: past, pres, inf, done (past participle), doing, ing, fin (a modal); `rel`
marks a relative pronoun. A blank line between sentences starts a new paragraph.
"""

from __future__ import annotations

from kg.extract import load_extractor
from kg.model import Claim, Document
from kg.parse.conllu import read

_FEATURES = {
    "past": "Mood=Ind|Tense=Past|VerbForm=Fin",
    "pres": "Mood=Ind|Tense=Pres|VerbForm=Fin",
    "inf": "VerbForm=Inf",
    "done": "Tense=Past|VerbForm=Part",
    "doing": "Tense=Pres|VerbForm=Part",
    "ing": "VerbForm=Ger",
    "fin": "VerbForm=Fin",
    "rel": "PronType=Rel",
}
_CLOSE = frozenset(".,?'s")


def document(text: str, published: str = "2022-09-13") -> Document:
    """The document of one or more sentences, a line each."""
    parts = []
    for paragraph in text.strip().split("\n\n"):
        for number, line in enumerate(filter(None, map(str.strip, paragraph.splitlines()))):
            parts.append(("# newpar\n" if number == 0 else "") + _conllu(line))
    return read("\n".join(parts) + "\n", published=published)


def _conllu(line: str) -> str:
    words = [word.split("|") for word in line.split()]
    rows, shown = [], ""
    for index, (form, lemma, upos, head, relation, *verb) in enumerate(words, 1):
        feats = _FEATURES[verb[0]] if verb else "_"
        after = words[index][0] if index < len(words) else ""
        glued = after in (".", ",", "?", "'s", "-", "”") or form in ("-", "“")
        misc = "SpaceAfter=No" if glued else "_"
        shown += form + ("" if glued or not after else " ")
        columns = (str(index), form, lemma, upos, "_", feats, head, relation, "_", misc)
        rows.append("\t".join(columns))
    return "\n".join([f"# text = {shown}", *rows, ""])


def claims(text: str, published: str = "2022-09-13") -> tuple[Claim, ...]:
    """What the sentences claim."""
    return load_extractor()(document(text, published)).claims
