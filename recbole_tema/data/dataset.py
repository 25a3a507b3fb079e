"""RecBole datasets that share one split; ``TEMADataset`` adds item features, domains and whole sequences."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from recbole.data.dataset import Dataset, SequentialDataset
from recbole.data.interaction import Interaction
from recbole.utils import FeatureSource, FeatureType

from recbole_tema.data.choose_split import choose_split, is_temporal
from recbole_tema.data.domains import Domains
from recbole_tema.data.features import Tags, Vectors, align_tags, read_feature, read_vectors
from recbole_tema.data.inter_file import InteractionColumns
from recbole_tema.data.interactions import (
    Interactions,
    load_interactions,
    unix_times,
    with_catalog,
)
from recbole_tema.data.split import Split
from recbole_tema.errors import ConfigError, DataError, warn_once
from recbole_tema.files.atomic import read_atomic, read_header
from recbole_tema.files.formats import INTER, ITEM, MODALITIES, SPLIT, AtomicFormat

TIME = "time"
# Keys by which RecBole would drop, rename or add rows, with the values that do not.
_UNFILTERED = {
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


def is_unfiltered(config: Any) -> bool:
    """Whether the interactions of a dataset are exactly those of its ``.inter`` file, without RecBole's filters."""
    folder, name = Path(config["data_path"]), config["dataset"]
    has_users = reads_file(config, "user") and (folder / f"{name}.user").is_file()
    has_split = SPLIT.path(folder, name).is_file()
    return all(config[key] in values for key, values in _UNFILTERED.items()) and not (has_users or has_split)


def reads_file(config: Any, suffix: str) -> bool:
    """Whether RecBole reads columns of the ``.inter``, ``.item`` or ``.user`` file of a dataset."""
    columns = config["load_col"]
    return columns is None or bool(columns.get(suffix))


def interactions_of(dataset: Dataset) -> Interactions:
    """Interactions of a RecBole dataset whose ids are remapped and which is not augmented yet.

    Times are exact before RecBole converts them to float32 (``_change_feat_format``).
    """
    feat = dataset.inter_feat
    users, items, order = (np.asarray(feat[f]) for f in (dataset.uid_field, dataset.iid_field, dataset.time_field))
    timed = TIME in feat and dataset.field2type[TIME] == FeatureType.FLOAT
    return Interactions.from_rows(
        users,
        items,
        order,
        np.asarray(feat[TIME]) if timed else times_of_order(order, dataset.config),
        user_tokens=dataset.field2id_token[dataset.uid_field],
        item_tokens=dataset.field2id_token[dataset.iid_field],
        exact_times=not timed or is_temporal(dataset.config["eval_args"]["split"]),
    )


def times_of_order(order: np.ndarray, config: Any) -> np.ndarray | None:
    """Times of interactions without ``time``: the sort key if it is in Unix seconds, or under a temporal split."""
    times = unix_times(order)
    return order if times is None and is_temporal(config["eval_args"]["split"]) else times


def split_of(dataset: Dataset) -> Split:
    """Split of a RecBole dataset in the state that :func:`interactions_of` needs."""
    return _choose_split(dataset, interactions_of(dataset))


def _choose_split(dataset: Dataset, interactions: Interactions) -> Split:
    path = SPLIT.path(Path(dataset.dataset_path), dataset.dataset_name)
    setting = dataset.config["eval_args"]["split"]
    return choose_split(interactions, path, setting, lambda: domains_of(dataset).of_item.numpy())


def domains_of(dataset: Dataset) -> Domains:
    """Domains of the items of a RecBole dataset whose ids are remapped."""
    folder, name, item = Path(dataset.dataset_path), dataset.dataset_name, dataset.iid_field
    path, config = ITEM.path(folder, name), dataset.config
    domains = Domains.read(path, item, config["DOMAIN_FIELD"], dataset.field2id_token[item], config["domains"])
    if path.is_file() or is_unfiltered(config):
        return domains
    tokens = read_atomic(INTER.path(folder, name), columns=[item])[item]
    return replace(domains, catalog={*tokens})


class ExactOrderMixin:
    """First base of RecBole's datasets: interactions in the order of their exact times.

    RecBole sorts by times that it has rounded to float32, in which Unix seconds within two minutes are equal. Its sort
    is stable, so rows that are sorted by exact times before keep that order; equal times keep the order of the file.
    """

    def _data_processing(self) -> None:
        super()._data_processing()  # type: ignore[misc]
        dataset: Any = self
        feat = dataset.inter_feat
        rows = np.lexsort((feat[dataset.time_field].to_numpy(), feat[dataset.uid_field].to_numpy()))
        dataset.inter_feat = feat.iloc[rows].reset_index(drop=True)


