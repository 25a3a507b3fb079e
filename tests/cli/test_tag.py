"""`recbole-tema tag` as a user meets it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from recbole_tema import tagging
from recbole_tema.cli import main
from tests.tagging.doubles import Scripted, some_items


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return some_items(tmp_path / "d")


@pytest.fixture
def models(monkeypatch: pytest.MonkeyPatch) -> list[Scripted]:
    """The models that were opened, of prepared answers; an --llm of any other name is opened as ever."""
    opened: list[Scripted] = []
    real = tagging.open_backend

    def open_backend(spec: str, **settings: Any) -> Any:
        if spec != "scripted":
            return real(spec, **settings)
        opened.append(Scripted(parallel=settings["parallel"] or 1))
        return opened[-1]

    monkeypatch.setattr(tagging, "open_backend", open_backend)
    return opened


def test_a_run_writes_the_tags_and_shows_them(
    folder: Path, models: list[Scripted], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = [
        "tag", str(folder), "--llm=scripted", "--cache=made/cache", "--parallel=3", "--rounds=1", "--sample=4",
        "--about=film=films", "--about", "game = video games = toys",
    ]  # fmt: skip
    main(arguments)
    assert models[0].parallel == 3
    assert {p.name for p in folder.iterdir()} == {
        "d.item", "d.tag", "d.tag.json", "d.aug", "d.aug.json", "d.vocabulary.json",
    }  # fmt: skip
    assert (tmp_path / "made/cache/answers.jsonl").stat().st_size > 0
    systems = {request.messages[0]["content"] for request in models[0].requests if request.kind == "propose"}
    assert len(systems) == 2 and any("of video games = toys," in text for text in systems)
    assert models[0].kinds()["propose"] == 8
    out = capsys.readouterr().out.replace("\n", "")
    assert f"Written to {folder / 'd.tag'}" in out
    for words in ("coverage", "Most used", "A sample to judge"):
        assert words in out
    # Once more: nothing is asked, and the report alone says the same.
    main(arguments)
    assert models[1].requests == []
    shown = capsys.readouterr().out
    main(["tag", str(folder), "--report"])
    assert capsys.readouterr().out in shown and len(models) == 2


def test_all_items_are_proposed_for(folder: Path, models: list[Scripted]) -> None:
    main(["tag", str(folder), "--llm=scripted", "--sample=0", "--rounds=0", "--candidates=1"])
    assert models[0].kinds() == {"propose": 24, "match": 24}


def test_a_dry_run_asks_nothing(folder: Path, models: list[Scripted], capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["tag", str(folder), "--llm=scripted", "--rounds=1", "--sample=3", "--candidates=4"]
    main([*arguments, "--dry-run"])
    assert _cells(capsys.readouterr().out) == [
        ["propose", "6", "0"],
        ["judge, at most", "42", "0"],
        ["review, at most", "2", "0"],
        ["match, at most", "96", "0"],
    ]
    assert models[0].requests == [] and [p.name for p in folder.iterdir()] == ["d.item"]
    main(arguments)
    capsys.readouterr()
    main([*arguments, "--dry-run"])
    assert _cells(capsys.readouterr().out)[0] == ["propose", "0", "6"]


def _cells(printed: str) -> list[list[str]]:
    """Step, calls, and answers there, of each row of the table."""
    return [[cell.strip() for cell in line.split("│")[1:4]] for line in printed.splitlines() if line[:1] == "│"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "no model is given. Give one as --llm"),
        (["--llm=what"], "--llm 'what' is not understood. Write it as MODEL.gguf, openai:MODEL"),
        (["--llm=openai:"], "--llm 'openai:' is not understood"),
        (["--llm=none.gguf"], "none.gguf: no such model file"),
        (["--llm=scripted", "--about=film"], "--about 'film' is not understood. Write it as DOMAIN=DESCRIPTION"),
        (["--llm=scripted", "--about=film= "], "--about 'film= ' is not understood"),
        (["--llm=scripted", "--about=book=books"], "has no domain 'book'. Its domains: film, game"),
        (["--llm=scripted", "--about=book=books", "--dry-run"], "has no domain 'book'. Its domains: film, game"),
        (["--llm=scripted", "--templates=none.yaml"], "none.yaml: cannot be read"),
        (["--llm=scripted", "--fields=titel"], "has no column 'titel'"),
        (["--llm=scripted", "--fields=,"], "there are no fields"),
        (["--llm=scripted", "--tau=2"], "tau is 2.0"),
        (["--llm=scripted", "--score=guessed"], "score 'guessed' is unknown"),
        (["--llm=scripted", "--sample=-1"], "sample is -1"),
        (["--llm=scripted", "--parallel=0"], "--parallel"),
        (["--llm=scripted", "--encoder=./no/such"], "the encoder './no/such' could not be loaded"),
        (["--report"], "d.tag: no such file"),
        (["--report", "--llm=scripted", "--list-size=80"], "--report takes no --llm, --list-size."),
    ],
)
def test_bad_input_is_one_message_and_exit_code_2(
    folder: Path, models: list[Scripted], capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["tag", str(folder), *arguments])
    assert stopped.value.code == 2
    error = capsys.readouterr().err
    assert words in error.replace("\n", " ") and "Traceback" not in error
    assert not (folder / "d.tag").exists()


@pytest.mark.parametrize("option", ["--llm=scripted", "--report"])
def test_a_dataset_that_is_not_there(models: list[Scripted], capsys: pytest.CaptureFixture[str], option: str) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["tag", "nowhere", option])
    assert stopped.value.code == 2
    error = capsys.readouterr().err
    assert "no such file" in error and "Traceback" not in error
