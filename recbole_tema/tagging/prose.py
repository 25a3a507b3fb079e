"""Prose in the answer of a language model: without markup, in whole sentences, and of a limited length."""

from __future__ import annotations

import json
import re
from typing import NamedTuple

from pydantic_core import PydanticCustomError

from recbole_tema.files.atomic import clean_text
from recbole_tema.files.words import n_words

MIN_WORDS, MAX_WORDS = 25, 60
# Far more than 60 words; the rest of a longer answer is not read.
_MAX_CHARACTERS = 10_000
_ABBREVIATION_SIZE = 10
_FENCE = re.compile(r"^```\w*\s*(.*?)\s*(?:```)?$", re.DOTALL)
# "Here is the profile:", "**Description:**"
_LABEL = re.compile(r"^\W*(?:here|profile|description|answer|sure|item)\b[^:.\n]{0,80}:\W*", re.IGNORECASE)
_MARKUP = re.compile(r"\*+|`+|^\s*(?:#+|[-•])\s+", re.MULTILINE)
_QUOTES = (('"', '"'), ("'", "'"), ("“", "”"), ("«", "»"))
# A sentence ends before a space and a letter that is not a small one, or at once after a full stop of East Asia.
_STOPS, _EAST_ASIAN_STOPS = ".!?\u2026\u0964\u061f", "\u3002\uff01\uff1f"
_CLOSING = "[\"'\u201d\u2019\u00bb)\\]]*"
_SENTENCE_END = re.compile(rf"(?<=[{_STOPS}]){_CLOSING}\s+(?=[^\sa-zß-öø-ÿ])|(?<=[{_EAST_ASIAN_STOPS}])")
_TERMINATED = re.compile(rf"[{_STOPS}{_EAST_ASIAN_STOPS}]{_CLOSING}$")
# Full stops that do not end a sentence.
_ABBREVIATION = re.compile(
    r"(?:\b(?:approx|co|dr|e\.g|etc|i\.e|inc|jr|mr|mrs|ms|no|oz|sr|st|vol|vs)|\b[a-z])\.$", re.IGNORECASE
)


class Profile(NamedTuple):
    """Prose about an item.

    Attributes
    ----------
    text : str
        25 to 60 words on one line.
    is_shortened : bool
        Whether sentences of the answer were left out.
    """

    text: str
    is_shortened: bool


def read_profile(answer: object) -> Profile:
    """The profile in an answer: whole sentences of at most 60 words together, from the start.

    A sentence that repeats an earlier one is left out, and so is an incomplete last one, unless too little remains.

    Parameters
    ----------
    answer : object
        Text of the model.

    Raises
    ------
    pydantic_core.PydanticCustomError
        If the answer is not text, or no such part of it has 25 to 60 words.
    """
    if not isinstance(answer, str):
        raise PydanticCustomError("profile", "It is not text")
    whole = plain_prose(answer[:_MAX_CHARACTERS])
    distinct = list({part.strip(): None for part in sentences(whole)})
    text = ""
    for number, sentence in enumerate(distinct):
        is_complete = number + 1 < len(distinct) or _TERMINATED.search(sentence)
        longer = f"{text}{_space_after(text)}{sentence}".strip()
        if n_words(longer) > MAX_WORDS or (not is_complete and n_words(text) >= MIN_WORDS):
            break
        text = longer
    if not MIN_WORDS <= n_words(text) <= MAX_WORDS:
        raise PydanticCustomError(
            "profile",
            "It has {n_words} words instead of {minimum} to {maximum}",
            {"n_words": n_words(whole), "minimum": MIN_WORDS, "maximum": MAX_WORDS},
        )
    return Profile(text, text != whole)


def _space_after(text: str) -> str:
    return "" if text.endswith(tuple(_EAST_ASIAN_STOPS)) else " "


def plain_prose(answer: str) -> str:
    """The text of an answer on one line, without code fences, JSON around it, labels, Markdown and outer quotes."""
    fenced = _FENCE.match(answer.strip())
    text = _unwrapped(fenced.group(1) if fenced else answer.strip())
    text = clean_text(_MARKUP.sub("", _LABEL.sub("", text, count=1)))
    for first, last in _QUOTES:
        if text.startswith(first) and text.endswith(last):
            text = text[1:-1].strip()
    # Of a pair of double quotes, clean_text has removed the first one.
    return text[:-1].rstrip() if text.count('"') == 1 and text.endswith('"') else text


def _unwrapped(text: str) -> str:
    """The only text of a JSON object or array, or the text itself."""
    if text[:1] not in ("{", "["):
        return text
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return text
    values = list(value.values()) if isinstance(value, dict) else value
    return values[0] if len(values) == 1 and isinstance(values[0], str) else text


def sentences(text: str) -> list[str]:
    """Sentences of a text on one line, each with the space after it."""
    ends = [
        match.end()
        for match in _SENTENCE_END.finditer(text)
        if not _ABBREVIATION.search(text[max(0, match.start() - _ABBREVIATION_SIZE) : match.start()])
    ]
    return [text[start:end] for start, end in zip([0, *ends], [*ends, len(text)]) if start < end]
