"""Run folders and checkpoints without pickles: tensors in safetensors, everything else in JSON beside them."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save

from recbole_tema import distributed
from recbole_tema.config import plain_settings
from recbole_tema.data.preparation import file_hashes, input_hashes
from recbole_tema.errors import CheckpointError, ConfigError, first_line_of
from recbole_tema.evaluation.comparable import differences, shortened
from recbole_tema.evaluation.results import RANKS_FILE, RUN_FILE
from recbole_tema.files.checked_json import CHANGED, CHECKSUM, is_unchanged, write_checked_json
from recbole_tema.files.storage import replacing, sha256, write_json

_TensorDict = dict[str, torch.Tensor]
# Files of a run folder: the best weights, those of the last epoch, the settings, the result, the ranks of all targets.
BEST, LAST, SETTINGS, RESULT, RANKS = "best.safetensors", "last.safetensors", "config.json", RUN_FILE, RANKS_FILE

_TRAIN_AGAIN = "Delete the .safetensors files of this folder to train again."


def save_tensors(path: Path, tensors: _TensorDict, record: dict[str, Any]) -> None:
    """Write tensors and their record as one file, atomically, and a readable copy of the record beside it.

    The record inside the file is the valid one: a kill between the two writes leaves a complete checkpoint.

    Parameters
    ----------
    path : Path
        A ``.safetensors`` file; the copy is ``.json``.
    tensors : dict of str to Tensor
    record : dict
        JSON values.
    """
    data = save(
        {name: tensor.detach().cpu().clone().contiguous() for name, tensor in tensors.items()},
        metadata={"record": json.dumps(record)},
    )
    with replacing(path, "wb") as file:
        file.write(data)
    write_json(path.with_suffix(".json"), record)


def load_tensors(path: Path) -> tuple[_TensorDict, dict[str, Any]]:
    """Read what :func:`save_tensors` wrote.

    Raises
    ------
    CheckpointError
        If the file is missing or damaged.
    """
    with _opened(path) as (file, record):
        return {name: file.get_tensor(name) for name in file.keys()}, record  # noqa: SIM118


def load_record(path: Path) -> dict[str, Any]:
    """The record of a checkpoint without its tensors; errors as of :func:`load_tensors`."""
    with _opened(path) as (_, record):
        return record


@contextmanager
def _opened(path: Path) -> Iterator[tuple[Any, dict[str, Any]]]:
    try:
        with safe_open(path, framework="pt") as file:
            record = json.loads((file.metadata() or {})["record"])
            if not isinstance(record, dict):
                raise ValueError("its record is not a JSON object")
            yield file, record
    except (OSError, ValueError, KeyError, RecursionError, SafetensorError) as error:
        raise CheckpointError(
            f"The checkpoint cannot be read ({first_line_of(error)}).", path=path, remedy=_TRAIN_AGAIN
        ) from None


def model_tensors(model: Any) -> _TensorDict:
    """State of a model, with RecBole's "other parameters" of models such as Pop that keep counts outside of it."""
    tensors = {f"state.{name}": tensor for name, tensor in model.state_dict().items()}
    for name, value in (model.other_parameter() or {}).items():
        if isinstance(value, torch.Tensor):
            tensors[f"other.{name}"] = value
    return tensors


def load_model(model: Any, tensors: _TensorDict) -> None:
    """Restore what :func:`model_tensors` returned.

    Raises
    ------
    CheckpointError
        If names or shapes are those of another model, or a weight is NaN or infinite.
    """
    state = {name[6:]: tensor for name, tensor in tensors.items() if name.startswith("state.")}
    other = {name[6:]: tensor for name, tensor in tensors.items() if name.startswith("other.")}
    try:
        model.load_state_dict(state)
    except RuntimeError as error:
        first = str(error).strip().splitlines()[-1].strip()
        raise CheckpointError(f"The checkpoint belongs to another model: {first}.", remedy=_TRAIN_AGAIN) from None
    check_finite(model, "The checkpoint", _TRAIN_AGAIN)
    for name, tensor in other.items():
        setattr(model, name, tensor.to(model.device))


def check_finite(model: Any, what: str, remedy: str) -> None:
    """Check that no weight of a model is NaN or infinite.

    Raises
    ------
    CheckpointError
        With the name of the first one.
    """
    for name, weight in model.named_parameters():
        if not bool(torch.isfinite(weight).all()):
            raise CheckpointError(f"{what} has a weight that is NaN or infinite ({name}).", remedy=remedy)


def load_best(model: Any, folder: Path, best_epoch: int) -> None:
    """Restore the best weights of a training that ended or continues in a folder.

    Raises
    ------
    CheckpointError
        If they are missing or damaged, or are those of another epoch, since another process wrote to the folder.
    """
    path, remedy = folder / BEST, "Delete the folder and run the same command again."
    if not path.is_file():
        raise CheckpointError("The best weights are missing.", path=path, remedy=remedy)
    tensors, record = load_tensors(path)
    if record.get("epoch") != best_epoch:
        raise CheckpointError(
            f"The weights are of epoch {record.get('epoch')}, but the best epoch is {best_epoch}.",
            path=path,
            remedy=remedy,
        )
    load_model(model, tensors)


