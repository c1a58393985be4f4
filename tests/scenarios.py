"""Small stores of hand-made claims: what tests of reasoning and of saved queries ask about.

The articles are written for the tests; their claims are given by hand, so that nothing here
depends on the parser or on extraction.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache

import pyoxigraph as ox

from kg.model import (
    Article,
    Attribution,
    Block,
    Claim,
    Entity,
    Extraction,
    Figure,
    Mention,
    Role,
    Span,
    Time,
)
from kg.rdf import state as stated
from kg.reason import reason
from kg.store import Store
from kg.vocabulary import ID


def state(code: str) -> Entity:
    return Entity(ID[f"state/{code}"].value, "State", code, ID[f"state/{code}"].value, code)


def organ(code: str, name: str, kind: str = "Ministry") -> Entity:
    whole = ID[f"state/{code}"].value
    iri = ID[f"organ/{code}-{name}"].value
    return Entity(iri, kind, f"{name.replace('-', ' ')} of {code}", whole, code, whole)


def army(code: str) -> Entity:
    return organ(code, "armed-forces", "ArmedForce")


def organisation(code: str) -> Entity:
    iri = ID[f"org/{code}"].value
    return Entity(iri, "InternationalOrganization", code, iri, code)


def place(slug: str, kind: str = "AdministrativeArea", code: str | None = None) -> Entity:
    principal = ID[f"state/{code}"].value if code else None
    within = ID[f"territory/{code}"].value if code else None
    return Entity(ID[f"place/{slug}"].value, kind, slug, principal, code, within)


def agreement(slug: str) -> Entity:
    return Entity(ID[f"agreement/{slug}"].value, "Treaty", slug)


def day(date: str) -> Time:
    start = datetime.fromisoformat(date).replace(tzinfo=UTC)
    end = start + timedelta(days=1, seconds=-1)
    return Time(start, end, start, end, date)


def at(moment: str) -> Time:
    start = datetime.fromisoformat(moment)
    return Time(start, start, None, None, moment)


@dataclass
class Story:
    """An article and the claims found in it; words are looked up in its text."""

    publisher: str
    published: str
    text: str
    claims: list[Claim] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)

    def mention(self, words: str, entity: Entity) -> Story:
        start = self.text.index(words)
        self.mentions.append(Mention(start, start + len(words), words, entity, 0, 0))
        return self

    def claim(
        self,
        kind: str,
        event: str,
        trigger: str,
        roles: dict[str, tuple[Entity, str] | list[tuple[Entity, str]]],
        *,
        time: Time | None = None,
        at: tuple[Entity, str] | list[tuple[Entity, str]] = (),
        by: tuple[Entity, str] | None = None,
        factuality: str = "",
        stance: str = "said",
        figure: Figure | None = None,
    ) -> Story:
        start = self.text.index(trigger)
        sentence = self._sentence(start)
        said = (self._attribution(by, sentence, stance),) if by else ()
        self.claims.append(
            Claim(
                event=ID[f"event/{event}"].value,
                type=kind,
                trigger=Span(start, start + len(trigger)),
                evidence=sentence,
                roles=tuple(
                    self._role(name, *filler, sentence)
                    for name, given in roles.items()
                    for filler in ([given] if isinstance(given, tuple) else given)
                ),
                places=tuple(
                    self._role("occurredAt", *filler, sentence)
                    for filler in ([at] if isinstance(at, tuple) and at else at)
                ),
                factuality=factuality or ("claimed" if by else "asserted"),
                confidence=0.9,
                time=time,
                attribution=said,
                figure=figure,
            )
        )
        return self

    def extraction(self) -> Extraction:
        blocks = (Block(0, len(self.text), "paragraph"),)
        article = Article(
            self.text, blocks, self.text.split(".")[0], self.published, "given", self.publisher
        )
        return Extraction(article, tuple(self.mentions), tuple(self.claims))

    def _sentence(self, position: int) -> Span:
        start = self.text.rfind(". ", 0, position) + 2 if ". " in self.text[:position] else 0
        end = self.text.find(". ", position)
        return Span(start, len(self.text) if end < 0 else end + 1)

    def _find(self, words: str, within: Span) -> tuple[int, int]:
        found = self.text.find(words, within.start, within.end)
        start = found if found >= 0 else self.text.index(words)
        return start, start + len(words)

    def _role(self, name: str, entity: Entity, words: str, within: Span) -> Role:
        return Role(name, entity, words, *self._find(words, within))

    def _attribution(self, by: tuple[Entity, str], within: Span, stance: str) -> Attribution:
        entity, words = by
        return Attribution(entity, words, *self._find(words, within), None, stance)


def syunik() -> Story:
    """Armenia's account of 16 November 2021."""
    armenia = (organ("ARM", "ministry-of-defence"), "the Armenian defence ministry")
    told = Story(
        "Ararat Wire",
        "2021-11-16",
        "Azerbaijani forces attacked Armenian positions in Syunik on Tuesday, the Armenian defence "
        "ministry said. At least one Armenian soldier was killed, the Armenian defence ministry "
        "said. Armenia appealed to Russia for help under the Collective Security Treaty. "
        "The European Union called on both sides to exercise restraint. "
        "A ceasefire brokered by Russia took effect at 18:30.",
    )
    told.claim(
        "ArmedAttack",
        "syunik",
        "attacked",
        {
            "attacker": (army("AZE"), "Azerbaijani forces"),
            "attackTarget": (army("ARM"), "Armenian"),
        },
        at=(place("syunik", code="ARM"), "Syunik"),
        time=day("2021-11-16"),
        by=armenia,
    )
    told.claim(
        "Casualties",
        "toll-arm",
        "killed",
        {"victim": (army("ARM"), "Armenian soldier")},
        time=day("2021-11-16"),
        by=armenia,
        figure=Figure(1, None, "atLeast", "killed", "soldiers", state("ARM")),
    )
    told.claim(
        "Invocation",
        "appeal",
        "appealed",
        {
            "speaker": (state("ARM"), "Armenia"),
            "addressee": (state("RUS"), "Russia"),
            "invokes": (agreement("collective-security-treaty"), "Collective Security Treaty"),
        },
        time=day("2021-11-16"),
    )
    told.claim(
        "CallForRestraint",
        "eu-restraint",
        "called on",
        {
            "speaker": (organisation("EU"), "European Union"),
            "addressee": [(state("ARM"), "both sides"), (state("AZE"), "both sides")],
        },
        time=day("2021-11-16"),
    )
    told.claim(
        "Ceasefire",
        "ceasefire",
        "ceasefire",
        {
            "party": [(state("ARM"), "ceasefire"), (state("AZE"), "ceasefire")],
            "mediator": (state("RUS"), "Russia"),
        },
        time=at("2021-11-16T14:30:00+00:00"),
    )
    return told


