"""The AMW Read: made of facts alone, tied to rows, worded in many ways; and the check that rejects what is not a fact."""

# ruff: noqa: E501 - tables are easier to compare unwrapped

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from assessing import ALIBABA, DEEPSEEK, NOON, dollars, earlier, ranked, report
from chat_server import chat, completion
from hypothesis import given
from hypothesis import strategies as st

from amw.chat import Endpoint
from amw.stories.aspects import ASPECTS
from amw.stories.assess import assess
from amw.stories.before import before
from amw.stories.facts import check_sentence, facts_of, gather
from amw.stories.past import Figure, Past, PastStory, Telling
from amw.stories.read import Read
from amw.stories.rephrase import refusal, rephrase
from amw.stories.report import Party, Report, Standing
from amw.stories.threads import connect
from amw.stories.wording import called, day, map_name, money, name_story
from amw.tags.named import gloss_of

SEGMENT = "Foundation Models"
QWEN = {"qwen3.7-max": "Qwen3.7 Max"}


def read(told: Report, past: Past | None = None, segment: str | None = SEGMENT) -> Read:
    found = assess(told, past, segment).read
    assert found is not None
    return found


def place(value: str, scope: str = "global", verdict: str = "supported") -> Standing:
    return Standing(
        board="Artificial Analysis", subject="Qwen3.7 Max", kind="rank", scope=scope, value=value, verdict=verdict,
        evidence="row 7, family 5", snapshot_at=NOON - timedelta(days=2),
    )  # fmt: skip


def ranking(*standings: Standing, ref: str = "article:a") -> Report:
    return report(
        ref=ref, event="ranking", parties=(ALIBABA,), models=QWEN, makers={"qwen3.7-max": "alibaba"}, figures=(), standings=standings
    )


def test_a_leaderboard_result_that_the_board_bears_out() -> None:
    found = read(ranking(place("5"), place("1", scope="CN")))
    assert "Alibaba" in found.sentence and "foundation model player map" in found.sentence
    assert "(Qwen3.7 Max 5th on Artificial Analysis, 1st in China)" in found.sentence
    assert "Artificial Analysis capture of 20 May 2026" in found.sentence
    assert found.facts[1]["refs"] == ("article:a", "board:Artificial Analysis@2026-05-20T12:00:00+00:00")
    assert found.facts[1]["evidence"] == "row 7, family 5"
    assert re.search(
        r"; the Artificial Analysis capture of 20 May 2026 (confirms it|confirms the claim|supports the claim); (the open|what)",
        found.sentence,
    )


def test_an_event_that_is_not_told_clearly_is_not_named() -> None:
    for n in range(12):
        told = report(
            ref=f"article:{n}", event="model_release", parties=(ALIBABA,), models=QWEN, makers={"qwen3.7-max": "alibaba"}, sure=False
        )
        before = earlier(3, days=30, event="model_release", sure=False)
        sentence = read(told, Past(stories=(before,), told=1, outlets=1)).sentence
        assert "Alibaba" in sentence and "foundation model player map" in sentence
        assert not re.search("release|open|settle|resolve|builds on|continues|next step", sentence)


def test_where_neither_event_nor_company_is_clear_no_more_is_said_than_whom_it_names() -> None:
    past = Past(stories=(earlier(3, days=30, company="alibaba"),), told=1, outlets=1)
    parties = (replace(ALIBABA, in_title=False),)
    for event in ("opinion", "model_release"):
        said = read(report(event=event, parties=parties, sure=False), past).sentence
        assert "Alibaba" in said and "(“DeepSeek seeks $10 billion”)" in said and ";" not in said


def test_a_text_of_many_stories_is_said_to_be_one() -> None:
    sentence = read(report(event="opinion", parties=(ALIBABA, DEEPSEEK), several=True)).sentence
    assert re.search("(rounds up|gathers|brings together) several stories", sentence, re.IGNORECASE)
    assert "Alibaba" in sentence and "among them" in sentence
    title = "Robots Pick Grapes, Judges Read Model Cards, Chips Get Cheaper Again"
    nobody = report(title=title, several=True, parties=())
    assert "“Robots Pick Grapes” and “Judges Read Model Cards” among them" in read(nobody).sentence


def test_what_came_before_is_an_event_of_these_weeks_rather_than_an_essay_of_long_ago() -> None:
    essay = earlier(1, days=100, event="opinion", title="What we think")
    launch = earlier(2, days=20, event="product_launch", title="Introducing Lantern Mail")
    told = report(event="product_launch", figures=(), title="DeepSeek opens a harbour")
    assert "Lantern Mail" in read(told, Past(stories=(essay, launch))).sentence
    elsewhere = replace(launch, lens="technology_map")
    for story in (essay, elsewhere):  # neither of its subject nor of its kind there: what else a busy company did says little
        assert "before" not in read(told, Past(stories=(story,))).sentence


def test_commentary_is_told_of_whom_the_title_names_and_in_more_than_one_way() -> None:
    parties = (ALIBABA, replace(DEEPSEEK, role="primary", in_title=False))
    found = [read(report(ref=f"article:{n}", event="opinion", title="Of cranes", parties=parties, figures=())) for n in range(40)]
    assert len({one.sentence for one in found}) >= 4
    assert all("Alibaba" in one.facts[0]["text"] and "DeepSeek" not in one.facts[0]["text"] for one in found)  # type: ignore[operator]


VEGA: dict[str, Any] = {"models": {"vega-5": "Vega 5"}, "makers": {"vega-5": "deepseek"}}
GULL: dict[str, Any] = {"models": {"gull": "Gull"}, "makers": {"gull": "deepseek"}}  # a family without a version
RELEASE, LAUNCH, PAPER = {"event": "model_release"}, {"event": "product_launch"}, {"event": "research"}
UNCLEAR: dict[str, Any] = {"event": "other", "sure": False}
SUIT, RULE = {"event": "lawsuit"}, {"event": "regulation", "countries": ("US",)}
QUIET = replace(ALIBABA, in_title=False)
BESIDE = replace(ALIBABA, role="secondary")
YUAN = Figure(kind="raised", value=Decimal(20_000_000_000), currency="CNY", usd=Decimal(2_800_000_000), surface="20 billion yuan")
ON_ARENA = Standing(board="Arena", subject="alibaba", kind="rank", scope="global", value="2", verdict="not_checkable")
TWO = {"models": {"gpt-5": "GPT-5", "gpt-5.2": "GPT-5.2"}, "makers": {"gpt-5": "deepseek", "gpt-5.2": "deepseek"}}
THEIRS = {"models": {**QWEN, "v4": "V4"}, "makers": {"qwen3.7-max": "alibaba", "v4": "deepseek"}}
MEASURE = "other makers’ models|adopt it as a benchmark"


