"""A bounded search for settings by validation alone: every trial is kept, and a search that was killed goes on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import yaml

from recbole_tema.errors import ConfigError, MissingExtraError
from recbole_tema.experiment.run import Experiment, train_one
from recbole_tema.files.storage import write_json

if TYPE_CHECKING:
    import optuna

    from recbole_tema.training.trainer import Progress

OnTrial = Callable[[int, Mapping[str, Any], str, float], None]


@dataclass(frozen=True)
class Space:
    """What a search may choose: for each key a list of values, or a range.

    Attributes
    ----------
    keys : mapping of str to (list or mapping)
        A list of choices, or ``{low, high, log}`` with ``log`` false by default; whole bounds mean whole numbers.
    """

    keys: Mapping[str, Any]

    @classmethod
    def read(cls, path: Path) -> Space:
        """From a YAML file.

        Raises
        ------
        ConfigError
            If the file is missing or holds something else.
        """
        try:
            keys = yaml.safe_load(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise ConfigError("no such file.", path=path, remedy="Check --space.") from None
        except (yaml.YAMLError, UnicodeDecodeError):
            raise ConfigError("is not valid YAML.", path=path, remedy="Correct the file.") from None
        if not isinstance(keys, dict) or not keys:
            raise ConfigError("must hold `key: choices` lines.", path=path, remedy="See the README, Search.")
        for key, choices in keys.items():
            if not _is_list(choices) and not _is_range(choices):
                raise ConfigError(
                    f"{key} is {choices!r}.", path=path, remedy="Give a list of choices, or {low: .., high: ..}."
                )
        return cls(keys)

    def choose(self, trial: optuna.Trial) -> dict[str, Any]:
        """One setting of every key."""
        return {key: self._choose_one(trial, key, choices) for key, choices in self.keys.items()}

    @staticmethod
    def _choose_one(trial: optuna.Trial, key: str, choices: Any) -> Any:
        if isinstance(choices, list):
            # As text: lists such as [id, text] are choices too.
            return json.loads(str(trial.suggest_categorical(key, [json.dumps(choice) for choice in choices])))
        low, high, log = choices["low"], choices["high"], bool(choices.get("log", False))
        if isinstance(low, int) and isinstance(high, int):
            return trial.suggest_int(key, low, high, log=log)
        return trial.suggest_float(key, low, high, log=log)


def _is_list(choices: Any) -> bool:
    return isinstance(choices, list) and len(choices) > 0


def _is_range(choices: Any) -> bool:
    if not isinstance(choices, dict) or not {"low", "high"} <= set(choices) <= {"low", "high", "log"}:
        return False
    numbers = [choices["low"], choices["high"]]
    return all(type(number) in (int, float) for number in numbers) and numbers[0] < numbers[1]


def search(
    experiment: Experiment, space: Space, n_trials: int, on_trial: OnTrial = lambda *_: None
) -> list[dict[str, Any]]:
    """Train one model under many settings and keep what validation says of each; no test target is ranked.

    A trial is ended early where its best validation score so far is below the median of the others' at the same epoch
    (from the sixth epoch and the fifth trial on).

    Parameters
    ----------
    experiment : Experiment
        Of one model and one seed; its output folder holds ``journal.log`` (Optuna's), ``trials.json`` and a folder a
        trial. The same call goes on with a search that was killed, the unfinished trial first.
    space : Space
    n_trials : int
        Finished trials, those of earlier calls included.
    on_trial : callable, optional
        Called with number, settings, state and best score after each.

    Returns
    -------
    list of dict
        What ``trials.json`` holds, best first: ``number``, ``settings``, ``state`` ("complete" or "pruned"), ``score``,
        ``best_epoch``, ``scores`` and ``seconds``.

    Raises
    ------
    ConfigError
        For more models or seeds than one, or an unknown key.
    MissingExtraError
        Without Optuna.
    """
    try:
        import optuna
        from optuna.storages import JournalStorage
        from optuna.storages.journal import JournalFileBackend
    except ImportError:
        raise MissingExtraError("optuna", "search") from None
    if len(experiment.models) != 1 or len(experiment.seeds) != 1:
        raise ConfigError("a search is for one model and one seed.", remedy="Search for each model by itself.")
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    folder = experiment.output_dir
    folder.mkdir(parents=True, exist_ok=True)
    study = optuna.create_study(
        study_name="search",
        storage=JournalStorage(JournalFileBackend(str(folder / "journal.log"))),
        pruner=optuna.pruners.MedianPruner(n_startup_trials=4, n_warmup_steps=5),
        direction="maximize",
        load_if_exists=True,
    )
    _take_up_unfinished(study)
    while (done := len(_ended(study))) < n_trials:
        # A generator a trial: with one for all, a search that goes on would draw its first trials once more.
        seed = int(np.random.SeedSequence([experiment.seeds[0], done]).generate_state(1)[0])
        study.sampler = optuna.samplers.TPESampler(seed=seed, n_startup_trials=5)
        trial = study.ask()
        settings = space.choose(trial)
        state = _run(study, trial, experiment, settings)
        write_json(folder / "trials.json", _table(study))
        on_trial(trial.number, settings, state, trial.user_attrs["score"])
    return _table(study)


def _take_up_unfinished(study: optuna.Study) -> None:
    import optuna

    for trial in study.get_trials(deepcopy=False, states=(optuna.trial.TrialState.RUNNING,)):
        study.tell(trial.number, state=optuna.trial.TrialState.FAIL)
        if trial.params:
            study.enqueue_trial(trial.params)


def _ended(study: optuna.Study) -> list[optuna.trial.FrozenTrial]:
    import optuna

    states = (optuna.trial.TrialState.COMPLETE, optuna.trial.TrialState.PRUNED)
    return study.get_trials(deepcopy=False, states=states)


def _run(study: optuna.Study, trial: optuna.Trial, experiment: Experiment, settings: Mapping[str, Any]) -> str:
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
        trial.set_user_attr("seconds", round(progress.seconds + progress.eval_seconds, 1))

    # By its settings, so that an unfinished one is taken up where its last epoch ended.
    name = hashlib.sha256(json.dumps(settings, sort_keys=True).encode()).hexdigest()[:12]
    try:
        trained = train_one(config, experiment.output_dir / f"trial-{name}", on_epoch)
    except optuna.TrialPruned:
        study.tell(trial, state=optuna.trial.TrialState.PRUNED)
        return "pruned"
    keep(trained.progress)
    study.tell(trial, trained.progress.best_score)
    return "complete"


def _table(study: optuna.Study) -> list[dict[str, Any]]:
    rows = [{"number": trial.number, "state": trial.state.name.lower(), **trial.user_attrs} for trial in _ended(study)]
    return sorted(rows, key=lambda row: -row["score"])
