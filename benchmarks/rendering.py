"""Markdown tables from experiments of the committed result files."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from statistics import mean, stdev
from typing import Any

Experiment = Mapping[str, Any]
Lines = list[str]
# An option with its value, or a word of a shell command, in which quotes keep spaces together.
_PLAIN = r"(?:[^\s\"']|\"[^\"]*\"|'[^']*')+"
_WORD = re.compile(rf"--[\w-]+ (?!--){_PLAIN}|{_PLAIN}")
_WIDTH = 118


def decimal(value: float, digits: int = 4, sign: bool = False) -> str:
    """A number below 1 without its leading zero: ``.1234``, ``+.0123``."""
    text = f"{value:{'+' if sign else ''}.{digits}f}"
    return re.sub(r"^([+-]?)0\.", r"\1.", text)


def p_value(p: float) -> str:
    """A p-value to four decimals, or by its order of magnitude where it is below .0001."""
    return decimal(p) if p >= 0.0001 else f"{p:.0e}".replace("e-0", "e-")


def percent(ratio: float) -> str:
    """By how much a ratio is above 1: ``+20.8 %``."""
    return f"{100 * (ratio - 1):+.1f} %"


def table(head: Sequence[str], rows: Sequence[Sequence[str]], left: int = 1) -> Lines:
    """A Markdown table whose first columns are aligned to the left and the others to the right."""
    rule = ["---" if column < left else "---:" for column in range(len(head))]
    return ["| " + " | ".join(cells) + " |" for cells in (head, rule, *rows)]


def commands(*experiments: Experiment) -> Lines:
    """A code block with the commands of experiments, each once."""
    lines: Lines = []
    for command in dict.fromkeys(experiment["command"] for experiment in experiments if "command" in experiment):
        line = ""
        for word in _WORD.findall(command):
            if line and len(line) + len(word) > _WIDTH:
                lines.append(f"{line} \\")
                line = f"    {word}"
            else:
                line = f"{line} {word}" if line else word
        lines.append(line)
    return ["", "```bash", *lines, "```"]


def values_of(experiment: Experiment, protocol: str, domain: str, metric: str) -> list[float]:
    """A test metric of each run."""
    return [run["test"][protocol][domain][metric] for run in experiment["runs"]]


def mean_of(experiment: Experiment, protocol: str, domain: str, metric: str) -> float:
    """A test metric averaged over runs."""
    return mean(values_of(experiment, protocol, domain, metric))


def results_table(
    rows: Mapping[str, Experiment],
    protocol: str,
    domains: Sequence[str],
    metrics: Sequence[str],
    *,
    digits: int = 4,
    spread: bool = True,
    ratios: Sequence[tuple[str, str]] = (),
    training: bool = False,
) -> Lines:
    """Test metrics, averaged over seeds, one row per model.

    Parameters
    ----------
    rows : mapping of str to experiment
    protocol : str
    domains, metrics : sequence of str
        A column for each pair.
    digits : int
        Decimals.
    spread : bool
        Add the number of seeds and the standard deviation over them.
    ratios : sequence of pair of str
        Labels of two rows; a row of the first over the second.
    training : bool
        Add the mean time of training.
    """
    pairs = [(domain, metric) for domain in domains for metric in metrics]
    columns = [f"{domain} {metric}" if metric == metrics[0] else metric for domain, metric in pairs]
    head = ["test, `" + protocol + "`", *(["seeds"] if spread else []), *columns, *(["training"] if training else [])]
    cells = []
    for label, experiment in rows.items():
        count = [str(experiment.get("n_seeds", len(experiment["runs"])))] if spread else []
        numbers = [_with_spread(values_of(experiment, protocol, *pair), digits, spread) for pair in pairs]
        cells.append([label, *count, *numbers, *([duration(experiment)] if training else [])])
    for ours, other in ratios:
        row = [percent(mean_of(rows[ours], protocol, *pair) / mean_of(rows[other], protocol, *pair)) for pair in pairs]
        cells.append([f"{ours} over {other}", *([""] if spread else []), *row, *([""] if training else [])])
    return table(head, cells)


def _with_spread(values: Sequence[float], digits: int, spread: bool) -> str:
    text = decimal(mean(values), digits)
    return f"{text} ± {decimal(stdev(values), digits)}" if spread and len(values) > 1 else text


def duration(experiment: Experiment) -> str:
    """Mean time of training of an experiment's runs, in whole minutes where it is over one."""
    seconds = mean(run["train_seconds"] for run in experiment["runs"])
    return f"{seconds / 60:.0f} min" if seconds >= 60 else f"{seconds:.0f} s"


def ablation_table(experiment: Experiment, metric: str = "ndcg@10", full: str = "full model") -> Lines:
    """Paired tests of the full model against each row, one row per ablation; rare targets follow all targets."""
    comparisons: Mapping[str, Sequence[Mapping[str, Any]]] = experiment["comparisons"]
    first = [row for row in next(iter(comparisons.values())) if row["metric"] == metric]
    domains = [row["domain"] for row in first]
    head = ["", *(column for domain in domains for column in (domain, "full less row", "p"))]
    cells, seen = [], set()
    for name, rows in comparisons.items():
        by_domain = {row["domain"]: row for row in rows if row["metric"] == metric}
        ending = name.partition(", ")[2]
        if ending not in seen:
            seen.add(ending)
            label = f"{full}, {ending}" if ending else full
            cells.append([label, *(c for domain in domains for c in (decimal(by_domain[domain]["mean"]), "", ""))])
        row_cells = []
        for domain in domains:
            row = by_domain[domain]
            p = decimal(row["p"]) if row["p"] >= 0.0001 else "< .0001"
            row_cells += [decimal(row["baseline_mean"]), decimal(row["difference"], sign=True), p]
        cells.append([name, *row_cells])
    return table(head, cells)


