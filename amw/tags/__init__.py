"""Tags of a story: segment, lens, category, event, hashtags, countries, with the words that gave them.

`article` puts it together; read it first. In its order: `story` with its `form` (one story, newsletter, listing), `lexicon` (words of the
tables in a text), `signals` (their votes), `classify` (rules) with `features` and `model` (learned), then what a headline alone tells
(`notices`, `genre`, `named`), `countries`, `hashtags`, and `happenings` with `status` and `days`. `records` is what comes out, `explain`
tells it; `opinion` asks a language model where a tag is unsure, if one is named.
"""

from typing import TYPE_CHECKING

import lazy_loader  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from amw.tags.article import tag_article as tag_article
    from amw.tags.explain import explain_tags as explain_tags
    from amw.tags.records import Event as Event
    from amw.tags.records import Evidence as Evidence
    from amw.tags.records import Tags as Tags

# Loaded when it is first asked for: records travel between processes that have no use for the code that makes them.
__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__, submod_attrs={"article": ["tag_article"], "explain": ["explain_tags"], "records": ["Event", "Evidence", "Tags"]}
)
