"""The text as its reader meets it: whole sentences, whole tables, and nothing that is no part of the article."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_pages import paragraph

from amw.extract import ExtractedArticle, extract_article
from amw.extract.body import choose, with_lines_between, without_edges
from amw.extract.bylines import is_credit
from amw.extract.parse import read_page
from amw.extract.sources import gather
from amw.language import is_contradicted

NOW = datetime(2026, 11, 30, tzinfo=UTC)
URL = "https://wire.example/story/one"
TITLE = "Tables are read twice as fast"
OWN = [paragraph(i) for i in range(5)]


def read(*parts: str, head: str = "", top: str = f"<h1>{TITLE}</h1>") -> ExtractedArticle:
    """The article of three paragraphs, `parts`, two paragraphs."""
    own = [f"<p>{line}</p>" for line in OWN]
    html = f"<html lang=en><head><title>{TITLE}</title>{head}</head><body><article>{top}<div>{''.join([*own[:3], *parts, *own[3:]])}</div>"
    return extract_article(html.encode(), URL, now=NOW)


def between(article: ExtractedArticle) -> list[str]:
    """The lines between the article's own paragraphs."""
    return [line for line in article.text.split("\n") if line not in OWN]


@pytest.mark.parametrize(
    ("markup", "line"),
    [
        ("<p>Fasting was linked to binges (<x-source>12</x-source>).</p>", "Fasting was linked to binges (12)."),
        ("<p>Fees rose<o:p></o:p> by a third in May.</p>", "Fees rose by a third in May."),
        ("<p>The <em>old <gloss-word>quorum</gloss-word></em> rule holds.</p>", "The old quorum rule holds."),
        ("<div>The old <gloss-word>quorum</gloss-word> rule still holds for all of them.</div>",
         "The old quorum rule still holds for all of them."),
    ],
)  # fmt: skip
def test_an_element_that_html_does_not_know_tears_no_sentence(markup: str, line: str) -> None:
    assert line in read(markup).text.split("\n")


def test_an_element_that_html_does_not_know_may_hold_paragraphs() -> None:
    page = read_page(b"<body><story-text><p>One paragraph.</p><p>Another.</p></story-text><story-text>Third.</story-text>")
    assert [block.text for block in page.blocks] == ["One paragraph.", "Another.", "Third."]


TABLE = (
    "<table><thead><tr><th>Model<th>Score<th>Price</thead><tr><td><a href=/m/1>Kestrel 2</a><td>71.4<td>$4<br>a million"
    "<tr><td><a href=/m/2>Heron Mini</a><td>64.9<td>-</table>"
)


def test_a_row_of_a_table_is_a_line_with_all_its_cells() -> None:
    assert between(read("<p>These are the figures that the makers gave to us in May:</p>", TABLE))[1:] == [
        "Model | Score | Price",
        "Kestrel 2 | 71.4 | $4 a million",
        "Heron Mini | 64.9 | -",
    ]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.from_regex(r"[a-z]{3,9}( [a-z]{3,9}){0,3}", fullmatch=True), min_size=3, max_size=3), min_size=2, max_size=6))
def test_no_cell_of_a_table_is_left_out_where_most_of_it_stays(rows: list[list[str]]) -> None:
    table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    lines = between(read(f"<table>{table}</table>"))
    assert lines in ([], [" | ".join(row) for row in rows])


def test_a_table_that_lays_out_a_page_keeps_its_columns_apart() -> None:
    own = "".join(f"<p>{line}</p>" for line in OWN)
    menu = "".join(f"<a href=/{word}>{word}</a><br>" for word in ("Sports", "Weather", "Puzzles", "Jobs"))
    html = f"<title>{TITLE}</title><table><tr><td>{menu}</td><td><h1>{TITLE}</h1>{own}</td></tr></table>"
    assert extract_article(html.encode(), URL, now=NOW).text.split("\n") == OWN


@pytest.mark.parametrize("menu", ["", "<td><a href=/>Home</a><br><a href=/all>All</a>"])
def test_paragraphs_of_one_cell_are_paragraphs(menu: str) -> None:
    cell = f"<td><font>{'<br><br>'.join(OWN)}</font>"
    html = f"<title>{TITLE}</title><h1>{TITLE}</h1><table><tr>{menu}{cell}</table>"
    assert extract_article(html.encode(), URL, now=NOW).text.split("\n") == OWN
    prose = f"<table><tr><td>{paragraph(8)}<br>{paragraph(9)}<td>{paragraph(10)}</table>"
    assert between(read(prose)) == [paragraph(8), paragraph(9), paragraph(10)]


LINKS = "<ul><li><a href=/a>How tables came to be</a><li><a href=/b>Chairs, explained</a></ul>"


