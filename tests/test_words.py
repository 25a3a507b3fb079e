"""The script that reports words of the glossary."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).parent.parent / ".ci/words.py"


@pytest.fixture(scope="module")
def words() -> Any:
    """The script as a module."""
    spec = importlib.util.spec_from_file_location("words", SCRIPT)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("def train_rivals(): ...", "rivals"),
        ("class TrainRivals:", "rivals"),
        ("# an item\n# nobody had", "nobody"),
        ('"""One row a\n    target."""', "one row a target"),
        ("is no item", "is no"),
        ("f(among=1)", "among"),
    ],
)
def test_a_word_is_found_in_identifiers_and_over_line_ends(words: Any, text: str, found: str) -> None:
    assert found in [finding.text for finding in words.findings("a.py", text)]


@pytest.mark.parametrize(
    "text",
    [
        "there is no item",
        "it is no longer read",
        "nearest among items",
        "It is. No item",
        "a twinkle",
        "shadow",
        "one of an item",
    ],
)
def test_plain_english_passes(words: Any, text: str) -> None:
    assert list(words.findings("a.py", text)) == []


def test_a_finding_names_its_line(words: Any) -> None:
    (finding,) = words.findings("a.py", "first\nsecond anew\n")
    assert (finding.path, finding.line, finding.remedy) == ("a.py", 2, "again")
