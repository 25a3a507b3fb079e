"""Progress of an experiment: a live bar in a terminal or notebook, a few plain lines elsewhere."""

from __future__ import annotations

import importlib.util
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from recbole_tema import distributed
from recbole_tema.evaluation.tables import duration

if TYPE_CHECKING:
    from recbole_tema.training.progress import Progress

# Seconds between two lines of a training where there is no live bar: a log of hours stays short.
LINE_SECONDS = 15.0
_BAR_WIDTH = 12  # narrowest bar beside its label


@dataclass
class RunView:
    """What is shown of one run.

    Attributes
    ----------
    label : str
        Model and seed.
    epochs : int
        Maximum number of epochs.
    metric : str
        Name of the validation score.
    max_seconds : float
        Time limit of the training; 0 for none.
    stage : str
        "loading data", "training", "validation" or "test"; empty for a step before the runs.
    done, total : int
        Finished and all batches of the stage; a total of 0 is unknown.
    loss : Any
        Loss of the latest batch: a number, or a tensor that is read only when it is shown.
    progress : Progress or None
        State of the training after its latest epoch.
    networks : int
        Number of networks that are trained: teachers and the model.
    """

    label: str
    epochs: int = 0
    metric: str = "score"
    max_seconds: float = 0.0
    stage: str = "loading data"
    done: int = 0
    total: int = 0
    loss: Any = None
    progress: Progress | None = None
    networks: int = 1
    stage_start: float = field(default_factory=lambda: time.monotonic())

    def enter(self, stage: str, done: int = 0, total: int = 0) -> None:
        """Enter a stage, or count its finished batches."""
        if stage != self.stage or done == 0:
            self.stage, self.stage_start = stage, time.monotonic()
        self.done, self.total = done, total

    @property
    def finished_epochs(self) -> int:
        """Number of finished epochs."""
        return 0 if self.progress is None else self.progress.epoch

    @property
    def stage_fraction(self) -> float:
        """Finished part of the stage."""
        return self.done / self.total if self.total else 0.0

    @property
    def fraction(self) -> float | None:
        """Finished part of the training up to its epoch limit; None before the training."""
        if self.stage in ("", "loading data"):
            return None
        if self.stage == "test":
            return 1.0
        part = self.stage_fraction if self.stage == "training" else 1.0
        epoch = self.finished_epochs + part if self.stage == "training" else self._current_epoch
        return min(epoch / max(self.epochs, 1), 1.0)

    @property
    def seconds_left(self) -> float | None:
        """Seconds to the epoch or time limit, estimated from the finished epochs; early stopping may end earlier."""
        elapsed = time.monotonic() - self.stage_start
        if self.stage in ("", "loading data", "test"):
            return elapsed * (1 / self.stage_fraction - 1) if self.stage_fraction else None
        spent, earlier = 0.0, 0.0
        if self.progress is not None:
            spent = self.progress.seconds + self.progress.eval_seconds
            earlier = self.progress.teacher_seconds + self.progress.teacher_eval_seconds
        if self.finished_epochs:
            left = spent / self.finished_epochs * (self.epochs - self.finished_epochs) - elapsed
        elif self.stage == "training" and self.stage_fraction:
            left = elapsed / self.stage_fraction * self.epochs - elapsed
        else:
            return None
        return max(min(left, self.max_seconds - earlier - spent - elapsed) if self.max_seconds else left, 0.0)

    @property
    def _current_epoch(self) -> int:
        return min(self.finished_epochs + 1, self.epochs)

    def details(self) -> str:
        """Stage, epoch, batches, loss and best validation score, in words."""
        parts = []
        if self.stage in ("training", "validation") and self.epochs:
            parts.append(self._network())
            parts.append(f"epoch {self._current_epoch}/{self.epochs}")
        count = f" batch {self.done}/{self.total}" if self.total else ""
        parts.append(count.strip() if self.stage == "training" and count else f"{self.stage}{count}")
        if self.stage in ("", "loading data"):
            parts.append(_clock(time.monotonic() - self.stage_start))
        if self.stage == "training" and self.loss is not None:
            parts.append(f"loss {float(self.loss):.4f}")
        if self.progress is not None and self.progress.scores:
            parts.append(f"best {self.metric} {self.progress.best_score:.4f} (epoch {self.progress.best_epoch})")
        return ", ".join(filter(None, parts))

    def epoch_line(self) -> str:
        """Result of the latest epoch."""
        assert self.progress is not None
        progress = self.progress
        parts = [self._network(), f"epoch {progress.epoch}/{self.epochs}", f"loss {progress.losses[-1]:.4f}"]
        if progress.scores:
            parts.append(f"{self.metric} {progress.scores[-1]:.4f}")
            parts.append(f"best {progress.best_score:.4f} (epoch {progress.best_epoch})")
        return f"{self.label}: {', '.join(filter(None, [*parts, self.time_left() if self.seconds_left else '']))}"

    def time_left(self) -> str:
        """:attr:`seconds_left` in words: of several networks, only the current one has a known number of epochs."""
        left = self.seconds_left
        if left is None:
            return ""
        in_training = self.networks > 1 and self.stage in ("training", "validation")
        return f"{_clock(left)} left" + (" for this network" if in_training else "")

    def _network(self) -> str:
        if self.networks == 1:
            return ""
        return f"network {1 if self.progress is None else self.progress.network}/{self.networks}"

    def end_line(self, note: str = "") -> str:
        """Result of the training."""
        progress = self.progress
        if progress is None:
            return f"{self.label}: finished"
        count = f"{progress.epoch} epoch{'' if progress.epoch == 1 else 's'}"
        parts = [f"{count} in {duration(progress.total_seconds + progress.total_eval_seconds)}"]
        if progress.scores:
            parts.append(f"best {self.metric} {progress.best_score:.4f} (epoch {progress.best_epoch})")
        return f"{self.label}: {', '.join([*parts, *filter(None, [note])])}"


