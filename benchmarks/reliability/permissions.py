"""Run commands on folders and files that may not be read or written, then again when they may.

    python -m benchmarks.reliability.permissions --count 20

Root gives up the capability to ignore permissions first (Linux). Failures: as of disk_full.
"""

from __future__ import annotations

import ctypes
import os
import random
import sys
from collections.abc import Mapping
from typing import Any

from benchmarks.reliability.campaign import run_campaign
from benchmarks.reliability.commands import run_command
from benchmarks.reliability.disk_full import problems
from benchmarks.reliability.workplace import DATASET, RUN, Workplace

READ_ONLY, NOTHING = 0o555, 0o000
# Command, the folder or file that is changed, and its permissions meanwhile.
CASES = [
    ("prepare", "interactions.csv", NOTHING),
    ("prepare", "items.csv", NOTHING),
    ("prepare", "atomic_data", READ_ONLY),
    ("prepare", DATASET, READ_ONLY),
    ("prepare", DATASET, NOTHING),
    ("tag", ".", READ_ONLY),
    ("tag", DATASET, READ_ONLY),
    ("tag", f"{DATASET}/shop.item", NOTHING),
    ("encode", DATASET, READ_ONLY),
    ("encode", f"{DATASET}/shop.item", NOTHING),
    ("run", "runs", READ_ONLY),
    ("run", f"{DATASET}/shop.inter", NOTHING),
    ("run", f"{DATASET}/shop.item", NOTHING),
    ("run", "settings.yaml", NOTHING),
    ("index", RUN, READ_ONLY),
    ("index", RUN, NOTHING),
    ("index", f"{RUN}/result.json", NOTHING),
    ("export", ".", READ_ONLY),
    ("export", f"{RUN}/best.safetensors", NOTHING),
    ("export", f"{DATASET}/shop.inter", NOTHING),
    ("report", ".", READ_ONLY),
    ("report", "runs/base/results.json", NOTHING),
    ("report", "runs/base/ranks.parquet", NOTHING),
    ("report", DATASET, NOTHING),
]


def forbid(place: Workplace, number: int, chance: random.Random) -> tuple[str, bool, Mapping[str, Any]]:
    """Run one command without the permissions that it needs, and complete it with them."""
    name, target, mode = CASES[number % len(CASES)]
    copy = place.copy("try")
    path = copy / target
    before = path.stat().st_mode
    path.chmod(mode)
    try:
        done = run_command(place.commands[name].arguments, copy)
    finally:
        path.chmod(before)
    failures = {**problems(done), **place.failures_of_rerun(name, copy)}
    return f"{name} {target} {mode:o}", done.code != 0, failures


def _respect_permissions() -> None:
    """Start this program again without the capabilities by which root ignores permissions."""
    if sys.platform != "linux" or os.geteuid() != 0 or os.environ.get("RESPECTS_PERMISSIONS"):
        return
    process: Any = ctypes.CDLL(None)
    for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
        process.prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP
    command = [sys.executable, "-m", "benchmarks.reliability.permissions", *sys.argv[1:]]
    os.execve(sys.executable, command, {**os.environ, "RESPECTS_PERMISSIONS": "1"})


def main() -> None:
    """Command line."""
    if not {"-h", "--help"} & set(sys.argv[1:]):
        _respect_permissions()
    sys.exit(run_campaign("permissions", __doc__ or "", forbid, len(CASES)))


if __name__ == "__main__":
    main()
