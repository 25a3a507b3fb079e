"""How far a training is: epochs, scores, times and batches."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

OnEpoch = Callable[["Progress"], None]
OnStart = Callable[["Progress", int], None]
OnBatch = Callable[[int, int, Any], None]


@dataclass
class Progress:
    """State of a training.

    Attributes
    ----------
    epoch : int
        Finished epochs.
    best_epoch : int
        Epoch of the best validation score, from 1.
    best_score : float
    seconds, eval_seconds : float
        Time of training and of validation.
    teacher_seconds, teacher_eval_seconds : float
        The same of all teachers.
    losses, scores : list of float
        Training loss and validation score of each epoch.
    stopped : str
        Why training ended: "early stop", "epochs", "time limit"; empty while it continues.
    network : int
        Number of the network: teachers from 1, and then the model.
    """

    epoch: int = 0
    best_epoch: int = 0
    best_score: float = float("-inf")
    seconds: float = 0.0
    eval_seconds: float = 0.0
    losses: list[float] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)
    stopped: str = ""
    network: int = 1
    teacher_seconds: float = 0.0
    teacher_eval_seconds: float = 0.0

    @property
    def total_seconds(self) -> float:
        """Training time without validation, with that of teachers."""
        return self.teacher_seconds + self.seconds

    @property
    def total_eval_seconds(self) -> float:
        """Validation time, with that of teachers."""
        return self.teacher_eval_seconds + self.eval_seconds

    def to_record(self) -> dict[str, Any]:
        """JSON values; a ``best_score`` of None stands for no validation, since JSON has no infinity."""
        return {**asdict(self), "best_score": self.best_score if self.scores else None}

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Progress:
        """Restore what :meth:`to_record` returned."""
        return cls(**{**record, "best_score": float("-inf") if record["best_score"] is None else record["best_score"]})


class CountedBatches:
    """A data loader that reports its finished batches, and is the same loader in every other respect.

    Parameters
    ----------
    loader : iterable of Interaction
    on_batch : callable
        Called with the number of finished batches and that of all batches.
    """

    def __init__(self, loader: Any, on_batch: Callable[[int, int], None]) -> None:
        self._loader, self._on_batch = loader, on_batch

    def __len__(self) -> int:
        return len(self._loader)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._loader, name)

    def __iter__(self) -> Iterator[Any]:
        total = len(self)
        for number, batch in enumerate(self._loader, start=1):
            yield batch
            self._on_batch(number, total)