@pytest.mark.parametrize(
    ("title", "facts", "said", "unsaid"),
    [
        # what happened, to whom, with what
        ("Harvesters stop in the rain", {"event": "incident"}, "\\(“Harvesters stop in the rain”\\).*DeepSeek|DeepSeek.*“Harv", None),
        ("딥시크가 비에 멈췄다", {"event": "incident"}, "DeepSeek", "“"),
        ("On rain", {**PAPER, "parties": (QUIET,), "models": {"tarn-4": "Tarn 4"}}, "naming Tarn 4 and Alibaba", None),
        ("DeepSeek on memory", {**PAPER, **VEGA}, "DeepSeek", "Vega"),
        ("DeepSeek on memory in Vega 5", {**PAPER, **VEGA}, "on Vega 5", None),
        ("How Mira 2 copes with harbours", {**PAPER, "models": {"mira-2": "Mira 2"}, "makers": {"mira-2": "openai"}}, "on Mira 2", None),
        ("What is new with Gull for sailors", {**LAUNCH, **GULL}, "(“What is new with Gull for sailors”)", None),
        ("Gull Watch is now in public beta", {**LAUNCH, **GULL}, "the launch of Gull Watch", None),
        ("Introducing the Message Batches API", LAUNCH, "the launch of the Message Batches API", None),
        ("Introducing Lantern Router", LAUNCH, "the launch of Lantern Router", None),
        ("Qwen3.7 Max is now available in Lantern", {**LAUNCH, "models": QWEN, "makers": {"qwen3.7-max": "alibaba"}}, "the arrival of Qwen3.7 Max", None),
        ("DeepSeek has a model to beat Alibaba’s Tarn", {**RELEASE, "models": {"tarn": "Tarn"}, "makers": {"tarn": "alibaba"}, "parties": (DEEPSEEK, BESIDE)}, "DeepSeek", "of Tarn"),
        ("DeepSeek has a new model", {**RELEASE, **GULL}, "a release of Gull", None),
        ("GPT 5.2 is here", {**RELEASE, **TWO}, "GPT-5.2", r"GPT-5(?!\.2)"),
        ("DeepSeek has a new model", {**RELEASE, **THEIRS}, "the release of V4", "Qwen"),
        ("DeepSeek and Alibaba join", {"event": "partnership", "parties": (DEEPSEEK, ALIBABA)}, "with Alibaba", None),
        ("DeepSeek and Alibaba join", {"event": "acquisition", "parties": (DEEPSEEK, ALIBABA)}, "involving Alibaba", None),
        ("DeepSeek and a harbour", {"event": "acquisition", "status": "in_talks"}, "planned takeover|takeover in prospect", None),
        ("DeepSeek and a harbour", {"event": "acquisition", "status": "closed"}, "DeepSeek", "planned|prospect"),
        ("DeepSeek and a harbour", {"event": "infrastructure", "status": "in_talks", "figures": (dollars("capex", "4"),)}, r"\$4 billion of planned capacity", None),
        ("DeepSeek and a harbour", {"event": "infrastructure", "figures": (dollars("capex", "4"),)}, r"\$4 billion of new capacity", None),
        ("DeepSeek raises", {"figures": (dollars("valuation", "30"), YUAN, dollars("price", "10"), dollars("other", "1"))}, r"20 billion yuan.*\$30 billion", r"\$10? billion"),
        ("A bill on exports", {**RULE, "parties": (ALIBABA,)}, "in the United States for Alibaba|by Alibaba|Alibaba’s", None),
        ("A bill on exports", {**RULE, "parties": (QUIET,)}, "naming Alibaba", "Alibaba’s"),
        ("On the law of exports", {**RULE, "parties": (ALIBABA,), "teller": "Alibaba"}, "a statement on regulation in the United States", "takes effect|reaches"),
        ("Alibaba faces a probe in America", {**RULE, "parties": (ALIBABA,)}, "an investigation in the United States", "takes effect|reaches"),
        ("Fishers call for a ban on Alibaba’s nets", {**RULE, "parties": (ALIBABA,)}, "a call for a ban", "takes effect|reaches"),
        ("DeepSeek’s chief steps down", {"event": "personnel"}, "a departure \\(“DeepSeek’s chief steps down”\\)", None),
        ("A lighthouse can now read charts", {**LAUNCH, "parties": ()}, "\\(“A lighthouse can now read charts”\\)", None),
        ("DeepSeek partners with sailors", {"event": "partnership"}, "\\(“DeepSeek partners with sailors”\\)", None),
        ("DeepSeek secures $4 billion in debt", {"figures": (dollars("raised", "4"),)}, r"\$4 billion of debt", "valuation|leads|spend"),
        ("Alibaba takes a loan to invest $4 billion in DeepSeek", {"figures": (dollars("raised", "4"),), "parties": (DEEPSEEK, replace(ALIBABA, role="investor"))}, r"\$4 billion", "debt"),
        ("DeepSeek takes a stake in Alibaba", {"event": "acquisition", "parties": (DEEPSEEK, ALIBABA)}, "the purchase of a stake involving Alibaba", "takeover"),
        ("DeepSeek and Alibaba may merge", {"event": "acquisition", "status": "in_talks", "parties": (DEEPSEEK, ALIBABA)}, "talks about a merger with Alibaba", None),
        ("DeepSeek unveils Tarn 7 for its data centres", {"event": "infrastructure"}, "the launch of Tarn 7", "centre"),
        ("DeepSeek builds a data centre", {"event": "infrastructure", "figures": (dollars("capex", "4"),)}, r"\$4 billion of new data centre capacity", None),
        ("Alibaba on boards", {"event": "ranking", "parties": (ALIBABA,), "standings": (ON_ARENA,)}, "Alibaba 2nd on Arena", None),
        ("Alibaba on boards", {"event": "ranking", "parties": (ALIBABA,), "standings": (place("1", verdict="contradicted"),)}, "is contradicted by|does not agree with", None),
        # what kind of text it is and who tells it, where no event is clear
        ("Using Tarn with three agents", {**LAUNCH, "sure": False, "teller": "DeepSeek"}, "a guide from DeepSeek", None),
        ("Interview: what comes after chat", {**LAUNCH, "sure": False}, "an interview about DeepSeek", None),
        ("How DeepSeek cut its bill with Tarn", {**LAUNCH, "sure": False, "teller": "DeepSeek"}, "a case of use at DeepSeek", None),
        ("DeepSeek explained: what is new", {**LAUNCH, "sure": False, "teller": "Alibaba"}, "an explainer from Alibaba \\(“DeepSeek explained", "on DeepSeek"),
        ("Origin hosting", {**LAUNCH, "sure": False, "teller": "DeepSeek"}, "a post by DeepSeek ", None),
        ("Clearwater on Tarn", {**UNCLEAR, "teller": "Alibaba", "parties": (BESIDE,)}, "a post by Alibaba ", None),
        ("Case study: How DeepSeek cut its bill", UNCLEAR, "a case of use at DeepSeek", None),
        ("Where harbours are kept in order by two of Gull’s agents", {**UNCLEAR, **GULL, "teller": "DeepSeek"}, "a post by DeepSeek \\(“Where harbours", "without"),
        ("Announcing the Harbour Fund", {**UNCLEAR, "event": "research", "teller": "DeepSeek"}, "news from DeepSeek on Harbour Fund", None),
        ("Where harbours are kept in order by Alibaba and Vega 5", {**UNCLEAR, **VEGA, "teller": "DeepSeek", "parties": (DEEPSEEK, BESIDE)}, "a post by DeepSeek \\(“Where harbours", None),
        ("Sailors try Vega 5", {**PAPER, **VEGA, "sure": False}, "Vega 5", "DeepSeek"),
        ("DeepSeek looks to $2 billion", {**UNCLEAR, "figures": (dollars("revenue", "2"),)}, "“DeepSeek looks to .2 billion”", "named"),
        ("딥시크가 항구에 $2 billion 투자를 검토한다고 밝혔다", {**UNCLEAR, "figures": (dollars("revenue", "2"),)}, r"DeepSeek \(\$2 billion named\)", "딥"),
        ("The flaws in the plans of China", {"event": "opinion", "parties": (), "countries": ("CN",)}, "“The flaws in the plans of China”", "on China"),
        # what it leaves open
        ("Former engineer convicted of taking DeepSeek’s secrets", SUIT, "whether it holds up on appeal", None),
        ("Judge rejects suit against DeepSeek", SUIT, "whether it holds up on appeal", None),
        ("Writers lose their case against DeepSeek", SUIT, "a court ruling.*whether it holds up on appeal", "how the court"),
        ("Gericht verurteilt DeepSeek wegen Liedtexten", SUIT, "a court ruling.*whether it holds up on appeal", "how the court"),
        ("DeepSeek jumps in its debut", {"event": "ipo", "status": "announced"}, "a listing \\(“DeepSeek jumps in its debut”\\)", "planned|will list"),
        ("DeepSeek soars on its first day", {"event": "ipo", "status": "announced", "figures": (dollars("sought", "4"),)}, r"(a listing (to raise|for)|an offering of) \$4 billion", "sought|bid|talks|will list"),
        ("DeepSeek may list", {"event": "ipo", "status": "in_talks", "figures": (dollars("sought", "4"),)}, r"sought.*will list|bid.*will list|talks.*will list", None),
        ("DeepSeek to buy Tarn for $4 billion", {"event": "acquisition", "figures": (dollars("other", "4"),)}, "whether the deal closes|what regulators", "the price"),
        ("DeepSeek to buy Tarn", {"event": "acquisition", "status": "closed", "figures": (dollars("other", "4"),)}, "the price", None),
        ("Writers sue DeepSeek", SUIT, "how the court will rule|how much money is at stake", None),
        ("DeepSeek settles with writers", SUIT, "on what terms", None),
        ("Judge rejects DeepSeek’s settlement with writers", SUIT, "how the court will rule|how much money is at stake", None),
        ("Engineer pleads guilty to taking DeepSeek’s secrets", SUIT, "how the court will rule|how much money is at stake", None),
        ("DeepSeek sets out TarnBench", {**PAPER, **VEGA}, MEASURE, None),
        ("DeepSeek on Vega 5 and SWE-bench", {**PAPER, **VEGA}, "whether models other than Vega 5 show the same", None),
        ("DeepSeek builds a workbench", {**PAPER, **VEGA}, "DeepSeek", MEASURE),
    ],
)  # fmt: skip
def test_what_is_said_of_a_report_by_itself(title: str, facts: dict[str, Any], said: str, unsaid: str | None) -> None:
    for n in range(8):
        found = read(report(ref=f"article:{n}", title=title, **{"figures": (), **facts}))
        assert re.search(said, found.sentence), found.sentence
        assert unsaid is None or not re.search(unsaid, found.sentence), found.sentence


def test_how_often_its_company_was_there_of_late() -> None:
    stories = tuple(
        earlier(n, days=3 * n, event="product_launch", title=f"A harbour for {thing}")
        for n, thing in enumerate(("boats", "trains", "kites"), 1)
    )
    letter = earlier(9, days=1, event="opinion", title="The Batch: harbours, boats and kites")
    for n in range(16):
        told = report(ref=f"article:{n}", title="Light for ships", event="product_launch", figures=())
        found = read(told, Past(stories=(letter, *stories), told=1, outlets=1))
        assert re.search("(three other|four) launches by DeepSeek there", found.sentence), found.sentence
        assert "“A harbour for boats” of 19 May 2026" in found.sentence and "Batch" not in found.sentence
        assert not re.search("the last|latest", found.sentence), "an older story may yet come late"
        assert check_sentence(found.sentence, facts_of([found.sentence]), counts=found.counts) == ()
        assert {3, 30} <= set(found.counts)
        assert {f"story:{n}" for n in (1, 2, 3)} <= {ref for clause in found.facts for ref in clause["refs"]}  # type: ignore[attr-defined]


def test_round_ups_and_commentaries_are_not_what_its_company_was_there_with() -> None:
    letters = tuple(earlier(n, days=n, event="other", sure=False, title=f"The Batch: harbours, boats and kites {n}") for n in (1, 2))
    essay = earlier(8, days=2, event="opinion", title="A word on harbours")
    event = earlier(9, days=40, event="product_launch", title="Harbour dues fall")
    for n in range(12):
        told = report(ref=f"article:{n}", title="Light for ships", event="product_launch", figures=())
        found = read(told, Past(stories=(*letters, essay, event), told=1, outlets=1)).sentence
        assert "Harbour dues fall" in found and "30 days" not in found


def test_a_company_without_a_past_stands_beside_an_event_of_its_kind_on_the_map() -> None:
    event = earlier(9, days=3, company="alibaba", event="acquisition", title="Alibaba buys Tarn", weight=0.8)
    past = Past(stories=(event,), told=1, outlets=1)
    assert "Alibaba" in read(report(title="DeepSeek buys a harbour", event="acquisition", figures=()), past).sentence
    for kind in ("opinion", "pricing"):  # of what it has nothing to do with it says nothing
        assert "Alibaba" not in read(report(title="A word on ships from DeepSeek", event=kind, figures=()), past).sentence


def test_of_what_came_earlier_the_nearest_is_told_and_no_failure_before_other_news() -> None:
    told = report(title="DeepSeek opens an office", event="product_launch", figures=())
    launch = earlier(1, days=42, event="product_launch", title="DeepSeek opens Tarn Router", weight=0.3)
    failure = earlier(2, days=9, event="incident", title="DeepSeek loses notes of its users", weight=0.6)
    minor = earlier(3, days=12, event="product_launch", title="DeepSeek opens Gull Watch", weight=0.1)
    past = Past(stories=(launch, failure, minor))
    (said,) = before(told, past, connect(told, past))
    assert "Gull Watch" in said.text
    failing = replace(told, event="incident")
    (said,) = before(failing, past, connect(failing, past))
    assert "loses notes" in said.text
    assert before(told, Past(stories=(failure,)), connect(told, Past(stories=(failure,)))) == ()


