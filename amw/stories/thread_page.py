""" "How this connects": the dated list of earlier and later stories that a story's page shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType

from amw.stories.past import PastStory
from amw.stories.threads import DAILY, Edge, edge, relevance
from amw.stories.topic import usual_words

LEAST = 0.1  # of a page's entry: less has a rival's story of a month before
STEP = 0.2  # what a step of one kind is before others: a company's last round is older than whatever else it did since
AROUND = timedelta(days=180)  # farther off only what continues the story or is continued by it is told
MONTH = timedelta(days=30)
MANY = 16  # stories of a company within a month before or after from which it is in the news all the time
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


def thread_page(story: PastStory, others: Iterable[PastStory], *, likeness: Mapping[int, float] = MappingProxyType({})) -> ThreadPage:
    """The page of `story` among `others`, earlier and later ones in any order: `PAGE` entries of its map, and as many related ones.

    Entries are chosen by relevance (shared company, model, subject, nearness in time, chains of events first), then dated, newest
    first.
    Related are what bears on it on other maps, and what else is about its company or model: a name along the way is no tie.
    `likeness` is how near (0..1) grouping found the reports of those stories that it found near, by their ids.
    """
    others = list(others)
    usual = usual_words(story, others)
    crowded = _is_crowded(story, others)
    ties: list[tuple[Edge, PastStory]] = []
    for other in others:
        later, earlier = (other, story) if other.published_at > story.published_at else (story, other)
        tie = edge(later, earlier, usual=usual, likeness=likeness.get(other.story_id, 0.0))
        if tie is not None and other.story_id != story.story_id and tie.score >= LEAST and _is_linked(tie, crowded):
            ties.append((tie, other))
    ties.sort(key=lambda tied: (relevance(tied[0]), tied[1].story_id))
    past = sorted([tied for tied in ties if _of_its_past(tied[0])], key=lambda tied: -tied[0].score - STEP * _is_step(tied[0]))
    chosen = [Entry(story=other, edge=tie) for tie, other in past[: PAGE - 1]] + [Entry(story=story)]
    chosen.sort(key=lambda entry: (-entry.story.published_at.timestamp(), not entry.this, entry.story.story_id))
    taken = {entry.story.story_id for entry in chosen}
    related = [Entry(story=other, edge=tie) for tie, other in ties if other.story_id not in taken and _is_around(tie)]
    return ThreadPage(segment=story.segment, lens=story.lens, entries=tuple(chosen), related=tuple(related[:PAGE]))


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
