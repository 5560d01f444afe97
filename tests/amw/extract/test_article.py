"""Whole pages: what a good one gives, field by field, and which alternatives lost."""

from __future__ import annotations

import html
import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from made_pages import MAKERS, article_page, paragraph

from amw.extract import explain_article, extract_article

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
URL = "https://wire.example/news/1/story?utm_source=x"


def test_fields() -> None:
    article = extract_article(
        article_page(
            1,
            data={
                "dateModified": "2026-10-21T08:00:00Z",
                "isAccessibleForFree": False,
                "articleSection": "AI",
                "keywords": ["chips", "models"],
            },
        ).encode(),
        URL,
        now=NOW,
    )
    assert article.title == f"{MAKERS[1]} promises a faster chip by spring 1"
    assert article.authors == ("Ada Example", "Bo Sample")
    assert article.published_at == datetime(2026, 10, 2, 9, 30, tzinfo=timezone(timedelta(hours=1)))
    assert article.modified_at == datetime(2026, 10, 21, 8, tzinfo=UTC)
    assert article.language == "en"
    assert article.canonical_url == "https://wire.example/news/1/story"
    assert article.image == "https://wire.example/lead.jpg"
    assert article.site_name == "Example Wire"
    assert article.section == "AI"
    assert article.keywords == ("chips", "models")
    assert article.paywalled is True
    assert article.reason is None and article.escalated is None and not article.consent
    assert 0.5 < article.confidence <= 1
    assert set(article.provenance) >= {"title", "text", "published_at", "authors", "charset", "language"}


def test_text_is_the_paragraphs_and_nothing_else() -> None:
    lines = extract_article(article_page(2).encode(), URL, now=NOW).text.split("\n")
    for i in range(8):
        assert paragraph(200 + i) in lines
    joined = "\n".join(lines)
    for other in ("Advertisement", "Related stories", "Another story", "rights reserved", "Privacy policy", "Home"):
        assert other not in joined


def test_explain_names_what_was_beaten() -> None:
    told = explain_article(article_page(3).encode(), URL, now=NOW)
    assert told["title"]["source"] and told["title"]["confidence"] > 0
    assert told["published_at"]["source"].startswith("json-ld")
    assert any(a["source"] == "first paragraph" for a in told["lead"]["alternatives"])
    assert told["text"]["confidence"] > 0.5
    # What tells the same is no alternative.
    assert told["site_name"]["agreeing"] == ["json-ld publisher", "title tag"]
    assert [a["source"] for a in told["site_name"]["alternatives"]] == ["host"]


def test_dates_after_now_are_not_believed() -> None:
    page = article_page(1, data={"datePublished": "2031-01-01T00:00:00Z"}).encode()
    assert extract_article(page, "https://wire.example/a", now=NOW).published_at is None


def test_the_zone_is_the_pages_own() -> None:
    head = '<meta property="article:published_time" content="2026-10-02T22:30:00-05:00">'
    page = article_page(1, data={"datePublished": "2026-10-03T03:30:00Z"}, head=head).encode()
    found = extract_article(page, "https://wire.example/a", now=NOW).published_at
    assert found == datetime(2026, 10, 3, 3, 30, tzinfo=UTC)
    assert found is not None and found.day == 2


def test_missing_zone_is_told() -> None:
    page = article_page(1, data={"datePublished": "2026-10-03T03:30:00"}).encode()
    article = extract_article(page, "https://wire.example/a", now=NOW)
    assert article.published_at == datetime(2026, 10, 3, 3, 30, tzinfo=UTC)
    assert "no zone stated" in article.provenance["published_at"]


def test_truncated_structured_body_does_not_replace_the_page() -> None:
    short = paragraph(100)[:180]
    article = extract_article(article_page(1, data={"articleBody": short}).encode(), URL, now=NOW)
    assert paragraph(107) in article.text


