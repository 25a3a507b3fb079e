"""The command `run`: tables, files in one folder, and one message for wrong input."""

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
SMALL = [
    "--dataset=toy",
    "--epochs=1",
    "--teachers=0",
    "--hidden_size=16",
    "--MAX_ITEM_LIST_LENGTH=8",
    "--inner_size=16",
]


def run_tema(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "run_tema.py"), *arguments], cwd=folder, capture_output=True, text=True
    )


def test_run_prints_a_table_per_domain_and_writes_one_folder(toy: Path, tmp_path: Path) -> None:
    completed = run_tema(
        tmp_path, "--models=TEMA,SASRec", "--seeds=1,2", *SMALL, f"--data_path={toy}", "--output_dir=out"
    )
    assert completed.returncode == 0, completed.stderr
    for word in ("TEMA", "SASRec", "d0", "d1", "ndcg@10"):
        assert word in completed.stdout
    assert "Warning" not in completed.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "out"]
    results = json.loads((tmp_path / "out/results.json").read_text())
    assert [(run["model"], run["seed"]) for run in results["runs"]] == [
        ("TEMA", 1), ("TEMA", 2), ("SASRec", 1), ("SASRec", 2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--models=TEMMA"], "There is no model 'TEMMA'. Did you mean TEMA"),
        (["--models=TEMA,TEMA"], "--models"),
        (["--seeds=one"], "--seeds"),
        (["--learning_rat=1"], "Did you mean learning_rate"),
        (["--fusion"], "Write RecBole keys as --key=value"),
        (["--config_files=none.yaml"], "none.yaml: no such file"),
        (["--dataset=nowhere"], "nowhere.inter: no such file"),
        (["--hidden_size=abc"], "hidden_size ('abc') must be a"),
        (["--tuned"], "There are no tuned settings of TEMA on toy."),
        (["--model=BPR"], "--models (TEMA) and --model (BPR) differ. Give one of them."),
        (["--valid_metric=AUC"], "valid_metric ('AUC') must be one of hit@k"),
        (["--metrics=['AUC']"], "The metric 'AUC' needs a score per interaction."),
        (["--topk=[0]"], "topk ([0]) must be a list of positive whole numbers."),
        (["--eval_args={'split':{'LS':'valid_and_test'},'mode':'uni100'}"], "eval_negatives: 100"),
        (["--load_col={'inter':['user_id','item_id']}"], "load_col.inter lacks TIME_FIELD `timestamp`, add it."),
        (["--seed=abc"], "seed ('abc') must be a whole number."),
    ],
)
def test_wrong_input_is_one_message_and_exit_code_2(
    toy: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["run", "--models=TEMA", *SMALL, f"--data_path={toy}", "--output_dir=out", *arguments])
    assert stopped.value.code == 2
    error = capsys.readouterr().err
    assert words.lower() in error.replace("\n", " ").lower()
    assert "Traceback" not in error


def models_run(output: str = "out") -> list[tuple[str, int]]:
    runs = json.loads(Path(output, "results.json").read_text(encoding="utf-8"))["runs"]
    return [(run["model"], run["seed"]) for run in runs]


def test_model_dataset_and_seed_are_given_as_to_recbole(toy: Path) -> None:
    data = [f"--data_path={toy}", "--epochs=1"]
    main(["run", "--model=Pop", "--dataset=toy", "--seed=7", *data, "--output_dir=out"])
    assert models_run() == [("Pop", 7)]
    Path("settings.yaml").write_text("model: Pop\ndataset: toy\nseed: 5\n")
    main(["run", "--config_files=settings.yaml", *data, "--output_dir=file"])
    assert models_run("file") == [("Pop", 5)]
    main(["run", "--config_files=settings.yaml", "--model=Pop", "--models=Pop", *data, "--output_dir=both"])
    assert models_run("both") == [("Pop", 5)]
    with pytest.raises(SystemExit, match="2"):
        main(["run", "--config_files=settings.yaml", "--models=TEMA", *data, "--output_dir=other"])


def test_an_unknown_model_is_refused_before_torch_is_imported(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom recbole_tema.cli import main\n"
        "try:\n    main(['run', '--model=SASRek'])\n"
        "finally:\n    print([name for name in ('torch', 'pandas', 'recbole.config') if name in sys.modules])"
    )
    completed = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert completed.returncode == 2 and completed.stdout == "[]\n"
    assert completed.stderr.startswith("Error: There is no model 'SASRek'. Did you mean SASRec")


def test_settings_without_effect_are_reported_once(toy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keys = ["--state=INFO", "--metric_decimal_place=2", "--n_heads=2"]
    main(["run", "--models=Pop,BPR", "--seeds=1,2", "--dataset=toy", f"--data_path={toy}", "--epochs=1", *keys])
    warned = [line for line in capsys.readouterr().err.splitlines() if "Warning" in line]
    assert warned == [
        "Warning: These settings have no effect in this experiment: state (RecBole's log is not shown),"
        " metric_decimal_place (results.json has all digits, tables have four), n_heads (not read by Pop, BPR)."
    ]


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
def test_wrong_usage_is_exit_code_2(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    error = capsys.readouterr().err
    assert words in error and "Traceback" not in error


@pytest.mark.slow
def test_interrupt_explains_how_to_continue(toy: Path, tmp_path: Path) -> None:
    arguments = ["--models=TEMA", *SMALL, f"--data_path={toy}", "--output_dir=out", "--epochs=5000"]
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "run_tema.py"), *arguments, "--stopping_step=5000"],
        cwd=tmp_path,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        # Background jobs of a shell without job control, which these tests may be, ignore Ctrl-C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    deadline = time.time() + 120
    while not list(tmp_path.glob("out/TEMA-*/last.json")) and process.poll() is None and time.time() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, error = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "The same command continues where it stopped" in error and "Traceback" not in error


def test_malformed_data_do_not_change_earlier_results(
    toy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["run", "--models=TEMA", "--seeds=1", *SMALL, f"--data_path={toy}", "--output_dir=out"]
    main(arguments)
    before = (tmp_path / "out/results.json").read_bytes()
    path = toy / "toy/toy.txt"
    path.write_text(path.read_text().replace("\ni7\t", "\ni7\tnan ", 1))
    with pytest.raises(SystemExit, match="2"):
        main([*arguments, "--seeds=2"])
    assert "toy.txt, line" in capsys.readouterr().err
    assert (tmp_path / "out/results.json").read_bytes() == before


@pytest.mark.parametrize(
    "command", ["run", "prepare", "encode", "tag", "search", "recommend", "serve", "compare", "report", "config"]
)
def test_help_of_every_command(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    main([command, "--help"])
    assert "Usage" in capsys.readouterr().out
