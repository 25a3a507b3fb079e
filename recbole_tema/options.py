"""Options defined once: type, default, allowed values and help of a setting, as the field of a dataclass.

The library checks values by these definitions, the command line is built from them, and the YAML files of models are
written from them.
"""

from __future__ import annotations

import dataclasses
import operator
import re
import types
import typing
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timezone
from functools import cache
from math import isfinite
from pathlib import Path
from typing import Any, Literal, Union

from recbole_tema.errors import ConfigError

_KEY = "option"


@dataclass(frozen=True)
class Spec:
    """Help and range of an option.

    Attributes
    ----------
    help : str
        One sentence, shown by ``--help`` and in YAML comments.
    minimum, maximum : float, optional
        Inclusive bounds.
    above, below : float, optional
        Exclusive bounds.
    choices : tuple
        Allowed values that the annotation does not list, for instance the names of a table.
    """

    help: str
    minimum: float | None = None
    maximum: float | None = None
    above: float | None = None
    below: float | None = None
    choices: tuple[Any, ...] = ()

    @property
    def bounds(self) -> tuple[tuple[float | None, Callable[[Any, Any], bool], str], ...]:
        """Each bound with the comparison that holds for allowed values, and in words."""
        return (
            (self.minimum, operator.ge, "at least"),
            (self.maximum, operator.le, "at most"),
            (self.above, operator.gt, "above"),
            (self.below, operator.lt, "below"),
        )


@dataclass(frozen=True)
class Option:
    """An option of a dataclass.

    Attributes
    ----------
    name : str
    type : type
        ``bool``, ``int``, ``float``, ``str``, ``Path`` or ``dict``; of the elements, if there are ``many``.
    default : Any
        ``dataclasses.MISSING`` if a value is required.
    optional : bool
        Whether None is allowed.
    many : bool
        Whether the value is a tuple or list.
    choices : tuple
        Allowed values; empty if any value of the type is allowed.
    spec : Spec
    """

    name: str
    type: Any
    default: Any
    optional: bool
    many: bool
    choices: tuple[Any, ...]
    spec: Spec

    def check(self, value: Any) -> None:
        """Check one value.

        Raises
        ------
        ConfigError
            If its type, choice or range is wrong.
        """
        if value is None and self.optional:
            return
        if self.many:
            if isinstance(value, str) or not isinstance(value, Iterable):
                raise ConfigError(f"{self.name} ({value!r}) must be a list.", remedy=self._remedy())
            if not value and (self.default or self.optional):
                raise ConfigError(f"{self.name} must not be empty.", remedy=self._remedy())
            for element in value:
                self._check_element(element)
        else:
            self._check_element(value)

    def _check_element(self, value: Any) -> None:
        if self.choices:
            if value not in self.choices or (type(value) is bool and bool not in map(type, self.choices)):
                allowed = ", ".join(map(str, self.choices))
                raise ConfigError(f"{self.name} ({value!r}) must be one of {allowed}.", remedy=self._remedy())
            return
        if not _has_type(value, self.type):
            raise ConfigError(f"{self.name} ({value!r}) must be {_article(self.type)}.", remedy=self._remedy())
        self._check_range(value)

    def _check_range(self, value: Any) -> None:
        spec = self.spec
        # Written so that NaN fails too.
        for bound, holds, words in spec.bounds:
            if bound is not None and not holds(value, bound):
                raise ConfigError(f"{self.name} ({value!r}) must be {words} {bound:g}.", remedy=self._remedy())
        if isinstance(value, float) and not isfinite(value):
            raise ConfigError(f"{self.name} ({value!r}) must be finite.", remedy=self._remedy())

    def _remedy(self) -> str:
        if self.default is dataclasses.MISSING or self.default is None:
            return f"Meaning: {self.spec.help}"
        default = list(self.default) if isinstance(self.default, tuple) else self.default
        return f"The default is {default}."