def test_structured_body_serves_an_empty_page() -> None:
    body = "\n".join(paragraph(i) for i in range(9))
    told = {"@type": "NewsArticle", "headline": "Only in the data", "articleBody": body}
    script = f'<script type="application/ld+json">{json.dumps(told)}</script>'
    page = f'<html><head><title>Only in the data</title>{script}</head><body><div id="root"></div></body></html>'
    article = extract_article(page.encode(), URL, now=NOW)
    assert article.escalated == "jsonld"
    assert article.text.split("\n")[-1] == paragraph(8)


def test_next_data_serves_an_empty_page() -> None:
    blocks = [{"type": "paragraph", "content": f"<p>{paragraph(i)}</p>"} for i in range(8)]
    state = {"props": {"pageProps": {"article": {"title": "Lazy", "body": blocks}, "related": [{"description": paragraph(500)}]}}}
    script = f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(state)}</script>'
    page = f'<html><head><title>Lazy</title></head><body><div id="__next"></div>{script}</body></html>'
    article = extract_article(page.encode(), URL, now=NOW)
    assert article.escalated == "island"
    assert article.text.split("\n") == [paragraph(i) for i in range(8)]


def test_flight_chunks_serve_an_empty_page() -> None:
    rows = "".join(f'{i + 1:x}:["$","p",null,{{"children":["{paragraph(i)}",["$","a",null,{{"children":" More."}}]]}}]\n' for i in range(8))
    text = paragraph(77)
    stream = rows + f"f:T{len(text.encode()):x},{text}" + '10:I["chunk",[]]\n'
    pushes = "".join(f"<script>self.__next_f.push([1,{json.dumps(stream[k : k + 333])}])</script>" for k in range(0, len(stream), 333))
    article = extract_article(f"<html><head><title>Flight</title></head><body>{pushes}</body></html>".encode(), URL, now=NOW)
    assert article.escalated == "island"
    assert article.text.split("\n") == [paragraph(i) + " More." for i in range(8)]


def test_the_last_chunk_of_a_flight_stream_counts_however_short() -> None:
    row = json.dumps(["$", "article", None, {"children": [["$", "p", str(i), {"children": paragraph(i)}] for i in range(8)]}])
    pushes = "".join(f"<script>self.__next_f.push([1,{json.dumps(part)}])</script>" for part in (f"5:{row[:-9]}", row[-9:] + "\n"))
    article = extract_article(f"<html><head><title>Flight</title></head><body>{pushes}</body></html>".encode(), URL, now=NOW)
    assert article.text.split("\n") == [paragraph(i) for i in range(8)]


def _state(where: str) -> str:
    """A page whose article is in JSON alone, in one of the places that frameworks put it."""
    blocks: list[dict[str, str]] = [{"type": "text", "content": paragraph(i)} for i in range(8)]
    blocks.insert(3, {"type": "header", "content": "What the chips cost"})
    numbered = {f"Paragraph:{i}f_{i}": {"text": block["content"]} for i, block in enumerate(blocks)}
    if where == "attribute":
        return f'<div id="app" data-page="{html.escape(json.dumps({"props": {"body": blocks}}))}"></div>'
    if where == "numbered keys":
        return f"<script>window.__STATE__ = {json.dumps(numbered)}</script>"
    return f"<script>window.Site=window.Site||{{}};Site.lang='en';Site.content={json.dumps({'elements': blocks})};Site.go=1</script>"


@pytest.mark.parametrize("where", ["attribute", "numbered keys", "property"])
def test_state_serves_an_empty_page_wherever_it_is(where: str) -> None:
    page = f'<html><head><title>State</title></head><body><div id="root"></div>{_state(where)}</body></html>'
    article = extract_article(page.encode(), URL, now=NOW)
    assert article.escalated == "island"
    assert article.text.split("\n") == [*(paragraph(i) for i in range(3)), "What the chips cost", *(paragraph(i) for i in range(3, 8))]


