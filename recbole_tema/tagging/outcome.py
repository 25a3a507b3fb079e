"""Outcome of a run of a language model over items: failures in words, and whether its file may replace another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from recbole_tema.errors import BackendError, DataError
from recbole_tema.files.atomic import read_atomic
from recbole_tema.files.formats import AtomicFormat
from recbole_tema.files.item_domains import read_items

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


@dataclass(frozen=True)
class OutputFile:
    """The file that a run writes, compared with the one that it replaces.

    Attributes
    ----------
    path : Path
    n_existing : int
        Number of items of the existing file; 0 without one.
    partial : bool
        Whether a file of fewer items may replace it.
    """

    path: Path
    n_existing: int
    partial: bool

    @classmethod
    def of(cls, file: AtomicFormat, folder: Path, *, partial: bool) -> OutputFile:
        """The file of a dataset, whose first two columns are the item and its value."""
        path, (id_column, value_column) = file.path(folder), list(file.columns)[:2]
        return cls(path, items_in_file(path, id_column, value_column, read_items(folder)["item_id"]), partial)

    def check_limit(self, limit: int | None) -> None:
        """Refuse a run, before any request, whose limit makes the file smaller than the existing one.

        Raises
        ------
        DataError
        """
        if limit is not None and limit < self.n_existing and not self.partial:
            raise DataError(
                f"limit ({limit}) is less than the {self.n_existing} items that the file has.",
                path=self.path,
                remedy="Move the file away, or replace it with --partial.",
            )

    def check_outcome(self, n_made: int, failures: Failures, n_items: int) -> None:
        """Refuse to write a file without any item, or one that is smaller than the existing file.

        Parameters
        ----------
        n_made : int
            Number of items of the new file.
        failures : sequence of mapping
            See :func:`failure_summary`.
        n_items : int
            Number of items of the run.

        Raises
        ------
        BackendError
        """
        summary = failure_summary(failures, n_items)
        if not n_made and failures:
            raise BackendError(f"No item is in the result. {summary}", remedy=CONTINUE)
        if n_made < self.n_existing and not self.partial:
            remedy = "Replace the file with --partial."
            problem = f"The file has {self.n_existing} items and was kept, since the new one has only {n_made}."
            raise BackendError(
                f"{problem} {summary}".strip(), path=self.path, remedy=f"{CONTINUE} {remedy}" if failures else remedy
            )
