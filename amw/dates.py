"""Reading one date out of one string, in the notations that web pages and feeds use.

ISO 8601 (also sloppy), RFC 2822, Unix times, numeric dates of all orders, month names of some thirty languages, Chinese, Japanese
and Korean dates, and "3 hours ago" where `now` is known. Nothing is guessed: a numeric date whose order stays open is None.
"""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone

EARLIEST_YEAR = 1990  # the web's first pages; older years in metadata are epoch or template defaults
MAX_LENGTH = 200  # characters; a date is short, a longer value is prose and only its beginning is read

_ISO = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<s>[-/.]?)(?P<m>0[1-9]|1[0-2]|[1-9](?=[-/.]))(?P=s)(?P<d>0[1-9]|[12]\d|3[01]|[1-9](?!\d))"
    r"(?:(?:T|t|\s{1,3}|\s*,\s*|-(?=\d\d:))(?P<time>\d[\d:.,]{1,24}\s{0,2}.{0,40}))?(?!\d)"
)
# What machines write, read several times faster than by the patterns below.
_MACHINE = re.compile(r"(?:19|20)\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)?", re.ASCII)
_STAMP = re.compile(r"20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?", re.ASCII)
_TIME = re.compile(
    r"(?P<h>[01]?\d|2[0-4])(?:[hH时時시点]|[:.](?=\s?[0-5]\d(?!\d)))(?:\s?(?P<mi>[0-5]\d)(?!\d)[分분]?)?(?:[:.](?P<s>[0-5]\d)(?:[.,](?P<f>\d{1,9}))?)?"
    r"\s{0,2}(?P<ap>[aApP]\.?\s?[mM]\b\.?)?"
)
_BEFORE_TIME = re.compile(r"(?<![\dvV])(?<!\d\.)", re.ASCII)  # asked here, since a pattern that begins with it takes half as long again
_TIME_AP = re.compile(r"(?<!\d)(?P<h>1[0-2]|0?[1-9])\s?(?P<ap>[aApP]\.?[mM]\b\.?)")
_COMPACT_TIME = re.compile(r"(?P<h>[01]\d|2[0-3])(?P<mi>[0-5]\d)(?P<s>[0-5]\d)?(?!\d)")
_OFFSET = re.compile(
    r"(?:(?P<z>Z)\b|(?:UTC|GMT)?\s?(?P<sign>[+\-−])(?P<h>0\d|1[0-4])\s?:?(?P<m>[0-5]\d)(?!\d)|(?:UTC|GMT)\s?(?P<sign2>[+\-−])(?P<h2>\d{1,2})\b)"
)
_NUMERIC = re.compile(r"(?<![\d/.:-])(?P<a>\d{1,2})\s?(?P<s>[-/.])\s?(?P<b>\d{1,2})\s?(?P=s)\s?(?P<y>(?:19|20)\d\d|\d\d(?=\s|$|,|T))(?!\d)")
_CJK = re.compile(
    r"(?P<y>(?:19|20)\d\d)(?:\s?[年년]|\.(?=\s))\s?(?P<m>1[0-2]|0?[1-9])(?:\s?[月월]|\.(?=\s))\s?"
    r"(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)\s?[日일号號.]?"
)
# Vowels of Hindi, Bengali and Thai, which are no letters.
_SIGNS = "\u0900-\u0903\u093a-\u094f\u0980-\u0983\u09bc-\u09cd\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_DAY_FIRST = re.compile(
    r"(?<![\d:])(?P<d>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th|er|º|ª|\.|-?[oa]|일)?[\s,./-]{0,3}(?:de\s|of\s|da\s|di\s|d'|ב)?\s?"
    rf"(?P<m>(?:(?![\d_])[\w{_SIGNS}]){{3,14}}|[^\W\d_]{{1,4}}\.|[\u0600-\u06ff\u0900-\u09ff]{{2}})\.?"
    r"[\s,./'’-]{0,3}(?:de\s|del\s|of\s|г\.?\s|พศ\.?\s?)?\s?(?P<y>(?:19|20)\d\d)(?!\d)"
)
_MONTH_FIRST = re.compile(
    r"(?<![^\W\d_])(?P<m>[^\W\d_]{3,14})\.?[\s/-]{0,3}(?P<d>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\s?,?\.?[\s/-]{0,3}(?P<y>(?:19|20)\d\d)(?!\d)"
)
_MONTH_LAST_YEAR = re.compile(r"(?P<y>(?:19|20)\d\d)[.,\s/-]{1,3}(?P<m>[^\W\d_]{3,14})\.?[\s/-]{1,3}(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)")
_THAI = re.compile("[\u0e01-\u0e4e]")
_THAI_DOT = re.compile(f"(?<={_THAI.pattern})\\.(?={_THAI.pattern})")  # within a month's short name
_BUDDHIST_YEAR = re.compile(r"(?<!\d)25[3-9]\d(?!\d)")  # 543 years ahead
_VIETNAMESE = re.compile(r"(?<=\d)\s(?:tháng|năm)\s(?=\d)")  # "7 tháng 4 năm 2026"
_DIGIT_ABROAD = re.compile("[٠-٩۰-۹०-९০-৯๐-๙０-９]")  # a third of the time of any figure but 0 to 9
_EPOCH = re.compile(r"\s*(\d{10}|\d{13})(?:\.\d{1,9})?\s*")
_AGO = re.compile(r"(?P<n>\d{1,3}|an?|one|un|une|una|uno|eine[rnm]?)\s?(?P<u>[^\W\d_]{1,12})")
_AGO_MARK = re.compile(
    r"\bago\b|\bil y a\b|\bvor\b|\bhace\b|\bfa\b|\bhá\b|\bgeleden\b|\bnazad\b|назад|前|전|\bsedan\b|\bsiden\b|\btemu\b|\bönce\b", re.I
)
_WORD = re.compile(r"[^\W\d_]+")
_WEEKDAY = r"(mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs?|ur)?(?:day)?"
_WEEKDAY_BEFORE = re.compile(rf"\b{_WEEKDAY}\W{{0,3}}$", re.IGNORECASE)
_WEEKDAY_AFTER = re.compile(rf"\W{{0,3}}{_WEEKDAY}\b", re.IGNORECASE)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DIGIT = re.compile(r"\d")

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
ANY_MONTH = "|".join(MONTHS)  # for a pattern
_MONTHS_OF = """
january jan enero ene janvier janv januar jänner jän gennaio gen janeiro januari stycznia styczeń sty ledna leden januára
tammikuuta tammikuu január janvāris sausio sausis января январь янв січня січень ianuarie ian януари ιανουαρίου ιαν ιανουάριος
ocak oca siječnja sijecnja يناير ינואר जनवरी styczen styczn januarja jaanuar studzienia gener xaneiro urtarrila tháng1 มกราคม มค
জানুয়ারি کانون ژانویه جنوری
february feb febrero février fevrier févr fév febbraio fevereiro fev februar februari luty lutego února únor februára helmikuuta
helmikuu február feber vasario февраля февраль фев февр лютого лютий februarie февруари φεβρουαρίου φεβ şubat subat şub veljače
فبراير פברואר फरवरी veebruar febrer febreiro กุมภาพันธ์ กพ ফেব্রুয়ারি فوریه فروری
march mar marzo mars märz maerz mrz março marco maart mrt marts marca marzec března březen maaliskuuta maaliskuu március márc kovo
марта март мар березня березень martie μαρτίου μαρ mart ožujka مارس מרץ मार्च märts març มีนาคม มีค মার্চ maret mac مارچ
april apr abril abr avril avr aprile kwietnia kwiecień dubna duben apríla huhtikuuta huhtikuu április ápr balandžio апреля апрель
апр квітня квітень aprilie април απριλίου απρ nisan nis travnja أبريل ابريل אפריל अप्रैल aprill เมษายน เมย এপ্রিল آوریل اپریل
may mayo mai maggio mag maio mei maj maja května květen mája toukokuuta toukokuu május máj gegužės мая май травня травень μαΐου
μαϊου μαι mayıs svibnja مايو מאי मई maig พฤษภาคม พค মে مه می مئی
june jun junio juin juni giugno giu junho czerwca czerwiec června červen júna kesäkuuta kesäkuu június jún birželio июня июнь июн
червня червень iunie юни ιουνίου ιουν haziran haz lipnja يونيو יוני जून juuni juny มิถุนายน มิย জুন ژوئن جون
july jul julio juillet juil juli luglio lug julho lipca lipiec července červenec júla heinäkuuta heinäkuu július júl liepos июля
июль июл липня липень iulie юли ιουλίου ιουλ temmuz tem srpnja يوليو יולי जुलाई juuli juliol กรกฎาคม กค জুলাই ژوئیه جولائی
august aug agosto ago août aout augustus sierpnia sierpień srpna srpen augusta elokuuta elokuu augusztus rugpjūčio августа август
авг серпня серпень αυγούστου αυγ ağustos agustos ağu kolovoza أغسطس אוגוסט अगस्त agost สิงหาคม สค আগস্ট اوت اگست ogos
september sep sept septiembre setiembre septembre settembre set setembro września wrzesień září septembra syyskuuta syyskuu
szeptember szept rugsėjo сентября сентябрь сен сент вересня вересень septembrie септември σεπτεμβρίου σεπ eylül eyl rujna سبتمبر
ספטמבר सितंबर setembre กันยายน กย সেপ্টেম্বর سپتامبر ستمبر
october oct octubre octobre oktober okt ottobre ott outubro out października październik října říjen októbra lokakuuta lokakuu
október spalio октября октябрь окт жовтня жовтень octombrie октомври οκτωβρίου οκτ ekim eki listopada أكتوبر אוקטובר अक्टूबर
oktoober ตุลาคม ตค অক্টোবর اکتبر اکتوبر
november nov noviembre novembre novembro listopad listopadu novembra marraskuuta marraskuu lapkričio ноября ноябрь ноя нояб
листопада листопад noiembrie ноември νοεμβρίου νοε kasım kas studenoga studenog نوفمبر נובמבר नवंबर พฤศจิกายน พย নভেম্বর نوامبر نومبر
nopember
december dec diciembre dic décembre decembre déc dezember dez dicembre dezembro grudnia grudzień prosince prosinec decembra
joulukuuta joulukuu deszember gruodžio декабря декабрь дек грудня грудень decembrie декември δεκεμβρίου δεκ aralık ara prosinca
ديسمبر דצמבר दिसंबर detsember desembre desember des ธันวาคม ธค ডিসেম্বর دسامبر دسمبر disember
"""
_UNITS = {
    "second": 1, "seconds": 1, "sec": 1, "secs": 1, "sekunden": 1, "secondes": 1, "segundos": 1, "秒": 1, "초": 1,
    "m": 60, "min": 60, "mins": 60, "minute": 60, "minutes": 60, "minuten": 60, "minutos": 60, "minuto": 60, "minuti": 60, "minut": 60,
    "минут": 60, "分钟": 60,
    "分鐘": 60, "分": 60, "분": 60, "minuter": 60, "dakika": 60,
    "h": 3600, "hr": 3600, "hrs": 3600, "hour": 3600, "hours": 3600, "stunde": 3600, "stunden": 3600, "heure": 3600, "heures": 3600,
    "hora": 3600, "horas": 3600,
    "ore": 3600, "ora": 3600, "uur": 3600, "часов": 3600, "часа": 3600, "час": 3600, "小时": 3600, "小時": 3600, "時間": 3600, "시간": 3600,
    "timmar": 3600, "timer": 3600,
    "godzin": 3600, "godziny": 3600, "saat": 3600,
    "d": 86400, "day": 86400, "days": 86400, "tag": 86400, "tagen": 86400, "tage": 86400, "jour": 86400, "jours": 86400, "día": 86400,
    "días": 86400, "dia": 86400,
    "dias": 86400, "giorni": 86400, "giorno": 86400, "dagen": 86400, "дней": 86400, "дня": 86400, "день": 86400, "天": 86400,
    "日": 86400, "일": 86400, "dagar": 86400,
    "dage": 86400, "dni": 86400, "gün": 86400,
    "week": 604800, "weeks": 604800, "woche": 604800, "wochen": 604800, "semaine": 604800, "semaines": 604800, "semana": 604800,
    "semanas": 604800, "周": 604800, "주": 604800,
}  # fmt: skip
# Hours east of UTC. Ambiguous letters (IST, CST, BST) carry the sense that is commonest in English-language news.
_ZONES = {
    "utc": 0, "gmt": 0, "z": 0, "wet": 0, "est": -5, "edt": -4, "et": None, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8,
    "pdt": -7, "cet": 1, "cest": 2, "mez": 1,
    "mesz": 2, "bst": 1, "west": 1, "eet": 2, "eest": 3, "msk": 3, "ist": 5.5, "sgt": 8, "hkt": 8, "jst": 9, "kst": 9, "aest": 10,
    "aedt": 11, "nzst": 12, "nzdt": 13, "wib": 7,
}  # fmt: skip
_MONTH_FIRST_LANGUAGES = frozenset(("en-us", "en-ph"))
_DAY_FIRST_LANGUAGES = frozenset(
    (
        "de fr es it pt nl pl ru uk cs sk sv da no nb nn fi ro bg el tr id ms vi th hr sr sl lt lv et hu ca gl he ar fa en-gb "
        "en-au en-nz en-ie en-in en-za"
    ).split()
)


