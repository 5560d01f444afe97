"""Tags of a story: segment, lens, category, event, hashtags, countries, with the words that gave them."""

from __future__ import annotations

from amw.tags.article import tag_article
from amw.tags.explain import explain_tags
from amw.tags.records import Event, Evidence, Tags

__all__ = ["Event", "Evidence", "Tags", "explain_tags", "tag_article"]
