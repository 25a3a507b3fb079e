"""Paired tests as a terminal table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.table import Table


def comparison_table(comparisons: Mapping[str, Sequence[Mapping[str, Any]]]) -> Table:
    """One row per paired test.

    Parameters
    ----------
    comparisons : mapping of str to sequence of mapping
        Rows of :func:`recbole_tema.evaluation.compare`, by the name of the comparison.
    """
    columns = ("comparison", "domain", "metric", "users", "model", "baseline", "difference (95 %)", "p", "p (Holm)")
    table = Table(*columns)
    for name, rows in comparisons.items():
        for row in rows:
            low, high = row["ci95"] or (float("nan"), float("nan"))
            table.add_row(
                name,
                row["domain"],
                row["metric"],
                f"{row['users']:,}",
                f"{row['mean']:.4f}",
                f"{row['baseline_mean']:.4f}",
                f"{row['difference']:+.4f} ({low:+.4f}, {high:+.4f})",
                f"{row['p']:.4f}",
                f"{row['p_holm']:.4f}",
            )
    return table
