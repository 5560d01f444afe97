""" "How this connects": the dated list of earlier and later stories that a story's page shows."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from amw.stories.past import PastStory
from amw.stories.threads import Edge, edge, relevance
from amw.stories.topic import usual_words

LEAST = 0.1  # of a page's entry: less has a story of the map that shares nothing and lies a month off
PAGE = 6  # entries of the page, this story among them


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the page: the story, whether it is the page's own, and the edge that ties it (None for itself), younger end first."""

    story: PastStory
    this: bool = False
    later: bool = False
    edge: Edge | None = None


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
    story: PastStory, others: Iterable[PastStory], *, corrections: Collection[tuple[int, int]] = (), size: int = PAGE
) -> ThreadPage:
    """The page of `story` among `others`, earlier and later ones in any order: `size` entries of its map, and as many related ones.

    Entries are chosen by relevance (shared company, model, chain of events, subject, nearness in time), then dated, newest
    first. Related are those of other maps that share a company or model, and what the map has beyond the entries. `corrections` are the
    ids of stories whose report said that it corrects, each with the id of the story corrected.
    """
    ties: list[Entry] = []
    others = list(others)
    usual = usual_words(story, others)
    for other in others:
        if other.story_id == story.story_id:
            continue
        later = other.published_at > story.published_at
        pair = (other, story) if later else (story, other)
        tie = edge(*pair, correction=(pair[0].story_id, pair[1].story_id) in corrections, usual=usual)
        if tie is not None:
            ties.append(Entry(story=other, later=later, edge=tie))
    ties.sort(key=lambda entry: (relevance(entry.edge) if entry.edge else (), entry.story.story_id))
    on_map = [
        entry
        for entry in ties
        if story.segment is not None
        and (entry.story.segment, entry.story.lens) == (story.segment, story.lens)
        and entry.edge is not None
        and entry.edge.score >= LEAST
    ]
    chosen = [*on_map[: size - 1], Entry(story=story, this=True)]
    chosen.sort(key=lambda entry: (-entry.story.published_at.timestamp(), not entry.this, entry.story.story_id))
    taken = {entry.story.story_id for entry in chosen}
    related = [entry for entry in ties if entry.story.story_id not in taken]
    return ThreadPage(segment=story.segment, lens=story.lens, entries=tuple(chosen), related=tuple(related[:size]))
