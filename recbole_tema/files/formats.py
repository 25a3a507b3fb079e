"""The table of atomic files that make up a dataset: suffix, required columns, modality, and the command that writes it.

A dataset ``NAME`` is a folder ``NAME`` with ``NAME.inter``, ``NAME.item`` and optional files with further suffixes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class AtomicFormat:
    """One kind of atomic file.

    Attributes
    ----------
    suffix : str
        With the dot.
    columns : mapping of str to str
        Required columns with their kinds, in file order; the id comes first.
    command : str
        The ``recbole-tema`` command that writes the file.
    modality : str, optional
        Name of the item feature in the key ``modalities``.
    """

    suffix: str
    columns: Mapping[str, str]
    command: str
    modality: str | None = None

    def path(self, dataset_folder: Path, name: str | None = None) -> Path:
        """Path of the file in a dataset's folder, whether it exists or not.

        Parameters
        ----------
        dataset_folder : Path
        name : str, optional
            Dataset name; by default the name of the folder, after links are resolved.
        """
        if name is None:
            dataset_folder = Path(dataset_folder).resolve()
            name = dataset_folder.name
        return Path(dataset_folder) / f"{name}{self.suffix}"


# `.inter` may also have `time:float` (Unix seconds) and `rating:float`; `.item` any columns that describe an item.
INTER = AtomicFormat(".inter", {"user_id": "token", "item_id": "token", "timestamp": "float"}, "prepare")
ITEM = AtomicFormat(".item", {"item_id": "token", "domain": "token"}, "prepare")
SPLIT = AtomicFormat(".split", {"split_user_id": "token", "role": "token"}, "prepare")
TAG = AtomicFormat(".tag", {"tag_item_id": "token", "tags": "token_seq", "tag_scores": "float_seq"}, "tag", "tag")
PROFILE = AtomicFormat(".profile", {"profile_item_id": "token", "profile": "token_seq"}, "tag --profile")
TEXT = AtomicFormat(".txt", {"txt_item_id": "token", "txt_emb": "float_seq"}, "encode", "text")
IMAGE = AtomicFormat(".img", {"img_item_id": "token", "img_emb": "float_seq"}, "encode", "image")

FORMATS = (INTER, ITEM, SPLIT, TAG, PROFILE, TEXT, IMAGE)
#: Formats of the item features, by modality.
MODALITIES = {file.modality: file for file in FORMATS if file.modality is not None}
