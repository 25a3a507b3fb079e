"""`recbole-tema recommend`: tables, JSON and a Parquet file that say what the library says."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from recbole_tema.cli import main
from recbole_tema.recommend import Choice, Recommender


def ask(folder: Path, *arguments: str) -> None:
    main(["recommend", str(folder / "runs/TEMA-1"), f"--data_path={folder / 'data'}", *arguments])


def test_json_is_what_the_library_gives(
    trained: Path, recommender: Recommender, capsys: pytest.CaptureFixture[str]
) -> None:
    ask(
        trained,
        "--history=i3 i8 nothing",
        "--skip-unknown",
        "--domain=d1",
        "-k",
        "3",
        "--exclude=i5",
        "--explain",
        "--json",
    )
    answer = json.loads(capsys.readouterr().out)
    expected = recommender.recommend(["i3", "i8"], 3, Choice("d1", exclude=["i5"]), explain=True)
    assert answer["history"] == ["i3", "i8"] and answer["unknown"] == ["nothing"]
    assert [one["item_id"] for one in answer["recommendations"]] == [one.item_id for one in expected]
    for one, other in zip(answer["recommendations"], expected):
        assert one["score"] == pytest.approx(other.score, abs=1e-5)
        assert sum(one["reasons"]["parts"].values()) == pytest.approx(one["score"], abs=1e-5)
        assert [past["item_id"] for past in one["reasons"]["history"]] == ["i3", "i8"]


def test_tables_name_history_items_and_reasons(
    trained: Path, recommender: Recommender, capsys: pytest.CaptureFixture[str]
) -> None:
    ask(trained, "--user=u9", "--tags=mod-1", "-k", "2", "--explain")
    printed = capsys.readouterr().out
    history = recommender.history_of("u9")
    for one in recommender.recommend(history, 2, Choice(tags=["mod-1"])):
        assert f"{one.item_id} " in printed and f"{one.score:.3f}" in printed and one.title in printed
    for word in ("history", "recommendations", "parts", "mod-1", "attention within", *history.items):
        assert word in printed


def test_an_export_holds_every_user(
    trained: Path, recommender: Recommender, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ask(trained, f"--export={tmp_path / 'all.parquet'}", "--domain=d0", "-k", "2", "--repeats")
    assert "80 recommendations for 40 users" in capsys.readouterr().out
    frame = pd.read_parquet(tmp_path / "all.parquet")
    assert list(frame.columns) == ["user_id", "rank", "item_id", "domain", "score"] and len(frame) == 80
    for user, rows in frame.groupby("user_id"):
        found = recommender.recommend(recommender.history_of(user), 2, Choice("d0", repeats=True))
        assert rows["item_id"].tolist() == [one.item_id for one in found] and rows["rank"].tolist() == [1, 2]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "Give one of --history, --user, --export"),
        (["--history=i3", "--user=u1"], "given: --history, --user"),
        (["--history=", "--user=u1"], "given: --history, --user"),
        (["--history=i3 zz"], "does not know 'zz'"),
        (["--user=nobody"], "no user 'nobody'"),
        (["--history=i3", "--domain=books"], "no domain 'books'"),
        (["--history=i3", "-k", "0"], "Invalid value for '-k'"),
    ],
)
def test_bad_input_is_one_message(
    trained: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    with pytest.raises(SystemExit) as stopped:
        ask(trained, *arguments)
    assert stopped.value.code == 2
    error = capsys.readouterr().err
    assert words in " ".join(error.replace("│", " ").split()) and "Traceback" not in error
