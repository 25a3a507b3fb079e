"""What a page is made from: a run's output folder, or the JSON of paired tests that an ablation leaves."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Optional, Union

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from recbole_tema.errors import DataError

_REMEDY = "Give a folder that run_tema.py wrote, or the JSON of paired tests."


class _Record(BaseModel):
    # Infinity and NaN are no JSON, though Python reads them: a browser would not.
    model_config = ConfigDict(allow_inf_nan=False)


class Domain(_Record):
    """Counts of a domain."""

    items: int
    interactions: int


class Dataset(_Record):
    """What the runs were on."""

    name: str
    fingerprint: str = ""
    users: int
    items: int
    interactions: int
    domains: dict[str, Domain]


class Run(_Record):
    """One model trained with one seed; ``test`` is by protocol, domain and metric."""

    model: str
    seed: int
    test: dict[str, dict[str, dict[str, Optional[float]]]]
    losses: list[float] = []
    scores: list[float] = []
    epochs: Optional[int] = None
    best_epoch: Optional[int] = None
    stopped: str = ""
    train_seconds: Optional[float] = None
    params: Optional[int] = None
    config: dict[str, Any] = {}


class Comparison(_Record):
    """A paired test, as :func:`recbole_tema.evaluation.compare` gives it."""

    model: str
    baseline: str
    protocol: str
    domain: str
    metric: str
    users: int
    mean: float
    baseline_mean: float
    difference: float
    ci95: Optional[tuple[float, float]] = None
    p_holm: float


class Results(_Record):
    """A ``results.json``."""

    version: Literal[1] = Field(1, alias="schema")
    dataset: Dataset
    runs: list[Run] = Field(min_length=1)
    comparison: list[Comparison] = []

    def protocols(self) -> list[str]:
        """Those that any run was tested under."""
        return list(dict.fromkeys(protocol for run in self.runs for protocol in run.test))


class Answers(_Record):
    """What ``benchmarks/quality/ablations.py`` and its like write: paired tests by the question they answer."""

    dataset: str
    questions: dict[str, list[Comparison]] = Field(min_length=1)

    def protocols(self) -> list[str]:
        """Those of any test."""
        return list(dict.fromkeys(row.protocol for rows in self.questions.values() for row in rows))


@dataclass(frozen=True)
class Given:
    """One argument of the command, read.

    Attributes
    ----------
    path : Path
        As it was given.
    record : Results or Answers
    ranks : Path, optional
        The ``ranks.parquet`` beside it, if it is there.
    """

    path: Path
    record: Union[Results, Answers]
    ranks: Optional[Path]


def read_given(path: Path, protocol: str) -> Given:
    """Read a run's output folder, or a JSON file.

    Parameters
    ----------
    path : Path
        A folder with ``results.json``; that file; or one with paired tests under ``questions``.
    protocol : str
        Whose figures are wanted.

    Raises
    ------
    DataError
        If there is no such file, it is no JSON or lacks what it should hold, or holds nothing of the protocol.
    """
    file = path / "results.json" if path.is_dir() else path
    if (path / "result.json").is_file() and not file.is_file():
        raise DataError("this is the folder of a single run.", path=path, remedy="Give the folder above it.")
    raw = _read_json(file)
    kind: type[Union[Results, Answers]] = Answers if "questions" in raw else Results
    try:
        record = kind.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise DataError(f"{place}: {first['msg']}.", path=file, remedy=_REMEDY) from None
    if protocol not in record.protocols():
        raise DataError(
            f"holds nothing for the protocol {protocol!r}.",
            path=file,
            remedy=f"It holds {', '.join(record.protocols()) or 'no protocol'}.",
        )
    ranks = file.parent / "ranks.parquet"
    return Given(path, record, ranks if kind is Results and ranks.is_file() else None)


def _read_json(file: Path) -> dict[str, Any]:
    try:
        raw = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise DataError("no such file.", path=file, remedy=_REMEDY) from None
    except OSError as error:
        raise DataError(f"cannot be read: {error.strerror}.", path=file, remedy=_REMEDY) from None
    except json.JSONDecodeError as error:
        raise DataError(f"is no JSON: {error.msg}.", path=file, line=error.lineno, remedy=_REMEDY) from None
    except (ValueError, RecursionError):
        raise DataError("is no JSON.", path=file, remedy=_REMEDY) from None
    if not isinstance(raw, dict):
        raise DataError("holds no JSON object.", path=file, remedy=_REMEDY)
    return raw
