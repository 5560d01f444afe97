"""Edges between stories, the conflict within one, and the page."""

# ruff: noqa: E501 - tables are easier to compare unwrapped

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import pytest
from assessing import ALIBABA, MAP, NOON, dollars, earlier, report
from hypothesis import given
from hypothesis import strategies as st

from amw.stories.conflicts import conflicts
from amw.stories.past import Figure, Past, PastStory, Telling
from amw.stories.report import Standing
from amw.stories.signature import Document
from amw.stories.signing import sign
from amw.stories.thread_page import PAGE, Entry, thread_page
from amw.stories.threads import connect, connect_later, edge
from amw.stories.topic import of_one_topic, texts_alike, usual_words


def test_two_rounds_a_month_apart_continue() -> None:
    (tie,) = connect(report(), Past(stories=(earlier(1, days=30, figures=(dollars("sought", "7.4"),)),)))
    assert tie.kind == "continues"
    assert tie.evidence == (
        "DeepSeek’s financing of 22 May 2026 ($10 billion sought) came 30 days after its financing of 22 April 2026 ($7.4 billion sought)."
    )


BOTH = {"deepseek": "DeepSeek", "alibaba": "Alibaba"}
ALONG = {"openai": "OpenAI", "alibaba": "Alibaba"}
THREE = {**ALONG, "deepseek": "DeepSeek"}
ARM = {"deepseek": "DeepSeek", "deepseek-robotics": "DeepSeek Robotics"}
GROK, OLD_GROK, CLAUDE = (
    {"models": {key: name}, "made": frozenset({key})}
    for key, name in (("grok-4.6", "Grok 4.6"), ("grok-4.5", "Grok 4.5"), ("claude", "Claude"))
)
LAUNCH, PEOPLE, DEAL = {"event": "product_launch"}, {"event": "personnel"}, {"event": "partnership"}


@pytest.mark.parametrize(
    ("later", "before", "kind"),
    [
        # what a company does continues only what a second name ties it to: a line of models, another company, a series of headlines
        ({**LAUNCH, **GROK, "title": "Grok 4.6 for teams"}, {**LAUNCH, **OLD_GROK, "title": "Grok 4.5 for all"}, "continues"),
        ({**LAUNCH, **GROK, "title": "Grok 4.6 for teams"}, {**LAUNCH, "title": "Introducing a router"}, "follows"),
        ({**LAUNCH, "title": "A faster desk", "companies": BOTH}, {**LAUNCH, "title": "Faster answers", "companies": BOTH}, "continues"),
        ({**LAUNCH, "title": "A faster desk", "companies": BOTH}, {**LAUNCH, "title": "Introducing a router"}, "follows"),
        ({**LAUNCH, "title": "Changelist: May"}, {**LAUNCH, "title": "Changelist: April"}, "continues"),
        ({**LAUNCH, "title": "Changelist: May"}, {**LAUNCH, "title": "Introducing a router"}, "related"),  # a changelist is routine
        ({**LAUNCH, **CLAUDE, "title": "Claude for doctors"}, {**LAUNCH, **CLAUDE, "title": "Claude for lawyers"}, "follows"),  # a family
        ({**LAUNCH, "companies": ARM, "title": "A faster desk"}, {**LAUNCH, "companies": ARM, "title": "Faster answers"}, "follows"),  # a part of the company
        # release notes continue those of their series alone
        ({**LAUNCH, **GROK, "title": "tarn-sdk v0.9.2"}, {**GROK, "event": "model_release", "title": "Introducing Grok 4.6"}, "related"),
        ({**LAUNCH, **GROK, "title": "Harbour SDK v1.19.0"}, {**LAUNCH, **GROK, "title": "Harbour SDK v1.18.0"}, "continues"),
        ({**LAUNCH, **GROK, "title": "Harbour SDK v1.19.0"}, {**LAUNCH, **GROK, "title": "Harbour Code v2.1.233"}, "follows"),
        # a company named along the way, and a story without an event, tie no events
        ({**DEAL, "companies": THREE}, {"company": "moonshot-ai", "companies": {"moonshot-ai": "Moonshot AI", **ALONG}}, "related"),
        ({**DEAL, "companies": THREE}, {"company": "openai", "companies": ALONG}, "related"),
        ({**DEAL, "companies": THREE}, {"companies": THREE}, "follows"),
        ({**DEAL, "companies": THREE}, {"company": "openai", "companies": THREE, "named": {"openai", "deepseek"}}, "follows"),
        *((PEOPLE, {"event": event}, "related") for event in (None, "other", "opinion")),
    ],
)  # fmt: skip
def test_what_continues_follows_or_is_only_related(later: dict[str, Any], before: dict[str, Any], kind: str) -> None:
    found = edge(earlier(2, days=1, **later), earlier(1, days=9, **before))
    assert found is not None and found.kind == kind


