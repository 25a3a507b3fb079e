"""Encode the texts and images of a dataset into ``.txt`` and ``.img``: resumable, and shared by many processes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from recbole_tema import distributed
from recbole_tema.encoding.base import ImageEncoder, TextEncoder, import_optional
from recbole_tema.encoding.batches import encode_image_shards, encode_text_shards
from recbole_tema.encoding.families import DEFAULT_ENCODER, open_image_encoder, open_text_encoder
from recbole_tema.encoding.images import find_images
from recbole_tema.encoding.options import EncodeOptions
from recbole_tema.encoding.output import is_current, write_features
from recbole_tema.encoding.shards import Encoded, Shards, remove_shards
from recbole_tema.errors import FolderInUseError
from recbole_tema.files.atomic import read_atomic, read_header
from recbole_tema.files.formats import IMAGE, ITEM, PROFILE, TAG, TEXT, AtomicFormat
from recbole_tema.files.item_text import encoder_texts, read_tags, reads_profiles
from recbole_tema.files.locks import locked
from recbole_tema.files.storage import read_provenance, sha256

# Items per shard, the unit of resuming and of dividing work. Batches never cross shards, so that the vectors do not
# depend on which process encodes a shard.
SHARD_SIZE = 512
#: Called with the numbers of encoded items and of all items of this process.
Progress = Callable[[int, int], None]
_EncodeShards = Callable[[Shards, Sequence[int]], Iterator[tuple[int, Encoded]]]


def encode_items(
    dataset: str | Path,
    *,
    text: str | TextEncoder | None = None,
    image: str | ImageEncoder | None = None,
    images: str | Path | None = None,
    progress: Callable[[str, int, int], None] | None = None,
    **options: Any,
) -> dict[str, dict[str, Any]]:
    """Encode the texts and images of a dataset's items with frozen encoders, and write ``NAME.txt`` and ``NAME.img``.

    Each file has a unit vector per item. ``NAME.txt.json`` and ``NAME.img.json`` record how they were made. An
    interrupted call continues where it stopped, and a call that would write the same file again does nothing.

    Parameters
    ----------
    dataset : str or Path
        Folder of a prepared dataset.
    text : str or TextEncoder, optional
        Text encoder, see :func:`~recbole_tema.encoding.families.open_text_encoder`. Without ``text``, ``image`` and
        ``images``, texts are encoded by :data:`~recbole_tema.encoding.families.DEFAULT_ENCODER`.
    image : str or ImageEncoder, optional
        Image encoder, see :func:`~recbole_tema.encoding.families.open_image_encoder`; the default encoder if only
        ``images`` is given.
    images : str or Path, optional
        Folder or zip with files such as ``ITEM_ID.jpg``, or a ``manifest.jsonl``; by default the folder ``images`` of
        the dataset.
    progress : callable, optional
        Called with the modality (``text`` or ``image``), the number of encoded items and that of all items.
    **options
        Fields of :class:`~recbole_tema.encoding.options.EncodeOptions`: ``fields``, ``tags``, ``pca``, ``batch_size``
        and ``workers``.

    Returns
    -------
    dict of str to dict
        By modality, the content of the ``.json`` file: ``model``, ``options``, ``inputs``, ``counts``, ``missing`` (the
        items without a vector, by reason) and others.

    Raises
    ------
    ConfigError
        If an encoder or an option is invalid.
    DataError
        If no item has a text or an image, or a file of the dataset is broken.
    BackendError
        If an encoder cannot be loaded, or fails.
    MissingExtraError
        If the package of an encoder is not installed.
    FolderInUseError
        If another process writes to the dataset.

    Notes
    -----
    Processes that ``torchrun`` started share the work within :func:`recbole_tema.distributed.process_group`.

    Examples
    --------
    >>> from recbole_tema import encode_items
    >>> records = encode_items("atomic_data/my-shop", text="sentence:all-MiniLM-L6-v2")  # doctest: +SKIP
    >>> records["text"]["counts"]  # doctest: +SKIP
    {'items': 8713, 'rows': 8702, 'dim': 384, 'truncated': 12}
    """
    settings = EncodeOptions(**options)
    if text is None and image is None and images is None:
        text = DEFAULT_ENCODER
    read_header(ITEM.path(Path(dataset)))  # a folder without a dataset gets no lock
    with _locked(Path(dataset).resolve()):
        return _encode_modalities(Path(dataset), text, image, images, settings, progress)


def _encode_modalities(
    dataset: Path,
    text: str | TextEncoder | None,
    image: str | ImageEncoder | None,
    images: str | Path | None,
    settings: EncodeOptions,
    progress: Callable[[str, int, int], None] | None,
) -> dict[str, dict[str, Any]]:
    paths = {}
    if text is not None:
        text_encoder = open_text_encoder(text) if isinstance(text, str) else text
        of_texts = None if progress is None else partial(progress, "text")
        paths["text"] = encode_texts(dataset, text_encoder, settings, progress=of_texts)
    if image is not None or images is not None:
        image = image or DEFAULT_ENCODER
        image_encoder = open_image_encoder(image) if isinstance(image, str) else image
        of_images = None if progress is None else partial(progress, "image")
        source = None if images is None else Path(images)
        paths["image"] = encode_images(dataset, image_encoder, source, settings, progress=of_images)
    # Only process 0 needs to have the files.
    return {modality: distributed.broadcast(read_provenance(path)) for modality, path in paths.items()}


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold the dataset's lock in process 0; all processes raise its error."""
    with ExitStack() as held:
        problem: Exception | None = None
        if distributed.is_main():
            try:
                held.enter_context(locked(folder, "encode"))
            except (FolderInUseError, OSError) as error:
                problem = error
        problem = distributed.broadcast(problem)
        if problem is not None:
            raise problem
        yield


