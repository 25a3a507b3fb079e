"""A trained run from its folder: settings, data and weights, each checked before it is used.

The folder of a run may come from an untrusted source. Nothing in it is executed or unpickled, no name in it leads out
of it, and the weights must have the hash that the run recorded.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from recbole_tema.config import Config, PathLike
from recbole_tema.data.preparation import PreparedData, input_hashes, prepare_data
from recbole_tema.errors import CheckpointError, ConfigError, DataError
from recbole_tema.evaluation.evaluator import Evaluator
from recbole_tema.evaluation.metrics import metric_name
from recbole_tema.files.checked_json import CHANGED, is_unchanged
from recbole_tema.files.storage import is_file_name, resolve_inside, sha256
from recbole_tema.model.names import WHOLE_SEQUENCE_MODELS
from recbole_tema.settings_files import known_keys
from recbole_tema.training.checkpoint import RESULT, SETTINGS, load_model, load_record, load_tensors

_REMEDY = "Give the folder of one run, such as runs/DATASET/TEMA-2024."
_DAMAGED = {
    SETTINGS: "Delete the folder of the run and train again, or copy it again.",
    RESULT: "Delete the file and run the same command again, or copy the folder again.",
}
# Keys that RecBole derives from others, or that concern training on the machine that trained.
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


class SavedConfig(Config):
    """Config that does not evaluate string values, since they come from an untrusted folder."""

    def _convert_config_dict(self, config_dict: dict[str, Any]) -> dict[str, Any]:
        return config_dict


@dataclass(frozen=True)
class SavedRun:
    """A trained model and the data it was trained on.

    Attributes
    ----------
    folder : Path
    config : Config
    data : PreparedData
    model : recommender
        With its best weights, in evaluation mode.
    weights_sha256 : str
        Hash of the weights file.
    """

    folder: Path
    config: Config
    data: PreparedData
    model: Any
    weights_sha256: str

    def evaluator(self, split: str) -> Evaluator:
        """Evaluator of ``valid`` or ``test``, as in training."""
        part = self.data.valid if split == "valid" else self.data.test
        counts = self.data.split.n_train_interactions()
        return Evaluator(part, self.data.domains, self.config, self.data.fingerprint, counts)


def open_run(folder: PathLike, data_path: PathLike | None = None) -> SavedRun:
    """Load the model of a finished run.

    Parameters
    ----------
    folder : str or Path
        Folder of a run, or an output folder that holds a single run of a model that trains on whole sequences.
    data_path : str or Path, optional
        Folder that contains the folder of the dataset, as in training; ``atomic_data`` by default.

    Raises
    ------
    CheckpointError
        If a file of the run is missing, damaged, changed since it was written, or lies outside of the folder.
    ConfigError
        If the settings are invalid, or those of a model that cannot be loaded.
    DataError
        If the dataset is not the one that the model was trained on.
    """
    config, file, digest = read_run(folder, data_path)
    with torch.random.fork_rng(devices=[]):  # initial weights are drawn and replaced
        data = prepare_data(config)
        model = config.model_class(config, data.dataset)
    load_model(model, load_tensors(file)[0])
    return SavedRun(file.parent, config, data, model.to(config["device"]).eval(), digest)


def read_run(folder: PathLike, data_path: PathLike | None = None) -> tuple[Config, Path, str]:
    """Settings, weights file and hash of a finished run, all checked; parameters and errors as of :func:`open_run`."""
    folder, data_path = _run_folder(Path(folder)), Path("atomic_data" if data_path is None else data_path)
    settings, finished = (_read_json(resolve_inside(folder, name, _REMEDY)) for name in (SETTINGS, RESULT))
    weights = _mapping(finished.get("weights"), "The entry `weights` of result.json", folder)
    file = resolve_inside(folder, weights.get("file"), _REMEDY)
    digest = sha256(file)
    if digest != weights.get("sha256"):
        raise CheckpointError(
            "This is not the file that the run wrote.", path=file, remedy="Copy the whole folder of the run again."
        )
    run = finished.get("run")
    if isinstance(run, Mapping) and run.get("best_epoch") != (epoch := load_record(file).get("epoch")):
        raise CheckpointError(
            f"The weights are of epoch {epoch}, but the best epoch is {run.get('best_epoch')}.",
            path=file,
            remedy="Delete the folder and train again.",
        )
    config = _config(settings, folder, data_path)
    if input_hashes(config) != settings.get("inputs"):
        raise DataError(
            "The files of the dataset are not those that the model was trained on.",
            path=data_path / config["dataset"],
            remedy="Give the folder that contains the dataset as data_path, or train again.",
        )
    return config, file, digest


def _run_folder(folder: Path) -> Path:
    if (folder / SETTINGS).exists() or not (folder / "results.json").is_file():
        return folder
    runs = sorted(path.parent for path in folder.glob(f"*/{RESULT}"))
    loadable = [run for run in runs if run.name.rpartition("-")[0] in WHOLE_SEQUENCE_MODELS]
    if len(loadable) == 1:
        return loadable[0]
    names = ", ".join(run.name for run in loadable) or f"none of {' or '.join(WHOLE_SEQUENCE_MODELS)}"
    raise CheckpointError(f"The folder does not hold a single run: {names}.", path=folder, remedy=_REMEDY)


def _read_json(path: Path) -> Mapping[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise CheckpointError(
            f"The file is not valid JSON ({type(error).__name__}).", path=path, remedy=_DAMAGED[path.name]
        ) from None
    content = _mapping(content, path.name, path.parent)
    if not is_unchanged(content):
        raise CheckpointError(f"{CHANGED}.", path=path, remedy=_DAMAGED[path.name])
    return content


def _mapping(value: Any, what: str, folder: Path) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise CheckpointError(
            f"{what} is missing or not a JSON object.",
            path=folder,
            remedy="Delete result.json and run the same command again.",
        )
    return value


def _config(settings: Mapping[str, Any], folder: Path, data_path: Path) -> Config:
    model, dataset = settings.get("model"), settings.get("dataset")
    if "model" not in settings:
        raise CheckpointError("The file names no model.", path=folder / SETTINGS, remedy=_DAMAGED[SETTINGS])
    if model not in WHOLE_SEQUENCE_MODELS:
        raise ConfigError(
            f"A run of {model!r} cannot be loaded.",
            path=folder,
            remedy=f"Train {' or '.join(WHOLE_SEQUENCE_MODELS)}.",
        )
    _check_names(settings, folder)
    known = (known_keys() or set()) - _DERIVED
    keys = {key: value for key, value in settings.items() if key in known}
    evaluation = settings.get("eval_args")
    if isinstance(evaluation, Mapping) and "split" in evaluation:
        keys["eval_args"] = {"split": evaluation["split"]}
    try:
        config = SavedConfig(
            str(model), str(dataset), (), {**keys, "data_path": str(data_path), "checkpoint_dir": str(folder)}
        )
        if "evaluation_metrics" in settings:  # no key of users: it follows from metrics and topk
            config["evaluation_metrics"] = [metric_name(name) for name in settings["evaluation_metrics"]]
        return config
    except (AttributeError, KeyError, TypeError) as error:
        # RecBole does not check the types of its values.
        raise ConfigError(f"The settings are invalid ({error}).", path=folder / SETTINGS) from None


def _check_names(settings: Mapping[str, Any], folder: Path) -> None:
    """Refuse settings that become parts of paths and are not plain file names."""
    named = {"dataset": settings.get("dataset")}
    for key in ("benchmark_filename", "additional_feat_suffix", "preload_weight"):
        if settings.get(key):
            named.update({f"{key} {i}": value for i, value in enumerate(settings[key])})
    for key, value in named.items():
        if not is_file_name(value):
            raise ConfigError(f"{key} ({value!r}) must be a plain file name.", path=folder / SETTINGS)
