"""Stage 1, second step: the tag list of each domain, built from the proposals for its items."""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from recbole_tema.files.item_text import slug_to_words
from recbole_tema.files.tags import slug
from recbole_tema.tagging.names import stem

# Thresholds of the rules that drop a tag without a model, all ours.
# Share of the sampled items that a tag may be proposed for, and of the matched items that may have it.
MAX_ITEM_SHARE = 0.4
MAX_MATCHED_SHARE = 0.3
# In a small domain, a tag of up to this number of items is not too frequent.
ALWAYS_ALLOWED_ITEMS = 5
# Share of a tag's items whose text may start with it; above this it is probably a brand.
MAX_LEADING_SHARE = 0.6
# Items that a tag must be proposed for, if at least MIN_TAGS tags remain.
MIN_SUPPORT = 2
MIN_TAGS = 8
# Items per tag listed in the vocabulary file.
N_EXAMPLES = 3


@dataclass
class Tag:
    """A tag of a domain's list.

    Attributes
    ----------
    name : str
        Slug.
    items : list of str
        Items that it was proposed for, in any spelling.
    history : list of str
        Changes by round.
    """

    name: str
    items: list[str] = field(default_factory=list)
    history: list[str] = field(default_factory=list)

    @property
    def support(self) -> int:
        """Number of items that it was proposed for."""
        return len(self.items)


@dataclass
class TagList:
    """The tags of one domain, most supported first, and how the list changed.

    Attributes
    ----------
    about : str
        Description of the domain, for prompts.
    tags : list of Tag
    dropped : list of dict
        ``tag``, ``round`` and ``why``.
    scores : list of float
        The model's score of the list in each round, in [0, 1].
    aliases : dict of str to str
        Tag of the list by merged name.
    n_items : int
        Number of items that tags were proposed for.
    facets : list of str
        Facets by which tags were proposed.
    """

    about: str
    tags: list[Tag] = field(default_factory=list)
    dropped: list[dict[str, Any]] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)
    aliases: dict[str, str] = field(default_factory=dict)
    n_items: int = 0
    facets: list[str] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        """Slugs of the tags, in order."""
        return [tag.name for tag in self.tags]

    def drop(self, reasons: Mapping[str, str], round_: int) -> None:
        """Remove tags and record why; names that are not on the list are ignored."""
        removed = [tag for tag in self.tags if tag.name in reasons]
        self.dropped += [{"tag": tag.name, "round": round_, "why": reasons[tag.name]} for tag in removed]
        self.tags = [tag for tag in self.tags if tag.name not in reasons]

    def merge(self, name: str, into: str, round_: int, why: str) -> None:
        """Merge a tag into another, which keeps its name and gets the items of both."""
        by_name = {tag.name: tag for tag in self.tags}
        kept, merged = by_name[into], by_name[name]
        kept.items = list(dict.fromkeys([*kept.items, *merged.items]))
        kept.history.append(f"round {round_}: merged with {name} ({why})")
        self.drop({name: f"synonym of {into} ({why})"}, round_)
        self.aliases = {alias: into if target == name else target for alias, target in self.aliases.items()}
        self.aliases[name] = into

    def keep_distinctive(self, size: int, round_: int) -> None:
        """Keep the ``size`` tags that distinguish items best, in their order; see :func:`most_distinctive`."""
        kept = set(most_distinctive(self.tags, size, self.n_items))
        others = [name for name in self.names if name not in kept]
        self.drop(dict.fromkeys(others, "list size exceeded: others distinguish items better"), round_)

    def resolve(self, proposals: Sequence[str]) -> list[str]:
        """Distinct tags of this list that proposals stand for, by spelling or alias."""
        by_stem = {stem(tag.name): tag.name for tag in self.tags}
        names = (by_stem.get(stem(self.aliases.get(proposal, proposal))) for proposal in proposals)
        return [name for name in dict.fromkeys(names) if name is not None]


def build_tag_list(about: str, proposals: Mapping[str, Sequence[str]], size: int | None = None) -> TagList:
    """The tags proposed for the most items; spelling variants are merged under the most frequent one.

    Parameters
    ----------
    about : str
        Description of the domain.
    proposals : mapping of str to sequence of str
        Slugs by item.
    size : int, optional
        Maximum number of tags.
    """
    counts = Counter(tag for tags in proposals.values() for tag in tags)
    spellings: dict[str, Counter[str]] = {}
    for tag, count in counts.items():
        spellings.setdefault(stem(tag), Counter())[tag] += count
    best = {key: min(group, key=lambda name: (-group[name], name)) for key, group in spellings.items()}
    items: dict[str, list[str]] = {name: [] for name in best.values()}
    for item, tags in proposals.items():
        for name in dict.fromkeys(best[stem(tag)] for tag in tags):
            items[name].append(item)
    tag_list = TagList(about, n_items=len(proposals))
    order = sorted(items, key=lambda name: (-len(items[name]), name))[:size]
    tag_list.tags = [Tag(name, items[name], [f"round 0: proposed for {len(items[name])} items"]) for name in order]
    for key, group in spellings.items():
        tag_list.aliases.update({spelling: best[key] for spelling in group if spelling != best[key]})
    return tag_list


