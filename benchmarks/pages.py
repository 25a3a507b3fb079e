"""The tables of each page: which experiments of which result file, and how they are shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from benchmarks import rendering as md
from benchmarks.claims import claims
from benchmarks.records import RESULTS, read_record

Table = Callable[[], md.Lines]
METRICS = ("hit@5", "hit@10", "ndcg@10", "mrr")
BEAUTY = {
    row: ("main", row)
    for model in ("SASRecW", "TEMA, ids", "TEMA, ids and titles")
    for row in (model, f"{model}, history masked")
}


@cache
def result_file(dataset: str, file: str) -> Mapping[str, Any]:
    """A committed result file of a dataset."""
    return read_record(RESULTS / dataset / f"{file}.json")


def experiment(dataset: str, file: str, name: str, variant: str = "") -> md.Experiment:
    """One experiment of a result file, or the runs of one row of an ablation."""
    whole: md.Experiment = result_file(dataset, file)["experiments"][name]
    return {**whole, "runs": [run for run in whole["runs"] if run["variant"] == variant]} if variant else whole


def statistics(dataset: str, file: str = "main") -> Table:
    """The table of a dataset's size."""
    return lambda: md.statistics_table(result_file(dataset, file)["dataset"])


def results(dataset: str, rows: Mapping[str, Sequence[str]], *arguments: Any, **options: Any) -> Table:
    """A table of test metrics; a row is its label, file, experiment and, of ablations, variant. Commands follow."""

    def lines() -> md.Lines:
        experiments = {label: experiment(dataset, *where) for label, where in rows.items()}
        shown = md.results_table(experiments, *arguments, **options)
        return shown + md.commands(*experiments.values()) if options.get("spread", True) else shown

    return lines


def ablations(dataset: str, name: str) -> Table:
    """A table of paired tests against ablations, and its command."""

    def lines() -> md.Lines:
        ablation = experiment(dataset, "ablations", name)
        return md.ablation_table(ablation) + md.commands(ablation)

    return lines


def runs(dataset: str, name: str) -> Table:
    """A table of the kept runs of an ablation."""
    return lambda: md.runs_table(experiment(dataset, "ablations", name))


def paired(
    dataset: str,
    *names: str,
    protocols: Sequence[str] = (),
    metrics: Sequence[str] = ("ndcg@10",),
) -> Table:
    """A table of paired tests of several experiments, and their commands."""

    def lines() -> md.Lines:
        experiments = [experiment(dataset, "paired", name) for name in names]
        rows = [row for one in experiments for row in one["comparisons"]]
        rows = [row for row in rows if not protocols or row["protocol"] in protocols]
        return md.comparison_table(rows, metrics) + md.commands(*experiments)

    return lines


def trials(dataset: str, file: str, name: str, limit: int = 0) -> Table:
    """A table of the trials of a search, and its command."""

    def lines() -> md.Lines:
        search = experiment(dataset, file, name)
        return md.trials_table(search, limit or None) + md.commands(search)

    return lines


def _breakdowns() -> md.Lines:
    rows = {label: experiment("food-kitchen", "main", f"breakdowns, {label}") for label in ("ids and titles", "ids")}
    return md.breakdown_table(rows, ("training interactions", "last item")) + md.commands(*rows.values())


def _tag_quality() -> md.Lines:
    quality = experiment("ml-100k-cross", "ablations", "tag quality")
    return md.tag_quality_table(quality) + md.commands(quality)


def _posters() -> md.Lines:
    modalities = experiment("ml-posters", "ablations", "modalities")
    rows = [row for rows in modalities["comparisons"].values() for row in rows if row["domain"] == "overall"]
    return md.comparison_table(rows) + md.commands(modalities)


