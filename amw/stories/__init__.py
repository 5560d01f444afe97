"""Stories: articles about one event, told apart from look-alikes as they arrive; and what a report means beside what was told before.

Two halves, read in this order.

Grouping: `signing` reads an article into a `signature`, by `terms` (`background`, `lexicon`, `languages`, `other_languages`, `sounds`) and
without `boilerplate`. `window` holds those of the last weeks, with the word frequencies
of `statistics`; `cluster` opens them (`view`), finds candidates and decides by the pair scores of `score` and the vetoes of `vetoes`. Out
comes a placement: the story, and duplicate, same_story, update or new. `index` does this in memory, the store behind a database.
`versions` (`page_lines`) tells what an edit of an article changed.

Reading: `report` has the facts that are judged, `past` what they are held against (`headlines`, `topic`). `threads` ties them to earlier
stories, `conflicts` finds figures that disagree, `novelty` and `significance` score. `read` writes the AMW Read, a clause after the
other: its opening by `adds` (`sorts`) or `no_event`, the past by `before` (`company_record`, `board_places`), the
question by `leaves_open` (`aspects`), English by `wording`; `facts` rejects a name or number that no row holds, `rephrase` asks a model to
say it more freely. `assess` does all of it; `thread_page` is "How this connects".
"""

from amw.stories.cluster import Change, Placement, Relation
from amw.stories.index import StoryIndex
from amw.stories.signature import Document, Signature
from amw.stories.signing import sign

__all__ = ["Change", "Document", "Placement", "Relation", "Signature", "StoryIndex", "sign"]
