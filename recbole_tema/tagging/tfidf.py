"""Tags without a language model: the words of an item's own text. What a model's tags must be better than."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, TfidfVectorizer

from recbole_tema.errors import DataError
from recbole_tema.files.atomic import write_atomic
from recbole_tema.files.formats import ITEM, TAG
from recbole_tema.files.storage import provenance_path, sha256, utc_now, write_provenance
from recbole_tema.tagging.names import stem
from recbole_tema.tagging.options import TagOptions
from recbole_tema.tagging.pipeline import taggable

MADE_BY = "recbole_tema.tagging.tfidf"
# A word of fewer items tells none of them from the others by what is learned of it; one of more, ours, hardly any.
LEAST_ITEMS = 5
MOST_ITEMS = 0.2
# The commonest of the others: likeness compares items word by word, which takes memory for each.
MOST_WORDS = 2000
_WORD = re.compile(r"[a-z0-9]+")


def tag_by_words(dataset_folder: Path, *, fields: Sequence[str] = ("title",), k: int = 8) -> Path:
    """Write ``<dataset>.tag`` with each item's most telling words, by tf-idf (Salton and Buckley 1988).

    Spellings of one word are one tag, in all domains; a tag's score is its share of the item's unit tf-idf row.

    Parameters
    ----------
    dataset_folder : Path
        A prepared dataset.
    fields : sequence of str
        Columns of ``.item`` to read.
    k : int
        Most tags an item.

    Returns
    -------
    Path
        The ``.tag`` file; ``.tag.json`` is beside it.

    Raises
    ------
    DataError
        If no word is that of :data:`LEAST_ITEMS` items, or the dataset has tags that were made otherwise.
    """
    folder = Path(dataset_folder).resolve()
    path = folder / f"{folder.name}.tag"
    _refuse_to_replace(path)
    items = taggable(folder, TagOptions(fields=tuple(fields), k=k))
    rows = _telling_words(items, k)
    if not rows:
        raise DataError(
            f"no word is that of {LEAST_ITEMS} items or more.", path=ITEM.path(folder), remedy="Choose other fields."
        )
    write_atomic(pd.DataFrame(rows, columns=list(TAG.columns)), path, TAG.columns, digits=3)
    record: dict[str, Any] = {
        "made_by": MADE_BY,
        "model": {"name": "the words of the texts"},
        "options": {
            "fields": list(fields),
            "k": k,
            "least_items": LEAST_ITEMS,
            "most_items": MOST_ITEMS,
            "most_words": MOST_WORDS,
        },
        "inputs": {ITEM.path(folder).name: sha256(ITEM.path(folder))},
        "date": utc_now(),
        "counts": {
            "items_with_text": len(items),
            "items_tagged": len(rows),
            "tags_used": len({tag for _, tags, _ in rows for tag in tags}),
            "tags_an_item": round(sum(len(tags) for _, tags, _ in rows) / len(rows), 2),
        },
    }
    write_provenance(path, record)
    return path


def _refuse_to_replace(path: Path) -> None:
    """Tags by a language model cost hours, those of a person more."""
    if not path.exists():
        return
    note = provenance_path(path)
    try:
        made_by = json.loads(note.read_text(encoding="utf-8"))["made_by"]
    except (OSError, ValueError, KeyError, TypeError):  # no note, or one that says nothing of it
        made_by = None
    if made_by != MADE_BY:
        raise DataError("has tags that were made otherwise.", path=path, remedy="Move them away first.")


def _words(text: str) -> list[str]:
    found = _WORD.findall(text.lower())
    return [word for word in found if len(word) > 1 and word not in ENGLISH_STOP_WORDS]


def _telling_words(items: pd.DataFrame, k: int) -> list[tuple[str, list[str], list[float]]]:
    """Item, its tags and their scores, best first; items without any are left out."""
    spellings: dict[str, Counter[str]] = {}
    for text in items["text"]:
        for word in set(_words(text)):
            spellings.setdefault(stem(word), Counter())[word] += 1
    vectorizer = TfidfVectorizer(
        analyzer=lambda text: [stem(word) for word in _words(text)],
        min_df=LEAST_ITEMS,
        max_df=min(1.0, max(MOST_ITEMS, LEAST_ITEMS / len(items))),
        max_features=MOST_WORDS,
        sublinear_tf=True,
    )
    try:
        weights = vectorizer.fit_transform(items["text"])
    except ValueError:  # no word is left
        return []
    kept = (spellings[key] for key in vectorizer.get_feature_names_out())
    names = np.array([min(group, key=lambda word: (-group[word], word)) for group in kept])
    rows = []
    for number, item in enumerate(items["item_id"]):
        row = slice(weights.indptr[number], weights.indptr[number + 1])
        tags, scores = names[weights.indices[row]], weights.data[row]
        best = np.lexsort((tags, -scores))[:k]
        if len(best):
            rows.append((item, tags[best].tolist(), scores[best].tolist()))
    return rows
