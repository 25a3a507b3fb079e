"""Commands of docs/datasets.md, run where their files lie."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from recbole_tema.cli import main

_DOCS = Path(__file__).parents[3] / "docs" / "datasets.md"


def run_documented_commands(format: str) -> list[str]:
    """Run every documented command of a format in the current folder; the names of its datasets."""
    script = "".join(re.findall(r"^```bash\n(.*?)^```", _DOCS.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL))
    commands = [shlex.split(line) for line in script.replace("\\\n", " ").splitlines()]
    names = []
    for command in commands:
        if "--format" in command and format == command[command.index("--format") + 1]:
            main(command[1:])
            names.append(command[command.index("--name") + 1])
    assert names
    return names


def cells(path: Path) -> list[list[str]]:
    """Cells of an atomic file."""
    return [line.split("\t") for line in path.read_text(encoding="utf-8").split("\n")[:-1]]
