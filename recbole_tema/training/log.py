"""Curves of a training for TensorBoard and Weights & Biases, one point per epoch."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from recbole_tema import distributed
from recbole_tema.config import plain_settings
from recbole_tema.errors import MissingExtraError

TENSORBOARD, WANDB, _WANDB_ID = "tensorboard", "wandb", "wandb-id.txt"
LOSS = "train/loss"


class TrainingLog:
    """Writes loss and validation score of every epoch into the folder of a run, if the configuration asks for it.

    The curves of earlier processes of the same run are written again, so that a training that was killed and continues
    has every point once. Only the main process of a `torchrun` writes.

    Parameters
    ----------
    config : Config
        ``log_tensorboard``, ``log_wandb`` and ``wandb_project``. Weights & Biases reads its own environment, such as
        ``WANDB_MODE=offline``.
    folder : Path
        Folder of the run. TensorBoard reads ``folder/tensorboard``.
    metric : str
        Name of the validation score; its curve is ``valid/METRIC``, that of the loss ``train/loss``.

    Raises
    ------
    MissingExtraError
        If Weights & Biases is asked for and not installed.
    """

    def __init__(self, config: Any, folder: Path, metric: str) -> None:
        self.score_name, self.written = f"valid/{metric}", 0
        is_main = distributed.is_main()
        self._tensorboard = _open_tensorboard(folder) if is_main and config["log_tensorboard"] else None
        self._wandb = _open_wandb(config, folder) if is_main and config["log_wandb"] else None

    def update(self, losses: Sequence[float], scores: Sequence[float]) -> None:
        """Write the points of the epochs that are not written yet.

        Parameters
        ----------
        losses, scores : sequence of float
            Curves from the first epoch on; there are no scores without validation.
        """
        for epoch in range(self.written, len(losses)):
            point = {LOSS: losses[epoch], **({self.score_name: scores[epoch]} if scores else {})}
            if self._tensorboard is not None:
                for name, value in point.items():
                    self._tensorboard.add_scalar(name, value, epoch + 1)
            if self._wandb is not None:
                self._wandb.log(point, step=epoch + 1)
        self.written = len(losses)
        if self._tensorboard is not None:
            self._tensorboard.flush()

    def __enter__(self) -> TrainingLog:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._tensorboard is not None:
            self._tensorboard.close()
        if self._wandb is not None:
            self._wandb.finish(exit_code=0 if kind is None else 1)


def log_finished(config: Any, folder: Path, losses: Sequence[float], scores: Sequence[float]) -> None:
    """Write the curves of a run that was trained without a log that is asked for now."""
    wanted = [(TENSORBOARD, config["log_tensorboard"]), (_WANDB_ID, config["log_wandb"])]
    if any(asked and not (folder / name).exists() for name, asked in wanted):
        with TrainingLog(config, folder, config["selection_metric"]) as log:
            log.update(losses, scores)


def _open_tensorboard(folder: Path) -> Any:
    from torch.utils.tensorboard import SummaryWriter

    shutil.rmtree(folder / TENSORBOARD, ignore_errors=True)
    return SummaryWriter(str(folder / TENSORBOARD))  # type: ignore[no-untyped-call]


def _open_wandb(config: Any, folder: Path) -> Any:
    try:
        import wandb
    except ImportError:
        raise MissingExtraError("wandb", "wandb") from None
    # The local copy of an earlier process; all of its points are written again, under the same id.
    shutil.rmtree(folder / WANDB, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / _WANDB_ID
    if not file.is_file():
        file.write_text(uuid.uuid4().hex[:12], encoding="utf-8")
    return wandb.init(
        project=config["wandb_project"],
        name=f"{config['model']}-{config['seed']}",
        id=file.read_text(encoding="utf-8").strip(),
        resume="allow",
        dir=str(folder),
        config=plain_settings(config),
        settings=wandb.Settings(silent=True, console="off"),
    )
