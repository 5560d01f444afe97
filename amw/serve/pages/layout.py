"""What every page shares: head, landmarks, navigation."""

from __future__ import annotations

import hashlib
from importlib.resources import files
from typing import Any

from amw.serve.markup import EMPTY, Markup, element
from amw.serve.pages.pieces import back

STYLE = (files("amw.serve") / "style.css").read_bytes()
STYLE_ADDRESS = f"/style.css?v={hashlib.blake2b(STYLE, digest_size=6).hexdigest()}"
ICON = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#1f4fd8"/>'
    b'<path d="M6 22l6-8 5 5 9-11" fill="none" stroke="#fff" stroke-width="3.2" stroke-linecap="round" stroke-linejoin="round"/></svg>'
)
NAME = "AI Market Watch"
_NAVIGATION = (("/", "News"), ("/boards", "Boards"), ("/companies", "Companies"))


def page(
    title: str,
    *content: Any,
    at: str = "",
    description: str | None = None,
    kind: str = "website",
    feed: str = "/feed.atom",
    feed_title: str = NAME,
    canonical: str | None = None,
    data: Any = None,
) -> bytes:
    """A whole page. `at`: which entry of the navigation it belongs to; `description`: a sentence for search engines and
    previews of links (Open Graph), where it is of a `kind`; `data`: a JSON-LD block made by markup.data_block."""
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", title if title == NAME else f"{title} · {NAME}"),
        element("link", rel="stylesheet", href=STYLE_ADDRESS),
        element("link", rel="icon", href="/favicon.svg", type="image/svg+xml"),
        element("link", rel="alternate", type="application/atom+xml", title=feed_title, href=feed),
        element("link", rel="alternate", type="application/feed+json", title=feed_title, href=feed.replace(".atom", ".json", 1)),
        element("link", rel="canonical", href=canonical) if canonical else None,
        element("meta", name="description", content=description) if description else None,
        _preview(title=title, type=kind, site_name=NAME, url=canonical, description=description),
        data or EMPTY,
    )
    body = element("body", _header(at), element("main", *content, id="main", class_="wrap"), _footer())
    return f"<!doctype html>\n{element('html', head, body, lang='en')}\n".encode()


def _preview(**properties: str | None) -> list[Markup]:
    """What others show of a link to the page (Open Graph)."""
    return [element("meta", property=f"og:{name}", content=value) for name, value in properties.items() if value]


def _header(at: str) -> list[Markup]:
    entries = (element("a", name, href=address, aria_current="page" if address == at else None) for address, name in _NAVIGATION)
    brand = element("a", NAME, class_="brand", href="/")
    sections = element("nav", Markup(" ".join(entries)), aria_label="Sections")
    skip = element("a", "Skip to main content", class_="skip", href="#main")
    return [skip, element("header", element("div", brand, sections, class_="wrap"), class_="top")]


def _footer() -> Markup:
    links = (("Atom", "/feed.atom"), ("JSON Feed", "/feed.json"), ("API", "/api/openapi.json"))
    return element(
        "footer",
        element(
            "p",
            "Reports belong to those who wrote them and are linked, not copied. ",
            "Scores and tags are made by rules; what they rest on is shown beside them. ",
            Markup(" · ".join(element("a", name, href=address) for name, address in links)),
            class_="wrap",
        ),
    )


def problem(status: int, sentence: str) -> bytes:
    """The page of a request that gets none."""
    head = {404: "Not found", 503: "Back in a moment"}.get(status, "That did not work")
    return page(head, element("h1", head), element("p", sentence), back("/", "Back to News"))
