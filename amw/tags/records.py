"""The records of tagging: the tags of one story, the evidence for each, and what happened as events."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from amw.claims.record import Claim
from amw.money import Amount

SURE: Final = 0.75  # in four folds 1,047 of 1,136 events are right from this score on, 272 of 408 from .5; from .7 those of the press .893


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a tag was given, or why it is None: a stable reason, the span in `title + "\\n" + text` (None without one), 0..1."""

    reason: str
    start: int | None = None
    end: int | None = None
    score: float = 0.0


def is_sure(score: float | None) -> bool:
    """Whether an event with this score of its evidence is told clearly, so that sentences name it, hashtags bear it and threads chain it;
    one without a score was given by hand or rule."""
    return score is None or score >= SURE


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened to one company.

    `company` and `counterparties` are company keys, or names as written where the register does not know them. `type` is an event of
    the taxonomy, `status` reported|in_talks|announced|closed|denied. `on` is the day the text gives, else that of publication, else None.
    `amount` is the sum at stake, None where none is told, with `undisclosed` set where the text says so. `start` and `end` span the
    words that name the event.
    """

    company: str
    type: str
    status: str
    amount: Amount | None = None
    counterparties: tuple[str, ...] = ()
    on: date | None = None
    undisclosed: bool = False
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tags:
    """The tags of one story. A tag that nothing supports is None, with the reason in `evidence`.

    `form` tells a "story" from a "listing" (a page of links), a "newsletter" (many stories in one text) and an "empty" text. `hashtags`
    are free words in the style of "#FoundationModel"; `keywords` the same in plain words ("foundation models").
    """

    relevant: bool | None = None
    category: str | None = None
    segment: str | None = None
    lens: str | None = None
    event: str | None = None
    hashtags: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    amounts: tuple[Amount, ...] = ()
    claims: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = ()
    reading_minutes: int = 1
    form: str = "story"
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
