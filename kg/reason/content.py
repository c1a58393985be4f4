"""What claims say, as facts: kinds, roles, times, figures, and what links their events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256

from pyoxigraph import Literal, NamedNode, Quad

from kg.ontology import class_ancestors, classes_under
from kg.reason.accounts import Told
from kg.reason.facts import Facts, Graphs, objects, seconds, spans, text
from kg.vocabulary import CASUS, RDF, local_name

ROLES = (
    *("attacker", "attackTarget", "occurredAt", "speaker", "addressee", "invokes"),
    *("supporter", "supported", "party", "mediator"),
)
AGENTS = tuple(role for role in ROLES if role not in ("occurredAt", "invokes"))
UNBOUNDED = 10**12  # a count without an upper bound

ARMED = frozenset(CASUS[kind].value for kind in classes_under("ArmedAction"))
PUBLIC = frozenset(  # acts that an outlet may report in its own voice beside every account
    CASUS[kind].value
    for parent in ("Appeal", "Aid", "Consultation", "Mediation", "Ceasefire")
    for kind in classes_under(parent)
)


def content_facts(graphs: Graphs, claims: Iterable[Told]) -> Facts:
    """The facts of some claims, and of how their events hang together."""
    found = Facts()
    for each in claims:
        if each.is_held:
            found.add("account", each.claim.value, each.principal.value)
            _add_content(found, graphs, each)
        elif each.is_refused:
            for event in objects(graphs, each.claim, CASUS.about):
                found.add("refusal", each.claim.value, each.principal.value, event.value)
    _add_kinds(found)
    _add_links(found, graphs)
    return found


def kinds_of(graphs: Graphs, claim: NamedNode) -> Iterator[tuple[NamedNode, str]]:
    """Each event that a claim gives a kind, with that kind."""
    for quad in graphs.quads_for_pattern(None, RDF.type, None, claim):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            yield quad.subject, quad.object.value


def began(graphs: Graphs, event: NamedNode, claim: NamedNode) -> tuple[int, int] | None:
    """Between which moments an event began as a claim has it; None if it does not say."""
    found = [
        next((seconds(q.object) for q in graphs.quads_for_pattern(event, name, None, claim)), None)
        for name in (CASUS.startEarliest, CASUS.startLatest)
    ]
    return None if found[0] is None or found[1] is None else (found[0], found[1])


def _add_content(found: Facts, graphs: Graphs, told: Told) -> None:
    """Kind, roles, beginning, figure and source of a claim that is held."""
    claim = told.claim
    kinds = set()
    for event, kind in kinds_of(graphs, claim):
        found.add("kind", claim.value, event.value, kind)
        kinds.add(kind)
    _add_source(found, graphs, claim)
    if kinds.isdisjoint(ARMED) and kinds.isdisjoint(PUBLIC):
        return  # nothing that a rule asks more of
    if told.factuality == CASUS.asserted and not kinds.isdisjoint(PUBLIC):
        found.add("ownVoice", claim.value)
    quads = list(graphs.quads_for_pattern(None, None, None, claim))
    for quad in quads:
        role = local_name(quad.predicate.value)
        if (
            role in ROLES
            and isinstance(quad.subject, NamedNode)
            and isinstance(quad.object, NamedNode)
        ):
            found.add(role, claim.value, quad.subject.value, quad.object.value)
    _add_times(found, claim, quads)
    if not kinds.isdisjoint(ARMED):
        _add_figures(found, graphs, claim)


def _add_times(found: Facts, claim: NamedNode, quads: list[Quad]) -> None:
    times = {
        (quad.subject.value, quad.predicate.value): seconds(quad.object)
        for quad in quads
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal)
        if quad.predicate in (CASUS.startEarliest, CASUS.startLatest)
    }
    for event in {subject for subject, _ in times}:
        first = times.get((event, CASUS.startEarliest.value))
        last = times.get((event, CASUS.startLatest.value))
        if first is not None and last is not None:
            found.add("began", claim.value, event, first, last)
            for span in spans(first, last):
                found.add("span", claim.value, event, span)


def _add_figures(found: Facts, graphs: Graphs, claim: NamedNode) -> None:
    for figure in objects(graphs, claim, CASUS.givesFigure):
        least, most = text(graphs, figure, CASUS.countMin), text(graphs, figure, CASUS.countMax)
        effect = text(graphs, figure, CASUS.effect)
        for event in objects(graphs, claim, CASUS.about):
            for side in objects(graphs, figure, CASUS.sideAffected):
                bounds = (int(least or 0), int(most) if most else UNBOUNDED)
                found.add("figure", claim.value, event.value, effect or "", side.value, *bounds)


def _add_source(found: Facts, graphs: Graphs, claim: NamedNode) -> None:
    """The article and, as a digest, the words that a claim rests on."""
    for article in objects(graphs, claim, CASUS.reportedIn):
        span = next(iter(objects(graphs, claim, CASUS.groundedIn)), None)
        quote = text(graphs, span, CASUS.quote) if span else None
        words = f"w{sha256(' '.join(quote.split()).encode()).hexdigest()[:16]}" if quote else None
        found.add("grounded", claim.value, article.value, words or claim.value)


def _add_kinds(found: Facts) -> None:
    for kind in found.texts("kind", 2):
        found.add("kindOf", kind, kind)
        for ancestor in class_ancestors(local_name(kind)):
            found.add("kindOf", kind, CASUS[ancestor].value)


def _add_links(found: Facts, graphs: Graphs) -> None:
    """Which events are one, which are rival reports, and which article repeats which."""
    events = found.texts("kind", 1) | found.texts("refusal", 2)
    for name, predicate in (("linked", "sameEventAs"), ("rival", "rivalAccountOf")):
        for event in events:
            for other in objects(graphs, NamedNode(event), CASUS[predicate]):
                found.add(name, event, other.value)
                if name == "rival":
                    found.add(name, other.value, event)
    for article in found.texts("grounded", 1):
        originals = objects(graphs, NamedNode(article), CASUS.copyOf)
        original = min((each.value for each in originals), default=article)
        found.add("originalOf", article, original)
