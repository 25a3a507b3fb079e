"""The command line as a user meets it: tables, files under one folder, and one clear message for bad input."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from recbole_tema.cli import main

ROOT = Path(__file__).parents[2]
SMALL = ["--dataset=toy", "--epochs=1", "--hidden_size=16", "--MAX_ITEM_LIST_LENGTH=8", "--inner_size=16"]


def run_tema(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "run_tema.py"), *arguments], cwd=folder, capture_output=True, text=True
    )


def test_run_prints_a_table_per_domain_and_litters_nothing(toy: Path, tmp_path: Path) -> None:
    done = run_tema(tmp_path, "--models=TEMA,SASRec", "--seeds=1,2", *SMALL, f"--data_path={toy}", "--output_dir=out")
    assert done.returncode == 0, done.stderr
    for word in ("TEMA", "SASRec", "d0", "d1", "ndcg@10"):
        assert word in done.stdout
    assert "Warning" not in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "out"]
    results = json.loads((tmp_path / "out/results.json").read_text())
    assert [(run["model"], run["seed"]) for run in results["runs"]] == [
        ("TEMA", 1), ("TEMA", 2), ("SASRec", 1), ("SASRec", 2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--models=TEMMA"], "no model 'TEMMA'. Did you mean TEMA"),
        (["--models=TEMA,TEMA"], "--models"),
        (["--seeds=one"], "--seeds"),
        (["--learning_rat=1"], "Did you mean learning_rate"),
        (["--fusion"], "Write RecBole keys as --key=value"),
        (["--config_files=none.yaml"], "none.yaml: no such config file"),
        (["--dataset=nowhere"], "nowhere.inter: no such file"),
        (["--hidden_size=abc"], "hidden_size"),
    ],
)
def test_bad_input_is_one_message_and_exit_code_2(
    toy: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["run", "--models=TEMA", *SMALL, f"--data_path={toy}", "--output_dir=out", *arguments])
    assert stopped.value.code == 2
    error = capsys.readouterr().err
    assert words in error.replace("\n", " ")
    assert "Traceback" not in error


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["prepare", "t.csv"], "--name"),
        (["prepare", "t.csv", "--name=d", "--user-core=five"], "--user-core"),
        (["prepare", "t.csv", "--name=d", "--no-such-option"], "--no-such-option"),
        (["tag", "folder"], "--llm"),
        (["nothing"], "nothing"),
    ],
)
def test_bad_usage_is_exit_code_2(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    error = capsys.readouterr().err
    assert words in error and "Traceback" not in error


@pytest.mark.slow
def test_an_interrupt_says_how_to_go_on(toy: Path, tmp_path: Path) -> None:
    arguments = ["--models=TEMA", *SMALL, f"--data_path={toy}", "--output_dir=out", "--epochs=5000"]
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "run_tema.py"), *arguments, "--stopping_step=5000"],
        cwd=tmp_path,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        # A shell without job control lets what it starts in the background, these tests too, ignore Ctrl-C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    deadline = time.time() + 120
    while not list(tmp_path.glob("out/TEMA-*/last.json")) and process.poll() is None and time.time() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, error = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "The same command goes on where it stopped" in error and "Traceback" not in error


def test_bad_data_leaves_what_was_written(toy: Path, tmp_path: Path) -> None:
    arguments = ["--models=TEMA", "--seeds=1", *SMALL, f"--data_path={toy}", "--output_dir=out"]
    assert run_tema(tmp_path, *arguments).returncode == 0
    before = (tmp_path / "out/results.json").read_bytes()
    path = toy / "toy/toy.txt"
    path.write_text(path.read_text().replace("\ni7\t", "\ni7\tnan ", 1))
    done = run_tema(tmp_path, *arguments, "--seeds=2")
    assert done.returncode == 2
    assert "toy.txt, line" in done.stderr and "Traceback" not in done.stderr
    assert (tmp_path / "out/results.json").read_bytes() == before


@pytest.mark.parametrize(
    "command", ["run", "prepare", "encode", "tag", "search", "recommend", "serve", "compare", "report"]
)
def test_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    main([command, "--help"])
    assert "Usage" in capsys.readouterr().out
