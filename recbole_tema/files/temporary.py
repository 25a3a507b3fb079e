"""Temporary files and folders beside what they become; those that killed processes left behind are removed.

The name of a temporary file, ``.NAME.MACHINE-PROCESS.RANDOM``, holds the machine and the process that writes it. Files
of running processes, and of other machines that share the disk, are never removed.
"""

from __future__ import annotations

import hashlib
import os
import platform
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

_TEMPORARY = re.compile(r"\..+\.([0-9a-f]{8})-(\d+)\.[^.]+(?:\.tmp)?")


def temporary_file(path: Path) -> tuple[int, Path]:
    """Create an empty temporary file beside ``path``; the folder is created if it does not exist.

    Returns
    -------
    descriptor : int
        Open for writing.
    path : Path
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    _remove_leftovers_once(path.parent.resolve())
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=_prefix(path.name), suffix=".tmp")
    return descriptor, Path(name)


@contextmanager
def temporary_folder(path: Path) -> Iterator[Path]:
    """A temporary folder beside ``path``, removed after the block unless it was renamed.

    Parameters
    ----------
    path : Path
        The folder that the temporary one becomes, or whose files it holds. Its parent is created if it does not exist.

    Yields
    ------
    Path
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    remove_leftovers(path.parent)
    folder = Path(tempfile.mkdtemp(dir=path.parent, prefix=_prefix(path.name)))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def remove_leftovers(folder: Path) -> None:
    """Remove temporary files and folders directly in ``folder`` whose process, of this machine, is dead."""
    with suppress(OSError):  # a folder that cannot be listed or changed fails at the write that follows
        for entry in os.scandir(folder):
            match = _TEMPORARY.fullmatch(entry.name)
            if match and match[1] == _machine() and not _is_running(int(match[2])):
                if entry.is_dir(follow_symlinks=False):
                    shutil.rmtree(entry.path, ignore_errors=True)
                else:
                    os.unlink(entry.path)


@cache
def _remove_leftovers_once(folder: Path) -> None:
    # Some folders receive thousands of files from one process; its predecessors' leftovers do not increase meanwhile.
    remove_leftovers(folder)


def _prefix(name: str) -> str:
    return f".{name}.{_machine()}-{os.getpid()}."


@cache
def _machine() -> str:
    return hashlib.sha256(platform.node().encode()).hexdigest()[:8]


def _is_running(process: int) -> bool:
    if sys.platform == "win32":  # os.kill(process, 0) would interrupt it
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        pass
    return True
