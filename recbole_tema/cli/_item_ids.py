"""Item ids in one option, separated by spaces, although ids may contain spaces."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import groupby

from recbole_tema.errors import ConfigError

_WORD = re.compile(r'(?<!\S)"(?P<quoted>[^"]*)"(?!\S)|(?P<word>\S+)')


def item_ids(values: Sequence[str], known: Collection[str], flag: str) -> list[str]:
    """Item ids of an option that may be repeated.

    An id in double quotes, which ids cannot contain, is taken as it is. Other words are joined where that gives known
    ids.

    Parameters
    ----------
    values : sequence of str
        Values of the option, each with one id or several.
    known : collection of str
        Ids of the items of the model.
    flag : str
        Name of the option, for messages.

    Returns
    -------
    list of str
        In the given order. Words that belong to no known id are ids themselves, as few as possible.

    Raises
    ------
    ConfigError
        If words can be joined to ids in several ways.
    """
    most_words = 1 + max((item.count(" ") for item in known), default=0)
    ids = []
    for value in values:
        for quoted, group in groupby(_WORD.finditer(value), key=lambda match: match["word"] is None):
            if quoted:
                ids += [" ".join(match["quoted"].split()) for match in group]
            else:
                ids += _joined([match["word"] for match in group], known, most_words, flag)
    return ids


def _joined(words: list[str], known: Collection[str], most_words: int, flag: str) -> list[str]:
    """Words joined to ids with the fewest unknown ones; an error if there are several ways."""
    # Fewest unknown words among the first i, and lengths in words of a last id with which they are reached.
    unknown, lengths = [0], [[0]]
    for end in range(1, len(words) + 1):
        costs = {}
        for length in range(1, min(most_words, end) + 1):
            is_known = " ".join(words[end - length : end]) in known
            if is_known or length == 1:
                costs[length] = unknown[end - length] + (not is_known)
        unknown.append(min(costs.values()))
        lengths.append([length for length, cost in costs.items() if cost == unknown[-1]])
    readings = [_backwards(words, lengths, choice) for choice in (0, -1)]
    if readings[0] != readings[1]:
        shown = " or ".join(", ".join(map(repr, reading)) for reading in readings)
        remedy = f"""Put ids into double quotes: {flag} '"ID" "ID"'."""
        raise ConfigError(f"{flag} can be read as {shown}.", remedy=remedy)
    return readings[0]


def _backwards(words: list[str], lengths: list[list[int]], choice: int) -> list[str]:
    ids, end = [], len(words)
    while end:
        start = end - lengths[end][choice]
        ids.append(" ".join(words[start:end]))
        end = start
    return ids[::-1]
