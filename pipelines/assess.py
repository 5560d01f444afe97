"""assess: what of a report is judged and whether its claims hold, and how a leaderboard's rows rank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from scrapy.crawler import Crawler

from amw import catalogue
from amw.boards import rank
from amw.claims import Claim, Verdict
from amw.db import AsyncConnection, patience
from amw.db.claims import CaptureCache
from amw.db.connection import Database
from amw.sources import Source
from amw.stories.aspects import ASPECTS, answered, leads
from amw.stories.assess import Assessment, assess
from amw.stories.page_lines import is_correction
from amw.stories.past import Figure
from amw.stories.report import Party, Report, standing
from amw.tags.named import EVENTS, gloss_of
from amw.tags.records import is_sure
from amw.tags.status import undone
from items import ROLES, Article, BoardSnapshot
from pipelines.stage import Stage, open_database

SEGMENTS: Mapping[str, str] = catalogue.load("taxonomy")["segment"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """What assess adds to an article: `report` (the facts judged), and each claim's verdict with its snapshot's id.

    `assessment` is None where there is a database: the store judges the facts, against all that is stored by then. `captures_seen` is the
    newest capture's id when claims were held against captures; the store holds them again where there is a newer one by then.
    """

    report: Report
    assessment: Assessment | None = None
    verdicts: tuple[tuple[Any, Verdict, int | None], ...] = ()
    segment_name: str | None = None
    captures_seen: int | None = None


def parties(mentions: Sequence[Any], title: str, publisher: str | None = None) -> tuple[Party, ...]:
    """The companies of an article, each once with its strongest role, in the order of roles and then of first mention.

    The company on whose own site the article stands counts as named in its headline.
    """
    best: dict[str, Party] = {}
    headline = {mention.company.key for mention in mentions if mention.company is not None and mention.start < len(title)} | {publisher}
    for mention in mentions:
        if mention.company is None:
            continue
        company, role = mention.company, mention.role or "mention"
        known = best.get(company.key)
        if known is None or ROLES.index(role) < ROLES.index(known.role):
            named = company.key in headline
            best[company.key] = Party(key=company.key, name=company.name, country=company.country, role=role, in_title=named)
    return tuple(sorted(best.values(), key=lambda party: ROLES.index(party.role)))


def report(article: Article, verdicts: Sequence[tuple[Any, Verdict, int | None]] = (), home: Source | None = None) -> Report:
    """The facts of `article`, which stands on the site of `home`, that are judged."""
    text = article.whole
    event_evidence = article.tag_evidence.get("event")
    standings = tuple(standing(claim, verdict) for claim, verdict, _ in verdicts)
    known = parties(article.mentions, article.title, home.company if home else None)
    names = {party.key: party.name for party in known}
    happened = next((event for event in article.events if event.type == article.event), None)
    ranked = article.event == "ranking" and any(s.kind == "rank" for s in standings)  # a place on a board is an event told clearly
    return Report(
        ref=f"article:{article.url}",
        title=article.title,
        published_at=article.published_at,
        source=article.source,
        source_country=home.country if home else None,
        relation=article.placement.relation if article.placement else "new",
        relevant=article.relevant,
        segment=article.segment,
        lens=article.lens,
        event=article.event,
        status=article.events[0].status if article.events else None,
        countries=article.countries,
        parties=known,
        models={m.model.key: m.model.name for m in article.mentions if m.model is not None},
        makers={m.model.key: m.model.maker for m in article.mentions if m.model is not None and m.model.maker},
        figures=tuple(
            Figure(kind=a.kind, value=a.value, currency=a.currency, usd=a.usd, surface=text[a.start : a.end]) for a in article.amounts
        ),
        standings=standings,
        correction=is_correction(article.title, article.body),
        likeness=article.placement.score if article.placement else None,
        sure=(ranked or is_sure(event_evidence.score if event_evidence else None))
        and article.form != "listing"
        and not undone(article.title, article.event),
        several=article.form == "newsletter",
        answered=answered(text) if article.text else ASPECTS,  # what is not read may well answer
        leading=tuple(dict.fromkeys(m.company.name for m in article.mentions if _leads(m, text))),
        teller=next((party.name for party in known if home is not None and party.key == home.company), ""),
        unlisted="" if home and home.company else _unlisted(article.mentions, article.title),
        counterparties=tuple(names.get(party, party) for party in happened.counterparties) if happened is not None else (),
        glossed=gloss_of(article.title, text) if article.event in EVENTS else "",
    )


def _unlisted(mentions: Sequence[Any], title: str) -> str:
    """The company that acts in the headline where the register has none that acts; "" for none."""
    acting = [m for m in mentions if m.role == "primary"]
    if any(m.company is not None for m in acting):
        return ""
    return next((m.surface for m in acting if m.kind == "company" and m.start < len(title)), "")


def _leads(mention: Any, text: str) -> bool:
    return mention.company is not None and mention.role != "primary" and leads(text, mention.start, mention.end)


class Assess(Stage):
    name = "assess"
    reads: ClassVar[frozenset[str]] = frozenset(
        (
            "url source title text lead published_at fetched_at relevant segment lens event countries mentions amounts claims placement "
            "events form tag_evidence snapshot.snapshot"
        ).split()
    )
    writes: ClassVar[frozenset[str]] = frozenset("assessment snapshot.ranked".split())

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.database: Database | None = None
        self.cache = CaptureCache()

    async def open_spider(self) -> None:
        self.database = await open_database(self.crawler)

    async def close_spider(self) -> None:
        if self.database is not None:
            await self.database.close()

    async def article(self, item: Article) -> Article:
        seen, verdicts = await self.verdicts(item)
        for _, verdict, _ in verdicts:
            self.count(f"claim/{verdict.verdict}")
        facts = report(item, verdicts, self.home(item))
        name = SEGMENTS.get(item.segment or "")
        assessment = assess(facts, None, name) if self.database is None else None
        assessed = Assessed(report=facts, assessment=assessment, verdicts=tuple(verdicts), segment_name=name, captures_seen=seen)
        return replace(item, assessment=assessed)

    async def verdicts(self, item: Article) -> tuple[int | None, list[tuple[Claim, Verdict, int | None]]]:
        """The id of the newest capture of any board, and each claim with its verdict and the id of the capture that rests on; no id where
        nothing was asked."""

        async def held(connection: AsyncConnection | None) -> list[tuple[Claim, Verdict, int | None]]:
            return [(claim, *await self.cache.hold(connection, claim, item.published_at, item.whole)) for claim in item.claims]

        async def read(connection: AsyncConnection) -> tuple[int, list[tuple[Claim, Verdict, int | None]]]:
            return await self.cache.newest(connection), await held(connection)

        if self.database is None or not any(claim.board_key for claim in item.claims):
            return None, await held(None)
        return await patience.run(self.database, read)

    async def snapshot(self, item: BoardSnapshot) -> BoardSnapshot:
        return item if self.database is not None else replace(item, ranked=tuple(rank(item.snapshot)))  # the store ranks what it stores
