"""Learned templates: what several pages share, read the same as by the general extractor, refused where a page is not as they were."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from publishers import day, gazette, headline, kurier, notebook

from amw.extract import extract_article
from amw.extract.slices import cut, head, selector
from amw.extract.template import Misfit, Template
from amw.extract.template_learning import learn
from amw.extract.templates import Ask, apply, compare, has_drifted, overlap, read

NOW = datetime(2026, 12, 30, 12, tzinfo=UTC)
PUBLISHERS: dict[str, Callable[[int], str]] = {"gazette": gazette, "kurier": kurier, "notebook": notebook}


def url(name: str, number: int) -> str:
    return f"https://{name}.example/reports/{number}"


def evidence(page: str, address: str) -> dict[str, Any]:
    found = read(page.encode(), address, Ask(observe=True), now=NOW).evidence
    assert found is not None
    return json.loads(json.dumps(found))  # as the database gives it back


def learned(name: str, make: Callable[[int], str] | None = None) -> Template:
    make = make or PUBLISHERS[name]
    found = learn([evidence(make(n), url(name, n)) for n in range(1, 6)])
    assert found is not None
    return found[0]


LEARNED = {name: learned(name) for name in PUBLISHERS}


@pytest.mark.parametrize("name", PUBLISHERS)
def test_a_template_says_where_text_and_fields_are(name: str) -> None:
    template = LEARNED[name]
    containers = {
        "gazette": {"div.story-body"},
        "kurier": {"div.artikel-text"},
        "notebook": {"div.entry-content"},
    }
    assert set(template.containers) <= containers[name]
    assert template.pages == 5 and template.agreement >= 0.97
    assert set(template.expected) == {"title", "authors", "published_at"}
    assert template.language == {"gazette": "en-gb", "kurier": "de", "notebook": "en"}[name]
    assert Template.from_json(json.loads(json.dumps(template.to_json()))) == template


@settings(max_examples=25)
@given(name=st.sampled_from(sorted(PUBLISHERS)), number=st.integers(min_value=6, max_value=300))
def test_reads_what_the_general_extractor_reads(name: str, number: int) -> None:
    page = PUBLISHERS[name](number).encode()
    record = apply(LEARNED[name], page, url(name, number), now=NOW)
    general = extract_article(page, url(name, number), now=NOW)
    for field in ("text", "title", "authors", "published_at", "language", "canonical_url", "image", "site_name", "lead", "section"):
        assert getattr(record, field) == getattr(general, field), field
    assert record.provenance["text"] == "template"
    assert compare(record, general) == ()


def test_what_an_editor_writes_into_the_text_is_kept_though_no_page_had_it() -> None:
    page = gazette(9)
    at = page.index("</p>", page.index('class="story-body"')) + len("</p>")
    new = '<h4 class="crosshead">A kind of heading not met before</h4>'
    following = page[at:].partition("</p>")[0] + "</p>"
    item = "<ul><li>An item of a plain list, of some length</li></ul>"
    promo = '<div class="promo"><span>Buy the printed edition</span></div>'
    page = page[:at] + new + following + item + promo + page[at + len(following) :]
    text = apply(LEARNED["gazette"], page.encode(), url("gazette", 9), now=NOW).text
    assert "A kind of heading not met before" in text and "An item of a plain list" in text
    assert "printed edition" not in text


@pytest.mark.parametrize(
    ("page", "word"),
    [
        (gazette(9, look=2), "no_container"),
        (gazette(9, paragraphs=1), "too_short"),
        (gazette(9).replace("<p>", '<section class="quiz"><p class="answer">').replace("</p>", "</p></section>"), "unfamiliar"),
        (gazette(9).replace('"headline": "', '"headline": "Subscribe now! '), "unclear_title"),
        (gazette(9).replace("2026-01-10T08", "2031-01-10T08"), "no_published_at"),
        ("", "no_page"),
        ("%PDF-1.7 nothing to read here", "no_page"),
    ],
)
def test_a_page_that_is_not_as_the_others_is_refused(page: str, word: str) -> None:
    with pytest.raises(Misfit, match=word):
        apply(LEARNED["gazette"], page.encode(), url("gazette", 9), now=NOW)
    reading = read(page.encode(), url("gazette", 9), Ask(templates=(LEARNED["gazette"],)), now=NOW)
    assert reading.template is None
    assert reading.misfits == (word,)
    assert reading.record == extract_article(page.encode(), url("gazette", 9), now=NOW)


REMARKS = "".join(
    f"<p><b>Reader {n}</b> says:<br>May {n}, 2026 at 8:10 am</p><p>I doubt it, and said so when it was announced, number {n}.</p>"
    for n in (7, 8, 9)
)
WALL = (
    "We and our 812 partners store information on your device, such as unique IDs in cookies, to process personal data and to show you "
    "content that suits you, here and on the sites of others that take part.",
    "You can change your choices at any time by clicking on the link at the bottom of our pages. With your consent we and our partners may "
    "use precise location data and scan your device for identification.",
    "Some partners process your personal data without your consent, on the ground of legitimate interest, to which you can object. We "
    "share what cookies tell of your visit with companies that count our readers.",
    "If you refuse cookies, you will see as many advertisements as before, though they will be less relevant to you. Our own cookies, "
    "which keep your choices for six months, are set in any case, as our privacy policy explains.",
)


@pytest.mark.parametrize(
    "end",
    [
        f"<h3>3 responses to “Northwind”</h3>{REMARKS}",
        "<div><p>This article is for subscribers only.</p><p>Log in or take out a subscription.</p></div>",
        "<div class='ad'><p>Fresh bread and warm rolls, every day: at the old mill on the quay.</p></div><p>That was all there is.</p>",
    ],
)
def test_what_stands_beside_the_text_is_left_out_as_on_any_page(end: str) -> None:
    page = gazette(9).replace("</div></article>", f"{end}</div></article>").encode()
    record = apply(LEARNED["gazette"], page, url("gazette", 9), now=NOW)
    assert record.text == extract_article(page, url("gazette", 9), now=NOW).text


def test_a_wall_in_place_of_the_text_is_not_read_by_a_template() -> None:
    before, _, rest = gazette(9).partition('class="story-body">')
    page = f'{before}class="story-body">{"".join(f"<p>{line}</p>" for line in WALL)}{rest[rest.index("</div></article>") :]}'
    reading = read(page.encode(), url("gazette", 9), Ask(templates=(replace(LEARNED["gazette"], shortest=800),)), now=NOW)
    assert reading.misfits == ("notice",) and reading.record.reason == "consent"


def test_the_second_layout_is_tried_when_the_first_does_not_fit() -> None:
    interview = learned("gazette", lambda n: gazette(n, layout="interview"))
    reading = read(
        gazette(40, layout="interview").encode(), url("gazette", 40), Ask(templates=(LEARNED["gazette"], interview), check=True), now=NOW
    )
    assert reading.template == interview.digest
    assert reading.misfits == ("no_container",)
    assert reading.checked and reading.differs == ()


def test_a_check_that_disagrees_gives_the_general_record() -> None:
    wrong = replace(LEARNED["gazette"], fields={**LEARNED["gazette"].fields, "authors": (("css h2", ""),)})
    page = gazette(12).encode()
    unchecked = read(page, url("gazette", 12), Ask(templates=(wrong,)), now=NOW)
    assert unchecked.record.authors != extract_article(page, url("gazette", 12), now=NOW).authors
    reading = read(page, url("gazette", 12), Ask(templates=(wrong,), check=True), now=NOW)
    assert reading.differs == ("authors",)
    assert reading.record == extract_article(page, url("gazette", 12), now=NOW)


def test_a_day_of_change_is_no_day_of_publication_where_the_pages_tell_one() -> None:
    def page(number: int, changed: str = "") -> str:
        told = f'<meta property="og:updated_time" content="{changed or day(number) + "T10:00:00+00:00"}">'
        return notebook(number).replace("</head>", f"{told}</head>")

    later = apply(learned("notebook", page), page(30, "2026-12-24T09:00:00+00:00").encode(), url("notebook", 30), now=NOW)
    assert later.published_at == datetime.fromisoformat(f"{day(30)}T10:00:00+00:00")
    assert later.modified_at == datetime(2026, 12, 24, 9, tzinfo=UTC)


@pytest.mark.parametrize("told", ["{} - Slow Notebook", "Slow Notebook: {}"])
def test_a_title_is_told_from_what_the_site_puts_before_or_after_it(told: str) -> None:
    def page(number: int) -> str:
        title = headline(number)
        shown = notebook(number).replace(f"<title>{title} - Slow Notebook", f"<title>{told.format(title)}").replace("h1", "h3")
        return shown.replace(f'"og:title" content="{title} - Slow', '"x" content="')

    assert apply(learned("notebook", page), page(30).encode(), url("notebook", 30), now=NOW).title == headline(30)


def test_too_few_or_too_different_pages_teach_nothing() -> None:
    pages = [evidence(gazette(n), url("gazette", n)) for n in range(3)]
    assert learn(pages) is None
    assert learn([]) is None
    mixed = [evidence(make(n), url("mixed", n)) for n, make in enumerate(PUBLISHERS.values())]
    assert learn(mixed * 2) is None
    assert read(b"", url("gazette", 1), Ask(observe=True), now=NOW).evidence is None


def test_what_a_page_teaches_is_what_the_element_cut_out_alone_holds() -> None:
    plain = gazette(7)
    start, opened, rest = plain.partition('<div class="story-body">')
    told = evidence(plain, url("gazette", 7))["holders"]
    assert any("div.story-body" in holder["css"] for holder in told)
    # Inside an <article> a footer is read, but not in an element that is cut out of it.
    signed = evidence(f"{start}{opened}<footer class='sign-off'><p>Gazette desk</p></footer>{rest}", url("gazette", 7))["holders"]
    (body,) = [holder for holder in signed if "div.story-body" in holder["css"]]
    assert body == next(holder for holder in told if "div.story-body" in holder["css"])
    # The first place that bears a container's name need not be one that is read.
    hidden = evidence(f"{start}<noscript>{opened}Scripts are off</div></noscript>{opened}{rest}", url("gazette", 7))["holders"]
    assert hidden
    assert not any("div.story-body" in holder["css"] for holder in hidden)


def test_one_odd_page_in_several_does_not_keep_the_rest_from_teaching() -> None:
    odd = gazette(6).replace("<p>", "<blockquote>").replace("</p>", "</blockquote>")
    pages = [evidence(gazette(n), url("gazette", n)) for n in range(1, 6)] + [evidence(odd, url("gazette", 6))]
    found = learn(pages)
    assert found is not None
    assert found[1] == (0, 1, 2, 3, 4)


def test_a_notice_that_pages_repeat_is_no_text() -> None:
    notice = "The Harbour Gazette is a daily of the harbour and has been one since the harbour was dug out by hand."

    def page(number: int) -> str:
        return gazette(number).replace("</article>", "").replace("<h2>", f"<p>{notice}</p><h2>")

    pages = [evidence(page(n), url("gazette", n)) for n in range(1, 6)]
    for one in pages:  # as where the general extractor has seen through it
        for holder in one["holders"]:
            holder["dropped"] = [crc32(notice.encode())]
    found = learn(pages)
    assert found is not None
    record = apply(found[0], page(9).encode(), url("gazette", 9), now=NOW)
    assert record.text and notice not in record.text


def test_a_person_can_pin_where_things_are() -> None:
    page = gazette(9).replace('<span class="author">Chidi Okafor</span>', '<span class="author">Someone Else</span>')
    pin = Template.pin(containers=["div.gone", "div.story-body"], authors=".byline > span", drop=["h2", ".promo-box"])
    record = apply(pin, page.encode(), url("gazette", 9), now=NOW)
    general = extract_article(page.encode(), url("gazette", 9), now=NOW)
    assert record.authors == ("Someone Else",)
    assert (record.title, record.published_at) == (general.title, general.published_at)
    assert "Why " not in record.text and "Sign up" not in record.text
    assert overlap(record.text, general.text) > 0.95
    assert Template.from_json(json.loads(json.dumps(pin.to_json()))) == pin
    with pytest.raises(Misfit, match="no_title"):
        apply(Template.pin(containers=["div.story-body"], title="h1.none"), page.encode(), url("gazette", 9), now=NOW)
    with pytest.raises(Misfit, match="no_container"):
        apply(Template.pin(containers=["div.none"]), page.encode(), url("gazette", 9), now=NOW)


@pytest.mark.parametrize("value", [{}, {"containers": 3}, {**LEARNED["gazette"].to_json(), "kinds": []}])
def test_what_is_no_template_is_refused(value: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="no template"):
        Template.from_json(value)


def test_drift_is_most_of_the_last_pages() -> None:
    assert has_drifted([True, True, True, False, False, False, False])
    assert not has_drifted([False, False])
    assert not has_drifted([False, True, True, True, True, False])


# ---------------------------------------------------------------- cutting


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("div.box", [b'<div class="a box"><p>1</p><div>2</div></div>', b"<div class=box>3</div>"]),
        ("div#top", [b"<div id='top'>4</div>"]),
        ("h1", [b"<h1>t</h1>"]),
        ('meta[itemprop="date"]', [b'<meta itemprop="date" content="2026">']),
        ("div.boxes", []),
        ("div > p", []),
        ("td.box", []),
    ],
)
def test_cuts_elements_out_of_bytes(css: str, expected: list[bytes]) -> None:
    page = (
        b'<html><head><style>div.box {}</style></head><body class="box"><!-- <div class="box">no</div> <h1> --><hr><h1>t</h1>'
        b'<div class="a box"><p>1</p><script>"</div>"</script><!-- </div> --><div>2</div></div><span class="box">s</span>'
        b'<div class=box>3</div><div id=\'top\'>4</div><meta itemprop="date" content="2026"><divider class="box">'
    )
    page = page.replace(b'<!-- <div class="box">no</div> <h1> -->', b"")
    assert cut(page, css, 5) == expected


def test_elements_are_looked_for_from_a_place_on_but_metadata_everywhere() -> None:
    page = b'<head><meta itemprop="date" content="1"><script>"<h1>no</h1>"</script></head><body><h1>yes</h1></body>'
    start = head(page)[2]
    assert cut(page, "h1", start=start) == [b"<h1>yes</h1>"]
    assert cut(page, 'meta[itemprop="date"]', start=start) == [b'<meta itemprop="date" content="1">']


def test_an_element_without_end_goes_to_the_end() -> None:
    assert cut(b'<div class="box"><p>open <div>', "div.box") == [b'<div class="box"><p>open <div>']
    assert cut(b'<div class="box">x<script>never', "div.box") == [b'<div class="box">x']


def test_the_head_keeps_metadata_and_structured_data_alone() -> None:
    page = b'<html lang="x"><head><script>var a</script><meta name="a" content="b"><style>s</style></head><body><p>no</p>'
    page += b"<script type='application/ld+json'>{\"a\": 1}</script></body>"
    markup, scripts, start = head(page)
    assert markup == b'<html lang="x"><head><meta name="a" content="b">'
    assert page[start:].startswith(b"</head>")
    assert list(scripts.texts("ld+json", "utf-8")) == [("application/ld+json", '{"a": 1}')]


CUT = [part.encode() for part in '<div class=box>;<div ;<div;</div>;class=box;<script>;</script;<!--;-->;box;";>;<h1>'.split(";")]


@settings(max_examples=60)
@given(
    page=st.lists(st.sampled_from(CUT)).map(b"".join),
    css=st.sampled_from(["div.box", "h1", "div", 'div[itemprop="box"]', "meta"]),
)
def test_no_page_breaks_the_knife(page: bytes, css: str) -> None:
    assert selector(css) is not None
    for piece in cut(page, css, 4):
        assert piece.startswith(b"<")
    head(page)
