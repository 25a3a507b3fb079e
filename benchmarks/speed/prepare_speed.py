"""Measure `recbole-tema prepare` on reviews of Amazon's form of 2018 against the same rules in pandas.

    python -m benchmarks.speed.prepare_speed --sizes 10000000 --against 5066ddc

Two categories of reviews with metadata are generated, with the text of the reviews, since reading past it is most of
the work. Each run is a process of its own, measured from start to end; its peak memory is counted by the system.
Pandas reads reviews in chunks, without which 10 million need more than 20 GiB. `--against` also runs an earlier commit,
or the code of another checkout, on the same files. All must give the same interactions.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import os
import random
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

import duckdb
import ibis
import numpy as np
import pandas as pd
from rich.console import Console
from rich.table import Table

from benchmarks.records import SPEED_FILE, save_speed
from recbole_tema.files.storage import sha256

ROOT = Path(__file__).resolve().parents[2]
CATEGORIES = ("Grocery", "Kitchen")
CORE, DOMAIN_MIN = 5, 2


def generate(folder: Path, size: int, seed: int = 1) -> None:
    """Write ``size`` reviews and their items' metadata, half in each category; users and items are skewed."""
    rng, numbers = random.Random(seed), np.random.default_rng(seed)
    words = ["".join(rng.choices("abcdefghijklmnopqrstuvwxyz", k=rng.randint(2, 9))) for _ in range(4000)]
    # Far more text than the window of gzip, so that it compresses as real text does.
    texts = [" ".join(rng.choices(words, k=rng.randint(10, 70))) for _ in range(4000)]
    n_users, n_items = size // 8, size // 40
    for category in CATEGORIES:
        half = size // 2
        users = (n_users * numbers.random(half) ** 2).astype(int).tolist()
        items = (n_items * numbers.random(half) ** 2).astype(int).tolist()
        times = numbers.integers(1_400_000_000, 1_540_000_000, half).tolist()
        chosen, stars = numbers.integers(0, len(texts), half).tolist(), numbers.integers(1, 6, half).tolist()
        with gzip.open(folder / f"{category}.json.gz", "wt", compresslevel=1) as file:
            for user, item, moment, text, star in zip(users, items, times, chosen, stars):
                file.write(
                    f'{{"overall": {star}.0, "verified": true, "reviewTime": "09 13, 2018", '
                    f'"reviewerID": "A{user:013d}", "asin": "B{category[0]}{item:08d}", '
                    f'"style": {{"Size:": " {words[text]}"}}, "reviewerName": "{words[user % len(words)]}", '
                    f'"reviewText": "{texts[text]}", "summary": "{texts[text][:24]}", "unixReviewTime": {moment}}}\n'
                )
        with gzip.open(folder / f"meta_{category}.json.gz", "wt", compresslevel=1) as file:
            for item in range(n_items):
                file.write(json.dumps(_metadata(category, item, words, texts)) + "\n")


def _metadata(category: str, item: int, words: list[str], texts: list[str]) -> dict[str, Any]:
    text = texts[item % len(texts)]
    return {
        "category": [category, words[item % 50]],
        "tech1": "",
        "description": [texts[(item * 7) % len(texts)]],
        "fit": "",
        "title": text[:60],
        "also_buy": [f"B{category[0]}{(item * step) % 10**8:08d}" for step in range(2, 22)],
        "tech2": "",
        "brand": words[item % len(words)],
        "feature": [text[60:120]],
        "rank": f"{item} in {category} (",
        "also_view": [],
        "main_cat": category,
        "similar_item": "",
        "date": "",
        "price": "$9.99",
        "asin": f"B{category[0]}{item:08d}",
        "imageURL": [f"https://example.org/{item}._SS40_.jpg"],
        "imageURLHighRes": [f"https://example.org/{item}.jpg"],
    }


def in_pandas(folder: Path, target: Path) -> None:
    """The same rules as a plain pandas script."""
    names = {"reviewerID": "user_id", "asin": "item_id", "overall": "rating", "unixReviewTime": "time"}
    reviews, items = [], []
    for category in CATEGORIES:
        chunks = pd.read_json(folder / f"{category}.json.gz", lines=True, convert_dates=False, chunksize=500_000)
        frame = pd.concat((chunk[list(names)].rename(columns=names) for chunk in chunks), ignore_index=True)
        reviews.append(frame.assign(domain=category))
        meta = pd.read_json(folder / f"meta_{category}.json.gz", lines=True)
        meta["categories"] = meta["category"].map(lambda names: " ".join(n.replace(" ", "_") for n in names))
        meta["description"] = meta["description"].map(" ".join)
        meta["image_url"] = meta["imageURLHighRes"].map(lambda urls: urls[0] if urls else "")
        columns = ["asin", "title", "description", "categories", "brand", "price", "image_url"]
        items.append(meta[columns].rename(columns={"asin": "item_id"}))
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
    rows = rows.sort_values(["user_id", "time", "item_id"], kind="stable")
    rows = rows.assign(timestamp=rows.groupby("user_id").cumcount())
    rows[["user_id", "item_id", "timestamp", "time", "rating"]].to_csv(target / "p.inter", sep="\t", index=False)
    kept = pd.concat(items).merge(rows[["item_id", "domain"]].drop_duplicates("item_id"), on="item_id")
    kept.to_csv(target / "p.item", sep="\t", index=False)


