"""From a configuration to what a model trains on and is evaluated on, in the same way for every model.

:func:`create_dataset` and :func:`data_preparation` have RecBole's names, signatures and return values;
:func:`prepare_data` is what experiments use.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import recbole.data
import recbole.data.dataset as recbole_datasets
from recbole.data.dataset import Dataset
from recbole.sampler import KGSampler
from recbole.utils import ModelType

from recbole_tema.data.choose_split import check_split_file, holds_out_items, is_temporal
from recbole_tema.data.dataloader import PaddedHistories, SequenceDataLoader
from recbole_tema.data.dataset import (
    ExactOrderSequentialDataset,
    SplitDataset,
    SplitSequentialDataset,
    TEMADataset,
    domains_of,
    is_unfiltered,
    reads_file,
    split_of,
)
from recbole_tema.data.domains import Domains
from recbole_tema.data.inter_file import InteractionColumns
from recbole_tema.data.reading import check_loaded_columns, recbole_errors
from recbole_tema.data.split import Split, Targets
from recbole_tema.data.user_split import check_files
from recbole_tema.errors import ConfigError, DataError
from recbole_tema.files import fingerprint
from recbole_tema.files.atomic import check_readable
from recbole_tema.files.formats import INTER, SPLIT


@dataclass(frozen=True)
class EvaluationSet:
    """The targets of validation or test, and the rows that a model scores them from.

    Attributes
    ----------
    targets : Targets
        In ascending order of users; the same for every model.
    dataset : Dataset or PaddedHistories
        Its row ``rows[i]`` is the input for target ``i``.
    rows : array of int64, shape (n_targets,)
    excluded_items : array of bool, shape (n_items,), optional
        Items that are never candidates: the cold items, in validation.
    cold_items : array of bool, shape (n_items,), optional
        Candidates of the protocol ``cold``, in test.
    """

    targets: Targets
    dataset: Dataset | PaddedHistories
    rows: np.ndarray
    excluded_items: np.ndarray | None = None
    cold_items: np.ndarray | None = None


@dataclass(frozen=True)
class PreparedData:
    """Everything that one model needs.

    Attributes
    ----------
    dataset : Dataset
        The training dataset, for the constructor of the model.
    train : iterable of Interaction
        Training batches.
    valid, test : EvaluationSet
    domains : Domains
    split : Split
    fingerprint : str
        SHA-256 over the ``.inter`` and ``.item`` files, and the ``.split`` file if there is one.
    """

    dataset: Dataset
    train: Any
    valid: EvaluationSet
    test: EvaluationSet
    domains: Domains
    split: Split
    fingerprint: str


def uses_whole_sequences(config: Any) -> bool:
    """Whether the model of a configuration trains on whole sequences, with a :class:`TEMADataset`."""
    return bool(getattr(getattr(config, "model_class", None), "uses_whole_sequences", False))


def input_hashes(config: Any) -> dict[str, str]:
    """Hashes of the files that a model reads; see :func:`recbole_tema.files.fingerprint.input_hashes`."""
    return fingerprint.input_hashes(*_inputs(config))


def file_hashes(config: Any) -> dict[str, str]:
    """Hash of each of these files; see :func:`recbole_tema.files.fingerprint.file_hashes`."""
    return fingerprint.file_hashes(*_inputs(config))


def _inputs(config: Any) -> tuple[Path, str, Sequence[str]]:
    modalities = config["modalities"] if uses_whole_sequences(config) else ()
    return Path(config["data_path"]), config["dataset"], modalities


def create_dataset(config: Any) -> Dataset:
    """Create the dataset of a model, as ``recbole.data.create_dataset`` does.

    RecBole's function may unpickle a file that it finds in ``checkpoint_dir``; this one never does.

    Parameters
    ----------
    config : Config
        Or RecBole's own ``Config``.

    Returns
    -------
    Dataset
        A :class:`TEMADataset` for models that train on whole sequences; otherwise the class that RecBole uses, with a
        ``Config`` of this package made to share the common split.

    Raises
    ------
    ConfigError
        For a model of a kind that has no common split, or if ``load_col`` lacks a field that every model needs.
    DataError
        For malformed files, and for anything else that RecBole's data code raises.
    """
    if not getattr(config, "common_split", False):
        return _recbole_dataset_class(config)(config)
    check_loaded_columns(config)
    folder, name = Path(config["data_path"]), config["dataset"]
    check_split_file(config["eval_args"]["split"], SPLIT.path(folder, name))
    if not (uses_whole_sequences(config) and is_unfiltered(config)):
        columns = InteractionColumns(config["USER_ID_FIELD"], config["ITEM_ID_FIELD"], config["TIME_FIELD"])
        check_files(INTER.path(folder, name), columns, unique=config["rm_dup_inter"] is None)
        _check_files_of_recbole(config, folder, name)
    kind = _dataset_class(config)
    with recbole_errors(f"read the dataset {name}"):
        return kind(config)


def _check_files_of_recbole(config: Any, folder: Path, name: str) -> None:
    """Check the files whose columns RecBole reads, before it does."""
    for suffix in ("inter", "item", "user"):
        path, listed = folder / f"{name}.{suffix}", (config["load_col"] or {}).get(suffix, "*")
        if path.is_file() and reads_file(config, suffix):
            check_readable(path, None if listed == "*" else listed)


def _recbole_dataset_class(config: Any) -> Any:
    """The class that ``recbole.data.create_dataset`` chooses."""
    kinds = {ModelType.SEQUENTIAL: "SequentialDataset", ModelType.KNOWLEDGE: "KnowledgeBasedDataset"}
    special = getattr(recbole_datasets, f"{config['model']}Dataset", None)
    return special or getattr(recbole_datasets, kinds.get(config["MODEL_TYPE"], "Dataset"))


def _dataset_class(config: Any) -> Any:
    if uses_whole_sequences(config):
        return TEMADataset
    has_user_split = SPLIT.path(Path(config["data_path"]), config["dataset"]).is_file()
    splits_rows = has_user_split or is_temporal(config["eval_args"]["split"])
    # RecBole keeps dataset classes for DIEN and two knowledge graph models, all sequential.
    special: Any = getattr(recbole_datasets, f"{config['model']}Dataset", None)
    if special is not None:
        first = SplitSequentialDataset if splits_rows else ExactOrderSequentialDataset
        return type(special.__name__, (first, special), {})
    if config["MODEL_TYPE"] == ModelType.SEQUENTIAL:
        return SplitSequentialDataset if splits_rows else ExactOrderSequentialDataset
    if config["MODEL_TYPE"] in (ModelType.GENERAL, ModelType.TRADITIONAL):
        return SplitDataset
    raise ConfigError(
        f"{config['model']} is a {config['MODEL_TYPE'].name.lower()} model and has no common split with the others.",
        remedy="Choose a sequential or general model.",
    )


def data_preparation(config: Any, dataset: Dataset) -> tuple[Any, Any, Any]:
    """Split a dataset and create its data loaders, as ``recbole.data.data_preparation`` does.

    Parameters
    ----------
    config : Config
    dataset : Dataset
        From :func:`create_dataset`.

    Returns
    -------
    train_data, valid_data, test_data
        Data loaders. That of training yields whole sequences if ``dataset`` is a :class:`TEMADataset`, otherwise they
        are RecBole's.
    """
    if holds_out_items(config["eval_args"]["split"]):
        raise ConfigError(
            "RecBole's evaluation ranks validation targets among cold items too.",
            remedy="Use run_experiment or `recbole-tema run`, or remove eval_args.split.",
        )
    if not isinstance(dataset, TEMADataset):
        with recbole_errors("split the dataset and make batches"):
            return _recbole_loaders(config, dataset)
    built = dataset.build()
    samplers = recbole.data.create_samplers(config, dataset, built)
    return _sequence_loader(config, built[0]), *_evaluation_loaders(config, built, samplers)


def _recbole_loaders(config: Any, dataset: Dataset) -> tuple[Any, Any, Any]:
    """What ``recbole.data.data_preparation`` returns, which would first look for a pickle in ``checkpoint_dir``."""
    built = dataset.build()
    samplers = recbole.data.create_samplers(config, dataset, built)
    kind = recbole.data.get_dataloader(config, "train")
    if config["MODEL_TYPE"] == ModelType.KNOWLEDGE:
        negatives = config["train_neg_sample_args"]
        sampler = KGSampler(dataset, negatives["distribution"], negatives["alpha"])
        train = kind(config, built[0], samplers[0], sampler, shuffle=True)
    else:
        train = kind(config, built[0], samplers[0], shuffle=config["shuffle"])
    return train, *_evaluation_loaders(config, built, samplers)


def _evaluation_loaders(config: Any, built: Any, samplers: Any) -> tuple[Any, Any]:
    """RecBole's loaders of validation and test."""
    valid, test = (
        recbole.data.get_dataloader(config, phase)(config, built[i], samplers[i], shuffle=False)
        for i, phase in ((1, "valid"), (2, "test"))
    )
    return valid, test