def encode_texts(
    dataset_folder: Path,
    encoder: TextEncoder,
    options: EncodeOptions = EncodeOptions(),  # noqa: B008  frozen
    *,
    progress: Progress | None = None,
) -> Path:
    """Write a dataset's ``.txt`` and return its path; see :func:`encode_items`."""
    folder = Path(dataset_folder).resolve()
    frame = encoder_texts(folder, options.fields, read_tags(folder) if options.tags else None)
    items, texts = frame["item_id"].tolist(), frame["text"].tolist()
    truncated = set(frame["item_id"][frame["truncated"].astype(bool)])

    def encode_shards(shards: Shards, numbers: Sequence[int]) -> Iterator[tuple[int, Encoded]]:
        for number, encoded in encode_text_shards(encoder, items, texts, shards, numbers, options.batch_size):
            longer = truncated.union(encoded.truncated)
            encoded.truncated = [items[position] for position in shards.positions(number) if items[position] in longer]
            yield number, encoded

    profiles = [PROFILE] if reads_profiles(options.fields) else []
    inputs = _input_hashes(folder, ITEM, *profiles, *([TAG] if options.tags else []))
    settings = {"fields": options.fields, "tags": options.tags}
    return _encode(_Job(folder, TEXT, items, encoder.describe(), settings, inputs, encode_shards), options, progress)


def encode_images(
    dataset_folder: Path,
    encoder: ImageEncoder,
    source: Path | None = None,
    options: EncodeOptions = EncodeOptions(),  # noqa: B008  frozen
    *,
    progress: Progress | None = None,
) -> Path:
    """Write a dataset's ``.img`` and return its path; see :func:`encode_items`."""
    folder = Path(dataset_folder).resolve()
    items = read_atomic(ITEM.path(folder), require={"item_id": "token"})["item_id"].tolist()
    import_optional("PIL", package="Pillow", extra="images")  # checked here: an error in a worker is less clear
    images = find_images(source or folder / "images", items)

    def encode_shards(shards: Shards, numbers: Sequence[int]) -> Iterator[tuple[int, Encoded]]:
        return encode_image_shards(encoder, items, images, shards, numbers, options.batch_size, options.workers)

    inputs = _input_hashes(folder, ITEM)
    job = _Job(folder, IMAGE, items, encoder.describe(), {}, inputs, encode_shards, images.fingerprint())
    return _encode(job, options, progress)


@dataclass(frozen=True)
class _Job:
    """Encoding of one modality of a dataset.

    Attributes
    ----------
    folder : Path
    feature : AtomicFormat
    items : list of str
        All items of the dataset, in file order.
    model, options : dict
        What determines the vectors, for the record.
    inputs : dict of str to str
        SHA-256 by file.
    encode_shards : callable
    images_fingerprint : str
        Stands for images, which are hashed only when they are read.
    """

    folder: Path
    feature: AtomicFormat
    items: list[str]
    model: dict[str, Any]
    options: Mapping[str, Any]
    inputs: dict[str, str]
    encode_shards: _EncodeShards
    images_fingerprint: str = ""


def _encode(job: _Job, options: EncodeOptions, progress: Progress | None) -> Path:
    path = job.feature.path(job.folder)
    # The batch size too: the last digits of a vector depend on its batch.
    settings = {**job.options, "batch_size": options.batch_size, "shard_size": SHARD_SIZE}
    shared = {"model": job.model, "options": settings, "inputs": job.inputs}
    distributed.assert_same(_key(shared), "a model, options or files")
    # Time stamps of image files differ between machines, so that of process 0 counts.
    vectors_key = distributed.broadcast(_key({**shared, "images": job.images_fingerprint}))
    key = _key({"vectors": vectors_key, "pca": options.pca})
    folder = job.folder / ".encode" / f"{job.feature.modality}.{vectors_key[:16]}"
    if distributed.broadcast(is_current(path, key)):
        remove_shards(folder)  # left by a process that was killed after it wrote the file
        return path
    shards = Shards(folder, len(job.items), SHARD_SIZE)
    numbers = distributed.shard(shards.missing())
    done, total = 0, sum(len(shards.positions(number)) for number in numbers)
    progress = progress or (lambda done, total: None)
    progress(done, total)
    for number, encoded in job.encode_shards(shards, numbers):
        shards.write(number, encoded)
        done += len(shards.positions(number))
        progress(done, total)
    shards.gather()
    if distributed.is_main():
        record = {"key": key, **shared, "options": {**settings, "pca": options.pca}}
        write_features(path, job.feature, job.items, shards.read(range(len(shards))), options, record)
    distributed.barrier()  # no process continues before the file exists
    shards.remove()
    return path


def _input_hashes(folder: Path, *formats: AtomicFormat) -> dict[str, str]:
    paths = [file.path(folder) for file in formats]
    return {path.name: sha256(path) for path in paths if path.is_file()}


def _key(content: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
