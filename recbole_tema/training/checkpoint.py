"""Checkpoints without pickles: tensors in safetensors, everything else in JSON beside them."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any, Optional

import numpy as np
import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save

from recbole_tema.errors import CheckpointError
from recbole_tema.files.storage import replacing, write_json

_TensorDict = dict[str, torch.Tensor]


def save_tensors(path: Path, tensors: _TensorDict, record: dict[str, Any]) -> None:
    """Write tensors and their record as one file, atomically, and a readable copy of the record beside it.

    The record that counts is the one inside the file: a kill between the two writes leaves a whole checkpoint.

    Parameters
    ----------
    path : Path
        A ``.safetensors`` file; the copy is ``.json``.
    tensors : dict of str to Tensor
    record : dict
        What JSON can hold.
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
    try:
        with safe_open(path, framework="pt") as file:
            record = json.loads((file.metadata() or {})["record"])
            return {name: file.get_tensor(name) for name in file.keys()}, record  # noqa: SIM118
    except (OSError, ValueError, KeyError, SafetensorError) as error:
        raise CheckpointError(f"cannot be read ({error}).", path=path, remedy="Delete it to train anew.") from None


def model_tensors(model: Any) -> _TensorDict:
    """A model's state and, for models such as Pop that keep counts outside it, RecBole's "other parameters"."""
    tensors = {f"state.{name}": tensor for name, tensor in model.state_dict().items()}
    for name, value in (model.other_parameter() or {}).items():
        if isinstance(value, torch.Tensor):
            tensors[f"other.{name}"] = value
    return tensors


def load_model(model: Any, tensors: _TensorDict) -> None:
    """Put :func:`model_tensors` back.

    Raises
    ------
    CheckpointError
        If names or shapes are another model's.
    """
    state = {name[6:]: tensor for name, tensor in tensors.items() if name.startswith("state.")}
    other = {name[6:]: tensor for name, tensor in tensors.items() if name.startswith("other.")}
    try:
        model.load_state_dict(state)
    except RuntimeError as error:
        first = str(error).strip().splitlines()[-1].strip()
        raise CheckpointError(f"the checkpoint is of another model: {first}.", remedy="Delete it.") from None
    for name, tensor in other.items():
        setattr(model, name, tensor.to(model.device))


def optimizer_tensors(optimizer: torch.optim.Optimizer) -> _TensorDict:
    """The optimiser's state as flat tensors."""
    return {
        f"optimizer.{index}.{name}": value if isinstance(value, torch.Tensor) else torch.tensor(value)
        for index, state in optimizer.state_dict()["state"].items()
        for name, value in state.items()
    }


def load_optimizer(optimizer: torch.optim.Optimizer, tensors: _TensorDict) -> None:
    """Put :func:`optimizer_tensors` back."""
    state: dict[int, dict[str, torch.Tensor]] = {}
    for key, value in tensors.items():
        if key.startswith("optimizer."):
            _, index, name = key.split(".", 2)
            state.setdefault(int(index), {})[name] = value
    optimizer.load_state_dict({**optimizer.state_dict(), "state": state})


def random_state() -> tuple[_TensorDict, list[Any]]:
    """State of torch's, numpy's and Python's generators, as tensors and as JSON."""
    name, keys, *rest = np.random.get_state()  # type: ignore[misc]
    version, internal, gauss = random.getstate()
    tensors = {
        "random.torch": torch.get_rng_state(),
        "random.numpy": torch.from_numpy(np.asarray(keys).astype(np.int64)),
    }
    return tensors, [[str(name), *map(_plain, rest)], [version, list(internal), gauss]]


def _plain(value: Any) -> Any:
    return value.item() if isinstance(value, np.generic) else value


def load_random_state(tensors: _TensorDict, record: Optional[list[Any]]) -> None:
    """Put :func:`random_state` back."""
    if record is None:
        return
    torch.set_rng_state(tensors["random.torch"].to(torch.uint8))
    (name, *rest), (version, internal, gauss) = record
    np.random.set_state((name, tensors["random.numpy"].numpy().astype(np.uint32), *rest))
    random.setstate((version, tuple(internal), gauss))
