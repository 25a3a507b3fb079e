"""The model."""

from recbole_tema.model.tema import TEMA

__all__ = ["TEMA"]
