"""Lists of stories: filters, pages of them, feeds and machines that follow them."""

from __future__ import annotations

import itertools
import re
import xml.etree.ElementTree as ET
from datetime import datetime, timedelta, timezone
from urllib.parse import quote

import psycopg
from asking import ATOM, Elements, asked, by_title
from filled import HOSTILE, NOW, get

from amw.serve import Server, records, serving
from amw.serve.pages import stories


def test_filters_narrow_and_say_so(served: Server) -> None:
    for query, inside, outside in (
        ("company=alibaba", "Moonshot AI raises", "Anthropic signs"),
        ("company=Alibaba+Group+Holding+Ltd", "Moonshot AI raises", "Anthropic signs"),
        ("segment=robotics", "humanoid", "Moonshot AI raises"),
        ("lens=supply_map", "Anthropic signs", "Moonshot AI raises"),
        ("country=CN", "Moonshot AI raises", "Anthropic signs"),
        ("model=qwen-3.7-max", "Qwen3.7 Max ranks", "Anthropic signs"),
        ("model=Qwen3.7-Max", "Qwen3.7 Max ranks", "Anthropic signs"),
        ("words=BILLION+moonshot", "Moonshot AI raises", "Anthropic signs"),
        ("words=data+centres", "Anthropic signs", "Moonshot AI raises"),
        ("source=evil.example", "humanoid", "Moonshot AI raises"),
        ("source=daily.example", "Moonshot AI raises", "humanoid"),  # who told it second
    ):
        titles = " ".join(story["title"] for story in get(served, f"/api/stories?{query}").json()["stories"])
        assert inside in titles, query
        assert outside not in titles, query
        assert inside in get(served, f"/?{query}").text
    for kind in ("company", "model"):
        assert get(served, f"/api/stories?{kind}=No+Such+Name").json()["error"]["code"] == f"no_{kind}"
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
    with asked(served) as context:
        (story,) = records.stories(context, {"words": "moonshot round"}, limit=2)["stories"]
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
    for place, name in itertools.product(
        ("/companies/", "/api/companies/"), ("阿里巴巴", "Alibaba Group Holding Ltd")
    ):  # leads to its page
        assert get(served, place + quote(name)).headers["location"] == f"{place}alibaba"
    assert 'term="Alibaba' in get(served, f"/companies/{quote('阿里巴巴')}/feed.atom").text
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
