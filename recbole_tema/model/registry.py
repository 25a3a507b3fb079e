"""Model classes by name: those of this package, those of RecBole, and those of the user."""

from __future__ import annotations

import difflib
import importlib
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import recbole.trainer
from recbole.model.abstract_recommender import AbstractRecommender
from recbole.utils import get_model as get_recbole_model

from recbole_tema.errors import ConfigError

# Models of this package and their modules; those that RecBole has too take the place of RecBole's.
OWN_MODELS = {
    "TEMA": "tema",
    "SASRecW": "sasrec",
    "Pop": "pop",
    **dict.fromkeys(("GCMC", "LightGCN", "NGCF", "SpectralCF"), "graph"),
}
# Those with the class attribute `uses_whole_sequences`, by name, so that no model has to be imported to know.
WHOLE_SEQUENCE_MODELS = ("TEMA", "SASRecW")


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
        If there is no such model (with the closest names), or RecBole trains it by a special trainer.
    """
    if not isinstance(model_name, str):
        return _check_class(model_name, model_name.__name__)
    if ":" in model_name:
        return _user_model(model_name)
    if model_name in OWN_MODELS:
        return own_model(model_name)
    # RecBole's own look-up imports optional packages before it finds that a name is unknown.
    known = [*OWN_MODELS, *recbole_models()]
    if model_name not in known:
        raise ConfigError(f"There is no model {model_name!r}.", remedy=suggestion(model_name, known))
    if hasattr(recbole.trainer, f"{model_name}Trainer"):
        raise ConfigError(
            f"RecBole trains {model_name} by a special trainer, which is not supported.",
            remedy="Choose a model that RecBole's plain Trainer trains.",
        )
    try:
        return get_recbole_model(model_name)
    except ImportError as error:
        raise ConfigError(f"{model_name} needs {error.name}.", remedy=f"Run: pip install {error.name}") from None


def recbole_models() -> list[str]:
    """Names of the models that RecBole has."""
    folder = Path(recbole.__file__).parent / "properties/model"
    return sorted(path.stem for path in folder.glob("*.yaml"))


def suggestion(name: str, known: Sequence[str]) -> str:
    """The remedy for an unknown name: the closest known ones."""
    close = difflib.get_close_matches(name, known, n=3, cutoff=0.5)
    return f"Did you mean {' or '.join(close)}?" if close else "See the README for the available ones."


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
