"""The read side on a real server: pages, feeds, JSON and the change feed over stories that went through the real stages."""

from __future__ import annotations

import asyncio
import gzip
import json
import logging
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
import pytest
from filled import HOSTILE, LONG_LEAD, NOW, Got, board, fill, get
from typer.testing import CliRunner

from amw.cli import app
from amw.db.errors import Down
from amw.db.readers import Readers
from amw.serve import Server, records, serve_until_told, server, serving
from amw.serve.message import POLICY
from amw.serve.pages import stories
from amw.serve.pages.story import story_page
from amw.serve.records import lead
from amw.serve.routes import ROUTES

ROOT = Path(__file__).parents[3]
ATOM = "{http://www.w3.org/2005/Atom}"


def by_title(served: Server, words: str) -> dict[str, Any]:
    found = get(served, "/api/stories?everything=1&limit=100").json()["stories"]
    return next(story for story in found if words in story["title"])


class Elements(HTMLParser):
    def __init__(self, markup: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def every_page(served: Server) -> list[str]:
    stories = get(served, "/api/stories?everything=1").json()["stories"]
    return [
        "/",
        "/?everything=1",
        "/?segment=foundation_models&lens=player_map&country=CN",
        "/boards",
        "/boards/artificial_analysis/history",
        "/boards/artificial_analysis/history?model=qwen3.7-max",
        "/models/qwen-3.7-max",
        "/boards/artificial_analysis",
        "/companies",
        "/companies/alibaba",
        "/companies/openai",
        *(f"/stories/{story['id']}" for story in stories),
        "/nothing/here",
    ]


# ---------------------------------------------------------------- pages


def test_the_front_page_has_the_newest_stories_and_not_what_is_beside_the_market(served: Server) -> None:
    page = get(served, "/")
    assert page.status == 200
    titles = re.findall(r'<h2[^>]*><a href="/stories/\d+">([^<]*)', page.text)
    assert titles[0] == get(served, "/api/stories").json()["stories"][0]["title"]
    assert any(title.startswith("Moonshot AI raises $2 billion") for title in titles)
    assert "prune roses" not in page.text
    assert "prune roses" in get(served, "/?everything=1").text


def test_a_story_page_has_every_part(served: Server) -> None:
    story = by_title(served, "Qwen3.7 Max ranks 2nd")
    page = get(served, f"/stories/{story['id']}").text
    flat = re.sub(r"<[^>]+>", " ", page.partition("<main")[2])
    for words in (
        "Skip to main content",
        "Back to News",
        "min read",
        "CN",
        "17h ago",
        "The AMW Read",
        "Novelty",
        "Significance",
        "Kind of event",
        "Why these tags",
        "Foundation Models",
        "Player Map",
        "As told by",
        "Ada Writer",
        "Read Original",
        "How This Connects",
        "Based on Foundation Models · Player Map",
        "This article",
        "What it claims of leaderboards",
        "Supported",
    ):
        assert words in flat or words in page, words
    assert story["amw_read"] in flat.replace("&#x27;", "'")
    assert f'href="{story["url"]}"' in page
    assert " ".join(story["hashtags"]) in page
    assert f"#{story['topics'][0]}" in page
    assert re.search(r'<meter[^>]*min="0" max="1" value="0\.\d+"', page) or 'value="1.000"' in page
    claim = get(served, f"/api/stories/{story['id']}").json()["claims"][0]
    assert claim["verdict"] == "supported"
    introduction, _, finding = claim["evidence"].partition("): ")
    assert introduction.startswith("Artificial Analysis, capture of 2026-05-21 (303 rows")
    assert finding in page.replace("&#x27;", "'")
    assert "capture of 2026-05-21" not in page  # said once, above the claims that rest on it
    assert page.count("Artificial Analysis as of 21 May 2026") == 1
    assert claim["capture"] == {
        "captured_at": "2026-05-21T08:00:00+00:00",
        "version": "4.0",
        "url": "https://aa.example/models",
        "file": "2026.warc.gz",
        "offset": 4711,
        "digest": "sha256:ab",
    }
    assert "2026.warc.gz at 4711" in page


def test_edges_say_why_and_stand_in_the_order_of_time(served: Server) -> None:
    story = by_title(served, "Qwen3.7 Max ranks 2nd")
    thread = get(served, f"/api/stories/{story['id']}").json()["thread"]
    page = get(served, f"/stories/{story['id']}").text
    assert thread
    for edge in thread:
        assert edge["evidence"].split("(")[0].strip() in page.replace("&#x27;", "'")
    timeline = page.partition('class="timeline"')[2].partition("</ol>")[0]
    times = re.findall(r'datetime="([^"]+)"', timeline)
    assert times == sorted(times, reverse=True)
    assert len(times) == len(thread) + 1
    assert timeline.count("This article") == 1
    told = [edge for edge in thread if edge["kind"] not in ("related", "contradicts", "corrects")]
    assert told
    for edge in told:
        days = abs((datetime.fromisoformat(story["published_at"]).date() - datetime.fromisoformat(edge["published_at"]).date()).days)
        apart = f"{days} day{'s' * (days > 1)} apart" if days else "the same day"
        assert f"{apart}, both on {edge['shares'][0]}" in timeline if edge["shares"] else apart in timeline


def test_two_stories_that_point_at_each_other_are_one_edge(own_newsroom_url: str) -> None:
    with psycopg.connect(own_newsroom_url) as connection:
        ids = [row[0] for row in connection.execute("select id from story order by id limit 2").fetchall()]
        connection.execute("delete from story_link")
        for pair, score in ((ids, 0.4), (ids[::-1], 0.6)):
            connection.execute("insert into story_link values (%s, %s, 'corrects', %s, 'told otherwise before')", [*pair, score])
    with serving(own_newsroom_url) as own:
        found = get(own, f"/api/stories/{ids[0]}").json()
        around = [other["story_id"] for other in (*found["thread"], *found["related"])]
        assert around.count(ids[1]) == 1
        assert all(edge["kind"] != "corrects" for edge in found["thread"]), "nothing is corrected where the two disagree in nothing"


def test_the_thread_is_of_the_storys_map_and_what_is_tied_beyond_it_is_related(served: Server) -> None:
    stories = [get(served, f"/api/stories/{story['id']}").json() for story in get(served, "/api/stories").json()["stories"]]
    maps = {story["id"]: (story["segment"], story["lens"]) for story in stories}
    tied = [(maps[edge["story_id"]], maps[story["id"]]) for story in stories for edge in story["thread"]]
    assert tied and all(other == own for other, own in tied)


def test_words_of_a_summary_stand_where_no_text_is_known(own_newsroom_url: str) -> None:
    def words(own: Server) -> list[list[str | None]]:
        stories = [get(own, f"/api/stories/{story['id']}").json() for story in get(own, "/api/stories").json()["stories"]]
        return [[told["words"] for told in (*story["claims"], *story["tags"])] for story in stories]

    with serving(own_newsroom_url) as own:
        of_texts = words(own)
    with psycopg.connect(own_newsroom_url) as connection:
        connection.execute("update article set lead = text, text = ''")
    with serving(own_newsroom_url) as own:
        assert words(own) == of_texts
    assert any(told for story in of_texts for told in story)


def test_reports_of_one_story_stand_together(served: Server) -> None:
    story = by_title(served, "Moonshot AI raises $2 billion")
    found = get(served, f"/api/stories/{story['id']}").json()
    told = [(report["source"], report["relation"]) for report in found["told"]]
    assert told == [("wire.example", "new"), ("daily.example", "same_story")]
    assert all(report["reason"] for report in found["told"])
    assert found["told"][1]["reason"].startswith("shares ")
    page = get(served, f"/stories/{story['id']}").text
    assert "2 reports by 2 outlets" in page
    assert 'href="https://daily.example/kimi"' in page
    assert "first seen" in page
    with served.app.readers.transaction() as connection:
        whole = records.story(connection, "", story["id"])
    many = story_page({**whole, "told": whole["told"] * 6}, NOW).decode()
    assert many.partition("4 more reports")[0].count('href="https://daily.example/kimi"') == 4  # of six; the rest is folded
    assert "Reports of this story" not in story_page({**whole, "told": whole["told"][:1]}, NOW).decode()


def test_related_news_are_other_stories_and_say_what_they_share(served: Server) -> None:
    for story in get(served, "/api/stories").json()["stories"]:
        found = get(served, f"/api/stories/{story['id']}").json()
        ids = [other["story_id"] for other in found["related"]]
        assert not {story["id"], *(edge["story_id"] for edge in found["thread"])} & set(ids)
        assert len(set(ids)) == len(ids) <= 6
    found = get(served, f"/api/stories/{by_title(served, 'Figure AI')['id']}").json()
    assert found["related"]
    page = get(served, f"/stories/{found['id']}").text
    assert "Related News" in page
    assert f"same {found['related'][0]['shares']}" in page


def test_related_news_are_of_the_same_year(own_newsroom_url: str) -> None:
    def shared(id_: int) -> set[str]:
        with serving(own_newsroom_url) as own:
            return {other["shares"] for other in get(own, f"/api/stories/{id_}").json()["related"]}

    with psycopg.connect(own_newsroom_url) as connection:
        (story,) = connection.execute("select id from story order by id desc limit 1").fetchall()[0]
        connection.execute("delete from article_model")
        connection.execute("update article_company set role = 'mention'")
        connection.execute(
            "insert into article_company select a.id, c.id, 'secondary', 1, a.published_at"
            " from article a, (select id from company order by id desc limit 1) c"
        )
        connection.execute("update article set lens = null")
    assert "company" in shared(story)
    with psycopg.connect(own_newsroom_url) as connection:
        connection.execute(
            "update article a set published_at = a.published_at - interval '13 months' from story s"
            " where s.lead_article_id = a.id and s.id <> %s",
            [story],
        )
    assert not shared(story)


def test_release_notes_stand_behind_the_news_that_is_related(own_newsroom_url: str) -> None:
    with psycopg.connect(own_newsroom_url) as connection:
        lead, story, at = connection.execute(
            "select a.id, s.id, a.published_at from story s join article a on a.id = s.lead_article_id order by s.id desc limit 1"
        ).fetchall()[0]
        connection.execute("delete from article_model")
        connection.execute("update article_company set role = 'mention'")
        connection.execute(
            "insert into article_company select a.id, c.id, 'secondary', 1, a.published_at"
            " from article a, (select id from company order by id desc limit 1) c"
        )
        connection.execute("update article set segment = 'robotics', lens = case id when %s then 'rules_map' else 'supply_map' end", [lead])
        connection.execute(
            "update article set title = 'tarn-sdk v0.9.2' where id = (select a.id from story s join article a on a.id = s.lead_article_id"
            " where s.id <> %s order by abs(extract(epoch from a.published_at - %s)) limit 1)",
            [story, at],
        )
    with serving(own_newsroom_url) as own:
        related = get(own, f"/api/stories/{story}").json()["related"]
    titles = [other["title"] for other in related if other["shares"] == "company"]
    assert len(titles) > 2 and titles[-1] == "tarn-sdk v0.9.2"


def test_an_edit_without_a_word_is_seen_on_the_page(own_newsroom_url: str) -> None:
    with psycopg.connect(own_newsroom_url) as connection:
        article, story = connection.execute("select lead_article_id, id from story order by id limit 1").fetchall()[0]
        connection.execute(
            "insert into article_version (article_id, version, digest, title, text, valid_from, seen_at, changed, changes)"
            " select article_id, 2, 'x', title, '', valid_from, seen_at + interval '1 hour', '{amount}', '{\"silent\": true}'"
            " from article_version where article_id = %s",
            [article],
        )
    with serving(own_newsroom_url) as own:
        assert [version["silent"] for version in get(own, f"/api/stories/{story}").json()["versions"]] == [False, True]
        assert "changed: amount (silent edit)" in get(own, f"/stories/{story}").text


def test_the_words_of_a_publisher_are_shown_to_the_lead_and_no_further(served: Server) -> None:
    story = by_title(served, "Qwen3.7 Max ranks 2nd")
    for path in (f"/stories/{story['id']}", f"/api/stories/{story['id']}", "/", "/api/stories", "/feed.atom", "/feed.json"):
        assert "SECRET-BODY" not in get(served, path).text
    assert get(served, f"/api/stories/{story['id']}").json()["text"] is None
    shown = by_title(served, "Anthropic signs")["lead"]
    assert len(shown) <= 600 < len(LONG_LEAD)
    assert shown.endswith("…")
    without = by_title(served, "DeepSeek cuts the price")["lead"]
    assert without.startswith("DeepSeek has cut the price")
    assert len(without) <= 300


def test_a_summary_that_is_the_title_again_is_not_shown() -> None:
    told = {"title": "Harbour opens its router", "lead": "Harbour opens its router!", "text": ""}
    assert lead(told) is None
    assert lead({**told, "text": "Harbour opens its router\nAnybody may use it."}) == "Anybody may use it."
    assert lead({**told, "lead": "Harbour opens its router to all."}) == "Harbour opens its router to all."


def test_what_the_engine_wrote_is_shown_whole(served: Server) -> None:
    story = by_title(served, "Artificial Analysis moves its")
    assert "WHOLE-TEXT of our own" in get(served, f"/stories/{story['id']}").text
    assert "WHOLE-TEXT of our own" in get(served, f"/api/stories/{story['id']}").json()["text"]


def test_hostile_titles_are_text_everywhere(served: Server) -> None:
    assert by_title(served, "Figure AI")["title"] == HOSTILE
    for path in every_page(served):
        for tag, attributes in Elements(get(served, path).text).found:
            assert not [name for name in attributes if name.startswith("on") or name == "style"], path
            assert tag not in {"iframe", "object", "embed", "base", "img"}
            if tag == "script":
                assert attributes == {"type": "application/ld+json"}
            for name in ("href", "src", "action"):
                assert re.match(r"https?://|[/#?]", attributes.get(name) or "/"), (path, attributes)
    for path in ("/feed.atom", "/segments/robotics/feed.atom"):
        titles = [entry.findtext(f"{ATOM}title") for entry in ET.fromstring(get(served, path).body).iter(f"{ATOM}entry")]
        assert HOSTILE in titles


def test_an_address_that_is_no_address_is_shown_without_a_link(served: Server) -> None:
    with served.app.readers.transaction() as connection:
        found = records.story(connection, "https://news.example", by_title(served, "Qwen3.7 Max ranks 2nd")["id"])
    page = story_page({**found, "url": "javascript:alert(1)", "told": [{**found["told"][0], "url": "data:text/html,x"}] * 2}, NOW).decode()
    assert not [attributes for _, attributes in Elements(page).found if (attributes.get("href") or "").startswith(("javascript", "data"))]


def test_every_page_is_sound(served: Server) -> None:
    """One main, one h1, a title, a language; every control labelled; every id once; every link inside leads somewhere."""
    inside: set[str] = set()
    for path in every_page(served):
        page = get(served, path).text
        found = Elements(page).found
        tags = [tag for tag, _ in found]
        assert tags.count("main") == tags.count("h1") == tags.count("title") == 1, path
        assert dict(found)["html"] == {"lang": "en"}
        ids = [attributes["id"] for _, attributes in found if "id" in attributes]
        assert len(ids) == len(set(ids)), path
        for labelled in (attributes["aria-labelledby"] for _, attributes in found if "aria-labelledby" in attributes):
            assert labelled in ids
        assert page.count("<select") + page.count("<input") - page.count('type="hidden"') == page.count("<label")
        inside |= {str(a["href"]).partition("#")[0] for tag, a in found if tag == "a" and str(a.get("href")).startswith("/")}
    broken = {path: status for path in inside if path and (status := get(served, path.replace("&amp;", "&")).status) != 200}
    assert not broken


def test_the_page_says_what_it_is_to_machines(served: Server) -> None:
    story = by_title(served, "Figure AI")
    page = get(served, f"/stories/{story['id']}").text
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)[1])  # type: ignore[index]
    assert data["@type"] == "NewsArticle"
    assert data["headline"] == HOSTILE[:110]
    assert data["isBasedOn"]["url"] == story["url"]
    assert data["url"] == f"https://news.example/stories/{story['id']}"
    assert data["datePublished"].startswith("2026-05-22T02:00")


