"""Which templates a crawl knows, when it learns one, checks it, gives it up: decisions only, values in and values out.

A book is of one crawl. It is told what the database knows of a host before its first page (`load`), says how each page is to be read
(`ask`), hears how that went (`note`) and holds the rows that the store writes with the page's visit (`release`). What it decided counts
at once for this crawl, and for others when those rows are stored.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from amw.extract.template import Template
from amw.extract.template_learning import MIN_PAGES, Evidence, learn
from amw.extract.templates import WINDOW, Ask, Reading, has_drifted
from amw.plain import fields_of
from amw.urls import host as host_of

LAYOUTS: Final = 3  # templates of one host
KEPT: Final = 12  # pages a host whose evidence waits for a template
PROBATION: Final = 3  # uses of a new template that are all checked against the general extractor
CHECKED: Final = 50  # of an old one, one page in so many
FLEETING: Final = 5  # pages that a template must have read before its end, or the next is learned from twice as many pages
IDLE: Final = 60  # pages of its host after which a template that fitted none of them is put away
MOST_PAGES: Final = 24  # that a template is ever learned from
BARREN: Final = KEPT  # pages looked at in vain, after which a host is looked at by samples: evidence costs half as much as reading the page
WAITING: Final = 2  # times as many may be asked for before the first are read: some of them redirect or fail
SAMPLED: Final = 20  # one page in so many of a barren host is looked at
TEMPLATE_URN: Final = "urn:amw:template:"  # and the digest: the name of a template in an archive
TEMPLATED: Final = frozenset({"article", "page"})  # kinds of request that may bring an article page
Rows = dict[str, Any]
_HISTORY: Final = "valid_from valid_to ended last_matched_at matched missed checked idle"  # of a template, as its row has it


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A template of one source and host with its history. `recent` are the last outcomes, oldest first, `idle` the pages of the host since
    it last fitted; `ended` says why it is no more."""

    template: Template
    valid_from: datetime
    valid_to: datetime | None = None
    ended: str | None = None
    last_matched_at: datetime | None = None
    matched: int = 0
    missed: int = 0
    checked: int = 0
    idle: int = 0
    recent: tuple[bool, ...] = ()

    def row(self) -> Rows:
        """This state as a row of `template`, but for source and host."""
        made = {
            "digest": self.template.digest,
            "definition": self.template.to_json(),
            **fields_of(self.template, "pinned pages agreement"),
        }
        return {**made, **fields_of(self, _HISTORY), "recent": "".join("+" if fitted else "-" for fitted in self.recent)}

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Known:
        """The state that `row` wrote. Raises ValueError where its definition is none of this version's."""
        history = {name: row[name] for name in _HISTORY.split()}
        return cls(template=Template.from_json(row["definition"]), recent=tuple(mark == "+" for mark in row["recent"]), **history)

    def __str__(self) -> str:
        made = "pinned in the catalogue" if self.template.pinned else f"learned from {self.template.pages} pages"
        return f"{made}, valid since {self.valid_from:%Y-%m-%d}"


@dataclass(slots=True)
class _Shelf:
    """What is known of one host of one source."""

    active: list[Known] = field(default_factory=list)
    evidence: dict[str, Evidence] = field(default_factory=dict)  # by URL, oldest first
    fleeting: int = 0  # templates that ended after hardly a page
    stored: bool = False  # whether there is a database to tell
    asked: int = 0  # pages of this crawl
    barren: int = 0  # pages that were looked at since a template was last learned, by this crawl or one that left their evidence
    looks: int = 0  # pages of this crawl that were to be looked at since then, while there was no template to read them


