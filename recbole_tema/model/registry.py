"""Model classes by name: those of this package, those of RecBole, and those of the user."""

from __future__ import annotations

import importlib
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from recbole.model.abstract_recommender import AbstractRecommender
from recbole.utils import get_model as get_recbole_model

from recbole_tema.errors import ConfigError
from recbole_tema.model.names import OWN_MODELS, check_name, suggestion


def own_model(name: str) -> Any:
    """Class of a model of this package."""
    return getattr(importlib.import_module(f"recbole_tema.model.{OWN_MODELS[name]}"), name)


def get_model(model_name: str | type) -> Any:
    """Class of a model, as ``recbole.utils.get_model`` returns it.

    Parameters
    ----------
    model_name : str or type
        The name of a model of this package or of RecBole; ``module:Class`` for a model of the user, whose module can be
        imported from the working directory; a class is returned as it is.

    Returns
    -------
    type

    Raises
    ------
    ConfigError
        If there is no such model, or it cannot be compared: see :func:`~recbole_tema.model.names.check_name`.
    """
    if not isinstance(model_name, str):
        return _check_class(model_name, model_name.__name__)
    if ":" in model_name:
        return _user_model(model_name)
    # RecBole's own look-up imports optional packages before it finds that a name is unknown.
    check_name(model_name)
    if model_name in OWN_MODELS:
        return own_model(model_name)
    try:
        return get_recbole_model(model_name)
    except ImportError as error:
        raise ConfigError(f"{model_name} needs {error.name}.", remedy=f"Run: pip install {error.name}") from None


def _user_model(name: str) -> Any:
    module_name, _, class_name = name.partition(":")
    # As `python -m` does: console scripts do not have the working directory on their path.
    if "" not in sys.path and str(Path.cwd()) not in sys.path:
        sys.path.insert(0, str(Path.cwd()))
    try:
        importlib.invalidate_caches()
        missing = find_spec(module_name) is None
    except (ImportError, ValueError):
        missing = True
    if missing:
        raise ConfigError(
            f"There is no module {module_name!r} for the model {name!r}.",
            remedy="Start the command in the folder of the module, or install the module.",
        )
    module = importlib.import_module(module_name)
    if not hasattr(module, class_name):
        classes = [
            key for key, value in vars(module).items() if isinstance(value, type) and value.__module__ == module_name
        ]
        raise ConfigError(f"{module_name} has no class {class_name!r}.", remedy=suggestion(class_name, classes))
    return _check_class(getattr(module, class_name), name)


def _check_class(model: Any, name: str) -> Any:
    if not (isinstance(model, type) and issubclass(model, AbstractRecommender)):
        raise ConfigError(
            f"{name} is not a RecBole model.",
            remedy="Subclass SequentialRecommender or GeneralRecommender of recbole.model.abstract_recommender.",
        )
    return model
