"""The headline: from structured data, metadata, the heading elements and the title tag, which vote for one another."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from amw.extract.bylines import is_day
from amw.extract.dom import ASIDE, FOOTER, HIDDEN, NAV
from amw.extract.facts import SEPARATOR, leads_home
from amw.extract.record import Candidate
from amw.extract.sources import Sources
from amw.extract.structured import string, types
from amw.text import clean_line, fold, weigh

BESIDE: Final = re.compile(r"\s*[|–—·•»«›‹:~｜_-]+\s*")  # what may part a headline that the page shows from the site's name
_MARK: Final = re.compile(r"[|–—·•»«›‹:~｜_-]")  # one of which every separator has
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
MAX_LENGTH: Final = 500
MAX_PARTS: Final = 6  # of a heading
_PERMALINK: Final = " \n¶🔗"  # signs that link to a heading, at its end
LONG: Final = 15  # characters of an alphabet of a part of the title tag that may be the headline; a house's name is the shorter part
Title = tuple[str, str, float]  # its text, where it stands, the trust in that
_ROOM: Final = re.compile(
    r"^the | ?\b(?:blog|news|forum|magazine|online|com|newsroom|home|homepage)$"
)  # parts of a site, never of a headline


def plain(value: str) -> str:
    """A title that metadata tells, which may be escaped twice or hold markup, as one line."""
    return clean_line(_TAG.sub("", html.unescape(value)))[:MAX_LENGTH]


def find_titles(sources: Sources, site_name: str | None) -> list[Candidate]:
    """Candidates for the headline, best first."""
    news = _is_news(sources)
    shown, beside = _shown_title(sources)
    headings, names = _from_headings(sources, news, beside)
    found = [*headings, *_as_lines(_from_metadata(sources))]
    if not any(source == "h1" and score > 0.3 for _, source, score in found):
        found += _as_lines(_from_blocks(sources, shown))
    return _vote(found, _aliases(sources, site_name, found, names) | names, news)


def _as_lines(titles: Iterable[Title]) -> Iterator[Title]:
    """Those of `titles` that say anything, as one line."""
    return ((value, source, score) for title, source, score in titles if any(map(str.isalnum, value := plain(title))))


def _from_headings(sources: Sources, news: bool, site: str) -> tuple[list[Title], set[str]]:
    """(titles in the page's <h1>, names of the site there, folded and without spaces): what the title tag has beside the headline that
    the page shows, and what is all a link to the front page."""
    found: list[Title] = []
    names: set[str] = set()
    headings = sources.page.headings[:8]
    in_metadata = {fold(sources.meta("og:title")), fold(string(sources.node("headline")))} - {""}
    trust = (0.75 if news else 0.92) - (0.2 if len(headings) > 2 else 0.0)
    for position, mark in enumerate(headings):
        outside = mark.flags & (NAV | FOOTER | ASIDE | HIDDEN)
        text = mark.node.text(deep=True, separator="")
        key = fold(text[:MAX_LENGTH])
        if (key == site and key not in in_metadata) or leads_home(mark.node, text, sources.url):
            names.add(key.replace(" ", ""))
            trust -= 0.6
        lines = (clean_line(child.text(deep=True, separator="")) for child in mark.node.iter(include_text=True))
        parts = [*islice(filter(None, lines), MAX_PARTS)]
        # A label beside the headline proper ("Exclusive") is no part of it: metadata tells which part is.
        proper = next((part for part in (text[:MAX_LENGTH], *parts) if fold(part) in in_metadata), text)
        # What a heading shows is what it says ("30 years of <br> tags").
        shown = clean_line(proper.rstrip(_PERMALINK))[:MAX_LENGTH]
        if any(map(str.isalnum, shown)):
            found.append((shown, "h1", trust - 0.03 * position - (0.25 if outside else 0.0)))
        if len(parts) > 1 and len(parts[-1]) >= LONG and key.replace(" ", "") not in names:
            found += _as_lines([(parts[-1], "h1 part", 0.42)])
    return found, names


def _from_metadata(sources: Sources) -> Iterator[Title]:
    yield string(sources.node("headline")), "json-ld headline", 0.7
    yield sources.meta("og:title"), "og:title", 0.6
    yield sources.meta("twitter:title"), "twitter:title", 0.5
    yield sources.meta("dc.title", "dcterms.title", "parsely-title", "sailthru.title", "citation_title", "headline"), "meta title", 0.55
    yield string(sources.node("name")), "json-ld name", 0.4
    yield sources.page.title, "title tag", 0.3


def _from_blocks(sources: Sources, shown: str) -> Iterator[Title]:
    yield shown, "shown title", 0.4
    headings = [b.text for b in sources.page.blocks if b.tag in ("h2", "h3") and b.link_chars < 0.5 * len(b.text)]
    title = sources.page.title  # a menu's headings may come before the one that says the same
    yield title if title in headings else next((text for text in headings if not is_day(text)), ""), "first heading", 0.32


def _shown_title(sources: Sources) -> tuple[str, str]:
    """(a line of the page that says what the title tag says beside the site's name; that name, folded), "" without. Where there is an h1,
    which may be the site's name itself, the line is a heading or the og:title."""
    whole = clean_line(html.unescape(sources.page.title))[:MAX_LENGTH]
    least = 1 if sources.page.headings else LONG
    pairs = ((fold(whole[: match.start()]), fold(whole[match.end() :])) for match in BESIDE.finditer(whole))
    beside = {part: other for pair in pairs for part, other in (pair, pair[::-1]) if weigh(part) >= least and len(part) > len(other)}
    if not beside:
        return "", ""
    blocks = sources.page.blocks
    headings = [sources.meta("og:title"), *(block.text for block in blocks if block.tag in ("h2", "h3"))]
    texts = headings if sources.page.headings else [block.text for block in blocks]
    shown = max((text for text in texts if text in whole and fold(text) in beside), key=len, default="")
    return shown, beside.get(fold(shown), "")


def _is_news(sources: Sources) -> bool:
    return sources.data.article is not None and any("newsarticle" in kind for kind in types(sources.data.article))


def _aliases(sources: Sources, site_name: str | None, found: list[Title], shown: set[str]) -> set[str]:
    """What the site calls itself, folded and without spaces: its names, beside those `shown` in headings, its host, what follows the
    headline in the title tag."""
    names = [site_name or "", *sources.names("publisher"), sources.meta("application-name")]
    aliases = {fold(name).replace(" ", "") for name in names}
    host = sources.host
    labels = host.split(".")
    aliases |= {"".join(labels), "".join(labels[-2:]), *(label for label in labels[:-1] if len(label) > 3)}
    headings = {fold(value) for value, source, _ in found if source in ("h1", "json-ld headline")}
    headings = {heading for heading in headings if heading.replace(" ", "") not in shown}  # the site's name, before the headline
    parts = SEPARATOR.split(clean_line(html.unescape(sources.page.title))[:MAX_LENGTH])
    for cut in range(1, min(3, len(parts))):
        if fold(" ".join(parts[:-cut])) in headings:
            aliases.add(fold(" ".join(parts[-cut:])).replace(" ", ""))
    return {alias for alias in aliases if len(alias) > 1} | {""}  # nothing is left of "News", which is a room of any house


def _vote(found: list[Title], aliases: set[str], news: bool) -> list[Candidate]:
    """Each candidate gains from every other that says the same or begins or ends with it; site names are cut off first.

    Where heading and metadata differ, news pages are right in their NewsArticle (unless it is cut short), other pages in their heading:
    on 123 news pages with a known headline that order gives .87, the vote alone .84.
    """
    stripped = {value: strip_site(value, aliases) for value, source, _ in found if not source.startswith("h1")}
    cut = [(value if source.startswith("h1") else stripped[value], source, score) for value, source, score in found]
    folded = {value: fold(value) for value, _, _ in cut}
    keys = [folded[value] for value, _, _ in cut]
    data = {key for key, (_, source, _) in zip(keys, cut, strict=True) if source == "json-ld headline"}
    ranked: dict[str, Candidate] = {}
    for i, (value, source, score) in enumerate(cut):
        key = keys[i]
        if key.replace(" ", "") in aliases:
            continue
        supporters: dict[str, float] = {}
        for j, other in enumerate(keys):
            if i != j and other and cut[j][1] != source:
                gain = 0.2 if other == key else 0.08 if len(key) > 12 and (other.startswith(key) or other.endswith(key)) else 0.0
                supporters[cut[j][1]] = max(gain, supporters.get(cut[j][1], 0.0))
        score += sum(supporters.values())
        if news and any(key == told or (key.startswith(told) and source in ("h1", "og:title")) for told in data):
            score += 0.75
        known = ranked.get(key)
        if known is None or score > known.score:
            ranked[key] = Candidate(value=value, source=source, score=score)
    if not ranked and found and aliases != {""}:
        return _vote(found, {""}, news)  # a page about the site itself
    best = sorted(ranked.values(), key=lambda c: -c.score)
    top = max(1.0, best[0].score) if best else 1.0
    return [Candidate(value=c.value, source=c.source, score=max(0.0, c.score / top)) for c in best]


def strip_site(value: str, aliases: set[str]) -> str:
    """`value` without leading or trailing parts that are only the site's name (`aliases` are folded, without spaces)."""
    for _ in range(3 if _MARK.search(value) else 0):
        parts = SEPARATOR.split(value)
        if len(parts) < 2:
            return value
        for end in (-1, 0):
            part = fold(parts[end])
            if part and {_ROOM.sub("", part).replace(" ", ""), part.replace(" ", "")} & aliases:
                position = value.rfind(parts[end]) if end else 0
                kept = (value[:position] if end else value[len(parts[0]) :]).strip(" |–—·•»«›‹:~-_｜")
                if kept:
                    value = kept
                    break
        else:
            return value
    return value
