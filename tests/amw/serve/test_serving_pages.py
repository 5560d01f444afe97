"""The pages over stories that went through the real stages: what they show, link and hide."""

from __future__ import annotations

import asyncio
import html
import json
import re
import xml.etree.ElementTree as ET
from datetime import datetime
from typing import Any

import psycopg
from asking import ATOM, Elements, by_title, every_page, whole_story
from filled import HOSTILE, LONG_LEAD, NOW, article, fill, get

from amw.serve import Server, serving
from amw.serve.pages.story import story_page
from amw.serve.records import lead


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
        "has_model": True,
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
    of_one_company(own_newsroom_url, "primary")
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


def test_a_finding_begins_as_a_sentence_and_a_row_keeps_its_name(served: Server) -> None:
    whole = whole_story(served, "Qwen3.7 Max ranks 2nd")
    introduction = whole["claims"][0]["evidence"].partition("): ")[0] + "): "
    found = {
        "it has no row of Acme.": "It has",
        "of the 5, o3 and K2 are of China.": "Of the 5",
        "o4-mini has 50: 3rd by row.": "o4-mini has",
    }
    for finding, begins in found.items():
        claims = [{**whole["claims"][0], "evidence": introduction + finding}]
        assert f"<p>{begins}" in story_page({**whole, "claims": claims}, NOW).decode()


def test_what_another_report_claims_is_told_with_who_says_it(own_newsroom_url: str) -> None:
    """The leading report is right and the second is not: its reader must find that on the story's page, and what both say once."""
    said = "Alibaba's Qwen3.7 Max ranks {} on the Artificial Analysis leaderboard, the company said after the release of its model."
    second = article(
        "https://daily.example/q", "Alibaba's Qwen3.7 Max ranks 7th on Artificial Analysis", said.format("7th globally"), hours=16
    )
    third = article(
        "https://late.example/q", "Alibaba's Qwen3.7 Max ranks 1st in China on Artificial Analysis", said.format("1st in China"), hours=15
    )
    asyncio.run(fill(own_newsroom_url, [second, third]))
    with psycopg.connect(own_newsroom_url) as connection:  # one story, however like its reports are
        connection.execute("""WITH lead AS (SELECT story_id FROM story_article x JOIN article a ON a.id = x.article_id WHERE a.url = 'https://wire.example/qwen')
            UPDATE story_article SET story_id = lead.story_id FROM lead, article a WHERE a.id = article_id AND a.url LIKE '%.example/q'""")
    with serving(own_newsroom_url, now=lambda: NOW) as own:
        id = by_title(own, "Qwen3.7 Max ranks 2nd")["id"]
        claims = get(own, f"/api/stories/{id}").json()["claims"]
        page = get(own, f"/stories/{id}").text
        history = get(own, re.findall(r'href="(/boards/artificial_analysis/history[^"#]*)#', page)[0].replace("&amp;", "&")).text
    told = [(claim["report"]["source"], claim["verdict"]) for claim in claims if claim["kind"] in ("rank", "lead")]
    assert told == [("wire.example", "supported"), ("wire.example", "supported"), ("daily.example", "contradicted")]
    assert [claim["report"]["beside"] for claim in claims][-1] is True
    section = page.partition('id="claims"')[2].partition("</section>")[0]
    assert section.count("Held against") == 1
    assert re.search(r"Contradicted</span>.*?as told by <a href=\"https://daily.example/q\"", section)
    assert "as told by" not in section.partition("Contradicted")[0]
    (row,) = set(re.findall(r"#(at-\d{8}T\d{6})", section))
    assert f'id="{row}"' in history  # one click to the ranks of that capture