def test_filters_narrow_and_say_so(served: Server) -> None:
    for query, inside, outside in (
        ("company=alibaba", "Moonshot AI raises", "Anthropic signs"),
        ("company=Alibaba+Group+Holding+Ltd", "Moonshot AI raises", "Anthropic signs"),
        ("segment=robotics", "humanoid", "Moonshot AI raises"),
        ("lens=supply_map", "Anthropic signs", "Moonshot AI raises"),
        ("country=CN", "Moonshot AI raises", "Anthropic signs"),
        ("model=qwen-3.7-max", "Qwen3.7 Max ranks", "Anthropic signs"),
        ("words=BILLION+moonshot", "Moonshot AI raises", "Anthropic signs"),
        ("words=data+centres", "Anthropic signs", "Moonshot AI raises"),
        ("source=evil.example", "humanoid", "Moonshot AI raises"),
        ("source=daily.example", "Moonshot AI raises", "humanoid"),  # who told it second
    ):
        titles = " ".join(story["title"] for story in get(served, f"/api/stories?{query}").json()["stories"])
        assert inside in titles, query
        assert outside not in titles, query
        assert inside in get(served, f"/?{query}").text
    assert get(served, "/api/stories?company=No+Such+Company").json()["error"]["code"] == "no_company"
    assert "No story matches" in get(served, "/?segment=insurance").text
    form = Elements(
        get(served, "/?source=daily.example&everything=1").text
    ).found  # what has no field of its own is kept by the next search
    kept = {a["name"]: a["value"] for tag, a in form if tag == "input" and a.get("type") == "hidden"}
    assert kept == {"source": "daily.example", "everything": "1"}
    assert "No story matches" in get(served, "/?words=b_llion+%25").text  # signs of patterns are letters like others


