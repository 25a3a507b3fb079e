"""The wheel contains the files that the package needs, and works outside of the checkout."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml

from recbole_tema.config import Config

ROOT = Path(__file__).parent.parent
PROPERTIES = ROOT / "properties"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    source.mkdir()
    # A copy, so that the build leaves nothing in the checkout.
    for name in ("setup.py", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source / name)
    for name in ("recbole_tema", "properties", "atomic_data"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", f"--outdir={folder}", str(source)]
    completed = subprocess.run(command, capture_output=True, text=True)
    assert completed.returncode == 0, completed.stdout + completed.stderr
    return next(folder.glob("*.whl"))


def test_wheel_contains_settings_and_demo_features_but_no_interactions(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    settings = [f"_properties/{path.relative_to(PROPERTIES).as_posix()}" for path in PROPERTIES.rglob("*.yaml")]
    for name in (
        *settings,
        "_properties/overall.yaml",
        "_properties/model/TEMA.yaml",
        "_demo/ml-100k-cross/ml-100k-cross.txt",
        "encoding/templates/features.html",
        "report/templates/report.html",
        "serve/page/index.html",
        "serve/page/app.js",
    ):
        assert f"recbole_tema/{name}" in names
    for suffix in (".txt", ".txt.json", ".tag", ".tag.json"):
        committed = (ROOT / f"atomic_data/ml-100k-cross/ml-100k-cross{suffix}").exists()
        assert (f"recbole_tema/_demo/ml-100k-cross/ml-100k-cross{suffix}" in names) == committed
    assert not [name for name in names if name.endswith((".inter", ".item"))]


def test_demo_runs_from_the_wheel_outside_of_the_checkout(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", f"--target={site}", str(wheel)], check=True
    )
    code = (
        "import recbole_tema, sys; from recbole_tema.cli import main; print(recbole_tema.__file__);"
        "main(['run', '--models=TEMA,Pop', '--epochs=1', '--teachers=0', '--hidden_size=16', '--output_dir=out'])"
    )
    work = tmp_path / "elsewhere"
    work.mkdir()
    completed = subprocess.run(
        [sys.executable, "-c", code],
        cwd=work,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(site)},
    )
    assert completed.returncode == 0, completed.stderr
    assert str(site) in completed.stdout and "spectacle" in completed.stdout
    results = json.loads((work / "out/results.json").read_text())
    assert results["dataset"]["interactions"] == 100_000 and results["dataset"]["users"] == 943
    assert sorted(path.name for path in work.iterdir()) == ["atomic_data", "out"]


@pytest.mark.parametrize("code", ["recbole_tema.Config", "main(['run', '--models=Pop'])"])
def test_missing_recbole_is_named_with_the_command_that_installs_it(code: str, tmp_path: Path) -> None:
    start = f"import sys; sys.modules['recbole'] = None; import recbole_tema; from recbole_tema.cli import main; {code}"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    completed = subprocess.run(
        [sys.executable, "-c", start],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env=environment,
    )
    last = completed.stderr.strip().splitlines()[-1]
    assert last.endswith("RecBole is not installed. Run: pip install --no-deps recbole==1.2.1")
    if "main" in code:
        assert completed.returncode == 2 and completed.stderr.startswith("Error: ")


def test_every_settings_file_is_a_mapping() -> None:
    for file in PROPERTIES.rglob("*.yaml"):
        assert isinstance(yaml.safe_load(file.read_text(encoding="utf-8")), dict), file


@pytest.mark.parametrize("file", sorted((PROPERTIES / "baselines").glob("*.yaml")), ids=lambda path: path.stem)
def test_settings_of_a_baseline_are_applied(file: Path) -> None:
    config = Config(file.stem, "anything")
    for key, value in yaml.safe_load(file.read_text(encoding="utf-8")).items():
        # RecBole replaces an empty train_neg_sample_args by its own form.
        if value is not None:
            assert config[key] == value
