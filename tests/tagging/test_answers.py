"""Answers are found in what models write around them."""

from __future__ import annotations

import json
from typing import Annotated, Any

import pytest
from pydantic import BeforeValidator, Field, TypeAdapter

from recbole_tema.tagging.answers import MAX_CHARACTERS, UnusableAnswerError, parse_answer
from recbole_tema.tagging.names import is_tag_length
from recbole_tema.tagging.refine import Review, review_schema


def _usable(tags: Any) -> Any:
    return [tag for tag in tags if isinstance(tag, str) and is_tag_length(tag)] if isinstance(tags, list) else tags


TAGS: TypeAdapter[list[str]] = TypeAdapter(Annotated[list[str], BeforeValidator(_usable), Field(min_length=1)])
RATINGS: TypeAdapter[list[int]] = TypeAdapter(list[Annotated[int, Field(ge=0, le=10)]])
ARRAY = {"type": "array"}
EXPECTED = ["steam train", "winter"]
PLAIN = json.dumps(EXPECTED)


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        f"<think>\n\n</think>\n\n{PLAIN}",
        f"<think>A list such as [1] or [\"wrong\"] is wanted.</think>{PLAIN}",
        f"The template opened the thoughts: [\"wrong\"].\n</think>\n{PLAIN}",
        f"<thinking>[\"wrong\"]</thinking> {PLAIN}",
        f"<seed:think>[\"wrong\"]</seed:think>{PLAIN}",
        f"[THINK][\"wrong\"][/THINK]{PLAIN}",
        f"◁think▷[\"wrong\"]◁/think▷{PLAIN}",
        f"<|channel|>analysis<|message|>[\"wrong\"]<|end|><|start|>assistant<|channel|>final<|message|>{PLAIN}",
        f"```json\n{PLAIN}\n```",
        f"```\n{PLAIN}```",
        f"Here are the tags:\n\n```json\n{PLAIN}\n```\nTell me if [any] is wrong.",
        f"The tags of this item [see above] are {PLAIN}, I think.",
        f"First I thought of [\"wrong\"]. But the answer is {PLAIN}",
        json.dumps({"tags": EXPECTED}),
        json.dumps({"answer": {"tags": EXPECTED}}),
        json.dumps({"item": "Night train", "tags": EXPECTED, "n": 2}),
        json.dumps([EXPECTED]),
        json.dumps([{"tag": tag, "score": 0.5} for tag in EXPECTED]),
        "['steam train', 'winter']",
        '["steam train", "winter",]',
        json.dumps([*EXPECTED, "a description that is far too long for a tag", 7, None, "x"]),
        f"\ufeff{PLAIN}",
    ],
)  # fmt: skip
def test_tags_are_found(text: str) -> None:
    assert parse_answer(text, TAGS, ARRAY) == EXPECTED


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "the answer is empty"),
        ("<think>The user wants", "the answer is empty"),
        ("<think>[\"wrong\"]", "the answer is empty"),
        ("I'm sorry, but I can't help with that.", "no JSON in the answer"),
        ('["steam train",\n  \n', "no JSON in the answer"),
        ("[]", "invalid answer"),
        ("[1, 2]", "invalid answer"),
        ("[NaN]", "no JSON in the answer"),
        ("[" * 50_000, "no JSON in the answer"),
        ('{"a":' * 15_000, "no JSON in the answer"),
        ("[" * 400 + "]" * 400, "invalid answer"),
        ('{"a":' * 900 + "1" + "}" * 900, "invalid answer"),
        ("[" + "9" * 5000 + "]", "no JSON in the answer"),
        (json.dumps(["tag"] * MAX_CHARACTERS), "the answer is too long"),
    ],
)  # fmt: skip
def test_unusable_answers(text: str, reason: str) -> None:
    with pytest.raises(UnusableAnswerError) as caught:
        parse_answer(text, TAGS, ARRAY)
    # Brackets that do not close are read by different parsers at different depths.
    assert caught.value.reason == reason or (reason, caught.value.reason) == ("invalid answer", "no JSON in the answer")


def test_last_valid_value_is_the_answer() -> None:
    assert parse_answer("As in [1], of [3, 7] I take [4, 5]; see [a].", RATINGS, ARRAY) == [4, 5]
    rated = json.dumps([{"tag": "tea", "rating": 7}, {"tag": "pan", "rating": 2}])
    assert parse_answer(rated, RATINGS, ARRAY) == [7, 2]


@pytest.mark.parametrize(
    "wrapped",
    [lambda review: review, lambda review: {"review": review}, lambda review: [review]],
    ids=["bare", "in an object", "in a list"],
)
def test_objects(wrapped: Any) -> None:
    review = {"score": 7, "drop": ["bag"], "add": ["tea", "x", "a description that is far too long for a tag"]}
    text = f"<think>Hm.</think>The review: {json.dumps(wrapped(review))}"
    assert parse_answer(text, TypeAdapter(Review), review_schema(["bag"])) == Review(score=7, drop=["bag"], add=["tea"])


def test_text_without_a_schema() -> None:
    assert parse_answer("<think>Hm.</think>\nA warm [wool] coat.\n", TypeAdapter(str), {}) == "A warm [wool] coat."
