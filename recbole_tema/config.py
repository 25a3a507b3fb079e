"""Configuration: RecBole's, with our properties under the user's files and every key checked."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Optional, Union

import recbole.trainer
import yaml
from recbole.config import Config
from recbole.utils import get_model

from recbole_tema.errors import ConfigError
from recbole_tema.evaluation import METRICS, PROTOCOLS
from recbole_tema.files.formats import MODALITIES
from recbole_tema.resources import properties_folder

OUR_MODELS = ("TEMA", "SASRecW")
# Numbers by default that RecBole also reads as text.
_FREE_TEXT = ("gpu_id",)


def model_class(name: str) -> type:
    """The class of a model, ours or RecBole's.

    Parameters
    ----------
    name : str
        One of ours or the name of a model in ``recbole.model``.

    Raises
    ------
    ConfigError
        If there is no such model (it names the closest one), or one that our trainer cannot train as RecBole does.
    """
    if name in OUR_MODELS:
        from recbole_tema import model

        return getattr(model, name)  # type: ignore[no-any-return]
    # RecBole's own look-up imports optional packages on its way to saying that there is no such model.
    known = [*OUR_MODELS, *(path.stem for path in _recbole_properties("model"))]
    if name not in known:
        raise ConfigError(f"there is no model {name!r}.", remedy=_suggest(name, known))
    if hasattr(recbole.trainer, f"{name}Trainer"):
        raise ConfigError(
            f"{name} is trained by a trainer of its own.", remedy="Choose a model that RecBole's plain Trainer trains."
        )
    try:
        return get_model(name)
    except ImportError as error:
        raise ConfigError(f"{name} needs {error.name}.", remedy=f"Install it: pip install {error.name}") from None


class TEMAConfig(Config):
    """RecBole's ``Config`` that knows our models and properties and reads no ``sys.argv``.

    Precedence: ``overrides`` > ``config_files`` > our properties > RecBole's own.

    Parameters
    ----------
    model : str
        ``TEMA`` or a stock model's name.
    dataset : str
        The dataset's name, a folder under ``data_path``.
    config_files : sequence of path, optional
        RecBole config files.
    overrides : mapping, optional
        Single keys; strings are converted as RecBole converts its command line.

    Raises
    ------
    ConfigError
        For an unknown model, file, key or value.
    """

    def __init__(
        self,
        model: str,
        dataset: str,
        config_files: Sequence[Union[str, Path]] = (),
        overrides: Optional[Mapping[str, Any]] = None,
    ) -> None:
        for file in config_files:
            _check_file(Path(file))
        _check_keys(overrides or {}, where="the command line")
        try:
            super().__init__(
                model=model_class(model),
                dataset=dataset,
                config_file_list=[str(file) for file in config_files],
                config_dict=dict(overrides or {}),
            )
        except (ValueError, TypeError, NotImplementedError, RuntimeError) as error:
            raise ConfigError(str(error), remedy="Correct the key it names.") from error
        _check_values(self)

    def _load_cmd_line(self) -> dict[str, Any]:
        # The caller passes its own command line as overrides: a library must not read another program's flags.
        return {}

    def _load_internal_config_dict(self, model: str, model_class: type, dataset: str) -> None:
        super()._load_internal_config_dict(model, model_class, dataset)
        folder = properties_folder()
        for name in (
            "overall",
            f"model/{model}",
            f"baselines/{model}",
            f"dataset/{dataset}",
            f"model/{model}_on_{dataset}",
        ):
            file = folder / f"{name}.yaml"
            if file.is_file():
                self._update_internal_config_dict(str(file))


def _recbole_properties(group: str) -> list[Path]:
    return sorted((Path(recbole.__file__).parent / "properties" / group).glob("*.yaml"))


def known_keys() -> set[str]:
    """Every key that RecBole or we read."""
    from recbole.utils import dataset_arguments, evaluation_arguments, general_arguments, training_arguments

    known = {*general_arguments, *training_arguments, *evaluation_arguments, *dataset_arguments}
    known |= {"model", "dataset", "numerical_features", "neg_sampling", "eval_neg_sample_args"}
    files = sorted(properties_folder().rglob("*.yaml"))
    ours = [file for file in files if file.parent.name != "experiment" and file.name != "ablations.yaml"]
    for file in [*_recbole_properties("model"), *_recbole_properties("quick_start_config"), *ours]:
        known |= set(yaml.safe_load(file.read_text(encoding="utf-8")) or {})
    for file in _recbole_properties("."):
        known |= set(yaml.safe_load(file.read_text(encoding="utf-8")) or {})
    return known


def _suggest(name: str, known: Sequence[str]) -> str:
    close = difflib.get_close_matches(name, known, n=3, cutoff=0.5)
    return f"Did you mean {' or '.join(close)}?" if close else "See the README for what there is."


def _check_keys(keys: Mapping[str, Any], where: str) -> None:
    known = known_keys()
    for key in keys:
        if key not in known:
            raise ConfigError(f"{where} has an unknown key {key!r}.", remedy=_suggest(key, sorted(known)))


def _check_file(path: Path) -> None:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ConfigError("no such config file.", path=path, remedy="Check --config_files.") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        line = None if mark is None else mark.line + 1
        raise ConfigError("is not valid YAML.", path=path, line=line, remedy="Correct the file.") from None
    if content is not None and not isinstance(content, dict):
        raise ConfigError("must hold `key: value` lines.", path=path, remedy="Correct the file.")
    _check_keys(content or {}, where=str(path))


def _check_ranges(config: Config) -> None:
    if config["model"] in OUR_MODELS and config["hidden_size"] % config["n_heads"]:
        raise ConfigError(
            f"hidden_size is {config['hidden_size']} and n_heads {config['n_heads']}.",
            remedy="Heads share the width evenly: choose a multiple.",
        )
    for key in ("epoch_targets", "id_shrinkage", "neighbour_weight"):
        if not (config[key] or 0) >= 0:  # nor NaN
            raise ConfigError(f"{key} is {config[key]}.", remedy="Give 0 or more.")
    if config["model"] == "TEMA" and (not isinstance(config["ensemble"], int) or config["ensemble"] < 1):
        raise ConfigError(f"ensemble is {config['ensemble']}.", remedy="Give the number of networks, 1 or more.")
    if config["model"] == "TEMA":
        if not isinstance(config["neighbours"], int) or config["neighbours"] < 0:
            raise ConfigError(f"neighbours is {config['neighbours']}.", remedy="Give how many, or 0 for none.")
        _check_views(config)
    if not 0 <= (config["weight_average"] or 0) < 1:
        raise ConfigError(
            f"weight_average is {config['weight_average']}.", remedy="It must be below 1, such as 0.98; 0 is none."
        )


def _check_views(config: Config) -> None:
    networks, alone, layers = config["ensemble"], config["inter_only"], config["n_inter_layers"]
    if not 0 <= alone <= networks or (alone and not layers):
        raise ConfigError(
            f"inter_only is {alone} of {networks} networks, and n_inter_layers {layers}.",
            remedy="Give how many of the networks have the inter view alone, and 1 layer of it or more.",
        )


def _check_values(config: Config) -> None:
    for key, default in config.internal_config_dict.items():
        if isinstance(default, (int, float)) and isinstance(config[key], str) and key not in _FREE_TEXT:
            raise ConfigError(f"{key} is {config[key]!r}.", remedy=f"It takes a number, {default} by default.")
    for key, known in (("protocols", PROTOCOLS), ("modalities", ("id", *MODALITIES))):
        wrong = [value for value in config[key] or [] if value not in known]
        if wrong:
            raise ConfigError(f"{key} holds {wrong[0]!r}.", remedy=f"It takes {', '.join(known)}.")
    choices: dict[str, Sequence[str]] = {
        "selection_metric": METRICS,
        "selection_protocol": config["protocols"],
        "tag_weights": ("score", "binary"),
        "fusion": ("early", "late"),
        "combine": ("joint", "sum"),
        "calendar": ("month", "none"),
        "gaps": ("log", "none"),
        "repeats": ("learned", "none"),
        "likeness": ("learned", "none"),
        "negatives": ("trained", "all"),
        "train_rows": ("sequences", "targets"),
    }
    for key, allowed in choices.items():
        if config[key] is not None and config[key] not in allowed:
            raise ConfigError(f"{key} is {config[key]!r}.", remedy=f"It must be one of {', '.join(allowed)}.")
    _check_ranges(config)
    if config["eval_args"]["split"] != {"LS": "valid_and_test"}:
        raise ConfigError(
            f"eval_args.split is {config['eval_args']['split']}.",
            remedy="Every model is compared under leave-one-out; set it to {LS: valid_and_test} or leave it out.",
        )
