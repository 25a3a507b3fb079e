"""`recbole-tema tag` on the command line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, List, Optional  # noqa: UP035  typer evaluates annotations, on Python 3.9 too

import typer
from rich.console import Console
from rich.table import Table

from recbole_tema.cli._options import refuse_all_but, table_console
from recbole_tema.errors import ConfigError

if TYPE_CHECKING:
    from recbole_tema.tagging import TagOptions
    from recbole_tema.tagging.llm.base import Backend
    from recbole_tema.tagging.prompts import Templates

LISTS, MATCHING = "Lists of tags", "Matching"


def tag_command(
    context: typer.Context,
    dataset: Path = typer.Argument(..., help="The dataset's folder."),
    llm: Optional[str] = typer.Option(
        None, help="The model: MODEL.gguf, openai:MODEL[@URL], or transformers:ID_OR_FOLDER."
    ),
    words: bool = typer.Option(
        False,
        "--words",
        help="No model: the texts' words by tf-idf, which a model's tags should be better than.",
    ),
    report: bool = typer.Option(False, "--report", help="Only look at the tags that are there."),
    dry_run: bool = typer.Option(False, "--dry-run", help="Only count the calls and tokens that are still to come."),
    cache: Path = typer.Option(
        Path("tag_cache"), help="Where answers are kept, so that a run that was killed goes on."
    ),
    fields: str = typer.Option("title", help="Columns of the .item file that the model is shown."),
    about: Optional[List[str]] = typer.Option(  # noqa: UP006
        None, help="What a domain holds: DOMAIN=DESCRIPTION; may be repeated."
    ),
    templates: Optional[Path] = typer.Option(None, help="A template file of your own."),
    encoder: Optional[str] = typer.Option(
        None, help="Sentence encoder that finds synonyms and candidates: a folder, a hub id, or a package of weights."
    ),
    parallel: Optional[int] = typer.Option(None, min=1, help="Requests under way at once."),
    threads: Optional[int] = typer.Option(
        None, min=1, help="Processor threads of a GGUF model; leave a core to other busy programs, or it stalls."
    ),
    limit: Optional[int] = typer.Option(None, help="Tag the first so many items only."),
    sample: int = typer.Option(
        200, help="Items a domain that tags are proposed for; 0 for all.", rich_help_panel=LISTS
    ),
    seed: int = typer.Option(0, help="Seed of that sample.", rich_help_panel=LISTS),
    list_size: int = typer.Option(80, help="Tags of a domain's first list.", rich_help_panel=LISTS),
    rounds: int = typer.Option(3, help="Most rounds of refinement.", rich_help_panel=LISTS),
    candidates: int = typer.Option(10, help="Tags that an item is asked about.", rich_help_panel=MATCHING),
    score: str = typer.Option(
        "probability", help="probability: of the model's yes; rating: written by it.", rich_help_panel=MATCHING
    ),
    tau: float = typer.Option(0.8, help="Least score of a kept tag.", rich_help_panel=MATCHING),
    k: int = typer.Option(8, help="Most tags an item.", rich_help_panel=MATCHING),
    floor: float = typer.Option(0.2, help="Least score of an item's only tag.", rich_help_panel=MATCHING),
) -> None:
    """Let a language model propose, refine, match and select tags for the dataset's .tag file."""
    from recbole_tema.tagging import TagOptions, open_backend
    from recbole_tema.tagging.prompts import load_templates

    names = tuple(name.strip() for name in fields.split(",") if name.strip())
    if report:
        refuse_all_but(context, "report", "dataset", "fields", "encoder")
        _print_report(dataset, names, encoder)
        return
    if words:
        refuse_all_but(context, "words", "dataset", "fields", "k")
        _tag_by_words(dataset, names, k)
        return
    if llm is None:
        raise ConfigError("no model is given.", remedy="Give one as --llm, or look at what is there with --report.")
    options = TagOptions(
        fields=names,
        sample=sample or None,
        seed=seed,
        list_size=list_size,
        rounds=rounds,
        encoder=encoder,
        candidates=candidates,
        score=score,
        tau=tau,
        k=k,
        floor=floor,
        limit=limit,
    )
    descriptions, texts = _descriptions(about or []), load_templates(templates)
    backend = open_backend(llm, parallel=parallel, threads=threads)
    _tag(dataset, backend, options, cache, descriptions, texts, dry_run)


def _tag_by_words(dataset: Path, fields: tuple[str, ...], k: int) -> None:
    from recbole_tema.tagging.tfidf import tag_by_words

    made = tag_by_words(dataset, fields=fields, k=k)
    _print_report(dataset, fields, None)
    Console().print(f"Written to {made}")


def _tag(
    dataset: Path,
    backend: Backend,
    options: TagOptions,
    cache: Path,
    about: dict[str, str],
    templates: Templates,
    dry_run: bool,
) -> None:
    from recbole_tema.tagging import tag_dataset
    from recbole_tema.tagging.plan import plan

    if dry_run:
        table = Table("step", "calls", "answers there", "prompt tokens", "answer tokens", title=f"With {backend.name}")
        for cost in plan(dataset, options, templates, cache=cache, about=about, identity=backend.identity):
            cells = (cost.calls, cost.cached, cost.prompt_tokens, cost.answer_tokens)
            table.add_row(cost.step, *(f"{cell:,}" for cell in cells))
        Console().print(table)
        return
    made = tag_dataset(dataset, backend, options, cache=cache, about=about, templates=templates)
    _print_report(dataset, options.fields, options.encoder)
    Console().print(f"Written to {made}")


def _descriptions(about: Sequence[str]) -> dict[str, str]:
    pairs = {}
    for text in about:
        domain, equals, description = text.partition("=")
        if not equals or not description.strip():
            raise ConfigError(f"--about {text!r} is not understood.", remedy="Write it as DOMAIN=DESCRIPTION.")
        pairs[domain.strip()] = description.strip()
    return pairs


def _print_report(dataset: Path, fields: tuple[str, ...], encoder: Optional[str]) -> None:
    from recbole_tema.tagging.report import report_tables, tag_report

    console = table_console()
    for table in report_tables(tag_report(dataset, fields=fields, encoder=encoder)):
        console.print(table)