def test_a_heading_of_nothing_but_links_goes_with_them() -> None:
    assert between(read("<h3>You may also like</h3>", LINKS, "<h2>What comes next</h2>")) == ["What comes next"]
    own = "".join(f"<p>{line}</p>" for line in OWN)
    html = f"<title>{TITLE}</title><h1>{TITLE}</h1><article>{own}<h3>More on tables</h3>{LINKS}"
    assert extract_article(html.encode(), URL, now=NOW).text.split("\n") == OWN


@pytest.mark.parametrize(
    "parts",
    [
        ("<h2>What is new</h2>", f"<p>{paragraph(8)}</p>", "<h2>What comes next</h2>"),
        ("<h2>The long view</h2>", "<h3>What is new</h3>", f"<p>{paragraph(8)}</p>"),
        ("<h2>Is it worth its price?</h2>", LINKS, "<h2>What comes next</h2>"),
        ("<h2>1. Kestrel Works</h2>", LINKS, "<h2>2. Heron Labs</h2>", f"<p>{paragraph(8)}</p>"),
    ],
)
def test_a_heading_of_text_or_of_an_entry_stays(parts: tuple[str, ...]) -> None:
    text = read(*parts).text
    for part in parts:
        if part.startswith("<h"):
            assert part[4:-5] in text.split("\n")


def test_who_wrote_it_is_none_of_the_text_at_either_end_and_is_amid_it() -> None:
    head = "<meta name=author content='Noa Lindqvist'>"
    own = "".join(f"<p>{line}</p>" for line in OWN)
    html = f"<title>{TITLE}</title>{head}<article><h1>{TITLE}</h1><p>NOA LINDQVIST</p>{own}<p>Noa Lindqvist</p>"
    assert extract_article(html.encode(), URL, now=NOW).text.split("\n") == OWN
    assert between(read("<h3>Noa Lindqvist</h3>", f"<p>{paragraph(9)}</p>", head=head))[0] == "Noa Lindqvist"
    listed = "<p>They won:</p><ul><li>Ada King<li>Noa Lindqvist</ul><table><tr><td>Ada<td>4<tr><td>Noa Lindqvist<td>5</table>"
    page = read_page(f"{head}<p>{OWN[0]}</p>{listed}".encode())
    chosen = [*range(len(page.blocks))]
    assert without_edges(page, chosen, gather(page, URL, NOW)) == chosen


@pytest.mark.parametrize(
    "line",
    [
        "Photo: Ada King",
        "(Image: National Archive)",
        "Crédit photo : AK / Gazette",
        "Image Credit: Ada King / Agency",
        "Fotos: Stadt Neuhaus",
        "A pier at dusk. Photo courtesy".replace(".", " |") + " of Ada King",
        "Guests choose their bread from glass cabinets | Photo by Ada King",
        "Ein kleiner Wald wurde gepflanzt (Foto: Stadt Neuhaus)",
        "The plant in May. It opens soon. (Photo: Kestrel Works)",
        "SOURCE Kestrel Works",
    ],
)
def test_whose_a_picture_is_is_no_text(line: str) -> None:
    assert is_credit(line)
    assert between(read(f"<p>{line}</p>")) == []


@pytest.mark.parametrize(
    "line",
    [
        "Photo: the new model draws hands with five fingers",
        "Image by image, the archive is being read by machines",
        "Photos of the old pier",
        "Images of Mars",
        "Credit by the hour",
        "Credits: 300",
        "Pictures from the fair",
        "Photo apps: Five that are worth it",
        "The minister said so (and his photo: never mind).",
        "Image generation: Kestrel 2 leads",
        "Foto Kino Nord is closing",
        "Source: the ministry of tables",
        "She took it herself (photo: a blurred pier)",
    ],
)
def test_a_line_about_pictures_is_text(line: str) -> None:
    assert not is_credit(line)


@pytest.mark.parametrize("told", [TITLE, f"{TITLE} ", "Noa Lindqvist", "www.wire.example"])
def test_a_summary_that_says_nothing_of_its_own_is_no_lead(told: str) -> None:
    author = '<script type="application/ld+json">{"@type":"Article","author":"Noa Lindqvist"}</script>'
    assert read(head=f"<meta property='og:description' content='{told}'>{author}").lead == OWN[0]


def test_a_summary_in_a_script_without_spaces_is_a_lead() -> None:
    summary = "速い、安い、そして誰でも使える新しい表"
    assert read(head=f"<meta property='og:description' content='{summary}'>").lead == summary


def test_the_article_itself_is_no_section_of_its_site() -> None:
    crumbs = '{"@type":"BreadcrumbList","itemListElement":[{"name":"Home"},{"name":"%s"}]}'
    for name, section in ((TITLE, None), ("Furniture", "Furniture")):
        assert read(head=f"<script type='application/ld+json'>{crumbs % name}</script>").section == section


