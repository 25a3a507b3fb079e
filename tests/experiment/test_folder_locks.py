"""Two commands that write to one output folder: the second is refused and changes nothing."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from recbole_tema.errors import FolderInUseError
from recbole_tema.experiment.run import run_experiment
from recbole_tema.experiment.search import search
from recbole_tema.files.locks import locked

SMALL = {"hidden_size": 16, "teachers": 0, "epochs": 1, "modalities": ["id"], "calendar": "none"}


def test_run_and_search_refuse_a_folder_that_another_command_writes(toy: Path) -> None:
    keys = {"data_path": str(toy), **SMALL}
    with locked(Path("out"), "run"), pytest.raises(FolderInUseError, match=r"out: recbole-tema run .* is writing"):
        run_experiment("TEMA", "toy", output_dir="out", config_dict=keys, progress=False)
    with locked(Path("found"), "search"), pytest.raises(FolderInUseError, match="found: recbole-tema search"):
        search("TEMA", "toy", {"dropout": [0.1]}, n_trials=1, output_dir="found", config_dict=keys, progress=False)
    assert not Path("out").exists() and not Path("found").exists()
    run_experiment("TEMA", "toy", output_dir="out", config_dict=keys, progress=False)
    assert not list(Path("out").glob(".*"))


@pytest.mark.slow
def test_of_two_equal_runs_one_is_refused_and_the_other_is_complete(toy: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from recbole_tema.cli import main; main()", "run", "--dataset=toy"]
    command += [f"--data_path={toy}", "--models=TEMA", "--epochs=8", "--output_dir=out", "--hidden_size=16"]
    first = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    while not list(tmp_path.glob("out/.run.lock.json")):
        assert first.poll() is None, first.communicate()
        time.sleep(0.01)
    second = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    _, errors = first.communicate()
    assert first.returncode == 0, errors
    if second.returncode:  # otherwise the first was faster, and the second has read its result
        assert second.returncode == 2 and "is writing to this folder" in second.stderr
    result = json.loads((tmp_path / "out/TEMA-2024/result.json").read_text())
    best = json.loads((tmp_path / "out/TEMA-2024/best.json").read_text())
    assert best["epoch"] == result["run"]["best_epoch"]
    assert best["score"] == max(result["run"]["scores"])
