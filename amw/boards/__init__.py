"""Leaderboards as facts: a captured body -> a snapshot of identified rows -> ranks, moves, headlines, history."""

from amw.boards.catalogue import Board, Endpoint, board, board_for, board_named, boards, boards_from
from amw.boards.parse import parse_board
from amw.boards.ranks import rank
from amw.boards.records import RankedRow, Row, Snapshot

__all__ = [
    "Board",
    "Endpoint",
    "RankedRow",
    "Row",
    "Snapshot",
    "board",
    "board_for",
    "board_named",
    "boards",
    "boards_from",
    "parse_board",
    "rank",
]
