"""The Python of docs/recommend.md runs."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

PAGE = Path(__file__).resolve().parents[2] / "docs/recommend.md"


def test_the_python_of_the_page_runs(
    shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("faiss")
    folder = Path(shutil.copytree(shop, tmp_path / "shop"))
    monkeypatch.chdir(folder)
    blocks = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert len(blocks) == 7
    exec("\n".join(blocks), {})
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 10 and all(line.startswith("p") for line in lines)
    assert (folder / "all-users.parquet").exists() and (folder / "runs/my-shop/TEMA-1/index-ivf-2").is_dir()
