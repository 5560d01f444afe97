"""What events, titles over texts and titles told again say of a pair."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from amw.stories import Document, StoryIndex, sign
from amw.stories.score import FEATURES, View, cosine, features, pair_scores
from amw.stories.statistics import Statistics

TABLE = Statistics().table
TEXT = "Alder Labs opens a data centre near Oslo in spring, it said, with room for forty engineers and their machines."
RETOLD = "In spring a hall of computers opens outside of Oslo, where Alder Labs wants to employ forty engineers, it said on Monday."


def view(title: str, text: str = "", **facts: Any) -> View:
    return View(sign(Document(doc_id=title, title=title, text=text, **facts)), TABLE)


def found(one: View, two: View) -> dict[str, float]:
    values = features(one, two, TABLE, *cosine(one, two, TABLE))
    assert values == pytest.approx(features(two, one, TABLE, *cosine(two, one, TABLE)))
    return dict(zip(FEATURES, values, strict=True))


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


def test_a_packed_report_tells_its_event() -> None:
    signature = sign(Document(doc_id="a", title="Alder Labs raises $40 million", text=TEXT, event="funding"))
    assert View.packed(signature.to_bytes()).event == signature.event != 0


def test_one_event_speaks_for_a_pair_and_two_against_it() -> None:
    def score(one: str | None, two: str | None) -> float:
        own, other = view("Alder Labs to build near Oslo", TEXT, event=one), view("Oslo gets Alder Labs hall", RETOLD, event=two)
        return pair_scores(own, [other], TABLE)[0]

    assert score("infrastructure", "personnel") < score("infrastructure", None) < score("infrastructure", "infrastructure")


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
