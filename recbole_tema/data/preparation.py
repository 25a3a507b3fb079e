"""From a configuration to what a model trains on and is evaluated by, the same way for every model."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Union

import numpy as np
import recbole.data.dataset as recbole_datasets
from recbole.data import data_preparation
from recbole.data.dataset import Dataset, SequentialDataset
from recbole.utils import ModelType

from recbole_tema.config import OUR_MODELS
from recbole_tema.data.dataloader import PaddedRows, WindowLoader
from recbole_tema.data.dataset import TEMADataset, is_plain
from recbole_tema.data.domains import Domains, check_ratings
from recbole_tema.data.sequences import LeaveOneOutDataset, RoleSequentialDataset, Sequences
from recbole_tema.errors import ConfigError, DataError
from recbole_tema.evaluation.protocols import Targets
from recbole_tema.files import fingerprint
from recbole_tema.files.formats import INTER, SPLIT


@dataclass(frozen=True)
class EvaluationSet:
    """The targets of validation or test, and the rows a model is given to score them.

    Attributes
    ----------
    targets : Targets
        In ascending order of users; the same for every model.
    dataset : Dataset or PaddedRows
        RecBole's dataset, or what stands for one, whose row ``rows[i]`` is the input for target ``i``.
    rows : array of int64, shape (n_targets,)
    """

    targets: Targets
    dataset: Union[Dataset, PaddedRows]
    rows: np.ndarray


@dataclass(frozen=True)
class Prepared:
    """Everything one model needs.

    Attributes
    ----------
    dataset : Dataset
        The training dataset that the model's constructor takes.
    train : iterable of Interaction
        Training batches.
    valid, test : EvaluationSet
    domains : Domains
    sequences : Sequences
    fingerprint : str
        SHA-256 over the ``.inter`` and ``.item`` files, and the ``.split`` file where there is one.
    """

    dataset: Dataset
    train: Any
    valid: EvaluationSet
    test: EvaluationSet
    domains: Domains
    sequences: Sequences
    fingerprint: str


def input_hashes(config: Any) -> dict[str, str]:
    """Hashes of the files that a model reads; see :func:`recbole_tema.files.fingerprint.input_hashes`."""
    modalities = config["modalities"] if config["model"] in OUR_MODELS else ()
    return fingerprint.input_hashes(Path(config["data_path"]), config["dataset"], modalities)


def dataset_class(config: Any) -> Any:
    """The dataset class of a model: ours, RecBole's own for its sequential models, ours for its general ones.

    Where the dataset has a ``.split`` file, RecBole's own is made to split by it.

    Raises
    ------
    ConfigError
        For a model of a kind that has no common split here.
    """
    if config["model"] in OUR_MODELS:
        return TEMADataset
    roles = SPLIT.path(Path(config["data_path"]), config["dataset"]).is_file()
    # DIEN's and two knowledge graph models', all sequential.
    special: Any = getattr(recbole_datasets, f"{config['model']}Dataset", None)
    if special is not None:
        return type(f"Role{special.__name__}", (RoleSequentialDataset, special), {}) if roles else special
    if config["MODEL_TYPE"] == ModelType.SEQUENTIAL:
        return RoleSequentialDataset if roles else SequentialDataset
    if config["MODEL_TYPE"] in (ModelType.GENERAL, ModelType.TRADITIONAL):
        return LeaveOneOutDataset
    raise ConfigError(
        f"{config['model']} is a {config['MODEL_TYPE'].name.lower()} model.",
        remedy="TEMA and RecBole's sequential and general models can be compared.",
    )


def prepare_data(config: Any) -> Prepared:
    """Load, check, split and batch the data of one model.

    Parameters
    ----------
    config : TEMAConfig
        The model's configuration.

    Raises
    ------
    DataError
        For bad files, or if a model's targets were not those of every other.
    """
    folder, name = Path(config["data_path"]), config["dataset"]
    if config["model"] not in OUR_MODELS or not is_plain(config):
        check_ratings(INTER.path(folder, name), config["USER_ID_FIELD"], config["ITEM_ID_FIELD"], config["TIME_FIELD"])
    digest = fingerprint.dataset_fingerprint(folder, name)
    dataset = dataset_class(config)(config)
    if isinstance(dataset, TEMADataset):
        return _prepare_ours(config, dataset, digest, INTER.path(folder, name))
    domains = Domains.from_dataset(dataset)
    sequences = Sequences.from_dataset(dataset)
    _check_parts(sequences, INTER.path(folder, name))
    train, *loaders = data_preparation(config, dataset)
    valid, test = (
        _evaluation_set(loader._dataset, sequences.targets(rows))
        for loader, rows in zip(loaders, (sequences.valid_rows(), sequences.test_rows()))
    )
    return Prepared(train._dataset, train, valid, test, domains, sequences, digest)


def _prepare_ours(config: Any, dataset: TEMADataset, fingerprint: str, path: Path) -> Prepared:
    sequences = dataset.whole_sequences()
    _check_parts(sequences, path)
    window = config["MAX_ITEM_LIST_LENGTH"]
    train = WindowLoader(
        dataset,
        window,
        config["train_batch_size"],
        config["seed"],
        epoch_targets=config["epoch_targets"],
        rows=config["train_rows"],
    )
    valid, test = (
        EvaluationSet(sequences.targets(rows), PaddedRows(sequences, rows, window, config), np.arange(len(rows)))
        for rows in (sequences.valid_rows(), sequences.test_rows())
    )
    return Prepared(dataset, train, valid, test, dataset.domains, sequences, fingerprint)


def _check_parts(sequences: Sequences, path: Path) -> None:
    # The files hold users for every part, but RecBole's filters may have removed them, or shortened their histories.
    trained = sequences.train_ends() - sequences.offsets[:-1] >= 2
    counts = {"train": trained.sum(), "validate": len(sequences.valid_rows()), "test": len(sequences.test_rows())}
    for part, count in counts.items():
        if not count:
            raise DataError(
                f"the filters leave no user to {part}.",
                path=path,
                remedy="Widen user_inter_num_interval, item_inter_num_interval and val_interval.",
            )


def _evaluation_set(dataset: Dataset, targets: Targets) -> EvaluationSet:
    users = dataset.inter_feat[dataset.uid_field].numpy()
    items = dataset.inter_feat[dataset.iid_field].numpy()
    rows = np.argsort(users, kind="stable")
    if not (np.array_equal(users[rows], targets.users) and np.array_equal(items[rows], targets.items)):
        raise DataError(
            "this model's evaluation targets are not those of the common split.",
            remedy="Remove filters and augmentation that its configuration adds.",
        )
    return EvaluationSet(targets, dataset, rows)
