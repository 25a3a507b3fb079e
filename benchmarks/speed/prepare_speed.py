"""Measure `recbole-tema prepare` on raw reviews of Amazon's form against the same rules in pandas.

    python -m benchmarks.speed.prepare_speed

Two categories of reviews with metadata are generated, with the text of the reviews, since reading past it is most of
the work. Each run is a process of its own, measured from start to end; its peak memory is counted by the system.
Pandas reads whole files, so it runs up to `--pandas` reviews only. Both must give the same interactions.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import duckdb
import ibis
import numpy as np
import pandas as pd
from rich.console import Console
from rich.table import Table

from benchmarks.records import SPEED_FILE, save_speed

CATEGORIES = ("Grocery", "Kitchen")
CORE, DOMAIN_MIN = 5, 2


def generate(folder: Path, size: int, seed: int = 1) -> None:
    """Write ``size`` reviews and their items' metadata, half in each category; users and items are skewed."""
    rng, numbers = random.Random(seed), np.random.default_rng(seed)
    words = [f"{''.join(rng.choices('abcdefghijklmnopqrstuvwxyz', k=rng.randint(2, 9)))}" for _ in range(4000)]
    # Far more text than the window of gzip, so that it compresses as real text does.
    texts = [" ".join(rng.choices(words, k=rng.randint(10, 70))) for _ in range(4000)]
    n_users, n_items = size // 8, size // 40
    for category in CATEGORIES:
        half = size // 2
        users = (n_users * numbers.random(half) ** 2).astype(int).tolist()
        items = (n_items * numbers.random(half) ** 2).astype(int).tolist()
        times = numbers.integers(1_400_000_000_000, 1_690_000_000_000, half).tolist()
        chosen, stars = numbers.integers(0, len(texts), half).tolist(), numbers.integers(1, 6, half).tolist()
        with gzip.open(folder / f"{category}.jsonl.gz", "wt", compresslevel=1) as file:
            for user, item, moment, text, star in zip(users, items, times, chosen, stars):
                asin = f"B{category[0]}{item:08d}"
                file.write(
                    f'{{"rating": {star}.0, "title": "{texts[text][:24]}", "text": "{texts[text]}", "images": [], '
                    f'"asin": "{asin}", "parent_asin": "{asin}", "user_id": "AE{user:026d}", "timestamp": {moment}, '
                    f'"helpful_vote": 0, "verified_purchase": true}}\n'
                )
        with gzip.open(folder / f"meta_{category}.jsonl.gz", "wt", compresslevel=1) as file:
            for item in range(n_items):
                record = {
                    "main_category": category,
                    "title": texts[item % len(texts)][:60],
                    "description": [texts[(item * 7) % len(texts)]],
                    "price": 9.99,
                    "images": [{"thumb": "https://example.org/t.jpg", "large": f"https://example.org/{item}.jpg"}],
                    "store": words[item % len(words)],
                    "categories": [category, words[item % 50]],
                    "parent_asin": f"B{category[0]}{item:08d}",
                }
                file.write(json.dumps(record) + "\n")


