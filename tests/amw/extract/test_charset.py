"""Which charset a page is read in: BOM, header, meta, detection, and repair where a declaration lies."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amw.extract.charset import WINDOW, codec, decode, in_utf8

GERMAN = "Die Straße führt über die Brücke, sagte der Künstler. Größe, Maß und Übermut. " * 8
CHINESE = "这家公司在周一表示，新模型的回答速度更快，价格更低。" * 20
JAPANESE = "同社は月曜日、新しいモデルは速く、安く、必要なチップも少ないと発表した。" * 20
RUSSIAN = "Компания сообщила в понедельник, что новая модель отвечает быстрее и стоит дешевле. " * 8


@pytest.mark.parametrize(
    ("text", "encoding", "meta"),
    [
        (GERMAN, "cp1252", "iso-8859-1"),
        (CHINESE, "gb18030", "gb2312"),
        (JAPANESE, "cp932", "Shift_JIS"),
        (JAPANESE, "euc_jp", "euc-jp"),
        (JAPANESE, "iso2022_jp", "iso-2022-jp"),
        (RUSSIAN, "cp1251", "windows-1251"),
        (RUSSIAN, "koi8_r", "koi8-r"),
    ],
)
def test_meta_decides(text: str, encoding: str, meta: str) -> None:
    page = f'<html><head><meta charset="{meta}"></head><body>{text}</body></html>'.encode(encoding)
    found, how = decode(page)
    assert text in found
    assert how.startswith("meta:")
    assert decode(page.replace(b"<meta charset", b"<meta x"), meta)[1].startswith("header:")


@pytest.mark.parametrize(("text", "encoding"), [(CHINESE, "gb18030"), (JAPANESE, "cp932"), (RUSSIAN, "cp1251")])
def test_detection_without_declaration(text: str, encoding: str) -> None:
    found, how = decode(f"<html><body><p>{text}</p></body></html>".encode(encoding))
    assert how.startswith("detected:")
    assert text[:20] in found


def test_a_header_that_lies_is_overruled() -> None:
    found, how = decode(f"<html><body>{GERMAN}</body></html>".encode(), "iso-8859-1")
    assert GERMAN in found
    assert how == "repaired:utf-8"


def test_utf8_that_calls_itself_a_charset_of_escapes_is_read_all_the_same() -> None:
    assert JAPANESE in decode(f"<meta charset=iso-2022-jp><body>{JAPANESE}".encode())[0]


def test_utf8_that_is_not() -> None:
    found, _ = decode(f'<meta charset="utf-8"><body>{CHINESE}'.encode("gb18030"))
    assert CHINESE[:10] in found


def test_some_broken_bytes_do_not_change_the_charset() -> None:
    page = f'<meta charset="utf-8"><body>{CHINESE}'.encode()
    found, _ = decode(page + b"\xff" + page)
    assert CHINESE[:10] in found and found.count("\ufffd") == 1


def test_doubly_encoded_text_is_repaired() -> None:
    text = "It’s “easy” – isn’t it? The café’s naïve owner doesn’t think so. " * 5
    twice = text.encode().decode("cp1252", "ignore")
    assert "It’s" in decode(f'<meta charset="utf-8">{twice}'.encode())[0]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_bom_wins(encoding: str) -> None:
    found, how = decode(f'<meta charset="iso-8859-1">{GERMAN}'.encode(encoding), "windows-1251")
    assert GERMAN in found
    assert how.startswith("bom:")


def test_labels_mean_what_browsers_mean() -> None:
    assert codec("latin1") == "cp1252"
    assert codec(" UTF8 ") == "utf-8"
    assert codec("gb2312") == "gb18030"
    assert codec("nonsense") is None
    assert codec("base64") is None


@given(st.binary(max_size=500), st.sampled_from([None, "utf-8", "gb2312", "utf-16", "nonsense", "rot13", "idna"]))
def test_never_raises(body: bytes, header: str | None) -> None:
    text, how = decode(body, header)
    assert isinstance(text, str) and ":" in how
    assert in_utf8(body, header) == (text.encode("utf-8", "replace"), how)


@given(st.text(max_size=200), st.sampled_from(["utf-8", "cp1252", "gb18030", "utf-16"]))
def test_a_page_in_utf8_is_the_page_decoded(text: str, encoding: str) -> None:
    body = text.encode(encoding, "replace")
    assert in_utf8(body, encoding)[0] == decode(body, encoding)[0].encode("utf-8", "replace")


def test_a_page_encoded_twice_is_in_utf8_once() -> None:
    twice = "Fran\u00c3\u00a7ais, \u00c3\u00a9t\u00c3\u00a9 et no\u00c3\u00abl \u00c3\u00a0 nouveau".encode()
    assert in_utf8(twice)[0] == "Fran\u00e7ais, \u00e9t\u00e9 et no\u00ebl \u00e0 nouveau".encode()


@pytest.mark.parametrize("before", [WINDOW - 2, WINDOW - 1, WINDOW, 3 * WINDOW])
def test_the_first_sign_of_a_page_encoded_twice_may_stand_anywhere(before: int) -> None:
    twice = " \u00e2\u20ac\u2122".encode() * 6
    assert in_utf8(b"x" * before + twice)[0] == b"x" * before + " \u2019".encode() * 6


def test_a_few_letters_encoded_twice_on_a_page_with_others_stay() -> None:
    page = ("caf\u00e9, na\u00efve, r\u00f4le; " * 9 + "it\u00e2\u20ac\u2122s").encode()
    assert in_utf8(page)[0] == page
