"""`recbole-tema compare` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from recbole_tema.cli import main
from recbole_tema.evaluation import ExperimentResult
from tests.report.doubles import write_run


def test_table_and_json(toy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_run(tmp_path / "run", toy)
    main(["compare", str(folder), "--model=TEMA", "--alternative=greater", "--output=tests.json"])
    shown = capsys.readouterr().out
    assert "p (Holm)" in shown and "one-sided" in shown and "Written to tests.json" in shown
    record = json.loads(Path("tests.json").read_text(encoding="utf-8"))
    assert (record["protocol"], record["alternative"]) == ("domain", "greater")
    assert {test["model"] for test in record["comparison"]} == {"TEMA"}
    # Two-sided tests of the first model are those of its results.json.
    main(["compare", str(folder), "--model=TEMA", "--output=tests.json"])
    record = json.loads(Path("tests.json").read_text(encoding="utf-8"))
    assert record["comparison"] == ExperimentResult.read(folder).to_dict()["comparison"]


def test_metrics_and_two_sided_default(toy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["compare", str(write_run(tmp_path / "run", toy)), "--metrics=mrr,hit@1"])
    shown = capsys.readouterr().out
    assert "two-sided" in shown and "hit@1" in shown and "ndcg@10" not in shown
    assert not Path("tests.json").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nowhere"], "nowhere/ranks.parquet: no such file"),
        (["run", "run"], "The folder run is given twice"),
        (["run", "--metrics=auc"], "Unknown metric 'auc'"),
        (["run", "--alternative=less"], "Unknown alternative 'less'"),
        (["run", "--protocol=catalog"], "for the protocol 'catalog'"),
    ],
)
def test_bad_input_is_one_message_and_exit_code_2(
    toy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    write_run(tmp_path / "run", toy)
    with pytest.raises(SystemExit) as stopped:
        main(["compare", *arguments])
    assert stopped.value.code == 2
    error = capsys.readouterr().err
    assert words in error.replace("\n", " ") and "Traceback" not in error
