"""The common nouns that make names: organs of a state, offices, armed groups.

"the defence ministry", "prime minister", "rebels": which organ, office or group of whatever state
or polity stands beside them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kg.model import Token


@dataclass(frozen=True, slots=True)
class Noun:
    """What a common noun phrase names, given whose it is.

    `kind` is "organ" (slug and class name a body), "office" (slug names the office, `organ` the
    body it speaks for), "spokesman" (speaks for whoever stands before), "group" (an armed group
    that is no organ of the state), or "self" ("the Russian side" is Russia).
    """

    kind: str
    slug: str
    type: str = "GovernmentBody"
    organ: str | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """A common noun phrase found in a sentence; both token indices are included."""

    first: int
    last: int
    noun: Noun


_ORGANS = """
ministry-of-defence Ministry: defence ministry|ministry of defence|ministry of national defence|
 department of defence|defence department|mod
ministry-of-foreign-affairs Ministry: foreign ministry|ministry of foreign affairs|
 foreign affairs ministry|ministry for foreign affairs|foreign office|department of state|
 state department|mfa|foreign and commonwealth office|external affairs ministry|
 ministry of external affairs|diplomats|diplomat
ministry-of-internal-affairs Ministry: interior ministry|ministry of interior|
 ministry of the interior|ministry of internal affairs|internal affairs ministry|home office
armed-forces ArmedForce: national defence force|defence force|defence forces|national army|
 self - defence forces|armed forces|forces|troops|army|military|soldiers|soldier|servicemen|
 serviceman|service members|service member|servicewoman|military forces|military personnel|
 ground forces|army units|army unit|units|special forces|armed forces units|army soldiers|
 military servicemen|army troops|warplanes|warplane|fighter jets|jets|jet|military aircraft|
 helicopters|drones|drone|tanks|artillery|warships|warship|combat troops|ground troops|
 military units|conscripts|conscript|paratroopers|marines|infantry|commandos|military chiefs|
 military leaders|army command|high command|gunners|reservists|army personnel|military police
security-forces ArmedForce: security forces|security services|security service|security troops
air-force ArmedForce: air force|air forces|air defence|air defences|air defence forces
navy ArmedForce: navy|navies|naval forces|naval fleet|black sea fleet
general-staff ArmedForce: general staff|chiefs of staff
ministry-of-emergency-situations Ministry: emergencies ministry|emergency ministry|
 ministry of emergencies|emergency situations ministry|
 ministry of emergency situations
peacekeepers PeacekeepingForce: peacekeepers|peacekeeper|peacekeeping force|peacekeeping forces|
 peacekeeping troops|peacekeeping contingent|peacekeeping mission|peacekeeping soldiers
border-guard ArmedForce: border patrol agents|border patrol|border guards|border guard|
 border guard service|border service|border troops|border forces|frontier guards|border police
coast-guard ArmedForce: coast guard|coastguard
national-guard ArmedForce: national guard
police GovernmentBody: police patrol|police convoy|security police|police|police force|
 police forces|police officers|police officer|policemen|
 policeman|police chief|riot police|national police|federal police
government GovernmentBody: government|authorities|officials|official|regime|administration|cabinet|
 leadership|government forces|delegation|negotiators|government officials|government official|
 government delegation|council of ministers|transitional government|interim government|
 government source|junta|rulers|negotiating team|state officials|leaders|leaderships
parliament GovernmentBody: parliament|assembly|legislature|lower house|upper house|
 national assembly|house of representatives|senate|congress|general assembly|house of commons
presidency GovernmentBody: presidency|presidential office|presidential administration|
 president's office|presidential palace|office of the president
security-council GovernmentBody: security council|national security council
supreme-court GovernmentBody: supreme court
court GovernmentBody: court|courts|tribunal|military court|military tribunal|appeals court|
 high court|criminal court|judges|magistrates
constitutional-court GovernmentBody: constitutional court
embassy GovernmentBody: embassy|consulate|consulate general|embassies
intelligence-service GovernmentBody: secret services|special services|spy agency|intelligence|
 intelligence service|intelligence services|
 intelligence agency|intelligence agencies|secret service|intelligence officials
