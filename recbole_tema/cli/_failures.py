"""What a failed command prints: one line, whatever happened; the traceback of an unforeseen error is in a log file."""

from __future__ import annotations

import contextlib
import os
import select
import sys
import tempfile
import traceback
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from recbole_tema.errors import TEMAError, first_line_of, missing_recbole, printable
from recbole_tema.files.system_errors import describe_system_error, system_error

# The module that an error of standard output arises in; the last frame of other errors is never one of these.
_PRINTERS = ("rich", "click", "typer")


def foreseen(error: Exception) -> str | None:
    """The line about an error that the user can fix; None for an unforeseen error."""
    if isinstance(error, TEMAError):
        return str(error)
    if isinstance(error, ImportError):
        missing = missing_recbole(error)
        return None if missing is None else str(missing)
    if isinstance(error, UnicodeEncodeError):
        shown = ascii(error.object[error.start : error.end][:20])
        return f"The characters {shown} cannot be written as {error.encoding}. Rename the file or correct the text."
    if isinstance(error, ValueError) and "embedded null" in str(error):
        return "A path holds a NUL character. Correct the path."
    problem = system_error(error)
    if problem is None:
        return None
    return describe_system_error(problem, path="standard output" if _is_of_output(error) else None)


def unforeseen(error: Exception, parameters: Mapping[str, Any]) -> str:
    """The line about an unforeseen error, whose traceback is written to a log file."""
    summary = printable(f"{type(error).__name__}: {first_line_of(error)}")
    text = "".join(traceback.format_exception(type(error), error, error.__traceback__))
    command = " ".join(map(ascii, sys.argv))
    name = f"recbole-tema-error-{datetime.now():%Y%m%d-%H%M%S}-{os.getpid()}.log"
    for folder in [*_output_folders(parameters), Path(), Path(tempfile.gettempdir())]:
        path = folder / name
        try:
            if folder.is_dir():
                path.write_text(f"{command}\n\n{text}", encoding="utf-8", errors="backslashreplace")
                return f"Unexpected error ({summary}). The traceback is in {printable(str(path))}"
        except (OSError, ValueError):
            with contextlib.suppress(OSError, ValueError):
                path.unlink()
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"Unexpected error ({summary}) at {last.filename}, line {last.lineno}; a log could not be written."


def _output_folders(parameters: Mapping[str, Any]) -> list[Path]:
    """Folders that a command writes, by its parameters; they may not exist."""
    folders: list[Path] = []
    dataset, folder = parameters.get("dataset"), parameters.get("folder")
    for name in ("output_dir", "run"):
        folders += [parameters[name]] if isinstance(parameters.get(name), Path) else []
    for name in ("output", "export"):
        folders += [parameters[name].parent] if isinstance(parameters.get(name), Path) else []
    if isinstance(folder, Path):
        folders += [folder / str(parameters.get("name")), folder]
    if dataset is not None:
        folders.append(dataset if isinstance(dataset, Path) else Path("runs") / dataset)
    return folders


def reader_is_gone(error: Exception) -> bool:
    """Whether an error means that the program that read our output has ended, as in ``| head``."""
    if not isinstance(error, BrokenPipeError):
        return False
    try:
        polled = select.poll()
        polled.register(sys.stdout.fileno(), select.POLLOUT)
        return any(event & select.POLLERR for _, event in polled.poll(0))
    except (AttributeError, OSError, ValueError):  # Windows, or an output without a descriptor
        return True


def discard_output() -> None:
    """Send what standard output still holds nowhere, or Python reports at its end that it cannot be written."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        descriptor = os.open(os.devnull, os.O_WRONLY)
        os.dup2(descriptor, sys.stdout.fileno())
        os.close(descriptor)


def _is_of_output(error: Exception) -> bool:
    """Whether an error arose where text is printed."""
    frames = list(traceback.walk_tb(error.__traceback__))
    if not frames or frames[-1][0].f_globals.get("__name__", "").split(".")[0] not in _PRINTERS:
        return False
    discard_output()
    return True
