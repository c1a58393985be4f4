"""What is wrong with an annotated article: kinds, roles and names that there are not."""

from __future__ import annotations

from collections.abc import Iterator

from kg.evaluate.gold import ANY, GoldArticle, GoldClaim
from kg.evaluate.names import known
from kg.ontology import classes_under, ontology_quads, property_ancestors
from kg.vocabulary import CASUS, RDF, local_name

_ROLES_UNDER = frozenset({"participant", "involvedPlace", "concerns", "invokes", "violates"})
_EFFECTS = frozenset({"killed", "wounded", "missing", "displaced", "captured", ANY})


def problems(gold: GoldArticle) -> Iterator[str]:
    """Each thing that is wrong, in a sentence that names the file and the line."""
    kinds, stances = set(classes_under("Event")), _members("Stance")
    factualities = _members("Factuality")
    for claim in gold.claims:
        where = f"{gold.source}, line {claim.line}:"
        for kind in claim.kinds:
            if kind not in kinds:
                yield f"{where} {kind!r} is no kind of event in the ontology"
        for factuality in claim.factualities:
            if factuality not in factualities:
                yield f"{where} {factuality!r} is none of {', '.join(sorted(factualities))}"
        for role, _ in claim.roles:
            if not _ROLES_UNDER & {role, *property_ancestors(role)}:
                yield f"{where} {role!r} is no role in the ontology"
        for said in claim.voices or ():
            if said.stance not in stances:
                yield f"{where} {said.stance!r} is no stance: {', '.join(sorted(stances))}"
        if claim.count and claim.count.effect not in _EFFECTS:
            yield f"{where} {claim.count.effect!r} is none of {', '.join(sorted(_EFFECTS))}"
        for name in _names(claim):
            if not known().denotes(name, gold.declared):
                yield f"{where} {name!r} denotes nothing; declare it with 'entity: {name} Class'"


def _names(claim: GoldClaim) -> Iterator[str]:
    yield from (player for _, player in claim.roles)
    yield from (said.speaker for said in claim.voices or ())
    if claim.place:
        yield claim.place


def _members(kind: str) -> set[str]:
    """The values of one of the ontology's lists: "asserted", "said"; `*` is any."""
    found = {
        local_name(quad.subject.value).removeprefix("stance")  # type: ignore[union-attr]
        for quad in ontology_quads()
        if quad.predicate == RDF.type and quad.object == CASUS[kind]
    }
    return {name[:1].lower() + name[1:] for name in found} | ({ANY} if kind == "Stance" else set())
