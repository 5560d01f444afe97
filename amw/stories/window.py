"""A window on what was seen, in memory: postings, signatures and stories. `StoryIndex` keeps one for ever, the database fills one a batch."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from amw.stories.cluster import POSTINGS
from amw.stories.score import View
from amw.stories.signature import Signature
from amw.stories.statistics import Statistics

OPEN_VIEWS = 8_192  # signatures kept open for comparing, least recently used closed first


class Window:
    """Implements `amw.stories.cluster.Known` over dictionaries. Signatures lie packed; the most used are kept open."""

    def __init__(self, statistics: Statistics) -> None:
        self.statistics = statistics
        self._postings: dict[int, list[int]] = {}
        self._packed: dict[int, tuple[str, bytes]] = {}
        self._published: dict[int, int] = {}
        self._story: dict[int, int] = {}
        self._members: dict[int, list[int]] = {}
        self._digests: dict[int, int] = {}
        self._urls: dict[int, int] = {}
        self._views: OrderedDict[int, tuple[int, View]] = OrderedDict()
        self.floor = 0

    def idf(self, key: int) -> float:
        return self.statistics.idf(key)

    def with_digest(self, digest: int) -> int | None:
        return self._digests.get(digest)

    def with_url(self, url: int) -> int | None:
        return self._urls.get(url)

    def posting(self, key: int) -> Sequence[int]:
        return self._postings.get(key, ())

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
        view = View(self.signature(position), self.statistics.idf)
        self._views[position] = (epoch, view)
        if len(self._views) > OPEN_VIEWS:
            self._views.popitem(last=False)
        return view

    def signature(self, position: int) -> Signature:
        """The signature at a position. Raises KeyError when it is not held."""
        doc_id, body = self._packed[position]
        return Signature.from_bytes(doc_id, body)

    def put(self, position: int, signature: Signature, story: int) -> None:
        """Holds a signature as a member of a story; a position that is held already gets the new signature."""
        self._packed[position] = (signature.doc_id, signature.to_bytes())
        self._views.pop(position, None)
        if signature.published is not None:
            self._published[position] = signature.published
        else:
            self._published.pop(position, None)
        if position not in self._story:
            self._story[position] = story
            self._members.setdefault(story, []).append(position)
        if signature.digest:
            self._digests.setdefault(signature.digest, position)
        if signature.url:
            self._urls.setdefault(signature.url, position)
        if signature.roundup:
            return
        for key in signature.keys:
            posting = self._postings.setdefault(key, [])
            if position not in posting[-POSTINGS:]:
                posting.append(position)
                if len(posting) > 2 * POSTINGS:
                    del posting[:-POSTINGS]

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
