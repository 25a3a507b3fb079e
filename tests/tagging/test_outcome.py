"""Failures in words, and files that a smaller one does not replace."""

from __future__ import annotations

from pathlib import Path

import pytest

from recbole_tema.errors import BackendError, DataError
from recbole_tema.tagging.outcome import OutputFile, failure_summary, items_in_file

FAILURES = [
    {"item_id": "1", "step": "match", "problem": "The server answered 500: boom."},
    {"item_id": "1", "step": "propose", "problem": "The server answered 500: boom."},
    {"item_id": "2", "step": "match", "problem": "The server answered 500: boom."},
    {"item_id": "3", "step": "match", "problem": "No valid answer: 'nonsense'.", "reason": "invalid answer"},
    {"item_id": "4", "step": "match", "problem": "No valid answer: 'words'.", "reason": "invalid answer"},
    {"item_id": "5", "step": "match", "problem": "Too slow."},
]


def test_summary_by_hand() -> None:
    assert failure_summary([], 9) == ""
    assert failure_summary(FAILURES, 20) == (
        "5 of 20 items have no valid answer: The server answered 500: boom (2 items); No valid answer: 'nonsense' "
        "(2 items); Too slow (1 items)."
    )
    more = [{"item_id": str(n), "step": "match", "problem": "abc"[n]} for n in range(3)]
    assert failure_summary([*FAILURES, *more], 20).endswith("Too slow (1 items); 3 other reasons.")
    refine = {"domain": "film", "step": "refine", "problem": "No valid answer: 'x'."}
    assert failure_summary([refine], 20) == "The tag list of film was not refined completely: No valid answer: 'x'."


def test_items_of_the_catalogue_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "d.tag"
    columns = ("tag_item_id", "tags", ["1", "2", "3"])
    assert items_in_file(path, *columns) == 0
    path.write_text("tag_item_id:token\ttags:token_seq\ttag_scores:float_seq\n1\ttea\t1\n2\t\t\n9\ttea\t1\n")
    assert items_in_file(path, *columns) == 1  # item 2 has no tags, item 9 does not exist
    path.write_text("not a tag file\n")
    assert items_in_file(path, *columns) == 0


def test_smaller_files_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "d.tag"
    five, partial = OutputFile(path, 5, partial=False), OutputFile(path, 5, partial=True)
    five.check_outcome(5, FAILURES, 20)
    partial.check_outcome(4, FAILURES, 20)
    with pytest.raises(BackendError) as refused:
        five.check_outcome(4, FAILURES, 20)
    text = str(refused.value)
    assert "The file has 5 items and was kept, since the new one has only 4. 5 of 20 items have no valid" in text
    assert "Run the same command to continue" in text and text.endswith("Replace the file with --partial.")
    with pytest.raises(BackendError, match=r"only 4\. Replace the file with --partial\.$"):
        five.check_outcome(4, [], 20)
    with pytest.raises(BackendError, match=r"5 of 20 items have no valid answer: The server answered 500"):
        OutputFile(path, 0, partial=True).check_outcome(0, FAILURES, 20)
    OutputFile(path, 0, partial=False).check_outcome(0, [], 20)


def test_limit_below_the_existing_file(tmp_path: Path) -> None:
    path = tmp_path / "d.tag"
    with pytest.raises(DataError, match=r"limit \(4\) is less than the 5 items that the file has"):
        OutputFile(path, 5, partial=False).check_limit(4)
    for n_existing, limit, partial in ((5, 5, False), (5, None, False), (5, 4, True), (0, 1, False)):
        OutputFile(path, n_existing, partial=partial).check_limit(limit)
