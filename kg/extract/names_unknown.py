"""Organisations and places that no reference knows: by the tagger, or by how names are built."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.gazetteer import Hit
from kg.extract.names_sentence import NOT_NAMES, Scan, head_of, spelled
from kg.model import Entity, Name, Sentence
from kg.vocabulary import ID, slug

_BODIES = frozenset(
    "Bank Airlines Airways Air University Times Post Daily Herald Tribune Journal News Gazette "
    "Broadcasting Corporation Company Inc Inc. Ltd Ltd. Television TV Radio Party Front Movement "
    "Brotherhood Association Federation Institute Foundation Church Cup Open Games Telecom Oil "
    "Petroleum Railways Railway Energy Group Telegraph Observer Observatory Committee Society "
    "Agency Office Press Academy College School Hospital Museum Club Congress Fund Chamber "
    "Organization Organisation Network Centre Center Army Brigade Brigades Battalion Watch "
    "International Monitor Globe Broadcaster Star Review Union League Confederation".split()
)
_PLACING = frozenset(
    "in at near into inside outside within around across throughout toward towards".split()
)
_NOUNS = frozenset(
    "Coalition Resolution Council Article Board Ministry Government President Minister Secretary "
    "Army Force Forces Commission Committee Parliament Congress Senate Court Treaty Front Union "
    "Party Movement League Alliance Organization Organisation Assembly Police".split()
)
_NO_FIRM = NOT_NAMES | frozenset(  # peoples and faiths: "Turkish Kurd refugees" is no firm
    "Kurd Kurds Kurdish Muslim Muslims Christian Christians Jew Jews Jewish Arab Arabs Serb Serbs "
    "Shiite Shiites Shia Sunni Sunnis Catholic Orthodox Islamist Islamic Marxist Communist".split()
)
_THINGS = frozenset(  # what has a name, and is nobody: "the Brussels Conference"
    "Conference Cathedral Week Day Inquiry Airport Street Square Dam River Summit Prize War "
    "Resolution Resolutions Treaty Declaration Mosque Bridge Palace Stadium Festival Award "
    "Road Highway Tower Gate Operation".split()
)
_JOINING = frozenset({"of", "for", "the", "and", "&", "-", "'s", "’s"})


@dataclass(frozen=True, slots=True)
class Tagged:
    """A name of the tagger as tokens; both indices are included."""

    first: int
    last: int
    label: str


def named_tokens(sentence: Sentence, names: Sequence[Name]) -> list[Tagged]:
    """The tagger's names, which come in text order, that lie in the sentence."""
    found = []
    first = bisect_left(names, sentence.start, key=lambda name: name.start)
    last = bisect_left(names, sentence.end, key=lambda name: name.start)
    for name in names[first:last]:
        inside = [t.index for t in sentence.tokens if name.start <= t.start and t.end <= name.end]
        if inside:
            found.append(Tagged(inside[0], inside[-1], name.label))
    return found


def organisation_spans(one: Scan, tagged: Sequence[Tagged]) -> list[tuple[int, int]]:
    """The spans that name organisations we do not know: a state named inside is none of theirs."""
    return [(first, last) for first, last, _ in _organisations(one, tagged)]


def unknown_entity(
    one: Scan, tagged: Sequence[Tagged], known: dict[str, Entity]
) -> Iterator[tuple[int, int, Entity]]:
    """The organisations, places and acronyms that are in no gazetteer."""
    yield from (found for found in _organisations(one, tagged) if found[2].type != "Thing")
    covered = {at for hit in one.hits for at in range(hit.first, hit.last + 1)}
    for token in one.tokens:
        if token.text in known and token.index not in covered:
            yield token.index, token.index, known[token.text]
    for name in tagged:
        inside = set(range(name.first, name.last + 1))
        if name.label == "LOC" and not covered & inside and _is_located(one, name.first):
            text = spelled(one.tokens, name.first, name.last)
            if slug(text):
                yield name.first, name.last, Entity(ID[f"place/{slug(text)}"].value, "Place", text)


def _is_located(one: Scan, first: int) -> bool:
    """Whether the words before a name say that something is there."""
    at = first - 1
    while at >= 0 and one.tokens[at].upos in ("DET", "ADJ", "PROPN"):
        at -= 1
    place = at >= 0 and one.tokens[at].text.lower() in _PLACING
    return place and one.tokens[first].upos == "PROPN" and one.tokens[first].text not in NOT_NAMES


