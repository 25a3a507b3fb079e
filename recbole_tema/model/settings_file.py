"""The YAML files of models, written from the tables of their options."""

from __future__ import annotations

from typing import Any

import yaml

from recbole_tema.options import Option, options_of

# RecBole reads these keys too; models that train on whole sequences draw their own negatives.
_FIXED = {"train_neg_sample_args": None}


def option_rows(table: type) -> list[tuple[str, str, str, str]]:
    """Key, default, allowed values and help of every option of a table."""
    return [(name, _value(o.default), _allowed(o), o.spec.help) for name, o in options_of(table).items()]


def yaml_text(model: Any) -> str:
    """Content of ``properties/model/MODEL.yaml``.

    Parameters
    ----------
    model : type
        A model with ``options``.
    """
    head = f"# Settings of {model.__name__}, written by: recbole-tema config --model {model.__name__} --yaml\n"
    fixed = "".join(f"{key}: {_value(value)}\n" for key, value in _FIXED.items())
    return f"{head}{''.join(map(yaml_block, model.options))}# RecBole's negative sampling is not used.\n{fixed}"


def yaml_block(table: type) -> str:
    """Options of a table as YAML lines, each below a comment with its meaning."""
    lines = []
    for key, default, allowed, help_text in option_rows(table):
        lines.append(f"# {help_text}{f' Allowed: {allowed}.' if allowed else ''}\n{key}: {default}\n")
    return "".join(lines)


def _value(value: Any) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(str, value))}]"
    if isinstance(value, float) and "e" in str(value) and "." not in str(value):
        # YAML 1.1 reads 1e-12 as text.
        mantissa, _, exponent = str(value).partition("e")
        return f"{mantissa}.0e{exponent}"
    text: str = yaml.safe_dump(value).removesuffix("...\n").strip()
    return "~" if text == "null" else text


def _allowed(option: Option) -> str:
    if option.choices:
        return ("any of " if option.many else "") + ", ".join(map(str, option.choices))
    return " and ".join(f"{words} {bound:g}" for bound, _, words in option.spec.bounds if bound is not None)
