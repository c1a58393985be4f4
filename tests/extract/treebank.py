"""Sentences written by hand: `form/UPOS/head/relation`, the lemma before UPOS where it differs.

    read("Armenian/ADJ/2/amod troops/troop/NOUN/3/nsubj advanced/advance/VERB/0/root")

A noun whose lemma differs is a plural. `# Name=PER` in braces after a form tags it: `Navalny{PER}`.
"""

from __future__ import annotations

import re

from kg.model import Document
from kg.parse.conllu import read as read_conllu

_GLUED = {",", ".", "'s", ")", "-", ":", ";", "?", "'"}


def read(*sentences: str, published: str | None = "2021-11-16") -> Document:
    return read_conllu("\n".join(map(_conllu, sentences)), published=published)


def _conllu(sentence: str) -> str:
    cells = [_token(word) for word in sentence.split()]
    lines, quoted = [], False
    for at, (form, lemma, upos, head, relation, name) in enumerate(cells):
        following = cells[at + 1][0] if at + 1 < len(cells) else None
        quoted ^= form == '"'
        glued = following in _GLUED or form in ("(", "-") or (form == '"' and quoted)
        glued = glued or (following == '"' and quoted)
        misc = [*(["SpaceAfter=No"] if glued else []), *([f"Name=B-{name}"] if name else [])]
        plural = "Number=Plur" if upos == "NOUN" and lemma != form.lower() else "_"
        columns = (
            at + 1,
            form,
            lemma,
            upos,
            "_",
            plural,
            head,
            relation,
            "_",
            "|".join(misc) or "_",
        )
        lines.append("\t".join(map(str, columns)))
    return "\n".join(lines) + "\n"


def _token(word: str) -> tuple[str, str, str, str, str, str | None]:
    parts = word.split("/")
    form, *rest = parts
    tag = re.fullmatch(r"(.+)\{(\w+)\}", form)
    name = tag[2] if tag else None
    form = tag[1] if tag else form
    lemma = rest[0] if len(rest) == 4 else (form if rest[0] == "PROPN" else form.lower())
    upos, head, relation = rest[-3:]
    return form, lemma, upos, head, relation, name
