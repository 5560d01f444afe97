"""The European Central Bank's table: as shipped, as served, and broken."""

from __future__ import annotations

import gzip
import io
import zipfile
from datetime import date
from decimal import Decimal
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from runaway import no_runaway

from amw.money import later_rates, looks_like_rates, parse_rates, shipped_rates

SERVED = b"Date,USD,JPY,BGN,\n2026-11-03,1.2,180,N/A,\n2026-11-02,1.1,176,N/A,\n"


def test_shipped_table_covers_its_years() -> None:
    rates = shipped_rates()
    assert rates == parse_rates((files("amw.money") / "ecb_rates.csv.gz").read_bytes())  # which looks at every cell
    assert rates.days[0] == date(2018, 1, 2) and rates.days[-1] == date(2026, 10, 30)
    assert list(rates.days) == sorted(rates.days)
    assert rates.to_usd(Decimal(100), "EUR", date(2020, 1, 2)) == (Decimal("111.93"), date(2020, 1, 2))


@pytest.mark.parametrize("pack", [lambda b: b, gzip.compress, lambda b: _zipped(b)])
def test_reads_what_the_bank_serves(pack: object) -> None:
    rates = parse_rates(pack(SERVED))  # type: ignore[operator]
    assert rates.to_usd(Decimal(360), "JPY", date(2026, 11, 3)) == (Decimal("2.40"), date(2026, 11, 3))
    assert rates.to_usd(Decimal(1), "BGN", date(2026, 11, 3)) is None


def test_daily_file_writes_its_date_in_words() -> None:
    rates = parse_rates(b"Date, USD, JPY\n30 October 2026, 1.1172, 175.68\n")
    assert rates.days == (date(2026, 10, 30),)


def test_later_rates_are_those_the_shipped_table_lacks() -> None:
    rates = parse_rates(b"Date,USD,JPY,XXQ,BGN,\n2026-11-04,1.3,181,2,N/A,\n2026-11-03,1.2,180,2,N/A,\n2026-10-30,9,9,9,9,\n")
    assert later_rates(rates, until=date(2026, 11, 3)) == (
        (date(2026, 11, 3), "JPY", Decimal(180)),
        (date(2026, 11, 3), "USD", Decimal("1.2")),
    )
    assert later_rates(shipped_rates(), until=date(2030, 1, 1)) == ()


@pytest.mark.parametrize(
    ("body", "known"),
    [
        (SERVED, True),
        (b"\xef\xbb\xbfDate, USD, JPY\n", True),
        (b"Date,JPY,USD\n", True),
        (b"Date,Title,USD\n", False),
        (b"<html>Date,USD,", False),
        (b"Date," + b"AAA," * 5_000, False),
        (b"PK\x03\x04" + b"\0" * 40, False),
        (b"", False),
    ],
)
def test_a_table_of_rates_is_known_by_its_beginning(body: bytes, known: bool) -> None:
    assert looks_like_rates(body) is known


def test_the_banks_zip_is_known_by_the_name_in_it() -> None:
    assert looks_like_rates(_zipped(SERVED, "eurofxref-hist.csv"))
    assert not looks_like_rates(_zipped(SERVED, "articles.csv"))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"Date,JPY\n2026-11-03,1\n",
        b"Date,USD\nyesterday,1.1\n",
        b"Date,USD\n2026-11-03,-1\n",
        b"Date,USD\n2026-11-03,abc\n",
        b"PK\x03\x04",
        b"\x1f\x8b\x00",
    ],
)
def test_refuses_what_is_no_table(body: bytes) -> None:
    with pytest.raises(ValueError):
        parse_rates(body)


def test_a_table_of_many_columns_is_read_in_linear_time() -> None:
    names = ",".join(f"C{i}" for i in range(200_000))
    with no_runaway():
        rates = parse_rates(f"Date,USD,{names}\n2026-11-03,1.2{',1' * 200_000}\n".encode())
    assert rates.to_usd(Decimal(1), "C7", date(2026, 11, 3)) == (Decimal("1.20"), date(2026, 11, 3))


@given(st.binary(max_size=200))
def test_any_bytes_are_a_table_or_a_value_error(body: bytes) -> None:
    try:
        parse_rates(body)
    except ValueError:
        return


def _zipped(body: bytes, name: str = "eurofxref-hist.csv") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, body)
    return out.getvalue()
