from __future__ import annotations

import pytest

from server.problem import Problem
from server.protocol import Envelope, Operand, fields, operand

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"


@pytest.mark.parametrize(
    "request_",
    [
        Envelope("GET", b"query=ASK%20%7B%7D"),
        Envelope("GET", b"query=ASK+%7B%7D&output=json&results=json&unknown="),
        Envelope("POST", b"", FORM, b"query=ASK+%7B%7D"),
        Envelope("POST", b"query=ignored", FORM + "; charset=UTF-8", b"query=ASK+%7B%7D"),
        Envelope("POST", b"", QUERY, b"ASK {}"),
        Envelope("POST", b"", QUERY + ';charset="utf-8"', b"ASK {}"),
    ],
)
def test_a_query_comes_by_get_by_form_or_as_the_body(request_: Envelope) -> None:
    found = operand(request_, "query")
    assert found is not None
    assert found.text == "ASK {}"


def test_the_dataset_and_the_format_come_with_it() -> None:
    query = b"default-graph-uri=urn:a&default-graph-uri=urn:b&named-graph-uri=urn:c&format=csv"
    expected = Operand("ASK {}", ("urn:a", "urn:b"), ("urn:c",), "csv")
    assert operand(Envelope("GET", query + b"&query=ASK+{}"), "query") == expected
    assert operand(Envelope("POST", query, QUERY, b"ASK {}"), "query") == expected
    assert operand(Envelope("POST", b"", FORM, query + b"&query=ASK+{}"), "query") == expected


def test_a_get_without_a_query_asks_nothing() -> None:
    assert operand(Envelope("GET", b"format=ttl"), "query") is None


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (Envelope("GET", b"query=ASK{}&query=ASK{}"), 400),
        (Envelope("GET", b"query=%FF"), 400),
        (Envelope("GET", b"query=\xff"), 400),
        (Envelope("GET", b"query=ASK{}&x=%C3%28"), 400),
        (Envelope("GET", b"update=CLEAR+ALL"), 400),
        (Envelope("GET", b"&".join([b"a=b"] * 1001) + b"&query=ASK{}"), 400),
        (Envelope("POST", b"", FORM, b""), 400),
        (Envelope("POST", b"", FORM, b"query=ASK{}&query=ASK{}"), 400),
        (Envelope("POST", b"", FORM, b"query=ASK{}&update=CLEAR+ALL"), 400),
        (Envelope("POST", b"", QUERY, b"ASK {\xff}"), 400),
        (Envelope("POST", b"", "", b"ASK {}"), 415),
        (Envelope("POST", b"", "text/plain", b"ASK {}"), 415),
        (Envelope("POST", b"", UPDATE, b"CLEAR ALL"), 415),
        (Envelope("POST", b"", QUERY + "; charset=utf-16", b"ASK {}"), 415),
    ],
)
def test_a_malformed_request_is_refused(request_: Envelope, status: int) -> None:
    with pytest.raises(Problem) as refused:
        operand(request_, "query")
    assert refused.value.status == status
    assert refused.value.detail.endswith(".")


def test_an_update_is_never_sent_with_get() -> None:
    with pytest.raises(Problem) as refused:
        operand(Envelope("GET", b"update=CLEAR+ALL"), "update")
    assert refused.value.status == 405
    assert refused.value.headers["Allow"] == "POST"


def test_an_update_comes_by_form_or_as_the_body() -> None:
    for request_ in (
        Envelope("POST", b"", UPDATE, b"CLEAR ALL"),
        Envelope("POST", b"", FORM, b"update=CLEAR+ALL"),
    ):
        assert operand(request_, "update") == Operand("CLEAR ALL")


def test_fields_keep_order_and_empty_values() -> None:
    assert fields(b"b=&a=1&b=%2B&&c") == [("b", ""), ("a", "1"), ("b", "+"), ("c", "")]