def in_pandas(folder: Path, target: Path) -> None:
    """The same rules as a plain pandas script."""
    reviews, items = [], []
    for category in CATEGORIES:
        frame = pd.read_json(folder / f"{category}.jsonl.gz", lines=True, convert_dates=False)
        frame = frame[["user_id", "parent_asin", "rating", "timestamp"]].rename(columns={"parent_asin": "item_id"})
        reviews.append(frame.assign(domain=category))
        meta = pd.read_json(folder / f"meta_{category}.jsonl.gz", lines=True)
        meta["categories"] = meta["categories"].map(lambda names: " ".join(n.replace(" ", "_") for n in names))
        meta["description"] = meta["description"].map(" ".join)
        meta["image_url"] = meta["images"].map(lambda images: images[0]["large"] if images else "")
        columns = ["parent_asin", "title", "description", "categories", "store", "price", "image_url"]
        items.append(meta[columns].rename(columns={"parent_asin": "item_id"}))
    rows = pd.concat(reviews, ignore_index=True)
    domains = rows.groupby("item_id")["domain"].nunique()
    rows = rows[~rows["item_id"].isin(domains[domains > 1].index)]
    size = -1
    while size != len(rows):
        size = len(rows)
        rows = rows[rows.groupby("item_id")["item_id"].transform("size") >= CORE]
        by_domain = rows.groupby(["user_id", "domain"]).size()
        enough = (by_domain >= DOMAIN_MIN).groupby(level=0).sum()
        rows = rows[rows["user_id"].isin(enough[enough >= 2].index)]
        rows = rows[rows.groupby("user_id")["user_id"].transform("size") >= CORE]
    rows = rows.sort_values(["user_id", "timestamp", "item_id"], kind="stable")
    rows = rows.assign(time=rows["timestamp"] // 1000, timestamp=rows.groupby("user_id").cumcount())
    rows[["user_id", "item_id", "timestamp", "time", "rating"]].to_csv(target / "p.inter", sep="\t", index=False)
    kept = pd.concat(items).merge(rows[["item_id", "domain"]].drop_duplicates("item_id"), on="item_id")
    kept.to_csv(target / "p.item", sep="\t", index=False)


def ours(folder: Path, target: Path) -> list[str]:
    """The same rules as a command of ours."""
    sources = [f"{category}={folder / category}.jsonl.gz" for category in CATEGORIES]
    metadata = [f"--metadata={folder}/meta_{category}.jsonl.gz" for category in CATEGORIES]
    rules = [f"--user-core={CORE}", f"--item-core={CORE}", "--min-domains=2", f"--domain-min={DOMAIN_MIN}"]
    program = [sys.executable, "-c", "from recbole_tema.cli import main; main()", "prepare"]
    return [*program, *sources, *metadata, *rules, "--format=amazon", "--name=p", f"--folder={target}"]


def measure_process(command: list[str]) -> dict[str, float]:
    """Seconds and peak memory (MiB) of a process."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{command[:4]} failed.")
    return {
        "seconds": round(time.perf_counter() - start, 2),
        "cpu_seconds": round(usage.ru_utime + usage.ru_stime, 2),
        "peak_mib": round(usage.ru_maxrss / 1024),
    }


def rows_of(path: Path) -> int:
    """Interactions of an ``.inter`` file."""
    with path.open("rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 24), b"")) - 1


def measure(size: int, with_pandas: bool) -> dict[str, Any]:
    """Both programs on ``size`` reviews; the better of two runs where pandas runs too."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        generate(folder, size)
        record: dict[str, Any] = {
            "reviews": size,
            "raw_mib": round(sum(f.stat().st_size for f in folder.iterdir()) / 2**20),
        }
        runs = [measure_process(ours(folder, folder)) for _ in range(2 if with_pandas else 1)]
        record["prepare"] = min(runs, key=lambda run: run["seconds"])
        record["interactions"] = rows_of(folder / "p" / "p.inter")
        if with_pandas:
            command = [sys.executable, "-m", "benchmarks.speed.prepare_speed", "--in-pandas", str(folder)]
            record["pandas"] = min((measure_process(command) for _ in range(2)), key=lambda run: run["seconds"])
            record["ratio"] = round(record["pandas"]["seconds"] / record["prepare"]["seconds"], 2)
            if rows_of(folder / "p.inter") != record["interactions"]:
                raise SystemExit("pandas and prepare give different interactions.")
    return record


def main() -> None:
    """Print the table and write the JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000_000, 10_000_000])
    parser.add_argument("--pandas", type=int, default=1_000_000, help="largest size at which pandas runs too")
    parser.add_argument("--output", type=Path, default=SPEED_FILE, help="JSON file (default: %(default)s)")
    parser.add_argument("--in-pandas", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.in_pandas:
        in_pandas(arguments.in_pandas, arguments.in_pandas)
        return
    records = [measure(size, size <= arguments.pandas) for size in arguments.sizes]
    table = Table("reviews", "raw MiB", "kept", "prepare s", "peak MiB", "pandas s", "peak MiB", "ratio")
    for record in records:
        of_pandas = record.get("pandas", {"seconds": "", "peak_mib": ""})
        table.add_row(
            f"{record['reviews']:,}",
            f"{record['raw_mib']:,}",
            f"{record['interactions']:,}",
            str(record["prepare"]["seconds"]),
            str(record["prepare"]["peak_mib"]),
            str(of_pandas["seconds"]),
            str(of_pandas["peak_mib"]),
            str(record.get("ratio", "")),
        )
    Console().print(table)
    versions = {"duckdb": duckdb.__version__, "ibis": ibis.__version__, "pandas": pd.__version__}
    save_speed(arguments.output, "prepare_speed", "", {"cores": os.cpu_count(), "versions": versions, "runs": records})


if __name__ == "__main__":
    main()
