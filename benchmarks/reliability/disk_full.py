"""Run commands on disks that are too small, then again with room, and compare with undisturbed commands.

    python -m benchmarks.reliability.disk_full --count 20

Each try mounts a tmpfs of what the command reads and a random part of what it writes (needs root, Linux). Failures: a
traceback, an exit code other than 2, a message that does not name the problem and the remedy, another result with room,
and a file that an undisturbed command does not leave.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.reliability.campaign import run_campaign
from benchmarks.reliability.commands import Outcome, run_command
from benchmarks.reliability.workplace import Workplace

PAGE = 4096


def fill(place: Workplace, number: int, chance: random.Random) -> tuple[str, bool, Mapping[str, Any]]:
    """Run one command with too little room, and complete it with enough."""
    name = list(place.commands)[number % len(place.commands)]
    room = _peak(place, name)
    with _disk(place) as mount:
        copy = Path(shutil.copytree(place.base, mount / "try"))
        _run("mount", "-o", f"remount,size={_used(mount) + PAGE + int(chance.random() * room)}", str(mount))
        done = run_command(place.commands[name].arguments, copy, log=place.folder / "disk.log")
        failures: dict[str, Any] = problems(done)
        _run("mount", "-o", "remount,size=1g", str(mount))
        failures.update(place.failures_of_rerun(name, copy) if done.code else {})
    return name, bool(done.code), failures


@contextmanager
def _disk(place: Workplace) -> Iterator[Path]:
    mount = place.folder / "disk"
    mount.mkdir(exist_ok=True)
    _run("mount", "-t", "tmpfs", "-o", "size=1g", "tmpfs", str(mount))
    try:
        yield mount
    finally:
        _run("umount", str(mount))


@cache
def _peak(place: Workplace, name: str) -> int:
    """Bytes that an undisturbed command occupies at most beside its inputs."""
    with _disk(place) as mount:
        copy = Path(shutil.copytree(place.base, mount / "try"))
        before = peak = _used(mount)
        with ThreadPoolExecutor(1) as thread:
            done = thread.submit(run_command, place.commands[name].arguments, copy, log=place.folder / "disk.log")
            while not done.done():
                peak = max(peak, _used(mount))
                time.sleep(0.002)
    return peak - before


def _used(mount: Path) -> int:
    status = os.statvfs(mount)
    return (status.f_blocks - status.f_bfree) * status.f_frsize


def problems(done: Outcome) -> dict[str, Any]:
    """Failures of a command that could not work: it must end with one line, which names the remedy, and code 2."""
    if done.has_traceback:
        return {"tracebacks": done.printed[-2000:]}
    if done.code not in (0, 2) or (done.code == 2 and not done.message.startswith("Error: ")):
        return {"failed": f"code {done.code}: {done.message}"}
    return {}


def _run(*command: str) -> None:
    subprocess.run(command, check=True)


def main() -> None:
    """Command line."""
    if not ({"-h", "--help"} & set(sys.argv[1:])) and (sys.platform != "linux" or os.geteuid() != 0):
        print("Skipped: mounting a tmpfs needs root on Linux.")
        return
    sys.exit(run_campaign("disk_full", __doc__ or "", fill, 20))


if __name__ == "__main__":
    main()