def test_beside_its_companys_past_stands_what_others_did_on_the_map_in_the_same_week() -> None:
    told = report(title="DeepSeek releases Tarn 3", event="model_release", figures=())
    own = earlier(1, days=20, event="model_release", title="DeepSeek releases Tarn 2")
    rival = earlier(2, days=3, company="alibaba", event="model_release", title="Alibaba releases Gull 2")
    older = replace(rival, story_id=3, published_at=NOON - timedelta(days=9))
    joint = replace(rival, story_id=4, companies={**rival.companies, **own.companies})
    elsewhere = replace(rival, story_id=5, segment="robotics")

    def clauses(*others: PastStory) -> list[str]:
        past = Past(stories=(own, *others))
        return [clause.text for clause in before(told, past, connect(told, past))]

    first, second = clauses(rival)
    assert "2 May 2026" in first and "the Gull 2 release of 19 May 2026" in second and "week" in second
    whole = read(told, Past(stories=(own, rival))).sentence
    assert "this comes within" in whole or f"{first} and {second}" in whole  # whose the clause is, is plain beside another subject
    for other in (older, joint, elsewhere, replace(rival, event="opinion"), replace(rival, sure=False)):
        assert len(clauses(other)) == 1


def test_three_and_more_of_a_kind_on_the_map_are_told_as_a_number() -> None:
    told = report(figures=(dollars("sought", "10"),))
    rounds = tuple(
        replace(earlier(n, days=n + 1, title=f"{name} raises funds"), primary=key, companies={key: name})
        for n, (key, name) in enumerate({"tarn": "Tarn", "gull": "Gull", "heron": "Heron"}.items())
    )
    said = read(told, Past(stories=rounds))
    assert "at least three other financings there" in said.sentence and "21 days" in said.sentence
    (fact,) = [fact for fact in said.facts if "counts" in fact]
    assert {story.ref for story in rounds} <= set(fact["refs"])
    assert "at least" not in read(told, Past(stories=rounds[:2])).sentence


def test_what_may_be_the_same_event_told_within_a_day_is_not_told_as_its_past() -> None:
    told = report(title="DeepSeek to double its staff", event="personnel", figures=())
    again = earlier(1, days=0.3, event="personnel", title="DeepSeek verdoppelt seine Belegschaft")
    assert before(told, Past(stories=(again,)), connect(told, Past(stories=(again,)))) == ()
    weeks = replace(again, published_at=NOON - timedelta(days=14))
    assert before(told, Past(stories=(weeks,)), connect(told, Past(stories=(weeks,))))


def test_a_story_of_the_same_day_is_not_said_to_come_before() -> None:
    told = report(title="DeepSeek releases Tarn 3", event="model_release", figures=())
    other = earlier(
        1, days=0.2, event="model_release", title="DeepSeek releases Gull 1", models={"gull-1": "Gull 1"}, made=frozenset(["gull-1"])
    )
    sentence = read(told, Past(stories=(other,))).sentence
    assert "same day" in sentence and "before" not in sentence
    assert "same day" not in read(told, Past(stories=(replace(other, published_at=NOON - timedelta(days=2)),))).sentence


@pytest.mark.parametrize(
    ("facts", "question"),
    [
        ({"event": "infrastructure", "status": "in_talks"}, "whether the plan goes ahead"),
        ({"event": "infrastructure", "status": "announced"}, ""),
        ({"event": "product_launch", "status": "in_talks"}, ""),  # "plans" are prices, too
        ({"event": "partnership", "status": "in_talks"}, ""),
    ],
)
def test_of_capacity_that_is_planned_it_is_asked_whether_it_is_built(facts: dict[str, Any], question: str) -> None:
    told = report(title="DeepSeek and what it does", figures=(), answered=tuple(ASPECTS), **facts)
    sentence = read(told).sentence
    assert question in sentence if question else "whether" not in sentence


def test_on_a_companys_own_site_it_does_what_is_launched_or_found_whosever_product_the_headline_names() -> None:
    parties = (DEEPSEEK, replace(ALIBABA, role="secondary"))
    for event in ("product_launch", "research"):
        told = report(title="Harbour preview", event=event, figures=(), parties=parties, teller="Alibaba")
        assert "Alibaba" in read(told).facts[0]["text"] and "DeepSeek" not in read(told).sentence
        said = str(read(replace(told, title="DeepSeek opens Harbour to all")).facts[0]["text"])
        assert "DeepSeek" in said and "Alibaba" not in said, "the headline says who does it"
    release = report(title="Harbour 5", event="model_release", figures=(), parties=parties, teller="Alibaba")
    assert "Alibaba" not in read(release).facts[0]["text"], "others' models are hosted, not released"


def test_what_the_headline_says_another_makes_arrives_on_the_site_of_who_hosts_it() -> None:
    parties = (DEEPSEEK, replace(ALIBABA, role="secondary", in_title=False))
    for title, thing in (
        ("Gull Watch from DeepSeek is now available", "Gull Watch"),
        ("DeepSeek’s Gull Watch is live", "DeepSeek’s Gull Watch"),
    ):
        for n in range(8):
            told = report(ref=f"article:{n}", title=title, event="product_launch", figures=(), parties=parties, teller="Alibaba")
            opening = str(read(told).facts[0]["text"])
            assert f"the arrival of {thing}" in opening and "Alibaba" in opening and "by Alibaba" not in opening
    own = report(title="Introducing Gull Watch for DeepSeek", event="product_launch", figures=(), parties=parties, teller="Alibaba")
    assert "the launch of Gull Watch" in read(own).sentence


def test_other_news_of_another_map_says_nothing_beside_a_report_on_a_service() -> None:
    launch = earlier(1, days=1, event="incident", title="DeepSeek loses a ship", lens="adoption_map")
    status = report(title="Degraded performance for multiple models", event="incident", figures=())
    assert "loses a ship" not in read(status, Past(stories=(launch,))).sentence


@pytest.mark.parametrize("event", ["product_launch", "research"])
def test_what_somebody_does_daily_is_no_run_and_others_stand_beside_it_by_their_subject_alone(event: str) -> None:
    told = report(title="DeepSeek on rain in spring", event=event, figures=())
    past = Past(
        stories=tuple(earlier(n, days=n, company=key, event=event) for n, key in enumerate(("moonshot-ai", "alibaba", "openai"), 1))
    )
    assert not re.search("days|Alibaba|Moonshot", read(told, past).sentence)
    of_rain = replace(past.stories[1], title="Alibaba on rain in spring")
    assert "“Alibaba on rain in spring”" in read(told, Past(stories=(of_rain,))).sentence


def test_a_map_stands_as_its_events_of_the_same_kind_tell_and_papers_stand_beside_papers() -> None:
    told = report(title="DeepSeek and a port join", event="partnership", figures=())
    alike = earlier(1, days=9, company="alibaba", event="partnership")
    others = tuple(earlier(n, days=n, company=key, event="ipo") for n, key in enumerate(("openai", "moonshot-ai"), 2))
    assert "Alibaba’s partnership" in read(told, Past(stories=(alike, *others))).sentence
    paper = earlier(5, days=2, company=None, event="research", title="Tides and what they carry")
    for parties in (told.parties, ()):
        assert "Tides" not in read(replace(told, event="research", parties=parties), Past(stories=(paper,))).sentence
    of_tides = replace(told, event="research", parties=(), title="What tides carry in winter")
    assert "Tides" in read(of_tides, Past(stories=(paper,))).sentence


def test_whom_the_headline_does_not_name_is_known_by_the_subject_alone() -> None:
    quiet = replace(DEEPSEEK, in_title=False)
    told = report(title="Harbour lamps for tired sailors return", event="opinion", figures=(), parties=(quiet,))
    alike = earlier(1, days=5, event="research", title="Harbour lamps for tired sailors")
    other = earlier(2, days=5, event="research", title="DeepSeek on rain")
    assert "Harbour lamps for tired sailors” of" in read(told, Past(stories=(alike,))).sentence
    assert "DeepSeek was" not in read(told, Past(stories=(other,))).sentence


def test_a_story_is_told_once_in_a_sentence() -> None:
    told = report(event="funding", figures=(dollars("raised", "2"),), title="DeepSeek raises $2 billion")
    theirs = earlier(1, days=3, company="alibaba", figures=(dollars("raised", "3"),))
    assert read(told, Past(stories=(theirs,))).sentence.count("Alibaba’s financing") == 1


def test_what_nobody_known_did_says_where() -> None:
    told = report(title="A mayor writes to his town", event="other", figures=(), parties=(), sure=False, countries=("KR",))
    said = read(told, Past(stories=(earlier(1, days=4, company="alibaba", event="partnership"),))).sentence
    assert re.fullmatch("(Adds|Brings) news from South Korea .“A mayor writes to his town”. to the foundation model player map.", said)


def test_a_release_stands_after_its_makers_last_one_and_where_that_stands_among_makers_once_it_is_measured() -> None:
    last = earlier(
        1, days=40, event="model_release", title="DeepSeek releases Tarn 4", models={"tarn-4": "Tarn 4"}, made=frozenset({"tarn-4"})
    )
    rivals = tuple(earlier(n, days=n, company=key, event="model_release") for n, key in ((2, "alibaba"), (3, "openai")))
    past = Past(stories=(last, *rivals), ranking=ranked(deepseek=3))
    tester = Party(key="artificial-analysis", name="Artificial Analysis", role="secondary")
    made = {"models": {"vega-5": "Vega 5"}, "makers": {"vega-5": "deepseek"}, "figures": (), "event": "model_release"}
    said = read(report(title="DeepSeek releases Vega 5", parties=(DEEPSEEK, tester), **made), past).sentence
    assert "with the Tarn 4 release of 12 April 2026; DeepSeek ranked 3rd among makers on Artificial Analysis" in said


def test_what_is_open_of_a_stranger_is_asked_by_its_name() -> None:
    facts = {
        "title": "Tallow Robotics raises $10 billion",
        "parties": (),
        "unlisted": "Tallow Robotics",
        "figures": (dollars("raised", "10"),),
    }
    asked = [read(report(ref=f"article:{n}", **facts)).sentence for n in range(12)]
    assert any("how Tallow Robotics will spend the money" in sentence for sentence in asked)


def test_what_a_state_did_is_told_by_its_headline() -> None:
    bill = earlier(1, days=9, company="deepseek", event="regulation", title="Senate passes a bill on exports")
    assert name_story(bill) == "“Senate passes a bill on exports” of 13 May 2026"


def test_a_commentary_about_nobody_is_short_and_says_that_nothing_happened() -> None:
    for title, said in (("AI makes bad managers", "commentary"), ("Using tools, but safely", "a guide")):
        told = read(report(title=title, event="opinion", parties=(), figures=())).sentence
        assert said in told and "no event" in told and f"(“{title}”)" in told and len(told) < 120
    named = report(title="AI makes bad managers", event="opinion", parties=(replace(ALIBABA, role="mention", in_title=False),), figures=())
    assert "commentary that names Alibaba" in read(named).sentence