prosecutor-general GovernmentBody: prosecutor general's office|prosecutor general|
 prosecutors|public prosecutor|attorney general
central-bank GovernmentBody: central bank
commission GovernmentBody: commission
council GovernmentBody: council
state-media MediaOrganization: state media|state television|state tv|state news agency|
 state radio|state - run media|state - run news agency|official news agency|state news
"""

_OFFICES = """
president presidency: president|president - elect|head of state|presidents
vice-president presidency: vice president|vice - president
prime-minister government: prime minister|premier|head of government|prime ministers
deputy-prime-minister government: deputy prime minister|deputy premier|vice premier
chancellor government: chancellor
minister-of-defence ministry-of-defence: defence minister|minister of defence|
 secretary of defence|defence chief|defence ministers|secretary of state for defence
defence-secretary ministry-of-defence: defence secretary
foreign-secretary ministry-of-foreign-affairs: foreign secretary
minister-of-foreign-affairs ministry-of-foreign-affairs: foreign minister|
 minister of foreign affairs|minister for foreign affairs|secretary of state|
 foreign affairs minister|external affairs minister|top diplomat|foreign ministers|
 ministers of foreign affairs
minister-of-internal-affairs ministry-of-internal-affairs: interior minister|
 minister of the interior|minister of interior|home secretary|minister of internal affairs
deputy-minister-of-foreign-affairs ministry-of-foreign-affairs: deputy foreign minister|
 deputy minister of foreign affairs|deputy secretary of state
deputy-minister-of-defence ministry-of-defence: deputy defence minister|
 deputy minister of defence
secretary-of-the-security-council security-council: security council secretary|
 secretary of the security council|security council head|national security council secretary
national-security-adviser security-council: national security adviser|national security advisor
ambassador ministry-of-foreign-affairs: ambassador|envoy|special envoy|special representative|
 permanent representative|consul|consul general|charge d'affaires|ambassadors|representative
negotiator government: negotiator|chief negotiator|peace negotiator|mediator|peace envoy|emissary|
 coordinator|special coordinator|inspector|chief inspector|observer|delegate|aide|top aide|adviser|
 senior adviser|top official|senior official
speaker-of-parliament parliament: speaker|parliament speaker|speaker of parliament|
 speaker of the parliament|parliamentary speaker|house speaker
chief-of-general-staff armed-forces: chief of the general staff|chief of general staff|
 chief of staff|army chief|military chief|commander in chief|commander - in - chief
commander armed-forces: commander|general|admiral|colonel|lieutenant colonel|major general|
 lieutenant general|major|brigadier general|brigadier|captain|lieutenant|commandant|
 deputy commander|military commander|army commander|top general|gen.|col.|lt. gen.|maj. gen.|
 lt.|maj.|capt.|adm.|vice admiral|rear admiral|field marshal|marshal|sergeant
leader government: leader|supreme leader|ruler|strongman|dictator
monarch government: king|queen|emperor|sultan|emir|crown prince|prince|monarch
secretary-general secretariat: secretary general|secretary - general
high-representative commission: high representative|foreign policy chief
commissioner commission: commissioner
chief secretariat: chief|head|chairman|chairwoman|chairperson|director|director general|
 director - general|executive director|president of the council
