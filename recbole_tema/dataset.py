"""``TEMADataset``: RecBole's sequential dataset with item features, domains and compact whole sequences."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Union

import numpy as np
import torch
from recbole.data.dataset import SequentialDataset
from recbole.data.interaction import Interaction
from recbole.utils import FeatureSource, FeatureType

from recbole_tema.domains import Domains
from recbole_tema.errors import ConfigError, DataError
from recbole_tema.features import COLUMNS, Tags, Vectors, align_tags, read_feature, read_vectors
from recbole_tema.splits import Sequences

_SUFFIX_KEYS = {"tag": "TAG_SUFFIX", "text": "TEXT_SUFFIX", "image": "IMAGE_SUFFIX"}


def feature_paths(config: Any) -> dict[str, Path]:
    """The feature file of each of the configured modalities, whether it is there or not."""
    folder, name = Path(config["data_path"]), config["dataset"]
    return {
        modality: folder / f"{name}.{config[_SUFFIX_KEYS[modality]]}"
        for modality in config["modalities"]
        if modality != "id"
    }


class TEMADataset(SequentialDataset):
    """Sequences of every user in every domain, with tags, text and image features of the items.

    The vocabulary is that of the ratings and the ``.item`` file alone: a feature file adds no item, so that every
    model, with features or without, ranks the same catalogue under the same ids.

    Parameters
    ----------
    config : TEMAConfig
        ``modalities`` says which feature files are read.

    Attributes
    ----------
    domains : Domains
        Domain of every item.
    features : dict of str to Tags or Vectors
        By modality, for those in ``modalities`` except ``id``.
    sequences : Sequences
        Every user's interactions as flat arrays, after :meth:`build`.
    """

    def __init__(self, config: Any) -> None:
        self.features: dict[str, Union[Tags, Vectors]] = {}
        super().__init__(config)

    def _remap_ID_all(self) -> None:
        super()._remap_ID_all()
        self.domains = Domains.from_dataset(self)
        kept = {token: i for token, i in self.field2token_id[self.iid_field].items() if i > 0}
        for modality, path in feature_paths(self.config).items():
            self._load_modality(modality, path, kept)

    def _load_modality(self, modality: str, path: Path, kept: dict[str, int]) -> None:
        if not path.is_file():
            command = "tag" if modality == "tag" else "encode"
            raise DataError(
                "no such feature file.",
                path=path,
                remedy=f"Make it with `recbole-tema {command}`, or leave {modality!r} out of modalities.",
            )
        source = (path, COLUMNS[modality], self.domains.catalogue, kept)
        if modality == "tag":
            frame, ids = read_feature(*source)
            tags = align_tags(frame, ids, self.item_num, path)
            self.features["tag"] = tags
            # So that RecBole's own id2token("tags", ...) and token2id read them.
            self.field2id_token["tags"] = np.array(tags.names)
            self.field2token_id["tags"] = {name: i for i, name in enumerate(tags.names)}
            self.set_field_property("tags", FeatureType.TOKEN_SEQ, FeatureSource.ITEM, tags.ids.shape[1])
        else:
            self.features[modality] = read_vectors(*source, self.item_num)

    def data_augmentation(self) -> None:
        """Keep flat sequences, and padded rows only for the validation and test targets.

        RecBole writes one padded row per interaction, N x L x 8 bytes a field; here training reads
        :attr:`sequences` and only the rows that RecBole's evaluation asks for are padded.
        """
        self._aug_presets()
        self._check_field("uid_field", "time_field")
        self.sort(by=[self.uid_field, self.time_field], ascending=True)
        self.sequences = Sequences.from_dataset(self)
        for key, value in (("calendar", "month"), ("gaps", "log")):
            if self.config[key] == value and "time" not in self.inter_feat:
                raise ConfigError(
                    f"{key}: {value} needs the column time:float in {self.dataset_name}.inter.",
                    remedy=f"Add it (unix seconds), list it in load_col, or set {key}: none.",
                )

    def build(self) -> list[SequentialDataset]:
        """Train, validation and test datasets.

        Returns
        -------
        list of SequentialDataset
            The first keeps the training interactions unpadded and trains from :attr:`sequences`; the others hold
            a padded row a target, as RecBole's ``full_sort_predict`` expects.
        """
        self._change_feat_format()
        sequences = self.sequences
        return [
            self.copy(self.inter_feat[sequences.train_rows()]),
            self.copy(self._padded_rows(sequences.valid_rows())),
            self.copy(self._padded_rows(sequences.test_rows())),
        ]

    def _padded_rows(self, rows: np.ndarray) -> Interaction:
        window = self.max_item_list_len
        owner = np.searchsorted(self.sequences.offsets, rows, side="right") - 1
        length = np.minimum(rows - self.sequences.offsets[owner], window)
        columns = np.arange(window)
        source = torch.from_numpy(np.minimum((rows - length)[:, None] + columns, len(self.inter_feat) - 1))
        mask = torch.from_numpy(columns < length[:, None])
        padded = self.inter_feat[rows]
        lists = {self.item_list_length_field: torch.from_numpy(length)}
        for field in self.inter_feat:
            if field != self.uid_field:
                values = self.inter_feat[field][source]
                shape = mask.shape + (1,) * (values.dim() - 2)
                lists[getattr(self, f"{field}_list_field")] = values * mask.view(shape).to(values.dtype)
        padded.update(Interaction(lists))
        return padded
