"""Curves for TensorBoard and Weights & Biases, read back from their files."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

from recbole_tema.cli import main
from recbole_tema.config import Config
from recbole_tema.errors import MissingExtraError
from recbole_tema.experiment.run import run_experiment
from recbole_tema.training import log
from recbole_tema.training.log import TrainingLog

SMALL = {"MAX_ITEM_LIST_LENGTH": 8, "teachers": 0, "hidden_size": 16, "modalities": ["id"], "epochs": 3}


def curves(folder: Path) -> dict[str, list[tuple[int, float]]]:
    """Points of every curve in the event files of a run."""
    events = EventAccumulator(str(folder / "tensorboard"))
    events.Reload()
    return {
        tag: [(event.step, event.value) for event in events.Scalars(tag)] for tag in sorted(events.Tags()["scalars"])
    }


def expected(run: Any, metric: str = "ndcg@10") -> dict[str, Any]:
    losses, scores = (
        [(step, pytest.approx(value, rel=1e-6)) for step, value in enumerate(values, 1)]
        for values in (run["losses"], run["scores"])
    )
    return {"train/loss": losses, f"valid/{metric}": scores}


def test_demo_comparison(toy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = [f"--data_path={toy}", "--dataset=toy", "--models=TEMA,Pop", "--epochs=1", "--hidden_size=16"]
    metrics = ["--topk=[5,20]", "--metrics=['Recall','NDCG','ItemCoverage']", "--log_tensorboard=True"]
    main(["run", *arguments, *metrics, "--output_dir=out"])
    runs = json.loads(Path("out/results.json").read_text(encoding="utf-8"))["runs"]
    for run in runs:
        assert curves(Path("out") / f"{run['model']}-{run['seed']}") == expected(run)
        assert run["test"]["domain"]["overall"].keys() == {
            *("users", "recall@5", "recall@20", "ndcg@5", "ndcg@20", "itemcoverage@5", "itemcoverage@20", "ndcg@10"),
        }
    printed = capsys.readouterr().out
    assert all(name in printed for name in ("recall@20", "ndcg@5", "itemcoverage@20"))
    assert not Path("log_tensorboard").exists()


def run(toy: Path, **keys: Any) -> dict[str, Any]:
    settings = {**SMALL, "data_path": str(toy), **keys}
    result = run_experiment("TEMA", "toy", seeds=[1], output_dir="out", config_dict=settings)
    one: dict[str, Any] = result.to_dict()["runs"][0]
    return one


def test_a_training_that_was_killed_has_every_point_once(toy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Killed(BaseException):
        pass

    update = TrainingLog.update

    def update_then_die(self: TrainingLog, losses: Any, scores: Any) -> None:
        update(self, losses, scores)
        if len(losses) == 2:
            raise Killed

    monkeypatch.setattr(TrainingLog, "update", update_then_die)
    with pytest.raises(Killed):
        run(toy, log_tensorboard=True, valid_metric="MRR@5")
    assert [step for step, _ in curves(Path("out/TEMA-1"))["train/loss"]] == [1, 2]
    monkeypatch.setattr(TrainingLog, "update", update)
    finished = run(toy, log_tensorboard=True, valid_metric="MRR@5")
    assert len(finished["losses"]) == 3
    assert curves(Path("out/TEMA-1")) == expected(finished, "mrr@5")


def test_curves_of_a_finished_run_are_written_on_request(toy: Path) -> None:
    run(toy)
    assert not Path("out/TEMA-1/tensorboard").exists()
    finished = run(toy, log_tensorboard=True)
    assert curves(Path("out/TEMA-1")) == expected(finished)


def test_curves_of_a_training_without_validation(tmp_path: Path) -> None:
    config = Config("TEMA", "any", config_dict={"log_tensorboard": True})
    with TrainingLog(config, tmp_path, "ndcg@10") as training_log:
        training_log.update([0.5], [])
        training_log.update([0.5, 0.25], [])
    assert curves(tmp_path) == {"train/loss": [(1, 0.5), (2, 0.25)]}


class FakeWandb:
    """Records what is sent to Weights & Biases."""

    def __init__(self) -> None:
        self.calls: list[Any] = []

    def Settings(self, **keys: Any) -> dict[str, Any]:
        return keys

    def init(self, **keys: Any) -> FakeWandb:
        self.calls.append(("init", keys["project"], keys["name"], keys["id"], keys["resume"], keys["dir"]))
        return self

    def log(self, point: dict[str, float], step: int) -> None:
        self.calls.append((step, point))

    def finish(self, exit_code: int) -> None:
        self.calls.append(("finish", exit_code))


def test_points_and_run_of_weights_and_biases(toy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake = FakeWandb()
    monkeypatch.setitem(sys.modules, "wandb", fake)
    one = run(toy, log_wandb=True, wandb_project="shop")
    identity = Path("out/TEMA-1/wandb-id.txt").read_text(encoding="utf-8")
    points = [
        (epoch, {"train/loss": loss, "valid/ndcg@10": score})
        for epoch, (loss, score) in enumerate(zip(one["losses"], one["scores"]), 1)
    ]
    start = ("init", "shop", "TEMA-1", identity, "allow", "out/TEMA-1")
    assert fake.calls == [start, *points, ("finish", 0)]
    run(toy, log_wandb=True, wandb_project="shop")
    assert len(fake.calls) == len(points) + 2  # a finished run is not sent again


def test_missing_weights_and_biases(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "wandb", None)
    config = Config("TEMA", "any", config_dict={"log_wandb": True})
    with pytest.raises(MissingExtraError, match=r"wandb is not installed\..*\[wandb\]"):
        TrainingLog(config, tmp_path, "ndcg@10")


@pytest.mark.slow
def test_weights_and_biases_offline(toy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("wandb")
    monkeypatch.setenv("WANDB_MODE", "offline")
    run(toy, log_wandb=True)
    files = list(Path("out/TEMA-1").glob(f"{log.WANDB}/offline-run-*/run-*.wandb"))
    assert len(files) == 1
    content = files[0].read_bytes()
    assert b"train/loss" in content and b"valid/ndcg@10" in content
