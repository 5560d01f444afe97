"""Pages that hold text and no article: notices to the visitor, lists of articles; and articles that look like these."""

from __future__ import annotations

import json
from itertools import cycle, islice

import pytest
from made_pages import paragraph

from amw.extract import extract_article

URL = "https://wire.example/news/1/story"


def page(title: str, *lines: str, lead: str = "") -> bytes:
    body = "".join(f"<p>{line}</p>" for line in lines)
    return f"<html><head><title>{title}</title>{lead}</head><body><main><h1>{title}</h1>{body}</main></body></html>".encode()


NOTICES = (
    ("not_found", "This story is no longer available", "The story that you are trying to read has expired or has been removed by its "
     "publisher. Please try our search, or go back to the start."),
    ("not_found", "Uh-oh", "We couldn’t find the page that you asked for. It may have been moved, or its name has changed; the search "
     "above knows all that we have."),
    ("not_found", "Hoppla", "Leider wurde die Seite, die Sie suchen, nicht gefunden. Vielleicht wurde der Artikel, den Sie suchen, "
     "verschoben oder gelöscht. Bitte versuchen Sie es über die Startseite."),
    ("not_found", "Oups", "La page que vous recherchez n’existe plus ou a été déplacée. Vous pouvez revenir à l’accueil ou chercher "
     "par mots, si vous le souhaitez, parmi tous nos contenus."),
    ("not_found", "Lo sentimos", "La página que buscas no existe o ha sido eliminada por su autor hace ya un tiempo. Puedes volver a "
     "la página de inicio y probar con otra búsqueda."),
    ("not_found", "エラー", "申し訳ございません。お探しのページは見つかりませんでした。削除されたか、掲載期間が終了した可能性がございま"
     "す。"),
    ("not_found", "提示", "抱歉，您访问的页面不存在或者已被删除，请检查地址是否正确，或者返回首页继续浏览其他的内容，谢谢您的理解。"),
    ("not_found", "안내", "죄송합니다. 요청하신 페이지를 찾을 수 없습니다. 주소가 올바른지 다시 한번 확인하시거나 홈으로 이동해 주시기 "
     "바랍니다."),
    ("javascript", "Wire", "We have seen that JavaScript is disabled in this browser. Please enable JavaScript, or take a browser that "
     "we support, to see what this page has to say."),
    ("blocked", "451: Unavailable", "We see that you are accessing this website from a country belonging to the European Economic "
     "Area, which enforces a regulation on data, and therefore cannot let you in at this time."),
    ("blocked", "Back soon", "Our site is down for scheduled maintenance. We expect to be back in an hour or two, and thank all our "
     "readers for the patience that they have with us tonight."),
)  # fmt: skip


