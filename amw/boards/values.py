"""Cells of leaderboards -> values: numbers as people write them, missing marks, dates, names without their ornaments."""

from __future__ import annotations

import html
import math
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from amw.countries import country_code
from amw.text import clean_line

MAX_SAFE_INTEGER = 9007199254740991  # JavaScript's Number.MAX_SAFE_INTEGER, used by boards to say "unranked"
_UNRANKED = str(MAX_SAFE_INTEGER)
_MISSING = frozenset(
    """- -- – — − / n/a na n.a. nan null none undefined $undefined $nan inf -inf infinity -infinity $infinity $-infinity tbd tba unknown ?
    … ... 暂无 未知 無 无 未录入""".split()
) | {""}
_NAMES = frozenset({"infinity", "inf", "unknown"})  # no values, but names that models have
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}  # "３２．５％" as it is typed elsewhere
_MARKED_FIGURES: dict[int, int | str] = {**_FULL_WIDTH, 0x066A: "%", 0x066B: ".", 0x066C: ","}  # "٤٢٫٥": its digits need no telling
_WIDE_WORD = re.compile("[\uff01-\uff5e]*[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a][\uff01-\uff5e]*")  # "ＧＰＴ－５"
_ORNAMENT = re.compile("[\U0001f000-\U0001faff\u2139\u24d8\u25a0-\u27bf\u2b50\ufe0f]")  # medals, badges, stars, hands, "ⓘ"
_FLAG = re.compile("\\s*([\U0001f1e6-\U0001f1ff]{2})")
_NOTE_MARK = re.compile(r"<sup\b[^<>]{0,200}>[^<>]{0,40}</sup\s*>", re.IGNORECASE)
_COUNTED = re.compile(r"^(?:#?\d{1,4}[.)、]|\(\d{1,4}\))\s+(?=\S)")
_SEE_NOTE = re.compile(r"\s*[(\[](?:see )?(?:foot)?notes? ?[\da-z]{0,3}[)\]]$", re.IGNORECASE)
_NEW = re.compile(r"(?<=\S)\s+(?:(?:NEW|New)!?|[(\[](?:NEW|New|new|[Pp]reliminary|[Pp]rovisional)!?[)\]])$")
_QUOTED = re.compile(r"^(?:\"([^\"]+)\"|'([^']+)'|“([^“”]+)”|「([^「」]+)」)$")
_MARKED = re.compile(r"^(`+|~~|__?)(?=\S)(.*\S)\1$")  # code, struck out, slanted or bold in Markdown
_HYPHEN = re.compile(r"[\u2010\u2011]|(?<=\w)[\u2012\u2013](?=\w)")  # as typesetters write "gpt-5"
_FOOTNOTE = re.compile(r"(?:\s*(?:[*†‡§¹²³⁴-⁹₀-₉ᵃ-ᵛᶜᶠᶻ]|\^\d{1,2}|\[(?:\d{1,2}|[a-z*†‡§]|\^[\w-]{1,20})\]))+$")
_TRAILING_NOTE = re.compile(r"\*\*.*$|(?<=\S)\*(?=\d|[A-Z][a-z]).*$", re.DOTALL)
_IMAGE = re.compile(r"^\s*<img\b[^<>]{0,300}?\balt=([\"'])([^<>\"']{1,80})\1[^<>]{0,300}>\s*$", re.IGNORECASE)  # a logo alone
TAG = re.compile(r"<[^<>]{0,400}>")
_STRUCK = re.compile(r"<(s|del|strike)\b[^<>]{0,200}>[^<>]{0,80}</\1\s*>|~~[^~]{1,80}~~", re.IGNORECASE)  # what it was before
_MONEY = re.compile(r"(\$|\bUSD\b)|[€£¥￥₩₹元円원]|\b(?:EUR|GBP|CNY|RMB|JPY|KRW|INR|CHF|CAD|AUD)\b", re.IGNORECASE)
_TARGET = r"\((?:[^()\s]|\([^()\s]{0,100}\)){0,500}(?: {1,3}(?:\"[^\"]{0,200}\"|'[^']{0,200}'))?\)"  # (address "title")
_MARKDOWN_IMAGE = re.compile(rf"!\[[^\[\]]{{0,200}}\]{_TARGET}")  # a badge or a logo
_MARKDOWN_LINK = re.compile(rf"\[((?:[^\[\]]|\[[^\[\]]{{0,40}}\]){{1,200}})\]{_TARGET}")
_GAPS = "[\u00a0\u2009\u202f _'’]"  # between thousands, and nowhere else in a figure
_NUMBER = re.compile(rf"[+\-−]?(?:\d{{1,3}}(?:{_GAPS}\d{{3}})+(?!\d)(?:[.,]\d+)?|\d[\d,.]*\d|\d|\.\d+)(?:[eE][+\-]?\d{{1,3}})?")
_PLACE = re.compile(r"^\s*#\d{1,4}\s+(?=\S*\d)")  # "#3 45.2"
_FIGURE = re.compile(r"^\s*[$€£¥]?\s?[+\-−]?(\d[\d.,]*)\s?[%$€£kKmMbB]?\s*$")
_DATED = re.compile(r"\d{4}-\d{1,2}(?:-|$)|\d{1,4}/\d{1,2}/\d")  # no figure though it begins with one
_POINTED = re.compile(r"^\d+\.(?:\d{1,2}|\d{4,})$|^0\.\d+$|,\d{3}\.\d|,\d{3},\d{3}$")
_COMMAED = re.compile(r"^\d+,(?:\d{1,2}|\d{4,})$|^0,\d+$|\.\d{3},\d|\.\d{3}\.\d{3}$")
_SCALE = {"k": 10**3, "m": 10**6, "b": 10**9, "t": 10**12, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_FIRST_DAY, _LAST_DAY = 631_152_000, 4_102_444_800  # seconds of 1990 and 2100: a smaller number is no moment of a model's life
_MONTHS = {name: at for at, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_YEAR_FIRST = re.compile(r"(\d{4})(?:[-/.]|\s?[年년]\s?)(\d{1,2})(?:[-/.]|\s?[月월]\s?)(\d{1,2})(?!\d)")
_DAY_MONTH = re.compile(r"^(?P<day>\d{1,2})(?:st|nd|rd|th)?[ -](?P<month>[A-Za-z]{3,9})\.?,?[ -](?P<year>20\d\d)\b")
_MONTH_DAY = re.compile(r"^(?P<month>[A-Za-z]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>20\d\d)\b")
_MARGIN = re.compile(r"(?<=\d)[%)]?\s*\(?(?:(?:±|\+/[-−]|\+[-−])\s*(\d+(?:\.\d+)?)|\+(\d+(?:\.\d+)?)\s*/\s*[-−](\d+(?:\.\d+)?))")
_PAIR = re.compile(
    r"\s*[$€£¥]?\s?\d[\d.,]*\s?[%kKmMbB]?\s?(?:/|\||→|->|(?<!\s)[-–]|[-–](?=\s)|—|~(?=\d)|\bto\b)"
    r"\s?[$€£¥]?\s?\d[\d.,]*\s?[%kKmMbB]?\s*$"
)
_MARKS = re.compile(r"[*_`≈]|(?<!\d)~")  # of bold and of code, and "about"
_TOKEN_UNIT = re.compile(r"(?:/|\bper)\s?1?\s?([mk])(?:illion)?(?:\s?tok(?:en)?s?)?\s*$", re.IGNORECASE)
_SUFFIX = re.compile(r"\s*([kmbt]|万|萬|亿|億)?(?![a-z])", re.IGNORECASE)


def missing(value: Any) -> bool:
    """Whether a cell says "no value": None, empty, a dash, N/A, "$undefined", NaN, JavaScript's largest safe integer ..."""
    if value is None:
        return True
    if isinstance(value, str):
        return (text := value.strip().casefold()) in _MISSING or text == _UNRANKED
    if isinstance(value, float):
        return not math.isfinite(value) or abs(value) == MAX_SAFE_INTEGER
    return isinstance(value, int) and (abs(value) == MAX_SAFE_INTEGER or value.bit_length() > 1023)  # beyond every float


def margin(value: Any) -> int | float | None:
    """The margin of error that a cell states beside its figure: "1,432 ± 5" -> 5, "1432 +5/-4" -> 5 (the wider side); None: none."""
    found = _MARGIN.search(value.translate(_FULL_WIDTH).replace("*", "")) if isinstance(value, str) and len(value) <= 200 else None
    return max((n for n in map(number, found.groups()) if n is not None), default=None) if found else None


def pair(value: Any) -> bool:
    """Whether a cell holds two figures of which neither is the cell's: "$0.30 / $1.20", "178/225", "**~$3** / **$15**"."""
    return isinstance(value, str) and len(value) <= 200 and _PAIR.match(_MARKS.sub("", _unmarked(value))) is not None


def decimal_comma(cells: Iterable[Any]) -> bool:
    """Whether a body writes 8,508 for eight and a half: some figure can mean nothing else, and none shows a decimal point."""
    found = False
    for cell in cells:
        if isinstance(cell, str) and len(cell) <= 40 and (figure := _FIGURE.match(cell)):
            if _POINTED.search(figure[1]):
                return False
            found = found or _COMMAED.search(figure[1]) is not None
    return found


def _unmarked(cell: str) -> str:
    """What a cell says without its tags, entities, footnote marks, its place and what is struck out, its figures as they are typed."""
    said = html.unescape(TAG.sub("", _NOTE_MARK.sub("", _STRUCK.sub(" ", cell)))).translate(_MARKED_FIGURES).strip()
    return _PLACE.sub("", said)


def number(value: Any, *, comma: bool = False) -> int | float | None:
    """The number in a cell, or None: "$4.50" -> 4.5, "84.06%" -> 84.06, "1m" -> 1000000, "32,205" -> 32205, "1.234,5" -> 1234.5.

    `comma`: a comma is the decimal mark and a point groups, as in the whole body (`decimal_comma`): "8,508" -> 8.508. A bool is no
    number; a cell with a second, different number beside the first ("$5 / $25") gives the first.
    """
    if missing(value) or isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return value
    plain, scale = (str(value), 1) if isinstance(value, Decimal) else _written(value, comma=comma)
    try:
        parsed = float(plain) if scale == 1 else float(Decimal(plain) * scale)  # 4.044K is 4044
    except (ValueError, InvalidOperation):
        return None
    if not math.isfinite(parsed) or abs(parsed) == MAX_SAFE_INTEGER:
        return None
    whole = "." not in plain and "e" not in plain.lower()
    return round(parsed) if whole or (scale > 1 and parsed.is_integer()) else parsed


def _written(cell: Any, *, comma: bool) -> tuple[str, int]:
    """The figure of a cell of text as float() reads it, and by what it is multiplied where it is written short; ("", 1) for none."""
    text = cell if isinstance(cell, str) and len(cell) <= 200 else ""
    if text.isascii() and text.replace(".", "", 1).isdigit() and text[-1] != "." and not comma:
        return text, 1  # as programs write it
    text = _unmarked(text)
    found = _NUMBER.search(text)
    if found is None or missing(text.partition(" ")[0]):  # "- (+1.2)": no value, and something about it
        return "", 1
    if re.search(r"[A-Za-z]", text[: found.start()]) or _DATED.match(text, found.start()):
        return "", 1
    plain = _plain(found.group().replace(".", "").replace(",", ".") if comma else found.group()) or ""
    suffix = _SUFFIX.match(text, found.end())
    return plain, _SCALE[suffix[1].lower()] if suffix and suffix[1] else 1


def _plain(figure: str) -> str | None:
    """A figure with grouping marks and either decimal mark -> what float() reads."""
    figure = re.sub(_GAPS, "", figure).replace("−", "-")
    mantissa, e, exponent = figure.partition("e") if "e" in figure else figure.partition("E")
    comma, dot = mantissa.rfind(","), mantissa.rfind(".")
    if comma >= 0 and dot >= 0:
        mantissa = mantissa.replace(",", "") if dot > comma else mantissa.replace(".", "").replace(",", ".")
    elif comma >= 0:
        groups = mantissa.lstrip("+-").split(",")
        grouped = len(groups[0]) <= 3 and groups[0] not in ("", "0") and all(len(g) == 3 for g in groups[1:])
        mantissa = mantissa.replace(",", "") if grouped or len(groups) > 2 else mantissa.replace(",", ".")
    elif mantissa.count(".") > 1:
        mantissa = mantissa.replace(".", "")
    return mantissa + e + exponent if any(c.isdigit() for c in mantissa) else None


def decimal(value: Any, *, comma: bool = False) -> Decimal | None:
    """As `number`, exact: the decimal digits as written. JSON floats by their shortest text. Negative prices are no prices."""
    if missing(value) or isinstance(value, bool):
        return None
    plain, scale = (str(value), 1) if isinstance(value, Decimal | int | float) else _written(value, comma=comma)
    try:
        exact = Decimal(plain) if scale == 1 else Decimal(plain) * scale
    except InvalidOperation:
        return None
    if not exact.is_finite() or exact.is_signed() or exact > Decimal("1e12") or (exact != 0 and exact < Decimal("1e-18")):
        return None
    return exact


def in_other_money(value: Any) -> bool:
    """Whether the first figure of a cell is in another currency than the dollar: "€0.92", "6.5 CNY"; not "$0.28 (¥2)"."""
    found = _MONEY.search(value) if isinstance(value, str) and len(value) <= 200 else None
    return found is not None and found[1] is None


def token_unit(value: Any) -> Decimal | None:
    """What brings a price to a million tokens where it states its unit: "$0.30/M" -> 1, "$0.002 per 1K tokens" -> 1000; else None."""
    found = _TOKEN_UNIT.search(value) if isinstance(value, str) and len(value) <= 200 else None
    return None if found is None else Decimal(1) if found[1] in "mM" else Decimal(1000)


def shortest(value: Decimal) -> Decimal:
    """`value` without trailing zeros and without an exponent."""
    value = value.normalize()
    exponent = value.as_tuple().exponent
    return value.quantize(Decimal(1)) if isinstance(exponent, int) and exponent > 0 else value


def boolean(value: Any) -> bool | None:
    """True, False or None of a cell that holds a JSON boolean or a word for one."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        return {"true": True, "yes": True, "是": True, "✓": True, "✅": True, "false": False, "no": False, "否": False}.get(
            TAG.sub("", value).strip().casefold()
        )
    return None


def day(value: Any) -> date | None:
    """The date of a cell: ISO date or time stamp, Unix seconds or milliseconds, flight's "$D2025-...", "5 May 2026", "May 5, 2026".

    05/06/2026 is no date: nothing is guessed.
    """
    if missing(value) or isinstance(value, bool):
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        if isinstance(value, int | float):
            seconds = value / 1000 if value > 1e11 else value
            return datetime.fromtimestamp(seconds, UTC).date() if _FIRST_DAY < seconds < _LAST_DAY else None
        text = str(value).strip().removeprefix("$D")
        if found := _YEAR_FIRST.match(text) or re.fullmatch(r"(20\d\d)(\d\d)(\d\d)", text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if re.fullmatch(r"\d{10}|\d{13}", text):
            return day(int(text))
        if (found := _DAY_MONTH.match(text)) or (found := _MONTH_DAY.match(text)):
            month = _MONTHS.get(found["month"][:3].casefold())
            return date(int(found["year"]), month, int(found["day"])) if month else None
        return None
    except (ValueError, OverflowError, OSError):
        return None


def unlinked(text: str) -> str:
    """`text` with what Markdown's links say in place of them, and without its images."""
    return _MARKDOWN_LINK.sub(r"\1", _MARKDOWN_IMAGE.sub(" ", text))


def name(value: Any) -> str | None:
    """A name without tags, entities, Markdown's links and marks, medals, a number before it and footnote marks; None: nothing readable."""
    if not isinstance(value, str) or (missing(value) and value.strip().casefold() not in _NAMES):
        return None
    text = _IMAGE.sub(r"\2", html.unescape(html.unescape(value[:2000])))
    text = unlinked(TAG.sub(" ", _NOTE_MARK.sub(" ", text)))
    text = _COUNTED.sub("", clean_line(_ORNAMENT.sub(" ", text)).strip("* "))
    if marked := _MARKED.match(text):
        text = marked[2].strip()
    if quoted := _QUOTED.match(text):
        text = next(part for part in quoted.groups() if part).strip()
    text = _HYPHEN.sub("-", _WIDE_WORD.sub(lambda word: word[0].translate(_FULL_WIDTH), text))
    text = _NEW.sub("", _FOOTNOTE.sub("", _SEE_NOTE.sub("", _TRAILING_NOTE.sub("", text))).strip())
    return text[:300] if any(c.isalnum() for c in text) else None


def country(value: Any) -> str | None:
    """ISO 3166-1 alpha-2 in capitals, when the cell is such a code, begins with its flag or names one country, once or for each of many."""
    if not isinstance(value, str) or len(value) > 400:
        return None
    if flag := _FLAG.match(value):
        return "".join(chr(ord(letter) - 0x1F1E6 + ord("A")) for letter in flag[1])
    text = name(value) or ""
    if re.fullmatch(r"[A-Za-z]{2}", text):
        return "GB" if text.upper() == "UK" else text.upper()
    codes = {country_code(part) for part in re.split(r"[,;]", text)}
    return codes.pop() if len(codes) == 1 else None
