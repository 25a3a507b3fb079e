"""When a run stops because of failed requests."""

from __future__ import annotations

import pytest

from recbole_tema.errors import BackendDownError, BackendError
from recbole_tema.tagging.failures import MAX_FAILURES, MAX_UNUSABLE_ANSWERS, FailureLog
from recbole_tema.tagging.llm.base import AnswerError


def _fail(log: FailureLog, error: BackendError, times: int) -> None:
    for _ in range(times):
        log.failed(error)


def test_same_failure_in_a_row_ends_the_run() -> None:
    log = FailureLog()
    _fail(log, BackendError("Request 17 failed: boom.", reason="HTTP 500, request 17"), MAX_FAILURES - 1)
    with pytest.raises(BackendDownError, match=r"5 requests in a row failed in the same way\. Request 18 failed: boom"):
        log.failed(BackendError("Request 18 failed: boom.", reason="HTTP 500, request 18"))


def test_success_or_another_failure_in_between() -> None:
    log, error = FailureLog(), BackendError("boom")
    for _ in range(3):
        _fail(log, error, MAX_FAILURES - 1)
        log.succeeded()
    _fail(log, error, MAX_FAILURES - 1)
    log.failed(BackendError("other"))
    _fail(log, error, MAX_FAILURES - 1)


def test_unusable_answers_after_a_usable_one_are_tolerated_longer() -> None:
    log, error = FailureLog(), AnswerError("no JSON")
    with pytest.raises(BackendDownError):
        _fail(log, error, MAX_FAILURES)
    log = FailureLog()
    log.succeeded()
    _fail(log, error, MAX_UNUSABLE_ANSWERS - 1)
    with pytest.raises(BackendDownError, match="20 requests in a row"):
        log.failed(error)


def test_remedy_of_the_failure_is_kept() -> None:
    log = FailureLog()
    with pytest.raises(BackendDownError, match=r"no probabilities\. Use --score rating\.$"):
        _fail(log, BackendError("no probabilities.", remedy="Use --score rating."), MAX_FAILURES)
