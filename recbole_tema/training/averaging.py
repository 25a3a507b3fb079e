"""Exponential moving average of the weights, which is validated and kept instead of the weights."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import torch
from torch.optim.swa_utils import get_ema_multi_avg_fn

_PREFIX = "average."


class WeightAverage:
    """Exponential moving average of parameters, updated after each optimizer step (Polyak and Juditsky 1992).

    The decay of step ``t`` is ``min(decay, (1 + t) / (10 + t))``, so that the random initial weights lose influence
    quickly.

    Parameters
    ----------
    parameters : iterable of (str, Parameter)
        As from ``model.named_parameters()``.
    decay : float
        In (0, 1).
    """

    def __init__(self, parameters: Iterable[tuple[str, torch.nn.Parameter]], decay: float) -> None:
        self.decay, self.steps = decay, 0
        self.parameters = {name: parameter for name, parameter in parameters if parameter.requires_grad}
        self.averages: dict[str, torch.Tensor] = {}
        self.reset()

    def reset(self) -> None:
        """Start from the current weights."""
        self.steps = 0
        self.averages = {name: parameter.detach().clone() for name, parameter in self.parameters.items()}

    def follow(self, optimizer: torch.optim.Optimizer) -> None:
        """Update after every step of ``optimizer``."""
        optimizer.register_step_post_hook(lambda *_: self.update())

    @torch.no_grad()
    def update(self) -> None:
        """Update with the current weights."""
        self.steps += 1
        decay = min(self.decay, (1 + self.steps) / (10 + self.steps))
        average = get_ema_multi_avg_fn(decay)  # type: ignore[no-untyped-call]
        average(list(self.averages.values()), [p.detach() for p in self.parameters.values()], self.steps)

    @contextmanager
    def applied(self) -> Iterator[None]:
        """Give the model the averaged weights inside of the block."""
        self._swap()
        try:
            yield
        finally:
            self._swap()

    @torch.no_grad()
    def _swap(self) -> None:
        for name, parameter in self.parameters.items():
            own = parameter.detach().clone()
            parameter.copy_(self.averages[name])
            self.averages[name].copy_(own)

    def tensors(self) -> dict[str, torch.Tensor]:
        """State for a checkpoint."""
        return {
            f"{_PREFIX}steps": torch.tensor(self.steps),
            **{f"{_PREFIX}of.{name}": value for name, value in self.averages.items()},
        }

    @torch.no_grad()
    def load(self, tensors: dict[str, torch.Tensor]) -> None:
        """Restore what :meth:`tensors` returned."""
        self.steps = int(tensors[f"{_PREFIX}steps"])
        for name, value in self.averages.items():
            value.copy_(tensors[f"{_PREFIX}of.{name}"])
