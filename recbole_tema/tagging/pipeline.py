"""Tag a whole dataset: propose and refine each domain's list, then match every item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Optional

import pandas as pd
from rich.progress import track

from recbole_tema.atomic import provenance_path, sha256, write_atomic, write_json
from recbole_tema.errors import BackendError, ConfigError, DataError
from recbole_tema.prepare.publish import now
from recbole_tema.prepare.texts import item_file, item_texts
from recbole_tema.tagging.asking import Asker
from recbole_tema.tagging.cache import AnswerCache
from recbole_tema.tagging.llm import GGUFBackend
from recbole_tema.tagging.matching import FLOOR, TEMPER, candidates, match, select
from recbole_tema.tagging.prompts import VERSION
from recbole_tema.tagging.vocabulary import aggregate, propose, refine, sample_ids

TAG_KINDS = {"tag_item_id": "token", "tags": "token_seq", "tag_scores": "float_seq"}


@dataclass
class DomainTags:
    """What is known of one domain on the way."""

    about: str
    proposals: dict[str, list[str]] = field(default_factory=dict)
    tags: list[str] = field(default_factory=list)
    scores: list[int] = field(default_factory=list)
    examples: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class TagOptions:
    """How a dataset is tagged; every number that the paper leaves open is ours.

    Attributes
    ----------
    fields : tuple of str
        Columns of ``.item`` that the model reads.
    rounds : int
        Refinements of a list, at most [P; the number is ours].
    tau, k : float, int
        Keep tags with a score of at least ``tau``, at most ``k`` [P; the numbers are ours].
    limit : int, optional
        Tag only the first so many items.
    seed : int
        Chooses the items whose proposals make the lists.
    sample : int, optional
        Items a domain that the model proposes tags for; all where None. Ours: K calls an item are not affordable.
    list_size : int
        Tags of a domain's first list, at most.
    scoring : {"probability", "written"}
        See :func:`recbole_tema.tagging.matching.match`.
    encoder : str, optional
        Sentence encoder that retrieves candidates where a domain's list is longer than 32 (or 10, scoring
        "written"); shared words do it otherwise.

    Raises
    ------
    ConfigError
        If an option makes no sense.
    """

    fields: tuple[str, ...] = ("title",)
    rounds: int = 2
    tau: float = 0.5
    k: int = 8
    limit: Optional[int] = None
    seed: int = 0
    sample: Optional[int] = 60
    list_size: int = 30
    scoring: str = "probability"
    encoder: Optional[str] = None

    def __post_init__(self) -> None:
        if self.scoring not in ("probability", "written"):
            raise ConfigError(f"scoring {self.scoring!r} is unknown.", remedy="Choose probability or written.")
        if not 0 <= self.tau <= 1 or self.k < 1:
            raise ConfigError(f"tau {self.tau} and k {self.k} make no sense.", remedy="tau is in [0, 1], k at least 1.")
        for name in ("limit", "sample", "list_size"):
            value = getattr(self, name)
            if value is not None and value < 1:
                raise ConfigError(f"{name} is {value}.", remedy="It must be at least 1.")

    @property
    def candidates(self) -> int:
        """Most tags that the model is asked about at once: a list of written numbers must stay short."""
        return 32 if self.scoring == "probability" else 10


def tag_dataset(
    dataset_folder: Path,
    llm_path: Path,
    options: TagOptions = TagOptions(),
    *,
    cache: Path,
    about: Optional[Mapping[str, str]] = None,
    threads: int = 2,
) -> Path:
    """Write ``<dataset>.tag`` with a language model's tags, and how it was made beside it.

    Interrupt it at any time: the same call goes on where it was, from the cache.

    Parameters
    ----------
    dataset_folder : Path
        A prepared dataset.
    llm_path : Path
        A GGUF model file.
    options : TagOptions
    cache : Path
        Folder of the model's answers.
    about : mapping of str to str, optional
        What each domain holds, for the prompt; its name by default.
    threads : int
        Processor threads.

    Returns
    -------
    Path
        The ``.tag`` file.

    Raises
    ------
    BackendError
        If the model cannot be loaded, or no domain gets any tag.
    DataError
        If no item has any text.
    """
    dataset_folder = Path(dataset_folder).resolve()
    items = item_texts(dataset_folder, options.fields, year_style=True)
    items = items[items["text"] != ""].head(len(items) if options.limit is None else options.limit)
    if items.empty:
        raise DataError("no item has any text.", path=item_file(dataset_folder), remedy="Choose other fields.")
    failures: list[dict[str, str]] = []
    with AnswerCache(Path(cache) / "answers.jsonl") as answers:
        asker = Asker(GGUFBackend(llm_path, threads), answers)
        domains = _domain_lists(asker, items, about or {}, options, failures)
        rows = _match_all(asker, items, domains, options, failures)
    if not rows:
        raise BackendError("the model gave no item any tag.", remedy="Try a larger model or a lower tau.")
    path = dataset_folder / f"{dataset_folder.name}.tag"
    write_atomic(pd.DataFrame(rows, columns=list(TAG_KINDS)), path, TAG_KINDS, digits=3)
    backend = asker.backend
    write_json(
        provenance_path(path),
        {
            "made_by": "recbole_tema.tagging",
            "model": {"name": backend.model_name, "sha256": backend.model_sha256, "decoding": "greedy"},
            "prompt_version": VERSION,
            "options": {**asdict(options), "temper": TEMPER, "floor": FLOOR},
            "inputs": {item_file(dataset_folder).name: sha256(item_file(dataset_folder))},
            "date": now(),
            "file": path.name,
            "sha256": sha256(path),
            "counts": _counts(items, rows, domains, failures),
            "domains": {
                name: {"about": d.about, "tags": d.tags, "self_scores": d.scores} for name, d in domains.items()
            },
            "failures": failures,
        },
    )
    return path


def _domain_lists(
    asker: Asker,
    items: pd.DataFrame,
    about: Mapping[str, str],
    options: TagOptions,
    failures: list[dict[str, str]],
) -> dict[str, DomainTags]:
    texts = dict(zip(items["item_id"], items["text"]))
    domains = {}
    for name, group in items.groupby("domain", sort=True):
        domain = DomainTags(about.get(str(name), str(name).replace("_", " ").replace("-", " ")))
        size = len(group) if options.sample is None else options.sample
        chosen = sample_ids(group["item_id"], size, options.seed)
        for item_id in track(chosen, description=f"Proposing tags, {name}"):
            try:
                domain.proposals[item_id] = propose(asker, domain.about, texts[item_id])
            except BackendError as error:
                failures.append({"item_id": item_id, "step": "propose", "problem": str(error)})
        domain.tags = aggregate(domain.proposals, options.list_size)
        try:
            domain.tags, domain.scores = refine(asker, domain.about, domain.tags, rounds=options.rounds)
        except BackendError as error:
            # The unrefined list is still a list; the record says that it is one.
            failures.append({"domain": str(name), "step": "refine", "problem": str(error)})
        domain.examples = _examples(domain, texts)
        domains[str(name)] = domain
    return domains


def _examples(domain: DomainTags, texts: Mapping[str, str], size: int = 3) -> list[tuple[str, str]]:
    """Demonstrations of matching, from the model's own proposals: distinct tags of the list, most frequent first."""
    examples: list[tuple[str, str]] = []
    used: set[str] = set()
    for tag in domain.tags:
        for item_id, proposals in domain.proposals.items():
            if proposals and proposals[0] == tag and item_id not in used and len(examples) < size:
                examples.append((texts[item_id], tag))
                used.add(item_id)
                break
    return examples


