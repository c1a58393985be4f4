"""The description of the interface is true: requests made from it are answered as it says."""

from __future__ import annotations

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
pytestmark = pytest.mark.slow


def test_every_operation_that_reads_answers_as_described(app: Flask) -> None:
    schema = schemathesis.openapi.from_wsgi("/openapi.json", app)
    reading = schema.include(method="GET")
    operations = [found.ok() for found in reading.get_all_operations()]
    assert len(operations) > 30
    for operation in operations:
        _conforms(operation.as_strategy())


def _conforms(cases: st.SearchStrategy[object]) -> None:
    checks = schemathesis.checks
    wanted = [checks.not_a_server_error, checks.status_code_conformance]

    @settings(
        max_examples=4, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
    )
    @given(case=cases)
    def conforms(case: object) -> None:
        case.call_and_validate(checks=wanted)  # type: ignore[attr-defined]

    conforms()
