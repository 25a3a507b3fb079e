"""Teachers and their model: numbers, resumption, folders and time."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import torch

from recbole_tema.data.preparation import create_dataset, data_preparation
from recbole_tema.errors import ConfigError
from recbole_tema.evaluation.evaluator import Evaluator
from recbole_tema.model import TEMA
from recbole_tema.training.checkpoint import model_tensors
from recbole_tema.training.progress import Progress
from recbole_tema.training.trainer import TEMATrainer
from tests.helpers import build, config

KEYS: dict[str, Any] = {"epochs": 2, "teachers": 2, "modalities": ["id"]}


class Killed(Exception):
    pass


def train(toy: Path, folder: Path, *, kill_at: tuple[int, int] = (0, 0), **keys: Any) -> tuple[TEMA, Progress]:
    """Train on the toy dataset; an exception ends the training at a network and an epoch."""
    model, data, settings = build(toy, **{**KEYS, **keys})
    evaluator = Evaluator(data.valid, data.domains, settings, data.fingerprint)

    def on_epoch(progress: Progress) -> None:
        if (progress.network, progress.epoch) == kill_at:
            raise Killed

    score = partial(evaluator.selection_score, metric="ndcg@10", protocol="domain")
    progress = TEMATrainer(settings, model, folder).train(data.train, score, on_epoch)
    return model, progress


def same(first: TEMA, second: TEMA) -> bool:
    one, other = model_tensors(first), model_tensors(second)
    return one.keys() == other.keys() and all(torch.equal(one[name], other[name]) for name in one)


def test_teachers_are_trained_first_and_leave_nothing(toy: Path, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    model, data, settings = build(toy, **KEYS)
    trainer = TEMATrainer(settings, model, tmp_path / "run")
    progress = trainer.train(data.train, None, lambda progress: seen.append((progress.network, progress.epoch)))
    assert seen == [(1, 1), (1, 2), (2, 1), (2, 2), (3, 1), (3, 2)]
    assert progress is trainer.progress and (progress.network, progress.epoch) == (3, 2)
    assert progress.total_seconds > progress.seconds > 0
    first, second = model.teachers
    assert not same(model, first) and not same(model, second) and not same(first, second)
    assert first.teachers == second.teachers == ()
    assert not any("teacher" in name for name in model.state_dict())
    buffers = dict(model.named_buffers())
    assert len(buffers) > 3 and all(buffer is buffers[name] for name, buffer in first.named_buffers())
    names = {path.name for path in (tmp_path / "run").rglob("*")}
    assert names == {"best.json", "best.safetensors", "last.json", "last.safetensors"}


def test_teachers_change_the_weights_and_a_seed_fixes_them(toy: Path, tmp_path: Path) -> None:
    none, _ = train(toy, tmp_path / "none", teachers=0)
    one, progress = train(toy, tmp_path / "one", teachers=1)
    again, repeated = train(toy, tmp_path / "again", teachers=1)
    assert same(one, again) and not same(none, one)
    assert progress.scores == repeated.scores and progress.losses == repeated.losses


@pytest.mark.parametrize("kill_at", [(1, 1), (1, 2), (2, 1), (2, 2), (3, 1)])
def test_a_killed_training_continues_with_the_same_numbers(toy: Path, tmp_path: Path, kill_at: tuple[int, int]) -> None:
    whole, progress = train(toy, tmp_path / "whole")
    with pytest.raises(Killed):
        train(toy, tmp_path / "killed", kill_at=kill_at)
    resumed, other = train(toy, tmp_path / "killed")
    assert same(resumed, whole) and (other.losses, other.scores) == (progress.losses, progress.scores)
    assert other.teacher_seconds > 0
    # A finished training needs no teachers.
    finished, last = train(toy, tmp_path / "killed", kill_at=(1, 1))
    assert same(finished, whole) and last.total_seconds == other.total_seconds


def test_teacher_of_other_settings_is_refused(toy: Path, tmp_path: Path) -> None:
    with pytest.raises(Killed):
        train(toy, tmp_path / "run", kill_at=(1, 2))
    with pytest.raises(ConfigError, match=r"other settings.*dropout") as caught:
        train(toy, tmp_path / "run", dropout=0.2)
    assert "teacher-1" in str(caught.value.path)


def test_time_limit_is_shared(toy: Path, tmp_path: Path) -> None:
    with pytest.raises(Killed):
        train(toy, tmp_path / "killed", kill_at=(1, 1), max_train_seconds=30)
    assert json.loads((tmp_path / "killed/teacher-1/config.json").read_text())["max_train_seconds"] == 10
    _, progress = train(toy, tmp_path / "run", max_train_seconds=1e-9, epochs=9)
    assert (progress.stopped, progress.epoch, progress.network) == ("time limit", 1, 3)


def test_fit_keeps_results_of_the_model_only(toy: Path, tmp_path: Path) -> None:
    settings = config(toy, checkpoint_dir=str(tmp_path), **KEYS)
    train_data, valid_data, _ = data_preparation(settings, create_dataset(settings))
    trainer = TEMATrainer(settings, TEMA(settings, train_data.dataset))
    epochs: list[int] = []
    score, result = trainer.fit(train_data, valid_data, callback_fn=lambda epoch, _: epochs.append(epoch))
    assert epochs == [0, 1]
    assert result[settings["valid_metric"].lower()] == score == max(trainer.progress.scores)
    assert trainer.evaluate(valid_data)[settings["valid_metric"].lower()] == score