def test_claims_that_no_capture_bears_on_lead_nowhere_and_are_alike_only_where_they_speak_of_the_same(own_newsroom_url: str) -> None:
    second = article("https://daily.example/q", "Alibaba's Qwen3.7 Max ranks 2nd on a board of its own", "It is said. " * 30, hours=16)
    asyncio.run(fill(own_newsroom_url, [second]))
    with psycopg.connect(own_newsroom_url) as connection:
        connection.execute("""WITH lead AS (SELECT story_id FROM story_article x JOIN article a ON a.id = x.article_id WHERE a.url = 'https://wire.example/qwen')
            UPDATE story_article SET story_id = lead.story_id FROM lead, article a WHERE a.id = article_id AND a.url LIKE '%.example/q'""")
        connection.execute("""INSERT INTO claim (article_id, kind, start_at, end_at, position, verdict, evidence, record)
            SELECT a.id, 'lead', 0, 9, r.position, 'not_checkable', 'The board is not one that is watched.', r.record
            FROM (VALUES ('qwen', 90, '{"board": "Ladder", "model": "Foo 3"}'::jsonb), ('q', 90, '{"board": "Ladder", "model": "Foo 3"}'),
                         ('q', 91, '{"board": "Ladder", "model": "Bar 2"}'), ('q', 92, '{"board": "Ladder"}'),
                         ('qwen', 92, '{"board": "Ladder"}'))
                AS r(name, position, record) JOIN article a ON a.url ~ ('example/' || r.name || '$')""")
        connection.execute("""INSERT INTO claim
            (article_id, board, model_id, kind, start_at, end_at, position, verdict, snapshot_id, evidence, record)
            SELECT a.id, 'artificial_analysis', m.id, 'rank', 0, 9, 93, 'contradicted', s.id, 'it has no row of ' || m.name, '{}'
            FROM article a, (SELECT * FROM model WHERE NOT EXISTS (SELECT FROM board_line l WHERE l.model_id = model.id) LIMIT 1) m,
                board_snapshot s JOIN board b ON b.id = s.board_id AND b.key = 'artificial_analysis' WHERE a.url ~ 'example/q$' LIMIT 1""")
    with serving(own_newsroom_url, now=lambda: NOW) as own:
        id = by_title(own, "Qwen3.7 Max ranks 2nd")["id"]
        claims = get(own, f"/api/stories/{id}").json()["claims"]
        page = get(own, f"/stories/{id}").text
        ways = {get(own, html.unescape(way)).status for way in re.findall(r'href="(/boards/[^"#]*/history[^"#]*)#', page)}
    assert [claim["report"]["beside"] for claim in claims if claim["board_name"] == "Ladder"] == [False, False, True, True]
    assert [claim["capture"]["has_model"] for claim in claims if claim["evidence"].startswith("it has no row")] == [False]
    assert ways == {200}  # none to the ranks of a model that is not there


def test_a_sum_told_in_two_ways_is_seen(own_newsroom_url: str) -> None:
    text = (
        "Moonshot AI has raised {} in a financing round led by Alibaba, people with knowledge of the deal said on Wednesday. The round "
        "values the maker of the Kimi models at $18 billion after the money. Tencent took part as well."
    )
    title = "Moonshot AI raises {} in a round led by Alibaba"
    other = article("https://late.example/kimi", title.format("$3.1 billion"), text.format("$3.1 billion"), hours=47)
    asyncio.run(fill(own_newsroom_url, [other]))
    with psycopg.connect(own_newsroom_url) as connection:  # figures that were not compared: a price of $2.50 here, "$2.50" of no kind there
        connection.execute(
            "UPDATE story_article SET evidence = evidence || '{\"conflict\": \"amounts\"}' WHERE evidence -> 'conflicts' IS NULL"
        )
    with serving(own_newsroom_url, now=lambda: NOW) as own:
        id = by_title(own, "Moonshot AI raises $2 billion")["id"]
        told = {report["source"]: report["conflicts"] for report in get(own, f"/api/stories/{id}").json()["told"]}
        page = get(own, f"/stories/{id}").text
    assert told["wire.example"] == told["daily.example"] == []
    assert any("$3.1 billion" in sentence and "$2 billion" in sentence for sentence in told["late.example"])
    assert told["late.example"][0] in html.unescape(page)


def test_words_run_as_their_language_does_whatever_they_begin_with(served: Server) -> None:
    whole = whole_story(served, "Qwen3.7 Max ranks 2nd")
    arabic = {**whole, "title": "OpenAI تطلق نموذجا جديدا", "language": "ar"}
    edge = {**whole["thread"][0], "title": "AI21 גייסה הון", "language": "he", "kind": "related", "later": True}
    page = story_page({**arabic, "thread": [edge]}, NOW).decode()
    assert '<h1 lang="ar" dir="rtl">OpenAI' in page
    assert re.search(r'<a href="/stories/\d+" title="related: [^"]*" lang="he" dir="rtl">AI21', page)
    assert '<h1 lang="ja" dir="auto">' in story_page({**whole, "title": "新しいモデル", "language": "ja"}, NOW).decode()


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
    whole = whole_story(served, "Moonshot AI raises $2 billion")
    many = story_page({**whole, "told": whole["told"] * 6}, NOW).decode()
    assert many.partition("4 more reports")[0].count('href="https://daily.example/kimi"') == 4  # of six; the rest is folded
    assert "Reports of this story" not in story_page({**whole, "told": whole["told"][:1]}, NOW).decode()


