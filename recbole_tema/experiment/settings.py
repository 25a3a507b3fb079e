"""Settings of the user for an experiment: models, dataset and seeds in them, and the metrics that they ask for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from recbole_tema.config import PathLike
from recbole_tema.errors import ConfigError
from recbole_tema.evaluation.lists import LIST_PROTOCOLS
from recbole_tema.evaluation.metrics import (
    LIST_METRICS,
    RANK_METRICS,
    allowed_metrics,
    is_rank_metric,
    metric_name,
)
from recbole_tema.literals import read_value
from recbole_tema.settings_files import read_settings

# Metrics of RecBole that are not computed, and why.
_VALUE_METRICS = ("auc", "gauc", "logloss", "mae", "rmse")
_CUTOFFS, _KINDS = (5, 10), ("Hit", "NDCG", "MRR")


def user_settings(files: Sequence[PathLike], keys: Mapping[str, Any] | None) -> dict[str, Any]:
    """Settings in config files and single keys, the last one of each key; text is read as literals.

    Raises
    ------
    ConfigError
        If a file is missing or malformed.
    """
    settings: dict[str, Any] = {}
    for values in (*(read_settings(Path(file)) for file in files), dict(keys or {})):
        settings.update(values)
    return {key: read_value(key, value) for key, value in settings.items()}


def setting_or(given: Any, settings: Mapping[str, Any], key: str, default: Any) -> Any:
    """What was given as an argument, or else by a key of the settings, or else the default.

    Raises
    ------
    ConfigError
        If argument and key differ.
    """
    chosen = settings.get(key)
    if given is None:
        return default if chosen is None else chosen
    if chosen is not None and str(chosen) != str(given):
        raise ConfigError(f"The {key} is {given}, but the key {key} is {chosen}.", remedy="Give it once.")
    return given


def seeds_of(given: Sequence[int] | None, settings: Mapping[str, Any]) -> list[int]:
    """Seeds that were given, or else the key ``seed`` of the settings, or else 2024.

    Raises
    ------
    ConfigError
        If a seed is not a whole number, or the key differs from the seeds given.
    """
    seed = settings.get("seed")
    seeds = list(given) if given is not None else [2024 if seed is None else seed]
    for value in (*seeds, *([] if seed is None else [seed])):
        if type(value) is not int:
            raise ConfigError(f"seed ({value!r}) must be a whole number.", remedy="Give one or several as --seeds.")
    if seed is not None and seeds != [seed]:
        listed = ", ".join(map(str, seeds))
        raise ConfigError(f"The seeds are {listed}, but the key seed is {seed}.", remedy="Remove it, and give --seeds.")
    return seeds


def metric_keys(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Keys of this package that follow from RecBole's ``metrics``, ``topk`` and ``valid_metric``.

    Parameters
    ----------
    settings : mapping of str to Any
        Settings of the user, not the defaults.

    Returns
    -------
    dict
        ``selection_metric`` if there is one, and ``evaluation_metrics`` if ``metrics`` or ``topk`` is set: names as in
        ``results.json``, the metric of selection among them.

    Raises
    ------
    ConfigError
        For metrics that are unknown or not computed, cutoffs that are not positive whole numbers, or a
        ``valid_metric`` and a ``selection_metric`` that differ.
    """
    keys: dict[str, Any] = {}
    selection = [_selection(key, settings[key]) for key in ("selection_metric", "valid_metric") if key in settings]
    if len(set(selection)) > 1:
        raise ConfigError(
            f"selection_metric ({selection[0]}) and valid_metric ({selection[1]}) differ.", remedy="Set one of them."
        )
    if selection:
        keys["selection_metric"] = selection[0]
    if "metrics" in settings or "topk" in settings:
        metrics = _asked(settings)
        _check_protocols(metrics, settings)
        keys["evaluation_metrics"] = metrics
    return keys


def tested_metrics(config: Any, default: Sequence[str]) -> list[str]:
    """Metrics of the paired tests: those with one value per target of the metrics asked for, or the default."""
    asked = config["evaluation_metrics"]
    return [metric for metric in asked if is_rank_metric(metric)] if asked else list(default)


def _selection(key: str, value: Any) -> str:
    if not is_rank_metric(value):
        raise ConfigError(f"{key} ({value!r}) must be one of {allowed_metrics()}.", remedy="The default is ndcg@10.")
    return metric_name(value)


def _asked(settings: Mapping[str, Any]) -> list[str]:
    kinds, cutoffs = settings.get("metrics", _KINDS), settings.get("topk", _CUTOFFS)
    kinds = [kinds] if isinstance(kinds, str) else kinds
    cutoffs = [cutoffs] if isinstance(cutoffs, int) else cutoffs
    if not isinstance(cutoffs, (list, tuple)) or not cutoffs or not all(type(k) is int and k > 0 for k in cutoffs):
        raise ConfigError(f"topk ({cutoffs!r}) must be a list of positive whole numbers.", remedy="Example: [5, 20].")
    if not isinstance(kinds, (list, tuple)) or not kinds:
        raise ConfigError(f"metrics ({kinds!r}) must be a list of names.", remedy="Example: ['Recall', 'NDCG'].")
    for kind in kinds:
        _check_kind(kind)
    names = [f"{str(kind).lower()}@{k}" for kind in kinds for k in cutoffs]
    return list(dict.fromkeys(names))


def _check_kind(kind: Any) -> None:
    if str(kind).lower() in RANK_METRICS + LIST_METRICS:
        return
    reason = "needs a score per interaction" if str(kind).lower() in _VALUE_METRICS else "is not computed"
    names = "Hit, Recall, Precision, NDCG, MAP, MRR, ItemCoverage, AveragePopularity, GiniIndex, ShannonEntropy"
    raise ConfigError(f"The metric {kind!r} {reason}.", remedy=f"Choose from {names}.")


def _check_protocols(metrics: Sequence[str], settings: Mapping[str, Any]) -> None:
    protocols = settings.get("protocols", LIST_PROTOCOLS)
    of_lists = [metric for metric in metrics if not is_rank_metric(metric)]
    if of_lists and not set(LIST_PROTOCOLS) & set(protocols or ()):
        raise ConfigError(
            f"{of_lists[0]} is computed under the protocols {' and '.join(LIST_PROTOCOLS)} only.",
            remedy="Add one of them to protocols, or remove the metric.",
        )
