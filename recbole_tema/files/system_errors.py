"""Problems of the machine: a full disk, missing permissions, too little memory, also if a library hides them."""

from __future__ import annotations

import errno
import os
import re

from recbole_tema.errors import printable

_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG)
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)
_INVALID = (errno.ENOTDIR, errno.EISDIR, errno.ENAMETOOLONG, errno.ELOOP, errno.ENOENT, errno.EEXIST, errno.EINVAL)
_FILES = (errno.EMFILE, errno.ENFILE)
_AGAIN = "run the same command again to continue."
_REMEDIES = {
    **dict.fromkeys(_FULL, f"Free some space, and {_AGAIN}"),
    **dict.fromkeys(_FORBIDDEN, f"Change its permissions or use another folder, and {_AGAIN}"),
    **dict.fromkeys(_INVALID, f"Correct the path, and {_AGAIN}"),
    **dict.fromkeys(_FILES, f"Allow more open files (ulimit -n), and {_AGAIN}"),
}
# DuckDB, Arrow, safetensors, Spark and torch quote the system's message in errors of their own classes.
_QUOTED = {os.strerror(number): number for number in (*_FULL, *_FORBIDDEN, errno.EIO, *_FILES)}
_QUOTED["Symlink loop"] = errno.ELOOP  # of pathlib
_MEMORY = re.compile(
    r"out of memory|bad_alloc|(?:cannot|can't|could not|unable to) allocate (?:memory|\d)|std::length_error",
    re.IGNORECASE,
)
_PATH = re.compile(r"""["']([^"']*[/\\][^"']*)["']""")


def system_error(error: BaseException) -> OSError | MemoryError | None:
    """The problem of the machine that an error reports, or None.

    Parameters
    ----------
    error : BaseException
        Itself an OSError or MemoryError, caused by one, or with a message that quotes one.
    """
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, (OSError, MemoryError)):
            return cause
        text = str(cause)
        for message, number in _QUOTED.items():
            if message in text:
                path = _PATH.search(text)
                return OSError(number, os.strerror(number), path[1] if path else None)
        if _MEMORY.search(text):
            return MemoryError(text)
        cause = cause.__cause__
    return None


def is_of_machine(error: BaseException) -> bool:
    """Whether a full disk, missing permissions, a failing device or too little memory is the reason of an error."""
    problem = system_error(error)
    return isinstance(problem, MemoryError) or (problem is not None and problem.errno in _QUOTED.values())


def describe_system_error(error: OSError | MemoryError, *, path: str | None = None) -> str:
    """One line: the path, the problem and the remedy.

    Parameters
    ----------
    error : OSError or MemoryError
    path : str, optional
        The file, if the error does not name it.
    """
    if isinstance(error, MemoryError):
        return f"There is not enough memory. Use smaller batches or a machine with more memory, and {_AGAIN}"
    paths = [error.filename, error.filename2] if error.filename is not None else [path]
    where = " -> ".join(printable(_as_text(name)) for name in paths if name is not None)
    problem = error.strerror or str(error) or type(error).__name__
    remedy = _REMEDIES.get(error.errno or 0, f"R{_AGAIN[1:]}")
    return f"{where}: {problem}. {remedy}" if where else f"{problem}. {remedy}"


def name_file(error: OSError, path: os.PathLike[str]) -> None:
    """Let an error of a write, in which the system names no file, name it."""
    if error.filename is None and error.errno in (*_FULL, errno.EIO, errno.EROFS):
        error.filename = os.fspath(path)


def _as_text(name: object) -> str:
    return os.fsdecode(name) if isinstance(name, (bytes, str, os.PathLike)) else str(name)
