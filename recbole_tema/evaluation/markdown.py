"""Results as GitHub Markdown: the tables of every protocol, groups of targets, and the paired tests."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from recbole_tema.evaluation.results import DatasetInfo, ExperimentResult, PairedTest
from recbole_tema.evaluation.tables import (
    MISSING,
    MeanCell,
    domain_tables,
    metrics_of,
    shown_metrics,
    split_line,
    table_notes,
    table_title,
    tested_protocols,
)
from recbole_tema.files.storage import replacing

_GROUPS = {
    "known": "users and items with training interactions",
    "new_users": "users without training interactions",
    "new_items": "items without training interactions",
}


def write_markdown(result: ExperimentResult, path: Path) -> None:
    """Write the tables of every protocol, and the paired tests, as GitHub Markdown, atomically.

    Parameters
    ----------
    result : ExperimentResult
    path : Path
        The file to write.

    Raises
    ------
    DataError
        If no run has test metrics.
    """
    lines, metrics = _markdown_head(result.dataset), metrics_of(result)
    for protocol in tested_protocols(result):
        lines += [f"## Protocol `{protocol}`, test", ""]
        for table in domain_tables(result, protocol):
            header = ("model", "seeds", *metrics, "epochs", "training")
            body = [
                [row.model, str(row.seeds), *(_markdown_cell(row.cells.get(m)) for m in metrics), row.epochs, row.time]
                for row in table.rows
            ]
            lines += [f"### {_escape(table_title(table))}", "", *_markdown_table(header, body, left=1), ""]
        lines += [line for note in table_notes(result, protocol) for line in (note, "")]
        lines += _markdown_groups(result, protocol)
    if result.paired_tests:
        lines += ["## Comparison", "", *_markdown_comparison(result.paired_tests), ""]
    with replacing(path) as file:
        file.write("\n".join(lines))


def _markdown_cell(cell: MeanCell | None) -> str:
    if cell is None:
        return MISSING
    return f"**{cell}**" if cell.best else str(cell)


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")


def _markdown_table(header: Sequence[str], body: Sequence[Sequence[str]], *, left: int) -> list[str]:
    """Lines of a table whose first ``left`` columns are text (escaped) and the others numbers."""
    rule = ["---" if i < left else "---:" for i in range(len(header))]
    rows = [[_escape(cell) if i < left else cell for i, cell in enumerate(row)] for row in body]
    return ["| " + " | ".join(row) + " |" for row in (header, rule, *rows)]


def _markdown_groups(result: ExperimentResult, protocol: str) -> list[str]:
    """Tables of the groups of test targets under a temporal split; no lines if every user and item is known."""
    lines: list[str] = []
    if not any({*run.groups.get("test", {}).get(protocol, {})} - {"known"} for run in result.runs):
        return lines
    for group, meaning in _GROUPS.items():
        values: dict[str, list[dict[str, float]]] = {}
        for run in result.runs:
            metrics = run.groups.get("test", {}).get(protocol, {}).get(group)
            if metrics:
                values.setdefault(run.model, []).append({name: value or 0.0 for name, value in metrics.items()})
        if values:
            first = next(iter(values.values()))[0]
            names = shown_metrics(name for name in first if name != "users")
            body = [
                [model, *(f"{np.mean([metrics[name] for metrics in runs]):.4f}" for name in names)]
                for model, runs in values.items()
            ]
            title = f"### Targets of {meaning} ({first['users']:,.0f} users)"
            lines += [title, "", *_markdown_table(("model", *names), body, left=1), ""]
    return lines


def _markdown_head(dataset: DatasetInfo) -> list[str]:
    lines = [
        f"# Results on {_escape(dataset.name)}",
        "",
        f"{dataset.users:,} users, {dataset.items:,} items, {dataset.interactions:,} interactions.",
        "",
        *([] if dataset.split is None else [split_line(dataset.split), ""]),
    ]
    body = [[name, f"{counts.items:,}", f"{counts.interactions:,}"] for name, counts in dataset.domains.items()]
    return [*lines, *_markdown_table(("domain", "items", "interactions"), body, left=1), ""] if body else lines


def _markdown_comparison(tests: Sequence[PairedTest]) -> list[str]:
    header = ("model", "baseline", "protocol", "domain", "metric", "users", "mean", "baseline mean", "difference")
    body = [
        [
            *(test.model, test.baseline, test.protocol, test.domain, test.metric),
            f"{test.users:,}",
            f"{test.mean:.4f}",
            f"{test.baseline_mean:.4f}",
            f"{test.difference:+.4f}",
            MISSING if test.ci95 is None else f"[{test.ci95[0]:+.4f}, {test.ci95[1]:+.4f}]",
            *(f"{p:.2g}" for p in (test.p, test.p_holm, test.p_wilcoxon)),
        ]
        for test in tests
    ]
    columns = (*header, "95% CI", "p", "p (Holm)", "p (Wilcoxon)")
    one_sided = any(test.alternative == "greater" for test in tests)
    sides = (
        "One-sided paired tests that the model is greater than the baseline" if one_sided else "Two-sided paired tests"
    )
    return [
        f"{sides}, over users, metrics averaged over seeds.",
        "",
        *_markdown_table(columns, body, left=5),
    ]
