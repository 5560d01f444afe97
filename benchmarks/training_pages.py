"""Pages made of real ones, for the body classifier to learn from: bodies cut short, and cards, comments and lines of other pages put in.

Real sets have few short articles above many teasers, or below long comments under names that tell nothing. Here each of these is made
from a real page whose true text is known, with texts of other pages of the same language in markup drawn at random, so that what is
learned is how such things stand on a page.
"""

from __future__ import annotations

import html
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_FIRST = "Ada Bo Carla Dmitri Elif Femi Greta Hugo Ines Jonas Kim Leila Marek Nia Oleg Priya Quinn Rosa Sven Tomas Uma Wen Zoe".split()
_LAST = "Adler Brandt Costa Dubois Eriksen Garcia Hansen Ito Jansen Kowalski Lopez Moreau Novak Okafor Park Rossi Silva Tanaka".split()
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_CLASSES = (
    "card",
    "teaser",
    "item",
    "post",
    "entry",
    "tile",
    "story",
    "box",
    "row",
    "col",
    "list-item",
    "media",
    "block",
    "unit",
    "preview",
)
_THREADS = ("comment", "reply", "post", "message", "thread-item", "entry", "row", "item", "media", "bubble")


@dataclass(frozen=True)
class Donor:
    """What another page gives: its headline and the paragraphs of its text."""

    title: str
    paragraphs: Sequence[str]


def names_at_random(draw: random.Random, telling: Sequence[str]) -> Callable[[int], str]:
    """The class attribute of the nth of several siblings: none, one of `telling`, what a build tool makes, or numbered ones."""
    style = draw.random()
    if style < 0.3:
        return lambda _: ""
    if style < 0.55:
        made = "".join(draw.choice("abcdefghijklmnopqrstuvwxyz0123456789") for _ in range(6))
        prefix = draw.choice(("css-", "sc-", "jsx-", "_", "x"))
        return lambda _: f' class="{prefix}{made}"'
    word = draw.choice(telling)
    if style < 0.7:
        start = draw.randrange(100, 90_000)
        return lambda n: f' id="{word}-{start + 7 * n}" class="{word}-{start + 7 * n} {word}"'
    tail = draw.choice(("", "__inner", "--small", " clearfix", " mb-4"))
    return lambda _: f' class="{word}{tail}"'


def date_at_random(draw: random.Random) -> str:
    day, month, year = draw.randrange(1, 29), draw.choice(_MONTHS), draw.randrange(2012, 2027)
    number = day % 12 + 1
    return draw.choice(
        (
            f"{day} {month} {year}", f"{month} {day}, {year}", f"{draw.randrange(2, 23)} hours ago", f"{draw.randrange(2, 9)}d",
            f"{year}-{day:02d}-{number:02d} 1{day % 10}:04", f"{day:02d}.{number:02d}.{year}",
            f"{month} {day}, {year} at {number}:0{day % 10} pm",
        )
    )  # fmt: skip


def cut(text: str, most: int) -> str:
    """The beginning of a text, at a space where there is one."""
    if len(text) <= most:
        return text
    return (text[:most].rsplit(" ", 1)[0] if " " in text[:most] else text[:most]).rstrip(" ,;:")


