"""TEMA-LLM for RecBole: cross-domain sequential recommendation with LLM tags, text and images.

The names below are the public API. They are imported on first use, so that ``import recbole_tema`` is fast.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

# Public name -> module that defines it.
_EXPORTS = {
    "Config": "config",
    "Recommender": "recommend",
    "SASRecW": "model",
    "TEMA": "model",
    "TEMADataset": "data.dataset",
    "TEMAError": "errors",
    "create_dataset": "data.preparation",
    "data_preparation": "data.preparation",
    "encode_items": "encoding",
    "get_model": "model",
    "get_trainer": "training.registry",
    "load_data_and_model": "quick_start",
    "prepare_dataset": "prepare",
    "profile_items": "tagging",
    "run_experiment": "experiment.run",
    "run_recbole_tema": "quick_start",
    "search": "experiment.search",
    "tag_items": "tagging",
}
__all__ = sorted(_EXPORTS)

if TYPE_CHECKING:
    from recbole_tema.config import Config as Config
    from recbole_tema.data.dataset import TEMADataset as TEMADataset
    from recbole_tema.data.preparation import create_dataset as create_dataset
    from recbole_tema.data.preparation import data_preparation as data_preparation
    from recbole_tema.encoding.pipeline import encode_items as encode_items
    from recbole_tema.errors import TEMAError as TEMAError
    from recbole_tema.experiment.run import run_experiment as run_experiment
    from recbole_tema.experiment.search import search as search
    from recbole_tema.model import TEMA as TEMA
    from recbole_tema.model import SASRecW as SASRecW
    from recbole_tema.model import get_model as get_model
    from recbole_tema.prepare import prepare_dataset as prepare_dataset
    from recbole_tema.quick_start import load_data_and_model as load_data_and_model
    from recbole_tema.quick_start import run_recbole_tema as run_recbole_tema
    from recbole_tema.recommend import Recommender as Recommender
    from recbole_tema.tagging import profile_items as profile_items
    from recbole_tema.tagging import tag_items as tag_items
    from recbole_tema.training.registry import get_trainer as get_trainer


def __getattr__(name: str) -> Any:
    if name not in _EXPORTS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    try:
        value = getattr(import_module(f"{__name__}.{_EXPORTS[name]}"), name)
    except ImportError as error:
        from recbole_tema.errors import missing_recbole

        raise (missing_recbole(error) or error) from None
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
