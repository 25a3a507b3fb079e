"""Recipes: the options of `prepare` in YAML, or in the record of a dataset that is to be prepared again."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from recbole_tema.errors import ConfigError
from recbole_tema.files.yaml_files import read_yaml_mapping
from recbole_tema.options import Option, options_of
from recbole_tema.prepare.options import Columns, EngineOptions, Rules, SourceOptions

# Lists whose elements hold no commas, so that they may be written as one text.
_COMMA_SEPARATED = ("domains", "drop", "names")
# Options of older versions, which records of datasets may hold.
_REMOVED = {"duplicates": "Repeated rows of the same user, item and time always count once: remove the line."}


def read_recipe(path: Path) -> dict[str, Any]:
    """Read keyword arguments of :func:`~recbole_tema.prepare.prepare_dataset` from a recipe.

    Parameters
    ----------
    path : Path
        YAML with a line for each option, named as on the command line with ``_`` for ``-``; options of columns may be
        in a mapping ``columns``. Or the ``.inter.json`` of a dataset.

    Returns
    -------
    dict
        The given options; those of columns and rules are in the mappings ``columns`` and ``rules``. Sources are not
        part of a recipe.

    Raises
    ------
    ConfigError
        If the file is missing, is not a mapping, holds an unknown option, or a wrong value.
    """
    content = read_yaml_mapping(path, remedy="See recbole-tema prepare --help.")
    if not content:
        raise ConfigError("must hold `key: value` lines.", path=path, remedy="See recbole-tema prepare --help.")
    is_record = isinstance(content.get("options"), dict)
    options = dict(content["options"] if is_record else content)
    for name in ("sources", *(_REMOVED if is_record else ())):
        options.pop(name, None)
    columns = options.pop("columns", None) or {}
    if not isinstance(columns, dict):
        raise ConfigError("columns must be `name: column` lines.", path=path, remedy="Correct the file.")
    of_columns, of_rules = options_of(Columns), options_of(Rules)
    others = {**options_of(SourceOptions), **options_of(EngineOptions)}
    values = _checked(options, {**of_columns, **of_rules, **others}, path)
    return {
        **{name: value for name, value in values.items() if name in others},
        "columns": {
            **_checked(columns, of_columns, path),
            **{name: value for name, value in values.items() if name in of_columns},
        },
        "rules": {name: value for name, value in values.items() if name in of_rules},
    }


def _checked(values: Mapping[str, Any], known: Mapping[str, Option], path: Path) -> dict[str, Any]:
    for name in values:
        if name in _REMOVED:
            raise ConfigError(f"{name} is not an option any more.", path=path, remedy=_REMOVED[name])
        if name not in known:
            hint = ", ".join(sorted(known))
            raise ConfigError(f"has an unknown option {name!r}.", path=path, remedy=f"Known: {hint}.")
    checked = {}
    for name, value in values.items():
        if value is not None:
            checked[name] = _convert(known[name], value)
            try:
                known[name].check(checked[name])
            except ConfigError as error:
                raise ConfigError(error.problem, path=path, remedy=error.remedy) from None
    return checked


def _convert(option: Option, value: Any) -> Any:
    """A value as the command line would give it: YAML parses dates, and a single name is a list of one."""
    if option.many:
        values = list(map(str, value)) if isinstance(value, list) else [str(value)]
        if option.name in _COMMA_SEPARATED:
            values = [name.strip() for text in values for name in text.split(",") if name.strip()]
        return tuple(map(option.type, values))
    return value if option.type in (int, float) else option.type(str(value))
