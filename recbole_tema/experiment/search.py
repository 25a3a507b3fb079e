"""Search for settings by validation alone; every trial is kept, and a search that was killed continues."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from recbole_tema.config import PathLike
from recbole_tema.errors import ConfigError, MissingExtraError, first_line_of
from recbole_tema.experiment.progress import Display, create_display
from recbole_tema.experiment.run import Experiment, Model, prepare_demo
from recbole_tema.experiment.settings import seeds_of, user_settings
from recbole_tema.experiment.single_run import train_one
from recbole_tema.files.locks import locked
from recbole_tema.files.storage import write_json
from recbole_tema.files.yaml_files import read_yaml_mapping
from recbole_tema.literals import SettingsLoader, is_literal
from recbole_tema.model.registry import get_model
from recbole_tema.training.checkpoint import BEST, LAST

if TYPE_CHECKING:
    import optuna

    from recbole_tema.training.progress import Progress

# File of Optuna.
_JOURNAL = "journal.log"
OnTrial = Callable[[int, Mapping[str, Any], str, float], None]


@dataclass(frozen=True)
class Space:
    """Search space: for each key a list of values, or a range.

    Attributes
    ----------
    keys : mapping of str to (list or mapping)
        A list of choices, or ``{low, high, log}``; ``log`` is false by default, and integer bounds give integers.

    Raises
    ------
    ConfigError
        If an entry is neither.
    """

    keys: Mapping[str, Any]

    @classmethod
    def read(cls, path: Path) -> Space:
        """Read a space from a YAML file.

        Raises
        ------
        ConfigError
            If the file is missing or malformed.
        """
        keys = read_yaml_mapping(path, loader=SettingsLoader)
        if not keys:
            raise ConfigError("must hold `key: choices` lines.", path=path, remedy="See properties/search.")
        try:
            return cls(keys)
        except ConfigError as error:
            raise ConfigError(error.problem, path=path, remedy=error.remedy) from None

    def __post_init__(self) -> None:
        for key, choices in self.keys.items():
            if not _is_list(choices) and not _is_range(choices):
                raise ConfigError(
                    f"The choices of {key} ({choices!r}) must be a list or a range.",
                    remedy="Write [a, b, ...] or {low: .., high: .., log: true or false}.",
                )

    def choose(self, trial: optuna.Trial) -> dict[str, Any]:
        """One setting of every key."""
        return {key: self._choose_one(trial, key, choices) for key, choices in self.keys.items()}

    @staticmethod
    def _choose_one(trial: optuna.Trial, key: str, choices: Any) -> Any:
        if isinstance(choices, list):
            # As JSON, since lists such as [id, text] are choices too.
            return json.loads(str(trial.suggest_categorical(key, [json.dumps(choice) for choice in choices])))
        low, high, log = choices["low"], choices["high"], bool(choices.get("log", False))
        if isinstance(low, int) and isinstance(high, int):
            return trial.suggest_int(key, low, high, log=log)
        return trial.suggest_float(key, low, high, log=log)


def _is_list(choices: Any) -> bool:
    return isinstance(choices, list) and len(choices) > 0 and all(map(is_literal, choices))


def _is_range(choices: Any) -> bool:
    if not isinstance(choices, dict) or not {"low", "high"} <= set(choices) <= {"low", "high", "log"}:
        return False
    low, high, log = choices["low"], choices["high"], choices.get("log", False)
    if not all(type(number) in (int, float) and isfinite(number) for number in (low, high)):
        return False
    return type(log) is bool and low < high and (low > 0 or not log)


def search(
    model: Model,
    dataset: str,
    space: Space | PathLike | Mapping[str, Any],
    *,
    n_trials: int = 20,
    seed: int | None = None,
    output_dir: PathLike | None = None,
    config_file_list: Sequence[PathLike] = (),
    config_dict: Mapping[str, Any] | None = None,
    progress: bool = True,
    on_trial: OnTrial = lambda *_: None,
) -> list[dict[str, Any]]:
    """Train a model with many settings and keep the validation score of each; no test target is ranked.

    A trial is pruned if its best validation score so far is below the median of the others at the same epoch (from the
    sixth epoch and the fifth trial on).

    Parameters
    ----------
    model : str or type
    dataset : str
        A folder under ``data_path``.
    space : Space, mapping, str or Path
        For each key a list of choices or a range ``{low, high, log}``; or a YAML file of them.
    n_trials : int
        Total number of finished trials, including those of earlier calls.
    seed : int, optional
        Seed of every training and of the sampler; the key ``seed`` of the settings by default, or 2024.
    output_dir : str or Path, optional
        ``searches/DATASET-MODEL`` by default. Receives ``journal.log`` (Optuna's), ``trials.json`` and a folder per
        trial. The same call continues a search that was killed, the unfinished trial first.
    config_file_list, config_dict
        Settings of every trial, as of :func:`~recbole_tema.experiment.run.run_experiment`.
    progress : bool
        Show the progress of every trial, as :func:`~recbole_tema.experiment.run.run_experiment` does.
    on_trial : callable, optional
        Called with number, settings, state and best score after each trial.

    Returns
    -------
    list of dict
        Content of ``trials.json``, best first: ``number``, ``settings``, ``state`` ("complete" or "pruned"), ``score``,
        ``best_epoch``, ``scores`` and ``seconds``.

    Raises
    ------
    ConfigError
        For an unknown model or key, or a malformed space.
    FolderInUseError
        If another command is writing to the output folder.
    MissingExtraError
        If Optuna is not installed.

    Examples
    --------
    >>> search("TEMA", "my-shop", {"dropout": {"low": 0.3, "high": 0.6}}, n_trials=10)  # doctest: +SKIP
    """
    try:
        import optuna
        from optuna.storages import JournalStorage
        from optuna.storages.journal import JournalFileBackend
    except ImportError:
        raise MissingExtraError("optuna", "search") from None
    if isinstance(space, (str, Path)):
        space = Space.read(Path(space))
    elif not isinstance(space, Space):
        space = Space(space)
    name = get_model(model).__name__
    output = Path("searches") / f"{dataset}-{name}" if output_dir is None else Path(output_dir)
    (seed,) = seeds_of(None if seed is None else [seed], user_settings(config_file_list, config_dict))
    experiment = Experiment([model], dataset, [seed], output, config_file_list, config_dict)
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    folder = experiment.output_dir
    with locked(folder, "search"):
        _forget_untrained(folder)
        study = optuna.create_study(
            study_name="search",
            storage=JournalStorage(JournalFileBackend(str(folder / _JOURNAL))),
            pruner=optuna.pruners.MedianPruner(n_startup_trials=4, n_warmup_steps=5),
            direction="maximize",
            load_if_exists=True,
        )
        _enqueue_unfinished(study)
        with create_display(progress) as display:
            prepare_demo(experiment, display)
            while (finished := len(_finished(study))) < n_trials:
                # One generator per trial: with a single one, a continued search would draw its first trials again.
                trial_seed = int(np.random.SeedSequence([seed, finished]).generate_state(1)[0])
                study.sampler = optuna.samplers.TPESampler(seed=trial_seed, n_startup_trials=5)
                trial = study.ask()
                settings = _choose(space, trial, folder)
                state = _run(study, trial, experiment, settings, display)
                write_json(folder / "trials.json", _table(study))
                on_trial(trial.number, settings, state, trial.user_attrs["score"])
        return _table(study)


def _forget_untrained(folder: Path) -> None:
    """Delete the journal of a search in which nothing was trained: its settings would limit those of this one."""
    trained = any(path.name in (BEST, LAST) for path in folder.glob("trial-*/*"))
    if not trained and not (folder / "trials.json").exists():
        (folder / _JOURNAL).unlink(missing_ok=True)


def _choose(space: Space, trial: optuna.Trial, folder: Path) -> dict[str, Any]:
    try:
        return space.choose(trial)
    except ValueError as error:
        # Optuna keeps the choices of each key for all trials of a search.
        raise ConfigError(
            f"The search in this folder has other choices ({first_line_of(error)}).",
            path=folder,
            remedy="Give the same space, or choose another output_dir.",
        ) from None


def _enqueue_unfinished(study: optuna.Study) -> None:
    import optuna

    for trial in study.get_trials(deepcopy=False, states=(optuna.trial.TrialState.RUNNING,)):
        study.tell(trial.number, state=optuna.trial.TrialState.FAIL)
        if trial.params:
            study.enqueue_trial(trial.params)


def _finished(study: optuna.Study) -> list[optuna.trial.FrozenTrial]:
    import optuna

    states = (optuna.trial.TrialState.COMPLETE, optuna.trial.TrialState.PRUNED)
    return study.get_trials(deepcopy=False, states=states)


def _run(
    study: optuna.Study, trial: optuna.Trial, experiment: Experiment, settings: Mapping[str, Any], display: Display
) -> str:
    """Train one setting; "complete" or "pruned"."""
    import optuna

    config = experiment.config(experiment.models[0], experiment.seeds[0], settings)

    def on_epoch(progress: Progress) -> None:
        keep(progress)
        trial.report(progress.best_score, progress.epoch)
        if trial.should_prune():
            raise optuna.TrialPruned

    def keep(progress: Progress) -> None:
        trial.set_user_attr("settings", dict(settings))
        trial.set_user_attr("score", progress.best_score)
        trial.set_user_attr("best_epoch", progress.best_epoch)
        trial.set_user_attr("scores", list(progress.scores))
        trial.set_user_attr("seconds", round(progress.total_seconds + progress.total_eval_seconds, 1))

    # Named by its settings, so that an unfinished trial continues after its last epoch.
    name = hashlib.sha256(json.dumps(settings, sort_keys=True).encode()).hexdigest()[:12]
    try:
        trained = train_one(config, experiment.output_dir / f"trial-{name}", on_epoch, display, f"trial {trial.number}")
    except optuna.TrialPruned:
        study.tell(trial, state=optuna.trial.TrialState.PRUNED)
        return "pruned"
    keep(trained.progress)
    study.tell(trial, trained.progress.best_score)
    return "complete"


def _table(study: optuna.Study) -> list[dict[str, Any]]:
    rows = [
        {"number": trial.number, "state": trial.state.name.lower(), **trial.user_attrs} for trial in _finished(study)
    ]
    return sorted(rows, key=lambda row: -row["score"])
