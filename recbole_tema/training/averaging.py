"""A running average of the weights: what a training under heavy dropout is validated, kept and used by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import torch
from torch.optim.swa_utils import get_ema_multi_avg_fn

_PREFIX = "average."


class WeightAverage:
    """Exponential moving average of parameters, one update an optimiser step (Polyak and Juditsky 1992).

    The first steps are averaged over a shorter span, ``min(decay, (1 + t) / (10 + t))`` at step ``t``, so that the
    random start is forgotten soon.

    Parameters
    ----------
    parameters : iterable of (str, Parameter)
        As from ``model.named_parameters()``.
    decay : float
        In (0, 1): how much of the average stays at each step.
    """

    def __init__(self, parameters: Iterable[tuple[str, torch.nn.Parameter]], decay: float) -> None:
        self.decay, self.steps = decay, 0
        self.parameters = {name: parameter for name, parameter in parameters if parameter.requires_grad}
        self.averages = {name: parameter.detach().clone() for name, parameter in self.parameters.items()}

    def follow(self, optimizer: torch.optim.Optimizer) -> None:
        """Update after every step of ``optimizer``."""
        optimizer.register_step_post_hook(lambda *_: self.update())

    @torch.no_grad()
    def update(self) -> None:
        """Take in the present weights."""
        self.steps += 1
        decay = min(self.decay, (1 + self.steps) / (10 + self.steps))
        average = get_ema_multi_avg_fn(decay)  # type: ignore[no-untyped-call]
        average(list(self.averages.values()), [p.detach() for p in self.parameters.values()], self.steps)

    @contextmanager
    def applied(self) -> Iterator[None]:
        """The model has the averaged weights inside the block, and its own again after it."""
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
        """What a checkpoint keeps."""
        return {
            f"{_PREFIX}steps": torch.tensor(self.steps),
            **{f"{_PREFIX}of.{name}": value for name, value in self.averages.items()},
        }

    @torch.no_grad()
    def load(self, tensors: dict[str, torch.Tensor]) -> None:
        """Put :meth:`tensors` back."""
        self.steps = int(tensors[f"{_PREFIX}steps"])
        for name, value in self.averages.items():
            value.copy_(tensors[f"{_PREFIX}of.{name}"])