class Display:
    """Progress as plain lines: start, end and resumption of each run, and an epoch now and then.

    Parameters
    ----------
    console : Console
    """

    def __init__(self, console: Console) -> None:
        self.console = console
        self.run: RunView | None = None
        self._last_line = float("-inf")

    def __enter__(self) -> Display:
        return self

    def __exit__(self, *error: object) -> None:
        self.run = None

    def line(self, text: str) -> None:
        """Print a line that stays."""
        # Text, which is not markup. In a file a line stays one line.
        self.console.print(Text(text, overflow="fold"), soft_wrap=not self.console.is_terminal)

    @contextmanager
    def of_step(self, label: str) -> Iterator[None]:
        """Show a step before the runs."""
        with self.of_run(RunView(label, stage="")):
            yield

    @contextmanager
    def of_run(self, view: RunView) -> Iterator[None]:
        """Show a run while it is loaded, trained and tested."""
        self.run = view
        self.started(view)
        try:
            yield
        finally:
            self.run = None

    def started(self, view: RunView) -> None:
        """Say that a run starts."""
        self.line(f"{view.label}: {view.stage}" if view.stage else view.label)

    def training_started(self, progress: Progress, epochs: int) -> None:
        """Say where a training starts: at its first epoch, or after the last one before it was interrupted."""
        if self.run is None:
            return
        self.run.progress, self.run.epochs = progress, epochs
        self.run.enter("training")
        if progress.epoch:
            self.line(f"{self.run.label}: continues after epoch {progress.epoch}")

    def batch(self, done: int, total: int, loss: Any) -> None:
        """Count a training batch."""
        if self.run is not None:
            self.run.enter("training", done, total)
            self.run.loss = loss

    def evaluation(self, split: str) -> Callable[[int, int], None]:
        """Callback that counts the batches of an evaluation."""

        def count(done: int, total: int) -> None:
            if self.run is not None:
                self.run.enter(split, done, total)

        return count

    def epoch(self, progress: Progress) -> None:
        """Report a finished epoch."""
        if self.run is not None:
            self.run.progress = progress
            self.run.enter("training")
            self.epoch_finished(self.run)

    def finished(self, stopped: str, converged: bool | None = None) -> None:
        """Print the result of a run, with the reason why its training stopped.

        Parameters
        ----------
        stopped : str
            "early stop", "epochs" or "time limit".
        converged : bool, optional
            None where that is not known.
        """
        if self.run is not None:
            # A model that counts in one pass reaches no limit.
            limit = ("" if converged is None else "epoch limit") if stopped == "epochs" else stopped
            self.line(self.run.end_line(f"{limit}, not converged" if converged is False else limit))

    def epoch_finished(self, view: RunView) -> None:
        """Print the epoch, unless the latest line is recent."""
        now = time.monotonic()
        if now - self._last_line >= LINE_SECONDS:
            self._last_line = now
            self.line(view.epoch_line())


SILENT = Display(Console(quiet=True))


class LiveDisplay(Display):
    """Progress as a live bar of the current run, which disappears when the run ends; lines of finished runs stay."""

    def __init__(self, console: Console) -> None:
        super().__init__(console)
        self._live = Live(get_renderable=self._render, console=console, transient=True, refresh_per_second=8)

    def __enter__(self) -> Display:
        self._live.start()
        return self

    def __exit__(self, *error: object) -> None:
        super().__exit__(*error)
        self._live.stop()

    def started(self, view: RunView) -> None:
        """Draw the bar at once."""
        self._live.refresh()

    def epoch_finished(self, view: RunView) -> None:
        """Nothing: the bar shows the epochs."""

    def _render(self) -> RenderableType:
        view = self.run
        return Text("") if view is None else bar_of(view, self.console.width)


def bar_of(view: RunView, width: int) -> RenderableType:
    """Label, bar and remaining time of a run, and its details below; nothing is cut at any width."""
    label, time_left = view.label, view.time_left()
    details = Text(f"  {view.details()}", overflow="fold")
    if len(label) + len(time_left) + _BAR_WIDTH + 2 > width:
        return Group(Text(" ".join(filter(None, (label, time_left))), overflow="fold"), details)
    fraction = view.fraction
    bar = ProgressBar(1.0, fraction or 0.0, pulse=fraction is None)
    line = Table.grid(padding=(0, 1), expand=True)
    line.add_column(no_wrap=True)
    line.add_column(ratio=1)
    line.add_column(no_wrap=True)
    line.add_row(Text(label), bar, Text(time_left))
    return Group(line, details)


def create_display(shown: bool) -> Display:
    """Display of the current surroundings; without ``shown``, and in all processes but the first, a silent one."""
    if not shown or not distributed.is_main():
        return SILENT
    console = Console(stderr=True)
    if console.is_jupyter:
        # Without ipywidgets, Rich cannot redraw in a notebook.
        has_widgets = importlib.util.find_spec("ipywidgets") is not None
        return LiveDisplay(Console()) if has_widgets else Display(Console())
    live = console.is_terminal and not console.is_dumb_terminal
    return LiveDisplay(console) if live else Display(console)


def _clock(seconds: float) -> str:
    return str(timedelta(seconds=round(seconds)))
