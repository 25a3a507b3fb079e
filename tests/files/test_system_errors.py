"""Problems of the machine are distinguished from those of files and models, also inside of other libraries' errors."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from recbole_tema.errors import DataError
from recbole_tema.files.system_errors import is_of_machine, system_error
from recbole_tema.model.failures import failures_of
from recbole_tema.prepare.engine import reading

FULL = RuntimeError('IO Error: Could not write file "/x/work.duckdb": No space left on device')


@pytest.mark.parametrize(
    ("error", "of_machine"),
    [
        (FULL, True),
        (MemoryError(), True),
        (PermissionError(errno.EACCES, "Permission denied", "a"), True),
        (OSError(errno.EMFILE, "Too many open files"), True),
        (FileNotFoundError(errno.ENOENT, "No such file or directory", "a"), False),
        (OSError("Not a gzipped file (b'PK')"), False),
        (ValueError("could not convert string to float: 'out'"), False),
        (KeyError("x"), False),
    ],
)
def test_problems_of_the_machine(error: Exception, of_machine: bool) -> None:
    assert is_of_machine(error) == of_machine


def test_the_file_is_read_from_the_message() -> None:
    found = system_error(FULL)
    assert isinstance(found, OSError) and (found.errno, found.filename) == (errno.ENOSPC, "/x/work.duckdb")
    assert system_error(ValueError("x")) is None


def test_they_are_not_reported_as_damaged_files_or_models(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), reading(Path("reviews.json")):
        raise FULL
    with pytest.raises(DataError, match="cannot be read"), reading(Path("reviews.json")):
        raise RuntimeError("Malformed JSON")
    with pytest.raises(RuntimeError), failures_of("BPR", "it was trained", tmp_path):
        raise FULL
    assert list(tmp_path.iterdir()) == []
