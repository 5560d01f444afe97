"""Stories in memory: articles come in one after another and each is told where it belongs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from amw.stories.cluster import Decision, decide
from amw.stories.placement import Change, Placement
from amw.stories.signature import Document, Signature, sign
from amw.stories.statistics import STEP, Statistics
from amw.stories.window import Window


class StoryIndex:
    """Groups a stream of articles into stories. Single-threaded; the same stream always gives the same stories."""

    def __init__(self) -> None:
        self._window = Window(Statistics())
        self._position: dict[str, int] = {}
        self._documents: list[str] = []
        self._pending: list[tuple[int, ...]] = []
        self._next_story = 1
        self.log: list[Change] = []

    def add(
        self,
        doc_id: str,
        *,
        title: str = "",
        text: str = "",
        published_at: datetime | None = None,
        language: str | None = None,
        companies: Sequence[str] = (),
        models: Sequence[str] = (),
        amounts: Sequence[tuple[str, float | None]] = (),
        event: str | None = None,
        url: str | None = None,
        source: str | None = None,
    ) -> Placement:
        """Places one article; a `doc_id` seen before is looked at as a new text of the same article. Fields as in `Document`."""
        document = Document(
            doc_id=doc_id, title=title, text=text, published_at=published_at, language=language, companies=companies, models=models,
            amounts=amounts, event=event, url=url, source=source,
        )  # fmt: skip
        return self.place(sign(document))

    def place(self, signature: Signature) -> Placement:
        """Places one signed article."""
        position = self._position.get(signature.doc_id)
        if position is not None:
            return self._again(position, signature)
        decision = decide(signature, self._window)
        position = len(self._documents)
        story = decision.story
        if story is None:
            story = self._new_story()
        self._documents.append(signature.doc_id)
        self._position[signature.doc_id] = position
        changes = self._apply(decision, story)
        self._window.put(position, signature, story)
        self._pending.append(signature.terms)
        if len(self._pending) >= STEP:
            self._window.statistics.fold(self._pending)
            self._pending = []
        return Placement(
            story_id=story,
            relation=decision.relation,
            nearest=None if decision.nearest is None else self._documents[decision.nearest],
            score=decision.score,
            evidence=decision.evidence,
            changes=changes,
        )

    def story_of(self, doc_id: str) -> int:
        """The story an article is part of now. Raises KeyError for an article never added."""
        return self._window.story(self._position[doc_id])

    def stories(self) -> Iterator[tuple[int, list[str]]]:
        """All stories with the articles they hold now, in order of arrival."""
        grouped: dict[int, list[str]] = {}
        for position, doc_id in enumerate(self._documents):
            grouped.setdefault(self._window.story(position), []).append(doc_id)
        return iter(grouped.items())

    def __len__(self) -> int:
        return len(self._documents)

    def _again(self, position: int, signature: Signature) -> Placement:
        before = self._window.signature(position)
        story = self._window.story(position)
        same = before.digest == signature.digest
        if not same:
            self._window.put(position, signature, story)
        return Placement(
            story_id=story,
            relation="duplicate" if same else "update",
            nearest=signature.doc_id,
            score=1.0,
            evidence={"reason": "the same article and text" if same else "the same article, changed text"},
        )

    def _new_story(self) -> int:
        story = self._next_story
        self._next_story += 1
        return story

    def _apply(self, decision: Decision, story: int) -> tuple[Change, ...]:
        changes: list[Change] = []
        for gone in decision.merge:
            members = list(self._window.members(gone))
            self._window.move(members, story)
            documents = tuple(self._documents[p] for p in members)
            changes.append(
                Change(
                    kind="merge", source=gone, target=story, documents=documents, reason="one article tells both, and their reports agree"
                )
            )
        if decision.part:
            fresh = self._new_story()
            self._window.move(decision.part, fresh)
            documents = tuple(self._documents[p] for p in decision.part)
            changes.append(
                Change(kind="split", source=story, target=fresh, documents=documents, reason="nothing in common with the rest of the story")
            )
        self.log += changes
        return tuple(changes)