class TEMADataset(ExactOrderMixin, SequentialDataset):  # type: ignore[misc]
    """Sequences of every user over all domains, with tags, text and image features of the items.

    The vocabulary is that of the ``.inter`` and ``.item`` files: a feature file adds no item, so that every model, with
    features or without, ranks the same catalog under the same ids.

    Parameters
    ----------
    config : Config
        ``modalities`` names the feature files that are read.

    Attributes
    ----------
    domains : Domains
        Domain of every item.
    features : dict of str to Tags or Vectors
        By modality, for those in ``modalities`` except ``id``.
    """

    def __init__(self, config: Any) -> None:
        self.features: dict[str, Tags | Vectors] = {}
        self._split: Split | None = None
        self._inter_feat: Any = None
        # If RecBole would only read and number the interactions, its tables of text are not built.
        self.compact = is_unfiltered(config)
        super().__init__(config)

    @property
    def inter_feat(self) -> Any:
        """RecBole's table of interactions, built on first access if the dataset is kept as flat arrays."""
        if self._inter_feat is None and self.compact and self._split is not None:
            self._inter_feat = self._as_interaction(self._split.interactions)
        return self._inter_feat

    @inter_feat.setter
    def inter_feat(self, value: Any) -> None:
        self._inter_feat = value

    @property
    def split(self) -> Split:
        """The whole sequences of all users, and which of their rows train, validate and test."""
        if self._split is None:
            self._change_feat_format()
        assert self._split is not None
        return self._split

    def __str__(self) -> str:
        names = ", ".join(
            f"{name} ({len(self.domains.items_of(d)):,} items)" for d, name in enumerate(self.domains.names, 1)
        )
        return f"{super().__str__()}\nDomains: {names}\nModalities: {', '.join(self.config['modalities'])}"

    def _load_data(self, token: str, dataset_path: str) -> None:
        if not self.compact:
            super()._load_data(token, dataset_path)
            return
        self.user_feat = self.item_feat = None
        path = INTER.path(Path(dataset_path), token)
        wanted = self.config["load_col"]
        listed = wanted is None or wanted.get("inter") == "*" or TIME in wanted.get("inter", [])
        timed = read_header(path).get(TIME) == "float" and listed
        time = TIME if timed else self.time_field
        columns = InteractionColumns(self.uid_field, self.iid_field, self.time_field, time)
        exact = not timed or is_temporal(self.config["eval_args"]["split"])
        interactions = load_interactions(path, columns, exact_times=exact)
        if not timed:
            times, no_times = (
                times_of_order(interactions.times, self.config),
                np.broadcast_to(0.0, interactions.times.shape),
            )
            interactions = replace(interactions, times=no_times if times is None else times)
        item: str = self.iid_field
        items = ITEM.path(Path(dataset_path), token)
        if items.is_file() and reads_file(self.config, "item"):
            catalog = read_atomic(items, require={item: "token"}, columns=[item])[item].tolist()
            interactions = with_catalog(interactions, catalog)
        self._set_vocabulary(interactions)
        self._split = _choose_split(self, interactions)
        self._check_times()

    def _set_vocabulary(self, interactions: Interactions) -> None:
        """Register fields and their ids as RecBole does."""
        self._check_field("uid_field", "iid_field", "time_field")
        for field, tokens in (
            (self.uid_field, interactions.user_tokens),
            (self.iid_field, interactions.item_tokens),
        ):
            self.set_field_property(field, FeatureType.TOKEN, FeatureSource.INTERACTION, 1)
            self.field2id_token[field] = tokens
            self.field2token_id[field] = {str(token): i for i, token in enumerate(tokens)}
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
        self.domains = domains_of(self)
        item_ids = {token: i for token, i in self.field2token_id[self.iid_field].items() if i > 0}
        for modality in self.config["modalities"]:
            if modality != "id":
                self._load_modality(MODALITIES[modality], item_ids)

    def _load_modality(self, file: AtomicFormat, item_ids: dict[str, int]) -> None:
        modality, path = str(file.modality), file.path(Path(self.dataset_path), self.dataset_name)
        if not path.is_file():
            raise DataError(
                "No such feature file.",
                path=path,
                remedy=f"Create it with `recbole-tema {file.command}`, or remove {modality!r} from modalities.",
            )
        source = (path, file.columns, self.domains.catalog, item_ids)
        if modality == "tag":
            frame, ids = read_feature(*source)
            tags = align_tags(frame, ids, self.item_num, path)
            self.features["tag"] = tags
            # So that RecBole's own id2token("tags", ...) and token2id work.
            self.field2id_token["tags"] = np.array(tags.names)
            self.field2token_id["tags"] = {name: i for i, name in enumerate(tags.names)}
            self.set_field_property("tags", FeatureType.TOKEN_SEQ, FeatureSource.ITEM, tags.ids.shape[1])
        else:
            self.features[modality] = read_vectors(*source, self.item_num)

    def _change_feat_format(self) -> None:
        self._split = split_of(self)
        if self._split.source() is not self._split.interactions:
            self.inter_feat = self.inter_feat.iloc[self._split.source_rows()].reset_index(drop=True)
        super()._change_feat_format()

    def data_augmentation(self) -> None:
        """Keep flat sequences, and pad rows only for the validation and test targets.

        RecBole writes one padded row per interaction, N x L x 8 bytes per field. Here training reads :attr:`split`, and
        only the rows that RecBole's evaluation needs are padded.
        """
        self._aug_presets()
        self._check_field("uid_field", "time_field")
        self.sort(by=[self.uid_field, self.time_field], ascending=True)
        self._check_times()
        if TIME not in self.inter_feat and self.has_times:
            times = self.split.interactions.times.astype(np.float32)
            self.inter_feat.update(Interaction({TIME: torch.from_numpy(times)}))
            self.set_field_property(TIME, FeatureType.FLOAT, FeatureSource.INTERACTION, 1)

    @property
    def has_times(self) -> bool:
        """Whether the interactions have times, as a calendar needs: of ``time``, or a time field in Unix seconds."""
        return self.split.interactions.has_times

    def _check_times(self) -> None:
        if self.config["calendar"] != "month" or self.has_times:
            return
        path = INTER.path(Path(self.dataset_path), self.dataset_name)
        if TIME in read_header(path):
            raise ConfigError(
                f"calendar: month needs the column time:float in {path.name}.",
                remedy="List it in load_col (unix seconds), or set calendar: none.",
            )
        warn_once(f"{path.name} has no times: {self.time_field} is not in Unix seconds. The calendar is left out.")

    def build(self) -> list[SequentialDataset]:
        """Training, validation and test dataset.

        Returns
        -------
        list of SequentialDataset
            The first keeps the training interactions unpadded and trains from :attr:`split`; the others hold one
            padded row per target, as RecBole's ``full_sort_predict`` expects.
        """
        split = self.split
        if self.compact:
            self._aug_presets()
        return [
            self.copy(self.inter_feat[split.train_rows()]),
            self.copy(self._padded_rows(split.valid_rows())),
            self.copy(self._padded_rows(split.test_rows())),
        ]

    def _as_interaction(self, interactions: Interactions) -> Interaction:
        """All interactions as RecBole keeps them; the position within the user stands for the sort key."""
        users = np.repeat(interactions.users, interactions.lengths)
        position = np.arange(len(users)) - np.repeat(interactions.offsets[:-1], interactions.lengths)
        columns = {
            self.uid_field: users,
            self.iid_field: interactions.items.astype(np.int64),
            self.time_field: position.astype(np.float32),
            TIME: interactions.times.astype(np.float32),
        }
        return Interaction({field: torch.from_numpy(values) for field, values in columns.items()})

    def _padded_rows(self, rows: np.ndarray) -> Interaction:
        histories = self.split.interactions.histories(rows, self.max_item_list_len)
        source, mask = map(torch.from_numpy, histories)
        padded = self.inter_feat[rows]
        lists = {self.item_list_length_field: mask.sum(dim=1)}
        for field in self.inter_feat:
            if field != self.uid_field:
                values = self.inter_feat[field][source]
                shape = mask.shape + (1,) * (values.dim() - 2)
                lists[getattr(self, f"{field}_list_field")] = values * mask.view(shape).to(values.dtype)
        padded.update(Interaction(lists))
        return padded


