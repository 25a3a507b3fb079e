"""The campaign against the service reports what must not happen."""

from __future__ import annotations

import json
from typing import Any

import pytest

from benchmarks.records import RELIABILITY_FILE

pytest.importorskip("fastapi")

from benchmarks.reliability.service import problems


def result() -> dict[str, Any]:
    """The committed result."""
    record: dict[str, Any] = json.loads(RELIABILITY_FILE.read_text())["service"]
    return {phase: record[phase] for phase in ("schemathesis", "memory", "load", "log")}


def test_the_committed_campaign_is_complete_and_without_problems() -> None:
    committed = result()
    assert problems(committed) == []
    assert committed["schemathesis"]["requests"] >= 2000
    assert committed["load"]["requests"] == 6000 and committed["load"]["reloads"] > 0
    assert committed["memory"]["requests"] == 5000


@pytest.mark.parametrize(
    ("phase", "name", "value", "problem"),
    [
        ("schemathesis", "violations", 2, "schemathesis violations: 2"),
        ("load", "unexpected", 1, "load unexpected: 1"),
        ("load", "without_headers", 1, "load without_headers: 1"),
        ("memory", "server_errors", 3, "memory server_errors: 3"),
        ("log", "tracebacks", 1, "log tracebacks: 1"),
        ("memory", "growth_mb", 40.0, "memory grew by 40.0 MB"),
    ],
)
def test_each_count_is_a_problem(phase: str, name: str, value: float, problem: str) -> None:
    changed = result()
    changed[phase][name] = value
    assert problems(changed) == [problem]
