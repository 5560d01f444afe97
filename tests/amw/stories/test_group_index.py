"""Grouping as a newsroom sees it: which reports are one story, and which only look like it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from runaway import no_runaway

from amw.stories import Placement, StoryIndex
from amw.stories.cluster import Decision
from amw.stories.signature import Document
from amw.stories.signing import sign
from amw.stories.statistics import Statistics
from amw.stories.view import View
from amw.stories.window import Window

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
ROUND = (
    "Tessera Robotics, a maker of parcel-sorting arms, has raised $40 million in a Series B round led by Example Ventures. "
    "The company, founded in Lisbon in 2019, plans to double its staff to 180 and to open a factory in Porto next spring. "
    "Chief executive Marta Quintela said that orders had tripled within a year."
)


def test_the_same_text_elsewhere_is_a_duplicate() -> None:
    index = StoryIndex()
    first = index.add("a", title="Tessera Robotics raises $40M", text=ROUND, published_at=MONDAY, url="https://a.example/1")
    copy = index.add("b", title="Tessera Robotics raises $40M", text=ROUND, published_at=MONDAY, url="https://b.example/9")
    assert (first.relation, copy.relation) == ("new", "duplicate")
    assert (copy.story_id, copy.nearest, copy.score) == (first.story_id, "a", 1.0)


def test_a_syndicated_text_with_small_edits_is_a_duplicate() -> None:
    index = StoryIndex()
    first = index.add("a", title="Tessera Robotics raises $40M", text=ROUND, published_at=MONDAY)
    edited = ROUND.replace("next spring", "in April")
    copy = index.add("b", title="Robot maker Tessera raises $40M", text=edited, published_at=MONDAY + timedelta(hours=5))
    assert (copy.relation, copy.story_id) == ("duplicate", first.story_id)


def test_another_outlet_on_the_same_event_is_the_same_story() -> None:
    index = StoryIndex()
    first = index.add("a", title="Tessera Robotics raises $40M", text=ROUND, published_at=MONDAY)
    other = index.add(
        "b",
        title="Portugal's Tessera Robotics lands $40 million Series B from Example Ventures",
        text="The Lisbon start-up builds robots that sort parcels. Marta Quintela, who runs it, wants a factory in Porto.",
        published_at=MONDAY + timedelta(hours=3),
    )
    assert (other.relation, other.story_id, other.nearest) == ("same_story", first.story_id, "a")
    assert 0.5 < other.score <= 1.0
    assert other.evidence["shared_numbers"] == 1


def test_a_changed_text_of_the_same_article_is_an_update() -> None:
    index = StoryIndex()
    first = index.add("a", title="Tessera Robotics raises $40M", text=ROUND, url="https://a.example/1")
    again = index.add("a", title="Tessera Robotics raises $45M", text=ROUND.replace("40", "45"), url="https://a.example/1")
    moved = index.add("a2", title="Tessera Robotics raises $45M now", text=ROUND, url="https://a.example/1")
    assert (again.relation, again.story_id) == ("update", first.story_id)
    assert (moved.relation, moved.story_id) == ("update", first.story_id)
    assert index.add("a", title="Tessera Robotics raises $45M", text=ROUND.replace("40", "45")).relation == "duplicate"


def test_two_amounts_of_one_round_are_one_story_with_the_conflict_noted() -> None:
    index = StoryIndex()
    first = index.add(
        "a", title="Tessera Robotics seeks $400M at a $2B valuation", published_at=MONDAY, companies=["tessera"], amounts=[("sought", 4e8)]
    )
    other = index.add(
        "b",
        title="Tessera Robotics seeks $500M at a $2B valuation, sources say",
        published_at=MONDAY + timedelta(hours=4),
        companies=["tessera"],
        amounts=[("sought", 5e8)],
    )
    assert other.story_id == first.story_id
    assert other.evidence["conflict"] == "amounts"


def test_two_rounds_of_one_company_a_month_apart_are_two_stories() -> None:
    index = StoryIndex()
    first = index.add("a", title="DeepSeek seeking $7.4B at $52B valuation", published_at=MONDAY, companies=["deepseek"])
    later = index.add("b", title="DeepSeek seeks $10B", published_at=MONDAY + timedelta(days=31), companies=["deepseek"])
    assert later.relation == "new"
    assert later.story_id != first.story_id


def test_a_round_of_another_sum_a_week_later_is_another_story_though_it_retells_the_first() -> None:
    texts = (
        "DeepSeek is in talks to raise $7.4 billion in its first outside round at a valuation of $52 billion, four people said. The "
        "founder is to put in a part of the sum himself, the rest is to come from funds close to the state.",
        "DeepSeek is now asking investors for $10 billion, more than the $7.4 billion that was reported. The valuation under discussion is "
        "still $52 billion, two people said. The founder is to put in a part of the sum himself.",
    )
    titles = ("DeepSeek in talks to raise $7.4 billion at $52 billion valuation", "DeepSeek seeks $10 billion")
    for days, relation in ((2, "same_story"), (7, "new")):
        index = StoryIndex()
        placed = [
            index.add(title, title=title, text=text, published_at=at, companies=["deepseek"], event="funding")
            for title, text, at in zip(titles, texts, (MONDAY, MONDAY + timedelta(days=days)), strict=True)
        ]
        assert placed[1].relation == relation


def test_look_alike_deals_of_one_week_stay_apart() -> None:
    index = StoryIndex()
    places = [
        index.add("a", title="Amazon to invest another $4 billion in Anthropic", published_at=MONDAY, companies=["amazon", "anthropic"]),
        index.add(
            "b",
            title="Zoox puts its robotaxis on the Uber app in Las Vegas",
            published_at=MONDAY + timedelta(hours=9),
            companies=["zoox", "uber"],
        ),
        index.add(
            "c", title="Motional and Uber to start in Dallas", published_at=MONDAY + timedelta(hours=30), companies=["motional", "uber"]
        ),
        index.add(
            "d",
            title="Google owns 14% of Anthropic, filings show",
            published_at=MONDAY + timedelta(days=2),
            companies=["google", "anthropic"],
        ),
    ]
    assert len({p.story_id for p in places}) == 4


def test_chinese_and_english_reports_of_one_event_meet() -> None:
    index = StoryIndex()
    first = index.add(
        "en",
        title="Moonshot AI raises $500 million at $4.3 billion valuation",
        text="The Chinese start-up behind Kimi K2 closed the round on Dec. 31 with IDG as lead investor.",
        published_at=MONDAY,
        companies=["moonshot-ai"],
        models=["kimi-k2"],
        amounts=[("raised", 5e8), ("valuation", 4.3e9)],
    )
    other = index.add(
        "zh",
        title="月之暗面完成5亿美元融资，估值43亿美元",
        text="12月31日，Kimi K2 背后的中国人工智能公司月之暗面宣布完成新一轮融资，由 IDG 领投。",
        published_at=MONDAY + timedelta(hours=6),
        language="zh",
        companies=["moonshot-ai"],
        models=["kimi-k2"],
        amounts=[("raised", 5e8), ("valuation", 4.3e9)],
    )
    third = index.add(
        "zh2", title="百度发布新的文心模型", text="百度周二在北京发布文心大模型。", published_at=MONDAY, language="zh", companies=["baidu"]
    )
    assert other.story_id == first.story_id
    assert third.story_id != first.story_id


def test_round_ups_never_bridge() -> None:
    index = StoryIndex()
    one = index.add("a", title="Tessera Robotics raises $40M", text=ROUND, published_at=MONDAY)
    two = index.add("b", title="Quokka Labs open-sources its 9B speech model", published_at=MONDAY)
    letter = index.add(
        "n", title="AI newsletter: the week in short", text=ROUND + "\nQuokka Labs open-sources its 9B speech model.", published_at=MONDAY
    )
    more = index.add("c", title="Quokka Labs open-sources 9B speech model", published_at=MONDAY + timedelta(hours=1))
    assert letter.relation == "new"
    assert more.story_id == two.story_id
    assert len({one.story_id, two.story_id, letter.story_id}) == 3


def test_identical_generic_titles_are_not_one_story() -> None:
    index = StoryIndex()
    days = [index.add(f"d{n}", title="Daily AI roundup", published_at=MONDAY + timedelta(days=n)) for n in range(4)]
    words = [index.add(f"w{n}", title="Breaking") for n in range(4)]
    assert len({p.story_id for p in days + words}) == 8


def test_equal_titles_over_different_texts_are_not_duplicates() -> None:
    index = StoryIndex()
    first = index.add("a", title="Market update", text=ROUND, published_at=MONDAY)
    other = index.add(
        "b",
        title="Market update",
        text="Shares of chip makers fell in Seoul as memory prices slid for a fifth week and exporters warned of weak orders from Europe.",
        published_at=MONDAY + timedelta(hours=2),
    )
    assert other.story_id != first.story_id


def test_empty_reports_are_new_each_time() -> None:
    index = StoryIndex()
    places = [index.add(str(n)) for n in range(3)]
    assert [p.relation for p in places] == ["new"] * 3
    assert len({p.story_id for p in places}) == 3


def test_a_megabyte_of_text_is_placed_in_bounded_time() -> None:
    index = StoryIndex()
    index.add("a", title="Tessera Robotics raises $40M", text=ROUND)
    with no_runaway():
        index.add("b", title="Tessera Robotics raises $40M", text=(ROUND + "\n") * 3_000)


def test_strange_dates_do_no_harm() -> None:
    index = StoryIndex()
    title = "Tessera Robotics raises $40 million from Example Ventures"
    moments = [None, datetime(9999, 12, 31, tzinfo=UTC), datetime(1, 1, 1), MONDAY, MONDAY - timedelta(hours=2)]
    places = [index.add(str(n), title=f"{title} {'today' * (n % 2)}", text=ROUND, published_at=at) for n, at in enumerate(moments)]
    assert places[3].story_id == places[4].story_id
    assert len(index) == 5


words = st.sampled_from("tessera quokka raises launches sues robot model lisbon porto 40M chip court parcel arm week 2026".split())
streams = st.lists(
    st.tuples(st.lists(words, max_size=9).map(" ".join), st.lists(words, max_size=40).map(" ".join), st.none() | st.integers(0, 90)),
    max_size=30,
)


def run(stream: list[tuple[str, str, int | None]], index: StoryIndex) -> list[Placement]:
    return [
        index.add(str(n), title=title, text=text, published_at=None if day is None else MONDAY + timedelta(days=day))
        for n, (title, text, day) in enumerate(stream)
    ]


@settings(max_examples=40, deadline=None)
@given(streams)
def test_any_stream_is_placed_the_same_way_twice_and_adds_nothing_the_second_time(stream: list[tuple[str, str, int | None]]) -> None:
    index = StoryIndex()
    first = run(stream, index)
    assert run(stream, StoryIndex()) == first
    grouped = sorted(index.stories())
    again = run(stream, index)
    assert all(p.relation == "duplicate" for p in again)
    assert sorted(index.stories()) == grouped
    assert sorted(d for _, members in grouped for d in members) == sorted(map(str, range(len(stream))))
    assert all(0.0 <= p.score <= 1.0 for p in first)


def test_merge_and_split_keep_identifiers_and_are_told() -> None:
    window = Window(Statistics())
    signed = [View(sign(Document(doc_id=str(n), title=f"Tessera Robotics report {n}", text=ROUND)), window.table) for n in range(5)]
    for position in range(3):
        window.put(position, signed[position], story=position + 1)
    decision = Decision(story=1, relation="same_story", nearest=0, score=0.9, evidence={}, merge=(2, 3))
    story, changes = window.apply(3, signed[3], decision, lambda: 99, str)
    assert story == 1
    assert [(c.kind, c.source, c.target, c.documents) for c in changes] == [("merge", 2, 1, ("1",)), ("merge", 3, 1, ("2",))]
    assert list(window.members(1)) == [0, 1, 2, 3]
    decision = Decision(story=1, relation="same_story", nearest=0, score=0.9, evidence={}, part=(1, 2))
    story, changes = window.apply(4, signed[4], decision, lambda: 7, str)
    assert [(c.kind, c.source, c.target, c.documents) for c in changes] == [("split", 1, 7, ("1", "2"))]
    assert (list(window.members(1)), list(window.members(7))) == ([0, 3, 4], [1, 2])


def test_a_report_that_tells_both_joins_two_stories_into_the_older_one() -> None:
    index = StoryIndex()
    index.add("a", title="Tessera raises $40M from Example Ventures in Lisbon", published_at=MONDAY)
    index.add("b", title="Marta Quintela to double the staff of 90 and build in Porto", published_at=MONDAY)
    before = {d: s for s, ds in index.stories() for d in ds}
    bridge = index.add(
        "c",
        title="Tessera raises $40M from Example Ventures in Lisbon; Marta Quintela to double the staff of 90 and build in Porto",
        published_at=MONDAY,
    )
    # Their reports share nothing with one another, so one article between them is not enough.
    assert before["a"] != before["b"]
    assert index.story_of("b") == before["b"]
    assert bridge.story_id in {before["a"], before["b"]}


def test_a_round_and_a_price_cut_of_one_company_are_two_stories() -> None:
    index = StoryIndex()
    at = datetime(2026, 5, 22, 8, tzinfo=UTC)
    common = "DeepSeek, the Chinese lab behind the V4-Pro model, said on Friday. Liang Wenfeng founded the company in Hangzhou in 2023."
    one = index.add("a", title="DeepSeek seeks $10 billion for research", text=common, published_at=at, language="en", event="funding")
    two = index.add("b", title="DeepSeek makes V4-Pro price cut permanent", text=common, published_at=at, language="en", event="pricing")
    three = index.add(
        "c", title="DeepSeek keeps V4-Pro price cut for good", text=common, published_at=at, language="en", event="model_release"
    )
    assert one.story_id != two.story_id
    assert two.story_id == three.story_id
