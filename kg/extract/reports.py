"""What a cue reports by the order of the words alone, for where the parser hung it wrong.

A claim that loses its speaker would pass for the outlet's own words; so the plain shapes of
reported speech are read a second time without the tree: "…, the ministry said", '"…," said X',
"X said (that) …".
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.scene import Scene, kind_of
from kg.model import Mention

_BETWEEN = frozenset({"also", "later", "further", "earlier", "then", "has", "have", "had", "now"})
_BREAKS = frozenset({",", "—", "–", "-", '"', "”", "''", ";"})
_QUOTES = frozenset({'"', "”", "''", "“", '."', ',"'})
_RELATIVE = frozenset({"that", "which", "who", "whom"})
_DESCRIBING = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART", "PRON", "ADP"})
_LONGEST = 12  # words that describe a speaker
_OPENING = frozenset({"when", "after", "before", "as", "although", "though", "since", "once", "if"})
_BESIDE = frozenset({"while", "but", "as", "after", "when", "although", "though", "before"})


@dataclass(frozen=True, slots=True)
class Reported:
    """The token that names the speaker, and the tokens that are the speaker's."""

    speaker: int
    content: frozenset[int]


def reported(scene: Scene, cue: int) -> Reported | None:
    """Who speaks at a cue, and what, by the order of the words; None where that does not tell."""
    left, right = _before(scene, cue), _after(scene, cue)
    if right is not None and cue and scene.tokens[cue - 1].text in _BREAKS:
        return _told_before(scene, right, cue)
    if left is None:
        return None
    start = left.first
    if start >= 2 and scene.tokens[start - 1].text.lower() in _RELATIVE:
        return _told_of(scene, left, cue)
    if start >= 4 and scene.tokens[start - 1].text in _BREAKS and _is_medial(scene, cue):
        return _told_around(scene, left, cue)
    quoted = any(t.text in _QUOTES for t in scene.tokens[max(0, start - 2) : start])
    closes = quoted or not _has_verb(scene, cue + 1, len(scene.tokens))
    if start >= 4 and scene.tokens[start - 1].text in _BREAKS and closes:
        return _told_before(scene, left, start)
    if start <= 3 or scene.tokens[start - 1].text.lower() in ("and", "but", ",", ";"):
        return _told_after(scene, left, cue) if left.named else None
    return None


@dataclass(frozen=True, slots=True)
class _Speaker:
    """A noun phrase beside a cue: its head, its first token, and whether it is a known name."""

    head: int
    first: int
    named: bool


def _before(scene: Scene, cue: int) -> _Speaker | None:
    """Who is named right before the cue, what describes him between commas left out."""
    at = cue - 1
    while at >= 0 and scene.tokens[at].text.lower() in _BETWEEN:
        at -= 1
    if at > 2 and scene.tokens[at].text == ",":
        at = _before_description(scene, at)
    if at < 0:
        return None
    end = scene.tokens[at].end
    mention = next((m for m in scene.mentions if m.end == end and _speaks(m)), None)
    if mention is not None:
        described = _unnamed(scene, at)  # "the Tajik news agency Khovar"
        first = _start(scene, mention)
        return _Speaker(mention.head, min(first, described.first) if described else first, True)
    return _unnamed(scene, at)


def _before_description(scene: Scene, comma: int) -> int:
    """Where the name ends in "Ann Lee, a spokeswoman of the ministry, said"; -1 if it is none."""
    for at in range(comma - 1, max(0, comma - _LONGEST), -1):
        token = scene.tokens[at]
        if token.text == ",":
            return at - 1
        if token.upos not in _DESCRIBING:
            return -1
    return -1


def _unnamed(scene: Scene, at: int) -> _Speaker | None:
    """A speaker who has no name that is known: ", the military's media wing said"."""
    if scene.tokens[at].upos not in ("NOUN", "PROPN", "PRON"):
        return None
    first = at
    while first and scene.tokens[first - 1].upos in _DESCRIBING and at - first < _LONGEST:
        first -= 1
    if first and scene.tokens[first - 1].text not in _BREAKS:
        return None
    inside = [i for i in range(first, at + 1) if not first <= scene.tokens[i].head <= at]
    heads = [i for i in inside if scene.tokens[i].upos in ("NOUN", "PROPN", "PRON")]
    return _Speaker(heads[-1] if heads else at, first, False)


def _after(scene: Scene, cue: int) -> _Speaker | None:
    """The agent whose name starts right after the cue."""
    at = cue + 1
    while at < len(scene.tokens) and scene.tokens[at].upos == "DET":
        at += 1
    if at >= len(scene.tokens):
        return None
    start = scene.tokens[at].start
    mention = next((m for m in scene.mentions if m.start == start and _speaks(m)), None)
    return _Speaker(mention.head, cue + 1, True) if mention is not None else None


