"""Give commands odd paths: spaces, line ends, dashes, NUL, links in circles, files instead of folders, very long names.

    python -m benchmarks.reliability.paths --count 80

Each option that takes a path gets each odd path. A command must work, or end with one line and code 2. Failures: a
traceback, another end, and a temporary file that stays.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from benchmarks.reliability.campaign import run_campaign
from benchmarks.reliability.commands import run_command
from benchmarks.reliability.disk_full import problems
from benchmarks.reliability.workplace import DATASET, RUN, Workplace, files_of

PATHS = {
    "spaces": "a b  c ",
    "unicode": "naïve-日本-🍵",
    "line end": "a\nb",
    "tab": "a\tb",
    "dash": "-rf",
    "dashes": "--help",
    "tilde": "~",
    "tilde user": "~root/x",
    "dot": ".",
    "parent": "..",
    "hidden": ".hidden",
    "empty": "",
    "link to a device": "null",
    "proc": "/proc/none",
    "no parent": "no/such/folder/x",
    "file": "settings.yaml",
    "below a file": "settings.yaml/x",
    "link": "link",
    "dangling link": "dangling",
    "circle of links": "circle",
    "link in a circle": "circle/x",
    "long name": "n" * 250,
    "longer name": "n" * 300,
    "long path": "/".join(["n" * 200] * 30),
    "NUL": "a\0b",
    "not UTF-8": "a\udcffb",
    "direction": "a\u202egpj.b",
    "control": "a\x1b[31mb",
    "quotes": "a'b\"c",
    "shell": "$(touch hacked);`touch hacked`",
    "glob": "*[a]?",
    "percent": "%s%d{x}",
    "backslash": "a\\b",
    "colon": "c:con",
    "address": "http://127.0.0.1:9/x",
}
_PREPARE = ["prepare", "interactions.csv", "--items=items.csv"]
_TRAINING = ["run", "--dataset=shop", "--models=Pop"]
_LLM = "--llm=openai:m@http://127.0.0.1:9/v1"
OPTIONS: dict[str, Callable[[str], list[str]]] = {
    "prepare source": lambda path: ["prepare", f"./{path}" if path[:1] == "-" else path, "--name=d"],
    "prepare --items": lambda path: ["prepare", "interactions.csv", f"--items={path}", "--name=d"],
    "prepare --folder": lambda path: [
        "prepare",
        "interactions.csv",
        "--items=items.csv",
        "--name=d",
        f"--folder={path}",
    ],
    "prepare --name": lambda path: [*_PREPARE, f"--name={path}"],
    "prepare --recipe": lambda path: ["prepare", "interactions.csv", "--name=d", f"--recipe={path}"],
    "tag dataset": lambda path: ["tag", "--tfidf", "--", path],
    "tag --cache": lambda path: [
        "tag",
        DATASET,
        f"--cache={path}",
        "--llm=openai:m@http://127.0.0.1:9/v1",
        "--dry-run",
    ],
    "tag --templates": lambda path: ["tag", DATASET, f"--templates={path}", _LLM],
    "encode dataset": lambda path: ["encode", "--text=hashed", "--", path],
    "encode --images": lambda path: ["encode", DATASET, f"--images={path}", "--image=efficientnet:lite0"],
    "report run": lambda path: ["report", "--output=r.html", "--", path],
    "report --output": lambda path: ["report", "runs/base", f"--output={path}"],
    "recommend run": lambda path: ["recommend", "--user=u1", "--", path],
    "recommend --export": lambda path: ["recommend", RUN, f"--export={path}"],
    "recommend --index": lambda path: ["recommend", RUN, "--user=u1", f"--index={path}"],
    "recommend --data_path": lambda path: ["recommend", RUN, "--user=u1", f"--data_path={path}"],
    "run --output_dir": lambda path: [*_TRAINING, "--config_files=settings.yaml", f"--output_dir={path}"],
    "run --config_files": lambda path: [*_TRAINING, f"--config_files={path}", "--output_dir=o"],
    "run --dataset": lambda path: ["run", f"--dataset={path}", "--models=Pop", "--output_dir=o"],
    "compare run": lambda path: ["compare", "--", "runs/base", path],
    "search --space": lambda path: ["search", "--dataset=shop", f"--space={path}", "--trials=1", "--output_dir=o"],
}


def walk(place: Workplace, number: int, chance: random.Random) -> tuple[str, bool, Mapping[str, Any]]:
    """Run one command with one odd path."""
    # 7 and the number of paths have no common divisor, so that all pairs appear before one is repeated.
    cycle, position = divmod(number, len(OPTIONS))
    option, path = list(OPTIONS)[position], list(PATHS)[(7 * cycle + 5 * position) % len(PATHS)]
    copy = place.copy("try")
    (copy / "link").symlink_to("settings.yaml")
    (copy / "dangling").symlink_to("nowhere/x")
    (copy / "circle").symlink_to("circle")
    # Through links of the copy only: as root, a failure of a command must not reach the machine's own files.
    (copy / "null").symlink_to("/dev/null")
    before = files_of(copy)
    done = run_command(OPTIONS[option](PATHS[path]), copy)
    failures = problems(done)
    new = {Path(name).name for name in files_of(copy) - before}
    kept = sorted(name for name in new if name.endswith(".tmp") or ".lock" in name or name == "hacked")
    if kept:
        failures["leftovers"] = kept
    return f"{option}, {path}", done.code != 0, failures


def main() -> None:
    """Command line."""
    sys.exit(run_campaign("paths", __doc__ or "", walk, 80))


if __name__ == "__main__":
    main()
