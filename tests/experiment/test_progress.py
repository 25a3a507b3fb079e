"""Progress: what is shown of a run, in terminals of several widths, in pipes, and nothing on request."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from rich.console import Console

from recbole_tema import distributed
from recbole_tema.experiment import progress as module
from recbole_tema.experiment.progress import Display, LiveDisplay, RunView, bar_of, create_display
from recbole_tema.experiment.run import run_experiment
from recbole_tema.experiment.search import search
from recbole_tema.training.progress import CountedBatches, Progress
from recbole_tema.training.trainer import TEMATrainer
from tests.helpers import build

SMALL = {
    "MAX_ITEM_LIST_LENGTH": 8,
    "teachers": 0,
    "hidden_size": 16,
    "epochs": 3,
    "modalities": ["id"],
    "train_batch_size": 8,
}


def run(toy: Path, out: Path, models: Any = "TEMA", **arguments: Any) -> Any:
    settings = {**SMALL, "data_path": str(toy), **arguments.pop("config_dict", {})}
    return run_experiment(models, "toy", seeds=[1], output_dir=out, config_dict=settings, **arguments)


def view(**values: Any) -> RunView:
    """A run of 20 epochs after its third one."""
    state = Progress(3, 2, 0.1234, 30.0, 6.0, [5.0, 4.0, 3.0], [0.1, 0.1234, 0.12])
    return RunView("TEMA seed 1 (2/6)", 20, "ndcg@10", progress=state, **values)


def rendered(view: RunView, width: int) -> list[str]:
    console = Console(file=io.StringIO(), width=width)
    console.print(bar_of(view, width))
    return console.file.getvalue().splitlines()  # type: ignore[attr-defined]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Set the time that the display reads."""
    now = [0.0]
    monkeypatch.setattr(module.time, "monotonic", lambda: now[0])
    return lambda seconds: now.__setitem__(0, seconds)


@pytest.mark.parametrize("width", [20, 40, 60, 80, 200])
def test_nothing_is_cut_at_any_width(clock: Callable[[float], None], width: int) -> None:
    shown = view(stage="training", done=120, total=450, loss=torch.tensor(3.2145))
    lines = rendered(shown, width)
    assert all(len(line) <= width for line in lines)
    text = re.sub(r"\s+", "" if width == 20 else " ", " ".join(lines))
    for words in ("TEMA seed 1 (2/6)", "epoch 4/20", "batch 120/450", "loss 3.2145", "best ndcg@10 0.1234 (epoch 2)"):
        assert (words.replace(" ", "") if width == 20 else words) in text
    assert ("3:24left" if width == 20 else "0:03:24 left") in text
    assert "…" not in text and (width < 60 or "━" in text)


def test_remaining_time(clock: Callable[[float], None]) -> None:
    shown = view()
    shown.enter("training")
    # 36 seconds for three epochs, so 17 epochs take 204.
    assert shown.seconds_left == pytest.approx(204)
    clock(10)
    assert shown.seconds_left == pytest.approx(194)
    shown.max_seconds = 60
    assert shown.seconds_left == pytest.approx(60 - 36 - 10)
    first = RunView("TEMA", 20)
    assert first.seconds_left is None and first.fraction is None
    clock(20)
    first.enter("training")
    clock(22)
    first.enter("training", 1, 4)
    # A quarter of an epoch in 2 seconds: 8 seconds per epoch.
    assert first.seconds_left == pytest.approx(8 * 20 - 2) and first.fraction == pytest.approx(0.25 / 20)


def test_stages_in_words(clock: Callable[[float], None]) -> None:
    shown = RunView("TEMA", 20, "mrr")
    clock(65)
    assert shown.details() == "loading data, 0:01:05"
    shown.enter("training", 0, 0)
    assert shown.details() == "epoch 1/20, training"
    shown.enter("training", 2, 9)
    assert shown.details() == "epoch 1/20, batch 2/9"
    shown.enter("validation", 1, 3)
    assert shown.details() == "epoch 1/20, validation batch 1/3" and shown.fraction == pytest.approx(1 / 20)
    shown.enter("test", 1, 3)
    assert shown.details() == "test batch 1/3" and shown.fraction == 1


def test_teachers_are_numbered_before_the_model(clock: Callable[[float], None]) -> None:
    shown = RunView("TEMA", 20, "mrr", networks=3)
    shown.enter("training", 2, 9)
    assert shown.details() == "network 1/3, epoch 1/20, batch 2/9"
    shown.progress = Progress(epoch=1, losses=[2.5], network=3, seconds=10, teacher_seconds=80, teacher_eval_seconds=20)
    assert shown.epoch_line() == "TEMA: network 3/3, epoch 1/20, loss 2.5000, 0:03:10 left for this network"
    assert shown.end_line() == "TEMA: 1 epoch in 1 min 50 s"
    shown.max_seconds = 160  # of which the teachers took 100
    assert shown.seconds_left == pytest.approx(50)


def test_counted_batches_are_the_batches_of_the_loader() -> None:
    counts: list[tuple[int, int]] = []
    loader = torch.utils.data.DataLoader(torch.arange(5), batch_size=2)
    counted = CountedBatches(loader, lambda done, total: counts.append((done, total)))
    assert [batch.tolist() for batch in counted] == [[0, 1], [2, 3], [4]]
    assert counts == [(1, 3), (2, 3), (3, 3)] and len(counted) == 3 and counted.batch_size == 2


