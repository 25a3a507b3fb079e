"""Configuration: RecBole's ``Config`` with the settings of this package below the user's, and every key checked."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
import recbole.config
import torch

from recbole_tema.data.choose_split import check_split, holds_out_items, is_temporal
from recbole_tema.errors import ConfigError, warn_once
from recbole_tema.evaluation.metrics import allowed_metrics, is_rank_metric
from recbole_tema.evaluation.ranks import COLD, DEFAULT_PROTOCOLS
from recbole_tema.files.formats import INTER, TEXT
from recbole_tema.files.item_domains import parse_domain_rule
from recbole_tema.files.item_text import has_text
from recbole_tema.key_values import check_values
from recbole_tema.literals import SettingsLoader, read_value
from recbole_tema.model.item_features import check_cold_items, check_required_modalities, choose_item_features
from recbole_tema.model.negatives import check_negatives, default_negatives
from recbole_tema.model.registry import get_model
from recbole_tema.options import check_options, option, options_of
from recbole_tema.settings_files import check_keys, is_user_model, known_keys, read_settings, settings_files

PathLike = str | Path
# What RecBole's Config raises for values that it cannot use.
_RECBOLE_ERRORS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    RuntimeError,
    TypeError,
    ValueError,
)


@dataclass(frozen=True)
class RunOptions:
    """Settings of this package that every run has, whatever its model."""

    DOMAIN_FIELD: str = option(
        "domain", help="Column of the .item file that holds the domain; of a token_seq, the first value."
    )
    domains: dict | None = option(  # type: ignore[type-arg]  # RecBole passes any mapping
        None, help="Values of that column by domain, {domain: [value]}; a last empty list takes all other items."
    )
    protocols: tuple[Literal["domain", "catalog", "sampled", "cold"], ...] = option(
        DEFAULT_PROTOCOLS, help="Candidates that a target is ranked among: docs/protocols.md."
    )
    mask_history: bool = option(False, help="Whether items of the history are removed from the candidates.")
    eval_negatives: int = option(999, help="Negatives per target under the protocol sampled.", minimum=1)
    eval_negatives_seed: int = option(2024, help="Seed of these negatives, apart from that of training.", minimum=0)
    selection_metric: str = option(
        "ndcg@10", help="Validation metric that chooses the checkpoint, averaged over domains."
    )
    selection_protocol: Literal["domain", "catalog", "sampled"] = option(
        "domain", help="Protocol of that metric; one of protocols."
    )
    max_train_seconds: float = option(0, help="Wall-clock limit of one training in seconds; 0: none.", minimum=0)
    log_tensorboard: bool = option(
        False, help="Whether loss and validation curves are written for TensorBoard, into the folder of the run."
    )

    def __post_init__(self) -> None:
        check_options(self)
        if self.domains is not None:
            parse_domain_rule(self.domains)
        if not is_rank_metric(self.selection_metric):
            raise ConfigError(f"selection_metric ({self.selection_metric!r}) must be one of {allowed_metrics()}.")
        if self.selection_protocol not in self.protocols:
            usable = [name for name in self.protocols if name != COLD]
            if not usable:
                raise ConfigError(
                    f"protocols ({[*self.protocols]}) has none for the validation targets, which are not cold items.",
                    remedy="Add domain to protocols.",
                )
            raise ConfigError(f"selection_protocol ({self.selection_protocol!r}) must be one of {', '.join(usable)}.")


class Config(recbole.config.Config):  # type: ignore[misc]
    """RecBole's ``Config`` for the models of this package, of RecBole and of the user; it does not read ``sys.argv``.

    Precedence: ``config_dict`` > ``config_file_list`` > settings of this package > RecBole's own.

    Parameters
    ----------
    model : str or type, optional
        A name, ``module:Class``, or a class; the key ``model`` of the settings by default. Settings of a user's model
        are read from ``Class.yaml`` beside its module, if that exists.
    dataset : str, optional
        Name of the dataset, a folder under ``data_path``; the key ``dataset`` of the settings by default.
    config_file_list : sequence of str or Path, optional
        RecBole config files.
    config_dict : mapping, optional
        Single keys; strings are read as literals, as on the command line
        (:func:`~recbole_tema.literals.read_literal`).
    other_models : iterable of type
        Models that share these settings, in an experiment: keys of their YAML files are accepted too.

    Raises
    ------
    ConfigError
        For an unknown model, file, key or value.

    Examples
    --------
    >>> config = Config(model="TEMA", dataset="my-shop", config_dict={"epochs": 20})
    >>> config["epochs"], config["hidden_size"]
    (20, 128)
    """

    # Models that are configured here share one split (see `data.preparation`).
    common_split = True

    def __init__(
        self,
        model: str | type | None = None,
        dataset: str | None = None,
        config_file_list: Sequence[PathLike] | None = None,
        config_dict: Mapping[str, Any] | None = None,
        *,
        other_models: Iterable[type] = (),
    ) -> None:
        settings = [(str(file), read_settings(Path(file))) for file in config_file_list or ()]
        settings.append(("the given settings", dict(config_dict or {})))
        merged = {key: value for _, values in settings for key, value in values.items()}
        model = merged.get("model") if model is None else model
        if model is None:
            raise ConfigError("No model is given.", remedy="Pass a model, or set the key model.")
        chosen = get_model(model)
        check_keys(settings, known_keys(chosen, other_models))
        try:
            super().__init__(
                model=chosen,
                dataset=dataset,
                config_file_list=[str(file) for file in config_file_list or ()],
                config_dict=dict(config_dict or {}),
            )
        except _RECBOLE_ERRORS as error:
            raise ConfigError(str(error).strip("'\""), remedy="Correct the key that it names.") from error
        _check_negatives(self)
        _check_split(self)
        choose_item_features(self)
        check_required_modalities(self)
        self._leave_out_text()
        check_cold_items(self)

    def compatibility_settings(self) -> None:
        """Define the aliases of NumPy types that RecBole reads and that NumPy 1.24 or 2 removed."""
        # RecBole's own method fails on NumPy 2, which has no np.float_ either.
        aliases = {
            "bool": np.bool_,
            "int": np.int64,
            "float": np.float64,
            "complex": np.complex128,
            "object": np.object_,
        }
        for name, kind in {**aliases, "str": np.str_, "long": np.int64, "unicode": np.str_}.items():
            if name not in vars(np):
                setattr(np, name, kind)

    def _init_device(self) -> None:
        super()._init_device()
        # RecBole itself takes a GPU whatever use_gpu says.
        if not self.final_config_dict["use_gpu"]:
            self.final_config_dict["device"] = torch.device("cpu")

    def _load_cmd_line(self) -> dict[str, Any]:
        # The caller passes its own command line as config_dict: a library must not read the flags of a program.
        return {}

    def _load_internal_config_dict(self, model: str, model_class: type, dataset: str) -> None:
        super()._load_internal_config_dict(model, model_class, dataset)
        for file in settings_files(model_class):
            self._update_internal_config_dict(str(file))
        loss = self.external_config_dict.get("loss_type", self.internal_config_dict.get("loss_type"))
        self.internal_config_dict["train_neg_sample_args"] = default_negatives(
            model_class, loss, self.internal_config_dict["train_neg_sample_args"]
        )

    def _build_yaml_loader(self) -> type[SettingsLoader]:
        # RecBole's loader makes Python objects.
        return SettingsLoader

    def _load_config_files(self, file_list: Sequence[PathLike] | None) -> dict[str, Any]:
        return {key: value for file in file_list or () for key, value in read_settings(Path(file)).items()}

    def _convert_config_dict(self, config_dict: dict[str, Any]) -> dict[str, Any]:
        # RecBole evaluates text as Python.
        return {key: read_value(key, value) for key, value in config_dict.items()}

    def _get_final_config_dict(self) -> dict[str, Any]:
        settings: dict[str, Any] = super()._get_final_config_dict()
        given, defaults = settings["eval_args"], self.internal_config_dict["eval_args"]
        if isinstance(given, Mapping):
            # RecBole would take missing entries from its own defaults, such as a random order.
            settings["eval_args"] = {**defaults, **given}
            if holds_out_items(settings["eval_args"]["split"]) and "protocols" not in self.external_config_dict:
                settings["protocols"] = [COLD, *settings["protocols"]]
        # Before RecBole uses them.
        _check_values(settings, self.internal_config_dict, self.model_class)
        if isinstance(settings["gpu_id"], (list, tuple)):
            settings["gpu_id"] = ",".join(map(str, settings["gpu_id"]))
        return settings

    def _set_default_parameters(self) -> None:
        folder = Path(self.final_config_dict["data_path"]) / self.dataset
        super()._set_default_parameters()
        # RecBole reads ml-100k from its own package, even if data_path has a dataset of this name.
        if INTER.path(folder, self.dataset).is_file():
            self.final_config_dict["data_path"] = str(folder)
        if "load_col" not in self.external_config_dict:
            self.final_config_dict["load_col"] = self._default_columns()

    def _default_columns(self) -> dict[str, list[str]]:
        """The default ``load_col`` for a dataset whose columns of user, item, time and domain have other names."""
        keys = {"user_id": "USER_ID_FIELD", "item_id": "ITEM_ID_FIELD", "timestamp": "TIME_FIELD"}
        keys["domain"] = "DOMAIN_FIELD"
        names = {name: self.final_config_dict[key] for name, key in keys.items()}
        columns: dict[str, list[str]] = self.internal_config_dict["load_col"]
        return {
            suffix: list(dict.fromkeys(names.get(name, name) for name in listed)) for suffix, listed in columns.items()
        }

    def _leave_out_text(self) -> None:
        """Leave the modality text out of the defaults for items that have no text to encode."""
        folder, name = Path(self["data_path"]), self["dataset"]
        modalities = list(self["modalities"] or ())
        if "text" not in modalities or "modalities" in self.external_config_dict:
            return
        if INTER.path(folder, name).is_file() and not TEXT.path(folder, name).is_file() and not has_text(folder, name):
            self["modalities"] = [modality for modality in modalities if modality != "text"]
            warn_once(f"The items of {name} have no text. {self['model']} uses {', '.join(self['modalities'])} only.")

    def __reduce__(self) -> tuple[Any, ...]:
        # RecBole's Trainer saves its Config inside checkpoints; as plain values torch.load reads it with weights_only.
        return OrderedDict, ([(key, _plain(value)) for key, value in self.final_config_dict.items()],)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value if isinstance(value, (str, int, float, bool, type(None))) else str(value)


def changed_config(config: Any, **settings: Any) -> Any:
    """A copy of a configuration in which some values are different; they are not checked."""
    # Not copy.copy, which would make the plain mapping of `Config.__reduce__`.
    copied = object.__new__(type(config))
    copied.__dict__.update(config.__dict__)
    copied.final_config_dict = {**config.final_config_dict, **settings}
    return copied


def plain_settings(config: Any) -> dict[str, Any]:
    """Settings of a configuration as JSON values, without those that do not change what is computed."""
    logs = {"log_tensorboard", "log_wandb", "wandb_project"}
    left_out = {"checkpoint_dir", "data_path", "device", "eval_type", "show_progress", "state", *logs}
    return {key: _plain(value) for key, value in sorted(config.final_config_dict.items()) if key not in left_out}


def option_tables(model: type) -> tuple[type, ...]:
    """Dataclasses of options that a model has beside :class:`RunOptions`; none for models of RecBole or the user."""
    return tuple(getattr(model, "options", ()))


def _check_values(settings: Mapping[str, Any], defaults: Mapping[str, Any], model: type) -> None:
    for table in (RunOptions, *option_tables(model)):
        table(**{name: _as_option(settings.get(name)) for name in options_of(table)})
    check_values(settings, defaults, of_recbole=not is_user_model(model))
    check_split(settings["eval_args"]["split"])


def _check_negatives(config: Any) -> None:
    draws_own = getattr(config.model_class, "uses_whole_sequences", False)
    if draws_own and config["train_neg_sample_args"]["distribution"] != "none":
        raise ConfigError(
            f"{config['model']} draws its own negatives, so train_neg_sample_args must be empty.",
            remedy="Remove the key and set loss_negatives.",
        )
    check_negatives(config)


def _check_split(config: Any) -> None:
    split = config["eval_args"]["split"]
    if is_temporal(split) and config["train_neg_sample_args"].get("distribution") == "popularity":
        raise ConfigError(
            "train_neg_sample_args.distribution is popularity, which counts interactions after the cuts of TS too.",
            remedy="Use the distribution uniform, or remove eval_args.split.",
        )
    if COLD in config["protocols"] and not holds_out_items(split):
        raise ConfigError(
            f"The protocol {COLD!r} ranks targets that are cold items, and eval_args.split ({split}) has none.",
            remedy="Set eval_args.split to {cold_items: 0.1}, or remove cold from protocols.",
        )


def _as_option(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
