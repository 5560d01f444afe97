"""Terms: what two reports of one event share in spite of style, number format and language."""

from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from runaway import no_runaway

from amw.stories.lexicon import chinese_words, concepts_of, stem
from amw.stories.terms import DATE, KEY, NAME, NUMBER, SOUND, WEAK_NUMBER, key_of, terms_of

WORD = st.text(st.sampled_from("abcdefgABC"), min_size=1, max_size=60)


def keys(text: str, *kinds: int) -> set[int]:
    return {t & KEY for t in terms_of(text) if not kinds or t >> 32 in kinds}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("$500M", "500 million dollars"),
        ("raises $7.4B", "raised 7.4 billion"),
        ("1,600 jobs", "1600 jobs"),
        ("融资5亿美元", "a round of 500 million"),
        ("26.5%", "up 26.5 %"),
    ],
)
def test_a_number_is_one_number_in_every_spelling(one: str, other: str) -> None:
    assert keys(one, NUMBER) == keys(other, NUMBER) != set()


def test_small_numbers_and_years_are_weak() -> None:
    assert keys("3 things in 2026", NUMBER) == set()
    assert len(keys("3 things in 2026", WEAK_NUMBER)) == 2


def test_days_are_the_same_in_english_and_chinese() -> None:
    assert keys("on Dec. 14", DATE) == keys("14 December", DATE) == keys("12月14日", DATE) != set()


def test_days_are_found_wherever_their_months_stand() -> None:
    filling = " said the maker of small robots " * 5
    text = f"May 5 -{filling}on (14 December) and{filling}since June 7 million have seen what opens Oct. 30"
    assert keys(text, DATE) == keys("May 5", DATE) | keys("14 December", DATE) | keys("Oct. 30", DATE)
    assert len(keys(text, DATE)) == 3


@given(WORD, st.sampled_from(["{}.", '"{}",', "({})", "-{}-", "{}:!?", "[{}];"]))
def test_punctuation_around_a_word_is_no_part_of_it(word: str, around: str) -> None:
    assert terms_of(around.format(word)) == terms_of(word)


@pytest.mark.parametrize(
    "words", ["launch launches launched launching", "company companies", "robotaxi robotaxis", "trade traded trading trades"]
)
def test_forms_of_a_word_share_a_stem(words: str) -> None:
    assert len({stem(word) for word in words.split()}) == 1


def test_a_country_and_its_people_are_one_name() -> None:
    assert keys("the U.S. and the Chinese") & keys("American chips, China") == {key_of(stem("america")), key_of(stem("china"))}
    assert keys("they told us") == keys("they told")


def test_joined_names_can_be_found_by_their_parts() -> None:
    whole, parts = keys("NemoClaw", NAME), keys("nemo claw")
    assert whole and parts < keys("NemoClaw")


def test_concepts_hold_across_languages() -> None:
    assert concepts_of(stem("sues")) == concepts_of("起诉") == ("lawsuit",)
    assert keys("起诉") & keys("a lawsuit") == {key_of("~lawsuit")}


def test_chinese_words_are_found_longest_first() -> None:
    assert chinese_words("英伟达发布人工智能芯片") == [stem(w) for w in ("nvidia", "release", "launch", "ai", "chip")]
    assert chinese_words("强化学习") == [stem(w) for w in ("reinforcement", "learning")]  # not 化学, chemistry
    assert chinese_words("如果阿里巴巴") == ["alibaba"]


def test_every_line_of_the_word_list_can_be_found_and_stands_once() -> None:
    lines = files("amw.stories").joinpath("chinese_english.txt").read_text("utf-8").splitlines()[1:]
    words = [line.partition(" ")[0] for line in lines]
    assert len(set(words)) == len(words) > 2_000
    assert all(chinese_words(word) for word in words)


@given(st.text(max_size=300))
def test_any_text_has_terms_of_a_known_kind(text: str) -> None:
    assert all(0 <= t >> 32 <= SOUND for t in terms_of(text))


@pytest.mark.parametrize("text", ["1" * 100_000, "1,1" * 40_000, "A." * 50_000, "a'" * 50_000, "中" * 50_000, "9." * 50_000, " %" * 50_000])
def test_hostile_text_costs_little(text: str) -> None:
    with no_runaway():
        terms_of(text)
