"""Item features that a model needs, checked before any model of an experiment is trained.

RecBole's SASRecF, FDSA and GRU4RecF read columns of the .item file; UniSRec reads text vectors.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from recbole_tema.data.choose_split import holds_out_items
from recbole_tema.errors import ConfigError, DataError
from recbole_tema.files.atomic import read_header
from recbole_tema.files.formats import INTER, ITEM, MODALITIES
from recbole_tema.model.names import CONTENT_MODELS


def choose_item_features(config: Any) -> None:
    """Check ``selected_features``; a default is reduced to the columns that the dataset has.

    Parameters
    ----------
    config : Config
        Its key ``selected_features`` may change. Models without the key, and datasets that do not exist yet, are
        skipped.

    Raises
    ------
    ConfigError
        If a chosen column is missing, or the dataset has none of the default ones.
    """
    path = ITEM.path(Path(config["data_path"]), config["dataset"])
    if "selected_features" not in config.internal_config_dict or not path.is_file():
        return
    loaded = (config["load_col"] or {}).get("item")
    columns = [name for name in read_header(path) if loaded is None or name in loaded]
    wanted = config["selected_features"] or []
    chosen = [name for name in wanted if name in columns]
    is_default = "selected_features" not in config.external_config_dict
    if not chosen or (len(chosen) < len(wanted) and not is_default):
        missing = ", ".join(name for name in wanted if name not in columns) or "at least one"
        others = ", ".join(name for name in columns if name != config["ITEM_ID_FIELD"]) or "none"
        raise ConfigError(
            f"{config['model']} needs item columns, and its selected_features ({missing}) are not loaded from "
            f"{path.name}.",
            remedy=f"Set selected_features to loaded columns ({others}), or add columns to load_col.",
        )
    config["selected_features"] = chosen


def check_required_modalities(config: Any) -> None:
    """Check that the item features are there without which a model cannot be trained.

    Parameters
    ----------
    config : Config
        Datasets that do not exist yet are skipped.

    Raises
    ------
    ConfigError
        If ``modalities`` leaves one out.
    DataError
        If a feature file does not exist.
    """
    folder, name = Path(config["data_path"]), config["dataset"]
    for modality in getattr(config.model_class, "required_modalities", ()):
        if modality not in config["modalities"]:
            raise ConfigError(
                f"{config['model']} needs the modality {modality!r}, and modalities is {list(config['modalities'])}.",
                remedy=f"Add {modality!r} to modalities.",
            )
        file = MODALITIES[modality]
        if INTER.path(folder, name).is_file() and not file.path(folder, name).is_file():
            raise DataError(
                f"{config['model']} needs the {modality} vectors of items, and there is no such file.",
                path=file.path(folder, name),
                remedy=f"Create it with `recbole-tema {file.command}`.",
            )


def check_cold_items(config: Any) -> None:
    """Check that a model can rank cold items, if the split of a configuration tests them.

    The score of an item that is represented by its id alone would be random.

    Parameters
    ----------
    config : Config

    Raises
    ------
    ConfigError
        If the model does not represent items by content, or ``modalities`` has none.
    """
    split = config["eval_args"]["split"]
    if not holds_out_items(split):
        return
    by_content = getattr(config.model_class, "content_modalities", ())
    if not (by_content and getattr(config.model_class, "uses_whole_sequences", False)):
        raise ConfigError(
            f"{config['model']} cannot rank the cold items of eval_args.split ({split}): it does not represent items "
            "by their features.",
            remedy=f"Choose from {', '.join(CONTENT_MODELS)}, or a model of your own with content_modalities.",
        )
    if not set(by_content) & set(config["modalities"]):
        raise ConfigError(
            f"{config['model']} cannot rank the cold items of eval_args.split ({split}) by modalities "
            f"({list(config['modalities'])}).",
            remedy=f"Add one of {', '.join(by_content)}.",
        )
