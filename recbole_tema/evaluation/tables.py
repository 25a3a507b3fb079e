"""Tables of a ``results.json``: for the terminal (rich) and as GitHub Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Optional

import numpy as np
from rich.table import Table
from rich.text import Text

from recbole_tema.errors import DataError
from recbole_tema.evaluation.metrics import METRICS
from recbole_tema.evaluation.protocols import PROTOCOLS
from recbole_tema.files.storage import replacing

_NONE = "-"
# Not asterisks: Markdown would read them as emphasis.
_MARKS = ((0.01, "‡"), (0.05, "†"))

# What fits a terminal of 80 columns; the Markdown has every metric.
SHOWN = ("hit@5", "hit@10", "ndcg@10", "mrr")


@dataclass(frozen=True)
class MeanCell:
    """A metric of a model: mean and deviation over seeds, whether it is the best, and the mark of its test."""

    mean: float
    sd: Optional[float]
    best: bool
    mark: str

    def __str__(self) -> str:
        spread = "" if self.sd is None else f" ± {self.sd:.4f}"
        return f"{self.mean:.4f}{spread}{self.mark}"


@dataclass(frozen=True)
class _Row:
    model: str
    seeds: int
    cells: dict[str, MeanCell]
    epochs: str
    time: str


@dataclass(frozen=True)
class Block:
    """One table: a domain under a protocol."""

    domain: str
    users: int
    rows: list[_Row]


def result_tables(results: Mapping[str, Any], protocol: str = "domain") -> list[Table]:
    """Tables of test results, one a domain and one overall.

    Parameters
    ----------
    results : mapping
        What ``results.json`` holds: ``runs`` (the first is of our model), ``dataset`` and ``comparison``.
    protocol : str
        Whose metrics to show.

    Returns
    -------
    list of rich.table.Table
        A row a model: mean ± standard deviation over seeds (n - 1; none with one seed), the best mean in bold; † and ‡
        mark a baseline that our model beats with Holm-corrected p < .05 and < .01.

    Raises
    ------
    DataError
        If there are no runs, or none with this protocol.
    """
    note = marks_note(results, protocol)
    tables = []
    for block in table_blocks(results, protocol):
        table = Table(title=Text(_title(block)), caption=Text(note) if note else None, title_justify="left")
        table.add_column("model", no_wrap=True)
        table.add_column("seeds", justify="right")
        for name in (*SHOWN, "training"):
            table.add_column(name, justify="right")
        for row in block.rows:
            cells = [_rich_cell(row.cells.get(metric)) for metric in SHOWN]
            # Text, not str: a name such as "TEMA[no tags]" is no markup.
            table.add_row(Text(row.model), str(row.seeds), *cells, row.time)
        tables.append(table)
    return tables


def write_markdown(results: Mapping[str, Any], path: Path) -> None:
    """Write the tables of every protocol, and the comparison, as GitHub Markdown, atomically.

    Parameters
    ----------
    results : mapping
        What ``results.json`` holds.
    path : Path
        The file to write.

    Raises
    ------
    DataError
        If there are no runs.
    """
    lines = _markdown_head(results.get("dataset", {}))
    for protocol in _protocols(results):
        lines += [f"## Protocol `{protocol}`, test", ""]
        for block in table_blocks(results, protocol):
            header = ("model", "seeds", *METRICS, "epochs", "training")
            body = [
                [row.model, str(row.seeds), *(_markdown_cell(row.cells.get(m)) for m in METRICS), row.epochs, row.time]
                for row in block.rows
            ]
            lines += [f"### {_escape(_title(block))}", "", *_markdown_table(header, body, left=1), ""]
        note = marks_note(results, protocol)
        lines += [note, ""] if note else []
    if results.get("comparison"):
        lines += ["## Comparison", "", *_markdown_comparison(results["comparison"]), ""]
    with replacing(path) as file:
        file.write("\n".join(lines))


def _protocols(results: Mapping[str, Any]) -> list[str]:
    runs = results.get("runs") or []
    found = {protocol for run in runs for protocol in run.get("test", {})}
    if not found:
        raise DataError("the results hold no runs with test metrics.", remedy="Let at least one run finish.")
    return [p for p in PROTOCOLS if p in found] + sorted(found - set(PROTOCOLS))


def table_blocks(results: Mapping[str, Any], protocol: str) -> list[Block]:
    """What a protocol's tables show, one a domain and one overall; errors as of :func:`result_tables`."""
    available = _protocols(results)
    if protocol not in available:
        raise DataError(
            f"the results hold nothing for the protocol {protocol!r}.", remedy=f"They hold {', '.join(available)}."
        )
    runs: dict[str, list[Mapping[str, Any]]] = {}
    for run in results["runs"]:
        if protocol in run.get("test", {}):
            runs.setdefault(run["model"], []).append(run)
    seen = dict.fromkeys(d for group in runs.values() for run in group for d in run["test"][protocol])
    order = dict.fromkeys([*results.get("dataset", {}).get("domains", {}), *seen])
    domains = [d for d in order if d in seen and d != "overall"]
    marks = _comparison_marks(results, protocol)
    return [_block(runs, protocol, d, marks) for d in [*domains, *(["overall"] if "overall" in seen else [])]]


