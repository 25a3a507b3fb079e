"""Which column of a table has which role: by its given name, by the default name, or by a well-known name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from recbole_tema.errors import DataError
from recbole_tema.prepare.options import DEFAULT_COLUMNS, Columns
from recbole_tema.prepare.reading.names import SYNONYMS, key_of


def require_columns(names: Sequence[str], present: Iterable[Any], path: Path) -> None:
    """Raise, with the closest name as a suggestion, if a table lacks a column, or has several of that name.

    Raises
    ------
    DataError
        For the first of ``names`` that is not in ``present`` once.
    """
    columns = [str(column) for column in present]
    for name in names:
        if name not in columns:
            close = get_close_matches(name, columns, n=1, cutoff=0.5)
            guess = f"Did you mean {close[0]!r}? " if close else ""
            remedy = f"{guess}Its columns: {', '.join(columns)}."
            raise DataError(f"has no column {name!r}.", path=path, line=1, remedy=remedy)
        if columns.count(name) > 1:
            raise DataError(
                f"has {columns.count(name)} columns {name!r}.", path=path, line=1, remedy="Rename or remove them."
            )


def resolve_roles(
    columns: Columns, present: Sequence[str], path: Path, needed: Collection[str], optional: Collection[str] = ()
) -> tuple[Columns, list[str]]:
    """Find the columns of a table by their roles.

    Parameters
    ----------
    columns : Columns
        A name other than the default is taken as it is.
    present : sequence of str
        Columns of the table.
    path : Path
    needed, optional : collection of str
        Fields of ``columns``. A column of an optional role may be missing.

    Returns
    -------
    tuple of (Columns, list of str)
        The names in this table, and a note for each that is not the default and was not given, or cannot be decided.

    Raises
    ------
    DataError
        If a needed column is missing, or several columns could be it.
    """
    names: dict[str, Any] = {}
    notes: list[str] = []
    for role in (*needed, *optional):
        given = getattr(columns, role)
        if given in present or given != getattr(DEFAULT_COLUMNS, role):
            if role in needed:
                require_columns([given], present, path)
            continue
        keys = {key_of(name) for name in SYNONYMS[role]}
        candidates = [name for name in present if key_of(name) in keys]
        listed = ", ".join(map(repr, candidates))
        if len(candidates) == 1:
            names[role] = candidates[0]
            notes.append(f"{path.name}: the {role} is the column {candidates[0]!r}.")
        elif candidates and role in needed:
            raise DataError(
                f"has several columns for the {role}: {listed}.",
                path=path,
                line=1,
                remedy=f"Choose one, as {role}={candidates[0]}.",
            )
        elif candidates:
            notes.append(
                f"{path.name}: {listed} could be the {role}; none is used. Choose one, as {role}={candidates[0]}."
            )
        elif role in needed:
            _raise_missing(given, role, present, path)
    return replace(columns, **names), notes


def _raise_missing(given: str, role: str, present: Sequence[str], path: Path) -> None:
    try:
        require_columns([given], present, path)
    except DataError as error:
        raise DataError(
            error.problem, path=path, line=1, remedy=f"Choose the column of the {role}, as {role}=NAME. {error.remedy}"
        ) from None