def _plain(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c)).rstrip(".")


def _month_table() -> dict[str, int]:
    table: dict[str, int] = {}
    month = 0
    starts = set(MONTHS)
    for word in _MONTHS_OF.split():
        if word in starts:
            month += 1
            starts.discard(word)
        table.setdefault(_plain(word), month)
    return table


_MONTHS = _month_table()
# Croatian and Polish/Czech share roots that name different months; the language decides.
_MONTHS_BY_LANGUAGE = {
    "hr": {"listopada": 10, "srpnja": 7, "lipnja": 6, "travnja": 4, "svibnja": 5},
    "pl": {"listopada": 11}, "uk": {"листопада": 11}, "cs": {"listopadu": 11}, "it": {"set": 9, "mar": 3}, "pt": {"mar": 3},
    "lt": {"kovo": 3},
}  # fmt: skip


def parse_date(value: str, *, now: datetime | None = None, language: str | None = None) -> datetime | None:
    """The moment `value` states, or None where it states none, an impossible one, or one that stays ambiguous.

    Aware where a zone or offset is stated,
    naive otherwise (a bare day is midnight). `language` (BCP 47) settles the order of numeric dates.
    With `now` (aware, or naive as UTC) relative times are read and anything later than `now` + 1 day is None.
    """
    if not isinstance(value, str):
        return None
    text = unicodedata.normalize("NFKC", value[:MAX_LENGTH]).strip()
    if now is None and not _DIGIT.search(text):
        return None  # only "an hour ago" is told without a digit
    if not text.isascii():
        text = _VIETNAMESE.sub(".", with_figures(text))
    language = (language or "").lower()
    if language[:2] == "th" or (not text.isascii() and _THAI.search(text)):
        text = _BUDDHIST_YEAR.sub(lambda year: str(int(year[0]) - 543), _THAI_DOT.sub("", text))
    try:
        found = _read(text, now, language)
    except (ValueError, OverflowError):
        return None
    if found is None or found.year < EARLIEST_YEAR:
        return None
    if now is not None and aware(found) > aware(now) + timedelta(days=1):
        return None
    return found


