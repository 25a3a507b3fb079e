"""Markdown tables of small experiments against values worked out by hand."""

from __future__ import annotations

from typing import Any

from benchmarks import rendering as md


def runs(*values: float, **fields: Any) -> dict[str, Any]:
    return {
        "runs": [
            {"test": {"domain": {"a": {"hit@10": value}, "b": {"hit@10": value / 2}}}, **fields} for value in values
        ]
    }


def paired_row(baseline: str, domain: str, mean: float, baseline_mean: float, p: float) -> dict[str, Any]:
    names = {"model": "TEMA", "baseline": baseline, "protocol": "domain", "domain": domain, "metric": "ndcg@10"}
    difference = mean - baseline_mean
    means = {"users": 1234, "mean": mean, "baseline_mean": baseline_mean, "difference": difference}
    return {**names, **means, "ci95": [difference - 0.01, difference + 0.01], "p": p, "p_holm": min(1.0, 2 * p)}


def test_numbers() -> None:
    assert [md.decimal(0.25), md.decimal(-0.00312, sign=True), md.decimal(1.5, 1), md.decimal(0.01, 2, sign=True)] == [
        ".2500", "-.0031", "1.5", "+.01",
    ]  # fmt: skip
    assert [md.p_value(p) for p in (1.0, 0.0123, 0.0001, 0.00003, 2.4e-51)] == [
        "1.0000",
        ".0123",
        ".0001",
        "3e-5",
        "2e-51",
    ]
    assert [md.percent(ratio) for ratio in (1.2083, 0.992)] == ["+20.8 %", "-0.8 %"]


def test_results_with_spread_ratio_and_training_time() -> None:
    rows = {"ours": runs(0.2, 0.4, train_seconds=90), "theirs": {**runs(0.25, train_seconds=30), "n_seeds": 5}}
    lines = md.results_table(rows, "domain", ["a", "b"], ["hit@10"], ratios=[("ours", "theirs")], training=True)
    assert lines == [
        "| test, `domain` | seeds | a hit@10 | b hit@10 | training |",
        "| --- | ---: | ---: | ---: | ---: |",
        # Deviations of (.2, .4) and (.1, .2) with n - 1.
        "| ours | 2 | .3000 ± .1414 | .1500 ± .0707 | 2 min |",
        "| theirs | 5 | .2500 | .1250 | 30 s |",
        "| ours over theirs |  | +20.0 % | +20.0 % |  |",
    ]
    plain = md.results_table(rows, "domain", ["a"], ["hit@10"], digits=2, spread=False)
    assert plain[2:] == ["| ours | .30 |", "| theirs | .25 |"]


def test_ablations_show_the_full_model_once_per_kind_of_target() -> None:
    comparisons = {
        "without x": [paired_row("without x", "overall", 0.2, 0.15, 0.00001)],
        "without y": [paired_row("without y", "overall", 0.2, 0.21, 0.9)],
        "without x, rare targets": [paired_row("without x", "overall", 0.1, 0.1, 0.5)],
    }
    assert md.ablation_table({"comparisons": comparisons}) == [
        "|  | overall | full less row | p |",
        "| --- | ---: | ---: | ---: |",
        "| full model | .2000 |  |  |",
        "| without x | .1500 | +.0500 | < .0001 |",
        "| without y | .2100 | -.0100 | .9000 |",
        "| full model, rare targets | .1000 |  |  |",
        "| without x, rare targets | .1000 | +.0000 | .5000 |",
    ]


def test_comparisons_of_the_chosen_metric() -> None:
    row = paired_row("Pop", "a", 0.2, 0.15, 0.0004)
    lines = md.comparison_table([row, {**row, "metric": "hit@10"}])
    assert lines[2:] == [
        "| TEMA | Pop | `domain` | a | ndcg@10 | 1,234 | .2000 | .1500 | +.0500 | +.0400 to +.0600 | .0004 | .0008 |"
    ]


def test_breakdowns_stand_side_by_side() -> None:
    def rows(value: float) -> dict[str, Any]:
        buckets = [("history", "1"), ("history", "2"), ("last item", "same")]
        return {
            "breakdowns": [
                {"breakdown": kind, "bucket": bucket, "domain": "a", "users": 10, "ndcg@10": value + place}
                for place, (kind, bucket) in enumerate(buckets)
            ]
        }

    lines = md.breakdown_table({"one": rows(0.1), "two": rows(0.2)}, ["history"])
    assert lines[0] == "| breakdown | bucket | domain | targets | one, ndcg@10 | two, ndcg@10 |"
    assert lines[2:] == ["| history | 1 | a | 10 | .1000 | .2000 |", "| history | 2 | a | 10 | 1.1000 | 1.2000 |"]


def test_runs_and_trials() -> None:
    kept = [
        {"variant": name, "seed": seed, "best_epoch": seed + 2, "train_seconds": 10.4 * seed, "stopped": "early stop"}
        for name in ("TEMA", "without x")
        for seed in (1, 2)
    ]
    assert md.runs_table({"runs": kept})[2:] == [
        "| TEMA | 1, 2 | 3, 4 | 10, 21 | early stop |",
        "| without x | 1, 2 | 3, 4 | 10, 21 | early stop |",
    ]
    trials = [
        {"settings": {"dropout": 0.47254, "layers": 1}, "best_epoch": 8, "score": 0.16812, "state": "complete"},
        {"description": "by hand", "best_epoch": 3, "validation": 0.15, "stopped": "by hand"},
    ]
    assert md.trials_table({"trials": trials})[2:] == [
        "| dropout 0.473, layers 1 | 8 | .1681 | complete |",
        "| by hand | 3 | .1500 | by hand |",
    ]
    assert len(md.trials_table({"trials": trials}, limit=1)) == 3


def test_commands_are_wrapped_between_words_and_written_once() -> None:
    long = (
        "python run.py "
        + " ".join(f"--option{i}=value" for i in range(8))
        + """ "--modalities=['id', 'text']" --output x.json"""
    )
    lines = md.commands({"command": long}, {"command": long}, {}, {"command": "short"})
    assert lines[:2] == ["", "```bash"] and lines[-2:] == ["short", "```"]
    assert len(lines) == 6 and all(len(line) <= 120 for line in lines)
    assert lines[2].endswith(" \\") and lines[3].startswith("    ")
    joined = " ".join(line.strip().removesuffix("\\").strip() for line in lines[2:4])
    assert joined == long
    assert "--output x.json" in lines[3]
