"""Settings that runs must share to be compared, and the differences between two settings in words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

# Keys that decide which targets are ranked among which candidates, with "split" of eval_args.
_EVALUATION_KEYS = (
    "protocols",
    "mask_history",
    "DOMAIN_FIELD",
    "domains",
    "user_inter_num_interval",
    "item_inter_num_interval",
    "val_interval",
    "rm_dup_inter",
    "filter_inter_by_user_or_item",
)
# Differences that an error message lists; the others are counted.
_SHOWN_DIFFERENCES = 5


def evaluation_settings(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Those settings of a run that its results must share with others to be compared with them."""
    keys = list(_EVALUATION_KEYS)
    if "sampled" in settings.get("protocols", ()):
        keys += ["eval_negatives", "eval_negatives_seed"]
    chosen = {key: settings[key] for key in keys if settings.get(key) is not None}
    chosen["protocols"] = sorted(chosen.get("protocols", ()))
    return {**chosen, "eval_args": {"split": (settings.get("eval_args") or {}).get("split")}}


def differences(
    saved: Mapping[str, Any], settings: Mapping[str, Any], saved_place: Any = "the folder", place: Any = ""
) -> list[str]:
    """Keys of two settings whose values differ, each with both values; keys of nested mappings are joined by dots.

    Parameters
    ----------
    saved, settings : mapping
    saved_place, place : str or Path
        Where they are; without ``place``, the second ones are those of now.
    """
    now = f"in {place}" if place else "now"
    old, new = _flat(saved), _flat(json.loads(json.dumps(settings)))
    return [
        f"{key}: {old.get(key, 'not set')} in {saved_place}, {new.get(key, 'not set')} {now}"
        for key in sorted(old.keys() | new.keys())
        if (key in old) != (key in new) or old[key] != new[key]
    ]


def shortened(lines: list[str]) -> str:
    """The first differences in one line, and the number of the others."""
    rest = len(lines) - _SHOWN_DIFFERENCES
    return "; ".join([*lines[:_SHOWN_DIFFERENCES], *([f"and {rest} more"] if rest > 0 else [])])


def _flat(settings: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for key, value in settings.items():
        nested = isinstance(value, Mapping) and value
        flat.update(_flat(value, f"{prefix}{key}.") if nested else {f"{prefix}{key}": value})
    return flat