def test_a_round_up_is_a_weaker_tie_than_news() -> None:
    news = earlier(1, days=9, event="product_launch", title="Introducing a router", figures=())
    many = earlier(
        2, days=2, event="opinion", title="The Batch: Robots Pick Grapes, Judges Read Cards, Chips Get Cheaper Again", figures=()
    )
    first, second = connect(report(event="product_launch", title="A faster desk", figures=()), Past(stories=(many, news)))
    assert (first.story.story_id, second.story.story_id) == (1, 2)


@pytest.mark.parametrize(
    ("title", "before", "words"),
    [
        (
            "Harbour v2.1.4",
            "Harbour v2.1.3: faster",
            "Harbour v2.1.4 of 22 May 2026 came 9 days after Harbour v2.1.3 of 13 May 2026; both tell of DeepSeek.",
        ),
        ("v2.1.4", "v2.1.3", "DeepSeek’s v2.1.4 of 22 May 2026 came 9 days after its v2.1.3 of 13 May 2026."),
        (
            "Changelist: May",
            "Changelist: April",
            "“Changelist: May” of 22 May 2026 came 9 days after “Changelist: April” of 13 May 2026; both tell of DeepSeek.",
        ),
    ],
)
def test_release_notes_are_named_by_their_version(title: str, before: str, words: str) -> None:
    past = Past(stories=(earlier(1, days=9, event="product_launch", title=before),))
    (tie,) = connect(report(event="product_launch", title=title, figures=()), past)
    assert tie.evidence == words


def test_the_days_between_are_those_of_the_dates() -> None:
    at_noon = report()
    before = earlier(1, days=1, event="personnel", figures=())
    (tie,) = connect(at_noon, Past(stories=(replace(before, published_at=before.published_at.replace(hour=0)),)))
    assert "came 1 day after" in tie.evidence  # 36 hours, from the 21st to the 22nd
    (tie,) = connect(at_noon, Past(stories=(replace(before, published_at=before.published_at.replace(hour=23)),)))
    assert "came 1 day after" in tie.evidence  # 13 hours


@pytest.mark.parametrize(
    ("subject", "kind", "told"),
    [
        (
            "deepseek",
            "contradicts",
            "on DeepSeek: DeepSeek 2nd on Artificial Analysis on 22 May 2026, 1st on 20 May 2026.",
        ),
        ("", "follows", "came 2 days after"),  # a place of nobody is nobody's to contradict
    ],
)
def test_places_that_differ_are_told_by_the_names_of_companies(subject: str, kind: str, told: str) -> None:
    second = Standing(board="Artificial Analysis", subject=subject, kind="rank", scope="CN", value="2", verdict="supported", evidence="")
    before = earlier(1, days=2, event="personnel", figures=(), ranks={("Artificial Analysis", subject, "CN"): "1"})
    (tie,) = connect(report(event="ranking", figures=(), standings=(second,)), Past(stories=(before,)))
    assert (tie.kind, told in tie.evidence) == (kind, True)


def test_one_round_with_two_amounts_contradicts() -> None:
    (tie,) = connect(report(), Past(stories=(earlier(1, days=2, figures=(dollars("sought", "7.4"),)),)))
    assert tie.kind == "contradicts"
    assert tie.evidence == "The two disagree on DeepSeek: sought $10 billion on 22 May 2026, $7.4 billion on 20 May 2026."
    (tie,) = connect(report(correction=True), Past(stories=(earlier(1, days=2, figures=(dollars("sought", "7.4"),)),)))
    assert tie.kind == "corrects"


@pytest.mark.parametrize("told", ["9.3", "10.7"])
def test_figures_of_one_currency_that_no_rounding_makes_one_disagree(told: str) -> None:
    telling = Telling(ref="article:b", source="Lantern Daily", published_at=NOON, figures=(dollars("sought", told),), event="funding")
    (found,) = conflicts(report(), Past(tellings=(telling,)))
    assert found.evidence == f"$10 billion sought here, ${told} billion told by Lantern Daily on 22 May 2026"