def ours(folder: Path, target: Path) -> list[str]:
    """The same rules as a command of ours."""
    sources = [f"{category}={folder / category}.json.gz" for category in CATEGORIES]
    metadata = [f"--metadata={folder}/meta_{category}.json.gz" for category in CATEGORIES]
    rules = [f"--user-core={CORE}", f"--item-core={CORE}", "--min-domains=2", f"--domain-min={DOMAIN_MIN}"]
    program = [sys.executable, "-c", "from recbole_tema.cli import main; main()", "prepare"]
    return [*program, *sources, *metadata, *rules, "--format=amazon", "--name=p", f"--folder={target}"]


def measure_process(command: list[str], code: Path = ROOT) -> dict[str, float]:
    """Seconds and peak memory (MiB) of a process that imports the code of a checkout."""
    start = time.perf_counter()
    environment = {**os.environ, "PYTHONPATH": str(code)}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment, cwd=code)
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


@contextmanager
def checkout(name: str) -> Iterator[Path]:
    """The code of a folder, or of a commit of this repository in a temporary folder."""
    if Path(name).is_dir():
        yield Path(name).resolve()
        return
    with tempfile.TemporaryDirectory() as folder:
        archive = subprocess.run(["git", "archive", name], cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout
        with tarfile.open(fileobj=io.BytesIO(archive)) as files:
            files.extractall(folder, filter="data")
        yield Path(folder)


def best(command: list[str], repeats: int, code: Path = ROOT) -> dict[str, float]:
    """The fastest of several runs, with the highest peak of all."""
    runs = [measure_process(command, code) for _ in range(repeats)]
    return {**min(runs, key=lambda run: run["seconds"]), "peak_mib": max(run["peak_mib"] for run in runs)}


def measure(size: int, repeats: int, former: Path | None) -> dict[str, Any]:
    """All programs on ``size`` reviews."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        generate(folder, size)
        record: dict[str, Any] = {
            "reviews": size,
            "raw_mib": round(sum(f.stat().st_size for f in folder.iterdir()) / 2**20),
        }
        record["prepare"] = best(ours(folder, folder), repeats)
        written = folder / "p" / "p.inter"
        record["interactions"] = rows_of(written)
        if former is not None:
            (folder / "former").mkdir()
            record["former"] = best(ours(folder, folder / "former"), repeats, former)
            if sha256(folder / "former" / "p" / "p.inter") != sha256(written):
                raise SystemExit("the former code gives a different .inter file.")
        command = [sys.executable, "-m", "benchmarks.speed.prepare_speed", "--in-pandas", str(folder)]
        record["pandas"] = best(command, repeats)
        record["ratio"] = round(record["pandas"]["seconds"] / record["prepare"]["seconds"], 2)
        if rows_of(folder / "p.inter") != record["interactions"]:
            raise SystemExit("pandas and prepare give different interactions.")
    return record


def main() -> None:
    """Print the table and write the JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000_000, 10_000_000])
    parser.add_argument("--repeats", type=int, default=2, help="runs of each program (default: %(default)s)")
    parser.add_argument("--against", help="also run the code of this commit, or of the checkout in this folder")
    parser.add_argument("--output", type=Path, default=SPEED_FILE, help="JSON file (default: %(default)s)")
    parser.add_argument("--in-pandas", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.in_pandas:
        in_pandas(arguments.in_pandas, arguments.in_pandas)
        return
    with checkout(arguments.against) if arguments.against else nullcontext() as former:
        records = [measure(size, arguments.repeats, former) for size in arguments.sizes]
    table = Table("reviews", "raw MiB", "kept", "program", "s", "CPU s", "peak MiB")
    for record in records:
        for program in ("prepare", "former", "pandas"):
            if run := record.get(program):
                sizes = (f"{record['reviews']:,}", f"{record['raw_mib']:,}", f"{record['interactions']:,}")
                table.add_row(*sizes, program, *(str(run[key]) for key in ("seconds", "cpu_seconds", "peak_mib")))
    Console().print(table)
    versions = {"duckdb": duckdb.__version__, "ibis": ibis.__version__, "pandas": pd.__version__}
    save_speed(arguments.output, "prepare_speed", "", {"cores": os.cpu_count(), "versions": versions, "runs": records})


if __name__ == "__main__":
    main()
