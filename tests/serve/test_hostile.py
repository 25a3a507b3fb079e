"""Valid and invalid requests generated from the OpenAPI description, against a server in a separate process."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.serve.conftest import Server

schemathesis = pytest.importorskip("schemathesis")

schemathesis.checks.load_all_checks()
CONFORMANCE = [
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
]
# Without positive_data_acceptance, since a well-formed id may be unknown.
CHECKS = {
    "POSITIVE": schemathesis.checks.CHECKS.get_by_names(CONFORMANCE),
    "NEGATIVE": schemathesis.checks.CHECKS.get_by_names([*CONFORMANCE, "negative_data_rejection"]),
}
WITH_INPUT = {"POST /recommend", "GET /items", "GET /items/{item_id}", "GET /images/{item_id}"}
# Operations with invalid input; any text is a valid id.
WITH_INVALID_INPUT = ("GET /items", "POST /recommend")


@pytest.mark.parametrize("mode", list(CHECKS))
def test_responses_conform_to_the_description(server: Server, mode: str) -> None:
    schema = schemathesis.openapi.from_url(f"{server.url}/openapi.json")
    operations = {one.ok().label: one.ok() for one in schema.get_all_operations()}
    assert set(operations) == WITH_INPUT | {"GET /info", "GET /healthz", "GET /readyz", "GET /metrics", "POST /reload"}
    n_requests = 0
    for label in WITH_INVALID_INPUT if mode == "NEGATIVE" else sorted(operations):
        strategy = operations[label].as_strategy(generation_mode=schemathesis.GenerationMode[mode])

        @given(case=strategy)
        @settings(
            max_examples=60 if label in WITH_INPUT else 2,
            suppress_health_check=list(HealthCheck),
            database=None,
            derandomize=True,
        )
        def holds(case: Any) -> None:
            nonlocal n_requests
            n_requests += 1
            case.call_and_validate(checks=CHECKS[mode], timeout=10)

        holds()
    assert n_requests >= 100
    assert server.request("POST", "/recommend", {"history": ["i3"]})[0] == 200
    assert 'status="500"' not in server.request("GET", "/metrics")[1].decode()