def with_figures(text: str) -> str:
    """`text` with the figures of other scripts as 0 to 9."""
    return _DIGIT_ABROAD.sub(lambda digit: str(int(digit[0])), text)


def aware(moment: datetime) -> datetime:
    """`moment`, in UTC where it tells no zone."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def as_of(text: str) -> datetime | None:
    """The moment that somebody asks for, in UTC where it names no zone; of a bare day its end, which has what came on that day."""
    found = parse_date(text)
    bare = found and not found.tzinfo and ":" not in text and (found.hour, found.minute) == (0, 0)
    return found and aware(found) + timedelta(days=1, microseconds=-1) * bool(bare)


def _read(text: str, now: datetime | None, language: str) -> datetime | None:
    if _MACHINE.fullmatch(text):
        with suppress(ValueError):  # an hour 24, a thirteenth month
            return datetime.fromisoformat(text)
    if _STAMP.fullmatch(text):
        return datetime.strptime(text.ljust(14, "0"), "%Y%m%d%H%M%S")
    if match := _EPOCH.fullmatch(text):
        number = int(match[1])
        return datetime.fromtimestamp(number / 1000 if len(match[1]) == 13 else number, UTC)
    if match := _ISO.search(text):
        day = datetime(int(match["y"]), int(match["m"]), int(match["d"]))
        return _with_time(day, match["time"] or "", iso=True) if match["time"] else _with_time(day, _around(text, match), iso=False)
    if match := _CJK.search(text):
        return _with_time(datetime(int(match["y"]), int(match["m"]), int(match["d"])), _around(text, match))
    for pattern in (_DAY_FIRST, _MONTH_FIRST, _MONTH_LAST_YEAR):
        for match in pattern.finditer(text):
            month = month_of(match["m"], language)
            if month:
                return _with_time(datetime(int(match["y"]), month, int(match["d"])), _around(text, match))
    if match := _NUMERIC.search(text):
        return _numeric(match, text, language)
    return _relative(text, now)


def _around(text: str, match: re.Match[str]) -> str:
    return text[match.end() :] + " " + text[: match.start()]


def month_of(word: str, language: str = "") -> int | None:
    """The number of a month by its name in one of some thirty languages, short or long; `language` (ISO 639-1) decides between them."""
    key = _plain(word)
    special = _MONTHS_BY_LANGUAGE.get(language[:2])
    if special and key in special:
        return special[key]
    return _MONTHS.get(key)


def _numeric(match: re.Match[str], text: str, language: str) -> datetime | None:
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    if year < 100:
        year += 2000 if year < 70 else 1900
    if first > 12 >= second:
        day, month = first, second
    elif second > 12 >= first:
        day, month = second, first
    elif first == second or match["s"] == "." or language in _DAY_FIRST_LANGUAGES or language[:2] in _DAY_FIRST_LANGUAGES:
        day, month = first, second
    elif language in _MONTH_FIRST_LANGUAGES:
        day, month = second, first
    elif weekday := _WEEKDAY_BEFORE.search(text[: match.start()]) or _WEEKDAY_AFTER.match(text[match.end() :]):
        stated = _WEEKDAYS.index(weekday[1].lower())
        fitting = [order for order in ((first, second), (second, first)) if datetime(year, order[1], order[0]).weekday() == stated]
        if len(fitting) != 1:
            return None
        day, month = fitting[0]
    else:
        return None
    return _with_time(datetime(year, month, day), _around(text, match))


def _with_time(day: datetime, text: str, *, iso: bool = False) -> datetime:
    match = _TIME.search(text)
    while match is not None and not _BEFORE_TIME.match(text, match.start()):
        match = _TIME.search(text, match.end())
    match = match or _TIME_AP.search(text) or (_COMPACT_TIME.match(text) if iso else None)
    if match is None:
        return day
    parts = match.groupdict()
    hour, minute, second = int(parts["h"]), int(parts.get("mi") or 0), int(parts.get("s") or 0)
    half = (parts.get("ap") or "").lower()
    if half.startswith("p") and hour < 12:
        hour += 12
    elif half.startswith("a") and hour == 12:
        hour = 0
    elif not half and hour < 12 and re.search("下午|午後|오후|晚上", text[: match.start()]):
        hour += 12
    micro = int((parts.get("f") or "0")[:6].ljust(6, "0"))
    if hour == 24:
        return day + timedelta(days=1)
    return day.replace(hour=hour, minute=minute, second=second, microsecond=micro, tzinfo=_zone(text[match.end() :]))


def _zone(text: str) -> timezone | None:
    match = _OFFSET.match(text.lstrip(" ([")[:16])
    if match:
        if match["z"]:
            return UTC
        hours = int(match["h"] or match["h2"])
        minutes = 60 * hours + int(match["m"] or 0)
        sign = match["sign"] or match["sign2"]
        if minutes > 14 * 60:
            return None
        return timezone(timedelta(minutes=minutes if sign == "+" else -minutes)) if minutes else UTC
    word = _WORD.match(text.lstrip(" (["))
    hours_east = _ZONES.get(word[0].lower()) if word else None
    return None if hours_east is None else timezone(timedelta(hours=hours_east)) if hours_east else UTC


def _relative(text: str, now: datetime | None) -> datetime | None:
    if now is None or len(text) > 60 or not _AGO_MARK.search(text):
        return None
    for match in _AGO.finditer(text):
        unit = match["u"].casefold().rstrip("前전")
        seconds = _UNITS.get(unit)
        if seconds:
            count = int(match["n"]) if match["n"].isdigit() else 1
            return now - timedelta(seconds=count * seconds)
    return None
