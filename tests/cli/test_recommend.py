"""`recbole-tema recommend`: tables, JSON and a Parquet file with the results of the library."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from recbole_tema.cli import main
from recbole_tema.recommend import Recommender


def run(folder: Path, *arguments: str) -> None:
    main(["recommend", str(folder / "runs/TEMA-1"), f"--data_path={folder / 'data'}", *arguments])


def test_json(trained: Path, recommender: Recommender, capsys: pytest.CaptureFixture[str]) -> None:
    run(
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
    output = json.loads(capsys.readouterr().out)
    expected = recommender.recommend(["i3", "i8"], 3, "d1", exclude=["i5"], explain=True)
    assert output["history"] == ["i3", "i8"] and output["unknown"] == ["nothing"]
    assert [one["item_id"] for one in output["recommendations"]] == [one.item_id for one in expected]
    for one, other in zip(output["recommendations"], expected):
        assert one["score"] == pytest.approx(other.score, abs=1e-5)
        assert sum(one["explanation"]["contributions"].values()) == pytest.approx(one["score"], abs=1e-5)
        assert [past["item_id"] for past in one["explanation"]["history"]] == ["i3", "i8"]


def test_tables(trained: Path, recommender: Recommender, capsys: pytest.CaptureFixture[str]) -> None:
    run(trained, "--user=u9", "--tags=mod-1", "-k", "2", "--explain")
    printed = capsys.readouterr().out
    for one in recommender.recommend("u9", 2, tags=["mod-1"]):
        assert f"{one.item_id} " in printed and f"{one.score:.3f}" in printed and one.title in printed
    headings = ("history", "recommendations", "contributions", "mod-1", "attention intra")
    for word in (*headings, *recommender.history_of("u9").items):
        assert word in printed


def test_an_export_has_every_user(
    trained: Path, recommender: Recommender, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(trained, f"--export={tmp_path / 'all.parquet'}", "--domain=d0", "-k", "2", "--no-filter-seen")
    assert "80 recommendations for 40 users" in capsys.readouterr().out
    frame = pd.read_parquet(tmp_path / "all.parquet")
    assert list(frame.columns) == ["user_id", "rank", "item_id", "domain", "score"] and len(frame) == 80
    for user, rows in frame.groupby("user_id"):
        recommendations = recommender.recommend(user, 2, "d0", filter_seen=False)
        assert rows["item_id"].tolist() == [one.item_id for one in recommendations]
        assert rows["rank"].tolist() == [1, 2]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "Give one of --history, --user and --export"),
        (["--history=i3", "--user=u1"], "--history and --user exclude each other"),
        (["--history=", "--user=u1"], "--history and --user exclude each other"),
        (["--history=i3 zz"], "unknown items: 'zz'"),
        (["--user=unknown"], "Unknown user 'unknown'"),
        (["--history=i3", "--domain=books"], "Unknown domain 'books'"),
        (["--history=i3", "--index=hnsw"], "index ('hnsw') must be 'ivf' or an existing folder"),
        (["--history=i3", "-k", "0"], "Invalid value for '-k'"),
    ],
)
def test_invalid_input_gives_one_message(
    trained: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    with pytest.raises(SystemExit) as stopped:
        run(trained, *arguments)
    assert stopped.value.code == 2
    error = capsys.readouterr().err
    assert words in " ".join(error.replace("│", " ").split()) and "Traceback" not in error
