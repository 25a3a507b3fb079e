"""Shards: vectors of an unfinished run, in files of a fixed number of items, so that no item is encoded twice."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
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
    """Output of an encoder for a range of items.

    Attributes
    ----------
    positions : list of int
        Positions in the dataset of the items that have a vector.
    vectors : array of float32, shape (n_positions, dim)
        Their vectors, as the encoder returns them.
    missing : dict of str to str
        Reason for each item without a vector.
    truncated : list of str
        Items whose text is longer than the encoder reads.
    inputs : dict of str to str
        SHA-256 of the image file of each item.
    """

    positions: list[int]
    vectors: np.ndarray
    missing: dict[str, str] = field(default_factory=dict)
    truncated: list[str] = field(default_factory=list)
    inputs: dict[str, str] = field(default_factory=dict)


class Shards:
    """The shards of one run.

    Parameters
    ----------
    folder : Path
        Specific to the encoder, its options and the input files.
    n_items : int
        Number of items of the dataset.
    size : int
        Number of items per shard.
    """

    def __init__(self, folder: Path, n_items: int, size: int) -> None:
        self.folder, self.n_items, self.size = Path(folder), n_items, size
        self.folder.mkdir(parents=True, exist_ok=True)

    def __len__(self) -> int:
        return -(-self.n_items // self.size)

    def positions(self, number: int) -> range:
        """Positions of the items of a shard."""
        return range(number * self.size, min((number + 1) * self.size, self.n_items))

    def path(self, number: int) -> Path:
        """File of a shard, whether it exists or not."""
        return self.folder / f"{number:07d}.safetensors"

    def missing(self) -> list[int]:
        """Numbers of the shards without a readable file."""
        return [number for number in range(len(self)) if not self._is_readable(number)]

    def write(self, number: int, encoded: Encoded) -> None:
        """Write a shard, atomically."""
        tensors: dict[str, np.ndarray] = {
            "positions": np.asarray(encoded.positions, dtype=np.int64),
            "vectors": np.ascontiguousarray(encoded.vectors, dtype=np.float32),
        }
        metadata = {name: json.dumps(getattr(encoded, name)) for name in ("missing", "truncated", "inputs")}
        self._write_bytes(number, save(tensors, metadata={**metadata, "sha256": _digest(tensors, metadata)}))

    def read(self, numbers: Sequence[int]) -> Encoded:
        """Read shards and concatenate them in the given order."""
        parts, whole = [], Encoded([], np.empty((0, 0), dtype=np.float32))
        for number in numbers:
            with safe_open(self.path(number), framework="np") as file:
                metadata = {name: json.loads(text) for name, text in file.metadata().items() if name != "sha256"}
                whole.positions += file.get_tensor("positions").tolist()
                parts.append(file.get_tensor("vectors"))
            whole.missing.update(metadata["missing"])
            whole.truncated += metadata["truncated"]
            whole.inputs.update(metadata["inputs"])
        nonempty = [part for part in parts if len(part)]
        whole.vectors = np.concatenate(nonempty) if nonempty else whole.vectors
        return whole

    def gather(self) -> None:
        """Wait for all processes, and copy shards to process 0 from processes that do not share its folder.

        Raises
        ------
        BackendError
            If no process has a shard.
        """
        distributed.barrier()
        for number in distributed.broadcast(self.missing() if distributed.is_main() else None):
            path = self.path(number)
            content = path.read_bytes() if distributed.shard([number]) and path.is_file() else None
            content = next((part for part in distributed.all_gather(content) if part is not None), None)
            if distributed.is_main():
                if content is None:
                    raise BackendError(f"Shard {number} was lost.", remedy="Run the same command again.")
                self._write_bytes(number, content)

    def remove(self) -> None:
        """Remove the folder, and those of unfinished runs of the same modality."""
        for folder in self.folder.parent.glob(f"{self.folder.name.partition('.')[0]}.*"):
            remove_shards(folder)

    def _write_bytes(self, number: int, content: bytes) -> None:
        with replacing(self.path(number), "wb") as file:
            file.write(content)

    def _is_readable(self, number: int) -> bool:
        try:
            with safe_open(self.path(number), framework="np") as file:
                metadata = dict(file.metadata() or {})
                digest = metadata.pop("sha256", None)
                tensors = {name: file.get_tensor(name) for name in ("positions", "vectors")}
                return bool(digest == _digest(tensors, metadata))
        except (OSError, SafetensorError):
            return False


def remove_shards(folder: Path) -> None:
    """Remove a folder of shards, if it exists, and its parent if that is empty then."""
    shutil.rmtree(folder, ignore_errors=True)
    with suppress(OSError):  # it holds shards of another run
        folder.parent.rmdir()


def _digest(tensors: Mapping[str, np.ndarray], metadata: Mapping[str, str]) -> str:
    """SHA-256 of all that a shard holds."""
    digest = hashlib.sha256(json.dumps(metadata, sort_keys=True).encode())
    for name, tensor in sorted(tensors.items()):
        digest.update(f"{name} {tensor.dtype} {tensor.shape}".encode())
        digest.update(np.ascontiguousarray(tensor).tobytes())
    return digest.hexdigest()
