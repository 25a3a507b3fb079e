"""Schemas of requests and responses, from which the OpenAPI description is generated."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, create_model, model_validator

from recbole_tema.serve.settings import Settings

Name = Annotated[str, StringConstraints(min_length=1, max_length=200)]
# Unix times that fit into float32 and into any calendar.
Time = Annotated[float, Field(ge=-1e11, le=1e11, allow_inf_nan=False)]
MAX_NAMES = 1000
MAX_DOMAINS = 20
# Explanations hold many numbers: more of them would take megabytes.
MAX_EXPLAINED = 20


class RecommendRequest(BaseModel):
    """Recommendation request for one history."""

    model_config = ConfigDict(strict=True, extra="forbid")

    history: list[Name] | None = Field(None, description="Item ids, oldest first; may be empty.")
    times: list[Time] | None = Field(None, description="Unix time of each item of the history, not decreasing.")
    user: Name | None = Field(None, description="User of the dataset, instead of a history.")
    k: int = Field(10, ge=1, description="Maximum number of items per list.")
    domains: list[Name] | None = Field(
        None, min_length=1, max_length=MAX_DOMAINS, description="One list per domain; one list of all domains if unset."
    )
    filter_seen: bool = Field(True, description="Leave out items of the history.")
    candidates: list[Name] | None = Field(None, max_length=MAX_NAMES, description="Recommend only these items.")
    exclude: list[Name] = Field([], max_length=MAX_NAMES, description="Items that must not be recommended.")
    tags: list[Name] = Field([], max_length=MAX_NAMES, description="Recommend only items with one of these tags.")
    explain: bool = Field(False, description=f"Explain each recommendation; k is at most {MAX_EXPLAINED} then.")
    unknown_items: Literal["error", "skip"] = Field("error", description="Handling of unknown items of the history.")

    @model_validator(mode="after")
    def _check_combination(self) -> RecommendRequest:
        if (self.history is None) == (self.user is None):
            raise ValueError("give either history or user")
        if self.times is not None and len(self.times) != len(self.history or []):
            raise ValueError("give one time per item of the history")
        if self.explain and self.k > MAX_EXPLAINED:
            raise ValueError(f"k must be at most {MAX_EXPLAINED} with explanations")
        return self


def limited_request(settings: Settings) -> type[RecommendRequest]:
    """``RecommendRequest`` with the limits of a service."""
    max_history, max_k = settings.max_history, settings.max_k
    help = {name: field.description for name, field in RecommendRequest.model_fields.items()}
    return create_model(
        "RecommendRequest",
        __base__=RecommendRequest,
        history=(list[Name] | None, Field(None, max_length=max_history, description=help["history"])),
        times=(list[Time] | None, Field(None, max_length=max_history, description=help["times"])),
        k=(int, Field(min(10, max_k), ge=1, le=max_k, description=help["k"])),
    )


class Item(BaseModel):
    """An item."""

    item_id: str
    domain: str
    title: str = Field(description="Empty if the item has no title.")
    tags: list[str]
    has_image: bool = Field(description="Whether /images has an image of the item.")


class ItemDetails(Item):
    """An item with all its columns."""

    columns: dict[str, str] = Field(description="Other columns of the .item file.")


class SearchResponse(BaseModel):
    """Items that match a query."""

    total: int = Field(description="Number of matching items.")
    items: list[Item] = Field(description="The first of them.")


class TagContribution(BaseModel):
    """Contribution of a tag of the recommended item."""

    tag: str
    contribution: float = Field(description="What the tag adds to the score.")
    shared: bool = Field(description="Whether an item of the history has this tag too.")


class HistoryEffect(BaseModel):
    """Effect of an item of the history."""

    item_id: str
    effect: float = Field(description="Drop of the score when the item is removed.")
    intra_attention: float = Field(description="Attention weight in the intra-domain view.")
    inter_attention: float = Field(description="Attention weight in the inter-domain view.")
    content_similarity: float = Field(description="What content similarity with this item adds to the score.")


class Explanation(BaseModel):
    """Why an item has its score."""

    contributions: dict[str, float] = Field(description="Additive contributions; they sum to the score.")
    tags: list[TagContribution]
    history: list[HistoryEffect]


class RecommendedItem(Item):
    """A recommended item."""

    score: float
    explanation: Explanation | None = None


class RecommendationList(BaseModel):
    """The top-k items of one domain, or of all domains."""

    domain: str | None = Field(description="Unset for a list of all domains.")
    items: list[RecommendedItem]


class RecommendResponse(BaseModel):
    """Recommendations for one history."""

    lists: list[RecommendationList]
    n_used: int = Field(description="Number of latest items of the history that the model used.")
    skipped_items: list[str] = Field(description="Unknown items of the history.")


class DomainInfo(BaseModel):
    """A domain."""

    name: str
    n_items: int


class ServiceInfo(BaseModel):
    """Dataset and model of the service."""

    dataset: str
    model: str
    weights_sha256: str = Field(description="Hash of the weights file.")
    max_history: int = Field(description="Number of latest items of a history that the model uses.")
    domains: list[DomainInfo]


class Health(BaseModel):
    """Status of the process."""

    status: Literal["alive"]


class Readiness(BaseModel):
    """Status of the service."""

    status: Literal["ready"]
    weights_sha256: str = Field(description="Hash of the weights file.")


class ErrorDetail(BaseModel):
    """Invalid part of a request."""

    where: str
    message: str


class ErrorContent(BaseModel):
    """Status code and message of an error."""

    status: int
    message: str
    details: list[ErrorDetail]


class ErrorResponse(BaseModel):
    """Format of every error."""

    error: ErrorContent
