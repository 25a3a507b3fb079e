"""Exceptions: every problem that the user can fix is a :class:`TEMAError`."""

from __future__ import annotations

import warnings
from functools import cache
from pathlib import Path


class TEMAError(Exception):
    """A problem that the user can fix.

    The command line prints it as one message and exits with code 2, without a traceback.

    Parameters
    ----------
    problem : str
        The problem, in one sentence.
    remedy : str, optional
        How to fix it.
    path : str or Path, optional
        The file that causes it.
    line : int, optional
        The line that causes it, from 1 as in editors (the header is line 1).
    """

    def __init__(
        self,
        problem: str,
        *,
        remedy: str | None = None,
        path: str | Path | None = None,
        line: int | None = None,
    ) -> None:
        self.problem = problem
        self.remedy = remedy
        self.path = None if path is None else Path(path)
        self.line = line
        super().__init__(str(self))

    def __str__(self) -> str:
        where = "" if self.path is None else printable(str(self.path))
        if where and self.line is not None:
            where += f", line {self.line}"
        text = f"{where}: {self.problem}" if where else self.problem
        return f"{text} {self.remedy}" if self.remedy else text


def printable(text: str) -> str:
    """Text on one line: characters that cannot be shown are escaped."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def first_line_of(error: BaseException) -> str:
    """First line of the message of an error, truncated; the name of its class if it has no message."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return (lines or [type(error).__name__])[0][:200]


class DataError(TEMAError):
    """An atomic file or a raw source is malformed."""


class ConfigError(TEMAError):
    """A configuration key, model or protocol is unknown, or a value is invalid."""


class CheckpointError(TEMAError):
    """A checkpoint is missing, damaged, or belongs to another run."""


class BackendError(TEMAError):
    """A language model or an encoder cannot be loaded, or gave no usable answer.

    Parameters
    ----------
    problem, remedy, path, line
        See :class:`TEMAError`.
    reason : str, optional
        The cause in a few words, the same for all requests that fail for this cause, by which failures are counted.
        By default the problem.
    """

    def __init__(
        self,
        problem: str,
        *,
        reason: str | None = None,
        remedy: str | None = None,
        path: str | Path | None = None,
        line: int | None = None,
    ) -> None:
        super().__init__(problem, remedy=remedy, path=path, line=line)
        self.reason = reason or problem.rstrip(".")


class BackendDownError(BackendError):
    """A language model cannot be used at all: the run stops, and can be continued later."""


class FolderInUseError(TEMAError):
    """Another process writes to the folder."""


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
            remedy=f'In the checkout of recbole_tema, run: pip install -e ".[{extra}]"',
        )


class SettingsWarning(UserWarning):
    """Settings of the user that have no effect."""


def missing_recbole(error: ImportError) -> TEMAError | None:
    """The message for an import of RecBole that failed because RecBole is not installed; None for other failures."""
    if (error.name or "").partition(".")[0] != "recbole":
        return None
    # Its requirement ray has no wheel for Python 3.12 and later, so that pip does not install it with this package.
    return TEMAError("RecBole is not installed.", remedy="Run: pip install --no-deps recbole==1.2.1")


@cache
def warn_once(text: str) -> None:
    """Warn, once per process, that a setting has no effect on the files of a dataset."""
    warnings.warn(text, SettingsWarning, stacklevel=3)
