"""Pages written for these tests: prose that never repeats, in layouts that sites use."""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path

MAKERS = ("Northwind", "Halcyon Labs", "Pine Street", "Oberon", "Tidewater", "Meridian", "Quillfeather", "Larkspur", "Basalt", "Juniper")
THINGS = (
    "a smaller model",
    "a faster chip",
    "its second data centre",
    "an open licence",
    "a voice assistant",
    "a coding agent",
    "new prices",
)
REASONS = (
    "customers asked for it",
    "training had become cheaper",
    "a rival moved first",
    "regulators insisted",
    "the old one was too slow",
)


def sentence(i: int) -> str:
    return (
        f"{MAKERS[i % 10]} said on day {i} that {THINGS[i % 7]} would follow within {i + 2} weeks, because {REASONS[i % 5]}, "
        f"and that about {i * 13 + 40} people had worked on it."
    )


def paragraph(i: int, sentences: int = 3) -> str:
    return " ".join(sentence(i * 7 + k) for k in range(sentences))


def article_page(
    number: int = 1,
    *,
    paragraphs: int = 8,
    body_class: str = "story-body",
    data: dict[str, object] | None = None,
    head: str = "",
    extra: str = "",
    lang: str = "en-GB",
) -> str:
    """A news page: navigation, a headline, a byline, paragraphs with an advertisement between them, related stories, a footer."""
    title = f"{MAKERS[number % 10]} promises {THINGS[number % 7]} by spring {number}"
    told: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": title,
        "datePublished": f"2026-10-{number % 28 + 1:02d}T09:30:00+01:00",
        "author": [{"@type": "Person", "name": "Ada Example"}, {"@type": "Person", "name": "Bo Sample"}],
        "publisher": {"@type": "Organization", "name": "Example Wire"},
    }
    told.update(data or {})
    body = []
    for i in range(paragraphs):
        body.append(f"<p>{paragraph(number * 100 + i)}</p>")
        if i == 2:
            body.append('<div class="ad-slot advert"><span>Advertisement</span></div>')
        if i == 4:
            body.append(f"<h2>What {MAKERS[(number + i) % 10]} wants</h2>")
    related = "".join(f'<li><a href="/s{k}">Another story number {k} that is not this one</a></li>' for k in range(6))
    return f"""<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{title} | Example Wire</title>
<meta property="og:title" content="{title}"><meta property="og:site_name" content="Example Wire">
<meta property="og:image" content="/lead.jpg"><link rel="canonical" href="/news/{number}/story">
<meta name="description" content="What it means when {MAKERS[number % 10]} promises something.">
<script type="application/ld+json">{json.dumps(told)}</script>{head}</head>
<body><header class="site-header"><nav><ul><li><a href="/">Home</a></li><li><a href="/ai">AI</a></li></ul></nav></header>
<main><article><h1>{title}</h1>
<div class="byline">By <span class="author">Ada Example</span> and <span class="author">Bo Sample</span></div>
<div class="{body_class}">{"".join(body)}</div>{extra}</article>
<aside class="related-stories"><h3>Related stories</h3><ul>{related}</ul></aside></main>
<footer class="site-footer"><p>© 2026 Example Wire. All rights reserved.</p>
<ul><li><a href="/privacy">Privacy policy</a></li></ul></footer></body></html>"""


