"""The bundled sample web: what it holds, that it is the same in every run, and that it behaves as real servers do."""

from __future__ import annotations

import http.client
import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import pytest
from lxml import html

from amw.boards import parse_board, rank
from amw.extract import extract_article
from amw.feeds import parse_feed
from amw.sample import SampleWeb, sample_sources, serve_sample
from amw.sample.articles import MARK, Article, load_articles
from amw.sample.board import MISSING, board_flight, board_page, board_rows
from amw.sample.site import BOARD_PATH, CALCULATOR, CLOSED, GONE, build_site
from amw.sample.site import MISSING as MISSING_PATH
from amw.sitemaps import parse_sitemap
from amw.sources import check_sources
from amw.urls import canonicalise

NOW = datetime(2026, 5, 24, tzinfo=UTC)
BASE = "http://127.0.0.1:8000"


@pytest.fixture(scope="module")
def web() -> Iterator[SampleWeb]:
    with serve_sample() as running:
        yield running


def get(web: SampleWeb, path: str, method: str = "GET", **headers: str) -> tuple[int, http.client.HTTPMessage, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", web.port, timeout=5)
    try:
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


class TestContents:
    def test_sources_are_sound_and_of_every_kind(self, web: SampleWeb) -> None:
        sources = sample_sources(web.url)
        assert check_sources(sources) == []
        assert {source.kind for source in sources.values()} == {"feed", "sitemap", "listing", "page", "board"}

    def test_articles(self) -> None:
        articles = load_articles()
        assert len(articles) >= 22
        assert {article.language for article in articles} >= {"en", "zh", "ja", "de"}
        assert {article.outlet.key for article in articles} == {"wire", "daily", "cn", "ledger"}
        assert len({article.path for article in articles}) == len(articles)
        assert all(datetime(2026, 5, 1, tzinfo=UTC) < article.published < NOW for article in articles)
        assert {article.feed for article in articles} == {"full", "summary", "none"}

    def test_the_storyline(self) -> None:
        by_slug = {article.slug: article for article in load_articles()}
        original = by_slug["qwen37-max-fifth-on-artificial-analysis"]
        assert by_slug["alibaba-qwen37-max-fifth-worldwide"].paragraphs == original.paragraphs  # syndicated
        update = by_slug["qwen37-max-fifth-on-artificial-analysis-update"]
        assert set(original.paragraphs) < set(update.paragraphs)
        first, second = by_slug["deepseek-talks-52-billion-valuation"], by_slug["deepseek-seeks-10-billion"]
        assert timedelta(days=6) < second.published - first.published < timedelta(days=8)
        told = [article for article in load_articles() if "Artificial Analysis" in article.title or "by-one-count" in article.slug]
        assert len({article.outlet.key for article in told}) >= 3
        assert [article.slug for article in load_articles() if article.paywalled] == ["chip-bills-of-the-model-makers"]

    def test_every_page_is_marked(self, web: SampleWeb) -> None:
        site = build_site(web.url)
        pages = {path: answer for path, answer in site.items() if answer.content_type.startswith("text/html") and answer.status == 200}
        assert len(pages) > 30
        assert [path for path, answer in pages.items() if MARK.encode() not in answer.body] == []
        assert all(MARK.encode() in site[path].body for path in ("/wire/feed.xml", "/daily/atom.xml", "/cn/feed.json"))

    def test_links_lead_somewhere(self) -> None:
        site = build_site(BASE)
        dead = set()
        for path, answer in site.items():
            if not answer.content_type.startswith("text/html"):
                continue
            for _, _, link, _ in html.fromstring(answer.body).iterlinks():
                address = canonicalise(link, BASE + path) or ""
                if address.startswith(BASE) and address.removeprefix(BASE) not in site:
                    dead.add(address.removeprefix(BASE))
        assert dead == {MISSING_PATH}


class TestPages:
    @pytest.mark.parametrize("wanted", load_articles(), ids=lambda article: article.slug)
    def test_articles_are_read_as_written(self, web: SampleWeb, wanted: Article) -> None:
        _, headers, body = get(web, wanted.path)
        encoding = headers.get_content_charset()
        read = extract_article(body, web.url + wanted.path, encoding=encoding, now=NOW)
        assert read.title == wanted.title
        assert read.language == wanted.language
        assert read.published_at is not None
        assert read.published_at.date() == wanted.published.date()
        assert read.canonical_url == web.url + wanted.path
        missing = [part for part in wanted.paragraphs if part not in read.text]
        assert missing == []
        assert not re.search("cookie|Advertisement|Sign up|newsletter|责任编辑|相关阅读", read.text, re.IGNORECASE)
        assert bool(read.paywalled) == wanted.paywalled

    @pytest.mark.parametrize("path", [CALCULATOR, "/ledger/about", "/wire/about"])
    def test_other_pages_are_no_articles(self, web: SampleWeb, path: str) -> None:
        assert extract_article(get(web, path)[2], web.url + path, now=NOW).text == ""

    def test_one_page_is_in_the_encoding_of_older_sites(self, web: SampleWeb) -> None:
        _, headers, body = get(web, "/cn/articles/20260522-deepseek-price")
        assert headers.get_content_charset() == "gbk"
        assert "永久有效" in body.decode("gbk")


class TestChannels:
    @pytest.mark.parametrize(
        ("path", "version", "entries"), [("/wire/feed.xml", "rss20", 9), ("/daily/atom.xml", "atom10", 8), ("/cn/feed.json", "json11", 3)]
    )
    def test_feeds(self, web: SampleWeb, path: str, version: str, entries: int) -> None:
        _, headers, body = get(web, path)
        feed = parse_feed(body, web.url + path, content_type=headers["Content-Type"], now=NOW)
        assert (feed.version, len(feed.entries), feed.reason) == (version, entries, None)
        links = {entry.link for entry in feed.entries}
        announced = {
            web.url + article.path for article in load_articles() if article.outlet.key == path.split("/")[1] and article.feed != "none"
        }
        assert announced <= links
        assert {bool(entry.text and entry.lead and len(entry.text) > 2 * len(entry.lead)) for entry in feed.entries} == {True, False}
        assert all(entry.published_at or entry.modified_at for entry in feed.entries)

    def test_the_sitemap_leads_to_the_news(self, web: SampleWeb) -> None:
        index = parse_sitemap(get(web, "/ledger/sitemap.xml")[2], web.url + "/ledger/sitemap.xml")
        assert [address for address, _ in index.sitemaps] == [f"{web.url}/ledger/{name}-sitemap.xml" for name in ("news", "pages")]
        news = parse_sitemap(get(web, "/ledger/news-sitemap.xml")[2], web.url + "/ledger/news-sitemap.xml")
        assert {page.link for page in news.pages} == {
            web.url + article.path for article in load_articles() if article.outlet.key == "ledger"
        }
        assert all(page.title and page.published_at and page.language for page in news.pages)

    def test_the_listing_has_a_dead_link_and_a_closed_one(self, web: SampleWeb) -> None:
        source = sample_sources(web.url)["sample-lantern-ai"]
        page = html.fromstring(get(web, "/daily/ai/")[2])
        found = {link for _, _, link, _ in page.iterlinks() if re.search(source.pattern or "", link)}
        assert source.expected is not None and source.expected[0] <= len(found) <= source.expected[1]
        assert {web.url + MISSING_PATH, web.url + CLOSED} <= found
        assert get(web, MISSING_PATH)[0] == 404
        assert get(web, GONE)[0] == 410
        assert f"Disallow: {CLOSED}" in get(web, "/robots.txt")[2].decode()


class TestBoard:
    def test_the_ranks_are_as_the_articles_tell(self, web: SampleWeb) -> None:
        _, headers, body = get(web, BOARD_PATH)
        snapshot = parse_board("artificial_analysis", body, content_type=headers["Content-Type"], captured_at=NOW)
        assert (snapshot.verdict, len(snapshot.rows), snapshot.version) == ("ok", len(board_rows()), "4.0")
        (qwen,) = [row for row in rank(snapshot) if row.row.raw_name == "Qwen3.7 Max"]
        assert (qwen.rank, qwen.family_rank, qwen.maker_rank, qwen.country_rank) == (7, 5, 4, 1)

    def test_rows(self) -> None:
        rows = board_rows()
        assert len(rows) >= 300
        assert len({row["id"] for row in rows}) == len({row["slug"] for row in rows}) == len(rows)
        assert any(row["intelligenceIndex"] == MISSING for row in rows)
        assert any(row["intelligenceIndexIsEstimated"] for row in rows)
        assert any(row["deprecated"] for row in rows)
        assert len({row["modelCreatorCountry"] for row in rows}) >= 8

    def test_the_board_says_of_which_moment_it_is(self, web: SampleWeb) -> None:
        stated = parsedate_to_datetime(get(web, BOARD_PATH)[1]["Memento-Datetime"])
        first_told = min(article.published for article in load_articles() if "Qwen3.7-Max" in article.title)
        assert timedelta(0) < first_told - stated < timedelta(days=1)
        assert "Memento-Datetime" not in get(web, "/wire/feed.xml")[1]

    def test_chunks_split_anywhere(self) -> None:
        chunks = re.findall(r'self\.__next_f\.push\(\[1,("(?:[^"\\]|\\.)*")\]\)', board_page().decode())
        texts = [json.loads(chunk.replace("<\\/", "</")) for chunk in chunks]
        assert "".join(texts).encode() == board_flight()
        assert sum(not text.endswith("\n") for text in texts) > 50


class TestServer:
    def test_the_same_address_gives_the_same_bytes(self) -> None:
        assert build_site(BASE) == build_site(BASE)

    def test_a_second_visit_gets_304_everywhere(self, web: SampleWeb) -> None:
        for path, answer in build_site(web.url).items():
            if answer.status != 200:
                continue
            status, headers, body = get(web, path)
            assert (status, body) == (200, answer.body)
            again = get(web, path, If_None_Match=headers["ETag"])
            assert (again[0], again[2], again[1]["ETag"]) == (304, b"", headers["ETag"])

    def test_head_folders_queries_and_nonsense(self, web: SampleWeb) -> None:
        status, headers, body = get(web, "/wire/feed.xml", "HEAD")
        assert (status, body) == (200, b"")
        assert int(headers["Content-Length"]) > 1_000
        status, headers, _ = get(web, "/wire")
        assert (status, headers["Location"]) == (301, f"{web.url}/wire/")
        assert get(web, "/wire/feed.xml?utm_source=x")[0] == 200
        assert get(web, "//etc/passwd")[0] == 404
        assert get(web, "/%00%ff/../..")[0] == 404
        assert get(web, "/", "DELETE")[0] == 501

    def test_counts_what_it_answered(self) -> None:
        with serve_sample() as web:
            get(web, "/robots.txt")
            get(web, "/robots.txt")
            get(web, "/nothing")
            assert web.answered == {("/robots.txt", 200): 2, ("/nothing", 404): 1}

    def test_stops_and_frees_its_port(self) -> None:
        with serve_sample() as web:
            with pytest.raises(OSError, match="in use"), serve_sample(web.port):
                pass
            port = web.port
        with pytest.raises(urllib.error.URLError):
            urllib.request.urlopen(f"{web.url}/", timeout=1)
        with serve_sample(port) as again:
            assert again.url == web.url
