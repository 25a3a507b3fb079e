"""``TEMADataset``: RecBole's sequential dataset with item features, domains and compact whole sequences."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Union

import numpy as np
import torch
from recbole.data.dataset import SequentialDataset
from recbole.data.interaction import Interaction
from recbole.utils import FeatureSource, FeatureType

from recbole_tema.data.domains import Domains
from recbole_tema.data.features import Tags, Vectors, align_tags, read_feature, read_vectors
from recbole_tema.data.interactions import Columns, catalogue, open_ratings
from recbole_tema.data.sequences import Sequences
from recbole_tema.errors import ConfigError, DataError
from recbole_tema.files.atomic import read_atomic, read_header
from recbole_tema.files.formats import INTER, ITEM, MODALITIES, SPLIT, AtomicFormat

TIME = "time"
# What would make RecBole drop, rename or add rows, with the values that do not.
_PLAIN = {
    "val_interval": (None,),
    "user_inter_num_interval": (None, "[0,inf)", "[0, inf)"),
    "item_inter_num_interval": (None, "[0,inf)", "[0, inf)"),
    "rm_dup_inter": (None,),
    "benchmark_filename": (None,),
    "additional_feat_suffix": (None,),
    "alias_of_user_id": (None,),
    "alias_of_item_id": (None,),
    "field_separator": ("\t",),
    "encoding": (None, "utf-8"),
}


def is_plain(config: Any) -> bool:
    """Whether a dataset's interactions are all those of its ``.inter`` file, in no need of RecBole's filters."""
    folder, name = Path(config["data_path"]), config["dataset"]
    others = (SPLIT.path(folder, name), folder / f"{name}.user")
    return all(config[key] in values for key, values in _PLAIN.items()) and not any(map(Path.is_file, others))


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
        # Where RecBole would do nothing but read and number, its tables of text are not made.
        self.compact = is_plain(config)
        super().__init__(config)

    def _load_data(self, token: str, dataset_path: str) -> None:
        if not self.compact:
            super()._load_data(token, dataset_path)
            return
        self.inter_feat: Any = None
        self.user_feat = self.item_feat = None
        path = INTER.path(Path(dataset_path), token)
        wanted = self.config["load_col"]
        timed = TIME in read_header(path) and (wanted is None or TIME in wanted.get("inter", []))
        columns = Columns(self.uid_field, self.iid_field, self.time_field, TIME if timed else None)
        ratings = open_ratings(path, columns)
        item: str = self.iid_field
        items = read_atomic(ITEM.path(Path(dataset_path), token), require={item: "token"}, columns=[item])[item]
        self._number(ratings.users, catalogue(ratings.items, items.tolist()))
        self.sequences = Sequences(
            users=np.arange(1, len(ratings.users) + 1),
            offsets=ratings.offsets,
            items=ratings.of_row,
            times=ratings.times if timed else np.broadcast_to(np.float32(0), ratings.of_row.shape),
        )
        self._check_times(timed)

    def _number(self, users: list[str], items: list[str]) -> None:
        """Keep fields and their ids as RecBole does."""
        self._check_field("uid_field", "iid_field", "time_field")
        for field, tokens in ((self.uid_field, users), (self.iid_field, items)):
            self.set_field_property(field, FeatureType.TOKEN, FeatureSource.INTERACTION, 1)
            self.field2id_token[field] = np.array(["[PAD]", *tokens])
            self.field2token_id[field] = {name: i for i, name in enumerate(["[PAD]", *tokens])}
        for field in (self.time_field, TIME):
            self.set_field_property(field, FeatureType.FLOAT, FeatureSource.INTERACTION, 1)

    def _data_processing(self) -> None:
        if self.compact:
            self._load_features()
        else:
            super()._data_processing()

    def _remap_ID_all(self) -> None:
        super()._remap_ID_all()
        self._load_features()

    def _load_features(self) -> None:
        self.domains = Domains.from_dataset(self)
        kept = {token: i for token, i in self.field2token_id[self.iid_field].items() if i > 0}
        for modality in self.config["modalities"]:
            if modality != "id":
                self._load_modality(MODALITIES[modality], kept)

    def _load_modality(self, file: AtomicFormat, kept: dict[str, int]) -> None:
        modality, path = str(file.modality), file.path(Path(self.dataset_path), self.dataset_name)
        if not path.is_file():
            raise DataError(
                "no such feature file.",
                path=path,
                remedy=f"Make it with `recbole-tema {file.command}`, or leave {modality!r} out of modalities.",
            )
        source = (path, file.columns, self.domains.catalogue, kept)
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
        self._check_times(TIME in self.inter_feat)

    def _check_times(self, timed: bool) -> None:
        for key, value in (("calendar", "month"), ("gaps", "log")):
            if self.config[key] == value and not timed:
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
        sequences = self.whole_sequences()
        if self.compact and self.inter_feat is None:
            self.inter_feat = self._interactions()
            self._aug_presets()
        return [
            self.copy(self.inter_feat[sequences.train_rows()]),
            self.copy(self._padded_rows(sequences.valid_rows())),
            self.copy(self._padded_rows(sequences.test_rows())),
        ]

    def whole_sequences(self) -> Sequences:
        """:attr:`sequences`, made now if they are not yet."""
        if not hasattr(self, "sequences"):
            self._change_feat_format()
        return self.sequences

    def rivals(self, negatives: str) -> list[torch.Tensor]:
        """Ids of each domain's items that targets are told from: all, or those that somebody had in training.

        Of an item that nobody had in training nothing can be learned but that nobody had it.

        Parameters
        ----------
        negatives : {"trained", "all"}
        """
        counts = torch.from_numpy(self.sequences.train_counts(self.item_num))
        rival = (counts > 0) | (negatives == "all")
        domains = range(1, len(self.domains) + 1)
        return [torch.nonzero(rival & (self.domains.of_item == d))[:, 0] for d in domains]

    def _interactions(self) -> Interaction:
        """All interactions as RecBole keeps them; the order within a user stands for what gave it."""
        sequences = self.sequences
        owner = np.repeat(sequences.users, sequences.lengths)
        rank = np.arange(len(owner)) - np.repeat(sequences.offsets[:-1], sequences.lengths)
        columns = {
            self.uid_field: owner,
            self.iid_field: sequences.items.astype(np.int64),
            self.time_field: rank.astype(np.float32),
            TIME: np.array(sequences.times),
        }
        return Interaction({field: torch.from_numpy(values) for field, values in columns.items()})

    def _padded_rows(self, rows: np.ndarray) -> Interaction:
        source, mask = map(torch.from_numpy, self.sequences.windows_before(rows, self.max_item_list_len))
        padded = self.inter_feat[rows]
        lists = {self.item_list_length_field: mask.sum(dim=1)}
        for field in self.inter_feat:
            if field != self.uid_field:
                values = self.inter_feat[field][source]
                shape = mask.shape + (1,) * (values.dim() - 2)
                lists[getattr(self, f"{field}_list_field")] = values * mask.view(shape).to(values.dtype)
        padded.update(Interaction(lists))
        return padded
