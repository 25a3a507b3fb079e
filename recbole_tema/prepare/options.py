"""`recbole-tema prepare`: its options, a recipe that holds them, and what it prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import partial
from pathlib import Path
from typing import Any, Optional

import yaml

from recbole_tema.errors import ConfigError
from recbole_tema.files.atomic import read_atomic
from recbole_tema.files.formats import ITEM
from recbole_tema.prepare.build import Reader, prepare_dataset
from recbole_tema.prepare.rules import Rules, Say

TABLE, AMAZON, MOVIELENS, PUBLISHED = "table", "amazon", "movielens", ("abxi", "c2dsr", "llmcdsr", "urllm")
FORMATS = (TABLE, AMAZON, MOVIELENS, *PUBLISHED)
# Rules that are numbers, and whole ones among them.
_WHOLE = ("user_core", "item_core", "min_domains", "domain_min", "last", "shuffle_ties")
_NUMBERS = (*_WHOLE, "min_rating", "window_days")


@dataclass(frozen=True)
class Request:
    """What `prepare` is asked for.

    Attributes
    ----------
    sources : tuple of str
        Files or folders, as the format wants them.
    format : str
        One of :data:`FORMATS`.
    items : Path, optional
        A table of items (table); titles and more for items of a published format.
    metadata : tuple of Path
        Metadata files (amazon).
    columns : mapping
        Fields of :class:`~recbole_tema.prepare.sources.table.Columns` (table).
    duplicates : str
        As of :func:`~recbole_tema.prepare.sources.table.prepare_table`.
    domains : tuple of str
        Names of the two domains (published formats).
    genres : tuple of str
        A genre rule (movielens).
    """

    sources: tuple[str, ...]
    format: str = TABLE
    items: Optional[Path] = None
    metadata: tuple[Path, ...] = ()
    columns: Optional[Mapping[str, Any]] = None
    duplicates: str = "error"
    domains: tuple[str, ...] = ()
    genres: tuple[str, ...] = ()

    def reader(self) -> Reader:
        """What reads these sources.

        Raises
        ------
        ConfigError
            If the format is unknown, or does not go with the rest.
        """
        if self.format not in FORMATS:
            raise ConfigError(f"format {self.format!r} is unknown.", remedy=f"Choose among: {', '.join(FORMATS)}.")
        if self.format == AMAZON:
            from recbole_tema.prepare.sources.amazon import read_amazon

            return partial(read_amazon, sources=self.sources, metadata=self.metadata)
        if len(self.sources) != 1:
            raise ConfigError(f"the format {self.format} takes one source.", remedy="Only amazon takes several.")
        (source,) = map(Path, self.sources)
        if self.format == TABLE:
            from recbole_tema.prepare.sources.table import Columns, read_interactions

            columns = Columns(**(self.columns or {}))
            return lambda engine: read_interactions(engine, source, self.items, columns, self.duplicates)
        if self.format == MOVIELENS:
            from recbole_tema.prepare.sources.movielens import genre_rule, read_movielens

            return partial(read_movielens, folder=source, rule=genre_rule(self.genres))
        return self._published(source)

    def _published(self, folder: Path) -> Reader:
        from recbole_tema.prepare.sources.published_dataset import read_published_source

        if len(self.domains) not in (0, 2):
            raise ConfigError("a published dataset has two domains.", remedy="Name both, as in --domains=food,kitchen.")
        pair = (self.domains[0], self.domains[1]) if self.domains else None
        return partial(
            read_published_source,
            form=self.format,
            folder=folder,
            domains=pair,
            items=self.items,
            id_column=str((self.columns or {}).get("item", "item_id")),
            drop=tuple((self.columns or {}).get("drop", ())),
        )

    def defaults(self) -> dict[str, Any]:
        """Rules that a format starts from: published files keep their order; raw reviews have none to keep."""
        if self.format in PUBLISHED:
            return {"order": "file"}
        return {"ties": "hash"} if self.format == AMAZON else {}


def read_recipe(path: Path) -> dict[str, Any]:
    """Options from a YAML file, or from the ``.inter.json`` of a dataset made before.

    Returns
    -------
    dict
        Names as on the command line, with ``_`` for ``-``; those of columns are in the mapping ``columns``.

    Raises
    ------
    ConfigError
        If the file is missing, is no mapping, holds an unknown option, or a value of the wrong kind.
    """
    from recbole_tema.prepare.sources.table import Columns

    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, IsADirectoryError):
        raise ConfigError("no such file.", path=path, remedy="Check --recipe.") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        line = None if mark is None else mark.line + 1
        raise ConfigError("is not valid YAML.", path=path, line=line, remedy="Correct the file.") from None
    if not isinstance(content, dict):
        raise ConfigError("must hold `option: value` lines.", path=path, remedy="See recbole-tema prepare --help.")
    options = dict(content["options"] if isinstance(content.get("options"), dict) else content)
    columns = options.pop("columns", None) or {}
    if not isinstance(columns, dict):
        raise ConfigError("columns must be `name: column` lines.", path=path, remedy="Correct the file.")
    of_columns = {field.name for field in fields(Columns)}
    columns = {**columns, **{name: options.pop(name) for name in of_columns & options.keys()}}
    known = {field.name for cls in (Rules, Request) for field in fields(cls)} | {"engine"}
    for names, allowed in ((options, known | of_columns), (columns, of_columns)):
        for name in names:
            if name not in allowed:
                hint = ", ".join(sorted(allowed))
                raise ConfigError(f"has an unknown option {name!r}.", path=path, remedy=f"Known: {hint}.")
    options = {**options, "columns": {name: _value(name, value, path) for name, value in _given(columns).items()}}
    return {name: _value(name, value, path) for name, value in _given(options).items() if name != "sources"}


def _given(options: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in options.items() if value is not None}


def _value(name: str, value: Any, path: Path) -> Any:
    """A value of a recipe as the command line would give it: YAML makes dates of days, and one name is no list."""
    if name == "columns":
        return value
    if name in ("metadata", "genres", "domains", "drop"):
        values = list(map(str, value)) if isinstance(value, list) else [str(value)]
        return listed(values) if name in ("domains", "drop") else tuple(values)
    if name in _NUMBERS:
        if isinstance(value, bool) or not isinstance(value, int if name in _WHOLE else (int, float)):
            raise ConfigError(f"{name} is {value!r}.", path=path, remedy="Give a number.")
        return value
    return str(value)


def run_request(
    request: Request, rules: Mapping[str, Any], name: str, folder: Path, *, engine: str, memory: str, say: Say
) -> dict[str, Any]:
    """Prepare what was asked for.

    Parameters
    ----------
    request : Request
    rules : mapping
        Fields of :class:`~recbole_tema.prepare.rules.Rules` that were given; the format's defaults fill in.
    name, folder, engine, memory, say
        As of :func:`~recbole_tema.prepare.build.prepare_dataset`.

    Returns
    -------
    dict
        What ``NAME.inter.json`` holds.
    """
    settings = {**request.defaults(), **rules}
    if settings.get("shuffle_ties") is not None:
        # Shuffling asks for the order of time.
        settings["order"] = "time"
    return prepare_dataset(request.reader(), name, folder, Rules(**settings), engine=engine, memory=memory, say=say)


def fetch_images(
    dataset: Path, *, adopt: Optional[Path] = None, allow_private: bool = False
) -> list[tuple[str, str, int]]:
    """Give the items of a prepared dataset their pictures: ``DATASET/images/manifest.jsonl``.

    Parameters
    ----------
    dataset : Path
        Its folder; ``image_url`` of its ``.item`` is asked for.
    adopt : Path, optional
        A local folder of ``ITEM_ID.jpg`` that serves instead of the web.
    allow_private : bool
        Whether addresses may lead into private networks.

    Returns
    -------
    list of (str, str, int)
        Status, reason and number of items, for a table.

    Raises
    ------
    ConfigError
        If the items have no ``image_url`` and no folder is given.
    MissingExtraError
        If the extra ``images`` is not installed.
    """
    from recbole_tema.prepare.images import ImageOptions, adopt_images, count_images, download_images, read_manifest

    items = read_atomic(ITEM.path(dataset))
    options = ImageOptions(allow_private=allow_private)
    if adopt is not None:
        manifest = adopt_images(items["item_id"].tolist(), adopt, dataset / "images", options)
    elif "image_url" in items:
        manifest = download_images(dict(zip(items["item_id"], items["image_url"])), dataset / "images", options)
    else:
        raise ConfigError("the items have no image_url.", path=ITEM.path(dataset), remedy="Give --images FOLDER.")
    return count_images(read_manifest(manifest))


def listed(text: Sequence[str]) -> tuple[str, ...]:
    """Names given several times or separated by commas."""
    return tuple(name.strip() for part in text for name in part.split(",") if name.strip())
