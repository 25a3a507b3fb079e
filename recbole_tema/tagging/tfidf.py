"""Tags without a language model, from the tf-idf weights of the words of an item: a baseline for a model's tags."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, TfidfVectorizer

from recbole_tema.errors import DataError
from recbole_tema.files.atomic import read_header, write_atomic
from recbole_tema.files.formats import ITEM, TAG
from recbole_tema.files.item_text import item_texts
from recbole_tema.files.locks import locked
from recbole_tema.files.storage import read_provenance, sha256, utc_now, write_provenance
from recbole_tema.files.words import is_ideographic, words
from recbole_tema.tagging.inputs import without_empty_texts
from recbole_tema.tagging.names import stem
from recbole_tema.tagging.options import TagOptions

MADE_BY = "recbole_tema.tagging.tfidf"
# A word of fewer items says too little of an item to learn from, a word of a larger share of them hardly separates
# items. Both ours.
MIN_ITEMS = 5
MAX_ITEM_SHARE = 0.2
# The most frequent of the remaining words: content similarity needs memory for each.
MAX_WORDS = 2000


def tag_by_tfidf(dataset: str | Path, *, fields: Sequence[str] = ("title",), k: int = 8) -> dict[str, Any]:
    """Write ``NAME.tag`` with the words of each item that have the largest tf-idf weights (Salton and Buckley 1988).

    Spelling variants of a word are one tag in all domains. The score of a tag is its weight in the item's tf-idf row
    of unit length.

    Parameters
    ----------
    dataset : str or Path
        Folder of a prepared dataset.
    fields : sequence of str
        Columns of ``.item`` to read.
    k : int
        Maximum number of tags per item.

    Returns
    -------
    dict
        The content of ``NAME.tag.json``, which is written beside the tags.

    Raises
    ------
    DataError
        If no word occurs in :data:`MIN_ITEMS` items, or the dataset has tags from another source.
    FolderInUseError
        If another process writes to the dataset.
    """
    folder = Path(dataset).resolve()
    read_header(ITEM.path(folder))  # a folder without a dataset gets no lock
    with locked(folder, "tag"):
        return _tag(folder, fields, k)


def _tag(folder: Path, fields: Sequence[str], k: int) -> dict[str, Any]:
    path = TAG.path(folder)
    _check_replaceable(path)
    TagOptions(fields=tuple(fields), k=k)  # checks them
    items = without_empty_texts(item_texts(folder, fields, year_style=True), folder)
    rows = _best_words(items, k)
    if not rows:
        raise DataError(
            f"No word occurs in {MIN_ITEMS} items or more.", path=ITEM.path(folder), remedy="Choose other fields."
        )
    write_atomic(pd.DataFrame(rows, columns=list(TAG.columns)), path, TAG.columns, digits=3)
    record: dict[str, Any] = {
        "made_by": MADE_BY,
        "model": {"name": "tf-idf"},
        "options": {
            "fields": list(fields),
            "k": k,
            "least_items": MIN_ITEMS,
            "most_items": MAX_ITEM_SHARE,
            "most_words": MAX_WORDS,
        },
        "inputs": {ITEM.path(folder).name: sha256(ITEM.path(folder))},
        "date": utc_now(),
        "counts": {
            "items_with_text": len(items),
            "items_tagged": len(rows),
            "tags_used": len({tag for _, tags, _ in rows for tag in tags}),
            "tags_per_item": round(sum(len(tags) for _, tags, _ in rows) / len(rows), 2),
        },
    }
    write_provenance(path, record)
    return read_provenance(path)


def _check_replaceable(path: Path) -> None:
    """Refuse to replace tags of a language model, which take hours, or of a person."""
    if path.exists() and read_provenance(path).get("made_by") != MADE_BY:
        raise DataError("The file has tags from another source.", path=path, remedy="Move it away first.")


def _words(text: str) -> list[str]:
    return [word for word in words(text) if (len(word) > 1 or is_ideographic(word)) and word not in ENGLISH_STOP_WORDS]


def _best_words(items: pd.DataFrame, k: int) -> list[tuple[str, list[str], list[float]]]:
    """Items with their tags and scores, best first; items without any tag are left out."""
    spellings: dict[str, Counter[str]] = {}
    for text in items["text"]:
        for word in set(_words(text)):
            spellings.setdefault(stem(word), Counter())[word] += 1
    vectorizer = TfidfVectorizer(
        analyzer=lambda text: [stem(word) for word in _words(text)],
        min_df=MIN_ITEMS,
        max_df=min(1.0, max(MAX_ITEM_SHARE, MIN_ITEMS / len(items))),
        max_features=MAX_WORDS,
        sublinear_tf=True,
    )
    try:
        weights = vectorizer.fit_transform(items["text"])
    except ValueError:  # no word remains
        return []
    groups = (spellings[key] for key in vectorizer.get_feature_names_out())
    names = np.array([min(group, key=lambda word: (-group[word], word)) for group in groups])
    rows = []
    for i, item in enumerate(items["item_id"]):
        row = slice(weights.indptr[i], weights.indptr[i + 1])
        tags, scores = names[weights.indices[row]], weights.data[row]
        best = np.lexsort((tags, -scores))[:k]
        if len(best):
            rows.append((item, tags[best].tolist(), scores[best].tolist()))
    return rows
