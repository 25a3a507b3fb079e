"""Tables of a small results.json, for the terminal and as Markdown, and tables of paired tests."""

from __future__ import annotations

import copy
import io
from typing import Any

import pytest
from rich.console import Console

from recbole_tema.errors import DataError
from recbole_tema.evaluation import METRICS, ExperimentResult
from recbole_tema.evaluation.markdown import write_markdown
from recbole_tema.evaluation.tables import MAIN_METRICS, comparison_table, result_tables


def metrics(value, users=10):
    return {"users": users, **dict.fromkeys(METRICS, value)}


def run(model, seed, value, seconds=75.0):
    table = {"overall": metrics(value, 1234), "food": metrics(value + 0.1), "kitchen": metrics(value / 2)}
    test = {"domain": table, "catalog": table}
    return {"model": model, "seed": seed, "epochs": 10 + seed, "train_seconds": seconds, "test": test}


def row(baseline, domain, metric, p):
    return {
        "model": "TEMA",
        "baseline": baseline,
        "protocol": "domain",
        "domain": domain,
        "metric": metric,
        "users": 1234,
        "mean": 0.3,
        "baseline_mean": 0.2,
        "difference": 0.1,
        "ci95": [0.05, 0.15],
        "p": p / 2,
        "p_holm": p,
        "p_wilcoxon": 0.5,
    }


RESULTS = {
    "schema": 1,
    "dataset": {
        "name": "toy",
        "users": 1234,
        "items": 50,
        "interactions": 5000,
        "domains": {"kitchen": {"items": 20, "interactions": 2000}, "food": {"items": 30, "interactions": 3000}},
    },
    "runs": [run("TEMA", 1, 0.2), run("TEMA", 2, 0.4), run("SASRec[x|y]", 1, 0.1, seconds=7.24)],
    "comparison": [
        row("SASRec[x|y]", "food", "ndcg@10", 0.001),
        row("SASRec[x|y]", "overall", "ndcg@10", 0.03),
        {**row("SASRec[x|y]", "kitchen", "ndcg@10", 0.5), "ci95": None},
    ],
}


def result_of(record: dict[str, Any]) -> ExperimentResult:
    return ExperimentResult.from_dict(record, "nowhere")


def render(table):
    console = Console(file=io.StringIO(), width=250)
    console.print(table)
    return console.file.getvalue()


def test_one_table_per_domain_and_one_overall():
    tables = result_tables(result_of(RESULTS))
    assert [str(t.title) for t in tables] == ["kitchen (10 users)", "food (10 users)", "overall (1,234 users)"]
    text = render(tables[2])
    assert "0.3000 ± 0.1414" in text
    assert "SASRec[x|y]" in text
    assert "1 min 15 s" in text
    assert "7.2 s" in text


def test_one_seed_has_no_spread_and_marks_follow_p():
    kitchen, food, overall = (render(t) for t in result_tables(result_of(RESULTS)))
    line = next(x for x in food.splitlines() if "SASRec" in x)
    assert "±" not in line
    assert line.count("0.2000‡") == 1
    assert overall.count("0.1000†") == 1
    assert "0.0500†" not in kitchen


def test_best_is_bold():
    table = result_tables(result_of(RESULTS))[0]
    cells = list(table.columns[2].cells)
    assert [cell.style for cell in cells] == ["bold", ""]
    alone = {**RESULTS, "runs": RESULTS["runs"][:2]}
    assert [cell.style for cell in result_tables(result_of(alone))[0].columns[2].cells] == [""]


def test_missing_values_are_dashes():
    results = copy.deepcopy(RESULTS)
    del results["runs"][2]["test"]["domain"]["food"]
    del results["runs"][2]["train_seconds"]
    line = next(x for x in render(result_tables(result_of(results))[1]).splitlines() if "SASRec" in x)
    cells = [cell.strip() for cell in line.split("│")]
    assert cells.count("-") == len(MAIN_METRICS) + 1


def stopped(model, reason, epochs, best_epoch, model_type="ModelType.GENERAL", patience=10):
    config = {"stopping_step": patience, "MODEL_TYPE": model_type}
    return {**run(model, 1, 0.1), "stopped": reason, "epochs": epochs, "best_epoch": best_epoch, "config": config}