@pytest.mark.parametrize(
    "figures",
    [
        (dollars("sought", "10.4"),),  # rounding
        (Figure(kind="sought", value=Decimal("8.2"), currency="EUR", usd=Decimal("9.4e9"), surface="€8.2 billion"),),  # of the day's rate
        (dollars("sought", "400"),),  # other money
        (dollars("sought", "7.4"), dollars("sought", "10")),  # one of them agrees
        (dollars("valuation", "52"),),  # another kind
        (),
        (Figure(kind="sought", value=Decimal(9), currency=None, usd=None, surface="9"),),  # not comparable
    ],
)
def test_no_conflict_is_said_without_one(figures: tuple[Figure, ...]) -> None:
    (tie,) = connect(report(), Past(stories=(earlier(1, days=2, figures=figures),)))
    assert tie.kind == "continues"
    telling = Telling(ref="article:b", source="Lantern Daily", published_at=NOON, figures=figures, event="funding")
    assert conflicts(report(), Past(tellings=(telling,))) == ()


def test_other_events_and_maps() -> None:
    past = Past(
        stories=(
            earlier(1, days=1, event="personnel"),
            earlier(2, days=1, company="openai"),
            earlier(3, days=1, company="openai", segment="robotics"),
            earlier(4, days=3, segment="ai_chips"),
        )
    )
    ties = {tie.story.story_id: tie for tie in connect(report(), past)}
    assert {number: tie.kind for number, tie in ties.items()} == {1: "follows", 2: "related", 4: "continues"}
    assert [tie.story.story_id for tie in connect(report(), past)][-1] == 2


def test_two_places_of_one_model_on_one_board_contradict() -> None:
    def place(value: str) -> Standing:
        return Standing(
            board="Artificial Analysis", subject="Qwen3.7 Max", kind="rank", scope="global", value=value, verdict="not_checkable"
        )

    now = report(event="ranking", parties=(ALIBABA,), models={"qwen3.7-max": "Qwen3.7 Max"}, figures=(), standings=(place("1"),))
    before = report(event="ranking", parties=(ALIBABA,), models=now.models, figures=(), standings=(place("5"),)).as_story(7)
    assert before is not None
    before = replace(before, published_at=NOON - timedelta(days=2))
    (tie,) = connect(now, Past(stories=(before,)))
    assert tie.kind == "contradicts"
    assert tie.evidence.endswith("Qwen3.7 Max 1st on Artificial Analysis on 22 May 2026, 5th on 20 May 2026.")
    (tie,) = connect(now, Past(stories=(replace(before, published_at=NOON - timedelta(days=40)),)))
    assert tie.kind == "continues"


def test_nothing_is_said_without_a_date_or_of_the_future() -> None:
    past = Past(stories=(earlier(1, days=2), earlier(2, days=-2)), later=(earlier(2, days=-2),))
    assert connect(report(published_at=None), past) == ()
    assert [tie.story.story_id for tie in connect(report(), past)] == [1]
    ((later, tie),) = connect_later(report(), past)
    assert (later.story_id, tie.kind, tie.story.story_id) == (2, "continues", 0)


def test_conflict_within_a_story() -> None:
    tellings = (
        Telling(ref="article:c", source="Pacific Ledger", published_at=NOON, figures=(dollars("sought", "10"),), event="funding"),
        Telling(ref="article:b", source="Lantern Daily", published_at=NOON, figures=(dollars("sought", "7.4"),), event="funding"),
        Telling(ref="article:d", source="Other", published_at=None, figures=(dollars("sought", "6"),), event="personnel"),
    )
    (found,) = conflicts(report(), Past(tellings=tellings))
    assert found.evidence == "$10 billion sought here, $7.4 billion told by Lantern Daily on 22 May 2026"
    assert found.to_record()["report"] == "article:b"
    (found,) = conflicts(report(correction=True), Past(tellings=tellings))
    assert found.kind == "corrects"
    assert conflicts(report(), Past()) == ()


def test_page() -> None:
    own = report().as_story(10)
    assert own is not None
    others = [
        earlier(1, days=7, figures=(dollars("sought", "7.4"),)),
        earlier(2, days=1, company="openai"),
        earlier(3, days=-1, company="moonshot-ai"),
        earlier(4, days=-2, event="pricing"),
        earlier(5, days=100, company="alibaba"),
        earlier(6, days=3, company="alibaba"),
        earlier(7, days=25, company="alibaba"),
        earlier(8, days=2, segment="ai_chips"),
        earlier(9, days=2, company="openai", segment="robotics"),
        own,
    ]
    page = thread_page(own, others)
    assert [entry.story.story_id for entry in page.entries] == [4, 3, 10, 2, 6, 1]
    assert [entry.this for entry in page.entries] == [False, False, True, False, False, False]
    assert [entry.later for entry in page.entries][:3] == [True, True, False]
    assert {entry.story.story_id for entry in page.related} == {8}  # what a rival did weeks ago is on the same map, no more
    assert page.entries[-1].edge is not None and page.entries[-1].edge.kind == "continues"


