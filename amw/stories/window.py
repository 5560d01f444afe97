"""A window on what was seen: postings, signatures and stories.

`StoryIndex` keeps one for as long as it lives; behind a database one is filled for every batch from what the batch may touch. It looks
back over the last `HELD` articles: what is older stays a member of its story and is known by its text and address, but is compared no more.
"""

from __future__ import annotations

from bisect import insort
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from amw.stories.cluster import POSTINGS, Change, Decision
from amw.stories.signature import Signature, keys_in
from amw.stories.statistics import MARKS, Statistics, Table
from amw.stories.view import View

OPEN_VIEWS = 4_096  # signatures kept open for comparing, least recently used packed first
HELD = 1 << 17  # articles looked back over: fifty days of 2,500 a day; more than a step of `Statistics`


class Window:
    """Implements `amw.stories.cluster.Known` over dictionaries. Signatures lie packed but for the most used."""

    held: ClassVar[int] = HELD

    def __init__(self, statistics: Statistics) -> None:
        self.statistics = statistics
        self.floor = 0  # the first position that is looked at
        self._postings: dict[int, list[int] | tuple[int]] = {}  # most keys are carried by one article: a tuple takes less than a list
        self._packed: dict[int, bytes] = {}
        self._published: dict[int, int] = {}
        self._story: dict[int, int] = {}
        self._members: dict[int, int | list[int]] = {}  # most stories are told once
        self._digests: dict[int, int] = {}
        self._urls: dict[int, int] = {}
        self._views: OrderedDict[int, View] = OrderedDict()

    @property
    def table(self) -> Table:
        return self.statistics.table

    def with_digest(self, digest: int) -> int | None:
        return self._digests.get(digest)

    def with_url(self, url: int) -> int | None:
        return self._urls.get(url)

    def postings(self, keys: Iterable[int]) -> list[Sequence[int]]:
        get = self._postings.get
        return [posting if len(posting := get(key, ())) <= POSTINGS else posting[-POSTINGS:] for key in keys]

    def published(self, position: int) -> int | None:
        return self._published.get(position)

    def story(self, position: int) -> int:
        return self._story[position]

    def members(self, story: int) -> Sequence[int]:
        members = self._members[story]
        return (members,) if isinstance(members, int) else members

    def view(self, position: int) -> View:
        view = self._views.get(position)
        if view is None:
            view = self._unpacked(position)
            self._open(position, view)
        else:
            self._views.move_to_end(position)
        return view

    def _unpacked(self, position: int) -> View:
        return View.packed(self._packed[position])

    def _open(self, position: int, view: View) -> None:
        self._views[position] = view
        if len(self._views) > OPEN_VIEWS:
            oldest, old = self._views.popitem(last=False)
            if oldest not in self._packed:
                self._packed[oldest] = old.signature.to_bytes(old.norms)

    def signature(self, position: int) -> Signature:
        """The signature at a position, without its doc_id. Raises KeyError when it is not held."""
        view = self._views.get(position)
        return view.signature if view is not None else Signature.from_bytes("", self._packed[position])

    def hold(self, position: int, published: int | None, story: int) -> None:
        """Holds an article as a member of a story, without making it findable."""
        if published is not None:
            self._published[position] = published
        else:
            self._published.pop(position, None)
        if position not in self._story:
            self._story[position] = story
            self._join(position, story)

    def _join(self, position: int, story: int) -> None:
        members = self._members.setdefault(story, position)
        if isinstance(members, int):
            if members != position:
                self._members[story] = sorted((members, position))
        else:
            insort(members, position)

    def put(self, position: int, view: View, story: int) -> None:
        """Holds a report and makes it findable; a position that is held already gets the new view in place of the old."""
        signature = view.signature
        if position in self._story:
            self._forget(position)
        self._packed.pop(position, None)
        self._open(position, view)
        self.hold(position, signature.published, story)
        if signature.digest:
            self._digests.setdefault(signature.digest, position)
        if signature.url:
            self._urls.setdefault(signature.url, position)
        if signature.roundup:
            return
        postings = self._postings
        alone = (position,)
        for key in signature.keys:
            posting = postings.setdefault(key, alone)
            if posting is alone:
                continue
            if isinstance(posting, tuple):
                postings[key] = posting = list(posting)
            if posting[-1] < position:
                posting.append(position)
            elif position not in posting:
                insort(posting, position)
            if len(posting) > 2 * POSTINGS:
                del posting[:-POSTINGS]

    def _forget(self, position: int) -> None:
        old = self.signature(position)
        if self._digests.get(old.digest) == position:
            del self._digests[old.digest]
        self._unpost(position, old.keys)

    def _unpost(self, position: int, keys: Iterable[int]) -> None:
        postings = self._postings
        for key in keys:
            posting = postings.get(key, ())
            if position not in posting:
                continue
            if isinstance(posting, list) and len(posting) > 1:
                posting.remove(position)
            else:
                del postings[key]

    def slide(self, following: int) -> None:
        """Lets go of what lies more than `held` articles before the position `following`."""
        while self.floor < following - self.held:
            position = self.floor
            view, body = self._views.pop(position, None), self._packed.pop(position, None)
            self._unpost(position, view.signature.keys if view is not None else keys_in(body) if body is not None else ())
            self._published.pop(position, None)
            self.floor += 1

    def move(self, positions: Sequence[int], story: int) -> None:
        """Makes `positions` members of `story`."""
        for position in positions:
            before = self._story[position]
            if before != story:
                left = [p for p in self.members(before) if p != position]
                if left:
                    self._members[before] = left
                else:
                    del self._members[before]
                self._story[position] = story
                self._join(position, story)

    def apply(
        self, position: int, view: View, decision: Decision, new_story: Callable[[], int], names: Callable[[int], str]
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
        self.put(position, view, story)
        return story, tuple(changes)

    def again(self, position: int, signature: Signature) -> Decision:
        """The decision on an article that was placed before: it keeps its story, and what is held of it gives way to a changed text."""
        held = position >= self.floor
        if held:
            before = self.signature(position)  # a round-up may be known by its headlines alone (`sign`)
            same = before.digest == signature.digest and (before.terms == signature.terms or not signature.roundup)
        else:
            same = self.with_digest(signature.digest) == position
        story = self.story(position)
        if held and not same:
            self.put(position, View(signature, self.table), story)
        evidence: dict[str, object] = {"reason": f"the same article{' and text' if same else ', changed text'}"}
        return Decision(story=story, relation="duplicate" if same else "update", nearest=position, score=1.0, evidence=evidence)

    def fold(self, positions: Iterable[int]) -> None:
        """Counts the terms of the articles of one full step."""
        self.statistics.fold([(*s.terms, *MARKS.get(s.language, ())) for s in map(self.signature, positions)])
