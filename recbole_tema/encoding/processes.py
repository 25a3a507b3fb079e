"""Work shared among processes that `torchrun` started, on one machine or many; without it there is one process."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import torch
import torch.distributed as dist

from recbole_tema.encoding.shards import Shards
from recbole_tema.errors import BackendError, ConfigError

# Shards take some processes longer than others. One that dies is noticed by torchrun, which ends the rest.
PATIENCE = timedelta(days=2)


@dataclass(frozen=True)
class Processes:
    """This process among the others.

    Attributes
    ----------
    rank : int
        Its number; 0 writes the result.
    size : int
        How many there are.
    """

    rank: int = 0
    size: int = 1

    @property
    def first(self) -> bool:
        """Whether this is the process that writes and reports."""
        return self.rank == 0

    def share(self, numbers: list[int]) -> list[int]:
        """What of this is this process's to do: by number, so that it is the same after a restart."""
        return [number for number in numbers if number % self.size == self.rank]

    def agree(self, value: str, what: str) -> None:
        """Stop unless every process has the same value.

        Raises
        ------
        ConfigError
            If one has another.
        """
        if self.size == 1:
            return
        found: list[Any] = [None] * self.size
        dist.all_gather_object(found, value)
        for rank, other in enumerate(found):
            if other != found[0]:
                raise ConfigError(
                    f"process {rank} has {what} that differ from those of process 0.",
                    remedy="Give every machine the same files and the same command.",
                )

    def first_says(self, value: Any) -> Any:
        """The value of process 0, in every process."""
        if self.size == 1:
            return value
        said = [value]
        dist.broadcast_object_list(said, src=0)
        return said[0]

    def gather(self, shards: Shards) -> None:
        """Wait for all, and bring process 0 the shards that do not lie in a folder it shares with their makers.

        Raises
        ------
        BackendError
            If a shard is nowhere.
        """
        if self.size == 1:
            return
        dist.barrier()
        absent = self.first_says(shards.missing() if self.first else None)
        for number in absent:
            path = shards.path(number)
            mine = path.read_bytes() if number % self.size == self.rank and path.is_file() else None
            sent: Any = [None] * self.size if self.first else None
            dist.gather_object(mine, sent, dst=0)
            if self.first:
                content = next((part for part in sent if part is not None), None)
                if content is None:
                    raise BackendError(f"shard {number} was lost.", remedy="Run the same command again.")
                shards.put(number, content)


@contextmanager
def processes() -> Iterator[Processes]:
    """Join the processes that `torchrun` started, if it did.

    Yields
    ------
    Processes
    """
    size = int(os.environ.get("WORLD_SIZE", "1"))
    if size == 1 or "RANK" not in os.environ:
        yield Processes()
        return
    if torch.cuda.is_available():
        torch.cuda.set_device(int(os.environ.get("LOCAL_RANK", "0")) % torch.cuda.device_count())
    # gloo, on a GPU too: what is exchanged are files.
    dist.init_process_group("gloo", timeout=PATIENCE)
    try:
        yield Processes(dist.get_rank(), dist.get_world_size())
    finally:
        dist.destroy_process_group()