def teasers(draw: random.Random, donors: Sequence[Donor]) -> tuple[str, list[str]]:
    """(markup, its texts) of repeated cards: a headline, mostly linked, some text, perhaps a date, a name, a picture."""
    naming = names_at_random(draw, _CLASSES)
    tag = draw.choice(("div", "div", "li", "article", "section"))
    heading = draw.choice(("h2", "h3", "h4", "div", "p", "strong", "h3"))
    paragraph = draw.choice(("p", "p", "div", "span", ""))
    moment = draw.choice(("div", "span", "time"))
    linked = draw.choice(("title", "title", "card", "all", "more"))
    dated, signed, pictured, ended = draw.random() < 0.4, draw.random() < 0.25, draw.random() < 0.5, draw.random() < 0.4
    more = linked == "more" or draw.random() < 0.2
    most = draw.choice((90, 140, 200, 320, 500))
    wrapped = draw.random() < 0.4
    cards, texts = [], []
    for n, donor in enumerate(donors):
        title = cut(donor.title, 160)
        text = cut(donor.paragraphs[0], most)
        text += draw.choice(("…", "...", " [...]")) if ended and text != donor.paragraphs[0] else ""
        texts += [title, text]
        shown, said = html.escape(title), html.escape(text)
        address = f"/a/{draw.randrange(10**6)}"
        head = (
            f'<{heading}><a href="{address}">{shown}</a></{heading}>' if linked in ("title", "all") else f"<{heading}>{shown}</{heading}>"
        )
        said = f'<a href="{address}">{said}</a>' if linked == "all" else said
        body = f"<{paragraph}>{said}</{paragraph}>" if paragraph else said
        extra = f"<{moment}>{date_at_random(draw)}</{moment}>" if dated else ""
        parts = [f'<img src="/p{n}.jpg">' if pictured else "", extra, head, body]
        if signed:
            name = f"{draw.choice(_FIRST)} {draw.choice(_LAST)}"
            parts.insert(draw.choice((1, 4)), f"<div>{name}</div>")
            texts.append(name)
        if more:
            parts.append(f'<a href="{address}">More</a>')
        inner = "".join(parts)
        if linked == "card":
            inner = f'<a href="{address}">{inner}</a>'
        cards.append(f"<{tag}{naming(n)}>{f'<div>{inner}</div>' if wrapped else inner}</{tag}>")
    around = "ul" if tag == "li" else "div"
    title = draw.choice(("", "", "<h2>More</h2>", "<h3>Latest</h3>", "<div>+</div>"))
    return f"{title}<{around}{names_at_random(draw, ('list', 'grid', 'wrap', 'more', 'feed'))(0)}>{''.join(cards)}</{around}>", texts


def thread(draw: random.Random, donors: Sequence[Donor]) -> tuple[str, list[str]]:
    """(markup, its texts) of comments: a name, mostly a date, one to four paragraphs; some of them answers inside of another."""
    naming = names_at_random(draw, _THREADS)
    tag = draw.choice(("div", "div", "li", "article", "section"))
    dated, acting, pictured = draw.random() < 0.7, draw.random() < 0.4, draw.random() < 0.4
    apart = draw.choice(("p", "p", "div", "br"))
    nested = draw.random() < 0.3
    head = draw.choice(("div", "p", "span", "strong", "h4"))
    posts, texts = [], []
    for n, donor in enumerate(donors):
        name = draw.choice((f"{draw.choice(_FIRST)} {draw.choice(_LAST)}", draw.choice(_FIRST).lower() + str(draw.randrange(99))))
        start = draw.randrange(max(1, len(donor.paragraphs) - 1))
        said = [cut(p, draw.choice((80, 200, 400, 900))) for p in donor.paragraphs[start : start + draw.choice((1, 1, 1, 2, 3, 4))]]
        when = date_at_random(draw) if dated else ""
        texts += [name, *said, f"{name} {when}"]
        escaped = [html.escape(p) for p in said]
        body = f"<div>{'<br><br>'.join(escaped)}</div>" if apart == "br" else "".join(f"<{apart}>{p}</{apart}>" for p in escaped)
        together = draw.random() < 0.5
        top = f"<{head}>{name}{' ' + when if together else ''}</{head}>" + ("" if together or not when else f"<div>{when}</div>")
        foot = "<div><a href='#'>Reply</a> <a href='#'>Like</a></div>" if acting else ""
        post = f"{'<img src=/u.png>' if pictured else ''}{top}{body}{foot}"
        if nested and n and draw.random() < 0.4 and posts:
            posts[-1] = posts[-1][: -len(f"</{tag}>")] + f"<{tag}{naming(n)}>{post}</{tag}></{tag}>"
        else:
            posts.append(f"<{tag}{naming(n)}>{post}</{tag}>")
    around = "ul" if tag == "li" else "div"
    title = draw.choice(("", "<h2>Comments</h2>", f"<h3>{len(posts)}</h3>", "<h2>Discussion</h2>"))
    return f"{title}<{around}{names_at_random(draw, ('list', 'thread', 'wrap', 'feed', 'panel'))(0)}>{''.join(posts)}</{around}>", texts