class TemplateBook:
    """The templates of one crawl, by source and host. `pins` are the catalogue's, by source key."""

    def __init__(self, pins: Mapping[str, Template] | None = None) -> None:
        self._pins = dict(pins or {})
        self._shelves: dict[tuple[str, str], _Shelf] = {}
        self._held: dict[str, Rows] = {}
        self.counts: dict[str, int] = {}

    def knows(self, source: str, url: str) -> bool:
        """Whether the host of `url` has been loaded."""
        return (source, place(url)) in self._shelves

    def load(self, source: str, url: str, states: Iterable[Known], evidence: Mapping[str, Evidence], fleeting: int = 0) -> None:
        """Begin with what is stored of a host: templates that have not ended, and the evidence of pages, oldest first."""
        shelf = _Shelf(list(states), dict(evidence), fleeting, stored=True)
        # Pages that still wait were looked at in vain, by whichever crawl; where templates are read by, a new look would be learned late.
        shelf.barren = 0 if shelf.active else len(shelf.evidence)
        self._shelves[source, place(url)] = shelf

    def ask(self, source: str, url: str, at: datetime) -> Ask:
        """How the page at `url` is to be read. A pinned template goes first, then the one that fitted last."""
        shelf = self._shelves.setdefault((source, place(url)), _Shelf())
        pin = self._pins.get(source)
        learned = sorted((k for k in shelf.active if not k.template.pinned), key=lambda k: k.last_matched_at or k.valid_from, reverse=True)
        templates = ([pin] if pin is not None else []) + [known.template for known in learned]
        young = any(known.checked < PROBATION for known in learned)
        shelf.asked += 1
        # A feed leads to many hosts by a single page each; those never come to a template.
        seen_before = shelf.asked > 1 or bool(shelf.evidence)
        most = max(BARREN, self._needed(shelf))
        in_vain = shelf.barren >= most or (not templates and shelf.looks >= WAITING * most)
        observe = seen_before and len(learned) < LAYOUTS and (not in_vain or _drawn(url, SAMPLED))
        shelf.looks += observe and not templates
        check = bool(learned) and (young or _drawn(url, CHECKED))
        return Ask(templates=tuple(templates), check=check, observe=observe)

    def replay(self, source: str, ask: Ask) -> Ask:
        """A recorded Ask with the catalogue's present pin in place of the pinned template of its time: a correction holds for the past."""
        pin = self._pins.get(source)
        learned = tuple(template for template in ask.templates if not template.pinned)
        return replace(ask, templates=((pin,) if pin is not None else ()) + learned)

    def describe(self, source: str, url: str, digest: str) -> str:
        """The template that read a page, by its digest and in words where it is known, for its provenance."""
        shelf = self._shelves.get((source, place(url)), _Shelf())
        known = next((k for k in shelf.active if k.template.digest == digest), None)
        return f"template {digest}" + (f" of {place(url)}, {known}" if known is not None else "")

    def release(self, visit: str) -> Rows | None:
        """What the page visited at an address taught, once: rows as `note` gives them, or None. Stored with the visit or not at all."""
        return self._held.pop(visit, None)

    def note(self, source: str, url: str, at: datetime, ask: Ask, reading: Reading, *, visit: str | None = None) -> Rows:
        """What a reading changes: rows as {"host", "templates": [...], "evidence": {...} or None, "forget": [URLs]}.

        They are held for the store under the address `visit` (default `url`) where the host was loaded from a database.
        """
        shelf = self._shelves.setdefault((source, place(url)), _Shelf())
        before = {known.template.digest: known for known in shelf.active}
        pin = self._pins.get(source)
        shelf.active = [
            replace(known, valid_to=max(at, known.valid_from), ended="no longer pinned")
            if known.template.pinned and (pin is None or pin.digest != known.template.digest)
            else known
            for known in shelf.active
        ]
        if reading.template is not None:
            self._hit(shelf, at, ask, reading)
        elif ask.templates and reading.record.text:
            self._count("missed")
            for misfit in reading.misfits:
                self._count(f"missed/{misfit}")
            tried = {template.digest for template in ask.templates}
            shelf.active = [self._missed(shelf, known, at) if known.template.digest in tried else known for known in shelf.active]
        shelf.barren += ask.observe and reading.template is None
        evidence, forget = None, []
        if reading.evidence is not None and not self._came_late(shelf, ask, reading.evidence):
            forget = self._keep(shelf, url, at, reading.evidence)
            evidence = {"url": url, "at": at, "evidence": reading.evidence} if url not in forget else None
        changed = [known for known in shelf.active if before.get(known.template.digest) != known]
        shelf.active = [known for known in shelf.active if known.ended is None]
        rows = [{"host": place(url), **known.row()} for known in changed]
        noted = {"host": place(url), "templates": rows, "evidence": evidence, "forget": forget}
        if shelf.stored and (rows or evidence or forget):
            self._held[visit or url] = noted
        return noted

    def _keep(self, shelf: _Shelf, url: str, at: datetime, evidence: Evidence) -> list[str]:
        """Take in what a page teaches and learn from it; the URLs of the pages whose evidence is needed no more."""
        shelf.evidence.pop(url, None)
        shelf.evidence[url] = evidence
        forget = self._learn(shelf, at)
        while len(shelf.evidence) > max(KEPT, self._needed(shelf)):
            oldest = next(iter(shelf.evidence))
            del shelf.evidence[oldest]
            forget.append(oldest)
        # A page that was read before this one may be stored after it: what is to be forgotten must not be written then.
        for held in self._held.values():
            if held["evidence"] is not None and held["evidence"]["url"] in forget:
                held["evidence"] = None
        return forget

    def _came_late(self, shelf: _Shelf, ask: Ask, evidence: Evidence) -> bool:
        """Whether a page was asked for before a template was learned that would have been tried on it."""
        tried = {template.digest for template in ask.templates}
        containers = {css for k in shelf.active if k.ended is None and k.template.digest not in tried for css in k.template.containers}
        return any(css in containers for holder in evidence["holders"] for css in holder["css"])

    def _hit(self, shelf: _Shelf, at: datetime, ask: Ask, reading: Reading) -> None:
        self._count("matched")
        known = next((k for k in shelf.active if k.template.digest == reading.template), None)
        if known is None:
            template = next((t for t in ask.templates if t.digest == reading.template), None)
            if template is None or not template.pinned:
                return  # ended while this page was under way
            known = Known(template=template, valid_from=at)
            shelf.active.append(known)
        new = replace(
            known,
            matched=known.matched + 1,
            checked=known.checked + reading.checked,
            last_matched_at=at,
            idle=0,
            recent=(*known.recent, True)[-WINDOW:],
        )
        for other in shelf.active:
            if other is not known and not other.template.pinned and other.ended is None:
                passed = replace(other, idle=other.idle + 1)
                passed = self._end(shelf, passed, at, "no longer met") if passed.idle >= IDLE else passed
                shelf.active[shelf.active.index(other)] = passed
        if reading.checked:
            self._count("checked")
        if reading.differs:
            self._count("disagreed")
            new = self._end(shelf, new, at, f"disagrees in {', '.join(reading.differs)}")
        shelf.active[shelf.active.index(known)] = new

    def _missed(self, shelf: _Shelf, known: Known, at: datetime) -> Known:
        new = replace(known, missed=known.missed + 1, idle=known.idle + 1, recent=(*known.recent, False)[-WINDOW:])
        # A person's template stays until a person takes it back; it is the check's to complain of it.
        return self._end(shelf, new, at, "no longer fits") if has_drifted(new.recent) and not known.template.pinned else new

    def _end(self, shelf: _Shelf, known: Known, at: datetime, why: str) -> Known:
        self._count("ended")
        shelf.fleeting = shelf.fleeting + 1 if known.matched < FLEETING else 0
        return replace(known, valid_to=max(at, known.valid_from), ended=why)

    def _needed(self, shelf: _Shelf) -> int:
        return min(MOST_PAGES, MIN_PAGES << min(shelf.fleeting, 4))

    def _learn(self, shelf: _Shelf, at: datetime) -> list[str]:
        """Learn what the evidence at hand allows; the URLs of the pages that it was learned from, which are needed no more."""
        needed = self._needed(shelf)
        if len(shelf.evidence) < needed or sum(k.ended is None and not k.template.pinned for k in shelf.active) >= LAYOUTS:
            return []
        urls = list(shelf.evidence)
        found = learn(list(shelf.evidence.values()), min_pages=needed)
        if found is None:
            return []
        template, group = found
        used = [urls[i] for i in group]
        for url in used:
            del shelf.evidence[url]
        if all(known.template.digest != template.digest or known.ended is not None for known in shelf.active):
            self._count("learned")
            shelf.barren = shelf.looks = 0
            # What failed on just these pages has been replaced by them.
            for known in [k for k in shelf.active if k.ended is None and not k.template.pinned and k.recent[-3:] == (False,) * 3]:
                shelf.active[shelf.active.index(known)] = self._end(shelf, known, at, "no longer fits")
            shelf.active.append(Known(template=template, valid_from=at))
        return used

    def _count(self, name: str) -> None:
        self.counts[name] = self.counts.get(name, 0) + 1