minister government: minister|ministers|secretary
counterpart none: counterpart|counterparts
governor none: governor|regional governor|mayor|deputy governor
"""

_SPOKESMEN = (
    "spokesman|spokeswoman|spokesperson|spokesmen|spokespeople|press secretary|press service"
)
_GROUPS = (
    "rebels|rebel|rebel fighters|rebel forces|separatists|separatist|separatist forces|insurgents|"
    "insurgent|militants|militant|guerrillas|guerrilla|militia|militias|militiamen|opposition|"
    "opposition forces|gunmen|fighters|fighter|terrorists|mercenaries|opposition fighters|"
    "secessionists|rebel group|rebel groups|separatist rebels|dissidents|jihadists|extremists"
)
_SELF = "side"
_PRIVATE = (
    "opposition leader|opposition|activist|journalist|businessman|lawyer|critic|politician|senator|"
    "lawmaker|deputy|mp|analyst|professor|scientist|citizen|national|director|actor|singer|"
    "player|coach|former president|former prime minister|presidential candidate|rebel leader|"
    "rebel commander|separatist leader|resident|writer|author|historian|economist|"
    "former foreign minister|former defence minister|ex - president|farmer|teacher|student"
)
_SECTORS = (
    "finance|health|justice|trade|energy|economy|transport|"
    "education|environment|oil|information|culture|labour|labor|agriculture|tourism|planning|"
    "commerce|immigration|industry|communications|petroleum|security|intelligence|home affairs"
)


_MARKS = "\u200b\u200e\u200f\ufeff"  # marks of writing direction that pages leave in words


@cache
def _nouns() -> dict[str, tuple[tuple[tuple[str, ...], Noun], ...]]:
    """Each phrase under its first word, the longest first."""
    by_first: dict[str, list[tuple[tuple[str, ...], Noun]]] = {}
    for text, noun in _entries():
        words = tuple(text.replace("'s", " 's").split())
        by_first.setdefault(words[0], []).append((words, noun))
    return {
        first: tuple(sorted(found, key=lambda entry: -len(entry[0])))
        for first, found in by_first.items()
    }


def _entries() -> Iterator[tuple[str, Noun]]:
    for slug, kind, phrase in _table(_ORGANS):
        yield phrase, Noun("organ", slug, kind)
    for slug, organ, phrase in _table(_OFFICES):
        yield phrase, Noun("office", slug, "Person", None if organ == "none" else organ)
    for phrase in _SPOKESMEN.split("|"):
        yield phrase, Noun("spokesman", "spokesman", "Person")
    for phrase in _PRIVATE.split("|"):
        yield phrase, Noun("private", phrase.replace(" ", "-"), "Person")
    for phrase in _GROUPS.split("|"):
        yield phrase, Noun("group", _group_slug(phrase), "NonStateArmedGroup")
    for phrase in _SELF.split("|"):
        yield phrase, Noun("self", phrase)
    for sector in _SECTORS.split("|"):
        body = "ministry-of-" + sector.replace(" ", "-")
        for phrase in (f"{sector} ministry", f"ministry of {sector}"):
            yield phrase, Noun("organ", body, "Ministry")
        for phrase in (f"{sector} minister", f"minister of {sector}", f"minister for {sector}"):
            yield phrase, Noun("office", f"minister-of-{sector.replace(' ', '-')}", "Person", body)


def _group_slug(phrase: str) -> str:
    """What a group is called in its IRI: all rebels of a place are one group.

    >>> _group_slug("rebel fighters"), _group_slug("opposition forces"), _group_slug("gunmen")
    ('rebels', 'opposition', 'gunmen')
    """
    first, last = phrase.split()[0], phrase.split()[-1]
    if first in ("rebel", "separatist"):
        return first + "s"
    if first == "opposition" or last.endswith(("s", "men")):
        return first if first == "opposition" else last
    return last + "s"


def _table(text: str) -> Iterator[tuple[str, str, str]]:
    for line in text.strip().replace("\n ", " ").splitlines():
        head, _, phrases = line.partition(": ")
        slug, kind = head.split()
        for phrase in phrases.split("|"):
            yield slug, kind, phrase.strip()


def phrases(tokens: Sequence[Token]) -> tuple[Phrase, ...]:
    """The organ, office and group nouns of a sentence, the longest at each place."""
    words = [_plain(token.text) for token in tokens]
    nouns = _nouns()
    found: list[Phrase] = []
    at = 0
    while at < len(words):
        match = next(
            (
                (len(phrase), noun)
                for phrase, noun in nouns.get(words[at], ())
                if tuple(words[at : at + len(phrase)]) == phrase
            ),
            None,
        )
        if match and tokens[at].upos not in ("VERB", "AUX", "PRON", "ADP"):
            found.append(Phrase(at, at + match[0] - 1, match[1]))
            at += match[0]
        else:
            at += 1
    return tuple(found)


def _plain(text: str) -> str:
    word = text.lower().strip(_MARKS)
    return word.replace("defense", "defence") if word.startswith("defens") else word
