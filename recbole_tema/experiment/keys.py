"""What every key of RecBole's property files does in an experiment: it is honoured, refused, or without effect.

An experiment trains and compares several models on one split, so that keys about RecBole's own split, evaluation,
caches and log files are refused if they would change the comparison, and reported if they do nothing. Keys of a model
are not listed: they have an effect if a model of the experiment reads them.
"""

from __future__ import annotations

import inspect
import re
import sys
import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import recbole.config
import torch
from recbole.model.abstract_recommender import AbstractRecommender

from recbole_tema import distributed
from recbole_tema.config import RunOptions
from recbole_tema.errors import ConfigError, SettingsWarning
from recbole_tema.options import options_of
from recbole_tema.settings_files import is_user_model, read_settings, settings_files


@dataclass(frozen=True)
class Key:
    """What a key does.

    Attributes
    ----------
    effect : {"honoured", "RecBole's models", "refused", "none"}
        "RecBole's models": honoured by them, without effect on those of this package that train on whole
        sequences.
    note : str
        For a refused key what there is instead, as a sentence; for one without effect the reason, or "".
    accepted : tuple
        Values of a refused key that are accepted, since they describe what an experiment does.
    """

    effect: Literal["honoured", "RecBole's models", "refused", "none"]
    note: str = ""
    accepted: tuple[Any, ...] = ()


def _keys(effect: Literal["honoured", "RecBole's models"], names: str) -> dict[str, Key]:
    return dict.fromkeys(names.split(), Key(effect))


_NO_PICKLE = "Datasets are not cached as pickles, which may run code: remove it."
_LEAVE_OUT_PAIR = "Set train_neg_sample_args for training, and protocols with eval_negatives for evaluation."

KEYS: dict[str, Key] = {
    # General arguments.
    **_keys("honoured", "model dataset gpu_id use_gpu reproducibility data_path seed log_wandb wandb_project"),
    **_keys("honoured", "show_progress"),
    **_keys("RecBole's models", "worker shuffle"),
    "config_file": Key("refused", "Use --config_files."),
    "checkpoint_dir": Key("none", "set output_dir"),
    "state": Key("none", "RecBole's log is not shown"),
    "save_dataset": Key("refused", _NO_PICKLE, (False,)),
    "dataset_save_path": Key("refused", _NO_PICKLE, (None,)),
    "save_dataloaders": Key("refused", _NO_PICKLE, (False,)),
    "dataloaders_save_path": Key("refused", _NO_PICKLE, (None,)),
    # Training arguments.
    **_keys("honoured", "epochs train_batch_size learner learning_rate weight_decay stopping_step clip_grad_norm"),
    **_keys("honoured", "train_neg_sample_args enable_amp enable_scaler weight_average"),
    **_keys("RecBole's models", "require_pow transform"),
    "eval_step": Key("none", "every epoch is validated"),
    "loss_decimal_place": Key("none", "losses are written in full"),
    "neg_sampling": Key("refused", _LEAVE_OUT_PAIR),
    "training_neg_sample_num": Key("refused", _LEAVE_OUT_PAIR),
    "eval_neg_sample_args": Key("refused", _LEAVE_OUT_PAIR),
    # Evaluation arguments; those of eval_args are listed with it.
    **_keys("honoured", "eval_args eval_args.split metrics topk valid_metric eval_batch_size"),
    "eval_args.order": Key("refused", "The interactions of a user are always in order of time: remove it.", ("TO",)),
    "eval_args.group_by": Key("refused", "The split is always by user: remove it.", ("user",)),
    "eval_args.mode": Key("refused", "", ("full",)),
    "repeatable": Key("refused", "Set mask_history: True to remove items of the history.", (True,)),
    "valid_metric_bigger": Key("none", "it follows from the metric, as in RecBole"),
    "metric_decimal_place": Key("none", "results.json has all digits, tables have four"),
    # Dataset arguments.
    **_keys("honoured", "USER_ID_FIELD ITEM_ID_FIELD TIME_FIELD load_col MAX_ITEM_LIST_LENGTH"),
    **_keys("honoured", "ITEM_LIST_LENGTH_FIELD LIST_SUFFIX POSITION_FIELD rm_dup_inter val_interval"),
    **_keys("honoured", "filter_inter_by_user_or_item user_inter_num_interval item_inter_num_interval"),
    **_keys("honoured", "alias_of_user_id alias_of_item_id"),
    **_keys("RecBole's models", "RATING_FIELD LABEL_FIELD NEG_PREFIX threshold seq_len seq_separator"),
    **_keys("RecBole's models", "unload_col unused_col additional_feat_suffix preload_weight numerical_features"),
    **_keys("RecBole's models", "normalize_field normalize_all discretization alias_of_entity_id"),
    **_keys("RecBole's models", "alias_of_relation_id HEAD_ENTITY_ID_FIELD TAIL_ENTITY_ID_FIELD RELATION_ID_FIELD"),
    **_keys("RecBole's models", "ENTITY_ID_FIELD kg_reverse_r entity_kg_num_interval relation_kg_num_interval"),
    "field_separator": Key("refused", "Columns of atomic files are separated by tabs.", ("\t",)),
    "benchmark_filename": Key("refused", "Put the split into a .split file (docs/data.md).", (None,)),
}