FOOD_KITCHEN = {
    "TEMA, ids and titles": ("main", "TEMA"),
    "without item-item kNN": ("main", "TEMA, without item-item kNN"),
    "TEMA, ids": ("main", "TEMA, ids"),
    "ids, without item-item kNN": ("main", "TEMA, ids, without item-item kNN"),
    "ids, random start": ("main", "TEMA, ids, random start"),
    "ids, three teachers": ("main", "TEMA, ids, three teachers"),
    "SASRecW, tuned": ("baselines", "SASRecW, tuned"),
    "mean of five TEMA": ("main", "TEMA, mean of five"),
    "mean of five TEMA, ids": ("main", "TEMA, ids, mean of five"),
    "mean of five SASRecW": ("baselines", "SASRecW, mean of five"),
    "SASRec": ("baselines", "SASRec"),
    "GRU4Rec": ("baselines", "GRU4Rec"),
    "SASRecF": ("baselines", "SASRecF"),
    "FDSA": ("baselines", "FDSA"),
    "BPR": ("baselines", "BPR"),
    "Pop": ("baselines", "Pop"),
}
FOOD_KITCHEN_PUBLISHED = {**FOOD_KITCHEN, "ABXI, as published": ("baselines", "ABXI")}
FOOD_KITCHEN_RATIOS = [
    ("TEMA, ids and titles", "ABXI, as published"),
    ("TEMA, ids", "ABXI, as published"),
    ("ids, three teachers", "ABXI, as published"),
    ("mean of five TEMA", "ABXI, as published"),
    ("TEMA, ids and titles", "SASRecW, tuned"),
    ("TEMA, ids", "SASRecW, tuned"),
    ("mean of five TEMA", "mean of five SASRecW"),
    ("TEMA, ids and titles", "SASRec"),
    ("TEMA, ids and titles", "GRU4Rec"),
    ("TEMA, ids and titles", "SASRecF"),
]
MINI = {
    "TEMA": ("main", "TEMA"),
    "TEMA, without item-item kNN": ("main", "TEMA, without item-item kNN"),
    "TEMA, ids only": ("main", "TEMA, ids only"),
    "TEMA, ids, three teachers": ("main", "TEMA, ids, three teachers"),
    "TEMA, ids, no teachers": ("main", "TEMA, ids, no teachers"),
    "SASRecW, tuned": ("baselines", "SASRecW, tuned"),
    "UniSRec, ids and titles": ("baselines", "UniSRec"),
    "ABXI": ("baselines", "ABXI"),
    "SASRec": ("baselines", "SASRec"),
    "SASRecF": ("baselines", "SASRecF"),
    "GRU4Rec": ("baselines", "GRU4Rec"),
    "FDSA": ("baselines", "FDSA"),
}
README_MINI = {
    "TEMA": ("main", "TEMA"),
    "SASRec": ("baselines", "SASRec"),
    "SASRecF": ("baselines", "SASRecF"),
    "SASRecW: SASRec, trained as TEMA is, tuned": ("baselines", "SASRecW, tuned"),
    "GRU4Rec": ("baselines", "GRU4Rec"),
    "FDSA": ("baselines", "FDSA"),
}
README_FOOD_KITCHEN = {
    "TEMA, ids and titles, no teachers": ("main", "TEMA"),
    "TEMA, ids, no teachers": ("main", "TEMA, ids"),
    "TEMA, ids, three teachers, one seed": ("main", "TEMA, ids, three teachers"),
    "ABXI, ids, as published": ("baselines", "ABXI"),
    "SASRecW, ids, tuned": ("baselines", "SASRecW, tuned"),
    "GRU4Rec of RecBole, ids, 46 minutes, one seed": ("baselines", "GRU4Rec"),
    "SASRec of RecBole, ids, an hour, one seed": ("baselines", "SASRec"),
    "SASRecF of RecBole, ids and titles, 55 minutes, one seed": ("baselines", "SASRecF"),
    "mean of five TEMA, ids and titles": ("main", "TEMA, mean of five"),
    "mean of five SASRecW, ids": ("baselines", "SASRecW, mean of five"),
}
LLMCDSR = {"TEMA": ("main", "TEMA"), "without item-item kNN": ("main", "TEMA, without item-item kNN")}


def _stock_models() -> md.Lines:
    measured = read_record(RESULTS / "models.json")["stock models"]
    return md.models_table(measured["models"]) + md.commands(measured)


# Campaign, what was tried, and its counts on the code of before, where they were taken.
_CAMPAIGNS = {
    "kills": ("commands killed at random moments", "0 of 171 lost data, temporary files stayed"),
    "concurrent": ("pairs of commands in one folder", "2 of 22 with wrong results"),
    "disk_full": ("commands on a full disk", "13 of 13 tracebacks"),
    "permissions": ("commands without permissions", "10 of 14 tracebacks"),
    "paths": ("odd paths", "10 of 73 tracebacks"),
    "settings": ("settings out of range", "30 of 99 tracebacks"),
    "damaged": ("damaged files of runs and searches", "not measured"),
    "hostile": ("hostile inputs", "3 ways to run code"),
}
_FAILURES = ("wrong", "tracebacks", "leftovers", "failed")


def _reliability() -> md.Lines:
    measured = read_record(RESULTS / "reliability.json")
    rows = [
        [what, str(measured[name]["tries"]), *(str(measured[name].get(kind, 0)) for kind in _FAILURES), before]
        for name, (what, before) in _CAMPAIGNS.items()
    ]
    service = measured["service"]
    requests = sum(service[phase]["requests"] for phase in ("schemathesis", "memory", "load"))
    errors = sum(service[phase]["server_errors"] for phase in ("schemathesis", "memory", "load"))
    wrong = service["schemathesis"]["violations"] + service["load"]["unexpected"]
    tracebacks = str(service["log"]["tracebacks"])
    row = ["requests to the service", f"{requests:,}", str(wrong), tracebacks, "0", str(errors), "0 of 7,300 errors"]
    head = ["campaign", "tries", "wrong results", "tracebacks", "files left", "other failures", "before"]
    return md.table(head, [*rows, row])


