"""Domain of every item: a column of ``.item``, or groups of its values; without either, all items form one domain."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from recbole_tema.errors import ConfigError
from recbole_tema.files.atomic import read_atomic, read_header, read_texts, refuse_rows
from recbole_tema.files.formats import ITEM

#: Name of the only domain of a dataset whose items have no domain.
ONE_DOMAIN = "all"
_DEFAULT_FIELD = "domain"
# The form in which RecSysDatasets writes the categories of Amazon: 'Toys & Games', 'Trains'.
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
_QUOTED_LIST = re.compile(rf"(?:{_QUOTED.pattern})(?:, (?:{_QUOTED.pattern}))*")


def parse_domain_rule(rule: Any) -> dict[str, frozenset[str]]:
    """Check a rule that gives each domain some values of a column: the first domain with a value of an item takes it.

    Parameters
    ----------
    rule : mapping of str to sequence
        Values by domain, in order of precedence. The last domain may list none and takes all other items.

    Raises
    ------
    ConfigError
        If it has another form.
    """
    form = "Write it as {first: [VALUE, VALUE], second: []}; the last domain may list none and takes all other items."
    if not isinstance(rule, Mapping) or not rule:
        raise ConfigError(f"domains ({rule!r}) must map domains to lists of values.", remedy=form)
    parsed = {}
    for name, values in rule.items():
        if not isinstance(values, (list, tuple)) or not all(isinstance(v, (str, int, float)) for v in values):
            raise ConfigError(f"domains: the values of {name!r} ({values!r}) must be a list.", remedy=form)
        parsed[str(name)] = frozenset(map(str, values))
    if any(not values for values in list(parsed.values())[:-1]):
        raise ConfigError("domains must list values for all domains but the last.", remedy=form)
    return parsed


def sequence_values(cell: str) -> list[str]:
    """Values of a ``token_seq`` cell: words, or the quoted texts of ``'Toys & Games', 'Trains'``."""
    if _QUOTED_LIST.fullmatch(cell):
        return [text[1:-1].strip() for text in _QUOTED.findall(cell)]
    return cell.split()


def domains_of_values(values: Sequence[Sequence[str]], rule: Mapping[str, frozenset[str]] | None) -> list[str]:
    """Domain of each item by the values of its column: the first value, or the domain of a rule; ``""`` if none."""
    if rule is None:
        return [next(iter(of_item), "") for of_item in values]
    return [
        next((name for name, wanted in rule.items() if not wanted or not wanted.isdisjoint(of_item)), "")
        for of_item in values
    ]


def read_item_domains(path: Path, item_field: str, domain_field: str, rule: Any = None) -> pd.Series | None:
    """Domain by item id, as an ``.item`` file gives it.

    Parameters
    ----------
    path : Path
    item_field, domain_field : str
        Names of the columns. The column of domains is a ``token`` or a ``token_seq``, of which the first value counts.
    rule : mapping, optional
        See :func:`parse_domain_rule`.

    Returns
    -------
    pandas.Series of str, or None
        None if there is no file. All items are of :data:`ONE_DOMAIN` if there is no column ``domain`` and no other
        column was chosen.

    Raises
    ------
    DataError
        For a missing or misspelt column, an item without a domain, or a duplicate item.
    """
    chosen = rule is not None or domain_field != _DEFAULT_FIELD
    if not path.is_file() and not chosen:
        return None
    parsed = None if rule is None else parse_domain_rule(rule)
    kinds = read_header(path)
    misspelt = difflib.get_close_matches(domain_field, kinds, n=1, cutoff=0.82)
    if domain_field not in kinds and not chosen and not misspelt:
        tokens = read_atomic(path, require={item_field: "token"}, columns=[item_field])[item_field]
        _refuse_duplicates(tokens, path)
        return pd.Series(ONE_DOMAIN, index=pd.Index(tokens.to_numpy()), dtype=object)
    kind = "token_seq" if kinds.get(domain_field) == "token_seq" else "token"
    frame = read_atomic(path, require={item_field: "token", domain_field: kind}, columns=[item_field, domain_field])
    tokens, cells = frame[item_field], frame[domain_field]
    if kind == "token":
        values: list[list[str]] = [[cell.strip()] if cell.strip() else [] for cell in cells]
    else:
        values = [sequence_values(" ".join(words)) for words in cells]
    domains = pd.Series(domains_of_values(values, parsed), index=pd.Index(tokens.to_numpy()), dtype=object)
    _refuse_duplicates(tokens, path)
    remedy = "Correct the row, or set domains with a last domain that lists no values and takes all other items."
    refuse_rows(domains.eq("").to_numpy(), tokens, "Item", "has no domain.", path=path, remedy=remedy)
    return domains


def _refuse_duplicates(tokens: pd.Series, path: Path) -> None:
    refuse_rows(tokens.duplicated(), tokens, "Item", "is listed twice.", path=path, remedy="Correct the row.")


def read_items(dataset_folder: Path, name: str | None = None) -> pd.DataFrame:
    """All columns of a dataset's ``.item`` file as text; ``domain`` is :data:`ONE_DOMAIN` if it has no such column."""
    path = ITEM.path(dataset_folder, name)
    frame = read_texts(path, require={"item_id": "token"})
    if _DEFAULT_FIELD not in frame.columns:
        frame[_DEFAULT_FIELD] = ONE_DOMAIN
    return frame