def test_a_language_without_any_of_its_commonest_words_is_not_the_texts() -> None:
    french = (
        "Le conseil a voté hier soir une hausse des tarifs, et les habitants du quartier ne sont pas contents de la décision. "
        "Pour les familles, cette mesure arrive au plus mauvais moment, selon une association qui demande son retrait. "
    )
    html = "<html lang=en><title>Une hausse</title><article><h1>Une hausse des tarifs</h1>" + "".join(
        f"<p>{french} Numéro {i}, voilà ce que disent les voisins de la rue principale.</p>" for i in range(4)
    )
    assert extract_article(html.encode(), URL, now=NOW).language == "fr"
    assert read().language == "en"


def test_warnings_of_a_program_above_a_text_are_not_its_language() -> None:
    warning = "Achtung: Funktion {0} in Zeile {0} veraltet, Datei /srv/htdocs/theme/functions.php, Modul Kasse, Seite Ausgabe, Wert leer. "
    text = "\n".join(["".join(warning.format(i) for i in range(12)), *OWN])
    assert is_contradicted("en", text[:1_000]) and not is_contradicted("en", text) and is_contradicted("fr", text) is False


@pytest.mark.parametrize(("likely", "kept"), [(0.35, True), (0.15, False)])
def test_a_table_amid_the_text_stays_where_its_cells_are_not_unlikely(likely: float, kept: bool) -> None:
    row = "<tr><td><a href=/m>Heron</a><td>4.1<tr><td><a href=/m>Egret</a><td>36"
    page = read_page(f"<body><p>{OWN[0]}</p><figure><table>{row}</table></figure><p>{OWN[1]}</p>".encode())
    guess = np.array([0.99, 0, likely, 0, likely, 0.99], np.float32)
    assert choose(page.blocks, guess, page.elements)[0] == ([0, 1, 2, 3, 4, 5] if kept else [0, 5])


@pytest.mark.parametrize(
    "hidden",
    [
        "<span role=tooltip>How many must be there.</span>",
        "<span class='x sr-only'>(opens in a new tab)</span>",
    ],
)
def test_what_no_reader_sees_within_a_sentence_is_no_text(hidden: str) -> None:
    assert "The old quorum rule holds." in read(f"<p>The old <b>quorum</b>{hidden} rule holds.</p>").text.split("\n")


def test_what_a_sentence_marks_is_seen() -> None:
    line = "The old quorum rule holds."
    for style in ("color:red", "display:inline", "overflow:visible", "display:none"):  # the last one unfolds
        assert line in read(f"<p>The old <span class='visible shown' style='{style}'>quorum</span> rule holds.</p>").text.split("\n")


CALL = "<h3>Join the list</h3><p>Be the first to hear when the early tickets for our fair in October are sold.</p>"


@pytest.mark.parametrize(
    "name",
    "ad;ad-slot inline;Anzeige;c-box ads_banner;newsletter-signup-box;ai-summary;sponsor;inline-cta__content;opt-in;"
    "subscription-widget-wrap-editor;kg-card kg-signup-card;post-boilerplate boilerplate-before".split(";"),
)
def test_what_stands_in_a_box_that_calls_itself_an_advertisement_is_no_text(name: str) -> None:
    assert between(read(f"<div class='{name}'>{CALL}</div>")) == []


def test_an_item_that_calls_itself_an_advertisement_is_no_text_between_items_that_are() -> None:
    items = "".join(f"<li>{paragraph(n)}</li>" for n in range(3, 6))
    assert "What we sell" not in read(f"<ul>{items}<li class='ad-slot'>What we sell</li>{items}</ul>").text


@pytest.mark.parametrize("label", ["Werbung", "ADVERTISEMENT", "Anzeige", "Sponsored"])
def test_the_label_of_an_advertisement_is_no_text_and_a_chapter_of_that_name_keeps_its_heading(label: str) -> None:
    assert between(read(f"<p>{label}</p><p>{paragraph(9)}</p><p class='x'>{label}</p>")) == [paragraph(9)]
    for heading in (f"<p><b>{label}</b></p>", f"<h3>{label}</h3>", f"<p>{label} in numbers</p>"):
        assert len(between(read(f"{heading}<p>{paragraph(9)}</p>"))) == 2


@pytest.mark.parametrize("name", ["has-newsletter", "no-cta", "article-without-ads", "newsletters-archive-article", "doctor"])
def test_a_box_that_is_about_calls_is_text(name: str) -> None:
    assert between(read(f"<div class='{name}'><p>{paragraph(9)}</p></div>")) == [paragraph(9)]


