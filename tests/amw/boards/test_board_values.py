from __future__ import annotations

import time
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amw.boards import values


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("84.06%", 84.06),
        ("$4.50", 4.5),
        ("1m", 1_000_000),
        ("400k", 400_000),
        ("32,205", 32205),
        ("51*", 51),
        ("± 5", 5),
        ("1,432.5", 1432.5),
        ("1.234,5", 1234.5),
        ("12,5", 12.5),
        ("−6.3", -6.3),
        ("+114", 114),
        ("3.8e+25", 3.8e25),
        ("1 234 567", 1234567),
        ("$5 / $25", 5),
        (".5", 0.5),
        ("2.36T", 2_360_000_000_000),
        ("3万", 30_000),
        (7, 7),
        (7.5, 7.5),
        ("1505 ±10", 1505),
        ("1_225", 1225),
        ("1’225.5", 1225.5),
        ("1\u2009225,5", 1225.5),
        ("٤٢٫٥", 42.5),
        ("١٬٢٣٤", 1234),
        ("४२ %", 42),
        ("#3 45.2", 45.2),
        ("82 81.5", 82),
        ("37.36<sup>2</sup>", 37.36),
        ("0", 0),
        ("1e300K", 1e303),
        ("３２．５％", 32.5),
        ("<b>57.3</b>", 57.3),
        ("<s>$0.24</s> $0.12", 0.12),
        ("~~9~~ 8.5", 8.5),
        ("286 287 288", 286_287_288),
    ],
)
def test_a_figure_is_read_as_people_write_it(cell: object, expected: float) -> None:
    assert values.number(cell) == pytest.approx(expected)


@pytest.mark.parametrize(
    "cell",
    [
        None,
        "",
        " - ",
        "N/A",
        "$undefined",
        "NaN",
        float("nan"),
        float("inf"),
        9007199254740991,
        10**400,
        "9007199254740991",
        "—",
        "暂无",
        "- (+1.2)",
        True,
        "GPT-4",
        [],
        {},
        "1e308K",
        "1e308万",
        "1e400",
        "2025-06-16",
        "5/6/2026",
    ],
)
def test_what_says_no_value_is_no_number(cell: object) -> None:
    assert values.number(cell) is None


def test_prices_are_exact_and_never_negative() -> None:
    assert values.decimal("0.0000012") == Decimal("0.0000012")
    assert values.decimal(0.1) == Decimal("0.1")
    assert values.decimal("$4.50") == Decimal("4.50")
    assert values.decimal("-1") is values.decimal("2025-06-16") is None
    assert values.decimal("1e99") is values.decimal(Decimal("1e9999999")) is None
    assert values.decimal(digits := f"0.{'1234567890' * 4}") == Decimal(digits)
    assert str(values.shortest(Decimal("30.0000"))) == "30"
    assert str(values.shortest(Decimal("0.1300"))) == "0.13"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2026-05-20", date(2026, 5, 20)),
        ("2026-05-20T10:00:00Z", date(2026, 5, 20)),
        ("$D2026-05-20T00:00:00.000Z", date(2026, 5, 20)),
        ("20260520", date(2026, 5, 20)),
        (1_775_227_989, date(2026, 4, 3)),
        (1_775_227_989_000, date(2026, 4, 3)),
        ("2026-13-40", None),
        ("1775227989", date(2026, 4, 3)),
        ("1775227989000", date(2026, 4, 3)),
        ("5 May 2026", date(2026, 5, 5)),
        ("05-Aug-2025", date(2025, 8, 5)),
        ("September 3rd, 2025", date(2025, 9, 3)),
        ("31 Febuary 2026", None),
        ("2025年8月5日", date(2025, 8, 5)),
        ("2025년 8월 5일", date(2025, 8, 5)),
        (48, None),
        ("05/06/2026", None),
        ("soon", None),
        (-5, None),
        (1e300, None),
        ("May 2026", None),
        (None, None),
    ],
)
def test_a_day_is_read_and_never_guessed(cell: object, expected: date | None) -> None:
    assert values.day(cell) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("AT&amp;T-LLM 2", "AT&T-LLM 2"),
        ("&amp;lt;3 mini", "<3 mini"),
        ("<a href='x'>GPT-4</a>", "GPT-4"),
        ("[Qwen 3](https://q)", "Qwen 3"),
        ("[Qwen 3](https://q.example/Qwen_(3) 'Qwen') (high)", "Qwen 3 (high)"),
        ("🥇 ✅ Agent X", "Agent X"),
        ("Gemini 3 High**5th in unseen questions", "Gemini 3 High"),
        ("GPT-5†", "GPT-5"),
        ("o3 [1]", "o3"),
        ("  a \u200b b ", "a b"),
        ("12. GPT-5", "GPT-5"),
        ("#3) GPT-5 🆕", "GPT-5"),
        ("GPT-5<sup>2</sup> NEW", "GPT-5"),
        ("“GPT-5”", "GPT-5"),
        ("GPT-5 (new)", "GPT-5"),
        ("ＧＰＴ－５．２（Ｈｉｇｈ）", "GPT-5.2(High)"),
        ("云雀大模型（豆包）", "云雀大模型（豆包）"),
        ("[FLUX.1 [pro]](https://board.example/flux)", "FLUX.1 [pro]"),
        ("`GPT-5`", "GPT-5"),
        ("~~GPT-5~~", "GPT-5"),
        ("_GPT-5_", "GPT-5"),
        ("GPT\u20115 \u2013 high", "GPT-5 \u2013 high"),
        ("GPT-5 (high) [a]", "GPT-5 (high)"),
        ("3.5 Sonnet", "3.5 Sonnet"),
        ("[Acme 1](https://a.example) ![new](b.png)", "Acme 1"),
        ("***", None),
        ("N/A", None),
        ("🥇", None),
        (7, None),
        *dict.fromkeys(("GPT-6 ⓘ", "GPT-6 ℹ️", "GPT-6◊", "GPT-6ᵃ", "GPT-6₁", "GPT-6[^1]", "GPT-6 [^a-note]", "GPT-6 ^2"), "GPT-6").items(),
        *dict.fromkeys(("(3) GPT-6", "GPT-6 (see note 3)", "GPT-6 [note a]", "GPT-6 (preliminary)"), "GPT-6").items(),
        ('<img alt="GPT-6" src="x.png">', "GPT-6"),
    ],
)
def test_names_lose_their_ornaments(cell: object, expected: str | None) -> None:
    assert values.name(cell) == expected


