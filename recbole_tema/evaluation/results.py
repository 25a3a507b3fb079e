"""The schema of ``results.json``, and the result of an experiment as data frames and tables."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, TypeVar

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from rich.console import Console
from rich.table import Table

from recbole_tema.errors import DataError
from recbole_tema.evaluation.layout import fitting
from recbole_tema.evaluation.ranks import PROTOCOLS, read_ranks
from recbole_tema.evaluation.tables import result_tables
from recbole_tema.files.checked_json import CHANGED, is_unchanged

RESULTS_FILE, RUN_FILE, RANKS_FILE = "results.json", "result.json", "ranks.parquet"
_SPLITS = ("valid", "test")
_REMEDY = "Give an output folder of recbole-tema run, or a JSON file of paired tests."
# Metrics by protocol, domain and name.
Metrics = dict[str, dict[str, dict[str, float | None]]]
_RecordT = TypeVar("_RecordT", bound="_Record")


class _Record(BaseModel):
    # Python's json module reads Infinity and NaN, which are not valid JSON: a browser would reject them.
    model_config = ConfigDict(allow_inf_nan=False)


class DomainCounts(_Record):
    """Counts of one domain; ``cold_items`` only under a split by cold items."""

    items: int
    interactions: int
    cold_items: int | None = None


class Cut(_Record):
    """A time of a temporal split: ISO time in UTC, and Unix seconds."""

    time: str
    unix: float


class TemporalSplitInfo(_Record):
    """Cuts and counts of a temporal split; the keys of ``cuts`` are ``valid`` and ``test``."""

    kind: Literal["TS"]
    cuts: dict[Literal["valid", "test"], Cut]
    train: dict[str, int]
    valid: dict[str, int]
    test: dict[str, int]


class ColdItemSplitInfo(_Record):
    """Share and counts of a split by cold items."""

    kind: Literal["cold_items"]
    share: float
    seed: int
    cold_items: int
    interactions_with_cold_items: int
    train: dict[str, int]
    valid: dict[str, int]
    test: dict[str, int]


class DatasetInfo(_Record):
    """Name, fingerprint and counts of the dataset; ``split`` only if it is neither leave-one-out nor a user split."""

    name: str
    fingerprint: str = ""
    users: int
    items: int
    interactions: int
    domains: dict[str, DomainCounts]
    split: TemporalSplitInfo | ColdItemSplitInfo | None = Field(None, discriminator="kind")


class RunResult(_Record):
    """One model trained with one seed; ``valid`` and ``test`` map protocol, domain and metric to a value.

    ``groups``, only under a temporal split, holds the same by group of targets instead of by domain.
    """

    model: str
    seed: int
    valid: Metrics = {}
    test: Metrics
    groups: dict[str, Metrics] = {}
    losses: list[float] = []
    scores: list[float] = []
    epochs: int | None = None
    best_epoch: int | None = None
    stopped: str = ""
    train_seconds: float | None = None
    params: int | None = None
    config: dict[str, Any] = {}

    @property
    def converged(self) -> bool | None:
        """Whether validation stopped improving before the epoch or time limit; None where that cannot be known."""
        patience = self.config.get("stopping_step")
        # Counting models (Pop) are complete after one pass.
        counts = "TRADITIONAL" in str(self.config.get("MODEL_TYPE"))
        if counts or not self.stopped or self.epochs is None or self.best_epoch is None or patience is None:
            return None
        return self.stopped == "early stop" or self.epochs - self.best_epoch >= patience


class PairedTest(_Record):
    """One paired test, as :func:`recbole_tema.evaluation.compare` returns it."""

    model: str
    baseline: str
    protocol: str
    domain: str
    metric: str
    alternative: Literal["two-sided", "greater"] = "greater"
    users: int
    mean: float
    baseline_mean: float
    difference: float
    ci95: tuple[float, float] | None = None
    p: float
    p_holm: float
    p_wilcoxon: float


class _ResultsRecord(_Record):
    version: Literal[1] = Field(1, alias="schema")
    dataset: DatasetInfo
    runs: list[RunResult] = Field(min_length=1)
    comparison: list[PairedTest] = []


class ComparisonSet(_Record):
    """Paired tests between variants of a model, by comparison: the JSON that the ablation benchmarks write."""

    dataset: str
    comparisons: dict[str, list[PairedTest]] = Field(alias="questions", min_length=1)

    @property
    def protocols(self) -> list[str]:
        """Protocols of the tests."""
        return list(dict.fromkeys(test.protocol for tests in self.comparisons.values() for test in tests))


class ExperimentResult:
    """Result of an experiment: metrics of every run, paired tests and the ranks of every target.

    Create it with :meth:`from_dict` or :meth:`read`. ``str(result)`` is the result table as text, and notebooks show
    the same table.

    Attributes
    ----------
    output_dir : Path
        Folder that holds ``results.json`` and ``ranks.parquet``.
    dataset : DatasetInfo
    runs : list of RunResult
        The first run is of the model that the others are compared with.
    paired_tests : list of PairedTest
    """

    def __init__(self, record: Mapping[str, Any], parsed: _ResultsRecord, output_dir: Path) -> None:
        self._record = record
        self.output_dir = output_dir
        self.dataset, self.runs, self.paired_tests = parsed.dataset, parsed.runs, parsed.comparison

    @classmethod
    def from_dict(cls, record: Mapping[str, Any], output_dir: str | Path) -> ExperimentResult:
        """Create a result from the content of ``results.json``.

        Parameters
        ----------
        record : mapping
            Content of ``results.json``.
        output_dir : str or Path
            Folder of the experiment, for :attr:`ranks`.

        Raises
        ------
        DataError
            If a key is missing or a value has the wrong type.
        """
        folder = Path(output_dir)
        return cls(record, _parsed(_ResultsRecord, record, folder / RESULTS_FILE), folder)

    @classmethod
    def read(cls, output_dir: str | Path) -> ExperimentResult:
        """Read the result of a finished experiment.

        Parameters
        ----------
        output_dir : str or Path
            Output folder of ``run_experiment`` or ``recbole-tema run``, or its ``results.json``.

        Raises
        ------
        DataError
            If the file is missing, is not JSON or does not fit the schema.
        """
        result = read_results(Path(output_dir))
        if not isinstance(result, cls):
            raise DataError("contains paired tests only.", path=output_dir, remedy="Give an output folder.")
        return result

    @property
    def models(self) -> list[str]:
        """Names of the models, in the order of the runs."""
        return list(dict.fromkeys(run.model for run in self.runs))

    @property
    def protocols(self) -> list[str]:
        """Protocols that at least one run was tested with."""
        tested = {protocol for run in self.runs for protocol in run.test}
        return [name for name in PROTOCOLS if name in tested] + sorted(tested.difference(PROTOCOLS))

    def to_frame(self) -> pd.DataFrame:
        """Metrics as a data frame.

        Returns
        -------
        DataFrame
            One row per run, split, protocol and domain (``overall`` included): ``model``, ``seed``, ``split``,
            ``protocol``, ``domain``, ``users`` and one column per metric.
        """
        rows = [
            {
                "model": run.model,
                "seed": run.seed,
                "split": split,
                "protocol": protocol,
                "domain": domain,
                "users": None,
                **metrics,
            }
            for run in self.runs
            for split in _SPLITS
            for protocol, domains in getattr(run, split).items()
            for domain, metrics in domains.items()
        ]
        frame = pd.DataFrame(rows)
        return frame.astype({"users": "Int64"})

    @property
    def comparison(self) -> pd.DataFrame:
        """Paired tests of the first model against each other model, one row per baseline, protocol, domain, metric.

        The columns are those of :func:`recbole_tema.evaluation.compare`.
        """
        return pd.DataFrame(self._record.get("comparison") or [], columns=list(PairedTest.model_fields))

    @property
    def ranks_path(self) -> Path:
        """Path of ``ranks.parquet``, which need not exist."""
        return self.output_dir / RANKS_FILE

    @cached_property
    def ranks(self) -> pd.DataFrame:
        """Rank of every target in every run, read from ``ranks.parquet`` on first use.

        Raises
        ------
        DataError
            If the file is missing or broken.
        """
        return read_ranks(self.ranks_path)

    def to_dict(self) -> dict[str, Any]:
        """Content of ``results.json``."""
        return dict(self._record)

    def tables(self, protocol: str | None = None) -> list[Table]:
        """Result tables, one per domain and one overall (:func:`recbole_tema.evaluation.tables.result_tables`).

        Parameters
        ----------
        protocol : str, optional
            By default the first of ``cold``, ``domain``, ``catalog`` and ``sampled`` that there are results for.

        Raises
        ------
        DataError
            If no run has test metrics of this protocol.
        """
        return result_tables(self, protocol or next(iter(self.protocols), PROTOCOLS[0]))

    def _printed(self) -> Console:
        console = Console(file=io.StringIO(), width=120, record=True, color_system=None, force_jupyter=False)
        parts = [part for table in self.tables() for part in fitting(table, console.width)]
        console.print(*parts, sep="\n")
        return console

    def __str__(self) -> str:
        return "\n".join(line.rstrip() for line in self._printed().export_text().splitlines())

    def __repr__(self) -> str:
        folder = str(self.output_dir)
        return f"ExperimentResult(dataset={self.dataset.name!r}, models={self.models}, output_dir={folder!r})"

    def _repr_html_(self) -> str:
        return self._printed().export_html(inline_styles=True, code_format="<pre>{code}</pre>")


def read_results(path: Path) -> ExperimentResult | ComparisonSet:
    """Read an output folder or a JSON file.

    Parameters
    ----------
    path : Path
        Folder that contains ``results.json``, that file itself, or a JSON file of paired tests.

    Raises
    ------
    DataError
        If the file is missing, is not JSON or does not fit the schema.
    """
    file = path / RESULTS_FILE if path.is_dir() else path
    if (path / RUN_FILE).is_file() and not file.is_file():
        raise DataError("this is the folder of a single run.", path=path, remedy="Give the folder above it.")
    record = _read_json(file)
    if "questions" in record:
        return _parsed(ComparisonSet, record, file)
    return ExperimentResult(record, _parsed(_ResultsRecord, record, file), file.parent)


def read_run_record(folder: Path) -> dict[str, Any]:
    """Read the result of a single run, ``{"dataset": ..., "run": ...}``, from its folder.

    Raises
    ------
    DataError
        If the file is missing, is not JSON or does not fit the schema.
    """
    file, remedy = folder / RUN_FILE, "Delete the file to evaluate the run again."
    record = _read_json(file, remedy)
    try:
        RunResult.model_validate(record["run"])
        DatasetInfo.model_validate(record["dataset"])
    except (KeyError, ValidationError):
        raise DataError("is not the result of a run.", path=file, remedy=remedy) from None
    return record


def _parsed(kind: type[_RecordT], record: Mapping[str, Any], file: Path) -> _RecordT:
    try:
        return kind.model_validate(record)
    except ValidationError as error:
        first = error.errors()[0]
        location = ".".join(map(str, first["loc"]))
        raise DataError(f"{location}: {first['msg']}.", path=file, remedy=_REMEDY) from None


def _read_json(file: Path, remedy: str = _REMEDY) -> dict[str, Any]:
    try:
        record = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise DataError("no such file.", path=file, remedy=remedy) from None
    except OSError as error:
        raise DataError(f"cannot be read: {error.strerror}.", path=file, remedy=remedy) from None
    except json.JSONDecodeError as error:
        raise DataError(f"is not JSON: {error.msg}.", path=file, line=error.lineno, remedy=remedy) from None
    except (ValueError, RecursionError):
        raise DataError("is not JSON.", path=file, remedy=remedy) from None
    if not isinstance(record, dict):
        raise DataError("does not contain a JSON object.", path=file, remedy=remedy)
    if not is_unchanged(record):
        again = "Delete the file and give the same recbole-tema run again; what is finished is not trained again."
        raise DataError(f"{CHANGED}.", path=file, remedy=again)
    return record
