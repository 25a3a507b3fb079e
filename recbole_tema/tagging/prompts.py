"""Prompt templates, which users can edit, and the messages built from them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from string import Template

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from recbole_tema.errors import ConfigError
from recbole_tema.files.words import words
from recbole_tema.files.yaml_files import read_yaml_mapping

DEFAULT_TEMPLATES = Path(__file__).parent / "templates" / "default.yaml"
_ENGLISH_TAG = "^[a-z]{3,12}( [a-z]{3,12})?$"
# From the first letter after ASCII to the last ideograph that most models know. Other characters are left out of slugs.
_LETTER = "[a-z\u00df-\ud7ff\uf900-\ufaff]"
_TAG_OF_ANY_SCRIPT = f"^{_LETTER}{{2,12}}( {_LETTER}{{2,12}})?$"
# Enough of an item's text to tag it; longer texts cost time on every request.
MAX_ITEM_CHARACTERS = 400
# Of each of several items in one prompt.
MAX_LISTED_CHARACTERS = 120
MAX_ABOUT_CHARACTERS = 200
# A profile may use more of a description than tags do.
MAX_PROFILED_CHARACTERS = 1200

Message = dict[str, str]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid")

    @field_validator("*")
    @classmethod
    def _known_placeholders(cls, value: object) -> object:
        if isinstance(value, str):
            for match in Template.pattern.finditer(value):
                if (
                    match.group("invalid") is not None
                    or (match.group("named") or match.group("braced") or "tag") not in _PLACEHOLDERS
                ):
                    raise ValueError(f"{match.group()!r} is not a placeholder; known are {', '.join(_PLACEHOLDERS)}")
        return value


_PLACEHOLDERS = ("about", "item", "items", "facets", "tags", "tag", "problem")


class Example(_Part):
    """A few-shot example: the text of an item, the facets that are requested, and the answer it should get."""

    item: str
    facets: str = ""
    answer: str


class Stage(_Part):
    """Templates of one kind of request."""

    system: str
    user: str
    examples: list[Example] = []
    # Serialised under its first name, so that fingerprints agree with those recorded in existing .tag.json files.
    answer_prefix: str = Field("", serialization_alias="opening")


class Repair(_Part):
    """Template of the message that follows an invalid answer."""

    user: str


class Templates(BaseModel):
    """Templates of all requests of the tagging pipeline.

    Attributes
    ----------
    version : str
        A label for people. Cached answers depend on the messages, not on this label.
    facets, review_facets : Stage, optional
        Without ``facets``, those of :data:`~recbole_tema.tagging.facets.DEFAULT_FACETS` are used.
    propose, judge, review, match, rate : Stage
    profile : Stage, optional
        Only profiles need it.
    repair : Repair
    """

    model_config = ConfigDict(extra="forbid")

    version: str
    facets: Stage | None = None
    review_facets: Stage | None = None
    propose: Stage
    judge: Stage
    review: Stage
    match: Stage
    rate: Stage
    profile: Stage | None = None
    repair: Repair

    @property
    def uses_facets(self) -> bool:
        """Whether proposals are requested by facet; template files of earlier versions request five tags instead."""
        names = Template.pattern.finditer(self.propose.system + self.propose.user)
        return any("facets" in (match.group("named"), match.group("braced")) for match in names)

    def fingerprint(self) -> str:
        """SHA-256 of the text of all templates."""
        return hashlib.sha256(self.model_dump_json(by_alias=True).encode("utf-8")).hexdigest()


def load_templates(templates: str | Path | Templates | None = None) -> Templates:
    """Load a template file.

    Parameters
    ----------
    templates : str, Path or Templates, optional
        A YAML file, by default the package's own; templates that are loaded already are returned.

    Raises
    ------
    ConfigError
        If the file is missing, is not YAML, lacks a part, or uses an unknown placeholder.
    """
    if isinstance(templates, Templates):
        return templates
    path = DEFAULT_TEMPLATES if templates is None else Path(templates)
    try:
        return Templates.model_validate(read_yaml_mapping(path))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        raise ConfigError(
            f"{where}: {first['msg']}.", path=path, remedy=f"Start from a copy of {DEFAULT_TEMPLATES}."
        ) from None


def tag_pattern(text: str) -> str:
    """Pattern of tags for constrained decoding: English words, unless a text has letters beyond ASCII."""
    return _ENGLISH_TAG if all(map(str.isascii, words(text))) else _TAG_OF_ANY_SCRIPT


def sanitize(text: str, size: int = MAX_ITEM_CHARACTERS) -> str:
    """A text from the data on one line, truncated, without ``<`` and ``>``, so that it cannot close its delimiters."""
    return " ".join(text.replace("<", "(").replace(">", ")").split())[:size]


def _filled(text: str, **values: str) -> str:
    return Template(text).safe_substitute(values)


def _messages(stage: Stage, examples: Sequence[Example], about: str, **values: str) -> list[Message]:
    values["about"] = sanitize(about, MAX_ABOUT_CHARACTERS)
    messages = [{"role": "system", "content": _filled(stage.system, **values)}]
    for example in examples:
        example_values = {**values, "item": sanitize(example.item), "facets": example.facets}
        example_values["items"] = _listed([example.item])
        messages.append({"role": "user", "content": _filled(stage.user, **example_values)})
        messages.append({"role": "assistant", "content": example.answer})
    return [*messages, {"role": "user", "content": _filled(stage.user, **values)}]


def _listed(texts: Sequence[str]) -> str:
    return "\n".join(f"<item>{sanitize(text, MAX_LISTED_CHARACTERS)}</item>" for text in texts)


def facet_messages(stage: Stage, about: str, texts: Sequence[str], facets: Sequence[str] = ()) -> list[Message]:
    """Messages about the facets of a domain with the texts of several items, to propose or to review the facets."""
    return _messages(stage, stage.examples, about, items=_listed(texts), facets=", ".join(facets))


def propose_messages(templates: Templates, about: str, text: str, facets: Sequence[str] = ()) -> list[Message]:
    """Messages that request tags for one item, by facet if there are any; ``about`` describes its domain."""
    stage = templates.propose
    return _messages(stage, stage.examples, about, item=sanitize(text), facets=", ".join(facets))


def judge_messages(templates: Templates, about: str) -> list[Message]:
    """Messages that ask whether tags suit a domain; an answer starts with :func:`judge_answer_prefix`."""
    stage = templates.judge
    return _messages(stage, stage.examples, about, item=sanitize(about, MAX_ABOUT_CHARACTERS))


def judge_answer_prefix(templates: Templates, tag: str) -> str:
    """Start of the answer about one tag of a domain, up to its yes or no."""
    return _filled(templates.judge.answer_prefix, tag=tag)


def review_messages(templates: Templates, about: str, tags: Sequence[str]) -> list[Message]:
    """Messages that ask the model to score and correct the tags of a domain."""
    return _messages(templates.review, [], about, tags=", ".join(tags))


def match_messages(templates: Templates, about: str, text: str) -> list[Message]:
    """Messages that ask whether tags fit an item; an answer starts with :func:`match_answer_prefix`."""
    stage = templates.match
    return _messages(stage, stage.examples, about, item=sanitize(text))


def match_answer_prefix(templates: Templates, tag: str) -> str:
    """Start of the answer about one tag of an item, up to its yes or no."""
    return _filled(templates.match.answer_prefix, tag=tag)


def rate_messages(templates: Templates, about: str, tags: Sequence[str], text: str) -> list[Message]:
    """Messages that request a rating from 0 to 10 for each candidate tag, in order."""
    return _messages(templates.rate, [], about, item=sanitize(text), tags=", ".join(tags))


def profile_messages(stage: Stage, about: str, text: str) -> list[Message]:
    """Messages that request a profile of one item; ``about`` describes its domain."""
    return _messages(stage, stage.examples, about, item=sanitize(text, MAX_PROFILED_CHARACTERS))


def repair_messages(templates: Templates, messages: Sequence[Message], answer: str, problem: str) -> list[Message]:
    """The conversation so far, an invalid answer, and the request to correct it."""
    correction = _filled(templates.repair.user, problem=problem[:200])
    return [*messages, {"role": "assistant", "content": answer[:500]}, {"role": "user", "content": correction}]