def test_what_is_on_no_map_has_no_thread() -> None:
    own = earlier(1, days=0, segment=None, lens=None)
    page = thread_page(own, [earlier(2, days=1, segment=None, lens=None), earlier(3, days=1)])
    assert [entry.story.story_id for entry in page.entries] == [1]
    assert page.related == ()
    assert [entry.story.story_id for entry in thread_page(earlier(3, days=0), [own]).related] == []


def test_nothing_continues_an_event_that_is_not_told_clearly() -> None:
    clear = edge(earlier(2, days=1), earlier(1, days=9))
    guessed = edge(earlier(2, days=1), earlier(1, days=9, sure=False))
    assert clear is not None and clear.kind == "continues" and "financing" in clear.evidence
    assert guessed is not None and guessed.kind == "follows" and "“Story 1” of 13 May 2026" in guessed.evidence


NONE: Mapping[int, float] = MappingProxyType({})
moments = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)).map(lambda at: at.replace(tzinfo=NOON.tzinfo))
keys = st.sampled_from(["deepseek", "alibaba", "openai"])
figures = st.builds(
    Figure,
    kind=st.sampled_from(["raised", "sought", "valuation", "price", "other"]),
    value=st.decimals(0, 10**13, places=2),
    currency=st.sampled_from(["USD", "CNY", "KRW", "XAF", None]),
    usd=st.none() | st.decimals(0, 10**13, places=2),
    surface=st.sampled_from(["", "5", "$5."]),
)
stories = st.builds(
    PastStory,
    story_id=st.integers(1, 40),
    title=st.text(max_size=10),
    published_at=moments,
    segment=st.sampled_from([None, "robotics", MAP["segment"]]),
    lens=st.sampled_from([None, "player_map"]),
    event=st.sampled_from([None, "funding", "pricing", "ranking", "opinion"]),
    primary=st.none() | keys,
    companies=st.dictionaries(keys, st.just("X"), max_size=3),
    models=st.dictionaries(st.sampled_from(["a", "b"]), st.just("M"), max_size=2),
    figures=st.lists(figures, max_size=3).map(tuple),
)


@given(stories, stories)
def test_edges_point_back_and_say_why(a: PastStory, b: PastStory) -> None:
    tie = edge(a, b)
    if tie is not None:
        assert b.published_at <= a.published_at
        assert 0 <= tie.score <= 1
        assert tie.evidence.strip()
        assert tie.kind in {"continues", "contradicts", "follows", "related"}


@given(
    stories, st.lists(stories, max_size=20, unique_by=lambda story: story.story_id), st.dictionaries(st.integers(1, 40), st.floats(0, 1))
)
def test_any_page_is_dated_and_bounded(own: PastStory, others: list[PastStory], alike: dict[int, float]) -> None:
    page = thread_page(own, others, alike=alike)
    times = [entry.story.published_at for entry in page.entries]
    assert times == sorted(times, reverse=True)
    assert sum(entry.this for entry in page.entries) == 1
    assert len(page.entries) <= PAGE and len(page.related) <= PAGE
    shown = [entry.story.story_id for entry in (*page.entries, *page.related)]
    assert len(set(shown)) == len(shown)
    assert all(entry.reason.startswith(("same ", "both name ")) and entry.story.segment for entry in page.related)
    assert page == thread_page(own, others[::-1], alike=alike), "the order of arrival changes nothing"


def test_what_is_not_clear_is_named_by_its_headline_and_names_keep_their_letters() -> None:
    quoted = earlier(1, days=9, sure=False, title='A “new” way to say "more" ' + "and more " * 20)
    found = edge(earlier(2, days=1, primary="xai", companies={"xai": "xAI", "deepseek": "DeepSeek"}), quoted)
    assert found is not None
    assert found.evidence.startswith("xAI’s financing of 21 May 2026 came 8 days after “A ‘new’ way to say 'more' and more")
    assert "…” of 13 May 2026" in found.evidence
    same_day = edge(earlier(2, days=0), replace(earlier(1, days=0), published_at=NOON.replace(hour=0)))
    assert same_day is not None and "on the same day as" in same_day.evidence