FILMS = {
    "ids": ("ablations", "films, ids"),
    "titles": ("ablations", "films, titles"),
    "overviews": ("ablations", "films, overviews"),
    "sentences of a strong model": ("ablations", "films, sentences"),
    "summaries of a strong model": ("ablations", "films, summaries"),
    "keywords as a text": ("ablations", "films, keywords as a text"),
    "keywords as tags": ("ablations", "films, keywords as tags"),
}
DEMO = {"TEMA": ("main", "TEMA"), "BPR": ("baselines", "BPR"), "Pop": ("baselines", "Pop")}
BOTH = ("food", "kitchen")
ALL = ("food", "kitchen", "overall")

PAGES: Mapping[str, Mapping[str, Table]] = {
    "README.md": {
        "food-kitchen": results(
            "food-kitchen", README_FOOD_KITCHEN, "sampled", BOTH, ["hit@10", "ndcg@10", "mrr"], digits=3, spread=False
        ),
    },
    "benchmarks/README.md": {"claims": claims},
    "docs/models.md": {"models": _stock_models},
    "docs/security.md": {"campaigns": _reliability},
    "benchmarks/results/food-kitchen.md": {
        "statistics": statistics("food-kitchen"),
        "results": results(
            "food-kitchen", FOOD_KITCHEN_PUBLISHED, "sampled", BOTH, METRICS, ratios=FOOD_KITCHEN_RATIOS
        ),
        "full ranking": results("food-kitchen", FOOD_KITCHEN, "domain", BOTH, ["hit@10", "ndcg@10"], spread=False),
        "paired": paired("food-kitchen", "TEMA against SASRecW", "ids only against SASRecW"),
        "start and teachers": paired("food-kitchen", "start of ids", "teachers", metrics=("ndcg@10", "hit@10")),
        "item-item kNN": paired("food-kitchen", "item-item kNN", metrics=("ndcg@10", "hit@10")),
        "item-item kNN, ids": paired("food-kitchen", "item-item kNN, ids", metrics=("ndcg@10", "hit@10")),
        "breakdowns": _breakdowns,
        "ablations": ablations("food-kitchen", "defaults"),
        "ablation runs": runs("food-kitchen", "defaults"),
        "search by hand": trials("food-kitchen", "main", "search by hand"),
        "SASRecW search": trials("food-kitchen", "baselines", "SASRecW, search", limit=3),
    },
    "benchmarks/results/food-kitchen-mini.md": {
        "statistics": statistics("food-kitchen-mini"),
        "results": results("food-kitchen-mini", MINI, "domain", ALL, ["hit@10", "ndcg@10", "mrr"]),
        "training": results(
            "food-kitchen-mini", README_MINI, "domain", ["overall"], ["ndcg@10"], spread=False, training=True
        ),
        "paired": paired("food-kitchen-mini", "TEMA against SASRecW", "ids only against SASRecW"),
        "teachers": paired("food-kitchen-mini", "teachers", metrics=("ndcg@10", "hit@10")),
        "item-item kNN": paired("food-kitchen-mini", "item-item kNN", protocols=["domain"]),
        "ablations": ablations("food-kitchen-mini", "defaults"),
        "ablation runs": runs("food-kitchen-mini", "defaults"),
        "tags with titles": ablations("food-kitchen-mini", "tags with titles"),
        "tag runs": runs("food-kitchen-mini", "tags with titles"),
        "SASRecW search": trials("food-kitchen-mini", "baselines", "SASRecW, search", limit=3),
    },
    "benchmarks/results/llmcdsr-food-kitchen.md": {
        "statistics": statistics("llmcdsr-food-kitchen"),
        "results": results(
            "llmcdsr-food-kitchen",
            {"TEMA": ("main", "TEMA")},
            "sampled",
            ALL,
            ["hit@1", *METRICS[:2], "ndcg@10", "mrr"],
        ),
        "full ranking": results(
            "llmcdsr-food-kitchen", {"TEMA": ("main", "TEMA")}, "domain", ALL, ["hit@10", "ndcg@10"]
        ),
        "item-item kNN": paired("llmcdsr-food-kitchen", "item-item kNN"),
    },
    "benchmarks/results/beauty.md": {
        "statistics": statistics("beauty"),
        "results": results("beauty", BEAUTY, "domain", ["beauty"], METRICS),
    },
    "benchmarks/results/ml-100k-cross.md": {
        "statistics": statistics("ml-100k-cross"),
        "results": results(
            "ml-100k-cross", DEMO, "domain", ("drama_comedy", "spectacle", "overall"), ["hit@10", "ndcg@10", "mrr"]
        ),
        "paired": paired("ml-100k-cross", "TEMA against baselines", protocols=["domain"]),
        "item-item kNN": paired("ml-100k-cross", "item-item kNN", protocols=["domain"]),
        "tags with ids": ablations("ml-100k-cross", "tags with ids"),
        "tags with titles": ablations("ml-100k-cross", "tags with titles"),
        "tag quality": _tag_quality,
        "films": results("ml-100k-cross", FILMS, "domain", ["overall"], ["hit@10", "ndcg@10", "mrr"]),
        "films, paired": paired("ml-100k-cross", "keywords as tags"),
    },
    "benchmarks/results/ml-posters.md": {
        "statistics": statistics("ml-posters", "ablations"),
        "modalities": _posters,
    },
}
