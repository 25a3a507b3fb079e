"""Requests made from the description, good and bad, against a server in a process of its own."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.serve.conftest import Server

schemathesis = pytest.importorskip("schemathesis")

schemathesis.checks.load_all_checks()
AS_DESCRIBED = [
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
]
# Not positive_data_acceptance: an id of the right form need not be one that there is.
CHECKS = {
    "POSITIVE": schemathesis.checks.CHECKS.get_by_names(AS_DESCRIBED),
    "NEGATIVE": schemathesis.checks.CHECKS.get_by_names([*AS_DESCRIBED, "negative_data_rejection"]),
}
# Those that take anything from the request.
ASKING = {"POST /recommend", "GET /items", "GET /items/{item_id}", "GET /pictures/{item_id}"}

BREAKABLE = ("GET /items", "POST /recommend")  # any text is an id


@pytest.mark.parametrize("mode", list(CHECKS))
def test_answers_are_as_described_and_never_500(server: Server, mode: str) -> None:
    described = schemathesis.openapi.from_url(f"{server.url}/openapi.json")
    operations = {one.ok().label: one.ok() for one in described.get_all_operations()}
    assert set(operations) == ASKING | {"GET /domains", "GET /healthz", "GET /readyz", "GET /metrics"}
    asked = 0
    for label in BREAKABLE if mode == "NEGATIVE" else sorted(operations):
        strategy = operations[label].as_strategy(generation_mode=schemathesis.GenerationMode[mode])

        @given(case=strategy)
        @settings(
            max_examples=60 if label in ASKING else 2,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
            derandomize=True,
        )
        def holds(case: Any) -> None:
            nonlocal asked
            asked += 1
            case.call_and_validate(checks=CHECKS[mode], timeout=10)

        holds()
    assert asked >= 100
    assert server.ask("POST", "/recommend", {"history": ["i3"]})[0] == 200
    assert 'status="500"' not in server.ask("GET", "/metrics")[1].decode()
