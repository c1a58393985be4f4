"""The extractor measured against annotated articles.

The claims are scored first: a gold claim is found if a claim answers it (see matching). The parts
are then scored on the claims that were found, so that one miss does not count seven times. Of the
claims, some say nothing wrong (`sound claim`: a role or a time may be missing), some of these also
lack nothing in kind, factuality, roles and speaker (`whole claim`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kg.evaluate.gold import GoldArticle, GoldClaim
from kg.evaluate.matching import Pairing, on_one_line, paired
from kg.evaluate.names import tail
from kg.evaluate.parts import (
    chain_score,
    exact_entities,
    figure_score,
    places_score,
    roles_score,
    speaker_score,
    stance_score,
    time_score,
)
from kg.evaluate.scores import Mistake, Report, Score, Table
from kg.evaluate.words import (
    found_words,
    gold_words,
    sentence_around,
    spoken,
    told_figure,
    told_place,
    told_time,
)
from kg.model import Claim, Extraction

Scores = dict[str, Score]
Judged = tuple[GoldArticle, Extraction]

_PARTS = (
    *("claim", "sound claim", "whole claim", "kind", "factuality", "role", "role, exact entity"),
    *("attribution", "nested attribution", "stance", "time", "place", "figure"),
)


def report_of(judged: Iterable[Judged]) -> Report:
    """The scores of extractions against the gold of their articles, and every mistake."""
    parts: Scores = dict.fromkeys(_PARTS, Score())
    kinds: Scores = defaultdict(Score)
    factualities: Scores = defaultdict(Score)
    roles: Scores = defaultdict(Score)
    mistakes: list[Mistake] = []
    articles = asked = 0
    for gold, extraction in judged:
        articles += 1
        asked += sum(not claim.optional for claim in gold.claims)
        pairing = paired(gold, extraction.claims)
        _count_kinds(pairing, kinds)
        for one, claim in pairing.pairs:
            _add(parts, _part_scores(gold, one, claim))
            _add(factualities, _factuality_scores(one, claim))
            _add(roles, _role_scores(gold, one, claim))
        unpaired = Score(wrong=len(pairing.spurious), missed=len(pairing.missed))
        for part in ("claim", "sound claim", "whole claim"):
            parts[part] += unpaired
        mistakes += _mistakes(gold, pairing)
    tables = (
        Table("part", parts),
        Table("event kind", _sorted(kinds)),
        Table("factuality", _sorted(factualities)),
        Table("role", _sorted(roles)),
    )
    return Report(f"{asked} claims in {articles} articles", tables, tuple(mistakes))


def _add(total: Scores, more: Scores) -> None:
    for name, score in more.items():
        total[name] += score


def _sorted(scores: Scores) -> Scores:
    return {name: scores[name] for name in sorted(scores)}


def _count_kinds(pairing: Pairing, kinds: Scores) -> None:
    """A claim is a hit of its kind; a kind above or below the right one counts against both."""
    for asked, claim in pairing.pairs:
        if claim.type in asked.kinds:
            kinds[claim.type] += Score(hits=1)
        else:
            kinds[claim.type] += Score(wrong=1)
            kinds[asked.kinds[0]] += Score(missed=1)
    for asked in pairing.missed:
        kinds[asked.kinds[0]] += Score(missed=1)
    for claim in pairing.spurious:
        kinds[claim.type] += Score(wrong=1)


def _part_scores(gold: GoldArticle, asked: GoldClaim, claim: Claim) -> Scores:
    same_kind = claim.type in asked.kinds
    return {
        "claim": Score(hits=1),
        "sound claim": _right(is_sound(gold, asked, claim)),
        "whole claim": _right(is_whole(gold, asked, claim)),
        "kind": Score(hits=1) if same_kind else Score(wrong=1, missed=1, near=1),
        "factuality": _right(claim.factuality in asked.factualities),
        "role": roles_score(gold, asked, claim)[0],
        "role, exact entity": exact_entities(asked, claim),
        "attribution": speaker_score(gold, asked, claim),
        "nested attribution": chain_score(gold, asked, claim),
        "stance": stance_score(gold, asked, claim),
        "time": time_score(asked, claim),
        "place": places_score(asked, claim),
        "figure": figure_score(asked, claim),
    }


def is_whole(gold: GoldArticle, asked: GoldClaim, claim: Claim) -> bool:
    """Whether kind, factuality, roles and speaker are right, and nothing of them is missing."""
    roles, speaker = roles_score(gold, asked, claim)[0], speaker_score(gold, asked, claim)
    return (
        claim.type in asked.kinds
        and claim.factuality in asked.factualities
        and not roles.wrong + roles.missed + speaker.wrong + speaker.missed
    )


def is_sound(gold: GoldArticle, asked: GoldClaim, claim: Claim) -> bool:
    """Whether nothing that the claim says is wrong: this is what its confidence is about.

    A claim in the outlet's voice of what somebody else said is wrong, a figure with the right
    count but another operator is, a time is unless it has a day in common with the right one.
    """
    speaker, time = speaker_score(gold, asked, claim), time_score(asked, claim)
    return (
        on_one_line(asked, claim)
        and claim.factuality in asked.factualities
        and not speaker.wrong + speaker.missed
        and not roles_score(gold, asked, claim)[0].wrong
        and not figure_score(asked, claim).wrong
        and time.wrong == time.near
    )


def _right(right: bool) -> Score:
    return Score(hits=1) if right else Score(wrong=1, missed=1)


def _factuality_scores(asked: GoldClaim, claim: Claim) -> Scores:
    if claim.factuality in asked.factualities:
        return {claim.factuality: Score(hits=1)}
    return {claim.factuality: Score(wrong=1), asked.factualities[0]: Score(missed=1)}


def _role_scores(gold: GoldArticle, asked: GoldClaim, claim: Claim) -> Scores:
    _, missing, extra = roles_score(gold, asked, claim)
    scores: Scores = defaultdict(Score)
    left = [name for name, _ in missing]
    for name, _ in asked.roles:
        if name in left:
            left.remove(name)
            scores[name] += Score(missed=1)
        else:
            scores[name] += Score(hits=1)
    for role in extra:
        scores[role.role] += Score(wrong=1)
    return scores


# Mistakes


def _mistakes(gold: GoldArticle, pairing: Pairing) -> Iterator[Mistake]:
    text, source = gold.article.text, gold.source
    for asked in pairing.missed:
        sentence = sentence_around(text, asked.trigger)
        yield Mistake(source, "missed", sentence, gold_words(text, asked), "nothing")
    for claim in pairing.spurious:
        sentence = sentence_around(text, claim.trigger)
        yield Mistake(source, "spurious", sentence, "nothing", found_words(text, claim))
    for asked, claim in pairing.pairs:
        sentence = sentence_around(text, asked.trigger)
        for part, wanted, told in _differences(gold, asked, claim):
            yield Mistake(source, part, sentence, wanted, told)


def _differences(
    gold: GoldArticle, asked: GoldClaim, claim: Claim
) -> Iterator[tuple[str, str, str]]:
    """The parts in which a found claim differs: (part, as asked, as found)."""
    text = gold.article.text
    word = asked.trigger.of(text)
    if claim.type not in asked.kinds:
        yield "kind", f"{word}: {'|'.join(asked.kinds)}", claim.type
    if claim.factuality not in asked.factualities:
        yield "factuality", f"{word}: {'|'.join(asked.factualities)}", claim.factuality
    score, missing, extra = roles_score(gold, asked, claim)
    if score.wrong + score.missed:
        wanted = " ".join(f"{role}={player}" for role, player in missing) or "no more"
        told = " ".join(f"{r.role}={tail(r.entity.iri)}" for r in extra) or "nothing"
        yield "role", f"{word}: {wanted}", told
    voices = spoken(asked.voices or ())
    heard = spoken(claim.attribution)
    others: Sequence[tuple[str, Score, str, str]] = (
        ("attribution", speaker_score(gold, asked, claim), voices, heard),
        ("nested attribution", chain_score(gold, asked, claim), voices, heard),
        ("stance", stance_score(gold, asked, claim), voices, heard),
        ("time", time_score(asked, claim), str(asked.days), told_time(claim)),
        ("place", places_score(asked, claim), str(asked.place), told_place(claim)),
        ("figure", figure_score(asked, claim), str(asked.count), told_figure(claim)),
    )
    for part, score, wanted, told in others:
        if score.wrong + score.missed:
            yield part, f"{word}: {wanted}", told
