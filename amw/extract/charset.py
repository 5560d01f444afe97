"""Bytes of a page to text, the way browsers decide it: BOM, transport header, <meta> in the first bytes, then detection.

Labels and their meanings follow the WHATWG Encoding Standard (https://encoding.spec.whatwg.org/#names-and-labels): "iso-8859-1" is
windows-1252, "gb2312" is gb18030, and so on. A declaration that the bytes contradict is overruled.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from ahocorasick_rs import BytesAhoCorasick
from charset_normalizer import from_bytes

_CONTENT_TYPE = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
SAMPLE = 3_000  # characters from the first sign of a doubled encoding
LABEL = 80  # characters of a charset's name; the longest known one has 45
PRESCAN = 4096  # bytes searched for <meta charset>; the standard says 1024, pages in the wild declare later
META = 210  # bytes before "charset" in which its tag begins
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w:.-]{2,40})""", re.IGNORECASE)
_XML = re.compile(rb"""^\s{0,99}<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}["']([\w:.-]{2,40})""", re.IGNORECASE)
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_WHATWG = {
    "iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "l1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252",
    "iso8859-1": "cp1252",
    "windows-1252": "cp1252", "x-cp1252": "cp1252", "iso-8859-9": "cp1254", "latin5": "cp1254", "iso-8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "shift_jis": "cp932", "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932", "windows-31j": "cp932", "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "ksc5601": "cp949", "big5": "big5hkscs",
    "x-x-big5": "big5hkscs",
    "utf8": "utf-8", "unicode-1-1-utf-8": "utf-8", "x-euc-jp": "euc_jp", "iso-8859-8-i": "iso8859_8", "windows-874": "cp874",
}  # fmt: skip
_NO_CHARSETS = frozenset(
    "utf-7 idna punycode unicode_escape raw_unicode_escape undefined unicode-escape raw-unicode-escape mbcs oem".split()
)
_DETECTABLE = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "gb18030", "cp932", "euc_jp", "cp949", "big5hkscs", "koi8_r",
    "iso8859_2"
]  # fmt: skip
# A UTF-8 sequence of two to four bytes that was read as windows-1252 or latin-1.
_HIGH = (
    "\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014"
    "\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122"
)
_DOUBLED = re.compile(f"[\u00c2-\u00df][{_HIGH}]|[\u00e0-\u00ef][{_HIGH}]{{2}}|[\u00f0-\u00f4][{_HIGH}]{{3}}")
_SIGNS = BytesAhoCorasick([sign.encode() for sign in ("Ã", "Â", "â€", "â\x80")])  # of which a doubled page has one; "â" alone is French
WINDOW = 200_000  # bytes in which they are looked for at once, of which pages that have none are one or two
_ACCENTED = re.compile("[\u00c0-\u024f]")
_BLANK = bytes([ord(" ")] * 0x80 + [*range(0x80, 0x100)])  # makes all of ASCII spaces, which no sequence holds


def charset_of(content_type: str | None) -> str | None:
    """The charset that a Content-Type header names, None where it names none."""
    found = _CONTENT_TYPE.search(content_type or "")
    return found[1] if found else None


def codec(label: str | None) -> str | None:
    """The Python codec for a charset label as browsers understand it, or None for an unknown label."""
    return _codec(label) if label and len(label) <= LABEL else None


@lru_cache(maxsize=256)
def _codec(label: str) -> str | None:
    name = label.strip().strip("\"'").lower()
    name = _WHATWG.get(name, name)
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    return info.name if getattr(info, "_is_text_encoding", True) and info.name not in _NO_CHARSETS else None


def decode(body: bytes, header: str | None = None) -> tuple[str, str]:
    """(text, how): the decoded page and "<source>:<codec>" with source bom | header | meta | detected | repaired. Never raises."""
    text, how, _ = _decide(body, header)
    return text, how


def in_utf8(body: bytes, header: str | None = None) -> tuple[bytes, str]:
    """The page as `decode` understands it, but in UTF-8: what already is, is not copied."""
    text, how, same = _decide(body, header)
    return body if same else text.encode("utf-8", "replace"), how


