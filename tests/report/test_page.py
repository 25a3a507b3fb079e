"""The page over finished runs: its numbers against independent computations, and untrusted names."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from statistics import mean, stdev

import pytest
from scipy import stats

from recbole_tema.errors import ConfigError, DataError
from recbole_tema.files.storage import write_json
from recbole_tema.report.figures import COLOURS, plot_text
from recbole_tema.report.page import write_page
from tests.benchmarks.committed import committed_comparisons, committed_results
from tests.report.doubles import HOSTILE, MODELS, Tables, body_of, record_of, toy_ranks, toy_targets, write_run

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def run(toy: Path, tmp_path: Path) -> Path:
    return write_run(tmp_path / "run", toy)


def page_of(*paths: Path, data: Path = Path("nowhere"), **keys: str) -> str:
    output = Path("report.html")
    return write_page(paths, output, data_path=data, **keys).read_text(encoding="utf-8")


def user_values(data: Path, model: str, users: set[str]) -> list[float]:
    """hit@10 of each user, averaged over seeds."""
    ranks = toy_ranks(data)
    of_model = ranks[(ranks["model"] == model) & (ranks["split"] == "test")]
    return [mean(float(rank <= 10) for rank in of_model[of_model["user_id"] == user]["rank"]) for user in sorted(users)]


def test_means_spread_and_intervals(run: Path, toy: Path) -> None:
    tables = Tables(body_of(page_of(run)))
    record = record_of(run)
    for domain in ("d0", "d1", "overall"):
        users = {user for user, _, owner, _ in toy_targets(toy) if domain in (owner, "overall")}
        head, *rows = tables.by_caption[f"{domain}, {len(users)} test users"]
        at = head.index("hit@10")
        assert [row[0] for row in rows] == list(MODELS) and [row[1] for row in rows] == ["2", "2"]
        for row, model in zip(rows, MODELS):
            over_seeds = [r["test"]["domain"][domain]["hit@10"] for r in record["runs"] if r["model"] == model]
            values = user_values(toy, model, users)
            low, high = stats.ttest_1samp(values, 0).confidence_interval(0.95)
            text = row[at].replace("‡", "").replace("†", "")
            assert text == f"{mean(values):.4f} ± {stdev(over_seeds):.4f} [{low:.4f}, {high:.4f}]"
        assert any(bold.startswith(rows[0][at][:6]) for bold in tables.bold[f"{domain}, {len(users)} test users"])
    assert tables.loose_headers == 0 and "" not in tables.by_caption


def test_paired_tests_are_those_of_the_results(run: Path) -> None:
    tables = Tables(body_of(page_of(run)))
    for row in record_of(run)["comparison"]:
        rows = tables.by_caption[f"{row['domain']}, paired comparison"]
        shown = next(r for r in rows if r[0] == row["baseline"] and r[1] == row["metric"])
        low, high = row["ci95"]
        assert shown[5:7] == [f"{row['difference']:+.4f}", f"[{low:+.4f}, {high:+.4f}]"]
        assert shown[7] == ("< 0.0001" if row["p_holm"] < 0.0001 else f"{row['p_holm']:.4f}")


def figures_of(page: str) -> dict[str, dict[str, object]]:
    figures = re.findall(r'<figcaption>(.*?)</figcaption>.*?application/json">(.*?)</script>', body_of(page), re.S)
    return {f"{number}: {title}": json.loads(text) for number, (title, text) in enumerate(figures)}


def test_plots_have_the_numbers(run: Path, toy: Path) -> None:
    record = record_of(run)
    figures = list(figures_of(page_of(run, data=toy, metric="hit@10")).values())
    bars, forests = figures[0]["data"], figures[1:4]
    assert [trace["name"] for trace in bars] == ["TEMA", plot_text(HOSTILE)]  # type: ignore[index]
    for trace, model in zip(bars, MODELS):  # type: ignore[call-overload]
        for y, domain, up, down in zip(
            trace["y"], ("d0", "d1", "overall"), trace["error_y"]["array"], trace["error_y"]["arrayminus"]
        ):
            users = {user for user, _, owner, _ in toy_targets(toy) if domain in (owner, "overall")}
            values = user_values(toy, model, users)
            low, high = stats.ttest_1samp(values, 0).confidence_interval(0.95)
            assert (y, up, down) == pytest.approx((mean(values), high - mean(values), mean(values) - low), abs=2e-6)
    for figure, domain in zip(forests, ("d0", "d1", "overall")):
        row = next(r for r in record["comparison"] if r["domain"] == domain and r["metric"] == "hit@10")
        trace = figure["data"][0]  # type: ignore[index]
        assert trace["x"] == [pytest.approx(row["difference"], abs=1e-6)]
        assert trace["error_x"]["array"] == [pytest.approx(row["ci95"][1] - row["difference"], abs=2e-6)]
        assert trace["marker"]["symbol"] == ["circle" if row["p_holm"] < 0.05 else "circle-open"]
    validation, loss = figures[-2]["data"], figures[-1]["data"]
    assert [trace["y"] for trace in validation] == [[0.1, 0.3, 0.2]] * 4  # type: ignore[attr-defined]
    assert validation[0]["marker"]["size"] == [0, 9, 0]  # type: ignore[index]
    assert [trace["y"] for trace in loss] == [[3.0, 2.0, 1.5]] * 4  # type: ignore[attr-defined]
    assert [trace["showlegend"] for trace in loss] == [True, False, True, False]  # type: ignore[attr-defined]


def test_breakdowns(run: Path, toy: Path) -> None:
    tables = Tables(body_of(page_of(run, data=toy, metric="hit@10")))
    targets = toy_targets(toy)
    short = {user for user, _, owner, length in targets if owner == "d0" and length <= 10}
    row = tables.by_caption["By history length, d0: hit@10"][1]
    low, high = stats.ttest_1samp(user_values(toy, "TEMA", short), 0).confidence_interval(0.95)
    expected = mean(user_values(toy, "TEMA", short))
    assert row[:3] == ["up to 10", str(len(short)), f"{expected:.4f} [{low:.4f}, {high:.4f}]"]
    popular = tables.by_caption["By item popularity, d1: hit@10"]
    assert [row[0].split(":")[0] for row in popular[1:]] in (["tail", "head"], ["cold", "tail", "head"])
    assert sum(int(row[1]) for row in popular[1:]) == sum(owner == "d1" for _, _, owner, _ in targets)


def test_tags(run: Path, toy: Path) -> None:
    tables = Tables(body_of(page_of(run, data=toy)))
    for domain, number in (("d0", 0), ("d1", 1)):
        rows = tables.by_caption[f"Tags of {domain}"][1:]
        assert len(rows) == 5
        for title, tags in rows:
            i = int(title.removeprefix("Thing number "))
            assert i % 2 == number and i >= 2
            assert tags == f"mod {i % 3} 0.90, half {i % 2} 0.30"


def test_sections_without_data_are_left_out(run: Path, toy: Path, tmp_path: Path) -> None:
    whole = page_of(run, data=toy)
    assert "Left out" not in whole
    without_data = page_of(run, data=tmp_path / "none")
    assert f"Left out: the dataset toy is not in {tmp_path / 'none'}" in without_data and "Tags of" not in without_data
    assert "By history length" in without_data
    item = toy / "toy/toy.item"
    item.write_text(item.read_text() + "i99\td0\tAnother\n")
    changed = body_of(page_of(run, data=toy))
    assert "Left out: the files of toy in" in changed and "differ from those of these runs" in changed
    (run / "ranks.parquet").unlink()
    without_ranks = body_of(page_of(run, data=toy))
    assert "No intervals over users" in without_ranks and "Left out: there is no ranks.parquet beside" in without_ranks
    assert "By history length" not in without_ranks and "one standard deviation over seeds" in without_ranks
    bars = next(iter(figures_of(without_ranks).values()))["data"]
    spread = stdev(one["test"]["domain"]["d0"]["ndcg@10"] for one in record_of(run)["runs"][:2])
    assert bars[0]["error_y"]["array"][0] == pytest.approx(spread, abs=1e-6)  # type: ignore[index]
    assert bars[0]["error_y"]["arrayminus"][0] == pytest.approx(spread, abs=1e-6)  # type: ignore[index]
    record = record_of(run)
    record["comparison"] = []
    for one in record["runs"]:
        del one["scores"], one["losses"]
    write_json(run / "results.json", record)
    bare = body_of(page_of(run))
    assert "Differences" not in bare and bare.count('class="chart"') == 1


def test_names_are_escaped(run: Path, toy: Path) -> None:
    record = record_of(run)
    evil = "</script><img src=x onerror=alert(2)>{{ 7 * 7 }}"
    text = json.dumps(record).replace('"d1"', json.dumps(evil)).replace('"name": "toy"', '"name": "../<b>toy"')
    (run / "results.json").write_text(text)
    (run / "ranks.parquet").unlink()
    page = body_of(page_of(run, data=toy))
    for wrong in (HOSTILE, "<img", "<b>toy"):
        assert wrong not in page
    assert "{{ 7 * 7 }}" in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page and "../&lt;b&gt;toy" in page
    assert page.count("<script") == page.count("</script>") == page.count('type="application/json"') + 1
    assert plot_text("a & <b>") == "a &amp; &lt;b>"
    assert len(plot_text("x" * 99)) == 26


@pytest.mark.parametrize("name", ["toy/../toy", "./toy", "../data/toy", "", ".."])
def test_a_dataset_name_that_is_a_path_is_ignored(run: Path, toy: Path, name: str) -> None:
    record = record_of(run)
    record["dataset"]["name"] = name
    write_json(run / "results.json", record)
    page = body_of(page_of(run, data=toy))
    assert "Left out: " in page and "Tags of" not in page


def test_the_page_is_self_contained_and_reproducible(run: Path, toy: Path) -> None:
    page = page_of(run, data=toy)
    start = page.index("<script>")
    without_plotly = page[:start] + body_of(page)
    assert not re.findall(r'(?:src|href)="(?!#)', without_plotly)
    assert "url(" not in without_plotly and "@import" not in without_plotly
    assert page == page_of(run, data=toy)
    assert [path.name for path in Path().glob("*report.html*")] == ["report.html"]


def test_models_that_have_not_converged_are_marked(toy: Path, tmp_path: Path) -> None:
    folder = write_run(tmp_path / "run", toy)
    record = record_of(folder)
    for run, (reason, best) in zip(
        record["runs"], [("epochs", 3), ("early stop", 2), ("early stop", 2), ("epochs", 1)]
    ):
        run.update(stopped=reason, best_epoch=best, config={"stopping_step": 2, "MODEL_TYPE": "ModelType.GENERAL"})
    write_json(folder / "results.json", record)
    page = write_page([folder], tmp_path / "report.html", data_path=toy).read_text(encoding="utf-8")
    tables = Tables(body_of(page)).by_caption
    results = next(rows for caption, rows in tables.items() if caption.startswith("d0, ") and "test users" in caption)
    assert [row[-1] for row in results[1:]] == ["1 min 01 s §", "1 min 01 s"]
    assert "§ not converged: training reached its epoch or time limit" in page
    stopped = [row[-1] for row in tables["Every run"][1:]]
    assert stopped == ["epochs (not converged)", "early stop", "early stop", "epochs"]


def test_the_report_needs_neither_torch_nor_recbole() -> None:
    code = (
        "import sys, recbole_tema.report.page, recbole_tema.experiment.compare;"
        "sys.exit(bool({'torch', 'recbole'} & sys.modules.keys()))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode == 0


def test_committed_results(tmp_path: Path) -> None:
    results, ablations = tmp_path / "results.json", tmp_path / "ablations.json"
    models = {"main": ["TEMA"], "baselines": ["BPR", "Pop"]}
    write_json(results, committed_results("ml-100k-cross", models, "TEMA against baselines"))
    write_json(ablations, committed_comparisons("ml-100k-cross", "tags with ids"))
    tables = Tables(body_of(page_of(results, ablations)))
    head, row, *_ = tables.by_caption["drama_comedy, 478 test users"]
    assert (row[0], row[head.index("ndcg@10")]) == ("TEMA", "0.1238")
    # Both parts have such a table: two baselines, and three ablations, two metrics each.
    assert len(tables.by_caption["drama_comedy, paired comparison"]) == 1 + 4 + 1 + 6
    assert ["shuffled tags", "ndcg@10", "943", "0.1251", "0.1213", "+0.0038"] in [
        row[:6] for row in tables.by_caption["overall, paired comparison"]
    ]


def test_colours_have_contrast_against_white() -> None:
    for colour in COLOURS:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
        assert 1.05 / (luminance + 0.05) >= 4.5, colour


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{\n  no", "results.json, line 2: is not JSON"),
        ("[]", "results.json: does not contain a JSON object"),
        ("[" * 100_000, "results.json: is not JSON"),
        ("{}", "results.json: dataset: Field required"),
        ('{"schema": 2}', "results.json: schema: Input should be 1"),
        ("NaN", "runs.0.test.domain.d0.mrr: Input should be a finite number"),
    ],
)
def test_broken_results(run: Path, text: str, words: str) -> None:
    whole = (run / "results.json").read_text()
    (run / "results.json").write_text(re.sub(r'"mrr": [\d.]+', '"mrr": NaN', whole) if text == "NaN" else text)
    Path("report.html").write_text("as it was")
    with pytest.raises(DataError) as caught:
        page_of(run)
    if text == "NaN":
        assert re.search(r"runs\.0\.test\.domain\.\w+\.mrr: Input should be a finite number", str(caught.value))
    else:
        assert words in str(caught.value)
    assert caught.value.remedy
    assert Path("report.html").read_text() == "as it was"


def test_errors_name_the_file_and_the_remedy(run: Path, toy: Path, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"none: no such file\. Give an output folder"):
        page_of(tmp_path / "none")
    (tmp_path / "single").mkdir()
    (tmp_path / "single/result.json").write_text("{}")
    with pytest.raises(DataError, match=r"single: this is the folder of a single run\. Give the folder above"):
        page_of(tmp_path / "single")
    with pytest.raises(DataError, match=r"run: has no results for the protocol 'sampled'\. It has results for domain"):
        page_of(run, protocol="sampled")
    with pytest.raises(ConfigError, match="Unknown metric 'ndcg@none'"):
        page_of(run, metric="ndcg@none")
    with pytest.raises(ConfigError, match="is a folder"):
        write_page([run], tmp_path)
    with pytest.raises(ConfigError, match="No run is given"):
        write_page([], Path("report.html"))
    record = record_of(run)
    record["runs"][3]["test"]["domain"]["d1"]["mrr"] += 0.01
    write_json(run / "results.json", record)
    with pytest.raises(DataError, match=r"ranks\.parquet: the ranks of <script>.*, seed 2, do not match"):
        page_of(run)
    (run / "ranks.parquet").write_bytes(b"no table")
    with pytest.raises(DataError, match=r"ranks\.parquet: is not a readable Parquet file"):
        page_of(run)
    tags = toy / "toy/toy.tag"
    tags.write_text(tags.read_text() + "i77\tgreen\t0.5\n")
    (run / "ranks.parquet").unlink()
    with pytest.raises(DataError, match=r"toy\.tag, line \d+: item 'i77' is not in the \.item file"):
        page_of(run, data=toy)
