"""Last.fm: artists that users tagged (HetRec 2011), or the tracks that they listened to (1K users), with real times."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from recbole_tema.errors import ConfigError, DataError
from recbole_tema.files.item_domains import ONE_DOMAIN
from recbole_tema.prepare.engine import Engine
from recbole_tema.prepare.options import SourceOptions
from recbole_tema.prepare.reading.layout import Layout, detect_layout
from recbole_tema.prepare.reading.tables import open_table, read_frame
from recbole_tema.prepare.sources.base import Source
from recbole_tema.prepare.sources.checked_rows import Interactions, first_row_without, read_interactions
from recbole_tema.prepare.sources.item_table import Item, ItemTable
from recbole_tema.prepare.sources.records import find_file, joined_names
from recbole_tema.prepare.times import unix_seconds

_LISTENS = "userid-timestamp-artid-artname-traid-traname.tsv"
_LISTEN_COLUMNS = ("userid", "timestamp", "artid", "artname", "traid", "traname")
_TAGGED, _ARTISTS, _TAGS = "user_taggedartists-timestamps.dat", "artists.dat", "tags.dat"
# Ours: tags beyond the five that most users gave are rarely genres.
_N_TAGS = 5


def read_lastfm(engine: Engine, options: SourceOptions) -> Source:
    """Read one of the two datasets.

    Parameters
    ----------
    engine : Engine
    options : SourceOptions
        The folder of HetRec 2011 (``hetrec2011-lastfm-2k``), and ``genres`` with tags; or that of the listening log of
        1,000 users (``lastfm-dataset-1K``), which has one domain.

    Returns
    -------
    Source
        HetRec: an item is an artist, an interaction is the time when a user tagged it, and ``categories`` are the five
        most frequent tags. Log: an item is a track with an id, an interaction is a listen.

    Raises
    ------
    DataError
        If the folder holds neither, or a file is damaged.
    ConfigError
        If the log is to have several domains.
    """
    folder = options.path
    log = folder if folder.name.startswith(Path(_LISTENS).stem) else folder / _LISTENS
    if not log.is_file():
        log = log.with_name(f"{log.name}.gz")
    if log.is_file():
        if options.genres:
            raise ConfigError("the tracks of the listening log have no genres.", remedy="Prepare it without --genres.")
        return _listens(engine, log)
    if not (folder / _TAGGED).is_file():
        raise DataError(
            f"the folder holds neither {_TAGGED} nor {_LISTENS}.",
            path=folder,
            remedy="Give the folder of HetRec 2011 or of the log of 1,000 users, as it is published.",
        )
    return _tagged_artists(engine, options)


def _tagged_artists(engine: Engine, options: SourceOptions) -> Source:
    tagged, artists, tags = (find_file(options.path, [name]) for name in (_TAGGED, _ARTISTS, _TAGS))
    layout = _layout(tagged, "userID", "artistID", "tagID", "timestamp")
    names = _frequent_tags(engine, layout, tags)
    frame = read_frame(_layout(artists, "id", "name"), ["id", "name"]).drop_duplicates("id")
    items = {
        artist: Item({"title": name, "categories": joined_names(names.get(artist, []))}, names.get(artist, []))
        for artist, name in zip(frame["id"], frame["name"])
    }
    table = ItemTable(artists, items, options.genres)
    rows, rejected = read_interactions(
        engine,
        Interactions(
            [("", tagged)],
            read=lambda _: _times_of_tagging(engine, layout),
            expected="userID, artistID, tagID and a timestamp in milliseconds",
            first_bad_line=lambda path: first_row_without(path, ["userID", "artistID", "timestamp"]),
            opened=2002,
            in_parts=False,
        ),
    )
    return Source(
        rows=table.join(engine, rows.filter(rows.problem == ""), tagged, rejected),
        describe=table.describe,
        made_by="recbole_tema.prepare.sources.lastfm",
        inputs=[tagged, artists, tags],
        options={"format": "lastfm", "genres": list(options.genres)},
        rejected=rejected,
        notes=["Last.fm (HetRec 2011): one interaction per user, artist and time, whatever the number of tags."],
    )


def _layout(path: Path, *columns: str) -> Layout:
    layout = detect_layout(path, separator="\t", quoted=False)
    for name in columns:
        if name not in layout.columns:
            raise DataError(
                f"has no column {name!r}; its columns are {', '.join(layout.columns)}.",
                path=path,
                line=1,
                remedy="Give the file as it is published.",
            )
    return layout


def _times_of_tagging(engine: Engine, layout: Layout) -> Any:
    import ibis

    table = open_table(engine, layout, ["userID", "artistID", "timestamp"]).distinct()
    return table.select(
        user=table.userID.nullif(""),
        item=table.artistID.nullif(""),
        when=table.timestamp.nullif(""),
        time=unix_seconds(table.timestamp, "milliseconds"),
        rating=ibis.null("float64"),
    )


def _frequent_tags(engine: Engine, layout: Layout, path: Path) -> dict[str, list[str]]:
    """The most frequent tags of each artist."""
    table = open_table(engine, layout, ["artistID", "tagID"])
    counts = table.group_by(["artistID", "tagID"]).aggregate(n=table.count()).to_pyarrow().to_pandas()
    names = read_frame(_layout(path, "tagID", "tagValue"), ["tagID", "tagValue"])
    counts = counts.merge(names.drop_duplicates("tagID"), on="tagID")
    counts = counts.sort_values(["artistID", "n", "tagValue"], ascending=[True, False, True])
    return {str(artist): list(group.head(_N_TAGS)) for artist, group in counts.groupby("artistID")["tagValue"]}


def _listens(engine: Engine, path: Path) -> Source:
    layout = detect_layout(path, separator="\t", names=_LISTEN_COLUMNS, quoted=False)
    table, rejected = read_interactions(
        engine,
        Interactions(
            [(ONE_DOMAIN, path)],
            read=lambda _: _times_of_listening(engine, layout),
            expected="a user, a time such as 2009-05-04T23:08:57Z, an artist and a track, each with its id",
            first_bad_line=lambda log: first_row_without(log, ["userid", "timestamp", "traid"], _LISTEN_COLUMNS),
            opened=2002,
            in_parts=False,
        ),
    )
    tracks = open_table(engine, layout, ["traid", "artname", "traname"])
    tracks = tracks.group_by("traid").aggregate(title=tracks.traname.min(), artist=tracks.artname.min())
    texts: pd.DataFrame = tracks.filter(tracks.traid.notnull()).to_pyarrow().to_pandas().set_index("traid")
    return Source(
        rows=table.filter(table.problem == "").drop("problem", "file"),
        raw_table=table,
        describe=lambda items: texts.reindex(items["item_id"]).fillna(""),
        made_by="recbole_tema.prepare.sources.lastfm",
        inputs=[path],
        options={"format": "lastfm"},
        rejected=rejected,
        notes=["Last.fm (1,000 users): listens of tracks with an id. Listens of other tracks are left out."],
    )


def _times_of_listening(engine: Engine, layout: Layout) -> Any:
    import ibis

    table = open_table(engine, layout, ["userid", "timestamp", "traid"])
    return table.select(
        user=table.userid.nullif(""),
        item=table.traid.nullif(""),
        when=table.timestamp.nullif(""),
        time=unix_seconds(table.timestamp, "%Y-%m-%dT%H:%M:%SZ"),
        rating=ibis.null("float64"),
    )
