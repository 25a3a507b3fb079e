"""The table of stock models: complete, with the reasons of the package, and times extrapolated from a part."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from benchmarks import models, rendering
from benchmarks.models import FILE, TimedPasses
from benchmarks.records import read_record
from recbole_tema.errors import ConfigError
from recbole_tema.model.names import COMPARED_FAMILIES, REFUSED, WHOLE_SEQUENCE_MODELS, check_name, recbole_models


def test_every_model_was_measured_or_is_refused_with_the_reason() -> None:
    measured = read_record(FILE)["stock models"]["models"]
    stock = {name for name, family in recbole_models().items() if family in COMPARED_FAMILIES}
    assert set(measured) == stock | set(WHOLE_SEQUENCE_MODELS)
    assert {name for name, row in measured.items() if "reason" in row} == set(REFUSED)
    for name in REFUSED:
        with pytest.raises(ConfigError) as caught:
            check_name(name)
        assert measured[name]["reason"] == str(caught.value)


def test_time_of_a_pass_that_was_stopped_is_extrapolated(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(100))
    monkeypatch.setattr(time, "process_time", lambda: next(clock))
    passes = TimedPasses(list(range(40)), limit=3)
    assert list(passes) == [0, 1, 2, 3] and len(passes) == 40 and not passes.is_complete
    assert (passes.spent, passes.extrapolated) == (5, 50)
    whole = TimedPasses([0, 1], limit=50)
    assert list(whole) == [0, 1] and whole.is_complete and whole.extrapolated == 3


def test_rows_of_the_table() -> None:
    row = {"family": "general", "seconds": 12.34, "extrapolated": True, "ranking_seconds": 0.5, "by_predict": True}
    refused = {"family": "sequential", "reason": "S3Rec is pre-trained. Choose SASRec."}
    lines = rendering.models_table({"S3Rec": refused, "NeuMF": row})
    assert lines[2] == "| NeuMF | general | yes, ranked by `predict` | about 12.3 | 0.5 |"
    assert lines[3] == "| S3Rec | sequential | no, it is pre-trained. Choose SASRec. |  |  |"


@pytest.mark.slow
@pytest.mark.parametrize("name", ["BPR", "NeuMF", "S3Rec"])
def test_measurement_on_the_demo(tmp_path: Path, name: str) -> None:
    from recbole_tema.prepare.demo import ensure_demo

    ensure_demo(tmp_path)
    measured = models.measure(name, tmp_path, limit=0.2, n_targets=3)
    assert measured["family"] == recbole_models()[name]
    assert ("reason" in measured) == (name == "S3Rec") and measured.get("by_predict", False) == (name == "NeuMF")
