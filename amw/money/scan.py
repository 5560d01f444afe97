"""From text to figures of money: where they stand, what they are worth, which of them is another's conversion."""

# ruff: noqa: E501 - patterns and tables are easier to compare unwrapped

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice

from amw.money import numerals
from amw.money.currencies import CONTINENTAL, Token, tokens
from amw.money.numerals import CJK_NUMBER, CJK_WORDS, DIGITS, POINTED, SCALE, read_cjk, read_cjk_words, read_digits, times
from amw.money.roots import searching
from amw.text import lowered

LOOK_BEHIND = 56  # characters: the longest figure before a currency ("between 1,250.5 and 1,300.75 hundred million")
LOOK_AHEAD = 64
MOST_TOKENS = 4_000  # signs and words of currencies in a text beside which a figure is looked for

_GAP = r"[ \t\u00a0\u202f]?"
_JOIN = r"\s{0,2}(?:-|–|—|~|〜|～|to|and|bis|und|à|et|至|到|から)\s{0,2}"
_HYPHENS = r"[\s\u00a0\u202f-]{0,2}"

# After a sign: "$10-$14 billion", "¥600億", "€2.1bn", "$ 500".
_AHEAD = re.compile(
    rf"{_GAP}(?:(?P<cjk>{CJK_NUMBER})|(?P<n>{DIGITS})(?![eE]\d)(?:(?:\+|-plus)?(?P<s>{SCALE}|[ \u00a0\u202f][mb](?![\w²/'’-])))?"
    rf"(?:(?:-|–|—|~| to | and | bis | à ){_GAP}[^\w\s]?{_GAP}(?P<n2>{DIGITS})(?P<s2>{SCALE})?(?!%|\d))?)"
)
# Before a word or sign: "1억2500만 달러", "2,1 Milliarden Euro", "10-20亿美元", "500 million Canadian dollars".
_BEFORE_CJK = re.compile(
    rf"(?:(?P<low>{CJK_NUMBER}|\d{{1,9}}(?:\.\d{{1,4}})?){_GAP}(?:-|–|—|~|〜|～|至|到|から)\s?)?(?P<cjk>{CJK_NUMBER}|(?<![数數几幾]){CJK_WORDS}){_GAP}\Z"
)
_BEFORE_VAGUE = re.compile(
    r"(?P<few>数|數|几|幾|多|수|上|近|过|數)(?P<units>[十百千万萬亿億兆십백천만억조]{1,4})\s?\Z|(?<![\d一二三四五六七八九十百千万])(?P<level>[百千][万萬]|[亿億])级?\s?\Z"
)
_DE = r"(?:(?:of|d[ei]|d['’])\s?)?"
_BEFORE_DIGITS = re.compile(
    rf"(?:(?<![A-Za-z0-9_.,$€£¥])(?P<n1>{DIGITS})(?P<s1>{SCALE})?{_JOIN})?(?<![A-Za-z0-9_.,$€£¥])(?P<n>{DIGITS})\+?(?P<s>{SCALE}|[\s-]?(?:M|k|Md|Mds|Mrd|G)(?=[€$]?\Z))?\+?{_HYPHENS}{_DE}\Z"
)
# Numbers in words, by value; what stands before a scale ("a further billion") tells nothing of it.
_COUNTS = {
    word: Decimal(value)
    for value, words in {
        "0.25": "a quarter|quarter of a|a quarter of a", "0.75": "three quarters of a",
        "0.5": "half|half a|half an|half one|medio|media|mezzo|mezza|meio|meia|demi|un demi|halbe|halben|eine halbe|einer halben",
        "1": "a|an|another|one|eine|einer|un|une|uno|una|um|uma", "1.5": "anderthalb|eineinhalb|anderhalf", "2": "two|zwei|deux|dos|due|dois|duas|twee",
        "2.5": "zweieinhalb", "3": "three|drei|trois|tres|tre|três|drie", "3.5": "dreieinhalb", "4": "four|vier|quatre|cuatro|quattro|quatro",
        "5": "five|fünf|cinq|cinco|cinque|vijf", "6": "six|sechs|seis|zes", "7": "seven|sieben|sept|siete|sette|sete",
        "8": "eight|acht|huit|ocho|otto|oito", "9": "nine|neun|neuf|nueve|nove", "10": "ten|zehn|dix|diez|dieci|dez|tien", "11": "eleven|elf",
        "12": "twelve|zwölf|douze", "15": "fifteen|quinze", "20": "twenty|zwanzig|vingt|veinte|venti|vinte", "30": "thirty|dreißig|trente",
        "40": "forty|vierzig|quarante", "50": "fifty|fünfzig|cinquante",
    }.items()
    for word in words.split("|")
}  # fmt: skip
_BESIDE = {"um": r"um(?=\s\w{1,2}ilh)", "dos": r"dos(?=\s(?:mil\s|mill|bill))"}  # a number there, "by" and "of the" in other languages
_COUNT = "|".join(_BESIDE.get(word, word.replace(" ", r"[\s-]")) for word in sorted(_COUNTS, key=len, reverse=True))
_QUALIFIERS = "additional|cool|extra|fresh|full|further|hefty|massive|mere|new|record|reported|round|staggering|whopping"
_HALF = r"[\s-](?:and[\s-]a[\s-]half|y medi[oa]|e mezz[oa]|e mei[oa]|et demie?)"
_BEFORE_WORDS = re.compile(
    rf"(?<![A-Za-zß-ÿ])(?P<count>{_COUNT})(?P<hundred>[\s-]hundred)?(?P<half>{_HALF})?"
    rf"(?:\s(?:{_QUALIFIERS}))?"
    rf"(?:(?P<s>{SCALE})(?P<half_more>{_HALF})?{_HYPHENS}{_DE}|\s)\Z",
    re.I,
)
_BEFORE_ORDER = re.compile(
    r"(?<![A-Za-z])(?P<few>(?:several|tens\sof|hundreds\sof|dozens\sof|multi|many|a\sfew|mehrere|hunderte|zig|plusieurs|des|centaines\sde|dizaines\sde)[\s-]?)?"
    rf"(?P<s>{SCALE}){_HYPHENS}{_DE}\Z",
    re.I,
)
# The last word of what may be a figure without a digit there; a scale may be the end of one ("zweitausend", "duemila", "multibillion")
_LAST_WORDS = {*f"{_QUALIFIERS}|hundred|demie|of|de|di|d".split("|"), *(words.split(" ")[-1] for words in (*numerals.SCALES, *_COUNTS))}
_LAST_PARTS = tuple(word for word in numerals.SCALES if len(word) > 2)
_MARKS = str.maketrans(dict.fromkeys("()[].,:;'’‘“\"„«»–—-+/…", " "))
_DOLLARS = re.compile(r" ?(AUD|CAD|HKD|NZD|SGD|TWD|USD|MXN)\b")  # "$229 CAD"
_AFTER_UNIT = re.compile(r"[조억만万億亿千천]\s?\d[\d,]*\Z")  # "15万9000": what follows the last unit
_BEYOND = re.compile(r"[\s-]?(?:quadr|quint|sext|sept|oct|z|baz|gaz)illi", re.I)  # more money than there is: no figure at all
_FEW = {"tens": 10, "dozens": 12, "hundreds": 100, "hunderte": 100, "centaines": 100, "dizaines": 10, "zig": 10}
# "56조 몸값", "매출 3조": Korean headlines leave the won out.
_BARE_WON = re.compile(
    r"(?<![\d.,])(?P<cjk>(?:\d[\d,]{0,8}(?:\.\d{1,3})?\s?(?:천)?[조억]\s?){1,2})(?=(?:\s?(?:규모|투자|유치|매출|몸값|돌파|가치|대\s|이상|펀드|손실|이익|적자|흑자|배상|과징금|"
    r"지원|조달|수주|들여|들인|투입|쏟|시장|밸류|실탄|베팅|계약|자금|연봉|벌금|어치|확보|수혈|모았|모은|에\s?(?:품|사들|인수|매각))))"
)
_PER = r"(?:about|around|roughly|approximately|some|or|equivalent to|equal to|i\.e\.|soit|environ|etwa|rund|circa|ca\.|umgerechnet|約|约|约合|折合|合|약|现汇率|現汇率|注|：|:|~|≈|=|,|，|\s|[A-Za-z\u4e00-\u9fff]{2,6}注)"
_CONVERSION_PAREN = re.compile(rf"\s?[(（\[【](?:{_PER}){{0,8}}\Z")
_CONVERSION_COMMA = re.compile(
    r"\s?(?:,|，|、|—|–|-)?\s?(?:or|soit|oder|i\.e\.)?\s?(?:about|around|roughly|approximately|equivalent to|environ|etwa|rund|umgerechnet|约合|折合|约|約|折合约)\s?\Z",
    re.I,
)
_CLOSE = re.compile(r"[^()（）\n]{0,12}?[)）\]】]")
_undisclosed = searching(
    re.compile(  # of a text in lower case
        r"undisclosed\s(?:sum|amount|price|terms)|(?:terms|price|amount|value|financial details)[^.\n]{0,40}\b(?:not|n['’]t|un)\s?(?:be\s)?disclosed"
        r"|金额未披露|未披露(?:具体)?(?:金额|金額)|金額は非公開|金額は明らかに|비공개\s?금액|금액은?\s?(?:공개되지|비공개)"
        r"|montant\s(?:n['’]a\spas|non)[^.\n]{0,20}(?:divulgué|communiqué)|kaufpreis[^.\n]{0,30}nicht"
    )
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of money as scanned: offsets, value in units of `currency`, the lower end of a range, a conversion beside it."""

    start: int
    end: int
    value: Decimal
    currency: str | None
    low: Decimal | None = None
    vague: bool = False
    stated: tuple[Decimal, str | None] | None = None


def undisclosed(text: str) -> tuple[int, int] | None:
    """The span of words that say a sum is not told ("for an undisclosed sum", "金额未披露"); None where there are none."""
    found = _undisclosed(lowered(text))
    return found.span() if found else None


def figures(text: str, most: int) -> list[Figure]:
    """The first `most` or so figures of money in `text`, conversions folded into the figure they convert, ranges into one."""
    found: list[Figure] = []
    for figure in _raw(text):
        if found and figure.start < found[-1].end:
            if figure.end - figure.start <= found[-1].end - found[-1].start:
                continue
            found.pop()
        found.append(figure)
        if len(found) >= 2 * most:
            break
    if "조" in text or "억" in text:
        found = _with_bare_won(text, found)
    return _joined(text, found)


def _raw(text: str) -> Iterator[Figure]:
    yen: list[str | None] = []
    for token in islice(tokens(text), MOST_TOKENS):
        start, end, currency = token.start, token.end, token.currency
        if currency is None:
            yen = yen or [_yen_or_yuan(text)]
            currency = yen[0]
        if token.group in {"sign", "code"}:
            figure = _ahead(text, start, end, currency) or _before(text, start, end, currency, comma_decimal=True)
        else:
            figure = _before(text, start, end, currency, comma_decimal=token.group == "word" and _continental(text, token))
        if figure is not None and figure.value > 0 and not _is_code(text, figure, token.surface):
            yield figure


def _is_code(text: str, figure: Figure, sign: str) -> bool:
    """Whether a figure is one of a program or a formula ("$1" in straight quotes, `apply 1 $sum`, `$10^6$`), or a German teaspoon."""
    before, after = text[figure.start - 1 : figure.start], text[figure.end : figure.end + 1]
    if sign != "$":
        return sign == "TL" and figure.value < 10
    if text[figure.end - 1] == "$" and (after.islower() or after == "_" or "\n" in text[figure.start : figure.end]):
        return True  # a sign of what comes next, or of the line before
    return before == "^" or after == "^" or (before == after == '"' and figure.end - figure.start == 2)


def _continental(text: str, token: Token) -> bool:
    """Whether a currency's word is of a language that writes a decimal comma."""
    before, surface = text[max(0, token.start - 12) : token.start], token.surface
    abroad = surface.lower() in CONTINENTAL or "Million" in before or "Milliard" in before or surface in {"Dollar", "Yen", "Won", "Pfund"}
    return abroad or re.search(r"\b(?:de|d['’])\s?\Z", before) is not None


def _yen_or_yuan(text: str) -> str | None:
    """What a bare "¥" means here, by the other words of the text; None where they do not tell."""
    if re.search(r"[\u3040-\u30ff円]|\byen\b|Japan|日元|日圆", text):
        return "JPY"
    if re.search(r"[\u4e00-\u9fff]|\byuan\b|RMB|CNY|Chin(?:a|ese)", text):
        return "CNY"
    return None


def _ahead(text: str, start: int, end: int, currency: str | None) -> Figure | None:
    match = _AHEAD.match(text, end, end + LOOK_AHEAD)
    if not match:
        return None
    if match["cjk"]:
        value = read_cjk(match["cjk"])
        return None if value is None else Figure(start, end + len(match.group().rstrip()), value, currency)
    if _BEYOND.match(text, match.end()):
        return None
    value, bottom = _times(match["n"], match["s"] or match["s2"] or "", currency), None
    stop = match.end("s") if match["s"] else match.end("n")
    top = _times(match["n2"], match["s2"] or "", currency) if match["n2"] else None
    if top is not None and (value is None or value >= top):  # "$100,000 to $1 million": the scale is the second's alone
        value = _times(match["n"], match["s"] or "", currency)
    if value is None or (match["n2"] and top is None):
        return None
    if top is not None and value < top:  # "$5 to 3 people" is no range
        value, bottom, stop = top, value, match.end("s2") if match["s2"] else match.end("n2")
    if text[end - 1] == "$" and (named := _DOLLARS.match(text, stop)):
        currency, stop = named[1], named.end()
    return Figure(start, stop, value, currency, bottom)


def _times(figure: str, scale: str, currency: str | None) -> Decimal | None:
    return read_digits(figure, scale, comma_decimal=_decimal_comma(figure, scale, currency))


def _decimal_comma(figure: str, scale: str, currency: str | None) -> bool:
    pointed = currency in {"EUR", "CHF", "BRL", "IDR", "VND"} or scale.strip().lower() in POINTED or figure.count(".") > 1
    if pointed and re.fullmatch(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d{1,2})?", figure):
        return True
    # "$10.000M": nobody writes three zeros behind the point
    return re.fullmatch(r"\d{1,3},\d{1,2}" + (r"|[1-9]\d{0,2}\.000" if scale in {"M", " M"} else ""), figure) is not None


def _grouped_by_comma(figure: str, scale: str) -> bool:
    """Whether the commas of `figure` group thousands: "1,375 millions" do, "1,375 Milliarden" do not."""
    groups = 2 if re.search(r"mil+iar|miljard|mrd|bil[hi]", scale.lower()) else 1
    return re.fullmatch(rf"\d{{1,3}}(?:,\d{{3}}){{{groups},}}", figure) is not None


def _before(text: str, start: int, end: int, currency: str | None, *, comma_decimal: bool) -> Figure | None:
    """The figure that stands before a currency at [start, end)."""
    begin = max(0, start - LOOK_BEHIND)
    window = text[begin:start]
    if not (words := window.translate(_MARKS).lower().split()):
        return None
    clipped = window.rstrip().rstrip("여多余级+")
    if clipped and (clipped[-1] in numerals.CJK_UNITS or _AFTER_UNIT.search(clipped[-9:])):
        return _before_cjk(clipped, begin, end, currency)
    word = words[-1]  # a cheap question: most words of currencies are something else ("won")
    if not any(map(str.isdigit, word)) and word not in _LAST_WORDS and not word.endswith(_LAST_PARTS):
        return None
    if match := _BEFORE_DIGITS.search(window):
        return _of_digits(text, match, begin, end, currency, comma_decimal=comma_decimal)
    if match := _BEFORE_WORDS.search(window):
        count = _COUNTS[" ".join(match["count"].lower().replace("-", " ").split())]
        if not match["s"] and (count <= 1 or currency not in {"USD", "EUR"}):
            return None  # "a dollar", "two pounds of apples"
        count = count * (100 if match["hundred"] else 1) + (Decimal("0.5") if match["half"] or match["half_more"] else 0)
        value = times(count, match["s"] or "")
        return None if value is None else Figure(begin + match.start("count"), end, value, currency)
    match = _BEFORE_ORDER.search(window)
    if match and (match["few"] or match["s"].strip(" -").lower().endswith(("s", "en"))):
        least = times(Decimal(_FEW.get((match["few"] or "").split(" ")[0].strip("- ").lower(), 1)), match["s"])
        return None if least is None else Figure(begin + match.start(), end, least, currency, vague=True)
    return None


def _of_digits(text: str, match: re.Match[str], begin: int, end: int, currency: str | None, *, comma_decimal: bool) -> Figure | None:
    """The figure of a match of `_BEFORE_DIGITS` in text[begin:], with the lower end of a range."""
    scale = match["s"] or ""
    value = read_digits(match["n"], scale, comma_decimal=comma_decimal and not _grouped_by_comma(match["n"], scale))
    if value is None:
        return None
    bottom = read_digits(match["n1"], match["s1"] or scale, comma_decimal=comma_decimal) if match["n1"] else None
    if bottom is not None and bottom >= value:
        bottom = None
    first = begin + match.start("n" if bottom is None else "n1")
    if currency in {"KRW", "JPY", "GBP"} and not scale and text[end - 3 : end].lower() in {"won", "nds", "und"}:
        return None  # "she won", "10 pounds": verbs and weights
    return Figure(first, end, value, currency, bottom)


def _before_cjk(window: str, begin: int, end: int, currency: str | None) -> Figure | None:
    if match := _BEFORE_CJK.search(window):
        figure = match["cjk"]
        value = read_cjk(figure) if figure[0].isdigit() else read_cjk_words(figure)
        if value is None:
            return None
        low = match["low"] or ""
        bottom = read_cjk(low + re.sub(r"[\d.,\s]", "", figure) if low.replace(".", "").isdigit() else low) if low else None
        bottom = bottom if bottom is not None and bottom < value else None
        first = begin + match.start("cjk" if bottom is None else "low")
        before = window[max(0, first - begin - 1) : first - begin]
        if before in {"第", "."}:
            return None
        return Figure(first, end, value, currency, bottom)
    if match := _BEFORE_VAGUE.search(window):
        least = read_cjk("1" + (match["units"] or match["level"]))
        if least is not None and least >= 10_000:
            return Figure(begin + match.start(), end, least, currency, vague=True)
    return None


def _with_bare_won(text: str, figures: list[Figure]) -> list[Figure]:
    taken = [(f.start, f.end) for f in figures]
    converted = [f.value for f in figures if f.currency == "KRW"]
    extra = []
    for match in _BARE_WON.finditer(text):
        start, end = match.start(), match.start() + len(match.group().rstrip())
        value = read_cjk(match["cjk"])
        if value is None or any(start < e and s < end for s, e in taken):
            continue
        if any(abs(c - value) <= max(c, value) / 5 for c in converted):
            continue  # the headline rounds a conversion that the text gives in brackets
        extra.append(Figure(start, end, value, "KRW"))
    return sorted([*figures, *extra], key=lambda f: f.start) if extra else figures


def _joined(text: str, found: list[Figure]) -> list[Figure]:
    """Ranges of two full figures become one, and a conversion in brackets or after "or about" joins the figure before it."""
    out: list[Figure] = []
    for figure in found:
        if out:
            before = out[-1]
            gap = text[before.end : figure.start]
            if len(gap) <= 8 and before.currency == figure.currency and re.fullmatch(_JOIN, gap) and before.value < figure.value:
                if gap.strip() != "and" or re.search(r"\bbetween\s\Z", text[max(0, before.start - 9) : before.start]):
                    out[-1] = replace(figure, start=before.start, low=before.value)
                    continue
            elif before.currency != figure.currency and before.stated is None and len(gap) <= 40:
                bracket = _CONVERSION_PAREN.match(gap)
                if bracket or _CONVERSION_COMMA.match(gap):
                    close = _CLOSE.match(text, figure.end, figure.end + 16) if bracket else None
                    out[-1] = replace(before, end=close.end() if close else figure.end, stated=(figure.value, figure.currency))
                    continue
        out.append(figure)
    return out
