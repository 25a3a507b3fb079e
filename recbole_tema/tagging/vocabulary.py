"""Stage 1, second step: one list of tags a domain, made of what was proposed for its items."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Optional

from recbole_tema.tagging.names import slug, spoken, stem

# Ours, all of them: what a tag must be more, or less, than to tell items apart.
EVERYWHERE = 0.4
BRAND_FIRST = 0.6
LEAST_SUPPORT = 2
LEAST_TAGS = 8
EXAMPLES = 3


@dataclass
class Tag:
    """A tag of a domain's list.

    Attributes
    ----------
    name : str
        The slug.
    items : list of str
        Items that it was proposed for, in any of its spellings.
    history : list of str
        What was done to it, by round.
    """

    name: str
    items: list[str] = field(default_factory=list)
    history: list[str] = field(default_factory=list)

    @property
    def support(self) -> int:
        """Items that it was proposed for."""
        return len(self.items)


@dataclass
class TagList:
    """The tags of one domain, best first, and how they came to be.

    Attributes
    ----------
    about : str
        What the domain holds, for prompts.
    tags : list of Tag
    dropped : list of dict
        ``tag``, ``round`` and ``why``.
    scores : list of float
        The model's own score of its list at each round, 0 to 1.
    aliases : dict of str to str
        Names that stand for a tag of the list now.
    """

    about: str
    tags: list[Tag] = field(default_factory=list)
    dropped: list[dict[str, Any]] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)
    aliases: dict[str, str] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        """The tags, best first."""
        return [tag.name for tag in self.tags]

    def drop(self, reasons: Mapping[str, str], round_: int) -> None:
        """Take tags off the list, and remember why."""
        gone = [tag for tag in self.tags if tag.name in reasons]
        self.dropped += [{"tag": tag.name, "round": round_, "why": reasons[tag.name]} for tag in gone]
        self.tags = [tag for tag in self.tags if tag.name not in reasons]

    def merge(self, name: str, into: str, round_: int, why: str) -> None:
        """Let one tag stand for another."""
        by_name = {tag.name: tag for tag in self.tags}
        kept, gone = by_name[into], by_name[name]
        kept.items = list(dict.fromkeys([*kept.items, *gone.items]))
        kept.history.append(f"round {round_}: took in {name} ({why})")
        self.drop({name: f"same as {into} ({why})"}, round_)
        self.aliases = {alias: into if target == name else target for alias, target in self.aliases.items()}
        self.aliases[name] = into

    def own(self, proposals: Sequence[str]) -> list[str]:
        """What an item's proposals are called on this list, each once."""
        names = {stem(tag.name): tag.name for tag in self.tags}
        found = (names.get(stem(self.aliases.get(proposal, proposal))) for proposal in proposals)
        return [name for name in dict.fromkeys(found) if name is not None]


def aggregate(about: str, proposals: Mapping[str, Sequence[str]], size: Optional[int] = None) -> TagList:
    """The tags that most items were given; spellings of one tag are merged under the commonest.

    Parameters
    ----------
    about : str
        What the domain holds.
    proposals : mapping
        Slugs by item.
    size : int, optional
        Length of the list at most.
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
    made = TagList(about)
    order = sorted(items, key=lambda name: (-len(items[name]), name))[:size]
    made.tags = [Tag(name, items[name], [f"round 0: proposed for {len(items[name])} items"]) for name in order]
    for key, group in spellings.items():
        made.aliases.update({spelling: best[key] for spelling in group if spelling != best[key]})
    return made


def plain_faults(
    tags: Sequence[Tag], texts: Mapping[str, str], domain: str, brands: Collection[str] = ()
) -> dict[str, str]:
    """Tags that no model is needed to judge, with the reason.

    Parameters
    ----------
    tags : sequence of Tag
    texts : mapping
        Text of the items that tags were proposed for, by id.
    domain : str
        The domain's name: a tag that only repeats it fits every item.
    brands : collection of str
        Slugs of brands that the data names.
    """
    faults = {}
    # Not a part of the name: in a domain called drama_comedy, "comedy" tells half the films from the others.
    own_name = stem(slug(domain))
    for tag in tags:
        start = f"{spoken(tag.name)} "
        first = sum(texts[item].lower().startswith(start) for item in tag.items if item in texts)
        if tag.name in brands:
            faults[tag.name] = "a brand"
        elif first > BRAND_FIRST * tag.support and tag.support >= LEAST_SUPPORT:
            faults[tag.name] = "like a brand: texts begin with it"
        elif stem(tag.name) == own_name:
            faults[tag.name] = "the domain's own name"
        elif tag.support > EVERYWHERE * len(texts):
            faults[tag.name] = "fits too many items"
    left = [tag for tag in tags if tag.name not in faults]
    often = [tag for tag in left if tag.support >= LEAST_SUPPORT]
    if len(often) >= LEAST_TAGS:  # a small sample proposes hardly any tag twice
        faults.update({tag.name: "proposed for one item only" for tag in left if tag.support < LEAST_SUPPORT})
    return faults


def as_records(lists: Mapping[str, TagList], used: Mapping[str, Counter[str]]) -> list[dict[str, Any]]:
    """The union of the domains' lists, for ``vocabulary.json``.

    Parameters
    ----------
    lists : mapping of str to TagList
        By domain.
    used : mapping of str to Counter
        By domain: how many items carry each tag after matching.

    Returns
    -------
    list of dict
        ``tag``, ``domains`` and, for each domain, ``support``, ``items_tagged``, ``examples`` and ``history``.
    """
    records: dict[str, dict[str, Any]] = {}
    for domain, made in lists.items():
        for tag in made.tags:
            record = records.setdefault(tag.name, {"tag": tag.name, "domains": [], "in": {}})
            record["domains"].append(domain)
            record["in"][domain] = {
                "support": tag.support,
                "items_tagged": used.get(domain, Counter())[tag.name],
                "examples": tag.items[:EXAMPLES],
                "history": tag.history,
            }
    return [records[name] for name in sorted(records)]