def test_a_commentary_is_not_of_whom_it_is_about() -> None:
    found = edge(earlier(2, days=1, event="personnel"), earlier(1, days=3, event="opinion", title="The week in AI"))
    assert "“The week in AI” of 19 May 2026" in found.evidence


def test_a_model_named_along_the_way_ties_no_events() -> None:
    grok = {"grok": "Grok"}
    suit = earlier(2, days=1, company="openai", event="lawsuit", models=grok)
    inquiry = earlier(1, days=9, company="alibaba", event="regulation", models=grok)
    passing = edge(suit, inquiry)
    assert passing is not None and passing.kind == "related"
    about = edge(replace(suit, title="Grok in court"), replace(inquiry, title="Alibaba is looked into over Grok"))
    assert about is not None and about.kind == "follows", "a suit continues no inquiry into another company"
    assert "“Alibaba is looked into over Grok”" in about.evidence


def test_the_page_says_corrects_where_the_later_report_said_so() -> None:
    first = earlier(1, days=3, figures=(dollars("sought", "7.4"),))
    second = earlier(2, days=1, figures=(dollars("sought", "9.9"),))

    def kinds(own: PastStory, other: PastStory) -> list[str]:
        return [entry.edge.kind for entry in thread_page(own, [other]).entries if entry.edge]

    corrects = replace(second, corrects=True)
    assert kinds(second, first) == kinds(first, second) == ["contradicts"]
    assert kinds(corrects, first) == kinds(first, corrects) == ["corrects"]
    assert kinds(second, replace(first, corrects=True)) == ["contradicts"], "the earlier one cannot correct the later one"


def test_headlines_of_one_subject_tie_more_than_nearness_and_names_do_not() -> None:
    facts = {"event": "pricing", "figures": ()}
    told = report(title="Updates to Lantern pricing plans for teams", **facts)
    same = earlier(1, days=70, event="pricing", title="A change of Lantern pricing plans", figures=())
    near = earlier(2, days=20, event="product_launch", title="Lantern in your browser", figures=())
    assert [tie.story.story_id for tie in connect(told, Past(stories=(same, near)))] == [1, 2]
    own = told.as_story()
    assert own is not None and of_one_topic(own, same) > 0.5 > of_one_topic(own, near) == 0
    assert of_one_topic(own, same, usual_words(own, [same] * 3)) == 0


def test_a_status_report_is_no_part_of_a_companys_other_news() -> None:
    told = report(title="Lantern publishes a study of work", event="research", figures=())
    notice = earlier(1, days=1, event="incident", title="Degraded performance for Claude Opus 5", figures=())
    paper = earlier(2, days=9, event="research", title="A study of schools", figures=())
    ties = connect(told, Past(stories=(notice, paper)))
    assert [(tie.story.story_id, tie.kind) for tie in ties] == [(2, "follows"), (1, "related")]


def test_of_what_is_only_near_on_the_map_the_significant_comes_first() -> None:
    minor, major = (
        earlier(n, days=days, company="openai", title=f"Other {n}", weight=value) for n, days, value in ((1, 1, 0.1), (2, 4, 0.8))
    )
    assert [tie.story.story_id for tie in connect(report(), Past(stories=(minor, major)))] == [2, 1]


def kinds_of_tie(
    own: PastStory, *others: PastStory, likeness: Mapping[int, float] = NONE, alike: Mapping[int, float] = NONE
) -> tuple[set[int], set[int]]:
    """The numbers of the stories in its thread and of those that are related."""
    page = thread_page(own, others, likeness=likeness, alike=alike)
    return {entry.story.story_id for entry in page.entries if not entry.this}, {entry.story.story_id for entry in page.related}