@pytest.mark.parametrize(("reason", "title", "line"), NOTICES)
def test_a_notice_is_no_article(reason: str, title: str, line: str) -> None:
    article = extract_article(page(title, line), URL)
    assert (article.text, article.reason) == ("", reason)


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("Northgate takes down Heron’s page", "A page that announced Northgate’s next model was removed on Friday, hours after readers "
         "had found it; the firm said that the model is not available before the spring."),
        ("Ruling on old links", "A newspaper need not keep an article online, a court in Ghent said on Monday; if a page is no longer "
         "available, readers may ask the archive of the state for a copy."),
        ("JavaScript turns thirty", "JavaScript, the language of the web, is thirty years old today. It was written in ten days, by "
         "one person, and runs in every browser and on most servers."),
        ("Ministry closes its portal", "The ministry’s portal for permits was shut on Tuesday after a fault had shown the files of "
         "strangers to some four hundred of its users, a spokesman said."),
        ("Seite der Behörde gelöscht", "Die Behörde hat am Freitag eine Seite über ihren Vertrag mit Northgate gelöscht, nachdem "
         "Abgeordnete danach gefragt hatten. Der Vertrag läuft noch bis zum Jahr 2028."),
        ("Une page disparue", "Une page du ministère sur les modèles a été supprimée vendredi, selon deux députés de l’opposition. Le "
         "ministère assure que le texte sera remis en ligne dès lundi prochain."),
        ("Alte Akten", "Leider sei der Inhalt der Akte nicht mehr lesbar, sagte ein Sprecher des Gerichts am Freitag in Aachen; der "
         "Prozess beginnt darum neu."),
        ("La ley cambia", "El artículo 12 de la ley no existe en el borrador, según el ministro, que busca apoyo de los sindicatos "
         "antes de la votación de mayo."),
        ("Trains by the old bridge", "The railway is under planned maintenance until Monday; trains from the port run by way of the "
         "old bridge, twice an hour on weekdays."),
        ("Old phones", "A firm’s browser is no longer supported on phones older than six years, it said on Monday; shops that sell "
         "them were told in spring."),
        ("Robots and cookies", "A bakery in Leeds has taught a robot to ice cookies. The owner says that it is slower than her "
         "brother, but never eats any of them, and that customers come to look at it."),
        ("Cloud outage", "Three data centres of a cloud provider were unavailable for two hours on Sunday night. Shops and a railway "
         "had to turn to paper; the provider blamed a fault in its cooling."),
        ("新模型下线", "周五，北门公司从官网撤下了关于新模型的介绍页面，数小时前已有读者发现该页面。公司表示，新模型要到明年春天才会向"
         "客户开放，价格尚未确定。"),
        ("モデルの公開延期", "ノースゲート社は金曜日、新しいモデルの公開を来年の春に延期すると発表した。安全性の試験に予定より長い時間"
         "がかかっているためだという。"),
        ("ChatGPT is down", "OpenAI’s ChatGPT was down for two hours on Monday. Its users were told that “the service is temporarily "
         "unavailable”. The cause has been found, a spokeswoman said."),
        ("Claude’s limits", "Developers who call Anthropic’s models saw too many requests refused on Tuesday. The firm raises its "
         "limits, and asks them to write to it where errors stay; it owes its customers better, its founder said."),
        ("A link less", "Google’s link to its assistant has been removed from the home page in nine countries, two weeks after its "
         "start there. It may come back in spring, a spokesman said on Friday."),
        ("v2.3.1", "This release requires JavaScript in the console, which the gateway serves. Clear the cache after the upgrade, "
         "please. Mira and Tobias have found the fault."),
        ("Grok gezügelt", "Der Beitrag mit den Beleidigungen wurde gelöscht und ist auch von der Startseite verschwunden, wie das "
         "Unternehmen am Mittwoch mitteilte. Es prüft nun, wie er entstand."),
        ("Une promesse retirée", "Le contenu qui annonçait un modèle ouvert a été supprimé de la page d’accueil du laboratoire, qui "
         "n’a pas voulu dire pourquoi. Le modèle doit paraître en mars."),
        ("平台整治", "平台十一月二十八日宣布，未标注的生成内容将被移除出首页推荐，违规账号最长封禁三十天。平台称一周内已处理视频四万余"
         "条，名单将于下月公布。"),
        ("要約の表示", "検索大手は二十七日、検索結果のページで不適切な記事の要約を削除したと発表した。トップページの表示も十二月に改め"
         "る予定で、詳細は後日示すという。"),
        ("Новости поиска", "Поисковик сообщил, что страница его нейросети удалена с главной после жалоб издателей. Компания обещает "
         "вернуть её в декабре и изменить правила показа ответов."),
    ],
)  # fmt: skip
def test_a_short_report_about_such_things_is_one(title: str, line: str) -> None:
    article = extract_article(page(title, line), URL)
    assert article.reason is None
    assert article.text.endswith(line)


def test_a_page_that_calls_itself_an_article_is_taken_at_its_word() -> None:
    _, title, line = NOTICES[0]
    article = extract_article(page(title, line, lead='<meta property="og:type" content="article">'), URL)
    assert article.text.endswith(line)


def teasers(host: str, count: int = 8, words: int = 24) -> list[str]:
    texts = islice(cycle(range(7)), count)
    return [
        f'<div class="entry"><h3><a href="{host}/2026/{n}/story">Headline of the story with number {n}</a></h3>'
        f"<p>{' '.join(paragraph(n).split()[:words])}</p></div>"
        for n in texts
    ]


@pytest.mark.parametrize("wrap", ["{}", '<div class="results">{}</div>', "<p>Showing 8 of 134 results</p>{}"])
@pytest.mark.parametrize("host", ["", "https://www.wire.example"])
def test_a_list_of_articles_is_no_article(wrap: str, host: str) -> None:
    article = extract_article(page("Chips", wrap.format("".join(teasers(host)))), URL)
    assert (article.text, article.reason) == ("", "listing")


