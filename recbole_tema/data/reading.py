"""What RecBole needs to read a dataset, checked before it reads, and its exceptions as errors of this package."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from recbole_tema.errors import ConfigError, DataError, TEMAError, first_line_of
from recbole_tema.files.system_errors import is_of_machine

# Keys of the fields that every model needs from the .inter file.
_FIELDS = ("USER_ID_FIELD", "ITEM_ID_FIELD", "TIME_FIELD")


def check_loaded_columns(config: Any) -> None:
    """Check that ``load_col`` and ``unload_col`` leave the columns of user, item and time in the ``.inter`` file.

    Parameters
    ----------
    config : Config

    Raises
    ------
    ConfigError
        With the key and the field that it lacks.
    """
    loaded, unloaded = (_columns(config, key) for key in ("load_col", "unload_col"))
    for key in _FIELDS:
        field = config[key]
        if loaded is not None and field not in loaded:
            raise ConfigError(f"load_col.inter lacks {key} `{field}`, add it.")
        if loaded is None and unloaded is not None and field in unloaded:
            raise ConfigError(f"unload_col.inter contains {key} `{field}`, remove it.")


def _columns(config: Any, key: str) -> list[str] | None:
    """Columns of the ``.inter`` file that a key lists; None if it does not restrict them."""
    columns = config[key]
    if columns is None:
        return None
    listed = columns.get("inter", [])
    if listed is None or listed == "*":
        return None
    return listed if "inter" in columns or key == "load_col" else None


@contextmanager
def recbole_errors(step: str) -> Iterator[None]:
    """Turn exceptions of RecBole's data code into a :class:`DataError`.

    Parameters
    ----------
    step : str
        What RecBole does inside of the block, such as "read the dataset".

    Raises
    ------
    DataError
        For any exception that is not a :class:`TEMAError` already, unless it is a problem of the machine.
    """
    try:
        yield
    except TEMAError:
        raise
    except Exception as error:
        if is_of_machine(error):  # such as too little memory
            raise
        reason = f"{type(error).__name__}: {first_line_of(error)}".rstrip(".")
        raise DataError(
            f"RecBole could not {step}: {reason}.", remedy="Check load_col, the keys of fields and of filters."
        ) from error
