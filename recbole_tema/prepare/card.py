"""Statistics of a prepared dataset: counts for the record, `DATASET.md` for people, and tables for the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from rich.markup import escape
from rich.table import Table

from recbole_tema.files.storage import replacing
from recbole_tema.prepare.write import InteractionCounts

_COUNTS = ("users", "items", "interactions")
_ITEM_COLUMNS = ("title", "description", "categories", "image_url")


def describe_counts(counts: InteractionCounts, items: pd.DataFrame) -> dict[str, Any]:
    """Statistics of a dataset.

    Parameters
    ----------
    counts : InteractionCounts
    items : pandas.DataFrame
        As written to ``.item``.

    Returns
    -------
    dict
        Counts in total and per domain, overlap, density, history lengths, share of consecutive interactions in
        different domains, time range (UTC days), and the share of items that have each kind of text or an image.
    """
    users, interactions = int(counts.n_users_by_length.sum()), counts.n_rows
    steps = interactions - users
    names = counts.names.domains.to_pylist()
    by_domain = {name: (counts.users_by_domain[d], counts.interactions_by_domain[d]) for d, name in enumerate(names)}
    n_items = items["domain"].value_counts()
    return {
        "users": users,
        "items": len(items),
        "interactions": interactions,
        "overlapping_users": counts.overlapping,
        "density": interactions / (users * len(items)),
        "length": _length_statistics(counts.n_users_by_length),
        "domain_switch_rate": round(counts.switches / steps, 4) if steps else None,
        "days": [_day(counts.first), _day(counts.latest)],
        "share_of_items_with": {
            column: round(float((items[column] != "").mean()), 4) if column in items else 0.0
            for column in _ITEM_COLUMNS
        },
        "domains": {
            str(domain): {
                "users": int(by_domain.get(domain, (0, 0))[0]),
                "items": int(n_items[domain]),
                "interactions": int(by_domain.get(domain, (0, 0))[1]),
            }
            for domain in sorted(n_items.index)
        },
    }


def _length_statistics(n_users: np.ndarray) -> dict[str, float]:
    """Mean, median, minimum and maximum of history lengths, from the number of users by length."""
    lengths, below = np.flatnonzero(n_users), np.cumsum(n_users)
    total = int(below[-1])
    # The middle one, or the mean of the middle two.
    middle = np.searchsorted(below, [(total - 1) // 2, total // 2], side="right")
    return {
        "mean": round(float(n_users @ np.arange(len(n_users)) / total), 2),
        "median": float(middle.mean()),
        "min": int(lengths[0]),
        "max": int(lengths[-1]),
    }


def _day(seconds: float) -> str | None:
    return str(pd.Timestamp(seconds, unit="s").date()) if np.isfinite(seconds) else None


def summary_rows(record: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Label and value of each line of the summary, from the record of a dataset."""
    counts = record["counts"]
    length, switch, days = counts["length"], counts["domain_switch_rate"], counts["days"]
    overlap = counts["overlapping_users"]
    rows = [
        ("users", f"{counts['users']:,}"),
        ("users in two or more domains", f"{overlap:,} ({overlap / counts['users']:.1%})"),
        ("items", f"{counts['items']:,}"),
        ("interactions", f"{counts['interactions']:,}"),
        ("density", f"{counts['density']:.4%}"),
        (
            "history length",
            f"mean {length['mean']}, median {length['median']:g}, {length['min']} to {length['max']}",
        ),
        ("domain switch rate", "-" if switch is None else f"{switch:.1%}"),
    ]
    if days[0]:
        rows.append(("time", f"{days[0]} to {days[1]}"))
    shares = counts["share_of_items_with"]
    rows += [(f"items with {name.replace('_', ' ')}", f"{share:.1%}") for name, share in shares.items()]
    if "kept" in (tags := record.get("tags", {})):
        rows.append(("tags", f"those of {tags['kept']} are kept"))
    elif tags:
        rows.append(("items with tags", f"{tags['items_tagged'] / counts['items']:.1%}"))
    return rows


def summary_tables(name: str, record: Mapping[str, Any]) -> list[Table]:
    """Summary, domains, funnel and rejected rows as tables for the terminal.

    Parameters
    ----------
    name : str
        Dataset name.
    record : mapping
        As in ``NAME.inter.json``.
    """
    summary = Table("", "value", title=name)
    for row in summary_rows(record):
        summary.add_row(*row)
    domains = Table("domain", *_COUNTS)
    for domain, counts in record["counts"]["domains"].items():
        domains.add_row(escape(domain), *(f"{counts[key]:,}" for key in _COUNTS))
    funnel = Table("step", *_COUNTS)
    for step in record["funnel"]:
        funnel.add_row(step["step"], *(f"{step[key]:,}" for key in _COUNTS))
    tables = [summary, domains, funnel]
    if record["rejected"]:
        rejected = Table("rejected", "count")
        for reason, count in record["rejected"].items():
            rejected.add_row(reason, f"{count:,}")
        tables.append(rejected)
    return tables


def _markdown(header: list[str], rows: list[list[str]]) -> str:
    lines = [header, ["---", *["---:"] * (len(header) - 1)], *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def write_card(path: Path, name: str, record: Mapping[str, Any]) -> None:
    """Write ``DATASET.md``.

    Parameters
    ----------
    path : Path
    name : str
        Dataset name.
    record : mapping
        As in ``NAME.inter.json``.
    """
    domains = [[d, *(f"{c[k]:,}" for k in _COUNTS)] for d, c in record["counts"]["domains"].items()]
    funnel = [[s["step"], *(f"{s[k]:,}" for k in _COUNTS)] for s in record["funnel"]]
    options = [[f"`{key}`", f"`{value}`"] for key, value in record["options"].items()]
    inputs = [[f"`{file}`", f"`{digest}`"] for file, digest in record["inputs"].items()]
    parts = [
        f"# {name}",
        f"Made by `{record['made_by']}` on {record['date']} (engine: {record['engine']}). The same options on the same "
        f"files give the same bytes; `{name}.inter.json` holds all of this for programs.",
        "## Statistics",
        _markdown(["", "value"], [list(row) for row in summary_rows(record)]),
        _markdown(["domain", *_COUNTS], domains),
        *[f"- {note}" for note in record["notes"]],
        *[f"- **Warning:** {warning}" for warning in record["warnings"]],
        "## Steps",
        _markdown(["step", *_COUNTS], funnel),
    ]
    if record["rejected"]:
        rejected = [[reason, f"{count:,}"] for reason, count in record["rejected"].items()]
        parts += ["Rejected while reading:", _markdown(["reason", "count"], rejected)]
    parts += [
        "## Options",
        _markdown(["option", "value"], options),
        "## Inputs",
        _markdown(["file", "SHA-256"], inputs),
    ]
    with replacing(path) as file:
        file.write("\n\n".join(parts) + "\n")