def test_a_company_that_no_register_knows_is_named_as_the_headline_names_it() -> None:
    for n in range(12):
        told = report(ref=f"article:{n}", title="Tallow Robotics raises $10 billion", parties=(), unlisted="Tallow Robotics")
        said = read(told).sentence
        assert re.match("(Puts|Brings) Tallow Robotics (on|to) the foundation model player map with ", said)


def test_an_advertisement_has_no_read() -> None:
    assert assess(report(title="[Sponsored] DeepSeek at half the price", event="other", sure=False), None, SEGMENT).read is None


def test_thread_conflict_and_open_question() -> None:
    before = earlier(3, days=30, figures=(dollars("sought", "7.4"),))
    telling = Telling(ref="article:b", source="Lantern Daily", published_at=NOON, figures=(dollars("sought", "8"),), event="funding")
    found = read(report(), Past(stories=(before,), tellings=(telling,), told=1, outlets=1))
    assert "$10 billion" in found.sentence and "$8 billion" in found.sentence and "Lantern Daily" in found.sentence
    assert "DeepSeek’s financing of 22 April 2026 ($7.4 billion sought)" in found.sentence
    assert "which" in found.sentence
    assert {ref for clause in found.facts for ref in clause["refs"]} == {report().ref, "article:b", "story:3"}  # type: ignore[attr-defined]


@pytest.mark.parametrize("missing", [{"segment": None}, {"lens": None}, {"relevant": False}])
def test_nothing_is_invented_to_fill_a_clause(missing: dict[str, object]) -> None:
    told = report(**missing)
    assert assess(told, Past(), SEGMENT if told.segment else None).read is None


def test_wording_is_stable_for_one_report_and_varied_over_many() -> None:
    sentences = [read(report(ref=f"article:{n}"), Past()).sentence for n in range(200)]
    assert sentences == [read(report(ref=f"article:{n}"), Past()).sentence for n in range(200)]
    assert len(set(sentences)) > 20
    assert max(sentences.count(sentence) for sentence in set(sentences)) < 30


def test_wordings() -> None:
    assert map_name("AI in Healthcare", "rules_map") == "healthcare AI rules map"
    assert map_name("AI Chips / Semiconductors", "supply_map") == "AI chip supply map"
    assert map_name("Generative Media (Image / Video)", "player_map") == "generative media player map"
    said = {"10": "$10 billion", "7.4": "$7.4 billion", "1200": "$1.2 trillion", "0.0000000025": "$2.50"}
    assert {billions: money(dollars("price", billions)) for billions in said} == said
    assert [money(Figure(kind="price", value=Decimal(v), currency="USD", usd=None)) for v in ("0.5", "12.50", "3", "0.435")] == [
        "$0.50", "$12.50", "$3", "$0.435"
    ]  # fmt: skip
    assert money(Figure(kind="price", value=Decimal("212000"), currency="KRW", usd=None)) == "212,000 won"
    assert money(Figure(kind="price", value=Decimal(10) ** 40, currency="USD", usd=None, surface="$1e40")) == "$1e40"
    assert money(Figure(kind="price", value=Decimal("5"), currency=None, usd=None, surface="¥5.")) == "¥5"


def test_who_leads_a_round_is_said_and_not_asked() -> None:
    backer = Party(key="x-fund", name="X Fund", role="secondary")
    sentences = [read(report(ref=f"article:{n}", parties=(DEEPSEEK, backer), leading=("X Fund",))).sentence for n in range(20)]
    assert all("led by X Fund" in sentence and "who leads" not in sentence for sentence in sentences)


def test_what_the_report_answers_is_not_left_open() -> None:
    told = {"event": "model_release", "figures": (), "parties": (ALIBABA,), "models": QWEN, "makers": {"qwen3.7-max": "alibaba"}}
    asked = {read(report(ref=f"article:{n}", **told)).sentence for n in range(60)}
    answered = {read(report(ref=f"article:{n}", **told, answered=frozenset({"price", "licence"}))).sentence for n in range(60)}
    assert any("costs" in sentence for sentence in asked) and any("weights are open" in sentence for sentence in asked)
    assert not any("costs" in sentence or "weights are open" in sentence for sentence in answered)
    tester = Party(key="artificial-analysis", name="Artificial Analysis", role="secondary")
    tested = {read(report(ref=f"article:{n}", **{**told, "parties": (ALIBABA, tester)})).sentence for n in range(60)}
    assert not any("independent" in sentence for sentence in tested)


def test_of_several_models_they_is_said() -> None:
    two = {"qwen3.7-max": "Qwen3.7 Max", "qwen3.7-plus": "Qwen3.7 Plus"}
    told = {"event": "model_release", "figures": (), "parties": (ALIBABA,), "models": two, "makers": dict.fromkeys(two, "alibaba")}
    sentences = [read(report(ref=f"article:{n}", title="Qwen3.7 Max and Qwen3.7 Plus", **told)).sentence for n in range(40)]
    assert any("what they cost" in sentence for sentence in sentences)
    assert not any("it costs" in sentence or "fares in" in sentence or "its weights" in sentence for sentence in sentences)


def test_where_the_event_is_unclear_an_earlier_one_is_said_where_both_are_on_one_subject() -> None:
    before = earlier(3, days=30, company="alibaba", event="product_launch", title="Introducing Lantern Router", figures=())
    facts = {"event": "research", "parties": (ALIBABA,), "figures": (), "sure": False}
    assert "Lantern" not in read(report(**facts), Past(stories=(before,))).sentence
    sentence = read(report(**facts, title="What Lantern Router costs Alibaba in its third winter"), Past(stories=(before,))).sentence
    assert "Lantern Router" in sentence and "22 April 2026" in sentence


# ---------------------------------------------------------------- the check

FACTS = gather(
    report(models={"v4": "DeepSeek-V4 Pro"}),
    Past(stories=(earlier(1, days=30, title="Liang Wenfeng puts in $2.9B", figures=(dollars("sought", "7.4"),)),)),
    (),
    (),
    SEGMENT,
)


@pytest.mark.parametrize(
    "sentence",
    [
        "DeepSeek seeks $10 billion after $7.4 billion in the round of 22 April 2026.",
        "DeepSeek’s round of $10bn follows $7.4B; Liang Wenfeng adds 2.9 billion dollars.",
        "Updates the map with DeepSeek-V4 Pro.",
        "With $10 billion sought, DeepSeek leaves open who leads.",
        "On 22 May 2026 DeepSeek, of China, asked for 10,000,000,000 dollars.",
    ],
)
def test_facts_may_be_said(sentence: str) -> None:
    assert check_sentence(sentence, FACTS) == ()


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("DeepSeek seeks $11 billion.", ("$11",)),
        ("DeepSeek seeks $10 million.", ("$10",)),
        ("DeepSeek seeks 10 trillion dollars.", ("10",)),
        ("OpenAI leads the $10 billion round.", ("OpenAI",)),
        ("The round is led by Sequoia.", ("Sequoia.",)),
        ("DeepSeek seeks funds on 23 May 2026.", ("23",)),
        ("DeepSeek seeks funds on 22 June 2026.", ("22", "June", "2026.")),
        ("DeepSeek-V5 Pro is out.", ("DeepSeek-V5",)),
        ("The round doubled.", ("doubled.",)),
        ("Three investors join.", ("Three",)),
        ("A billion people use it.", ("billion",)),
        ("深度求索 raises money.", ("深度求索",)),
        ("DeepSeek grew 40%.", ("40%.",)),
        ("DeepSeek was fifth.", ("fifth.",)),
        ("x" * 3_000, ("3000 characters",)),
    ],
)
def test_what_is_no_fact_is_named(sentence: str, wrong: tuple[str, ...]) -> None:
    assert check_sentence(sentence, FACTS) == wrong


def test_a_number_in_words_of_a_headline_may_be_quoted() -> None:
    facts = facts_of(["Tarn passes one million downloads"])
    assert check_sentence("Tarn was there with “Tarn Passes One Million Downloads”.", facts) == ()
    assert check_sentence("Tarn has a billion users.", facts) == ("billion",)


def test_names_written_small_are_found_by_the_register() -> None:
    assert check_sentence("a round led by sequoia.", FACTS) == ()
    assert check_sentence("a round led by sequoia.", FACTS, names_in=lambda text: ["sequoia"] if "sequoia" in text else []) == ("sequoia",)


amounts = st.builds(
    lambda kind, value, currency: Figure(kind=kind, value=value, currency=currency, usd=value, surface=f"{value}"),
    st.sampled_from(["raised", "sought", "valuation", "price", "revenue", "capex"]),
    st.decimals(0, 10**13, places=2, allow_nan=False),
    st.sampled_from(["USD", "EUR", "CNY", "KRW", "XOF"]),
)
OTHERS = (Party(key="openai", name="OpenAI", country="US", role="secondary"), Party(key="x", name="X Fund", role="investor"))
EVENTS = (
    "funding ipo acquisition model_release product_launch pricing ranking partnership infrastructure research regulation lawsuit "
    "personnel earnings incident opinion"
).split()


@given(
    st.sampled_from(EVENTS),
    st.lists(amounts, max_size=4),
    st.sampled_from([(ALIBABA, *OTHERS), OTHERS, (), (replace(ALIBABA, role="mention", in_title=False),)]),
    st.lists(st.tuples(st.sampled_from(["deepseek", "alibaba", "openai"]), st.sampled_from(EVENTS), st.floats(0, 60), amounts), max_size=5),
    st.text("abcdef", max_size=6),
    st.sampled_from([(True, False), (False, False), (True, True)]),
)
def test_every_sentence_passes_its_own_check(
    event: str,
    figures: list[Figure],
    parties: tuple[Party, ...],
    before: list[tuple[str, str, float, Figure]],
    ref: str,
    told_as: tuple[bool, bool],
) -> None:
    told = report(
        ref=f"article:{ref}", event=event, figures=tuple(figures), parties=parties, models=QWEN if len(parties) > 1 else {},
        makers={"qwen3.7-max": "alibaba"}, unlisted="" if parties else "鼎龙 Robotics", countries=("CN", "US"),
        standings=(place("5"), place("2", "US", "contradicted")),
        title="Introducing Lantern Router", leading=("X Fund",) if OTHERS[1] in parties else (), sure=told_as[0], several=told_as[1],
    )  # fmt: skip
    stories = tuple(
        earlier(n, days=days, company=key, event=kind, figures=(figure,)) for n, (key, kind, days, figure) in enumerate(before, 1)
    )
    places = ranked(models={"qwen3.7-max": 2}, best={"alibaba": "Qwen3.7 Max"}, alibaba=3)
    past = Past(stories=stories, alike=stories[::2], ranking=places if len(before) % 2 else None, ranking_before=ranked(30, alibaba=5))
    result = assess(told, past, SEGMENT)
    assert result.read is not None
    facts = gather(told, past, result.edges, result.conflicts, SEGMENT)
    assert check_sentence(result.read.sentence, facts, counts=result.read.counts) == ()
    assert result.read.sentence.endswith(".") and "  " not in result.read.sentence and ".." not in result.read.sentence
    assert all(clause["refs"] for clause in result.read.facts)
    assert len(result.read.sentence) < 600