def most_distinctive(tags: Sequence[Tag], size: int, n_items: int) -> list[str]:
    """Names of the ``size`` tags that together distinguish items best [ours].

    Tags are chosen one by one. The gain of a tag is its inverse document frequency, log((n + 1) / n_t), times the sum
    of 1 / (1 + tags chosen for the item before) over its n_t items: neither tags of most items nor of single ones come
    first, and of two tags of the same items, the second comes late. Ties keep the order of ``tags``.

    Parameters
    ----------
    tags : sequence of Tag
    size : int
    n_items : int
        Number of items that tags were proposed for.
    """
    supported = [tag for tag in tags if tag.items]
    n_items = max(n_items, len({item for tag in supported for item in tag.items}))
    frequency = {tag.name: math.log((n_items + 1) / tag.support) for tag in supported}
    n_chosen: Counter[str] = Counter()

    def gain(tag: Tag) -> float:
        return frequency[tag.name] * sum(1 / (1 + n_chosen[item]) for item in tag.items)

    chosen: list[str] = []
    # Gains only shrink: a tag whose gain is still above the next one's old gain is the best.
    queue = [(-gain(tag), position) for position, tag in enumerate(supported)]
    heapq.heapify(queue)
    while queue and len(chosen) < size:
        _, position = heapq.heappop(queue)
        current = (-gain(supported[position]), position)
        if queue and current > queue[0]:
            heapq.heappush(queue, current)
            continue
        chosen.append(supported[position].name)
        n_chosen.update(supported[position].items)
    return (chosen + [tag.name for tag in tags if not tag.items])[:size]


def too_frequent(usage: Mapping[str, int], n_items: int) -> dict[str, str]:
    """Tags that too many of the matched items of a domain have to distinguish them, with the reason.

    At least :data:`MIN_TAGS` tags remain, since a model that says yes to everything gives all items the same tags.

    Parameters
    ----------
    usage : mapping of str to int
        Number of items by tag.
    n_items : int
        Number of matched items of the domain.
    """
    maximum = max(ALWAYS_ALLOWED_ITEMS, MAX_MATCHED_SHARE * n_items)
    most_frequent = sorted(usage.items(), key=lambda pair: (-pair[1], pair[0]))[: max(0, len(usage) - MIN_TAGS)]
    return {tag: f"fits too many items ({count} of {n_items})" for tag, count in most_frequent if count > maximum}


def rule_violations(
    tags: Sequence[Tag], texts: Mapping[str, str], domain: str, brands: Collection[str] = ()
) -> dict[str, str]:
    """Tags to drop by rules that need no model, with the reason.

    Parameters
    ----------
    tags : sequence of Tag
    texts : mapping of str to str
        Text by item, of the items that tags were proposed for.
    domain : str
        Name of the domain: a tag that only repeats it fits every item.
    brands : collection of str
        Slugs of the brands in the data.
    """
    reasons = {}
    # The whole name, not a part of it: in a domain called drama_comedy, "comedy" separates half of the films.
    domain_stem = stem(slug(domain))
    for tag in tags:
        start = f"{slug_to_words(tag.name)} "
        n_leading = sum(texts[item].lower().startswith(start) for item in tag.items if item in texts)
        if tag.name in brands:
            reasons[tag.name] = "a brand"
        elif n_leading > MAX_LEADING_SHARE * tag.support and tag.support >= MIN_SUPPORT:
            reasons[tag.name] = "like a brand: texts start with it"
        elif stem(tag.name) == domain_stem:
            reasons[tag.name] = "the name of the domain"
        elif tag.support > MAX_ITEM_SHARE * len(texts):
            reasons[tag.name] = "proposed for too many items"
    remaining = [tag for tag in tags if tag.name not in reasons]
    if sum(tag.support >= MIN_SUPPORT for tag in remaining) >= MIN_TAGS:  # in a small sample hardly any tag repeats
        reasons.update({tag.name: "proposed for one item only" for tag in remaining if tag.support < MIN_SUPPORT})
    return reasons


def vocabulary_records(lists: Mapping[str, TagList], usage: Mapping[str, Counter[str]]) -> list[dict[str, Any]]:
    """The union of the domains' lists, for ``vocabulary.json``.

    Parameters
    ----------
    lists : mapping of str to TagList
        By domain.
    usage : mapping of str to Counter
        By domain: number of items by tag after matching.

    Returns
    -------
    list of dict
        ``tag``, ``domains`` and, for each domain, ``support``, ``items_tagged``, ``examples`` and ``history``.
    """
    records: dict[str, dict[str, Any]] = {}
    for domain, tag_list in lists.items():
        for tag in tag_list.tags:
            record = records.setdefault(tag.name, {"tag": tag.name, "domains": [], "in": {}})
            record["domains"].append(domain)
            record["in"][domain] = {
                "support": tag.support,
                "items_tagged": usage.get(domain, Counter())[tag.name],
                "examples": tag.items[:N_EXAMPLES],
                "history": tag.history,
            }
    return [records[name] for name in sorted(records)]