def spans_of(page: bytes, texts: Sequence[str]) -> list[tuple[int, int]]:
    """Where in the page's bytes the <p> elements with these texts stand, in order; nothing for those that are not found as they are."""
    found: list[tuple[int, int]] = []
    position = 0
    for text in texts:
        wanted = text[:40].encode()
        at = page.find(wanted, position)
        if at < 0:
            continue
        start = page.rfind(b"<p", position, at)
        end = page.find(b"</p>", at)
        if start < 0 or end < 0 or page.find(b"</p>", start, at) >= 0 or end - start > 6 * len(text.encode()) + 2_000:
            continue
        found.append((start, end + 4))
        position = end + 4
    return found


def entries(
    draw: random.Random, spans: Sequence[tuple[int, int]], donors: Sequence[Donor]
) -> tuple[list[tuple[int, int, bytes]], list[str]]:
    """(what to put around each of the article's own paragraphs, the headings among it): an article that is a list of entries."""
    naming = names_at_random(draw, _CLASSES)
    tag, heading = draw.choice(("div", "div", "section", "li")), draw.choice(("h2", "h3", "h4", "div", "strong"))
    pictured, linked, dated = draw.random() < 0.5, draw.random() < 0.4, draw.random() < 0.2
    pieces, headings = [], []
    for n, (start, end) in enumerate(spans):
        title = cut(draw.choice(donors).title, draw.choice((30, 60)))
        headings.append(title)
        before = f"<{tag}{naming(n)}>{f'<img src=/e{n}.jpg>' if pictured else ''}<{heading}>{html.escape(title)}</{heading}>"
        before += f"<div>{date_at_random(draw)}</div>" if dated else ""
        after = f"<a href='https://other.example/{n}'>Website</a></{tag}>" if linked else f"</{tag}>"
        pieces += [(start, start, before.encode()), (end, end, after.encode())]
    return pieces, headings


Kind = Callable[[random.Random, Sequence[Donor]], tuple[str, list[str]]]


def make_page(
    page: bytes,
    truth: Sequence[str],
    donors: Sequence[Donor],
    draw: random.Random,
    kinds: Sequence[Kind] = (teasers, thread),
) -> tuple[bytes, set[str], set[str]] | None:
    """(a page made of `page`, the texts put in, the headings put in that belong to the article), or None where too few of its paragraphs
    are found (`truth`, the true ones, in order) or too few `donors` are there.

    Two pages in three are cut to their first paragraphs. What is put in stands below the last one in the same container, or further
    out, and in some pages a few cards after some paragraph as well; in some, the article's own paragraphs become entries of a list.
    """
    spans = spans_of(page, truth)
    if len(spans) < 3 or len(donors) < 4:
        return None
    pieces: list[tuple[int, int, bytes]] = []
    if draw.random() < 0.65:
        kept = draw.choice((1, 2, 2, 3, 3, 4, 6))
        pieces += [(start, end, b"") for start, end in spans[kept:]]
        spans = spans[:kept] if kept < len(spans) else spans
    texts: set[str] = set()
    own: set[str] = set()
    if len(spans) > 3 and draw.random() < 0.35:
        around, headings = entries(draw, spans, donors)
        pieces += around
        own.update(headings)
    last = spans[-1][1]
    place = last
    for _ in range(draw.choice((0, 1, 1, 2, 3))):
        found = re.compile(rb"</(?:div|article|section|main)>").search(page, place, place + 30_000)
        if found is None:
            break
        place = found.end()
    if own and draw.random() < 0.5:
        return assemble(page, pieces), texts, own
    kind = draw.choice(kinds)
    count = draw.choice((3, 4, 6, 6, 9, 9, 12, 16))
    markup, said = kind(draw, draw.choices(donors, k=count) if len(donors) < count else draw.sample(list(donors), count))
    texts.update(said)
    pieces.append((place, place, markup.encode()))
    if len(spans) > 2 and not own and draw.random() < 0.3:
        markup, said = teasers(draw, draw.sample(list(donors), draw.choice((1, 1, 2, 3))))
        texts.update(said)
        middle = draw.choice(spans[:-1])[1]
        pieces.append((middle, middle, markup.encode()))
    return assemble(page, pieces), texts - own, own


def assemble(page: bytes, pieces: list[tuple[int, int, bytes]]) -> bytes:
    """The page with each (start, end, what stands there instead); of several at one place the first goes first."""
    out, position = [], 0
    for start, end, put in sorted(pieces, key=lambda piece: piece[:2]):
        out += [page[position : max(position, start)], put]
        position = max(position, end)
    return b"".join([*out, page[position:]])