@pytest.mark.parametrize(
    ("event", "told", "places"),
    [
        ("funding", {"event": "funding"}, "thread"),  # rivals that raise money in one week
        ("regulation", {"event": "regulation"}, "thread"),
        ("funding", {"event": "funding", "sure": False}, "related"),
        ("funding", {"event": "opinion", "weight": 0.9}, "related"),  # a guide, however much it weighs
        ("funding", {"event": "model_release", "weight": 0.5}, "thread"),  # what else changed the map that week, where it weighs
        ("funding", {"event": "model_release", "weight": 0.1}, "related"),
        ("funding", {"event": "model_release", "weight": 0.5, "segment": "robotics"}, ""),
        ("funding", {"event": "product_launch", "weight": 0.9}, "related"),
        *((event, {"event": event}, "related") for event in ("product_launch", "research", "incident", "partnership", "other", None)),
    ],
)  # fmt: skip
def test_a_place_on_the_map_alone_ties_events_that_change_it(event: str | None, told: dict[str, Any], places: str) -> None:
    thread, related = kinds_of_tie(earlier(9, days=0, event=event), earlier(1, days=2, company="openai", **told))
    assert (thread, related) == ({1} if places == "thread" else set(), {1} if places == "related" else set())


ALSO = {"companies": {"deepseek": "DeepSeek", "openai": "OpenAI"}}
GUIDE = {"event": "opinion", "title": "Seven prompts for the morning"}


@pytest.mark.parametrize(
    ("own", "other", "places"),
    [
        # an event is about its company; what a commentary names most is more than a name along the way where its headline has it
        ({"event": "personnel"}, {"event": "pricing"}, "thread"),
        ({"event": "personnel"}, GUIDE, "map"),
        ({"event": "personnel"}, {**GUIDE, "named": {"deepseek"}}, "company"),
        (GUIDE, {**GUIDE, "title": "How a harbour learned to read"}, "map"),
        ({**GUIDE, "named": {"deepseek"}}, {"event": "opinion", "title": "A harbour that reads", "named": {"deepseek"}}, "company"),
        # unless the headlines speak of one thing
        (GUIDE, {"event": "opinion", "title": "Prompts for a slow morning"}, "thread"),
        # a company that one of two names along the way, and a model of another's that both name
        ({"event": "personnel"}, {"event": "pricing", "company": "openai", **ALSO}, "map"),
        ({"event": "personnel"}, {"event": "pricing", "company": "openai", **ALSO, "named": {"deepseek"}}, "thread"),
        ({"event": "personnel", "models": {"grok": "Grok"}}, {"event": "pricing", "company": "openai", "models": {"grok": "Grok"}}, "map"),
    ],
)  # fmt: skip
def test_a_name_along_the_way_is_no_tie(own: dict[str, Any], other: dict[str, Any], places: str) -> None:
    page = thread_page(earlier(9, days=0, figures=(), **own), [earlier(1, days=2, figures=(), **{"company": "deepseek", **other})])
    assert (len(page.entries) == 2) == (places == "thread")
    assert [entry.shares for entry in page.related] == ([] if places == "thread" else [places])


@pytest.mark.parametrize(("likeness", "place"), [(0.0, ""), (0.15, ""), (0.3, "thread")])
def test_what_grouping_found_near_is_of_one_subject(likeness: float, place: str) -> None:
    own = earlier(9, days=0, company=None, event="opinion", title="The pier that counts its gulls")
    other = earlier(1, days=2, company=None, event="opinion", title="Bird numbers by camera, a keeper's account")
    assert kinds_of_tie(own, other, likeness={1: likeness}) == (({1}, set()) if place else (set(), {1}))
    elsewhere = replace(other, segment="robotics")
    assert kinds_of_tie(own, elsewhere, likeness={1: likeness}) == (set(), {1} if place else set())
    tie = edge(own, elsewhere, likeness=likeness)
    assert (tie is not None) == bool(place)
    assert tie is None or tie.evidence.endswith("speaks of much the same, with no company or model in common.")


def test_beside_a_round_up_the_news_comes_before_other_round_ups() -> None:
    title = "The Batch: Robots Pick Grapes, Judges Read Cards, Chips Get Cheaper Again"
    told = {"event": "opinion", "named": {"deepseek"}}
    own = earlier(1, days=5, title=title, **told)
    other = earlier(2, days=12, title="The Batch: Boats Moor, Cranes Lift, Harbours Grow Apart", **told)
    news = earlier(3, days=7, event="product_launch", title="Introducing a router")
    assert [entry.story.story_id for entry in thread_page(own, (other, news)).related][:1] == [3]


def test_an_event_of_the_same_kind_is_chosen_before_what_else_the_company_did() -> None:
    own = earlier(9, days=0, event="personnel", title="A new chair")
    launches = [earlier(n, days=20 + n, event="product_launch", title=f"Tool {n}", figures=()) for n in range(1, 7)]
    before = earlier(7, days=50, event="personnel", title="An adviser leaves")
    thread, related = kinds_of_tie(own, *launches, before, alike=dict.fromkeys(range(1, 8), 0.3))
    assert 7 in thread and len(thread) == PAGE - 1
    assert related == set(range(1, 8)) - thread
    launch = replace(own, event="product_launch")
    assert 7 not in kinds_of_tie(launch, *launches, replace(before, event="product_launch"))[0]  # launches are daily