def test_related_news_are_other_stories_and_say_what_they_share(served: Server) -> None:
    stories = [get(served, f"/api/stories/{story['id']}").json() for story in get(served, "/api/stories").json()["stories"]]
    for story in stories:
        ids = [other["story_id"] for other in story["related"]]
        assert not {story["id"], *(edge["story_id"] for edge in story["thread"])} & set(ids)
        assert len(set(ids)) == len(ids) <= 6
    found = next(story for story in stories if story["related"])
    page = get(served, f"/stories/{found['id']}").text
    assert "Related News" in page
    for other in found["related"]:
        assert other["reason"].startswith(("same ", "both name ")) and other["reason"] in page


def of_one_company(url: str, role: str) -> tuple[int, datetime]:
    """The newest story and its time, in a newsroom whose stories are all of one company in `role`, each on a map of its own."""
    with psycopg.connect(url) as connection:
        story, at = connection.execute(
            "select s.id, a.published_at from story s join article a on a.id = s.lead_article_id order by s.id desc limit 1"
        ).fetchall()[0]
        connection.execute("delete from article_model")
        connection.execute("delete from article_company")
        connection.execute(
            "insert into article_company select a.id, c.id, %s, 1, a.published_at"
            " from article a, (select id from company order by id desc limit 1) c",
            [role],
        )
        connection.execute("update article set segment = 'robotics', lens = case id % 2 when 0 then 'rules_map' else 'supply_map' end")
        connection.execute("update article set event = 'pricing'")
    return story, at


def related_to(url: str, story: int) -> list[dict[str, Any]]:
    with serving(url) as own:
        found = get(own, f"/api/stories/{story}").json()
    related: list[dict[str, Any]] = found["related"]
    assert not {entry["story_id"] for entry in found["thread"]} & {other["story_id"] for other in related}
    return related


def test_related_news_are_about_the_same_company_and_of_its_time(own_newsroom_url: str) -> None:
    story, _ = of_one_company(own_newsroom_url, "primary")
    assert {other["shares"] for other in related_to(own_newsroom_url, story)} <= {"thread", "company"} != set()
    with psycopg.connect(own_newsroom_url) as connection:
        connection.execute(
            "update article_company y set told_at = told_at - interval '13 months' from story s"
            " where s.lead_article_id = y.article_id and s.id <> %s",
            [story],
        )
        connection.execute(
            "update article a set published_at = a.published_at - interval '13 months' from story s"
            " where s.lead_article_id = a.id and s.id <> %s",
            [story],
        )
    assert not related_to(own_newsroom_url, story)


def test_a_company_named_along_the_way_alone_makes_no_related_news(own_newsroom_url: str) -> None:
    story, _ = of_one_company(own_newsroom_url, "secondary")
    with psycopg.connect(own_newsroom_url) as connection:
        connection.execute("update article_report set facts = jsonb_set(facts, '{parties}', '[]')")
        connection.execute("delete from story_link")
    assert {other["shares"] for other in related_to(own_newsroom_url, story)} <= {"map", "subject"}


def test_release_notes_stand_behind_the_news_that_is_related(own_newsroom_url: str) -> None:
    story, at = of_one_company(own_newsroom_url, "primary")
    with psycopg.connect(own_newsroom_url) as connection:
        connection.execute("update article set lens = 'supply_map'")
        connection.execute("update article a set lens = 'rules_map' from story s where s.lead_article_id = a.id and s.id = %s", [story])
        connection.execute(
            "update article set title = 'tarn-sdk v0.9.2' where id = (select a.id from story s join article a on a.id = s.lead_article_id"
            " where s.id <> %s order by abs(extract(epoch from a.published_at - %s)) limit 1)",
            [story, at],
        )
    titles = [other["title"] for other in related_to(own_newsroom_url, story)]
    assert len(titles) > 2 and "tarn-sdk v0.9.2" not in titles[:-1]


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
    found = whole_story(served, "Qwen3.7 Max ranks 2nd")
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