def test_every_list_can_be_followed(served: Server) -> None:
    page = get(served, "/?words=moonshot&country=CN").text
    (address,) = {a["href"] for tag, a in Elements(page).found if tag == "link" and a.get("type") == "application/atom+xml"}
    feed = ET.fromstring(get(served, str(address)).body)
    assert feed.findtext(f"{ATOM}title") == "“moonshot” · CN · AI Market Watch"
    assert feed.findtext(f"{ATOM}id") == "https://news.example/feed.atom?words=moonshot&country=CN"
    titles = [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]
    assert titles == re.findall(r'<h2[^>]*><a href="/stories/\d+">([^<]*)', page)


def test_a_story_stands_under_its_newest_report_and_says_since_when_it_is_told(served: Server) -> None:
    with served.app.readers.transaction() as connection:
        (story,), _ = records.stories(connection, "", {"words": "moonshot round"}, limit=2)
    told = {
        **story,
        "first_published_at": NOW - timedelta(days=4),
        "last_published_at": NOW - timedelta(days=1),
        "published_at": NOW - timedelta(days=4),
    }
    shown = re.sub(r"<[^>]+>", "", stories.card({**told, "reports": 2}, NOW))
    assert shown.startswith("1d ago")
    assert "since 18 May 2026" in shown
    # A day is one of UTC, whatever zone the session of the database has.
    far = timezone(timedelta(hours=12))
    within = {
        **told,
        "first_published_at": datetime(2026, 5, 21, 1, tzinfo=far),
        "last_published_at": datetime(2026, 5, 20, 23, tzinfo=far),
    }
    assert "since" not in stories.card({**within, "reports": 2}, NOW)