def written(ask: Ask) -> str:
    """What an archived page was to be read by, in one line: the digests of the templates, then "check" where they were to be checked."""
    return " ".join([*(template.digest for template in ask.templates), *(["check"] if ask.check else [])])


def ask_as_written(line: str, definitions: Mapping[str, bytes]) -> Ask:
    """The Ask that `written` wrote, without learning; `definitions` are the archived templates as JSON by digest.

    ValueError where one of them is missing or of another version.
    """
    words = line.split()
    templates = []
    for digest in words:
        if digest != "check":
            if digest not in definitions:
                raise ValueError(f"template {digest} is not archived")
            templates.append(Template.from_json(json.loads(definitions[digest])))
    return Ask(templates=tuple(templates), check="check" in words)


@lru_cache(maxsize=1024)  # asked for four times a page
def place(url: str) -> str:
    """What templates are kept by: the host of an address with its port, without "www."."""
    name = host_of(url) or ""
    rest = url.partition("://")[2].partition("/")[0].rpartition(":")[2]
    return (f"{name}:{rest}" if rest.isdigit() and rest not in ("80", "443") else name).removeprefix("www.")


def _drawn(url: str, one_in: int) -> bool:
    """Whether a page is among a sample: by its address, so that the same page always is or never."""
    return int.from_bytes(hashlib.sha256(url.encode("utf-8", "replace")).digest()[:4], "big") % one_in == 0
