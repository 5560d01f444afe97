""" "How this connects": the dated list of earlier and later stories that a story's page shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from math import exp2
from types import MappingProxyType

from amw.stories.company_record import GENERAL
from amw.stories.headlines import notice_of, rounds_up
from amw.stories.past import PastStory
from amw.stories.threads import DAILY, LEAST, TELLS_LITTLE, Edge, edge, relevance
from amw.stories.topic import of_one_topic, of_one_wording, usual_words
from amw.stories.wording import listed
from amw.text import counted

STEP = 0.2  # what a step of one kind is before others: a company's last round is older than whatever else it did since
AROUND = timedelta(days=180)  # farther off only what continues the story or is continued by it is told
MONTH = timedelta(days=30)
MANY = 16  # stories of a company within a month before or after from which it is in the news all the time
WORTH = 0.56  # of a related story: of less a reader wants one of two
USUAL_WEIGHT = 0.15  # of a story whose weight is not known
TEXTS = 0.3  # likeness of two texts from which more says no more
PAGE = 6  # entries of the page, this story among them


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the page: a story with the edge that ties it to the page's own, which has none."""

    story: PastStory
    edge: Edge | None = None

    @property
    def this(self) -> bool:
        """Whether it is the page's own story."""
        return self.edge is None

    @property
    def later(self) -> bool:
        """Whether it came after the page's own story."""
        return self.edge is not None and self.edge.later is self.story

    @property
    def shares(self) -> str:
        """What ties it to the page's own story: "thread" (one bears on the other), "company" (or model), "map", or "subject" alone."""
        tie = self.edge
        if tie is None or tie.kind != "related":
            return "thread"
        return "company" if tie.about else "map" if tie.later.map == tie.story.map else "subject"

    @property
    def reason(self) -> str:
        """Why it is there, in words: "same company: OpenAI, 3 days later", "same map, the same day", "both name Grok, 1 day earlier"."""
        if self.edge is None:
            return ""
        days = (self.edge.later.published_at.date() - self.edge.story.published_at.date()).days
        when = f"{counted(days, 'day')} {'later' if self.later else 'earlier'}" if days else "the same day"
        return f"{_ground(self.edge)}, {when}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadPage:
    """ "How this connects": `entries` of one map, newest first, the page's own story among them; `related` is the looser list."""

    segment: str | None
    lens: str | None
    entries: tuple[Entry, ...]
    related: tuple[Entry, ...] = ()

    @property
    def ties(self) -> tuple[tuple[Entry, Edge], ...]:
        """The entries but the page's own story, each with its edge, the strongest tie first."""
        tied = [(entry, entry.edge) for entry in self.entries if entry.edge is not None]
        return tuple(sorted(tied, key=lambda pair: -pair[1].score))


def thread_page(
    story: PastStory,
    others: Iterable[PastStory],
    *,
    likeness: Mapping[int, float] = MappingProxyType({}),
    alike: Mapping[int, float] = MappingProxyType({}),
) -> ThreadPage:
    """The page of `story` among `others`, earlier and later ones in any order: `PAGE` entries of its map, and as many related ones.

    Entries are chosen by relevance (shared company, model, subject, nearness in time, chains of events first), then dated, newest
    first.
    Related is what a reader of it would take next (see `_worth`): what bears on it on other maps, what else is about its company or model,
    and what else its map holds in the days around; a page that would have nothing shows the best of that.
    `likeness` is how near (0..1) grouping found the reports of those stories that it found near, by their ids; `alike` how alike the texts
    of stories are to that of `story`.
    """
    others = list(others)
    usual = usual_words(story, others)
    crowded = _is_crowded(story, others)
    ties: list[tuple[Edge, PastStory]] = []
    wanted: list[tuple[float, Edge, PastStory]] = []
    for other in others:
        later, earlier = (other, story) if other.published_at > story.published_at else (story, other)
        tie = edge(later, earlier, usual=usual, likeness=likeness.get(other.story_id, 0.0))
        if tie is None or other.story_id == story.story_id:
            continue
        if linked := tie.score >= LEAST and _is_linked(tie, crowded):
            ties.append((tie, other))
        if _is_news(other, story) and later.published_at - earlier.published_at <= (AROUND if linked else MONTH):
            text = max(alike.get(other.story_id, 0.0), of_one_topic(story, other, usual))
            heavy = USUAL_WEIGHT if other.weight is None else other.weight
            wanted.append((_worth(tie, text, linked=linked) + 0.4 * heavy, tie, other))
    ties.sort(key=lambda tied: (relevance(tied[0]), tied[1].story_id))
    past = sorted([tied for tied in ties if _of_its_past(tied[0])], key=lambda tied: -tied[0].score - STEP * _is_step(tied[0]))
    chosen = [Entry(story=other, edge=tie) for tie, other in past[: PAGE - 1]] + [Entry(story=story)]
    chosen.sort(key=lambda entry: (-entry.story.published_at.timestamp(), not entry.this, entry.story.story_id))
    return ThreadPage(segment=story.segment, lens=story.lens, entries=tuple(chosen), related=tuple(_related(wanted, chosen)))