def test_headings_that_lead_to_their_own_places_head_an_article() -> None:
    chapters = "".join(f'<h2 id=c{n}><a href="#c{n}">What chapter {n} is about</a></h2><p>{paragraph(n)}</p>' for n in range(8))
    article = extract_article(page("A guide", chapters), URL)
    assert article.reason is None
    assert all(paragraph(n) in article.text for n in range(8))


def test_an_article_in_json_beside_teasers_is_one() -> None:
    story = json.dumps({"story": {"body": "".join(f"<p>{paragraph(n)}</p>" for n in range(8))}}).replace("</", "<\\/")
    cards = "".join(f'<h3><a href="/2026/{n}/story">Headline of the story with number {n}</a></h3>' for n in range(8))
    article = extract_article(page("A story", f'{cards}<script type="application/json">{story}</script>'), URL)
    assert article.text.split("\n") == [paragraph(n) for n in range(8)]


def test_a_digest_and_an_article_above_its_teasers_are_articles() -> None:
    digest = extract_article(page("What we read", *teasers("https://elsewhere.example")), URL)
    own = extract_article(page("Our year", *teasers(""), lead='<meta property="og:type" content="article">'), URL)
    above = extract_article(page("One story", *(paragraph(n) for n in range(6)), *teasers("")), URL)
    assert all(article.reason is None and article.text for article in (digest, own, above))


@pytest.mark.parametrize("words", [0, 24])
def test_a_short_report_below_the_latest_headlines_is_an_article(words: int) -> None:
    report = [f"<p>{paragraph(n)}</p>" for n in (8, 9)]
    article = extract_article(page("One story", *teasers("", 6, words), "<h1>One story</h1>", *report), URL)
    assert article.reason is None
    assert paragraph(9) in article.text


def boxes(count: int, words: int = 9, host: str = "") -> str:
    """Boxes of a front page: a linked picture line, a linked claim, a few words."""
    return "".join(
        f'<div class="box"><div><a href="{host}/topic/{n}">{paragraph(n).split(".")[0]}, and what follows from it</a></div>'
        f"<p>{' '.join(paragraph(n + 1).split()[:words])}.</p></div>"
        for n in range(count)
    )


@pytest.mark.parametrize("host", ["https://wire.example", "https://wire.example/", "https://www.wire.example/#top"])
@pytest.mark.parametrize("lead", ["", '<meta property="article:published_time" content="2026-03-02T08:00:00Z">'])
def test_what_stands_where_a_site_begins_and_is_mostly_links_is_no_article(host: str, lead: str) -> None:
    front = page("Wire", boxes(12), f"<p>{paragraph(3)}</p>", lead=lead)
    assert (extract_article(front, host).text, extract_article(front, host).reason) == ("", "listing")
    mixed = page("Wire", boxes(12, host="https://desk.wire.example"), boxes(9, host="https://elsewhere.example"))
    assert extract_article(mixed, host).reason == "listing"
    typed = page("Wire", boxes(30, words=3), lead='<meta property="og:type" content="article">')
    assert extract_article(typed, host).reason == "listing"


def test_an_essay_that_is_all_of_its_site_is_an_article() -> None:
    essay = [f"<p>{paragraph(n)}</p>" for n in range(9)]
    sources = "".join(f'<li><a href="https://elsewhere.example/{n}">What others wrote of it, {n}</a></li>' for n in range(6))
    for lead in ("", '<meta property="og:type" content="website">'):
        article = extract_article(
            page("What comes", *essay, f"<h2>Sources</h2><ul>{sources}</ul>", lead=lead), "https://what-comes.example/"
        )
        assert article.reason is None
        assert all(paragraph(n) in article.text for n in range(9))


@pytest.mark.parametrize("count", [14, 60])
def test_an_essay_whose_sources_are_as_long_as_it_is_an_article(count: int) -> None:
    sources = "".join(f'<li><a href="https://elsewhere.example/{n}">{paragraph(n)}</a></li>' for n in range(count))
    markup = page("What comes", *[paragraph(n) for n in range(9)], f'<a href="/about">About</a><ol>{sources}</ol>')
    article = extract_article(markup, "https://what-comes.example/")
    assert article.reason is None
    assert paragraph(8) in article.text


