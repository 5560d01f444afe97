"""What a report is judged against: the stories that came before it and what the store knows beside them, as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from amw.stories.headlines import in_headline
from amw.tags.named import thing_of
from amw.text import fold

STANDINGS_BOARD, STANDINGS_NAME = "artificial_analysis", "Artificial Analysis"  # the board whose maker ranks say where a company stands


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """An amount of money: kind raised|sought|valuation|price|revenue|capex|other, value in `currency`, US dollars where known."""

    kind: str
    value: Decimal
    currency: str | None
    usd: Decimal | None
    surface: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastStory:
    """A story as its leading report tells it, `ranks` the places it says a model or company holds: (board, model or key of
    the company, scope) -> place.

    `made` are the keys of its models that the primary company makes, `named` those of the companies in its headline or on whose own site it
    stands; `sure` as in `Report`, `corrects` whether it says that it corrects; `weight` is what its event and money weigh in significance,
    0..1, None where unknown.
    """

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
    ranks: Mapping[tuple[str, str, str], str] = field(default_factory=dict)
    country: str | None = None
    made: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    corrects: bool = False
    url: str = ""
    sure: bool = True
    weight: float | None = None

    @property
    def ref(self) -> str:
        return f"story:{self.story_id}"

    @property
    def map(self) -> tuple[str | None, str | None]:
        """Its segment and lens."""
        return self.segment, self.lens

    @property
    def own_models(self) -> tuple[str, ...]:
        """The names of the models that the company it is about makes, all of them where that company is not clear; of several those that
        the headline names, where it names any."""
        own = tuple(name for key, name in self.models.items() if self.primary is None or key in self.made)
        return (in_headline(own, self.title) or own) if len(own) > 1 else own

    @property
    def thing(self) -> str:
        """The name that the headline announces, where it is no company's or model's alone; "" for none."""
        return thing_in(self.title, self.event, (*self.companies.values(), *self.models.values()))

    @property
    def company(self) -> str | None:
        """The name of the company the story is about, if it is clear which."""
        return self.companies.get(self.primary) if self.primary else None


def thing_in(title: str, event: str | None, names: Iterable[str], glossed: str = "") -> str:
    """What the headline announces, or what it is `glossed`, unless `names` (companies and models of the story) have it."""
    found = thing_of(title, event) or glossed
    return found if found and not any(f" {fold(found)} " in f" {fold(name)} " for name in names) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """Another report of the same story: its row, its outlet's name, and the money it speaks of."""

    ref: str
    source: str
    published_at: datetime | None
    figures: tuple[Figure, ...] = ()
    event: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """A board as captured once: the rank of each maker (company key) and of each model (model key), and each maker's best model by name.

    `rebased_at` is the capture from which on its scores rest on another method, where that was in the weeks before.
    """

    captured_at: datetime
    makers: Mapping[str, int]
    models: Mapping[str, int] = field(default_factory=dict)
    best: Mapping[str, str] = field(default_factory=dict)
    rebased_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """All that the store knows and that a report is held against; an empty Past is a store without stories, not an unknown one.

    `told` counts reports of the same story published earlier, `outlets` their distinct sources, `reach` the countries of those sources,
    `tellings` the latest of them, `placed` how this report stands to what was published before it (relation, likeness; None: it is
    new). `amounts` are the US dollar amounts told before in the segment (unordered), `ranking` the board that says where companies
    stand by its last capture, `ranking_before` by the last one a month earlier. `later` are stories that are younger than the report,
    because it arrived after them. `alike` are the earlier stories of what the report's company did of the same kind, not only talked
    of, however long ago.
    """

    stories: tuple[PastStory, ...] = ()
    later: tuple[PastStory, ...] = ()
    alike: tuple[PastStory, ...] = ()
    told: int = 0
    outlets: int = 0
    reach: frozenset[str] = frozenset()
    tellings: tuple[Telling, ...] = ()
    placed: tuple[str, float | None] | None = None
    amounts: tuple[Decimal, ...] = ()
    ranking: Ranking | None = None
    ranking_before: Ranking | None = None