@pytest.mark.parametrize("code", ["<script>go(1)</script>", "<STYLE media=a>.a{color:red}</STYLE >", "<style>", "<scripted>"])
def test_scripts_and_styles_in_state_are_no_text(code: str) -> None:
    body = "".join(f"<p>{paragraph(i)}</p>{code}" for i in range(8))
    state = json.dumps({"content": body}).replace("<", "\\u003c")
    article = extract_article(f'<div id="root"></div><script type="application/json">{state}</script>'.encode(), URL, now=NOW)
    assert article.escalated == "island"
    assert article.text.split("\n") == [paragraph(i) for i in range(8)]


def test_a_notice_in_state_is_no_article() -> None:
    told = [f"We and our partners use cookies to keep what you read, on this device and {i} others." for i in range(8)]
    page = f"<div id=root></div><script>window.CHOICES={json.dumps({'content': told})}</script>"
    assert extract_article(page.encode(), URL, now=NOW).text == ""


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("<noscript>", "</noscript>"),
        ("<template id=story>", "</template>"),
        ('<x-page><template shadowrootmode="open"><template id="row"><b>no</b></template>', "</template></x-page>"),
        ("<x-a><template shadowrootmode=open><x-b><template shadowrootmode=open>", "</template></x-b></template></x-a>"),
        ('<script id=story type="text/template">', "</script>"),
        ("<script type='text/html'>", "</script>"),
    ],
)
def test_what_markup_holds_back_serves_a_page_that_shows_little(opening: str, closing: str) -> None:
    text = "".join(f"<p>{paragraph(i)}</p>" for i in range(8))
    held = f"{opening}<article><h1>Held</h1>{text}</article>{closing}"
    page = f"<html><head><title>Held</title></head><body><p>Loading.</p>{held}</body></html>"
    article = extract_article(page.encode(), URL, now=NOW)
    assert article.escalated == "unveiled"
    assert article.text.split("\n") == [paragraph(i) for i in range(8)]


@pytest.mark.parametrize(
    "notice",
    [
        "This site needs JavaScript, which your browser has turned off or does not know. ",
        "We and our partners use cookies to keep what you read and to measure it, on this device and on others. ",
        "Bitte aktivieren Sie JavaScript in den Einstellungen Ihres Browsers, damit diese Seite angezeigt wird. ",
    ],
)
@pytest.mark.parametrize("shown", ["", "<p>The chip maker told the agency that it will build a plant, of which little is known.</p>"])
@pytest.mark.parametrize("hold", ["<noscript>{}</noscript>", '<x-box><template shadowrootmode="open">{}</template></x-box>'])
def test_a_notice_that_markup_holds_back_is_no_article(notice: str, shown: str, hold: str) -> None:
    held = hold.format(f"<div><p>{notice * 3}</p><p>{notice * 4}</p></div>")
    page = f"<title>Chips</title><body>{shown}<div id=app></div>{held}<script>{'a();' * 600}</script>"
    article = extract_article(page.encode(), URL, now=NOW)
    assert article.escalated is None and article.text == ""
    assert article.reason == "javascript"


def test_shadow_roots_of_menus_and_windows_add_nothing_to_an_article() -> None:
    window = (
        f"<my-box><template shadowrootmode=open><h2>How can we help?</h2><p>{paragraph(900)}</p><p>{paragraph(901)}</p></template></my-box>"
    )
    article = extract_article(article_page(1).replace("<main>", f"{window}<main>").encode(), URL, now=NOW)
    assert article.escalated is None and paragraph(900) not in article.text and paragraph(101) in article.text


def test_a_template_that_is_to_be_filled_in_is_no_article() -> None:
    markup = "".join(f"<p>{paragraph(i)} {{{{ name }}}}</p>" for i in range(8))
    page = f'<title>Late</title><body><h1>Late</h1><script type="text/template">{markup}</script>'
    assert extract_article(page.encode(), URL, now=NOW).text == ""


