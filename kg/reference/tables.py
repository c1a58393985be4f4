"""The files of ontology/reference/ and what each of their columns says.

To add a column, add it here and in the file; to add a kind of thing, add a table.
"""

from __future__ import annotations

from kg.reference.cells import code, links, names, on, one_of, phrases
from kg.reference.table import (
    ALIASES,
    FROM,
    GEONAMES,
    ISO2,
    ISO3,
    LABEL,
    SOURCE,
    UNTIL,
    WIKIDATA,
    Table,
    always,
    by_column,
    capital_of_polity,
    cow,
    named,
    nothing,
    spell,
    territory_and_capital,
    treaty_bounds,
)
from kg.vocabulary import CASUS, DCTERMS, RDFS

ABBREVIATION = names(CASUS.abbreviation)
DEMONYMS = phrases(CASUS.demonym)
CAPITAL = dict.fromkeys(
    ("capital", "capital_aliases", "capital_geonames", "capital_disputed"), nothing
)

SOURCES = Table(
    "sources.csv",
    subject=named("source/{key}"),
    kind=always("InformationObject"),
    columns={
        "key": nothing,
        "label": LABEL,
        "url": names(RDFS.seeAlso),
        "licence": names(DCTERMS.rights),
        "used_for": nothing,
    },
    needed=frozenset({"key", "label"}),
)

STATES = Table(
    "states.csv",
    subject=named("state/{code}"),
    kind=always("State"),
    columns={
        "code": ISO3,
        "iso2": ISO2,
        "label": LABEL,
        "official": ALIASES,
        "aliases": ALIASES,
        "demonyms": DEMONYMS,
        **CAPITAL,
        "wikidata": WIKIDATA,
        "geonames": GEONAMES,
        "cow": cow(CASUS.cowCode),
        "valid_from": FROM,
        "valid_until": UNTIL,
        "source": SOURCE,
    },
    needed=frozenset({"code", "label", "demonyms", "source"}),
    also=territory_and_capital,
)

POLITIES = Table(
    "polities.csv",
    subject=named("polity/{slug}"),
    kind=always("DeFactoPolity"),
    columns={
        "slug": nothing,
        "label": LABEL,
        "aliases": ALIASES,
        "demonyms": DEMONYMS,
        **CAPITAL,
        "parent_state": links(CASUS.parentState, below="state/"),
        "criterion": phrases(CASUS.inclusionCriterion),
        "valid_from": FROM,
        "valid_until": UNTIL,
        "iso2": ISO2,
        "iso3": ISO3,
        "wikidata": WIKIDATA,
        "geonames": GEONAMES,
        "cow": cow(CASUS.cowCode),
        "source": SOURCE,
    },
    needed=frozenset({"slug", "label", "criterion", "source"}),
    also=capital_of_polity,
)

ORGANISATIONS = Table(
    "organisations.csv",
    subject=named("org/{code}"),
    kind=by_column("type"),
    kinds=frozenset(
        {
            *("InternationalOrganization", "CollectiveDefenceOrganization"),
            *("NonGovernmentalOrganization", "PoliticalParty", "Organization"),
        }
    ),
    columns={
        "code": nothing,
        "type": nothing,
        "label": LABEL,
        "abbreviation": ABBREVIATION,
        "aliases": ALIASES,
        "organ_of": links(CASUS.organOf, below="org/"),
        "constituted_by": links(CASUS.constitutedBy, below="agreement/"),
        "based_in": links(CASUS.basedIn, below="state/"),
        "source": SOURCE,
    },
    needed=frozenset({"code", "type", "label", "source"}),
)

GROUPS = Table(
    "groups.csv",
    subject=named("group/{slug}"),
    kind=always("NonStateArmedGroup"),
    columns={
        "slug": nothing,
        "label": LABEL,
        "abbreviation": ABBREVIATION,
        "aliases": ALIASES,
        "demonyms": DEMONYMS,
        "based_in": links(CASUS.basedIn, below="state/"),
        "source": SOURCE,
    },
    needed=frozenset({"slug", "label", "source"}),
)

OUTLETS = Table(
    "outlets.csv",
    subject=named("outlet/{slug}"),
    kind=always("MediaOrganization"),
    columns={
        "slug": nothing,
        "label": LABEL,
        "abbreviation": ABBREVIATION,
        "aliases": ALIASES,
        "based_in": links(CASUS.basedIn, below="state/"),
        "source": SOURCE,
    },
    needed=frozenset({"slug", "label", "source"}),
)

ORGANS = Table(
    "organs.csv",
    subject=named("organ/{slug}"),
    kind=by_column("type"),
    kinds=frozenset(
        {"GovernmentBody", "Ministry", "ArmedForce", "MilitaryUnit", "PeacekeepingForce"}
    ),
    columns={
        "slug": nothing,
        "type": nothing,
        "label": LABEL,
        "abbreviation": ABBREVIATION,
        "aliases": ALIASES,
        "organ_of": links(CASUS.organOf),
        "source": SOURCE,
    },
    needed=frozenset({"slug", "type", "label", "organ_of", "source"}),
)

