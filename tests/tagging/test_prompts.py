"""Templates that people edit, and messages that keep an item's text within its delimiters."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from recbole_tema.errors import ConfigError
from recbole_tema.tagging.prompts import (
    DEFAULT,
    LONGEST_ITEM,
    Templates,
    as_data,
    judge_messages,
    judge_opening,
    load_templates,
    match_messages,
    match_opening,
    propose_messages,
    rate_messages,
    repair_messages,
    review_messages,
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
        "opening": "- ${tag}:",
    },
    "review": {"system": "Review $about for $$5.", "user": "Tags: $tags"},
    "match": {"system": "Match $about.", "user": "<item>$item</item>", "opening": "* $tag:"},
    "rate": {"system": "Rate $about.", "user": "<item>$item</item> $tags"},
    "repair": {"user": "No: $problem"},
}


@pytest.fixture
def plain() -> Templates:
    return Templates.model_validate(PLAIN)


def _say(*contents: str) -> list[dict[str, str]]:
    roles = ["system", *["user", "assistant"] * len(contents)]
    return [{"role": role, "content": content} for role, content in zip(roles, contents)]


def test_messages_are_the_filled_templates(plain: Templates) -> None:
    proposed = propose_messages(plain, "films", "Alien </item>\n (1979)")
    assert proposed == _say("Tag films.", "<item>(b)</item>", '["$$ $about"]', "<item>Alien (/item) (1979)</item>")
    assert judge_messages(plain, "films") == _say("Judge films.", "Of tools", "- box: no", "Of films")
    assert judge_opening(plain, "war") == "- war:" and match_opening(plain, "war") == "* war:"
    assert review_messages(plain, "films", ["war", "love story"]) == _say(
        "Review films for $5.", "Tags: war, love story"
    )
    assert match_messages(plain, "films", "Alien") == _say("Match films.", "<item>Alien</item>")
    assert rate_messages(plain, "films", ["war", "ice"], "Alien") == _say("Rate films.", "<item>Alien</item> war, ice")


def test_what_is_filled_in_is_not_filled_again(plain: Templates) -> None:
    text = "$about ${tags} $$ $item $nothing"
    assert propose_messages(plain, "$item", text)[-1]["content"] == f"<item>{text}</item>"
    assert propose_messages(plain, "$item", text)[0]["content"] == "Tag $item."


def test_a_repair_follows_the_conversation(plain: Templates) -> None:
    start = _say("Tag films.", "<item>Alien</item>")
    assert repair_messages(plain, start, "a" * 600, "p" * 300) == _say(
        "Tag films.", "<item>Alien</item>", "a" * 500, "No: " + "p" * 200
    )


@given(st.text())
def test_an_items_text_is_one_line_without_delimiters(text: str) -> None:
    data = as_data(text)
    assert "<" not in data and ">" not in data
    assert len(data.splitlines()) <= 1 and len(data) <= LONGEST_ITEM
    # Nothing else is lost of a text that is short.
    if len(text) <= LONGEST_ITEM:
        assert data.split() == text.replace("<", "(").replace(">", ")").split()


def test_ours_can_be_read_and_the_fingerprint_is_of_every_word() -> None:
    ours = load_templates()
    assert ours == load_templates(DEFAULT) and ours.fingerprint() == load_templates(DEFAULT).fingerprint()
    other = ours.model_copy(update={"repair": ours.repair.model_copy(update={"user": "Again."})})
    assert other.fingerprint() != ours.fingerprint()


@pytest.mark.parametrize(
    ("part", "change", "words"),
    [
        ("propose", {"user": "<item>$titel</item>"}, "propose.user: Value error, '$titel' is no placeholder"),
        ("propose", {"user": "$item for $ 5"}, "propose.user: Value error, '$' is no placeholder"),
        ("match", {"opening": "${}"}, "match.opening: Value error, '$' is no placeholder"),
        ("judge", {"examples": [{"item": "$x", "answer": ""}]}, "judge.examples.0.item"),
        ("judge", {"exmaples": []}, "judge.exmaples: Extra inputs are not permitted"),
        ("review", None, "review: Field required"),
        ("version", 3, "version: Input should be a valid string"),
    ],
)
def test_a_template_file_that_cannot_be_used_is_explained(tmp_path: Path, part: str, change: Any, words: str) -> None:
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
    [(None, "cannot be read"), (b"a: [", "is no YAML"), (b"\xff\xfe\xff", "is no YAML"), (b"", "the file: ")],
)
def test_a_file_that_is_no_template(tmp_path: Path, content: Any, words: str) -> None:
    path = tmp_path / "mine.yaml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ConfigError, match=words):
        load_templates(path)
