"""What a report is judged against: its own facts and the stories that came before it, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A company as a report names it: catalogue key, name, country (ISO-2), role primary|secondary|investor|mention."""

    key: str
    name: str
    country: str | None = None
    role: str = "mention"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """An amount of money: kind raised|sought|valuation|price|revenue|capex|other, value in `currency`, US dollars where known."""

    kind: str
    value: Decimal
    currency: str | None
    usd: Decimal | None
    surface: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a report says of a board and what the captures say of that: verdict supported|contradicted|imprecise|not_checkable."""

    board: str
    subject: str
    kind: str
    scope: str
    value: str
    verdict: str
    evidence: str = ""
    snapshot_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The facts of the report that is being assessed; `ref` names its row for the audit ("article:URL")."""

    ref: str
    title: str
    published_at: datetime | None
    source: str
    source_country: str | None = None
    relation: str = "new"
    relevant: bool | None = None
    segment: str | None = None
    lens: str | None = None
    event: str | None = None
    countries: tuple[str, ...] = ()
    parties: tuple[Party, ...] = ()
    models: Mapping[str, str] = field(default_factory=dict)
    figures: tuple[Figure, ...] = ()
    standings: tuple[Standing, ...] = ()
    correction: bool = False

    @property
    def primary(self) -> Party | None:
        """The company the report is about, if it is clear which."""
        return next((party for party in self.parties if party.role == "primary"), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PastStory:
    """An earlier story as its leading report tells it."""

    story_id: int
    title: str
    published_at: datetime
    segment: str | None = None
    lens: str | None = None
    event: str | None = None
    primary: str | None = None
    companies: Mapping[str, str] = field(default_factory=dict)
    models: Mapping[str, str] = field(default_factory=dict)
    figures: tuple[Figure, ...] = ()
    outlets: int = 1

    @property
    def ref(self) -> str:
        return f"story:{self.story_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """All that the store knows and that a report is held against; an empty Past is a store without stories, not an unknown one.

    `told` counts earlier reports of the same story, `outlets` their distinct sources, `reach` the countries of those sources.
    `amounts` are the US dollar amounts told before in the segment (unordered), `ranks` each company's best maker rank on a board.
    """

    stories: tuple[PastStory, ...] = ()
    told: int = 0
    outlets: int = 0
    reach: frozenset[str] = frozenset()
    amounts: tuple[Decimal, ...] = ()
    ranks: Mapping[str, int] = field(default_factory=dict)
