"""Exceptions of models become one message, with the traceback in the folder of the run."""

from __future__ import annotations

from pathlib import Path

import pytest

from recbole_tema.errors import DataError, TEMAError
from recbole_tema.model.failures import failures_of


def test_message_has_the_first_line_and_where_the_traceback_is(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    with pytest.raises(TEMAError) as caught, failures_of("NARM", "it was trained", folder):
        raise RuntimeError("sizes do not match.\nand more")
    path = folder / "error.txt"
    assert str(caught.value) == (
        f"NARM failed while it was trained: RuntimeError: sizes do not match. The traceback is in {path}."
    )
    text = path.read_text(encoding="utf-8")
    assert text.startswith("Traceback") and "and more" in text and isinstance(caught.value.__cause__, RuntimeError)


def test_exception_without_a_message_is_named(tmp_path: Path) -> None:
    words = r"failed while it was evaluated: NotImplementedError\. The"
    with pytest.raises(TEMAError, match=words), failures_of("NPE", "it was evaluated", tmp_path):
        raise NotImplementedError


def test_our_errors_and_interruptions_pass(tmp_path: Path) -> None:
    for error in (DataError("bad file."), KeyboardInterrupt()):
        with pytest.raises(type(error)) as caught, failures_of("NARM", "it was trained", tmp_path):
            raise error
        assert caught.value is error
    assert not list(tmp_path.iterdir())
