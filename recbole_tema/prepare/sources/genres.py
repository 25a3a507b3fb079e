"""Rules that make domains of genres or categories, as ``--genres`` gives them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
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
    values: Sequence[Sequence[str]], texts: Sequence[str], default: GenreRule | None = None
) -> tuple[list[str], list[str]]:
    """Domain of each item by its genres or categories and the option ``genres``.

    Parameters
    ----------
    values : sequence of sequence of str
        Genres of each item.
    texts : sequence of str
        The option; empty for the default.
    default : mapping, optional
        The default rule; without one, the domain is the first genre.

    Returns
    -------
    domains : list of str
        Without spaces; ``""`` for items in no domain.
    rule : list of str
        The rule, for the record.

    Raises
    ------
    ConfigError
        If the option has another form, or names a genre that no item has.
    """
    rule = parse_genre_rule(texts) if texts else default
    if rule is not None and texts:
        refuse_unknown_genres(values, rule)
    domains = [re.sub(r"\s+", "_", domain.strip()) for domain in domains_of_values(values, rule)]
    return domains, [] if rule is None else format_genre_rule(rule)


def refuse_unknown_genres(values: Sequence[Sequence[str]], rule: GenreRule) -> None:
    """Raise if a rule names a genre that no item has.

    Parameters
    ----------
    values : sequence of sequence of str
        Genres of each item.
    rule : mapping

    Raises
    ------
    ConfigError
        With a similar genre, or the most frequent ones.
    """
    counts = Counter(value for of_item in values for value in of_item)
    for name in sorted(set().union(*rule.values()) - counts.keys()):
        similar = get_close_matches(name, counts, n=1)
        frequent = sorted(counts, key=lambda value: (-counts[value], value))[:20]
        known = ", ".join(frequent) or "none"
        raise ConfigError(
            f"no item has the genre {name!r} of --genres.",
            remedy=f"Did you mean {similar[0]!r}?" if similar else f"Known genres: {known}.",
        )


def genres_in_cells(cells: Sequence[str], rule: GenreRule, path: Path) -> list[list[str]]:
    """Genres of cells that may hold one or several.

    A cell is split at ``|``, at commas or at spaces, if every genre of the rule then occurs and one of them is a part
    of a longer cell. A character that is in a genre of the rule separates none.

    Parameters
    ----------
    cells : sequence of str
    rule : mapping
    path : Path
        The file, for messages.

    Raises
    ------
    ConfigError
        If no cell has a genre of the rule.
    DataError
        If all genres of the rule are whole cells and also parts of others, and the column is not clearly a list: it has
        fewer different cells than different parts.
    """
    wanted: frozenset[str] = frozenset().union(*rule.values())
    different = set(filter(None, cells))
    for separator in (r"\s*\|\s*", r"\s*,\s*", r"\s+"):
        if any(re.search(separator, genre) for genre in wanted):
            continue
        parts = {cell: list(filter(None, re.split(separator, cell))) for cell in different}
        longer = [cell for cell, genres in parts.items() if len(genres) > 1 and not wanted.isdisjoint(genres)]
        known = {genre for genres in parts.values() for genre in genres}
        if not longer or not wanted <= known:
            continue
        if wanted <= different and len(known) >= len(different):
            raise DataError(
                f"the column may hold one value or several: {min(longer)!r} has the genre "
                f"{min(wanted.intersection(parts[min(longer)]))!r} of --genres as a part.",
                path=path,
                remedy="Write its kind as token_seq if spaces separate values, or name whole values in --genres.",
            )
        return [parts.get(cell, []) for cell in cells]
    values = [[cell][: bool(cell)] for cell in cells]
    if not wanted <= different:  # the message suggests parts of cells too
        refuse_unknown_genres([[cell, *re.split(r"\s*[|,]\s*|\s+", cell)] for cell in different], rule)
    refuse_unknown_genres(values, rule)
    return values