def _speaks(mention: Mention) -> bool:
    return kind_of(mention.entity.type, "Agent")


def _start(scene: Scene, mention: Mention) -> int:
    """The first token of a noun phrase, its article included."""
    first = next(t.index for t in scene.tokens if t.end > mention.start)
    while first and scene.tokens[first - 1].upos == "DET":
        first -= 1
    return first


def _told_before(scene: Scene, speaker: _Speaker, end: int) -> Reported | None:
    content = frozenset(t.index for t in scene.tokens[:end] if t.upos != "PUNCT")
    return Reported(speaker.head, content) if _has_verb(scene, 0, end) else None


def _is_medial(scene: Scene, cue: int) -> bool:
    """Whether the sentence goes on behind a comma: "…, the ministry said on Friday, and …"."""
    tokens = scene.tokens
    for at in range(cue + 1, min(cue + 8, len(tokens) - 1)):
        if tokens[at].upos in ("VERB", "AUX") or tokens[at].lemma == "that":
            return False
        if tokens[at].text in (",", "—", "–"):
            return True
    return False


def _told_around(scene: Scene, speaker: _Speaker, cue: int) -> Reported | None:
    """What stands before a cue in the middle, and what goes on after it with "and".

    Where a clause only opens the sentence ("When they came, he said, troops fired"), all is said.
    """
    tokens, start = scene.tokens, speaker.first
    content = {t.index for t in tokens[:start] if t.upos != "PUNCT"}
    comma = next(t.index for t in tokens[cue + 1 :] if t.text in (",", "—", "–"))
    opens = tokens[0].lemma.lower() in _OPENING or not _has_verb(scene, 0, start)
    if opens or (comma + 1 < len(tokens) and tokens[comma + 1].lemma == "and"):
        content |= set(range(comma + 1, _end(scene, comma)))
    told = any(tokens[i].upos in ("VERB", "AUX") for i in content)
    return Reported(speaker.head, frozenset(content)) if told else None


def _told_after(scene: Scene, speaker: _Speaker, cue: int) -> Reported | None:
    end = _end(scene, cue)
    content = set(range(cue + 1, end))
    if scene.tokens[cue].lemma != "say":  # "declared an emergency, shut all schools"
        content -= {i for done in scene.tree.below(cue, "conj") for i in scene.tree.subtree(done)}
    if not any(scene.tokens[i].upos in ("VERB", "AUX") for i in content):
        return None
    return Reported(speaker.head, frozenset(content))


def _told_of(scene: Scene, speaker: _Speaker, cue: int) -> Reported | None:
    """What is said within a relative clause: "the clashes that Armenia said left …"."""
    verb = next((t for t in scene.tokens[cue + 1 :][:1] if t.upos in ("VERB", "AUX")), None)
    if verb is None:
        return None
    inside = [i for i in scene.tree.subtree(verb.index) if i > cue]
    return Reported(speaker.head, frozenset(inside))


def _end(scene: Scene, cue: int) -> int:
    """Where what is said ends: at ", while …" and the like, else with the sentence."""
    tokens = scene.tokens
    for at in range(cue + 2, len(tokens) - 1):
        if tokens[at].text in _BREAKS and _is_beside(scene, at + 1):
            return at
        if tokens[at].upos == "CCONJ" and _is_cue(scene, at + 1):
            return at  # "denied the accusation and said …"
    return len(tokens)


def _is_beside(scene: Scene, at: int) -> bool:
    """Whether another voice takes over: ", while the UN …", ", the agency reported"."""
    tokens = scene.tokens
    if tokens[at].text.lower() in _BESIDE:
        return tokens[at - 1].text == ","
    while at < len(tokens) and tokens[at].upos == "DET":
        at += 1
    ends = {m.end for m in scene.mentions if at < len(tokens) and m.start == tokens[at].start}
    after = next((t for t in tokens if t.start > max(ends, default=tokens[-1].end)), None)
    if after is None or after.upos != "VERB":
        return False
    return _is_cue(scene, after.index)


def _is_cue(scene: Scene, at: int) -> bool:
    token = scene.tokens[at]
    if token.upos != "VERB":
        return False
    return scene.frames.meaning("cue", token.lemma.lower(), "VERB") is not None


def _has_verb(scene: Scene, start: int, end: int) -> bool:
    return any(token.upos in ("VERB", "AUX") for token in scene.tokens[start:end])
