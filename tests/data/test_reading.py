"""Columns that RecBole does not load, and exceptions of its data code."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Any

import pytest

from recbole_tema.config import Config
from recbole_tema.data.preparation import prepare_data
from recbole_tema.data.reading import recbole_errors
from recbole_tema.errors import ConfigError, DataError


def prepare(toy: Path, model: str, **keys: Any) -> Any:
    return prepare_data(Config(model, "toy", config_dict={"data_path": str(toy), "modalities": ["id"], **keys}))


@pytest.mark.parametrize("model", ["TEMA", "GRU4Rec", "Pop"])
@pytest.mark.parametrize(
    ("keys", "message"),
    [
        # The two config files of recbole-config-without-the-time.
        (
            {"TIME_FIELD": "time", "load_col": {"inter": ["user_id", "item_id", "rating", "timestamp"]}},
            "load_col.inter lacks TIME_FIELD `time`, add it.",
        ),
        ({"load_col": {"inter": ["user_id", "item_id"]}}, "load_col.inter lacks TIME_FIELD `timestamp`, add it."),
        ({"load_col": {"inter": ["item_id", "timestamp"]}}, "load_col.inter lacks USER_ID_FIELD `user_id`, add it."),
        ({"load_col": {"item": ["item_id"]}}, "load_col.inter lacks USER_ID_FIELD `user_id`, add it."),
        (
            {"load_col": ["user_id"]},
            "load_col (['user_id']) must be a mapping of lists of columns, or empty. Example: ",
        ),
        (
            {"load_col": None, "unload_col": {"inter": ["item_id"]}},
            "unload_col.inter contains ITEM_ID_FIELD `item_id`, remove it.",
        ),
    ],
)
def test_a_column_that_every_model_needs_must_be_loaded(
    toy: Path, model: str, keys: dict[str, Any], message: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        prepare(toy, model, **keys)
    assert str(caught.value).startswith(message)


def test_all_columns_may_be_loaded(toy: Path) -> None:
    assert len(prepare(toy, "Pop", load_col=None).test.targets) == 38


def test_exceptions_of_recbole_name_the_step(toy: Path) -> None:
    with pytest.raises(DataError) as caught:
        prepare(toy, "GRU4Rec", val_interval={"price": "[1,2]"})
    assert str(caught.value).startswith("RecBole could not read the dataset toy: ValueError: ")
    assert isinstance(caught.value.__cause__, ValueError)


@pytest.mark.parametrize("error", [MemoryError(), RuntimeError("std::bad_alloc"), OSError(errno.ENOSPC, "full")])
def test_problems_of_the_machine_are_not_reported_as_malformed_data(error: Exception) -> None:
    with pytest.raises(type(error)) as caught, recbole_errors("read the dataset"):
        raise error
    assert caught.value is error
