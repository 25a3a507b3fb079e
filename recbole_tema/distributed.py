"""Processes started by `torchrun`, on one machine or several: rank, exchange of values, division of work.

Without `torchrun` there is one process, and every function returns at once.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import torch
import torch.distributed as dist

from recbole_tema.errors import ConfigError, TEMAError, first_line_of

# Processes have different amounts of work. torchrun notices one that dies and ends the others.
TIMEOUT = timedelta(days=2)


def rank() -> int:
    """Number of this process, from 0."""
    return dist.get_rank() if dist.is_initialized() else 0


def world_size() -> int:
    """Number of processes."""
    return dist.get_world_size() if dist.is_initialized() else 1


def is_main() -> bool:
    """Whether this is process 0, which writes files and reports."""
    return rank() == 0


def shard(numbers: list[int]) -> list[int]:
    """Those of ``numbers`` that this process works on; by value, so that a restart divides them in the same way."""
    return [number for number in numbers if number % world_size() == rank()]


def broadcast(value: Any) -> Any:
    """Value of process 0, in every process."""
    if world_size() == 1:
        return value
    values = [value]
    dist.broadcast_object_list(values, src=0)
    return values[0]


def all_gather(value: Any) -> list[Any]:
    """Values of all processes in the order of their ranks, in every process."""
    if world_size() == 1:
        return [value]
    values: list[Any] = [None] * world_size()
    dist.all_gather_object(values, value)
    return values


def barrier() -> None:
    """Wait until every process is here."""
    if world_size() > 1:
        dist.barrier()


def assert_same(value: str, what: str) -> None:
    """Check that every process has the same value.

    Parameters
    ----------
    value : str
    what : str
        What the value stands for, in the plural.

    Raises
    ------
    ConfigError
        If a process has a different value.
    """
    values = all_gather(value)
    for number, other in enumerate(values):
        if other != values[0]:
            raise ConfigError(
                f"Process {number} has {what} that differ from those of process 0.",
                remedy="Give every machine the same files and the same command.",
            )


@contextmanager
def process_group(timeout: timedelta = TIMEOUT) -> Iterator[None]:
    """Join the process group of `torchrun`, if this process was started by it.

    Parameters
    ----------
    timeout : timedelta
        Longest wait for another process.

    Raises
    ------
    TEMAError
        If another process of the group is lost.
    """
    if int(os.environ.get("WORLD_SIZE", "1")) == 1 or "RANK" not in os.environ:
        yield
        return
    if torch.cuda.is_available():
        torch.cuda.set_device(int(os.environ.get("LOCAL_RANK", "0")) % torch.cuda.device_count())
    # Objects are exchanged by gloo, also on GPUs; gradients on GPUs by nccl.
    dist.init_process_group("cpu:gloo,cuda:nccl" if torch.cuda.is_available() else "gloo", timeout=timeout)
    try:
        yield
    except RuntimeError as error:
        if not any(word in str(error) for word in ("gloo", "NCCL", "Connection closed", "Connection reset")):
            raise
        raise TEMAError(
            f"Another process of this run was lost ({first_line_of(error)}).",
            remedy="Its own message gives the reason. The same command continues where the run stopped.",
        ) from error
    finally:
        dist.destroy_process_group()
