"""The comparison of a temporal split with leave-one-out."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from benchmarks.quality.temporal import LEAVE_ONE_OUT, TEMPORAL, main, order_changes, parse_keys
from recbole_tema.evaluation import ExperimentResult


def test_order_changes_by_domain_and_metric() -> None:
    def means(a: float, b: float) -> dict[str, dict[str, float]]:
        return {"A": {"ndcg@10": a, "hit@10": 0.5, "mrr": a}, "B": {"ndcg@10": b, "hit@10": 0.5, "mrr": 0.1}}

    record = {
        LEAVE_ONE_OUT: {"d0": means(0.3, 0.2), "overall": means(0.3, 0.2), "d1": means(0.1, 0.1)},
        TEMPORAL: {"d0": means(0.2, 0.3), "overall": means(0.3, 0.2), "new_items": means(0.1, 0.2)},
    }
    changes = order_changes(record)
    assert list(changes) == ["d0", "overall"]
    assert changes["d0"]["ndcg@10"] == {LEAVE_ONE_OUT: ["A", "B"], TEMPORAL: ["B", "A"], "changes": True}
    assert not changes["d0"]["hit@10"]["changes"] and not changes["overall"]["ndcg@10"]["changes"]


def test_other_arguments_are_refused() -> None:
    assert parse_keys(["--epochs=1", "--a=b=c"]) == {"epochs": "1", "a": "b=c"}
    for argument in ("epochs=1", "--epochs"):
        with pytest.raises(ValueError, match="Unknown argument"):
            parse_keys([argument])


def test_both_splits_are_measured(toy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = ["--epochs=1", "--hidden_size=16", "--MAX_ITEM_LIST_LENGTH=8", "--modalities=['id']"]
    output = tmp_path / "out.json"
    arguments = ["temporal", str(toy / "toy"), "--cuts", "2001-11-25", "2002-01-05", "--models=TEMA,Pop"]
    arguments += [f"--work={tmp_path / 'work'}", f"--output={output}", *keys]
    monkeypatch.setattr(sys, "argv", arguments)
    main()
    record = json.loads(output.read_text())
    result = ExperimentResult.read(tmp_path / "work" / TEMPORAL)
    assert record["split"] == result.to_dict()["dataset"]["split"]
    assert record["split"]["cuts"]["valid"]["time"] == "2001-11-25T00:00:00+00:00"
    test = result.runs[0].test["domain"]["overall"]
    assert record["means"][TEMPORAL]["overall"]["TEMA"]["ndcg@10"] == test["ndcg@10"]
    assert record["means"][TEMPORAL]["overall"]["TEMA"]["users"] == record["split"]["test"]["targets"]
    assert set(record["order"]) == {"d0", "d1", "overall"} and "known" in record["means"][TEMPORAL]
    assert set(record["comparisons"]) == set(record["runs"]) == {LEAVE_ONE_OUT, TEMPORAL}
