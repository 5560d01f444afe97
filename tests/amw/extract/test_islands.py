"""Articles that a page keeps in the JSON of its scripts, in the shapes that frameworks and text editors give it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_pages import paragraph

from amw.extract import extract_article
from amw.extract.islands import read_islands

URL = "https://wire.example/news/1/story"
TEXTS = [paragraph(n) for n in range(6)]
HTML = "".join(f"<p>{text}</p>" for text in TEXTS)


def page(script: str, attributes: str = "") -> bytes:
    script = script.replace("</", "<\\/")
    return (
        f'<html><head><title>A story</title></head><body><div id="app"></div><script {attributes}>{script}</script></body></html>'.encode()
    )


def pooled(value: Any) -> list[Any]:
    """`value` as devalue flattens it: a list whose items say by number what they hold."""
    pool: list[Any] = []

    def put(item: Any) -> int:
        at = len(pool)
        pool.append(item)
        if isinstance(item, dict):
            pool[at] = {key: put(x) for key, x in item.items()}
        elif isinstance(item, list):
            pool[at] = [put(x) for x in item]
        return at

    put(value)
    return pool


STATE = {"data": {"story": {"headline": "A story", "html": HTML, "likes": 3}, "more": [{"headline": "Another"}]}}
STREAM = [{"_1": 2}, "loaderData", {"_3": 4}, "routes/story", {"_5": 6, "_7": 8}, "headline", "A story", "html", HTML]
EDITORS = {
    "Portable Text": [
        {"_type": "block", "children": [{"_type": "span", "text": text[:30]}, {"_type": "span", "text": text[30:], "marks": ["em"]}]}
        for text in TEXTS
    ],
    "ProseMirror": {
        "type": "doc",
        "content": [
            {"type": "paragraph", "content": [{"type": "text", "text": text[:30]}, {"type": "text", "text": text[30:]}]} for text in TEXTS
        ],
    },
    "Lexical": {
        "root": {
            "children": [
                {
                    "type": "paragraph",
                    "children": [
                        {"type": "text", "text": text[:20]},
                        {"type": "link", "url": "/x", "children": [{"type": "text", "text": text[20:40]}]},
                        {"type": "text", "text": text[40:]},
                    ],
                }
                for text in TEXTS
            ]
        }
    },
    "Slate": [{"type": "p", "children": [{"text": text[:30]}, {"text": text[30:], "bold": True}]} for text in TEXTS],
    "Contentful": {
        "nodeType": "document",
        "content": [{"nodeType": "paragraph", "content": [{"nodeType": "text", "value": text, "marks": []}]} for text in TEXTS],
    },
}


@pytest.mark.parametrize(
    ("script", "attributes"),
    [
        (json.dumps(pooled(STATE)), 'type="application/json" id="__NUXT_DATA__"'),
        (json.dumps([["ShallowReactive", 1], *({"data": 2}, {"html": 3}, HTML)]), 'type="application/json"'),
        (f"window.__reactRouterContext.streamController.enqueue({json.dumps(json.dumps(STREAM))});", ""),
        (json.dumps({"status": 200, "body": json.dumps({"title": "A story", "content": HTML})}), 'type="application/json"'),
        ("{const el = document.currentScript; start(el, {data: [null, {post: {title: 'A', html: " + json.dumps(HTML) + "}}]})}", ""),
        *((json.dumps({"post": {"body": body}}), 'type="application/json"') for body in EDITORS.values()),
    ],
)
def test_the_text_is_read(script: str, attributes: str) -> None:
    article = extract_article(page(script, attributes), URL)
    assert article.text.split("\n") == TEXTS
    assert article.provenance["text"] == "island"


def test_paragraphs_with_types_stay_apart() -> None:
    body = [{"__typename": "Paragraph", "text": text} for text in TEXTS]
    article = extract_article(page(json.dumps({"story": {"content": body}}), 'type="application/json"'), URL)
    assert article.text.split("\n") == TEXTS


@pytest.mark.parametrize("kind", ["text", "value"])
def test_pieces_that_end_their_sentences_are_paragraphs(kind: str) -> None:
    story = {"type": "story", "content": [{"type": "text", kind: text} for text in TEXTS]}
    article = extract_article(page(json.dumps({"story": story}), 'type="application/json"'), URL)
    assert article.text.split("\n") == TEXTS


@pytest.mark.parametrize("first", [{"id": 1, "likes": 2}, ["en", 1]])
def test_records_of_numbers_refer_to_nothing(first: Any) -> None:
    records = [first, {"id": 2, "likes": 1}, {"id": 0, "likes": 2}, "en", {"story": {"body": HTML}}]
    assert extract_article(page(json.dumps(records), 'type="application/json"'), URL).text.split("\n") == TEXTS


@pytest.mark.parametrize("key", ["description", "title", "accessibilityLabel", "teaserText"])
def test_what_tells_of_many_things_is_not_the_text(key: str) -> None:
    shown = f"<h1>A clip</h1><p>{paragraph(7)} {paragraph(8)}</p>"
    others = {"rail": [{key: text, "content": {"href": f"/clips/{n}"}} for n, text in enumerate(TEXTS)] * 2}
    markup = page(json.dumps(others), 'type="application/json"').replace(b'<div id="app"></div>', shown.encode())
    assert extract_article(markup, URL).text.split("\n")[-1] == f"{paragraph(7)} {paragraph(8)}"
    assert read_islands([("application/json", json.dumps(others))]) == ""


@pytest.mark.parametrize("path", [("article", "sections"), ("story", "slides"), ("page", "section")])
def test_what_tells_of_the_parts_of_one_article_is_its_text(path: tuple[str, str]) -> None:
    whole, parts = path
    told = [paragraph(n) for n in range(16)]
    listed = [{"heading": f"Part {n}", "description": text} for n, text in enumerate(told)]
    state = json.dumps({whole: {parts: listed}})
    assert extract_article(page(state, 'type="application/json"'), URL).text.split("\n") == told
    assert read_islands([("application/json", json.dumps({"articles": {"items": listed}}))]) == ""


@pytest.mark.parametrize("value", [HTML, "\n".join(TEXTS)])
def test_a_whole_text_may_be_called_a_description(value: str) -> None:
    long = json.dumps({"data": {"page": {"description": value * 4}}})
    assert TEXTS[0] in read_islands([("application/json", long)])


def test_records_and_metadata_in_strings_are_no_text() -> None:
    records = "# who may sell, as of 3 May.\n" + "\n".join(f"seller{n}.example, pub-{n * 7919}, DIRECT, f08c{n}" for n in range(400))
    linked = f'{{   "@context": "https://schema.org", "description": "{" ".join(TEXTS)}", oops }}'
    assert read_islands([("application/json", json.dumps({"config": {"body": records}, "data": {"content": linked}}))]) == ""


@pytest.mark.parametrize(
    "sample", ['{"status": "ok", "id": 3}', '```json\n{"model": "quill", "messages": []}\n```', 'the paper, "Quorum": a reading']
)
def test_a_text_with_a_sample_of_json_in_it_is_a_text(sample: str) -> None:
    text = f"{TEXTS[0]} The call gives {sample} and no more.\n\n" + "\n\n".join(TEXTS[1:])
    assert read_islands([("application/json", json.dumps({"post": {"markdown": text}}))]).endswith(TEXTS[-1])


def test_lines_of_a_script_without_spaces_are_no_records() -> None:
    text = "\n".join(f"คณะกรรมการมีมติเมื่อวันจันทร์ว่าจะไม่เลื่อนการประชุมครั้งที่ {n} ออกไป. สมาชิกสองคนไม่ได้ลงคะแนน" for n in range(25))
    assert read_islands([("application/json", json.dumps({"post": {"body": text}}))]) == text


def test_a_poem_in_short_lines_is_a_text() -> None:
    poem = "\n".join(f"the river {n} goes on\nand nobody asks why." for n in range(30))
    assert read_islands([("application/json", json.dumps({"post": {"body": poem}}))]).startswith("the river 0 goes on")


@pytest.mark.parametrize("space", ["", "  ", "\n    "])
def test_json_in_a_string_may_be_indented(space: str) -> None:
    inside = f'{space}[{space}{{{space}"body": {json.dumps(HTML)}}}]'
    assert read_islands([("application/json", json.dumps({"state": inside}))]).split("\n") == TEXTS


def test_a_chunk_tells_the_date() -> None:
    row = '1:["$","main",null,{"post":' + json.dumps({"publishedAt": "2026-05-18T09:20:00.000Z", "html": HTML}) + "}]\n"
    article = extract_article(page(f"self.__next_f.push([1,{json.dumps(row)}])"), URL)
    assert article.text.split("\n") == TEXTS
    assert article.published_at is not None and article.published_at.isoformat() == "2026-05-18T09:20:00+00:00"


VALUES = st.recursive(
    st.integers(-2, 9) | st.text(max_size=5) | st.sampled_from(['{"a":[1]}', '[{"b', TEXTS[0]]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["_1", "_9", "type", "text", "children", "a"]), inner),
    max_leaves=30,
)


@given(st.lists(VALUES, max_size=9))
@settings(max_examples=200)
def test_whatever_refers_to_whatever_is_read(pool: list[Any]) -> None:
    text = json.dumps([{"a": 1}, *pool, *TEXTS])
    assert isinstance(read_islands([("application/json", text)]), str)