@pytest.mark.parametrize("quote", ['"', "'"])
@pytest.mark.parametrize("call", ["window.__STATE__ = JSON.parse({})", "window.__DATA__={};"])
def test_state_in_a_string_serves_an_empty_page(quote: str, call: str) -> None:
    texts = [f'{paragraph(i)} It\'s "said" so.' for i in range(8)]
    state = json.dumps({"article": {"body": [{"text": text} for text in texts]}})
    spelled = json.dumps(state) if quote == '"' else "'" + state.replace("\\", r"\\").replace("'", r"\'") + "'"
    page = f"<title>Late</title><body><div id=app></div><script>{call.format(spelled)}</script>"
    article = extract_article(page.encode(), URL, now=NOW)
    assert article.escalated == "island" and article.text.split("\n") == texts


def test_what_markup_holds_back_does_not_add_to_an_article() -> None:
    page = article_page(1).replace("</body>", f"<noscript><p>{paragraph(900)} {paragraph(901)}</p></noscript></body>")
    article = extract_article(page.encode(), URL, now=NOW)
    assert article.escalated is None and paragraph(900) not in article.text and paragraph(101) in article.text


@pytest.mark.parametrize(
    ("sentences", "language"),
    [
        (
            "这家公司在周一表示，第{}个新模型的回答速度更快，价格更低，需要的芯片也比上一代少得多。分析人士认为，这一变化将影响整个行业。",
            "zh",
        ),
        (
            "同社は月曜日、第{}の新しいモデルは以前のものより速く、安く、必要なチップも少ないと発表した。専門家はこの変化が業界全体に及ぶとみている。",
            "ja",
        ),
        (
            "이 회사는 월요일에 {}번째 새 모델이 이전 모델보다 더 빠르고 저렴하며 필요한 칩도 훨씬 적다고 밝혔다. "
            "전문가들은 업계 전체에 영향을 줄 것으로 본다.",
            "ko",
        ),
    ],
)
def test_cjk_pages(sentences: str, language: str) -> None:
    paragraphs = [sentences.format(i) * 2 for i in range(3, 10)]
    nav = "".join(f'<li><a href="/{i}">{sentences[:4]}{i}</a></li>' for i in range(8))
    page = f"<html><head><meta charset=utf-8><title>{sentences[:12]}</title></head><body><ul class=nav>{nav}</ul>"
    page += f"<div class=content><h1>{sentences[:12]}</h1>"
    page += "".join(f"<p>{p}</p>" for p in paragraphs) + "</div><div class=footer><p>© 2026</p></div></body></html>"
    article = extract_article(page.encode(), "https://wire.example/cjk", now=NOW)
    assert [line for line in article.text.split("\n") if line in paragraphs] == paragraphs
    assert article.language == language
    assert "©" not in article.text


def bare_page(title: str, *headings: str, head: str = "", before: str = "", extra: str = "") -> bytes:
    text = "".join(f"<p>{paragraph(900 + i)}</p>" for i in range(8))
    marks = "".join(headings)
    return f"<html><head><title>{title}</title>{head}</head><body>{before}<div class=post>{marks}{text}{extra}</div></body></html>".encode()


@pytest.mark.parametrize(
    ("url", "shown", "moment"),
    [
        ("https://a.example/2026/7/2/story", "<p class=date>9 October 2026</p>", datetime(2026, 7, 2, tzinfo=UTC)),
        ("https://a.example/2026/july/02/story", "<p class=date>9 October 2026</p>", datetime(2026, 7, 2, tzinfo=UTC)),
        ("https://a.example/20260702-story", '<time itemprop="datePublished">2026-07-09</time>', datetime(2026, 7, 2, tzinfo=UTC)),
        # What tells the same day to the minute is taken before the bare day.
        ("https://a.example/2026/07/02/story", "<time>2 July 2026, 14:05</time>", datetime(2026, 7, 2, 14, 5, tzinfo=UTC)),
        # Metadata that tells a much later day tells of a move; eight figures may begin with the day.
        (
            "https://a.example/2026/07/02/story",
            '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2026-10-09T08:00:00+02:00"}</script>',
            datetime(2026, 7, 2, tzinfo=UTC),
        ),
        ("https://a.example/02072026-story", "<p>No day here.</p>", datetime(2026, 7, 2, tzinfo=UTC)),
        ("https://a.example/story-2026", "<p class=date>9 October 2026</p>", datetime(2026, 10, 9, tzinfo=UTC)),
    ],
)
def test_day_in_the_address(url: str, shown: str, moment: datetime) -> None:
    assert (
        extract_article(bare_page("A story of some length", "<h1>A story of some length</h1>", shown), url, now=NOW).published_at == moment
    )


