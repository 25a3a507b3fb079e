"""The models: TEMA, and the baseline that is trained as it is."""

from recbole_tema.model.sasrec import SASRecW
from recbole_tema.model.tema import TEMA

__all__ = ["TEMA", "SASRecW"]
