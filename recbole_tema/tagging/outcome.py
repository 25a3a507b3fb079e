"""Outcome of a run of a language model over items: failures in words, and whether its file may replace another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from recbole_tema.errors import BackendError, DataError
from recbole_tema.files.atomic import read_atomic

Failures = Sequence[Mapping[str, str]]
CONTINUE = "Run the same command to continue: valid answers are in the cache."
N_REASONS = 3


def failure_summary(failures: Failures, n_items: int) -> str:
    """Number of items without a valid answer and the commonest reasons, in sentences; empty without failures.

    Parameters
    ----------
    failures : sequence of mapping
        ``problem``, ``reason``, ``step``, and ``item_id`` or ``domain``.
    n_items : int
        Number of items of the run.
    """
    of_items = [failure for failure in failures if "item_id" in failure]
    failed = {failure["item_id"] for failure in of_items}
    sentences = []
    if failed:
        sentences.append(f"{len(failed)} of {n_items} items have no valid answer: {_reasons(of_items)}.")
    sentences += [
        f"The tag list of {failure['domain']} was not refined completely: {failure['problem']}"
        for failure in failures
        if "item_id" not in failure
    ]
    return " ".join(sentences)


def _reasons(failures: Failures) -> str:
    """The commonest reasons with an example of each, by the number of items."""
    items: dict[str, set[str]] = {}
    examples: dict[str, str] = {}
    for failure in failures:
        key = re.sub(r"\d+", "0", failure.get("reason", failure["problem"]))  # numbers of tokens and requests differ
        items.setdefault(key, set()).add(failure["item_id"])
        examples.setdefault(key, failure["problem"].rstrip("."))
    commonest = sorted(items, key=lambda key: -len(items[key]))
    texts = [f"{examples[key]} ({len(items[key])} items)" for key in commonest[:N_REASONS]]
    more = len(commonest) - N_REASONS
    return "; ".join([*texts, *([f"{more} other reasons"] if more > 0 else [])])


def items_in_file(path: Path, id_column: str, value_column: str, catalogue: Iterable[str]) -> int:
    """Number of items of the catalogue for which a file of items has a value; 0 if it cannot be read."""
    if not path.is_file():
        return 0
    try:
        frame = read_atomic(path, columns=[id_column, value_column])
        ids = frame[id_column][frame[value_column].map(bool)]
    except (DataError, KeyError):
        return 0
    return len(set(ids) & set(catalogue))


def check_limit(n_existing: int, limit: int | None, path: Path, *, partial: bool) -> None:
    """Refuse a run, before any request, whose limit makes its file smaller than the existing one.

    Raises
    ------
    DataError
    """
    if limit is not None and limit < n_existing and not partial:
        raise DataError(
            f"limit ({limit}) is less than the {n_existing} items that the file has.",
            path=path,
            remedy="Move the file away, or replace it with --partial.",
        )


def check_outcome(n_made: int, n_existing: int, failures: Failures, n_items: int, path: Path, *, partial: bool) -> None:
    """Refuse to write a file without any item, or one that is smaller than the existing file.

    Parameters
    ----------
    n_made, n_existing : int
        Number of items of the new file and of the existing one.
    failures : sequence of mapping
        See :func:`failure_summary`.
    n_items : int
        Number of items of the run.
    path : Path
        The file.
    partial : bool
        Whether a smaller file may replace a larger one.

    Raises
    ------
    BackendError
    """
    summary = failure_summary(failures, n_items)
    if not n_made and failures:
        raise BackendError(f"No item is in the result. {summary}", remedy=CONTINUE)
    if n_made < n_existing and not partial:
        remedy = "Replace the file with --partial."
        raise BackendError(
            f"The file has {n_existing} items and was kept, since the new one has only {n_made}. {summary}".strip(),
            path=path,
            remedy=f"{CONTINUE} {remedy}" if failures else remedy,
        )
