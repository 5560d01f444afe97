"""Amounts of money in running text, by example and by property."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amw.money import KINDS, find_amounts, undisclosed
from amw.money.cues import CUES, cues_in
from amw.money.roots import alternatives, roots_of, searching
from amw.text import lowered

DAY = date(2026, 5, 20)


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("a $7.4B round", "7400000000", "USD"),
        ("over 30 billion yuan (~$4.2B)", "30000000000", "CNY"),
        ("3.3兆ウォン", "3300000000000", "KRW"),
        ("1兆2000億円", "1200000000000", "JPY"),
        ("mit zwölf Milliarden Euro", "12000000000", "EUR"),
        ("douze millions d'euros", "12000000", "EUR"),
        ("1,000万ドル", "10000000", "USD"),
        ("5,624万美元", "56240000", "USD"),
        ("三亿元人民币", "300000000", "CNY"),
        ("两千万美元", "20000000", "USD"),
        ("1.25万亿元", "1250000000000", "CNY"),
        ("1억2500만달러", "125000000", "USD"),
        ("월 15만9000원", "159000", "KRW"),
        ("600억위안", "60000000000", "CNY"),
        ("3천억원 규모", "300000000000", "KRW"),
        ("50 Mds $", "50000000000", "USD"),
        ("50 milliards de dollars", "50000000000", "USD"),
        ("300 millions d’euros", "300000000", "EUR"),
        ("2,1 Milliarden Euro", "2100000000", "EUR"),
        ("500 Mio. Euro", "500000000", "EUR"),
        ("zwei Milliarden Euro", "2000000000", "EUR"),
        ("ein Zweimilliarden-Euro-Programm", "2000000000", "EUR"),
        ("zehntausend Euro im Jahr", "10000", "EUR"),
        ("una multa di duemila euro", "2000", "EUR"),
        ("es geht um „Milliarden Euro“", "1000000000", "EUR"),
        ("1,5 G€", "1500000000", "EUR"),
        ("cheap—two dollars a call", "2", "USD"),
        ("a 5 billion -dollar round", "5000000000", "USD"),
        ("2 Billionen Euro", "2000000000000", "EUR"),
        ("500 000 euros", "500000", "EUR"),
        ("1.500 €", "1500", "EUR"),
        ("€2.1bn", "2100000000", "EUR"),
        ("Rs 1,200 crore", "12000000000", "INR"),
        ("₹10 lakh crore", "10000000000000", "INR"),
        ("USD 770 billion", "770000000000", "USD"),
        ("A$3.9 billion", "3900000000", "AUD"),
        ("NT$1.2 billion", "1200000000", "TWD"),
        ("1.2 billion Canadian dollars", "1200000000", "CAD"),
        ("half a billion dollars", "500000000", "USD"),
        ("$0.15 per million tokens", "0.15", "USD"),
        ("$100 Billion-Plus Trial", "100000000000", "USD"),
        ("1,2 Milliarden US-Dollar", "1200000000", "USD"),
        ("kostet acht Euro im Monat", "8", "EUR"),
        ("five dollars a month", "5", "USD"),
        ("a half-trillion-dollar valuation", "500000000000", "USD"),
        ("half-a-billion-dollar round", "500000000", "USD"),
        ("a 2.5-billion-dollar purchase", "2500000000", "USD"),
        ("suma $46.000 millones", "46000000000", "USD"),
        ("US$ 3.250 milhões", "3250000000", "USD"),
        ("los $12.000M del fondo", "12000000000", "USD"),
        ("sorties de 2,875 milliards de dollars", "2875000000", "USD"),
        ("rund 3,125 Milliarden Euro", "3125000000", "EUR"),
        ("4,25 trilioni di dollari", "4250000000000", "USD"),
        ("one and a half billion dollars", "1500000000", "USD"),
        ("three hundred million dollars", "300000000", "USD"),
        ("three quarters of a billion dollars", "750000000", "USD"),
        ("another billion euros", "1000000000", "EUR"),
        ("a cool billion dollars", "1000000000", "USD"),
        ("anderthalb Milliarden Euro", "1500000000", "EUR"),
        ("un milliard et demi d'euros", "1500000000", "EUR"),
        ("due milioni di euro", "2000000", "EUR"),
        ("dos mil millones de dólares", "2000000000", "USD"),
        ("um bilhão de dólares", "1000000000", "USD"),
        ("por R$ 1,5 bi", "1500000000", "BRL"),
        ("vale US$ 200 mi", "200000000", "USD"),
        ("R$ 300 mil", "300000", "BRL"),
        ("Rs 1,200 cr order", "12000000000", "INR"),
        ("$12.500.000", "12500000", "USD"),
        ("₹1,50,000", "150000", "INR"),
        ("Rs 12,34,56,789", "123456789", "INR"),
        ("$100+ million", "100000000", "USD"),
        ("a $100-plus million deal", "100000000", "USD"),
        ("100+ million euros", "100000000", "EUR"),
        ("US$1.3 b", "1300000000", "USD"),
        ("RM50 million", "50000000", "MYR"),
        ("¥200億円", "20000000000", "JPY"),
        ("融资1000万+美元", "10000000", "USD"),
        ("$500K-$1M", "1000000", "USD"),
        ("100 milionů Kč", "100000000", "CZK"),
        ("KSh 150 million", "150000000", "KES"),
        ("一亿五千万元", "150000000", "CNY"),
        ("两点三亿美元", "230000000", "USD"),
        ("6・2兆円", "6200000000000", "JPY"),
    ],
)
def test_reads_every_form(text: str, value: str, currency: str) -> None:
    (amount,) = find_amounts(text)
    assert (amount.value, amount.currency) == (Decimal(value), currency)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Robot maker raises $85M Series B", "raised"),
        ("Harbour cloud secures $100 million to challenge rivals with AI infrastructure", "raised"),
        ("Lantern lands $830M for AI data center", "raised"),
        ("Lantern secures $2 billion data center contract", "other"),
        ("Lantern Pledges $73B to Boost AI Chip Standing", "capex"),
        ("Lantern to invest $150 billion in the U.S.", "capex"),
        ("Lantern pledges €12B European investment over ten years", "capex"),
        ("Lantern acquires Gull as its app reaches $1B milestone", "other"),
        ("Lantern reaches $10 billion milestone in annual revenue", "revenue"),
        ("Lantern raises doubts with its $30 billion bet on Gull", "raised"),
        ("Osprey makes $1 billion investment in Lantern server plant", "capex"),
        ("Lantern’s $65 billion bet on AI data centers", "capex"),
        ("Farmer rejects $26M offer to turn her field into a data center", "price"),
        ("A maker of routers spends $700 million on a share buyback", "other"),
        ("It will repurchase $4 billion of its own shares", "other"),
        ("Last spring it bought back another $2 billion of its shares", "other"),
        ("The founder buys back his old company for $40 million", "price"),
        ("The firm, barely two years old, secured $300 million at a valuation of $4 billion", "raised"),
        ("The clinic network reports $90 million in investments from pension schemes", "raised"),
        ("The group's planned $40 billion spend worries analysts", "capex"),
        ("It reported a record $30 billion in capital spending", "capex"),
        ("Shops moved $200 million in ad spend to chatbots", "other"),
        ("Its cards carry $10 billion in annual spend", "other"),
        ("Lantern raised approximately $5 billion at a valuation of around $61 billion", "raised"),
        ("La firma adquirió una empresa de subtítulos por 900 millones de euros", "price"),
        ("Lantern acquista la piattaforma per 700 milioni di euro", "price"),
        ("Lantern ha speso 30 milioni di euro per comprare la piattaforma", "price"),
        ("Con una valoración de 600 millones de euros", "valuation"),
        ("Alcançou uma avaliação de US$ 700 milhões", "valuation"),
        ("As clínicas arrecadaram US$ 70 milhões em abril", "raised"),
        ("Tuvo 90 millones de euros de ingresos", "revenue"),
        ("Gastarán 900 millones de euros en centros de datos", "capex"),
        ("Lantern negozia un round da 300 milioni di euro", "sought"),
        ("Skolförlaget köper appen för 40 miljoner euro", "price"),
        ("Harbour masters put the new terminal at the heart of a $700m route", "other"),
        ("El abono vale 20 dólares al mes", "price"),
        ("La empresa vale 3.000 millones de dólares", "valuation"),
        ("Sjukhuskedjan värderades till 3 miljarder dollar i våras", "valuation"),
        ("При оценка от 3 милиарда долара клиниката търси партньори", "valuation"),
        ("The lab is in talks to raise $2 billion", "sought"),
        ("Amazon could invest up to $50 billion in OpenAI", "sought"),
        ("Investors value the firm at $9 billion", "valuation"),
        ("기업가치 15억달러에 도달했다", "valuation"),
        ("1400만달러 규모 시드 투자를 유치했다", "raised"),
        ("估值超过 180 亿美元", "valuation"),
        ("The company buys a rival for $900M in an acquisition", "price"),
        ("The plan costs $20 per month", "price"),
        ("月額1500円", "price"),
        ("Die Kanzlei wurde mit 80 Millionen Euro bewertet", "valuation"),
        ("Le carnet : des ventes qui bondissent à 68 milliards de dollars", "revenue"),
        ("全株式を約90億円で取得する", "price"),
        ("스타트업을 250억원에 사들였다", "price"),
        ("400억원을 투자받았다", "raised"),
        ("3억달러를 조달하기 위해 협의 중이다", "sought"),
        ("steckt 5,5 Milliarden Euro in ein neues Rechenzentrum", "capex"),
        ("租金涨到每小时41.6美元", "price"),
        ("Revenue rose to $3.2 billion", "revenue"),
        ("营收5,624万美元", "revenue"),
        ("reached $100M ARR", "revenue"),
        ("will spend $15 billion on a data center campus", "capex"),
        ("a net loss of $40 million", "other"),
        ("fined €15 million by the watchdog", "other"),
        ("signs a $400 million deal with the bank", "other"),
        ("The valuation doubles to $21B in a month", "valuation"),
        ("one lab raised $180M, another is seeking up to $1B", "raised"),
        ("agrees to pay $1.5 billion to settle authors' lawsuit", "other"),
        ("saves $50 million a year", "other"),
        ("Labs Secure Over 30 Billion Yuan in Combined Funding in May", "raised"),
        ("The lab may raise $5 billion from investors", "sought"),
        ("SoftBank weighs $25 billion investment in OpenAI", "sought"),
        ("Nvidia invests $1B in Nokia", "raised"),
        ("paid $14.3 billion for a 49% stake in the startup", "price"),
        ("investiert 11 Milliarden Euro in Rechenzentrum", "capex"),
        ("リスクを抑え月額3000円で提供", "price"),
        ("The plant maker picked up US$22 million from a venture fund.", "raised"),
        ("The share sale brought in HK$1.2 billion.", "raised"),
        ("净筹2亿港元", "raised"),
        ("Helsing will 400 Mio. € aufnehmen", "sought"),
        ("The cloud contract with the lab is worth $300 billion.", "other"),
        ("Revenue fell from $310 million a year earlier.", "revenue"),
        ("会员连续包月9.9元", "price"),
        ("入力は100万トークン当たり5ドル。", "price"),
        ("Le million de jetons passe à 1 euro.", "price"),
        ("Der Konzern zahlt 1,2 Milliarden US-Dollar für den Entwickler.", "price"),
        ("Les investissements annoncés atteignent 109 milliards d'euros.", "capex"),
        ("The lab raises at $48B.", "valuation"),
        ("The lab nabbed $20M from a fund", "raised"),
        ("The lab has bagged a further $20M", "raised"),
        ("The lab's $200M megaround", "raised"),
        ("The cloud's commitments of $5 billion in India", "capex"),
        ("The cloud closes a $2 billion lease for a data center", "other"),
        ("Tech giants worth $15 trillion testify", "valuation"),
        ("It sells chips worth $2 billion to the Gulf.", "other"),
        ("Startups worth $2 billion are rare.", "valuation"),
        ("Nvidia invests $2 billion in Nokia to speed up its data centers", "raised"),
        ("Nvidia invests $2 billion in Georgia data centers", "capex"),
        ("The lab is raising at least $48B.", "sought"),
        ("Pay packages worth $100 million are common.", "other"),
        ("每百万输入token 2美元", "price"),
        ("AI-generated songs brought a forfeiture of $8 million.", "other"),
        ("Two funds take full ownership of the firm for $5 billion.", "price"),
        ("Ownership of $5 billion in coins is unclear.", "other"),
        ("The maker goes abroad for about €230 million.\nIts buyer acquires rivals every year.", "price"),
        ("It hired staff for about €230 million.\nIts rival makes lamps.", "other"),
        ("Alphabet will pay $5 billion in a takeover.", "price"),
        ("A nonprofit in Ireland sold tea around the border, $40 million in all.", "other"),
        ("The cloud borrows $4 billion from three banks.", "raised"),
        ("The maker taps the bond market for $10 billion.", "raised"),
        ("The cloud turns to debt for $38 billion.", "raised"),
        ("The maker sells junk bonds for $3 billion.", "raised"),
        ("The mill reported long-term debt of more than $700 million.", "other"),
        ("The average student loan stood at $144,000.", "other"),
        ("The round lifts the value of the company to $10 billion.", "valuation"),
        ("The sale gives the maker a value of $3 billion.", "valuation"),
        ("The contract has a maximum value of $4.3 million.", "other"),
        ("The maker's market value is $4 trillion.", "valuation"),
        ("The sale gives the lab an estimated value of $350 billion.", "valuation"),
        ("The maker invests $5 million for its chip arm.", "capex"),
        ("The maker invests $5 million for a lamp lab.", "capex"),
        ("The maker's AI spending will reach $70 billion.", "capex"),
        ("The maker sells $5 billion of bonds.", "raised"),
        ("The city's public debt had risen to $9 billion.", "other"),
        ("By spring the mills owed more than £64 billion in debt.", "other"),
        ("The state wrote off debts to the tune of £5 billion.", "other"),
        ("The robotics industry could be worth $5 trillion.", "other"),
        ("The market for lamps is valued at $10 billion.", "other"),
        ("Worldwide spending on chips will pass $600 billion.", "other"),
        ("The market leader is worth $30 billion.", "valuation"),
        ("The market value of the maker passed $4 trillion.", "valuation"),
        ("Investors value the maker at $9 billion.", "valuation"),
        ("It put the cost of the outage at $40 million.", "other"),
        ("The blockade raises the cost of the route to some $10 billion.", "other"),
        ("The start-up has got $20 million from two funds.", "raised"),
        ("The fund holds an investment of $135 billion in the lab.", "other"),
        ("The fund invested $5 billion in the company.", "raised"),
        ("The founder sold her firm for $30 million.", "price"),
        ("It sold to Meridian for about $1.6 billion.", "price"),
        ("Looking for a lamp for under $500?", "other"),
        ("The yoga mat is worth $80.", "other"),
        ("The club raised $2,000 for the school.", "other"),
        ("Analysts see the coin at targets of $15.50.", "other"),
        ("The maker raises ₩30 billion.", "raised"),
        ("A seed round of $150K", "raised"),
        ("The state bags a $15 billion data center.", "capex"),
        ("The plant took $4 billion to build.", "capex"),
    ],
)
def test_tells_what_a_figure_is(text: str, kind: str) -> None:
    assert find_amounts(text)[0].kind == kind


@pytest.mark.parametrize("verb", ["raises", "closed", "lands", "nabbed", "snags"])
def test_what_a_round_is_at_is_a_valuation(verb: str) -> None:
    assert [a.kind for a in find_amounts(f"The lab {verb} $1.5 billion at $8.2 billion")] == ["raised", "valuation"]


def test_range_keeps_both_ends() -> None:
    (amount,) = find_amounts("could raise $10-$14 billion")
    assert (amount.low, amount.value) == (Decimal(10**10), Decimal(14 * 10**9))
    (amount,) = find_amounts("between $10 billion and $14 billion")
    assert (amount.low, amount.value) == (Decimal(10**10), Decimal(14 * 10**9))
    (amount,) = find_amounts("grants of $100,000 to $1 million")
    assert (amount.low, amount.value) == (Decimal(100_000), Decimal(10**6))
    (amount,) = find_amounts("firms worth $50,000,000 to $1 billion")  # the scale of both would be more than there is
    assert (amount.low, amount.value) == (Decimal(50_000_000), Decimal(10**9))
    (amount,) = find_amounts("3만~5만달러에 거래")
    assert (amount.low, amount.value) == (Decimal(30_000), Decimal(50_000))


def test_conversion_in_brackets_belongs_to_its_figure() -> None:
    text = "raised over 30 billion yuan (~$4.2B) in May"
    (amount,) = find_amounts(text, on=DAY)
    assert (amount.usd, amount.usd_stated) == (Decimal(42 * 10**8), Decimal(42 * 10**8))
    assert text[amount.start : amount.end] == "30 billion yuan (~$4.2B)"
    (amount,) = find_amounts("최소 600억위안(약 13조900억원)을 투자")
    assert (amount.value, amount.currency) == (Decimal(60 * 10**9), "CNY")


def test_korean_headline_without_won_counts_unless_it_rounds_a_conversion() -> None:
    assert [(a.value, a.currency) for a in find_amounts("로봇 스타트업, 300억 투자 유치")] == [(Decimal(3 * 10**10), "KRW")]
    rounded = find_amounts("기업가치 2조 돌파\n기업가치 15억달러(약 2조원)에 도달")
    assert [(a.value, a.currency) for a in rounded] == [(Decimal(15 * 10**8), "USD")]


def test_order_of_magnitude_is_marked_and_undisclosed_is_told() -> None:
    (amount,) = find_amounts("完成数亿元融资")
    assert amount.vague and amount.value == Decimal(10**8) and amount.currency == "CNY"
    assert all(a.vague for a in find_amounts("billions of dollars"))
    assert undisclosed("bought for an undisclosed sum") is not None
    assert undisclosed("bought for $5m") is None


def test_dollars_of_the_day() -> None:
    (amount,) = find_amounts("a €100m fund", on=date(2026, 10, 30))
    assert amount.usd == Decimal("111720000.00") and amount.rate_on == date(2026, 10, 30)
    (saturday,) = find_amounts("a €100m fund", on=date(2026, 10, 31))
    assert saturday.rate_on == date(2026, 10, 30)
    assert find_amounts("a €100m fund")[0].usd is None
    assert find_amounts("a €100m fund", on=date(2087, 1, 1))[0].usd is None
    assert find_amounts("NT$5 billion", on=DAY)[0].usd is None  # not quoted by the bank


def test_one_figure_said_twice_is_one_and_two_figures_are_two() -> None:
    (amount,) = find_amounts("Lab raises $20M\nThe $20 million round was led by a fund")
    assert len(amount.others) == 1
    assert len(find_amounts("Lab raises $20M\nThe $25 million round was led by a fund")) == 2


@pytest.mark.parametrize(
    "text",
    [
        "$99999999999999999999999",
        "$1.5 quintillion",
        "$5 to 999999999 trillion",
        "mit einem Euro",
        "the desk won't move",
        "40 zorkmids",
        "a mid-nine-figure sum",
        "a dollar a day and two pounds of tea",
        "500 million ZZZ",
        "catalog 1756-RM2 firmware",
        "Lantern RM 2024 is out",
        "She won 3 awards; 5 won",
        "PHP 8.5 is out",
        "100 billion parameters",
        "원칙 3개",
        "$",
        "",
        "€" * 500,
        'if [ "$1" == "start" ]; then run; fi',
        "eval apply 1 $sum+=y",
        "with exponents from $10^1$ to $10^{17}$",
        "Copy the file with one\n$ sudo cp here there",
        "1 TL Backpulver, 2 TL Salz",
    ],
)
def test_no_money_where_there_is_none(text: str) -> None:
    assert find_amounts(text) == []


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("The box is $229 CAD there.", 229, "CAD"),
        ("It raised $12 million AUD.", 12_000_000, "AUD"),
        ("A salary of $530,000 USD a year", 530_000, "USD"),
        ("$5 Canadians like", 5, "USD"),
        ('He said "$1 billion" twice.', 10**9, "USD"),
        ("levés : 50 Mds $", 50 * 10**9, "USD"),
        ("250 TL ödedi", 250, "TRY"),
        ("Ayda 59 TL", 59, "TRY"),
    ],
)
def test_a_code_behind_says_whose_dollars_they_are(text: str, value: int, currency: str) -> None:
    assert [(a.value, a.currency) for a in find_amounts(text)] == [(value, currency)]


def test_bare_yen_sign_follows_the_text_or_stays_unknown() -> None:
    assert find_amounts("¥500億を調達する会社")[0].currency == "JPY"
    assert find_amounts("中国公司融资 ¥600亿")[0].currency == "CNY"
    assert find_amounts("paid ¥5,000")[0].currency is None


@given(st.text(alphabet=st.sampled_from("$€¥₩0123456789.,- 万亿億兆억조만원元円달러billionMKbn()（）약~to\n"), max_size=300))
def test_any_text_is_read_with_spans_inside_it(text: str) -> None:
    for amount in find_amounts(text, on=DAY):
        assert 0 <= amount.start < amount.end <= len(text)
        assert amount.value > 0 and amount.value.is_finite()
        assert amount.kind in KINDS
        assert amount.low is None or amount.low < amount.value


def test_hostile_length_is_bounded() -> None:
    assert len(find_amounts("$1,000,000 " * 20_000)) == 1
    assert len(find_amounts(" ".join(f"${n}" for n in range(1, 5_000)))) <= 200
    find_amounts("1" * 100_000 + "元")
    find_amounts("1,111 " * 20_000 + "euros")
    assert find_amounts("a $ " * 40_000) == [] == find_amounts("元" * 200_000)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("€500m Series B at a €2.1bn post-money valuation", {("raised", "500000000", "EUR"), ("valuation", "2100000000", "EUR")}),
        ("智谱上半年营收1.91亿元，亏损23.58亿元", {("revenue", "191000000", "CNY"), ("other", "2358000000", "CNY")}),
        ("Sakana AIが200億円を調達、評価額は4000億円", {("raised", "20000000000", "JPY"), ("valuation", "400000000000", "JPY")}),
        ("월 2만9000원 요금제", {("price", "29000", "KRW")}),
        ("investiert 5,5 Milliarden Euro in ein Rechenzentrum", {("capex", "5500000000", "EUR")}),
        ("Sanofi rachète la start-up pour 2,3 Md€", {("price", "2300000000", "EUR")}),
        ("sucht 500 Millionen Dollar frisches Kapital", {("sought", "500000000", "USD")}),
        ("100億ドル規模の資金調達を協議", {("sought", "10000000000", "USD")}),
        ("会员月费199元", {("price", "199", "CNY")}),
        ("Acme acquires Convex for $1.2 billion in cash and stock", {("price", "1200000000", "USD")}),
        ("a deal worth as much as $38bn", {("other", "38000000000", "USD")}),
        ("the $1 trillion company", {("valuation", "1000000000000", "USD")}),
        ("Novelda levanta 35 millones de euros", {("raised", "35000000", "EUR")}),
        ("a rodada foi de R$ 1,5 bilhão", {("raised", "1500000000", "BRL")}),
        ("raccoglie 1,2 miliardi di dollari", {("raised", "1200000000", "USD")}),
        ("haalt 7,5 miljoen euro op", {("raised", "7500000", "EUR")}),
        ("привлёк 1,2 млрд рублей", {("raised", "1200000000", "RUB")}),
        ("12,5 milyon dolar yatırım aldı", {("raised", "12500000", "USD")}),
        ("3 करोड़ डॉलर जुटाए", {("raised", "30000000", "USD")}),
        ("gọi vốn 20 triệu USD", {("raised", "20000000", "USD")}),
        ("omsättning på 2 miljarder kronor", {("revenue", "2000000000", "SEK")}),
        ("the plan is $40 a month", {("price", "40", "USD")}),
        ("a pact worth up to $12 billion", {("other", "12000000000", "USD")}),
        ("the founder sold $30 million of stock", {("other", "30000000", "USD")}),
        ("it holds a stake worth $3 billion", {("other", "3000000000", "USD")}),
        ("the chief took home $60 million", {("other", "60000000", "USD")}),
        ("$2 billion for a 4% stake in a chip maker", {("price", "2000000000", "USD")}),
        ("$30 million of fresh capital", {("raised", "30000000", "USD")}),
        ("Siegel baut eine Halle für 10 Milliarden Euro", {("capex", "10000000000", "EUR")}),
        ("talks with investors at a $9bn price", {("valuation", "9000000000", "USD")}),
        ("in talks for as much as $2bn from wealthy backers", {("sought", "2000000000", "USD")}),
        ("Siegel erwirbt das Start-up für 300 Millionen Euro", {("price", "300000000", "EUR")}),
        ("the licence costs the studio $25 million a year", {("other", "25000000", "USD")}),
        ("o plano de R$ 1.500", {("other", "1500", "BRL")}),
        ("dibanderol Rp 75.000", {("other", "75000", "IDR")}),
        ("spółka pozyskała 2 miliardy złotych", {("raised", "2000000000", "PLN")}),
        ("un bouclier à 20 millions d'euros", {("other", "20000000", "EUR")}),
        ("a net loss of $34 million on revenue of $9 million", {("other", "34000000", "USD"), ("revenue", "9000000", "USD")}),
        ("收盘报687元，市值跌破2800亿元", {("other", "687", "CNY"), ("valuation", "280000000000", "CNY")}),
        ("raised $2 billion at $48 billion", {("raised", "2000000000", "USD"), ("valuation", "48000000000", "USD")}),
        ("worth 500 quatloos", set()),
        ("a cheque of $1e999 billion", set()),
    ],
)
def test_value_currency_and_kind_together(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert {(a.kind, f"{a.value:f}", a.currency) for a in find_amounts(text)} == expected


@pytest.mark.parametrize(
    ("pattern", "roots"),
    [
        (r"rais(?:es?|ed)\b|\blever\b", {"rais", "lever"}),
        (r"(?:\w+ )?(?:takeover|buyout)\b", {"takeover", "buyout"}),
        (r"シリーズ?x+|[가-힣]월{2,3}", {"シリー", "월"}),
        (r"a?b*|deal", set()),
        (r"\bbet\b|\d{1,2}", set()),
        (r"data ?cent(?:er|re)", {"data", "cent"}),
        (r"takeover.{0,9}? by+?", {"takeover"}),
    ],
)
def test_every_match_holds_a_root(pattern: str, roots: set[str]) -> None:
    found = roots_of(pattern)
    assert found <= roots and bool(found) == bool(roots)
    plain = re.compile(pattern)
    for text in ("it raised much", "data center", "two", "buyout of all", "シリーxx", "", "lever 7"):
        assert (searching(plain)(text) is None) == (plain.search(text) is None)


def test_alternatives_are_parted_outside_groups_alone() -> None:
    assert alternatives(r"rais(?:es?|ed)\b|[|x]lever\||a") == [r"rais(?:es?|ed)\b", r"[|x]lever\|", "a"]


WORDS = "raised secured in talks to raise valued at valuation of round Series B price per month acquisition for revenue ARR invest data centers profit loss settle lawsuit deal worth 투자 유치 매출 기업가치 融资 估值 收购 营收 調達 評価額 売上 Umsatz Bewertung lève prix".split()  # noqa: E501


@given(st.lists(st.sampled_from([*WORDS, ".", ",", "Acme", "$5 million", "€3bn"]), max_size=24))
def test_every_cue_is_found_by_its_roots(parts: list[str]) -> None:
    low = lowered(" ".join(parts))
    places = dict(cues_in(low, 0, len(low)))
    for cue in CUES:
        for match in cue.pattern.finditer(low):
            assert not match[0] or any(match.start() <= place < match.end() for place in places[cue])