def lachin() -> Story:
    """Azerbaijan's account of the same day."""
    azerbaijan = (organ("AZE", "ministry-of-defence"), "Azerbaijan's defence ministry")
    told = Story(
        "Absheron Gazette",
        "2021-11-16",
        "Armenian troops attacked Azerbaijani positions in the Lachin district, "
        "Azerbaijan's defence ministry said. "
        "It denied that its forces had shelled Armenian villages in Syunik. "
        "Two Azerbaijani soldiers were wounded, Azerbaijan's defence ministry said. "
        "Russian Defence Minister Sergei Shoigu spoke by phone with his Armenian counterpart. "
        "Baku accused Armenia of a provocation.",
    )
    told.claim(
        "ArmedAttack",
        "lachin",
        "attacked",
        {
            "attacker": (army("ARM"), "Armenian troops"),
            "attackTarget": (army("AZE"), "Azerbaijani positions"),
        },
        at=(place("lachin", code="AZE"), "Lachin"),
        time=day("2021-11-16"),
        by=azerbaijan,
    )
    told.claim(
        "Shelling",
        "shelling",
        "shelled",
        {"attacker": (army("AZE"), "its forces")},
        at=(place("syunik", code="ARM"), "Syunik"),
        time=day("2021-11-16"),
        by=(azerbaijan[0], "It"),
        factuality="denied",
        stance="denied",
    )
    told.claim(
        "Casualties",
        "toll-aze",
        "wounded",
        {"victim": (army("AZE"), "Azerbaijani soldiers")},
        time=day("2021-11-16"),
        by=azerbaijan,
        figure=Figure(2, 2, "exactly", "wounded", "soldiers", state("AZE")),
    )
    told.claim(
        "PhoneCall",
        "call",
        "spoke",
        {
            "party": [
                (organ("RUS", "ministry-of-defence"), "Russian"),
                (organ("ARM", "ministry-of-defence"), "Armenian counterpart"),
            ]
        },
        time=at("2021-11-16T11:00:00+00:00"),
    )
    told.claim(
        "Accusation",
        "accusation",
        "accused",
        {"speaker": (state("AZE"), "Baku"), "accused": (state("ARM"), "Armenia")},
        time=day("2021-11-16"),
    )
    told.mention("Baku", state("AZE"))
    return told


def batken() -> Story:
    """Kyrgyzstan's account of 16 September 2022."""
    told = Story(
        "Ala-Too Courier",
        "2022-09-16",
        "Tajik troops shelled the town of Batken on Friday, the Kyrgyz border service said.",
    )
    return told.claim(
        "Shelling",
        "batken",
        "shelled",
        {"attacker": (army("TJK"), "Tajik troops")},
        at=(place("batken-region", code="KGZ"), "Batken"),
        time=day("2022-09-16"),
        by=(organ("KGZ", "border-service", "GovernmentBody"), "the Kyrgyz border service"),
    )


def dushanbe() -> Story:
    """Tajikistan's account of the same day, which names no place."""
    told = Story(
        "Pamir Despatch",
        "2022-09-16",
        "Kyrgyz soldiers attacked Tajik border guards on Friday, Tajikistan's border service said.",
    )
    return told.claim(
        "ArmedAttack",
        "dushanbe",
        "attacked",
        {"attacker": (army("KGZ"), "Kyrgyz soldiers"), "attackTarget": (army("TJK"), "Tajik")},
        time=day("2022-09-16"),
        by=(organ("TJK", "border-service", "GovernmentBody"), "Tajikistan's border service"),
    )


STORIES = (syunik, lachin, batken, dushanbe)


def store_of(*stories: Story) -> Store:
    """A store in memory that holds some stories beside the ontology and the reference data."""
    store = copy_of_knowledge()
    for story in stories:
        store.replace_article(stated(story.extraction()))
    return store


def copy_of_knowledge() -> Store:
    copy = ox.Store()
    copy.bulk_extend(_knowledge())
    return Store(copy, None, None)


@cache
def _knowledge() -> tuple[ox.Quad, ...]:
    return tuple(Store.memory().quads())


@cache
def golden() -> Store:
    """All stories, reasoned over; not to be written to."""
    store = store_of(*(story() for story in STORIES))
    reason(store)
    return store
