"""Fields as common systems write them: bylines, dates, labels, titles and notices."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from made_pages import paragraph

from amw.extract import extract_article
from amw.extract.bylines import clean_names, is_byline

NOW = datetime(2026, 11, 29, tzinfo=UTC)
URL = "https://wire.example/story/one"
BODY = "".join(f"<p>{paragraph(i)}</p>" for i in range(4))


def page(top: str, *, head: str = "<title>Tables are read twice as fast</title>", end: str = "") -> bytes:
    return f"<html lang=en><head>{head}</head><body><article>{top}<div class=text>{BODY}{end}</div></article></body></html>".encode()


H1 = "<h1>Tables are read twice as fast</h1>"


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By <a class=byline__author>Dana Reyes</a> and <a class=byline__author>Li Wei</a>", ("Dana Reyes", "Li Wei")),
        (
            "<div>Written by</div><div>Hannes Krog and Mei Tanaka</div><div>Published</div><div>23 June 2026</div>",
            ("Hannes Krog", "Mei Tanaka"),
        ),
        ("<span>Authors</span><p>Mina Cho, Raj Patel, and Elsa Holm</p>", ("Mina Cho", "Raj Patel", "Elsa Holm")),
        ("<footer>Submitted by <a class=username>Annelies de Wit</a> on Tue, 02/06/2026 - 11:20</footer>", ("Annelies de Wit",)),
        ("<p class=byline>By Fiona Grant, Science Editor</p>", ("Fiona Grant",)),
        ("<span class=author>彭新</span>", ("彭新",)),
        ("<span class=journalist_name>김지우 기자</span>", ("김지우",)),
        ("<p class=writer>文：中原 みどり</p>", ("中原 みどり",)),
        ("<p>文｜沈桐</p><p>编辑｜黎朔</p>", ("沈桐",)),
        ("<div>Text Generation <a>Transformers</a> License: apache-2.0</div>", ()),
        ("<div class=byline>Sanne ter Haar 22 januari 2026, 04:00</div>", ("Sanne ter Haar",)),
        ("<div class=byline>Julia Sancho 3 de septiembre de 2026</div>", ("Julia Sancho",)),
        ("<div class=byline>Julia Sancho 3rd May 2026</div>", ("Julia Sancho",)),
        ("<div class='UiBox-root article-author'>Julia Sancho</div><div><span class=author>Bo Sample</span></div>", ("Julia Sancho",)),
        ("<div class=authors><span class=personname>Hedda Brun</span> <span class=personname>Carlos Ibarra</span></div>",
         ("Hedda Brun", "Carlos Ibarra")),
        ("<div itemprop=author itemscope><meta itemprop=name content=冷却塔><a>冷却塔</a> <b>工程师，设备会说话</b></div>",
         ("冷却塔",)),
        ("<div class=author-box><b class=author__name>Kaito Mori</b> <i>Maintainer</i> Reviewed by <b class=name>Ann Lee</b></div>",
         ("Kaito Mori",)),
        ("<span class=nickname>潮汐实验室</span><meta property='og:article:author' content='林晚'>", ("林晚",)),
        ("<span class=nickname>潮汐实验室</span>", ("潮汐实验室",)),
        ("<p>[아이뉴스 윤소희 기자] 정부는 내년 예산을 두 배로 늘린다고 밝혔다.</p>", ("윤소희",)),
        ("<p class=author>by <b>admin_lars</b> »</p>", ("admin_lars",)),
        ("<div class=author>Erstellt von Ada Example</div>", ("Ada Example",)),
        ("<div class=author>Auteur: Ada Example</div>", ("Ada Example",)),
        ("<div class=author>Ada Example ⋅ Bo Sample</div>", ("Ada Example", "Bo Sample")),
        ("<div class=author>Ada Example, Image: Getty Images</div>", ("Ada Example",)),
        ("<div class=author>Published</div>", ()),
        ("<div class=author>Posted on</div>", ()),
        ("<div class=author>Subscribe to our letter</div><p>By Ada Example</p>", ("Ada Example",)),
        ("<meta name=author content='&lt;a href=/staff/ada&gt;Ada Example&lt;/a&gt;'>", ("Ada Example",)),
        ("<meta name=author content='Example, Ada'>", ("Ada Example",)),
        ("<meta name=dc.creator content='van der Lind, Mei-Ling B.'>", ("Mei-Ling B. van der Lind",)),
        ("<meta name=author content='AFP, AP'>", ("AFP", "AP")),
        ("<div class=author>Rosa da Cunha e Melo e Ivo Prado</div>", ("Rosa da Cunha e Melo", "Ivo Prado")),
        ("<div class=author>Elvira de la Peña y Soto</div>", ("Elvira de la Peña y Soto",)),
        ("<div class=author>Rosa da Cunha e Lusa</div>", ("Rosa da Cunha", "Lusa")),
        ("<div class=author>Ivo Prado e Melo</div>", ("Ivo Prado", "Melo")),
        ("<p>Von Klara von und zu Erlach und Bo Sample</p>", ("Klara von und zu Erlach", "Bo Sample")),
        ("<div>Penulis: Dian Lestari | Kamis, 12 Februari 2026 09:00 WIB</div>", ("Dian Lestari",)),
        ("<div>Penulis: Dian Lestari | Editor: Bo Sample</div>", ("Dian Lestari",)),
        ("<p>Oleh I Ketut Surya • 3 Mei 2026</p>", ("I Ketut Surya",)),
        ("<div>ผู้เขียน: มาลี สุขใจ 5 พ.ย. 2568</div>", ("มาลี สุขใจ",)),
        ("<p>מאת: רות לביא</p>", ("רות לביא",)),
        ("<a href=/authors/ada-example>Ada Example</a> <a href=/authors/bo-sample>Bo Sample</a>", ("Ada Example", "Bo Sample")),
        ("<p><a href=/author/ada-example>Ada Example</a></p><p>Edited by <a href=/author/bo>Bo Sample</a></p>", ("Ada Example",)),
        ("<a href=/author/ada-example>All articles by Ada Example</a>", ()),
        ("<a href=/author/ada-mueller>Ada Müller</a>", ("Ada Müller",)),
        ("<a href=/topic/ada-example>Ada Example</a>", ()),
        ("<a href=/authors/all>All Authors</a>", ()),
        ("<a href=/writers/become-a-writer>Become a writer</a>", ()),
        ("<a href=/contributors/submit>Submit an article</a>", ()),
        ("<p>As <a href=/author/bo-sample>Bo Sample</a> told it on Monday, nobody knew.</p>", ()),
        ("<a href=//books.test/author/bo-sample>Bo Sample</a>", ()),
        ("<p>Read by us: <a href=https://books.test/author/ada-example>Ada Example</a></p>", ()),
    ],
)  # fmt: skip
def test_bylines(byline: str, names: tuple[str, ...]) -> None:
    assert extract_article(page(H1 + byline), URL, now=NOW).authors == names


@pytest.mark.parametrize(
    "site",
    ["<title>Tables</title><meta property=og:site_name content='{}'>", *(f"<title>Tables {m} {{}}</title>" for m in "-–|»")],
)
@pytest.mark.parametrize(("house", "told", "name"), [("DER BOTE", "Torsten Klee, DER BOTE", "Torsten Klee"), ("Kyle Howells",) * 3])
def test_the_site_is_no_author_beside_a_person(site: str, house: str, told: str, name: str) -> None:
    head = f"{site.format(house)}<meta name=author content='{told}'>"
    assert extract_article(page(H1, head=head), URL, now=NOW).authors == (name,)


@pytest.mark.parametrize(
    ("house", "reporter", "name"),
    [("한빛일보 | 네이버", "서도윤 기자", "서도윤"), ("南山日報", "林若溪", "林若溪"), ("東都新聞", "相沢美緒", "相沢美緒")],
)
def test_a_paper_is_no_author_beside_its_reporter_though_the_site_is_another(house: str, reporter: str, name: str) -> None:
    head = f"<title>Tables are read twice as fast</title><meta property=og:article:author content='{house}'>"
    article = extract_article(page(f"{H1}<p class=author-name>{reporter}</p>", head=head), URL)
    assert article.authors == (name,)
    assert extract_article(page(H1, head=head), URL).authors[0] == house.split(" |")[0]


@pytest.mark.parametrize(("item", "section"), [("/markets/", None), ({"@id": "/markets/", "name": "Markets"}, "Markets")])
def test_a_section_is_a_name_and_no_address(item: object, section: str | None) -> None:
    crumbs = [{"position": 1, "item": "/"}, {"position": 2, "item": item}, {"position": 3, "name": "Tables"}]
    data = json.dumps({"@type": "BreadcrumbList", "itemListElement": crumbs})
    head = f"<title>Tables are read twice as fast</title><script type=application/ld+json>{data}</script>"
    assert extract_article(page(H1, head=head), URL, now=NOW).section == section


@pytest.mark.parametrize(
    ("markup", "moment"),
    [
        ("<div class=post-date><time datetime='2026-03-29T23:40:00+02:00'>29 March 2026</time></div>", "2026-03-29T23:40:00+02:00"),
        ("<relative-time datetime='2026-07-23T16:42:07Z' class=nowrap>Jul 23, 2026</relative-time>", "2026-07-23T16:42:07+00:00"),
        ("<div><span>Published</span><span>June 9, 2026</span><a>Share</a></div>", "2026-06-09T00:00:00+00:00"),
        ("<div>18 มิ.ย. 2569</div>", "2026-06-18T00:00:00+00:00"),
        ("<div>๑๘ มิถุนายน ๒๕๖๙</div>", "2026-06-18T00:00:00+00:00"),
        ("<div>٣ مايو ٢٠٢٦</div>", "2026-05-03T00:00:00+00:00"),
        ("<div>２０２６年５月３日</div>", "2026-05-03T00:00:00+00:00"),
        ("<abbr itemprop=datePublished title='2026-01-17T07:45:00+01:00'>07:45</abbr>", "2026-01-17T07:45:00+01:00"),
        ("<script>var ct='1772935200'; var createTime = '2026-03-08 10:00';</script>", "2026-03-08T10:00:00+00:00"),
        ("<p>Updated <time datetime='2026-05-20T10:00Z'>20 May</time> Published <time datetime='2026-05-18T09:00Z'>18 May</time></p>",
         "2026-05-18T09:00:00+00:00"),
        ("<div>2026/02/02に公開</div>", "2026-02-02T00:00:00+00:00"),
    ],
)  # fmt: skip
def test_dates(markup: str, moment: str) -> None:
    found = extract_article(page(H1 + markup), URL, now=NOW).published_at
    assert found == datetime.fromisoformat(moment)
    assert found.utcoffset() == datetime.fromisoformat(moment).utcoffset()


@pytest.mark.parametrize("code", ["gr", "ua", "iw", "in", "cz"])
def test_the_order_of_a_day_in_figures_is_that_of_the_language_though_its_code_is_a_country(code: str) -> None:
    markup = page(f"{H1}<div class=date>05/06/2026</div>").replace(b"lang=en", f"lang={code}".encode())
    assert extract_article(markup, URL, now=NOW).published_at == datetime(2026, 6, 5, tzinfo=UTC)


def test_a_time_without_a_zone_is_that_of_the_same_instant_in_utc() -> None:
    head = "<title>T</title><meta property='article:published_time' content='6/30/2026 4:05:00 PM'>"
    top = f"{H1}<time itemprop=datePublished datetime='2026-06-30T20:05:00Z'>June 30, 2026 16:05 ET</time>"
    assert extract_article(page(top, head=head), URL, now=NOW).published_at == datetime(2026, 6, 30, 20, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("told", "moment"),
    [
        ("2026-05-01T10:00:00", "2026-05-01T10:00:00-04:00"),  # no zone
        ("2026-05-01T14:00:00Z", "2026-05-01T10:00:00-04:00"),  # not that of the publisher
        ("2026-05-01", "2026-05-01T10:00:00-04:00"),  # no time of day
    ],
)
def test_what_the_metadata_lacks_is_read_from_a_line_though_a_mark_shows_the_day(told: str, moment: str) -> None:
    head = f"<title>T</title><meta property='article:published_time' content='{told}'>"
    top = f"{H1}<time>May 1, 2026</time><p>Published May 1, 2026, 10:00 am EDT</p>"
    found = extract_article(page(top, head=head), URL, now=NOW).published_at
    assert found == datetime.fromisoformat(moment)
    assert found.utcoffset() == datetime.fromisoformat(moment).utcoffset()


NAMED = "<title>Coffee and Code: Models before nine</title><meta property='og:title' content='Models before nine'>"
HEADED = '<script type=application/ld+json>{"@type": "Article", "headline": "Results of"}</script>'
CHAPTER = "<h3>Who will pay</h3>"
HOME = "<h1><a href='/'>Thinking in Public</a></h1><h3>Tables, twice as fast</h3>"


@pytest.mark.parametrize(
    ("head", "top", "title"),
    [
        # The only h1 names the site or leads to its front page; the title tag and another heading name the article.
        ("<title>Counting things « Four Winters</title>", "<h1>Four Winters</h1><h2>Counting things</h2>", "Counting things"),
        ("<title>Nine models | Wire</title>", "<h1>Wire</h1><h2>Nine models</h2>", "Nine models"),
        (NAMED, "<h1>Coffee and Code</h1><h3>Models before nine</h3>", "Models before nine"),
        ("<title>Tables, twice as fast</title>", HOME, "Tables, twice as fast"),
        ("<title>Wire</title>", "<h1><a href='/story/one'>Tables, twice as fast</a></h1>", "Tables, twice as fast"),
        # The host or a room of the house tells which part of a title is the site's.
        ("<title>Index funds: how to begin | Wire</title>", "", "Index funds: how to begin"),
        ("<title>What we ship in spring | Wire Blog | News</title>", "", "What we ship in spring"),
        # A heading shows what it says, but for a sign at its end.
        ("<title>Thirty years of tags</title>", "<h1>Thirty years of &lt;br&gt; tags</h1>", "Thirty years of <br> tags"),
        ("<title>Tables - Notes</title>", "<h1>Tables, twice as fast<a href='#t'>¶</a></h1>", "Tables, twice as fast"),
        # A label beside the headline is no part of it, and a day is none.
        (NAMED, "<h1>Models before nine<span>Exclusive</span></h1>", "Models before nine"),
        ("<meta property=og:title content='Results of 2026'>" + HEADED, "<h1><b>Results of</b> 2026</h1>", "Results of 2026"),
        ("<title>Notes</title>", "<h2>February 25, 2026</h2><h3>Tables, twice as fast</h3>", "Tables, twice as fast"),
        # Without an h1 it is what the page shows of its title tag.
        ("<title>脏活累活，为什么值钱-虎嗅网</title>", f"<div>脏活累活，为什么值钱</div>{CHAPTER}", "脏活累活，为什么值钱"),
        ("<title>虎嗅网 | 脏活累活，为什么值钱</title>", f"<div>脏活累活，为什么值钱</div>{CHAPTER}", "脏活累活，为什么值钱"),
        ("<title>Pumps that phone home: Wire</title>", f"<div>Pumps that phone home</div>{CHAPTER}", "Pumps that phone home"),
        ("<title>Wire - Pumps that phone home</title>", f"<div>Pumps that phone home</div>{CHAPTER}", "Pumps that phone home"),
    ],
)  # fmt: skip
def test_titles(head: str, top: str, title: str) -> None:
    assert extract_article(page(top, head=head), URL, now=NOW).title == title


@pytest.mark.parametrize(
    ("told", "names"),
    [
        (["Garrow, Mei-Ling", "van der Berg, Anna"], ("Mei-Ling Garrow", "Anna van der Berg")),
        (["Ada King, PhD"], ("Ada King",)),
        (["Bo Sample, Jr."], ("Bo Sample",)),
        (["King, Ada, M.D."], ("Ada King",)),
        (["Ada King, Bo Sample"], ("Ada King", "Bo Sample")),
        (["van der Berg, Anna Maria"], ("Anna Maria van der Berg",)),
    ],
)  # fmt: skip
def test_people_in_the_metadata_of_papers_have_their_surname_first(told: list[str], names: tuple[str, ...]) -> None:
    head = "".join(f'<meta name=citation_author content="{name}">' for name in told)
    assert extract_article(page(H1, head=head), URL, now=NOW).authors == names


def test_without_h1_the_heading_that_says_the_title_tag_is_the_title() -> None:
    story = "".join(f"<p>{paragraph(n)}</p>" for n in range(4))
    markup = f"<title>Quorum kept</title><div><h3>Markets &amp; views</h3></div><div><h3>Quorum kept</h3>{story}</div>"
    assert extract_article(markup.encode(), URL, now=NOW).title == "Quorum kept"
    assert extract_article(markup.replace("Quorum kept</title>", "</title>").encode(), URL, now=NOW).title == "Markets & views"


def test_a_short_summary_is_a_lead_and_names_of_metadata_are_joined_words() -> None:
    head = (
        "<title>T</title><meta property='og:description' content='Cheaper, again'><meta name=articleAuthor content='Deniz Kaya'>"
        "<meta name=articleSection content='Economy'>"
    )
    article = extract_article(page(H1, head=head), URL, now=NOW)
    assert (article.lead, article.authors, article.section) == ("Cheaper, again", ("Deniz Kaya",), "Economy")


def test_a_byline_before_the_text_and_a_price_after_it_are_none_of_it() -> None:
    byline = "<p>Par Claire Morel et Yann Le Goff — Publié le 4 février 2026 à 18h32</p>"
    notice = "<p>Il vous reste 62.4% de cet article à lire. La suite est réservée aux abonnés.</p>"
    text = extract_article(page(f"{H1}<div class=text>{byline}{BODY}</div>", end=notice), URL, now=NOW).text
    assert paragraph(1) in text
    assert "Publié" not in text
    assert "abonnés" not in text


@pytest.mark.parametrize(
    "end",
    [
        "The assistant is available to subscribers in nine countries from Monday, the company said.",
        "The new layout makes tables easier to read on small screens.",
        "L'assistant reste réservé aux abonnés de l'offre la plus chère, selon la direction.",
    ],
)
def test_a_last_sentence_about_what_subscribers_get_stays(end: str) -> None:
    assert extract_article(page(H1, end=f"<p>{end}</p>"), URL, now=NOW).text.endswith(end)


def test_what_follows_a_line_about_paying_at_the_end_is_none_of_the_text() -> None:
    end = "<div><p>この記事は有料会員限定です</p><p>次ページでログインまたはお申し込みください。</p></div>"
    article = extract_article(page(H1, end=end), URL, now=NOW)
    assert article.paywalled and article.text.split("\n") == [paragraph(i) for i in range(4)]


def test_a_line_about_paying_amid_the_last_paragraphs_is_the_articles() -> None:
    told = [
        "The full story will be available to subscribers only from January, the editor said.",
        "Asked about the price, she named nine euros.",
    ]
    assert extract_article(page(H1, end="".join(f"<p>{line}</p>" for line in told)), URL, now=NOW).text.split("\n")[-2:] == told


@pytest.mark.parametrize(
    ("start", "kept"),
    [
        ("<p>18 May 2026</p>", False),
        ("<p>By Ada King</p><p>18 May 2026</p>", False),
        ("<h3>When</h3><p>5 December 2026</p>", True),
        ("<p>The call for papers about tables, chairs and the ways in which robots read them closes on</p><p>15 January 2027</p>", True),
    ],
)
def test_a_day_at_the_head_of_a_text_is_none_of_it_and_one_that_the_text_tells_is(start: str, kept: bool) -> None:
    text = extract_article(page(f"{H1}<div class=text>{start}{BODY}</div>"), URL, now=NOW).text
    assert ("2026" in text or "2027" in text) == kept


def test_a_phrase_that_the_text_has_too_is_neither_a_byline_nor_an_author() -> None:
    said = "<p>Guests come by invitation only these days, and nobody knows why.</p>"
    article = extract_article(page(f"{H1}<p>By Invitation Only</p>", end=said), URL, now=NOW)
    assert article.authors == () and article.text.startswith("By Invitation Only\n")
    said = "<p>The mark that our staff made is a sign of hope, a guest author of ours told the staff writer on duty.</p>"
    for name in ("Mark Hope", "Guest Author", "Staff Writer"):
        article = extract_article(page(f"{H1}<p>By {name}</p>", end=said), URL, now=NOW)
        assert article.authors == (name,) and name not in article.text


@pytest.mark.parametrize(
    ("key", "field"),
    [
        *((key, "published_at") for key in ("og:regDate", "weibo: article:create_at", "bt:pubDate", "iso-8601-publish-date", "created")),
        *((key, "modified_at") for key in ("updated_time", "modified_time", "last-updated", "revised")),
        *((key, "authors") for key in ("dable:author", "mediator_author", "article:author:name", "authors")),
    ],
)
def test_what_systems_of_many_countries_call_a_field_in_their_metadata(key: str, field: str) -> None:
    value = "Ada Example" if field == "authors" else "2026-05-08T09:30:00Z"
    day = "<meta name=publishdate content='2026-05-07'>" if field == "modified_at" else ""
    head = f"<meta name='{key}' content='{value}'>{day}"
    found = getattr(extract_article(page(H1, head=head), URL, now=NOW), field)
    assert found == (("Ada Example",) if field == "authors" else datetime(2026, 5, 8, 9, 30, tzinfo=UTC))


@pytest.mark.parametrize("name", ["published", "pubdate", "veroeffentlicht", "created-on"])
def test_the_day_that_is_said_to_be_the_publications_is_before_others(name: str) -> None:
    shown = f"<div class=event-date>8 June 2026</div><div class={name}>5 May 2026</div>"
    assert extract_article(page(H1 + shown), URL, now=NOW).published_at == datetime(2026, 5, 5, tzinfo=UTC)


def test_a_sentence_that_begins_as_a_byline_does_stays() -> None:
    assert is_byline("By The Kestrel Team · 11 Nov 2026 · 3 min read")
    assert not is_byline("By May 12, 2024, Northwind had sold five million units.")
    assert is_byline("Por Ana de la Cruz y Wim van Dijk, 03/05/2024")
    assert is_byline("By Ada Example and Wim van Dijk")
    assert not is_byline("By Any Measure", prose=False)
    assert not is_byline("By the Numbers: 10 trends for 2026")
    assert is_byline("By Mark Hope", "By Mark Hope A mark of hope on the wall.")
    assert not is_byline("By Invitation Only", "Guests come by invitation only these days.")
    assert is_byline("By Invitation Only, 3 May 2026", "Guests come by invitation only these days.")
    assert not is_byline("By Friday")
    assert not is_byline("Von Tabellen und Zahlen")
    assert not is_byline("By Friday, 3 May 2024, he had told the board: “I am leaving.”")
    assert not is_byline("Text: what the law of 3 May 2024 says")
    assert clean_names("Torsten Klee, Bo Sample, and Ada King") == ("Torsten Klee", "Bo Sample", "Ada King")


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Ada King, https://king.example/", ("Ada King",)),
        ("Ada King (www.king.example/ada), Bo Sample", ("Ada King", "Bo Sample")),
        ("Ada King - http://king.example", ("Ada King",)),
        ("Ada King ada.king@wire.example", ("Ada King",)),
        ("Ada King <ada@wire.example> and Bo Sample (bo@wire.example)", ("Ada King", "Bo Sample")),
        ("김하늘 기자 sky@wire.example", ("김하늘",)),
        ("By Ada King Fri., Aug. 23, 2026", ("Ada King",)),
        ("Ada King, www.wire.example editor", ("Ada King",)),
        ("Ada King, ada@wire.example (Bo Sample)", ("Ada King", "Bo Sample")),
        ("https://wire.example/ada", ()),
        ("desk@wire.example", ()),
        ("Sitebuilders GmbH www.sitebuilders.example", ()),
        ("@adaking", ()),
        ("Anne-Marie King", ("Anne-Marie King",)),
    ],
)
def test_addresses_beside_names_are_no_names(value: str, names: tuple[str, ...]) -> None:
    assert clean_names(value) == names


@pytest.mark.parametrize(
    "label", ["By", "Words by", "Published by", "Von", "Autor/in:", "Autor*in:", "Auteurs :", "Door", "Автор", "Авторы:", "作者：", "글:"]
)
def test_a_label_is_none_of_the_name_after_it(label: str) -> None:
    name = "김나래" if label == "글:" else "Ada King"
    assert clean_names(f"{label} {name}") == (name,)
    assert extract_article(page(f"{H1}<p>{label} {name}</p>"), URL, now=NOW).authors == (name,)


@pytest.mark.parametrize(
    "line",
    [
        "Report: tables are read by nobody",
        "By the time it was over, all had left",
        "Von den Zahlen bis zum Text",
        "Авторский взгляд на таблицы",
        "Von Tabellen, Zahlen und ganz neuen Fragen",
    ],
)
def test_a_phrase_behind_a_label_is_nobody(line: str) -> None:
    assert extract_article(page(f"{H1}<p>{line}</p>"), URL, now=NOW).authors == ()


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Di Ada della Prova", ("Ada della Prova",)),
        ("By Ada binti Example and Bo bin Sample", ("Ada binti Example", "Bo bin Sample")),
        ("Автор: Ада Образцова кызы", ("Ада Образцова кызы",)),
        ("By Ada Example, senior reporter", ("Ada Example",)),
        ("By ada example", ("ada example",)),
        ("Written by a. b. sample", ("a. b. sample",)),
        ("Von Ada Example, freie Journalistin", ("Ada Example",)),
        ("By Ada Example published on 3 May 2024", ("Ada Example",)),
        ("Von Ada Example publiziert am 3. Mai 2024", ("Ada Example",)),
    ],
)
def test_an_author_is_told_from_the_small_words_of_names_and_what_is_said_of_them(line: str, names: tuple[str, ...]) -> None:
    assert extract_article(page(f"{H1}<p>{line}</p>"), URL, now=NOW).authors == names
    assert extract_article(page(f"{H1}<div class=byline>{line}</div>"), URL, now=NOW).authors == names


def test_a_name_of_an_author_all_in_lower_case_stays_beside_others() -> None:
    people = json.dumps({"@type": "NewsArticle", "author": [{"name": "Ada Example"}, {"name": "bo sample"}]})
    head = f"<title>Tables are read twice as fast</title><script type=application/ld+json>{people}</script>"
    assert extract_article(page(H1, head=head), URL, now=NOW).authors == ("Ada Example", "bo sample")


@pytest.mark.parametrize(
    ("head", "canonical", "image"),
    [
        ("<link rel=canonical href=/story/uno>", "https://wire.example/story/uno", None),
        ("<link rel=canonical href=http://localhost:3000/story/one>", None, None),
        ("<link rel=canonical href=http://10.0.0.7/story/one><meta property=og:url content=/story/one>", URL, None),
        ("<link rel=canonical href=https://agency.example/story/one>", "https://agency.example/story/one", None),
        (
            "<base href=/eu/><link rel=canonical href=one><meta property=og:image content=i/1.png>",
            "https://wire.example/eu/one",
            "https://wire.example/eu/i/1.png",
        ),
        ("<base href=javascript:x><link rel=canonical href=uno>", "https://wire.example/story/uno", None),
    ],
)
def test_addresses(head: str, canonical: str | None, image: str | None) -> None:
    article = extract_article(page(H1, head=head), URL)
    assert (article.canonical_url, article.image) == (canonical, image)


def test_a_machine_without_a_name_may_be_a_pages_own() -> None:
    head = "<link rel=canonical href=http://127.0.0.1:8000/story/two>"
    assert extract_article(page(H1, head=head), "http://127.0.0.1:8000/story/one").canonical_url == "http://127.0.0.1:8000/story/two"


@pytest.mark.parametrize("first", [True, False])
def test_of_several_reports_in_json_ld_the_one_with_the_pages_title_is_the_pages(first: bool) -> None:
    own = {"@type": "NewsArticle", "headline": "Tables are read twice as fast", "datePublished": "2026-05-20T09:30:00Z"}
    other = {"@type": "NewsArticle", "headline": "A house of ducks", "datePublished": "2020-01-01T00:00:00Z", "author": "Una Petty"}
    nodes = [own, other] if first else [other, own]
    data = "".join(f'<script type="application/ld+json">{json.dumps(node)}</script>' for node in nodes)
    article = extract_article(page(H1, head=f"<title>Tables are read twice as fast | Wire</title>{data}"), URL, now=NOW)
    assert article.published_at == datetime(2026, 5, 20, 9, 30, tzinfo=UTC)
    assert article.authors == ()


@pytest.mark.parametrize(
    ("address", "head", "top", "site"),
    [
        ("https://www.example.com/a", "<title>Tables are read twice as fast | Example News</title>", H1, "Example News"),
        ("https://harbourpost.example/a", "<title>Harbour Post | Tables are read twice as fast</title>", H1, "Harbour Post"),
        ("https://harbourpost.example/a", "<title>Twice as fast: tables | Science | The Harbour Post</title>", H1, "The Harbour Post"),
        ("https://tide.example/a", "<title>Tables are read twice as fast - Science - Tide</title>", H1, "Tide"),
        ("https://tide.example/a", "<title>Tables</title>", "<h1><a href=/>Tide and Time</a></h1><h2>Tables</h2>", "Tide and Time"),
        # Who publishes it may be a company, and what the application is called a sentence.
        (
            "https://tide.example/a",
            "<title>Tables are read twice as fast | Tide</title>"
            '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Tables are read twice as fast",'
            '"publisher":{"name":"Coast Media Holding"}}</script>',
            H1,
            "Tide",
        ),
        ("https://tide.example/a", "<title>Tables are read twice as fast | tide.example</title>", H1, "tide.example"),
        ("https://tide.example/a", "<title>Tide | Tables</title><meta property=og:site_name content=Ebb>", H1, "Ebb"),
        # An author, a day, a sentence, another headline and the headline's own parts are none.
        ("https://tide.example/a", "<title>Tables are read twice as fast - by Ada King</title>", H1, "tide.example"),
        ("https://tide.example/a", "<title>Tables are read twice as fast | 12/05/2026</title>", H1, "tide.example"),
        ("https://tide.example/a", "<title>Tables are read twice as fast | Who would have thought it?</title>", H1, "tide.example"),
        ("https://tide.example/a", "<title>Tables: fast - a review</title>", H1, "tide.example"),
        ("https://tide.example/a", "<title>Tables - fast</title>", "<h1>Tables - fast</h1>", "tide.example"),
        ("https://tide.example/a", "<title>Home | Tables</title><meta name=og:title content=Tables>", "<h1>Tables</h1>", "tide.example"),
    ],
)  # fmt: skip
def test_the_site_is_called_what_its_title_tag_has_beside_the_headline(address: str, head: str, top: str, site: str) -> None:
    assert extract_article(page(top, head=head), address, now=NOW).site_name == site


@pytest.mark.parametrize(
    ("top", "section"),
    [
        ("<nav class=breadcrumb><a href=/>Home</a> › <a href=/science>Science</a></nav>" + H1, "Science"),
        ("<ol class=breadcrumbs><li><a href=/>Start</a><li><a href=/wissen>Wissen</a><li>Tables</ol>" + H1, "Wissen"),
        ("<nav aria-label=Breadcrumb><a href=/>Home</a><a href=/s>Labs</a><a href=/story/one>Tables are read</a></nav>" + H1, "Labs"),
        (H1 + "<p>In <a rel='category tag' href=/c/7>Harbours</a></p>", "Harbours"),
        ("<a href=/category/harbours>Harbours</a>" + H1, "Harbours"),
        # A title begins with its section's name too, and addresses may be told from the page's own.
        ("<nav class=breadcrumb><a href=/>Home</a><a href=/s>Science</a><a href=/s/tables>Tables</a></nav>" + H1, "Tables"),
        ("<nav class=breadcrumb><a href=../>Tide</a><a href=../s/>Science</a></nav>" + H1, "Science"),
        ("<nav class=breadcrumb><a href=../>Tide</a></nav>" + H1, None),
        # What says nothing, what leads elsewhere, and what is said in a sentence is none.
        (
            "<div class=breadcrumb><a href=/>Home</a><a href=/s>Science</a><a href=#x>Print</a><a href=mailto:a@b.c>Mail</a>"
            "<a href=https://social.example/share?u=1>Share</a></div>" + H1,
            "Science",
        ),
        ("<nav><a href=/>Home</a><a href=/science>Science</a></nav>" + H1, None),
        ("<nav class=breadcrumb><a href=/>Home</a></nav>" + H1, None),
        ("<a href=/category/uncategorized>Uncategorized</a>" + H1, None),
        (H1 + "<p>The town has a <a href=/category/harbours>harbour</a>, and it opened the second one in spring.</p>", None),
        (H1 + "<aside><a href=/category/boats>Boats</a></aside>", None),
    ],
)
def test_a_section_is_read_from_breadcrumbs_and_categories_where_metadata_name_none(top: str, section: str | None) -> None:
    assert extract_article(page(top), URL, now=NOW).section == section


@pytest.mark.parametrize(
    ("crumbs", "section"),
    [
        ([("Home", "/"), ("Politics", "/politics"), ("Germany", "/politics/germany")], "Germany"),
        ([("Business", "/business"), ("Tables are read twice as fast", "/story/one")], "Business"),
        ([("Home", "/"), ("Science", "/science"), ("Tables are read twice as fast", "")], "Science"),
        ([("Home", "/"), ("Tables are read twice as fast", "/story/one")], None),
        ([("Home", "/"), ("Science", "/science"), ("Tables", "/science/tables")], "Tables"),
        ([("Home", "/"), ("Science", "/science"), ("Tables", "")], "Science"),
    ],
)
def test_a_section_is_the_last_crumb_above_the_page(crumbs: list[tuple[str, str]], section: str | None) -> None:
    items = [{"@type": "ListItem", "name": name, **({"item": f"https://wire.example{at}"} if at else {})} for name, at in crumbs]
    data = json.dumps({"@type": "BreadcrumbList", "itemListElement": items})
    head = f"<title>Tables are read twice as fast</title><script type=application/ld+json>{data}</script>"
    assert extract_article(page(H1, head=head), URL, now=NOW).section == section


@pytest.mark.parametrize("told", ["articles", "tags", "2016", "news_news", "Uncategorized", "Allgemein", "未分类", "Home"])
def test_what_systems_write_for_no_section_is_none(told: str) -> None:
    head = f"<title>Tables</title><meta property=article:section content='{told}'>"
    assert extract_article(page(H1, head=head), URL, now=NOW).section is None


@pytest.mark.parametrize(
    ("end", "keywords"),
    [
        ("<p>Tags: <a href=/tag/tables>tables</a>, <a href=/tag/speed>#speed</a></p>", ("tables", "speed")),
        ("<ul><li><a href=/tags/a>Tables</a><li><a href=/tags/b>Speed</a></ul>", ("Tables", "Speed")),
        ("<footer><a rel=tag href=/t/1>tables</a></footer>", ("tables",)),
        ("<p><a href=/tag/tables>tables (1,204)</a> <a href=/tag/speed>speed (17 stories)</a></p>", ("tables", "speed")),
        ("<p><a rel=tag href=/tag/uncategorized>Uncategorized</a></p>", ()),
        ("<p>Filed under: <a rel=tag href=/t/1>law</a></p>", ("law",)),
        ("<p>They have read the <a rel=tag href=/t/1>tables</a> of the town, and nobody had asked them to do it.</p>", ()),
        # One that does not say so, those in sentences and all of a site's are none of the article's.
        ("<p><a href=/topic/boats>Boats</a></p>", ()),
        ("<p>They read <a href=/tag/tables>tables</a> and <a href=/tag/books>books</a>, and nobody had asked them to do it.</p>", ()),
        ("<p>" + "".join(f"<a href=/tag/{n}>word {n}</a> " for n in range(40)) + "</p>", ()),
        ("<nav><a href=/tag/a>Tables</a><a href=/tag/b>Speed</a></nav>", ()),
    ],
)
def test_keywords_are_read_from_links_to_tags_where_metadata_name_none(end: str, keywords: tuple[str, ...]) -> None:
    assert extract_article(page(H1, end=end), URL, now=NOW).keywords == keywords


def test_keywords_that_a_system_wrote_for_itself_are_none() -> None:
    own = "Page Type: Article, Day: Friday, Time: 11.00, tables"
    head = "<title>Tables</title><meta name=news_keywords content='{}'><meta name=keywords content='{}'>"
    told = extract_article(page(H1, head=head.format(own, "tables, speed")), URL, now=NOW)
    assert told.keywords == ("tables", "speed")
    told = extract_article(page(H1, head=head.format("8f507083-bac4-423a-9015-2eb31e1bce50, Star Wars: Andor, tables", "")), URL, now=NOW)
    assert told.keywords == ("Star Wars: Andor", "tables")
    told = extract_article(page(H1, head=head.format("10000 genomes, 4711234, tables", "")), URL, now=NOW)
    assert told.keywords == ("10000 genomes", "tables")


@pytest.mark.parametrize(
    ("top", "moment"),
    [
        ("<p>Published: <time datetime=2026-05-04T09:20Z>4 May</time> Updated: <time datetime=2026-05-06>6 May</time></p>", "2026-05-06"),
        ("<p><abbr class=published title=2026-05-04>4 May</abbr> <abbr class=modified title=2026-05-06T18:00:00Z>6 May</abbr></p>",
         "2026-05-06"),
        ("<p>Published: <time datetime=2026-05-04>4 May</time></p><nav>Updated: <time datetime=2026-05-06>6 May</time></nav>", None),
    ],
)  # fmt: skip
def test_the_last_change_is_read_where_the_page_tells_its_readers_alone(top: str, moment: str | None) -> None:
    told = extract_article(page(H1 + top), URL, now=NOW).modified_at
    assert (told.date().isoformat() if told else None) == moment


@pytest.mark.parametrize(("changed", "told"), [("2026-05-06T08:00:00Z", "2026-05-06"), ("2026-05-04T08:00:00Z", "2026-05-04")])
def test_a_change_at_the_moment_of_publication_gives_way_to_a_later_one(changed: str, told: str) -> None:
    data = json.dumps({"@type": "NewsArticle", "datePublished": "2026-05-04T09:20:00Z", "dateModified": "2026-05-04T09:20:00Z"})
    head = f"<title>Tables</title><script type=application/ld+json>{data}</script><meta property=article:modified_time content={changed}>"
    found = extract_article(page(H1, head=head), URL, now=NOW).modified_at
    assert found is not None and found.date().isoformat() == told


@pytest.mark.parametrize(
    ("end", "names"),
    [
        ("<footer>By <a href=/author/jonas-weil>Jonas Weil</a> <a href=/author/petra-lim>Petra Lim</a></footer>",
         ("Jonas Weil", "Petra Lim")),
        ("<address class='vcard author'>By <a class=fn href=/a/1>Jonas Weil</a> <a class=fn href=/a/2>Petra Lim</a></address>",
         ("Jonas Weil", "Petra Lim")),
        ("<div class=author-link><a href=/author/jo>Show all posts by jo</a></div>", ()),
        ("<h3 class=author-title>About Jonas Weil</h3>", ("Jonas Weil",)),
    ],
)  # fmt: skip
def test_authors_at_the_end_of_an_article_are_told_apart(end: str, names: tuple[str, ...]) -> None:
    short = f"<html lang=en><body><article>{H1}<p>{paragraph(1)}</p><p>{paragraph(2)}</p>{end}</article></body></html>"
    assert extract_article(short.encode(), URL, now=NOW).authors == names


def test_a_house_with_its_town_is_no_author_beside_its_desk() -> None:
    head = (
        "<title>Tables</title><meta name=author content='Tide Post, Bern, Switzerland'>"
        "<meta name=copyright content='Tide Post Ltd, Bern, Switzerland'>"
    )
    assert extract_article(page(H1 + "<p class=byline>By Ada King</p>", head=head), "https://tidepost.example/a", now=NOW).authors == (
        "Ada King",
    )


@pytest.mark.parametrize(
    ("notice", "expected"),
    [
        ("This content is available to subscribers only.", True),
        ("Nur für Abonnenten", True),
        ("Contenido exclusivo para suscriptores de la edición", True),
        ("Este conteúdo é exclusivo para assinantes", True),
        ("Questo contenuto è riservato agli abbonati.", True),
        # What is said of a service.
        ("The new lamp is available to subscribers of the larger plan.", None),
        ("El descuento es exclusivo para suscriptores del puerto de Berna.", None),
        ("Lo sconto sul biglietto è riservato agli abbonati del teatro.", None),
        ("Questo servizio è riservato agli abbonati del porto.", None),
    ],
)
def test_a_notice_speaks_of_the_article_or_of_nothing_else(notice: str, expected: bool | None) -> None:
    assert extract_article(page(H1, end=f"<p>{notice}</p>"), URL, now=NOW).paywalled is expected
