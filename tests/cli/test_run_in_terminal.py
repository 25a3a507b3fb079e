"""The command `run` in a terminal of 80 and of 60 columns."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from recbole_tema.evaluation import ExperimentResult
from tests.toy import write_toy

ROOT = Path(__file__).parents[2]


def run_in_terminal(columns: int, *arguments: str) -> str:
    """Everything that a command writes to a terminal, until it ends."""
    master, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    environment = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR")}
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "run_tema.py"), *arguments],
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        env={**environment, "TERM": "xterm-256color"},
    )
    os.close(terminal)
    written = b""
    while True:
        try:
            written += (block := os.read(master, 65536))
        except OSError:  # Linux reports the end of a pseudo-terminal as an error
            break
        if not block:
            break
    os.close(master)
    assert process.wait() == 0, written.decode()
    return written.decode()


def lines_of(written: str) -> list[str]:
    """Lines without control sequences; every redrawing of the bar has lines of its own."""
    redrawn = re.sub(r"\x1b\[2K|\x1b\[1A", "\n", written)
    return [line.rstrip() for line in re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\r", "", redrawn).splitlines()]


@pytest.mark.slow
@pytest.mark.parametrize("columns", [80, 60])
def test_bar_and_tables_are_complete(tmp_path: Path, columns: int) -> None:
    data = write_toy(tmp_path / "data", users=200)
    keys = ["--epochs=3", "--teachers=0", "--hidden_size=16", "--modalities=['id']", "--train_batch_size=8"]
    keys += ["--MAX_ITEM_LIST_LENGTH=8"]
    arguments = ["--models=TEMA,Pop", "--dataset=toy", f"--data_path={data}", "--output_dir=out", *keys]
    written = run_in_terminal(columns, *arguments, "--seeds=1")
    lines = lines_of(written)
    assert max(len(line) for line in lines if not line.startswith("Written to")) <= columns
    text = " ".join(" ".join(lines).split())  # without the places where a line is wrapped
    assert "…" not in text
    assert "Loading torch and RecBole" in text and "loading data" in text
    assert re.search(r"TEMA seed 1 \(1/2\) [━╸╺ ]+ \d:\d\d:\d\d left", text)
    assert re.search(
        r"epoch [23]/3, batch \d+/\d+, loss \d+\.\d{4}, best ndcg@10 0\.\d{4} \(epoch \d\)", " ".join(text.split())
    )
    assert re.search(r"TEMA seed 1 \(1/2\): 3 epochs in .* s, best ndcg@10 0\.\d{4} \(epoch \d\), epoch limit", text)
    # After its run the bar is not drawn again.
    after = text[text.rindex("Pop seed 1 (2/2): 1 epoch in") :]
    assert "TEMA seed 1" not in after
    for run in ExperimentResult.read("out").runs:
        for domain in ("d0", "d1", "overall"):
            for metric in ("hit@5", "hit@10", "ndcg@10", "mrr"):
                assert f"{run.test['domain'][domain][metric]:.4f}" in after
    again = " ".join(lines_of(run_in_terminal(columns, *arguments, "--seeds=1,2")))
    assert "TEMA seed 1 (1/4): finished before, read from out/TEMA-1" in again
