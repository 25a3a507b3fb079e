"""Model classes by name."""

from __future__ import annotations

import pytest

from recbole_tema.model import get_model
from recbole_tema.model.names import OWN_MODELS, WHOLE_SEQUENCE_MODELS
from recbole_tema.model.registry import own_model


@pytest.mark.parametrize("name", OWN_MODELS)
def test_own_models_are_found_by_name(name: str) -> None:
    model = get_model(name)
    assert model is own_model(name) and model.__name__ == name
    assert model.__module__ == f"recbole_tema.model.{OWN_MODELS[name]}"
    assert getattr(model, "uses_whole_sequences", False) == (name in WHOLE_SEQUENCE_MODELS)
