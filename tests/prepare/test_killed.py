"""A killed `prepare` leaves the complete old dataset, the complete new one, or none; never a partial one."""

from __future__ import annotations

import hashlib
import itertools
import json
import multiprocessing
import os
import random
import shutil
import signal
import sys
import time
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest

from recbole_tema.prepare import prepare_dataset

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")]

# A server that has imported everything, and forks a process for each run.
PROCESSES: Any = None if sys.platform == "win32" else multiprocessing.get_context("forkserver")
IMPORTS = [
    "recbole_tema.prepare.build",
    "recbole_tema.prepare.sources.table",
    "ibis.backends.duckdb",
    "pyarrow.csv",
    "pytest",
]
OWN = {"d.inter", "d.inter.json", "d.item", "d.item.json", "DATASET.md"}
# A killed process leaves the files of its locks, and the next one removes them.
LOCKS = {f".{command}.lock{suffix}" for command in ("prepare", "tag", "encode") for suffix in ("", ".json")}
TAGS = b"tag_item_id:token\ttags:token_seq\nx1\tmine\n"


def _prepare(source: str, folder: str, last: int | None, fatal: int = 0) -> None:
    """Prepare ``folder/d``; die before the ``fatal``-th time that a file of ``folder/d`` is moved or removed."""
    touched = 0

    def die(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal touched
        place = {"os.rename": 1, "os.remove": 0}.get(event)
        if place is not None and fnmatch(os.fspath(arguments[place]), f"{folder}/d/[!.]*"):
            touched += 1
            if touched == fatal:
                os.kill(os.getpid(), signal.SIGKILL)

    if fatal:
        sys.addaudithook(die)
    rules = {} if last is None else {"last": last}
    prepare_dataset(source, "d", folder=folder, rules=rules, memory="500MB")


class Killed:
    """The folder of datasets, and the complete datasets that may be in it."""

    def __init__(self, folder: Path) -> None:
        self.source = folder / "i.csv"
        chance = random.Random(2)
        rows = ["user_id,item_id,domain,timestamp"]
        for user in range(30):
            rows += [
                f"u{user},i{item},{'xy'[item % 2]},{time}" for time, item in enumerate(chance.sample(range(40), 12))
            ]
        self.source.write_text("\n".join(rows) + "\n")
        self.folder = folder / "data"
        self.target = self.folder / "d"
        self.saved: dict[str, Path] = {}
        self.hashes: dict[tuple[str, str], str] = {}
        for version, last in (("old", None), ("new", 3)):
            self.start(last).join()
            self.saved[version] = Path(shutil.copytree(self.target, folder / version))
            self.hashes[_hash(self.target / "d.inter"), _hash(self.target / "d.item")] = version
        assert len(self.hashes) == 2 and {path.name for path in self.target.iterdir()} == OWN

    def start(self, last: int | None, fatal: int = 0) -> Any:
        """Start a run in another process."""
        process = PROCESSES.Process(target=_prepare, args=(str(self.source), str(self.folder), last, fatal))
        process.start()
        return process

    def reset(self, version: str | None) -> None:
        """Restore a complete dataset with a file of another command, or that file only."""
        shutil.rmtree(self.target)
        if version is None:
            self.target.mkdir()
        else:
            shutil.copytree(self.saved[version], self.target)
        (self.target / "d.tag").write_bytes(TAGS)
        os.utime(self.target / "d.tag", (1, 1))

    def state(self) -> str | None:
        """Version of the complete dataset, None if there is none; fails on a partial one."""
        tags = self.target / "d.tag"
        assert tags.read_bytes() == TAGS and tags.stat().st_mtime == 1
        names = {path.name for path in self.target.iterdir()} - {"d.tag"} - LOCKS
        assert names <= OWN
        if "d.inter" not in names:
            return None
        assert names == OWN
        digests = _hash(self.target / "d.inter"), _hash(self.target / "d.item")
        version = self.hashes[digests]
        for name, digest in zip(("d.inter", "d.item"), digests):
            record = json.loads((self.target / f"{name}.json").read_text())
            assert record["sha256"] == digest
            assert record["options"]["last"] == {"old": None, "new": 3}[version]
        assert f"`{record['options']['last']}`" in (self.target / "DATASET.md").read_text()
        return version

    def left(self) -> list[Path]:
        """Folders that killed runs left beside the dataset."""
        return [path for path in self.folder.iterdir() if path.name != "d"]

    def locks(self) -> set[str]:
        """Files of locks in the dataset's folder."""
        return {path.name for path in self.target.iterdir()} & LOCKS


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Killed:
    """Both versions, prepared once."""
    PROCESSES.set_forkserver_preload(IMPORTS)
    return Killed(tmp_path_factory.mktemp("killed"))


@pytest.mark.parametrize(("before", "stride"), [("old", 1), (None, 3)])
def test_killed_while_moving_into_place(killed: Killed, before: str | None, stride: int) -> None:
    """At every step when a dataset is replaced, at some of them for an empty folder."""
    states = []
    for fatal in itertools.count(1, stride):
        killed.reset(before)
        process = killed.start(3, fatal)
        process.join()
        states.append(killed.state())
        if process.exitcode == 0:
            break
        assert process.exitcode == -signal.SIGKILL
        # The folder of this run remains, and that of the previous run was deleted.
        assert len(killed.left()) == 1
    # Before the first step the old dataset is complete, after the last the new one.
    assert len(states) > 6 // stride and states[0] == before and states[-1] == "new"
    assert set(states[1:-1]) == {None}
    assert killed.left() == [] and killed.locks() == set()


def test_killed_at_any_time(killed: Killed) -> None:
    """At eight moments of a run, and when a file of the new dataset first exists."""
    killed.reset("old")
    start = time.monotonic()
    killed.start(3).join()
    duration = time.monotonic() - start
    assert killed.state() == "new"
    chance = random.Random(7)
    moments: list[Any] = [duration * (i + chance.random()) / 8 for i in range(8)]
    deaths = 0
    for number, moment in enumerate([*moments, "work", "d.inter", "d.item.json", "DATASET.md"]):
        before = ("old", None)[number % 2]
        killed.reset(before)
        process = killed.start(3)
        if isinstance(moment, float):
            time.sleep(moment)
        else:
            while process.is_alive() and not list(killed.folder.glob(f".d.*-{process.pid}.*/{moment}")):
                pass
        process.kill()
        process.join()
        deaths += process.exitcode == -signal.SIGKILL
        assert killed.state() in {before, "new", None}
    assert deaths > 4
    last = killed.start(3)
    last.join()
    assert last.exitcode == 0 and killed.state() == "new" and killed.left() == [] and killed.locks() == set()