# ---------------------------------------------------------------- the endpoint

SENTENCE = (
    "Updates DeepSeek’s position with $10 billion sought; continues DeepSeek’s financing of 22 April 2026 but leaves open the valuation."
)
CLAUSES = [{"text": SENTENCE, "refs": ["article:a"]}]
GOOD = "DeepSeek’s position moves with $10 billion sought, which continues its financing of 22 April 2026; the valuation stays open."


def test_a_faithful_answer_is_kept() -> None:
    with chat(completion(GOOD)) as endpoint:
        found = rephrase(SENTENCE, CLAUSES, endpoint)
    assert (found.sentence, found.rephrased, found.reason) == (GOOD, True, "")


@pytest.mark.parametrize(
    "answer",
    [
        GOOD.replace("$10 billion", "$12 billion"),
        GOOD.replace("DeepSeek", "OpenAI"),
        GOOD.replace("$10 billion", "money"),
        "This contradicts DeepSeek’s financing of 22 April 2026 at $10 billion.",
        "",
        "Two lines.\nOf text.",
        "DeepSeek " * 100 + ".",
    ],
)
def test_any_other_answer_leaves_the_sentence(answer: str) -> None:
    with chat(completion(answer)) as endpoint:
        found = rephrase(SENTENCE, CLAUSES, endpoint)
    assert found.sentence == SENTENCE and not found.rephrased and found.reason


def test_no_answer_leaves_the_sentence() -> None:
    found = rephrase(SENTENCE, CLAUSES, Endpoint(url="http://127.0.0.1:1/v1", model="m", timeout=2))
    assert found.sentence == SENTENCE and found.reason.startswith("no answer")


def test_a_stance_may_not_be_dropped() -> None:
    sentence = "Records Alibaba 5th; is contradicted by the board capture of 20 May 2026."
    clauses = [{"text": sentence}]
    assert refusal(sentence, clauses, "The capture of 20 May 2026 contradicts Alibaba at 5th on the board.") == ""
    assert refusal(sentence, clauses, "The capture of 20 May 2026 shows Alibaba at 5th on the board.")


TOLD = (
    "Extends DeepSeek’s entry on the foundation model player map with a round of $10 billion still being sought, led by Alibaba; it is the "
    "next step after DeepSeek’s financing of 22 April 2026 ($7.4 billion raised) but does not settle the valuation."
)


@pytest.mark.parametrize(
    "said",
    [
        "DeepSeek’s entry on the foundation model player map grows by a round of $10 billion still being sought, led by Alibaba, the next step "
        "after its financing of 22 April 2026 ($7.4 billion raised); the valuation is left open.",
        "Led by Alibaba, the round of $10 billion still being sought extends DeepSeek’s entry on the foundation model player map and follows its "
        "financing of 22 April 2026 ($7.4 billion raised), though the valuation is not yet known.",
    ],
)
def test_another_wording_is_kept(said: str) -> None:
    assert refusal(TOLD, [{"text": TOLD}], said) == ""


@pytest.mark.parametrize(
    ("there", "here"),
    [
        ("$10", "€10"), ("$7.4", "$7.5"), ("10 billion", "10 million"), ("22 April", "22 May"), ("2026", "2025"), ("Alibaba", "Tencent"),
        ("foundation model", "quantum computing"), ("player map", "supply map"), ("Extends", "Does not extend"), ("led by", "not led by"),
        ("a round", "a cancelled round"), ("still being sought", "now closed"), (".", ", the largest ever."), (", led by Alibaba", ""),
        (".", " because its rivals fell behind."), (".", " and will win the market."), (".", ", says Ada Wren."), ("is the", "isn’t the"),
        ("next step after", "next step, unprecedented, after"), ("$10 billion still", "twelve billion dollars still"), (".", "，腾讯参投."),
        ("$10 billion", "10 billion yuan"), ("does not settle", "settles"), ("a round", "debt"), ("Extends", "May extend"), ("with", "and loses"),
    ],
)  # fmt: skip
def test_a_wording_that_changes_or_adds_a_fact_is_refused(there: str, here: str) -> None:
    head, tail = TOLD.rsplit(there, 1) if there == "." else TOLD.split(there, 1)
    assert refusal(TOLD, [{"text": TOLD}], head + here + tail)


def test_a_wording_in_which_two_sums_change_places_is_refused() -> None:
    swapped = TOLD.replace("$10 billion", "$0").replace("$7.4 billion", "$10 billion").replace("$0", "$7.4 billion")
    assert refusal(TOLD, [{"text": TOLD}], swapped)


QUOTES = "Adds a post by DeepSeek (“Who supports harbours, and who does not”) to the AI agent player map; it follows the Tarn 2 release."


def test_a_quotation_stays_as_it_is_and_lends_its_words_to_nothing_else() -> None:
    kept = "On the AI agent player map DeepSeek has a post (“Who supports harbours, and who does not”) that follows the Tarn 2 release."
    assert refusal(QUOTES, [{"text": QUOTES}], kept) == ""
    for said in (
        QUOTES.replace("harbours", "sailors"),
        QUOTES.replace("follows", "supports"),
        QUOTES.replace("“", "").replace("”", ""),
        QUOTES.replace("who does not", "who does").replace("it follows", "it does not follow"),
    ):
        assert refusal(QUOTES, [{"text": QUOTES}], said)


@pytest.mark.parametrize("title", ["!!!", "…", "2026", "\u202e", ""])
def test_a_headline_without_letters_is_not_quoted(title: str) -> None:
    assert "“" not in read(report(event="other", title=title, figures=())).sentence


def test_facts_of_a_text() -> None:
    facts = facts_of(["GPT-5.5 rose to 3rd with $7.4B"])
    assert facts.numbers >= {Decimal(3), Decimal("7.4"), Decimal(7_400_000_000)}
    assert Decimal("5.5") not in facts.numbers


def test_a_crowd_without_names_is_no_run() -> None:
    past = Past(stories=tuple(earlier(n, days=n, company=None, event="research") for n in range(1, 9)))
    assert "within 30 days" not in read(report(event="research", figures=()), past).sentence


def test_commentary_is_no_part_of_a_run() -> None:
    past = Past(stories=tuple(earlier(n, days=n, company=key, event="opinion") for n, key in ((1, "moonshot-ai"), (2, "alibaba"))))
    assert "30 days" not in read(report(event="opinion", figures=()), past).sentence


def test_what_another_company_did_is_not_what_came_before_unless_a_model_is_shared() -> None:
    theirs: dict[str, Any] = {"company": "alibaba", "event": "partnership", "companies": {"alibaba": "Alibaba", "deepseek": "DeepSeek"}}
    found = read(report(event="earnings", figures=()), Past(stories=(earlier(1, days=3, **theirs),))).sentence
    assert "Alibaba" not in found or re.search("the 21 days before", found), "it is an event of the map at most"


def test_a_store_that_knows_no_earlier_story_claims_no_first() -> None:
    past = Past(stories=(earlier(1, days=3, company="alibaba"),))
    for n in range(20):
        assert "first" not in read(report(ref=f"article:https://wire.example/{n}", relation="new"), past).sentence


def test_backers_stand_behind_the_round_they_back() -> None:
    backer = Party(key="alibaba", name="Alibaba", country="CN", role="investor")
    for n in range(8):
        told = report(ref=f"article:https://wire.example/{n}", parties=(DEEPSEEK, backer))
        assert re.search(r"(map|DeepSeek|place on the [a-z ]+)[^;]*, with Alibaba among the backers", read(told).sentence)
        assert "backers for" not in read(told).sentence


def test_a_commentary_on_many_companies_names_those_who_act_in_it() -> None:
    parties = tuple(
        Party(key=f"c{n}", name=name, role="secondary", in_title=False) for n, name in enumerate(("Acme", "Bolt", "Cogs", "Dune"))
    )
    found = {read(report(ref=f"article:{n}", title="What I saw", event="opinion", parties=parties, figures=())).sentence for n in range(20)}
    assert len(found) > 1
    assert not [sentence for sentence in found if "commentary that names Acme, Bolt, Cogs and others" not in sentence]
    along_the_way = tuple(replace(party, role="mention") for party in parties)
    assert "names" not in read(report(title="What I saw", event="opinion", parties=along_the_way, figures=())).sentence


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("OpenAI", "OpenAI"),
        ("UK AI Security Institute", "the UK AI Security Institute"),
        ("The Alan Turing Institute", "The Alan Turing Institute"),
        ("University of Oslo", "the University of Oslo"),
        ("Institute for Advanced Study", "the Institute for Advanced Study"),
        ("Foundation Capital", "Foundation Capital"),
    ],
)
def test_a_body_has_its_article_and_a_firm_none(name: str, said: str) -> None:
    assert called(name) == said


def test_days_between_are_told_by_the_calendar() -> None:
    night = earlier(3, days=3, event="incident", title="Degraded performance of DeepSeek")
    night = replace(night, published_at=night.published_at.replace(hour=23))
    told = report(event="incident", title="Elevated errors on DeepSeek connectors", figures=())
    said = [read(replace(told, ref=f"article:{n}"), Past(stories=(night,))).sentence for n in range(12)]
    assert {days for sentence in said for days in re.findall(r"comes (\w+) days after", sentence)} == {"three"}, said


def test_release_notes_and_status_reports_are_told_as_what_they_are() -> None:
    for n in range(8):
        version = report(ref=f"article:{n}", event="product_launch", title="DeepSeek Harbour v0.32.15", figures=())
        status = report(ref=f"article:{n}", event="incident", title="Elevated errors on DeepSeek connectors", figures=())
        past = Past(stories=(earlier(3, days=3, event="incident", title="Degraded performance of DeepSeek"),), told=1, outlets=1)
        said = read(version, past).sentence
        assert "DeepSeek Harbour v0.32.15" in said and not re.search("adopt|widely|in use|a launch|new product", said)
        said = read(status, past).sentence
        assert re.search("disruption", said) and re.search("had been there|comes three days after", said)
        assert not re.search("builds on|next step|carries on|in the field", said)


