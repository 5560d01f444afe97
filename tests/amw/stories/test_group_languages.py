"""Reports in two languages of one script tell one event by names, figures, days and a list of words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pairing import TABLE, view

from amw.stories import StoryIndex
from amw.stories.languages import LANGUAGES, NUMBER_OF, language_of
from amw.stories.lexicon import meaning, plain, words_abroad
from amw.stories.other_languages import read
from amw.stories.score import ABROAD, ACROSS, TITLED, kind_of, pair_scores
from amw.stories.terms import DATE, FOREIGN, KEY, NUMBER, key_of, terms_of
from amw.stories.vetoes import told_apart


def foreign(text: str, language: str) -> set[int]:
    return {t & KEY for t in read(text, NUMBER_OF[language])[0] if t >> 32 == FOREIGN}


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        ("Northwind lève dix millions pour ses robots", None, "fr"), ("Der Konzern hat die Zahlen nicht genannt", None, "de"),
        ("Spółka pozyskała środki na rozwój", None, "pl"), ("Şirket yatırım aldığını açıkladı", None, "tr"),
        ("Компания привлекла средства", None, "ru"), ("أعلنت الشركة عن نموذج جديد", None, "ar"),
        ("The company raised money for its robots", None, "en"), ("Northwind Robotics Series B", None, "en"), ("", None, "en"),
        ("Northwind Robotics Series B", "fr-CA", "fr"), ("Northwind lève dix millions pour ses robots", "en", "en"),
        ("Northwind lève dix millions pour ses robots", "xx", "fr"), ("Bolaget har tagit in pengar", "sv", "en"),
        ("人工智能公司发布新模型", "fr", "zh"), ("Northwind raises money", "zh", "en"), ("Northwind raises money", "", "en"),
    ],
)  # fmt: skip
def test_the_language_of_a_text(text: str, declared: str | None, language: str) -> None:
    assert LANGUAGES[language_of(text, declared)] == language


@pytest.mark.parametrize(
    ("language", "text", "english"),
    [
        ("fr", "plus de 10 milliards de dollars", "10 billion"), ("fr", "5 Mds $", "5bn"), ("fr", "13 M€", "13M"),
        ("fr", "84\u202f350 $", "84,350"),
        ("fr", "3,5 % de hausse", "3.5%"), ("de", "2,5 Mrd. Euro", "2.5 billion"), ("de", "1.250.000 Euro", "1,250,000"),
        ("es", "3.500 millones de dólares", "3.5 billion"), ("es", "2 mil millones", "2 billion"), ("it", "40 milioni", "40 million"),
        ("pt", "1,2 bilhão", "1.2 billion"), ("nl", "7,5 miljoen", "7.5 million"), ("pl", "120 mln zł", "120 million"),
        ("tr", "500 milyon dolar", "500 million"), ("ru", "5 млрд долларов", "5 billion"), ("ko", "12억5000만달러", "1.25 billion"),
        ("ko", "150조원", "150 trillion"), ("fr", "1,234,567 utilisateurs", "1,234,567"), ("fr", "version 1.2.3", "1.2.3"),
        ("fr", "1,234,567.50", "1,234,567.50"),
    ],
)  # fmt: skip
def test_a_figure_is_the_same_number_in_every_language(language: str, text: str, english: str) -> None:
    figures = [t for t in read(text, NUMBER_OF[language])[0] if t >> 32 == NUMBER]
    assert figures == [t for t in terms_of(english) if t >> 32 == NUMBER] != []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "le 14 décembre"),
        ("de", "am 14. Dezember"),
        ("es", "el 14 de diciembre"),
        ("pl", "14 grudnia"),
        ("tr", "14 Aralık"),
        ("ru", "14 декабря"),
    ],
)
def test_a_day_is_the_same_in_every_language(language: str, text: str) -> None:
    dates = [t for t in read(text, NUMBER_OF[language])[0] if t >> 32 == DATE]
    assert dates == [t for t in terms_of("December 14") if t >> 32 == DATE] != []


@given(st.sampled_from(range(len(LANGUAGES))), st.text(alphabet=st.sampled_from("0123456789., %$€\u202f٣lL'mMdnäß억만月")) | st.text())
def test_no_text_is_too_odd_for_any_language(language: int, text: str) -> None:
    assert all(0 < t < 1 << 35 for t in read(text, language)[0])


def test_what_is_no_day_of_a_month_is_none() -> None:
    assert not [t for t in read("99 mars 0 mars 2026 mars", NUMBER_OF["fr"])[0] if t >> 32 == DATE]


def test_words_of_the_list_are_met_in_english() -> None:
    assert key_of("court") in foreign("Das Gericht entschied", "de")
    assert key_of("court") in foreign("Le tribunal a tranché", "fr")
    assert key_of("layoff") in foreign("직원 감원에 나선다", "ko")
    assert not foreign("Le zèbre", "fr")
    assert not foreign("Das Gericht entschied", "en")


def test_the_longest_beginning_of_a_word_counts_and_short_ones_are_whole_words() -> None:
    french = NUMBER_OF["fr"]
    assert meaning("or", french) == ("gold",)
    assert meaning("orage", french) == ("storm",)
    assert not meaning("ordre", french)
    assert not meaning(plain("lancinantissimement"), french), "more than five letters beyond its beginning"


def test_every_line_of_the_list_has_a_column_for_each_language() -> None:
    for code in ("fr", "de", "es", "it", "pt", "nl", "pl", "tr", "ru", "ko"):
        words = words_abroad(NUMBER_OF[code])
        assert len(words) > 250, code
        assert all(english.isascii() for meant in words.values() for english in meant), code
    assert not words_abroad(NUMBER_OF["ar"])


def test_forms_of_a_word_are_one_where_a_language_inflects() -> None:
    polish = NUMBER_OF["pl"]
    assert read("kosmetycznego", polish) == read("kosmetycznych", polish)


NORTHWIND = {
    "en": (
        "Northwind Robotics raises $120 million to build warehouse robots in Rotterdam",
        "Northwind Robotics said on Monday it raised $120 million in a funding round led by Alder Capital. The startup will open a "
        "factory in Rotterdam and wants to ship 4,500 robots a year, its founder Marta Lindqvist said.",
    ),
    "fr": (
        "Northwind Robotics lève 120 millions de dollars pour une usine de robots à Rotterdam",
        "La start-up Northwind Robotics a levé 120 millions de dollars auprès d’Alder Capital. Elle va ouvrir une usine à Rotterdam et "
        "veut livrer 4 500 robots par an, selon sa fondatrice Marta Lindqvist.",
    ),
    "de": (
        "Northwind Robotics sammelt 120 Millionen Dollar für Roboterfabrik in Rotterdam ein",
        "Das Start-up Northwind Robotics hat in einer Finanzierung unter Führung von Alder Capital 120 Millionen Dollar erhalten. In "
        "Rotterdam entsteht eine Fabrik für 4.500 Roboter im Jahr, sagte Gründerin Marta Lindqvist.",
    ),
    "pl": (
        "Northwind Robotics pozyskało 120 mln dolarów na fabrykę robotów w Rotterdam",
        "Start-up Northwind Robotics pozyskał 120 mln dolarów od funduszu Alder Capital. Nowa fabryka w Rotterdamie ma dostarczać 4500 "
        "robotów rocznie, mówi założycielka Marta Lindqvist.",
    ),
}  # fmt: skip
LAWSUIT = {
    "fr": (
        "Northwind Robotics poursuivi en justice par un ancien employé",
        "Un ancien salarié accuse Northwind Robotics de licenciement abusif devant un tribunal de Lyon. L’avocat du plaignant réclame "
        "80 000 euros.",
    ),
}  # fmt: skip


def stories(*reports: tuple[str, tuple[str, str]], source: str = "outlet {}") -> list[int | None]:
    index, start = StoryIndex(), datetime(2026, 3, 18, tzinfo=UTC)
    return [
        index.add(
            str(n), title=title, text=text, published_at=start + timedelta(hours=5 * n), language=language, source=source.format(n),
            companies=("northwind-robotics",), event="lawsuit" if (title, text) in LAWSUIT.values() else "funding",
        ).story_id
        for n, (language, (title, text)) in enumerate(reports)
    ]  # fmt: skip


@pytest.mark.parametrize("other", ["fr", "de", "pl"])
def test_one_event_in_two_languages_of_one_script_is_one_story(other: str) -> None:
    for first, second in (("en", other), (other, "en")):
        one, two = stories((first, NORTHWIND[first]), (second, NORTHWIND[second]))
        assert one == two


def test_another_event_of_the_company_in_another_language_is_another_story() -> None:
    one, two = stories(("en", NORTHWIND["en"]), ("fr", LAWSUIT["fr"]))
    assert one != two


def test_an_outlet_that_translates_itself_tells_one_story() -> None:
    one, two = stories(("en", NORTHWIND["en"]), ("fr", NORTHWIND["fr"]), source="one outlet")
    assert one == two


def test_two_languages_are_a_kind_of_their_own_alike_either_way_round() -> None:
    english, french, german = (view(*NORTHWIND[code], language=code) for code in ("en", "fr", "de"))
    chinese = view("北风机器人融资1.2亿美元")
    assert kind_of(english, french) == kind_of(french, german) == ABROAD
    assert kind_of(french, french) == TITLED
    assert kind_of(french, chinese) == ACROSS
    for one, two in ((english, french), (french, german)):
        assert pair_scores(one, [two], TABLE) == pytest.approx(pair_scores(two, [one], TABLE))


@pytest.mark.parametrize(
    ("french", "other", "facts", "apart"),
    [
        ("Le tribunal de la ville a tranché", "City court decides", {}, True),
        ("Le tribunal de la ville a tranché", "법원이 결정했다", {}, True),
        ("Le tribunal condamne 4 500 conducteurs", "Court fines 4,500 drivers", {}, False),
        ("Le tribunal donne raison à Tessera", "Court finds for Tessera", {}, False),
        ("Le maire Henderson a démissionné", "亨德森辞职", {}, False),
        ("Le tribunal de la ville a tranché", "City court decides", {"companies": ("tessera",)}, False),
        ("Le tribunal de la ville a tranché", "City court decides", {"models": ("tessera/arm-2",)}, False),
        ("Le tribunal de la ville a tranché", "City court decides", {"amounts": [("other", 2e9)]}, False),
        ("Le tribunal de la ville a tranché", "Le maire de Lyon a démissionné hier", {}, False),
    ],
)
def test_everyday_words_alone_join_no_two_languages(french: str, other: str, facts: dict[str, Any], apart: bool) -> None:
    assert told_apart(view(french, language="fr", **facts), view(other, **facts), TABLE) is apart
