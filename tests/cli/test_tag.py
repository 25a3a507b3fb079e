"""`recbole-tema tag` on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from recbole_tema.cli import main
from recbole_tema.errors import BackendError
from recbole_tema.tagging import llm, session
from tests.tagging.doubles import Scripted, profile_of, some_items


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return some_items(tmp_path / "d")


@pytest.fixture
def backends(monkeypatch: pytest.MonkeyPatch) -> list[Scripted]:
    """The backends opened by --llm=scripted."""
    opened: list[Scripted] = []
    open_real_backend = llm.open_backend

    def open_backend(spec: str, **settings: Any) -> Any:
        if spec != "scripted":
            return open_real_backend(spec, **settings)
        opened.append(Scripted(parallel=settings.get("parallel") or 1))
        return opened[-1]

    for module in (llm, session):
        monkeypatch.setattr(module, "open_backend", open_backend)
    return opened


def test_run_writes_tags_and_prints_their_statistics(
    folder: Path, backends: list[Scripted], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = [
        "tag", str(folder), "--llm=scripted", "--cache=made/cache", "--parallel=3", "--rounds=1", "--sample=4",
        "--about=film=films", "--about", "game = video games = toys",
    ]  # fmt: skip
    main(arguments)
    assert backends[0].parallel == 3
    assert {p.name for p in folder.iterdir()} == {"d.item", "d.tag", "d.tag.json", "d.vocabulary.json"}
    assert (tmp_path / "made/cache/answers.jsonl").stat().st_size > 0
    systems = {request.messages[0]["content"] for request in backends[0].requests if request.kind == "propose"}
    assert len(systems) == 2 and any("of <domain>video games = toys</domain>," in text for text in systems)
    assert backends[0].kinds()["propose"] == 8
    out = capsys.readouterr().out.replace("\n", "")
    assert f"Written to {folder / 'd.tag'}" in out
    for words in ("coverage", "Most used", "Sample"):
        assert words in out
    # A second run makes no request, and --report prints the same statistics.
    main(arguments)
    assert backends[1].requests == []
    shown = capsys.readouterr().out
    main(["tag", str(folder), "--report"])
    assert capsys.readouterr().out in shown and len(backends) == 2


def test_profiles(folder: Path, backends: list[Scripted], capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["tag", str(folder), "--profile", "--llm=scripted", "--parallel=3", "--about=film=films"]
    main([*arguments, "--dry-run"])
    assert _cells(capsys.readouterr().out) == [["profile", "24", "0"]]
    main(arguments)
    assert backends[1].parallel == 3 and backends[1].kinds() == {"profile": 24}
    assert {p.name for p in folder.iterdir()} == {"d.item", "d.profile", "d.profile.json"}
    out = capsys.readouterr().out
    assert f"Written to {folder / 'd.profile'}" in out.replace("\n", "")
    # Items, profiles, words, shortened, same as another's.
    assert ["24", "24", "29 (29 to 29)"] in _cells(out) and "This item is Title" in out


def test_profiles_without_a_valid_answer_end_with_an_error(
    folder: Path, backends: list[Scripted], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = Scripted(lambda request: "No." if "number 3" in str(request.messages) else profile_of("it"))
    monkeypatch.setattr(session, "open_backend", lambda spec, **settings: bad)
    with pytest.raises(SystemExit) as stopped:
        main(["tag", str(folder), "--profile", "--llm=scripted"])
    assert stopped.value.code == 2
    error = capsys.readouterr().err.replace("\n", " ")
    assert "1 of 24 items have no valid answer" in error and "Run the same command to continue" in error
    assert len((folder / "d.profile").read_text().splitlines()) == 24  # the header and the other items


def test_proposals_for_all_items(folder: Path, backends: list[Scripted]) -> None:
    main(["tag", str(folder), "--llm=scripted", "--sample=0", "--rounds=0", "--candidates=1"])
    assert backends[0].kinds() == {"facets": 2, "propose": 24, "match": 24}


def test_failed_items_are_counted_and_the_exit_code_is_2(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def yes(text: str, prefix: str) -> float:
        if "5</item>" in text or "8</item>" in text:  # 5, 8, 15 and 18
            raise BackendError("The server answered 500: boom.")
        return 0.9

    monkeypatch.setattr(session, "open_backend", lambda spec, **settings: Scripted(yes=yes))
    with pytest.raises(SystemExit) as stopped:
        main(["tag", str(folder), "--llm=scripted", "--rounds=0"])
    assert stopped.value.code == 2
    printed = capsys.readouterr()
    assert "4 of 24 items have no valid answer: The server answered 500: boom (4 items)." in printed.err.replace(
        "\n", " "
    )
    assert "Items" in printed.out and len((folder / "d.tag").read_text().splitlines()) == 1 + 20


def test_dry_run_makes_no_request(folder: Path, backends: list[Scripted], capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["tag", str(folder), "--llm=scripted", "--rounds=1", "--sample=3", "--candidates=4"]
    main([*arguments, "--dry-run"])
    assert _cells(capsys.readouterr().out) == [
        ["facets, at most", "4", "0"],
        ["propose", "6", "0"],
        ["judge, at most", "84", "0"],
        ["review, at most", "2", "0"],
        ["match, at most", "96", "0"],
    ]
    assert backends[0].requests == [] and [p.name for p in folder.iterdir()] == ["d.item"]
    main(arguments)
    capsys.readouterr()
    main([*arguments, "--dry-run"])
    assert _cells(capsys.readouterr().out)[:2] == [["facets, at most", "0", "4"], ["propose", "0", "6"]]


def _cells(printed: str) -> list[list[str]]:
    """Step, calls and cached answers of each row of the table."""
    return [[cell.strip() for cell in line.split("│")[1:4]] for line in printed.splitlines() if line[:1] == "│"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "No language model is given. Give one with --llm"),
        (["--llm=what"], "llm ('what') does not name a language model. Write it as MODEL.gguf, openai:MODEL@URL"),
        (["--llm=openai:"], "llm ('openai:') does not name a language model"),
        (["--llm=none.gguf"], "none.gguf: The model file does not exist"),
        (["--llm=scripted", "--about=film"], "--about 'film' has no description. Write it as DOMAIN=DESCRIPTION"),
        (["--llm=scripted", "--about=film= "], "--about 'film= ' has no description"),
        (["--llm=scripted", "--about=book=books"], "Domain 'book' does not exist. The domains are: film, game"),
        (
            ["--llm=scripted", "--about=book=books", "--dry-run"],
            "Domain 'book' does not exist. The domains are: film, game",
        ),
        (["--llm=scripted", "--templates=none.yaml"], "none.yaml: no such file. Check the path."),
        (["--llm=scripted", "--fields=titel"], "has no column 'titel'"),
        (["--llm=scripted", "--fields=,"], "--fields (',') must list each name once"),
        (["--llm=scripted", "--tau=2"], "tau (2.0) must be at most 1"),
        (["--llm=scripted", "--score=guessed"], "score ('guessed') must be one of probability, rating"),
        (["--llm=scripted", "--sample=-1"], "sample (-1) must be at least 0"),
        (["--llm=none.gguf", "--parallel=0"], "parallel (0) must be at least 1"),
        (["--llm=none.gguf", "--timeout=0"], "timeout (0.0) must be above 0"),
        (["--llm=none.gguf", "--retries=-1"], "retries (-1) must be at least 0"),
        (["--llm=openai:m@host:8000/v1"], "The URL of the server is invalid. Write it as http://host:port/v1."),
        (
            ["--llm=scripted", "--encoder=./no/such"],
            "'./no/such' is neither a folder nor an id of the Hugging Face hub",
        ),
        (["--report"], "d.tag: no such file"),
        (["--report", "--llm=scripted", "--list-size=80"], "No effect with --report: --llm, --list-size."),
        (["--profile"], "No language model is given."),
        (["--profile", "--llm=scripted", "--k=3", "--rounds=1"], "No effect with --profile: --k, --rounds."),
        (["--profile", "--report"], "No effect with --report: --profile."),
        (["--profile", "--llm=scripted", "--fields=titel"], "has no column 'titel'"),
    ],
)
def test_bad_input_is_one_message_and_exit_code_2(
    folder: Path, backends: list[Scripted], capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["tag", str(folder), *arguments])
    assert stopped.value.code == 2
    error = capsys.readouterr().err
    assert words in error.replace("\n", " ") and "Traceback" not in error
    assert not (folder / "d.tag").exists()


@pytest.mark.parametrize("option", ["--llm=scripted", "--report"])
def test_missing_dataset(backends: list[Scripted], capsys: pytest.CaptureFixture[str], option: str) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["tag", "nowhere", option])
    assert stopped.value.code == 2
    error = capsys.readouterr().err
    assert "no such file" in error and "Traceback" not in error