def comparison_table(rows: Sequence[Mapping[str, Any]], metrics: Sequence[str] = ("ndcg@10",)) -> Lines:
    """Paired tests, one row each, with intervals and Holm's correction."""
    head = ["model", "baseline", "protocol", "domain", "metric", "users", "model's mean", "baseline's mean"]
    head += ["difference", "95 %", "p", "p (Holm)"]
    cells = []
    for row in rows:
        if row["metric"] not in metrics:
            continue
        low, high = row["ci95"]
        cells.append(
            [
                row["model"],
                row["baseline"],
                f"`{row['protocol']}`",
                row["domain"],
                row["metric"],
                f"{row['users']:,}",
                decimal(row["mean"]),
                decimal(row["baseline_mean"]),
                decimal(row["difference"], sign=True),
                f"{decimal(low, sign=True)} to {decimal(high, sign=True)}",
                p_value(row["p"]),
                p_value(row["p_holm"]),
            ]
        )
    return table(head, cells, left=5)


def breakdown_table(rows: Mapping[str, Experiment], breakdowns: Sequence[str], metric: str = "ndcg@10") -> Lines:
    """A test metric by bucket and domain, one column per model."""
    keyed = [
        {(row["breakdown"], row["bucket"], row["domain"]): row for row in experiment["breakdowns"]}
        for experiment in rows.values()
    ]
    head = ["breakdown", "bucket", "domain", "targets", *(f"{label}, {metric}" for label in rows)]
    cells = [
        [*key, f"{row['users']:,}", *(decimal(rows_of_model[key][metric]) for rows_of_model in keyed)]
        for key, row in keyed[0].items()
        if key[0] in breakdowns
    ]
    return table(head, cells, left=3)


def runs_table(experiment: Experiment) -> Lines:
    """Best epochs and training times of the rows of an ablation whose runs are kept."""
    variants: dict[str, list[Mapping[str, Any]]] = {}
    for run in experiment["runs"]:
        variants.setdefault(run["variant"], []).append(run)
    cells = []
    for variant, runs in variants.items():
        epochs = ", ".join(str(run["best_epoch"]) for run in runs)
        seconds = ", ".join(f"{run['train_seconds']:.0f}" for run in runs)
        cells.append([variant, ", ".join(str(run["seed"]) for run in runs), epochs, seconds, runs[0]["stopped"]])
    return table(["row", "seeds", "best epochs", "training, s", "stopped by"], cells)


def trials_table(experiment: Experiment, limit: int | None = None) -> Lines:
    """Trials of a search: settings, best epoch, validation."""
    cells = []
    for trial in experiment["trials"][:limit]:
        described = trial.get("description")
        if described is None:
            settings = {
                key: f"{value:.3g}" if isinstance(value, float) else value for key, value in trial["settings"].items()
            }
            described = ", ".join(f"{key} {value}" for key, value in settings.items())
        score = trial["validation"] if "validation" in trial else trial["score"]
        stopped = trial.get("stopped") or trial.get("state")
        cells.append([described, str(trial["best_epoch"]), decimal(score), stopped])
    return table(["settings", "best epoch", "validation", "stopped by"], cells)


def statistics_table(dataset: Mapping[str, Any]) -> Lines:
    """Users, items and interactions of a dataset and its domains."""
    cells = [["all", f"{dataset['users']:,}", f"{dataset['items']:,}", f"{dataset['interactions']:,}"]]
    for name, domain in dataset.get("domains", {}).items():
        cells.append([name, "", f"{domain['items']:,}", f"{domain['interactions']:,}"])
    return table(["domain", "users", "items", "interactions"], cells)


def models_table(models: Mapping[str, Mapping[str, Any]]) -> Lines:
    """Whether each model runs, and its seconds per epoch and per ranking of the test targets, by family."""
    cells = []
    for family in ("ours", "general", "sequential"):
        for name, row in models.items():
            if row["family"] == family and "reason" in row:
                reason = row["reason"].removeprefix(f"{name} ")
                cells.append([name, family, f"no, it {reason}", "", ""])
            elif row["family"] == family:
                how = "yes, ranked by `predict`" if row["by_predict"] else "yes"
                about = "about " if row["extrapolated"] else ""
                cells.append([name, family, how, f"{about}{row['seconds']:,.1f}", f"{row['ranking_seconds']:,.1f}"])
    return table(["model", "family", "runs", "epoch (s)", "ranking (s)"], cells, left=3)


def tag_quality_table(experiment: Experiment) -> Lines:
    """How well tags recover genres, with bootstrapped intervals."""
    cells = []
    for name, scores in experiment["tag_quality"].items():
        f1, mean_f1 = (
            f"{decimal(value, 3)} ({decimal(low, 3)}, {decimal(high, 3)})"
            for value, low, high in (scores["f1"], scores["mean_f1_of_genres"])
        )
        cells.append([name, decimal(scores["precision"][0], 3), decimal(scores["recall"][0], 3), f1, mean_f1])
    return table(["tags", "precision", "recall", "F1 (95 %)", "mean F1 of genres (95 %)"], cells)
