"""RecBole's quick start for every model: configure, load, train, evaluate in one call; load what was trained."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from logging import getLogger
from typing import Any

import torch
from recbole.utils import init_logger, init_seed

from recbole_tema.config import Config, PathLike
from recbole_tema.data.preparation import create_dataset, data_preparation
from recbole_tema.experiment.saved_run import read_run
from recbole_tema.training.checkpoint import load_model, load_tensors
from recbole_tema.training.registry import get_trainer


def run_recbole_tema(
    model: str | type | None = None,
    dataset: str | None = None,
    config_file_list: Sequence[PathLike] | None = None,
    config_dict: Mapping[str, Any] | None = None,
    saved: bool = True,
) -> dict[str, Any]:
    """Train and evaluate one model with RecBole's metrics, as ``recbole.quick_start.run_recbole`` does.

    For per-domain protocols, several seeds and tests of significance, use
    :func:`~recbole_tema.experiment.run.run_experiment`.

    Parameters
    ----------
    model, dataset, config_file_list, config_dict
        See :class:`~recbole_tema.config.Config`.
    saved : bool
        Whether the best weights are kept under ``checkpoint_dir``.

    Returns
    -------
    dict
        ``best_valid_score``, ``valid_score_bigger``, ``best_valid_result`` and ``test_result``.

    Examples
    --------
    >>> run_recbole_tema(model="TEMA", dataset="my-shop", config_dict={"epochs": 20})  # doctest: +SKIP
    """
    config = Config(model, dataset, config_file_list, config_dict)
    init_seed(config["seed"], config["reproducibility"])
    init_logger(config)
    logger = getLogger()
    logger.info(config)
    data = create_dataset(config)
    logger.info(data)
    train_data, valid_data, test_data = data_preparation(config, data)
    init_seed(config["seed"] + config["local_rank"], config["reproducibility"])
    net = config.model_class(config, train_data._dataset).to(config["device"])
    logger.info(net)
    trainer = get_trainer(config["MODEL_TYPE"], config.model_class)(config, net)
    best_valid_score, best_valid_result = trainer.fit(
        train_data, valid_data, saved=saved, show_progress=config["show_progress"]
    )
    test_result = trainer.evaluate(test_data, load_best_model=saved, show_progress=config["show_progress"])
    logger.info(f"best valid: {best_valid_result}")
    logger.info(f"test result: {test_result}")
    return {
        "best_valid_score": best_valid_score,
        "valid_score_bigger": config["valid_metric_bigger"],
        "best_valid_result": best_valid_result,
        "test_result": test_result,
    }


def load_data_and_model(model_file: PathLike, data_path: PathLike | None = None) -> tuple[Any, ...]:
    """Load a trained model with its data, as ``recbole.quick_start.load_data_and_model`` does.

    Parameters
    ----------
    model_file : str or Path
        Folder of a run: of :func:`~recbole_tema.experiment.run.run_experiment`, or of a trainer's ``fit``.
    data_path : str or Path, optional
        Folder that contains the folder of the dataset; ``atomic_data`` by default.

    Returns
    -------
    config, model, dataset, train_data, valid_data, test_data

    Raises
    ------
    TEMAError
        See :func:`~recbole_tema.experiment.saved_run.open_run`.
    """
    config, file, _ = read_run(model_file, data_path)
    init_seed(config["seed"], config["reproducibility"])
    dataset = create_dataset(config)
    train_data, valid_data, test_data = data_preparation(config, dataset)
    with torch.random.fork_rng(devices=[]):
        model = config.model_class(config, train_data._dataset)
    load_model(model, load_tensors(file)[0])
    return config, model.to(config["device"]).eval(), dataset, train_data, valid_data, test_data
