"""Leaderboards as facts: a captured body -> a snapshot of identified rows -> ranks, moves, headlines, history.

To be read in this order:

- `records`: Row, Snapshot, RankedRow. `catalogue`: the boards, each with the `layout` that says what its columns mean.
- `parse`: `parse_board`, the way of a body. `readers`, `tables`, `flight` and `lists` bring it to records; `sources` has a
  module for every board that needs more (`found`: what goes in and comes out). `layout` makes rows of records with `columns` (their
  names), `values` (what a cell says), `shape` (lines that are no rows, figures that say none) and `names` (what a spelling says);
  `identity` asks the register who each row is.
- `doubts`: a capture beside the one before it, flagged for what looks lost; `misnamed` for names and ids, `misplaced` for figures.
- `ranks`, then `diff` (which row is which) and `moves` (each a `move`) with `passings` and `prices`: what happened between two captures.
- `headlines` and `desk`: the stories of that. `history`, `matching`, `charts`: a model over time and across boards.
- `compact`: captures in few bytes, for the database. `paging`: boards that are served in pages.
"""

from typing import TYPE_CHECKING

import lazy_loader  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from amw.boards.catalogue import Board as Board
    from amw.boards.catalogue import Endpoint as Endpoint
    from amw.boards.catalogue import board as board
    from amw.boards.catalogue import board_for as board_for
    from amw.boards.catalogue import board_named as board_named
    from amw.boards.catalogue import boards as boards
    from amw.boards.catalogue import boards_from as boards_from
    from amw.boards.diff import Change as Change
    from amw.boards.diff import changes as changes
    from amw.boards.headlines import Draft as Draft
    from amw.boards.headlines import headlines as headlines
    from amw.boards.history import Point as Point
    from amw.boards.history import across as across
    from amw.boards.history import history as history
    from amw.boards.history import series as series
    from amw.boards.history import table as table
    from amw.boards.history import unresolved as unresolved
    from amw.boards.move import Move as Move
    from amw.boards.moves import moves as moves
    from amw.boards.parse import parse_board as parse_board
    from amw.boards.ranks import rank as rank
    from amw.boards.records import RankedRow as RankedRow
    from amw.boards.records import Row as Row
    from amw.boards.records import Snapshot as Snapshot

# Loaded when it is first asked for: a crawl of news ranks nothing and writes no stories of boards.
__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "catalogue": ["Board", "Endpoint", "board", "board_for", "board_named", "boards", "boards_from"],
        "diff": ["Change", "changes"],
        "headlines": ["Draft", "headlines"],
        "history": ["Point", "across", "history", "series", "table", "unresolved"],
        "move": ["Move"],
        "moves": ["moves"],
        "parse": ["parse_board"],
        "ranks": ["rank"],
        "records": ["RankedRow", "Row", "Snapshot"],
    },
)
