"""Numbers as the press writes them: digits with either separator, scale words of fifteen languages, CJK units.

All patterns have bounded repetitions, so the time on any input is linear in its length.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

LARGEST = Decimal(10) ** 16  # ten quadrillion: above the world's wealth in any major currency; more is a mistake

SCALES: dict[str, Decimal] = {
    **dict.fromkeys(("k", "thousand", "thousands", "tausend", "mille", "mil", "mila", "tsd", "tsd."), Decimal(10) ** 3),
    **dict.fromkeys(("m", "mm", "mn", "mi", "mln", "mio", "mio.", "million", "millions", "millionen"), Decimal(10) ** 6),
    **dict.fromkeys(("b", "bn", "bi", "bln", "billion", "billions", "mrd", "mrd.", "md", "mds", "milliard", "milliards"), Decimal(10) ** 9),
    **dict.fromkeys(("milliarde", "milliarden", "g"), Decimal(10) ** 9),
    **dict.fromkeys(("t", "tn", "trn", "trillion", "trillions", "billionen"), Decimal(10) ** 12),
    **dict.fromkeys(("lakh", "lakhs", "लाख"), Decimal(10) ** 5),
    **dict.fromkeys("millón millones milione milioni milhão milhões miljoen miljon miljoner milyon".split(), Decimal(10) ** 6),
    **dict.fromkeys("milion miliony milionów milionami milionů".split(), Decimal(10) ** 6),
    **dict.fromkeys("млн миллион миллиона миллионов милион милиона مليون triệu juta".split(), Decimal(10) ** 6),
    **dict.fromkeys(("crore", "crores", "cr", "करोड़", "करोड़"), Decimal(10) ** 7),
    **dict.fromkeys(
        "mld miliard miliardy miliarda miliardů miliardów miliardo miliardi bilhão bilhões miljard miljarder milyar miliar".split(),
        Decimal(10) ** 9,
    ),
    **dict.fromkeys(
        ("mil millones", "mil milhões", *"млрд миллиард миллиарда миллиардов милиард милиарда مليار अरब tỷ".split()), Decimal(10) ** 9
    ),
    **dict.fromkeys("billón billones biliões trilione trilioni trilhão trilhões biljon biljoner biljoen".split(), Decimal(10) ** 12),
    **dict.fromkeys("трлн трилион трилиона trilyon triliun تريليون".split(), Decimal(10) ** 12),
    **dict.fromkeys(("lakh crore", "lakh crores"), Decimal(10) ** 12),
}
# Words for a million where points group the thousands: "$40.000 millones" are forty billion.
POINTED = frozenset(
    "millionen millón millones milione milioni milhão milhões miljoen miljon miljoner milyon milion miliony milionów triệu juta".split()
)
_SIGNS = {"tsd.", "mio.", "mrd."}
_LONG = [s for s in SCALES if (len(s.rstrip(".")) > 2 or not s.isascii()) and s not in _SIGNS]
_WORDS = "|".join(map(re.escape, sorted(_LONG, key=len, reverse=True)))
# Words may stand apart and in any case; one- and two-letter signs stand at the figure, or apart in capitals.
_SPELLED = rf"(?i:(?:tsd|mio|mrd|mln|bln|trn)\b\.?|(?:{_WORDS})(?!\w))"  # a dot belongs to an abbreviation, not to a word
_ABBREVIATED = r"(?:MM|Mn|mn|Bn|bn|BN|Tn|tn|Mds?\.|Mds?|[MBTK]|[Cc]r)(?![A-Za-z])|(?:mi|bi)(?![A-Za-z-])"
SCALE = rf"(?:[\s-]{{0,2}}(?:{_SPELLED}|{_ABBREVIATED})|(?:mm|[mbtk])(?![A-Za-z]))"

CJK_UNITS: dict[str, Decimal] = {
    **dict.fromkeys("十拾십", Decimal(10)),
    **dict.fromkeys("百백", Decimal(100)),
    **dict.fromkeys("千천仟", Decimal(1000)),
    **dict.fromkeys("万萬만", Decimal(10) ** 4),
    **dict.fromkeys("億亿억", Decimal(10) ** 8),
    **dict.fromkeys("兆조", Decimal(10) ** 12),
}
CJK_DIGITS = {c: Decimal(i) for i, group in enumerate(("〇零", "一", "二两兩", "三", "四", "五", "六", "七", "八", "九")) for c in group}
_UNITS = "".join(CJK_UNITS)

DIGITS = r"(?:\d{1,2}(?:,\d{2}){1,4},\d{3}(?!\d)|\d{1,3}(?:[,.'’\u00a0\u202f ]\d{3}){1,5}(?:[.,]\d{1,4})?(?!\d)|\d{1,18}(?:[.,]\d{1,8})?)"
CJK_NUMBER = rf"(?:(?:\d{{1,9}}(?:,\d{{3}}){{0,4}}(?:[.．・]\d{{1,6}})?\s?[{_UNITS}]{{1,3}}여?\s?){{1,4}}(?:\d{{1,4}}(?:,\d{{3}})?)?)"
_ONES = "一二两兩三四五六七八九十"
CJK_WORDS = rf"(?:(?:[{_ONES}][{_ONES}百千]{{0,6}}(?:[点點][〇零{_ONES}]{{1,3}})?[{_UNITS}]{{0,2}}[万萬亿億兆]){{1,3}})"

_CJK_PART = re.compile(rf"(\d[\d,]*(?:[.．・]\d+)?)\s?([{_UNITS}]*)")
_CJK_POINTS = str.maketrans("．・", "..", ",")
_COMMA_GROUPS = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}")  # the second as India writes "1,50,000"
_DOT_GROUPS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_GROUP_SPACES = re.compile(r"['’\u00a0\u202f ]")


def read_digits(figure: str, scale: str = "", *, comma_decimal: bool) -> Decimal | None:
    """The value of `figure` ("1,234.5", "2,1", "10 000") times `scale`, a word that `SCALE` matches; `comma_decimal` for German and French
    spelling. None if it is none, or more than there is."""
    figure = _GROUP_SPACES.sub("", figure)
    if comma_decimal:
        if _DOT_GROUPS.fullmatch(figure.split(",")[0]) and not figure.startswith("0"):
            figure = figure.replace(".", "")
        figure = figure.replace(",", ".")
    elif _COMMA_GROUPS.fullmatch(figure.split(".")[0]):
        figure = figure.replace(",", "")
    elif "," in figure and "." in figure and figure.rindex(",") > figure.rindex("."):
        figure = figure.replace(".", "").replace(",", ".")
    else:
        figure = figure.replace(",", ".")
    return times(_decimal(figure), scale)


def read_cjk(figure: str) -> Decimal | None:
    """The value of "1억2500만", "13조900억", "1.5万亿", "15만9000": parts are summed, units inside a part multiplied."""
    total = Decimal(0)
    for digits, units in _CJK_PART.findall(figure):
        part = _decimal(digits.translate(_CJK_POINTS))
        if part is None:
            return None
        for unit in units:
            part *= CJK_UNITS[unit]
        total += part
    return times(total)


def read_cjk_words(figure: str) -> Decimal | None:
    """The value of Chinese and Japanese numerals with a unit: "三亿" 3e8, "两千万" 2e7, "一亿五千万" 1.5e8, "两点三亿" 2.3e8."""
    total, section, digit, place = Decimal(0), Decimal(0), Decimal(0), Decimal(0)
    for c in figure:
        if c in "点點":
            place = Decimal(1)
        elif c in CJK_DIGITS:
            place /= 10
            digit = digit + CJK_DIGITS[c] * place if place else CJK_DIGITS[c]
        elif CJK_UNITS[c] < 10_000:
            section += (digit or Decimal(1)) * CJK_UNITS[c]
            digit = place = Decimal(0)
        else:
            whole = section + digit
            total = (total + whole) * CJK_UNITS[c] if total and not whole else total + (whole or Decimal(1)) * CJK_UNITS[c]
            section = digit = place = Decimal(0)
    return times(total + section + digit)


def times(value: Decimal | None, scale: str = "") -> Decimal | None:
    """`value` times a scale word that `SCALE` matches ("bn", "Milliarden", "lakh crore"), without the zeros that multiplying leaves behind:
    7400000000, not 7400000000.0. None for none, and for more than there is."""
    key = re.sub(r"[\s-]+", " ", scale).strip().lower()
    factor = SCALES.get(key) or SCALES.get(key.rstrip("."), Decimal(1))
    if value is None or (value := value * factor) > LARGEST:
        return None
    return value.to_integral_value() if value == value.to_integral_value() else value.normalize()


def _decimal(figure: str) -> Decimal | None:
    try:
        return Decimal(figure)
    except InvalidOperation:
        return None