def test_what_a_company_did_months_before_fills_a_page_that_nothing_nearer_does() -> None:
    own = earlier(9, days=0, event="product_launch", title="A reader of plans", figures=())
    before = earlier(1, days=150, event="product_launch", title="A mender of roofs", figures=())
    deal = replace(
        earlier(2, days=120, event="partnership", title="A yard takes it on", figures=()),
        primary="yard",
        named=frozenset({"yard", "deepseek"}),
    )
    far, elsewhere = replace(before, published_at=before.published_at - timedelta(days=60)), replace(before, lens="supply_map")
    assert kinds_of_tie(own, before, deal)[0] == {1, 2}
    assert kinds_of_tie(own, far) == (set(), set())
    assert kinds_of_tie(own, elsewhere) == (set(), {1})
    nearer = [earlier(n, days=n, event="product_launch", title=f"Tool {n}", figures=()) for n in range(3, 3 + PAGE)]
    assert 1 not in kinds_of_tie(own, before, *nearer)[0]


def test_what_a_company_in_the_news_all_the_time_did_elsewhere_is_not_related() -> None:
    own = earlier(1, days=20, event="lawsuit", title="Heirs sue DeepSeek", lens="rules_map")
    of_segment = earlier(2, days=21, event="product_launch", title="DeepSeek opens a harbour")
    on_subject = earlier(3, days=22, event="opinion", title="What it means that heirs sue DeepSeek", segment="legal")
    others = [earlier(n, days=20 - n / 2, event="product_launch", title=f"Quay number {n}", segment="robotics") for n in range(4, 21)]
    named = frozenset(["deepseek"])
    by_name = [replace(story, named=named) for story in (of_segment, on_subject, *others[:3])]
    assert kinds_of_tie(own, *by_name)[1] == {3}, "its name alone makes nobody want what it does elsewhere"
    assert kinds_of_tie(own, *by_name, *others)[1] == {3}
    assert kinds_of_tie(own, *by_name, alike={2: 0.2, 4: 0.3})[1] == {2, 3, 4}


def test_texts_are_alike_by_their_words_not_by_the_name_of_the_company_of_both() -> None:
    own = earlier(1, days=0)
    words = {
        1: "DeepSeek opens a quay for grain and barley",
        2: "Grain and barley wait at the quay",
        3: "DeepSeek hires a tutor of chess",
        4: "A violin in the rain",
    }
    bodies = {number: sign(Document(doc_id=str(number), title="", text=text)).to_bytes() for number, text in words.items()}
    alike = texts_alike(own, bodies[1], bodies)
    assert alike[1] == pytest.approx(1) and 0.3 < alike[2] < 1 and alike.keys() == {1, 2}
    assert texts_alike(own, sign(Document(doc_id="5")).to_bytes(), bodies) == {}


def test_related_is_what_a_reader_wants_next_the_best_first_and_each_says_why() -> None:
    own = earlier(9, days=10, event="personnel", title="DeepSeek names a harbour master", figures=())
    same_map = earlier(1, days=9, company="openai", event="product_launch", title="A crane that loads by ear", weight=0.2)
    elsewhere = earlier(2, days=13, event="personnel", title="DeepSeek hires a pilot", segment="robotics", weight=0.2)
    unlike = earlier(3, days=9, company="alibaba", event="research", title="Tides in tables", weight=0.2)
    page = thread_page(own, [same_map, elsewhere, unlike], alike={1: 0.3, 2: 0.2})
    assert [(entry.story.story_id, entry.shares, entry.reason) for entry in page.related] == [
        (2, "thread", "same company: DeepSeek, 3 days earlier"),
        (1, "map", "same map, 1 day later"),
    ]
    same_day = thread_page(own, [replace(same_map, published_at=own.published_at)])
    assert [entry.reason for entry in same_day.related] == ["same map, the same day"]


OF_GROK = {"models": {"grok": "Grok"}, "title": "Grok at the pier"}


