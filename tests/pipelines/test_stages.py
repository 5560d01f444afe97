"""The pure functions of the stages that need no database."""

import asyncio
import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy import Spider
from scrapy.utils.test import get_crawler

from amw.boards import Row, Snapshot
from amw.runs import Verdict, judge
from amw.sources import Source, SourceIndex, load_sources, source_for
from amw.tags.form import form_of
from amw.tags.records import Evidence
from items import Article, BoardSnapshot, Rejected, Visit
from pipelines.check import check, check_snapshot
from pipelines.clean import MAX_TEXT, MAX_TITLE, clean, language, plausible, unique
from pipelines.identify import Identify, identify, outlet, telling
from pipelines.records import article_record, derived_rows, how_read, visit_record
from pipelines.stage import put_off, reject
from pipelines.tag import hinted, tag

NOW = datetime(2026, 5, 20, 8, tzinfo=UTC)
ANTHROPIC = load_sources()["anthropic-news"]


def article(**fields: object) -> Article:
    return Article(
        **{"source": "wire", "url": "https://wire.example/a", "fetched_at": NOW, "title": "A title", "text": "A text.", **fields}
    )


def test_clean_takes_out_what_cannot_be_stored() -> None:
    done = clean(
        article(title=" NUL\0 and\ud800 lone \u200b\tspaces ", text="one\r\n\n\n  two\0\nthree", authors=("Ann ", "Ann", "\0", "Bo"))
    )
    assert done.title == "NUL and lone spaces"
    assert done.text == "one\ntwo\nthree"
    assert done.authors == ("Ann", "Bo")


@given(st.text(), st.text())
def test_clean_gives_what_postgres_stores(title: str, text: str) -> None:
    done = clean(article(title=title, text=text))
    for value in (done.title, done.text):
        assert "\0" not in value
        value.encode("utf-8")
    assert clean(done) == done


def test_a_date_in_2087_is_no_date_and_says_so() -> None:
    done = clean(article(published_at=datetime(2087, 1, 1, tzinfo=UTC), provenance={"published_at": "json-ld"}))
    assert done.published_at is None
    assert done.provenance["published_at"].startswith("refused: 2087-01-01")


@pytest.mark.parametrize(
    "value, expected",
    [
        (datetime(2026, 5, 20, 10, tzinfo=timezone(timedelta(hours=2))), NOW),
        (datetime(2026, 5, 20, 8), NOW),
        (NOW + timedelta(hours=23), NOW + timedelta(hours=23)),
        (NOW + timedelta(hours=25), None),
        (datetime(1970, 1, 1, tzinfo=UTC), None),
        (None, None),
    ],
)
def test_plausible_dates(value: datetime | None, expected: datetime | None) -> None:
    assert plausible(value, NOW) == expected


def test_what_is_too_long_is_cut_and_says_so() -> None:
    done = clean(article(title="t" * 100_000, text="x" * (MAX_TEXT + 1)))
    assert len(done.title) == MAX_TITLE
    assert "cut from 100000 characters" in done.provenance["title"]
    assert len(done.text) == MAX_TEXT


@pytest.mark.parametrize(
    "tag_, expected", [("zh-Hans-CN", "zh"), ("EN_us", "en"), ("english", None), ("", None), (None, None), ("x1", None)]
)
def test_language_tags(tag_: str | None, expected: str | None) -> None:
    assert language(tag_) == expected


def test_names_are_kept_once_in_order() -> None:
    assert unique(("b", " a", "b", "")) == ("b", "a")


@pytest.mark.parametrize(
    "fields, reason",
    [({"title": ""}, "no_title"), ({"text": ""}, "no_text"), ({"url": "javascript:alert(1)"}, "no_url"), ({"url": "ftp://x/y"}, "no_url")],
)
def test_check_rejects_with_a_reason_and_the_facts(fields: dict[str, str], reason: str) -> None:
    visit = Visit(source="wire", url="https://wire.example/a", kind="article", outcome="fetched", fetched_at=NOW)
    done = check(article(**fields, visit=visit))
    assert isinstance(done, Rejected)
    assert (done.stage, done.reason, done.visit) == ("check", reason, visit)


def test_an_entry_without_text_is_an_article() -> None:
    assert isinstance(check(article(text="", origin="feed")), Article)


def test_a_board_without_rows_is_rejected_and_a_refused_one_with_rows_is_kept() -> None:
    empty = Snapshot(board="aider", captured_at=NOW, verdict="refused", reasons=("login page",))
    item = BoardSnapshot(source="aider", url="https://aider.example/", board="aider", fetched_at=NOW, snapshot=empty)
    done = check_snapshot(item)
    assert isinstance(done, Rejected)
    assert done.detail == "login page"
    short = replace(empty, rows=(Row(key="a", raw_name="A", model="A"),))
    assert check_snapshot(replace(item, snapshot=short)).snapshot is short


