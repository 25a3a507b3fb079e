"""Every benchmark script imports, documents its command and prints its help."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
SCRIPTS = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for path in (ROOT / "benchmarks").rglob("*.py")
    if "def main()" in path.read_text(encoding="utf-8")
)
# Packages of optional extras that a script imports at its top.
NEEDED = {"benchmarks.speed.tag_speed": ("xllamacpp",)}


@pytest.mark.parametrize("name", SCRIPTS)
def test_script_documents_its_command_and_prints_its_help(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for package in NEEDED.get(name, ()):
        pytest.importorskip(package)
    monkeypatch.chdir(ROOT)
    script = import_module(name)
    assert script.__doc__ is not None and f"python -m {name}" in script.__doc__
    monkeypatch.setattr(sys, "argv", [name, "--help"])
    with pytest.raises(SystemExit) as stopped:
        script.main()
    assert stopped.value.code == 0
    assert capsys.readouterr().out.startswith("usage: ")


def test_scripts_are_found() -> None:
    assert "benchmarks.quality.ablations" in SCRIPTS and "benchmarks.speed.train_speed" in SCRIPTS