def test_trainer_reports_start_batches_and_loss(toy: Path, tmp_path: Path) -> None:
    starts: list[tuple[int, int]] = []
    batches: list[tuple[int, int, float]] = []
    for epochs in (2, 4):
        model, data, settings = build(toy, epochs=epochs, train_batch_size=8)
        TEMATrainer(settings, model, tmp_path / "run").train(
            data.train,
            None,
            on_start=lambda progress, total: starts.append((progress.epoch, total)),
            on_batch=lambda done, total, loss: batches.append((done, total, float(loss))),
        )
    assert starts == [(0, 2), (2, 4)]
    n = len(data.train)
    assert n > 1 and [batch[:2] for batch in batches] == [(i, n) for i in range(1, n + 1)] * 4


def test_progress_does_not_change_the_numbers(toy: Path, tmp_path: Path) -> None:
    for model in ("TEMA", "SASRec", "BPR"):
        shown, hidden = (run(toy, tmp_path / str(on), model, progress=on).runs[0] for on in (True, False))
        assert (shown.losses, shown.scores, shown.test) == (hidden.losses, hidden.scores, hidden.test)


def test_plain_lines_outside_of_a_terminal(toy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(toy, tmp_path / "out", ["TEMA", "Pop"], config_dict={"epochs": 9})
    captured = capsys.readouterr()
    lines = captured.err.splitlines()
    assert captured.out == ""
    assert lines[0] == "TEMA seed 1 (1/2): loading data"
    assert re.fullmatch(
        r"TEMA seed 1 \(1/2\): epoch 1/9, loss \d\.\d{4}, ndcg@10 0\.\d{4}, best 0\.\d{4} \(epoch 1\)(, .* left)?",
        lines[1],
    )
    # Epochs in quick succession have no lines of their own; on a busy machine some come late enough.
    later_epochs = [line for line in lines[2:] if re.match(r"TEMA seed 1 \(1/2\): epoch \d/9", line)]
    assert len(later_epochs) < 8
    last_of_tema, *of_pop = [line for line in lines[2:] if line not in later_epochs]
    assert re.fullmatch(
        r"TEMA seed 1 \(1/2\): 9 epochs in .* s, best ndcg@10 0\.\d{4} \(epoch \d\), epoch limit, not converged",
        last_of_tema,
    )
    assert len(of_pop) == 2 and of_pop[0] == "Pop seed 1 (2/2): loading data"
    assert re.fullmatch(r"Pop seed 1 \(2/2\): 1 epoch in .* s, best .* \(epoch 1\)", of_pop[1])
    run(toy, tmp_path / "out", ["TEMA", "Pop"], config_dict={"epochs": 9})
    assert capsys.readouterr().err.splitlines() == [
        f"TEMA seed 1 (1/2): finished before, read from {tmp_path / 'out/TEMA-1'}",
        f"Pop seed 1 (2/2): finished before, read from {tmp_path / 'out/Pop-1'}",
    ]


@pytest.mark.parametrize("off", [{"progress": False}, {"config_dict": {"show_progress": False}}])
def test_nothing_is_shown_on_request(
    toy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], off: dict[str, Any]
) -> None:
    run(toy, tmp_path / "out", "Pop", **off)
    assert capsys.readouterr() == ("", "")


def test_resumed_training_is_announced(
    toy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    validate = TEMATrainer._validate

    def killed(trainer: TEMATrainer, score: Any) -> None:
        if trainer.progress.epoch == 3:
            raise KeyboardInterrupt
        validate(trainer, score)

    monkeypatch.setattr(TEMATrainer, "_validate", killed)
    with pytest.raises(KeyboardInterrupt):
        run(toy, tmp_path / "out")
    monkeypatch.undo()
    capsys.readouterr()
    monkeypatch.chdir(tmp_path)
    run(toy, tmp_path / "out")
    assert "TEMA seed 1: continues after epoch 2\n" in capsys.readouterr().err


def test_trials_of_a_search_are_shown(toy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = {**SMALL, "data_path": str(toy)}
    for on in (True, False):
        search(
            "TEMA", "toy", {"dropout": [0.0, 0.1]}, n_trials=1, output_dir=tmp_path / str(on), config_dict=settings,
            progress=on,
        )  # fmt: skip
        error = capsys.readouterr().err
        assert ("trial 0: 3 epochs in" in error) is on and (on or not error)


def test_live_bar_ends_with_its_run() -> None:
    console = Console(file=io.StringIO(), width=80, force_terminal=True)
    display = LiveDisplay(console)
    with display:
        with display.of_run(view(stage="training", done=1, total=2)):
            display._live.refresh()
            assert "epoch 4/20, batch 1/2" in console.file.getvalue()  # type: ignore[attr-defined]
            display.finished("early stop")
        assert display.run is None
    written = console.file.getvalue()  # type: ignore[attr-defined]
    assert "3 epochs in 36.0 s, best ndcg@10 0.1234 (epoch 2), early stop\n" in re.sub(
        r"\x1b\[[0-9;?]*[A-Za-z]|\r", "", written
    )


def test_kind_of_display(monkeypatch: pytest.MonkeyPatch) -> None:
    assert type(create_display(True)) is Display and create_display(False).console.quiet
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    assert isinstance(create_display(True), LiveDisplay)
    monkeypatch.setenv("TERM", "dumb")
    assert type(create_display(True)) is Display
    # In a notebook Rich redraws by ipywidgets.
    monkeypatch.setattr("rich.console._is_jupyter", lambda: True)
    for spec, kind in ((None, Display), (object(), LiveDisplay)):
        monkeypatch.setattr(module.importlib.util, "find_spec", lambda name, spec=spec: spec)
        assert type(create_display(True)) is kind
    monkeypatch.setattr(distributed, "is_main", lambda: False)
    assert create_display(True).console.quiet