def test_search_engines_and_previews_are_told_what_there_is(served: Server) -> None:
    story = by_title(served, "Anthropic signs")
    sitemap = ET.fromstring(get(served, "/sitemap.xml").body)
    listed = {place[0].text: [field.text for field in place[1:]] for place in sitemap}
    assert listed[story["page"]] == [story["last_published_at"].replace("+00:00", "Z")]
    assert story["page"] in listed and "https://news.example/" in listed
    assert by_title(served, "prune roses")["page"] not in listed
    assert "Sitemap: https://news.example/sitemap.xml" in get(served, "/robots.txt").text
    named = {a["property"]: a["content"] for tag, a in Elements(get(served, f"/stories/{story['id']}").text).found if "property" in a}
    assert named["og:title"] == story["title"]
    assert named["og:type"] == "article"
    assert named["og:url"] == story["page"]
    assert named["og:description"] == story["amw_read"]


def test_a_company_is_found_by_any_of_its_names(served: Server) -> None:
    assert 'href="/companies/alibaba"' in get(served, f"/companies?words={quote('阿里巴')}").text
    assert "No company has “zzz” in a name." in get(served, "/companies?words=zzz").text
    assert "No company has “%” in a name." in get(served, "/companies?words=%25").text  # signs of patterns are letters like others


def test_an_outlet_is_found_by_its_key_and_by_the_name_that_lists_show(own_newsroom_url: str) -> None:
    with psycopg.connect(own_newsroom_url) as connection:
        connection.execute("UPDATE article SET outlet = 'the-decoder' WHERE url LIKE '%evil.example%'")
    with serving(own_newsroom_url, now=lambda: NOW) as served:
        assert '<a href="/?source=The+Decoder" dir="auto">The Decoder</a>' in get(served, "/").text
        for named in ("The+Decoder", "the-decoder"):
            assert [story["title"] for story in get(served, f"/api/stories?source={named}").json()["stories"]] == [HOSTILE]


def test_a_page_of_older_stories_is_no_copy_of_the_first(served: Server) -> None:
    place = get(served, "/api/stories?limit=2").json()["next"]
    for address in ("/", f"/?after={place}", f"/?country=CN&after={place}"):
        (canonical,) = {a["href"] for tag, a in Elements(get(served, address).text).found if tag == "link" and a.get("rel") == "canonical"}
        assert canonical == f"https://news.example{address}"


def test_paging_shows_every_story_once_in_order(served: Server) -> None:
    whole = [story["id"] for story in get(served, "/api/stories?limit=100&everything=1").json()["stories"]]
    paged, after = [], ""
    while True:
        page = get(served, f"/api/stories?limit=2&everything=1{after}").json()
        paged += [story["id"] for story in page["stories"]]
        assert len(page["stories"]) <= 2
        if page["next"] is None:
            break
        after = f"&after={page['next']}"
    assert paged == whole
    assert len(whole) >= 6


def test_a_merged_story_leads_to_where_it_went(own_newsroom_url: str) -> None:
    with psycopg.connect(own_newsroom_url) as connection:
        ids = [row[0] for row in connection.execute("select id from story order by id limit 2").fetchall()]
        connection.execute("update story set merged_into = %s where id = %s", [ids[0], ids[1]])
    with serving(own_newsroom_url) as own:
        answer = get(own, f"/stories/{ids[1]}")
        assert (answer.status, answer.headers["location"]) == (307, f"/stories/{ids[0]}")
        assert get(own, f"/api/stories/{ids[1]}").headers["location"] == f"/api/stories/{ids[0]}"
        assert ids[1] not in {story["id"] for story in get(own, "/api/stories?everything=1").json()["stories"]}


# ---------------------------------------------------------------- boards and companies