def _related(wanted: Iterable[tuple[float, Edge, PastStory]], chosen: Iterable[Entry]) -> list[Entry]:
    """Of what a reader of a page with the thread `chosen` may want (each with its worth) what is worth a click, the best first, no two of
    one story; the best whatever its worth where there is no thread."""
    told = [entry.story for entry in chosen]
    alone, related = len(told) == 1, list[Entry]()
    for worth, tie, other in sorted(wanted, key=lambda found: (-found[0], found[2].story_id)):
        if len(related) == PAGE or (worth < WORTH and (related or not alone)):
            break
        if not any(other.story_id == one.story_id or of_one_wording(other, one) for one in told):
            related.append(Entry(story=other, edge=tie))
            told.append(other)
    return related


def _is_news(other: PastStory, story: PastStory) -> bool:
    """Whether the headline of `other` is no round-up, nor a routine notice unless that of `story` is one of the kind."""
    return not rounds_up(other.title) and notice_of(other.title) in (None, notice_of(story.title))


def _worth(tie: Edge, text: float, *, linked: bool) -> float:
    """How much a reader of one of two stories may want the other: for what their texts have in common (`text`, 0..1), the names that tie
    them (`linked`: an editor would link them), the map they share, what happened in both, and how near in time they are."""
    one, other = tie.later, tie.story
    same_event = one.event == other.event
    return (
        min(text, TEXTS)
        + (0.15 if linked else 0.05 * bool(tie.shares))
        + 0.1 * (one.segment == other.segment != GENERAL)
        + 0.1 * (one.lens == other.lens)
        + 0.05 * same_event
        + 0.1 * (same_event and one.event not in TELLS_LITTLE)
        + 0.15 * exp2((other.published_at - one.published_at) / MONTH)
    )


def _ground(tie: Edge) -> str:
    """What ties two stories, in words that hold whatever the kind of the tie: a list of related news is no thread, a model no company."""
    one, other = tie.later, tie.story
    if tie.about or tie.kind != "related":
        if one.company and one.primary == other.primary:
            return f"same company: {one.company}"
        models = [name for name in tie.shares if name in one.models.values()]
        names = models or tie.shares
        one_of, some_of = ("model", "models") if models else ("company", "companies")
        return f"same {some_of if len(names) > 1 else one_of}: {listed(names)}"
    if one.map == other.map:
        return "same map"
    return f"both name {listed(tie.shares)}" if tie.shares else "same subject"


def _of_its_past(tie: Edge) -> bool:
    """Whether the earlier story of a tie is of the past of the later one, on its map."""
    return tie.bears and tie.later.map == tie.story.map and (_is_around(tie) or tie.kind == "continues")


def _is_around(tie: Edge) -> bool:
    return tie.later.published_at - tie.story.published_at <= AROUND


def _is_linked(tie: Edge, crowded: bool) -> bool:
    """Whether an editor would link the two: one bears on the other, or both are about one company; where that is in the news all the time
    (`crowded`) its name alone ties only what is of one segment."""
    return tie.bears if not tie.about else not crowded or tie.touches or tie.later.segment == tie.story.segment


def _is_crowded(story: PastStory, others: Iterable[PastStory]) -> bool:
    """Whether the company of a story has so many around it that most have nothing to do with it."""
    return sum(o.primary == story.primary is not None and abs(o.published_at - story.published_at) <= MONTH for o in others) > MANY


def _is_step(tie: Edge) -> bool:
    """Whether a tie is a step of one matter, or an event after one of its kind, of which there are not many a day."""
    return tie.kind == "continues" or (tie.kind == "follows" and tie.later.event == tie.story.event not in DAILY)
