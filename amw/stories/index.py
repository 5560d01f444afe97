"""Stories in memory: articles come in one after another and each is told where it belongs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from amw.stories.cluster import Change, Placement, decide
from amw.stories.signature import Document, Signature
from amw.stories.signing import sign
from amw.stories.statistics import Statistics, step_at
from amw.stories.view import View
from amw.stories.window import Window


class StoryIndex:
    """Groups a stream of articles into stories. Single-threaded; the same stream always gives the same stories."""

    def __init__(self) -> None:
        self._window = Window(Statistics())
        self._position: dict[str, int] = {}
        self._documents: list[str] = []
        self._next_story = 1
        self.log: list[Change] = []

    def add(
        self,
        doc_id: str,
        *,
        title: str | None = "",
        text: str | None = "",
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
            doc_id=doc_id, title=title or "", text=text or "", published_at=published_at, language=language, companies=companies,
            models=models, amounts=amounts, event=event, url=url, source=source,
        )  # fmt: skip
        return self.place(sign(document))

    def place(self, signature: Signature) -> Placement:
        """Places one signed article."""
        position = self._position.get(signature.doc_id)
        changes: tuple[Change, ...] = ()
        if position is not None:
            decision = self._window.again(position, signature)
            story = self._window.story(position)
        else:
            view = View(signature, self._window.table)
            decision = decide(view, self._window)
            position = self._position[signature.doc_id] = len(self._documents)
            self._documents.append(signature.doc_id)
            story, changes = self._window.apply(position, view, decision, self._new_story, self._documents.__getitem__)
            self._window.slide(position + 1)
            self.log += changes
            if step := step_at(position + 1):
                self._window.fold(range(position + 1 - step, position + 1))
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

    def _new_story(self) -> int:
        story = self._next_story
        self._next_story += 1
        return story