def test_a_board_is_shown_as_it_stood_with_whose_numbers_they_are(served: Server) -> None:
    page = get(served, "/boards/artificial_analysis?by=family&country=CN").text
    assert "Source: Artificial Analysis" in page
    rows = re.findall(r'<tr><td class="n">(\d+)</td><th[^>]*><a[^>]*>([^<]+)', page)
    assert "rows</a>" not in page
    assert rows == [("1", "Qwen3.7 Max"), ("2", "DeepSeek V4 Pro")]
    assert get(served, "/boards/artificial_analysis?on=2026-05-20").status == 404
    assert "no capture" in get(served, "/boards/artificial_analysis?on=2026-05-20").text
    assert get(served, "/boards/artificial_analysis?on=2026-05-21").status == 200
    found = get(served, "/api/boards/artificial_analysis?by=row&limit=2").json()
    assert [(row["place"], row["model"], row["country_rank"]) for row in found["sections"][0]["rows"]] == [
        (1, "GPT-5.5", 1),
        (2, "Qwen3.7 Max", 1),
    ]
    assert found["sections"][0]["of"] == 303
    after = get(served, "/api/boards/artificial_analysis?by=row&limit=500&start=2").json()["sections"][0]
    assert (after["of"], [row["rank"] for row in after["rows"]]) == (303, list(range(3, 304)))
    page = get(served, "/boards/artificial_analysis?by=row&start=200&country=US").text
    assert not page.count('<tr><td class="n">')
    page = get(served, "/boards/artificial_analysis?by=row&start=100").text
    assert page.count('<tr><td class="n">') == 100
    assert "101 to 200 of 303" in page
    assert 'href="/boards/artificial_analysis?by=row">First rows' in page
    assert 'href="/boards/artificial_analysis?by=row&amp;start=200">Next rows' in page
    opened = get(served, "/api/boards/artificial_analysis?by=open_weights").json()["sections"][0]["rows"]
    assert [row["model"] for row in opened] == ["DeepSeek V4 Pro"]
    boards = get(served, "/api/boards").json()["boards"]
    assert boards[0]["key"] == "artificial_analysis"
    assert boards[0]["rows"] == 303
    marked = {board["key"] for board in boards if board["non_commercial"]}
    assert "swe_bench" in marked
    assert not {"artificial_analysis", "models_dev", "aider"} & marked
    assert found["non_commercial"] is False
    assert "not for commercial use" not in page


def test_a_board_has_its_captures_and_a_model_its_way_through_them(served: Server) -> None:
    found = get(served, "/api/boards/artificial_analysis/history?model=Qwen3.7%20Max").json()
    assert [(capture["verdict"], capture["rows"]) for capture in found["captures"]] == [("ok", 303)]
    assert [(point["rank"], point["of"]["rank"], point["model"]) for point in found["points"]] == [(2, 303, "Qwen3.7 Max")]
    page = get(served, "/boards/artificial_analysis/history?model=Qwen3.7%20Max").text
    assert "<h1>Qwen3.7 Max on Artificial Analysis</h1>" in page
    assert 'href="/models/qwen-3.7-max"' in page
    assert "1 captures" not in page
    assert get(served, "/boards/artificial_analysis/history?model=nobody").status == 404
    assert get(served, "/boards/nothing/history").status == 404
    assert "303" in get(served, "/boards/artificial_analysis/history").text


def test_a_model_has_its_standings_and_its_stories(served: Server) -> None:
    found = get(served, "/api/models/qwen-3.7-max").json()
    assert found["maker"] == {"key": "alibaba", "name": "Alibaba"}
    assert [(at["board"]["key"], at["rank"], at["of"]["maker_rank"]) for at in found["standings"]] == [("artificial_analysis", 2, 4)]
    assert any("Qwen3.7 Max ranks" in story["title"] for story in found["stories"])
    page = get(served, "/models/qwen-3.7-max").text
    assert "2 of 303" in page
    assert "Source: Artificial Analysis" in page
    assert get(served, "/models/no-such").status == 404


def test_every_tag_says_why_and_so_does_one_that_is_missing(served: Server) -> None:
    story = by_title(served, "Qwen3.7 Max ranks")
    tagged = {why["field"]: why for why in get(served, f"/api/stories/{story['id']}").json()["tags"]}
    assert {"relevant", "category", "segment", "lens", "event"} <= set(tagged)
    assert all(why["reason"] for why in tagged.values())
    page = get(served, f"/stories/{story['id']}").text
    assert "Why these tags" in page
    assert tagged["event"]["reason"] in page


def test_a_company_has_its_stories_its_standings_and_its_names(served: Server) -> None:
    found = get(served, "/api/companies/alibaba").json()
    assert (found["standings"][0]["rank"], found["standings"][0]["maker_rank"], found["standings"][0]["model"]) == (2, 2, "Qwen3.7 Max")
    assert {"Alibaba", "阿里巴巴"} <= {name["name"] for name in found["names"]}
    assert any("Qwen3.7 Max ranks" in story["title"] for story in found["stories"])
    page = get(served, "/companies/alibaba").text
    assert "阿里巴巴" in page
    assert "2 of 303" in page
    assert get(served, "/companies/no-such").status == 404


# ---------------------------------------------------------------- feeds


@pytest.mark.parametrize("path", ["/feed", "/segments/foundation_models/feed", "/companies/moonshot-ai/feed"])
def test_feeds_agree_and_are_whole(served: Server, path: str) -> None:
    root = ET.fromstring(get(served, f"{path}.atom").body)
    entries = list(root.iter(f"{ATOM}entry"))
    items = get(served, f"{path}.json").json()
    assert items["version"] == "https://jsonfeed.org/version/1.1"
    assert items["feed_url"] == f"https://news.example{path}.json"
    assert [entry.findtext(f"{ATOM}id") for entry in entries] == [item["id"] for item in items["items"]]
    assert entries
    for name in ("id", "title", "updated"):
        assert root.findtext(f"{ATOM}{name}")
        assert all(entry.findtext(f"{ATOM}{name}") for entry in entries)
    assert all(entry.find(f"{ATOM}author/{ATOM}name") is not None for entry in entries)


def test_our_own_readers_of_feeds_read_ours(served: Server) -> None:
    from amw.feeds import parse_feed

    for path in ("/feed.atom", "/feed.json"):
        assert len(parse_feed(get(served, path).body, "https://news.example" + path).entries) >= 5


def test_a_feed_of_nobody_is_not_found(served: Server) -> None:
    for path in ("/segments/astrology/feed.atom", "/companies/no-such/feed.json"):
        assert get(served, path).status == 404


# ---------------------------------------------------------------- HTTP


