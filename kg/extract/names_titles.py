"""Names of people: after titles, before appositions, and those that the tagger or we know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.gazetteer import Hit, fold
from kg.extract.names_sentence import HYPHENS, NOT_NAMES, Scan, Seen, head_of, is_person, spelled
from kg.model import Token

_PARTICLES = frozenset(
    "al el bin ibn abu de la van von der da di dos del dela du le ben abd".split()
)
_HONORIFICS = frozenset(
    "mr mrs ms mr. mrs. ms. dr dr. sir dame lord sheikh ayatollah imam pope sayyid hajji mullah "
    "archbishop patriarch reverend".split()
)


def name_after(state: Scan, last: int) -> tuple[int, int] | None:
    """The person's name right after a title, or after "the Foreign Minister, "."""
    tokens = state.tokens
    run = name_run(state, last + 1)
    if run is None and last + 2 < len(tokens) and tokens[last + 1].text == ",":
        run = name_run(state, last + 2)
        if run and (run[1] == run[0] or not _closes(tokens, run[1] + 1)):
            return None
    return run


def name_after_post(state: Scan, last: int) -> tuple[int, int] | None:
    """The name after where an envoy is posted: "US Ambassador to Germany Richard Grenell"."""
    tokens, at = state.tokens, last + 1
    if at >= len(tokens) or tokens[at].text not in ("to", "for"):
        return None
    at += 1
    while at < len(tokens) and tokens[at].upos == "DET":
        at += 1
    hit = state.starting.get(at)
    return name_after(state, hit.last) if hit else None


def _closes(tokens: Sequence[Token], at: int) -> bool:
    return at >= len(tokens) or tokens[at].upos in ("PUNCT", "VERB", "AUX", "ADP", "CCONJ")


def name_run(state: Scan, start: int) -> tuple[int, int] | None:
    """The first and last token of the capitalised words that start here, none of them known."""
    tokens, at, last = state.tokens, start, None
    while at < len(tokens) and at - start < 6:
        token = tokens[at]
        hit = state.starting.get(at)
        if hit and not is_person(hit) and not hit.is_listed:
            break
        if hit:
            at, last = hit.last + 1, hit.last
            continue
        if (
            token.text[0].isupper()
            and token.text[-1].isalpha()
            and token.upos not in ("DET", "PRON")
        ):
            last = at
        elif token.text.lower() not in _PARTICLES and token.text not in HYPHENS:
            break
        at += 1
    return None if last is None else (start, last)


def titled_names(state: Scan) -> list[Seen]:
    """The names after "Mr", "Sheikh" and the like, and those that the tagger or we know."""
    found = []
    for at, token in enumerate(state.tokens[:-1]):
        if token.text.lower() in _HONORIFICS and token.text[0].isupper():
            run = name_run(state, at + 1)
            if run:
                found.append(_named(state, at, run[1], spelled(state.tokens, *run)))
    for hit in state.hits:
        if is_person(hit):
            first, last = _widened(state, hit)
            found.append(_named(state, first, last))
    covered = {
        at for hit in state.hits if not is_person(hit) for at in range(hit.first, hit.last + 1)
    }
    for first, last in state.people:
        first, last = _without_known(state, first, last)
        if not all(at in covered for at in range(first, last + 1)) and _is_name(state, first, last):
            found.append(_named(state, first, last))
    return found


def _named(state: Scan, first: int, last: int, name: str | None = None) -> Seen:
    head = head_of(state.tokens, first, last)
    return Seen(first, last, head, name=name or spelled(state.tokens, first, last))


def _without_known(state: Scan, first: int, last: int) -> tuple[int, int]:
    """A name without the possessive after it and the known name before it."""
    hit = state.starting.get(first)
    if hit and not is_person(hit) and not hit.is_listed and hit.last < last:
        first = hit.last + 1
    while first < last and not _closes_name(state.tokens[last]):
        last -= 1
    return first, last


def _closes_name(token: Token) -> bool:
    return token.text[0].isupper() or (token.upos == "PROPN" and fold(token.text) not in ("", "s"))


def _is_name(state: Scan, first: int, last: int) -> bool:
    """Whether a run that the tagger calls a person looks like a name, not like a day or a title."""
    words = state.tokens[first : last + 1]
    named = [t for t in words if t.upos == "PROPN" and t.text[0].isupper() and len(t.text) > 1]
    return bool(named) and not any(t.text in NOT_NAMES or t.text.isupper() for t in words)


def _widened(state: Scan, hit: Hit) -> tuple[int, int]:
    """A known person's name with the given name before it, as the tagger sees it."""
    for first, last in state.people:
        if first <= hit.first and hit.last <= last:
            return first, last
    return hit.first, hit.last


def with_apposition(state: Scan, seen: Sequence[Seen]) -> list[Seen]:
    """People with the office that follows their name: "Ban Ki-moon, the UN Secretary-General"."""
    offices = [item for item in seen if item.office and item.name is None]
    joined = []
    for item in seen:
        follower = next((o for o in offices if _follows(state.tokens, item, o)), None)
        if item.name and item.office is None and follower:
            item = replace(item, office=follower.office, owner=follower.owner)
        joined.append(item)
    return joined


def _follows(tokens: Sequence[Token], name: Seen, office: Seen) -> bool:
    between = tokens[name.last + 1 : office.first]
    return (
        1 <= len(between) <= 4
        and between[0].text == ","
        and all(token.upos in ("DET", "ADJ", "VERB") for token in between[1:])
    )
