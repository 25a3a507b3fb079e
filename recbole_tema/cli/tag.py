"""`recbole-tema tag` on the command line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.table import Table

from recbole_tema.cli._options import command_options, refuse_all_but, table_console
from recbole_tema.errors import BackendError, ConfigError
from recbole_tema.options import options_of
from recbole_tema.tagging.options import BackendOptions, ProfileOptions, TagOptions

if TYPE_CHECKING:
    from recbole_tema.tagging import steps
    from recbole_tema.tagging.llm.base import Backend

# Parameters of the command that have an effect with --profile.
_PROFILE_PARAMETERS = (
    *("dataset", "llm", "dry_run", "cache", "partial", "about", "templates"),
    *options_of(ProfileOptions),
    *options_of(BackendOptions),
)
N_SHOWN_PROFILES = 5


@command_options(panels={"options": "Tags", "backend": "Language model"}, options=TagOptions, backend=BackendOptions)
def tag_command(
    context: typer.Context,
    dataset: Path = typer.Argument(..., help="Folder of the dataset."),
    llm: str | None = typer.Option(
        None, help="Language model: MODEL.gguf, openai:MODEL@URL, or transformers:ID_OR_FOLDER."
    ),
    tfidf: bool = typer.Option(
        False, "--tfidf", help="Use no model, but the words of the texts by tf-idf: a baseline for a model's tags."
    ),
    profile: bool = typer.Option(
        False, "--profile", help="Write 25 to 60 words about each item instead of tags, for encode --fields profile."
    ),
    report: bool = typer.Option(False, "--report", help="Only show statistics of the existing tags."),
    dry_run: bool = typer.Option(False, "--dry-run", help="Only estimate the remaining requests and tokens."),
    cache: Path = typer.Option(
        Path("tag_cache"), help="Folder of the model's answers, from which an interrupted run continues."
    ),
    partial: bool = typer.Option(
        False, "--partial", help="Replace the existing file even if the new one has fewer items."
    ),
    about: list[str] | None = typer.Option(
        None, help="Description of a domain for the prompts: DOMAIN=DESCRIPTION. Repeat it for each domain."
    ),
    templates: Path | None = typer.Option(None, help="YAML file of prompt templates; by default the package's own."),
    backend: Any = None,
    options: Any = None,
) -> None:
    """Tag items with a language model: propose, refine, match and select tags, and write the dataset's .tag file.

    With --profile, write prose about each item to its .profile file instead.
    """
    if report:
        refuse_all_but(context, "report", "dataset", "fields", "encoder")
        _print_report(dataset, options)
        return
    if tfidf:
        refuse_all_but(context, "tfidf", "dataset", "fields", "k")
        _tag_by_tfidf(dataset, options)
        return
    if profile:
        refuse_all_but(context, "profile", *_PROFILE_PARAMETERS)
    if llm is None:
        raise ConfigError(
            "No language model is given.", remedy="Give one with --llm, or use --report to inspect existing tags."
        )
    from recbole_tema.tagging import open_backend, profile_items, tag_items

    descriptions = _descriptions(about or [])
    if dry_run:
        _print_costs(dataset, open_backend(llm, **backend), options, cache, descriptions, templates, profile=profile)
        return
    with _progress_bars() as progress:
        record = (profile_items if profile else tag_items)(
            dataset,
            llm,
            about=descriptions,
            templates=templates,
            cache=cache,
            progress=progress,
            partial=partial,
            **backend,
            **options,
        )
    if profile:
        _print_profiles(dataset, record)
    else:
        _print_report(dataset, options)
    Console().print(f"Written to {dataset.resolve() / record['file']}")
    _refuse_failures(record)


def _refuse_failures(record: Mapping[str, Any]) -> None:
    """End with an error if some items have no valid answer, so that scripts do not take the file for complete."""
    from recbole_tema.tagging.outcome import CONTINUE, failure_summary

    if record["failures"]:
        summary = failure_summary(record["failures"], record["counts"]["items_with_text"])
        raise BackendError(f"{summary} The file was written from the valid answers.", remedy=CONTINUE)


def _tag_by_tfidf(dataset: Path, options: Mapping[str, Any]) -> None:
    from recbole_tema.tagging.tfidf import tag_by_tfidf

    record = tag_by_tfidf(dataset, **options)
    _print_report(dataset, options)
    Console().print(f"Written to {dataset.resolve() / record['file']}")


def _print_costs(
    dataset: Path,
    backend: Backend,
    options: Mapping[str, Any],
    cache: Path,
    about: Mapping[str, str],
    templates: Path | None,
    *,
    profile: bool,
) -> None:
    from recbole_tema.tagging.cost import estimate_costs
    from recbole_tema.tagging.profiles import estimate_profile_costs
    from recbole_tema.tagging.prompts import load_templates

    arguments: dict[str, Any] = {"cache": cache, "about": about, "identity": backend.identity}
    prompts = load_templates(templates)
    if profile:
        costs = estimate_profile_costs(dataset, ProfileOptions(**options), prompts, **arguments)
    else:
        costs = estimate_costs(dataset, TagOptions(**options), prompts, **arguments)
    table = Table("step", "calls", "cached", "prompt tokens", "answer tokens", title=f"With {backend.name}")
    for cost in costs:
        cells = (cost.calls, cost.cached, cost.prompt_tokens, cost.answer_tokens)
        table.add_row(cost.step, *(f"{cell:,}" for cell in cells))
    Console().print(table)


def _descriptions(about: Sequence[str]) -> dict[str, str]:
    descriptions = {}
    for text in about:
        domain, equals, description = text.partition("=")
        if not equals or not description.strip():
            raise ConfigError(f"--about {text!r} has no description.", remedy="Write it as DOMAIN=DESCRIPTION.")
        descriptions[domain.strip()] = description.strip()
    return descriptions


@contextmanager
def _progress_bars() -> Iterator[steps.Progress]:
    titles = {"propose": "Proposing tags", "match": "Matching tags", "profile": "Writing profiles"}
    tasks: dict[str, TaskID] = {}
    with Progress(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()) as bars:

        def progress(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(titles[step], total=total)
            bars.update(tasks[step], completed=done)

        yield progress


def _print_report(dataset: Path, options: Mapping[str, Any]) -> None:
    from recbole_tema.tagging.report import report_tables, tag_report

    shown = {name: value for name, value in options.items() if name in ("fields", "encoder")}
    console = table_console()
    for table in report_tables(tag_report(dataset, **shown)):
        console.print(table)


def _print_profiles(dataset: Path, record: Mapping[str, Any]) -> None:
    """Statistics of the profiles, and some of them to inspect."""
    from recbole_tema.files.item_text import item_texts, read_profiles, stable_sample

    counts, console = record["counts"], table_console()
    statistics = Table("items", "profiles", "words", "shortened", "same as another's", "failures", title="Profiles")
    words = "{median:g} ({min} to {max})".format(**counts["words"])
    numbers = [f"{counts[name]:,}" for name in ("items_with_text", "profiles", "shortened", "not_distinct", "failures")]
    statistics.add_row(*numbers[:2], words, *numbers[2:])
    sample = Table("item", "text", "profile", title="Sample")
    profiles = read_profiles(dataset)
    items = item_texts(dataset, record["options"]["fields"][:1])
    texts = dict(zip(items["item_id"], items["text"]))
    for item in stable_sample(profiles, N_SHOWN_PROFILES, seed=0):
        sample.add_row(item, texts.get(item, ""), profiles[item])
    console.print(statistics)
    console.print(sample)
