"""Files of settings, of RecBole, of this package and of users' models, and the keys that they may hold."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import recbole.config
from recbole.utils import dataset_arguments, evaluation_arguments, general_arguments, training_arguments

from recbole_tema.errors import ConfigError
from recbole_tema.files.yaml_files import read_yaml_mapping
from recbole_tema.literals import SettingsLoader
from recbole_tema.model.names import suggestion


def properties_folder() -> Path:
    """Folder of the YAML settings: ``_properties`` in a wheel, ``properties`` in a checkout."""
    package = Path(__file__).parent
    installed = package / "_properties"
    return installed if installed.is_dir() else package.parent / "properties"


def settings_files(model: type) -> list[Path]:
    """YAML files with the settings of a model, those of all runs first.

    A user's model also has the settings of the models that it is a subclass of, below those of its own file.
    """
    own, recbole_folder = properties_folder(), Path(recbole.config.__file__).parents[1] / "properties"
    files = [own / "overall.yaml"]
    if is_user_model(model):
        bases = [base.__name__ for base in reversed(model.__mro__) if not is_user_model(base)]
        folders = (recbole_folder / "model", own / "model", own / "baselines")
        files += [folder / f"{base}.yaml" for base in bases for folder in folders]
        files += user_settings(model)
    else:
        files += [own / f"{folder}/{model.__name__}.yaml" for folder in ("model", "baselines")]
    return [file for file in files if file.is_file()]


def is_user_model(model: type) -> bool:
    """Whether a model is neither of this package nor of RecBole."""
    return model.__module__.partition(".")[0] not in ("recbole_tema", "recbole")


def user_settings(model: type) -> list[Path]:
    """``Class.yaml`` beside the module of a user's model, if it exists."""
    try:
        file = Path(inspect.getfile(model)).with_name(f"{model.__name__}.yaml")
    except (OSError, TypeError):  # defined in an interactive session
        return []
    return [file] if file.is_file() else []


def tuned_settings(model: type, dataset: str) -> Path | None:
    """Settings tuned for a model on a dataset, if there are any; they apply only on request."""
    file = properties_folder() / "tuned" / dataset / f"{model.__name__}.yaml"
    return file if file.is_file() else None


def known_keys(model: type | None = None, other_models: Iterable[type] = ()) -> set[str] | None:
    """Every key that RecBole, this package or a user's model reads.

    Parameters
    ----------
    model : type, optional
    other_models : iterable of type
        Models of users whose YAML files have known keys too.

    Returns
    -------
    set of str or None
        None if any key may be read: by a user's model without a YAML file.
    """
    models = [*other_models] if model is None else [model, *other_models]
    if model is not None and is_user_model(model) and not user_settings(model):
        return None
    files = [file for user_model in filter(is_user_model, models) for file in user_settings(user_model)]
    return {*_known_keys(), *(key for file in files for key in read_settings(file))}


@cache
def _known_keys() -> frozenset[str]:
    recbole_folder, own = Path(recbole.config.__file__).parents[1] / "properties", properties_folder()
    files = [
        *recbole_folder.glob("*.yaml"),
        *(recbole_folder / "model").glob("*.yaml"),
        *(recbole_folder / "quick_start_config").glob("*.yaml"),
        recbole_folder / "dataset/sample.yaml",
        own / "overall.yaml",
        *(own / "model").glob("*.yaml"),
        *(own / "baselines").glob("*.yaml"),
    ]
    arguments = (general_arguments, training_arguments, evaluation_arguments, dataset_arguments)
    others = {"model", "dataset", "neg_sampling", "training_neg_sample_num", "eval_neg_sample_args"}
    return frozenset(others.union(*arguments, *map(read_settings, files)))


def check_keys(settings: Iterable[tuple[str, Mapping[str, Any]]], known: set[str] | None) -> None:
    """Check keys of settings, given with where they come from.

    Raises
    ------
    ConfigError
        For an unknown key.
    """
    if known is None:
        return
    for where, values in settings:
        for key in values:
            if key not in known:
                raise ConfigError(f"Unknown key {key!r} in {where}.", remedy=suggestion(str(key), sorted(known)))


def read_settings(path: Path) -> dict[str, Any]:
    """Read a YAML file of ``key: value`` lines.

    Raises
    ------
    ConfigError
        If the file is missing, or is not a mapping with text as keys, or its key ``model`` names a module, since
        importing one runs its code.
    """
    settings = read_yaml_mapping(path, loader=SettingsLoader)
    if ":" in str(settings.get("model", "")):
        raise ConfigError(
            f"model ({settings['model']!r}) names a module, which a file must not import.",
            path=path,
            remedy="Give it as --model, or as the argument model.",
        )
    return settings
