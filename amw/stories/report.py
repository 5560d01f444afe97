"""The facts of the report that is being judged, as plain values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from amw.stories.headlines import in_headline
from amw.stories.past import Figure, PastStory, thing_in
from amw.stories.wording import money, telling_figures
from amw.tags.genre import genre_of
from amw.tags.named import thing_of
from amw.text import fold

OF_ITS_SITE = frozenset({"product_launch", "research"})  # what a company tells on its own site it did itself
_ACTS = re.compile(r"\s(?:launch|unveil|introduc|announc|releas|debut|expand|add|open|bring|roll|ship|find|show|publish)(?:e?s|ed)\b")
MEASURERS = frozenset({"artificial-analysis", "lmarena", "epoch-ai", "metr", "vals-ai", "scale-ai"})  # their trade is to test models


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A company as a report names it: key, name, country (ISO-2), role primary|secondary|investor|mention; in the title or not."""

    key: str
    name: str
    country: str | None = None
    role: str = "mention"
    in_title: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a report says of a board and what the captures say of that: verdict supported|contradicted|imprecise|not_checkable."""

    board: str
    subject: str
    kind: str
    scope: str
    value: str
    verdict: str
    evidence: str = ""
    snapshot_at: datetime | None = None


def standing(claim: Any, verdict: Any) -> Standing:
    """A claim with its verdict as the AMW Read says it."""
    return Standing(
        board=claim.board,
        subject=claim.model or claim.company or "",
        kind="rank" if claim.kind == "lead" else claim.kind,
        scope=claim.scope,
        value="" if claim.value is None else f"{claim.value:f}",
        verdict=verdict.verdict,
        evidence=verdict.evidence,
        snapshot_at=verdict.snapshot.captured_at if verdict.snapshot is not None else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The facts of the report that is being assessed; `ref` names its row for the audit ("article:URL").

    `status` is its event's (reported|in_talks|announced|closed|denied), `likeness` how likely the closest known article tells of
    the same event (0..1, None: nothing was compared), `makers` the company key of each model's maker where it is known. `sure` is whether
    its event is told clearly enough to be named in a sentence, `several` whether it is a newsletter or a list of many stories. `answered`
    are the aspects of its news that its words tell (see `aspects`), `leading` the names of those who lead the round it tells of.
    `teller` is the company on whose own site it stands. `unlisted` is the company that its headline tells of where no register knows it.
    `counterparties` are the names of those with whom its event happens, whether a register knows them or not. `glossed` is the name in
    Latin letters that its text gives to what a headline in another script announces.
    """

    ref: str
    title: str
    published_at: datetime | None
    source: str
    source_country: str | None = None
    relation: str = "new"
    relevant: bool | None = None
    segment: str | None = None
    lens: str | None = None
    event: str | None = None
    status: str | None = None
    countries: tuple[str, ...] = ()
    parties: tuple[Party, ...] = ()
    models: Mapping[str, str] = field(default_factory=dict)
    makers: Mapping[str, str] = field(default_factory=dict)
    figures: tuple[Figure, ...] = ()
    standings: tuple[Standing, ...] = ()
    correction: bool = False
    likeness: float | None = None
    sure: bool = True
    several: bool = False
    answered: tuple[str, ...] = ()
    leading: tuple[str, ...] = ()
    teller: str = ""
    unlisted: str = ""
    counterparties: tuple[str, ...] = ()
    glossed: str = ""

    @property
    def map(self) -> tuple[str | None, str | None]:
        """Its segment and lens."""
        return self.segment, self.lens

    @property
    def own(self) -> bool:
        """Whether the company that a sentence says it of tells it itself."""
        return self.subject is not None and self.teller == self.subject.name

    @property
    def genre(self) -> str | None:
        """What kind of text its headline says it is (see `amw.tags.genre`)."""
        return genre_of(self.title)

    @property
    def primary(self) -> Party | None:
        """The company the report is about, if it is clear which."""
        return next((party for party in self.parties if party.role == "primary"), None)

    @property
    def subject(self) -> Party | None:
        """The company that a sentence may say the event of: the primary one where the headline names it, and on a company's own site that
        one for what is launched or found, whosever product the headline names: "Windows preview" at Ollama is no launch of Microsoft's,
        unless the headline says that it is ("Microsoft launches ...")."""
        primary = self.primary
        if self.sure and self.event in OF_ITS_SITE and (home := self.narrator) is not None:
            acts = primary is not None and self.title.startswith(primary.name) and _ACTS.match(self.title, len(primary.name))
            if not acts:
                return home
        return primary if primary is not None and primary.in_title else None

    @property
    def others(self) -> tuple[str, ...]:
        """The names of who else has a part in its event: whom the headline names beside its subject, else whom the text does."""
        whose = self.subject or self.primary
        acting = [party for party in self.parties if party.role in ("primary", "secondary") and party != whose]
        beside = tuple(name for name in self.counterparties if whose is None or name != whose.name)
        titled = in_headline(beside, self.title) or tuple(party.name for party in acting if party.in_title)
        return titled or beside or tuple(party.name for party in acting)

    @property
    def own_models(self) -> tuple[str, ...]:
        """As `PastStory.own_models`; a company that no register knows makes none whose maker is known."""
        primary, maker = self.primary, self.makers.get
        whose = primary.key if primary else None
        own = tuple(name for key, name in self.models.items() if maker(key) == whose or not (primary or self.unlisted))
        return (in_headline(own, self.title) or own) if len(own) > 1 else own

    @property
    def offered(self) -> str:
        """Another's model or product that the headline says is there, as it is written: "Opus 4.6" of "Opus 4.6 is now available in
        Windsurf", "Tarn" of "Tarn from DeepSeek is live" on a host's own site."""
        found = thing_of(self.title, self.event)
        if found and self.primary is not None and self.primary != self.subject and self._gives(self.primary.name, found):
            return found
        makers = {self.makers.get(key) for key, name in self.models.items() if found and f" {fold(found)} " in f" {fold(name)} "}
        return found if makers and self.subject is not None and self.subject.key not in makers else ""

    def _gives(self, name: str, thing: str) -> bool:
        """Whether the headline says that `thing` is of the company of that name: "Tarn from DeepSeek", "DeepSeek’s Tarn"."""
        if thing.casefold().startswith((f"{name}’".casefold(), f"{name}'".casefold())):
            return True
        line, maker, given = (f" {fold(words)} " for words in (self.title, name, thing))
        return any(f"{given}{word}{maker}" in line for word in ("from", "by"))

    @property
    def narrator(self) -> Party | None:
        """The company on whose own site it tells of somebody else, such as a customer."""
        return next((party for party in self.parties if party.name == self.teller and party != self.primary), None)

    @property
    def sums(self) -> dict[str, str]:
        """The words for the money that its event is about, by kind: {"sought": "$10 billion", "valuation": "$52 billion"}."""
        return {figure.kind: money(figure) for figure in telling_figures(self.event, self.figures, self.title)}

    @property
    def named_standings(self) -> tuple[Standing, ...]:
        """The standings with a company that one is of by its name, where its claim has it by its key."""
        names = {party.key: party.name for party in self.parties}
        return tuple(replace(standing, subject=names.get(standing.subject, standing.subject)) for standing in self.standings)

    @property
    def tested(self) -> bool:
        """Whether it is told by or with one who measures models, or tells what a board says."""
        return bool(self.standings) or any(party.key in MEASURERS for party in self.parties)

    @property
    def thing(self) -> str:
        """As `PastStory.thing`, or as it is glossed."""
        return thing_in(self.title, self.event, (*(party.name for party in self.parties), *self.models.values()), self.glossed)

    def as_story(self, story_id: int = 0) -> PastStory | None:
        """The report as the story it leads, None without a date: what came before it cannot be said."""
        if self.published_at is None:
            return None
        primary = self.primary
        return PastStory(
            story_id=story_id,
            title=self.title,
            published_at=self.published_at,
            segment=self.segment,
            lens=self.lens,
            event=self.event,
            primary=primary.key if primary else None,
            companies={party.key: party.name for party in self.parties if party.role != "mention"},
            models=self.models,
            sure=self.sure,
            figures=self.figures,
            ranks={(s.board, s.subject, s.scope): s.value for s in self.standings if s.kind == "rank" and s.value},
            country=primary.country if primary else None,
            made=frozenset(key for key in self.models if primary is not None and self.makers.get(key) == primary.key),
            named=frozenset(party.key for party in self.parties if party.in_title),
            corrects=self.correction,
        )
