"""Kill commands at random moments (kill -9), run them again to their end, and compare with undisturbed ones.

    python -m benchmarks.reliability.kills --count 200

Failures: another result than that of an undisturbed command, a traceback, a file that an undisturbed command does not
leave, and a second call that fails. A second kill, during the second call, is part of every third try.
"""

from __future__ import annotations

import random
import shutil
import sys
from collections.abc import Mapping
from typing import Any

from benchmarks.reliability.campaign import run_campaign
from benchmarks.reliability.commands import run_command
from benchmarks.reliability.workplace import DATASET, Workplace


def kill(place: Workplace, number: int, chance: random.Random) -> tuple[str, bool, Mapping[str, Any]]:
    """Kill one command once or twice, and complete it."""
    name = list(place.commands)[number % len(place.commands)]
    copy = place.copy("try")
    if name == "prepare" and chance.random() < 0.5:
        shutil.rmtree(copy / DATASET)
    hit = False
    for _ in range(2 if number % 3 == 2 else 1):
        done = run_command(
            place.commands[name].arguments, copy, kill_after=place.reference(name).seconds * chance.uniform(0.02, 1.0)
        )
        hit = hit or done.code < 0
    return name, hit, place.failures_of_rerun(name, copy)


def main() -> None:
    """Command line."""
    sys.exit(run_campaign("kills", __doc__ or "", kill, 200))


if __name__ == "__main__":
    main()