def test_that_it_came_after_something_else_of_the_company_is_not_worth_saying() -> None:
    before = earlier(3, days=3, event="incident", title="DeepSeek is down")
    for n in range(8):
        said = read(report(ref=f"article:{n}", event="product_launch", figures=()), Past(stories=(before,), told=1, outlets=1)).sentence
        assert "incident" not in said and "disruption" not in said


def test_a_headline_in_another_script_is_not_quoted_but_told() -> None:
    launch = earlier(1, days=9, event="product_launch", title="딥시크, 등대 서비스 출시")
    sentence = read(report(event="product_launch", figures=(), title="DeepSeek opens a harbour"), Past(stories=(launch,))).sentence
    assert "등대" not in sentence and "its launch of 13 May 2026" in sentence
    assert "등대" not in read(report(event="product_launch", figures=(), title="등대 서비스 출시")).sentence


def test_what_a_company_had_not_done_for_long_is_said_where_its_record_is_known() -> None:
    stories = tuple(earlier(n, days=10 * n, event="product_launch", title=f"DeepSeek opens pier {n}") for n in range(1, 11))
    told = report(event="personnel", figures=(), title="DeepSeek names a pilot")
    assert (
        "DeepSeek’s stories on record since 11 February 2026 report no other personnel move" in read(told, Past(stories=stories)).sentence
    )
    loss = earlier(9, days=30, event="personnel", title="DeepSeek loses a pilot")
    for less in (Past(stories=stories[:9]), Past(stories=(*stories, loss)), Past(stories=stories, alike=(replace(loss, sure=False),))):
        assert "record" not in read(told, less).sentence


def test_the_last_of_its_kind_on_the_map_is_said_however_long_ago_where_nothing_of_the_kind_came_between() -> None:
    pier = earlier(1, days=150, event="product_launch", title="Introducing Lantern Pier")
    elsewhere = earlier(2, days=90, event="product_launch", title="DeepSeek opens a quay", segment="robotics")
    told = [report(ref=f"article:{n}", event="product_launch", figures=(), title="DeepSeek opens a harbour") for n in range(20)]

    def said(*stories: PastStory) -> set[str]:
        found = [read(one, Past(stories=stories)).facts for one in told]
        return {str(facts[1]["text"]) for facts in found if len(facts) > 1}

    last = "the Lantern Pier launch of 23 December 2025"
    wordings = {f"the record has no other launch by DeepSeek there since {last}", f"the previous one on record there was {last}"}
    assert said(pier, elsewhere) == wordings
    unclear = earlier(3, days=60, event="product_launch", title="Of quays", sure=False)
    of_another = earlier(4, days=60, event="product_launch", company="alibaba", companies={"alibaba": "Alibaba", "deepseek": "DeepSeek"})
    assert not said(pier, unclear) & wordings and not said(pier, of_another) & wordings


def test_a_new_model_may_change_the_place_of_its_maker() -> None:
    facts = {"event": "model_release", "figures": (), "title": "DeepSeek releases Tarn 5", "models": {"tarn-5": "Tarn 5"}}
    told = report(**facts, makers={"tarn-5": "deepseek"}, answered=("price", "licence"))
    past = Past(ranking=ranked(deepseek=3))
    found = read(told, past)
    assert "whether Tarn 5 lifts DeepSeek from 3rd place among makers on Artificial Analysis (capture of 18 May 2026)" in found.sentence
    assert any("board:artificial_analysis@" in ref for fact in found.facts for ref in fact["refs"])
    assert "DeepSeek ranked" not in found.sentence, "what is asked is not said too"
    two = replace(told, models={"tarn-5": "Tarn 5", "tarn-6": "Tarn 6"}, makers=dict.fromkeys(("tarn-5", "tarn-6"), "deepseek"))
    best = replace(past, ranking=ranked(deepseek=3, best={"deepseek": "Tarn 4"}))
    assert (
        "whether one of them lifts DeepSeek from 3rd place, held with Tarn 4, among" in read(replace(two, title="DeepSeek"), best).sentence
    )
    assert "keeps DeepSeek in first place" in read(told, replace(past, ranking=ranked(deepseek=1))).sentence
    assert "among makers" not in read(told, replace(past, ranking=ranked(90, deepseek=3))).sentence


def test_a_round_stands_beside_the_last_one_of_its_company_however_long_ago() -> None:
    told = report(title="DeepSeek raises $9 billion", figures=(dollars("raised", "9"), dollars("valuation", "70")))
    last = earlier(1, days=300, figures=(dollars("raised", "2"), dollars("valuation", "12")))
    words = "that is up from the $12 billion at which DeepSeek was valued on 26 July 2025, when it raised $2 billion"
    found = read(told, Past(alike=(last,)))
    assert words in found.sentence and any("story:1" in fact["refs"] for fact in found.facts)
    assert "26 July 2025" not in read(replace(told, correction=True), Past(alike=(last,))).sentence
    same = replace(last, figures=told.figures)
    assert "26 July 2025" not in read(told, Past(alike=(same,))).sentence  # the same round, told once more
    again = tuple(replace(same, story_id=n, published_at=NOON - timedelta(days=20 * n)) for n in (2, 3))
    assert "other financings" not in read(told, Past(alike=again)).sentence
    listing = read(replace(told, event="ipo"), Past(alike=(replace(last, event="ipo", figures=last.figures[:1]),))).sentence
    assert "DeepSeek’s offering of 26 July 2025" in listing or "had raised" in listing
    valued = replace(last, figures=(dollars("valuation", "12"),))
    assert "up from the $12 billion at which DeepSeek was valued on 26 July 2025" in read(told, Past(alike=(valued,))).sentence
    lower = replace(told, figures=(dollars("raised", "9"), dollars("valuation", "7")))
    assert "that is down from the $12 billion" in read(lower, Past(alike=(last,))).sentence
    unpriced = replace(told, figures=told.figures[:1])
    assert "DeepSeek was valued at $12 billion on 26 July 2025" in read(unpriced, Past(alike=(valued,))).sentence


def test_of_what_is_seldom_the_event_of_its_company_within_a_year_is_told() -> None:
    told = report(event="partnership", title="DeepSeek and Harbour Works join hands", figures=(), counterparties=("Harbour Works",))
    deal = earlier(6, days=120, event="partnership", title="Tides at Faro", segment="robotics")
    one = read(told, Past(alike=(deal,))).sentence
    assert "an earlier partnership involving DeepSeek" in one and "“Tides at Faro” of 22 January 2026" in one
    assert "a partnership with Harbour Works" in one or "an alliance with Harbour Works" in one
    of_one_subject = replace(deal, title=told.title.replace("join", "joined"), published_at=NOON - timedelta(days=9))
    at_once = replace(deal, published_at=NOON - timedelta(days=1))  # perhaps the same, told in other words
    long_ago, unsure = replace(deal, published_at=NOON - timedelta(days=500)), replace(deal, sure=False)
    for nothing in (of_one_subject, at_once, long_ago, unsure):
        assert "involving DeepSeek" not in read(told, Past(alike=(nothing,))).sentence


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("DeepSeek acquires Harbour Works", "of Harbour Works"),
        ("DeepSeek to acquire Harbour Works for its cranes", "of Harbour Works"),
        ("DeepSeek, Harbour Works 인수", "of Harbour Works"),
        ("DeepSeek收购Harbour Works", "of Harbour Works"),
        ("DeepSeek is now a part of Harbour Works", "involving Harbour Works"),
        ("DeepSeek, Harbour Works에 인수됐다", "involving Harbour Works"),
        ("DeepSeek被Harbour Works收购", "involving Harbour Works"),
        ("DeepSeek acquired by Harbour Works", "involving Harbour Works"),
        ("DeepSeek acquired for $2 billion by Harbour Works", "involving Harbour Works"),
        ("DeepSeek、Harbour Worksに買収される", "involving Harbour Works"),
    ],
)
def test_who_is_taken_over_is_said_where_the_headline_says_it(title: str, said: str) -> None:
    told = report(event="acquisition", title=title, figures=(), counterparties=("Harbour Works",))
    assert re.search(rf"(?:takeover|acquisition|in prospect) {said}", read(told).sentence)


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("DeepSeek sells charts for $5 a month", True),
        ("DeepSeek raises its charts to $5 a month", True),
        ("DeepSeek raises its charts by $5 a month", False),
        ("DeepSeek cuts up to $5 off its charts", False),
        ("DeepSeek may charge sailors up to $5 more", False),
        ("DeepSeek makes charts cheaper", False),
    ],
)
def test_a_price_is_told_where_the_headline_asks_it_or_who_asks_it_tells(title: str, told: bool) -> None:
    price = replace(dollars("price", "1"), value=Decimal(5), usd=Decimal(5), surface="$5")
    one = report(event="pricing", title=title, figures=(price,), models={"tarn": "Tarn"}, makers={"tarn": "deepseek"})
    assert (" to $5" in read(one).sentence) is told
    assert " to $5" in read(replace(one, teller="DeepSeek")).sentence


def test_a_model_that_the_headline_names_stands_where_the_last_capture_has_it() -> None:
    facts = {"event": "product_launch", "figures": (), "title": "DeepSeek brings Tarn 5 to phones", "models": {"tarn-5": "Tarn 5"}}
    told = report(**facts, makers={"tarn-5": "deepseek"})
    past = Past(ranking=ranked(models={"tarn-5": 4}, deepseek=2))
    place = "Tarn 5 ranked 4th among models on Artificial Analysis (capture of 18 May 2026)"
    assert place in read(told, past).sentence
    for unsaid in (replace(told, title="DeepSeek opens a quay"), replace(told, event="opinion"), replace(told, several=True)):
        assert "among models" not in read(unsaid, past).sentence
    release = read(replace(told, event="model_release"), past).sentence
    assert place in release and not re.search("independent|lifts", release)  # whom others have measured is not asked
    rival = {"models": {"vega-9": "Vega 9", "tarn-5": "Tarn 5"}, "title": "Vega 9 and Tarn 5 come to phones"}
    assert place in read(replace(told, **rival), replace(past, ranking=ranked(models={"vega-9": 1, "tarn-5": 4}))).sentence  # its own first
    claimed = (Standing(board="LMArena", subject="Tarn 5", kind="rank", scope="global", value="2", verdict="not_checkable"),)
    for unsaid in (replace(told, event="incident"), replace(told, event="ranking", standings=claimed), replace(told, standings=claimed)):
        assert "among models" not in read(unsaid, past).sentence
    assert "among models" not in read(told, Past(ranking=ranked(models={"tarn-5": 21}))).sentence


