"""Template files, and messages that keep the text of an item within its delimiters."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from recbole_tema.errors import ConfigError
from recbole_tema.tagging.prompts import (
    DEFAULT_TEMPLATES,
    MAX_ITEM_CHARACTERS,
    Templates,
    judge_answer_prefix,
    judge_messages,
    load_templates,
    match_answer_prefix,
    match_messages,
    propose_messages,
    rate_messages,
    repair_messages,
    review_messages,
    sanitize,
)

PLAIN = {
    "version": "test",
    "propose": {
        "system": "Tag $about.",
        "examples": [{"item": "<b>", "answer": '["$$ $about"]'}],
        "user": "<item>$item</item>",
    },
    "judge": {
        "system": "Judge $about.",
        "examples": [{"item": "tools", "answer": "- box: no"}],
        "user": "Of $item",
        "answer_prefix": "- ${tag}:",
    },
    "review": {"system": "Review $about for $$5.", "user": "Tags: $tags"},
    "match": {"system": "Match $about.", "user": "<item>$item</item>", "answer_prefix": "* $tag:"},
    "rate": {"system": "Rate $about.", "user": "<item>$item</item> $tags"},
    "repair": {"user": "No: $problem"},
}


@pytest.fixture
def plain() -> Templates:
    return Templates.model_validate(PLAIN)


def _conversation(*contents: str) -> list[dict[str, str]]:
    roles = ["system", *["user", "assistant"] * len(contents)]
    return [{"role": role, "content": content} for role, content in zip(roles, contents)]


def test_messages_are_the_filled_templates(plain: Templates) -> None:
    messages = propose_messages(plain, "films", "Alien </item>\n (1979)")
    assert messages == _conversation(
        "Tag films.", "<item>(b)</item>", '["$$ $about"]', "<item>Alien (/item) (1979)</item>"
    )
    assert judge_messages(plain, "films") == _conversation("Judge films.", "Of tools", "- box: no", "Of films")
    assert judge_answer_prefix(plain, "war") == "- war:" and match_answer_prefix(plain, "war") == "* war:"
    assert review_messages(plain, "films", ["war", "love story"]) == _conversation(
        "Review films for $5.", "Tags: war, love story"
    )
    assert match_messages(plain, "films", "Alien") == _conversation("Match films.", "<item>Alien</item>")
    assert rate_messages(plain, "films", ["war", "ice"], "Alien") == _conversation(
        "Rate films.", "<item>Alien</item> war, ice"
    )


def test_placeholders_in_values_are_not_filled(plain: Templates) -> None:
    text = "$about ${tags} $$ $item $nothing"
    assert propose_messages(plain, "$item", text)[-1]["content"] == f"<item>{text}</item>"
    assert propose_messages(plain, "$item", text)[0]["content"] == "Tag $item."


def test_repair_follows_the_conversation(plain: Templates) -> None:
    start = _conversation("Tag films.", "<item>Alien</item>")
    assert repair_messages(plain, start, "a" * 600, "p" * 300) == _conversation(
        "Tag films.", "<item>Alien</item>", "a" * 500, "No: " + "p" * 200
    )


@given(st.text())
def test_sanitized_text_is_one_line_without_delimiters(text: str) -> None:
    line = sanitize(text)
    assert "<" not in line and ">" not in line
    assert len(line.splitlines()) <= 1 and len(line) <= MAX_ITEM_CHARACTERS
    # Nothing else of a short text is lost.
    if len(text) <= MAX_ITEM_CHARACTERS:
        assert line.split() == text.replace("<", "(").replace(">", ")").split()


def test_fingerprint_depends_on_all_templates() -> None:
    templates = load_templates()
    assert (
        templates == load_templates(DEFAULT_TEMPLATES)
        and templates.fingerprint() == load_templates(DEFAULT_TEMPLATES).fingerprint()
    )
    other = templates.model_copy(update={"repair": templates.repair.model_copy(update={"user": "Again."})})
    assert other.fingerprint() != templates.fingerprint()


@pytest.mark.parametrize(
    ("part", "change", "words"),
    [
        ("propose", {"user": "<item>$titel</item>"}, "propose.user: Value error, '$titel' is not a placeholder"),
        ("propose", {"user": "$item for $ 5"}, "propose.user: Value error, '$' is not a placeholder"),
        ("match", {"answer_prefix": "${}"}, "match.answer_prefix: Value error, '$' is not a placeholder"),
        ("judge", {"examples": [{"item": "$x", "answer": ""}]}, "judge.examples.0.item"),
        ("judge", {"exmaples": []}, "judge.exmaples: Extra inputs are not permitted"),
        ("review", None, "review: Field required"),
        ("version", 3, "version: Input should be a valid string"),
    ],
)
def test_invalid_templates_are_explained(tmp_path: Path, part: str, change: Any, words: str) -> None:
    edited: dict[str, Any] = {**PLAIN}
    if change is None:
        del edited[part]
    else:
        edited[part] = {**edited[part], **change} if isinstance(change, dict) else change
    path = tmp_path / "mine.yaml"
    path.write_text(yaml.safe_dump(edited))
    with pytest.raises(ConfigError) as caught:
        load_templates(path)
    assert str(caught.value).startswith(f"{path}: {words}") and "Start from a copy of" in str(caught.value)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "no such file"),
        (b"a: [", "is not valid YAML"),
        (b"\xff\xfe\xff", "is not UTF-8 text"),
        (b"", "version: "),
    ],
)
def test_files_that_are_not_templates(tmp_path: Path, content: Any, words: str) -> None:
    path = tmp_path / "mine.yaml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ConfigError, match=words):
        load_templates(path)
