"""Coverage of tags: how many items have tags, how surely, and how many items their tags distinguish."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

ScoredTags = Sequence[tuple[str, float]]


def coverage(items: Iterable[str], tags: Mapping[str, ScoredTags], tau: float | None) -> dict[str, float | None]:
    """Coverage of some items by their tags.

    Parameters
    ----------
    items : iterable of str
    tags : mapping of str to sequence of (str, float)
        Tags with scores by item.
    tau : float, optional
        Minimum score of a tag; None if it is not known, for instance of tags made by hand.

    Returns
    -------
    dict
        ``items``; ``items_tagged``: with any tag; ``items_at_tau``: with a tag of at least ``tau``; ``items_by_floor``:
        whose only tags are below ``tau``; ``items_not_distinguished``: tagged, and with exactly the tags of another of
        these items; ``tag_sets``: number of distinct sets of tags; ``tags_per_item``: mean over tagged items.
    """
    items = list(items)
    tagged = {item: tags[item] for item in items if tags.get(item)}
    sets = Counter(frozenset(tag for tag, _ in pairs) for pairs in tagged.values())
    at_tau = None if tau is None else sum(any(score >= tau for _, score in pairs) for pairs in tagged.values())
    return {
        "items": len(items),
        "items_tagged": len(tagged),
        "items_at_tau": at_tau,
        "items_by_floor": None if at_tau is None else len(tagged) - at_tau,
        "items_not_distinguished": sum(count for count in sets.values() if count > 1),
        "tag_sets": len(sets),
        "tags_per_item": round(sum(map(len, tagged.values())) / max(1, len(tagged)), 2),
    }
