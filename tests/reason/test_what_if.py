"""What would follow if some facts were otherwise; nothing is written."""

from __future__ import annotations

import pytest

from kg.reason import supposition, what_if
from kg.reason.whatif import BadSupposition
from tests.scenarios import golden

FROZEN = """
<participation/collective-security-treaty-ARM-1992>
    casus:endEarliest "2021-01-01T00:00:00Z"^^xsd:dateTime ;
    casus:endLatest "2021-01-01T23:59:59Z"^^xsd:dateTime .
"""


def difference(text: str, name: str = "x.ttl"):
    store = golden()
    return what_if(store, supposition(store.oxigraph, text, name))


def test_had_armenia_left_in_january_only_the_treaty_of_1997_would_remain() -> None:
    found = difference(FROZEN)
    assert found.new == (
        "According to Armenia's account, the appeal named the Collective Security Treaty, "
        "under which the attack meets no obligation",
    )
    cases = [line for line in found.gone if "would apply" in line]
    assert len(cases) == 5
    assert all("Art. 4 of the Collective Security Treaty" in line for line in cases)


def test_had_azerbaijan_never_left_the_attack_would_be_inside_the_alliance() -> None:
    found = difference(
        """graph:retracted {
        <participation/collective-security-treaty-AZE-1993>
            casus:endEarliest "1999-04-20T00:00:00Z"^^xsd:dateTime ;
            casus:endLatest "1999-04-20T23:59:59Z"^^xsd:dateTime . }""",
        "-",
    )
    text = found.text()
    assert "+ According to Armenia's account, Azerbaijan attacked Armenia, and both were" in text
    assert "- According to Armenia's account, Art. 4 of the Collective Security Treaty" in text


def test_nothing_is_written() -> None:
    before = len(golden().oxigraph)
    difference(FROZEN)
    assert len(golden().oxigraph) == before


def test_what_changes_nothing_says_so() -> None:
    assert difference("<state/BRA> rdfs:comment 'x' .").text() == "Nothing would change."


@pytest.mark.parametrize(
    ("text", "said"), [("<a> <b>", "is not Turtle"), ("# only a remark", "supposes nothing")]
)
def test_a_file_that_cannot_be_used_is_answered_in_one_sentence(text: str, said: str) -> None:
    with pytest.raises(BadSupposition, match=said):
        difference(text)
