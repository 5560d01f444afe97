"""A window on what was seen: postings, signatures and stories.

`StoryIndex` keeps one for as long as it lives; behind a database one is filled for every batch from what the batch may touch.
"""

from __future__ import annotations

from bisect import insort
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence

from amw.stories.cluster import POSTINGS, Decision
from amw.stories.placement import Change
from amw.stories.score import View
from amw.stories.signature import Signature
from amw.stories.statistics import Statistics

OPEN_VIEWS = 4_096  # signatures kept open for comparing, least recently used closed first


class Window:
    """Implements `amw.stories.cluster.Known` over dictionaries. Signatures lie packed; the most used are kept open."""

    def __init__(self, statistics: Statistics) -> None:
        self.statistics = statistics
        self._postings: dict[int, int | list[int]] = {}  # most keys are carried by one article: no list for those
        self._packed: dict[int, tuple[str, bytes]] = {}
        self._published: dict[int, int] = {}
        self._story: dict[int, int] = {}
        self._members: dict[int, list[int]] = {}
        self._digests: dict[int, int] = {}
        self._urls: dict[int, int] = {}
        self._views: OrderedDict[int, tuple[int, View]] = OrderedDict()
        self.floor = 0

    @property
    def table(self) -> Sequence[float]:
        return self.statistics.table

    def with_digest(self, digest: int) -> int | None:
        return self._digests.get(digest)

    def with_url(self, url: int) -> int | None:
        return self._urls.get(url)

    def posting(self, key: int) -> Sequence[int]:
        posting = self._postings.get(key, ())
        return (posting,) if isinstance(posting, int) else posting

    def published(self, position: int) -> int | None:
        return self._published.get(position)

    def story(self, position: int) -> int:
        return self._story[position]

    def members(self, story: int) -> Sequence[int]:
        return self._members[story]

    def view(self, position: int) -> View:
        epoch = self.statistics.epoch
        held = self._views.get(position)
        if held is not None and held[0] == epoch:
            self._views.move_to_end(position)
            return held[1]
        view = View(self.signature(position), self.statistics.table)
        self._views[position] = (epoch, view)
        if len(self._views) > OPEN_VIEWS:
            self._views.popitem(last=False)
        return view

    def signature(self, position: int) -> Signature:
        """The signature at a position. Raises KeyError when it is not held."""
        doc_id, body = self._packed[position]
        return Signature.from_bytes(doc_id, body)

    def hold(self, position: int, signature: Signature, story: int) -> None:
        """Holds a signature as a member of a story, without making it findable."""
        self._packed[position] = (signature.doc_id, signature.to_bytes())
        self._views.pop(position, None)
        if signature.published is not None:
            self._published[position] = signature.published
        else:
            self._published.pop(position, None)
        if position not in self._story:
            self._story[position] = story
            insort(self._members.setdefault(story, []), position)

    def put(self, position: int, signature: Signature, story: int) -> None:
        """Holds a signature and makes it findable; a position that is held already gets the new signature in place of the old."""
        if position in self._packed:
            self._forget(position)
        self.hold(position, signature, story)
        if signature.digest:
            self._digests.setdefault(signature.digest, position)
        if signature.url:
            self._urls.setdefault(signature.url, position)
        if signature.roundup:
            return
        for key in signature.keys:
            posting = self._postings.setdefault(key, position)
            if isinstance(posting, int):
                if posting != position:
                    self._postings[key] = sorted((posting, position))
                continue
            if not posting or posting[-1] < position:
                posting.append(position)
            else:
                insort(posting, position)
            if len(posting) > 2 * POSTINGS:
                del posting[:-POSTINGS]

    def _forget(self, position: int) -> None:
        old = self.signature(position)
        if self._digests.get(old.digest) == position:
            del self._digests[old.digest]
        for key in () if old.roundup else old.keys:
            posting = self._postings.get(key, position)
            if isinstance(posting, int):
                if posting == position:
                    self._postings.pop(key, None)
            elif position in posting:
                posting.remove(position)

    def move(self, positions: Sequence[int], story: int) -> None:
        """Makes `positions` members of `story`."""
        for position in positions:
            before = self._story[position]
            if before != story:
                self._members[before].remove(position)
                if not self._members[before]:
                    del self._members[before]
                self._story[position] = story
                self._members.setdefault(story, []).append(position)
        if positions:
            self._members[story].sort()

    def apply(
        self, position: int, signature: Signature, decision: Decision, new_story: Callable[[], int], names: Callable[[int], str]
    ) -> tuple[int, tuple[Change, ...]]:
        """Carries out a decision for the article at `position`: its story, and what changed in others. `names` gives doc_ids."""
        story = new_story() if decision.story is None else decision.story
        changes: list[Change] = []
        for gone in decision.merge:
            members = list(self.members(gone))
            self.move(members, story)
            reason = "one article tells both, and their reports agree"
            changes.append(Change(kind="merge", source=gone, target=story, documents=tuple(map(names, members)), reason=reason))
        if decision.part:
            fresh = new_story()
            self.move(decision.part, fresh)
            reason = "nothing in common with the rest of the story"
            changes.append(Change(kind="split", source=story, target=fresh, documents=tuple(map(names, decision.part)), reason=reason))
        self.put(position, signature, story)
        return story, tuple(changes)

    def fold(self, positions: Iterable[int]) -> None:
        """Counts the terms of the articles of one full step."""
        self.statistics.fold([self.signature(p).terms for p in positions])
        self._views.clear()
