"""Rules that make domains of genres or categories, as ``--genres`` gives them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from recbole_tema.errors import ConfigError

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
