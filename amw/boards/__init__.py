"""Leaderboards as facts: a captured body -> a snapshot of identified rows -> ranks, moves, headlines, history."""

from amw.boards.catalogue import Board, Endpoint, board, board_for, board_named, boards, boards_from
from amw.boards.diff import Change, changes
from amw.boards.headlines import Draft, headlines
from amw.boards.history import Point, across, as_of, history, series, table, unchanged_since, unresolved
from amw.boards.move import Move
from amw.boards.moves import moves, rebased
from amw.boards.parse import parse_board
from amw.boards.ranks import rank
from amw.boards.records import RankedRow, Row, Snapshot

__all__ = [
    "Board",
    "Change",
    "Draft",
    "Endpoint",
    "Move",
    "Point",
    "RankedRow",
    "Row",
    "Snapshot",
    "across",
    "as_of",
    "board",
    "board_for",
    "board_named",
    "boards",
    "boards_from",
    "changes",
    "headlines",
    "history",
    "moves",
    "parse_board",
    "rank",
    "rebased",
    "series",
    "table",
    "unchanged_since",
    "unresolved",
]