def _block(
    runs: Mapping[str, list[Mapping[str, Any]]],
    protocol: str,
    domain: str,
    marks: Mapping[tuple[str, str, str], str],
) -> Block:
    values: dict[str, dict[str, list[float]]] = {}
    users = 0
    for model, group in runs.items():
        found = [run["test"][protocol][domain] for run in group if domain in run["test"][protocol]]
        users = max([users, *(int(m.get("users", 0)) for m in found)])
        columns = {metric: [float(m[metric]) for m in found if m.get(metric) is not None] for metric in METRICS}
        values[model] = {metric: column for metric, column in columns.items() if column}
    best = {
        metric: max((float(np.mean(v[metric])) for v in values.values() if metric in v), default=None)
        for metric in METRICS
    }
    rows = []
    for model, group in runs.items():
        cells = {}
        for metric, column in values[model].items():
            mean = float(np.mean(column))
            sd = float(np.std(column, ddof=1)) if len(column) > 1 else None
            # Best of one says nothing.
            bold = len(runs) > 1 and mean == best[metric]
            cells[metric] = MeanCell(mean, sd, bold, marks.get((model, domain, metric), ""))
        rows.append(_Row(model, len(group), cells, _epochs(group), _time(group)))
    return Block(domain, users, rows)


def _ours(results: Mapping[str, Any]) -> str:
    return str(results["runs"][0]["model"])


def _comparison_marks(results: Mapping[str, Any], protocol: str) -> dict[tuple[str, str, str], str]:
    marks = {}
    for row in results.get("comparison") or []:
        if row["model"] == _ours(results) and row["protocol"] == protocol:
            mark = next((mark for level, mark in _MARKS if row["p_holm"] < level), "")
            marks[row["baseline"], row["domain"], row["metric"]] = mark
    return marks


def marks_note(results: Mapping[str, Any], protocol: str) -> str:
    """What the marks of a protocol's tables mean; empty where there are none."""
    if not any(_comparison_marks(results, protocol).values()):
        return ""
    return f"{_ours(results)} is better: † p < .05, ‡ p < .01 (paired one-sided t-test over users, Holm-corrected)."


def _epochs(group: Sequence[Mapping[str, Any]]) -> str:
    epochs = [run["epochs"] for run in group if run.get("epochs") is not None]
    return f"{round(float(np.mean(epochs)), 1):g}" if epochs else _NONE


def _time(group: Sequence[Mapping[str, Any]]) -> str:
    times = [run["train_seconds"] for run in group if run.get("train_seconds") is not None]
    if not times:
        return _NONE
    seconds = float(np.mean(times))
    if seconds < 59.95:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02d} s" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02d} min"


def _title(block: Block) -> str:
    return f"{block.domain} ({block.users:,} users)"


def _rich_cell(cell: Optional[MeanCell]) -> Text:
    return Text(_NONE) if cell is None else Text(str(cell), style="bold" if cell.best else "")


def _markdown_cell(cell: Optional[MeanCell]) -> str:
    if cell is None:
        return _NONE
    return f"**{cell}**" if cell.best else str(cell)


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")


def _markdown_table(header: Sequence[str], body: Sequence[Sequence[str]], *, left: int) -> list[str]:
    """Lines of a table whose first ``left`` columns are text (escaped) and the others numbers."""
    rule = ["---" if i < left else "---:" for i in range(len(header))]
    rows = [[_escape(cell) if i < left else cell for i, cell in enumerate(row)] for row in body]
    return ["| " + " | ".join(row) + " |" for row in (header, rule, *rows)]


def _markdown_head(dataset: Mapping[str, Any]) -> list[str]:
    lines = [f"# Results on {_escape(str(dataset.get('name', 'an unnamed dataset')))}", ""]
    counts = [f"{int(dataset[key]):,} {key}" for key in ("users", "items", "interactions") if key in dataset]
    if counts:
        lines += [", ".join(counts) + ".", ""]
    domains = dataset.get("domains") or {}
    if domains:
        body = [[name, f"{int(d['items']):,}", f"{int(d['interactions']):,}"] for name, d in domains.items()]
        lines += [*_markdown_table(("domain", "items", "interactions"), body, left=1), ""]
    return lines


def _markdown_comparison(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    header = ("model", "baseline", "protocol", "domain", "metric", "users", "mean", "baseline mean", "difference")
    body = []
    for row in rows:
        interval = row.get("ci95")
        body.append(
            [
                *(str(row[key]) for key in ("model", "baseline", "protocol", "domain", "metric")),
                f"{int(row['users']):,}",
                f"{row['mean']:.4f}",
                f"{row['baseline_mean']:.4f}",
                f"{row['difference']:+.4f}",
                _NONE if interval is None else f"[{interval[0]:+.4f}, {interval[1]:+.4f}]",
                *(f"{row[key]:.2g}" for key in ("p", "p_holm", "p_wilcoxon")),
            ]
        )
    columns = (*header, "95% CI", "p", "p (Holm)", "p (Wilcoxon)")
    return [
        "One-sided paired tests that the model is greater than the baseline, over users, metrics averaged over seeds.",
        "",
        *_markdown_table(columns, body, left=5),
    ]