def test_an_error_of_ours_puts_the_page_off() -> None:
    visit = Visit(source="wire", url="https://wire.example/a", kind="article", outcome="fetched", fetched_at=NOW, etag='"1"')
    done = put_off(reject(article(visit=visit), "tag", "error", "ValueError: x"))
    assert done.visit is not None
    assert (done.visit.outcome, done.visit.etag) == ("failed", None)


def read(item: Article, home: Source | None = None) -> Article:
    """`item` identified and tagged."""
    identified = identify(item, telling(item, home)(), home)
    return tag(identified, identified.told.tags)


@pytest.fixture(scope="module")
def told() -> Article:
    text = "Moonshot AI has raised $2 billion from Alibaba, the company said on Monday. Kimi K2.6 is its newest model."
    return read(clean(article(title="Moonshot AI raises $2 billion", text=text, language="en", published_at=NOW)))


def test_spans_count_in_title_newline_text(told: Article) -> None:
    whole = f"{told.title}\n{told.text}"
    for mention in told.mentions:
        assert whole[mention.start : mention.end] == mention.surface
    assert "2 billion" in whole[told.amounts[0].start : told.amounts[0].end]


def test_the_lead_is_read_where_no_text_is_known() -> None:
    """Of most entries of feeds a title and a summary is all there is."""
    entry = article(text="", title="Series C", lead="Mistral AI raised $150 million at a valuation of $1.2 billion.", published_at=NOW)
    known = read(entry)
    assert known.event == "funding"
    assert known.reading_minutes is None, "how long the article is nobody knows"
    assert {m.company.key for m in known.mentions if m.company} == {"mistral"}
    assert [row["surface"] for row in derived_rows(known)["amounts"]] == ["$150 million", "$1.2 billion"]
    full = article(title="Series C", lead=entry.lead, text="Nothing is told.")
    assert read(full).mentions == (), "where a text is known, it is what is read"


def test_a_bare_version_gets_the_products_name() -> None:
    url = "https://github.com/vllm-project/vllm/releases/tag/v0.27.0"
    home = source_for(url)
    for title, told in (
        ("v0.27.0", "vLLM v0.27.0"),
        ("Release 2026.8.18", "vLLM Release 2026.8.18"),
        ("v0.32.15-rc0: mlx update (#17850)", "vLLM v0.32.15-rc0: mlx update (#17850)"),
        ("2.5 million downloads", "2.5 million downloads"),
        ("vLLM v0.27.0", "vLLM v0.27.0"),
    ):
        done = clean(article(title=title, url=url), home)
        assert done.title == told
        assert clean(done, home) == done
    assert clean(article(title="v0.27.0"), source_for("https://openai.com/news/1")).title == "v0.27.0"
    for forge in (
        "https://github.com/lantern/tarn-sdk/releases/tag/v1.2.0",
        "https://git.lantern.example/lantern/tarn-sdk/-/releases/v1.2.0",
    ):
        assert clean(article(title="v1.2.0", url=forge)).title == "tarn-sdk v1.2.0"


def test_the_outlet_is_who_tells_it_however_many_feeds_lead_there() -> None:
    openai = "https://openai.com/index/a-launch"
    assert outlet(article(source="planet", url=openai), source_for(openai)) == outlet(article(url=openai + "-2"), source_for(openai + "-2"))
    assert outlet(article(source="planet", url="https://nowhere.example/a"), None) == "nowhere.example"
    shared = ["https://medium.com/@ada/a-launch-1", "https://medium.com/@ada", "https://medium.com/@bob/a-launch-2"]
    assert [outlet(article(url=url), None) for url in shared] == ["medium.com/@ada", "medium.com/@ada", "medium.com/@bob"]
    assert outlet(article(url="https://www.youtube.com/watch?v=k"), None) == "youtube.com"
    assert outlet(article(url="https://boards.example/aa", origin="board"), source_for(openai)) == article().source
    named = {"source": "search", "url": "https://search.example/1", "site_name": "The Ledger", "provenance": {"site_name": "entry"}}
    assert outlet(article(**named), None) == "The Ledger"


def test_the_story_is_told_in_tags(told: Article) -> None:
    assert (told.event, told.lens, told.category) == ("funding", "player_map", "business")
    signature = told.told.signature
    assert signature.event and signature.companies and signature.models and signature.amounts, "it is grouped by what it tells"
    rows = derived_rows(told)
    assert {"key": "moonshot-ai", "role": "primary"}.items() <= next(r for r in rows["companies"] if r["key"] == "moonshot-ai").items()
    assert rows["events"][0]["amount_start"] == told.amounts[0].start


