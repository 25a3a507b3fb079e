"""Result tables: their cells, which the report and Markdown share, and tables for the terminal (rich)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from rich.table import Table
from rich.text import Text

from recbole_tema.errors import DataError
from recbole_tema.evaluation.metrics import METRICS, SMALLER_IS_BETTER

if TYPE_CHECKING:
    from recbole_tema.evaluation.results import (
        ColdItemSplitInfo,
        ExperimentResult,
        RunResult,
        TemporalSplitInfo,
    )

MISSING = "-"
# Daggers rather than asterisks, which Markdown would read as emphasis.
_MARKS = ((0.01, "‡"), (0.05, "†"))
_NOT_CONVERGED = " §"

# These fit a terminal of 80 columns; the Markdown tables have every metric.
MAIN_METRICS = ("hit@5", "hit@10", "ndcg@10", "mrr")


def shown_metrics(metrics: Iterable[str]) -> tuple[str, ...]:
    """Columns of a table of results with these metrics: the main ones of the default metrics, else all."""
    metrics = tuple(metrics)
    return MAIN_METRICS if set(metrics) == set(METRICS) else metrics


def metrics_of(result: ExperimentResult) -> tuple[str, ...]:
    """Metrics of the test results of any run, in the order of the runs."""
    summaries = [summary for run in result.runs for domains in run.test.values() for summary in domains.values()]
    return tuple(dict.fromkeys(metric for summary in summaries for metric in summary if metric != "users"))


@dataclass(frozen=True)
class MeanCell:
    """A metric of a model: mean and standard deviation over seeds, whether it is the best, significance mark."""

    mean: float
    sd: float | None
    best: bool
    mark: str

    def __str__(self) -> str:
        spread = "" if self.sd is None else f" ± {self.sd:.4f}"
        return f"{self.mean:.4f}{spread}{self.mark}"


@dataclass(frozen=True)
class ModelRow:
    """Results of one model in one domain: number of seeds, metrics, mean number of epochs, mean training time."""

    model: str
    seeds: int
    cells: dict[str, MeanCell]
    epochs: str
    time: str


@dataclass(frozen=True)
class DomainTable:
    """Results of every model in one domain (or ``overall``) with one protocol."""

    domain: str
    users: int
    rows: list[ModelRow]


def result_tables(result: ExperimentResult, protocol: str = "domain") -> list[Table]:
    """Tables of test results, one per domain and one overall.

    Parameters
    ----------
    result : ExperimentResult
    protocol : str

    Returns
    -------
    list of rich.table.Table
        One row per model: mean ± standard deviation over seeds (n - 1; none with one seed), the best mean in bold.
        Metrics that do not fit 80 columns are in further tables of the same domain. † and ‡ mark a baseline that
        differs from the first model with Holm-corrected p < .05 and < .01; § marks the training time of a model that
        has not converged.

    Raises
    ------
    DataError
        If no run has test metrics of this protocol.
    """
    note = "\n".join(table_notes(result, protocol))
    shown = shown_metrics(metrics_of(result))
    columns = [shown[start : start + len(MAIN_METRICS)] for start in range(0, len(shown), len(MAIN_METRICS))]
    return [
        _rich_table(table, metrics, note) for table in domain_tables(result, protocol) for metrics in columns or [()]
    ]


def _rich_table(domain_table: DomainTable, metrics: Sequence[str], note: str) -> Table:
    caption = Text(note) if note else None
    table = Table(title=Text(table_title(domain_table)), caption=caption, title_justify="left", caption_justify="left")
    table.add_column("model", no_wrap=True)
    table.add_column("seeds", justify="right")
    for name in (*metrics, "training"):
        table.add_column(name, justify="right")
    for row in domain_table.rows:
        cells = [_rich_cell(row.cells.get(metric)) for metric in metrics]
        # Text, not str: rich would read a name such as "TEMA[no tags]" as markup.
        table.add_row(Text(row.model), str(row.seeds), *cells, row.time)
    return table


def comparison_table(comparisons: Mapping[str, Sequence[Mapping[str, Any]]], caption: str = "") -> Table:
    """Table of paired tests, one row per test.

    Parameters
    ----------
    comparisons : mapping of str to sequence of mapping
        Rows of :func:`recbole_tema.evaluation.compare`, by the name of the comparison.
    caption : str
    """
    table = Table("comparison", "domain", "metric", caption=Text(caption) if caption else None)
    for column in ("users", "model", "baseline", "difference (95 %)", "p", "p (Holm)"):
        table.add_column(column, justify="right")
    for name, rows in comparisons.items():
        for row in rows:
            low, high = row["ci95"] or (float("nan"), float("nan"))
            table.add_row(
                Text(name),
                Text(row["domain"]),
                row["metric"],
                f"{row['users']:,}",
                f"{row['mean']:.4f}",
                f"{row['baseline_mean']:.4f}",
                f"{row['difference']:+.4f} ({low:+.4f}, {high:+.4f})",
                f"{row['p']:.2g}",
                f"{row['p_holm']:.2g}",
            )
    return table


def tested_protocols(result: ExperimentResult) -> list[str]:
    if not result.protocols:
        raise DataError("No run has test metrics.", remedy="Let at least one run finish.")
    return result.protocols


def domain_tables(result: ExperimentResult, protocol: str) -> list[DomainTable]:
    """Content of the tables of one protocol, one per domain and one overall; raises like :func:`result_tables`."""
    available = tested_protocols(result)
    if protocol not in available:
        raise DataError(
            f"There are no results for the protocol {protocol!r}.",
            remedy=f"There are results for {', '.join(available)}.",
        )
    runs: dict[str, list[RunResult]] = {}
    for run in result.runs:
        if protocol in run.test:
            runs.setdefault(run.model, []).append(run)
    tested = dict.fromkeys(domain for group in runs.values() for run in group for domain in run.test[protocol])
    order = [domain for domain in dict.fromkeys([*result.dataset.domains, *tested]) if domain in tested]
    if len(order) == 2 and "overall" in order:
        # The numbers of the only domain are those of all domains.
        order.remove("overall")
    marks = _significance_marks(result, protocol)
    # All domains together come last.
    order.sort(key=lambda domain: domain == "overall")
    return [_domain_table(runs, protocol, domain, marks, metrics_of(result)) for domain in order]


def _domain_table(
    runs: Mapping[str, Sequence[RunResult]],
    protocol: str,
    domain: str,
    marks: Mapping[tuple[str, str, str], str],
    names: Sequence[str],
) -> DomainTable:
    values: dict[str, dict[str, list[float]]] = {}
    users = 0
    for model, group in runs.items():
        per_seed = [run.test[protocol][domain] for run in group if domain in run.test[protocol]]
        users = max([users, *(int(metrics.get("users") or 0) for metrics in per_seed)])
        columns = {m: [value for metrics in per_seed if (value := metrics.get(m)) is not None] for m in names}
        values[model] = {metric: column for metric, column in columns.items() if column}
    best = {
        metric: _best(metric)((float(np.mean(v[metric])) for v in values.values() if metric in v), default=None)
        for metric in names
    }
    rows = []
    for model, group in runs.items():
        cells = {}
        for metric, column in values[model].items():
            mean = float(np.mean(column))
            sd = float(np.std(column, ddof=1)) if len(column) > 1 else None
            # The best of one model is nothing to highlight.
            bold = len(runs) > 1 and mean == best[metric]
            cells[metric] = MeanCell(mean, sd, bold, marks.get((model, domain, metric), ""))
        rows.append(ModelRow(model, len(group), cells, _epochs(group), _time(group)))
    return DomainTable(domain, users, rows)


def _best(metric: str) -> Any:
    return min if metric.partition("@")[0] in SMALLER_IS_BETTER else max


def _significance_marks(result: ExperimentResult, protocol: str) -> dict[tuple[str, str, str], str]:
    marks = {}
    for test in result.paired_tests:
        if test.model == result.models[0] and test.protocol == protocol:
            mark = next((mark for level, mark in _MARKS if test.p_holm < level), "")
            marks[test.baseline, test.domain, test.metric] = mark
    return marks


def significance_note(result: ExperimentResult, protocol: str) -> str:
    """Meaning of the marks in the tables of a protocol; empty if there are no marks."""
    if not any(_significance_marks(result, protocol).values()):
        return ""
    one_sided = any(test.alternative == "greater" for test in result.paired_tests)
    meaning = f"{result.models[0]} is better" if one_sided else f"differs from {result.models[0]}"
    sides = "one-sided" if one_sided else "two-sided"
    return f"† p < .05, ‡ p < .01: {meaning} (paired {sides} t-test over users, Holm-corrected)."


def table_notes(result: ExperimentResult, protocol: str) -> list[str]:
    """Meaning of the marks in the tables of a protocol: of significance, and of models that have not converged."""
    notes = [significance_note(result, protocol)]
    if any(run.converged is False for run in result.runs if protocol in run.test):
        notes.append("§ not converged: training reached its epoch or time limit before early stopping.")
    return [note for note in notes if note]


def _epochs(group: Sequence[RunResult]) -> str:
    epochs = [run.epochs for run in group if run.epochs is not None]
    return f"{round(float(np.mean(epochs)), 1):g}" if epochs else MISSING


def _time(group: Sequence[RunResult]) -> str:
    times = [run.train_seconds for run in group if run.train_seconds is not None]
    mark = _NOT_CONVERGED if any(run.converged is False for run in group) else ""
    return f"{duration(float(np.mean(times))) if times else MISSING}{mark}"


def duration(seconds: float) -> str:
    """Seconds, minutes or hours as text."""
    if seconds < 59.95:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02d} s" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02d} min"


def table_title(table: DomainTable) -> str:
    return f"{table.domain} ({table.users:,} users)"


def _rich_cell(cell: MeanCell | None) -> Text:
    return Text(MISSING) if cell is None else Text(str(cell), style="bold" if cell.best else "")


def split_line(split: TemporalSplitInfo | ColdItemSplitInfo) -> str:
    """Cuts or cold items of a split, and its counts, in one line."""
    if split.kind == "cold_items":
        return (
            f"Split by cold items: {split.cold_items:,} items are held out of training. Test: {split.test['targets']:,}"
            f" targets, {split.test['items']:,} of these items. Validation: {split.valid['targets']:,} targets."
        )
    parts = [
        f"{name} from {cut.time} on: {counts['targets']:,} targets,"
        f" {counts['targets_of_new_users']:,} of new users and {counts['targets_of_new_items']:,} of new items"
        for name, cut, counts in (
            ("validation", split.cuts["valid"], split.valid),
            ("test", split.cuts["test"], split.test),
        )
    ]
    return f"Temporal split; {'; '.join(parts)}."