class _Similarity:
    """Cosine of item texts with tag names."""

    def __init__(self, encoder: str, items: pd.DataFrame, domains: Mapping[str, DomainTags]) -> None:
        from recbole_tema.encoding.sentence import load_encoder

        model = load_encoder(encoder)
        vectors = model.encode(items["text"].tolist(), normalize_embeddings=True, show_progress_bar=False)
        self._item = dict(zip(items["item_id"], vectors))
        self._tags = {
            name: model.encode(
                [t.replace("-", " ") for t in d.tags], normalize_embeddings=True, show_progress_bar=False
            )
            for name, d in domains.items()
            if d.tags
        }

    def __call__(self, domain: str, item_id: str) -> list[float]:
        similarity: list[float] = (self._tags[domain] @ self._item[item_id]).tolist()
        return similarity


def _match_all(
    asker: Asker,
    items: pd.DataFrame,
    domains: Mapping[str, DomainTags],
    options: TagOptions,
    failures: list[dict[str, str]],
) -> list[tuple[str, list[str], list[float]]]:
    size = options.candidates
    similar = None if options.encoder is None else _Similarity(options.encoder, items, domains)
    rows = []
    # Domain by domain: all items of one share the start of their prompts, which the model then reads once.
    ordered = items.sort_values("domain", kind="stable")
    for item_id, name, text in track(
        list(zip(ordered["item_id"], ordered["domain"], ordered["text"])), description="Matching tags"
    ):
        domain = domains[name]
        if not domain.tags:
            continue
        near = None if similar is None or len(domain.tags) <= size else similar(name, item_id)
        asked = candidates(domain.tags, domain.proposals.get(item_id, []), near, text, size)
        try:
            scores = match(asker, domain.about, asked, text, scoring=options.scoring, examples=domain.examples)
        except BackendError as error:
            failures.append({"item_id": item_id, "step": "match", "problem": str(error)})
            continue
        kept = select(scores, options.tau, options.k)
        if kept:
            rows.append((item_id, [tag for tag, _ in kept], [round(score, 3) for _, score in kept]))
    order = {item_id: i for i, item_id in enumerate(items["item_id"])}
    return sorted(rows, key=lambda row: order[row[0]])


def _counts(
    items: pd.DataFrame,
    rows: Sequence[tuple[str, list[str], list[float]]],
    domains: Mapping[str, DomainTags],
    failures: Sequence[Mapping[str, str]],
) -> dict[str, Any]:
    used = {tag for _, tags, _ in rows for tag in tags}
    lists = [set(d.tags) for d in domains.values()]
    shared = {tag for i, a in enumerate(lists) for b in lists[i + 1 :] for tag in a & b}
    return {
        "items_with_text": len(items),
        "items_tagged": len(rows),
        "tags_used": len(used),
        "tags_shared_by_domains": len(shared & used),
        "tags_an_item": round(sum(len(tags) for _, tags, _ in rows) / max(1, len(rows)), 2),
        "failures": len(failures),
    }
