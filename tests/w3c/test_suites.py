"""The W3C suites of SPARQL 1.0, 1.1 and 1.2 over HTTP; see `suite` for how to get them."""

from __future__ import annotations

import pytest

from tests.w3c.checks import check
from tests.w3c.endpoint import Endpoint
from tests.w3c.known import KNOWN
from tests.w3c.suite import Case, cases, root

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(root() is None, reason="W3C_RDF_TESTS names no copy of w3c/rdf-tests"),
]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_every_check_passes_but_those_known(endpoint: Endpoint, case: Case) -> None:
    wrong = {name: told for name, told in check(endpoint, case) if told}
    if case.name in KNOWN and set(wrong) == {case.name}:
        pytest.xfail(KNOWN[case.name])
    assert not wrong
    assert case.name not in KNOWN, "it passes: take it off the list"