def hostile() -> dict[str, bytes]:
    """Pages made to cost time or memory, by what they repeat."""
    nested = 10_000_000 // 5
    return {
        "nested div": b"<div>" * nested,
        "nested list": b"<ul><li>" * 1_000_000,
        "nested formatting": b"<b><p>" * 1_500_000,
        "nested and closed": b"<div>" * 400_000 + b"text" + b"</div>" * 400_000,
        "one line": b"<html><body><p>" + b"word " * 1_000_000,
        "one word": b"<html><body><p>" + b"x" * 5_000_000,
        "many attributes": b"<p " + b" ".join(b"a%d=1" % i for i in range(300_000)) + b">text</p>",
        "open tags": b"<" * 3_000_000,
        "nested bylines": b"<p>" + b'<span class="byline date">By Ada King ' * 9_000 + b"</span>" * 9_000,
        "ampersands": b"&" * 3_000_000,
        "comments": b"<!--" * 1_000_000,
        "many paragraphs": b"<p>some words, here.</p>" * 300_000,
        "many links": b"<li><a href=/x class=author>By Someone Else 2024-01-01</a></li>" * 60_000,
        "many dates": b"<div class='date published'>Published: May 3, 2024 by</div>" * 60_000,
        "many headings": b"<h1>A heading <span>of parts</span></h1>" * 60_000,
        "many scripts": b"<script type='application/ld+json'>{\"@type\":\"NewsArticle\"}</script>" * 60_000,
        "deep json": b"<script type='application/ld+json'>" + b"[" * 200_000 + b"</script>",
        "big json": b"<script type='application/json'>[" + b'"some long prose, here. And more of it, surely.",' * 60_000 + b"1]</script>",
        "brackets in scripts": b"<script>window.x = " + b"{[" * 300_000 + b"</script>",
        "meta": b"<meta property='article:tag' content='a,b,c'>" * 60_000,
        "spaces": b"<title>" + b" | " * 300_000 + b"</title>" + b"<h1>" + b" - " * 300_000 + b"</h1>",
        "quotes": b"<script>self.__next_f.push([1,\"" + b"\\" * 300_000 + b"</script>",
        "nul": b"<html><p>" + b"\x00a" * 500_000,
        "broken bytes": b"<html><meta charset=utf-8><p>" + b"\xff\xfe\xc3 word " * 600_000,
        "table cells": b"<table>" + b"<tr><td>1,5</td><td>a b</td></tr>" * 60_000,
        "lines": b"<p>" + b"some words<br>" * 400_000,
        "one text meant by all": b"<script type=application/json>"
        + b'[{"a":1},[' + b"2," * 90_000 + b'2],"' + b"Some prose, here. " * 9_000 + b'"]</script>',
        "rules": b"<hr>" * 400_000,
        "breaks": b"<br><br>" * 300_000,
        "flight": b"<script>" + b'self.__next_f.push([1,"1:[\\"$\\",\\"p\\",null,{\\"children\\":\\"Some prose, here.\\"}]\\n"])' * 40_000,
        "texts in a flight": b'<script>self.__next_f.push([1,"' + b"1:T1,a" * 19_000 + b"x" * 2_800_000 + b'"])</script>',
        "held back": b"<noscript>some words, here. " * 22_000,
        "held back twice": (b"<noscript>" + b"some words, here. " * 20 + b"</noscript>") * 1_500,
        "held in templates": b"<template shadowrootmode=open>some words, here." * 12_000,
        "held in scripts": b"<noscript " * 20_000 + b"<script type=text/html>" * 15_000,
        "strings": b"<script>" + b"""='{"a\\' ("[\\"b\\\\" """ * 150_000 + b"</script>",
        "attributes": b'<p data-page="{&quot;a&quot;:[' + b"&quot;Some prose, here. And more of it.&quot;," * 40_000 + b'1]}">',
        "assignments": b"<script>" + b'a.b={"c":' * 300_000 + b"</script>",
        "labels": b"<p>" + b"Published on and updated by and written at " * 100_000 + b"2024",
        "keys in scripts": (b"<script>" + b"published: 'x', created: 'y', posted_at: " * 9_000 + b"</script>") * 40,
        "heads of threads": f"<p>{paragraph(1)}<p>{paragraph(2)}<div>".encode()
        + b"<p>Comments</p><p>Marta, 9 May 2026</p>" * 2_000
        + f"</div><p>{paragraph(3)}<p>{paragraph(4)}".encode(),
        "heads of neighbours": f"<title>A head</title><article><h1>A head</h1><p>{paragraph(1)}<p>{paragraph(2)}</article>".encode()
        + b"<article>"
        + f"<h1>Another</h1><p>9 May 2026</p><p>{paragraph(3)}</p>".encode() * 9_000,
        "entities": b"<title>" + (b"&amp;" + b"a" * 31) * 150_000 + b"</title>",
        "doubled": b"<p>" + "Ã©".encode() * 1_480_000,
        "kept json": (b'<script type="application/ld+json">{"@type":"Thing","a":[' + b'{"":{}},' * 360_000 + b"1]}</script>") * 5,
        "types in json": b"<p>" + b"<a href=x>a b</a>" * 500 + b"<script type=application/ld+json>" + b'"@type":[' * 64_000 + b"</script>",
    }  # fmt: skip


def peak_memory(*, reset: bool = False) -> int:
    """The most memory this process has held, in KiB, since the last `reset` where the system can forget (Linux), else ever."""
    if reset and sys.platform == "linux":
        Path("/proc/self/clear_refs").write_text("5")
    if sys.platform == "linux":
        lines = Path("/proc/self/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