@given(st.one_of(st.text(max_size=300), st.integers(), st.floats(), st.none(), st.booleans(), st.binary(max_size=20)))
def test_no_cell_breaks_a_reader(cell: object) -> None:
    for read in (values.number, values.decimal, values.boolean, values.day, values.name, values.country, values.missing):
        read(cell)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("written", "factor"),
    [
        ("$0.30/M", 1),
        ("$0.30 per 1M tokens", 1),
        ("0.3/MTok", 1),
        ("$0.002 per 1K tokens", 1000),
        ("$3", None),
        ("$0.006/min", None),
        (3, None),
    ],
)
def test_a_price_that_states_its_unit_is_of_it(written: object, factor: int | None) -> None:
    assert values.token_unit(written) == factor


@pytest.mark.parametrize(
    ("cell", "code"),
    [("United States of America", "US"), ("Korea (Republic of)", "KR"), ("the Netherlands", "NL"), ("UK", "GB"), ("fr", "FR"),
     ("China,China", "CN"), ("China,Japan", None), ("Multinational", None), ("Korea (Democratic People's Republic of)", None),
     ("🇺🇸", "US"), ("🇨🇳 China", "CN"), ("Atlantis", None), (None, None)],
)  # fmt: skip
def test_a_country_is_a_code_a_flag_or_a_name(cell: object, code: str | None) -> None:
    assert values.country(cell) == code


@pytest.mark.parametrize(
    ("written", "figure", "margin"),
    [("1,432 ± 5", 1432, 5), ("1432 +5/-4", 1432, 5), ("84.06% (±0.5)", 84.06, 0.5), ("45.2 (+1.2)", 45.2, None), ("- (+1.2)", None, None)],
)
def test_a_margin_stands_beside_its_figure(written: str, figure: float | None, margin: float | None) -> None:
    assert (values.number(written), values.margin(written)) == (figure, margin)


def test_marks_that_are_no_footnotes_cost_no_time() -> None:
    began = time.process_time()
    assert values.name("GPT-6 " + "†" * 1500 + "x") == ("GPT-6 " + "†" * 1500)[:300]
    assert values.name("GPT-6 " + "† ‡¹" * 300) == "GPT-6"
    assert time.process_time() - began < 1


def test_cells_that_say_more_than_a_figure() -> None:
    assert all(
        values.pair(cell)
        for cell in ("44.2-46.1", "44.2 – 46.1", "3 to 5", "**$3** / **$15**", "~$2 / ~$12", "<b>$3</b>&nbsp;/&nbsp;$15", "4.5~5")
    )
    assert not any(values.pair(cell) for cell in ("-3.5", "1e-5", "1432 +5/-4", "45.2 -3.1", "45.2 –3.1", "~~9~~ 8.5", "~5"))
    assert all(values.in_other_money(cell) for cell in ("€0.92", "6.5 CNY", "0.5元"))
    assert not any(values.in_other_money(cell) for cell in ("$0.50", "1.25 USD", "$0.28 (¥2)", "0.28 USD / 2 CNY", 3))
