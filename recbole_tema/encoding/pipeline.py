"""From a dataset's texts or pictures to its ``.txt`` or ``.img`` file: shard by shard, resumable, by many processes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Optional

from recbole_tema import distributed
from recbole_tema.encoding.base import ImageEncoder, TextEncoder, need
from recbole_tema.encoding.image_files import picture_files
from recbole_tema.encoding.images import encode_image_shards
from recbole_tema.encoding.options import EncodeOptions
from recbole_tema.encoding.output import is_current, write_features
from recbole_tema.encoding.shards import Encoded, Shards
from recbole_tema.encoding.texts import encode_text_shards
from recbole_tema.files.atomic import read_atomic
from recbole_tema.files.formats import IMAGE, ITEM, TEXT, AtomicFormat
from recbole_tema.files.item_text import encoder_texts, read_tags
from recbole_tema.files.storage import sha256

# The unit of resuming and of sharing out: batches never reach over its end, so that who encodes it changes nothing.
SHARD = 512
# Told the items that are done and all that are to be done.
Watch = Callable[[int, int], None]
Make = Callable[[Shards, Sequence[int]], Iterator[tuple[int, Encoded]]]


@dataclass(frozen=True)
class _Job:
    """One modality of one dataset.

    Attributes
    ----------
    folder : Path
    feature : AtomicFormat
    items : list of str
        All of the dataset, in file order.
    model, options : dict
        What decides the vectors, for the record.
    inputs : dict of str to str
        SHA-256 by file.
    make : callable
        Encodes shards.
    listing : str
        Stands for inputs that are hashed only as they are read.
    """

    folder: Path
    feature: AtomicFormat
    items: list[str]
    model: dict[str, Any]
    options: Mapping[str, Any]
    inputs: dict[str, str]
    make: Make
    listing: str = ""


def encode_texts(
    dataset_folder: Path,
    encoder: TextEncoder,
    options: EncodeOptions = EncodeOptions(),  # noqa: B008  frozen
    *,
    watch: Watch = lambda done, all_: None,
) -> Path:
    """Write a dataset's ``.txt``: a unit vector for each item with any text.

    Parameters
    ----------
    dataset_folder : Path
        A prepared dataset.
    encoder : TextEncoder
    options : EncodeOptions
    watch : callable
        Told how far this process is.

    Returns
    -------
    Path
        The file; as it was, if it was made in this way of these inputs already.

    Raises
    ------
    DataError
        If no item has any text, or a file of the dataset is broken.
    ConfigError
        If an option does not fit the dataset, or other processes have other inputs.
    BackendError
        If the encoder fails; the same call goes on where it stopped.
    """
    folder = Path(dataset_folder).resolve()
    frame = encoder_texts(folder, options.fields, read_tags(folder) if options.tags else None)
    items, texts = frame["item_id"].tolist(), frame["text"].tolist()
    cut_before = set(frame["item_id"][frame["truncated"].astype(bool)])
    inputs = _hashes(folder, ".item", *([".tag"] if options.tags else []))

    def make(shards: Shards, numbers: Sequence[int]) -> Iterator[tuple[int, Encoded]]:
        for number, made in encode_text_shards(encoder, items, texts, shards, numbers, options.batch):
            here = [items[place] for place in shards.places(number)]
            cut = cut_before.union(made.cut)
            made.cut = [item for item in here if item in cut]
            yield number, made

    used = {"fields": options.fields, "tags": options.tags}
    return _encode(_Job(folder, TEXT, items, encoder.describe(), used, inputs, make), options, watch)


def encode_images(
    dataset_folder: Path,
    encoder: ImageEncoder,
    source: Optional[Path] = None,
    options: EncodeOptions = EncodeOptions(),  # noqa: B008  frozen
    *,
    watch: Watch = lambda done, all_: None,
) -> Path:
    """Write a dataset's ``.img``: a unit vector for each item with a picture that can be read.

    Parameters
    ----------
    dataset_folder : Path
        A prepared dataset.
    encoder : ImageEncoder
    source : Path, optional
        See :func:`~recbole_tema.encoding.image_files.picture_files`; by default ``images`` in the dataset's folder.
    options, watch
        As for :func:`encode_texts`.

    Returns
    -------
    Path
        The file; as it was, if it was made in this way of these inputs already.

    Raises
    ------
    DataError
        If there are no pictures at all, or a file of the dataset is broken.
    ConfigError
        If an option does not fit the dataset, or other processes have other inputs.
    BackendError
        If the encoder fails; the same call goes on where it stopped.
    """
    folder = Path(dataset_folder).resolve()
    items = read_atomic(ITEM.path(folder), require={"item_id": "token"})["item_id"].tolist()
    need("PIL", package="Pillow", extra="images")  # here, since a worker's complaint would hide it
    pictures = picture_files(source or folder / "images", items)

    def make(shards: Shards, numbers: Sequence[int]) -> Iterator[tuple[int, Encoded]]:
        return encode_image_shards(encoder, items, pictures, shards, numbers, options.batch, options.workers)

    inputs = _hashes(folder, ".item")
    job = _Job(folder, IMAGE, items, encoder.describe(), {}, inputs, make, pictures.listing())
    return _encode(job, options, watch)


def _encode(job: _Job, options: EncodeOptions, watch: Watch) -> Path:
    path = job.feature.path(job.folder)
    # The batch too: the same text differs in the last digits from batch to batch.
    decides = {**job.options, "batch": options.batch, "shard": SHARD}
    shared = {"model": job.model, "options": decides, "inputs": job.inputs}
    distributed.assert_same(_key(shared), "a model, options or files")
    # What is known of pictures without reading them differs from machine to machine: the first one's word counts.
    vectors_key = distributed.broadcast(_key({**shared, "listing": job.listing}))
    key = _key({"vectors": vectors_key, "pca": options.pca})
    if distributed.broadcast(is_current(path, key)):
        return path
    shards = Shards(job.folder / ".encode" / f"{job.feature.modality}.{vectors_key[:16]}", len(job.items), SHARD)
    mine = distributed.shard(shards.missing())
    done, size = 0, sum(len(shards.places(number)) for number in mine)
    watch(done, size)
    for number, made in job.make(shards, mine):
        shards.write(number, made)
        done += len(shards.places(number))
        watch(done, size)
    shards.gather()
    if distributed.is_main():
        record = {"key": key, **shared, "options": {**decides, "pca": options.pca}}
        write_features(path, job.feature, job.items, shards.read(range(len(shards))), options, record)
    distributed.barrier()  # nobody leaves before the file is there
    shards.remove()
    return path


def _hashes(folder: Path, *suffixes: str) -> dict[str, str]:
    files = [folder / f"{folder.name}{suffix}" for suffix in suffixes]
    return {file.name: sha256(file) for file in files if file.is_file()}


def _key(what: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(what, sort_keys=True).encode()).hexdigest()