def test_a_company_acts_in_what_its_own_site_publishes_without_naming_it() -> None:
    notes = article(title="v2.1.236", text="Fixed a crash of the terminal after a long session.")
    (implied,) = (noted := read(notes, ANTHROPIC)).mentions
    assert implied.company is not None
    assert (implied.company.key, implied.role, implied.surface, implied.rule) == ("anthropic", "primary", "", "publisher")
    assert derived_rows(noted)["companies"] == [{"key": "anthropic", "role": "primary", "mentions": 0}]
    assert read(notes).mentions == () == read(notes, replace(ANTHROPIC, company="nobody-ltd")).mentions


def test_a_publisher_that_is_named_or_tells_of_another_is_told_as_the_text_tells_it() -> None:
    named = article(title="Anthropic opens an office in Tokyo", text="Anthropic said on Monday that it opens an office in Tokyo.")
    assert all(m.rule != "publisher" for m in read(named, ANTHROPIC).mentions)
    of_another = article(title="Mistral AI raises $600 million", text="Mistral AI has raised $600 million, it said.")
    found = read(of_another, replace(ANTHROPIC, company="nvidia")).mentions
    assert [(m.company.key, m.role) for m in found if m.rule == "publisher" and m.company is not None] == [("nvidia", "secondary")]


async def test_the_publisher_is_whose_site_an_article_stands_on_by_the_sources_of_the_crawl() -> None:
    notes = article(url="https://openai.com/news/notes", title="v2.1.236", text="Fixed a crash of the terminal after a long session.")
    stage = Identify(get_crawler(settings_dict={"STAGE_PROCESSES": 0}))
    await stage.open_spider()
    assert [m.company.key for m in (await stage.article(notes)).mentions if m.company is not None] == ["openai"]
    news = source_for("https://openai.com/news/rss.xml")
    assert news is not None
    stage.crawler.spider = Spider("feed", index=SourceIndex([replace(news, company="anthropic")]))
    assert [m.company.key for m in (await stage.article(notes)).mentions if m.company is not None] == ["anthropic"]
    assert (await stage.article(replace(notes, url="https://wire.example/notes"))).mentions == ()
    await stage.close_spider()


def test_what_a_source_writes_about_is_told_where_the_words_do_not(told: Article) -> None:
    news = source_for("https://openai.com/news/rss.xml")
    assert news is not None
    wire = replace(news, category="society", segment="robotics")
    unsure = told.told.tags
    told_nothing = replace(unsure, segment=None, category=None)
    hint = hinted(told_nothing, wire)
    assert (hint.segment, hint.category, hint.evidence["segment"].reason) == ("robotics", "society", "what OpenAI News writes about")
    assert hinted(unsure, wire) == unsure == hinted(unsure, None)
    assert hinted(replace(told_nothing, relevant=False), wire).segment is None


def test_what_an_unread_page_may_answer_is_not_asked() -> None:
    from amw.stories.aspects import ASPECTS
    from pipelines.assess import report

    summary = "It writes code."
    read = report(article(title="Introducing Lantern Router", text=summary))
    unread = report(article(title="Introducing Lantern Router", text="", lead=summary))
    assert set(read.answered) < set(unread.answered) == set(ASPECTS)


def test_who_tells_a_story_and_whom_no_register_knows_reach_what_is_judged(told: Article) -> None:
    from pipelines.assess import report

    news = source_for("https://openai.com/news/rss.xml")
    assert news is not None
    assert (report(told, home=news).teller, report(told, home=replace(news, company="moonshot-ai")).teller) == ("", "Moonshot AI")
    of_nobody = article(title="Tallow Robotics raises $40 million", text="Tallow Robotics has raised $40 million, the company said.")
    named = read(of_nobody)
    assert [(m.surface, m.role) for m in named.mentions if m.company is None][:1] == [("Tallow Robotics", "primary")]
    assert (report(named).unlisted, report(named, home=news).unlisted, report(told).unlisted) == ("Tallow Robotics", "", "")


def test_what_a_text_glosses_reaches_what_is_judged() -> None:
    from pipelines.assess import report

    told = article(title="한빛, '등대지기' 출시", text="한빛은 '등대지기'(Lantern Keeper)를 선보였다.", event="product_launch")
    assert (report(told).glossed, report(replace(told, event="lawsuit")).glossed) == ("Lantern Keeper", "")


