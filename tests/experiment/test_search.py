"""Hyperparameter search: its space, its trials, and resuming after a kill."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from recbole_tema.cli import main
from recbole_tema.errors import ConfigError, DataError
from recbole_tema.experiment.run import run_experiment
from recbole_tema.experiment.search import Space, search
from recbole_tema.training.trainer import TEMATrainer

SMALL = {"MAX_ITEM_LIST_LENGTH": 8, "teachers": 0, "hidden_size": 16, "epochs": 3, "modalities": ["id"]}
CHOICES = {"learning_rate": {"low": 0.001, "high": 0.1, "log": True}, "n_heads": [1, 2], "dropout": [0.0]}


def run_search(toy: Path, output: Path, n_trials: int, **arguments: Any) -> list[dict[str, Any]]:
    """Search settings of TEMA on the toy dataset."""
    settings = {"data_path": str(toy), **SMALL}
    return search(
        "TEMA", "toy", CHOICES, n_trials=n_trials, seed=7, output_dir=output, config_dict=settings, **arguments
    )


def settings_and_scores(trials: list[dict[str, Any]]) -> list[tuple[dict[str, Any], list[float]]]:
    return [(trial["settings"], trial["scores"]) for trial in trials]


def test_every_trial_is_kept_and_no_test_target_is_ranked(toy: Path, tmp_path: Path) -> None:
    reported: list[tuple[Any, ...]] = []
    trials = run_search(toy, tmp_path, 4, on_trial=lambda *trial: reported.append(trial))
    assert [row["score"] for row in trials] == sorted((row["score"] for row in trials), reverse=True)
    assert json.loads((tmp_path / "trials.json").read_text()) == trials
    assert [trial[0] for trial in reported] == [0, 1, 2, 3]
    by_number = {row["number"]: row for row in trials}
    assert all(by_number[number]["settings"] == settings for number, settings, _, _ in reported)
    for row in trials:
        assert 0.001 <= row["settings"]["learning_rate"] <= 0.1 and row["settings"]["n_heads"] in (1, 2)
        assert row["settings"]["dropout"] == 0.0
        assert max(row["scores"]) == row["score"] == row["scores"][row["best_epoch"] - 1]
    assert not list(tmp_path.rglob("ranks.parquet")) and not list(tmp_path.rglob("result.json"))
    # A run with the settings of a trial has the scores of the trial.
    best, settings = trials[0], {"data_path": str(toy), **SMALL}
    result = run_experiment(
        "TEMA", "toy", seeds=[7], output_dir=tmp_path / "run", config_dict={**settings, **best["settings"]}
    )
    assert result.runs[0].scores == best["scores"]


def test_killed_search_resumes_with_the_unfinished_trial(
    toy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = run_search(toy, tmp_path / "whole", 2)
    killed = tmp_path / "killed"
    validate = TEMATrainer._validate

    def interrupted(trainer: TEMATrainer, score: Any) -> None:
        if trainer.progress.epoch == 3 and "trial" in str(trainer.folder):
            raise KeyboardInterrupt  # not caught by the search, like a kill
        validate(trainer, score)

    monkeypatch.setattr(TEMATrainer, "_validate", interrupted)
    with pytest.raises(KeyboardInterrupt):
        run_search(toy, killed, 2)
    monkeypatch.undo()
    (unfinished,) = killed.glob("trial-*")
    assert json.loads((unfinished / "last.json").read_text())["progress"]["epoch"] == 2
    resumed = run_search(toy, killed, 1)
    assert len(resumed) == 1 and [folder.name for folder in killed.glob("trial-*")] == [unfinished.name]
    assert settings_and_scores(resumed) == settings_and_scores([row for row in whole if row["number"] == 0])
    # Then it continues with the next trial, not with the first again.
    both = run_search(toy, killed, 2)
    assert settings_and_scores(both) == settings_and_scores(whole)
    assert both[0]["settings"] != both[1]["settings"]


@pytest.mark.parametrize(
    "keys", [{"dropout": {"low": 1}}, {"dropout": 0.5}, {"dropout": {"low": 2, "high": 1}}, {"dropout": []}, {}, "x"]
)
def test_malformed_space_is_refused(tmp_path: Path, keys: object) -> None:
    path = tmp_path / "space.yaml"
    path.write_text(yaml.safe_dump(keys))
    with pytest.raises(ConfigError, match=f"^{re.escape(str(path))}: "):
        Space.read(path)


@pytest.mark.parametrize("choices", [0.5, [], {"low": 2, "high": 1}])
def test_malformed_choices_name_their_key(toy: Path, choices: object) -> None:
    with pytest.raises(ConfigError, match=r"The choices of dropout .* must be a list or a range\."):
        search("TEMA", "toy", {"dropout": choices}, config_dict={"data_path": str(toy)})


def test_command(toy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
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


def test_a_search_that_failed_before_training_leaves_the_folder_free(toy: Path, tmp_path: Path) -> None:
    keys = {"data_path": str(toy), **SMALL, "epochs": 1, "inner_size": 16}
    for space in ({"n_heads": [3]}, {"dropuot": [0.1, 0.2]}):
        with pytest.raises(ConfigError):
            search("TEMA", "toy", space, n_trials=1, output_dir=tmp_path, config_dict=keys)
    text = toy / "toy/toy.txt"
    content = text.read_text()
    text.write_text(content.replace("\ni7\t", "\ni7\tnan ", 1))
    with_text = {**keys, "modalities": ["id", "text"]}
    with pytest.raises(DataError):
        search("TEMA", "toy", {"n_heads": [1, 2]}, n_trials=1, output_dir=tmp_path, config_dict=with_text)
    assert list(tmp_path.glob("trial-*/config.json"))
    text.write_text(content)
    trials = search("TEMA", "toy", {"n_heads": [2]}, n_trials=1, output_dir=tmp_path, config_dict=keys)
    assert [trial["settings"] for trial in trials] == [{"n_heads": 2}]
    # Once something is trained, other choices of a key are refused.
    with pytest.raises(ConfigError, match=r"The search in this folder has other choices"):
        search("TEMA", "toy", {"n_heads": [1, 2]}, n_trials=2, output_dir=tmp_path, config_dict=keys)


def test_the_demo_is_prepared_for_a_search_too(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="dropout"):  # of the first trial, after the data are there
        search(
            "TEMA", "ml-100k-cross", {"dropout": [2.0]}, output_dir=tmp_path, config_dict={"data_path": str(tmp_path)}
        )
    assert (tmp_path / "ml-100k-cross/ml-100k-cross.inter").is_file()


def test_the_key_seed_is_the_seed_of_a_search(toy: Path, tmp_path: Path) -> None:
    file = tmp_path / "seed.yaml"
    file.write_text("seed: 7\n")
    settings = {"data_path": str(toy), **SMALL, "epochs": 1}
    first, second = (
        search("TEMA", "toy", CHOICES, n_trials=1, output_dir=tmp_path / name, config_dict=settings, **arguments)
        for name, arguments in (("key", {"config_file_list": [file]}), ("argument", {"seed": 7}))
    )
    assert settings_and_scores(first) == settings_and_scores(second)
    assert json.loads(next(tmp_path.glob("key/trial-*/config.json")).read_text())["seed"] == 7
    with pytest.raises(ConfigError, match=r"^The seeds are 8, but the key seed is 7"):
        search("TEMA", "toy", CHOICES, seed=8, output_dir=tmp_path / "x", config_dict={**settings, "seed": 7})
    with pytest.raises(ConfigError, match=r"^seed \('abc'\) must be a whole number"):
        search("TEMA", "toy", CHOICES, output_dir=tmp_path / "x", config_dict={**settings, "seed": "abc"})


@pytest.mark.parametrize(
    "choices",
    [
        {"low": 0, "high": 1, "log": True},
        {"low": 0.0, "high": float("inf")},
        {"low": 0.1, "high": float("nan")},
        {"low": 0.1, "high": 1, "log": "yes"},
    ],
)
def test_ranges_without_numbers_to_draw_are_refused(choices: dict[str, Any]) -> None:
    with pytest.raises(ConfigError, match=r"must be a list or a range\."):
        Space({"learning_rate": choices})
