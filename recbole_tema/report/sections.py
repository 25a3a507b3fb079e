"""Sections of the page, each made of tables and plots; a section without data states why it is left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from recbole_tema.evaluation.results import DomainCounts, PairedTest, RunResult
from recbole_tema.evaluation.tables import DomainTable, MeanCell, shown_metrics
from recbole_tema.report.breakdowns import (
    HISTORY_BUCKETS,
    NO_LIMIT,
    Buckets,
    InteractionStats,
    assign_buckets,
    grouped_targets,
    popularity_buckets,
)
from recbole_tema.report.estimates import Estimate, estimate, user_means
from recbole_tema.report.examples import TaggedItem
from recbole_tema.report.figures import Figure, bars, curves, forest, p_text

_INTERVAL_NOTE = (
    "Error bars: 95 % t interval over users. It is rough with few users: it may extend below zero, or have no width if"
    " no user has a hit. In brackets: number of test users."
)
# By model, domain and metric.
Estimates = Mapping[tuple[str, str, str], Estimate]
_MISSING = "-"


@dataclass(frozen=True)
class Cell:
    """Text of a table cell, optionally bold, and optionally with a second, smaller line."""

    text: str
    bold: bool = False
    second_line: str = ""


@dataclass(frozen=True)
class Table:
    """A table whose first column names its rows; ``is_text`` means that its cells are words, not numbers."""

    caption: str
    header: list[str]
    rows: list[list[Cell]]
    is_text: bool = False


@dataclass(frozen=True)
class Section:
    """A section of the page; ``plot_tables`` hold the numbers of the plots."""

    title: str
    lines: list[str] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    plot_tables: list[Table] = field(default_factory=list)


def result_section(results: Sequence[DomainTable], estimates: Estimates, metric: str, notes: Sequence[str]) -> Section:
    """One table per domain: means over seeds and, if there are ranks, intervals over users."""
    names = dict.fromkeys(name for table in results for row in table.rows for name in row.cells)
    metrics = list(dict.fromkeys([*shown_metrics(names), metric]))
    tables = []
    for table in results:
        rows = []
        for row in table.rows:
            cells = [_mean_cell(row.cells.get(m), estimates.get((row.model, table.domain, m))) for m in metrics]
            rows.append([Cell(row.model), Cell(str(row.seeds)), *cells, Cell(row.epochs), Cell(row.time)])
        header = ["model", "seeds", *metrics, "epochs", "training"]
        tables.append(Table(f"{table.domain}, {table.users:,} test users", header, rows))
    lines = ["Mean over seeds ± standard deviation over seeds (none with one seed); the best mean is bold."]
    if estimates:
        lines.append(
            "[low, high]: 95 % t interval of the mean over users, each user's metric averaged over seeds first. Overlap"
            " of these intervals does not show whether two models differ; the paired comparison does."
        )
    else:
        lines.append("No intervals over users: there is no ranks.parquet beside the results.")
    return Section("Results", [*lines, *notes], tables)


def bar_section(results: Sequence[DomainTable], estimates: Estimates, metric: str) -> Section:
    """Bars of every model in every domain."""
    models = list(dict.fromkeys(row.model for table in results for row in table.rows))
    means = {
        (row.model, table.domain): estimates.get((row.model, table.domain, metric)) or _over_seeds(row.cells[metric])
        for table in results
        for row in table.rows
        if metric in row.cells
    }
    series = {model: [means.get((model, table.domain)) for table in results] for model in models}
    if estimates:
        error_bars = "95 % interval over users"
    elif any(table.rows[0].seeds > 1 for table in results):
        error_bars = "one standard deviation over seeds"
    else:
        error_bars = ""
    figure = bars(f"{metric} by domain", [table.domain for table in results], series, metric)
    lines = [f"Test {metric}." + (f" Error bars: {error_bars}." if error_bars else "")]
    return Section("By domain", [*lines, "The tables above have these numbers."], figures=[figure])


def difference_section(tests: Sequence[tuple[str, PairedTest]], metric: str, columns: tuple[str, str]) -> Section:
    """Paired tests: one forest plot and one table per domain.

    Parameters
    ----------
    tests : sequence of (str, PairedTest)
        Name to show and test, all of one protocol.
    metric : str
        Metric of the plots; the tables have every metric.
    columns : (str, str)
        Header of the names, and what the difference is.
    """
    name_header, difference = columns
    # As in the other sections, all domains together come last.
    domains = sorted(dict.fromkeys(test.domain for _, test in tests), key=lambda domain: domain == "overall")
    figures, tables = [], []
    span = _span([test for _, test in tests if test.metric == metric])
    header = [name_header, "metric", "users", "mean", "other mean", "difference", "95 % interval", "p (Holm)"]
    for domain in domains:
        domain_tests = [(name, test) for name, test in tests if test.domain == domain]
        plotted = [(name, test) for name, test in domain_tests if test.metric == metric]
        if plotted:
            figures.append(forest(domain, plotted, span))
        rows = [_comparison_row(name, test) for name, test in domain_tests]
        tables.append(Table(f"{domain}, paired comparison", header, rows))
    one_sided = any(test.alternative == "greater" for _, test in tests)
    test_name = "one-sided paired t-test that the first is greater" if one_sided else "two-sided paired t-test"
    lines = [
        f"{difference}, each user's metric averaged over seeds first; right of zero, the first is better.",
        "The intervals are 95 % t intervals of the mean paired difference over users (two-sided); p is of the"
        f" {test_name}, Holm-corrected. Filled circles: p < .05.",
    ]
    if not figures:
        lines.append(f"No plot: the comparison does not include {metric}.")
    return Section("Differences", lines, tables, figures)


def history_section(targets: pd.DataFrame, models: Sequence[str], domains: Sequence[str], metric: str) -> Section:
    """Breakdown by the length of the history before the target."""
    bucketed = targets.assign(bucket=assign_buckets(targets["history_length"], HISTORY_BUCKETS))
    labels = {domain: {bucket: bucket for bucket in HISTORY_BUCKETS} for domain in domains}
    line = f"{metric} by the number of interactions before the target."
    return _breakdown_section("By history length", line, bucketed, labels, models, metric)


def popularity_section(
    targets: pd.DataFrame, stats: InteractionStats, models: Sequence[str], domains: Sequence[str], metric: str
) -> Section:
    """Breakdown by the number of training interactions of the target item."""
    buckets = popularity_buckets(stats.items)
    joined = targets.merge(stats.targets, on=["user_id", "item_id"], validate="many_to_one")
    bucketed = pd.concat(
        rows.assign(bucket=assign_buckets(rows["n_train_interactions"], buckets[str(domain)]))
        for domain, rows in joined.groupby("domain")
    )
    labels = {domain: _bucket_labels(buckets[domain]) for domain in domains if domain in buckets}
    line = (
        f"{metric} by the number of training interactions of the target item. Head: the 20 % most interacted-with items"
        " of a domain (of those with training interactions), ties included; tail: the others with training"
        " interactions; cold: no training interaction."
    )
    return _breakdown_section("By item popularity", line, bucketed, labels, models, metric)


def training_section(runs: Sequence[RunResult]) -> Section:
    """Validation metric and loss of each epoch, and a table of the runs."""
    config = next((run.config for run in runs if run.config.get("selection_metric")), {})
    metric, protocol = (str(config.get(f"selection_{key}", "")) for key in ("metric", "protocol"))
    figures = []
    if any(run.scores for run in runs):
        values = {position: run.scores for position, run in enumerate(runs)}
        title = f"validation {metric or 'score'}" + (f" ({protocol})" if protocol else "")
        figures.append(curves(title, runs, values, metric or "score", best=True))
    if any(run.losses for run in runs):
        values = {position: run.losses for position, run in enumerate(runs)}
        figures.append(curves("training loss", runs, values, "loss", best=False))
    lines = (
        ["One line per run, one colour per model; a dot marks the epoch whose weights were kept."] if figures else []
    )
    if len({run.model for run in runs}) > 1 and figures:
        lines.append("Models may have different losses, so losses of different models are not comparable.")
    header = ["model", "seed", "parameters", "epochs", "best epoch", "best validation", "seconds", "stopped by"]
    rows = [
        [
            Cell(run.model),
            Cell(str(run.seed)),
            *(Cell(_MISSING if n is None else f"{n:,}") for n in (run.params, run.epochs, run.best_epoch)),
            Cell(f"{max(run.scores):.4f}" if run.scores else _MISSING),
            Cell(_MISSING if run.train_seconds is None else f"{run.train_seconds:,.0f}"),
            Cell(f"{run.stopped or _MISSING}{' (not converged)' if run.converged is False else ''}"),
        ]
        for run in runs
    ]
    return Section("Training", lines, figures=figures, plot_tables=[Table("Every run", header, rows)])


def tag_section(examples: Mapping[str, Sequence[TaggedItem]]) -> Section:
    """A few items of each domain with their tags."""
    tables = [
        Table(
            f"Tags of {domain}",
            ["item", "tags"],
            [[Cell(item.title), Cell(", ".join(f"{tag} {score:.2f}" for tag, score in item.tags))] for item in items],
            is_text=True,
        )
        for domain, items in examples.items()
    ]
    return Section("Tags", ["A random sample of items of each domain, with the scores of their tags."], tables)


def left_out_section(title: str, reason: str) -> Section:
    """Section that states why its content is left out."""
    return Section(title, [f"Left out: {reason}"])


def dataset_table(counts: Mapping[str, DomainCounts]) -> Table:
    """Items and interactions of each domain."""
    rows = [[Cell(name), Cell(f"{d.items:,}"), Cell(f"{d.interactions:,}")] for name, d in counts.items()]
    return Table("The dataset", ["domain", "items", "interactions"], rows)


def _mean_cell(cell: MeanCell | None, interval: Estimate | None) -> Cell:
    return Cell(_MISSING) if cell is None else Cell(str(cell), cell.best, _interval_text(interval))


def _interval_text(value: Estimate | None, sign: str = "") -> str:
    if value is None or value.low is None or value.high is None:
        return ""
    return f"[{value.low:{sign}.4f}, {value.high:{sign}.4f}]"


def _over_seeds(cell: MeanCell) -> Estimate:
    return Estimate(cell.mean) if cell.sd is None else Estimate(cell.mean, cell.mean - cell.sd, cell.mean + cell.sd)


def _comparison_row(name: str, test: PairedTest) -> list[Cell]:
    interval = _interval_text(Estimate(test.difference, *(test.ci95 or (None, None))), "+") or _MISSING
    numbers = (f"{test.mean:.4f}", f"{test.baseline_mean:.4f}", f"{test.difference:+.4f}", interval)
    return [Cell(name), Cell(test.metric), Cell(f"{test.users:,}"), *map(Cell, numbers), Cell(p_text(test.p_holm))]


def _span(tests: Sequence[PairedTest]) -> tuple[float, float]:
    """Range that contains zero and the intervals of all tests, with a margin."""
    ends = [0.0, *(end for test in tests for end in (test.ci95 or (test.difference,)))]
    margin = 0.05 * (max(ends) - min(ends)) or 0.001
    return min(ends) - margin, max(ends) + margin


def _bucket_labels(buckets: Buckets) -> dict[str, str]:
    """Labels such as ``tail: 1 to 9``, because the limits differ between domains."""
    labels = {}
    for name, (low, high) in buckets.items():
        if high >= low:
            limits = f"{low} or more" if high == NO_LIMIT else str(low) if low == high else f"{low} to {high}"
            labels[name] = f"{name}: {limits}"
    return labels


def _breakdown_section(
    title: str,
    line: str,
    targets: pd.DataFrame,
    labels: Mapping[str, Mapping[str, str]],
    models: Sequence[str],
    metric: str,
) -> Section:
    """One plot and one table per domain; ``labels`` maps each domain to its buckets, in order, and their labels."""
    estimates: dict[tuple[str, str, str], Estimate] = {}
    users: dict[tuple[str, str], int] = {}
    for domain, bucket, model, rows in grouped_targets(targets, "bucket"):
        values = user_means(rows, [metric])[metric].to_numpy()
        estimates[domain, bucket, model] = estimate(values)
        users[domain, bucket] = max(users.get((domain, bucket), 0), len(values))
    figures, tables = [], []
    for domain, names in labels.items():
        buckets = [bucket for bucket in names if users.get((domain, bucket))]
        if not buckets:
            continue
        series = {model: [estimates.get((domain, bucket, model)) for bucket in buckets] for model in models}
        ticks = [f"{names[bucket]}\n({users[domain, bucket]:,})".replace(": ", ":\n") for bucket in buckets]
        figures.append(bars(domain, ticks, series, metric))
        table_rows = [
            [
                Cell(names[bucket]),
                Cell(f"{users[domain, bucket]:,}"),
                *(_estimate_cell(series[model][i]) for model in models),
            ]
            for i, bucket in enumerate(buckets)
        ]
        tables.append(Table(f"{title}, {domain}: {metric}", ["bucket", "users", *models], table_rows))
    return Section(title, [line, _INTERVAL_NOTE], figures=figures, plot_tables=tables)


def _estimate_cell(value: Estimate | None) -> Cell:
    return Cell(_MISSING) if value is None else Cell(f"{value.mean:.4f}", second_line=_interval_text(value))