def test_a_newsletter_tells_several_stories_and_release_notes_are_none() -> None:
    from pipelines.assess import report

    lines = "\n".join(f"- Fixes harbour chart number {n}." for n in range(20))
    for title, several in (("Lantern v1.2.3", False), ("Five things that happened this week", True)):
        assert report(article(title=title, text=lines, form=form_of(title, lines))).several is several


@pytest.mark.parametrize(
    ("title", "sure"), [("Norland rejects Tarn's data centre", False), ("Tarn opens its data centre in Norland", True)]
)
def test_what_its_headline_undoes_is_no_clear_event(title: str, sure: bool) -> None:
    from pipelines.assess import report

    told = article(title=title, event="infrastructure", tag_evidence={"event": Evidence(score=0.97, reason="words of the story")})
    assert report(told).sure is sure


def test_a_visit_keeps_what_it_found_and_a_304_has_no_capture() -> None:
    assert visit_record(None) is None
    visit = Visit(
        source="s", url="https://s.example/", kind="feed", outcome="not_modified", fetched_at=NOW, status=304, found=({"url": "u"},)
    )
    record = visit_record(visit)
    assert record is not None
    assert record["found"] == [{"url": "u"}]
    assert record["capture"] is None


def test_the_same_text_gives_the_same_digests(told: Article) -> None:
    from pipelines.assess import Assessed, report

    def record(item: Article) -> dict[str, object]:
        facts = report(item)
        return article_record(replace(item, assessment=Assessed(report=facts)))

    one, two = record(told), record(replace(told, fetched_at=NOW + timedelta(days=1)))
    assert (one["digest"], one["derived_digest"]) == (two["digest"], two["derived_digest"])
    other = record(replace(told, lens="supply_map"))
    assert other["digest"] == one["digest"]
    assert other["derived_digest"] != one["derived_digest"]


class Dying(Identify):
    """Ends the process that it works in."""

    name = "dying"

    async def article(self, item: Article) -> Article:
        await self.pool.run(partial(os._exit, 1))
        return item


async def test_an_item_that_ends_its_process_is_put_off_and_costs_no_other() -> None:
    dying, sound = Dying(get_crawler()), Identify(get_crawler())
    await dying.open_spider()
    await sound.open_spider()
    visit = Visit(source="wire", url="https://wire.example/a", kind="article", outcome="fetched", fetched_at=NOW)
    lost, found = await asyncio.gather(dying.process_item(article(visit=visit)), sound.process_item(article(title="Baidu and Zhipu AI")))
    assert isinstance(lost, Rejected)
    assert (lost.stage, lost.reason) == ("dying", "error") and "lost its process" in lost.detail
    assert lost.visit is not None and lost.visit.outcome == "failed"
    assert dying.crawler.stats is not None
    counts = {**dying.crawler.stats.get_stats(), "amw/root/fetched": 1}  # as the spider counts the address of its source
    assert counts["amw/outcome/article/failed/stage-error"] == 1
    assert judge(counts, finish_reason="finished") == Verdict("partial", "1 page failed and will be tried again")

    assert [mention.surface for mention in found.mentions] == ["Baidu", "Zhipu AI"]
    for stage in (dying, sound):
        await stage.close_spider()


def test_a_stop_tells_what_could_not_be_stored() -> None:
    counts = {"amw/root/fetched": 1, "amw/store/stored": 3}
    kept = Verdict("partial", "stopped on request; what is left is in the frontier")
    lost = Verdict("partial", "stopped on request; 1 item could not be stored and will be fetched again")
    assert [judge({**counts, "amw/store/lost": number}, finish_reason="shutdown") for number in (0, 1)] == [kept, lost]


def test_a_replay_is_judged_over_its_sources_and_files() -> None:
    counts = {"amw/root/fetched": 9, "amw/spider/expectation/few": 2, "amw/entries": 3856}
    assert judge(counts, finish_reason="finished") == Verdict("suspect", "2 sources gave fewer entries than they declare")
    torn = Verdict("partial", "1 file damaged; what precedes the damage is replayed")
    assert judge({**counts, "amw/spider/torn": 1}, finish_reason="finished") == torn


@pytest.mark.parametrize(
    ("told", "how"),
    [
        ("blocks", "blocks"),
        ("entry: the page has 200 characters of 900", "entry"),
        ("template 0123456789ab of gazette.example:8080, learned from 4 pages, valid since 2026-05-02", "template 0123456789ab"),
        ("template 0123456789ab cut from 600000 characters", "template 0123456789ab"),
        ("", "lead"),
    ],
)
def test_who_read_a_text_is_told_by_how_and_by_which_template(told: str, how: str) -> None:
    assert how_read({"text": told}) == how
    assert how_read({}) == "lead"
