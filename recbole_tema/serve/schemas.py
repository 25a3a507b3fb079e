"""What requests and answers hold; the OpenAPI description is made of these."""

from __future__ import annotations

from typing import Annotated, Literal, Optional

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, create_model, model_validator

from recbole_tema.serve.settings import Settings

Name = Annotated[str, StringConstraints(min_length=1, max_length=200)]
# Seconds that fit a float32 of the model, and any calendar.
Time = Annotated[float, Field(ge=-1e11, le=1e11, allow_inf_nan=False)]
MOST_NAMES = 1000
MOST_DOMAINS = 20
# Reasons are many numbers: of more items they would be megabytes.
MOST_EXPLAINED = 20


class Asked(BaseModel):
    """What is asked for one history."""

    model_config = ConfigDict(strict=True, extra="forbid", title="RecommendRequest")

    history: Optional[list[Name]] = Field(None, description="Item ids, the oldest first; may be empty.")
    times: Optional[list[Time]] = Field(None, description="Unix seconds of each item of history, none going back.")
    user: Optional[Name] = Field(None, description="A user of the dataset, instead of history.")
    k: int = Field(10, ge=1, description="Items of each list, at most.")
    domains: Optional[list[Name]] = Field(
        None, min_length=1, max_length=MOST_DOMAINS, description="A list for each; without it, one of all domains."
    )
    candidates: Optional[list[Name]] = Field(None, max_length=MOST_NAMES, description="These items alone.")
    exclude: list[Name] = Field([], max_length=MOST_NAMES, description="None of these items.")
    tags: list[Name] = Field([], max_length=MOST_NAMES, description="Items with any of these tags alone, if any here.")
    repeats: bool = Field(False, description="Whether items of the history may come again.")
    explain: bool = Field(False, description=f"Whether to give reasons; then k is at most {MOST_EXPLAINED}.")
    unknown: Literal["refuse", "skip"] = Field("refuse", description="What to do with unknown items of history.")

    @model_validator(mode="after")
    def _one_history(self) -> Asked:
        if (self.history is None) == (self.user is None):
            raise ValueError("give history or user, one of them")
        if self.times is not None and len(self.times) != len(self.history or []):
            raise ValueError("give each item of history its time")
        if self.explain and self.k > MOST_EXPLAINED:
            raise ValueError(f"reasons are given for at most {MOST_EXPLAINED} items a list")
        return self


def asked_within(settings: Settings) -> type[Asked]:
    """``Asked`` with the limits of a service."""
    longest = settings.longest_history
    fields = Asked.model_fields
    return create_model(
        "RecommendRequest",
        __base__=Asked,
        history=(
            Optional[list[Name]],
            Field(None, max_length=longest, description=fields["history"].description),
        ),
        times=(Optional[list[Time]], Field(None, max_length=longest, description=fields["times"].description)),
        k=(int, Field(min(10, settings.most_items), ge=1, le=settings.most_items, description=fields["k"].description)),
    )


class Item(BaseModel):
    """An item."""

    item_id: str
    domain: str
    title: str = Field(description="Empty where it has none.")
    tags: list[str]
    picture: bool = Field(description="Whether /pictures has one.")


class WholeItem(Item):
    """An item with all that is known of it."""

    fields: dict[str, str] = Field(description="The other columns of the .item file.")


class Found(BaseModel):
    """Items that a search found."""

    total: int = Field(description="How many there are.")
    items: list[Item] = Field(description="The first of them.")


class TagShare(BaseModel):
    """What a tag of a recommended item adds to its score."""

    tag: str
    contribution: float
    shared: bool = Field(description="Whether an item of the history has it too.")


class PastItem(BaseModel):
    """What an item of the history does to a score."""

    item_id: str
    effect: float = Field(description="How much lower the score is without it.")
    within: float = Field(description="Its share of attention within the domain.")
    across: float = Field(description="Its share of attention across domains.")
    likeness: float = Field(description="What likeness to it adds.")


class Why(BaseModel):
    """Reasons of a score."""

    parts: dict[str, float] = Field(description="What each part adds; in sum the score.")
    tags: list[TagShare]
    history: list[PastItem]


class Recommended(Item):
    """An item that is recommended."""

    score: float
    reasons: Optional[Why] = None


class Shelf(BaseModel):
    """The best items of one domain, or of all."""

    domain: Optional[str] = Field(description="None: of all domains.")
    items: list[Recommended]


class Answer(BaseModel):
    """What is recommended."""

    lists: list[Shelf]
    read: int = Field(description="How many items of the history the model read: the latest, as many as it can.")
    skipped: list[str] = Field(description="Items of the history that the model does not know.")


class Domain(BaseModel):
    """A domain."""

    name: str
    items: int


class About(BaseModel):
    """What is served."""

    dataset: str
    model: str
    window: int = Field(description="How many items of a history the model reads.")
    domains: list[Domain]


class Health(BaseModel):
    """How the service is."""

    status: Literal["alive", "ready"]


class Detail(BaseModel):
    """A part of a request that is at fault."""

    where: str
    message: str


class Problem(BaseModel):
    """What went wrong."""

    status: int
    message: str
    details: list[Detail]


class Failure(BaseModel):
    """Every error."""

    error: Problem
