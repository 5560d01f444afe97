"""Currency signs and words of the trade press in eighteen languages, as ISO 4217 codes."""

# ruff: noqa: E501 - patterns and tables are easier to compare unwrapped

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from amw.automata import Automaton

# Before or after a figure.
SIGNS: dict[str, str | None] = {
    "US$": "USD", "U.S.$": "USD", "U.S. $": "USD", "USD$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "CAD$": "CAD", "HK$": "HKD",
    "NT$": "TWD", "S$": "SGD", "NZ$": "NZD", "R$": "BRL", "MX$": "MXN", "$": "USD", "＄": "USD", "€": "EUR", "£": "GBP", "₩": "KRW", "￦": "KRW",
    "₹": "INR", "Rs.": "INR", "Rs": "INR", "Rp": "IDR", "₪": "ILS", "₽": "RUB", "₫": "VND", "฿": "THB", "₺": "TRY", "₱": "PHP", "KSh": "KES", "Kč": "CZK", "₦": "NGN", "RM": "MYR", "CN¥": "CNY", "RMB¥": "CNY",
    "JP¥": "JPY", "¥": None, "￥": None, "人民币": "CNY", "人民幣": "CNY", "新台币": "TWD", "新台幣": "TWD",
}  # fmt: skip
CODES: dict[str, str] = {
    **{code: code for code in (
        "USD EUR GBP CNY JPY KRW INR CHF CAD AUD HKD SGD TWD AED SAR QAR KWD ILS SEK NOK DKK PLN CZK HUF BRL MXN IDR VND THB MYR NZD ZAR TRY "
        "RUB NGN EGP KES PKR UAH RON"
    ).split()},
    "RMB": "CNY", "CNH": "CNY", "NIS": "ILS", "NTD": "TWD",
}  # fmt: skip
# After a figure only.
WORDS: dict[str, str] = {
    **dict.fromkeys(("dollars", "dollar", "us dollars", "u.s. dollars", "us-dollar", "us dollar", "dollars américains", "bucks"), "USD"),
    **dict.fromkeys(("australian dollars",), "AUD"), **dict.fromkeys(("canadian dollars", "dollars canadiens"), "CAD"),
    **dict.fromkeys(("hong kong dollars", "hk dollars"), "HKD"), **dict.fromkeys(("singapore dollars",), "SGD"), **dict.fromkeys(("new zealand dollars",), "NZD"),
    **dict.fromkeys(("taiwan dollars", "new taiwan dollars", "nt dollars"), "TWD"), **dict.fromkeys(("euros", "euro"), "EUR"),
    **dict.fromkeys(("pounds", "pounds sterling", "pound", "pfund", "livres sterling", "livres"), "GBP"),
    **dict.fromkeys(("yuan", "yuans", "renminbi", "chinese yuan"), "CNY"), **dict.fromkeys(("yen", "yens", "japanese yen"), "JPY"),
    **dict.fromkeys(("won", "wons", "korean won", "south korean won"), "KRW"), **dict.fromkeys(("rupees", "indian rupees", "roupies", "rupien"), "INR"),
    **dict.fromkeys(("swiss francs", "francs suisses", "franken", "schweizer franken"), "CHF"), **dict.fromkeys(("kronor", "swedish kronor"), "SEK"),
    **dict.fromkeys(("shekels",), "ILS"), **dict.fromkeys(("dirhams",), "AED"), **dict.fromkeys(("riyals", "saudi riyals"), "SAR"),
    **dict.fromkeys(("rubles", "roubles"), "RUB"), **dict.fromkeys(("ringgit",), "MYR"), **dict.fromkeys(("baht",), "THB"), **dict.fromkeys(("reais",), "BRL"),
}  # fmt: skip
# The same in languages that write a decimal comma.
CONTINENTAL_WORDS: dict[str, str] = {
    **dict.fromkeys("dólares dólar dollari dollaro dolarów dolary долларов доллара доллары долара долари dolar dolara دولار डॉलर".split(), "USD"), "đô la": "USD",
    **dict.fromkeys("евро avro يورو यूरो".split(), "EUR"), **dict.fromkeys(("sterline", "фунтов"), "GBP"),
    **dict.fromkeys(("zł", "złotych", "złote"), "PLN"), **dict.fromkeys(("рублей", "рубля", "руб"), "RUB"), **dict.fromkeys(("lira", "liralık", "tl"), "TRY"),
    **dict.fromkeys(("रुपये", "रुपए"), "INR"), "đồng": "VND", "rupiah": "IDR", "ريال": "SAR", "درهم": "AED", "юаней": "CNY", "yuanes": "CNY", "иен": "JPY",
}  # fmt: skip
WORDS |= CONTINENTAL_WORDS
CJK_WORDS: dict[str, str] = {
    **dict.fromkeys(("美元", "美金", "米ドル", "ドル", "달러", "미국달러", "弗"), "USD"),
    **dict.fromkeys(("元人民币", "元人民幣", "人民币", "人民幣", "人民元", "元", "块钱", "圆人民币", "위안", "위안화"), "CNY"),
    **dict.fromkeys(("日元", "日圆", "日圓", "円", "엔", "엔화"), "JPY"), **dict.fromkeys(("韩元", "韓元", "ウォン", "원", "韩圆"), "KRW"),
    **dict.fromkeys(("欧元", "歐元", "ユーロ", "유로"), "EUR"), **dict.fromkeys(("英镑", "英鎊", "ポンド", "파운드"), "GBP"),
    **dict.fromkeys(("港元", "港币", "港幣", "香港ドル", "홍콩달러"), "HKD"), **dict.fromkeys(("新台币", "新台幣", "台币", "台湾ドル", "대만달러"), "TWD"),
    **dict.fromkeys(("新元", "新加坡元", "싱가포르달러"), "SGD"), **dict.fromkeys(("加元", "캐나다달러", "カナダドル"), "CAD"),
    **dict.fromkeys(("澳元", "호주달러", "豪ドル"), "AUD"), **dict.fromkeys(("卢比", "루피", "ルピー"), "INR"), **dict.fromkeys(("瑞士法郎", "瑞郎"), "CHF"),
}  # fmt: skip
CONTINENTAL = CONTINENTAL_WORDS.keys() | {
    "euros", "euro", "pfund", "franken", "livres", "livres sterling", "roupies", "rupien", "us-dollar", "yuans", "wons", "yens", "kronor", "reais",
}  # fmt: skip

