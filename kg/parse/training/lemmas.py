"""Learns the table of `kg.parse.lemmas` from documents with gold lemmas."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import takewhile

from kg.model import Document
from kg.parse.lemmas import citation, endings, word_class


def edit_between(form: str, lemma: str) -> str:
    """The edit that turns the form into the lemma.

    >>> edit_between("parties", "party")
    '3:y'
    """
    pairs = zip(form, lemma, strict=False)
    shared = len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))
    return f"{len(form) - shared}:{lemma[shared:]}"


# Verbs of the news that the treebanks lack or get wrong, and endings alone would too.
_IN_E = (
    "besiege bulldoze capsize cease cede coerce commute convene denounce deplore deprive "
    "dislodge dispute encircle engage enforce escalate evacuate expropriate forge gouge "
    "impose infiltrate interfere invade liberate merge mobilise mobilize negotiate "
    "normalise normalize paralyse paralyze perpetrate pledge plunge postpone presage "
    "provoke raze reconcile reiterate relocate renege renounce repatriate rescue resume "
    "retaliate revoke scare seize shove stage strafe subdue surge thrive torture traverse "
    "undermine upgrade urge wage wipe accuse advise argue announce average compile comprise "
    "compromise continue cruise decline define dare divide ensure examine exchange execute "
    "expose finance fuse issue oppose pause praise propose pursue rage refuse release "
    "require reserve secure separate serve solve survive surprise type value violate vote"
).split()
_IRREGULAR = (
    "fled:flee shelled:shell quelled:quell drove:drive driven:drive sank:sink sunk:sink "
    "underwent:undergo "
    "undergone:undergo swore:swear sworn:swear bound:bind overthrew:overthrow "
    "overthrown:overthrow overran:overrun overrun:overrun withdrew:withdraw "
    "withdrawn:withdraw withheld:withhold retook:retake retaken:retake undertook:undertake "
    "undertaken:undertake shot:shoot fought:fight struck:strike stricken:strike "
    "forbade:forbid forbidden:forbid foresaw:foresee foreseen:foresee sought:seek "
    "slain:slay slew:slay strove:strive striven:strive bore:bear borne:bear wove:weave "
    "woven:weave arose:arise arisen:arise beheld:behold bled:bleed bred:breed burst:burst "
    "cast:cast clung:cling crept:creep dealt:deal dug:dig fed:feed flung:fling "
    "forgave:forgive forsook:forsake froze:freeze frozen:freeze ground:grind hung:hang "
    "hid:hide hidden:hide knelt:kneel laid:lay led:lead lent:lend lit:light meant:mean "
    "mistook:mistake overcame:overcome oversaw:oversee overseen:oversee rode:ride "
    "ridden:ride rang:ring rung:ring rose:rise risen:rise shook:shake shaken:shake "
    "shrank:shrink shrunk:shrink slid:slide sped:speed spent:spend split:split "
    "sprang:spring stole:steal stolen:steal stood:stand withstood:withstand stuck:stick "
    "stung:sting swept:sweep swung:swing tore:tear torn:tear threw:throw thrown:throw "
    "upheld:uphold wept:weep wound:wind wrought:wreak shed:shed spread:spread quit:quit "
    "beset:beset broadcast:broadcast"
).split()


def _taught() -> Iterator[tuple[str, str, str]]:
    """Word class, form and lemma of the verbs above."""
    for pair in _IRREGULAR:
        form, _, lemma = pair.partition(":")
        yield "VERB|Past", form, lemma
    for lemma in _IN_E:
        yield "VERB|Past", f"{lemma}d", lemma
        yield "VERB|Ing", f"{lemma[:-1]}ing", lemma


def learn(documents: Iterable[Document]) -> dict[str, dict[str, str]]:
    """For each word class the shortest list of endings that explains its lemmas."""
    seen: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for document in documents:
        for sentence in document.sentences:
            for token in sentence.tokens:
                form = citation(token.text, token.upos)
                case = (form, edit_between(form, token.lemma))
                seen[word_class(token.upos, token.feats)][case] += 1
                seen[token.upos][case] += 1
    for name, form, lemma in _taught():
        seen[name][form, edit_between(form, lemma)] += 1_000
    return {name: _table(cases) for name, cases in sorted(seen.items())}


def _table(cases: Counter[tuple[str, str]]) -> dict[str, str]:
    """Each ending with its usual edit, unless the next shorter ending already says so."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for (form, edit), count in cases.items():
        whole, *parts = endings(form)
        votes[whole][edit] += count
        for part in parts:
            votes[part][edit] += 1
    usual = {ending: max(sorted(edits), key=edits.__getitem__) for ending, edits in votes.items()}
    table: dict[str, str] = {}
    for ending in sorted(usual, key=_length):
        is_word = ending.startswith("^")
        if ending and not is_word and votes[ending].total() < 2:
            continue
        shorter = endings(ending[1:])[1:] if is_word else endings(ending)[2:]
        backoff = next((table[part] for part in shorter if part in table), "0:")
        if usual[ending] != backoff:
            table[ending] = usual[ending]
    return table


def _length(ending: str) -> tuple[bool, int, str]:
    return (ending.startswith("^"), len(ending), ending)