def _organisations(one: Scan, tagged: Sequence[Tagged]) -> Iterator[tuple[int, int, Entity]]:
    hits = {(hit.first, hit.last) for hit in one.hits}
    spans = [(n.first, n.last) for n in tagged if n.label == "ORG" and _is_proper(one, n)]
    spans += [span for hit in one.hits if (span := _firm_after(one, hit))]
    spans += [span for hit in one.hits if (span := _body_around(one, hit.first, hit.last))]
    taken: list[tuple[int, int]] = []
    for first, last in sorted(set(spans), key=lambda span: (span[0] - span[1], span)):
        first = _after_article(one, first)
        while last > first and one.tokens[last].text in ("'s", "’s", "'", "’"):
            last -= 1
        if (
            first > last
            or _holds_known(one, first, last)
            or any(f <= first and last <= end for f, end in (*taken, *hits))
        ):
            continue
        taken.append((first, last))
        text = spelled(one.tokens, first, last)
        if slug(text):
            kind = "Thing" if one.tokens[last].text in _THINGS else "Organization"
            yield first, last, Entity(ID[f"org/{slug(text)}"].value, kind, text)


def _holds_known(one: Scan, first: int, last: int) -> bool:
    """Whether the run contains an organisation or treaty that we know by several words."""
    return any(
        hit.first < hit.last and first <= hit.first and hit.last <= last
        for hit in one.hits
        if hit.sense.entity.organ_of or hit.sense.entity.type not in ("State", "DeFactoPolity")
    )


def _is_proper(one: Scan, name: Tagged) -> bool:
    """Whether a tagged organisation has a proper noun as head and is no title of office."""
    head = one.tokens[head_of(one.tokens, name.first, name.last)]
    titles = any(seen.first <= name.first and name.last <= seen.last for seen in one.seen)
    after = one.tokens[name.last + 1].text if name.last + 1 < len(one.tokens) else ""
    bare = name.first == name.last and (len(head.text) < 3 or head.text in _NOUNS or after == "-")
    return head.upos == "PROPN" and head.text not in NOT_NAMES and not titles and not bare


def _firm_after(one: Scan, hit: Hit) -> tuple[int, int] | None:
    """An unknown name that begins with a known one: "Saudi Aramco"."""
    at = hit.last
    people = {n for first, last in one.people for n in range(first, last + 1)}
    taken = {n for seen in one.seen for n in range(seen.first, seen.last + 1)}
    while at + 1 < len(one.tokens):
        token = one.tokens[at + 1]
        proper = token.upos == "PROPN" and token.text[0].isupper() and token.text not in _NO_FIRM
        if not proper or at + 1 in one.starting or at + 1 in people or at + 1 in taken:
            break
        at += 1
    head = head_of(one.tokens, hit.first, at)
    return (hit.first, at) if at > hit.last and head > hit.last and not hit.is_listed else None


def _after_article(one: Scan, first: int) -> int:
    return first + 1 if one.tokens[first].text.lower() in ("the", "a", "an") else first


def _body_around(one: Scan, first: int, last: int) -> tuple[int, int] | None:
    """The capitalised run around a known name, where its head is a kind of organisation."""
    begin, end = first, last
    while begin > 0 and _in_name(one, begin - 1, -1):
        begin -= 1
    while end + 1 < len(one.tokens) and _in_name(one, end + 1, 1):
        end += 1
    inner = [at for at in range(begin, end + 1) if not first <= at <= last]
    return (begin, end) if any(one.tokens[at].text in _BODIES for at in inner) else None


def _in_name(one: Scan, at: int, step: int) -> bool:
    token = one.tokens[at]
    if token.text in _JOINING and token.text not in ("'s", "’s"):
        beyond = at + step
        while 0 <= beyond < len(one.tokens) and one.tokens[beyond].text in _JOINING:
            beyond += step
        if not 0 <= beyond < len(one.tokens) or token.text == "and":
            return False
        return step < 0 and one.tokens[beyond].text in _BODIES
    return token.text[0].isupper() and token.upos in ("PROPN", "ADJ", "NOUN")


def acronyms(one: Scan) -> Iterator[tuple[str, Entity]]:
    """The acronyms that the sentence introduces: "the Syrian Democratic Forces (SDF)"."""
    spans = [(hit.last, hit.sense.entity) for hit in one.hits]
    spans += [(seen.last, seen.entity) for seen in one.seen if seen.entity]
    for last, entity in spans:
        after = one.tokens[last + 1 : last + 4]
        if len(after) == 3 and after[0].text == "(" and after[2].text == ")":
            short = after[1].text
            if short.isupper() and 2 <= len(short) <= 7:
                yield short, entity
