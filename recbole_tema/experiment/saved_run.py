"""A trained run from its folder: settings, data and weights, each checked before it is used.

A run's folder may come from somebody else. Nothing in it is executed or unpickled, no name in it leads out of it, and
weights are those whose hash the run wrote down.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from recbole_tema.config import OUR_MODELS, TEMAConfig, known_keys, model_class
from recbole_tema.data.preparation import Prepared, input_hashes, prepare_data
from recbole_tema.errors import CheckpointError, ConfigError, DataError
from recbole_tema.evaluation.evaluator import Evaluator
from recbole_tema.files.storage import is_file_name, resolve_inside, sha256
from recbole_tema.training.checkpoint import load_model, load_tensors

_REMEDY = "Give the folder of one run, such as runs/DATASET/TEMA-2024."
# What RecBole derives from the others, or what concerns training on the machine that trained.
_DERIVED = {
    "MODEL_TYPE",
    "MODEL_INPUT_TYPE",
    "dataset",
    "eval_args",
    "gpu_id",
    "local_rank",
    "model",
    "test_neg_sample_args",
    "train_neg_sample_args",
    "use_gpu",
    "valid_neg_sample_args",
}


class SavedConfig(TEMAConfig):
    """A configuration of values that are what they are: RecBole evaluates texts as Python, and these are not ours."""

    def _convert_config_dict(self, config_dict: dict[str, Any]) -> dict[str, Any]:
        return config_dict


@dataclass(frozen=True)
class SavedRun:
    """A trained model with what it was trained on.

    Attributes
    ----------
    folder : Path
    config : TEMAConfig
    data : Prepared
    model : recommender
        With its best weights, in evaluation mode.
    weights_sha256 : str
        Hash of its weights' file.
    """

    folder: Path
    config: TEMAConfig
    data: Prepared
    model: Any
    weights_sha256: str

    def evaluator(self, split: str) -> Evaluator:
        """What ranks the run's ``valid`` or ``test``, as when it was trained."""
        part = self.data.valid if split == "valid" else self.data.test
        return Evaluator(part, self.data.domains, self.config, self.data.fingerprint)


def open_run(folder: Path, data_path: Path) -> SavedRun:
    """Load the model of a finished run.

    Parameters
    ----------
    folder : Path
        A run's folder, or an output folder that holds a single run of our models.
    data_path : Path
        Where the dataset's folder is, as in training.

    Raises
    ------
    CheckpointError
        If a file of the run is missing, damaged, changed since it was written, or lies outside of the folder.
    ConfigError
        If the settings make no sense, or are of a model that is not ours.
    DataError
        If the dataset is not the one that the model was trained on.
    """
    folder = _run_folder(Path(folder))
    settings, finished = (_read_json(resolve_inside(folder, name, _REMEDY)) for name in ("config.json", "result.json"))
    weights = _mapping(finished.get("weights"), "result.json's weights", folder)
    file = resolve_inside(folder, weights.get("file"), _REMEDY)
    if sha256(file) != weights.get("sha256"):
        raise CheckpointError(
            "is not the file that the run wrote.", path=file, remedy="Take the whole run from where it was trained."
        )
    config = _config(settings, folder, data_path)
    hashes = input_hashes(config)
    if hashes != settings.get("inputs"):
        raise DataError(
            "the dataset's files are not those that the model was trained on.",
            path=Path(data_path) / config["dataset"],
            remedy="Give the folder above the dataset's as data_path, or train anew.",
        )
    with torch.random.fork_rng(devices=[]):  # first weights are drawn, and thrown away
        data = prepare_data(config)
        model = model_class(config["model"])(config, data.dataset)
    load_model(model, load_tensors(file)[0])
    return SavedRun(folder, config, data, model.to(config["device"]).eval(), weights["sha256"])


def _run_folder(folder: Path) -> Path:
    if (folder / "config.json").exists() or not (folder / "results.json").is_file():
        return folder
    runs = sorted(path.parent for path in folder.glob("*/result.json"))
    ours = [run for run in runs if run.name.rpartition("-")[0] in OUR_MODELS]
    if len(ours) == 1:
        return ours[0]
    found = ", ".join(run.name for run in ours) or "none of TEMA or SASRecW"
    raise CheckpointError(f"holds several runs or none: {found}.", path=folder, remedy=_REMEDY)


def _read_json(path: Path) -> Mapping[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise CheckpointError(f"is not valid JSON ({type(error).__name__}).", path=path, remedy=_REMEDY) from None
    return _mapping(content, path.name, path.parent)


def _mapping(value: Any, what: str, folder: Path) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise CheckpointError(
            f"{what} is missing or no table.",
            path=folder,
            remedy="Delete result.json and give the run's command again.",
        )
    return value


def _config(settings: Mapping[str, Any], folder: Path, data_path: Path) -> TEMAConfig:
    model, dataset = settings.get("model"), settings.get("dataset")
    if model not in OUR_MODELS:
        raise ConfigError(
            f"{model!r} cannot be used for recommendations.", path=folder, remedy=f"Train {' or '.join(OUR_MODELS)}."
        )
    _check_names(settings, folder)
    known = known_keys() - _DERIVED
    overrides = {key: value for key, value in settings.items() if key in known}
    try:
        return SavedConfig(
            str(model), str(dataset), (), {**overrides, "data_path": str(data_path), "checkpoint_dir": str(folder)}
        )
    except (AttributeError, KeyError) as error:
        # RecBole trusts the kinds of its values.
        raise ConfigError(f"its settings make no sense ({error}).", path=folder / "config.json") from None


def _check_names(settings: Mapping[str, Any], folder: Path) -> None:
    """Refuse settings that become parts of paths and are no plain names."""
    named = {"dataset": settings.get("dataset")}
    for key in ("benchmark_filename", "additional_feat_suffix", "preload_weight"):
        if settings.get(key):
            named.update({f"{key} {i}": value for i, value in enumerate(settings[key])})
    for key, value in named.items():
        if not is_file_name(value):
            raise ConfigError(f"{key} is {value!r}, no plain name.", path=folder / "config.json")