def test_an_essay_in_the_json_of_a_site_of_its_own_is_an_article() -> None:
    essay = json.dumps({"essay": {"body": [paragraph(n) for n in range(12)]}})
    for shown in ("", '<p><a href="/about">About this site and who made it</a></p>'):
        markup = f'<title>What comes</title><div id="app">{shown}</div><script type="application/json">{essay}</script>'
        assert extract_article(markup.encode(), "https://what-comes.example/").text.count("\n") == 11


def test_a_front_page_that_shows_much_is_none_for_what_its_json_holds_beside() -> None:
    staff = json.dumps({"staff": [{"text": f"Of number {n}: {paragraph(n)}"} for n in range(400)]})
    markup = page("Wire", boxes(40)).replace(b"</main>", f'</main><script type="application/json">{staff}</script>'.encode())
    article = extract_article(markup, "https://wire.example/")
    assert (article.text, article.reason) == ("", "listing")


@pytest.mark.parametrize("url", ["https://wire.example/?p=812", "https://wire.example/a-story", ""])
def test_an_article_between_many_links_elsewhere_is_one(url: str) -> None:
    article = extract_article(page("A story", *(f"<p>{paragraph(n)}</p>" for n in range(5)), boxes(12)), url)
    assert article.reason is None
    assert paragraph(4) in article.text


@pytest.mark.parametrize(
    "told", ['<link rel="canonical" href="/a-story">', '<meta property="og:url" content="https://wire.example/a-story">']
)
def test_a_page_that_names_another_address_than_where_its_site_begins_is_no_front_page(told: str) -> None:
    markup = page("A story", *(f"<p>{paragraph(n)}</p>" for n in range(5)), boxes(12), lead=told)
    article = extract_article(markup, "https://wire.example/")
    assert article.reason is None
    assert paragraph(4) in article.text


SIGNED = "<p>By Ada King, 3 May 2026</p>"


@pytest.mark.parametrize(
    ("headline", "below", "kept"),
    [
        ("The new pier opens in spring", SIGNED + "<p>{0}</p><p>{1}</p>", True),
        ("The new pier opens in spring", "<div class=date>3 May 2026</div><p>{0}</p>", True),
        ("新しい桟橋は来年の春に開通する", SIGNED + "<p>{0}</p><p>{1}</p>", True),
        ("桟橋と港", SIGNED + "<p>{0}</p>", False),
        # What nobody signs, what a subject is called, and a day that is the first teaser's.
        ("The new pier opens in spring", "<p>{0}</p>", False),
        ("Piers and harbours", SIGNED + "<p>{0}</p>", False),
        ("All that we know of the new pier", "<p>{0}</p>" + SIGNED, False),
        ("The new pier opens in spring", SIGNED, False),
    ],
)
def test_a_signed_report_above_its_outlets_latest_is_an_article_and_what_a_subject_is_about_is_none(
    headline: str, below: str, kept: bool
) -> None:
    own = paragraph(40), paragraph(41)
    html = f"<html><body><main><h1>{headline}</h1>{below.format(*own)}{''.join(teasers('', 12))}</main></body></html>"
    article = extract_article(html.encode(), URL)
    assert article.reason == (None if kept else "listing")
    assert article.text == ("\n".join(line for line in own if line in html) if kept else "")


@pytest.mark.parametrize(("host", "listing"), [("", True), ("https://other.example", False)])
def test_an_archive_of_links_to_the_sites_own_pages_is_no_article(host: str, listing: bool) -> None:
    lines = "".join(
        f"<li><time>05-{n:02}</time> <a href='{host}/2026/{n}'>{' '.join(paragraph(n).split()[:9])}</a></li>" for n in range(1, 13)
    )
    html = f"<html><head><title>Archive</title></head><body><main><h1>Archive</h1><ul>{lines}</ul></main></body></html>"
    article = extract_article(html.encode(), "https://wire.example/archive")
    assert (article.text == "") is listing
    assert (article.reason == "listing") is listing


@pytest.mark.parametrize("address", ["https://wire.example/", "https://wire.example/index.html"])
def test_a_front_page_with_its_latest_story_in_full_is_no_article(address: str) -> None:
    latest = f"<h2><a href=/a/0>The latest story of the weblog</a></h2>{''.join(f'<p>{paragraph(n)}</p>' for n in range(6))}"
    html = f"<html><head><link rel=canonical href={address}></head><body><main>{latest}{''.join(teasers('', 6, 9))}</main></body></html>"
    assert extract_article(html.encode(), address).reason == "listing"