def test_a_maker_that_rose_since_the_capture_of_weeks_before_is_said_to_have_risen() -> None:
    told = report(title="DeepSeek opens its books", event="earnings", figures=())
    past = Past(ranking=ranked(deepseek=3), ranking_before=ranked(40, deepseek=5))
    assert (
        "DeepSeek ranked 3rd among makers on Artificial Analysis (capture of 18 May 2026), up from 5th on 12 April 2026"
        in read(told, past).sentence
    )
    for then in (ranked(40, deepseek=3), ranked(200, deepseek=5), None):
        assert " from " not in read(told, replace(past, ranking_before=then)).sentence
    rebased = replace(ranked(deepseek=3), rebased_at=NOON - timedelta(days=30))  # by another method nobody rises or falls
    assert " from " not in read(told, replace(past, ranking=rebased)).sentence
    assert "up from 5th" in read(told, replace(past, ranking=rebased, ranking_before=ranked(20, deepseek=5))).sentence


def test_who_else_the_text_names_is_said_of_news_without_a_clear_event() -> None:
    harbour = Party(key="harbour", name="Harbour Works", role="secondary", in_title=False)
    told = report(event="partnership", sure=False, title="DeepSeek looks abroad", figures=(), parties=(DEEPSEEK, harbour))
    assert re.search("“DeepSeek looks abroad”, with Harbour Works in the text, (to|under) the", read(told).sentence)
    assert "news of DeepSeek, with Harbour Works in the text, " in read(replace(told, title="딥시크의 해외 진출")).sentence


@pytest.mark.parametrize(
    ("title", "what"),
    [
        ("Lantern Mail can now read charts", "a new feature (“Lantern Mail can now read charts”)"),
        ("DeepSeek tests a light mode for sailors", "a test (“DeepSeek tests a light mode for sailors”)"),
        ("DeepSeek shuts down its harbour pilot", "a withdrawal (“DeepSeek shuts down its harbour pilot”)"),
    ],
)
def test_a_launch_says_which_sort_it_is(title: str, what: str) -> None:
    told = read(report(title=title, event="product_launch", figures=()))
    assert what in told.sentence and not told.facts[1:]


def test_a_model_that_is_withdrawn_is_not_told_as_released() -> None:
    title = "DeepSeek is retiring Tarn 1, says Tarn 2 is good enough"
    models = {"tarn-1": "Tarn 1", "tarn-2": "Tarn 2"}
    told = read(report(title=title, event="model_release", models=models, figures=()))
    assert f"a withdrawal (“{title}”)" in told.sentence and "release" not in told.sentence and not told.facts[1:]
    story = earlier(1, days=3, event="model_release", title=title, models=models, made=frozenset(models))
    assert name_story(story) == f"“{title}” of {day(story.published_at)}"
    assert name_story(replace(story, title="DeepSeek releases Tarn 1")).startswith("the Tarn 1 release of ")


HEALTH = {"segment": "healthcare", "lens": "adoption_map"}


@pytest.mark.parametrize("event", ["opinion", "other", "product_launch", "research", "personnel"])
def test_that_none_of_a_months_stories_on_a_company_is_of_the_reports_segment_is_said(event: str) -> None:
    lately = tuple(earlier(n, days=5 * n, event="opinion", title=f"A letter {n}", **HEALTH) for n in range(1, 6))
    before = earlier(9, days=40, event="opinion", title="A letter 9", **HEALTH)
    for n in range(8):
        told = report(ref=f"article:{n}", event=event, title="What DeepSeek owes to harbours", figures=())
        found = read(told, Past(stories=(*lately, before)))
        absent = "is the first on DeepSeek in that segment in at least 30 days|comes after 30 days without DeepSeek in that segment"
        assert re.search(absent, found.sentence), found.sentence
        assert f"story:{lately[4].story_id}" in found.facts[1]["refs"]  # type: ignore[operator]
        assert check_sentence(found.sentence, facts_of([found.sentence]), counts=found.counts) == ()


def test_of_what_a_month_brought_of_a_company_nothing_is_said_that_every_page_could_say() -> None:
    lately = tuple(earlier(n, days=5 * n, event="opinion", title=f"A letter {n}", **HEALTH) for n in range(1, 6))
    there = replace(lately[4], segment="foundation_models", lens="rules_map")
    beside = replace(there, primary="alibaba", companies={"alibaba": "Alibaba", "deepseek": "DeepSeek"})
    everywhere = tuple(earlier(n, days=n, event="opinion", title=f"A letter {n}", **HEALTH) for n in range(1, 25))
    others = tuple(replace(story, primary="alibaba", companies={"alibaba": "Alibaba"}) for story in lately)
    old = tuple(replace(story, published_at=story.published_at - timedelta(days=30)) for story in lately)
    before = earlier(9, days=40, event="opinion", title="A letter 9", **HEALTH)
    for stories in (lately[:3], (*lately, there), (*lately, beside), everywhere, others, old):
        told = report(event="opinion", title="What DeepSeek owes to harbours", figures=())
        assert "30 days" not in read(told, Past(stories=(*stories, before))).sentence
    assert "30 days" not in read(told, Past(stories=lately)).sentence  # the company is known for less than that
    for facts in ({"several": True}, {"title": "tarn-sdk v1.4.0"}, {"parties": ()}, {"segment": "general"}):
        told = report(**{"event": "opinion", "title": "What DeepSeek owes to harbours", "figures": (), **facts})
        assert "30 days" not in read(told, Past(stories=(*lately, before))).sentence


@pytest.mark.parametrize(
    ("title", "facts", "said"),
    [
        ("Our second office opens in Lisbon", {"teller": "DeepSeek"}, "news from DeepSeek on a new office"),
        ("DeepSeek is now ISO 27001 certified", {"teller": "DeepSeek"}, "news from DeepSeek on a certification"),
        ("Announcing a fellowship for pilots", {"teller": "DeepSeek"}, "news from DeepSeek on a programme"),
        ("Donating a crane to pilots", {"teller": "DeepSeek"}, "news from DeepSeek on a donation"),
        ("We host our first developer summit", {"teller": "DeepSeek"}, "news from DeepSeek on a conference"),
        ("Testing cranes with a new bug bounty program", {"teller": "DeepSeek"}, "news from DeepSeek on a bug bounty"),
        # not whose it is, or no such thing
        ("DeepSeek opens its office suite to pilots", {}, "(?!.*office)"),
        ("DeepSeek opens a rival to Office apps", {}, "(?!.*office)"),
        ("DeepSeek helps pilots program cranes", {}, "(?!.*programme)"),
        ("DeepSeek grants pilots early access", {}, "(?!.*programme)"),
        ("DeepSeek shows cranes at a summit", {}, "(?!.*conference)"),
        ("DeepSeek expands its presence detection", {}, "(?!.*office)"),
        ("Restructuring at Lantern hits DeepSeek", {}, "(?!.*reorganisation)"),
        ("DeepSeek reprograms its cranes", {}, "(?!.*programme)"),
        ("DeepSeek awarded contract for cranes", {}, "(?!.*award)"),
        ("DeepSeek renames its pilot", {}, "(?!.*renaming)"),
        ("DeepSeek skips the first harbour summit", {}, "(?!.*conference)"),
        ("DeepSeek quits an advisory board on cranes", {}, "(?!.*advisory)"),
        ("DeepSeek wins grants for pilots", {}, "(?!.*programme)"),
        ("DeepSeek refuses donations from pilots", {}, "(?!.*donation)"),
        ("DeepSeek meets with the new harbour office", {}, "(?!.*new office)"),
        ("DeepSeek reorganises your mail", {}, "(?!.*reorganisation)"),
        ("Restructuring documents with cranes", {"teller": "DeepSeek"}, "DeepSeek (?!.*reorganisation)"),
        ("DeepSeek opens up about the office", {"teller": "DeepSeek"}, "DeepSeek (?!.*new office)"),
    ],
)  # fmt: skip
def test_what_is_no_listed_event_is_called_what_its_headline_calls_it(title: str, facts: dict[str, Any], said: str) -> None:
    for n in range(4):
        told = report(**{"ref": f"article:{n}", "title": title, "event": "other", "sure": False, "figures": (), **facts})
        assert re.search(said, re.sub(" ?[(]?“.*”[)]?", "", read(told).sentence)), read(told).sentence


def test_a_large_sum_of_the_headline_is_named_where_it_is_what_the_event_is_about() -> None:
    sum_ = (replace(dollars("other", "4"), surface="$4 billion"),)
    for event, named in (("partnership", True), ("lawsuit", True), ("acquisition", False), ("personnel", False)):
        told = report(event=event, title="DeepSeek and a harbour: $4 billion", figures=sum_, parties=(DEEPSEEK, ALIBABA))
        assert ("($4 billion named)" in read(told).sentence) is named
    whole = report(event="personnel", title="DeepSeek completes reorganisation with a $4 billion stake", figures=sum_)
    assert "a reorganisation (“" in read(whole).sentence and "takes effect" not in read(whole).sentence
    worth = report(event="lawsuit", title="DeepSeek, worth $4 billion, is sued", figures=(replace(sum_[0], kind="valuation"),))
    assert "named" not in read(worth).sentence
    aside = report(event="partnership", title="DeepSeek and a harbour", figures=sum_)
    assert "named" not in read(aside).sentence


def test_what_is_numbered_continues_the_number_before_it() -> None:
    first = earlier(1, days=2, event="product_launch", title="Harbour v1.1.0")
    second = earlier(2, days=1, event="product_launch", title="Harbour v1.2.0", segment="robotics")
    told = report(event="product_launch", title="Harbour v1.3.0", figures=())
    past = Past(stories=(first, second))
    assert connect(told, past)[0].story is first, "the older one is nearer"
    assert "Harbour v1.2.0" in read(told, past).sentence


@pytest.mark.parametrize("event", ["incident", "personnel"])
def test_what_befalls_one_company_says_nothing_of_what_befalls_another(event: str) -> None:
    told = report(title="DeepSeek loses harbour pilots overnight", event=event, figures=())
    rival = earlier(1, days=2, company="alibaba", event=event, title="Of quays and cranes")
    assert before(told, Past(stories=(rival,)), connect(told, Past(stories=(rival,)))) == ()
    touching = replace(rival, title="Alibaba loses harbour pilots overnight")
    assert before(told, Past(stories=(touching,)), connect(told, Past(stories=(touching,))))


