"""Docstrings: their examples run, and those of public names document every parameter."""

from __future__ import annotations

import doctest
import importlib
import inspect
import re
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


@pytest.mark.parametrize("name", recbole_tema.__all__)
def test_parameters_of_public_names_are_documented(name: str) -> None:
    value = getattr(recbole_tema, name)
    text = inspect.getdoc(value) or ""
    assert text.strip(), name
    documented = set(re.findall(r"[*\w]+", "\n".join(re.findall(r"^(\w[\w, *]*?)(?: :.*)?$", text, re.MULTILINE))))
    for parameter in inspect.signature(value).parameters.values():
        if parameter.kind not in (parameter.VAR_KEYWORD, parameter.VAR_POSITIONAL):
            assert parameter.name in documented, f"{name}: {parameter.name}"