def option(
    default: Any = dataclasses.MISSING,
    *,
    help: str,
    minimum: float | None = None,
    maximum: float | None = None,
    above: float | None = None,
    below: float | None = None,
    choices: Iterable[Any] = (),
) -> Any:
    """Define an option as a dataclass field; its type and choices are those of the annotation.

    Parameters
    ----------
    default : Any, optional
        Required if left out.
    help : str
        One sentence.
    minimum, maximum : float, optional
        Inclusive bounds.
    above, below : float, optional
        Exclusive bounds.
    choices : iterable, optional
        Allowed values, where the annotation is not a ``Literal`` because they are the names of a table.

    Returns
    -------
    dataclasses.Field

    Examples
    --------
    >>> @dataclass(frozen=True)
    ... class Rules:
    ...     user_core: int = option(0, help="k-core: minimum number of interactions per user.", minimum=0)
    >>> check_options(Rules(user_core=-1))
    Traceback (most recent call last):
        ...
    recbole_tema.errors.ConfigError: user_core (-1) must be at least 0. The default is 0.
    """
    return dataclasses.field(
        default=default, metadata={_KEY: Spec(help, minimum, maximum, above, below, tuple(choices))}
    )


@cache
def options_of(cls: Any) -> dict[str, Option]:
    """Options of a dataclass by name; fields that were not defined by :func:`option` are left out."""
    hints = typing.get_type_hints(cls)
    return {
        field.name: _parsed(field.name, hints[field.name], field.default, field.metadata[_KEY])
        for field in dataclasses.fields(cls)
        if _KEY in field.metadata
    }


def check_options(instance: Any) -> None:
    """Check every option of a dataclass instance; meant to be called by ``__post_init__``.

    Raises
    ------
    ConfigError
        For the first value of a wrong type, choice or range.
    """
    cls: type = type(instance)
    for name, described in options_of(cls).items():
        described.check(getattr(instance, name))


def _parsed(name: str, hint: Any, default: Any, spec: Spec) -> Option:
    optional = many = False
    choices = spec.choices
    if typing.get_origin(hint) in (Union, types.UnionType):
        arguments = [argument for argument in typing.get_args(hint) if argument is not type(None)]
        optional, hint = len(arguments) < len(typing.get_args(hint)), arguments[0]
    if typing.get_origin(hint) in (tuple, list):
        many, hint = True, typing.get_args(hint)[0]
    if typing.get_origin(hint) is Literal:
        choices = typing.get_args(hint)
        hint = type(choices[0])
    return Option(name, hint, default, optional, many, choices, spec)


def _has_type(value: Any, kind: Any) -> bool:
    if kind is bool:
        return isinstance(value, bool)
    if kind is int:
        return isinstance(value, int) and not isinstance(value, bool)
    if kind is float:
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    if kind is Path:
        return isinstance(value, (str, Path))
    if kind is dict:
        return isinstance(value, dict)
    return isinstance(value, str)


def _article(kind: Any) -> str:
    names = {bool: "true or false", int: "a whole number", float: "a number", Path: "a path", dict: "a mapping"}
    return names.get(kind, "text")


def parse_time(text: str, name: str) -> float:
    """Unix seconds of a number, or of an ISO date or time in UTC.

    A year (2019) is its first day, and eight digits from 1990 on (20190131) are a day.

    Parameters
    ----------
    text : str
    name : str
        Option name for the message.

    Raises
    ------
    ConfigError
        If it is neither.
    """
    date = text.strip()
    if re.fullmatch(r"(19|20)\d{2}", date):
        date = f"{date}-01-01"
    elif re.fullmatch(r"(199\d|20\d{2})\d{4}", date):
        date = f"{date[:4]}-{date[4:6]}-{date[6:]}"
    try:
        number = float(date)
        if isfinite(number):
            return number
    except ValueError:
        pass
    try:
        parsed = datetime.fromisoformat(date)
    except ValueError:
        raise ConfigError(
            f"{name} ({text!r}) must be a date.", remedy="Write it as 2014-01-31 or 2014, or as Unix seconds."
        ) from None
    return (parsed if parsed.tzinfo else parsed.replace(tzinfo=timezone.utc)).timestamp()
