"""Names: one company for every spelling, mentions in running text, models and their makers.

`register` reads the catalogue into `records`. From there two ways part. A name alone is resolved: `names` and `forms` make a key of it,
`resolve` looks the key up and applies its rules, `listed` does the same for lists of shares. A text is read: `folding` folds it in place,
`find` finds names and wordings in one pass, `mentions` turns hits into mentions. Names that are words too are weighed by `context` (with
`senses`, `namesakes`, `surfaces`, `headlines`); `models` reads a model's name to its end; `unknown` proposes names that the register lacks;
`roles` says who the story is about (with `asides`, `offers`, `investors`). The words themselves stand in `wordings` and `words`, those of
other languages in `wordingsabroad`, `languages` and `inflections` ("Nvidii"). `review` is the queue that people work through, `check` what
the catalogue must keep.

>>> from amw.companies import Companies
>>> Companies.load().resolve("Alibaba Group Holding Ltd").key
'alibaba'
"""

from typing import TYPE_CHECKING

import lazy_loader  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from amw.companies.check import check_catalogue as check_catalogue
    from amw.companies.companies import Companies as Companies
    from amw.companies.companies import find_registered as find_registered
    from amw.companies.names import normalise as normalise
    from amw.companies.records import Company as Company
    from amw.companies.records import Mention as Mention
    from amw.companies.records import Model as Model
    from amw.companies.records import Name as Name
    from amw.companies.register import CatalogueError as CatalogueError
    from amw.companies.register import Problem as Problem
    from amw.companies.review import Change as Change
    from amw.companies.review import Decision as Decision
    from amw.companies.review import Suggestion as Suggestion
    from amw.companies.review import backtest as backtest
    from amw.companies.review import decide as decide
    from amw.companies.review import suggest as suggest
    from amw.companies.review import suggest_models as suggest_models
    from amw.companies.review import words_among as words_among

# Loaded when it is first asked for: records travel between processes that have no use for the code that makes them.
__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "check": ["check_catalogue"],
        "companies": ["Companies", "find_registered"],
        "names": ["normalise"],
        "records": ["Company", "Mention", "Model", "Name"],
        "register": ["CatalogueError", "Problem"],
        "review": [
            *("Change", "Decision", "Suggestion"),
            *("backtest", "decide", "suggest", "suggest_models", "words_among"),
        ],
    },
)
