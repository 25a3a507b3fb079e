"""Models: TEMA, SASRec trained as TEMA is, and the registry of all model classes."""

from recbole_tema.model.registry import get_model
from recbole_tema.model.sasrec import SASRecW
from recbole_tema.model.tema import TEMA

__all__ = ["TEMA", "SASRecW", "get_model"]
