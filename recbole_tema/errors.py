"""The one exception family: everything a user can put right is a :class:`TEMAError`."""

from __future__ import annotations

from pathlib import Path
from typing import Optional, Union


class TEMAError(Exception):
    """A problem that the user can put right.

    The command line prints it as one message and exits with code 2, without a traceback.

    Parameters
    ----------
    problem : str
        What is wrong, in one sentence.
    remedy : str, optional
        What to do about it.
    path : str or Path, optional
        The file at fault.
    line : int, optional
        The line at fault, counted from 1 as editors do (the header is line 1).
    """

    def __init__(
        self,
        problem: str,
        *,
        remedy: Optional[str] = None,
        path: Optional[Union[str, Path]] = None,
        line: Optional[int] = None,
    ) -> None:
        self.problem = problem
        self.remedy = remedy
        self.path = None if path is None else Path(path)
        self.line = line
        super().__init__(str(self))

    def __str__(self) -> str:
        where = "" if self.path is None else f"{self.path}"
        if where and self.line is not None:
            where += f", line {self.line}"
        text = f"{where}: {self.problem}" if where else self.problem
        return f"{text} {self.remedy}" if self.remedy else text


def first_line_of(error: BaseException) -> str:
    """What an error of another library says, on one line and not too long; its class where it says nothing."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return (lines or [type(error).__name__])[0][:200]


class DataError(TEMAError):
    """An atomic file or a raw source does not hold what it should."""


class ConfigError(TEMAError):
    """A configuration key, model or protocol is unknown, or its value makes no sense."""


class CheckpointError(TEMAError):
    """A checkpoint is missing, damaged, or belongs to another run."""


class BackendError(TEMAError):
    """A language model or an encoder could not be loaded, or gave no usable answer."""


class BackendDownError(BackendError):
    """A language model as a whole cannot be used: the run stops, and can go on later."""


class MissingExtraError(TEMAError):
    """An optional dependency is needed and not installed.

    Parameters
    ----------
    package : str
        The package that could not be imported.
    extra : str
        The extra of ``recbole-tema`` that installs it.
    """

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(
            f"{package} is not installed.",
            remedy=f'Install it with: pip install "recbole-tema[{extra}]"',
        )