@pytest.mark.parametrize("name", ["has-ad", "ads", "load heading", "newsletter", "newsletter-post", "sponsored", "show-sponsors"])
def test_an_element_that_holds_the_article_is_no_advertisement(name: str) -> None:
    own = "".join(f"<p>{line}</p>" for line in OWN)
    assert extract_article(f"<title>{TITLE}</title><h1>{TITLE}</h1><div class='{name}'>{own}</div>".encode(), URL).text.split("\n") == OWN


@pytest.mark.parametrize("anchor", ["ads", "newsletter", "sign-up"])
def test_a_heading_with_an_anchor_stays(anchor: str) -> None:
    assert between(read(f"<h2 id={anchor}>What was told about it</h2>")) == ["What was told about it"]


def test_a_digest_of_a_machines_summaries_is_the_article() -> None:
    told = [paragraph(130 + n) for n in range(8)]
    entries = "".join(f"<h3>Launch {n} of the week</h3><div class=ai-summary><p>{text}</p></div>" for n, text in enumerate(told))
    html = f"<html lang=en><head><title>{TITLE}</title></head><body><div><h1>{TITLE}</h1>{entries}</div>"
    assert {*told} <= {*extract_article(html.encode(), URL).text.split("\n")}


@pytest.mark.parametrize("line", ["<h3><a href='https://other.example/{0}'>The launch {0} of the week</a></h3>",
                                  "<p><a href='https://other.example/{0}'>https://other.example/{0}</a></p>"])  # fmt: skip
def test_linked_headings_and_sources_stay_between_the_texts_they_belong_to(line: str) -> None:
    texts = [paragraph(60 + n) for n in range(4)]
    shown = "https://other.example/{}" if line.startswith("<p>") else "The launch {} of the week"
    body = "".join(f"{line.format(n)}<p>{text}</p>" for n, text in enumerate(texts))
    assert [told for told in between(read(body)) if told not in texts] == [shown.format(n) for n in range(4)]


@pytest.mark.parametrize(
    ("markup", "chosen", "kept"),
    [
        ("<p>a<ul><li>b<li><a href=/c>c</a><li>d</ul><p>e", [0, 1, 3, 4], [0, 1, 2, 3, 4]),
        ("<p>a<ul><li>b<li>c<li><a href=/d>d</a><li>e</ul>", [0, 1, 4], [0, 1, 2, 3, 4]),
        ("<p>a<ol><li><a href=/b>b</a><li>c</ol><p>d", [0, 2, 3], [0, 1, 2, 3]),  # the first one
        ("<p>a<ul><li>b<li>c</ul><p>d", [0, 1, 3], [0, 1, 2, 3]),  # and the last
        ("<dl><dt>a<dd>b<dt>c<dd>d</dl>", [1, 3], [1, 2, 3]),
        ("<dl><dt>a<dd><p>b</dd><dt>c<dd><p>d<p>e</dl>", [1, 3, 4], [1, 2, 3, 4]),
        # Nothing of the list is text; more than a line or two are not; what stands between two lists is of neither.
        ("<p>a<ul><li><a href=/b>b</a></ul><p>c", [0, 2], [0, 2]),
        ("<p>a<ul><li><a href=/b>b</a><li><a href=/c>c</a></ul><p>d", [0, 3], [0, 3]),
        ("<ul><li>a<li>b<li>c<li>d<li>e</ul>", [0, 4], [0, 4]),
        ("<p>a<ul><li>b<li>c<li>d</ul><p>e", [0, 1, 4], [0, 1, 4]),
        ("<ul><li>a</ul><ul><li>b</ul><ul><li>c</ul>", [0, 2], [0, 2]),
        ("<p>a<p>b<p>c", [0, 2], [0, 2]),
        ("<ul><li>a<li>b</ul><p>c", [0], [0]),
        ("<dl><dt>a<dd>b<dt>c</dl><p>d", [1, 3], [1, 3]),
        ("<div><p>a<h3><a href=/b>b</a></h3><p>c</div>", [0, 2], [0, 2]),  # of one kind alone, once
    ],
)
def test_what_stands_between_its_likes_is_text(markup: str, chosen: list[int], kept: list[int]) -> None:
    assert with_lines_between(read_page(f"<body>{markup}".encode()), chosen) == kept


def test_a_heading_stays_above_what_it_heads() -> None:
    chapter = f"<div class=tab><h3><button>Trivia</button> Trivia</h3><div><p>{paragraph(9)}</p></div></div>"
    for shown in (chapter, chapter.replace("h3>", "h5>")):
        assert "Trivia" in between(read(shown))
    answers = f"<h3>Who pays for it?</h3><p>{paragraph(40)}</p><h3>When does it begin?</h3><p>{paragraph(41)}</p>"
    assert "FAQ" in between(read(f"<div class=widget><h2 class=widget-title>FAQ</h2></div><div>{answers}</div>"))
