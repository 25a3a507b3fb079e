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

from recbole_tema.errors import ConfigError, TEMAError, first_line_of

# Some have more to do than others. One that dies is noticed by torchrun, which ends the rest.
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
        found = self.gather(value)
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

    def gather(self, value: Any) -> list[Any]:
        """The values of all processes, in the order of their numbers, in every process."""
        if self.size == 1:
            return [value]
        found: list[Any] = [None] * self.size
        dist.all_gather_object(found, value)
        return found

    def wait(self) -> None:
        """Until every process is here."""
        if self.size > 1:
            dist.barrier()


ALONE = Processes()


@contextmanager
def processes(patience: timedelta = PATIENCE) -> Iterator[Processes]:
    """Join the processes that `torchrun` started, if it did.

    Parameters
    ----------
    patience : timedelta
        How long one waits for another before the run ends.

    Yields
    ------
    Processes

    Raises
    ------
    TEMAError
        If another process was lost on the way.
    """
    size = int(os.environ.get("WORLD_SIZE", "1"))
    if size == 1 or "RANK" not in os.environ:
        yield ALONE
        return
    if torch.cuda.is_available():
        torch.cuda.set_device(int(os.environ.get("LOCAL_RANK", "0")) % torch.cuda.device_count())
    # Numbers and files are exchanged by gloo, on a GPU too; gradients on GPUs by nccl.
    dist.init_process_group("cpu:gloo,cuda:nccl" if torch.cuda.is_available() else "gloo", timeout=patience)
    try:
        yield Processes(dist.get_rank(), dist.get_world_size())
    except RuntimeError as error:
        if not any(word in str(error) for word in ("gloo", "NCCL", "Connection closed", "Connection reset")):
            raise
        raise TEMAError(
            f"another process of this run was lost ({first_line_of(error)}).",
            remedy="Its own message says why. The same command goes on where the run stopped.",
        ) from error
    finally:
        dist.destroy_process_group()