@pytest.mark.parametrize(
    ("record", "converged"),
    [
        (stopped("A", "epochs", 20, 20), False),
        (stopped("A", "epochs", 20, 11), False),
        (stopped("A", "epochs", 20, 10), True),  # patience ran out in the last epoch
        (stopped("A", "time limit", 7, 5), False),
        (stopped("A", "early stop", 20, 10), True),
        (stopped("Pop", "epochs", 1, 1, "ModelType.TRADITIONAL"), None),
        ({**stopped("A", "epochs", 20, 20), "config": {}}, None),
        (run("A", 1, 0.1), None),
    ],
)
def test_whether_a_model_has_converged(record, converged):
    assert result_of({**RESULTS, "runs": [record]}).runs[0].converged is converged


def test_models_that_have_not_converged_are_marked(tmp_path):
    runs = [
        stopped("TEMA", "early stop", 20, 10),
        stopped("SASRec", "epochs", 20, 20),
        stopped("BPR", "epochs", 9, 1, patience=5),
    ]
    result = result_of({**RESULTS, "runs": runs, "comparison": []})
    note = "§ not converged: training reached its epoch or time limit before early stopping."
    for table in result_tables(result):
        lines = render(table).splitlines()
        assert [
            model for model in ("TEMA", "SASRec", "BPR") if "15 s §" in "".join(x for x in lines if model in x)
        ] == ["SASRec"]
        assert note in " ".join(render(table).split())
    write_markdown(result, tmp_path / "results.md")
    text = (tmp_path / "results.md").read_text(encoding="utf-8")
    assert text.count("1 min 15 s § |") == 6 and text.count(note) == 2  # domains and protocols; protocols
    # One seed that has not converged is enough; without any there is neither mark nor note.
    seeds = [{**stopped("TEMA", "epochs", 20, 20), "seed": 2}, stopped("TEMA", "early stop", 20, 10)]
    assert "1 min 15 s §" in render(result_tables(result_of({**RESULTS, "runs": seeds, "comparison": []}))[0])
    plain = result_of({**RESULTS, "runs": runs[:1], "comparison": []})
    assert "§" not in render(result_tables(plain)[0])


def test_the_note_names_the_kind_of_test():
    assert "TEMA is better (paired one-sided" in render(result_tables(result_of(RESULTS))[2])
    tests = [{**test, "alternative": "two-sided"} for test in RESULTS["comparison"]]
    assert "differs from TEMA (paired two-sided" in render(
        result_tables(result_of({**RESULTS, "comparison": tests}))[2]
    )


def test_errors():
    with pytest.raises(DataError, match="No run has test metrics"):
        result_tables(result_of({**RESULTS, "runs": [{**run("TEMA", 1, 0.2), "test": {}}]}))
    with pytest.raises(DataError, match="domain, catalog"):
        result_tables(result_of(RESULTS), "sampled")
    with pytest.raises(DataError, match="nonsense"):
        result_tables(result_of(RESULTS), "nonsense")


def test_markdown(tmp_path):
    path = tmp_path / "out" / "results.md"
    write_markdown(result_of(RESULTS), path)
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# Results on toy\n")
    assert text.index("## Protocol `domain`") < text.index("## Protocol `catalog`") < text.index("## Comparison")
    assert "| **0.3000 ± 0.1414** |" in text
    assert "| SASRec[x\\|y] | 1 |" in text
    assert "| TEMA | SASRec[x\\|y] | domain | food | ndcg@10 | 1,234 | 0.3000 | 0.2000 | +0.1000 |" in text
    assert "[+0.0500, +0.1500]" in text
    assert text.endswith("\n")
    assert "11.5" in text  # epochs, the mean of two seeds
    # Every row of a table has as many cells as its header.
    block: list[str] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("|"):
            block.append(line.replace("\\|", ""))
        else:
            assert len({x.count("|") for x in block}) <= 1
            block = []


def test_paired_tests_as_a_table():
    rows = RESULTS["comparison"]
    text = render(comparison_table({"TEMA vs SASRec[x|y]": rows}, caption="p is two-sided."))
    lines = [line for line in text.splitlines() if "TEMA vs SASRec[x|y]" in line]
    assert len(lines) == len(rows) and "p is two-sided." in text
    for word in ("food", "ndcg@10", "1,234", "0.3000", "0.2000", "+0.1000 (+0.0500, +0.1500)", "0.0005", "0.001"):
        assert word in lines[0]
    assert "(+nan, +nan)" in lines[2]