def check_weights(folder: Path, result: Mapping[str, Any]) -> None:
    """Check that the weights in a folder are those that its result was computed with.

    Parameters
    ----------
    folder : Path
    result : mapping
        Content of ``result.json``; results without a record of the weights are not checked.

    Raises
    ------
    CheckpointError
        If hash or epoch differ, or the file is missing.
    """
    weights, run = result.get("weights"), result.get("run")
    if not isinstance(weights, Mapping) or not isinstance(run, Mapping):
        return
    path = folder / BEST
    remedy = f"Delete the folder {folder} and run the same command again."
    if not path.is_file():
        raise CheckpointError("The best weights are missing.", path=path, remedy=remedy)
    epoch = load_record(path).get("epoch")
    if sha256(path) != weights.get("sha256") or epoch != run.get("best_epoch"):
        raise CheckpointError(
            f"The weights (epoch {epoch}) are not those of {RESULT} (epoch {run.get('best_epoch')}).",
            path=path,
            remedy=remedy,
        )


def optimizer_tensors(optimizer: torch.optim.Optimizer) -> _TensorDict:
    """State of the optimizer as flat tensors."""
    return {
        f"optimizer.{index}.{name}": value if isinstance(value, torch.Tensor) else torch.tensor(value)
        for index, state in optimizer.state_dict()["state"].items()
        for name, value in state.items()
    }


def load_optimizer(optimizer: torch.optim.Optimizer, tensors: _TensorDict) -> None:
    """Restore what :func:`optimizer_tensors` returned."""
    state: dict[int, dict[str, torch.Tensor]] = {}
    for key, value in tensors.items():
        if key.startswith("optimizer."):
            _, index, name = key.split(".", 2)
            state.setdefault(int(index), {})[name] = value
    optimizer.load_state_dict({**optimizer.state_dict(), "state": state})


def random_state() -> tuple[_TensorDict, list[Any]]:
    """State of the random generators of torch, NumPy and Python, as tensors and as JSON."""
    name, keys, *rest = np.random.get_state()  # type: ignore[misc]
    version, internal, gauss = random.getstate()
    tensors = {
        "random.torch": torch.get_rng_state(),
        "random.numpy": torch.from_numpy(np.asarray(keys).astype(np.int64)),
    }
    return tensors, [[str(name), *map(_plain, rest)], [version, list(internal), gauss]]


def _plain(value: Any) -> Any:
    return value.item() if isinstance(value, np.generic) else value


def load_random_state(tensors: _TensorDict, record: list[Any] | None) -> None:
    """Restore what :func:`random_state` returned."""
    if record is None:
        return
    torch.set_rng_state(tensors["random.torch"].to(torch.uint8))
    (name, *rest), (version, internal, gauss) = record
    np.random.set_state((name, tensors["random.numpy"].numpy().astype(np.uint32), *rest))
    random.setstate((version, tuple(internal), gauss))


def claim_folder(folder: Path, config: Any) -> None:
    """Write the settings and input hashes of a run into its folder, unless it belongs to a different run.

    A folder in which nothing was trained, because an earlier start failed, is free.

    Parameters
    ----------
    folder : Path
    config : Config

    Raises
    ------
    ConfigError
        If the folder holds weights or results of other settings or other data.
    """
    if distributed.is_main():
        write_checked_json(folder / SETTINGS, check_folder(folder, config))
    distributed.barrier()


def check_folder(folder: Path, config: Any) -> dict[str, Any]:
    """Settings and input hashes of a run, for its folder; parameters and errors as of :func:`claim_folder`."""
    settings = {**plain_settings(config), "inputs": input_hashes(config), "files": file_hashes(config)}
    if not any((folder / name).exists() for name in (BEST, LAST, RESULT, RANKS)):
        return settings
    remedy = "Choose another output_dir, or delete the folder to run again."
    try:
        saved = json.loads((folder / SETTINGS).read_text(encoding="utf-8"))
        lines = differences(_without_inputs(saved), _without_inputs(settings))
        intact = is_unchanged(saved)
        changed = saved["inputs"] != settings["inputs"]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise ConfigError(f"This folder holds a run without a valid {SETTINGS}.", path=folder, remedy=remedy) from None
    if not intact:
        raise ConfigError(f"{CHANGED}.", path=folder / SETTINGS, remedy=remedy)
    if changed:
        lines += _changed_files(saved.get("files", {}), settings["files"])
    if lines:
        raise ConfigError(
            f"This folder holds a run with other settings or input files: {shortened(lines)}.",
            path=folder,
            remedy=remedy,
        )
    return settings


def _without_inputs(settings: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in settings.items() if key not in ("inputs", "files", CHECKSUM)}


def _changed_files(old: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    if not old:
        return ["the input files have changed since"]
    changes = {name: "has changed" for name in old.keys() & new.keys() if old[name] != new[name]}
    changes |= {name: "was removed" for name in old.keys() - new.keys()}
    changes |= {name: "was added" for name in new.keys() - old.keys()}
    return [f"{name} {change} since" for name, change in sorted(changes.items())]


def write_result(folder: Path, result: dict[str, Any]) -> None:
    """Write the result of a finished run, with the hash of the weights that it was computed with."""
    record = {**result, "weights": {"file": BEST, "sha256": sha256(folder / BEST)}}
    write_checked_json(folder / RESULT, record)