# "원칙", "元素", "円形": a currency's character that begins another word.
_OTHER_WORDS = ("칙", "소", "론", "素", "年", "件", "宵", "旦", "宇", "形", "卓")


@dataclass(frozen=True, slots=True)
class Token:
    """A currency (None where its sign has several) as a text writes it: by a "sign", a "code", a "word", or one in "cjk" characters."""

    group: str
    surface: str
    currency: str | None
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """The currencies named in `text`, leftmost and longest first; words in lower case, with a capital, or in capitals."""
    last = len(text)
    for final, (group, surface, currency) in _automaton().find_longest(text):
        end = final + 1
        start = end - len(surface)
        if start and surface[0].isascii() and surface[0].isalpha() and _latin(text[start - 1]):
            continue
        if surface == "RM" and (text[start - 1 : start] == "-" or not text[end : end + 1].isdigit()):  # "GitHub RM 2024" is no ringgit
            continue
        if group in {"code", "word"} and end < last and text[end].isalpha() and text[end] < "\u2e80":
            continue
        if group == "cjk" and text.startswith(_OTHER_WORDS, end):
            continue
        yield Token(group, surface, currency, start, end)


def _latin(c: str) -> bool:
    return c.isascii() and c.isalpha()


@cache
def _automaton() -> Automaton:
    words = {
        spelling: currency
        for word, currency in WORDS.items()
        for w in (word, word.capitalize(), word.title())
        for spelling in (w, w[:2].upper() + w[2:], w.upper())
    }
    tables: Mapping[str, Mapping[str, str | None]] = {"word": words, "cjk": CJK_WORDS, "code": CODES, "sign": SIGNS}
    return Automaton((key, (group, key, currency)) for group, table in tables.items() for key, currency in table.items())
