"""Runs of torchrun: equal to one process, and ended with a message when a process is lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from recbole_tema.evaluation import read_ranks
from recbole_tema.training.ddp import n_targets
from tests.helpers import build
from tests.toy import write_toy

ROOT = Path(__file__).parents[2]
TORCHRUN = [sys.executable, "-m", "torch.distributed.run", "--nproc-per-node=2", "--standalone"]
# No dropout: each process draws its own.
KEYS = {
    "MAX_ITEM_LIST_LENGTH": 8,
    "hidden_size": 16,
    "teachers": 0,
    "dropout": 0.0,
    "hidden_dropout_prob": 0.0,
    "attn_dropout_prob": 0.0,
    "epochs": 3,
    "train_batch_size": 7,
    "eval_batch_size": 9,
}


def command(data: Path, out: Path, launch: list[str], **keys: Any) -> list[str]:
    """Command line of `run_tema.py` on the toy dataset, started by ``launch``."""
    settings = {**KEYS, **keys}
    models = settings.pop("models", "TEMA,SASRec,BPR,Pop")
    keys_given = [f"--{key}={value}" for key, value in settings.items()]
    program = launch if launch else [sys.executable]
    files = ["--dataset=toy", f"--data_path={data}", f"--output_dir={out}"]
    return [*program, str(ROOT / "run_tema.py"), f"--models={models}", "--seeds=1", *files, *keys_given]


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}


def run(data: Path, out: Path, launch: list[str], **keys: Any) -> dict[str, Any]:
    completed = subprocess.run(
        command(data, out, launch, **keys), env=environment(), capture_output=True, text=True, timeout=300, check=False
    )
    assert completed.returncode == 0, completed.stderr
    results: dict[str, Any] = json.loads((out / "results.json").read_text())
    results["stdout"] = completed.stdout
    return results


@pytest.mark.slow
def test_two_processes_give_the_results_of_one(tmp_path: Path) -> None:
    data = write_toy(tmp_path / "data", users=61)
    keys = {"teachers": 1}  # of TEMA
    one, two = (run(data, tmp_path / name, launch, **keys) for name, launch in (("one", []), ("two", TORCHRUN)))
    for alone, shared in zip(one["runs"], two["runs"]):
        assert (alone["processes"], shared["processes"]) == (1, 2)
        assert shared["losses"] == pytest.approx(alone["losses"], abs=1e-4), alone["model"]
        assert shared["test"] == alone["test"] and shared["valid"] == alone["valid"], alone["model"]
        assert shared["scores"] == alone["scores"]
    ranks = [read_ranks(tmp_path / name / "ranks.parquet") for name in ("one", "two")]
    assert ranks[0].equals(ranks[1])
    # Only process 0 prints.
    assert two["stdout"].count("Written to") == 1
    # One process reads the finished runs of two.
    again = run(data, tmp_path / "two", [], **keys)
    assert again["runs"] == two["runs"]


@pytest.mark.slow
def test_lost_process_ends_the_run_with_a_message_and_the_run_resumes(tmp_path: Path) -> None:
    data = write_toy(tmp_path / "data", users=61)
    out = tmp_path / "out"
    keys = {"models": "TEMA", "epochs": 12, "dropout": 0.2}
    whole = run(data, tmp_path / "whole", TORCHRUN, **keys)
    process = subprocess.Popen(
        command(data, out, TORCHRUN, **{**keys, "epochs": 12}),
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    record = out / "TEMA-1" / "last.json"
    deadline = time.monotonic() + 120
    while not record.is_file() and time.monotonic() < deadline and process.poll() is None:
        time.sleep(0.02)
    children = subprocess.run(["pgrep", "-P", str(process.pid)], capture_output=True, text=True, check=True)
    workers = [int(pid) for pid in children.stdout.split()]
    start = time.monotonic()
    os.kill(workers[-1], signal.SIGKILL)
    output, _ = process.communicate(timeout=60)
    assert process.returncode != 0 and time.monotonic() - start < 60
    assert "SIGKILL" in output or "Another process of this run was lost" in output
    assert not (out / "TEMA-1" / "result.json").exists()
    resumed = run(data, out, TORCHRUN, **keys)
    for key in ("losses", "scores", "test"):
        assert resumed["runs"][0][key] == whole["runs"][0][key]


def test_parts_of_a_batch_are_weighted_by_their_targets(toy: Path) -> None:
    """The mean of the weighted losses of the parts is the loss of the batch, with its gradients."""
    model, data, _ = build(toy, modalities=["id", "tag", "text"], dropout=0.0, train_batch_size=5)
    batch = next(iter(data.train))
    model.calculate_loss(batch).backward()
    expected = {name: p.grad.clone() for name, p in model.named_parameters() if p.grad is not None}
    model.zero_grad()
    losses = []
    for rank in range(2):
        part = batch[torch.arange(rank, len(batch), 2)]
        loss = model.calculate_loss(part) * 2 * n_targets(part) / n_targets(batch)
        (loss / 2).backward()
        losses.append(loss.item())
    assert np.mean(losses) == pytest.approx(model.calculate_loss(batch).item(), abs=1e-5)
    for name, parameter in model.named_parameters():
        if name in expected:
            assert torch.allclose(parameter.grad, expected[name], atol=1e-5), name
