"""Options of `prepare`: the source, the names of its columns, which interactions are kept, and the engine.

Light on purpose: the command line builds its help from these dataclasses.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal, TypeVar

from recbole_tema.errors import ConfigError
from recbole_tema.options import check_options, option, options_of, parse_time
from recbole_tema.prepare.sources import SOURCES
from recbole_tema.prepare.times import check_time_format

T = TypeVar("T")


@dataclass(frozen=True)
class Columns:
    """Names of the columns of a table.

    Attributes
    ----------
    user, item, time, domain, title, rating : str
        ``domain`` may be in the table of interactions or of items; ``title`` and ``rating`` may be missing. Times are
        Unix seconds, milliseconds or ISO dates.
    drop : tuple of str
        Columns of the table of items to leave out.
    """

    user: str = option("user_id", help="Column of the user.")
    item: str = option("item_id", help="Column of the item, in both tables.")
    time: str = option("timestamp", help="Column of the time.")
    domain: str = option("domain", help="Column of the domain, in either table.")
    title: str = option("title", help="Column of the title.")
    rating: str = option("rating", help="Column of the rating.")
    drop: tuple[str, ...] = option((), help="Columns of the table of items to leave out, separated by commas.")

    def __post_init__(self) -> None:
        """Check every value."""
        check_options(self)


DEFAULT_COLUMNS = Columns()


@dataclass(frozen=True)
class SourceOptions:
    """What is read.

    Attributes
    ----------
    sources : tuple of str
        Files or folders, as the format requires.
    format : str
        A key of :data:`~recbole_tema.prepare.sources.SOURCES`.
    items : tuple of Path
        Table of items, or one per domain as ``DOMAIN=FILE`` (table); for a published format, additional columns by item
        id.
    metadata : tuple of Path
        Metadata files (amazon, goodreads).
    time_format : str, optional
        How times are written (table, recbole): a name of :data:`~recbole_tema.prepare.times.NAMED_FORMATS` or a
        format of strftime. By default, the column decides.
    domains : tuple of str
        Names of the two domains (published formats).
    separator, encoding : str, optional
        Of tables; by default detected.
    quoted : {"yes", "no"}, optional
        Whether quotes delimit cells of tables; by default detected.
    names : tuple of str
        Columns of a table without a header.
    genres : tuple of str
        Genres or categories of each domain, or values of the domain column (recbole, hm).
    columns : Columns
    """

    sources: tuple[str, ...]
    format: str = option("table", help="Format of the source.", choices=SOURCES)
    items: tuple[Path, ...] = option(
        (),
        help="Table of items; of table with several sources DOMAIN=FILE, repeated. Adds columns such as titles to a "
        "published format.",
    )
    metadata: tuple[Path, ...] = option((), help="amazon, goodreads: metadata file. May be repeated.")
    time_format: str | None = option(
        None,
        help="table, recbole: how times are written, if the column does not decide it: seconds, milliseconds, "
        "microseconds, nanoseconds, iso, day-first, month-first, or a format such as %d.%m.%y.",
    )
    separator: str | None = option(None, help="Separator of the cells of tables. Detected by default.")
    encoding: str | None = option(None, help="Encoding of tables. By default UTF-8, UTF-16 or cp1252, as detected.")
    quoted: Literal["yes", "no"] | None = option(
        None, help="Whether quotes delimit the cells of tables. Detected by default."
    )
    names: tuple[str, ...] = option((), help="Columns of a table of interactions without a header, in order.")
    domains: tuple[str, ...] = option((), help="Published formats: names of the two domains, separated by a comma.")
    genres: tuple[str, ...] = option(
        (),
        help="Domains by genre or category: DOMAIN=GENRE,GENRE; for recbole and hm by values of the column of "
        "--domain. May be repeated; the last may list none and takes all other items.",
    )
    columns: Columns = DEFAULT_COLUMNS

    def __post_init__(self) -> None:
        """Check every value."""
        check_options(self)
        check_time_format(self.time_format)
        self._refuse_options_without_effect()
        if len(self.domains) not in (0, 2):
            raise ConfigError(
                f"domains ({','.join(self.domains)}) must name two domains.", remedy="Write them as food,kitchen."
            )

    def _refuse_options_without_effect(self) -> None:
        read = {"sources", "format", *SOURCES[self.format].reads}
        for field in fields(self):
            if field.name not in read and getattr(self, field.name) != field.default:
                raise ConfigError(
                    f"{field.name} has no effect with the format {self.format}.",
                    remedy=f"Remove it. Options of this format: {', '.join(SOURCES[self.format].reads) or 'none'}.",
                )

    @property
    def item_table(self) -> Path | None:
        """The one table of items of a format that takes one.

        Raises
        ------
        ConfigError
            If there are several.
        """
        if len(self.items) > 1:
            raise ConfigError(f"format {self.format} takes one table of items.", remedy="Give items once.")
        return Path(self.items[0]) if self.items else None

    @property
    def path(self) -> Path:
        """The one source of a format that takes one.

        Raises
        ------
        ConfigError
            If there are several.
        """
        if len(self.sources) != 1:
            raise ConfigError(
                f"format {self.format} takes one source, got {len(self.sources)}.",
                remedy="Only the formats table, amazon, douban, goodreads, recbole and mind take several.",
            )
        return Path(self.sources[0])


@dataclass(frozen=True)
class Rules:
    """Which interactions are kept and how they are ordered. The fields are in the order in which they apply.

    Attributes
    ----------
    min_rating : float, optional
        Lowest rating that counts as an interaction.
    since, until : str, optional
        First day, and end day (exclusive), as ``2014-01-31`` or Unix seconds, in UTC.
    repeated : {"keep", "first", "last"}
        Repeated interactions of a user with an item.
    user_core, item_core : int
        Minimum number of interactions per user and per item, applied until both hold (k-core; 5 and 5 in most papers,
        items 10 in C2DSR and ABXI).
    min_domains, domain_min : int
        A user needs ``domain_min`` interactions in each of at least ``min_domains`` domains. ``min_domains=2`` keeps
        overlapping users only (C2DSR, ABXI), with ``domain_min=3`` in C2DSR and 5 in ABXI.
    window_days : float, optional
        Split each user's history into windows of this length, each a user of its own called ``USER@N`` (C2DSR: 365
        for Food-Kitchen, 30 for Movie-Book). A window starts every ``window_days`` from the first interaction: ours,
        the paper does not say where.
    last : int, optional
        Keep the last interactions of each user only (ABXI: 50).
    order : {"time", "file"}
        Order of a user's interactions: by time, or as the rows are in the file.
    ties : {"file", "hash"}
        Order of equal timestamps: file order, or an uninformative hash of user and item.
    shuffle_ties : int, optional
        Seed of that hash; implies ``ties="hash"``.
    """

    min_rating: float | None = option(None, help="Lowest rating that counts as an interaction.")
    since: str | None = option(None, help="Start date (inclusive), as 2014-01-31, 2014 or Unix seconds, in UTC.")
    until: str | None = option(None, help="End date (exclusive).")
    repeated: Literal["keep", "first", "last"] = option("keep", help="Repeated interactions with an item.")
    user_core: int = option(0, help="k-core: minimum number of interactions per user.", minimum=0)
    item_core: int = option(0, help="k-core: minimum number of interactions per item.", minimum=0)
    min_domains: int = option(1, help="Minimum number of domains per user; 2 keeps overlapping users only.", minimum=1)
    domain_min: int = option(1, help="Minimum number of interactions in each of those domains.", minimum=1)
    window_days: float | None = option(
        None, help="Split histories into windows of this many days (C2DSR: 365 or 30).", minimum=1
    )
    last: int | None = option(None, help="Maximum number of latest interactions per user (ABXI: 50).", minimum=1)
    order: Literal["time", "file"] = option(
        "time", help="Order of a user's interactions. Published formats keep the order of the file."
    )
    ties: Literal["file", "hash"] = option(
        "file", help="Tie-breaking of equal timestamps: file order, or an uninformative hash (as for amazon)."
    )
    shuffle_ties: int | None = option(None, help="Seed of that hash; implies hash.")

    def __post_init__(self) -> None:
        """Check every value."""
        check_options(self)
        if self.order == "file" and self.hashes_ties:
            raise ConfigError(
                "order=file leaves no ties to break.", remedy="Use ties=hash and shuffle_ties with order=time only."
            )
        for name in ("since", "until"):
            if getattr(self, name) is not None:
                parse_time(getattr(self, name), name)

    @property
    def hashes_ties(self) -> bool:
        """Whether ties are ordered by hash."""
        return self.ties == "hash" or self.shuffle_ties is not None

    @property
    def needs_file_order(self) -> bool:
        """Whether the order of rows in their file matters."""
        return self.order == "file" or not self.hashes_ties


@dataclass(frozen=True)
class EngineOptions:
    """What runs the preparation.

    Attributes
    ----------
    engine : {"duckdb", "spark"}
        DuckDB runs in this process and out of core, Spark where its own settings say.
    memory : str
        Memory limit of DuckDB's operators, beyond which they use the disk.
    """

    engine: Literal["duckdb", "spark"] = option(
        "duckdb", help="Dataframe engine: duckdb runs in this process and out of core, spark on a cluster."
    )
    memory: str = option("2GB", help="Memory limit of DuckDB's operators, beyond which they use the disk.")

    def __post_init__(self) -> None:
        """Check every value."""
        check_options(self)


DEFAULT_ENGINE = EngineOptions()


def from_mapping(cls: Callable[..., T], values: Mapping[str, Any]) -> T:
    """Build a dataclass of options from values by name.

    Raises
    ------
    ConfigError
        If a name is unknown or a value is wrong.
    """
    known = options_of(cls)
    for name in values:
        if name not in known:
            raise ConfigError(f"unknown option {name!r}.", remedy=f"Known: {', '.join(known)}.")
    return cls(**values)
