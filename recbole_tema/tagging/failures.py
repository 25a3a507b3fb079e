"""When a run stops because of failed requests."""

from __future__ import annotations

import re

from recbole_tema.errors import BackendDownError, BackendError
from recbole_tema.tagging.llm.base import AnswerError

# Requests in a row that fail for the same reason. Ours.
MAX_FAILURES = 5
# The same for answers that cannot be used, once one was usable: a small model may fail at several items in a row.
MAX_UNUSABLE_ANSWERS = 20


class FailureLog:
    """Failed requests of a run, which it ends when too many fail for one reason without a success in between."""

    def __init__(self) -> None:
        self._any_success = False
        self._last_reason, self._in_a_row = "", 0

    def succeeded(self) -> None:
        """A request got a valid answer."""
        self._any_success = True
        self._in_a_row = 0

    def failed(self, error: BackendError) -> None:
        """A request failed.

        Raises
        ------
        BackendDownError
            With the error's message, if too many requests in a row failed for the same reason.
        """
        reason = re.sub(r"\d+", "0", error.reason)  # numbers of tokens and request ids differ
        self._in_a_row = self._in_a_row + 1 if reason == self._last_reason else 1
        self._last_reason = reason
        is_lenient = self._any_success and isinstance(error, AnswerError)
        if self._in_a_row >= (MAX_UNUSABLE_ANSWERS if is_lenient else MAX_FAILURES):
            raise BackendDownError(
                f"{self._in_a_row} requests in a row failed in the same way. {error.problem}",
                reason=error.reason,
                remedy=error.remedy or "Correct the cause and run the same command again; valid answers are kept.",
            ) from error
