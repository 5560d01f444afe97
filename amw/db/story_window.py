"""A window on stories that is filled from the database, batch by batch; it knows what it has not read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from amw.stories.cluster import MEMBERS, Change
from amw.stories.signature import published_in
from amw.stories.statistics import Statistics
from amw.stories.view import View
from amw.stories.window import OPEN_VIEWS, Window

PROVISIONAL = 1 << 62  # from here on are the numbers of stories that the batch makes: later than all that have an id, so those outlive them


# The reports of these days are compared in batch after batch: a memo by content, never a state.
_opened = lru_cache(maxsize=OPEN_VIEWS)(View.packed)


class Unread(LookupError):
    """A decision needs an article or a story that the window does not hold yet."""

    def __init__(self, *, positions: Iterable[int] = (), stories: Iterable[int] = ()) -> None:
        super().__init__("not in the window")
        self.positions, self.stories = list(positions), list(stories)


class Loaded(Window):
    """A window filled from the database; what is not in it raises `Unread` in place of passing for unknown."""

    def __init__(self, statistics: Statistics, position: int, since: int) -> None:
        super().__init__(statistics)
        self.next = position
        self.since = since
        self.slide(position)
        self.articles: dict[int, int] = {}
        self._whole: set[int] = set()
        self._merged: dict[int, int] = {}  # stories of the database that this batch merged: rows read later still name them
        self._parted: dict[int, int] = {}  # how many reports left a story in this batch: rows read later still have them there

    def published(self, position: int) -> int | None:
        if position not in self._story:
            raise Unread(positions=[position])
        return super().published(position)

    def story(self, position: int) -> int:
        if position not in self._story:
            raise Unread(positions=[position])
        return super().story(position)

    def view(self, position: int) -> View:
        if position not in self._story:
            raise Unread(positions=[position])
        return super().view(position)

    def _unpacked(self, position: int) -> View:
        return _opened(self._packed[position])

    def members(self, story: int) -> Sequence[int]:
        if story < PROVISIONAL and story not in self._whole:
            raise Unread(stories=[story])
        return super().members(story)

    def load(self, position: int, article_id: int, story_id: int, body: bytes) -> None:
        """Takes in a stored article."""
        if position not in self._story:
            self.articles[position] = article_id
            while story_id in self._merged:
                story_id = self._merged[story_id]
            if position >= self.floor:
                self._packed[position] = body
                self.hold(position, published_in(body), story_id)
            else:
                self.hold(position, None, story_id)

    def load_posting(self, key: int, positions: Sequence[int]) -> None:
        """Takes in the latest articles under a key, in any order."""
        if positions:
            self._postings[key] = sorted(positions)

    def postings(self, keys: Iterable[int]) -> list[Sequence[int]]:
        """The latest articles under each key that lie within the window."""
        floor = self.floor
        return [found if not found or found[0] >= floor else [p for p in found if p >= floor] for found in super().postings(keys)]

    def drop(self, positions: Iterable[int]) -> None:
        """Forgets postings of reports that the store no longer has."""
        gone = set(positions)
        for key in list(self._postings) if gone else ():
            left = [p for p in self._postings[key] if p not in gone]
            if left:
                self._postings[key] = left
            else:
                del self._postings[key]

    def slide(self, following: int) -> None:
        self.floor = max(self.since, following - self.held)

    def load_twins(self, *, digests: Iterable[tuple[int, int]], urls: Iterable[tuple[int, int]]) -> None:
        """Takes in which stored articles have a digest or an address of the batch."""
        self._digests.update(digests)
        self._urls.update(urls)

    def changed(self, changes: Iterable[Change]) -> None:
        """Remembers the merges and splits of this batch. Of what parted, older members come into sight."""
        for change in changes:
            if change.kind == "merge":
                self._merged[change.source] = change.target
            else:
                self._parted[change.source] = self._parted.get(change.source, 0) + len(change.documents)
                self._whole.discard(change.source)

    def behind(self, story: int) -> tuple[list[int], int]:
        """Under which stories the database has the reports of one, and how many of its latest to read."""
        found = [story]
        for into in found:
            found += [source for source, target in self._merged.items() if target == into]
        return found, MEMBERS + self._parted.get(story, 0)

    def complete(self, story: int) -> None:
        """Says that the latest members of a story are held."""
        self._whole.add(story)