def _sequence_loader(config: Any, dataset: TEMADataset) -> SequenceDataLoader:
    return SequenceDataLoader(dataset, config["MAX_ITEM_LIST_LENGTH"], config["train_batch_size"], config["seed"])


def prepare_data(config: Any) -> PreparedData:
    """Load, check, split and batch the data of one model.

    Parameters
    ----------
    config : Config
        The configuration of the model.

    Raises
    ------
    DataError
        For malformed files, or if the targets of a model are not those of every other.
    """
    folder, name = Path(config["data_path"]), config["dataset"]
    digest = fingerprint.dataset_fingerprint(folder, name)
    dataset = create_dataset(config)
    path = INTER.path(folder, name)
    if isinstance(dataset, TEMADataset):
        return _prepare_sequences(config, dataset, digest, path)
    domains, split = domains_of(dataset), split_of(dataset)
    split.check(path)
    train, *loaders = data_preparation(config, dataset)
    valid, test = (
        _evaluation_set(loader._dataset, split.targets(rows))
        for loader, rows in zip(loaders, (split.valid_rows(), split.test_rows()))
    )
    return PreparedData(train._dataset, train, valid, test, domains, split, digest)


def _prepare_sequences(config: Any, dataset: TEMADataset, digest: str, path: Path) -> PreparedData:
    split = dataset.split
    split.check(path)
    cold = split.cold_items()
    valid, test = (
        EvaluationSet(
            split.targets(rows),
            PaddedHistories(split, rows, config["MAX_ITEM_LIST_LENGTH"], config),
            np.arange(len(rows)),
            **{role: cold},
        )
        for rows, role in ((split.valid_rows(), "excluded_items"), (split.test_rows(), "cold_items"))
    )
    train = _sequence_loader(config, dataset)
    return PreparedData(dataset, train, valid, test, dataset.domains, split, digest)


def _evaluation_set(dataset: Dataset, targets: Targets) -> EvaluationSet:
    users = dataset.inter_feat[dataset.uid_field].numpy()
    items = dataset.inter_feat[dataset.iid_field].numpy()
    rows = np.argsort(users, kind="stable")
    if not (np.array_equal(users[rows], targets.users) and np.array_equal(items[rows], targets.items)):
        raise DataError(
            "The evaluation targets of this model are not those of the common split.",
            remedy="Remove filters and augmentation that its configuration adds.",
        )
    return EvaluationSet(targets, dataset, rows)
