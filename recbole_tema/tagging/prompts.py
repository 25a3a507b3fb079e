"""Prompt templates: files that a person can edit, and the messages made of them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from string import Template
from typing import Optional

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from recbole_tema.errors import ConfigError

DEFAULT = Path(__file__).parent / "templates" / "default.yaml"
TAG_PATTERN = "^[a-z]{3,12}( [a-z]{3,12})?$"
# Enough of an item for its tags; what is longer costs time on every call.
LONGEST_ITEM = 400

Message = dict[str, str]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid")

    @field_validator("*")
    @classmethod
    def _known_placeholders(cls, value: object) -> object:
        if isinstance(value, str):
            for found in Template.pattern.finditer(value):
                if (
                    found.group("invalid") is not None
                    or (found.group("named") or found.group("braced") or "tag") not in _PLACEHOLDERS
                ):
                    raise ValueError(f"{found.group()!r} is no placeholder; known are {', '.join(_PLACEHOLDERS)}")
        return value


_PLACEHOLDERS = ("about", "item", "tags", "tag", "problem")


class Example(_Part):
    """A demonstration: an item's text, and the answer that it should get."""

    item: str
    answer: str


class Stage(_Part):
    """One kind of request."""

    system: str
    user: str
    examples: list[Example] = []
    opening: str = ""


class Repair(_Part):
    """What follows an answer that cannot be used."""

    user: str


class Templates(BaseModel):
    """All requests of the tag pipeline.

    Attributes
    ----------
    version : str
        A label for people; what a template says decides whether a cached answer still holds.
    propose, judge, review, match, rate : Stage
    repair : Repair
    """

    model_config = ConfigDict(extra="forbid")

    version: str
    propose: Stage
    judge: Stage
    review: Stage
    match: Stage
    rate: Stage
    repair: Repair

    def fingerprint(self) -> str:
        """SHA-256 of every word of the templates."""
        return hashlib.sha256(self.model_dump_json().encode("utf-8")).hexdigest()


def load_templates(path: Optional[Path] = None) -> Templates:
    """Read a template file; ours by default.

    Raises
    ------
    ConfigError
        If the file is missing, is no YAML, lacks a part, or uses an unknown placeholder.
    """
    path = DEFAULT if path is None else Path(path)
    try:
        return Templates.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise ConfigError(f"cannot be read ({error.strerror}).", path=path, remedy="Check the path.") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ConfigError(f"is no YAML ({str(error).splitlines()[0]}).", path=path, remedy="Correct it.") from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        raise ConfigError(f"{where}: {first['msg']}.", path=path, remedy=f"Start from a copy of {DEFAULT}.") from None


def as_data(text: str) -> str:
    """An item's text, on one line and without the characters of its delimiters, so that it cannot end them."""
    return " ".join(text.replace("<", "(").replace(">", ")").split())[:LONGEST_ITEM]


def _filled(text: str, **values: str) -> str:
    return Template(text).safe_substitute(values)


def _messages(stage: Stage, examples: Sequence[Example], **values: str) -> list[Message]:
    messages = [{"role": "system", "content": _filled(stage.system, **values)}]
    for example in examples:
        messages.append({"role": "user", "content": _filled(stage.user, **{**values, "item": as_data(example.item)})})
        messages.append({"role": "assistant", "content": example.answer})
    return [*messages, {"role": "user", "content": _filled(stage.user, **values)}]


def propose_messages(templates: Templates, about: str, text: str) -> list[Message]:
    """Ask for five tags of one item of a domain."""
    stage = templates.propose
    return _messages(stage, stage.examples, about=about, item=as_data(text))


def judge_messages(templates: Templates, about: str) -> list[Message]:
    """Begin the question whether tags are good ones for a domain: what :func:`judge_opening` begins to answer."""
    stage = templates.judge
    return _messages(stage, stage.examples, about=about, item=about)


def judge_opening(templates: Templates, tag: str) -> str:
    """The judgement of one tag, up to its yes or no."""
    return _filled(templates.judge.opening, tag=tag)


def review_messages(templates: Templates, about: str, tags: Sequence[str]) -> list[Message]:
    """Ask the model to judge its own list of a domain's tags and to correct it."""
    return _messages(templates.review, [], about=about, tags=", ".join(tags))


def match_messages(templates: Templates, about: str, text: str) -> list[Message]:
    """Begin the question whether tags fit an item: what :func:`match_opening` begins to answer."""
    stage = templates.match
    return _messages(stage, stage.examples, about=about, item=as_data(text))


def match_opening(templates: Templates, tag: str) -> str:
    """The answer about one tag, up to its yes or no."""
    return _filled(templates.match.opening, tag=tag)


def rate_messages(templates: Templates, about: str, tags: Sequence[str], text: str) -> list[Message]:
    """Ask for written ratings 0 to 10 of each candidate tag, in order."""
    return _messages(templates.rate, [], about=about, item=as_data(text), tags=", ".join(tags))


def repair_messages(templates: Templates, messages: Sequence[Message], answer: str, problem: str) -> list[Message]:
    """Show the model its unusable answer, and ask again."""
    again = _filled(templates.repair.user, problem=problem[:200])
    return [*messages, {"role": "assistant", "content": answer[:500]}, {"role": "user", "content": again}]
