"""The campaigns against the commands with a few tries each: nothing wrong, no traceback, nothing left behind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize(
    ("name", "count"),
    [("kills", 4), ("disk_full", 2), ("permissions", 3), ("paths", 6), ("concurrent", 5), ("damaged", 2)],
)
def test_a_short_campaign(tmp_path: Path, name: str, count: int) -> None:
    output = tmp_path / "reliability.json"
    options = [f"--count={count}", f"--output={output}", f"--work={tmp_path / 'work'}"]
    command = [sys.executable, "-m", f"benchmarks.reliability.{name}", *options]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    done = subprocess.run(
        [*command, f"--work={tmp_path / 'work'}"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=600,
    )
    if done.stdout.startswith("Skipped"):
        pytest.skip(done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr
    counts = json.loads(output.read_text())[name]
    assert counts["tries"] == count and counts["hit"] > 0 and counts["examples"] == []
    assert len(done.stdout.splitlines()) == count
