"""How new and how significant a report is: each part, what is unknown, and the spread of the values."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from assessing import ALIBABA, DEEPSEEK, dollars, earlier, ranked, report
from hypothesis import given
from hypothesis import strategies as st

from amw.stories.novelty import novelty
from amw.stories.past import Past
from amw.stories.report import Party, Report
from amw.stories.significance import CERTAINTY, EVENTS, retold, significance


def value(told: Report, past: Past) -> float:
    found = novelty(told, past).value
    assert found is not None
    return found


def matter(told: Report, past: Past | None = None) -> float:
    found = significance(told, past or Past()).value
    assert found is not None
    return found


def test_unknown_is_none_not_zero() -> None:
    assert novelty(report(), None).value is None
    assert novelty(report(relevant=False), Past()).value is None
    assert novelty(report(event=None, parties=(), figures=(), likeness=None), Past()).value is None
    assert significance(report(event=None), Past()).value is None
    assert significance(report(event="unheard_of"), Past()).value is None
    assert significance(report(relevant=False), Past()).value is None
    for score in (novelty(report(), None), significance(report(event=None), Past())):
        assert score.parts["why"]


def test_parts_that_are_not_there_do_not_count() -> None:
    parts = novelty(report(figures=(), likeness=None), Past()).parts
    assert (parts["amount"], parts["model"], parts["rank"], parts["text"]) == (None, None, None, None)
    parts = significance(report(figures=()), Past()).parts
    assert (parts["amount"], parts["standing"], parts["reach"]) == (None, None, None)


def test_what_the_thread_has_told_is_less_new() -> None:
    fresh = value(report(), Past())
    told = value(report(), Past(stories=(earlier(1, days=1, figures=(dollars("sought", "10"),)),)))
    other_amount = value(report(), Past(stories=(earlier(1, days=1, figures=(dollars("sought", "7.4"),)),)))
    long_ago = value(report(), Past(stories=(earlier(1, days=90, figures=(dollars("sought", "10"),)),)))
    assert told < other_amount < fresh
    assert told < long_ago < fresh
    assert value(report(likeness=0.5), Past()) < fresh


def test_what_tells_of_no_event_is_less_new_than_what_does() -> None:
    launch = {"event": "product_launch", "figures": ()}
    clear = value(report(**launch, title="DeepSeek opens a router for teams"), Past())
    unclear = value(report(**launch, title="DeepSeek opens a router for teams", sure=False), Past())
    version = value(report(**launch, title="deepseek-sdk v0.9.2"), Past())
    guide = value(report(**launch, title="A guide to routers from DeepSeek"), Past())
    assert version < guide < unclear < clear


def test_one_more_launch_of_a_busy_company_is_news() -> None:
    launch = {"event": "product_launch", "figures": ()}
    past = Past(stories=(earlier(1, days=1, event="product_launch", title="Introducing a desk"),))
    again = novelty(report(**launch, title="DeepSeek opens a router for teams"), past)
    first = novelty(report(**launch, title="DeepSeek opens a router for teams"), Past())
    assert (first.parts["event"], again.value < first.value) == (1.0, True)
    assert 0.7 < again.parts["event"] < 0.75


def test_what_a_large_company_explains_moves_no_map() -> None:
    large = Past(ranking=ranked(deepseek=1), stories=tuple(earlier(n, days=n) for n in range(1, 30)))
    guide = matter(told := report(event="opinion", title="A guide to routers", figures=()), large)
    assert significance(told, large).parts["standing"] == 0.2  # of 1.0: an opinion is .15 of an event, .75 counts in full
    launch = matter(report(event="product_launch", title="DeepSeek opens a router", figures=()), large)
    unknown = matter(report(event="funding", figures=(dollars("raised", "0.088"),), parties=(ALIBABA,)), Past())
    assert guide < unknown < launch


def test_each_retelling_is_less_new() -> None:
    values = [value(report(relation="same_story" if n else "new", likeness=0.9 * bool(n)), Past(told=n)) for n in range(6)]
    assert values == sorted(values, reverse=True) and len(set(values)) == 6
    assert value(report(relation="update"), Past(told=1)) > value(report(relation="same_story"), Past(told=1))
    assert value(report(relation="duplicate"), Past(told=1)) == 0


def test_an_edited_page_is_as_new_as_when_it_came() -> None:
    first = novelty(report(relation="new", likeness=0.2), Past())
    again = novelty(report(relation="update", likeness=1.0), Past(placed=("new", 0.2)))
    assert again.value == first.value


def test_more_money_matters_more() -> None:
    values = [matter(report(figures=(dollars("sought", billions),))) for billions in ("0.001", "0.05", "1", "10", "60")]
    assert values == sorted(values) and len(set(values)) == 5


def test_an_amount_is_held_against_the_segments_history() -> None:
    small = Past(amounts=tuple(Decimal(10**6 * n) for n in range(1, 41)))
    large = Past(amounts=tuple(Decimal(10**10 * n) for n in range(1, 41)))
    assert significance(report(), small).parts["amount"] == 1.0
    assert significance(report(), large).parts["amount"] == pytest.approx(0.0125)


def test_a_price_of_use_is_no_amount_at_stake() -> None:
    cents = dollars("price", "0.0000000025")
    assert significance(report(figures=(cents,)), Past()).parts["amount"] is None
    history = Past(amounts=(Decimal("0.5"),) * 30)
    assert significance(report(), history).parts["amount"] == significance(report(), Past()).parts["amount"]


def test_standing_outlets_and_reach() -> None:
    first, tenth = (Past(ranking=ranked(deepseek=place)) for place in (1, 10))
    assert matter(report(), first) > matter(report(), tenth)
    assert significance(report(parties=(ALIBABA,)), first).parts["standing"] is None
    assert matter(report(), Past(outlets=9)) > matter(report(), Past(outlets=1)) > matter(report())
    assert matter(report(source_country="US"), Past(reach=frozenset({"CN", "DE"}))) > matter(report(source_country="US"))
    assert significance(report(), Past(outlets=400)).parts["outlets"] == 1.0


def test_talk_matters_less_than_deeds() -> None:
    values = [matter(report(status=status)) for status in CERTAINTY]
    assert values == sorted(values)


def test_retold_is_the_same_as_told_so_from_the_start() -> None:
    at_first = significance(report(source_country="US"), Past())
    later = retold(at_first.parts, outlets=4, countries=frozenset({"US", "CN"}))
    whole = significance(report(source_country="US"), Past(outlets=3, reach=frozenset({"CN"})))
    assert later.value == whole.value
    assert later.parts == whole.parts
    assert retold(later.parts, outlets=4, countries=frozenset({"US", "CN"})) == later


reports = st.builds(
    lambda **facts: report(**facts),
    event=st.sampled_from([*EVENTS, None, "?"]),
    relation=st.sampled_from(["new", "duplicate", "same_story", "update"]),
    status=st.sampled_from([None, *CERTAINTY]),
    likeness=st.none() | st.floats(0, 1),
    relevant=st.sampled_from([True, False, None]),
    parties=st.lists(st.sampled_from([DEEPSEEK, ALIBABA, Party(key="x", name="X", role="mention")]), max_size=3).map(tuple),
    figures=st.lists(st.sampled_from([dollars("sought", "10"), dollars("valuation", "0"), dollars("price", "900000")]), max_size=2).map(
        tuple
    ),
)
pasts = st.builds(
    Past,
    stories=st.lists(
        st.builds(lambda n, d, e: earlier(n, days=d, event=e), st.integers(1, 9), st.floats(0, 200), st.sampled_from([*EVENTS])), max_size=6
    ).map(tuple),
    told=st.integers(0, 50),
    outlets=st.integers(0, 50),
    ranking=st.none() | st.builds(lambda rank: ranked(deepseek=rank), st.integers(1, 90)),
)


@given(reports, pasts)
def test_scores_are_shares_or_unknown_and_say_why(told: Report, past: Past) -> None:
    for score in (novelty(told, past), significance(told, past)):
        if score.value is None:
            assert score.parts["why"]
        else:
            assert 0 <= score.value <= 1
            assert all(part is None or not isinstance(part, float) or 0 <= part <= 1 for part in score.parts.values())


def test_a_notice_is_routine_and_weighs_as_any_other_news() -> None:
    notices = {"product_launch": "Harbour v0.32.15", "incident": "Elevated errors on Harbour connectors"}
    for event, title in notices.items():
        routine, news = report(event=event, title=title, figures=()), report(event=event, title="Harbour for everybody", figures=())
        assert significance(routine, Past()).parts["event"] == EVENTS["other"] < significance(news, Past()).parts["event"]


def test_what_a_commentary_speaks_of_is_no_news_of_its_own() -> None:
    names = {"models": {"v4": "V4"}, "makers": {"v4": "deepseek"}}
    essay = novelty(report(event="opinion", **names), Past())
    release = novelty(report(event="model_release", **names), Past())
    assert essay.parts["company"] == essay.parts["amount"] == essay.parts["model"] == 0
    assert essay.value is not None and release.value is not None and essay.value < 0.4 < 0.9 < release.value


def test_a_thing_that_a_headline_announces_is_new_once() -> None:
    told = report(title="Introducing Lantern Router", event="product_launch", figures=())
    assert novelty(told, Past()).parts["model"] == 1
    before = earlier(1, days=9, title="What we learned from Lantern Router")
    assert novelty(told, Past(stories=(before,))).parts["model"] == 0
    assert novelty(report(title="New things", event="product_launch", figures=()), Past()).parts["model"] is None


def test_of_what_strangers_do_nothing_is_known_to_be_new() -> None:
    essay = novelty(report(event="research", parties=(), figures=(), title="On mooring boats"), Past())
    paper = novelty(report(event="research", figures=(), title="On mooring boats"), Past())
    assert essay.parts["company"] == 0.0 and essay.parts["event"] == 0.7 and paper.parts["event"] == 1.0
    assert essay.value is not None and paper.value is not None and essay.value < paper.value


def test_a_newsletter_weighs_as_what_it_tells_and_a_guide_as_a_commentary() -> None:
    def weight(**facts: Any) -> float:
        return float(significance(report(figures=(), **facts), None).parts["event"] or 0)

    essay = weight(event="opinion", title="A word on harbours")
    assert weight(event="other", title="How DeepSeek cut its bill with Tarn") == essay
    assert essay < weight(event="opinion", title="A word on harbours", sure=False) < weight(event="opinion", several=True)
    assert weight(event="opinion", several=True) < weight(event="model_release")


def test_what_else_is_stored_by_then_does_not_move_it() -> None:
    past = Past(stories=(earlier(1, days=4),))
    more = Past(stories=(*past.stories, *(earlier(n, days=n, company="openai", event="lawsuit") for n in range(2, 9))))
    for likeness, nearly in ((0.02, 0.031), (0.31, 0.33)):
        told = report(likeness=likeness)
        assert novelty(told, past).value == novelty(report(likeness=nearly), past).value == novelty(told, more).value
