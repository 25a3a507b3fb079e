"""Prose in a model's answer: markup, sentences and lengths."""

from __future__ import annotations

import json
import time

import pytest
from pydantic_core import PydanticCustomError

from recbole_tema.tagging.prose import MAX_WORDS, MIN_WORDS, Profile, plain_prose, read_profile, sentences

# 27 words in two sentences.
TEA = (
    "A green tea with jasmine in bags, brewed with hot water. It is for adults who like a light and floral drink, and "
    "it suits breakfast or an afternoon."
)


def _words(count: int, word: str = "tea") -> str:
    return " ".join([word] * count)


def _sentence(count: int, word: str = "tea") -> str:
    return _words(count, word).capitalize() + "."


@pytest.mark.parametrize(
    "answer",
    [
        TEA,
        f"  {TEA}\n",
        f"Here is the profile of the item:\n\n{TEA}",
        f"Profile: {TEA}",
        f"**Description:** {TEA}",
        f"## Profile:\n{TEA.replace('jasmine', '**jasmine**')}",
        f'"{TEA}"',
        f"“{TEA}”",
        f"```\n{TEA}\n```",
        f"```text\n{TEA}",
        json.dumps({"profile": TEA}),
        f"```json\n{json.dumps([TEA])}\n```",
        TEA.replace(". ", ".\n\n"),
        f"- {TEA.replace('. ', '.' + chr(10) + '- ')}",
    ],
)
def test_what_stands_around_the_prose_is_removed(answer: str) -> None:
    assert read_profile(answer) == Profile(TEA, False)


def test_a_colon_within_a_sentence_does_not_end_a_label() -> None:
    text = TEA.replace("A green tea with jasmine", "A drink of two plants: green tea and jasmine")
    assert read_profile(text) == Profile(text, False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three? four. Five", ["One. ", "Two! ", "Three? four. ", "Five"]),
        ("By Dr. Jones and J. R. Smith. For all", ["By Dr. Jones and J. R. Smith. ", "For all"]),
        ('It is "good." Another (small.) End', ['It is "good." ', "Another (small.) ", "End"]),
        ("A pan of 28.5 cm. Élégant. 12 cups", ["A pan of 28.5 cm. ", "Élégant. ", "12 cups"]),
        ("这是茶。很好！喝吗？", ["这是茶。", "很好！", "喝吗？"]),  # noqa: RUF001
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected and "".join(expected) == text


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        # The bounds are included.
        (_sentence(MIN_WORDS), Profile(_sentence(MIN_WORDS), False)),
        (_sentence(MAX_WORDS), Profile(_sentence(MAX_WORDS), False)),
        # Shortened at the last end of a sentence within 60 words.
        (f"{_sentence(20)} {_sentence(20, 'pan')} {_sentence(21, 'cup')}", f"{_sentence(20)} {_sentence(20, 'pan')}"),
        (f"{_sentence(30)} {_words(90, 'Pan')}", _sentence(30)),
        # An incomplete last sentence, even if the text is short enough.
        (f"{_sentence(30)} And then the", _sentence(30)),
        (f"{_sentence(20)} {_words(10, 'Pan')}", Profile(f"{_sentence(20)} {_words(10, 'Pan')}", False)),
        # A sentence that is repeated, as small models do.
        (f"{_sentence(30)} {_sentence(9, 'pan')} {_sentence(30)}", f"{_sentence(30)} {_sentence(9, 'pan')}"),
        (" ".join([_sentence(26)] * 3), _sentence(26)),
    ],
)
def test_whole_sentences_of_at_most_sixty_words(answer: str, expected: Profile | str) -> None:
    profile = read_profile(answer)
    assert profile.text.split() == (expected if isinstance(expected, str) else expected.text).split()
    assert profile.is_shortened is isinstance(expected, str)


@pytest.mark.parametrize(
    ("answer", "n_words"),
    [
        ("", 0),
        ("I cannot help with that.", 5),
        (_sentence(24), 24),
        (_sentence(61), 61),
        (f"{_sentence(24)} {_sentence(40, 'pan')}", 64),
        (" ".join([_sentence(20)] * 2), 40),
        ("茶" * 48, 24),
    ],
)
def test_other_lengths_are_refused(answer: str, n_words: int) -> None:
    with pytest.raises(PydanticCustomError, match=rf"^It has {n_words} words instead of 25 to 60$"):
        read_profile(answer)


def test_scripts_without_spaces() -> None:
    first = "这是一种茉莉绿茶，适合喜欢清淡花香的成年人。"  # noqa: RUF001
    second = "可以在早餐或下午饮用，也可以招待客人。"  # noqa: RUF001
    third = "也适合办公室和家庭日常饮用的人们每天喝。"
    # The second sentence repeats the first: 56 ideographs of 60 words at most remain.
    assert read_profile(first * 2 + second + third) == Profile(first + second + third, True)


@pytest.mark.parametrize("answer", [None, 7, ["a"], {"profile": TEA}])
def test_other_types_are_refused(answer: object) -> None:
    with pytest.raises(PydanticCustomError, match="It is not text"):
        read_profile(answer)


@pytest.mark.parametrize("character", ["[", "{", "*", "`", '"', ".", ". A", "“", "#", " ", ":", "profile "])
def test_long_answers_take_no_long_time(character: str) -> None:
    start = time.perf_counter()
    with pytest.raises(PydanticCustomError, match="words instead of"):
        read_profile(character * (100_000 // len(character)))
    assert time.perf_counter() - start < 5


def test_json_that_is_not_a_single_text_stays() -> None:
    assert plain_prose('{"a": "b", "c": "d"}') == '{"a": "b", "c": "d"}'
    assert plain_prose("[Tea] for all") == "[Tea] for all"