PLACES = Table(
    "places.csv",
    subject=named("place/{slug}"),
    kind=by_column("type"),
    kinds=frozenset(
        {"AdministrativeArea", "Settlement", "DisputedArea", "BorderSegment", "Corridor", "Region"}
    ),
    columns={
        "slug": nothing,
        "type": nothing,
        "label": LABEL,
        "aliases": ALIASES,
        "within": links(CASUS.within),
        "border_of": links(CASUS.borderOf, below="state/"),
        "connects": links(CASUS.connects),
        "iso_3166_2": code(
            CASUS.subdivisionCode, "[A-Z]{2}-[A-Z0-9]{1,3}", "an ISO 3166-2 code such as AM-SU"
        ),
        "geonames": GEONAMES,
        "source": SOURCE,
    },
    needed=frozenset({"slug", "type", "label", "source"}),
)

CONTROL = Table(
    "control.csv",
    subject=lambda cells: spell("control/{place}-{controller}", cells, "start"),
    kind=always("TerritorialControl"),
    columns={
        "place": links(CASUS.controlledPlace, below="place/"),
        "controller": links(CASUS.controller),
        "start": FROM,
        "end": UNTIL,
        "source": SOURCE,
    },
    needed=frozenset({"place", "controller", "source"}),
)

TITLES = Table(
    "titles.csv",
    subject=lambda cells: spell("title/{place}-{claimant}", cells, "start"),
    kind=always("TerritorialClaim"),
    columns={
        "place": links(CASUS.claimedPlace, below="place/"),
        "claimant": links(CASUS.titleClaimant),
        "start": FROM,
        "end": UNTIL,
        "source": SOURCE,
    },
    needed=frozenset({"place", "claimant", "source"}),
)

STATE_SYSTEM = Table(
    "state_system.csv",
    subject=lambda cells: spell("state-system/{member}-{cow}", cells, "start"),
    kind=always("StateSystemMembership"),
    columns={
        "member": links(CASUS.systemMember),
        "cow": cow(CASUS.systemNumber),
        "start": FROM,
        "end": UNTIL,
        "source": SOURCE,
    },
    needed=frozenset({"member", "cow", "source"}),
)

MEMBERSHIPS = Table(
    "memberships.csv",
    subject=lambda cells: spell("membership/{organisation}-{party}", cells, "start"),
    kind=by_column("type"),
    kinds=frozenset({"FullMembership", "SuspendedMembership"}),
    columns={
        "organisation": links(CASUS.memberOrganization, below="org/"),
        "party": links(CASUS.memberParty),
        "type": nothing,
        "start": FROM,
        "end": UNTIL,
        "source": SOURCE,
    },
    needed=frozenset({"organisation", "party", "type", "source"}),
)

PARTICIPATIONS = Table(
    "participations.csv",
    subject=lambda cells: spell("participation/{agreement}-{party}", cells, "signed", "in_force"),
    kind=always("TreatyParticipation"),
    columns={
        "agreement": links(CASUS.bindingAgreement, below="agreement/"),
        "party": links(CASUS.boundParty),
        "signed": on(CASUS.signedOn),
        "ratified": on(CASUS.ratifiedOn),
        "in_force": on(CASUS.inForceOn),
        "notice_of_exit": on(CASUS.noticeOfExitOn),
        "exit_effective": on(CASUS.exitEffectiveOn),
        "status": one_of(CASUS.status, "full", "suspended"),
        "source": SOURCE,
    },
    needed=frozenset({"agreement", "party", "source"}),
    also=treaty_bounds,
)

PEOPLE = Table(
    "people.csv",
    subject=named("person/{slug}"),
    kind=always("Person"),
    columns={"slug": nothing, "label": LABEL, "aliases": ALIASES, "source": SOURCE},
    needed=frozenset({"slug", "label", "source"}),
)

OFFICES = Table(
    "offices.csv",
    subject=named("office/{slug}"),
    kind=always("Office"),
    columns={
        "slug": nothing,
        "label": LABEL,
        "titles": ALIASES,
        "office_of": links(CASUS.officeOf),
        "source": SOURCE,
    },
    needed=frozenset({"slug", "label", "office_of", "source"}),
)

HOLDINGS = Table(
    "holdings.csv",
    subject=lambda cells: spell("holding/{person}-{office}", cells, "start"),
    kind=always("OfficeHolding"),
    columns={
        "person": links(CASUS.holder, below="person/"),
        "office": links(CASUS.heldOffice, below="office/"),
        "start": FROM,
        "end": UNTIL,
        "source": SOURCE,
    },
    needed=frozenset({"person", "office", "source"}),
)

TABLES = (
    *(SOURCES, STATES, POLITIES, ORGANISATIONS, GROUPS, OUTLETS, ORGANS, PLACES, CONTROL, TITLES),
    *(STATE_SYSTEM, MEMBERSHIPS, PARTICIPATIONS, PEOPLE, OFFICES, HOLDINGS),
)
PROSE = ("agreements",)
