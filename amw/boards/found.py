"""What goes into a source module and what comes out, before records become rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from amw.boards.catalogue import Board
from amw.boards.columns import squeezed
from amw.boards.records import Row


@dataclass(frozen=True, kw_only=True, slots=True)
class Body:
    """A captured body as text, with all that is known of it. `companions` are bodies published beside it, by file name."""

    board: Board
    text: str
    captured_at: datetime
    url: str | None = None
    companions: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_data(self) -> bool:
        """Whether it begins as JSON does."""
        return self.text.lstrip()[:1] in ("{", "[")

    def wanted(self) -> frozenset[str]:
        """The columns (squeezed) by which the board's own list of rows is told from other lists on its page."""
        layout = self.board.layout
        return squeezed([*layout.metrics, *layout.prices, *layout.fields.get("name", ()), *layout.fields.get("score", ())])


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """Records by section, and what the body says of itself.

    `complete` False: the body shows only the top of the board. `stated_rows` is the number of rows the body claims. `floor`
    overrides the board's floor for this kind of body. `finish` is a last pure step of every row (computed scores, split names). `seller`
    gives the company that sells what a row offers as its own, by its key in the register.
    """

    groups: Sequence[tuple[str, Sequence[Mapping[str, Any]]]]
    version: str | None = None
    complete: bool = True
    stated_rows: int | None = None
    floor: int | None = None
    reasons: tuple[str, ...] = ()
    meta: Mapping[str, Any] = field(default_factory=dict)
    finish: Callable[[Row], Row] | None = None
    seller: Callable[[Row], str | None] | None = None
