"""The tag genome of MovieLens: relevance of tags to movies, as scores of item tags."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from recbole_tema.errors import DataError
from recbole_tema.files.tags import slug
from recbole_tema.prepare.engine import Engine, count_rows, reading
from recbole_tema.prepare.numbers import decimal_number
from recbole_tema.prepare.reading.layout import detect_layout
from recbole_tema.prepare.reading.tables import open_table, read_frame
from recbole_tema.prepare.sources.base import PublishedTags
from recbole_tema.prepare.sources.matching import columns_in_file

#: A movie has the tags with at least this relevance, at most ``MAX_TAGS``: the threshold and the number of tags per
#: item that the method uses.
MIN_RELEVANCE, MAX_TAGS = 0.5, 8
# The second pair has the names of Kaggle's copy of 20m.
_FILES = (("genome-scores.csv", "genome-tags.csv"), ("genome_scores.csv", "genome_tags.csv"))
# The scores of 2021 by two models; the first is the newer.
_SCORES_2021 = ("tagdl.csv", "glmer.csv")


def read_tag_genome(engine: Engine, folder: Path) -> tuple[PublishedTags | None, list[Path]]:
    """Read the tag genome in a folder of MovieLens.

    Parameters
    ----------
    engine : Engine
    folder : Path
        With ``genome-scores.csv`` and ``genome-tags.csv`` (20m, 25m, latest), or ``tagdl.csv`` or ``glmer.csv`` (tag
        genome 2021).

    Returns
    -------
    tags : PublishedTags or None
        None if the folder has no tag genome. Names with one slug are one tag with the higher score.
    inputs : list of Path
        The files that were read.

    Raises
    ------
    DataError
        If a file or a column is missing, a score is not a number from 0 to 1, or a tag has no name.
    """
    inputs = next(([folder / name for name in names] for names in _FILES if (folder / names[0]).is_file()), [])
    if inputs:
        scores = _read_scores(engine, inputs[0], ("movieId", "tagId", "relevance"))
        layout = detect_layout(inputs[1])
        key, name = columns_in_file(layout, ("tagId", "tag"))
        frame = read_frame(layout, [key, name])
        names = pd.DataFrame({"key": frame[key], "name": frame[name]})
    else:
        path = next((folder / name for name in _SCORES_2021 if (folder / name).is_file()), None)
        if path is None:
            return None, []
        inputs = [path]
        scores = _read_scores(engine, path, ("item_id", "tag", "score"))
        keys = scores.select("key").distinct().order_by("key").to_pyarrow().to_pandas()["key"]
        names = pd.DataFrame({"key": keys, "name": keys})
    table = _best_tags(engine, scores, names, inputs)
    options = {"min_relevance": MIN_RELEVANCE, "max_tags": MAX_TAGS}
    return PublishedTags("MovieLens tag genome", table, options), inputs


def _read_scores(engine: Engine, path: Path, columns: tuple[str, str, str]) -> Any:
    """``item_id``, ``key`` of the tag and ``score``."""
    layout = detect_layout(path)
    item, key, score = columns_in_file(layout, columns)
    with reading(path):
        table = open_table(engine, layout, [item, key, score])
        table = table.select(item_id=table[item], key=table[key], text=table[score])
        table = engine.materialize(table.mutate(score=decimal_number(table.text)), "genome")
    invalid = table.filter(table.score.isnull() | ~table.score.between(0, 1))
    if n_invalid := count_rows(invalid):
        example = invalid.limit(1).to_pyarrow().to_pylist()[0]
        raise DataError(
            f"{n_invalid:,} scores are not numbers from 0 to 1, such as {example['text']!r} of the movie "
            f"{example['item_id']!r}.",
            path=path,
            remedy=f"{columns[2]} must hold the relevance of a tag.",
        )
    return table


def _best_tags(engine: Engine, scores: Any, names: pd.DataFrame, inputs: list[Path]) -> pd.DataFrame:
    import ibis

    names = names.assign(tag=[slug(name) for name in names["name"]], place=range(len(names)))
    lookup = engine.from_pandas(names[["key", "tag", "place"]].rename(columns={"key": "known_key"}))
    joined = scores.left_join(lookup, scores.key == lookup.known_key)
    unknown = joined.filter(joined.tag.isnull()).select("key").limit(1).to_pyarrow().to_pylist()
    if unknown:
        raise DataError(
            f"the tag {unknown[0]['key']!r} has no name in {inputs[-1].name}.",
            path=inputs[0],
            remedy="Use the two files of one release.",
        )
    kept = joined.filter((joined.score >= MIN_RELEVANCE) & (joined.tag != ""))
    merged = kept.group_by("item_id", "tag").aggregate(score=kept.score.max(), place=kept.place.min())
    order = [merged.score.desc(), merged.place]
    ranked = merged.mutate(number=ibis.row_number().over(group_by="item_id", order_by=order))
    best = ranked.filter(ranked.number < MAX_TAGS).order_by("item_id", "number")
    tags: pd.DataFrame = best.select("item_id", "tag", "score").to_pyarrow().to_pandas()
    return tags
