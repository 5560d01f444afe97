"""Rates of currencies on a real server: dollars of the day, in whatever order an article and its day's rate come."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from storing import (
    article,
    rows,
    staged,
    store,
    stored,
    tagged,
)

from amw.db.connection import Database
from amw.db.errors import Refused
from items import Article, RateTable, Visit
from pipelines.records import rates_record

BANK = "https://bank.example/eurofxref-hist.zip"
RATED = datetime(2026, 11, 4, 9, tzinfo=UTC)  # after the shipped table's last day, within the week in which that one's rate serves
PRICED = (
    "Acme AI raised 700 million yuan, after 80 million euros in spring and £30 million (about $41 million) before. AI chips cost it a lot."
)


def priced(published_at: datetime) -> Article:
    made = article("https://wire.example/yuan", "Acme AI raises 700 million yuan", PRICED, at=RATED + timedelta(days=30))
    return tagged(replace(made, published_at=published_at))


def rate_table(day: int, **units: str) -> dict[str, Any]:
    """The record of an answer with the rates of one day of November 2026."""
    at = datetime(2026, 11, day, 16, tzinfo=UTC)
    visit = Visit(source="bank.example", url=BANK, kind="other", outcome="fetched", fetched_at=at, status=200, etag=f'"{day}"')
    rates = tuple((date(2026, 11, day), currency, Decimal(rate)) for currency, rate in units.items())
    return rates_record(RateTable(source="bank.example", url=BANK, fetched_at=at, rates=rates, visit=visit))


def in_dollars(database: Database) -> dict[str, tuple[Any, ...]]:
    found = rows(database, "select currency, usd, rate_on from amount order by start_at")
    return {currency: (usd, day) for currency, usd, day in found}


async def store_rates(database: Database, *records: dict[str, Any]) -> dict[str, int]:
    return await store(database, rates=records)


@pytest.mark.parametrize("article_at", range(4))
async def test_an_article_and_the_rates_of_its_day_come_in_any_order(database: Database, article_at: int) -> None:
    """Rates of the 2nd, the 4th and the 5th; the article is of the 4th: its rate is the 4th's, whenever it arrives."""
    item = priced(RATED)
    tables = [rate_table(2, USD="1.1", CNY="7.7"), rate_table(4, USD="1.2", CNY="8.4"), rate_table(5, USD="9", CNY="9")]
    for place in range(4):
        if place == article_at:
            await stored(database, staged(item))
        if place < 3:
            await store_rates(database, tables[place])
    day = date(2026, 11, 4)
    dollars = in_dollars(database)
    assert dollars["CNY"] == (Decimal("100000000.00"), day)
    assert dollars["EUR"] == (Decimal("96000000.00"), day)
    assert dollars["GBP"] == (Decimal(41_000_000), None)  # as the text states


async def test_rates_are_stored_once_and_stand(database: Database) -> None:
    assert (await store_rates(database, rate_table(4, USD="1.2", CNY="8.4")))["rates/new"] == 2
    again = await store_rates(database, rate_table(4, USD="5", CNY="5"), rate_table(4, USD="6"))
    assert again.get("rates/new", 0) == 0
    assert rows(database, "select currency, per_euro from currency_rate order by 1") == [("CNY", Decimal("8.4")), ("USD", Decimal("1.2"))]
    assert rows(database, "select kind, status, etag from page") == [("other", "fetched", '"4"')]


async def test_a_rate_older_than_a_week_converts_nothing(database: Database) -> None:
    await stored(database, staged(priced(RATED + timedelta(days=9))))
    await store_rates(database, rate_table(4, USD="1.2", CNY="8.4"), rate_table(6, USD="1.2"))
    assert in_dollars(database)["CNY"] == (None, None)


async def test_rates_no_table_can_hold_are_refused_whole(database: Database) -> None:
    with pytest.raises(Refused):
        await store_rates(database, rate_table(4, USD="1.2", CNY="-8"))
    assert rows(database, "select * from currency_rate") == []
    assert rows(database, "select * from page") == []
