"""What events, titles over texts and titles told again say of a pair."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from pairing import TABLE, found, view

from amw.stories import Document, StoryIndex, sign
from amw.stories.score import TOLD, pair_scores

TEXT = "Alder Labs opens a data centre near Oslo in spring, it said, with room for forty engineers and their machines."
RETOLD = "In spring a hall of computers opens outside of Oslo, where Alder Labs wants to employ forty engineers, it said on Monday."


@pytest.mark.parametrize(
    ("one", "two", "shared", "apart"),
    [
        ("funding", "funding", 1.0, 0.0), ("funding", "pricing", 0.0, 1.0), ("pricing", "model_release", 0.0, 0.0),
        ("other", "other", 0.0, 0.0), ("opinion", "funding", 0.0, 0.0), (None, None, 0.0, 0.0), ("funding", None, 0.0, 0.0),
    ],
)  # fmt: skip
def test_events_of_a_pair(one: str | None, two: str | None, shared: float, apart: float) -> None:
    facts = found(view("Alder Labs in the news", event=one), view("News of Alder Labs", event=two))
    assert (facts["events_shared"], facts["events_apart"]) == (shared, apart)


def test_one_event_speaks_for_a_pair_and_two_against_it() -> None:
    def score(one: str | None, two: str | None) -> float:
        own, other = view("Alder Labs to build near Oslo", TEXT, event=one), view("Oslo gets Alder Labs hall", RETOLD, event=two)
        return pair_scores(own, [other], TABLE)[0]

    assert score("infrastructure", "personnel") < score("infrastructure", None) < score("infrastructure", "infrastructure")


def test_titles_that_the_other_report_tells_speak_for_a_pair() -> None:
    one, told, untold = view("Engineers for a hall", TEXT), view("Oslo data centre opens", RETOLD), view("Skiers wait for snow", RETOLD)
    assert found(one, told)["titles_told"] > found(one, untold)["titles_told"]
    assert found(view("Engineers for a hall"), view("Oslo data centre opens"))["titles_told"] == 0.0  # headlines alone say nothing of it
    same = found(view("Oslo data centre opens", TEXT), view("Oslo data centre opens", TEXT))["titles_told"]
    assert 0.0 < same < 1 - TOLD  # a short title counts less


def test_two_kinds_of_event_part_reports_only_where_their_titles_share_little_more_than_a_name() -> None:
    index, at = StoryIndex(), datetime(2026, 5, 22, 8, tzinfo=UTC)
    first, alike, unlike = (
        index.add(title, title=title, text=text, published_at=at, event=event, source=title).story_id
        for title, text, event in (
            ("Alder Labs opens data centre near Oslo in spring", TEXT, "infrastructure"),
            ("Alder Labs opens data centre near Oslo, hires forty", TEXT, "personnel"),
            ("Alder names a new chief", TEXT, "lawsuit"),
        )
    )
    assert first == alike != unlike


def test_words_that_titles_share_count_where_texts_stand_behind_them() -> None:
    alike = found(view("Alder Labs opens data centre near Oslo", TEXT), view("Alder Labs data centre opens near Oslo", RETOLD))
    unlike = found(view("Forty jobs for the north", TEXT), view("Alder Labs opens data centre near Oslo", RETOLD))
    assert alike["titles_met"] > 0 > unlike["titles_met"]
    bare = found(view("Alder Labs opens data centre near Oslo"), view("Alder Labs data centre opens near Oslo", RETOLD))
    assert bare["titles_met"] == 0.0


def test_a_title_told_again_is_no_text() -> None:
    title = "Alder Labs opens data centre near Oslo"
    again, alone = sign(Document(doc_id="a", title=title, text=f" {title.upper()}\n")), sign(Document(doc_id="b", title=title))
    assert again.length == 0
    assert again._replace(doc_id="b", digest=0) == alone._replace(digest=0)
    assert found(view(title, title), view("Oslo gets a data centre of Alder Labs", RETOLD))["untold"] == 1.0
    assert found(view(title, TEXT), view("Oslo gets a data centre of Alder Labs", RETOLD))["untold"] == 0.0


def test_korean_pairs_have_a_constant() -> None:
    korean = view("한빛소프트, 병원용 음성 기록 서비스 출시"), view("한빛소프트 병원용 서비스 공개")
    assert found(*korean)["korean"] == 1.0
    assert found(view("Alder Labs opens"), view("Alder Labs closes"))["korean"] == 0.0


@pytest.mark.parametrize("title", ["Will Alder Labs find forty engineers near Oslo?", "How to get work at Alder Labs near Oslo"])
def test_a_packed_report_tells_whether_it_asks_or_teaches(title: str) -> None:
    for text in (TEXT, "奥斯陆将建数据中心", "오슬로에 데이터 센터가 들어선다"):
        signature = sign(Document(doc_id="", title=title, text=text))
        assert (signature.asks, signature.teaches) == (title.endswith("?"), not title.endswith("?"))
        assert type(signature).from_bytes("", signature.to_bytes()) == signature


@pytest.mark.parametrize(
    ("title", "text", "event", "told"),
    [
        ("Alder Labs to build near Oslo", RETOLD, None, 0.0), ("Can Alder Labs build near Oslo?", RETOLD, None, 1.0),
        ("Can Alder Labs build near Oslo?", "", None, 0.0), ("Alder Labs near Oslo", RETOLD, "opinion", 1.0),
        ("How to find work at Alder Labs near Oslo", "", None, 1.0),
    ],
)  # fmt: skip
def test_a_comment_speaks_against_a_pair(title: str, text: str, event: str | None, told: float) -> None:
    assert found(view("Alder Labs opens data centre near Oslo", TEXT), view(title, text, event=event))["commentary"] == told


def test_one_company_speaks_for_a_pair_whose_texts_are_known() -> None:
    def shared(one: tuple[str, ...], two: tuple[str, ...], text: str = RETOLD) -> float:
        return found(view("Alder Labs near Oslo", TEXT, companies=one), view("Oslo gets a hall", text, companies=two))["one_party"]

    assert shared(("alder",), ("alder",)) == 1.0
    assert shared(("alder",), ("alder", "birch")) == 0.5
    assert shared(("alder",), ("birch",)) == shared(("alder",), ()) == shared(("alder",), ("alder",), "") == 0.0


def test_each_day_after_the_second_speaks_against_a_pair() -> None:
    at = datetime(2026, 5, 22, 8, tzinfo=UTC)
    first = view("Alder Labs opens data centre near Oslo", TEXT, published_at=at)
    later = [view("Oslo gets Alder Labs hall", RETOLD, published_at=at + timedelta(days=days)) for days in (1, 2, 3, 12, 20)]
    assert [found(first, other)["late"] for other in later] == [0.0, 0.0, 1.0, 10.0, 10.0]
    assert found(first, view("Oslo gets Alder Labs hall", RETOLD))["late"] == 0.0
    scores = pair_scores(first, later[1:4], TABLE)
    assert scores == sorted(scores, reverse=True) and scores[0] > scores[-1]


OPENING = (
    "Alder Labs opens a data centre near Oslo in spring, it said on Monday, with room for forty engineers and the machines that they train "
    "models on. The hall at Lillestrom draws its power from two rivers and cost the company nine hundred million kroner. Its mayor, Kari "
    "Nygaard, called it the largest building of the town since the paper mill closed."
)
LOOKING_BACK = (
    "It is less than a week since Alder Labs promised a data centre near Oslo for the spring. Forty engineers shall work in the hall at "
    "Lillestrom and train models there; nine hundred million kroner is the price, and two rivers give the power. No building of the town "
    "has been as large since its paper mill closed, in the words of mayor Kari Nygaard."
)


@pytest.mark.parametrize(
    ("title", "text", "days", "together"),
    [
        ("Alder hires finance chief from shipping firm", LOOKING_BACK, 5, False),
        ("Anglers sue over warm water", LOOKING_BACK, 5, False),
        ("Alder hires finance chief from shipping firm", LOOKING_BACK, 0.5, True),  # another outlet's words for the day's news
        ("Lillestrom gets a hall for forty engineers", LOOKING_BACK, 5, True),  # the earlier report tells that
        ("Alder Labs to open data centre near Oslo, mayor glad", LOOKING_BACK, 5, True),
        ("A gift to the north", OPENING, 5, True),  # the same text under a headline of another's own
        ("Alder hires finance chief from shipping firm", "", 5, False),
    ],
)
def test_a_report_that_looks_back_days_later_is_another_story(title: str, text: str, days: float, together: bool) -> None:
    index, at = StoryIndex(), datetime(2026, 5, 18, 8, tzinfo=UTC)
    facts = {"event": "infrastructure", "companies": ("alder",)}
    told = index.add("a", title="Alder Labs opens data centre near Oslo", text=OPENING, published_at=at, source="wire", **facts)
    later = index.add("b", title=title, text=text, published_at=at + timedelta(days=days), source="daily", **facts)
    assert (later.story_id == told.story_id) is together
