"""Vectors of a run under way, a file a shard: what is in one is never encoded again, by whichever process it was."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save

from recbole_tema import distributed
from recbole_tema.errors import BackendError
from recbole_tema.files.storage import replacing


@dataclass
class Encoded:
    """What an encoder made of some items.

    Attributes
    ----------
    places : list of int
        Which of the run's items have a vector.
    vectors : array of float32, shape (n_places, dim)
        Theirs, as the encoder gave them.
    missing : dict of str to str
        Why the other items have none.
    cut : list of str
        Items with more text than the encoder reads.
    inputs : dict of str to str
        SHA-256 of what was encoded, for items whose content no other hash covers.
    """

    places: list[int]
    vectors: np.ndarray
    missing: dict[str, str] = field(default_factory=dict)
    cut: list[str] = field(default_factory=list)
    inputs: dict[str, str] = field(default_factory=dict)


class Shards:
    """The shards of one run, in a folder of their own.

    Parameters
    ----------
    folder : Path
        Belongs to what is encoded and how: another model or other items need another folder.
    n_items : int
        Items of the run.
    size : int
        Items of a shard.
    """

    def __init__(self, folder: Path, n_items: int, size: int) -> None:
        self.folder, self.n_items, self.size = Path(folder), n_items, size
        self.folder.mkdir(parents=True, exist_ok=True)

    def __len__(self) -> int:
        return -(-self.n_items // self.size)

    def places(self, number: int) -> range:
        """Which of the run's items a shard holds."""
        return range(number * self.size, min((number + 1) * self.size, self.n_items))

    def path(self, number: int) -> Path:
        """The file of a shard, whether it is there or not."""
        return self.folder / f"{number:07d}.safetensors"

    def missing(self) -> list[int]:
        """Shards that are not there; one that cannot be read is not there either."""
        return [number for number in range(len(self)) if not self._whole(number)]

    def write(self, number: int, made: Encoded) -> None:
        """Store a shard, atomically."""
        tensors: dict[str, np.ndarray] = {
            "places": np.asarray(made.places, dtype=np.int64),
            "vectors": np.ascontiguousarray(made.vectors, dtype=np.float32),
        }
        notes = {"missing": json.dumps(made.missing), "cut": json.dumps(made.cut), "inputs": json.dumps(made.inputs)}
        self.put(number, save(tensors, metadata=notes))

    def put(self, number: int, content: bytes) -> None:
        """Store a shard that another process wrote, atomically."""
        with replacing(self.path(number), "wb") as file:
            file.write(content)

    def read(self, numbers: Sequence[int]) -> Encoded:
        """Shards in the order given, as one."""
        parts, whole = [], Encoded([], np.empty((0, 0), dtype=np.float32))
        for number in numbers:
            with safe_open(self.path(number), framework="np") as file:
                notes = {name: json.loads(text) for name, text in (file.metadata() or {}).items()}
                whole.places += file.get_tensor("places").tolist()
                parts.append(file.get_tensor("vectors"))
            whole.missing.update(notes["missing"])
            whole.cut += notes["cut"]
            whole.inputs.update(notes["inputs"])
        filled = [part for part in parts if len(part)]
        whole.vectors = np.concatenate(filled) if filled else whole.vectors
        return whole

    def gather(self) -> None:
        """Wait for all, and bring process 0 the shards that do not lie in a folder it shares with their makers.

        Raises
        ------
        BackendError
            If a shard is nowhere.
        """
        distributed.barrier()
        for number in distributed.broadcast(self.missing() if distributed.is_main() else None):
            path = self.path(number)
            mine = path.read_bytes() if distributed.shard([number]) and path.is_file() else None
            content = next((part for part in distributed.all_gather(mine) if part is not None), None)
            if distributed.is_main():
                if content is None:
                    raise BackendError(f"shard {number} was lost.", remedy="Run the same command again.")
                self.put(number, content)

    def remove(self) -> None:
        """Remove the folder, and those of other runs of this modality that were never finished."""
        for folder in self.folder.parent.glob(f"{self.folder.name.partition('.')[0]}.*"):
            shutil.rmtree(folder, ignore_errors=True)

    def _whole(self, number: int) -> bool:
        try:
            with safe_open(self.path(number), framework="np") as file:
                return set(file.keys()) == {"places", "vectors"}
        except (OSError, SafetensorError):
            return False
