"""Small datasets that tests write."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pandas as pd

from recbole_tema.files.atomic import write_atomic


def write_toy(folder: Path, name: str = "toy", *, domains: int = 2, users: int = 40, items: int = 30) -> Path:
    """Write a dataset whose items follow each other in a ring within a domain, with 1, 2, 3 and more interactions."""
    rng = random.Random(7)
    domain_of = {f"i{i}": f"d{i % domains}" for i in range(items)}
    rows = []
    for u in range(users):
        length = {0: 1, 1: 2, 2: 3, 3: 4}.get(u, rng.randint(5, 24))
        at = rng.randrange(items)
        for rank in range(length):
            at = (at + rng.choice([1, 1, 1, 2, domains])) % items
            rows.append((f"u{u}", f"i{at}", float(rank), 1.0e9 + 86_400.0 * (rank * 9 + u)))
    inter = pd.DataFrame(rows, columns=["user_id", "item_id", "timestamp", "time"]).sample(frac=1, random_state=1)
    root = folder / name
    write_atomic(
        inter,
        root / f"{name}.inter",
        {"user_id": "token", "item_id": "token", "timestamp": "float", "time": "float"},
    )
    used = sorted(set(inter["item_id"]) | {"i0", "i1"}, key=lambda token: int(token[1:]))
    item = pd.DataFrame({"item_id": used, "domain": [domain_of[i] for i in used]})
    item["title"] = [f"Thing number {i[1:]}" for i in used]
    write_atomic(item, root / f"{name}.item", {"item_id": "token", "domain": "token", "title": "token_seq"})
    numbers = np.random.default_rng(3)
    text = pd.DataFrame({"txt_item_id": used[1:], "txt_emb": list(numbers.normal(size=(len(used) - 1, 6)))})
    write_atomic(text, root / f"{name}.txt", {"txt_item_id": "token", "txt_emb": "float_seq"})
    image = pd.DataFrame({"img_item_id": used[3:], "img_emb": list(numbers.normal(size=(len(used) - 3, 5)))})
    write_atomic(image, root / f"{name}.img", {"img_item_id": "token", "img_emb": "float_seq"})
    tags = pd.DataFrame(
        {
            "tag_item_id": used[2:],
            "tags": [[f"mod-{int(i[1:]) % 3}", f"half-{int(i[1:]) % 2}"] for i in used[2:]],
            "tag_scores": [[0.9, 0.3]] * (len(used) - 2),
        }
    )
    write_atomic(tags, root / f"{name}.tag", {"tag_item_id": "token", "tags": "token_seq", "tag_scores": "float_seq"})
    return folder


def write_shop(folder: Path) -> None:
    """Write the two tables that docs/data.md starts from."""
    rows = [
        (f"u{u}", f"p{(u + 2 * n) % 12}", 1_400_000_000 + 86_400 * (40 * n + u)) for u in range(14) for n in range(7)
    ]
    pd.DataFrame(rows, columns=["user_id", "item_id", "timestamp"]).to_csv(folder / "interactions.csv", index=False)
    words = ["green tea", "coffee filter", "olive oil", "bread knife", "oat flakes", "cake tin"] * 2
    items = [(f"p{i}", ("food", "kitchen")[i % 2], f"{words[i]} no. {i}") for i in range(12)]
    pd.DataFrame(items, columns=["item_id", "domain", "title"]).to_csv(folder / "items.csv", index=False)
