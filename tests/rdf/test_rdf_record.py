from __future__ import annotations

import json

from kg.rdf import record
from kg.vocabulary import ID
from tests.store.articles import MINISTRY, SAID, claimed_shelling

KEYS = {
    *("iri", "event", "type", "plover", "cameo", "trigger", "roles", "time", "place", "figure"),
    *("factuality", "attribution", "evidence", "confidence"),
}


def test_the_record_of_an_article_is_json_of_the_agreed_form() -> None:
    found = json.loads(json.dumps(record(claimed_shelling(SAID))))
    assert set(found) == {"article", "mentions", "claims"}
    assert set(found["article"]) == {
        *("iri", "title", "published", "publisher", "language", "sha256", "text")
    }
    assert set(found["mentions"][0]) == {"start", "end", "text", "iri", "type", "label"}
    (claim,) = found["claims"]
    assert set(claim) == KEYS
    assert claim["type"] == "Shelling"
    assert claim["trigger"] == {"start": 11, "end": 18, "text": "shelled"}
    assert claim["roles"] == [
        {
            "role": "attacker",
            "iri": ID["state/AZE"].value,
            "text": "Azerbaijan",
            "start": 0,
            "end": 10,
            "state": "AZE",
        }
    ]
    assert claim["time"]["start_earliest"] == "2021-11-16T00:00:00Z"
    assert claim["place"]["text"] == "Nowhere"
    assert claim["figure"] == {
        "min": 2,
        "max": 2,
        "operator": "exactly",
        "effect": "killed",
        "unit": "soldiers",
        "side": "ARM",
    }
    assert claim["attribution"] == [
        {
            "iri": MINISTRY.iri,
            "state": "ARM",
            "text": "the ministry",
            "cue": {"start": SAID.index("said"), "end": SAID.index("said") + 4, "text": "said"},
            "stance": "said",
        }
    ]
    assert claim["evidence"] == {"start": 0, "end": len(SAID)}


def test_an_event_kind_has_the_codes_of_the_ontology() -> None:
    (claim,) = record(claimed_shelling(SAID))["claims"]
    assert claim["plover"] == "ASSAULT"
    assert str(claim["cameo"]).startswith("19")