def test_an_answer_is_sent_once_and_compressed_where_asked(served: Server) -> None:
    for path in ("/", "/api/stories", "/feed.atom", "/style.css"):
        first = get(served, path)
        assert "content-encoding" not in first.headers
        packed = get(served, path, Accept_Encoding="gzip")
        assert packed.headers["content-encoding"] == "gzip"
        assert gzip.decompress(packed.body) == first.body
        again = get(served, path, If_None_Match=first.headers["etag"])
        assert (again.status, again.body) == (304, b"")
        assert get(served, path, If_None_Match='"other"').status == 200


def test_every_answer_keeps_a_browser_safe(served: Server) -> None:
    for path in ("/", "/nothing", "/api/nothing", "/feed.atom", "/stories/1", "/api/stories?limit=x", "/style.css", "/" + "a" * 3000):
        headers = get(served, path).headers
        assert headers["content-security-policy"] == POLICY
        assert "unsafe" not in POLICY
        assert "script-src" not in POLICY
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "server" not in headers


def test_head_is_get_without_its_body(served: Server) -> None:
    whole, head = get(served, "/"), get(served, "/", method="HEAD")
    assert head.body == b""
    assert head.headers["content-length"] == str(len(whole.body))
    assert head.headers["etag"] == whole.headers["etag"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "NONSENSE"])
def test_only_reading_is_allowed(served: Server, method: str) -> None:
    answer = get(served, "/api/stories", method=method)
    assert answer.status == 405
    assert answer.headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/api/stories?limit=0", 400, "bad_parameter"),
        ("/api/stories?limit=101", 400, "bad_parameter"),
        ("/api/stories?colour=red", 400, "unknown_parameter"),
        ("/api/stories?limit=1&limit=2", 400, "repeated_parameter"),
        ("/api/stories?country=ZZ", 400, "bad_parameter"),
        ("/api/stories/999999", 404, "no_story"),
        ("/api/stories/abc", 404, "not_found"),
        ("/api/stories/" + "9" * 30, 404, "not_found"),
        ("/api/boards/nothing", 404, "no_board"),
        ("/api/boards/artificial_analysis?by=luck", 400, "bad_parameter"),
        ("/api/companies/nobody", 404, "no_company"),
        ("/api/changes?since=x", 400, "bad_parameter"),
        ("/api/changes?since=18446744073709551615-1", 200, None),
        ("/api/changes?wait=61", 400, "bad_parameter"),
        ("/api/nothing", 404, "not_found"),
        ("/api/stories?" + "x" * 3000, 414, "url_too_long"),
    ],
)
def test_programs_are_told_what_is_wrong(served: Server, path: str, status: int, code: str | None) -> None:
    answer = get(served, path)
    assert answer.status == status
    if code:
        assert answer.headers["content-type"] == "application/json"
        assert answer.json()["error"] == {"status": status, "code": code, "message": answer.json()["error"]["message"]}


def wait_until(condition: Callable[[], object]) -> None:
    until = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.02)


def raw(served: Server, *parts: bytes, pause: float = 0.0) -> bytes:
    with socket.create_connection(("127.0.0.1", served.server_address[1]), timeout=20) as connection:
        for part in parts:
            connection.sendall(part)
            time.sleep(pause)
        connection.shutdown(socket.SHUT_WR)
        found = b""
        while chunk := connection.recv(65536):
            found += chunk
        return found


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"GET / HTTP/1.1\r\n" + b"".join(b"X-%d: y\r\n" % n for n in range(200)) + b"\r\n", b"431"),
        (b"GET / HTTP/1.1\r\nX: " + b"y" * 40_000 + b"\r\n\r\n", b"431"),
        (b"GET /" + b"a" * 40_000 + b" HTTP/1.1\r\n\r\n", b"414"),
        (b"GET http://other.example/ HTTP/1.1\r\n\r\n", b"400"),
        (b"GET / HTTP/3.7\r\n\r\n", b"505"),
        (b"\x16\x03\x01\x02\x00\x01\x00 x y z\r\n\r\n", b"400"),
        (b"GET /%00 HTTP/1.1\r\n\r\n", b"400"),
        (b"GET / HTTP/1.0\r\n\r\n", b"200"),
    ],
)
def test_a_malformed_request_is_refused_and_closed(served: Server, request_: bytes, status: bytes) -> None:
    answer = raw(served, request_)
    assert answer.split(b" ")[1] == status
    assert b"Traceback" not in answer


def test_many_requests_share_a_connection(served: Server) -> None:
    answer = raw(served, b"GET /api/health HTTP/1.1\r\nHost: x\r\n\r\n" * 3)
    assert answer.count(b"HTTP/1.1 200") == 3


def test_a_body_is_never_taken_for_a_request(served: Server) -> None:
    answer = raw(served, b"POST / HTTP/1.1\r\nContent-Length: 30\r\n\r\nGET /api/health HTTP/1.1\r\n\r\n")
    assert answer.count(b"HTTP/1.1") == 1


def test_who_trickles_is_cut_off(newsroom_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "REQUEST_SECONDS", 0.5)
    with serving(newsroom_url) as own, socket.create_connection(("127.0.0.1", own.server_address[1]), timeout=10) as connection:
        with pytest.raises(OSError):
            for _ in range(2_000):
                connection.sendall(b"G")
                time.sleep(0.05)
        assert get(own, "/api/health").status == 200


def test_more_connections_than_there_are_places_are_told_to_come_again(newsroom_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "CONNECTIONS", 2)
    with serving(newsroom_url) as own:
        held = [socket.create_connection(("127.0.0.1", own.server_address[1])) for _ in range(2)]
        wait_until(lambda: len(own._open) == 2)
        assert raw(own, b"").startswith(b"HTTP/1.1 503")
        for connection in held:
            connection.close()
        wait_until(lambda: not own._open)
        wait_until(lambda: get(own, "/api/health").status == 200)


def test_many_readers_at_once_get_their_own_answers(served: Server) -> None:
    paths = every_page(served)[:-1] * 3
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda path: get(served, path, Accept_Encoding="gzip"), paths))
    assert {answer.status for answer in answers} == {200}
    by_path: dict[str, set[str]] = {}
    for path, answer in zip(paths, answers, strict=True):
        by_path.setdefault(path, set()).add(answer.headers["etag"])
    assert all(len(tags) == 1 for tags in by_path.values())


