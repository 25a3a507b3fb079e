"""Rules that make domains of genres or categories, as ``--genres`` gives them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from recbole_tema.errors import ConfigError, DataError
from recbole_tema.files.item_domains import domains_of_values

#: Genres by domain, in order of precedence; a last domain without genres takes all other items.
GenreRule = Mapping[str, frozenset[str]]


def parse_genre_rule(texts: Sequence[str]) -> dict[str, frozenset[str]]:
    """Parse a rule such as ``["action=Action,War", "rest="]``: the first domain with a genre of an item takes it.

    Parameters
    ----------
    texts : sequence of str
        ``DOMAIN=GENRE,GENRE``; the last may list no genre and takes all other items.

    Raises
    ------
    ConfigError
        If it has another form.
    """
    rule: dict[str, frozenset[str]] = {}
    for text in texts:
        name, equals, genres = text.partition("=")
        if not equals or not name.strip():
            raise ConfigError(f"genres ({text!r}) must be DOMAIN=GENRE,GENRE.", remedy="Write it in this form.")
        name = re.sub(r"\s+", "_", name.strip())
        if name in rule:
            raise ConfigError(f"the domain {name!r} has two genre rules.", remedy="Write its genres in one of them.")
        rule[name] = frozenset(filter(None, (genre.strip() for genre in genres.split(","))))
    if len(rule) < 2 or any(not genres for genres in list(rule.values())[:-1]):
        raise ConfigError(
            "genres must name two domains, and genres for all but the last.",
            remedy="The last may list no genre and takes all other items.",
        )
    return rule


def format_genre_rule(rule: GenreRule) -> list[str]:
    """A genre rule as texts that :func:`parse_genre_rule` parses."""
    return [f"{name}={','.join(sorted(genres))}" for name, genres in rule.items()]


def domain_of_genres(genres: Sequence[str], rule: GenreRule) -> str:
    """The first domain of a rule that has a genre of an item or takes every other item; ``""`` if there is none."""
    for name, wanted in rule.items():
        if not wanted or not wanted.isdisjoint(genres):
            return name
    return ""


def domains_of_options(
    values: Sequence[Sequence[str]], texts: Sequence[str], path: Path, default: GenreRule | None = None
) -> tuple[list[str], list[str], list[str]]:
    """Domain of each item by its genres or categories and the option ``genres``.

    Parameters
    ----------
    values : sequence of sequence of str
        Genres of each item.
    texts : sequence of str
        The option; empty for the default.
    path : Path
        The file of the items, for messages.
    default : mapping, optional
        The default rule; without one, the domain is the first genre.

    Returns
    -------
    domains : list of str
        Without spaces; ``""`` for items in no domain.
    rule : list of str
        The rule, for the record.
    notes : list of str
        Genres of the rule that no item has.

    Raises
    ------
    ConfigError
        If the option has another form.
    DataError
        If no item has any of the genres of a domain.
    """
    rule = parse_genre_rule(texts) if texts else default
    notes = [] if rule is None or not texts else unused_genres(values, rule, path)
    domains = [re.sub(r"\s+", "_", domain.strip()) for domain in domains_of_values(values, rule)]
    return domains, [] if rule is None else format_genre_rule(rule), notes


def unused_genres(values: Sequence[Sequence[str]], rule: GenreRule, path: Path) -> list[str]:
    """A note that lists the genres of a rule that no item has; empty if every genre occurs.

    Raises
    ------
    DataError
        If no item has any of the genres of a domain.
    """
    counts = Counter(value for of_item in values for value in of_item)
    unused = {name: sorted(genres - counts.keys()) for name, genres in rule.items()}
    for name, genres in rule.items():
        if genres and len(unused[name]) == len(genres):
            common = ", ".join(repr(value) for value, _ in counts.most_common(12)) or "none"
            raise DataError(
                f"no item has a genre or category of the domain {name!r} ({', '.join(sorted(genres))}).",
                path=path,
                remedy=f"Use the values of the file, of which the most frequent are: {common}.",
            )
    missing = sorted(genre for genres in unused.values() for genre in genres)
    return [f"No item has these genres of the rule: {', '.join(missing)}."] if missing else []
