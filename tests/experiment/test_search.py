"""The search: what it chooses from, what it keeps, and that it goes on where it was killed."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml

from recbole_tema.cli import main
from recbole_tema.errors import ConfigError
from recbole_tema.experiment.run import Experiment, run_one
from recbole_tema.experiment.search import Space, search
from recbole_tema.training.trainer import TEMATrainer

SMALL = {"MAX_ITEM_LIST_LENGTH": 8, "hidden_size": 16, "epochs": 3, "modalities": ["id"]}
CHOICES = {"learning_rate": {"low": 0.001, "high": 0.1, "log": True}, "n_heads": [1, 2], "dropout": [0.0]}


def experiment(toy: Path, output: Path) -> Experiment:
    return Experiment(["TEMA"], "toy", [7], output, (), {"data_path": str(toy), **SMALL})


def test_it_keeps_every_trial_and_ranks_no_test_target(toy: Path, tmp_path: Path) -> None:
    seen = []
    found = search(experiment(toy, tmp_path), Space(CHOICES), 4, lambda *told: seen.append(told))
    assert [row["score"] for row in found] == sorted((row["score"] for row in found), reverse=True)
    assert json.loads((tmp_path / "trials.json").read_text()) == found
    assert [told[0] for told in seen] == [0, 1, 2, 3]
    for row in found:
        assert 0.001 <= row["settings"]["learning_rate"] <= 0.1 and row["settings"]["n_heads"] in (1, 2)
        assert row["settings"]["dropout"] == 0.0
        assert max(row["scores"]) == row["score"] == row["scores"][row["best_epoch"] - 1]
    assert not list(tmp_path.rglob("ranks.parquet")) and not list(tmp_path.rglob("result.json"))
    # What a trial says is what a run of its settings finds.
    best = found[0]
    once = run_one(
        experiment(toy, tmp_path).config("TEMA", 7, best["settings"]), tmp_path / "again", lambda progress: None
    )
    assert once["run"]["scores"] == best["scores"]


def test_a_search_that_was_killed_goes_on_with_the_same_trial(
    toy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = search(experiment(toy, tmp_path / "whole"), Space(CHOICES), 2)
    killed = tmp_path / "killed"
    validate = TEMATrainer._validate

    def die(trainer: TEMATrainer, evaluator: object) -> None:
        if trainer.progress.epoch == 3 and "trial" in str(trainer.folder):
            raise KeyboardInterrupt  # what the search does not catch, as a kill is not
        validate(trainer, evaluator)

    monkeypatch.setattr(TEMATrainer, "_validate", die)
    with pytest.raises(KeyboardInterrupt):
        search(experiment(toy, killed), Space(CHOICES), 2)
    monkeypatch.undo()
    (half,) = killed.glob("trial-*")
    assert json.loads((half / "last.json").read_text())["progress"]["epoch"] == 2
    found = search(experiment(toy, killed), Space(CHOICES), 1)
    assert len(found) == 1 and [folder.name for folder in killed.glob("trial-*")] == [half.name]
    first = next(row for row in whole if row["number"] == 0)
    assert (found[0]["settings"], found[0]["scores"]) == (first["settings"], first["scores"])
    # And then with the next, not with its first once more.
    both = search(experiment(toy, killed), Space(CHOICES), 2)
    assert [(row["settings"], row["scores"]) for row in both] == [(row["settings"], row["scores"]) for row in whole]
    assert both[0]["settings"] != both[1]["settings"]


@pytest.mark.parametrize(
    "keys", [{"dropout": {"low": 1}}, {"dropout": 0.5}, {"dropout": {"low": 2, "high": 1}}, {"dropout": []}, {}, "x"]
)
def test_what_is_no_space_is_refused(tmp_path: Path, keys: object) -> None:
    path = tmp_path / "space.yaml"
    path.write_text(yaml.safe_dump(keys))
    with pytest.raises(ConfigError, match=re.escape(str(path))):
        Space.read(path)


def test_the_command(toy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "space.yaml"
    path.write_text("modalities: [[id], [id, text]]\nhidden_size: [8, 16]\n")
    fixed = [f"--{key}={value}" for key, value in SMALL.items() if key not in ("modalities", "hidden_size")]
    command = ["search", "--dataset=toy", f"--data_path={toy}", f"--space={path}"]
    main([*command, "--trials=2", *fixed, f"--output_dir={tmp_path / 'out'}"])
    assert "trial 1" in capsys.readouterr().out
    rows = json.loads((tmp_path / "out" / "trials.json").read_text())
    assert {tuple(row["settings"]["modalities"]) for row in rows} <= {("id",), ("id", "text")}
    path.write_text("no_such_key: [1, 2]\n")
    with pytest.raises(SystemExit, match="2"):
        main([*command, f"--output_dir={tmp_path / 'no'}"])
    assert "no_such_key" in capsys.readouterr().err