def _decide(body: bytes, header: str | None) -> tuple[str, str, bool]:
    """(text, how, whether `body` is that text in UTF-8)."""
    for bom, marked in _BOMS:
        if body.startswith(bom):
            return body[len(bom) :].decode(marked, "replace"), f"bom:{marked}", False
    utf8 = _strict(body, "utf-8")
    names: list[str] = []
    for source, name in _declared(body, header):
        if name is None:
            continue
        names.append(name)
        if utf8 is not None and not name.startswith("iso2022"):  # which spells all letters in ASCII
            if name == "utf-8" or body.isascii():
                return _undouble(utf8, body, f"{source}:{name}")
            if not name.startswith("utf-16"):
                return _undouble(utf8, body, "repaired:utf-8")  # valid multi-byte UTF-8 is not an accident
        text = _strict(body, name)
        if text is not None:
            return text, f"{source}:{name}", False
    if utf8 is not None:
        return _undouble(utf8, body, "detected:utf-8")
    return *_mostly(body, names), False


def _declared(body: bytes, header: str | None) -> Iterator[tuple[str, str | None]]:
    """(where it is said, which codec): what the transport header says, then what the page does, looked for when it is asked for."""
    yield "header", codec(header)
    start = body[:PRESCAN]
    at = start.lower().find(b"charset")
    match = _META.search(start, max(0, at - META)) if at >= 0 else None
    match = match or _XML.search(body[:256])
    meta = codec(match[1].decode("ascii", "replace")) if match else None
    # A <meta> that could be read as ASCII cannot be in UTF-16: browsers take UTF-8 there.
    yield "meta", "utf-8" if meta and meta.startswith("utf-16") else meta


def _strict(body: bytes, name: str) -> str | None:
    try:
        return body.decode(name)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None


def _mostly(body: bytes, declared: list[str]) -> tuple[str, str]:
    """A page with some broken bytes: what was declared if it is nearly right, else what the bytes look like."""
    high = sum(1 for b in body[:200_000] if b >= 0x80) or 1
    for name in [*declared, "utf-8"]:
        text = body.decode(name, "replace")
        if text[:200_000].count("\ufffd") <= 0.05 * high + 2:
            return text, f"declared:{name}"
    start = next((i for i, b in enumerate(body) if b >= 0x80), 0)
    best = from_bytes(body[max(0, start - 500) : start + 8000], cp_isolation=_DETECTABLE, steps=3, chunk_size=512).best()
    name = best.encoding if best is not None else "cp1252"
    return body.decode(name, "replace"), f"detected:{name}"


def _undouble(text: str, body: bytes, how: str) -> tuple[str, str, bool]:
    """`text` with one layer of UTF-8-read-as-windows-1252 taken off, where nearly all its accented letters are part of such sequences."""
    first = -1 if body.isascii() else _first_sign(body)
    if first < 0:
        return text, how, True
    start = len(body[:first].decode("utf-8"))
    # Nearly every page is told by a sample of its letters, several times faster than by all.
    if not _is_doubled(text[start : start + SAMPLE], 12):
        return text, how, True
    letters = b" ".join(body.translate(_BLANK).split()).decode("utf-8")
    if not _is_doubled(letters, 2) or len([*islice(_DOUBLED.finditer(letters), 5)]) < 5:
        return text, how, True
    return _DOUBLED.sub(lambda match: _once(match[0]), text), how, False


def _first_sign(body: bytes) -> int:
    """Where the first sign of a doubled encoding stands, -1 for none."""
    whole = memoryview(body)
    for start in range(0, len(body), WINDOW):
        if found := _SIGNS.find_matches_as_indexes(whole[start : start + WINDOW + 4]):
            return start + found[0][1]
    return -1


def _is_doubled(text: str, others: int) -> bool:
    """Whether but for `others` and a fifth nearly all accented letters of `text` are part of such sequences."""
    return _ACCENTED.subn("", text)[1] <= 1.25 * _DOUBLED.subn("", text)[1] + others  # counts without a list of them


@lru_cache(maxsize=4_096)
def _once(letter: str) -> str:
    """The letter that was taken for several, remembered: a page has hundreds of the same."""
    raw = b"".join(c.encode("latin-1") if ord(c) < 0x100 else c.encode("cp1252") for c in letter)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return letter
