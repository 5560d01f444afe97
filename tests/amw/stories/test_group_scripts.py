"""Texts written in pairs of characters are weighed among texts of their own script."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pairing import TABLE, found, view

from amw.stories import Document, StoryIndex, sign
from amw.stories.background import MASK
from amw.stories.languages import HAN, HANGUL, language_of
from amw.stories.score import ACROSS, CHINESE, TITLED, UNTITLED, kind_of, pair_scores
from amw.stories.signature import Signature, opened
from amw.stories.statistics import MARKS, Statistics
from amw.stories.terms import key_of
from amw.stories.view import View, cosine

RECORDS = (
    "한빛소프트, 병원용 음성 기록 서비스 출시",
    "한빛소프트는 병원에서 의사와 환자의 대화를 자동으로 기록하는 인공지능 서비스를 출시했다고 18일 밝혔다. 회사 관계자는 "
    "의료진의 업무 부담을 "
    "줄일 수 있을 것으로 기대한다고 말했다. 이 서비스는 국내 병원 30곳에서 시범 운영을 마쳤다.",
)
RECORDS_TOLD_AGAIN = (
    '한빛소프트 "진료 대화 자동 기록" 의료진 업무 줄인다',
    "한빛소프트가 의사와 환자의 대화를 듣고 진료 기록을 써 주는 음성 서비스를 내놨다. 국내 병원 30곳이 먼저 사용했고, "
    "내년에는 해외 병원에도 "
    "공급한다. 의료계는 기록에 쓰던 시간이 절반으로 줄었다고 평가했다.",
)
ROBOTS = (
    "두레테크, 물류 로봇 관제 플랫폼 공개",
    "두레테크는 물류센터의 로봇을 한 화면에서 관리하는 인공지능 플랫폼을 공개했다고 18일 밝혔다. 회사 관계자는 현장의 작업 "
    "속도를 높일 수 있을 "
    "것으로 기대한다고 말했다. 이 플랫폼은 창고 열두 곳에서 시험을 마쳤으며 유럽 진출도 준비한다.",
)


def placed(*stories: tuple[str, str]) -> list[int | None]:
    index, start = StoryIndex(), datetime(2026, 3, 18, tzinfo=UTC)
    return [
        index.add(str(n), title=title, text=text, published_at=start + timedelta(hours=n), source=f"outlet {n}").story_id
        for n, (title, text) in enumerate(stories)
    ]


def test_korean_reports_are_not_one_story_for_the_way_korean_reports_are_written() -> None:
    first, other, again = placed(RECORDS, ROBOTS, RECORDS_TOLD_AGAIN)
    assert again == first != other


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("OpenAI launches a model", 0), ("Préparé à l'été", 0), ("人工智能公司发布新模型", HAN), ("生成AIの新しいモデルを発表", HAN),
        ("앤트로픽, 새 모델 공개", HANGUL), ("삼성電子, 반도체 투자 확대", HANGUL), ("OpenAI hires 王", 0), ("", 0),
    ],
)  # fmt: skip
def test_the_script_of_a_text(text: str, script: int) -> None:
    assert language_of(text, "en") == script


@given(st.sampled_from(range(32)), st.booleans(), st.booleans(), st.booleans())
def test_a_packed_signature_keeps_its_language(language: int, roundup: bool, asks: bool, teaches: bool) -> None:
    body = Signature(doc_id="", language=language, roundup=roundup, asks=asks, teaches=teaches).to_bytes()
    whole = Signature.from_bytes("", body)
    assert (whole.language, whole.roundup, whole.asks, whole.teaches) == (language, roundup, asks, teaches)
    assert opened(body).language == language


@given(st.integers(1, 6), st.integers(0, 6))
def test_a_word_of_every_text_of_a_script_says_little_among_them(korean: int, english: int) -> None:
    statistics = Statistics()
    word, rare = key_of("발표"), key_of("밝혔")
    before = statistics.table.of(HANGUL).top
    statistics.fold([(word, *MARKS[HANGUL])] * korean * 50 + [(key_of("said"),)] * english * 50)
    among = statistics.table.of(HANGUL)
    assert among.top > before
    assert 0 < among.top - among.low[word & MASK] < statistics.table.top - statistics.table.low[word & MASK]
    assert among.top - among.low[rare & MASK] > among.top - among.low[word & MASK]
    assert statistics.table.of(0) is statistics.table


def test_a_pair_across_scripts_is_alike_either_way_round() -> None:
    one = view("OpenAI Stargate 500B Abilene", "OpenAI and Oracle build Stargate in Abilene.")
    two = view("오픈AI OpenAI Stargate 착공", "OpenAI Oracle 텍사스 Abilene 데이터센터 착공")
    assert cosine(one, two, TABLE)[0] == pytest.approx(cosine(two, one, TABLE)[0])


def test_an_english_text_that_quotes_chinese_words_is_still_the_english_one() -> None:
    english = view("Tesla (特斯拉) cuts prices again", "Tesla, 特斯拉 in China, cut the prices of its cars, said 马斯克.")
    for text in ("特斯拉再次在中国降价。公司在上海宣布下调汽车价格。", "テスラ、中国で再び値下げ。上海で価格を引き下げた。"):
        other = view(text=text)
        assert (english.language, other.language) == (0, HAN) and english.foreign
        assert pair_scores(english, [other], TABLE) == pytest.approx(pair_scores(other, [english], TABLE))


def test_a_pair_is_of_the_same_kind_whether_its_reports_are_fresh_or_packed() -> None:
    headline = view("Alder Labs opens a data centre in Oslo", "It opened on Monday.")
    bare = view(text="Alder Labs opened a data centre in Oslo on Monday, its first in Norway.")
    views = [headline, bare, view("桤木实验室在奥斯陆开设数据中心")]
    packed = [View.packed(v.signature.to_bytes(v.norms)) for v in views]
    wanted = [[TITLED, UNTITLED, ACROSS], [UNTITLED, UNTITLED, ACROSS], [ACROSS, ACROSS, CHINESE]]
    assert [[kind_of(a, b) for b in packed] for a in views] == wanted
    assert [[kind_of(b, a) for b in packed] for a in views] == wanted


ELECTED = "市长安德森宣布参加连任竞选。安德森在周一的集会上说，他将修建两条新的地铁线路。"
FEATURED: dict[str, tuple[str, float, float]] = {
    "the same mayor": ("安德森将再次竞选市长，并承诺修建地铁。他在周一的集会上公布了计划。", 0.0, 0.3),
    "another mayor": ("市长罗德里格斯宣布辞职。罗德里格斯在周一的记者会上说，他将离开政坛。", 1.0, 0.1),
    "nobody named": ("周一全市将有大雨，地铁线路可能暂停。", 0.0, 0.0),
}


@pytest.mark.parametrize("case", FEATURED)
def test_chinese_reports_are_held_together_by_their_heads_and_apart_by_names_by_sound(case: str) -> None:
    text, apart, least = FEATURED[case]
    told = found(view(text=ELECTED), view(text=text))
    assert told["sounds_apart"] == apart
    assert least <= told["head_in"] <= 1


def test_names_by_sound_part_no_reports_in_other_scripts() -> None:
    told = found(*(view(text=f"Mayor {name} opened a bridge.") for name in ("Anderson", "Rodriguez")))
    assert told["sounds_apart"] == told["head_in"] == 0.0


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("司机在高速公路上被困", "Drivers trapped on the highway"),
        ("监管机构批准大模型数据中心", "Regulator approves data center for AI models"),
        ("墨尔本一家啤酒厂发生爆炸", "Explosion at a Melbourne brewery"),
    ],
)
def test_common_words_of_news_are_met_across_scripts(chinese: str, english: str) -> None:
    known, told = sign(Document(doc_id="a", title=chinese)), sign(Document(doc_id="b", title=english))
    assert len(set(known.foreign) & set(told.terms)) >= 2