def test_a_copy_of_the_text_is_taken_once() -> None:
    whole = " ".join(paragraph(900 + i) for i in range(8))
    lines = extract_article(bare_page("A story", "<h1>A story</h1>", extra=f"<p>{whole}</p>"), "https://a.example/story", now=NOW).text
    assert lines.count(paragraph(903)) == 1


def test_a_question_asked_again_is_kept_and_its_copy_for_telephones_is_not() -> None:
    question = "What did the company promise you before you joined the project?"
    answers = [paragraph(700 + i) for i in range(4)]
    inside = "".join(f"<p>{question}</p><p>{answer}</p>" for answer in answers)
    page = article_page(3, extra=f'<div class="story-body">{inside}</div><div class="phone story-body">{inside}</div>')
    text = extract_article(page.encode(), URL, now=NOW).text
    assert text.count(question) == 4
    assert text.count(answers[2]) == 1


def test_a_date_in_the_footer_is_read_where_no_other_is() -> None:
    foot = "<footer><p>Published: 3 May 2024</p></footer>"
    page = "<html><head><title>A page</title></head><body><h1>A page of some length</h1>{}{}</body></html>"
    body = "".join(f"<p>{paragraph(40 + i)}</p>" for i in range(4))
    found = extract_article(page.format(body, foot).encode(), "https://a.example/page", now=NOW)
    assert found.published_at is not None and found.published_at.date().isoformat() == "2024-05-03"
    assert "Published" not in found.text
    foot = "<footer>Filed <time datetime='2024-05-03T10:15:00+02:00'>3 May 2024</time></footer>"
    found = extract_article(page.format(body, foot).encode(), "https://a.example/page", now=NOW)
    assert found.published_at is not None and found.published_at.isoformat() == "2024-05-03T10:15:00+02:00"


@pytest.mark.parametrize("called", ['itemprop="datePublished"', 'class="entry-date published"', 'itemprop="dateModified"'])
def test_what_a_time_in_a_footer_is_called_does_not_make_it_the_articles(called: str) -> None:
    foot = "<footer><time {1} datetime=2024-05-2{0}>May 2{0}, 2024</time></footer>"
    card = f"<article itemscope><h3><a href=/{{0}}>Another story</a></h3>{foot}</article>"
    body = "".join(f"<p>{paragraph(n)}</p>" for n in range(6))
    cards = "".join(card.format(n, called) for n in range(1, 4))
    page = f"<html><body><main><article><h1>Own headline</h1><p class=meta>May 3, 2024</p>{body}</article></main>{cards}</body></html>"
    found = extract_article(page.encode(), "https://a.example/page", now=NOW)
    assert found.published_at is not None and found.published_at.date().isoformat() == "2024-05-03"
    assert found.modified_at is None


@pytest.mark.parametrize(
    ("told", "expected"),
    [("false", True), ('"False"', True), ('"https://schema.org/False"', True), ('""', True), ("true", False), ('"1"', False)]
    + [(told, None) for told in ("null", "{}", '["unknown"]', '"unknown"')],
)
def test_what_is_neither_free_nor_not_says_nothing_of_paying(told: str, expected: bool | None) -> None:
    data = f'<script type="application/ld+json">{{"@type": "NewsArticle", "isAccessibleForFree": {told}}}</script>'
    page = f"<html><head>{data}</head><body><h1>A story</h1><p>{paragraph(1)}</p></body></html>"
    assert extract_article(page.encode(), "https://a.example/story", now=NOW).paywalled is expected