@pytest.mark.parametrize(
    ("event", "title"),
    [
        ("earnings", "DeepSeek passes a million harbours"),
        ("pricing", "DeepSeek simplifies its plans"),
        ("lawsuit", "DeepSeek and the fishers"),
        ("infrastructure", "DeepSeek grows with the tide"),
        ("incident", "DeepSeek loses a crane"),
        ("research", "Gulls read charts"),
        ("acquisition", "DeepSeek and a harbour"),
        ("regulation", "A council on cranes"),
        ("funding", "DeepSeek finds backers"),
        ("ranking", "DeepSeek among the tallest"),
    ],
)
def test_where_no_fact_says_what_happened_the_headline_does(event: str, title: str) -> None:
    for n in range(4):
        told = report(ref=f"article:{n}", event=event, title=title, figures=())
        assert f"(“{title}”)" in read(told).sentence
        assert "“" not in read(replace(told, title="딥시크가 항구에서 갈매기를 보았다")).sentence


@pytest.mark.parametrize(
    ("title", "facts"),
    [
        ("DeepSeek raises $10 billion", {"figures": (dollars("raised", "10"),)}),
        ("DeepSeek releases Vega 5", {**RELEASE, **VEGA}),
        ("DeepSeek opens Vega 5 to sailors", {**RELEASE, **VEGA}),
        ("Introducing Lantern Router", LAUNCH),
        ("DeepSeek and Alibaba join", {"event": "partnership", "parties": (DEEPSEEK, ALIBABA)}),
        ("DeepSeek buys Alibaba’s cranes", {"event": "acquisition", "parties": (DEEPSEEK, BESIDE)}),
        ("DeepSeek to spend $4 billion on harbours", {"event": "infrastructure", "figures": (dollars("capex", "4"),)}),
        ("DeepSeek Harbour v0.32.15", LAUNCH),
        ("Alibaba on boards", {"event": "ranking", "parties": (ALIBABA,), "standings": (ON_ARENA,)}),
        ("How Vega 5 copes with harbours", {**PAPER, **VEGA}),
        ("A bill on exports", {**RULE, "parties": ()}),
        ("DeepSeek earns $4 billion", {"event": "earnings", "figures": (dollars("revenue", "4"),)}),
    ],
)
def test_what_the_facts_say_is_not_said_again_by_the_headline(title: str, facts: dict[str, Any]) -> None:
    assert "“" not in read(report(title=title, **{"figures": (), **facts})).sentence


def test_a_case_of_use_stands_beside_the_months_others_of_who_tells_it() -> None:
    other = {"event": "other", "lens": "adoption_map", "companies": {"deepseek": "DeepSeek", "alibaba": "Alibaba"}}
    cases = tuple(
        earlier(n, days=4 * n, company="alibaba", title=f"How Alibaba cut its {what}", **other) for n, what in ((1, "bill"), (2, "queue"))
    )
    essay = earlier(3, days=5, company="alibaba", title="Alibaba on harbours", **other)
    old = replace(cases[0], published_at=NOON - timedelta(days=60))
    facts = {
        "event": "other",
        "sure": False,
        "figures": (),
        "lens": "adoption_map",
        "parties": (ALIBABA, replace(DEEPSEEK, role="secondary")),
    }
    told = report(title="How Alibaba halved its paperwork with Tarn", teller="DeepSeek", **facts)
    found = read(told, Past(stories=(*cases, essay)))
    assert "two other cases of use that involve DeepSeek" in found.sentence and "“How Alibaba cut its bill”" in found.sentence
    assert check_sentence(found.sentence, facts_of([found.sentence]), counts=found.counts) == ()
    for one, stories in (
        (told, (cases[0], essay, old)),
        (replace(told, teller=""), cases),
        (replace(told, title="Alibaba on cranes"), cases),
    ):
        assert "cases of use" not in read(one, Past(stories=(*stories,))).sentence


def test_one_model_in_two_headlines_ties_them_whatever_else_is_clear() -> None:
    facts = {"models": {"tarn-4": "Tarn 4"}, "made": frozenset({"tarn-4"}), "sure": False, "event": "model_release"}
    story = earlier(1, days=5, title="Tarn 4: sight for harbours", segment="computer_vision", **facts)
    told = report(
        event="other",
        sure=False,
        figures=(),
        title="Tarn 4 counts the gulls of a town",
        models={"tarn-4": "Tarn 4"},
        makers={"tarn-4": "deepseek"},
    )
    assert "“Tarn 4: sight for harbours”" in read(told, Past(stories=(story,))).sentence
    family = {"models": {"tarn": "Tarn"}, "made": frozenset({"tarn"})}
    for other in (replace(story, title="Sight for harbours"), replace(story, title="Tarn: sight for harbours", **family)):
        assert "harbours" not in read(told, Past(stories=(other,))).sentence


def test_what_may_be_of_one_kind_stands_beside_the_one_before_unless_it_is_daily_there() -> None:
    def said(event: str, *stories: PastStory) -> str:
        return read(report(event=event, sure=False, figures=(), title="Light for ships"), Past(stories=stories)).sentence

    joined = earlier(1, days=9, event="partnership", sure=False, title="DeepSeek x Harbour Works")
    assert "“DeepSeek x Harbour Works”" in said("partnership", joined)
    assert "Harbour Works" not in said("partnership", replace(joined, lens="supply_map")) + said("lawsuit", joined)
    assert "Harbour Works" not in said("partnership", replace(joined, published_at=NOON - timedelta(days=90)))
    launch = earlier(1, days=9, event="product_launch", title="DeepSeek offers cranes to towns")
    elsewhere = tuple(earlier(n, days=n, event="opinion", title=f"Letter {n}", **HEALTH) for n in (2, 3))
    assert "cranes to towns" in said("product_launch", launch, *elsewhere)
    assert "cranes to towns" not in said("product_launch", launch)  # at home one launch says little of the next
    assert "cranes to towns" not in said("product_launch", replace(launch, sure=False), *elsewhere)
    assert "Letter" not in said("opinion", *(replace(story, segment="foundation_models") for story in elsewhere))


def test_a_launch_stands_beside_a_model_of_its_maker_of_the_same_week() -> None:
    model = earlier(
        1,
        days=5,
        event="model_release",
        title="DeepSeek releases Tarn 4",
        models={"tarn-4": "Tarn 4"},
        made=frozenset({"tarn-4"}),
        **HEALTH,
    )
    told = report(event="product_launch", figures=(), title="DeepSeek opens a harbour")
    assert "the Tarn 4 release of 17 May 2026" in read(told, Past(stories=(model,))).sentence
    late = replace(model, published_at=NOON - timedelta(days=12))
    for one, story in ((told, late), (replace(told, sure=False), model), (replace(told, event="partnership"), model)):
        assert "Tarn" not in read(one, Past(stories=(story,))).sentence


def test_a_long_sentence_leaves_out_words_of_its_headline_before_it_leaves_out_a_clause() -> None:
    school = earlier(1, days=30, event="partnership", title="DeepSeek at a school for all keepers of lighthouses on the coast")
    facts = {
        "event": "partnership",
        "figures": (),
        "title": "DeepSeek joins the cranes and the gulls of a harbour where sailors count their own boats again",
    }
    for n in range(12):
        told = report(ref=f"article:{n}", **facts)
        alone = read(told).sentence
        beside = read(told, Past(stories=(school,), alike=(school,)), "Harbours, Lighthouses and Cranes of the Coast").sentence
        assert "boats again" in alone and "boats again" not in beside
        assert "at a school" in beside and len(beside) < 330


@pytest.mark.parametrize(
    ("title", "text", "name"),
    [
        ("한빛, 항구 에이전트 '등대지기' 출시", "한빛은 '등대지기'(Lantern Keeper)를 선보였다.", "Lantern Keeper"),
        ("한빛, 모델 ‘갈매기 5’를 공개", "한빛이 ‘갈매기 5(Gull 5)’를 공개했다.", "Gull 5"),
        ("海灯发布「潮汐」", "海灯今天发布「潮汐」（Tide Desk），面向港口。", "Tide Desk"),
        ("海灯、「潮汐」を発表", "海灯は「潮汐」(Tide Desk)を発表した。", "Tide Desk"),
        # nothing is out, or nobody says what it is in Latin letters
        ("한빛, '등대지기' 기능 축소", "한빛은 '등대지기'(Lantern Keeper)를 줄인다.", ""),
        ("한빛, '등대지기'에 도구 연결하는 기능 출시", "한빛은 '등대지기'(Lantern Keeper)를 잇는다.", ""),
        ("한빛, '등대지기' 출시", "한빛은 등대지기를 선보였다 (Lantern Keeper).", ""),
        ("한빛, '등대지기' 출시", "한빛은 '등대지기'(2026년 3월)를 선보였다.", ""),
        ("한빛, '등대지기' 출시", "한빛은 '등대지기'(AI)를 선보였다.", ""),
        ("한빛, 'LANTERN' 출시", "한빛은 'LANTERN'(Light And Net)를 선보였다.", ""),
        ("한빛, '등대지기' 출시 연기", "한빛은 '등대지기'(Lantern Keeper)를 미룬다.", ""),
        ("한빛, '등대지기' 출시하지 않기로", "한빛은 '등대지기'(Lantern Keeper)를 접는다.", ""),
        ("한빛, '등대지기' 공개 비판", "한빛은 '등대지기'(Lantern Keeper)를 비판했다.", ""),
        ("한빛, '등대지기' 출시했다 철회", "한빛은 '등대지기'(Lantern Keeper)를 냈다.", "Lantern Keeper"),
        ("한빛, '등대지기' 공개…“항로 안내”", "한빛은 '등대지기'(Lantern Keeper)를 선보였다.", "Lantern Keeper"),
        ("海灯、「潮汐」を発表へ", "海灯は「潮汐」(Tide Desk)を準備する。", ""),
        ("海灯推迟发布「潮汐」", "海灯的「潮汐」(Tide Desk)推迟。", ""),
        ("한빛 “배가 온다”", "한빛은 “배가 온다”(Lantern Keeper)고 했다.", ""),
        ("Hanbit releases 'Lantern'", "Hanbit released 'Lantern' (Lantern Keeper).", ""),
        ("", "", ""),
    ],
)
def test_what_a_headline_in_another_script_announces_is_named_as_its_text_glosses_it(title: str, text: str, name: str) -> None:
    assert gloss_of(title, text) == name
    told = report(event="product_launch", title=title, figures=(), glossed=name)
    found = read(told)
    assert not name or (f"the launch of {name}" in found.sentence and f"on {name}" in read(replace(told, sure=False)).sentence)
    assert check_sentence(found.sentence, gather(told, None, (), (), SEGMENT), counts=found.counts) == ()


@given(st.text(alphabet="'‘’「」(（)）가나다A b", max_size=300), st.text(alphabet="'‘’「」(（)）가나다A b", max_size=5_000))
def test_any_text_may_be_asked_for_a_gloss(title: str, text: str) -> None:
    assert gloss_of(title, text).isascii()
