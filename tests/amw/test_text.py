"""Texts made storable, readable and comparable."""

from hypothesis import given
from hypothesis import strategies as st

from amw.text import (
    CJK_CHARACTERS_A_MINUTE,
    LONG,
    WORDS_A_MINUTE,
    cjk_share,
    clean_line,
    clean_text,
    counted,
    fold,
    is_printable,
    reading_minutes,
)

ASCII = st.text(st.characters(max_codepoint=127), max_size=80)


@given(ASCII)
def test_ascii_goes_the_short_way_to_the_same_end(text: str) -> None:
    assert fold(f"{text} é") == f"{fold(text)} e".strip()
    assert clean_line(f"{text} é") == f"{clean_line(text)} é".strip()
    assert clean_text(f"{text}\né") == f"{clean_text(text)}\né".strip()


@given(st.text(st.characters(), max_size=12))
def test_a_long_text_is_as_printable_as_a_short_one(text: str) -> None:
    assert is_printable(text + "x" * LONG) == is_printable(text) == text.replace("\n", "").isprintable()


@given(st.text(st.sampled_from(" \n\tab\u00a0\u00e9\u200b\u3000"), max_size=12))
def test_a_text_is_its_clean_lines(text: str) -> None:
    assert clean_text(text) == "\n".join(line for part in text.split("\n") if (line := clean_line(part)))


@given(st.text(max_size=80))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean_line(clean_line(text)) == clean_line(text)
    assert clean_text(clean_text(text)) == clean_text(text)


@given(
    st.lists(
        st.sampled_from(["word", "l’été", "\n", "  ", "\u00a0", "\u200b", "人工", "ひらがな", "기사", "🙂", "€", "豈", "𠀀"]), max_size=40
    )
)
def test_reading_takes_what_words_and_characters_take(parts: list[str]) -> None:
    text = " ".join(parts) * 50
    characters = sum(c in "人工ひらがな기사豈𠀀" for c in text)
    words = "".join(" " if c in "人工ひらがな기사豈𠀀" else c for c in text).split()
    assert reading_minutes(text) == max(1, round(len(words) / WORDS_A_MINUTE + characters / CJK_CHARACTERS_A_MINUTE))


def test_shares() -> None:
    assert cjk_share("") == cjk_share("abc") == 0.0
    assert cjk_share("新 a") == 0.5


def test_a_number_has_its_noun() -> None:
    assert [counted(number, "report") for number in (0, 1, 2, 1500)] == ["0 reports", "1 report", "2 reports", "1500 reports"]
    assert counted(1500, "report", form=",") == "1,500 reports"
