"""Names of models, known without importing RecBole or torch, and why some of RecBole's models cannot be compared."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from recbole_tema.errors import ConfigError

# Models of this package and their modules; those that RecBole has too take the place of RecBole's.
OWN_MODELS = {
    "TEMA": "tema",
    "SASRecW": "sasrec",
    "ABXI": "baselines.abxi",
    "TriCDR": "baselines.tricdr",
    "C2DSR": "baselines.c2dsr",
    "UniSRec": "baselines.unisrec",
    "ContentKNN": "baselines.content_knn",
    "Pop": "pop",
    **dict.fromkeys(("FEARec", "GRU4RecCPR", "SASRecCPR", "SHAN"), "corrections"),
    **dict.fromkeys(("DGCF", "GCMC", "LightGCN", "NCL", "NGCF", "SpectralCF"), "graph"),
}
# Those with the class attribute `uses_whole_sequences`, by name, so that no model has to be imported to know.
WHOLE_SEQUENCE_MODELS = ("TEMA", "SASRecW", "ABXI", "C2DSR", "TriCDR", "UniSRec", "ContentKNN")
# Those with the class attribute `content_modalities`, which rank items without training interactions by their features.
CONTENT_MODELS = ("TEMA", "UniSRec", "ContentKNN")
# Families of RecBole's models, as its folders name them; the first two share the common split.
FAMILIES = {
    "general": "general_recommender",
    "sequential": "sequential_recommender",
    "context": "context_aware_recommender",
    "knowledge": "knowledge_aware_recommender",
    "decisiontree": "exlib_recommender",
}
COMPARED_FAMILIES = ("general", "sequential")
_KNOWLEDGE_GRAPH = (
    "needs embeddings of a knowledge graph (.kg, .link and .ent files), which datasets of this package do not have."
)
# Models of these families that cannot be trained: the reason, and what to do instead.
REFUSED = {
    "GRU4RecKG": (_KNOWLEDGE_GRAPH, "Choose GRU4Rec or GRU4RecF."),
    "KSR": (_KNOWLEDGE_GRAPH, "Choose GRU4Rec or GRU4RecF."),
    "RaCT": (
        "is trained in three stages by a special trainer, each stage from a file of the one before.",
        "Choose MultiVAE, which its first stage trains.",
    ),
    "S3Rec": (
        "is pre-trained by a special trainer, and fine-tuned from the file that this saves.",
        "Choose SASRec, SASRecF or FDSA.",
    ),
}
# Modules that a model imports while it trains, with the package to install.
PACKAGES = {"NCL": ("faiss", "faiss-cpu"), "SLIMElastic": ("sklearn", "scikit-learn")}


def recbole_folder() -> Path:
    """Folder of the installed RecBole.

    Raises
    ------
    ModuleNotFoundError
        If it is not installed.
    """
    spec = find_spec("recbole")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("No module named 'recbole'", name="recbole")
    return Path(next(iter(spec.submodule_search_locations)))


@cache
def recbole_models() -> dict[str, str]:
    """Family of every model that RecBole has, by the name of its class."""
    models = {}
    for family, folder in FAMILIES.items():
        text = (recbole_folder() / "model" / folder / "__init__.py").read_text(encoding="utf-8")
        models.update(dict.fromkeys(re.findall(r"^from \S+ import (\w+)", text, re.MULTILINE), family))
    return models


def suggestion(name: str, known: Sequence[str]) -> str:
    """The remedy for an unknown name: the closest known ones, whatever the case."""
    by_lower = {one.lower(): one for one in known}
    close = difflib.get_close_matches(name.lower(), by_lower, n=3, cutoff=0.5)
    return (
        f"Did you mean {' or '.join(by_lower[one] for one in close)}?"
        if close
        else "See the README for the available ones."
    )


def check_name(name: str) -> None:
    """Check that a model can be trained and compared, without importing it.

    Parameters
    ----------
    name : str
        ``module:Class``, for a model of the user, is not checked.

    Raises
    ------
    ConfigError
        If there is no such model (with the closest names), or RecBole's model cannot be compared (with the reason).
    """
    if ":" in name:
        return
    if name not in OWN_MODELS and name not in recbole_models():
        raise ConfigError(f"There is no model {name!r}.", remedy=suggestion(name, [*OWN_MODELS, *recbole_models()]))
    family = recbole_models().get(name, "sequential")
    if family not in COMPARED_FAMILIES:
        raise ConfigError(
            f"{name} is a {family} model and has no common split with the others.",
            remedy="Choose a sequential or general model.",
        )
    if name in REFUSED:
        reason, remedy = REFUSED[name]
        raise ConfigError(f"{name} {reason}", remedy=remedy)
    module, package = PACKAGES.get(name, ("", ""))
    if module and find_spec(module) is None:
        raise ConfigError(f"{name} needs {module}.", remedy=f"Run: pip install {package}")
