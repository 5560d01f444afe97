"""Money in running text: every figure with its kind, value, currency, US dollars of the day, and span.

`amounts` puts it together: `scan` finds figures by `currencies` and `numerals`, `kinds` says what each is (raised, a price, revenue ...)
by `cues`, words that `roots` makes quick to look for, `rates` converts. `records` is what comes out.
"""

from typing import TYPE_CHECKING

import lazy_loader  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from amw.money.amounts import find_amounts as find_amounts
    from amw.money.rates import Rates as Rates
    from amw.money.rates import later_rates as later_rates
    from amw.money.rates import looks_like_rates as looks_like_rates
    from amw.money.rates import parse_rates as parse_rates
    from amw.money.rates import shipped_rates as shipped_rates
    from amw.money.records import KINDS as KINDS
    from amw.money.records import Amount as Amount
    from amw.money.scan import undisclosed as undisclosed

# Loaded when it is first asked for: a headline is told to be a notice without any table of money.
__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "amounts": ["find_amounts"],
        "rates": ["Rates", "later_rates", "looks_like_rates", "parse_rates", "shipped_rates"],
        "records": ["KINDS", "Amount"],
        "scan": ["undisclosed"],
    },
)