class SplitDataset(ExactOrderMixin, Dataset):  # type: ignore[misc]
    """RecBole's ``Dataset`` for its general models (Pop, BPR, ...), split as the sequential ones are."""

    def build(self) -> list[Dataset]:
        """Training, validation and test dataset, one row per interaction.

        Returns
        -------
        list of Dataset
        """
        split = split_of(self)
        self._change_feat_format()
        parts = (split.train_rows(), split.valid_rows(), split.test_rows())
        return [self.copy(self.inter_feat[rows]) for rows in parts]


class ExactOrderSequentialDataset(ExactOrderMixin, SequentialDataset):  # type: ignore[misc]
    """RecBole's ``SequentialDataset`` with leave-one-out."""


class SplitSequentialDataset(ExactOrderMixin, SequentialDataset):  # type: ignore[misc]
    """RecBole's ``SequentialDataset`` with a split that RecBole does not have: a user split, or a temporal split.

    It also serves as the first base, before a dataset class that RecBole keeps for one model.
    """

    def build(self) -> list[SequentialDataset]:
        """Training, validation and test dataset, one augmented row per target.

        Returns
        -------
        list of SequentialDataset
        """
        split = split_of(self)
        self._change_feat_format()
        self._drop_unused_col()
        # Augmentation leaves one row per interaction, by user and time, except the first of each user.
        augmented = np.ones(len(split.interactions.items), dtype=bool)
        augmented[split.interactions.offsets[:-1]] = False
        position = np.cumsum(augmented) - 1
        parts = (split.train_rows(), split.valid_rows(), split.test_rows())
        return [self.copy(self.inter_feat[position[rows[augmented[rows]]]]) for rows in parts]
