"""A small dataset and a run of it, commands that work on them, and what each must give."""

from __future__ import annotations

import hashlib
import json
import random
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from benchmarks.reliability.commands import Outcome, run_command
from recbole_tema.files.storage import sha256

DATASET = "atomic_data/shop"
RUN = "runs/base/TEMA-2024"
TRAINING = ["--dataset=shop", "--models=TEMA", "--config_files=settings.yaml"]
SEARCH = [
    *("search", "--dataset=shop", "--model=TEMA", "--config_files=settings.yaml"),
    *("--trials=3", "--space=space.yaml"),
]
RUN_AGAIN = ["run", *TRAINING, "--output_dir=runs/base"]
SEARCH_AGAIN = [*SEARCH, "--output_dir=searches/base"]
_SETTINGS = """
modalities: [id]
hidden_size: 16
inner_size: 16
MAX_ITEM_LIST_LENGTH: 8
epochs: 6
teachers: 0
"""


@dataclass(frozen=True)
class Command:
    """A command, and the digest of what it gives: from the working folder and what it printed."""

    arguments: list[str]
    digest: Callable[[Path, Outcome], str]


def commands(llm: str) -> dict[str, Command]:
    """The commands of the campaigns by name; ``llm`` is the address of the language model."""
    return {
        "prepare": Command(_prepare_arguments(), _bytes(f"{DATASET}/shop.inter", f"{DATASET}/shop.item")),
        "tag": Command(
            ["tag", DATASET, f"--llm={llm}", "--score=rating", "--rounds=0", "--sample=0", "--tau=0.3"],
            _bytes(f"{DATASET}/shop.tag"),
        ),
        "encode": Command(["encode", DATASET, "--text=hashed"], _bytes(f"{DATASET}/shop.txt")),
        "run": Command(["run", *TRAINING, "--output_dir=runs/new"], metrics_in("runs/new")),
        "search": Command([*SEARCH, "--output_dir=searches/new"], trials_in("searches/new")),
        "index": Command(["recommend", RUN, "--user=u1", "--index=ivf", "--json"], lambda _, done: done.message),
        "export": Command(["recommend", RUN, "--export=recommendations.parquet"], _table("recommendations.parquet")),
        "report": Command(["report", "runs/base", "--output=report.html"], _bytes("report.html")),
    }


@dataclass(frozen=True)
class Reference:
    """What an undisturbed command gives: the digest, its duration in seconds, and all files of its working folder."""

    digest: str
    seconds: float
    files: set[str]


class Workplace:
    """The base folder, its copies, and what the commands give in a copy when nothing happens to them.

    Parameters
    ----------
    folder : Path
        Created if it does not exist; used again if it is complete.
    llm : str
        Address of the language model.
    """

    def __init__(self, folder: Path, llm: str) -> None:
        self.folder, self.base = folder, folder / "base"
        self.commands = commands(llm)
        if not (self.base / RUN / "result.json").exists() and not (self.base / "complete").exists():
            self._build()
        self._references: dict[str, Reference] = {}

    def reference(self, name: str) -> Reference:
        """What a command gives when nothing happens to it; the command runs when this is first needed."""
        if name not in self._references:
            copy = self.copy("reference")
            done = run_command(self.commands[name].arguments, copy)
            if done.code:
                raise RuntimeError(f"{name} failed: {done.printed}")
            digest = self.commands[name].digest(copy, done)
            self._references[name] = Reference(digest, done.seconds, files_of(copy))
        return self._references[name]

    def copy(self, name: str) -> Path:
        """A fresh copy of the base folder."""
        shutil.rmtree(self.folder / name, ignore_errors=True)
        return Path(shutil.copytree(self.base, self.folder / name, symlinks=True))

    def failures_of_rerun(self, name: str, copy: Path, *, besides: Sequence[str] = ()) -> dict[str, Any]:
        """Run a command to its end in a folder in which it failed before, and compare with what it must give.

        Parameters
        ----------
        name : str
        copy : Path
        besides : sequence of str
            Other commands that have written to the folder.
        """
        done = run_command(self.commands[name].arguments, copy)
        failures: dict[str, Any] = {}
        if done.has_traceback:
            failures["tracebacks"] = done.printed[-2000:]
        if done.code:
            failures["failed"] = done.message
        elif self.commands[name].digest(copy, done) != self.reference(name).digest:
            failures["wrong"] = name
        leftovers = files_of(copy).difference(*(self.reference(command).files for command in (name, *besides)))
        if leftovers:
            failures["leftovers"] = sorted(leftovers)[:5]
        return failures

    def _build(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        self.base.mkdir(parents=True)
        chance = random.Random(5)
        rows = ["user_id,item_id,timestamp"]
        for user in range(80):
            items = chance.sample(range(60), 9)
            rows += [f"u{user},p{item},{1_400_000_000 + 86_400 * (9 * n + user)}" for n, item in enumerate(items)]
        (self.base / "interactions.csv").write_text("\n".join(rows) + "\n")
        items = [f"p{item},{('food', 'kitchen')[item % 2]},Thing number {item}" for item in range(60)]
        (self.base / "items.csv").write_text("item_id,domain,title\n" + "\n".join(items) + "\n")
        (self.base / "settings.yaml").write_text(_SETTINGS)
        (self.base / "space.yaml").write_text("learning_rate: {low: 0.0005, high: 0.01, log: true}\n")
        # The dataset of before, which the campaigns replace, has the same interactions in another order of columns.
        for arguments in (_prepare_arguments(), RUN_AGAIN, SEARCH_AGAIN):
            done = run_command(arguments, self.base)
            if done.code:
                raise RuntimeError(done.printed)
        (self.base / "complete").touch()


def files_of(folder: Path) -> set[str]:
    """Relative names of all files in a folder, without the logs, which every call names by its time."""
    names = {str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir() or path.is_symlink()}
    return {name for name in names if not name.startswith(("log/", "log_tensorboard/"))}


def _prepare_arguments() -> list[str]:
    return ["prepare", "interactions.csv", "--items=items.csv", "--name=shop"]


def _bytes(*names: str) -> Callable[[Path, Outcome], str]:
    return lambda folder, _: " ".join(sha256(folder / name) for name in names)


def _table(name: str) -> Callable[[Path, Outcome], str]:
    return lambda folder, _: hashlib.sha256(str(pq.read_table(folder / name).to_pydict()).encode()).hexdigest()


def metrics_in(output: str) -> Callable[[Path, Outcome], str]:
    """Digest of metrics, epochs and ranks in an output folder."""

    def digest(folder: Path, _: Outcome) -> str:
        results: Mapping[str, Any] = json.loads((folder / output / "results.json").read_text(encoding="utf-8"))
        fields = ("model", "seed", "best_epoch", "valid", "test")
        kept = [{key: run[key] for key in fields} for run in results["runs"]]
        ranks = pq.read_table(folder / output / "ranks.parquet").to_pydict()
        return hashlib.sha256(json.dumps([kept, str(ranks)], sort_keys=True).encode()).hexdigest()

    return digest


def trials_in(output: str) -> Callable[[Path, Outcome], str]:
    """Digest of the settings and scores of a search."""

    def digest(folder: Path, _: Outcome) -> str:
        trials = json.loads((folder / output / "trials.json").read_text(encoding="utf-8"))
        kept = sorted([trial["settings"]["learning_rate"], trial["scores"]] for trial in trials)
        return hashlib.sha256(json.dumps(kept).encode()).hexdigest()

    return digest
