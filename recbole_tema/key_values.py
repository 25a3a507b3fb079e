"""Values that the keys of RecBole take; those of this package's own options are checked by their dataclasses.

RecBole itself checks few of them: a learning rate of -1 trains, a batch size of 0 fails deep inside of a loader.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any

from recbole_tema.errors import ConfigError
from recbole_tema.model.options import LEARNERS

# No size of a network or a batch is larger; memory would not suffice, and the system would kill the process.
_MAX_SIZE, _MAX_LAYERS, _MAX_LENGTH, _MAX_COUNT = 8_192, 1_000, 100_000, (1 << 31) - 1
_TRANSFORMS = ("mask_itemseq", "inverse_itemseq", "crop_itemseq", "reorder_itemseq")
_INTERVAL = re.compile(r"\s*[\[(]\s*([^,\[\]()]+),([^,\[\]()]+)[\])]\s*")


@dataclass(frozen=True)
class Values:
    """Values that a key takes.

    Attributes
    ----------
    words : str
        Completes "must be".
    holds : callable
        Whether a value is one of them. It may raise TypeError or ValueError for values of other types.
    remedy : str
        An example; by default the message names the default of the key.
    """

    words: str
    holds: Callable[[Any], bool]
    remedy: str = ""


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and isfinite(value)


def _whole(minimum: int, maximum: int = _MAX_COUNT) -> Values:
    return Values(
        f"a whole number from {minimum:,} to {maximum:,}",
        lambda value: _is_whole(value) and minimum <= value <= maximum,
    )


def _or_list(values: Values) -> Values:
    def holds(value: Any) -> bool:
        return all(map(values.holds, value)) and len(value) > 0 if _is_list(value) else values.holds(value)

    return Values(f"{values.words}, or a list of them", holds)


def _or_none(values: Values) -> Values:
    return Values(f"{values.words}, or empty", lambda value: value is None or values.holds(value), values.remedy)


def _is_list(value: Any) -> bool:
    return isinstance(value, (list, tuple))


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and value != ""


def _is_text_list(value: Any) -> bool:
    return _is_list(value) and all(map(_is_text, value))


def _mapping_of(words: str, holds: Callable[[Any], bool], remedy: str) -> Values:
    def all_hold(value: Any) -> bool:
        return isinstance(value, Mapping) and all(_is_text(key) and holds(part) for key, part in value.items())

    return Values(f"a mapping of {words}", all_hold, remedy)


def _is_interval(value: Any) -> bool:
    for part in str(value).split(";") if isinstance(value, str) else [""]:
        match = _INTERVAL.fullmatch(part)
        if match is None or not float(match[1]) <= float(match[2]):
            return False
    return True


def _is_columns(value: Any) -> bool:
    return value is None or value == "*" or _is_text_list(value)


def _is_mode(value: Any) -> bool:
    modes = value.values() if isinstance(value, Mapping) else [value]
    return all(isinstance(mode, str) and re.fullmatch(r"full|labeled|(uni|pop)[1-9]\d{0,8}", mode) for mode in modes)


def _is_eval_args(value: Any) -> bool:
    if not isinstance(value, Mapping) or not _is_mode(value.get("mode", "full")):
        return False
    return value.get("order", "TO") in ("TO", "RO") and value.get("group_by", "user") in ("user", "none", None)


_SAMPLING = {
    "distribution": lambda value: value in ("uniform", "popularity", "none", "None", None),
    "sample_num": lambda value: value == "none" or (_is_whole(value) and 1 <= value <= 1_000_000),
    "alpha": lambda value: value == "none" or (_is_number(value) and value >= 0),
    "dynamic": lambda value: isinstance(value, bool),
    "candidate_num": lambda value: _is_whole(value) and 0 <= value <= 1_000_000,
}
_CLIPPING = {
    "max_norm": lambda value: _is_number(value) and value > 0,
    "norm_type": lambda value: _is_number(value) and value > 0,
    "error_if_nonfinite": lambda value: isinstance(value, bool),
    "foreach": lambda value: value is None or isinstance(value, bool),
}


def _parts(table: Mapping[str, Callable[[Any], bool]], required: str = "") -> Callable[[Any], bool]:
    def holds(value: Any) -> bool:
        is_complete = isinstance(value, Mapping) and (not required or required in value)
        return is_complete and all(key in table and table[key](part) for key, part in value.items())

    return holds


_POSITIVE = Values("a number above 0", lambda value: _is_number(value) and value > 0)
_NOT_NEGATIVE = Values("a number of at least 0", lambda value: _is_number(value) and value >= 0)
_FRACTION = Values("a number of at least 0 and below 1", lambda value: _is_number(value) and 0 <= value < 1)
_TEXT = Values("text", _is_text)
_INTERVALS = Values("intervals", _is_interval, "Example: '[5,inf)'.")
_NAMES = Values("a list of names", _is_text_list, "Example: [user_id].")
_COLUMNS = _mapping_of("lists of columns", _is_columns, "Example: {inter: [user_id, item_id, timestamp]}.")
_NEGATIVES = Values(
    "a mapping of distribution, sample_num, alpha, dynamic and candidate_num",
    _parts(_SAMPLING),
    "Example: {distribution: uniform, sample_num: 1}.",
)
_CLIP = Values("a mapping of max_norm and norm_type", _parts(_CLIPPING, "max_norm"), "Example: {max_norm: 5}.")
_DEVICES = re.compile(r"(-1|\d{1,4}|(GPU|MIG)-[\w-]+)?(, *(\d{1,4}|(GPU|MIG)-[\w-]+))*")


def _one_of(*choices: Any) -> Values:
    return Values(f"one of {', '.join(map(str, choices))}", lambda value: value in choices)


_EMPTY = Values("empty, since RecBole would unpickle the file", lambda value: value in (None, ""), "Remove the key.")
_FALSE = Values(
    "False, since datasets are not cached as pickles", lambda value: value in (None, False), "Remove the key."
)
# Keys of every model.
_GENERAL: dict[str, Values] = {
    "seed": _whole(0, (1 << 32) - 1),
    "worker": _whole(0, 1_000),
    "epochs": _whole(1),
    **dict.fromkeys(("train_batch_size", "eval_batch_size"), _whole(1)),
    **dict.fromkeys(("stopping_step", "eval_step"), _whole(0)),
    **dict.fromkeys(("loss_decimal_place", "metric_decimal_place"), _whole(0, 100)),
    "learner": Values(f"one of {', '.join(LEARNERS)}", lambda value: value.lower() in LEARNERS),
    "learning_rate": _POSITIVE,
    "weight_decay": _NOT_NEGATIVE,
    "weight_average": _FRACTION,
    "clip_grad_norm": _or_none(_CLIP),
    "train_neg_sample_args": _or_none(_NEGATIVES),
    "eval_args": Values("a mapping of split, order, group_by and mode", _is_eval_args),
    "metrics": Values("a list of names", lambda value: _is_text(value) or (_is_text_list(value) and len(value) > 0)),
    "topk": _or_list(_whole(1)),
    **dict.fromkeys(("valid_metric", "data_path", "checkpoint_dir"), _TEXT),
    "MAX_ITEM_LIST_LENGTH": _whole(1, _MAX_LENGTH),
    "gpu_id": Values("numbers of GPUs", lambda value: bool(_DEVICES.fullmatch(str(value))), "Example: 0,1."),
    "transform": _or_none(_one_of(*_TRANSFORMS)),
    "rm_dup_inter": _or_none(_one_of("first", "last")),
    **dict.fromkeys(("load_col", "unload_col", "unused_col"), _or_none(_COLUMNS)),
    **dict.fromkeys(("user_inter_num_interval", "item_inter_num_interval"), _or_none(_INTERVALS)),
    **dict.fromkeys(("entity_kg_num_interval", "relation_kg_num_interval"), _or_none(_INTERVALS)),
    "val_interval": _or_none(_mapping_of("intervals", _is_interval, "Example: {rating: '[3,inf)'}.")),
    "threshold": _or_none(_mapping_of("numbers", _is_number, "Example: {rating: 3}.")),
    "seq_len": _or_none(_mapping_of("whole numbers", lambda value: _is_whole(value) and value > 0, "Example: {a: 5}.")),
    "preload_weight": _or_none(_mapping_of("columns", _is_text, "Example: {item_id: vector}.")),
    **dict.fromkeys(("normalize_field", "numerical_features", "selected_features"), _or_none(_NAMES)),
    **dict.fromkeys((f"alias_of_{kind}_id" for kind in ("user", "item", "entity", "relation")), _or_none(_NAMES)),
    # RecBole reads and writes these files as pickles, which may run code.
    **dict.fromkeys(("save_dataset", "save_dataloaders"), _FALSE),
    **dict.fromkeys(("dataset_save_path", "dataloaders_save_path"), _EMPTY),
    "additional_feat_suffix": _or_none(
        Values("a list of names", lambda value: _is_text(value) or _is_text_list(value))
    ),
}
_SIZES = """embedding_size hidden_size inner_size mlp_embedding_size mf_embedding_size kg_embedding_size gcn_output_dim
    item_embedding_size user_embedding_size neigh_embedding_size attention_size latent_dimension hidden_dimension
    low_rank weight_size prototype_size num_conv_kernel"""
_SIZE_LISTS = """mlp_hidden_size hidden_size_list user_hidden_size_list item_hidden_size_list encoder_hidden_size
    critic_layers layers cnn_channels cnn_kernels cnn_strides dims_dnn in_dims"""
_LAYERS = """n_layers num_layers lightgcn_layer block_num n_hops n_hop context_hops n_iterations hyper_layers
    n_intra_layers n_inter_layers"""
_PRETRAINED = "pretrain_path pre_model_path mf_pretrain_path mlp_pretrain_path warm_up"
_DROPOUTS = """dropout dropout_prob hidden_dropout_prob attn_dropout_prob mess_dropout mess_dropout_rate node_dropout
    node_dropout_rate message_dropout item_dropout sess_dropout drop_ratio mask_ratio"""
_HEADS = "n_heads num_heads n_factors k_interests num_clusters"
_REGULARIZATION = "reg_weight reg_weight_1 reg_weight_2 ssl_reg proto_reg initializer_range layer_norm_eps"
_TEMPERATURES = "temperature ssl_temp tau ssl_tau"
_TEACHERS = ("CrossNet", "CIN")
# Keys of RecBole's models.
_OF_MODELS: dict[str, Values] = {
    **dict.fromkeys(_SIZES.split(), _whole(1, _MAX_SIZE)),
    **dict.fromkeys(_SIZE_LISTS.split(), _or_list(_whole(1, _MAX_SIZE))),
    **dict.fromkeys(_LAYERS.split(), _whole(0, _MAX_LAYERS)),
    **dict.fromkeys(_HEADS.split(), _whole(1, _MAX_SIZE)),
    **dict.fromkeys(_DROPOUTS.split(), _FRACTION),
    **dict.fromkeys(_REGULARIZATION.split(), _or_list(_NOT_NEGATIVE)),
    **dict.fromkeys(_TEMPERATURES.split(), _POSITIVE),
    "ensemble": _whole(1, _MAX_LAYERS),
    # Files of other trainings, which RecBole reads with torch.load.
    **dict.fromkeys(_PRETRAINED.split(), _EMPTY),
    # LDiffRec reads item_embedding files with allow_pickle, and KD_DAGFM evaluates the name of its teacher.
    "n_cate": Values("1, since RecBole would unpickle item_emb.npy", lambda value: value == 1, "Remove the key."),
    "teacher": _one_of(*_TEACHERS),
}
# What every listed key takes.
VALUES: dict[str, Values] = {**_OF_MODELS, **_GENERAL}


def values_of(key: str, default: Any = None, *, of_recbole: bool = True) -> Values | None:
    """Values that a key takes; None if any is taken.

    Parameters
    ----------
    key : str
    default : Any
        Default of the key, whose type decides for keys that are in no table.
    of_recbole : bool
        Whether the model is RecBole's or this package's; a user's model may give names another meaning.
    """
    listed = _GENERAL.get(key) or (_OF_MODELS.get(key) if of_recbole else None)
    return listed if listed is not None else _by_type(default)


def _by_type(default: Any) -> Values | None:
    if isinstance(default, bool):
        return Values("true or false", lambda value: isinstance(value, (bool, int, float)))
    if isinstance(default, (int, float)):
        return Values("a number", lambda value: isinstance(value, bool) or _is_list(value) or _is_number(value))
    return None


def check_values(settings: Mapping[str, Any], defaults: Mapping[str, Any], *, of_recbole: bool) -> None:
    """Check the values of settings.

    Parameters
    ----------
    settings, defaults : mapping of str to Any
    of_recbole : bool
        As of :func:`values_of`.

    Raises
    ------
    ConfigError
        For the first wrong value, with its key and what it takes.
    """
    for key, value in settings.items():
        values = values_of(key, defaults.get(key), of_recbole=of_recbole)
        if values is None or _taken(values, value):
            continue
        shown = repr(value)
        shown = shown if len(shown) <= 80 else f"{shown[:77]}..."
        remedy = values.remedy or f"The default is {defaults.get(key)}."
        raise ConfigError(f"{key} ({shown}) must be {values.words}.", remedy=remedy)


def _taken(values: Values, value: Any) -> bool:
    try:
        return values.holds(value)
    except (TypeError, ValueError, AttributeError, OverflowError, KeyError):
        return False
