"""The amounts of a text: every figure once, with its kind and US dollars of the day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from amw.money.kinds import UNREAD, Reading, read_kind, size_of
from amw.money.rates import Rates, shipped_rates
from amw.money.records import Amount
from amw.money.scan import Figure, figures
from amw.text import lowered

MOST_AMOUNTS = 200  # a price list, not a story; the rest is left out
MOST_READ = 4  # mentions of one figure whose words are asked for its kind
LONGEST_TEXT = 200_000  # characters


def find_amounts(text: str, *, on: date | None = None, rates: Rates | None = None) -> list[Amount]:
    """The distinct amounts of money in `text`, in the order of their first mention.

    `on` is the day whose rate converts to US dollars; without it only a conversion that the text states fills `usd`. `rates`
    replaces the shipped table. A figure said twice is one amount; two figures for the same thing are two.
    """
    found = figures(text[:LONGEST_TEXT], MOST_AMOUNTS)[:MOST_AMOUNTS]
    spans = [(f.start, f.end) for f in found]
    groups: dict[tuple[Decimal, str | None], list[tuple[Figure, Reading]]] = {}
    low = lowered(text[:LONGEST_TEXT]) if found else ""
    for i, figure in enumerate(found):
        group = groups.setdefault((figure.value, figure.currency), [])
        near = spans[max(0, i - 2) : i] + spans[i + 1 : i + 3]
        size = size_of(figure.value, figure.currency)
        reading = read_kind(text, low, figure.start, figure.end, near, size) if len(group) < MOST_READ else UNREAD
        group.append((figure, reading))
    return [_amount(mentions, on, rates) for mentions in groups.values()]


def _amount(mentions: Sequence[tuple[Figure, Reading]], on: date | None, rates: Rates | None) -> Amount:
    fullest = max((f for f, _ in mentions), key=lambda f: (f.stated is not None, f.low is not None, f.end - f.start))
    votes: dict[str, float] = {}
    for _, reading in mentions:
        votes[reading.kind] = votes.get(reading.kind, 0.0) + (reading.score if reading.kind != "other" else reading.score * 0.8)
    kind = max(votes, key=lambda k: (votes[k], k != "other"))
    usd, stated, rate_on = _in_dollars(fullest, on, rates)
    return Amount(
        kind=kind,
        value=fullest.value,
        currency=fullest.currency,
        usd=usd,
        usd_stated=stated,
        rate_on=rate_on,
        start=fullest.start,
        end=fullest.end,
        low=next((f.low for f, _ in mentions if f.low is not None), None),
        vague=fullest.vague,
        others=tuple((f.start, f.end) for f, _ in mentions if f is not fullest),
        evidence=next((r.cue for _, r in mentions if r.kind == kind and r.cue), None),
    )


def _in_dollars(figure: Figure, on: date | None, rates: Rates | None) -> tuple[Decimal | None, Decimal | None, date | None]:
    """US dollars of a figure, the same where the text states them, and the day of the rate where one converts."""
    if figure.currency == "USD":
        return figure.value, None, None
    if figure.stated is not None and figure.stated[1] == "USD":
        return figure.stated[0], figure.stated[0], None
    if on is None or figure.currency is None:
        return None, None, None
    usd, rate_on = (rates or shipped_rates()).to_usd(figure.value, figure.currency, on) or (None, None)
    return usd, None, rate_on
