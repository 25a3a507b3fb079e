"""Locks on folders that a long command writes: two commands at once could mix their files.

The operating system releases a lock when its process ends, also by ``kill -9``.
"""

from __future__ import annotations

import json
import os
import platform
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from recbole_tema.errors import FolderInUseError
from recbole_tema.files.storage import utc_now
from recbole_tema.files.system_errors import name_file


@contextmanager
def locked(folder: Path, command: str, *, name: str | None = None, also: tuple[str, ...] = ()) -> Iterator[None]:
    """Hold the lock of a command on a folder.

    The folder is created if it does not exist, and removed again if it is empty afterwards. Files of locks remain only
    if the process is killed; the next command with these locks removes them.

    Parameters
    ----------
    folder : Path
        The folder that the command writes.
    command : str
        Name of the command.
    name : str, optional
        Name of the lock, ``.NAME.lock``; by default that of the command. Locks of different names stand for different
        files and do not exclude each other.
    also : tuple of str
        Names of further locks, of commands that are excluded meanwhile.

    Raises
    ------
    FolderInUseError
        If another process, or another call of this one, holds one of the locks.
    """
    existed = folder.is_dir()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with ExitStack() as held:
            for lock in (name or command, *also):
                held.enter_context(_lock(folder, lock, command))
            yield
    finally:
        if not existed:
            with suppress(OSError):  # it holds files
                folder.rmdir()


def remove_dead_lock(folder: Path, name: str) -> None:
    """Remove the files of a lock whose process was killed, if there are any: for a reader that needs no lock."""
    if (folder / f".{name}.lock").exists():
        with suppress(FolderInUseError, OSError), locked(folder, name):
            pass


@contextmanager
def _lock(folder: Path, name: str, command: str) -> Iterator[None]:
    path, owner = folder / f".{name}.lock", folder / f".{name}.lock.json"
    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise FolderInUseError(
            f"{_described(owner)} is writing to this folder.",
            path=folder,
            remedy="Wait until it has finished, or stop it.",
        ) from None
    try:
        record = {"command": command, "process": os.getpid(), "machine": platform.node(), "since": utc_now()}
        # The system's lock alone decides; this file only names the owner.
        try:
            owner.write_text(json.dumps(record), encoding="utf-8")
        except OSError as error:
            name_file(error, owner)
            raise
        yield
    finally:
        # While the lock is held, so that no other process can have taken the file that is removed.
        with suppress(OSError):
            owner.unlink(missing_ok=True)
        with suppress(OSError):
            path.unlink()
        lock.release()


def _described(owner: Path) -> str:
    if not owner.exists():
        time.sleep(0.1)  # it has just taken the lock
    try:
        record = json.loads(owner.read_text(encoding="utf-8"))
        return (
            f"recbole-tema {record['command']} (process {record['process']} on {record['machine']}, "
            f"since {record['since']})"
        )
    except (OSError, ValueError, KeyError, TypeError):
        return "Another command"
