"""One page over the output of one or several runs, which needs nothing from outside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Optional, Union

import pandas as pd

from recbole_tema.errors import ConfigError, DataError
from recbole_tema.evaluation import METRICS
from recbole_tema.evaluation.results import ComparisonSet, ExperimentResult, read_results
from recbole_tema.evaluation.tables import MAIN_METRICS, domain_tables, significance_note
from recbole_tema.files.storage import replacing
from recbole_tema.report.breakdowns import Facts, facts
from recbole_tema.report.estimates import by_domain, target_metrics
from recbole_tema.report.examples import tag_examples
from recbole_tema.report.sections import (
    Section,
    Table,
    bar_section,
    difference_section,
    facts_table,
    history_section,
    missing,
    popularity_section,
    result_section,
    tag_section,
    training_section,
)

EXAMPLES = 5
_AMONG = {
    "domain": "every item of its domain",
    "catalog": "every item",
    "sampled": "a fixed draw of items of its domain that its user has not had",
}


@dataclass(frozen=True)
class Part:
    """What the page shows of one argument."""

    name: str
    path: str
    line: str
    dataset: Optional[Table]
    sections: list[Section]


def write_page(
    paths: Sequence[Path],
    output: Path,
    *,
    data_path: Path = Path("atomic_data"),
    protocol: str = "domain",
    metric: str = "ndcg@10",
) -> Path:
    """Write one HTML page, atomically; the same inputs give the same bytes.

    Parameters
    ----------
    paths : sequence of Path
        Output folders of ``run_tema.py``, or JSON files of paired tests; each is a part of the page.
    output : Path
        The file to write.
    data_path : Path
        Where the datasets' folders are: for cuts by popularity, and for tags.
    protocol : str
        Whose figures to show.
    metric : str
        What the plots show.

    Returns
    -------
    Path
        ``output``.

    Raises
    ------
    ConfigError
        If there is no path, the metric is unknown, or ``output`` is a folder.
    DataError
        If a file is missing, broken, of another run than the file beside it, or holds nothing of the protocol.
    """
    if not paths:
        raise ConfigError("no run is given.", remedy="Give the output folder of run_tema.py.")
    if metric not in METRICS:
        raise ConfigError(f"unknown metric {metric!r}.", remedy=f"Choose from {', '.join(METRICS)}.")
    if output.is_dir():
        raise ConfigError("is a folder.", path=output, remedy="Name a file, such as report.html.")
    parts = [_part(Path(path), Path(data_path), protocol, metric) for path in paths]
    with replacing(output) as file:
        file.write(_render(parts, protocol))
    return output


def _render(parts: Sequence[Part], protocol: str) -> str:
    from jinja2 import Environment, StrictUndefined
    from plotly.offline import get_plotlyjs

    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
    template = files("recbole_tema.report").joinpath("templates/report.html").read_text(encoding="utf-8")
    names = ", ".join(dict.fromkeys(part.name for part in parts))
    page: str = environment.from_string(template).render(
        names=names, parts=parts, protocol=protocol, among=_AMONG.get(protocol), plotly=get_plotlyjs()
    )
    return page


def _part(path: Path, data_path: Path, protocol: str, metric: str) -> Part:
    result = read_results(path)
    if protocol not in result.protocols:
        raise DataError(
            f"has no results for the protocol {protocol!r}.",
            path=path,
            remedy=f"It has results for {', '.join(result.protocols) or 'no protocol'}.",
        )
    if isinstance(result, ComparisonSet):
        rows = [
            (name, test) for name, tests in result.comparisons.items() for test in tests if test.protocol == protocol
        ]
        section = difference_section(rows, metric, ("comparison", "The first of each comparison minus the second"))
        return Part(result.dataset, str(path), "Paired tests.", None, [section])
    dataset = result.dataset
    line = f"{dataset.users:,} users, {dataset.items:,} items, {dataset.interactions:,} interactions."
    table = facts_table({name: domain.model_dump() for name, domain in dataset.domains.items()})
    return Part(dataset.name, str(path), line, table, _sections(result, data_path, protocol, metric))


def _sections(result: ExperimentResult, data_path: Path, protocol: str, metric: str) -> list[Section]:
    tables = domain_tables(result, protocol)
    has_ranks = result.ranks_path.is_file()
    targets = target_metrics(result.ranks_path, result.runs, protocol) if has_ranks else None
    metrics = list(dict.fromkeys([*MAIN_METRICS, metric]))
    estimates = {} if targets is None else by_domain(targets, metrics)
    rows = [(test.baseline, test) for test in result.paired_tests if test.protocol == protocol]
    sections = [
        result_section(tables, estimates, metric, significance_note(result, protocol)),
        bar_section(tables, estimates, metric),
    ]
    if rows:
        sections.append(difference_section(rows, metric, ("other model", f"{result.models[0]} less each other model")))
    folder = _dataset_folder(result, data_path)
    sections += _cuts(result, targets, folder, data_path, metric)
    sections.append(training_section(result.runs))
    if folder is not None and _has(folder, "item", "tag"):
        examples = tag_examples(folder, EXAMPLES)
        sections += [tag_section(examples)] if examples else []
    return sections


def _cuts(
    record: ExperimentResult, targets: Optional[pd.DataFrame], folder: Optional[Path], data_path: Path, metric: str
) -> list[Section]:
    if targets is None:
        return [missing("By history and popularity", "Left out: they need ranks.parquet beside results.json.")]
    models = record.models
    domains = [name for name in record.dataset.domains if name in set(targets["domain"])]
    sections = [history_section(targets, models, domains, metric)]
    found = _facts(record, folder, data_path)
    if isinstance(found, Facts):
        return [*sections, popularity_section(targets, found, models, domains, metric)]
    return [*sections, missing("By popularity of the item", f"Left out: {found}")]


def _facts(record: ExperimentResult, folder: Optional[Path], data_path: Path) -> Union[Facts, str]:
    """What the dataset says of the targets, or why it cannot be asked."""
    name = record.dataset.name
    if folder is None or not _has(folder, "inter", "item"):
        return f"{name} is not in {data_path}, where --data_path says it is."
    from recbole_tema.files.fingerprint import dataset_fingerprint

    changed = f"the files of {name} in {data_path} are not those of these runs."
    if dataset_fingerprint(folder, name) != record.dataset.fingerprint:
        return changed
    found = facts(folder)
    # Filters of RecBole's, set in the run's configuration, leave the files as they are.
    return found if found.interactions == record.dataset.interactions else changed


def _dataset_folder(record: ExperimentResult, data_path: Path) -> Optional[Path]:
    """The dataset's folder, if it is there; a name that leads elsewhere names none."""
    name = record.dataset.name
    folder = data_path / name
    plain = Path(name).name == name and name not in ("", "..")
    return folder if plain and folder.is_dir() else None


def _has(folder: Path, *suffixes: str) -> bool:
    return all((folder / f"{folder.name}.{suffix}").is_file() for suffix in suffixes)
