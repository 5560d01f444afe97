"""Terms: what two reports of one event share in spite of style, number format and language."""

from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from runaway import no_runaway

from amw.stories.lexicon import chinese_words, concepts_of, stem
from amw.stories.roundup import is_roundup
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


@pytest.mark.parametrize(
    "title",
    [
        "Daily AI roundup",
        "This Week in AI: agents everywhere",
        "AI Newsletter #41",
        "Chips Get Faster, Robots Learn to Walk, Courts Weigh Copyright, Schools Ban Phones",
        "AI早报：多家公司发布新模型",
        "甲公司发布新模型；乙公司完成新融资；丙公司宣布大裁员；丁公司下调价格",
        "In case you missed it: the month in machine learning",
        "Robots, chips and courts: Friday's round-up",
        "Top 10 AI stories",
        "12 headlines you should read",
        "The latest tech news",
        "What's new in July",
    ],
)
def test_round_ups_are_told_by_their_title(title: str) -> None:
    assert is_roundup(title, "")


def test_a_long_list_about_many_companies_is_a_round_up() -> None:
    text = "\n".join(f"- Company {n} presented its newest product to the public" for n in range(12))
    assert is_roundup("Notes from Monday", text, companies=12)
    assert not is_roundup("Notes from Monday", text, companies=1)


@pytest.mark.parametrize(
    "title",
    [
        "Acme raises $40M, led by Example Ventures, to build robots",
        "OpenAI, Google, Meta and Microsoft sign a pledge on safety",
        "Daily users of the assistant pass 900M",
        "Acme launches a weekly limit for its coding agent",
        "What the best robots do with news of a funding round",
        "甲公司：发布；融资；裁员；降价",
    ],
)
def test_ordinary_titles_are_no_round_ups(title: str) -> None:
    assert not is_roundup(title, "")
