"""Small pure verbs on text: make it storable, fold it for matching, count it for reading; numbers and times as people say them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

# C0/C1 controls but tab and newline, lone surrogates, non-characters: Postgres refuses some of them, readers need none.
_UNSTORABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# Joiners go where they join nothing: between letters of some scripts and in emoji they are spelling. One set first: a search skips to it.
_INVISIBLE = re.compile(
    r"[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff](?:(?<![\u200c\u200d])|(?<!\S.)[\u200c\u200d]*(?!\S))"
)
_CJK = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af\U00020000-\U0003134f]")
_CJK_RUN = re.compile(f"{_CJK.pattern}+")
_NO_CJK_LEAD = bytes({*range(256)} - {*range(0xE3, 0xEE), 0xEF, 0xF0})  # bytes that no CJK character begins with in UTF-8
_EDGES = (" ", "\n")  # what clean text neither begins nor ends with
_FOLDED = re.compile(r"\w+")
_PLAIN = bytes([0x0A, *range(0x20, 0x7F)])  # newline and the printable characters of ASCII

LONG = 200  # characters from which a text is looked at as bytes

WORDS_A_MINUTE = 238  # silent reading of English non-fiction, Brysbaert 2019, doi:10.1016/j.jml.2019.104047
CJK_CHARACTERS_A_MINUTE = 500  # Chinese 260 characters x 1.9 as read on screens; rounded as Medium does for CJK


def storable(value: str) -> str:
    """`value` without the characters that a UTF-8 Postgres column refuses or that no reader can see the use of.

    NUL, other control characters but tab and newline, lone surrogates and non-characters go; everything else stays.
    """
    if not is_storable(value):
        value = value.replace("\r\n", "\n").replace("\r", "\n")
        value = _UNSTORABLE.sub("", value)
    return value


def is_storable(value: str) -> bool:
    """Whether `storable` leaves `value` as it is."""
    # The first test is ten times faster than the second.
    return is_printable(value) or _UNSTORABLE.search(value) is None


def is_printable(value: str) -> bool:
    """Whether all of `value` but its newlines is printable, as `str.isprintable` says."""
    if len(value) < LONG:
        return value.replace("\n", "").isprintable()
    # Bytes are passed over many times faster than characters: of those that print, only others than ASCII are asked about.
    rest = value.encode("utf-8", "surrogatepass").translate(None, _PLAIN)
    return rest.decode("utf-8", "surrogatepass").isprintable()


def clean_line(value: str) -> str:
    """One line of readable text: storable, NFC, invisible marks gone, white space runs to one space."""
    return " ".join(visible(value).split())


def clean_text(value: str) -> str:
    """Readable paragraphs: as `clean_line` within a line, and exactly one newline between paragraphs."""
    value, printable = _visible(value)
    # A text is cleaned where it is found and again where it is taken in.
    if printable and _is_spaced_singly(value):
        return value
    lines = [" ".join(line.split()) for line in value.split("\n")]
    return "\n".join([line for line in lines if line])


def _is_spaced_singly(value: str) -> bool:
    """Whether a text in which all but newlines prints has one space or newline between two words, and none elsewhere: of all white space,
    only the space is printable."""
    # From the right, for which Python takes two thirds of the time.
    return value[:1] not in _EDGES and value[-1:] not in _EDGES and value.replace("\n", " ").rfind("  ") < 0


def visible(value: str) -> str:
    """Storable, NFC, invisible marks gone; ASCII has neither marks nor other forms."""
    return _visible(value)[0]


def _visible(value: str) -> tuple[str, bool]:
    """(as `visible`, whether it is sure that nothing in it but newlines is unprintable)."""
    printable = is_printable(value)
    if not printable:
        value = storable(value)
    if value.isascii():
        return value, printable
    if not unicodedata.is_normalized("NFC", value):
        value, printable = storable(unicodedata.normalize("NFC", value)), False
    return (value if printable else _INVISIBLE.sub("", value)), printable


def lowered(text: str) -> str:
    """`text` in lower case with every character at its offset, even where full lower-casing would lengthen it."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower()[0] for c in text)


def fold(value: str) -> str:
    """A key for comparing texts: NFKC, case, diacritics, punctuation and spaces folded to single spaces between words."""
    if value.isascii():
        return " ".join(_FOLDED.findall(value.lower().replace("_", " ")))
    value = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", value).casefold())
    value = "".join(c for c in value if not unicodedata.combining(c))
    return " ".join(_FOLDED.findall(unicodedata.normalize("NFC", value).replace("_", " ")))


def cjk_share(value: str) -> float:
    """The share (0..1) of CJK characters among the non-space characters of `value`; 0 for none."""
    if value.isascii():
        return 0.0
    found = len(_CJK.findall(value))
    return found / len("".join(value.split())) if found else 0.0


def weigh(value: str, sample: int = 400) -> float:
    """The length of `value` in characters of an alphabet: a CJK character, by their share in the first `sample`, says as much as three."""
    return (1 + 2 * cjk_share(value[:sample])) * len(value)


def reading_minutes(value: str) -> int:
    """Whole minutes an adult needs to read `value`, at least 1: words at 238 a minute, CJK characters at 500 a minute."""
    latin, characters = value, 0
    if value.encode("utf-8", "replace").translate(None, _NO_CJK_LEAD) and (characters := len(_CJK.findall(value))):
        latin = _CJK_RUN.sub(" ", value)
    return max(1, round(_count_words(latin) / WORDS_A_MINUTE + characters / CJK_CHARACTERS_A_MINUTE))


def _count_words(value: str) -> int:
    """How many words white space parts; of a clean text, in a quarter of the time that making them takes."""
    if value and is_printable(value) and _is_spaced_singly(value):
        return value.count(" ") + value.count("\n") + 1
    return len(value.split())


def as_read(article: Mapping[str, Any]) -> str:
    """What spans of a stored article count in: title, newline, and the text, the lead where no text is known."""
    return f"{article['title']}\n{article['text'] or article['lead'] or ''}"


def counted(number: int, noun: str, *, form: str = "") -> str:
    """(1, "report") -> "1 report", (2, "report") -> "2 reports"; the number in `form`, a format such as ","."""
    return f"{number:{form}} {noun}{'s' * (number != 1)}"


def ago(moment: datetime | None, now: datetime, *, date: str = "%-d %b %Y") -> str:
    """How long ago in the shortest words: 5m ago, 17h ago, 2d ago, 1w ago; the `date` (UTC) beyond eight weeks and in the future."""
    if moment is None:
        return "no date"
    age = now - moment
    if age < timedelta(minutes=-5) or age >= timedelta(weeks=8):
        return moment.astimezone(UTC).strftime(date)
    if age < timedelta(minutes=1):
        return "just now"
    if age < timedelta(hours=1):
        return f"{age // timedelta(minutes=1)}m ago"
    if age < timedelta(days=1):
        return f"{age // timedelta(hours=1)}h ago"
    return f"{age.days}d ago" if age < timedelta(weeks=1) else f"{age.days // 7}w ago"


def ordinal(number: int) -> str:
    """1 -> "1st", 11 -> "11th", 22 -> "22nd"."""
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