def test_the_host_header_is_not_believed(served: Server) -> None:
    assert "elsewhere.test" not in get(served, "/feed.atom", Host="elsewhere.test").text


# ---------------------------------------------------------------- changes


def test_changes_come_in_order_and_page_without_a_gap(served: Server) -> None:
    whole = get(served, "/api/changes?limit=1000").json()
    assert {"article", "story", "board_snapshot"} <= {change["entity"] for change in whole["changes"]} or whole["more"]
    cursors, since = [], "0-0"
    for _ in range(4):
        page = get(served, f"/api/changes?since={since}&limit=250").json()
        cursors += [change["cursor"] for change in page["changes"]]
        since = page["cursor"]
    assert cursors == [change["cursor"] for change in whole["changes"]]
    assert len(set(cursors)) == len(cursors)
    assert "SECRET-BODY" not in json.dumps(whole)


def test_a_waiting_reader_hears_of_a_change_when_it_comes(own_newsroom_url: str) -> None:
    with serving(own_newsroom_url, now=lambda: NOW) as own, ThreadPoolExecutor(1) as pool:
        since = get(own, "/api/health").json()["cursor"]
        begun = time.monotonic()
        assert get(own, f"/api/changes?since={since}&wait=1").json() == {"changes": [], "cursor": since, "more": False}
        assert time.monotonic() - begun > 0.9
        waiting = pool.submit(get, own, f"/api/changes?since={since}&wait=60")
        page = get(own, "/")
        time.sleep(0.3)
        assert not waiting.done()
        with psycopg.connect(own_newsroom_url) as writer:
            writer.execute("update article set title = 'Moonshot AI takes its round back' where title like 'Moonshot AI raises%'")
            time.sleep(0.6)
            assert not waiting.done()  # not committed yet
        (change,) = waiting.result(60).json()["changes"]
        assert (change["kind"], change["entity"], change["payload"]["title"]) == ("update", "article", "Moonshot AI takes its round back")
        # A page kept from before the change is not shown after it.
        after = get(own, "/", If_None_Match=page.headers["etag"])
        assert after.status == 200
        assert "takes its round back" in after.text


def test_a_stop_ends_waiting_readers_with_an_answer(newsroom_url: str) -> None:
    answers: list[Got] = []
    with serving(newsroom_url) as own:
        since = get(own, "/api/health").json()["cursor"]
        wait_until(lambda: not own._open)
        waiter = threading.Thread(target=lambda: answers.append(get(own, f"/api/changes?since={since}&wait=60")))
        idle = socket.create_connection(("127.0.0.1", own.server_address[1]))
        waiter.start()
        wait_until(lambda: sorted(str(reading) for reading in own._open.values())[1:] == ["None"])  # one idle, one being answered
    waiter.join(60)
    idle.close()
    assert answers[0].status == 200
    assert answers[0].headers["connection"] == "close"


# ---------------------------------------------------------------- the database


def test_readers_cannot_write(newsroom_url: str) -> None:
    with Readers(newsroom_url) as readers:
        with readers.transaction() as connection:
            assert connection.execute("select current_user").fetchone() == ("amw_reader",)
        with pytest.raises(Down, match="read-only"), readers.transaction() as connection:
            connection.execute("delete from article")
        with readers.transaction() as connection:
            assert connection.execute("select count(*) > 0 from article").fetchone() == (True,)


def test_a_database_that_is_down_is_said_and_came_back(postgres: Any, caplog: pytest.LogCaptureFixture) -> None:
    with serving(postgres.url) as own, ThreadPoolExecutor(16) as pool:
        assert get(own, "/api/health").status == 200
        postgres.stop()
        caplog.set_level(logging.CRITICAL, logger="psycopg.pool")
        down, page, *others = pool.map(lambda path: get(own, path), ("/api/health", "/", *["/boards"] * 14))
        assert {other.status for other in others} == {503}
        assert (down.status, down.json()["error"]["code"], down.headers["retry-after"]) == (503, "database_down", "5")
        assert page.status == 503
        assert "postgresql" not in page.text.lower()
        postgres.start()
        wait_until(lambda: get(own, "/api/health").status == 200)


def test_a_fault_of_ours_is_told_without_its_inside(
    served: Server, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("postgresql://user:hunter2@db/x")

    monkeypatch.setattr("amw.serve.routes.board_records.board_list", broken)
    answer = get(served, "/api/boards?")
    if answer.status == 200:  # kept from an earlier test in this minute
        served.app._kept._kept.clear()
        answer = get(served, "/api/boards")
    assert answer.status == 500
    assert "hunter2" not in answer.text
    assert "hunter2" not in caplog.text
    assert "RuntimeError" in caplog.text


# ---------------------------------------------------------------- OpenAPI


def check(value: Any, schema: dict[str, Any], whole: dict[str, Any], at: str = "$") -> None:
    """Holds `value` against the part of JSON Schema that the document uses."""
    if "$ref" in schema:
        check(value, whole["components"]["schemas"][schema["$ref"].rpartition("/")[2]], whole, at)
        return
    if "anyOf" in schema:
        if value is None:
            assert {"type": "null"} in schema["anyOf"], at
            return
        (other,) = (part for part in schema["anyOf"] if part != {"type": "null"})
        check(value, other, whole, at)
        return
    kinds = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "array": list, "object": dict}
    assert isinstance(value, kinds[schema["type"]]), f"{at}: {value!r} is no {schema['type']}"
    assert schema["type"] == "boolean" or not isinstance(value, bool), at
    if "enum" in schema:
        assert value in schema["enum"], at
    if "minimum" in schema:
        assert schema["minimum"] <= value <= schema["maximum"], at
    if schema["type"] == "object" and "properties" in schema:
        assert set(value) == set(schema["properties"]), f"{at}: {set(value) ^ set(schema['properties'])}"
        for name, part in value.items():
            check(part, schema["properties"][name], whole, f"{at}.{name}")
    if schema["type"] == "array" and "items" in schema:
        for number, part in enumerate(value):
            check(part, schema["items"], whole, f"{at}[{number}]")