@pytest.mark.parametrize(
    ("own", "other", "reason"),
    [
        (OF_GROK, OF_GROK, "same company: DeepSeek"),  # a model is no company
        (ALSO, ALSO, "same company: DeepSeek"),  # nor is who is named beside it what both are about
        ({**OF_GROK, "company": None}, {**OF_GROK, "company": "openai"}, "same model: Grok"),
        ({**ALSO, "named": {"openai"}}, {**ALSO, "company": "openai"}, "same companies: DeepSeek and OpenAI"),
        ({"event": "opinion", "title": "Seven prompts"}, {**ALSO, "company": "openai", "segment": "robotics"}, "both name DeepSeek"),
        ({"company": None}, {"company": "openai"}, "same map"),
    ],
)
def test_a_related_story_says_no_more_than_what_both_have(own: dict[str, Any], other: dict[str, Any], reason: str) -> None:
    told = {"company": "deepseek", "event": "pricing", "figures": ()}
    later, before = earlier(9, days=0, **{**told, **own}), earlier(1, days=0, **{**told, **other})
    tie = edge(later, before)
    assert tie is not None and Entry(story=before, edge=tie).reason == f"{reason}, the same day"


def test_a_page_is_no_dead_end_where_its_map_holds_news_within_a_month() -> None:
    own = earlier(9, days=40, company=None, event="opinion", title="How gulls read maps")
    far, near = (earlier(n, days=days, company=None, event="opinion", title=f"On pier {n}") for n, days in ((1, 5), (2, 35)))
    notice, round_up = (
        earlier(n, days=41, company=None, event="opinion", title=title)
        for n, title in ((3, "harbour-sdk v1.19.0"), (4, "The Batch: Robots Pick Grapes, Judges Read Cards, Chips Get Cheaper Again"))
    )
    assert kinds_of_tie(own, far, near, notice, round_up) == (set(), {2})
    assert kinds_of_tie(own, far, notice, round_up) == (set(), set())
    assert kinds_of_tie(own, replace(near, segment="robotics")) == (set(), set())


def test_related_holds_no_two_of_one_story() -> None:
    own = earlier(9, days=0, event="personnel", title="A new chair", figures=())
    twice = [
        earlier(n, days=1, company="openai", title=f"OpenAI opens {name} large yard in Port Ash") for n, name in ((1, "a"), (2, "its"))
    ]
    other = earlier(3, days=1, company="openai", title="What sailors pay for answers")
    assert kinds_of_tie(own, *twice, other, alike=dict.fromkeys((1, 2, 3), 0.3)) == (set(), {1, 3})
    versions = [
        earlier(n, days=1, company="openai", models={name: name}, title=f"{name} comes to the yard in Port Ash")
        for n, name in ((1, "Gull 2"), (2, "Gull 3"))
    ]
    assert kinds_of_tie(own, *versions, alike=dict.fromkeys((1, 2), 0.3)) == (set(), {1, 2}), "another version is another story"


def test_a_rival_that_the_text_names_is_no_farther_from_the_thread_than_one_that_it_does_not() -> None:
    """The page that this list is made after: a place on a board, and what those it is held against did within a week."""
    along = {"companies": {"alibaba": "Alibaba", "deepseek": "DeepSeek", "openai": "OpenAI"}}
    own = earlier(9, days=2, company="alibaba", event="ranking", title="Qwen takes the fifth place", weight=0.4, **along)
    raised = earlier(1, days=1, company="moonshot-ai", title="Moonshot AI raises money in May", weight=0.5)
    cheaper = earlier(2, days=3, event="pricing", title="DeepSeek makes its price cut last", weight=0.4)
    seeks = earlier(3, days=3, title="DeepSeek seeks $10 billion", weight=0.5)
    largest = earlier(4, days=3, company="openai", title="OpenAI nears a round", weight=0.5)
    aside = earlier(5, days=3, company="openai", event="partnership", title="OpenAI and a port", weight=0.5)
    long_ago = earlier(6, days=30, title="DeepSeek seeks $7.4 billion", weight=0.5)
    page = thread_page(own, [raised, cheaper, seeks, largest, aside, long_ago])
    assert [entry.story.story_id for entry in page.entries] == [1, 9, 2, 3, 4]
    assert not {entry.story.story_id for entry in page.related} & {1, 2, 3, 4, 9}


def test_figures_told_within_days_continue_nothing() -> None:
    later = earlier(1, days=0, event="earnings", title="DeepSeek sells more")
    for days, kind in ((0.5, "follows"), (9, "follows"), (91, "continues")):
        tie = edge(later, earlier(2, days=days, event="earnings", title="Users of Tarn leave"))
        assert tie is not None and tie.kind == kind
