"""Exceptions of models as errors that the command line prints in one line."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from recbole_tema.errors import TEMAError, first_line_of
from recbole_tema.files.storage import replacing
from recbole_tema.files.system_errors import is_of_machine

# Name of the file in the folder of a run.
TRACEBACK = "error.txt"


@contextmanager
def failures_of(model: str, activity: str, folder: Path) -> Iterator[None]:
    """Turn exceptions of a model into a :class:`TEMAError` and write the traceback into the folder of the run.

    Parameters
    ----------
    model : str
        Name of the model.
    activity : str
        What happens inside of the block, such as "it was trained".
    folder : Path

    Raises
    ------
    TEMAError
        For any exception that is not a :class:`TEMAError` already, unless it is a problem of the machine.
    """
    try:
        yield
    except TEMAError:
        raise
    except Exception as error:
        if is_of_machine(error):  # such as a full disk
            raise
        path = folder / TRACEBACK
        with suppress(OSError), replacing(path) as file:
            file.write(traceback.format_exc())
        reason = first_line_of(error)
        if str(error).strip():
            reason = f"{type(error).__name__}: {reason}"
        raise TEMAError(
            f"{model} failed while {activity}: {reason.rstrip('.')}.", remedy=f"The traceback is in {path}."
        ) from error