def test_the_document_names_every_route_and_every_parameter(served: Server) -> None:
    found = get(served, "/api/openapi.json").json()
    routes = {route.path: route for route in ROUTES if route.path.startswith("/api/") or "feed." in route.path}
    assert set(found["paths"]) == set(routes)
    assert found["openapi"].startswith("3.1")
    ids = [path["get"]["operationId"] for path in found["paths"].values()]
    assert len(set(ids)) == len(ids)
    for path, route in routes.items():
        told = {(parameter["name"], parameter["in"]) for parameter in found["paths"][path]["get"]["parameters"]}
        assert told == {(parameter.name, "path" if parameter.in_path else "query") for parameter in route.parameters}
        assert set(re.findall(r"{(\w+)}", path)) == {name for name, where in told if where == "path"}


def test_answers_are_as_the_document_says(served: Server) -> None:
    whole = get(served, "/api/openapi.json").json()
    story_ids = [story["id"] for story in get(served, "/api/stories?everything=1").json()["stories"]]
    asked = {
        "/api/stories": ["/api/stories?everything=1"],
        "/api/stories/{id}": [f"/api/stories/{id}" for id in story_ids],
        "/api/boards": ["/api/boards"],
        "/api/boards/{key}": ["/api/boards/artificial_analysis", "/api/boards/artificial_analysis?by=maker&country=CN"],
        "/api/boards/{key}/history": [
            "/api/boards/artificial_analysis/history",
            "/api/boards/artificial_analysis/history?model=qwen3.7-max",
        ],
        "/api/models/{key}": ["/api/models/qwen-3.7-max", "/api/models/gpt-5.5"],
        "/api/companies/{key}": ["/api/companies/alibaba", "/api/companies/deepmind", "/api/companies/openai"],
        "/api/changes": ["/api/changes?limit=50"],
        "/api/health": ["/api/health"],
        "/api/openapi.json": ["/api/openapi.json"],
        "/feed.atom": ["/feed.atom"],
        "/feed.json": ["/feed.json"],
        "/segments/{key}/feed.atom": ["/segments/robotics/feed.atom"],
        "/segments/{key}/feed.json": ["/segments/robotics/feed.json"],
        "/companies/{key}/feed.atom": ["/companies/alibaba/feed.atom"],
        "/companies/{key}/feed.json": ["/companies/alibaba/feed.json"],
    }
    assert set(asked) == set(whole["paths"])
    for path, targets in asked.items():
        ((kind, content),) = whole["paths"][path]["get"]["responses"]["200"]["content"].items()
        for target in targets:
            answer = get(served, target)
            if answer.status == 404 and "deepmind" in target:
                continue
            assert answer.status == 200, target
            assert answer.headers["content-type"] == kind
            if "json" in kind:
                check(answer.json(), content["schema"], whole, target)
    for target in ("/api/stories/999999", "/api/stories?limit=x"):
        check(get(served, target).json(), {"$ref": "#/components/schemas/Problem"}, whole)


def test_what_changed_on_a_board_is_as_the_document_says(own_newsroom_url: str) -> None:
    asyncio.run(fill(own_newsroom_url, [board(20, lead=55.0)]))
    with serving(own_newsroom_url, now=lambda: NOW) as own:
        found = get(own, "/api/boards/artificial_analysis").json()
        whole = get(own, "/api/openapi.json").json()
    assert "overtook" in {move["kind"] for move in found["moves"]}
    content = whole["paths"]["/api/boards/{key}"]["get"]["responses"]["200"]["content"]
    check(found, content["application/json"]["schema"], whole)


# ---------------------------------------------------------------- the command


def test_the_command_serves_until_it_is_told_to_stop(newsroom_url: str) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "amw.cli", "serve", "--port", "0", "--access-log"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": newsroom_url},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stderr is not None
        line = process.stderr.readline()
        port = int(re.search(r"http://127\.0\.0\.1:(\d+)", line)[1])  # type: ignore[index]
        with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
            connection.sendall(b"GET /api/health?token=hunter2 HTTP/1.1\r\n\r\nGET /api/health HTTP/1.1\r\nConnection: close\r\n\r\n")
            found = b""
            while chunk := connection.recv(65536):
                found += chunk
        assert found.startswith(b"HTTP/1.1 400")  # the interface for programs knows no token
        assert b"HTTP/1.1 200" in found
        process.send_signal(signal.SIGTERM)
        _, told = process.communicate(timeout=60)
        assert process.returncode == 0
        assert "stopped" in told
        assert "/api/health" in told
        assert "hunter2" not in told
    finally:
        process.kill()
        process.wait()


def test_an_interrupt_stops_as_well_and_gives_the_signals_back(newsroom_url: str) -> None:
    before = signal.getsignal(signal.SIGINT)
    statuses: list[int] = []

    def ready(own: Server) -> None:
        statuses.append(get(own, "/api/health").status)
        threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGINT)).start()

    serve_until_told(newsroom_url, "127.0.0.1", 0, public_url=None, ready=ready)
    assert statuses == [200]
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [(["--port", "TAKEN"], 1, "cannot listen"), (["--public-url", "ftp://x"], 2, "no http(s) address"), (["--port", "70000"], 2, "65535")],
)
def test_the_command_says_what_is_wrong(
    served: Server, newsroom_url: str, monkeypatch: pytest.MonkeyPatch, arguments: list[str], code: int, words: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", newsroom_url)
    given = [str(served.server_address[1]) if argument == "TAKEN" else argument for argument in arguments]
    done = CliRunner().invoke(app, ["serve", *given])
    assert done.exit_code == code
    assert words in done.output


def test_a_page_is_kept_only_as_long_as_it_is_true(newsroom_url: str) -> None:
    clock = [NOW]
    with serving(newsroom_url, now=lambda: clock[0]) as own:
        story = by_title(own, "Qwen3.7 Max ranks 2nd")
        assert "17h ago" in get(own, f"/stories/{story['id']}").text
        clock[0] += timedelta(hours=1)
        assert "18h ago" in get(own, f"/stories/{story['id']}").text
