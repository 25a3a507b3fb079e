"""Start two commands in one folder at nearly the same time, complete them, and compare with undisturbed commands.

    python -m benchmarks.reliability.concurrent --count 40

Two tries of three start the same command twice; the others start two different ones. Each command must work or end
with one line that names the folder in use and code 2. Failures: two results that no undisturbed command gives, a
traceback, a file that stays, another end, and a third call that fails.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from benchmarks.reliability.campaign import run_campaign
from benchmarks.reliability.commands import Outcome, run_command
from benchmarks.reliability.disk_full import problems
from benchmarks.reliability.workplace import Workplace


def start_both(place: Workplace, number: int, chance: random.Random) -> tuple[str, bool, Mapping[str, Any]]:
    """Start a pair of commands and run each of them once more afterwards."""
    names = list(place.commands)
    first = names[number % len(names)]
    second = first if number % 3 else chance.choice(names)
    copy = place.copy("try")
    delay = place.reference(first).seconds * chance.choice((0.0, chance.uniform(0.0, 0.9)))
    with ThreadPoolExecutor(2) as threads:
        earlier = threads.submit(_command, place, first, copy, "first.log", 0.0)
        later = threads.submit(_command, place, second, copy, "second.log", delay)
        ended = [earlier.result(), later.result()]
    failures: dict[str, Any] = {}
    for done in ended:
        failures.update(problems(done))
        if first == second and done.code == 2 and "is writing to" not in done.printed:
            failures["failed"] = done.message
    for name in dict.fromkeys((first, second)):
        failures.update(place.failures_of_rerun(name, copy, besides=(first, second)))
    return f"{first}+{second}", any(done.code == 2 for done in ended), failures


def _command(place: Workplace, name: str, copy: Path, log: str, delay: float) -> Outcome:
    time.sleep(delay)
    return run_command(place.commands[name].arguments, copy, log=place.folder / log)


def main() -> None:
    """Command line."""
    sys.exit(run_campaign("concurrent", __doc__ or "", start_both, 40))


if __name__ == "__main__":
    main()
