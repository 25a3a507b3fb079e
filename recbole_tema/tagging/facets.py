"""Facets of a domain, in which its items differ: the language model proposes them from some items and reviews them."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping, Sequence
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, TypeAdapter

from recbole_tema.errors import BackendDownError, BackendError
from recbole_tema.files.item_text import slug_to_words
from recbole_tema.files.tags import slug
from recbole_tema.tagging.client import LLMClient
from recbole_tema.tagging.names import stem
from recbole_tema.tagging.prompts import Message, Templates, facet_messages, tag_pattern
from recbole_tema.tagging.refine import MAX_REVIEW_TOKENS, REVIEW, review_schema

#: Facets of a domain for which the model proposes none. Ours.
DEFAULT_FACETS = ("kind", "material", "use", "occasion", "audience", "style")
MIN_FACETS, MAX_FACETS = 3, 6
# Items in the prompt; the review is shown as many others.
N_FACET_ITEMS = 10
MAX_FACET_TOKENS = 60
# Facets whose values are names and numbers, or do not describe the item.
_EXCLUDED = frozenset(
    stem(name)
    for name in (
        "amount", "brand", "container", "cost", "count", "id", "item", "length", "manufacturer", "name", "number",
        "package", "packaging", "popularity", "price", "quality", "quantity", "rating", "size", "title", "volume",
        "weight", "year",
    )
)  # fmt: skip


def _as_names(answer: Any) -> Any:
    """The facets in any of the forms in which models answer: an array, or an object that holds one."""
    if isinstance(answer, dict):
        arrays = [value for value in answer.values() if isinstance(value, list)]
        answer = arrays[0] if len(answer) == 1 and arrays else list(answer)
    return [name for name in answer if isinstance(name, str)] if isinstance(answer, list) else answer


_FACETS: TypeAdapter[list[str]] = TypeAdapter(
    Annotated[list[str], BeforeValidator(_as_names), Field(min_length=MIN_FACETS)]
)


async def find_facets(client: LLMClient, about: str, texts: Sequence[str], *, review: bool = True) -> list[str]:
    """Facets of a domain: proposed from the texts of some items, then reviewed with those of others.

    Parameters
    ----------
    client : LLMClient
    about : str
        Description of the domain.
    texts : sequence of str
        Texts of items of the domain.
    review : bool
        Whether the model reviews its facets.

    Returns
    -------
    list of str
        Slugs, at most :data:`MAX_FACETS`; :data:`DEFAULT_FACETS` if the model gives no valid answer or too few facets,
        and none if the templates request proposals without facets.

    Raises
    ------
    BackendDownError
        If the model cannot be used at all.
    """
    if not client.templates.uses_facets:
        return []
    if client.templates.facets is None:
        return list(DEFAULT_FACETS)
    facets = await _valid_or([], _proposed(client, about, texts))
    if len(facets) < MIN_FACETS:
        return list(DEFAULT_FACETS)
    if not review:
        return facets
    return await _valid_or(facets, _reviewed(client, about, texts[N_FACET_ITEMS : 2 * N_FACET_ITEMS] or texts, facets))


async def _valid_or(otherwise: list[str], request: Awaitable[list[str]]) -> list[str]:
    """The answer of a request, or another value if it is invalid."""
    try:
        return await request
    except BackendDownError:
        raise
    except BackendError:
        return otherwise


async def _proposed(client: LLMClient, about: str, texts: Sequence[str]) -> list[str]:
    messages, schema = propose_request(client.templates, about, texts)
    names = await client.chat(messages, _FACETS, MAX_FACET_TOKENS, schema)
    return usable_facets(names)


async def _reviewed(client: LLMClient, about: str, texts: Sequence[str], facets: list[str]) -> list[str]:
    """The facets without those that the model drops, and with those that it adds."""
    stage = client.templates.review_facets
    if stage is None:
        return facets
    names = list(map(slug_to_words, facets))
    messages = facet_messages(stage, about, texts[:N_FACET_ITEMS], names)
    answer = await client.chat(messages, REVIEW, MAX_REVIEW_TOKENS, review_schema(names))
    dropped = {stem(slug(name)) for name in answer.drop}
    kept = [facet for facet in facets if stem(facet) not in dropped]
    # A review that drops nearly all facets is not followed.
    return usable_facets([*(kept if len(kept) >= MIN_FACETS else facets), *answer.add])


def propose_request(templates: Templates, about: str, texts: Sequence[str]) -> tuple[list[Message], Mapping[str, Any]]:
    """Messages and JSON schema of the request for facets; the templates must have this part."""
    assert templates.facets is not None
    shown = texts[:N_FACET_ITEMS]
    pattern = tag_pattern(" ".join(shown))
    schema = {
        "type": "array",
        "items": {"type": "string", "pattern": pattern},
        "minItems": MIN_FACETS,
        "maxItems": MAX_FACETS,
    }
    return facet_messages(templates.facets, about, shown), schema


def usable_facets(names: Sequence[str]) -> list[str]:
    """Slugs of at most :data:`MAX_FACETS` distinct facets of one or two words, without those of names and amounts."""
    by_stem: dict[str, str] = {}
    for name in map(slug, names):
        if name and name.count("-") <= 1 and len(name) <= 25 and stem(name) not in _EXCLUDED:
            by_stem.setdefault(stem(name), name)
    return list(by_stem.values())[:MAX_FACETS]
