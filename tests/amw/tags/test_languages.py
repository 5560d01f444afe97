"""What happened, told in German, French, Japanese, Korean and Chinese: terse headlines, some with a lead, of every kind of event; and
in a dozen other languages.
"""

from __future__ import annotations

import collections
from pathlib import Path

import pytest

from amw.companies import Companies
from amw.tags import tag_article

CLOSELY_READ = {"de", "fr", "ja", "ko", "zh"}


def test_events_are_read_in_every_language() -> None:
    companies = Companies.load()
    right, told, wrong = collections.Counter[str](), collections.Counter[str](), []
    for line in (Path(__file__).parent / "headlines.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        language, event, title, *lead = line.split("\t")
        text = "".join(lead)
        tags = tag_article(title, text, companies.find(f"{title}\n{text}", title=title), language)
        language = language if language in CLOSELY_READ else "abroad"
        told[language] += 1
        right[language] += tags.event == event
        wrong += [(title, event, tags.event)] if tags.event != event else []
    assert set(told) == {*CLOSELY_READ, "abroad"}
    assert all(right[language] >= 0.85 * told[language] for language in told), wrong


@pytest.mark.parametrize(
    ("title", "text", "event"),
    [
        ("Un'IA rileva i tumori prima dei medici", "Lo studio esce oggi.", "acquisition"),
        ("Debiut nowego asystenta AI w aplikacji banku", "", "ipo"),
        ("Akcje spółek AI spadły, giełda na minusie", "", "ipo"),
        ("Искусственный интеллект поможет выбрать диван", "Сервис доступен всем.", "lawsuit"),
        ("Разработчик ИИ закончил испытания", "", "regulation"),
        ("Yapay Zekâ Zirvesi İzmir'de toplandı", "", "ranking"),
        ("Sự kiện AI khai mạc tại Huế", "", "lawsuit"),
        ("ChatGPT ya deja a los usuarios elegir la voz", "", "earnings"),
        ("टाइटेनियम फ्रेम पर एआई कैमरा", "", "regulation"),
    ],
)
def test_words_that_mean_other_things_are_no_event(title: str, text: str, event: str) -> None:
    tags = tag_article(title, text, [], None)
    assert tags.relevant and tags.event != event


@pytest.mark.parametrize(
    ("title", "segment"),
    [
        ("تطبيق جديد بالذكاء الاصطناعي", "healthcare"),
        ("Thị trường AI tăng nhanh", "education"),
        ("Агентство проверило ИИ", "ai_agents"),
        ("O que faz a desenvolvedora de IA", "developer_tools"),
    ],
)
def test_words_within_others_are_of_no_segment(title: str, segment: str) -> None:
    tags = tag_article(title, "", [], None)
    assert tags.relevant and tags.segment != segment


def test_hindi_words_begin_where_a_word_begins() -> None:
    assert tag_article("प्राचीन मंदिर का एआई मॉडल", "", [], "hi").countries == ()
    assert tag_article("चीन की एआई कंपनी", "", [], "hi").countries == ("CN",)


def test_of_the_market_is_what_writes_the_abbreviation_in_capitals() -> None:
    assert tag_article("Regali ai bambini", "La spesa scende.", [], "it").relevant is False
    assert tag_article("J'ai couru le marathon", "Un récit.", [], "fr").relevant is False
    assert tag_article("L'AI entra in corsia", "La usano due ospedali.", [], "it").relevant
    assert tag_article("للذكاء الاصطناعي مقر في عمّان", "", [], "ar").relevant


@pytest.mark.parametrize(
    ("title", "field", "tag"),
    [
        ("Ring maker's AI minds livestock", "segment", "agriculture"),
        ("Einzelhandel wartet auf KI", "segment", "retail"),
        ("L'IA des agriculteurs", "segment", "agriculture"),
        ("保险公司的AI", "segment", "insurance"),
        ("零售业的AI", "segment", "retail"),
        ("AI lab goes public", "event", "ipo"),
        ("Debt financing for an AI campus", "event", "funding"),
        ("AI新興、50人を解雇", "event", "personnel"),
        ("AI 업체 피소", "event", "lawsuit"),
    ],
)
def test_plain_words_of_the_field_tell_by_themselves(title: str, field: str, tag: str) -> None:
    assert getattr(tag_article(title, "", [], None), field) == tag
