"""Values of settings that are written as text: they are read as literals, nothing in them is evaluated."""

from __future__ import annotations

import ast
import re
import warnings
from pathlib import Path
from typing import Any

import yaml

from recbole_tema.files.yaml_files import Loader

# What stands for None on the command line, as in YAML files.
NONE_WORDS = ("~", "null", "None", "")
# Longer texts are not values of settings, and would take the parsers long.
_MAX_LENGTH = 100_000
_DATE, _FLOAT, _NULL, _TEXT = (f"tag:yaml.org,2002:{name}" for name in ("timestamp", "float", "null", "str"))
# RecBole's form of numbers in YAML files: 1e-3 too, which YAML itself reads as text.
FLOAT_PATTERN = re.compile(
    r"""^(?:[-+]?(?:[0-9][0-9_]*)\.[0-9_]*(?:[eE][-+]?[0-9]+)?
    |[-+]?(?:[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)
    |\.[0-9_]+(?:[eE][-+][0-9]+)?
    |[-+]?\.(?:inf|Inf|INF)
    |\.(?:nan|NaN|NAN))$""",
    re.X,
)


# Keys whose value is a path or a name, which may look like a number: a folder 2024, 1e3 or None.
_TEXT_KEYS = frozenset(
    ["checkpoint_dir", "data_path", "dataset", "dataset_save_path", "dataloaders_save_path", "gpu_id", "wandb_project"]
)
_TEXT_ENDINGS = ("_FIELD", "_PREFIX", "_SUFFIX")


def is_text_key(key: str) -> bool:
    """Whether the value of a key of RecBole is a path or a name, which is never read as a literal."""
    return key in _TEXT_KEYS or key.endswith(_TEXT_ENDINGS)


class SettingsLoader(Loader):
    """Loader of files of settings: RecBole's numbers, and paths and names as they are written."""

    def get_single_node(self) -> Any:
        """The document, in which the values of such keys are text."""
        node = super().get_single_node()
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                is_scalar = isinstance(key, yaml.ScalarNode) and isinstance(value, yaml.ScalarNode)
                if is_scalar and is_text_key(key.value) and value.tag != _NULL:
                    value.tag = _TEXT
        return node


class FlowLoader(yaml.SafeLoader):
    """Loader of lists and mappings in one line, with RecBole's numbers and without dates."""


for _loader, _left_out in ((SettingsLoader, (_FLOAT,)), (FlowLoader, (_FLOAT, _DATE))):
    _loader.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag not in _left_out]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    _loader.add_implicit_resolver(_FLOAT, FLOAT_PATTERN, list("-+0123456789."))


def read_value(key: str, value: Any) -> Any:
    """Value of a key: text is read by :func:`read_literal`, unless it is a path or a name."""
    if is_text_key(key):
        return str(value) if isinstance(value, Path) else value
    return read_literal(value) if isinstance(value, str) else value


def read_literal(text: str) -> Any:
    """Value of a setting on the command line: a Python literal, a YAML list or mapping, or else the text itself.

    Parameters
    ----------
    text : str

    Returns
    -------
    None, bool, int, float, str, list, tuple or dict

    Examples
    --------
    >>> [read_literal(text) for text in ("3", "1e-3", "true", "~", "[id, text]", "{LS: valid_and_test}", "adam")]
    [3, 0.001, True, None, ['id', 'text'], {'LS': 'valid_and_test'}, 'adam']
    >>> read_literal("__import__('os').getcwd()")
    "__import__('os').getcwd()"
    """
    stripped = text.strip()
    if stripped in NONE_WORDS:
        return None
    if stripped.lower() in ("true", "false"):
        return stripped.lower() == "true"
    if len(stripped) > _MAX_LENGTH:
        return text
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of Python's parser, for texts such as 1or2
            value = ast.literal_eval(stripped)
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return _flow(stripped, text)
    return value if is_literal(value) else text


def _flow(stripped: str, text: str) -> Any:
    if not stripped.startswith(("[", "{")):
        return text
    try:
        # Nested aliases would make a short text grow without bound.
        if any(isinstance(token, yaml.AliasToken) for token in yaml.scan(stripped, Loader=FlowLoader)):
            return text
        return yaml.load(stripped, Loader=FlowLoader)
    except (ValueError, TypeError, RecursionError, yaml.YAMLError):
        return text


def is_literal(value: Any) -> bool:
    """Whether a value is None, a boolean, a number, a text, or a list or mapping of them."""
    if isinstance(value, dict):
        return all(map(is_literal, (*value, *value.values())))
    if isinstance(value, (list, tuple)):
        return all(map(is_literal, value))
    return value is None or isinstance(value, (bool, int, float, str))
