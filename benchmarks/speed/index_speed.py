"""Measure search among a million items, one query at a time: the IVF index against exact search, in one run.

    python -m benchmarks.speed.index_speed runs/ml-100k-cross/TEMA-2024

Items are drawn around a trained item table: a trained row plus Gaussian noise whose norm is a share of the row's,
scaled to the norm of the row. Queries are states of the same model: the first half is the sample that the index is
built with, the second half is searched for. Searches take turns, so that a busy machine slows all alike; ratios are
to the faster of an exact search in NumPy and PyTorch's product and ``topk``.
"""

from __future__ import annotations

import argparse
import platform
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch
from rich.console import Console
from rich.table import Table

from benchmarks.records import SPEED_FILE, save_speed
from recbole_tema.experiment.saved_run import open_run
from recbole_tema.recommend.mips import IVFIndex

K = 10
N_PROBES = (8, 16, 32)
Search = Callable[[np.ndarray], Any]


def table_and_states(run: Path, data_path: Path) -> tuple[np.ndarray, np.ndarray]:
    """Item vectors (n, dim) of a run, and the states (users * domains, dim) that its test targets are ranked with."""
    opened = open_run(run, data_path)
    model, test = opened.model, opened.data.test
    with torch.no_grad():
        tables = model.item_tables()
        parts = [
            model.last_states(test.dataset[torch.from_numpy(rows)].to(model.device), tables).flatten(0, 1).cpu()
            for rows in np.array_split(test.rows, len(test.rows) // 512 + 1)
        ]
        return tables.vectors()[1:].cpu().numpy(), torch.cat(parts).numpy()


def draw_items(table: np.ndarray, size: int, share: float, rng: np.random.Generator) -> np.ndarray:
    """Items (size, dim) around the rows of a table."""
    items = np.empty((size, table.shape[1]), dtype=np.float32)
    for start in range(0, size, 1 << 16):
        rows = table[rng.integers(len(table), size=min(1 << 16, size - start))]
        norms = np.linalg.norm(rows, axis=1, keepdims=True)
        noise = rng.standard_normal(rows.shape, dtype=np.float32) * (share * norms / rows.shape[1] ** 0.5)
        # An absent block stays absent.
        noisy = rows + noise * (rows != 0)
        items[start : start + len(rows)] = noisy * (norms / np.linalg.norm(noisy, axis=1, keepdims=True))
    return items


def latencies(searches: dict[str, Search], queries: np.ndarray, rounds: int) -> dict[str, list[float]]:
    """Milliseconds of each search and query; the searches take turns within a round."""
    times: dict[str, list[float]] = {name: [] for name in searches}
    for part in np.array_split(queries, rounds):
        for name, search in searches.items():
            search(part[:1])
            for i in range(len(part)):
                start = time.perf_counter()
                search(part[i : i + 1])
                times[name].append(1e3 * (time.perf_counter() - start))
    return times


def exact_rows(items: np.ndarray, query: np.ndarray) -> np.ndarray:
    """Rows (1, K) with the largest products with a query (1, dim), the largest first."""
    scores = items @ query[0]
    # The K-th largest maximum of groups of rows is a score that K rows reach: few rows are left to sort.
    groups = min(len(scores), 1024)
    maxima = scores[: len(scores) // groups * groups].reshape(groups, -1).max(axis=1)
    rows = np.flatnonzero(scores >= np.partition(maxima, groups - K)[groups - K])
    best: np.ndarray = rows[np.lexsort((rows, -scores[rows]))][None, :K]
    return best


def with_n_probe(index: IVFIndex, n_probe: int) -> Search:
    """A search of that number of lists."""

    def search(query: np.ndarray) -> np.ndarray:
        index.n_probe = n_probe
        return index.search(query, K)[1]

    return search


def measure(items: np.ndarray, states: np.ndarray, arguments: argparse.Namespace) -> dict[str, dict[str, Any]]:
    """Recall and latency by search."""
    sample, queries = states[: len(states) // 2], states[len(states) // 2 :]
    queries = queries[np.random.default_rng(1).permutation(len(queries))[: arguments.n_queries]]
    tensor = torch.from_numpy(items)
    truth = np.concatenate([exact_rows(items, queries[i : i + 1]) for i in range(len(queries))])
    searches: dict[str, Search] = {
        "exact": lambda query: exact_rows(items, query),
        "torch": lambda query: (tensor @ torch.from_numpy(query[0])).topk(K),
    }
    rows_by_search: dict[str, dict[str, Any]] = {name: {"recall": 1.0} for name in searches}
    start = time.perf_counter()
    index = IVFIndex.build(items, sample)
    built = {"build_s": time.perf_counter() - start, "index_MB": len(index.serialized()) / 1e6}
    for n_probe in N_PROBES:
        name = f"ivf {n_probe}"
        searches[name] = with_n_probe(index, n_probe)
        rows = np.concatenate([searches[name](queries[i : i + 1]) for i in range(len(queries))])
        hits = sum(len(set(mine) & set(true)) for mine, true in zip(rows.tolist(), truth.tolist()))
        rows_by_search[name] = {"recall": hits / truth.size, **built, "n_probe": n_probe}
    times = latencies(searches, queries, arguments.rounds)
    base = min(float(np.median(times[name])) for name in ("exact", "torch"))
    for name, row in rows_by_search.items():
        p50, p95 = np.percentile(times[name], [50, 95])
        row.update(p50_ms=float(p50), p95_ms=float(p95), ratio=base / float(p50))
    return rows_by_search


def main() -> None:
    """Print the table and write the JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", type=Path, help="folder of a trained run")
    parser.add_argument("--data_path", type=Path, default=Path("atomic_data"))
    parser.add_argument("--columns", type=int, help="only the first columns, for example those of one network")
    parser.add_argument("--size", type=int, default=1_000_000)
    parser.add_argument("--noise", type=float, default=0.5, help="share of a row's norm")
    parser.add_argument("--n_queries", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--output", type=Path, default=SPEED_FILE, help="JSON file (default: %(default)s)")
    arguments = parser.parse_args()
    table, states = table_and_states(arguments.run, arguments.data_path)
    table, states = (np.ascontiguousarray(part[:, : arguments.columns], np.float32) for part in (table, states))
    items = draw_items(table, arguments.size, arguments.noise, np.random.default_rng(0))
    rows_by_search = measure(items, states, arguments)
    title = f"{len(items):,} items of {items.shape[1]} numbers around {len(table):,}, noise {arguments.noise}"
    shown = Table("search", "recall@10", "p50 ms", "p95 ms", "times as fast", "build s", "index MB", title=title)
    for name, row in rows_by_search.items():
        built = [f"{row[key]:.0f}" if key in row else "" for key in ("build_s", "index_MB")]
        shown.add_row(
            name, f"{row['recall']:.3f}", f"{row['p50_ms']:.2f}", f"{row['p95_ms']:.2f}", f"{row['ratio']:.0f}", *built
        )
    Console().print(shown)
    machine = {"cpu": platform.processor() or platform.machine(), "threads": torch.get_num_threads()}
    record = {"machine": machine, "torch": torch.__version__, "size": len(items), "dim": items.shape[1]}
    record |= {"table": len(table), "states": len(states), "noise": arguments.noise, "ways": rows_by_search}
    save_speed(arguments.output, "index_speed", "", record)


if __name__ == "__main__":
    main()
