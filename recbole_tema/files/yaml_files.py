"""Reading of YAML files that users and others write: every malformed file gives one error with its line."""

from __future__ import annotations

from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml

from recbole_tema.errors import ConfigError

# Aliases (`*name`) repeat what their anchor holds: nested ones make a file of a few lines grow without bound.
_MAX_NODES = 1_000_000
_NOT_FOUND = (FileNotFoundError, IsADirectoryError, NotADirectoryError)


def read_yaml_mapping(
    path: Path, *, remedy: str = "Correct the file.", loader: type[Loader] | None = None
) -> dict[str, Any]:
    """Read a YAML file of ``key: value`` lines.

    Only plain values are made: texts, numbers, dates, lists and mappings.

    Parameters
    ----------
    path : Path
    remedy : str
        Remedy of the errors.
    loader : type, optional
        A subclass of :class:`Loader`, which may read numbers in another form.

    Returns
    -------
    dict
        Empty for an empty file.

    Raises
    ------
    ConfigError
        If the file does not exist, is not UTF-8, is not valid YAML, or is not a mapping; if a key is not a text or is
        given twice, or a value is not one of its type, such as the date ``2024-13-45``.
    """
    try:
        content = path.read_bytes()
    except _NOT_FOUND:
        raise ConfigError("no such file.", path=path, remedy="Check the path.") from None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ConfigError("is not UTF-8 text.", path=path, line=line, remedy="Save it as UTF-8.") from None
    try:
        values = _construct(text, loader or Loader)
    except _Malformed as error:
        raise ConfigError(error.problem, path=path, line=error.line, remedy=remedy) from None
    except yaml.YAMLError as error:
        raise ConfigError(_problem_of(error), path=path, line=_line_of(error, text), remedy=remedy) from None
    except RecursionError:
        raise ConfigError("is not valid YAML (nested too deeply).", path=path, remedy=remedy) from None
    if values is None:
        return {}
    if not isinstance(values, dict):
        raise ConfigError("must hold `key: value` lines.", path=path, remedy=remedy)
    return values


class _Malformed(Exception):
    def __init__(self, problem: str, node: yaml.Node) -> None:
        self.problem, self.line = problem, node.start_mark.line + 1
        super().__init__(problem)


class Loader(yaml.SafeLoader):
    """SafeLoader that names the line of a wrong value or key."""

    def construct_object(self, node: Any, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep=deep)
        # What the constructors of dates, numbers and explicit types (`!!bool x`) raise for a wrong value.
        except (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError):
            raise _Malformed(
                f"is not valid YAML ({str(node.value)[:40]!r} is not a value of its type).", node
            ) from None

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Hashable, Any]:
        keys = set()
        for key, _ in node.value:
            if key.tag == "tag:yaml.org,2002:merge":
                continue
            if key.tag != "tag:yaml.org,2002:str":
                shown = str(key.value)[:40] if isinstance(key, yaml.ScalarNode) else "a list or mapping"
                raise _Malformed(f"is not valid YAML (the key {shown} is not a text).", key)
            if key.value in keys:
                raise _Malformed(f"is not valid YAML (the key {key.value!r} is given twice).", key)
            keys.add(key.value)
        return super().construct_mapping(node, deep=deep)


def _construct(text: str, kind: type[Loader]) -> Any:
    loader = kind(text)
    try:
        node = loader.get_single_node()
        if node is None:
            return None
        if _expanded_size(node, {}) > _MAX_NODES:
            raise _Malformed("is not valid YAML (aliases repeat too much).", node)
        return loader.construct_document(node)
    finally:
        loader.dispose()


def _expanded_size(node: yaml.Node, sizes: dict[int, int]) -> int:
    """Number of nodes if each alias is replaced by what its anchor holds."""
    if isinstance(node, yaml.ScalarNode):
        return 1
    if id(node) not in sizes:
        sizes[id(node)] = _MAX_NODES + 1  # an alias within its own anchor has no end
        parts = node.value if isinstance(node, yaml.SequenceNode) else [part for pair in node.value for part in pair]
        sizes[id(node)] = 1 + sum(_expanded_size(part, sizes) for part in parts)
    return sizes[id(node)]


def _problem_of(error: yaml.YAMLError) -> str:
    problem = getattr(error, "problem", None) or getattr(error, "reason", None)
    return f"is not valid YAML ({problem})." if problem else "is not valid YAML."


def _line_of(error: yaml.YAMLError, text: str) -> int | None:
    mark = getattr(error, "problem_mark", None)
    if mark is not None:
        return int(mark.line) + 1
    position = getattr(error, "position", None)  # of a character that YAML does not allow
    return None if position is None else text.count("\n", 0, position) + 1