def check_settings(settings: Mapping[str, Any], models: Sequence[type]) -> None:
    """Refuse settings that an experiment cannot follow, and warn once of those without effect.

    Parameters
    ----------
    settings : mapping of str to Any
        Settings of the user, not the defaults.
    models : sequence of type
        Models of the experiment.

    Raises
    ------
    ConfigError
        For a refused key.

    Warns
    -----
    SettingsWarning
        With all keys without effect.
    """
    for name, value in _flat(settings):
        key = KEYS.get(name)
        if key is None and name.startswith("eval_args."):
            raise ConfigError(
                f"Unknown key {name!r}.", remedy="eval_args has the keys split, order, group_by and mode."
            )
        if key is not None and key.effect == "refused":
            _check_refused(name, value, key)
    if not distributed.is_main():
        return
    useless = [(name, reason) for name in settings if (reason := _without_effect(name, models)) is not None]
    if useless:
        listed = ", ".join(f"{name} ({reason})" if reason else name for name, reason in useless)
        warnings.warn(f"These settings have no effect in this experiment: {listed}.", SettingsWarning, stacklevel=4)


def _flat(settings: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
    for key, value in settings.items():
        yield key, value
        if key == "eval_args" and isinstance(value, Mapping):
            yield from ((f"eval_args.{part}", content) for part, content in value.items())


def _check_refused(name: str, value: Any, key: Key) -> None:
    values = list(value.values()) if isinstance(value, Mapping) else [value]
    for single in values:
        if not any(single == accepted and type(single) is type(accepted) for accepted in key.accepted):
            remedy = _remedy_for_mode(str(single)) if name == "eval_args.mode" else key.note
            raise ConfigError(f"{name} ({single!r}) is not supported in an experiment.", remedy=remedy)


def _remedy_for_mode(mode: str) -> str:
    sampled = re.fullmatch(r"(uni|pop)(\d+)", mode)
    if sampled and sampled[1] == "uni":
        return f"Set protocols: [sampled], selection_protocol: sampled and eval_negatives: {sampled[2]}."
    if sampled:
        return f"Negatives are uniform: set protocols: [sampled] and eval_negatives: {sampled[2]}."
    return "Targets are ranked among the candidates of protocols: any of domain, catalog and sampled."


def _without_effect(name: str, models: Sequence[type]) -> str | None:
    """Why a key has no effect, "" if that is plain; None if it has one."""
    key = KEYS.get(name)
    if key is not None:
        if key.effect == "RecBole's models" and all(_uses_whole_sequences(model) for model in models):
            return f"read by RecBole's models, not by {', '.join(model.__name__ for model in models)}"
        return key.note if key.effect == "none" else None
    if name in options_of(RunOptions) or any(_reads(model, name) for model in models):
        return None
    return f"not read by {', '.join(model.__name__ for model in models)}"


def _model_files(model: type) -> list[Path]:
    return [file for file in settings_files(model) if file.name != "overall.yaml"]


def _uses_whole_sequences(model: type) -> bool:
    return bool(getattr(model, "uses_whole_sequences", False))


def _reads(model: type, key: str) -> bool:
    """Whether a model may read a key: it is in one of its settings files, or quoted in its source."""
    folder = Path(recbole.config.__file__).parents[1] / "properties/model"
    files = [folder / f"{base.__name__}.yaml" for base in model.__mro__]
    if any(key in read_settings(file) for file in (*filter(Path.is_file, files), *_model_files(model))):
        return True
    try:
        sources = [inspect.getsource(_source_of(base)) for base in model.__mro__[:-1] if base is not torch.nn.Module]
    except (OSError, TypeError):  # defined in an interactive session
        return is_user_model(model)
    return any(re.search(rf"""["']{re.escape(key)}["']""", source) for source in sources)


def _source_of(base: type) -> Any:
    # The base classes of all of RecBole's models share one module; those of a model are beside its layers.
    return base if base.__module__ == AbstractRecommender.__module__ else sys.modules[base.__module__]
