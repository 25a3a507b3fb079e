"""One self-contained HTML page over the results of one or several experiments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import pandas as pd

from recbole_tema.data.temporal_split import Cuts
from recbole_tema.errors import ConfigError, DataError, MissingExtraError
from recbole_tema.evaluation.metrics import is_rank_metric, rank_metric_name
from recbole_tema.evaluation.results import ComparisonSet, ExperimentResult, read_results
from recbole_tema.evaluation.tables import domain_tables, metrics_of, shown_metrics, split_line, table_notes
from recbole_tema.files.fingerprint import dataset_fingerprint
from recbole_tema.files.formats import INTER, ITEM, TAG, AtomicFormat
from recbole_tema.files.storage import replacing
from recbole_tema.report.breakdowns import InteractionStats, interaction_stats
from recbole_tema.report.estimates import estimates_by_domain, target_metrics
from recbole_tema.report.examples import tag_examples
from recbole_tema.report.sections import (
    Section,
    Table,
    bar_section,
    dataset_table,
    difference_section,
    history_section,
    left_out_section,
    popularity_section,
    result_section,
    tag_section,
    training_section,
)

EXAMPLES_PER_DOMAIN, DEFAULT_METRIC = 5, "ndcg@10"
_CANDIDATES = {
    "domain": "every item of its domain",
    "catalog": "every item",
    "cold": "every cold item of its domain",
    "sampled": "a fixed sample of items of its domain that are not in the history of its user",
}


@dataclass(frozen=True)
class Part:
    """Content of the page for one output folder or file."""

    name: str
    path: str
    line: str
    dataset: Table | None
    sections: list[Section]


def write_page(
    paths: Sequence[Path],
    output: Path,
    *,
    data_path: Path = Path("atomic_data"),
    protocol: str = "domain",
    metric: str | None = None,
) -> Path:
    """Write the page, atomically; the same inputs give the same bytes.

    Parameters
    ----------
    paths : sequence of Path
        Output folders of ``run_experiment`` or ``recbole-tema run``, or JSON files of paired tests.
    output : Path
        The file to write.
    data_path : Path
        Folder of the datasets, for the breakdown by popularity and for tags.
    protocol : str
        Evaluation protocol of the metrics.
    metric : str, optional
        Metric of the plots, any of a rank; by default ``ndcg@10``, or the first of the results if they do not have it.

    Returns
    -------
    Path
        ``output``.

    Raises
    ------
    ConfigError
        If no path is given, the metric is unknown, or ``output`` is a folder.
    DataError
        If a file is missing or broken, ranks do not match the results, or there are no results for the protocol.
    """
    if not paths:
        raise ConfigError("No run is given.", remedy="Give an output folder of recbole-tema run.")
    metric = None if metric is None else rank_metric_name(metric)
    if output.is_dir():
        raise ConfigError("is a folder.", path=output, remedy="Name a file, such as report.html.")
    parts = [_part(Path(path), Path(data_path), protocol, metric) for path in paths]
    with replacing(output) as file:
        file.write(_render(parts, protocol))
    return output


def _render(parts: Sequence[Part], protocol: str) -> str:
    try:
        from jinja2 import Environment, StrictUndefined
        from plotly.offline import get_plotlyjs
    except ImportError as error:
        raise MissingExtraError(error.name or "plotly", "report") from None

    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
    template = files("recbole_tema.report").joinpath("templates/report.html").read_text(encoding="utf-8")
    names = ", ".join(dict.fromkeys(part.name for part in parts))
    page: str = environment.from_string(template).render(
        names=names, parts=parts, protocol=protocol, candidates=_CANDIDATES.get(protocol), plotly=get_plotlyjs()
    )
    return page


def _part(path: Path, data_path: Path, protocol: str, metric: str | None) -> Part:
    result = read_results(path)
    if protocol not in result.protocols:
        raise DataError(
            f"has no results for the protocol {protocol!r}.",
            path=path,
            remedy=f"It has results for {', '.join(result.protocols) or 'no protocol'}.",
        )
    if isinstance(result, ComparisonSet):
        tests = [
            (name, test) for name, tests in result.comparisons.items() for test in tests if test.protocol == protocol
        ]
        section = difference_section(
            tests, metric or DEFAULT_METRIC, ("comparison", "The first of each comparison minus the second")
        )
        return Part(result.dataset, str(path), "Paired tests.", None, [section])
    dataset = result.dataset
    line = f"{dataset.users:,} users, {dataset.items:,} items, {dataset.interactions:,} interactions."
    line += "" if dataset.split is None else f" {split_line(dataset.split)}"
    sections = _sections(result, data_path, protocol, metric or _default_metric(result))
    return Part(dataset.name, str(path), line, dataset_table(dataset.domains), sections)


def _default_metric(result: ExperimentResult) -> str:
    names = [name for name in metrics_of(result) if is_rank_metric(name)]
    return DEFAULT_METRIC if DEFAULT_METRIC in names or not names else names[0]


def _sections(result: ExperimentResult, data_path: Path, protocol: str, metric: str) -> list[Section]:
    tables = domain_tables(result, protocol)
    has_ranks = result.ranks_path.is_file()
    targets = target_metrics(result.ranks_path, result.runs, protocol, [metric]) if has_ranks else None
    metrics = list(dict.fromkeys([*filter(is_rank_metric, shown_metrics(metrics_of(result))), metric]))
    estimates = {} if targets is None else estimates_by_domain(targets, metrics)
    tests = [(test.baseline, test) for test in result.paired_tests if test.protocol == protocol]
    sections = [
        result_section(tables, estimates, metric, table_notes(result, protocol)),
        bar_section(tables, estimates, metric),
    ]
    if tests:
        difference = f"{result.models[0]} minus each other model"
        sections.append(difference_section(tests, metric, ("other model", difference)))
    folder = _dataset_folder(result, data_path)
    sections += _breakdown_sections(result, targets, folder, data_path, metric)
    sections.append(training_section(result.runs))
    if folder is not None and _has_files(folder, ITEM, TAG):
        examples = tag_examples(folder, EXAMPLES_PER_DOMAIN)
        sections += [tag_section(examples)] if examples else []
    return sections


def _breakdown_sections(
    result: ExperimentResult, targets: pd.DataFrame | None, folder: Path | None, data_path: Path, metric: str
) -> list[Section]:
    if targets is None:
        return [left_out_section("By history and popularity", "there is no ranks.parquet beside results.json.")]
    domains = [name for name in result.dataset.domains if name in set(targets["domain"])]
    sections = [history_section(targets, result.models, domains, metric)]
    stats = _interaction_stats(result, folder, data_path)
    if isinstance(stats, InteractionStats):
        return [*sections, popularity_section(targets, stats, result.models, domains, metric)]
    return [*sections, left_out_section("By item popularity", stats)]


def _interaction_stats(result: ExperimentResult, folder: Path | None, data_path: Path) -> InteractionStats | str:
    """Statistics of the dataset, or the reason why there are none."""
    name = result.dataset.name
    if folder is None or not _has_files(folder, INTER):
        return f"the dataset {name} is not in {data_path} (set by --data_path)."
    changed = f"the files of {name} in {data_path} differ from those of these runs."
    if dataset_fingerprint(folder, name) != result.dataset.fingerprint:
        return changed
    split = result.dataset.split
    cuts = share = None
    if split is not None and split.kind == "TS":
        cuts = Cuts(split.cuts["valid"].unix, split.cuts["test"].unix)
    elif split is not None:
        share = split.share
    stats = interaction_stats(folder, cuts, result.runs[0].config, cold_share=share)
    # RecBole's own filters, if the run's config sets them, remove interactions but do not change the files.
    return stats if stats.n_interactions == result.dataset.interactions else changed


def _dataset_folder(result: ExperimentResult, data_path: Path) -> Path | None:
    """Folder of the dataset if it exists; None for a name that is not a plain file name."""
    name = result.dataset.name
    folder = data_path / name
    is_plain = Path(name).name == name and name not in ("", "..")
    return folder if is_plain and folder.is_dir() else None


def _has_files(folder: Path, *formats: AtomicFormat) -> bool:
    return all(file.path(folder, folder.name).is_file() for file in formats)
