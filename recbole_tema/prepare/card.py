"""What a person wants to know of a prepared dataset: `DATASET.md`, and the same as tables for the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rich.markup import escape
from rich.table import Table

from recbole_tema.files.storage import replacing


def summary_rows(record: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Label and value of each line of the summary, from the record of :func:`~recbole_tema.prepare.build`."""
    counts = record["counts"]
    length, switch, days = counts["length"], counts["domain_switch_rate"], counts["days"]
    overlap = counts["overlapping_users"]
    rows = [
        ("users", f"{counts['users']:,}"),
        ("in two domains or more", f"{overlap:,} ({overlap / counts['users']:.1%})"),
        ("items", f"{counts['items']:,}"),
        ("interactions", f"{counts['interactions']:,}"),
        ("density", f"{counts['density']:.4%}"),
        (
            "length of a history",
            f"mean {length['mean']}, median {length['median']:g}, {length['least']} to {length['most']}",
        ),
        ("neighbours in different domains", "-" if switch is None else f"{switch:.1%}"),
    ]
    if days[0]:
        rows.append(("time", f"{days[0]} to {days[1]}"))
    shares = counts["share_of_items_with"]
    rows += [(f"items with {name.replace('_', ' ')}", f"{share:.1%}") for name, share in shares.items()]
    return rows


def summary_tables(name: str, record: Mapping[str, Any]) -> list[Table]:
    """Summary, domains and funnel as tables for the terminal.

    Parameters
    ----------
    name : str
        The dataset's.
    record : mapping
        What ``NAME.inter.json`` holds.
    """
    summary = Table("", "value", title=name)
    for row in summary_rows(record):
        summary.add_row(*row)
    domains = Table("domain", "users", "items", "interactions")
    for domain, counts in record["counts"]["domains"].items():
        domains.add_row(escape(domain), *(f"{counts[key]:,}" for key in ("users", "items", "interactions")))
    funnel = Table("step", "users", "items", "interactions")
    for step in record["funnel"]:
        funnel.add_row(step["step"], *(f"{step[key]:,}" for key in ("users", "items", "interactions")))
    tables = [summary, domains, funnel]
    if record["faults"]:
        faults = Table("left out", "how many")
        for reason, count in record["faults"].items():
            faults.add_row(reason, f"{count:,}")
        tables.append(faults)
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
        The dataset's.
    record : mapping
        What ``NAME.inter.json`` holds.
    """
    keys = ["users", "items", "interactions"]
    domains = [[d, *(f"{c[k]:,}" for k in keys)] for d, c in record["counts"]["domains"].items()]
    funnel = [[s["step"], *(f"{s[k]:,}" for k in keys)] for s in record["funnel"]]
    options = [[f"`{key}`", f"`{value}`"] for key, value in record["options"].items()]
    inputs = [[f"`{file}`", f"`{digest}`"] for file, digest in record["inputs"].items()]
    parts = [
        f"# {name}",
        f"Made by `{record['made_by']}` on {record['date']} (engine: {record['engine']}). The same options on the same "
        f"files give the same bytes; `{name}.inter.json` holds all of this for programs.",
        "## What it is",
        _markdown(["", "value"], [list(row) for row in summary_rows(record)]),
        _markdown(["domain", *keys], domains),
        *[f"- {note}" for note in record["notes"]],
        "## How it came to be",
        _markdown(["step", *keys], funnel),
    ]
    if record["faults"]:
        left_out = [[reason, f"{count:,}"] for reason, count in record["faults"].items()]
        parts += ["Left out while reading:", _markdown(["reason", "how many"], left_out)]
    parts += [
        "## Options",
        _markdown(["option", "value"], options),
        "## Inputs",
        _markdown(["file", "SHA-256"], inputs),
    ]
    with replacing(path) as file:
        file.write("\n\n".join(parts) + "\n")
