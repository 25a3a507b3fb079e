"""Find the answer in what a language model wrote: JSON among thoughts, code fences and prose."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from recbole_tema.tagging.llm.base import AnswerError, without_thoughts

T = TypeVar("T")
# Our prompts request answers of some hundred characters; texts beyond this are rejected before they are parsed.
MAX_CHARACTERS = 100_000
# Brackets at which a value may start. Thoughts and prose have a few, text that was made to be slow to parse has many.
MAX_STARTS = 200
# Longer lists in Python's notation are not read: its parser needs much memory.
MAX_LITERAL_CHARACTERS = 4_000
_START = re.compile(r"[\[{]")
_FENCE = re.compile(r"```[\w-]*\s*(.*?)\s*```", re.DOTALL)


class UnusableAnswerError(AnswerError):
    """An answer of the wrong form.

    Attributes
    ----------
    text : str
        The answer without the model's thoughts.
    """

    def __init__(self, problem: str, reason: str, text: str) -> None:
        super().__init__(problem, reason=reason)
        self.text = text


def parse_answer(text: str, answer_type: TypeAdapter[T], schema: Mapping[str, Any]) -> T:
    """The valid answer in a text.

    Parameters
    ----------
    text : str
        What the model wrote. If several parts of it are valid, the last one is the answer.
    answer_type : pydantic.TypeAdapter
        Validates the answer.
    schema : mapping
        JSON schema of the answer; if it is empty, the answer is the text itself.

    Raises
    ------
    UnusableAnswerError
        If there is no valid answer.
    """
    if len(text) > MAX_CHARACTERS:
        raise UnusableAnswerError(f"It has more than {MAX_CHARACTERS} characters.", "the answer is too long", "")
    visible = without_thoughts(text)
    if not visible:
        raise UnusableAnswerError("It is empty.", "the answer is empty", "")
    problem: str | None = None
    for value in _candidates(visible, schema.get("type")):
        try:
            return answer_type.validate_python(value)
        except ValidationError as error:
            # The first candidate is the most complete one, whose problem a repair request names.
            problem = problem or str(error.errors()[0]["msg"])
        except RecursionError:
            problem = problem or "It is nested too deeply"
    if problem is None:
        raise UnusableAnswerError("It contains no JSON of the requested form", "no JSON in the answer", visible)
    raise UnusableAnswerError(problem, "invalid answer", visible)


def _candidates(text: str, kind: str | None) -> Iterator[Any]:
    """Values of a text that may be the answer, in order of preference, and what they wrap."""
    if kind is None:
        yield text
        return
    for value in _values(text):
        yield from _unwrapped(value, kind)


def _values(text: str) -> Iterator[Any]:
    whole = _parsed(text)
    if whole is not None:
        yield whole
        return
    for fenced in reversed(_FENCE.findall(text)):
        value = _parsed(fenced)
        if value is not None:
            yield value
    yield from reversed(list(_embedded(text)))
    for listed in reversed(re.findall(r"\[[^\[\]]*\]|\{[^{}]*\}", text[-MAX_LITERAL_CHARACTERS:])):
        try:
            yield ast.literal_eval(listed)  # single quotes, or a comma after the last element
        except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
            continue


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is not JSON")


_DECODER = json.JSONDecoder(parse_constant=_refuse)  # NaN, Infinity


def _parsed(text: str) -> Any | None:
    try:
        return _DECODER.decode(text)
    except (ValueError, RecursionError):
        return None


def _embedded(text: str) -> Iterator[Any]:
    """Arrays and objects within a text, without those within others."""
    position = 0
    for _ in range(MAX_STARTS):
        start = _START.search(text, position)
        if start is None:
            return
        try:
            value, position = _DECODER.raw_decode(text, start.start())
        except (ValueError, RecursionError):
            position = start.end()
            continue
        yield value


def _unwrapped(value: Any, kind: str, depth: int = 2) -> Iterator[Any]:
    """A value, and the values of the requested kind that it wraps, such as the array of ``{"tags": [...]}``."""
    yield value
    if kind == "array" and isinstance(value, dict) and depth:
        for inner in value.values():
            yield from _unwrapped(inner, kind, depth - 1) if isinstance(inner, (list, dict)) else ()
    elif kind == "array" and isinstance(value, list):
        if len(value) == 1 and isinstance(value[0], list):
            yield value[0]
        elif value and all(isinstance(element, dict) for element in value):
            # [{"tag": "tea", "rating": 7}, ...]: one value of a type from each element.
            for type_ in (str, int):
                columns = [[inner for inner in element.values() if type(inner) is type_] for element in value]
                if all(len(column) == 1 for column in columns):
                    yield [column[0] for column in columns]
    elif kind == "object":
        inner_values = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
        if len(inner_values) == 1 and isinstance(inner_values[0], dict):
            yield inner_values[0]
