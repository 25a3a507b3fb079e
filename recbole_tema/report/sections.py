"""The sections of a page, each made of tables and plots, or left out where what it needs is not there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Optional

import pandas as pd

from recbole_tema.evaluation.results import PairedTest, RunResult
from recbole_tema.evaluation.tables import MAIN_METRICS, DomainTable, MeanCell
from recbole_tema.report.breakdowns import HISTORY, MOST, Bands, Facts, groups, named, popularity_bands
from recbole_tema.report.estimates import Estimate, estimate, user_means
from recbole_tema.report.examples import Tagged
from recbole_tema.report.figures import Figure, bars, curves, forest, p_text

_CAUTION = (
    "Error bars: the 95 % t interval over users, which is rough where they are few (it may pass zero, or have no width"
    " where nobody was hit). In brackets: test users."
)
Estimates = Mapping[tuple[str, str, str], Estimate]
_NONE = "-"


@dataclass(frozen=True)
class Cell:
    """Text in a table, perhaps with a smaller line below it."""

    text: str
    strong: bool = False
    below: str = ""


@dataclass(frozen=True)
class Table:
    """A table whose first column names its rows."""

    caption: str
    header: list[str]
    rows: list[list[Cell]]
    words: bool = False  # cells are words, not numbers


@dataclass(frozen=True)
class Section:
    """A heading with what stands under it; ``numbers`` are tables that say what the plots show."""

    title: str
    lines: list[str] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    numbers: list[Table] = field(default_factory=list)


def result_section(results: Sequence[DomainTable], estimates: Estimates, metric: str, note: str) -> Section:
    """A table a domain: means over seeds and, where there are ranks, intervals over users."""
    metrics = list(dict.fromkeys([*MAIN_METRICS, metric]))
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
            "[low, high] is the 95 % t interval of the mean over users, each user's metric averaged over seeds first."
            " Whether two models differ is for the paired comparison to say, not for whether these overlap."
        )
    else:
        lines.append("No intervals over users: there is no ranks.parquet beside the results.")
    return Section("Results", [*lines, *([note] if note else [])], tables)


def bar_section(results: Sequence[DomainTable], estimates: Estimates, metric: str) -> Section:
    """Every model in every domain."""
    models = list(dict.fromkeys(row.model for table in results for row in table.rows))
    found = {
        (row.model, table.domain): estimates.get((row.model, table.domain, metric)) or _over_seeds(row.cells[metric])
        for table in results
        for row in table.rows
        if metric in row.cells
    }
    series = {model: [found.get((model, table.domain)) for table in results] for model in models}
    if estimates:
        what = "the 95 % interval over users"
    elif any(table.rows[0].seeds > 1 for table in results):
        what = "one standard deviation over seeds"
    else:
        what = ""
    figure = bars(f"{metric} by domain", [table.domain for table in results], series, metric)
    lines = [f"{metric} on test." + (f" Error bars: {what}." if what else "")]
    return Section("By domain", [*lines, "Its numbers are in the tables above."], figures=[figure])


def difference_section(rows: Sequence[tuple[str, PairedTest]], metric: str, columns: tuple[str, str]) -> Section:
    """Paired tests: a forest plot and a table a domain.

    Parameters
    ----------
    rows : sequence of (str, PairedTest)
        With the name to show, of one protocol.
    metric : str
        The one that is drawn; the tables have every one.
    columns : (str, str)
        What the names are, and what is subtracted from what.
    """
    names, difference = columns
    domains = dict.fromkeys(row.domain for _, row in rows)
    # As everywhere else, all domains together come last.
    order = [*(domain for domain in domains if domain != "overall"), *(["overall"] if "overall" in domains else [])]
    figures, tables, span = [], [], _span([row for _, row in rows if row.metric == metric])
    for domain in order:
        own = [(name, row) for name, row in rows if row.domain == domain]
        drawn = [(name, row) for name, row in own if row.metric == metric]
        if drawn:
            figures.append(forest(domain, drawn, span))
        header = [names, "metric", "users", "mean", "other's mean", "difference", "95 % interval", "p (Holm)"]
        tables.append(Table(f"{domain}, paired comparison", header, [_comparison_row(name, row) for name, row in own]))
    lines = [
        f"{difference}, each user's metric averaged over seeds first; right of zero, the first is better.",
        "The intervals are 95 % t intervals of the mean paired difference over users (two-sided); p is of the one-sided"
        " paired t test that the first is greater, Holm-corrected. A filled circle stands for p < .05.",
    ]
    if not figures:
        lines.append(f"No plot: the comparison does not hold {metric}.")
    return Section("Differences", lines, tables, figures)


def history_section(targets: pd.DataFrame, models: Sequence[str], domains: Sequence[str], metric: str) -> Section:
    """Test targets cut by how much their user had before."""
    cut = targets.assign(band=named(targets["history_length"], HISTORY))
    labels = {domain: {band: band for band in HISTORY} for domain in domains}
    line = f"{metric} by the number of interactions before the target."
    return _cut_section("By length of history", line, cut, labels, models, metric)


def popularity_section(
    targets: pd.DataFrame, facts: Facts, models: Sequence[str], domains: Sequence[str], metric: str
) -> Section:
    """Test targets cut by how often their item was had in training."""
    bands = popularity_bands(facts.items)
    joined = targets.merge(facts.targets, on=["user_id", "item_id"], validate="many_to_one")
    parts = [part.assign(band=named(part["had"], bands[str(domain)])) for domain, part in joined.groupby("domain")]
    labels = {domain: _band_labels(bands[domain]) for domain in domains if domain in bands}
    line = (
        f"{metric} by how often the target's item was had in training. Head: the fifth of the domain's items had most,"
        " of those had at all; tail: the others; cold: never had."
    )
    return _cut_section("By popularity of the item", line, pd.concat(parts), labels, models, metric)


def training_section(runs: Sequence[RunResult]) -> Section:
    """Validation and loss of each epoch, and a table of the runs."""
    config = next((run.config for run in runs if run.config.get("selection_metric")), {})
    metric, protocol = (str(config.get(f"selection_{what}", "")) for what in ("metric", "protocol"))
    figures = []
    if any(run.scores for run in runs):
        values = {place: run.scores for place, run in enumerate(runs)}
        title = f"validation {metric or 'score'}" + (f" ({protocol})" if protocol else "")
        figures.append(curves(title, runs, values, metric or "score", best=True))
    if any(run.losses for run in runs):
        values = {place: run.losses for place, run in enumerate(runs)}
        figures.append(curves("training loss", runs, values, "loss", best=False))
    lines = ["One line a run, one colour a model; a dot marks the epoch whose weights were kept."] if figures else []
    if len({run.model for run in runs}) > 1 and figures:
        lines.append("Models may train by different losses: compare a loss with itself over time.")
    header = ["model", "seed", "parameters", "epochs", "best epoch", "best validation", "seconds", "stopped by"]
    rows = [
        [
            Cell(run.model),
            Cell(str(run.seed)),
            *(Cell(_NONE if n is None else f"{n:,}") for n in (run.params, run.epochs, run.best_epoch)),
            Cell(f"{max(run.scores):.4f}" if run.scores else _NONE),
            Cell(_NONE if run.train_seconds is None else f"{run.train_seconds:,.0f}"),
            Cell(run.stopped or _NONE),
        ]
        for run in runs
    ]
    return Section("Training", lines, figures=figures, numbers=[Table("Every run", header, rows)])


def tag_section(examples: Mapping[str, Sequence[Tagged]]) -> Section:
    """A few items of each domain with their tags."""
    tables = [
        Table(
            f"Tags of {domain}",
            ["item", "tags"],
            [[Cell(one.title), Cell(", ".join(f"{tag} {score:.2f}" for tag, score in one.tags))] for one in items],
            words=True,
        )
        for domain, items in examples.items()
    ]
    return Section("Tags", ["A few items of each domain, drawn by chance, with their tags' scores."], tables)


def _mean_cell(cell: Optional[MeanCell], found: Optional[Estimate]) -> Cell:
    return Cell(_NONE) if cell is None else Cell(str(cell), cell.best, _interval(found))


def _interval(found: Optional[Estimate], sign: str = "") -> str:
    if found is None or found.low is None or found.high is None:
        return ""
    return f"[{found.low:{sign}.4f}, {found.high:{sign}.4f}]"


def _over_seeds(cell: MeanCell) -> Estimate:
    return Estimate(cell.mean) if cell.sd is None else Estimate(cell.mean, cell.mean - cell.sd, cell.mean + cell.sd)


def _comparison_row(name: str, row: PairedTest) -> list[Cell]:
    interval = _interval(Estimate(row.difference, *(row.ci95 or (None, None))), "+") or _NONE
    numbers = (f"{row.mean:.4f}", f"{row.baseline_mean:.4f}", f"{row.difference:+.4f}", interval, p_text(row.p_holm))
    return [Cell(name), Cell(row.metric), Cell(f"{row.users:,}"), *map(Cell, numbers)]


def _span(rows: Sequence[PairedTest]) -> tuple[float, float]:
    """From the least to the greatest end of any interval, zero among them, with some room."""
    ends = [0.0, *(end for row in rows for end in (row.ci95 or (row.difference,)))]
    room = 0.05 * (max(ends) - min(ends)) or 0.001
    return min(ends) - room, max(ends) + room


def _band_labels(bands: Bands) -> dict[str, str]:
    """``tail`` as ``tail: 1 to 9``: the counts differ from domain to domain."""
    labels = {}
    for name, (low, high) in bands.items():
        if high >= low:
            counts = f"{low} or more" if high == MOST else str(low) if low == high else f"{low} to {high}"
            labels[name] = f"{name}: {counts if high else 'never'}"
    return labels


def _cut_section(
    title: str,
    line: str,
    cut: pd.DataFrame,
    labels: Mapping[str, Mapping[str, str]],
    models: Sequence[str],
    metric: str,
) -> Section:
    """A plot and a table a domain; ``labels`` gives each domain's bands, in order, and how to call them."""
    found: dict[tuple[str, str, str], tuple[Estimate, int]] = {}
    for domain, band, model, own in groups(cut, "band"):
        values = user_means(own, [metric])[metric].to_numpy()
        found[domain, band, model] = (estimate(values), len(values))
    figures, tables = [], []
    for domain, names in labels.items():
        users = {band: max((found.get((domain, band, m), (None, 0))[1] for m in models), default=0) for band in names}
        bands = [band for band in names if users[band]]
        series = {m: [found.get((domain, band, m), (None, 0))[0] for band in bands] for m in models}
        if not bands:
            continue
        ticks = [f"{names[band]}\n({users[band]:,})".replace(": ", ":\n") for band in bands]
        figures.append(bars(domain, ticks, series, metric))
        rows = [
            [Cell(names[band]), Cell(f"{users[band]:,}"), *(_estimate_cell(series[m][i]) for m in models)]
            for i, band in enumerate(bands)
        ]
        tables.append(Table(f"{title}, {domain}: {metric}", ["band", "users", *models], rows))
    return Section(title, [line, _CAUTION], figures=figures, numbers=tables)


def _estimate_cell(found: Optional[Estimate]) -> Cell:
    return Cell(_NONE) if found is None else Cell(f"{found.mean:.4f}", below=_interval(found))


def missing(title: str, why: str) -> Section:
    """In place of a section that is left out."""
    return Section(title, [why])


def facts_table(counts: Mapping[str, Mapping[str, Any]]) -> Table:
    """Items and interactions of each domain."""
    rows = [[Cell(name), Cell(f"{d['items']:,}"), Cell(f"{d['interactions']:,}")] for name, d in counts.items()]
    return Table("The dataset", ["domain", "items", "interactions"], rows)
