"""Stories: articles about one event, told apart from look-alikes as they arrive; and what a report means beside what was told before.

Two halves, read in this order.

Grouping: `signing` reads an article (by `terms`, `lexicon`, `other_languages`, `sounds`) into a `Signature`; `window` holds those of the
last weeks, with the word frequencies of `statistics`; `cluster` finds candidates and decides by the pair scores of `score` and the vetoes
of `vetoes`. Out comes a `Placement`: the story, and duplicate, same_story, update or new. `StoryIndex` does this in memory, the store
behind a database. `versions` tells what an edit of an article changed.

Reading: `report` has the facts that are judged, `past` what they are held against. `threads` ties them to earlier stories, `conflicts`
finds figures that disagree, `novelty` and `significance` score. `read` writes the AMW Read: its opening by `adds` or `no_event`, the past
by `before` (`company_record`, `map_context`, `board_places`), the question by `leaves_open`, English by `wording`; `facts` rejects a name
or number that no row holds. `assess` does all of it; `thread_page` is "How this connects".
"""

from amw.stories.index import StoryIndex
from amw.stories.placement import Change, Placement, Relation
from amw.stories.signature import Document, Signature
from amw.stories.signing import sign

__all__ = ["Change", "Document", "Placement", "Relation", "Signature", "StoryIndex", "sign"]
