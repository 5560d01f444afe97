"""Prices that moved between two captures of a board, told from another currency, unit or way of counting."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from amw.boards.catalogue import about
from amw.boards.diff import Pair, in_both
from amw.boards.move import Move, dollars, move_of
from amw.boards.ranks import family_of, maker_of
from amw.boards.records import Row, Snapshot

KINDS = ("input", "output")
MASS_COUNT, MASS_PRICES = 5, 0.5  # of the prices of a kind that moved by one factor
SAME = Decimal("1e-6")  # of a price: one that was computed (1.6549999999999998) is one that is written (1.655)
UNIFORM_FAMILIES = 4  # families of one maker whose price moves by one factor on one day: the board's method, not a price list


def price_moves(pairs: Sequence[Pair], after: Snapshot) -> list[Move]:
    """The `price_changed` moves of the rows that both captures have, US dollars per million tokens; one `rebased` move stands for prices
    that moved together because the board counts differently.

    A board of rankings tells prices of makers' own offers only, never of open models, which anybody offers.
    """
    board = about(after.board)
    listed = board.kind == "prices"
    both = in_both(pairs)
    found = [move for old, new in both if _is_told(old, new, listed=listed) for move in _changes(old, new, listed=listed)]
    whole = _factors_of_all(both)
    result = [
        _together(board.name, name, factor, [move for move in found if move.field == name], f"most {name.removeprefix('price_')} prices")
        for name, factor in whole.items()
    ]
    by_maker: dict[tuple[str, str, Decimal], list[Move]] = defaultdict(list)
    for move in found:
        if move.field not in whole and move.row is not None:
            by_maker[maker_of(move.row) or "", move.field, _factor(move.before, move.after)].append(move)
    for (_, name, factor), changed in by_maker.items():
        rows = [move.row for move in changed if move.row is not None]
        if not listed and len({family_of(row) for row in rows}) >= UNIFORM_FAMILIES:
            maker = rows[0].maker or "one maker"
            result.append(_together(maker, name, factor, changed, f"{len(changed)} prices of {maker}"))
        else:
            result.extend(changed)
    return result


def _is_told(old: Row, new: Row, *, listed: bool) -> bool:
    """Whether the prices of a row are its maker's to change: on a list of prices, or where nobody else offers the model."""
    if new.first_party is False or True in (old.open_weights, new.open_weights):
        return False
    return listed or new.first_party is True or new.open_weights is False


def _changes(old: Row, new: Row, *, listed: bool) -> Iterator[Move]:
    """The moves of the prices that a row has in both captures. None came from nothing, and on a ranking none went to nothing."""
    for kind in KINDS:
        was, now = old.prices.get(kind), new.prices.get(kind)
        if was is None or now is None or was == 0 or abs(was - now) < SAME * was or (now == 0 and not listed):
            continue
        told = (dollars(was), dollars(now)) if dollars(was) != dollars(now) else (f"${was:f}", f"${now:f}")
        evidence = f"{new.raw_name}: {kind} price from {told[0]} to {told[1]} per million tokens"
        yield move_of(new, "price_changed", evidence, field=f"price_{kind}", before=was, after=now)


def _factors_of_all(both: Sequence[tuple[Row, Row]]) -> dict[str, Decimal]:
    """By which factor half of the prices of a kind moved, and more than a few: another currency or unit, and nobody's price list."""
    found: dict[str, Decimal] = {}
    for kind in KINDS:
        factors = Counter(_factor(was, now) for old, new in both if (was := old.prices.get(kind)) and (now := new.prices.get(kind)))
        enough = max(MASS_COUNT, MASS_PRICES * factors.total())
        common = next((factor for factor, count in factors.most_common(2) if factor != 1 and count >= enough), None)
        if common is not None:
            found[f"price_{kind}"] = common
    return found


def _factor(was: Decimal, now: Decimal) -> Decimal:
    return Decimal(f"{now / was:.4g}")


def _together(whose: str, name: str, factor: Decimal, concerned: Sequence[Move], said: str) -> Move:
    return Move(
        kind="rebased",
        key="",
        name=whose,
        field=name,
        before=None,
        after=float(factor),
        keys=tuple(move.key for move in concerned),
        evidence=f"{said} moved by one factor ({factor.normalize():f}): the board counts differently",
    )
