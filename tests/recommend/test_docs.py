"""The Python of docs/recommend.md runs."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

PAGE = Path(__file__).resolve().parents[2] / "docs/recommend.md"
# Names of the page, and those of the toy dataset.
NAMES = {r'"p(\d+)"': r'"i\1"', "kitchen": "d1", "my-shop": "toy"}


def test_the_python_of_the_page_runs(trained: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("faiss")
    shutil.copytree(trained / "runs/TEMA-1", tmp_path / "runs/toy/TEMA-1")
    (tmp_path / "atomic_data").symlink_to(trained / "data")
    blocks = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert len(blocks) == 7
    code = "\n".join(blocks)
    for name, toy_name in NAMES.items():
        code = re.sub(name, toy_name, code)
    exec(code, {})
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 10 and all(line.startswith("i") for line in lines)
    assert (tmp_path / "all-users.parquet").exists() and (tmp_path / "runs/toy/TEMA-1/index-ivf-2").is_dir()
