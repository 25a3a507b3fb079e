"""Docstrings: their examples run."""

from __future__ import annotations

import doctest
import importlib
import shutil
from pathlib import Path

import pytest

import recbole_tema

PACKAGE = Path(recbole_tema.__file__).parent
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if ">>> " in path.read_text(encoding="utf-8"))


def test_examples_run(shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = Path(shutil.copytree(shop, tmp_path / "shop"))
    monkeypatch.chdir(here)
    for path in MODULES:
        name = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
        module = importlib.import_module(name)
        failed = doctest.testmod(module, optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE).failed
        assert failed == 0, f"{failed} examples of {name} fail"
