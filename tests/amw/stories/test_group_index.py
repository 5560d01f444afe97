"""Grouping as a newsroom sees it: which reports are one story, and which only look like it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
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
Told = dict[str, Any]


def told(title: str, text: str = "", hours: float = 0, **facts: Any) -> Told:
    """A report published so many hours after Monday morning."""
    return {"title": title, "text": text, "published_at": MONDAY + timedelta(hours=hours), **facts}


def placed(*reports: Told) -> list[Placement]:
    """What becomes of reports that arrive one after another."""
    index = StoryIndex()
    return [index.add(str(n), **report) for n, report in enumerate(reports)]


RAISED = "Tessera Robotics raises $40M"
LANDED = "Portugal's Tessera Robotics lands $40 million Series B from Example Ventures"
RETOLD = "The Lisbon start-up builds robots that sort parcels. Marta Quintela, who runs it, wants a factory in Porto."
TYPED = "Tessera's robots sort parcels, and a 'second' plant will build them."
COLUMN = "Five questions about robots in parcel depots"
ANSWERS = "Each month our columnist answers five questions from readers about robots, parcels, depots and the rules that bind them."
SHARES = "Shares of chip makers fell in Seoul as memory prices slid for a fifth week and exporters warned of weak orders from Europe."
LAB = "DeepSeek, the Chinese lab behind the V4-Pro model, said on Friday. Liang Wenfeng founded the company in Hangzhou in 2023."
PRICE_CUT = told("DeepSeek makes V4-Pro price cut permanent", LAB, event="pricing")
SOUGHT = {"companies": ["deepseek"], "event": "funding"}
TALKS = told(
    "DeepSeek in talks to raise $7.4 billion at $52 billion valuation",
    "DeepSeek is in talks to raise $7.4 billion in its first outside round at a valuation of $52 billion, four people said. The "
    "founder is to put in a part of the sum himself, the rest is to come from funds close to the state.",
    **SOUGHT,
)
RAISING_MORE = (
    "DeepSeek is now asking investors for $10 billion, more than the $7.4 billion that was reported. The valuation under discussion is "
    "still $52 billion, two people said. The founder is to put in a part of the sum himself."
)
COURSE = "This month I learn how components are written: notes from a course on the Lantern framework, taken day by day."
A, B = {"url": "https://a.example/1"}, {"url": "https://b.example/9"}
SECONDS: dict[str, tuple[Told, Told, str]] = {
    "the same text elsewhere": (told(RAISED, ROUND, **A), told(RAISED, ROUND, **B), "duplicate"),
    "a syndicated text with small edits": (
        told(RAISED, ROUND), told("Robot maker Tessera raises $40M", ROUND.replace("next spring", "in April"), 5), "duplicate"
    ),
    "another title at the same address": (told(RAISED, ROUND, **A), told(LANDED, **A), "update"),
    "another outlet on the same event": (told(RAISED, ROUND), told(LANDED, RETOLD, 3), "same_story"),
    "equal titles over different texts": (told("Market update", ROUND), told("Market update", SHARES, 2), "new"),
    "a course told day by day under one teaser": (
        told("Month of learning: styling in Lantern", COURSE, source="a blog"),
        told("Month of learning: forms in Lantern", COURSE, 24, source="a blog"),
        "new",
    ),
    "two rounds of one company a month apart": (
        told("DeepSeek seeking $7.4B at $52B valuation", companies=["deepseek"]),
        told("DeepSeek seeks $10B", hours=31 * 24, companies=["deepseek"]),
        "new",
    ),
    "another sum of one round": (TALKS, told("DeepSeek seeks $10 billion", RAISING_MORE, 2 * 24, **SOUGHT), "same_story"),
    "a round a week later that retells the first": (TALKS, told("DeepSeek seeks $10 billion", RAISING_MORE, 7 * 24, **SOUGHT), "new"),
    "a price cut and a round": (PRICE_CUT, told("DeepSeek seeks $10 billion for research", LAB, event="funding"), "new"),
    "a price cut taken for a release": (
        PRICE_CUT, told("DeepSeek keeps V4-Pro price cut for good", LAB, event="model_release"), "duplicate"
    ),
    "a teaser under another headline": (told(RAISED, RETOLD), told("Tessera, a robot maker, has $40M more", RETOLD, 2, **B), "duplicate"),
    "the same words, typeset": (told(RAISED, TYPED), told(RAISED, TYPED.replace("'", "’").replace(" ", "\N{NO-BREAK SPACE}")), "duplicate"),
    "a teaser posted again months later": (
        told(RAISED, RETOLD, source="a", **A), told(RAISED, RETOLD, 90 * 24, source="b", **B), "duplicate"
    ),
    "a teaser posted again months later by who knows whom": (told(RAISED, RETOLD, **A), told(RAISED, RETOLD, 90 * 24, **B), "duplicate"),
    "a month's column under its standing title and teaser": (
        told(COLUMN, ANSWERS, source="a", **A), told(COLUMN, ANSWERS, 31 * 24, source="a", **B), "new"
    ),
    "another start-up's round of the same sum": (
        told("Lumora raises $12M seed to read insurance claims", "Lumora reads claims. Example Ventures led its $12M seed round."),
        told("Veltrix raises $12M seed to fill customs forms", "Veltrix fills customs forms. Example Ventures led its $12M seed round.", 2),
        "new",
    ),
    "a round of whom two outlets name otherwise": (
        told("Start-up Tessera secures $40M for robots", "Tessera Robotics of Lisbon has $40 million more."),
        told("Tessera Robotics raises $40M for robots", "The Lisbon start-up Tessera now has $40M for its robots.", 2),
        "same_story",
    ),
    "a round of a start-up that one outlet does not name": (
        told("Marta Quintela's AI start-up raises $40M"), told("Tessera raises $40M for Marta Quintela's robots", "", 2), "same_story"
    ),
    "a takeover of a start-up that one outlet does not name": (
        told("Datadog acquires io for $4 billion"), told("Datadog buys Marta Quintela's hardware start-up for $4bn", "", 2), "same_story"
    ),
    "another takeover by one buyer": (
        told("Datadog acquires Lumora to search logs", "Datadog has acquired Lumora. Terms were not disclosed."),
        told("Datadog acquires Veltrix to watch data", "Datadog has acquired Veltrix. Terms were not disclosed.", 20),
        "new",
    ),
    "a takeover told from the other side": (
        told("Datadog acquires log searcher Lumora", "Datadog has acquired Lumora. Terms were not disclosed."),
        told("Lumora is acquired by Datadog", "Datadog buys Lumora, the searcher of logs. Terms were not disclosed.", 2),
        "same_story",
    ),
    "the same law of another state": (
        told("Virginia governor signs AI companion law", "The governor signed a law that obliges makers of AI companions to see danger."),
        told("Oregon governor signs AI companion law", "The governor signed a law that obliges makers of AI companions to warn.", 8),
        "new",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", SECONDS)
def test_how_a_report_stands_to_the_one_before(case: str) -> None:
    first, second, relation = SECONDS[case]
    one, other = placed(first, second)
    assert (one.relation, other.relation) == ("new", relation)
    if relation == "new":
        assert other.story_id != one.story_id
    else:
        assert (other.story_id, other.nearest) == (one.story_id, "0")
        assert 0.5 < other.score <= 1.0


def test_a_changed_text_of_the_same_article_is_an_update() -> None:
    index = StoryIndex()
    edited = told("Tessera Robotics raises $45M", ROUND.replace("40", "45"))
    placements = [index.add("a", **report) for report in (told(RAISED, ROUND), edited, edited)]
    assert [p.relation for p in placements] == ["new", "update", "duplicate"]
    assert len({p.story_id for p in placements}) == 1


def test_two_amounts_of_one_round_are_one_story_with_the_conflict_noted() -> None:
    titles = ("Tessera Robotics seeks $400M at a $2B valuation", "Tessera Robotics seeks $500M at a $2B valuation, sources say")
    sums = zip(titles, (4e8, 5e8), strict=True)
    first, other = placed(*(told(title, companies=["tessera"], amounts=[("sought", usd)]) for title, usd in sums))
    assert other.story_id == first.story_id
    assert (other.evidence["conflict"], other.evidence["shared_numbers"]) == ("amounts", 1)


def test_look_alike_deals_of_one_week_stay_apart() -> None:
    places = placed(
        told("Amazon to invest another $4 billion in Anthropic", companies=["amazon", "anthropic"]),
        told("Zoox puts its robotaxis on the Uber app in Las Vegas", hours=9, companies=["zoox", "uber"]),
        told("Motional and Uber to start in Dallas", hours=30, companies=["motional", "uber"]),
        told("Google owns 14% of Anthropic, filings show", hours=48, companies=["google", "anthropic"]),
    )
    assert len({p.story_id for p in places}) == 4


def test_chinese_and_english_reports_of_one_event_meet() -> None:
    facts = {"companies": ["moonshot-ai"], "models": ["kimi-k2"], "amounts": [("raised", 5e8), ("valuation", 4.3e9)]}
    english = "The Chinese start-up behind Kimi K2 closed the round on Dec. 31 with IDG as lead investor."
    chinese = "12月31日，Kimi K2 背后的中国人工智能公司月之暗面宣布完成新一轮融资，由 IDG 领投。"
    first, other, third = placed(
        told("Moonshot AI raises $500 million at $4.3 billion valuation", english, **facts),
        told("月之暗面完成5亿美元融资，估值43亿美元", chinese, 6, language="zh", **facts),
        told("百度发布新的文心模型", "百度周二在北京发布文心大模型。", language="zh", companies=["baidu"]),
    )
    assert other.story_id == first.story_id != third.story_id


def test_round_ups_never_bridge() -> None:
    speech = "Quokka Labs open-sources its 9B speech model"
    letter = told("AI newsletter: the week in short", f"{ROUND}\n{speech}.")
    one, two, many, more = placed(told(RAISED, ROUND), told(speech), letter, told(speech.replace("its ", ""), hours=1))
    assert (many.relation, more.story_id) == ("new", two.story_id)
    assert len({one.story_id, two.story_id, many.story_id}) == 3


def test_a_newsletter_posted_twice_is_known_by_the_headlines_that_name_it() -> None:
    title = "Quokka Shrinks Speech Models, Harbours Weigh Robot Pilots, Lanterns Learn Tides, Judges Read Charts"
    first, again = placed(told(title, ROUND), told(title, f"From our desk. {ROUND} Sign up."))
    assert (again.story_id, again.relation) == (first.story_id, "duplicate")
    index = StoryIndex()
    relations = [index.add("a", title=title, text=text).relation for text in (ROUND, ROUND, f"Quokka was late. {ROUND}")]
    assert relations == ["new", "duplicate", "update"]
    one, other = placed(
        told("AI newsletter of the week", ROUND), told("AI newsletter of the week", "Quokka sells its harbour robots to Lantern. " * 6)
    )
    assert one.story_id != other.story_id


def test_identical_generic_titles_are_not_one_story() -> None:
    index = StoryIndex()
    days = [index.add(f"d{n}", title="Daily AI roundup", published_at=MONDAY + timedelta(days=n)) for n in range(4)]
    words = [index.add(f"w{n}", title="Breaking") for n in range(4)]
    assert len({p.story_id for p in days + words}) == 8


def test_empty_reports_are_new_each_time() -> None:
    places = placed({}, {}, {})
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
