"""Lines that no author wrote, and lines like them that somebody did."""

from __future__ import annotations

import pytest

from amw.fragments import fragment_text
from amw.pointers import is_shortcode, pointed, without_pointers


@pytest.mark.parametrize(
    ("line", "to"),
    [
        ("Read more: Chips get cheaper", "Chips get cheaper"),
        ("READ NEXT: Chips get cheaper?", "Chips get cheaper?"),
        ("(Related reading: how chips are made)", "how chips are made)"),
        ("À lire aussi » La puce moins chère", "La puce moins chère"),
        ("Les også: Brikkene blir billigere", "Brikkene blir billigere"),
        ("相关阅读：芯片降价", "芯片降价"),
        ("Related posts:", ""),
        ("Continue reading →", ""),
        ("Read the full story here.", ""),
        ("Read more books this year", None),
        ("More: A Life", "A Life"),
        ("Related to the above, chips got cheaper.", None),
        ("Learn more about chips in our guide.", None),
        ("Reading: a history", None),
    ],
)
def test_what_a_line_points_to(line: str, to: str | None) -> None:
    assert pointed(line) == to


def test_a_pointer_goes_only_where_its_title_is_a_link() -> None:
    lines = ["More: A Life", "Read more: Chips get cheaper", "He read it.", "Related:", "Chips, explained", "The End"]
    assert [*without_pointers(lines, lambda: {"Chips get cheaper", "Chips, explained"})] == ["More: A Life", "He read it.", "The End"]
    assert [*without_pointers(lines, frozenset)] == lines


@pytest.mark.parametrize(
    ("line", "tag"),
    [
        ('[gallery ids="1,2,3" size=large]', True),
        ("[news-video not-shown=”true”]", True),
        ("[caption id='attachment_9' width='300'] [/caption]", True),
        ("[/vc_column_text]", True),
        ("[video id=b6uDp autostart=“yes” /]", True),
        ("[emphasis mine]", False),
        ("[…]", False),
        ("[Update, 5pm: the price is x=3]", False),
        ('[find where address="1.2.3.4"] remove', False),
        ("[1]", False),
        ("[" + "a=1 " * 5_000, False),
    ],
)
def test_tags_that_nothing_replaced(line: str, tag: bool) -> None:
    assert is_shortcode(line) == tag


@pytest.mark.parametrize(
    "end",
    [
        "投稿 <a href=/a>半導体</a> は <a href=/>通信</a> に最初に表示されました。",
        "The article <a href=/a>Chips</a> first appeared on <a href=/>Kestrel Inc.</a>",
        "The post <a href=/a>Chips</a> appeared first on <a href=/>The Wire</a>.",
        "Der Beitrag <a href=/a>Chips</a> erschien zuerst auf <a href=/>Der Draht</a>.",
        "L&#8217;article <a href=/a>Puces</a> est apparu en premier sur <a href=/>Le Fil</a>.",
        "La entrada <a href=/a>Chips</a> se publicó primero en <a href=/>El Hilo</a>.",
        "<a href=/a>Continue reading</a>",
        "<a href=mailto:a@b.example>Reply via email</a>",
    ],
)
def test_how_a_system_ends_an_entry_is_none_of_its_text(end: str) -> None:
    assert fragment_text(f"<p>Chips get cheaper.</p><p>{end}</p>") == "Chips get cheaper."


def test_a_sentence_about_where_something_appeared_first_stays() -> None:
    told = "The post about chips appeared first on her own site."
    assert fragment_text(f"<p>{told}</p><p>Then it was gone.</p>") == f"{told}\nThen it was gone."
    for told in (
        "Chips appeared first on the moon.",
        "The post that first appeared on R&D boards",
        "The post by Ada first appeared on LinkedIn.",
    ):
        assert fragment_text(f"<p>{told}</p>") == told


def test_a_box_beside_the_text_goes_and_a_text_in_a_box_stays() -> None:
    box = "<div class='module-company'><h2>Companies</h2><ul><li>Company: Kestrel</li></ul></div>"
    told = "<p>Kestrel Works has opened a plant that makes chips for cars and washing machines.</p>"
    assert fragment_text(told + box) == "Kestrel Works has opened a plant that makes chips for cars and washing machines."
    assert (
        fragment_text(f"<div class='post widget'>{told}</div>")
        == "Kestrel Works has opened a plant that makes chips for cars and washing machines."
    )
    assert fragment_text("<p class='submodules advertise'>Modules are told by name, and nothing else is in this text.</p>").startswith(
        "Modules"
    )


@pytest.mark.parametrize(
    "name", ["x-widget x-widget-text", "et_pb_module", "fl-module fl-module-text", "text-module", "widget", "sponsor-free"]
)
def test_a_text_that_consists_of_what_a_builder_calls_modules_stays(name: str) -> None:
    told = [f"Kestrel Works has opened a plant that makes chips for cars, its {nth}." for nth in ("first", "second", "third", "fourth")]
    assert fragment_text("".join(f"<div class='{name}'><p>{line}</p></div>" for line in told)).split("\n") == told
    assert fragment_text(f"<p>{told[0]}</p><p>{told[1]}</p><div class='fl-module'><p>{told[2]}</p></div>").split("\n") == told[:3]


def test_lines_of_code_are_lines_and_a_text_escaped_twice_is_text() -> None:
    assert fragment_text("<p>Run\nthis:</p><pre><code>cd chips\nmake all</code></pre>") == "Run this:\ncd chips\nmake all"
    assert fragment_text("&lt;p&gt;Chips &amp;amp; cars&lt;/p&gt;&lt;pre&gt;cd a\nls&lt;/pre&gt;") == "Chips & cars\ncd a\nls"
    assert fragment_text("<pre>&lt;p&gt;Chips&lt;/p&gt;</pre><p>is a paragraph.</p>") == "<p>Chips</p>\nis a paragraph."
    assert fragment_text("<p>The tag &lt;p&gt; begins a paragraph.</p>") == "The tag <p> begins a paragraph."
    assert fragment_text("<p>&lt;p&gt; begins a paragraph.</p>") == "<p> begins a paragraph."


def test_a_row_of_a_table_is_a_line_and_a_layout_keeps_its_lines() -> None:
    rows = "<tr><th></th><th>Seconds</th><th>Price</th></tr>\n<tr><td>\n<b>Heron</b></td>\n<td>4.1</td><td> </td><td>$900</td></tr>"
    assert fragment_text(f"<p>Both:</p><table>{rows}</table><p>End.</p>") == "Both:\nSeconds | Price\nHeron | 4.1 | $900\nEnd."
    assert fragment_text("<table><tr><td><p>One.</p></td><td><p>Two.</p></td></tr></table>") == "One.\nTwo."


def test_what_joins_nothing_is_no_line_and_what_joins_stays() -> None:
    assert fragment_text("<p>One.</p><p>\u200d</p><p>\u200d Two. \u200d</p>") == "One.\nTwo."
    for joined in ("👩\u200d💻 codes", "می\u200cخواهم", "क्\u200dष"):
        assert fragment_text(f"<p>{joined}</p>") == joined
